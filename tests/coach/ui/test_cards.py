"""A goal's card: every value escaped, the words marked that a finding rests on, one state, in both languages."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation.model import Entry, Session
from coach.conversation.talk import turn
from coach.texts import LANGUAGES, Language
from coach.ui import cards
from coach.ui.desk import View
from coach.ui.facts import facts
from coach.ui.panel import panel
from coach.ui.safe import attributes, safe
from rules.arithmetic.quarters import quarter_of
from rules.check import check_goal
from rules.model import Goal, Severity
from rules.policy import Policy
from rules.reading import read

TODAY = date(2026, 11, 23)
POLICY = Policy.default()
READY = "Sara ökar antalet nya kunder från 8 till 12 per månad senast 30 juni 2027"
ATTACKS = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "</div><b>", "&lt;b&gt;", "'`${1}")
BARRED = ("script", "img", "iframe", "object", "a")


class Seen(HTMLParser):
    """Tags, marked words and text of a card; fails on a tag or an attribute that acts."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.text, self.marks, self._marking = "", [], False
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in BARRED
        assert not [name for name, _ in attrs if name.startswith("on")]
        self._marking = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._marking = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._marking:
            self.marks.append(data)


def drawn(text: str, language: Language, **fields: object) -> Seen:
    goal = Goal(text=text, id="1", **fields)  # type: ignore[arg-type]
    report = check_goal(goal, TODAY, POLICY)
    return Seen(
        cards.card(cards.Shown(Entry(number=1, goal=goal, written=text, language="sv"), report, read(text, TODAY, POLICY), "1"), language)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_value_becomes_markup(attack: str, language: Language) -> None:
    assert attack in drawn(f"Öka försäljningen {attack}", language, owner=attack).text


@given(st.text(max_size=60))
def test_any_text_is_told_as_it_stands(text: str) -> None:
    assert Seen(f"<p{attributes(title=text)}>{safe(text)}</p>").text.split() == safe_words(text)


def safe_words(text: str) -> list[str]:
    """The words of a text without what cannot be printed."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text.replace("\r", "\n"))
    return shown.encode("utf-8", "replace").decode("utf-8").split()


@pytest.mark.parametrize(("language", "state"), [("sv", "Klart"), ("en", "Ready")])
def test_a_ready_goal_says_so(language: Language, state: str) -> None:
    seen = drawn(READY, language)
    assert state in seen.text
    assert seen.marks == []


def test_the_words_a_finding_rests_on_are_marked() -> None:
    assert drawn("Öka försäljningen", "sv").marks == ["Öka"]


def test_the_gravest_finding_leads() -> None:
    report = check_goal("NPS 120 senast juni", TODAY, POLICY)
    found = cards.leading(report.findings)
    assert found is not None
    assert found.severity is Severity.ERROR
    assert cards.look(report)[0] == "bad"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna tecknar 12 nya ramavtal senast 31 mars 2027", "12 nya ramavtal"),
        ("Sara bokar 40 kundmöten i månaden", "40 kundmöten per månad"),
        ("KAM höjer snittordern från 42 000 till 48 000 kr senast 31 mars 2027", "42 000 → 48 000 kr, +14 %"),
        ("Sara ökar från 8 till 12 nya kunder senast 31 mars 2027", "8 → 12 nya kunder, +50 %"),
        ("Erik höjer NPS från 40 till 60 senast 31 mars 2027", "40 → 60"),
        ("Andelen offerter som följs upp inom en vecka ökar från 40 % till 80 %", "40 % → 80 %"),
        ("Sara sänker andelen reklamationer från 8 % till 5 %", "8 % → 5 %"),
    ],
)
def test_a_card_shows_what_is_aimed_at(text: str, shown: str) -> None:
    report, reading = check_goal(Goal(text=text), TODAY, POLICY), read(text, TODAY, POLICY)
    found = next(fact for fact in facts(report, reading, "sv") if fact.field == "amount")
    assert ", ".join(part for part in (found.text, found.change) if part).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("goals", "once"),
    [
        (("- Anna bokar 40 möten i mars 2027", "- Erik stänger 12 affärer i Q1", "- Öka försäljningen"), "Koppla alla till mål 3"),
        (("- Anna bokar 40 möten i mars 2027", "- Erik stänger 12 affärer i Q1"), "Inget strategiskt mål"),
    ],
)
def test_that_no_goal_supports_another_is_said_once(goals: tuple[str, ...], once: str) -> None:
    session, _ = turn(Session(TODAY, POLICY, "sv", settled=True), "\n".join(goals))
    drawn_panel = panel(View(session, quarter_of(date(2027, 1, 15)), {}), "sv")
    assert drawn_panel.count(once) == 1
    assert "Stödjer inget mål än" not in drawn_panel
