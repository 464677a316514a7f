"""Gaps and disagreements: what the sources leave open, contradict or do not tell."""

from __future__ import annotations

from typing import Any

from elshi.graph.briefs.contents import Section, Statement
from elshi.graph.briefs.material import Material
from elshi.graph.briefs.sections import related
from elshi.queries import ask


def gaps(material: Material) -> Section:
    """What a reader of the brief must know of its limits."""
    words = material.words
    if not material.facts:
        return Section(words("brief.gaps"), (), ())
    sentences = [*_silences(material), *_fields(material), *_counts(material)]
    statements = (*_disagreements(material), *_unsure(material))
    return Section(words("brief.gaps"), tuple(sentences), statements)


def _disagreements(material: Material) -> list[Statement]:
    """Facts and relations of which a passage gives another date or party than the accepted one."""
    told = {f.id: (material.date(f.tie.get("date")), material.name(f.id)) for f in material.facts}
    told |= {id_: (statement.when, statement.what) for id_, statement in related(material).items()}
    return [
        Statement(*said, material.words("brief.disagree", says=passage.says), material.notes.of([passage]))
        for id_, said in told.items()
        for passage in material.passages.get(id_, ())
        if passage.says
    ]


def _unsure(material: Material) -> list[Statement]:
    """Facts that their source leaves in doubt, with the curators' note of what is in doubt."""
    return [
        Statement(
            material.date(fact.tie.get("date")),
            material.name(fact.id),
            " ".join(filter(None, (material.words("brief.unsure"), str(fact.tie.get("note") or "")))),
            material.note([fact.id]),
        )
        for fact in material.facts
        if fact.tie.get("certainty") == "unsure"
    ]


def _silences(material: Material) -> list[str]:
    """Years between the first and the last fact on which nothing certain is told, for all kinds of facts."""
    view = material.options.view
    if len(material.about) < 2 or view.kinds or view.fields or view.culture or view.certain_only:
        return []
    years = {"from": view.first, "to": view.last}
    asked: dict[str, Any] = {"a": material.about[0], "b": material.about[1]}
    asked |= {name: year for name, year in years.items() if year}
    asked |= {"stated": "yes"} if view.stated_only else {}
    return [
        material.words(
            "brief.silence", first=str(row["first"]), last=str(row["last"]), possibly=row["possibly"]
        )
        for row in ask(material.store, "silence", asked).rows
        if row["first"] is not None
    ]


def _fields(material: Material) -> list[str]:
    """Fields in which one of the two has facts with others, and none with the other."""
    view = material.options.view
    if len(material.about) < 2 or any(
        (view.first, view.last, view.kinds, view.fields, view.culture, view.certain_only)
    ):
        return []
    asked = {"a": material.about[0], "b": material.about[1]}
    rows = ask(material.store, "absent-fields", asked | ({"stated": "yes"} if view.stated_only else {})).rows
    absent = [material.term("field", row["field"]) for row in rows]
    return [material.words("brief.fields", fields=", ".join(absent))] if absent else []


def _counts(material: Material) -> list[str]:
    """How many facts rest on one source alone or on a rule, and how many lack a date or a term."""
    facts = material.facts
    alone = sum(len(set(material.network.cited.get(fact.id, ()))) == 1 for fact in facts)
    by_rule = sum(fact.derived for fact in facts)
    undated = sum(not fact.tie.get("date") for fact in facts)
    signed = [fact for fact in facts if fact.tie["label"] == "Treaty"]
    silent = sum(not (fact.tie.get("in_force") or fact.tie.get("valid")) for fact in signed)
    sentences = [material.words("brief.alone", alone_n=alone, n=len(facts))]
    sentences += [material.words("brief.rule", n=by_rule)] if by_rule else []
    sentences += [material.words("brief.undated.n", n=undated)] if undated else []
    return sentences + (
        [material.words("brief.treaties.silent", n=silent, all_n=len(signed))] if silent else []
    )
