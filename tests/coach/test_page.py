"""The page as it is served: the gate in front of it over plain HTTP, and what a person meets, in a real browser."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from coach.gate import host_allowed, spoken

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
PASTE = """Mål Q1
- öka försäljningen
- 40 kundmöten i månaden
- NPS 120 senast juni <img src=x onerror="alert(1)"> <script>alert(2)</script>
- Sara ökar antalet nya kunder från 8 till 12 per månad senast 30 juni 2027"""


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
    assert "coach_talk=" in headers["set-cookie"]
    assert "HttpOnly" in headers["set-cookie"]
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


class Visit:
    """A browser page that remembers where it asked, what it logged, and what opened."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        self.foreign: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: request.url.startswith((url, "data:", "blob:")) or self.foreign.append(request.url))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: line.type == "error" and self.faults.append(line.text))

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector("#field textarea")
        self.page.wait_for_selector("#start, .goal, #talk .coach")

    def say(self, words: str) -> None:
        before = self.page.locator("#talk .coach").count()
        self.page.fill("#field textarea", words)
        self.page.press("#field textarea", "Enter")
        self.page.wait_for_function("before => document.querySelectorAll('#talk .coach').length > before", arg=before)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any, url: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1360, "height": 860})
    made = Visit(context.new_page(), url)
    yield made
    context.close()
    assert made.foreign == []
    assert made.faults == []


@pytest.mark.browser
def test_pasted_goals_come_back_as_cards(visit: Visit, url: str) -> None:
    page = visit.page
    visit.open(url)
    visit.say(PASTE)
    goals = page.locator(".goal")
    assert goals.count() == 4
    assert page.inner_text("#talk .coach > p") == "Fyra mål, ett är klart."
    assert goals.nth(0).locator("mark").count() > 0
    assert "Nästa: Hur mycket, från vad till vad?" in goals.nth(0).inner_text()
    assert '<img src=x onerror="alert(1)"> <script>alert(2)</script>' in goals.nth(2).inner_text()
    assert "alert(2)" in page.inner_text("#talk .said")
    assert page.locator("#talk img, #talk script").count() == 0
    details = goals.nth(0).locator("details")
    assert not details.evaluate("found => found.open")
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.evaluate("found => found.open")
    assert "A001" in details.inner_text()


@pytest.mark.browser
def test_the_language_is_switched_without_losing_the_talk(visit: Visit, url: str) -> None:
    page = visit.page
    visit.open(url)
    visit.say(PASTE)
    page.click("text=English")
    page.wait_for_selector(".goal")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.inner_text("#talk .coach > p") == "Four goals, one is ready."
    assert "Mål Q1" in page.inner_text("#talk .said")
    page.reload()
    page.wait_for_selector(".goal")
    page.click("#anew")
    page.wait_for_selector("#start")
    assert page.locator(".goal").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("example", [0, 1, 2])
def test_an_empty_page_invites(visit: Visit, url: str, example: int) -> None:
    page = visit.page
    visit.open(url)
    buttons = page.locator("#examples button")
    assert buttons.count() == 3
    buttons.nth(example).click()
    page.wait_for_selector(".goal")
    assert page.locator(".goal").count() == (1, 3, 1)[example]
    assert page.locator(".goal.ok").count() == (0, 1, 1)[example]


@pytest.mark.browser
def test_the_keyboard_and_the_screen_reader_find_their_way(visit: Visit, url: str) -> None:
    page = visit.page
    visit.open(url)
    log = page.locator("#talk [role=log]")
    page.wait_for_function("document.querySelector('#talk [role=log]')?.getAttribute('aria-label') === 'Samtal'")
    visit.say("Öka försäljningen")
    page.wait_for_function("document.activeElement === document.querySelector('#field textarea')")
    assert log.get_attribute("aria-live") == "polite"
    assert page.locator("#talk [aria-label*='<']").count() == 0
    assert page.get_by_label("Skicka").count() == 1
    assert page.get_by_label("Skriv eller klistra in mål").count() == 1
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    skip = page.locator(".skip")
    skip.focus()
    assert skip.bounding_box()["x"] == 12
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Svenska"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 860, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read_at_any_width_in_light_and_dark(browser: Any, url: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    visit = Visit(context.new_page(), url)
    visit.open(url)
    visit.say(PASTE + "\n- " + "x" * 200)
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('#talk [role=log]').scrollWidth <= document.querySelector('#talk [role=log]').clientWidth")
    assert page.locator("#composer").bounding_box()["y"] < 844
    ink, card = page.evaluate("['color', 'backgroundColor'].map(name => getComputedStyle(document.querySelector('.goal'))[name])")
    lit = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, card)]
    assert abs(lit[0] - lit[1]) > 400
    assert (lit[0] < lit[1]) is (scheme == "light")
    assert "IBM Plex Sans" in page.evaluate("getComputedStyle(document.querySelector('.goal')).fontFamily")
    context.close()
    assert visit.foreign == []
    assert visit.faults == []
