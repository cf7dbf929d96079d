"""The web server: own routes, the gate in front, the page mounted behind, bound to this computer only."""

from __future__ import annotations

import errno
import os
import socket
import webbrowser
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import CoachError, SettingsError, UsageError
from coach.gate import LANGUAGE_COOKIE, Gate
from coach.settings import load_policy
from coach.store import open_store
from coach.texts import error, text
from coach.ui.labels import LANGUAGES, Language, say
from rules.messages import problem
from rules.policy import Policy, PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from coach.store import Store

# Gradio reads these when it is imported, which costs seconds and therefore waits until all else is known to be right; without them
# each start is reported to its makers.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

HOST = "127.0.0.1"
PORT = 7860
PAGES: dict[str, Language] = {"/": "sv", "/en": "en"}
"""Swedish is the default; a language chosen before is remembered by a cookie."""
_YEAR = 365 * 24 * 3600


def build(policy: Policy, store: Store, today: Callable[[], date] = date.today) -> FastAPI:
    """The whole application: the page in each language over one desk, and own routes for the language, the review pack and all data."""
    from fastapi import FastAPI
    from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
    from gradio import mount_gradio_app

    from coach.ui import papers
    from coach.ui.desk import Desk
    from coach.ui.page import page
    from coach.ui.theme import PRINT, STYLES, theme

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(policy, store, today)

    # The return types are local names, which FastAPI could not look up.
    @app.get("/lang/{language}", response_model=None)
    def choose(language: str) -> RedirectResponse:
        chosen = next((path for path, spoken in PAGES.items() if spoken == language), None)
        answer = RedirectResponse("/" if chosen in (None, "/") else f"{chosen}/", 303)
        if chosen is not None:
            store.profile.change(language=language)
            answer.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax")
        return answer

    # A file of Gradio's would be open to whoever knows its address: this one is made when asked for, and kept nowhere.
    @app.get("/export", response_model=None)
    def export() -> JSONResponse:
        name = f"malcoachen-{today().isoformat()}.json"
        return JSONResponse(store.export(), headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"})

    # Signed by the page for one team and quarter; whoever has another address gets nothing.
    @app.get("/pack/{period}.{form}", response_model=None)
    def pack(
        period: str, form: str, key: str = "", language: str = "", who: str = "", signed: bool = False, model: bool = False
    ) -> Response:
        try:
            made = papers.made(desk, papers.Wanted(period, form, language, who, signed, model), key)
        except CoachError as failure:
            return PlainTextResponse(error("en" if language == "en" else "sv", failure), 409)
        if made is None:
            return PlainTextResponse(_both("fault.pack", "dialogue"), 404)
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
        return Response(made.content, media_type=made.kind, headers=headers)

    paper = f"<style>{PRINT.read_text('utf-8')}</style>"
    # The longest path first: the page at "/" answers everything that is left.
    for path in sorted(PAGES, key=len, reverse=True):
        mount_gradio_app(
            app, page(PAGES[path], desk), path=path, server_name=HOST, ssr_mode=False, run_history=False, footer_links=[], show_error=False,
            max_file_size="1kb", theme=theme(), css_paths=list(STYLES), head=paper, enable_monitoring=False,
        )  # fmt: skip
    app.add_middleware(Gate, pages=PAGES, refusals=(_both("serve.host"), _both("serve.foreign")), lost=_both("serve.lost"))
    return app


def serve(port: int = PORT, open: bool = False, *, host: str = HOST, policy: Policy | None = None) -> None:
    """Serve the page until stopped.

    Raises UsageError for another address than this computer's own and for an impossible port, OSError for a port that is taken,
    StoreError where what is kept cannot be opened.
    Settings come from the nearest coach.toml or pyproject.toml unless `policy` is given.
    """
    if host not in (HOST, "localhost"):
        raise UsageError("serve-address", host=host[:80])
    if not 0 <= port <= 65535:
        raise UsageError("serve-port", value=str(port)[:20])
    policy = policy or _policy()
    # Bound before the server starts, so that a taken port is our error, told at once, and the browser never comes too early.
    with _bound(port) as listener, open_store() as store:
        import uvicorn

        app = build(policy, store)
        url = f"http://{HOST}:{listener.getsockname()[1]}"
        print(say("sv", "serve.started", url=url), flush=True)
        if open:
            webbrowser.open(url)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listener])


def told(failure: CoachError | OSError, port: int) -> str:
    """Why the page could not be served, in words for the one who started it."""
    if isinstance(failure, OSError):
        if failure.errno == errno.EADDRINUSE:
            return say("sv", "serve.taken", port=str(port), other=str(port % 65535 + 1))
        return str(failure)
    if failure.key in ("serve-address", "serve-port"):
        return say("sv", failure.key.replace("-", ".", 1), **failure.params)
    return error("sv", failure)


def run(port: int = PORT, open_browser: bool = False) -> None:
    """`serve` as `coach serve` calls it."""
    serve(port, open_browser)


def _bound(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=128)
    except OSError as failure:
        raise OSError(failure.errno, failure.strerror or str(failure), f"{HOST}:{port}") from None


def _policy() -> Policy:
    try:
        return load_policy()
    except PolicyError as failure:
        raise SettingsError("settings-policy", file="coach.toml", reason=problem(failure.key, failure.params, "sv")) from None


def _both(key: str, room: str = "page") -> str:
    """A refusal is sent before any language is known."""
    return "\n".join(text(language, key, room).strip() for language in LANGUAGES)
