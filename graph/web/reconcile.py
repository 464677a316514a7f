"""The reconciliation service, API 0.2, by which OpenRefine matches a table's names to the graph's ids.

Matching is what ``elshi resolve`` does: a sure reading is a match, a likely one candidates with scores. The
properties are kind, country and years. It is asked by GET or by a form, also by pages of this machine's other
programs, as OpenRefine is one; no page of another site may read its answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, urlsplit

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from elshi.graph import html
from elshi.graph.errors import ElshiError
from elshi.graph.lookup.authority import Candidate
from elshi.graph.web import names, tables
from elshi.graph.web.facets import facets, years_of
from elshi.graph.web.guard import LOOPBACK
from elshi.graph.web.page import Page

MOST_QUERIES = 100
"""Queries of one batch."""

USUAL = 5
MOST = 25

TYPES = ("Actor", "Country", "Region", "City", "Organisation", "University", "Person", "People")

PROPERTIES = ("kind", "country", "years")

WORDS = 60.0
"""Score of an actor in one of whose names all words begin so, but which it does not surely mean."""

WORTH = 6.0
"""Points that a property adds to the score where it agrees, and takes where it does not."""


async def reconcile(request: Request) -> Response:
    """The manifest; the answers to a batch of queries; or values for a batch of ids."""
    fields: Mapping[str, Any] = request.query_params
    if request.method == "POST":
        fields = {**request.query_params, **(await request.form())}
    asked = {key: str(fields[key]) for key in ("queries", "extend") if fields.get(key)}
    answer = await anyio.to_thread.run_sync(partial(_answer, Page(request), asked))
    return _shared(request, tables.as_json(answer))


def _answer(page: Page, asked: Mapping[str, str]) -> Any:
    if "queries" in asked:
        return batch(page, _object(asked["queries"], "queries"))
    if "extend" in asked:
        return extend(page, _object(asked["extend"], "extend"))
    return manifest(page)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ElshiError(f"{name} is not JSON: a JSON object was expected.") from error
    if not isinstance(value, dict):
        raise ElshiError(f"{name} is not a JSON object.")
    return value


def _shared(request: Request, answer: Response) -> Response:
    """The answer, readable by pages that programs of this machine show."""
    origin = request.headers.get("origin", "")
    host = urlsplit(origin).netloc
    if origin and re.sub(r":\d+$", "", host) in LOOPBACK:
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Vary"] = "Origin"
    return answer


# --------------------------------------------------------------------------------- manifest


def manifest(page: Page) -> dict[str, Any]:
    """What the service is and where its parts are."""
    base = f"{page.request.url.scheme}://{page.request.headers.get('host', 'localhost')}"
    service = f"{base}/reconcile"
    suggest = {
        sort: {
            "service_url": service,
            "service_path": f"/suggest/{sort}",
            "flyout_service_url": service,
            "flyout_service_path": f"/flyout/{sort}?id=${{id}}",
        }
        for sort in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Elshi: actors of cultural diplomacy",
        "identifierSpace": "urn:elshi:",
        "schemaSpace": "urn:elshi:vocabulary:",
        "defaultTypes": [_type(label) for label in TYPES],
        "view": {"url": f"{base}/actor/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 420, "height": 180},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/propose"},
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES,
    }


def _type(label: str) -> dict[str, str]:
    return {"id": label, "name": label}


# ---------------------------------------------------------------------------------- queries


def batch(page: Page, queries: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to a batch of queries, under the same keys."""
    if len(queries) > MOST_QUERIES:
        raise ElshiError(f"queries has {len(queries)} queries: up to {MOST_QUERIES} were expected.")
    return {key: {"result": _results(page, key, query)} for key, query in queries.items()}


def _results(page: Page, key: str, query: Any) -> list[dict[str, Any]]:
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise ElshiError(f"queries.{key} is not a query: an object with a text 'query' was expected.")
    written = query.get("query", "")[:300]
    limit = query.get("limit") or USUAL
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise ElshiError(f"queries.{key}.limit is not a number of candidates from 1.")
    wanted = query.get("type") or []
    labels = [one for one in (wanted if isinstance(wanted, list) else [wanted]) if one in TYPES]
    given = [p for p in query.get("properties") or [] if isinstance(p, dict)]
    return _ranked(page, written, labels, given)[: min(limit, MOST)]


