"""The command that runs the explorer until it is interrupted."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.cli.options import database
from elshi.graph.errors import ElshiError


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port on which the explorer listens.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address on which it listens. Others than this machine need the token that it prints "
    "(or ELSHI_TOKEN).",
)
@click.option("--open", "open_", is_flag=True, help="Open it in your browser.")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with your copies of the sources.")
@click.option(
    "--deadline", default=20.0, show_default=True, metavar="SECONDS",
    help="After how long the database stops a question.",
)  # fmt: skip
def serve(port: int, host: str, open_: bool, texts: Path | None, deadline: float) -> None:
    """Open the graph in a browser: search, actors, questions. Ctrl-C ends it."""
    import uvicorn

    from elshi.graph.web.app import create_app
    from elshi.graph.web.guard import LOOPBACK
    from elshi.store import connect

    if texts is not None and not texts.is_dir():
        raise ElshiError(f"There is no folder {texts} with the texts of the sources.")
    if not 0.1 <= deadline <= 3600:
        raise ElshiError(f"--deadline is {deadline:g}: a number of seconds from 0.1 to 3600 was expected.")
    alone = host in ("127.0.0.1", "localhost", "::1")
    token = os.environ.get("ELSHI_TOKEN") or ("" if alone else secrets.token_urlsafe(18))
    listening = _listening(host, port)
    with connect(database(), profile="brief") as store:
        if not store.read("MATCH (n:Elshi) RETURN n.id AS id LIMIT 1"):
            output.warn("the graph was empty; the packaged tables were loaded.")
            store.build()
        app = create_app(store, token=token, hosts=LOOPBACK if alone else (), texts=texts, seconds=deadline)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5,
            timeout_keep_alive=15, limit_concurrency=400, proxy_headers=False,
        )  # fmt: skip
        shown = "localhost" if alone or host in ("0.0.0.0", "::") else host  # noqa: S104 - compared only
        address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
        output.say(f"The explorer is at {address} (Ctrl-C ends it)")
        if open_:
            click.launch(address)
        uvicorn.Server(config).run(sockets=[listening])
    output.say("The explorer has ended.")


def _listening(host: str, port: int) -> socket.socket:
    """The socket on which the explorer listens; ``ElshiError`` where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family, socket.SOCK_STREAM)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
    except (OSError, OverflowError) as error:
        place.close()
        raise ElshiError(
            f"The explorer cannot listen at {host}, port {port} "
            f"({getattr(error, 'strerror', None) or error}): another --port or --host was expected."
        ) from error
    return place


COMMANDS = (serve,)
"""In the order of the help page."""
