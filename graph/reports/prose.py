"""Sentences: what a study says in words, first the answer, then on what it rests.

Each sentence is made from the plain data of a study and said in the language of the report. None says more
than its figures: where two intervals overlap, the sentence says that the data do not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elshi.graph.i18n.reports import Words
from elshi.graph.measures.centrality import MEASURES
from elshi.graph.measures.resampling import beside, left_out

Data = dict[str, Any]


def question(study: Data, words: Words) -> str:
    """What the report asks."""
    among = words("among", n=study["rests"]["actors"])
    return words("question", among=among, sources=len(study["sources"]))


def title(study: Data, network: Data, words: Words) -> str:
    """What a network is called: all, or without its ego."""
    if network["kind"] == "all":
        return words("all")
    return words("without", name=_ego(study, words))


def _ego(study: Data, words: Words) -> str:
    for network in study["networks"]:
        for measure in network["measures"]:
            for row in measure["rows"]:
                if row["id"] == study["ego"]["id"]:
                    return words.name(row)
    return str(study["ego"]["name"])


def headline(study: Data, words: Words) -> str:
    """Who comes first, in one sentence; empty where nobody does."""
    told = [_leaders(study, network, words) for network in study["networks"]]
    if not told[0]:
        return ""
    if len(told) < 2 or not told[1]:
        return f"{told[0]}."
    return f"{told[0]}. {title(study, study['networks'][1], words)}: {told[1]}."


NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def _leaders(study: Data, network: Data, words: Words) -> str:
    """The first by each measure: ``China by degree and PageRank, Uzbekistan by betweenness``."""
    found: dict[str, list[str]] = {}
    said = [
        m for m in network["measures"] if m["rows"] and not m["blank"] and any(r["value"] for r in m["rows"])
    ]
    for measure in said:
        best = measure["rows"][0]["rank"]
        first = [words.name(row) for row in measure["rows"] if row["rank"] == best]
        who = words.listed(first) if len(first) < 4 else words("alike", count=words("count", n=len(first)))
        found.setdefault(who, []).append(_lower(words(f"measure.{measure['name']}")))
    if len(found) == 1 and len(said) == len(network["measures"]) > 1:
        number = NUMBERS.get(len(said), str(len(said))) if words.lang == "en" else str(len(said))
        return words("by all", who=next(iter(found)), n=number)
    return "; ".join(words("by", who=who, measures=words.listed(names)) for who, names in found.items())


def _lower(name: str) -> str:
    return name if name.startswith(("PageRank", "Katz", "Кац")) else name[0].lower() + name[1:]


def answers(study: Data, network: Data, words: Words) -> list[tuple[str, str]]:
    """A sentence for each measure with its title: who comes first, how surely, on whose word."""
    if network["actors"] == 0:
        return [("", words("none.nobody"))]
    if network["actors"] == 1:
        return [("", words("none.one", name=network["only"]))]
    if not network["links"]:
        return [("", words("none.why", why=words(network["measures"][0]["blank"])))]
    return [(words(f"measure.{m['name']}"), _answer(study, network, m, words)) for m in network["measures"]]


def _answer(study: Data, network: Data, measure: Data, words: Words) -> str:
    if measure["blank"]:
        return words(measure["blank"])
    rows, says = measure["rows"], words(f"says.{measure['name']}")
    if not any(row["value"] for row in rows):
        return words("nobody between", says=says)
    leaders = [row for row in rows if row["rank"] == rows[0]["rank"]]
    if len(leaders) > 1:
        shown = [f"{words.name(row)} ({_place(study, row, words)})" for row in leaders[:4]]
        shown += [words("others", n=len(leaders) - 4)] if leaders[4:] else []
        return words("shared", says=says, count=words("count", n=len(leaders)), shown="; ".join(shown))
    first = words(
        "first", says=says, name=words.name(rows[0]), value=words.three(rows[0]["value"]),
        place=between(rows[0], words), top=first_places(study), share=words.percent(rows[0]["top"]),
    )  # fmt: skip
    sentence = f"{first} {_leaning(study, rows[0], words)}"
    if len(rows) < 2:
        return sentence
    key = "overlap" if rows[0]["high"] >= rows[1]["low"] else "behind"
    return f"{sentence} {words(key, name=words.name(rows[1]), place=_place(study, rows[1], words))}"


def between(row: Data, words: Words) -> str:
    """An interval of ranks in words."""
    if row["low"] == row["high"]:
        return words.rank(row["low"])
    return words("to", low=words.rank(row["low"]), high=words.rank(row["high"]))


def first_places(study: Data) -> int:
    """The number of first places of which a report tells in what share of networks an actor has one."""
    return int(min(5, study["asked"]["top"]))


def number(study: Data, source: str) -> int:
    """The number of a source in the list of the report."""
    return [s["id"] for s in study["sources"]].index(source) + 1


def _place(study: Data, row: Data, words: Words) -> str:
    """A rank with its interval and the number of its source, in a few words."""
    leans = words("leans on", n=number(study, row["source"])) if row["source"] else words("leans none")
    return words("place", place=between(row, words), leans=leans)


def _leaning(study: Data, row: Data, words: Words) -> str:
    if row["source"] is None:
        return words("no source moves")
    name = study["sources"][number(study, row["source"]) - 1]["name"]
    if row["moved"] is None:
        return words("one source alone", source=name)
    return words("source moves", source=name, rank=words.rank(row["moved"]))


def about_ego(study: Data, words: Words) -> str:
    """What the ego's share in the ties makes of its rank."""
    ego = study["ego"]
    return words(
        "ego", name=_ego(study, words), having=ego["having"], joining=ego["joining"],
        share=words.percent(ego["having"] / ego["joining"]),
    )  # fmt: skip


