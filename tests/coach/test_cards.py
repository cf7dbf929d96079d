"""What the coach answers, as HTML: every value escaped, words marked, one status, one question, the rest on click; both languages alike."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.ui import cards, labels
from rules.check import check_set
from rules.messages import render
from rules.model import Finding, Goal, Kind, Report, SetReport, Severity, Span
from rules.policy import Policy
from rules.reading import read

TODAY = date(2026, 11, 23)
POLICY = Policy.default()
READY = "Sara ökar antalet nya kunder från 8 till 12 per månad senast 30 juni 2027"
ATTACKS = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "</div><b>", "&lt;b&gt;", "'`${1}")
TAGS = {"div", "p", "span", "mark", "details", "summary", "ul", "li", "b", "em", "h3", "br"}


class _Seen(HTMLParser):
    """Tags, attributes and text of a piece of HTML; fails on anything the cards do not use."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.text = ""
        self.marks: list[str] = []
        self._marking = False
        self._open: list[str] = []
        self.feed(document)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= {"class", "role", "aria-label", "aria-hidden"}
        if tag != "br":
            self._open.append(tag)
        self._marking = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._marking = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._marking:
            self.marks.append(data)


def drawn(texts: list[str], language: labels.Language) -> str:
    goals = [Goal(text=text, id=str(place)) for place, text in enumerate(texts, 1)]
    return cards.answer(check_set(goals, TODAY, POLICY, done=False), [read(text, TODAY, POLICY) for text in texts], language)


def test_a_vague_goal_is_marked_and_asks() -> None:
    seen = _Seen(drawn(["Öka försäljningen"], "sv"))
    assert seen.text.startswith("Ett mål.")
    assert seen.marks
    assert "Nästa: Hur mycket, från vad till vad?" in seen.text
    assert "Behöver skärpas" in seen.text
    assert "Ägare saknas" in seen.text


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("sv", READY, ["Klart", "Sara", "30 juni 2027", "Klart för måldialogen"]),
        ("en", "Sara increases new customers from 8 to 12 per month by 30 June 2027", ["Ready", "30 June 2027", "Ready for the goal"]),
    ],
)
def test_a_ready_goal_says_so(language: labels.Language, text: str, words: list[str]) -> None:
    seen = _Seen(drawn([text], language))
    assert [word for word in words if word not in seen.text] == []


def test_summaries() -> None:
    mixed = _Seen(drawn(["Öka försäljningen", "NPS 60", READY, "Kundfokus"], "sv")).text
    assert mixed.startswith("Tre mål, ett är klart. En rad är inget mål än.")
    assert _Seen(drawn(["Öka försäljningen", "NPS 60"], "en")).text.startswith("Two goals, none is ready yet.")


def test_a_lone_text_that_is_no_goal_gets_a_plain_answer() -> None:
    document = drawn(["Hej!"], "sv")
    assert "<div class=\"goal" not in document
    assert "?" in _Seen(document).text


def test_while_drafting_a_set_is_told_only_of_too_many_and_conflicts() -> None:
    few = _Seen(drawn(["Sälja 10 avtal i Q1 2027", "NPS 60"], "sv")).text
    assert "Målen tillsammans" not in few
    many = _Seen(drawn([f"Sälja {number} {thing} till 31 mars 2027" for number, thing in enumerate(
        ("bilar", "båtar", "licenser", "kurser", "hyllor", "maskiner"), 11)], "sv")).text  # fmt: skip
    assert "Målen tillsammans" in many
    assert "G001" in many


@pytest.mark.parametrize("language", labels.LANGUAGES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_value_becomes_markup(attack: str, language: labels.Language) -> None:
    words = f"Öka {attack} med 10 % till Q2 2027"
    for document in (drawn([words, "NPS 60"], language), cards.said(words), cards.line(words)):
        assert attack in _Seen(document).text


@given(st.text(max_size=120))
def test_any_text_is_one_line_of_known_markup(text: str) -> None:
    for document in (drawn([text or "x", "NPS 60"], "sv"), cards.said(text)):
        assert "\n" not in document
        assert "\r" not in document
        _Seen(document)


def test_the_graver_of_two_overlapping_findings_shows() -> None:
    def finding(severity: Severity, start: int, end: int) -> Finding:
        return Finding(rule="S003", name="quality", severity=severity, criterion="specific", section="1", span=Span(start=start, end=end))

    report = Report(
        goal=Goal(text="abc & def", id="1"), language="sv", kind=Kind.GOAL, verdicts=None, lights=(), ready=False,
        findings=(finding(Severity.NOTE, 0, 9), finding(Severity.ERROR, 4, 5)),
    )  # fmt: skip
    assert cards.marked(report) == '<mark class="note">abc </mark><mark class="error">&amp;</mark><mark class="note"> def</mark>'


def test_the_question_is_that_of_the_gravest_finding() -> None:
    report = check_set([Goal(text="NPS 120 senast juni", id="1")], TODAY, POLICY, done=False).reports[0]
    found = cards.leading(report.findings)
    assert found is not None
    assert found.severity is Severity.ERROR
    document = cards.answer(SetReport(reports=(report,), findings=()), [read(report.goal.text, TODAY, POLICY)], "sv")
    assert f"Nästa: {render(found, 'sv')[1]}" in _Seen(document).text


def test_both_languages_have_the_same_words_to_say() -> None:
    def asked(line: str | list[str]) -> object:
        return sorted(name for _, name, _, _ in Formatter().parse(line) if name) if isinstance(line, str) else len(line)

    def shape(language: labels.Language) -> dict[str, dict[str, object]]:
        return {section: {key: asked(line) for key, line in lines.items()} for section, lines in labels.catalogue(language).items()}

    assert shape("sv") == shape("en")
    same = [
        f"{section}.{key}"
        for section, lines in labels.catalogue("sv").items()
        for key, line in lines.items()
        if line == labels.catalogue("en")[section][key]
    ]
    assert same == ["page.title"]
