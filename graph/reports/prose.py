"""Sentences: what a study says in words, first the answer, then on what it rests.

Each sentence is made from a typed study and told in the language of the report. None says more than its
values: where two intervals overlap, the sentence says that the data do not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from elshi.graph.i18n.reports import Words
from elshi.graph.measures.centrality import MEASURES
from elshi.graph.measures.resampling import beside, left_out
from elshi.graph.reports.results import MeasureRanks, NetworkRanks, RankRow, Study
from elshi.graph.reports.structure_results import LARGEST_TWO_MODE

NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}

NO_LEAD = frozenset({"constraint"})
"""Measures whose first is not named in the headline: to be bound to few is no lead."""

CLEAR = 0.25
"""The share of the ranked actors that an interval may span where a rank is called clear."""

NAMED = 12
"""Unranked actors that a sentence names."""


def heading(study: Study, words: Words) -> str:
    """The title of the report; that of one body's network or dossier names it."""
    if study.dossier is not None:
        name = study.dossier.of
        return words("title.dossier", name=name) if name else words("title.few")
    for ego in study.egos:
        if ego.why == "around":
            return words("title.around", name=words.name(ego))
    return words("title.countries" if study.level == "countries" else "title.actors")


def question(study: Study, words: Words) -> str:
    """What the report asks; empty where it only lists facts."""
    if study.dossier is not None:
        return ""
    among = words("among", n=study.counts.actors)
    return words("question", among=among, sources=len(study.sources))


def title(study: Study, network: NetworkRanks, words: Words) -> str:
    """What a network is called: all, or without its ego."""
    left = [words.name(ego) for ego in study.egos if network.kind == "without" or ego.why == "left out"]
    return words("without", name=words.listed(left)) if left else words("all")


def headline(study: Study, words: Words) -> str:
    """Who comes first in the network without its ego, in one sentence; or why nobody does."""
    first = study.networks[0]
    if study.dossier is not None:
        return words("headline.few", n=first.measurable) if first.links else ""
    leaders = _leaders(first, words)
    if not leaders:
        return ""
    return f"{title(study, first, words)}: {leaders}." if study.egos else f"{leaders}."


def _leaders(network: NetworkRanks, words: Words) -> str:
    """The first by each measure: ``China by degree and PageRank, Uzbekistan by betweenness``."""
    by_leader: dict[str, list[str]] = {}
    telling = [m for m in network.measures if not m.blank and any(r.value for r in m.rows)]
    measures = [m for m in telling if m.name not in NO_LEAD]
    for measure in measures:
        best = measure.rows[0].rank
        first = [words.name(row) for row in measure.rows if row.rank == best]
        who = words.listed(first) if len(first) < 4 else words("alike", count=words("count", n=len(first)))
        by_leader.setdefault(who, []).append(_lower(words(f"measure.{measure.name}")))
    if len(by_leader) == 1 and len(measures) > 1:
        number = NUMBERS.get(len(measures), str(len(measures))) if words.lang == "en" else str(len(measures))
        return words("by all", who=next(iter(by_leader)), n=number)
    return "; ".join(words("by", who=who, measures=words.listed(names)) for who, names in by_leader.items())


def _lower(name: str) -> str:
    return name if name.startswith(("PageRank", "Katz", "Кац")) else name[0].lower() + name[1:]


def answers(study: Study, network: NetworkRanks, words: Words) -> list[tuple[str, str]]:
    """A sentence for each measure with its title: who comes first, how surely, on whose word."""
    if network.actors == 0:
        return [("", words("none.nobody"))]
    if network.actors == 1 and network.only is not None:
        return [("", words("none.one", name=network.only))]
    if not network.links:
        return [("", words("none.why", why=words(network.measures[0].blank)))]
    if study.dossier is not None:
        return []
    return [(words(f"measure.{m.name}"), _answer(study, m, words)) for m in network.measures]


