"""The quantity grammar against its case table, and what must hold for any text (rulebook §2)."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.reading.facts import Cycle, Frame, FrameKind, Quantity
from rules.reading.lexicon import LANGUAGES, table
from rules.reading.quantities import bare, find_quantities
from rules.reading.text import Source, tokenize

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("quantities_cases.toml").read_text("utf-8"))["case"]
PLAIN = str.maketrans("åäöÅÄÖ", "aaoAAO")


def frames_of(source: Source, listed: list[str]) -> tuple[Frame, ...]:
    """The time expressions written out in a case, each found after the one before."""
    frames = []
    start = 0
    for entry in listed:
        words, kind, *cycle = entry.split(" | ")
        start = source.text.index(words, start)
        end = start + len(words)
        held = [index for index, token in enumerate(source.placed) if start <= token.start and token.end <= end]
        rate = cast(Cycle, cycle[0]) if cycle else None
        frames.append(Frame(start, end, cast(FrameKind, kind), held[0], held[-1], cycle=rate))
        start = end
    return tuple(frames)


def number(value: Decimal | None) -> str:
    return "?" if value is None else format(value, "f")


def shown(source: Source, quantity: Quantity) -> str:
    q = quantity
    parts = [
        f"{source.quote(q.start, q.end)} = {number(q.value)}" + (f"..{number(q.upper)}" if q.upper is not None else ""),
        q.kind + (f":{q.unit}" if q.unit else ""),
        q.role,
        q.noun,
        q.bound,
        f"/{q.rate}" if q.rate else None,
        "blank" if q.placeholder else None,
        "words" if q.words else None,
    ]
    return " ".join(part for part in parts if part)


def read(text: str, language: str, listed: list[str] | None = None) -> list[str]:
    source = tokenize(text)
    return [shown(source, quantity) for quantity in find_quantities(source, frames_of(source, listed or []), language)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}:{case['text'][:50]}")
def test_case(case: dict[str, Any]) -> None:
    assert read(case["text"], case["language"], case.get("frames")) == case["want"]


SWEDISH = [case for case in CASES if case["language"] == "sv" and case["text"].translate(PLAIN) != case["text"]]


@pytest.mark.parametrize("case", SWEDISH, ids=lambda case: case["text"][:50])
def test_reads_the_same_without_diacritics(case: dict[str, Any]) -> None:
    plain = [entry.translate(PLAIN) for entry in case.get("frames", [])]
    assert read(case["text"].translate(PLAIN), "sv", plain) == [want.translate(PLAIN) for want in case["want"]]


def test_the_table_is_wide_enough() -> None:
    assert all(sum(case["language"] == language for case in CASES) >= 250 for language in LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("öka försäljningen med 10", "sv", [True]),
        ("nå 500", "sv", [True]),
        ("reach 200", "en", [True]),
        ("NPS 60", "sv", [True]),
        ("50 nya kunder", "sv", [False]),
        ("5 Mkr", "sv", [False]),
        ("öka med XX %", "sv", [False]),
        ("ISO 9001", "sv", [False]),
        ("topp 3", "sv", [False]),
        ("fördubbla omsättningen", "sv", [False]),
        ("reduce P1 incidents to zero", "en", [False]),
    ],
)
def test_bare_is_a_number_without_unit_or_noun(text: str, language: str, expected: list[bool]) -> None:
    assert [bare(quantity) for quantity in find_quantities(tokenize(text), (), language)] == expected


@pytest.mark.parametrize(
    ("kind", "read_as"), [("deadline", []), ("start", []), ("comparison", []), ("vague", []), ("length", ["duration"])]
)
def test_only_a_length_lets_its_numbers_through(kind: str, read_as: list[str]) -> None:
    source = tokenize("Klart inom 6 månader")
    frames = frames_of(source, [f"inom 6 månader | {kind}"])
    assert [quantity.kind for quantity in find_quantities(source, frames, "sv")] == read_as


def keys(node: Any, path: str = "") -> set[str]:
    """The list names of a lexicon; the words of a table are its language's own, the units are not."""
    own = {"numerals", "collectives", "multipliers", "short", "fractions", "parts", "factors", "universals", "once"}
    if not isinstance(node, dict) or path.rpartition(".")[2] in own:
        return {path}
    return {found for key, value in node.items() for found in keys(value, f"{path}.{key}")}


def test_both_languages_have_the_same_lists() -> None:
    sv, en = (keys(table(language, "quantities")) for language in LANGUAGES)
    assert {path for path in sv ^ en if not path.startswith(".units")} == set()


PIECES = st.sampled_from(
    [word for case in CASES for word in case["text"].split()] + ["_", "?", "#", "½", "²", "٣", "\u200b", "1/3", "10:1", "000"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES, max_size=20).map("".join)))
def test_any_text_is_read_without_error_in_order(text: str) -> None:
    source = tokenize(text)
    for language in (*LANGUAGES, "de"):
        last = -1
        for quantity in find_quantities(source, (), language):
            assert last < quantity.first <= quantity.last < len(source.tokens)
            assert 0 <= quantity.start < quantity.end <= len(text)
            assert (quantity.value is None) <= (quantity.placeholder or quantity.role == "name")
            last = quantity.last


@pytest.mark.parametrize("piece", ["9", "1 ", "två ", "10 till ", "från 10 ", "alla ", "X kr ", "_", "?", "en ", "öka ", "10-"])
def test_a_long_text_is_read_in_one_pass(piece: str) -> None:
    """Twice the text takes about twice the steps; a quadratic reader would hang here."""
    assert find_quantities(tokenize(piece * (40_000 // len(piece))), (), "sv") is not None
