"""Linked data within a page: the node in terms of schema.org, as the export of the whole graph has it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from elshi.graph import html
from elshi.graph.exports.jsonld import CONTEXT, thing_of
from elshi.graph.web.page import Page


def linked(page: Page, id_: str) -> Markup:
    """A node as JSON-LD, to stand in a page."""
    node = dict(page.snapshot.node(id_) or {})
    family = "Tie" if id_ in page.snapshot.network.ties else "Actor"
    labels = [node.pop("label"), family]
    sources = dict.fromkeys(cited.source for cited in page.snapshot.cited.get(id_, ()))
    thing: dict[str, Any] = {"@context": CONTEXT} | thing_of(
        {"id": id_, "labels": labels, "properties": node}
    )
    thing["primarySource"] = [f"urn:elshi:{source}" for source in sources]
    return html.data(thing)
