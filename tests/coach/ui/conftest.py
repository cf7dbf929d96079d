"""A running app with a store of its own, and a browser that remembers where it asked, what it logged and what opened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


class App:
    """The page as a process of its own, on a port that it keeps through restarts."""

    def __init__(self, root: Path, store: Path) -> None:
        self._root = root
        self._environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COACH_DATABASE_URL": f"sqlite:///{store}"}
        self.process: subprocess.Popen[str] | None = None
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(self.port)], cwd=self._root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", env=self._environment,
        )  # fmt: skip
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", self.process.stdout.readline())
        assert found is not None
        self.port = int(found[1])

    def kill(self) -> None:
        """As `kill -9` does: nothing is tidied up."""
        assert self.process is not None
        self.process.kill()
        self._gone()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self._gone()

    def _gone(self) -> None:
        assert self.process is not None
        self.process.communicate(timeout=20)


@pytest.fixture(scope="module")
def app(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One app for the tests of a file; each test begins with an empty store."""
    made = App(root, tmp_path_factory.mktemp("page") / "coach.sqlite")
    yield made
    made.stop()


class Visit:
    """A tab."""

    def __init__(self, page: Any, app: App) -> None:
        self.page = page
        self.app = app
        self.foreign: list[str] = []
        self.faults: list[str] = []
        self.dead = False
        page.on("request", lambda asked: asked.url.startswith((app.url, "data:", "blob:")) or self.foreign.append(asked.url))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: line.type == "error" and not self.dead and self.faults.append(line.text))

    def open(self, path: str = "/") -> None:
        self.page.goto(self.app.url + path)
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector("#app [data-ready]", state="attached", timeout=20_000)

    def say(self, words: str) -> None:
        before = self.length()
        self.page.fill("#message", words)
        self.page.press("#message", "Enter")
        self.answered(before)

    def click(self, query: str) -> None:
        """Press something that is answered in the talk."""
        before = self.length()
        self.page.click(query)
        self.answered(before)

    def answered(self, before: int) -> None:
        self.page.wait_for_function(
            "n => document.querySelectorAll('#turns .turn').length > n && !document.querySelector('#pending')", arg=before
        )

    def length(self) -> int:
        return int(self.page.locator("#turns .turn").count())

    def act(self, query: str) -> None:
        """Press something that changes the panel, and wait until it has."""
        with self.page.expect_response(lambda answer: "component_server" in answer.url):
            self.page.click(query)
        self.page.wait_for_timeout(60)

    def answer(self) -> str:
        return str(self.page.inner_text("#turns .turn:last-child .coach"))

    def goal(self, number: int) -> Any:
        return self.page.locator(f"article[data-goal='{number}']")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def context(browser: Any, app: App) -> Iterator[Any]:
    """A browser profile whose tabs share an empty store."""
    made = browser.new_context(viewport={"width": 1360, "height": 860})
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=app.url)
    empty(made, app)
    yield made
    made.close()


def empty(context: Any, app: App) -> None:
    """Everything of earlier tests deleted, by the page's own button."""
    page = context.new_page()
    page.goto(app.url)
    page.wait_for_selector("#app [data-ready]", state="attached", timeout=20_000)
    page.click("header [data-act=settings]")
    page.click(".danger summary")
    page.click("[data-act=delete]")
    page.wait_for_selector("#start:not([hidden])")
    page.close()


@pytest.fixture
def visit(context: Any, app: App) -> Iterator[Visit]:
    """A tab on the page; nothing may leave the machine, fail or open while a test is there."""
    made = Visit(context.new_page(), app)
    made.open()
    yield made
    assert made.foreign == []
    assert made.faults == []
