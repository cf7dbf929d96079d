"""docs/cli.md is true and complete: its examples run, its options exist, and no option is left out. `python tests/test_docs.py` writes
what its examples show anew."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cli.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")

# What stands in the folder where the examples are run.
FILES = {
    "goals.csv": "Mål;Ägare;Deadline\nÖka försäljningen;Anna;2027-03-31\nNå NPS 60;Omar;2027-06-30\n",
    "mål.csv": "Mål;Ägare\n100 kundmöten/månad;Anna\n25 affärer/kvartal;Omar\n",
    "questions.txt": "Hur många mål ska vi ha?\nHow often do we follow up?\n",
}


def blocks(kind: str) -> list[str]:
    """The code blocks of a kind."""
    found = re.findall(r"^```(\w*)\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [body for language, body in found if language == kind]


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """The folder of the examples, with a store of its own."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        for file, text in FILES.items():
            (Path(name) / file).write_text(text, "utf-8")
        os.chdir(name)
        os.environ["COACH_DATABASE_URL"] = f"sqlite:///{name}/coach.db"
        try:
            yield Path(name)
        finally:
            os.chdir(before)
            del os.environ["COACH_DATABASE_URL"]


def ran(command: str, given: str = "") -> tuple[int, str]:
    """A command as it is typed: its exit code, and what it writes."""
    from coach.cli import main

    out = io.StringIO()
    stdin = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(shlex.split(command)[1:])
    finally:
        sys.stdin = stdin
    return code, out.getvalue()


def shown(block: str) -> str:
    """A console block with what its commands write now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    parts = []
    with folder():
        for command in commands:
            _, out = ran(command.removeprefix("$ "))
            parts.append(f"{command}\n" + "".join(f"{line.rstrip()}\n" for line in out.splitlines()))
    return "\n".join(parts)


def test_the_terminal_shows_what_it_shows() -> None:
    assert CONSOLE.search(PAGE.read_text("utf-8"))
    for block in CONSOLE.findall(PAGE.read_text("utf-8")):
        assert block == shown(block), "python tests/test_docs.py writes it anew"


def _typed() -> list[str]:
    """The lines of the plain blocks that are commands, without what is said of them."""
    lines = [line for block in blocks("") for line in block.splitlines() if line.startswith("coach ")]
    return [re.split(r" {3,}", line)[0] for line in lines]


@pytest.mark.parametrize("command", [line for line in _typed() if not re.search(r"[\[\]…|]|FILE|chat|serve", line)])
def test_a_command_that_is_written_out_runs(command: str) -> None:
    given = '{"question": "Hur många mål ska vi ha?"}\n' if "jsonl" in command else ""
    with folder():
        code, out = ran(command, given)
    assert code == 0, out
    assert out.strip()


def test_the_goal_in_json_lines_is_one() -> None:
    goal, breakdown = (json.dumps(json.loads(block)) for block in blocks("json"))
    with folder():
        code, out = ran("coach check - --input jsonl --format jsonl --today 2026-11-23", goal + "\n")
        assert (code, len(out.splitlines())) == (0, 1)
        assert json.loads(out)["id"] == "m1"
        code, out = ran("coach breakdown - --input jsonl --format jsonl --today 2026-11-23", breakdown + "\n")
        assert (code, json.loads(out)["state"]) == (0, "broken")


def test_the_profile_and_the_bonus_are_read() -> None:
    from coach.exchange.crm.mapping import parsed

    profile, bonus = blocks("toml")
    assert parsed(profile, "x").name == "Vår lista"
    with folder() as here:
        (here / "bonus.toml").write_text(bonus, "utf-8")
        (here / "m.jsonl").write_text('{"id": "m1", "text": "Anna bokar 40 möten i Q1 2027"}\n', "utf-8")
        assert ran("coach reward bonus.toml --goals m.jsonl --today 2026-11-23")[0] == 0


def test_columns_and_extensions_are_those_that_are_read() -> None:
    from coach.exchange.columns import field_of
    from coach.exchange.source import _SUFFIXES

    page = PAGE.read_text("utf-8")
    table = page[page.index("| Field |") : page.index("Dates are ISO")]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()[2:] if row]
    assert len(rows) >= 10
    for fields, names in rows:
        known = re.findall(r"`(\w+)`", fields)
        titles = re.split(r"[,·;]", re.sub(r"\(.*?\)|:.*|\. .*|`.*?`", "", names))
        for title in filter(None, (part.strip() for part in titles)):
            assert field_of(title) in known, title
    read = page[page.index("## What is read") : page.index("| Field |")]
    assert set(re.findall(r"`(\.\w+)`", read)) == set(_SUFFIXES)


def commands() -> dict[tuple[str, ...], set[str]]:
    """Every command, and its options."""
    import typer

    from coach.cli import build

    found: dict[tuple[str, ...], set[str]] = {}

    def walk(command: Any, path: tuple[str, ...]) -> None:
        if hasattr(command, "commands"):
            for name, part in command.commands.items():
                walk(part, (*path, name))
        else:
            options = {name for item in command.params for name in (*item.opts, *item.secondary_opts) if name.startswith("--")}
            found[path] = options

    walk(typer.main.get_command(build("en")), ())
    return found


def section(command: str) -> str:
    """What the page says of a command: its chapter, with those that belong to it."""
    page = PAGE.read_text("utf-8")
    start = next(found for found in re.finditer(r"^## coach (.*)$", page, re.MULTILINE) if command in re.split(r", | ", found[1]))
    end = re.compile(r"^## coach ", re.MULTILINE).search(page, start.end())
    return page[start.start() : end.start() if end else len(page)]


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_no_option_is_left_out(path: tuple[str, ...]) -> None:
    said = section(path[0])
    assert path[-1] in said
    named = set(OPTION.findall(said))
    assert commands()[path] - named == set()


def test_no_option_is_made_up() -> None:
    known = commands()
    options = set().union(*known.values()) | {"--help"}
    page = PAGE.read_text("utf-8")
    assert set(OPTION.findall(page)) - options == set()
    for path in known:
        for span in re.findall(rf"`coach {' '.join(path)}( [^`]*)?`", page):
            assert set(OPTION.findall(span)) <= known[path], (path, span)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.path.remove(str(Path(__file__).parent))
    text = PAGE.read_text("utf-8")
    PAGE.write_text(CONSOLE.sub(lambda found: f"```console\n{shown(found[1])}```", text), "utf-8")