def _answer(study: Study, measure: MeasureRanks, words: Words) -> str:
    if measure.blank or not measure.rows:
        return words(measure.blank or "nothing here")
    rows, says = measure.rows, words(f"says.{measure.name}")
    if not any(row.value for row in rows):
        return words("nobody between", says=says)
    leaders = [row for row in rows if row.rank == rows[0].rank]
    if len(leaders) > 1:
        shown = [f"{words.name(row)} ({_place(study, row, words)})" for row in leaders[:4]]
        shown += [words("others", n=len(leaders) - 4)] if leaders[4:] else []
        return words("shared", says=says, count=words("count", n=len(leaders)), shown="; ".join(shown))
    first = words(
        "first", says=says, name=words.name(rows[0]), value=words.three(rows[0].value),
        place=between(rows[0], words), top=first_places(study), share=words.percent(rows[0].in_top or 0.0),
    )  # fmt: skip
    sentence = f"{first} {_leaning(study, rows[0], words)}"
    if len(rows) < 2:
        return sentence
    return f"{sentence} {_next(study, rows, words)}"


def _next(study: Study, rows: Sequence[RankRow], words: Words) -> str:
    """How the second stands to the first: clearly behind only where both intervals say so."""
    first, second = rows[:2]
    if first.rank_high >= second.rank_low:
        key = "overlap"
    else:
        key = "behind" if second.rank_high - second.rank_low <= CLEAR * len(rows) else "follows"
    return words(key, name=words.name(second), place=_place(study, second, words))


def between(row: RankRow, words: Words) -> str:
    """An interval of ranks in words."""
    if row.rank_low == row.rank_high:
        return words.rank(row.rank_low)
    return words("to", low=words.rank(row.rank_low), high=words.rank(row.rank_high))


def first_places(study: Study) -> int:
    """The number of first places of which a report tells in what share of networks an actor has one."""
    return min(5, int(str(study.asked["top"])))


def number(study: Study, source: str) -> int:
    """The number of a source in the list of the report."""
    return [s.id for s in study.sources].index(source) + 1


def _place(study: Study, row: RankRow, words: Words) -> str:
    """A rank with its interval and the number of its source, in a few words."""
    leans = words("leans on", n=number(study, row.source)) if row.source else words("leans none")
    return words("place", place=between(row, words), leans=leans)


def _leaning(study: Study, row: RankRow, words: Words) -> str:
    if row.source is None:
        return words("no source moves")
    name = study.sources[number(study, row.source) - 1].name
    if row.rank_without_source is None:
        return words("one source alone", source=name)
    return words("source moves", source=name, rank=words.rank(row.rank_without_source))


def about_egos(study: Study, words: Words) -> list[str]:
    """Why actors are left out of the ranking, and what that does not leave out."""
    sentences: list[str] = []
    for ego in study.egos if study.dossier is None else ():
        name = words.name(ego)
        if ego.why == "around":
            sentences.append(words("ego.around", name=name))
            continue
        if ego.why == "written":
            share = words.percent(ego.having / ego.joining)
            sentences.append(words("ego", name=name, having=ego.having, joining=ego.joining, share=share))
        if ego.remaining and study.level != "organisations":
            counts = {"having": ego.remaining_having, "joining": ego.remaining}
            sentences.append(words("ego.remaining", name=name, id=ego.id, **counts))
    return sentences


def unranked(network: NetworkRanks, words: Words) -> str:
    """Who is not ranked, and why; empty where all are."""
    if not network.unranked:
        return ""
    named = [f"{words.name(actor)} ({words.number(actor.ties)})" for actor in network.unranked[:NAMED]]
    more = len(network.unranked) - NAMED
    shown = ", ".join(named) + (f" {words('others', n=more)}" if more > 0 else "")
    return words("unranked", n=len(network.unranked), shown=shown)


def rests(study: Study, words: Words) -> str:
    """On how many ties, sources and doubts it rests."""
    counts = study.counts
    return words(
        "rests", sources=len(study.sources), ties=counts.ties, joining=counts.joining, actors=counts.actors,
        links=counts.links, unsure=counts.unsure, undated=counts.undated,
    )  # fmt: skip


