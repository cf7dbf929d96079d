"""What holds for every test: no network but loopback, a browser where there is one, and the same hypothesis examples in every CI run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

_LOOPBACK = ["127.0.0.1", "::1", "localhost"]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")

settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if _IN_CI else "local")


def _browser() -> str | None:
    """The chromium to drive: the one that COACH_CHROMIUM names, or the system's."""
    named = os.environ.get("COACH_CHROMIUM")
    return named or next((path for name in _BROWSERS if (path := shutil.which(name))), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests run where a chromium is found and are deselected, aloud, where none is. In CI a missing one is a failure."""
    marked = [item for item in items if item.get_closest_marker("browser")]
    if not marked or _browser():
        return
    if _IN_CI:
        raise pytest.UsageError(f"{len(marked)} browser tests need chromium, and CI has none: install Debian's chromium")
    config.hook.pytest_deselected(items=marked)
    items[:] = [item for item in items if item not in marked]
    config.stash[_LEFT_OUT] = len(marked)


_LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    if left := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(f"{left} browser tests left out: no chromium here (install Debian's, or set COACH_CHROMIUM)")


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup() -> None:
    """Refuse every connection that leaves the machine. After pytest-socket's own set-up, which would lift it."""
    socket_allow_hosts(_LOOPBACK, allow_unix_socket=True)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the model that a developer has set; those that want one set their own."""
    for name in tuple(os.environ):
        if name.startswith(("OPENAI_", "COACH_MODEL")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; only tests marked `browser` may ask for it."""
    found = _browser()
    assert found, "a test that uses `chromium` must be marked `browser`"
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parents[1]
