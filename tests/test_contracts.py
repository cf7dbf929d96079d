"""Who may know whom, where import-linter cannot see: app.py, the heavy libraries, the clock, the public names, the network."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

import rules

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("gradio", "pandas", "numpy", "langchain", "langchain_core", "openai", "sqlalchemy", "openpyxl", "fastapi", "uvicorn", "httpx")
CLOCK = {
    "date": ("today",),
    "datetime": ("now", "today", "utcnow"),
    "time": ("time", "time_ns", "localtime", "gmtime", "monotonic", "strftime"),
}


def modules(*folders: str) -> tuple[Path, ...]:
    """The Python files of some folders."""
    return tuple(path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def named(path: Path) -> str:
    """A file as the layout names it."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_app_knows_only_coach() -> None:
    path = ROOT / "app.py"
    assert {name.partition(".")[0] for name in imported(path)} - set(sys.stdlib_module_names) == {"coach"}
    assert len(path.read_text("utf-8").splitlines()) < 60


@pytest.mark.parametrize("room", ["gradio", "coach.ui"])
def test_only_the_server_and_the_page_know(room: str) -> None:
    knowing = {named(path) for path in modules("coach", "rules") if any(f"{name}.".startswith(f"{room}.") for name in imported(path))}
    assert all(name == "coach/serve.py" or name.startswith("coach/ui/") for name in knowing), knowing


@pytest.mark.parametrize("path", modules("rules"), ids=named)
def test_rules_never_read_the_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            assert node.attr not in CLOCK.get(owner, ()), f"line {node.lineno}: {owner}.{node.attr}"


@pytest.mark.parametrize("path", modules("rules", "coach"), ids=named)
def test_a_room_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_public_names() -> None:
    assert sorted(rules.__all__) == [
        "Finding", "Goal", "Policy", "PolicyError", "RULES", "Report", "SetReport", "check_goal", "check_set", "read",
    ]  # fmt: skip
    assert all(getattr(rules, name) is not None for name in rules.__all__)
    with pytest.raises(AttributeError):
        rules.nothing  # noqa: B018


def test_check_starts_light() -> None:
    code = (
        "import sys; from coach.cli import main; main(['check', '--text', 'Öka försäljningen', '--format', 'text'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stderr.strip() == "[]"


def test_the_network_is_refused() -> None:
    with pytest.warns(UserWarning, match="tried to use socket"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
