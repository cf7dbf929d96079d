"""What is learned from a missed goal, and how a target is told to have moved."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coach.cli import main
from coach.exchange.actuals import Actual, Decision, Hinder, Lesson, Mode, Source
from coach.exchange.actuals_book import Book, append_book, book, read_book
from coach.exchange.crm.records import Deal
from coach.followup.moved import Version, moves
from rules.model import Goal, Revision, State
from rules.policy import Policy


def version(text: str, day: int, state: State = State.AGREED, **more: object) -> Version:
    return Version(Goal.model_validate({"text": text, "id": "m1", "state": state, **more}), date(2027, 1, day), "sjukdom")


def test_only_a_moved_target_is_a_revision() -> None:
    history = [
        version("Boka 50 möten i Q1", 2, State.DRAFT), version("Boka 40 möten i Q1", 4, State.DRAFT), version("Boka 40 möten i Q1", 5),
        version("Anna bokar 40 kundmöten i Q1", 8), version("Anna bokar 30 kundmöten i Q1", 12),
    ]  # fmt: skip
    assert moves(history, Policy.default()) == (
        Revision(goal="m1", on=date(2027, 1, 12), before=Decimal(40), after=Decimal(30), reason="sjukdom"),
    )
    fields = [
        version("Höja NPS i Q1", 5, target=Decimal(60), baseline=Decimal(40)),
        version("Höja NPS i Q1", 9, target=Decimal(50), baseline=Decimal(40)),
    ]
    assert [(item.before, item.after) for item in moves(fields, Policy.default())] == [(60, 50)]


def test_a_missed_goal_is_asked_about_until_it_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mal.csv").write_text("id;mål\nm1;Boka 40 möten i Q1\n", "utf-8")
    path = str(tmp_path / "bok.jsonl")
    common = (str(tmp_path / "mal.csv"), "--book", path)
    main(["track", *common, "--today", "2027-03-31", "--set", "m1=30"])
    capsys.readouterr()
    main(["agenda", *common, "--today", "2027-04-02"])
    assert "- ”Boka 40 möten i Q1”: var målet realistiskt, med det ni visste då?" in capsys.readouterr().out
    lesson = ("--lesson", "m1:realistic=ja, men sent igång", "--lesson", "1:training=prisförhandling")
    assert main(["agenda", *common, "--today", "2027-04-02", *lesson, "--format", "json", "--language", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["question"] for item in told["questions"]] == ["resources", "next"]
    assert [(item.question, item.answer) for item in read_book(Path(path))[0].lessons] == [
        ("realistic", "ja, men sent igång"), ("training", "prisförhandling"),
    ]  # fmt: skip
    assert main(["agenda", *common, "--today", "2027-04-02", "--lesson", "m1:luck=nej"]) == 2
    assert main(["agenda", *common, "--today", "2027-04-02", "--lesson", "m1=nej"]) == 2


def test_every_line_of_a_book_survives(tmp_path: Path) -> None:
    day = date(2027, 2, 1)
    lines = [
        Actual("m1", day, Decimal("4.5"), Source.CRM, "not\nen", Mode.ADDED, "v5", day),
        Actual("m1", day, Decimal("-1")), Deal("1", "open", name="Åke"),
        Hinder("h1", "m1", "väntar", day, "Bo", day, "ringer", day), Decision("Ringdag", day), Lesson("m1", "next", "mer tid", day),
        Revision(goal="m1", on=day, before=Decimal(4), after=Decimal(5), reason="x"),
    ]  # fmt: skip
    path = tmp_path / "bok.jsonl"
    assert append_book(path, lines) == len(lines)
    found, problems = read_book(path)
    assert (found, problems) == (book(lines), ())
    assert read_book(tmp_path / "none.jsonl") == (Book(), ())


def test_a_quarter_stays_the_same_when_it_is_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mal.csv").write_text("id;mål;överenskommet\nm1;Boka 40 möten i Q1;\nm2;Boka 30 demos i Q1;2026-12-15\n", "utf-8")
    common = (str(tmp_path / "mal.csv"), "--book", str(tmp_path / "bok.jsonl"), "--format", "json")
    main(["track", *common, "--today", "2027-02-01", "--set", "m1=30"])
    capsys.readouterr()
    main(["track", *common, "--today", "2027-07-01"])
    told = json.loads(capsys.readouterr().out)["goals"]
    assert [(goal["begin"], goal["end"], goal["status"]) for goal in told] == [
        ("2027-01-01", "2027-03-31", "missed"), ("2027-01-01", "2027-03-31", "unknown"),
    ]  # fmt: skip
