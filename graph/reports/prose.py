"""Sentences: what a study says in words, first the answer, then on what it rests.

Each sentence is made from the plain data of a study and said in the language of the report. None says more
than its figures: where two intervals overlap, the sentence says that the data do not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import Any

from elshi.graph.i18n.reports import Words
from elshi.graph.measures.centrality import MEASURES
from elshi.graph.measures.resampling import beside, left_out

Data = dict[str, Any]


def three(value: float | None) -> str:
    """A value with three significant digits, never with an exponent; a dash for none.

    >>> [three(v) for v in (37.0, 0.0123456, 1234.5, 0.0, None)]
    ['37', '0.0123', '1230', '0', '–']
    """
    if value is None:
        return "–"
    if not value:
        return "0"
    places = 2 - floor(log10(abs(value)))
    rounded = round(value, places)
    text = f"{rounded:.{max(0, places)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rank(place: float) -> str:
    """A rank: a whole number, or a half where two share it.

    >>> rank(3.0), rank(2.5)
    ('3', '2½')
    """
    return f"{int(place)}" if place == int(place) else f"{int(place)}½"


def noun(study: Data, words: Words) -> str:
    """What is measured: actors or countries."""
    return words("noun.countries" if study["level"] == "countries" else "noun.actors")


def question(study: Data, words: Words) -> str:
    """What the report asks."""
    return words(
        "question", actors=study["rests"]["actors"], noun=noun(study, words), sources=len(study["sources"])
    )


def title(study: Data, network: Data, words: Words) -> str:
    """What a network is called: all, or without its ego."""
    if network["kind"] == "all":
        return words("all", noun=noun(study, words))
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
        who = words.listed(first) if len(first) < 4 else words("alike", n=len(first), noun=noun(study, words))
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
        return words("shared", says=says, n=len(leaders), noun=noun(study, words), shown="; ".join(shown))
    first = words(
        "first", says=says, name=words.name(rows[0]), value=three(rows[0]["value"]),
        place=between(rows[0], words),
    )  # fmt: skip
    sentence = f"{first} {_leaning(study, rows[0], words)}"
    if len(rows) < 2:
        return sentence
    key = "overlap" if rows[0]["high"] >= rows[1]["low"] else "behind"
    return f"{sentence} {words(key, name=words.name(rows[1]), place=_place(study, rows[1], words))}"


def between(row: Data, words: Words) -> str:
    """An interval of ranks in words."""
    if row["low"] == row["high"]:
        return rank(row["low"])
    return words("to", low=rank(row["low"]), high=rank(row["high"]))


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
    return words("source moves", source=name, rank=rank(row["moved"]))


def about_ego(study: Data, words: Words) -> str:
    """What the ego's share in the ties makes of its rank."""
    ego = study["ego"]
    return words(
        "ego", name=_ego(study, words), having=ego["having"], joining=ego["joining"],
        share=f"{ego['having'] / ego['joining']:.0%}",
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
    return words(
        "parts", n=told[1], most=told[0], of=study["rests"]["actors"], noun=noun(study, words), alone=alone
    )


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
                jaccard=f"{both['jaccard']:.0%}", r=three(both["correlation"]), p=three(both["p"]),
            )
        ]  # fmt: skip
    names = {
        k: ", ".join(f"{r['name']} ({rank(r['rank'])})" for r in rows) for k, rows in told["first"].items()
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
        means = {key: three(sum(w[key] for w in later) / len(later)) for key in ("kept", "new", "lost")}
        found.append(words("time.links", **means))
    for rise in told["rises"]:
        found.append(
            words(
                "time.rise", name=rise["name"], since=three(rise["since"]), before=three(rise["before"]),
                year=rise["year"], p=three(rise["p"]),
            )
        )  # fmt: skip
    return found


def mentions(study: Data, words: Words) -> str:
    """How far ranks follow how often one is written about; empty where that is unknown."""
    told = study["trust"]["mentions"]
    if not told or told["rho"] is None:
        return ""
    name = words(f"measure.{study['trust']['measure']}")
    return words("trust.mentions", measure=name, rho=three(told["rho"]), n=told["actors"])


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
        words("methods.left out", said=f"{number:,} {words(what)}")
        for what, number in study["left_out"].items()
    ]
    return " ".join([*made, words("methods.standing")])


def methods(study: Data, words: Words) -> list[str]:
    """The paragraphs on how figures came about, ready for a paper."""
    asked = study["asked"]
    drawn = words(
        "methods.missing" if asked["missing"] else "methods.bootstrap",
        missing=f"{asked['missing']:.0%}", drawn=f"{left_out(asked['missing']):.0%}",
        resamples=asked["resamples"], by=words(f"by.{asked['by']}"), seed=str(asked["seed"]),
    )  # fmt: skip
    versions = {name.partition("-")[0]: number for name, number in study["versions"].items()}
    return [
        f"{words('methods.ranks')} {drawn} {words('methods.interval')}",
        words("methods.rest", draws=beside(asked["resamples"])),
        words("methods.computed", **versions, data=study["data"]),
    ]
