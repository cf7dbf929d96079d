"""An OpenAI-compatible server on loopback, one mode per fault: what it is told to do, request by request, and what it was sent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Play = Callable[["Handler"], None]


class Server(ThreadingHTTPServer):
    """Plays one of `plays` per request, the last one again and again; keeps every request body and authorisation header."""

    daemon_threads = True

    def __init__(self, *plays: Play) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plays = list(plays)
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.paths: list[str] = []
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def sent(self) -> str:
        """Everything received, for looking for what should not be there."""
        return json.dumps(self.bodies, ensure_ascii=False)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Without this each small write waits for the one before to be acknowledged.
    disable_nagle_algorithm = True
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.bodies.append(json.loads(body))
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.server.paths.append(self.path)
        play = self.server.plays.pop(0) if len(self.server.plays) > 1 else self.server.plays[0]
        play(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""

    def reply(self, status: int, body: str, kind: str = "application/json", **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def events(self, *rows: str) -> None:
        """A stream of server-sent events, each row as it is."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for row in rows:
            self.wfile.write(f"data: {row}\n\n".encode())
            self.wfile.flush()
        self.close_connection = True


@contextmanager
def served(*plays: Play) -> Iterator[Server]:
    """A running server."""
    server = Server(*plays)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def completion(content: str | None, finish: str | None = "stop", **message: Any) -> str:
    """The body of a chat completion."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    usage = {"prompt_tokens": 120, "completion_tokens": 40, "total_tokens": 160}
    return json.dumps({"id": "c1", "object": "chat.completion", "created": 1, "model": "test", "choices": [choice], "usage": usage})


def says(content: Any, finish: str | None = "stop", wait: float = 0.0, **message: Any) -> Play:
    """Answer with `content` (text, or a value written as JSON)."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)

    def play(handler: Handler) -> None:
        if wait:
            handler.server.stopped.wait(wait)
        handler.reply(200, completion(text, finish, **message))

    return play


def echoes(change: Callable[[dict[str, Any]], Any]) -> Play:
    """Answer with what `change` makes of the request."""
    return lambda handler: handler.reply(200, completion(json.dumps(change(handler.server.bodies[-1]), ensure_ascii=False)))


def fails(status: int, message: str = "no", kind: str = "error", code: str | None = None, **headers: str) -> Play:
    """An error as OpenAI gives it."""
    body = json.dumps({"error": {"message": message, "type": kind, "code": code}})
    return lambda handler: handler.reply(status, body, **headers)


def html(status: int = 200) -> Play:
    """The page of a proxy or a login."""
    return lambda handler: handler.reply(status, "<!doctype html><title>Log in</title><p>Please log in.", "text/html")


def raw(body: str, kind: str = "application/json") -> Play:
    """Any body."""
    return lambda handler: handler.reply(200, body, kind)


def hangs(handler: Handler) -> None:
    """Accept the request and never answer."""
    handler.server.stopped.wait(30)
    handler.close_connection = True


def drips(handler: Handler) -> None:
    """A byte now and then, for ever: no read times out, only the whole does."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.stopped.wait(0.05):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return


def drops(handler: Handler) -> None:
    """Hang up without a word."""
    handler.close_connection = True
    handler.connection.close()


def tears(handler: Handler) -> None:
    """Begin a body and hang up in the middle of it."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "c1", "choices": [')
    handler.wfile.flush()
    handler.close_connection = True


def chunk(text: str | None, finish: str | None = None) -> str:
    """One row of a stream."""
    delta = {} if text is None else {"role": "assistant", "content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "test", "choices": [choice]})


def streams(*texts: str, finish: str | None = "stop", done: bool = True, pause: float = 0.0) -> Play:
    """A stream of texts, whole or cut off."""

    def play(handler: Handler) -> None:
        rows = [chunk(text) for text in texts]
        if finish:
            rows.append(chunk(None, finish))
        if done:
            rows.append("[DONE]")
        if not pause:
            handler.events(*rows)
            return
        handler.events()
        for row in rows:
            time.sleep(pause)
            try:
                handler.wfile.write(f"data: {row}\n\n".encode())
                handler.wfile.flush()
            except OSError:
                return

    return play
