"""The catalogues of coach's own texts: equal languages, every key used, every key of the code there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from coach.errors import InputError, problem
from coach.texts import catalogue, count, error, figure, remark, text

COACH = Path(__file__).parents[2] / "coach"
# A word that is the same in both languages.
ALIKE = {"typer. <list[str]>", "typer. <str>", "typer.[FILE…|-]...", "help.port", "help.version", "page.title", "stage.leads", "one.leads"}


ROOMS = tuple(sorted(path.stem for path in COACH.joinpath("locales", "sv").glob("*.toml")))


def names(line: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(line) if name}


@pytest.mark.parametrize("room", ROOMS)
def test_languages_are_equals(room: str) -> None:
    swedish, english = flat(room, "sv"), flat(room, "en")
    assert list(swedish) == list(english)
    assert [key for key in swedish if names(swedish[key]) != names(english[key])] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_line_is_translated(room: str) -> None:
    english = flat(room, "en")
    alike = {key for key, line in flat(room, "sv").items() if line == english[key] and re.search(r"[a-zåäö]{3}", names_out(line))}
    assert alike <= ALIKE


def flat(room: str, language: str) -> dict[str, str]:
    """A list of words counts as one line."""
    return {key: line if isinstance(line, str) else " ".join(line) for key, line in catalogue(language, room).items()}


def names_out(line: str) -> str:
    return re.sub(r"\{[^}]*\}", "", line)


def test_there_is_no_fallback() -> None:
    with pytest.raises(KeyError):
        text("sv", "word.nothing")
    with pytest.raises(LookupError):
        text("de", "word.goals")


def test_every_problem_and_error_of_the_code_has_a_text() -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted(COACH.rglob("*.py")))
    raised = set(re.findall(r'(?:InputError|UsageError|SettingsError)\("([a-z-]+)"', source))
    told = set(re.findall(r'\b(?:problem|notice)\(\s*"([a-z-]+)"', source))
    assert raised
    assert told
    assert {f"error.{key}" for key in raised} <= set(catalogue("sv"))
    assert {f"problem.{key}" for key in told} <= set(catalogue("sv"))


def test_counts_and_figures() -> None:
    assert count("en", "summary.goals", 1) == "1 goal"
    assert count("en", "summary.goals", 2) == "2 goals"
    assert figure("sv", 1234567) == "1\u00a0234\u00a0567"
    assert figure("en", 1234567) == "1,234,567"


def test_worded() -> None:
    assert error("en", InputError("file-missing", file="a.txt")) == "a.txt does not exist."
    assert remark("sv", problem("line-long", size="1.2")).startswith("raden är 1,2 MB")