def two_mode(study: Study, words: Words) -> str:
    """A sentence where actors and ties were not measured together; empty where they were."""
    if study.counts.ties <= LARGEST_TWO_MODE:
        return ""
    return words("note.twomode.large", ties=study.counts.ties, most=LARGEST_TWO_MODE)


def components(study: Study, words: Words) -> str:
    """A sentence where the network has several components; empty where it has one."""
    [network] = [network for network in study.networks if network.kind == "all"]
    if network.components is None or network.components.number < 2:
        return ""
    alone = words("alone", n=network.components.single) if network.components.single else ""
    among = words("among", n=study.counts.actors)
    return words(
        "parts", n=network.components.number, most=network.components.largest, among=among, alone=alone
    )


def rest(measure: MeasureRanks, shown: int, words: Words) -> str:
    """How many are not shown; empty where all are."""
    left = len(measure.rows) - shown
    zero = sum(not row.value for row in measure.rows)
    return words("more", n=left, zero=words("zero", n=zero) if zero else "") if left > 0 else ""


def apart(rows: Sequence[RankRow], words: Words) -> str:
    """Which neighbours in rank the data do not tell apart: each run of them by its ends, in one sentence."""
    runs: list[list[RankRow]] = []
    for row in rows:
        if runs and max(r.rank_high for r in runs[-1]) >= row.rank_low:
            runs[-1].append(row)
        else:
            runs.append([row])
    several = [
        words("run", first=words.name(run[0]), last=words.name(run[-1]), n=len(run))
        for run in runs
        if len(run) > 1
    ]
    if not several:
        return words("apart.all") if len(rows) > 1 else ""
    return words("apart", runs="; ".join(several))


def silence(study: Study, words: Words) -> str:
    """What these sources would not have told; empty where they are written around nobody."""
    names = [words.name(ego) for ego in study.egos if ego.why != "around"]
    return words("note.silence", name=words.listed(names)) if names else ""


class Entry(NamedTuple):
    """A line of a dossier: when, what, and who else or in what office, with its sources."""

    when: str
    what: str
    detail: str
    sources: tuple[int, ...]


def dossier(study: Study, words: Words) -> list[tuple[str, list[Entry]]]:
    """The facts of a dossier under their headings: relations by type, then ties by date."""
    if study.dossier is None:
        return []
    sections: dict[str, list[Entry]] = {}
    for relation in study.dossier.relations:
        turned = "of" if relation.towards or study.dossier.of is None else "to"
        heading = words(f"relation.{relation.type}.{turned}")
        doubt = f" ({words('unsure')})" if relation.unsure else ""
        numbers = tuple(number(study, source) for source in relation.sources)
        entry = Entry(relation.during, relation.name + doubt, relation.what, numbers)
        sections.setdefault(heading, []).append(entry)
    for tie in study.dossier.ties:
        heading = words("h.programmes" if tie.label == "Programme" else "h.ties")
        marks = ([] if tie.wording == "own" else [words(f"fact.{tie.wording}")]) + tie.unsure * [
            words("unsure")
        ]
        name = f"{tie.name} ({', '.join(marks)})" if marks else tie.name
        numbers = tuple(number(study, source) for source in tie.sources)
        entry = Entry(tie.date or words("undated"), name, ", ".join(tie.actors), numbers)
        sections.setdefault(heading, []).append(entry)
    return list(sections.items())


def layers(study: Study, words: Words) -> list[str]:
    """Culture compared with diplomacy, and culture strictly and broadly."""
    results, both = study.layers, study.layers.overlap
    if both.correlation is None:
        sentences = [words("layers.blank", why=words(both.blank))]
    else:
        either = both.first + both.second - both.shared
        sentences = [
            words(
                "layers.alike", broad=results.broad_ties, dip=results.diplomatic_ties, shared=both.shared,
                all=either, jaccard=words.percent(both.jaccard or 0.0), r=words.three(both.correlation),
                p=words.three(both.p),
            )
        ]  # fmt: skip
    broadly, strictly = (
        ", ".join(f"{leader.name} ({words.rank(leader.rank)})" for leader in leaders)
        for leaders in (results.broadly, results.strictly)
    )
    if broadly and strictly:
        name = words(f"measure.{results.measure}")
        sentences.append(
            words("layers.first", measure=name, n=results.strict_ties, broadly=broadly, strictly=strictly)
        )
    return sentences


