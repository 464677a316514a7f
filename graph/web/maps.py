"""Maps: the interactive page of a view that an address describes, in a frame and as a file of its own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from elshi.graph.errors import ElshiError
from elshi.graph.maps.draw import draw
from elshi.graph.web import ask, views
from elshi.graph.web.page import Page
from elshi.loaders import DATA_VERSION
from elshi.queries.catalogue import catalogue
from elshi.view import view

COLOURS = ("kind", "field", "community", "region")
LAYOUTS = ("forces", "geo")

KEPT = 12
"""Maps that are kept."""

MOST_LINKS = 20_000

_kept: OrderedDict[tuple[Any, ...], str] = OrderedDict()
_keeping = Lock()


def form(page: Page) -> Response:
    """The form of a map's view, and the map in a frame."""
    problem = ""
    try:
        options = views.options(page)
    except ElshiError as error:
        options, problem = None, str(error)
    return page.render(
        "map.html",
        problem=problem,
        options=options,
        colours=COLOURS,
        layouts=LAYOUTS,
        query=page.request.url.query,
        frame=page.here().replace("/map", "/map/page", 1),
        **views.form(page),
    )


def map_(page: Page) -> Response:
    """The map as a page of its own, which opens offline once it is saved."""
    colour: Any = page.text("colour") or "kind"
    layout: Any = page.text("layout") or "forces"
    for name, value, allowed in (("colour", colour, COLOURS), ("layout", layout, LAYOUTS)):
        if value not in allowed:
            raise ElshiError(f"{name} is not one of {', '.join(allowed)}.")
    options = views.options(page)
    key = (page.snapshot.version, options, colour, layout, page.language)
    content = _held(key)
    if content is None:
        made = view(page.snapshot.network, views.with_names(page, options), relations=True)
        drawn = draw(
            made.view,
            lang=page.language,
            colour=colour,
            places=layout,
            data=DATA_VERSION,
            most_links=MOST_LINKS,
        )
        content = _keep(key, drawn.html)
    return framed(content, "map.html" if page.text("save") == "yes" else "")


def answer(page: Page) -> Response:
    """The map of an answer."""
    name = page.request.path_params["name"]
    if name not in catalogue():
        raise HTTPException(404, page.t("ask.none", name=name))
    given = ask.values(page, catalogue()[name])
    key = (page.snapshot.version, name, tuple(sorted(given.items())), page.language)
    content = _held(key)
    if content is None:
        asked = page.explorer.ask(page.snapshot.version, name, given)
        content = _keep(key, asked.draw(lang=page.language).html)
    return framed(content)


def _held(key: tuple[Any, ...]) -> str | None:
    with _keeping:
        return _kept.get(key)


def _keep(key: tuple[Any, ...], content: str) -> str:
    with _keeping:
        _kept[key] = content
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return content


_INLINE = re.compile(r"<(script|style)(?![^>]*\bsrc=)([^>]*)>(.*?)</\1>", re.DOTALL)


def framed(content: str, name: str = "") -> Response:
    """A page that holds its scripts and styles itself: just these, by their hashes, may run."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, attributes, inside in _INLINE.findall(content):
        if "json" not in attributes:
            digest = b64encode(sha256(inside.encode()).digest()).decode()
            hashes[tag].append(f"'sha256-{digest}'")
    allowed = {tag: " ".join(digests) or "'none'" for tag, digests in hashes.items()}
    policy = (
        f"default-src 'none'; script-src {allowed['script']}; style-src {allowed['style']}; "
        "style-src-attr 'unsafe-inline'; img-src data: blob:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )
    headers = {"Content-Security-Policy": policy}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HTMLResponse(content, headers=headers)