def _ranked(
    page: Page, written: str, labels: Sequence[str], given: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Candidates for a name, the best first; ``match`` is true only for a sure reading that fits."""
    snapshot = page.snapshot
    authority = names.authority(snapshot, page.explorer.store)
    found: dict[str, tuple[float, bool, str]] = {}
    for label in labels or ["Actor"]:
        reading = authority.read(written, label, _year(given))
        for candidate in reading.candidates:
            if candidate.id in snapshot.network.actors and _is_of(page, candidate.id, labels):
                found.setdefault(candidate.id, (candidate.score, reading.verdict == "sure", candidate.reason))
    for near in names.search(snapshot, page.explorer.store, written):
        if near in snapshot.network.actors and _is_of(page, near, labels):
            found.setdefault(near, (WORDS, False, "its words are in a name of it"))
    ranked = []
    for id_, (score, sure, reason) in found.items():
        agreeing = [_agrees(page, id_, one) for one in given]
        score += WORTH * (agreeing.count(True) - agreeing.count(False))
        candidate = Candidate(id_, page.name(id_), max(0.0, min(score, 100.0)), reason)
        ranked.append(_result(page, candidate, sure and False not in agreeing))
    return sorted(ranked, key=lambda one: (not one["match"], -one["score"], one["id"]))


def _result(page: Page, candidate: Candidate, match: bool) -> dict[str, Any]:
    node = page.snapshot.network.actors[candidate.id]
    return {
        "id": candidate.id,
        "name": candidate.name,
        "description": _described(page, candidate.id),
        "type": [_type(node["label"]), _type("Actor")],
        "score": round(candidate.score, 1),
        "match": match,
        "features": [{"id": "reading", "value": round(candidate.score, 1)}],
    }


def _is_of(page: Page, id_: str, labels: Sequence[str]) -> bool:
    label = page.snapshot.network.actors[id_]["label"]
    return (
        not labels
        or "Actor" in labels
        or label in labels
        or (label == "University" and "Organisation" in labels)
    )


def _year(given: Sequence[Mapping[str, Any]]) -> int | None:
    """The year that a query is about, where a property names one."""
    for one in given:
        if one.get("pid") == "years" and re.fullmatch("[0-9]{4}", str(one.get("v"))):
            return int(str(one["v"]))
    return None


def _agrees(page: Page, id_: str, given: Mapping[str, Any]) -> bool | None:
    """Whether an actor has the value of a property; ``None`` for one that tells nothing."""
    value = given.get("v")
    values = [str(one.get("id", one.get("name", "")) if isinstance(one, dict) else one) for one in
              (value if isinstance(value, list) else [value]) if one not in (None, "")]  # fmt: skip
    known = _values(page, id_, str(given.get("pid")))
    if not values or not known:
        return None
    if given.get("pid") == "years":
        return any(_within(one, known) for one in values)
    authority = names.authority(page.snapshot, page.explorer.store)
    if given.get("pid") == "country":
        values = [authority.read(one[:300], "Country").id or one for one in values]
        return not {one["id"] for one in known}.isdisjoint(values)
    return not {one["str"].lower() for one in known}.isdisjoint(one.lower() for one in values)


def _within(written: str, years: Sequence[Mapping[str, str]]) -> bool:
    first, last = years[0]["str"].split("–")
    return bool(re.fullmatch("[0-9]{4}", written)) and first <= written <= last


# --------------------------------------------------------------------------- data extension


def _values(page: Page, id_: str, property_: str) -> list[dict[str, str]]:
    """The values of a property of an actor, as the service writes them."""
    snapshot = page.snapshot
    node = snapshot.network.actors.get(id_)
    if node is None:
        return []
    if property_ == "kind":
        return [{"str": str(node.get("kind") or node["label"].lower())}]
    if property_ == "country":
        return [{"id": one, "name": page.name(one)} for one in sorted(facets(snapshot)[id_].countries)]
    if property_ == "years":
        spans = [years_of(snapshot.network.ties[side.tie]) for side in snapshot.sides.get(id_, ())]
        years = [year for span in spans if span for year in span]
        return [{"str": f"{min(years)}–{max(years)}"}] if years else []
    return []


def extend(page: Page, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Values of properties for ids that have been matched."""
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise ElshiError("extend has no lists 'ids' and 'properties'.")
    properties = [str(one.get("id")) for one in wanted if isinstance(one, dict)]
    meta = [_property(one) | ({"type": _type("Country")} if one == "country" else {}) for one in properties]
    rows = {str(id_): {one: _values(page, str(id_), one) for one in properties} for id_ in ids[:1000]}
    return {"meta": meta, "rows": rows}


def _property(name: str) -> dict[str, str]:
    return {"id": name, "name": name}


def propose(page: Page) -> Response:
    """Properties that a table of a type may be extended with."""
    limit = page.whole("limit", 1, 1000, len(PROPERTIES)) or len(PROPERTIES)
    listed = [_property(name) for name in PROPERTIES][:limit]
    return _shared(
        page.request, tables.as_json({"type": page.text("type"), "limit": limit, "properties": listed})
    )


# ------------------------------------------------------------------------ suggest and flyout


def suggest(page: Page) -> Response:
    """What continues a beginning: actors, types or properties."""
    sort, prefix = page.request.path_params["sort"], page.text("prefix")
    cursor = page.whole("cursor", 0, 10_000, 0) or 0
    listed: list[dict[str, Any]]
    if sort == "entity":
        actors = page.snapshot.network.actors
        found = [match.id for match in names.index(page.snapshot).find(prefix) if match.id in actors]
        listed = [
            {
                "id": id_,
                "name": page.name(id_),
                "description": _described(page, id_),
                "notable": [_type(actors[id_]["label"])],
            }
            for id_ in found[cursor : cursor + MOST]
        ]
    elif sort in ("type", "property"):
        every = TYPES if sort == "type" else PROPERTIES
        listed = [_type(one) for one in every if one.lower().startswith(prefix.lower())][cursor:]
    else:
        raise HTTPException(404, "entity, type and property are suggested.")
    return _shared(page.request, tables.as_json({"result": listed}))


def _described(page: Page, id_: str) -> str:
    node = page.snapshot.network.actors[id_]
    kind = page.t(f"kind.{node['kind']}") if node.get("kind") else page.t(f"label.{node['label']}")
    countries = sorted(facets(page.snapshot)[id_].countries - {id_})
    return ", ".join([kind, *map(page.name, countries)])


def flyout(page: Page) -> Response:
    """A few words on an actor, a type or a property, for a bubble beside the list."""
    sort, id_ = page.request.path_params["sort"], page.text("id")
    if sort == "entity" and id_ in page.snapshot.network.actors:
        content = html.render("web/flyout.html", name=page.name(id_), says=_described(page, id_))
    elif id_ in (*TYPES, *PROPERTIES):
        content = html.render("web/flyout.html", name=id_, says="")
    else:
        raise HTTPException(404, f"There is no {sort} of that id.")
    return _shared(page.request, tables.as_json({"id": id_, "html": content}))


def preview(page: Page) -> Response:
    """An actor in a small frame within OpenRefine."""
    id_ = page.text("id")
    if id_ not in page.snapshot.network.actors:
        raise HTTPException(404, page.t("actor.none", id=id_))
    known = page.snapshot.sides.get(id_, ())
    years = _values(page, id_, "years")
    content = html.render(
        "web/preview.html",
        page=page,
        static=page.explorer.static,
        name=page.name(id_),
        says=_described(page, id_),
        ties=page.t("count.ties", n=len(known)),
        years=years[0]["str"] if years else "",
        href=f"/actor/{quote(id_, safe='')}",
    )
    policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors http://localhost:* http://127.0.0.1:*"
    return HTMLResponse(content, headers={"Content-Security-Policy": policy})
