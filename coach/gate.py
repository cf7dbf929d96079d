"""The gate in front of the page: who may ask (this computer only), what every answer carries, and the page's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LANGUAGE_COOKIE = "coach_language"
HOSTS = ("127.0.0.1", "localhost", "[::1]")
"""A page of another name that points here (DNS rebinding) is another site."""

_BODY_LIMIT = 28_000_000
"""An export of 20 MB to import, as base64, and what goes with it."""
_CLOSED = ("/gradio_api/upload", "/gradio_api/deep_link", "/gradio_api/proxy")
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_HTML = re.compile(rb"<html\b[^>]*?\slang=\"[^\"]*\"")
_LANG = re.compile(rb'lang="[^"]*"')
# Gradio's demo cards for other sites: an address outside the server, a foreign title.
_SOCIAL = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*?/?>")


class Gate:
    """ASGI middleware. `pages`: path → language of the mounted pages; `refusals`: the words for a foreign host and a foreign origin;
    `lost`: those for whoever opens an address where nothing is, with {address} for where the page is."""

    def __init__(self, app: ASGIApp, pages: Mapping[str, str], refusals: tuple[str, str], lost: str) -> None:
        self._app = app
        self._pages = pages
        self._foreign_host, self._foreign_origin = refusals
        self._lost = lost

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan" or host_allowed(Headers(scope=scope).get("host", "")):
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _guarded(send)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        path = scope["path"].rstrip("/") or "/"
        language = self._pages.get(path)
        if language is None or scope["method"] != "GET":
            opened = headers.get("sec-fetch-dest") == "document"
            await self._app(scope, receive, _Lost(guarded, self._lost.format(address=f"http://{headers['host']}/")) if opened else guarded)
            return
        cookies = _cookies(headers)
        chosen = cookies.get(LANGUAGE_COOKIE)
        if path == "/" and chosen != language and chosen in self._pages.values():
            target = next(page for page, spoken in self._pages.items() if spoken == chosen)
            await RedirectResponse(f"{target}/", 307)(scope, receive, guarded)
            return
        # The page is changed on its way out, so it must not come compressed.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Page(guarded, language))

    def _refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        if not host_allowed(headers.get("host", "")):
            return PlainTextResponse(self._foreign_host, 421)
        if any(closed in scope["path"] for closed in _CLOSED):
            return PlainTextResponse("", 404)
        if scope["method"] in _SAFE_METHODS:
            return None
        origin = headers.get("origin")
        if (origin is not None and urlsplit(origin).netloc != headers.get("host")) or headers.get("sec-fetch-site") == "cross-site":
            return PlainTextResponse(self._foreign_origin, 403)
        length = headers.get("content-length", "0")
        return PlainTextResponse("", 413) if not length.isdigit() or int(length) > _BODY_LIMIT else None


def host_allowed(host: str) -> bool:
    """Is the Host header one of this computer's own names? Any port: a tunnel may move it."""
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    return name.lower() in HOSTS and (not port or port.isdigit())


def spoken(document: bytes, language: str) -> bytes:
    """The page's HTML with its language set, for the reader and for Gradio's own strings, which follow the browser's language."""
    script = (
        f'<script>for(const[k,v]of[["language","{language}"],["languages",["{language}"]]])'
        "Object.defineProperty(navigator,k,{get:()=>v,configurable:true})</script>"
    )
    document = _HTML.sub(lambda match: _LANG.sub(f'lang="{language}"'.encode(), match[0]), document, count=1)
    return _SOCIAL.sub(b"", document.replace(b"<head>", b"<head>" + script.encode(), 1))


class _Lost:
    """Tells a reader who opened an address where nothing is where the page is; programs get the answer as it came."""

    def __init__(self, send: Send, words: str) -> None:
        self._send = send
        self._answer = PlainTextResponse(words, 404)
        self._lost = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 404:
            headers = Headers(raw=message["headers"])
            self._lost = headers.get("content-type", "").startswith("application/json")
            if self._lost:
                await self._send({"type": "http.response.start", "status": 404, "headers": self._answer.raw_headers})
                await self._send({"type": "http.response.body", "body": self._answer.body})
        if not self._lost:
            await self._send(message)


class _Page:
    """Holds the page back until it is whole, and sends it in its language."""

    def __init__(self, send: Send, language: str) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = spoken(self._body, self._language)
        headers = MutableHeaders(raw=list(self._start["headers"]))
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _guarded(send: Send) -> Send:
    """`send` with the security headers on every answer."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            for name, value in _HEADERS.items():
                headers[name] = value
            message = {**message, "headers": headers.raw}
        await send(message)

    return guarded


def _cookies(headers: Headers) -> dict[str, Any]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}
