"""The time grammar against its case table, and what must hold for any text (rulebook §5)."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.reading.dates import end_of, find_frames
from rules.reading.facts import Frame
from rules.reading.text import fold, tokenize

TODAY = date(2026, 11, 23)
CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("dates_cases.toml").read_text("utf-8"))["case"]


def frames_of(text: str, language: str = "sv", **policy: Any) -> tuple[Frame, ...]:
    return find_frames(tokenize(text), TODAY, language, **policy)


def shown(frames: tuple[Frame, ...]) -> list[dict[str, Any]]:
    names = ("kind", "begin", "until", "cycle", "means")
    return [{name: value for name in names if (value := getattr(frame, name))} for frame in frames]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}:{case['text'][:50]}")
def test_case(case: dict[str, Any]) -> None:
    assert shown(frames_of(case["text"], case["language"])) == case["frames"]


SWEDISH = [case for case in CASES if case["language"] == "sv" and "vår " not in case["text"]]


@pytest.mark.parametrize("case", SWEDISH, ids=lambda case: case["text"][:50])
def test_reads_the_same_without_diacritics(case: dict[str, Any]) -> None:
    plain = fold(case["text"]) if case["text"].islower() else case["text"].translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    assert shown(frames_of(plain)) == case["frames"]


def test_the_table_is_wide_enough() -> None:
    assert len(CASES) >= 250
    assert {frame["kind"] for case in CASES for frame in case["frames"]} == {"deadline", "cycle", "vague", "start", "comparison", "length"}


@pytest.mark.parametrize(
    ("text", "language", "end"),
    [
        ("10 % in Q1; 20 % in Q2; 30 % in Q3; 40 % in Q4", "en", date(2027, 12, 31)),
        ("senast 31 mars 2027, helst före årsskiftet", "sv", date(2027, 3, 31)),
        ("This year we build, next year we grow", "en", date(2027, 12, 31)),
        ("över en femårsperiod", "sv", None),
        ("jämfört med i fjol", "sv", None),
        ("från och med september", "sv", None),
        ("på plats den 1 juli 2024", "sv", date(2024, 7, 1)),
    ],
)
def test_end(text: str, language: str, end: date | None) -> None:
    assert end_of(frames_of(text, language)) == end


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("i Q3", 92),
        ("under 2027", 365),
        ("2025–2027", 1095),
        ("över en treårsperiod", 1096),
        ("inom 6 månader", 181),
        ("senast 31 mars", 128),
        ("före sommaren", 219),
    ],
)
def test_days(text: str, days: int) -> None:
    assert frames_of(text)[0].days == days


def test_fiscal_year_by_policy() -> None:
    assert end_of(frames_of("FY27", "en")) == date(2027, 12, 31)
    assert end_of(frames_of("FY27", "en", fiscal_start=5)) == date(2027, 4, 30)
    assert end_of(frames_of("26/27")) is None
    assert end_of(frames_of("26/27", fiscal_start=7)) == date(2027, 6, 30)
    assert end_of(frames_of("Q1 FY27", "en", fiscal_start=7)) == date(2026, 9, 30)


def test_summer_by_policy() -> None:
    assert end_of(frames_of("före sommaren", summer_end=(6, 15))) == date(2027, 6, 15)
    assert end_of(frames_of("i sommar", summer_end=(6, 15))) == date(2027, 8, 31)


def test_an_event_takes_the_date_after_it() -> None:
    text = "Boka 20 möten före mässan i mars"
    (frame,) = frames_of(text)
    assert text[frame.start : frame.end] == "före mässan i mars"
    assert frame.until == date(2027, 3, 31)


@pytest.mark.parametrize("text", ["till Q3", "i Q3", "i vår", "till hösten", "by April"])
def test_two_ways_to_read(text: str) -> None:
    assert frames_of(text, "en" if text.startswith("by") else "sv")[0].ambiguous


@pytest.mark.parametrize("text", ["senast 31 mars 2027", "Q3 2027", "under 2027", "inom 6 månader"])
def test_one_way_to_read(text: str) -> None:
    assert not frames_of(text)[0].ambiguous


@given(
    st.lists(
        st.sampled_from(
            (
                "senast | före | från | till | i | under | Q3 | H1 | v12 | 2027 | 26/27 | 31 | / | 31/3 | mars | - | . | , | : "
                "| ' | första | halvåret | slutet av | 6 | månader | per | varje | den | jul | by | before | the | end of | in "
                "| May | a | fall | next | three | years | over | within | jan-mars | mid-2027 | FY27 | mässan | half | 24/7 | "
                "99999999"
            ).split(" | ")
        ),
        max_size=12,
    ),
    st.sampled_from(["sv", "en"]),
    st.dates(),
)
def test_any_order_of_time_words(words: list[str], language: str, today: date) -> None:
    source = tokenize(" ".join(words))
    frames = find_frames(source, today, language)
    assert all(one.last < two.first and one.end <= two.start for one, two in pairwise(frames))
    assert all(source.starts[frame.first] <= frame.start < frame.end <= source.ends[frame.last] for frame in frames)
    end_of(frames)


@given(st.text(max_size=80), st.sampled_from(["sv", "en"]))
def test_any_text(text: str, language: str) -> None:
    find_frames(tokenize(text), TODAY, language)