def time(study: Study, words: Words) -> list[str]:
    """What is not in any year, how links change, and who rises when."""
    results = study.time
    sentences = (
        [words("time.undated", n=results.undated, possible=results.vague)] if study.counts.ties else []
    )
    if later := results.windows[1:]:
        means = {
            key: words.three(sum(getattr(window, key) for window in later) / len(later))
            for key in ("kept", "new", "lost")
        }
        sentences.append(words("time.links", **means))
    for rise in results.rises:
        sentences.append(
            words(
                "time.rise", name=rise.name, since=words.three(rise.since),
                before=words.three(rise.before), year=str(rise.year), p=words.three(rise.p),
            )
        )  # fmt: skip
    return [*sentences, words("time.rises")] if results.rises else sentences


def mentions(study: Study, words: Words) -> str:
    """How far ranks follow how often one is written about; empty where that is unknown."""
    known = [
        words("mention", measure=_lower(words(f"measure.{m.measure}")), rho=words.three(m.rho))
        for m in study.stability.mentions
        if m.rho is not None
    ]
    return words("trust.mentions", measures=", ".join(known)) if known else ""


def sensitivity(study: Study, words: Words) -> list[str]:
    """How much rests on large ties, on joint participation and on rules; what stands for many."""
    results = study.sensitivity
    if results is None or not results.links:
        return []
    share = {
        key: words.percent(getattr(results, f"{key}_links") / results.links)
        for key in ("large", "joint", "derived")
    }
    sentences = [
        words(
            "what if.links", n=results.links, large_n=results.large_links, joint_n=results.joint_links,
            derived_n=results.derived_links, **share,
        )
    ]  # fmt: skip
    if results.derived_sides:
        by_rule = ", ".join(
            f"{words('derived.' + rule)} {words.number(n)}" for rule, n in results.derived_sides.items()
        )
        sentences.append(words("what if.derived", by_rule=by_rule))
    if results.collective_ties:
        sentences.append(words("what if.count", n=results.collective_ties, many=results.stands_for))
    return sentences


def formulas(study: Study, words: Words) -> list[tuple[str, str]]:
    """Each measure with its formula, and how it reads the weights of links."""
    lines = []
    for measure in study.networks[0].measures:
        formula = words(f"formula.{measure.name}")
        weights = words(MEASURES[measure.name].weights)
        lines.append((words(f"measure.{measure.name}"), f"{words.begun(formula)} {weights}"))
    return lines


def how_made(study: Study, words: Words) -> str:
    """How the view was made, and what it leaves out."""
    asked = study.asked
    made = [study.made]
    if words.lang != "en":
        made = [words(f"methods.{study.level}"), words(f"methods.{asked['weights']}")]
        made += [words("methods.directed")] if asked["directed"] else []
        made += [words("methods.chosen")]
    made += [
        words("methods.left out", said=f"{words.number(number)} {words(what)}")
        for what, number in study.left_out.items()
    ]
    return " ".join([*made, words("methods.standing")])


def methods(study: Study, words: Words) -> list[str]:
    """The paragraphs on how values came about, ready for a paper."""
    asked = study.asked
    missing, resamples = float(str(asked["missing"])), int(str(asked["resamples"]))
    drawn = words(
        "methods.missing" if missing else "methods.bootstrap",
        missing=words.percent(missing), drawn=words.percent(left_out(missing)),
        resamples=resamples, by=words(f"by.{asked['by']}"), seed=str(asked["seed"]),
    )  # fmt: skip
    versions = {name.partition("-")[0]: number for name, number in study.versions.items()}
    return [
        f"{words('methods.ranks')} {drawn} {words('methods.interval')}",
        words("methods.rest", draws=beside(resamples)),
        words("methods.computed", **versions, data=study.data),
    ]
