"""The guard before every page: who may ask, how much may be sent, and what a browser may do with an answer.

A request must be for a host that the explorer answers as (against rebinding), carry the token where one is
set, and stay within the size of what it may send. Every answer forbids scripts and styles but our own files.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from elshi.graph.errors import ElshiError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names of this machine, as requests to it have them in ``Host``."""

FORM_BYTES = 200_000
UPLOAD_BYTES = 20_000_000
"""How much a request may carry: a form, and a table for the desk."""

LONGEST_ADDRESS = 8_000

TOKEN, SESSION = "elshi_token", "elshi_session"
"""Names of the cookies."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language, HX-Request",
}
"""Headers of every answer that does not set its own."""


class Guard:
    """The outermost layer of the application.

    Parameters
    ----------
    app : what answers.
    hosts : names of hosts that requests may be for; empty for any, which only a token makes safe.
    token : what a reader must show once; empty for none.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], token: str) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guarded = _with_headers(send)
        if (refusal := self._refusal(Request(scope))) is not None:
            await refusal(scope, receive, guarded)
            return
        most = UPLOAD_BYTES if scope["path"].startswith("/desk") else FORM_BYTES
        await self.app(scope, _limited(receive, most), guarded)

    def _refusal(self, request: Request) -> PlainTextResponse | RedirectResponse | None:
        host = request.headers.get("host", "")
        if self.hosts and re.sub(r":\d+$", "", host).lower() not in self.hosts:
            return PlainTextResponse("This address is not one of the explorer's.", 421)
        query = request.scope["query_string"]
        if len(request.scope.get("raw_path") or b"") + len(query) > LONGEST_ADDRESS:
            return PlainTextResponse("The address is too long.", 414)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > UPLOAD_BYTES:
            return PlainTextResponse("The request carries too much.", 413)
        return self._unknown_reader(request) if self.token else None

    def _unknown_reader(self, request: Request) -> PlainTextResponse | RedirectResponse | None:
        """An answer for a reader who has not shown the token; who shows it in an address keeps it."""
        pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = dict(pairs).get("token", "")
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if _same(request.cookies.get(TOKEN, ""), self.token) or _same(bearer, self.token):
            return None
        if _same(shown, self.token):
            rest = urlencode([pair for pair in pairs if pair[0] != "token"])
            path = "/" + request.url.path.lstrip("/")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            answer.set_cookie(TOKEN, self.token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse(
            "The explorer asks for its token: open the address that it printed when it started.", 401
        )


def _same(shown: str, expected: str) -> bool:
    return hmac.compare_digest(shown.encode(), expected.encode())


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            known = {name.lower() for name, _ in headers}
            headers += [
                (name.lower().encode(), value.encode())
                for name, value in HEADERS.items()
                if name.lower().encode() not in known
            ]
            message = {**message, "headers": headers}
        await send(message)

    return guarded


def _limited(receive: Receive, most: int) -> Receive:
    """What a request carries, up to a limit."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > most:
            raise ElshiError(f"The request carries more than {most:,} bytes.")
        return message

    return counted


class Forms:
    """Tokens of forms: a page that writes is only obeyed if we gave it to the same browser."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def session(self, request: Request) -> str:
        """The browser's session: the one that it shows, else a new one."""
        shown = request.cookies.get(SESSION, "")
        return shown if re.fullmatch(r"[A-Za-z0-9_-]{20,60}", shown) else secrets.token_urlsafe(24)

    def token(self, session: str) -> str:
        """The token that a form of this session carries."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def check(self, request: Request, token: object) -> None:
        """Refuse a form that is not of this browser's session; raises ``ElshiError``."""
        shown = request.cookies.get(SESSION, "")
        if not shown or not _same(str(token), self.token(shown)):
            raise ElshiError("The form is not of this session: open its page again and send it from there.")
        origin = request.headers.get("origin")
        if origin and origin != "null" and origin.split("://", 1)[-1] != request.headers.get("host"):
            raise ElshiError("The form comes from another site: send it from the explorer's own page.")
