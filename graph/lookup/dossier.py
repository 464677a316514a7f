"""Dossiers: one actor or tie with its names, its relations, its ties by date, and its sources."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from elshi.graph.lookup import find
from elshi.graph.lookup.localised import TRANSLATED, in_language
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store

_DERIVED = frozenset(
    ("id", "name", "search", "earliest", "latest", "begun", "until", "lasting", "year", "first_named",
     "valid_from", "valid_to", "force_from", "force_to")
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Dossier:
    """Everything the graph knows about one node."""

    id: str
    label: str
    name: str
    properties: dict[str, Any]
    standing: list[Row]
    ties: list[Row]
    citations: list[Row]

    def __repr__(self) -> str:
        return f"<Dossier {self.id}: {self.name}, {len(self.ties):,} ties, {len(self.standing):,} relations>"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


def dossier(store: Store, name: str, language: str = "en", mark: str = TRANSLATED) -> Dossier:
    """The dossier of the node with a name; ``ElshiError`` if no node has it or several do.

    Names are in a language, where nodes have one in it; ``mark`` follows those that are translations.
    """
    match = find.one(store, name)
    [node] = store.read("MATCH (n:Elshi {id: $id}) RETURN properties(n) AS p", {"id": match.id})
    properties = {key: value for key, value in node["p"].items() if key not in _DERIVED}
    parameters = {"id": match.id}
    standing = store.read(
        "MATCH (n:Elshi {id: $id})-[r]-(o:Elshi) WHERE r.id IS NOT NULL "
        "RETURN type(r) AS relation, CASE WHEN startNode(r).id = $id THEN 'to' ELSE 'from' END AS "
        "direction, o.name AS whom, coalesce(r.office, r.status, '') AS as, r.during AS during, "
        "r.certainty AS certainty, coalesce(r.layer, '') AS layer, coalesce(r.sources, []) AS sources, "
        "o.id AS id "
        "ORDER BY relation, direction, coalesce(r.from, r.until) IS NULL, "
        "coalesce(r.from, r.until), whom, r.id",
        parameters,
    )
    ties = store.read(
        "MATCH (n:Elshi {id: $id})-[r]-(t:Elshi) WHERE r.id IS NULL AND NOT type(r) IN ['CITES', 'SIDE_IN'] "
        "WITH t, collect(DISTINCT type(r)) AS parts "
        "RETURN t.date AS date, coalesce(t.kind, '') AS kind, t.name AS name, parts, "
        "COLLECT { MATCH (t)-[c:CITES]->(s) RETURN s.id + ' ' + coalesce(c.section, '') AS x ORDER BY x } "
        "AS sources, t.id AS id ORDER BY t.earliest IS NULL, t.earliest, t.latest, id",
        parameters,
    )
    citations = store.read(
        "MATCH (n:Elshi {id: $id})-[c:CITES]->(s) RETURN s.name AS source, c.section AS section, "
        "c.start AS start, c.via AS via, c.says AS says, c.certainty AS certainty "
        "ORDER BY source, start",
        parameters,
    )
    [own], standing, ties, citations = (
        in_language(store, rows, language, mark)
        for rows in ([{"name": match.name}], standing, ties, citations)
    )
    return Dossier(match.id, match.label, own["name"], properties, standing, ties, citations)
