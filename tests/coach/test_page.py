"""The page as it is served: the gate in front of it, over plain HTTP. What a person meets is tried in tests/coach/ui."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from coach.gate import host_allowed, spoken


def _run(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "app.py", *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def url(root: Path) -> Iterator[str]:
    """The address of a running app on a free port."""
    with _run(root, "--port", "0") as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        try:
            assert found is not None
            yield found[0]
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _ask(url: str, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    finally:
        connection.close()


def test_the_page_is_swedish_unless_english_was_chosen(url: str) -> None:
    status, headers, body = _ask(url)
    assert status == 200
    assert '<html\n\tlang="sv"' in body
    assert "set-cookie" not in headers
    status, headers, _ = _ask(url, "/lang/en")
    assert (status, headers["location"]) == (303, "/en/")
    chosen = headers["set-cookie"].split(";")[0]
    status, headers, _ = _ask(url, Cookie=chosen)
    assert (status, headers["location"]) == (307, "/en/")
    assert 'lang="en"' in _ask(url, "/en/", Cookie=chosen)[2]
    assert _ask(url, "/lang/sv")[1]["location"] == "/"
    assert "set-cookie" not in _ask(url, "/lang/xx")[1]


def test_every_answer_is_guarded_and_names_no_other_site(url: str) -> None:
    for path in ("/", "/en/", "/lang/en", "/config", "/nothing-here"):
        headers = _ask(url, path)[1]
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert 'property="og:' not in _ask(url)[2]
    assert "docs" not in _ask(url, "/docs")[2].lower()


def test_other_names_other_sites_and_uploads_are_turned_away(url: str) -> None:
    status, _, body = _ask(url, Host="evil.example")
    assert status == 421
    assert "127.0.0.1" in body
    assert _ask(url, "/gradio_api/queue/join", "POST", Origin="https://evil.example")[0] == 403
    assert _ask(url, "/gradio_api/upload", "POST")[0] == 404
    assert _ask(url, "/gradio_api/queue/join", "POST", Content_Length="99999999")[0] == 413


def test_an_address_where_nothing_is_says_where_the_page_is(url: str) -> None:
    status, headers, body = _ask(url, "/malen", Sec_Fetch_Dest="document")
    assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert body == f"Här finns ingen sida. Målcoachen finns på {url}/\nThere is no page here. Målcoachen is at {url}/"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "json" in _ask(url, "/malen")[1]["content-type"]  # what a program asked for is answered as it came


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7860", "localhost:1", "[::1]:7860", "[::1]", "LOCALHOST"])
def test_own_names(host: str) -> None:
    assert host_allowed(host)


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example", "localhost:x", "localhost:80@evil", "::1"])
def test_foreign_names(host: str) -> None:
    assert not host_allowed(host)


def test_the_language_is_set_once_and_first() -> None:
    page = spoken(b'<html lang="en"><head><title>x</title></head><p lang="de"></p></html>', "sv").decode()
    assert page.startswith('<html lang="sv"><head><script>')
    assert '<p lang="de">' in page


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])
def test_another_address_is_refused_with_the_reason(root: Path, host: str) -> None:
    with _run(root, "--host", host) as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told.startswith("coach: Målcoachen lyssnar bara på 127.0.0.1")
    assert host in told
    assert "Traceback" not in told


def test_a_taken_port_is_named(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with _run(root, "--port", port) as process:
            _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert f"Port {port} är upptagen" in told
