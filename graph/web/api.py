"""The addresses for programs: search, actors, ties, questions, views, and their description."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from elshi.graph.views.network import tie_ids
from elshi.graph.web import actor, ask, home, sources, tables, tie, views
from elshi.graph.web.page import Page
from elshi.queries.catalogue import Parameter, catalogue
from elshi.view import view

MOST_LINKS = 50_000


def page_(page: Page) -> Response:
    """The description of the addresses, for people."""
    return page.render("api.html", paths=document(page)["paths"])


def openapi(page: Page) -> Response:
    """The description of the addresses, for programs (OpenAPI 3.1)."""
    return tables.as_json(document(page))


def search(page: Page) -> Response:
    """Actors, ties, groups and sources by name and facets."""
    page.request.path_params["form"] = "json"
    return home.search(page)


def actor_(page: Page) -> Response:
    """An actor with its relations, partners and ties."""
    page.request.path_params["id"] += ".json"
    return actor.actor(page)


def tie_(page: Page) -> Response:
    """A tie with its parties and passages."""
    page.request.path_params["id"] += ".json"
    return tie.tie(page)


def source_(page: Page) -> Response:
    """The facts that a source states."""
    page.request.path_params["id"] += ".json"
    return sources.source(page)


def questions(page: Page) -> Response:
    """The catalogue: each question with its parameters and columns."""
    listed = [
        {
            "name": entry.name,
            "title": entry.title,
            "question": entry.question,
            "parameters": [
                {"name": p.name, "type": p.type, "required": p.default is None, "default": p.default,
                 "example": p.example, "about": p.about}
                for p in entry.parameters
            ],
            "columns": [{"name": name, "about": about} for name, about in entry.columns],
        }
        for entry in catalogue().values()
    ]  # fmt: skip
    return tables.as_json(listed)


def question(page: Page) -> Response:
    """The answer to a question."""
    name = page.request.path_params["name"]
    if name not in catalogue():
        raise HTTPException(404, page.t("ask.none", name=name))
    given = ask.values(page, catalogue()[name])
    catalogue()[name].check(given)
    return tables.as_json(ask.as_dict(page.explorer.ask(page.snapshot.version, name, given), given))


def view_(page: Page) -> Response:
    """The network of a view: nodes, links with the ids of their ties, and how it was made."""
    made = view(page.snapshot.network, views.with_names(page, views.options(page)))
    if made.graph.number_of_edges() > MOST_LINKS:
        raise HTTPException(413, f"The view has more than {MOST_LINKS:,} links: choose fewer ties.")
    nodes = [
        {"id": id_, "name": page.name(id_), "label": node["label"], "kind": node.get("kind") or ""}
        for id_, node in made.graph.nodes(data=True)
    ]
    links = [
        {"source": a, "target": b, "weight": link["weight"], "ties": tie_ids(link["ties"]),
         "derived": bool(link.get("derived"))}
        for a, b, link in made.graph.edges(data=True)
    ]  # fmt: skip
    return tables.as_json({"made": made.made, "left_out": made.left_out, "nodes": nodes, "links": links})


# ------------------------------------------------------------------------------ the document

_FACETS = {
    "q": "A name, in any script.", "kind": "A label or kind.", "field": "A field.",
    "country": "The id of a country.", "group": "The id of a group.", "source": "The id of a source.",
    "certainty": "stated or unsure.", "from": "The first year.", "to": "The last year.",
}  # fmt: skip
_TIES = {
    "from": "The first year.", "to": "The last year.", "with": "The id of another actor.",
    "kind": "A label or kind.", "field": "A field.", "certain": "yes: only what is certain.",
}  # fmt: skip
_VIEW = {
    "level": "actors, countries, regions or organisations.", "around": "Only around this actor.",
    "hops": "Steps around it.", "group": "Only members of this group.", "kinds": "Only ties of this kind.",
    "fields": "Only ties in this field.", "from": "The first year.", "to": "The last year.",
    "without": "Leave these actors out (separated by ;).", "certain": "yes: only what is certain.",
    "culture": "strict or broad.", "pairing": "all or across.", "weights": "newman or count.",
    "backbone": "disparity or validated.", "min-weight": "Only links of at least this weight.",
}  # fmt: skip


def document(page: Page) -> dict[str, Any]:
    """The OpenAPI document."""
    paths = {
        "/api/search": _path("Search", search, _FACETS),
        "/api/actor/{id}": _path("An actor", actor_, _TIES, ("id",)),
        "/api/tie/{id}": _path("A tie", tie_, {}, ("id",)),
        "/api/source/{id}": _path("A source", source_, {"alone": "yes: only what no other states."}, ("id",)),
        "/api/questions": _path("The catalogue", questions, {}),
        "/api/view": _path("A network", view_, _VIEW),
    }
    for entry in catalogue().values():
        operation = _path(entry.title, question, {})
        operation["get"]["description"] = entry.question
        operation["get"]["parameters"] = [_asked(parameter) for parameter in entry.parameters]
        paths[f"/api/questions/{entry.name}"] = operation
    about = {"title": "Elshi", "version": page.snapshot.version, "description": "A graph of cited facts."}
    return {"openapi": "3.1.0", "info": about, "paths": paths}


def _path(title: str, handler: Any, query: dict[str, str], parts: tuple[str, ...] = ()) -> dict[str, Any]:
    text = {"type": "string"}
    parameters: list[dict[str, Any]] = [
        {"name": p, "in": "path", "required": True, "schema": text} for p in parts
    ]
    parameters += [
        {"name": name, "in": "query", "required": False, "description": about, "schema": text}
        for name, about in query.items()
    ]
    answers = {
        "200": {"description": "The answer.", "content": {"application/json": {"schema": {}}}},
        "400": {"description": "A value cannot be; the sentence says which."},
    }
    if parts:
        answers["404"] = {"description": "There is no such id."}
    described = (handler.__doc__ or "").strip()
    return {
        "get": {"summary": title, "description": described, "parameters": parameters, "responses": answers}
    }


def _asked(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.default is None,
        "description": f"{parameter.about} ({parameter.type}).",
        "example": parameter.example,
        "schema": {"type": "string"},
    }
