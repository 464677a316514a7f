"""Reports: a view measured on request, by the command in a process of its own that can be cancelled.

A report is kept while the data and its options are the same; its address shows it to whoever opens it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from urllib.parse import parse_qsl

import anyio.to_thread
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from elshi.graph.errors import ElshiError
from elshi.graph.views.options import ViewOptions
from elshi.graph.web import views
from elshi.graph.web.maps import framed
from elshi.graph.web.page import Page, address

RESAMPLES = ("200", "1000")


def form(page: Page) -> Response:
    """The form of a report's view; the report, or how far it is."""
    job, problem, options = None, "", None
    try:
        options = views.options(page)
        job = page.explorer.reports.find(_key(page, options))
    except ElshiError as error:
        problem = str(error)
    state = job.state if job else ""
    return page.render(
        "report.html",
        writes=True,
        problem=job.problem if job and state == "failed" else problem,
        options=options,
        state=state,
        seconds=int(time.monotonic() - job.began) if job else 0,
        resamples=RESAMPLES,
        query=page.request.url.query,
        frame=page.here().replace("/report", "/report/page", 1),
        words=" ".join(_words(page, options)) if options else "",
        **views.form(page),
    )


def report(page: Page) -> Response:
    """The finished report as a page of its own."""
    job = page.explorer.reports.find(_key(page, views.options(page)))
    if job is None or job.state != "done":
        raise HTTPException(404, page.t("report.none"))
    return framed(job.file.read_text(encoding="utf-8"), "report.html" if page.text("save") == "yes" else "")


def _words(page: Page, options: ViewOptions) -> list[str]:
    resamples = page.text("resamples") or RESAMPLES[0]
    if resamples not in RESAMPLES:
        raise ElshiError(f"resamples is not one of {', '.join(RESAMPLES)}.")
    return [*options.words(), "--lang", page.language, "--resamples", resamples]


def _key(page: Page, options: ViewOptions) -> str:
    words = "\0".join([page.snapshot.version, *_words(page, options)])
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


async def change(request: Request) -> Response:
    """Begin or cancel a report whose form was sent, then lead to its page."""
    sent = await request.form(max_files=0, max_fields=10)
    return await anyio.to_thread.run_sync(partial(_change, request, {k: str(v) for k, v in sent.items()}))


def _change(request: Request, sent: Mapping[str, str]) -> Response:
    page = Page(request)
    page.explorer.forms.check(request, sent.get("csrf"))
    pairs = parse_qsl(sent.get("query", ""), keep_blank_values=False)[:60]
    page.query = QueryParams(pairs)
    options = views.options(page)
    key = _key(page, options)
    if sent.get("do") == "cancel":
        page.explorer.reports.cancel(key)
    else:
        page.explorer.reports.start(key, _words(page, options))
    parameters: dict[str, list[str]] = {}
    for name, value in pairs:
        parameters.setdefault(name, []).append(value)
    return RedirectResponse(address("/report", parameters), 303)