def rests(study: Data, words: Words) -> str:
    """On how many ties, sources and doubts it rests."""
    return words(
        "rests", sources=len(study["sources"]), **{k: v for k, v in study["rests"].items() if k != "links"}
    )


def parts(study: Data, words: Words) -> str:
    """A sentence where the network falls apart; empty where it hangs together."""
    told = study["networks"][0]["parts"]
    if not told or told[1] < 2:
        return ""
    alone = words("alone", n=told[2]) if told[2] else ""
    among = words("among", n=study["rests"]["actors"])
    return words("parts", n=told[1], most=told[0], among=among, alone=alone)


def rest(measure: Data, shown: int, words: Words) -> str:
    """How many are not shown; empty where all are."""
    left = len(measure["rows"]) - shown
    zero = sum(not row["value"] for row in measure["rows"])
    return words("more", n=left, zero=words("zero", n=zero) if zero else "") if left > 0 else ""


def apart(rows: Sequence[Data], words: Words) -> str:
    """Which neighbours in rank the data do not tell apart: each run of them by its ends, in one sentence."""
    runs: list[list[Data]] = []
    for row in rows:
        if runs and max(r["high"] for r in runs[-1]) >= row["low"]:
            runs[-1].append(row)
        else:
            runs.append([row])
    told = [
        words("run", first=words.name(run[0]), last=words.name(run[-1]), n=len(run))
        for run in runs
        if len(run) > 1
    ]
    if not told:
        return words("apart.all") if len(rows) > 1 else ""
    return words("apart", runs="; ".join(told))


def layers(study: Data, words: Words) -> list[str]:
    """Culture beside diplomacy, and culture strictly and broadly."""
    told = study["layers"]
    both, ties = told["cultural and diplomatic"], told["ties"]
    if both["correlation"] is None:
        found = [words("layers.blank", why=words(both["blank"]))]
    else:
        either = both["first"] + both["second"] - both["shared"]
        found = [
            words(
                "layers.alike", broad=ties["broadly"], dip=ties["diplomatic"], shared=both["shared"],
                all=either,
                jaccard=words.percent(both["jaccard"]), r=words.three(both["correlation"]),
                p=words.three(both["p"]),
            )
        ]  # fmt: skip
    names = {
        k: ", ".join(f"{r['name']} ({words.rank(r['rank'])})" for r in rows)
        for k, rows in told["first"].items()
    }
    if all(names.values()):
        name = words(f"measure.{told['measure']}")
        found.append(words("layers.first", measure=name, n=ties["strictly"], **names))
    return found


def time(study: Data, words: Words) -> list[str]:
    """What is not in any year, how links change, and who rises when."""
    told = study["time"]
    found = (
        [words("time.undated", n=told["undated"], possible=told["vague"])] if study["rests"]["ties"] else []
    )
    later: Sequence[Data] = told["windows"][1:]
    if later:
        means = {key: words.three(sum(w[key] for w in later) / len(later)) for key in ("kept", "new", "lost")}
        found.append(words("time.links", **means))
    for rise in told["rises"]:
        found.append(
            words(
                "time.rise", name=rise["name"], since=words.three(rise["since"]),
                before=words.three(rise["before"]), year=str(rise["year"]), p=words.three(rise["p"]),
            )
        )  # fmt: skip
    return found


def mentions(study: Data, words: Words) -> str:
    """How far ranks follow how often one is written about; empty where that is unknown."""
    told = study["trust"]["mentions"]
    if not told or told["rho"] is None:
        return ""
    name = words(f"measure.{study['trust']['measure']}")
    return words("trust.mentions", measure=name, rho=words.three(told["rho"]), n=told["actors"])


def formulas(study: Data, words: Words) -> list[tuple[str, str]]:
    """Each measure with its formula, and how it reads the weights of links."""
    found = []
    for name in study["asked"]["measures"]:
        formula = words(f"formula.{name}")
        weights = words(MEASURES[name].weights)
        found.append((words(f"measure.{name}"), f"{formula[0].upper()}{formula[1:]} {weights}"))
    return found


def how_made(study: Data, words: Words) -> str:
    """How the view was made, and what it leaves out."""
    asked = study["asked"]
    made = [study["made"]]
    if words.lang != "en":
        made = [words(f"methods.{study['level']}"), words(f"methods.{asked['weights']}")]
        made += [words("methods.directed")] if asked["directed"] else []
        made += [words("methods.chosen")]
    made += [
        words("methods.left out", said=f"{words.number(number)} {words(what)}")
        for what, number in study["left_out"].items()
    ]
    return " ".join([*made, words("methods.standing")])


def methods(study: Data, words: Words) -> list[str]:
    """The paragraphs on how figures came about, ready for a paper."""
    asked = study["asked"]
    drawn = words(
        "methods.missing" if asked["missing"] else "methods.bootstrap",
        missing=words.percent(asked["missing"]), drawn=words.percent(left_out(asked["missing"])),
        resamples=asked["resamples"], by=words(f"by.{asked['by']}"), seed=str(asked["seed"]),
    )  # fmt: skip
    versions = {name.partition("-")[0]: number for name, number in study["versions"].items()}
    return [
        f"{words('methods.ranks')} {drawn} {words('methods.interval')}",
        words("methods.rest", draws=beside(asked["resamples"])),
        words("methods.computed", **versions, data=study["data"]),
    ]
