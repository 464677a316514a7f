"""The application: what it holds, its addresses, and errors as pages.

``create_app`` makes it for a store; ``elshi serve`` runs it. Handlers are plain functions of a ``Page``.
Those that tell the snapshot run in the usual threads; those that ask the database run in a few of their own,
so that slow questions wait for each other and for nobody else.
"""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from elshi.graph.errors import DeadlineError, ElshiError
from elshi.graph.web import actor, api, ask, cypher, home, maps, reconcile, reports, sources, tables, tie
from elshi.graph.web.explorer import Explorer, files
from elshi.graph.web.guard import LOOPBACK, Guard
from elshi.graph.web.page import Page
from elshi.store import Store

Handler = Callable[[Page], Response]

WAITING = 60
"""Questions that may wait; further ones are sent away."""


def create_app(
    store: Store,
    *,
    token: str = "",
    hosts: Collection[str] = LOOPBACK,
    texts: Path | None = None,
    edit: bool = False,
    seconds: float = 20.0,
) -> Starlette:
    """The explorer of a store.

    Parameters
    ----------
    store : an open store of the public face.
    token : what a reader must show; needed where others than this machine may ask.
    hosts : names that requests may be for; empty for any.
    texts : the folder of the reader's own copies of the sources.
    edit : whether the curator's desk is open.
    seconds : after how long the database stops a question.
    """
    explorer = Explorer(store, seconds, texts, edit)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        explorer.library.begin()
        yield
        explorer.library.close()
        await anyio.to_thread.run_sync(explorer.reports.close)

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        exception_handlers={ElshiError: _told, HTTPException: _told, Exception: _failed},
        lifespan=lifespan,
    )
    app.state.explorer = explorer
    return app


def _routes() -> list[Route]:
    return [
        Route("/", quick(home.home)),
        Route("/search", quick(home.search)),
        Route("/search.{form}", quick(home.search)),
        Route("/complete", quick(home.complete)),
        Route("/actor/{id}", quick(actor.actor)),
        Route("/tie/{id}", quick(tie.tie)),
        Route("/loaded/{id}", slow(tie.loaded)),
        Route("/ask", quick(ask.catalogue)),
        Route("/ask/{name}", slow(ask.question)),
        Route("/cypher", slow(cypher.cypher)),
        Route("/cypher.{form}", slow(cypher.cypher)),
        Route("/ask/{name}/map", slow(maps.answer)),
        Route("/map", quick(maps.form)),
        Route("/map/page", slow(maps.map_)),
        Route("/report", quick(reports.form)),
        Route("/report/page", quick(reports.report)),
        Route("/report/change", reports.change, methods=["POST"]),
        Route("/sources", slow(sources.sources)),
        Route("/sources.{form}", slow(sources.sources)),
        Route("/source/{id}", quick(sources.source)),
        Route("/source/{id}/text", quick(sources.text)),
        Route("/api", quick(api.page_)),
        Route("/api/openapi.json", quick(api.openapi)),
        Route("/api/search", quick(api.search)),
        Route("/api/actor/{id}", quick(api.actor_)),
        Route("/api/tie/{id}", quick(api.tie_)),
        Route("/api/source/{id}", quick(api.source_)),
        Route("/api/questions", quick(api.questions)),
        Route("/api/questions/{name}", slow(api.question)),
        Route("/api/view", slow(api.view_)),
        Route("/reconcile", reconcile.reconcile, methods=["GET", "POST"]),
        Route("/reconcile/suggest/{sort}", quick(reconcile.suggest)),
        Route("/reconcile/flyout/{sort}", quick(reconcile.flyout)),
        Route("/reconcile/preview", quick(reconcile.preview)),
        Route("/reconcile/extend/propose", quick(reconcile.propose)),
        Route("/static/{version}/{name}", _static),
    ]


def quick(handler: Handler) -> Callable[[Request], Any]:
    """A handler that tells the snapshot."""

    @wraps(handler)
    def answer(request: Request) -> Response:
        return handler(Page(request))

    return answer


def slow(handler: Handler) -> Callable[[Request], Any]:
    """A handler that asks the database: it waits its turn without keeping a thread."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        page = Page(request)
        limiter = page.explorer.slow
        if limiter.statistics().tasks_waiting >= WAITING:
            raise HTTPException(503, "Too many questions are waiting: try again in a moment.")
        return await anyio.to_thread.run_sync(handler, page, limiter=limiter)

    return answer


# ------------------------------------------------------------------------------------ errors


def _told(request: Request, error: Exception) -> Response:
    """What a reader can correct, as a page or, for a program, as JSON."""
    status = getattr(error, "status_code", 503 if isinstance(error, DeadlineError) else 400)
    return _error(request, status, str(getattr(error, "detail", "") or error))


def _failed(request: Request, error: Exception) -> Response:
    logging.getLogger(__name__).exception("A page failed", exc_info=error)
    return _error(request, 500, "The explorer failed on this page; what happened is in its log.")


def _error(request: Request, status: int, sentence: str) -> Response:
    path = request.url.path
    if path.startswith(("/api", "/reconcile")) or path.endswith(".json"):
        return tables.as_json({"error": sentence}, status)
    if path.endswith((".csv", ".xlsx")):
        return PlainTextResponse(sentence, status)
    return Page(request).render("error.html", status, sentence=sentence, missing=status == 404)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in files():
        raise HTTPException(404, "There is no such file.")
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    return Response(files()[name], media_type=kind, headers={"Cache-Control": "max-age=31536000, immutable"})
