"""A goal's text on the terminal: marks stand under their words whatever the characters, and nothing of the user's steers the screen."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.emit.canvas import Canvas, cells, rows, visible
from coach.emit.page import paged
from rules import check_goal
from rules.model import Severity

W, E, N = Severity.WARNING, Severity.ERROR, Severity.NOTE


def drawn(text: str, *spans: tuple[int, int, Severity], width: int = 75) -> list[str]:
    return [line for row in rows(text, spans, width) for line in (row.text, row.marks) if line]


def test_marks_stand_under_their_words() -> None:
    assert drawn("Öka försäljningen", (0, 3, W)) == ["Öka försäljningen", "~~~"]
    assert drawn("Öka försäljningen", (4, 17, E), (4, 8, W), (0, 3, N)) == ["Öka försäljningen", "--- ^^^^^^^^^^^^^"]


def test_tabs_wide_and_zero_width_characters() -> None:
    assert drawn("a\tb c", (2, 3, W)) == ["a b c", "  ~"]
    assert drawn("売上 öka", (0, 2, W), (3, 6, N)) == ["売上 öka", "~~~~ ---"]
    assert drawn("O\u0308ka \u200bmer", (5, 9, W)) == ["O\u0308ka mer", "    ~~~"]
    assert drawn("a\x00b", (2, 3, W)) == ["a␀b", "  ~"]


def test_long_goals_are_broken_at_spaces() -> None:
    assert drawn("ett två tre fyra", (4, 11, W), width=8) == ["ett två", "    ~~~", "tre fyra", "~~~"]
    assert drawn("ettochtvåochtre", (13, 15, W), width=6) == ["ettoch", "tvåoch", "tre", " ~~"]


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(2, 40))
def test_no_line_is_wider_than_the_screen(text: str, start: int, end: int, width: int) -> None:
    for row in rows(text, [(min(start, len(text)), min(max(start, end), len(text)), W)], width):
        assert cells(row.text) <= width
        assert len(row.marks) <= width


@given(st.text(max_size=80))
def test_nothing_steers_the_screen(text: str) -> None:
    assert all(char.isprintable() or char == " " or 0x2400 <= ord(char) < 0x2440 or not char.isascii() for char in visible(text))
    assert not set("\x1b\x07\r\n\t\u202e\u2066\u200f\x9b") & set(visible(text))


def test_colour_only_where_it_is_wanted() -> None:
    assert Canvas(80, colour=False).paint("x", "red") == "x"
    assert Canvas(80, colour=True).paint("x", "red") == "\x1b[31mx\x1b[0m"
    assert Canvas().wrap("ett två tre", 7, 3) == ["ett två", "tre"]


RIGHT_TO_LEFT = [
    ("להגדיל את המכירות ב-10% עד Q3 2027", "Q3 2027"),
    ("زيادة المبيعات 10% Q3 2027", "Q3 2027"),
    ("Öka \u202bמכירות\u202c med 10 % i Q3 2027", "i Q3 2027"),
    ("NPS 60 עבור לקוחות\u200f i Q3 2027", "i Q3 2027"),
]


@pytest.mark.parametrize(("text", "frame"), RIGHT_TO_LEFT)
def test_text_from_right_to_left_keeps_its_spans_and_the_terminal_its_order(text: str, frame: str) -> None:
    report = check_goal(text, date(2026, 11, 23))
    assert report.verdicts is not None
    assert report.verdicts.end == date(2027, 9, 30)
    place = text.index(frame)
    (row,) = rows(text, [(place, place + len(frame), Severity.WARNING)], 80)
    # In the order they are stored, nothing that turns the direction, and a mark under each of the words.
    assert row.text == "".join(char for char in text if unicodedata.category(char) != "Cf")
    assert row.text[row.marks.index("~") : len(row.marks)] == frame


def test_a_page_on_the_terminal_has_no_marks_and_breaks_between_words() -> None:
    page = (
        "## M002 Unit missing\n\n`unit-missing` · Severity: Sharpen\n\n**Why.** A number says nothing alone.\n\n"
        "**Flagged**\n\n- “Reach 500 in Q3” (`x`)\n  The number “500” has no unit.\n"
    )
    assert paged(page, Canvas(40)).splitlines() == [
        "M002 Unit missing", "", "unit-missing · Severity: Sharpen", "", "Why. A number says nothing alone.", "", "Flagged", "",
        "  • “Reach 500 in Q3” (x)", "    The number “500” has no unit.",
    ]  # fmt: skip
    assert "\x1b[1mWhy.\x1b[0m A number" in paged(page, Canvas(40, colour=True))
    assert all(len(line) <= 40 for line in paged(page * 3, Canvas(40)).splitlines())
