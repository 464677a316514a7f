"""The sections of a brief: chronology, treaties, people, institutions, programmes, relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from elshi.graph.briefs.contents import Section, Statement
from elshi.graph.briefs.material import Fact, Material
from elshi.queries import ask

PROGRAMMES = ("Programme", "Partnership", "Exchange", "Series")
"""Labels of ties that go on, and are listed together."""

_PLAIN = {"Organisation", "University"}


def summary(material: Material) -> tuple[str, ...]:
    """How many facts there are, of which sorts and years, and in which language they are named."""
    words, facts = material.words, material.facts
    if not facts:
        return (words(material.key("brief.nothing")),)
    dated = [fact for fact in facts if fact.tie.get("date")]
    counts = {"n": len(facts), "dated_n": len(dated), "undated_n": len(facts) - len(dated)}
    sentences = [words(material.key("brief.told"), **counts)]
    begun = sorted((str(f.tie["earliest"]), str(f.tie["date"])) for f in dated if f.tie.get("year"))
    if begun:
        first, last = material.date(begun[0][1]), material.date(begun[-1][1])
        sentences.append(words("brief.span", first=first, last=last))
    labels = Counter(str(fact.tie["label"]) for fact in facts)
    sorts = [f"{material.term('labels', k).lower()} {words.number(n)}" for k, n in labels.most_common()]
    sentences.append(words("brief.kinds", kinds=", ".join(sorts)))
    english = sum(not fact.tie.get(f"name_{material.lang}") for fact in facts)
    if material.lang != "en" and english:
        sentences.append(words("brief.english", n=english))
    return tuple(sentences)


def chronology(material: Material) -> Section:
    """Every dated fact, in order."""
    dated = [fact for fact in _in_order(material.facts) if fact.tie.get("date")]
    return Section(material.words("brief.chronology"), (), tuple(material.told(fact) for fact in dated))


def undated(material: Material) -> Section:
    """Every fact without a date, by name."""
    facts = [fact for fact in _in_order(material.facts) if not fact.tie.get("date")]
    told = (material.told(fact) for fact in facts)
    return Section(material.words("brief.undated"), (), tuple(replace(one, when="") for one in told))


_FORCE = {
    "certainly": "brief.certainly", "possibly": "brief.possibly", "ended": "brief.ended",
    "undated": "brief.undated treaty",
}  # fmt: skip
"""Whether a treaty is in force → how that is said, in the order in which a brief lists them."""


def treaties(material: Material) -> Section:
    """What was signed, and whether it was in force at the end of the last year of the facts."""
    words, order = material.words, list(_FORCE)
    signed = [f for f in _in_order(material.facts) if f.tie["label"] == "Treaty" and _signed(f)]
    year = material.options.view.last or last_year(material)
    if not signed or year is None:
        return Section("", (), ())
    force = _in_force(material, signed, year)
    statements = []
    for fact in sorted(signed, key=lambda fact: order.index(force[fact.id])):
        more = [words(_FORCE[force[fact.id]])]
        for column, key in (("in_force", "brief.entered"), ("valid", "brief.valid")):
            more += [words(key, date=material.date(fact.tie[column]))] if fact.tie.get(column) else []
        statements.append(material.told(fact, more=more))
    counted = Counter(force.values())
    numbers = {f"{when}_n": counted[when] for when in _FORCE}
    sentence = words(material.key("brief.treaties.sum"), n=len(signed), year=str(year), **numbers)
    return Section(words("brief.treaties", year=str(year)), (sentence,), tuple(statements))


def _in_force(material: Material, signed: Sequence[Fact], year: int) -> dict[str, str]:
    """Each treaty → whether it was in force in a year, as the catalogue's question answers it."""
    answered = {
        row["id"]: row["when"] for row in ask(material.store, "treaties-in-force", {"year": year}).rows
    }
    known = ("date", "valid", "in_force")
    return {
        fact.id: answered.get(fact.id, "ended" if any(fact.tie.get(key) for key in known) else "undated")
        for fact in signed
    }


def last_year(material: Material) -> int | None:
    """The last year in which a fact of the brief begins."""
    return max((f.tie["earliest"].year for f in material.facts if f.tie.get("earliest")), default=None)


def people(material: Material) -> Section:
    """The persons who took part, with their offices, and those who were honoured."""
    return _of_actors(material, {"Person"}, material.words("brief.people"))


def institutions(material: Material) -> Section:
    """The bodies that took part."""
    return _of_actors(material, _PLAIN, material.words("brief.institutions"))


def _of_actors(material: Material, labels: Iterable[str], title: str) -> Section:
    network, words, wanted = material.network, material.words, set(labels)
    took: dict[str, list[str]] = defaultdict(list)
    for fact in material.facts:
        for actor in dict.fromkeys(material.parts.get(fact.id, ())):
            if network.actors[actor]["label"] in wanted and actor not in material.about:
                took[actor].append(fact.id)
    honoured: dict[str, list[str]] = defaultdict(list)
    for fact in material.facts:
        for actor in network.honoured.get(fact.id, ()):
            if actor in network.actors and network.actors[actor]["label"] in wanted:
                honoured[actor].append(fact.id)
    offices = _offices(material, took)
    order = sorted(
        took.keys() | honoured.keys(),
        key=lambda a: (-len(took.get(a, ())), -len(honoured.get(a, ())), material.name(a)),
    )
    statements = []
    for actor in order:
        more = [", ".join(material.name(s) for s in material.states.get(actor, ()) if s != actor)]
        more += offices.get(actor, [])
        more += [words("brief.in facts", n=len(took[actor]))] if took.get(actor) else []
        more += [words("brief.honoured", n=len(honoured[actor]))] if honoured.get(actor) else []
        facts = dict.fromkeys([*took.get(actor, ()), *honoured.get(actor, ())])
        written = "; ".join(filter(None, more))
        statements.append(
            Statement(_years(material, facts), material.name(actor), written, material.note(facts))
        )
    return Section(title, (), tuple(statements))


def _offices(material: Material, took: dict[str, list[str]]) -> dict[str, list[str]]:
    """The offices in which persons acted in the facts, as their sources have them."""
    rows = material.store.read(
        "MATCH (p:Person)-[r]->(t:Tie) WHERE p.id IN $people AND t.id IN $facts AND r.office IS NOT NULL "
        "RETURN DISTINCT p.id AS id, r.office AS office ORDER BY id, office",
        {"people": sorted(took), "facts": sorted(material.by_id)},
    )
    offices: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        offices[row["id"]].append(str(row["office"]))
    return offices


def programmes(material: Material) -> Section:
    """What goes on: programmes, partnerships, exchanges and series, the dated first."""
    facts = [fact for fact in _in_order(material.facts) if fact.tie["label"] in PROGRAMMES]
    return Section(material.words("brief.programmes"), (), tuple(material.told(fact) for fact in facts))


def relations(material: Material) -> Section:
    """The lasting relations of one actor, or between two: members, seats, leaders, founders."""
    told = (replace(one, note=material.note([id_])) for id_, one in related(material).items())
    return Section(material.words("brief.relations"), (), tuple(told))


def related(material: Material) -> dict[str, Statement]:
    """Each lasting relation, by its id and without its footnote: by type, then by its beginning."""
    words, about = material.words, set(material.about)
    found = []
    for type_, start, end, properties in material.network.relations:
        between = {start, end} == about if len(about) > 1 else bool({start, end} & about)
        if not between or start == end:
            continue
        towards = end == material.about[0]
        heading = words(f"relation.{type_}.{'of' if towards else 'to'}")
        what = f"{heading}: {material.name(start if towards else end)}"
        more = [str(properties.get("office") or ""), _status(material, properties.get("status"))]
        more += [words("unsure")] if properties.get("certainty") == "unsure" else []
        more += [words("brief.reference")] if properties.get("layer") == "reference" else []
        when = material.date(properties["during"]) if properties.get("during") else ""
        key = (type_, towards, str(properties.get("from") or "~"), what)
        found.append((key, str(properties["id"]), Statement(when, what, "; ".join(filter(None, more)))))
    return {id_: statement for _, id_, statement in sorted(found, key=lambda one: one[:2])}


def _status(material: Material, status: object) -> str:
    return "" if not status or status == "member" else material.term("status", str(status))


def _signed(fact: Fact) -> bool:
    return all(any(role.startswith("SIGNED") for role in roles) for roles in fact.roles)


def _in_order(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(
        facts, key=lambda f: (str(f.tie.get("earliest") or f.tie.get("latest") or "~"), str(f.tie["name"]))
    )


def _years(material: Material, facts: Iterable[str]) -> str:
    """The first and the last year of some facts; empty where none is known."""
    years = sorted(y for id_ in facts if (y := material.by_id[id_].tie.get("year")))
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
