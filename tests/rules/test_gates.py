"""What spares time never changes what is found: gates in front of rules and of the time grammar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.check import examine, examine_all
from rules.model import Goal, Kind, Level
from rules.policy import Policy
from rules.reading import quantities, read, read_all
from rules.reading.facts import Frame
from rules.reading.marking import PLAIN, lexis, mark
from rules.reading.memo import Memo
from rules.reading.scan import Scan, new_scan
from rules.reading.starts import CLASSES, CUT, GATE, START, TRIGGERS, class_of
from rules.reading.text import Source, tokenize
from rules.reading.timewords import forward
from rules.registry import GOAL_RULES

TODAY = date(2026, 11, 23)
GOALS = Path(__file__).resolve().parents[2] / "benchmarks" / "goals"
TEXTS = [json.loads(line)["text"] for name in ("tuned", "signed") for line in (GOALS / f"{name}.jsonl").read_text("utf-8").splitlines()]
FIELDS: tuple[dict[str, object], ...] = (
    {},
    {"owner": "Anna Berg", "deadline": date(2027, 6, 30), "target": Decimal(7), "unit": "%", "level": Level.STRATEGIC},
)


@pytest.mark.parametrize("fields", FIELDS, ids=["text", "fields"])
def test_a_rule_that_is_passed_over_has_nothing_to_say(fields: dict[str, object]) -> None:
    gated = [rule for rule in GOAL_RULES if rule.verdict is not None or rule.given or rule.fact]
    assert len(gated) > 15
    passed = 0
    for text in TEXTS:
        report, case = examine(Goal.model_validate({"text": text, **fields}), TODAY, Policy.default(), None)
        if report.kind is Kind.NONGOAL:
            continue
        told = {finding.rule for finding in report.findings}
        for rule in gated:
            if rule.id not in told:
                passed += 1
                assert not list(rule.check(case)), (rule.id, text)
    assert passed > 1000


def test_every_word_that_may_begin_a_time_is_a_start() -> None:
    """The classes of words say the same as the lists they are made of."""
    for name, _ in TRIGGERS:
        for word in forward(name):
            assert class_of(word) & (START | GATE), word
    for word in ("2027", "q3", "v12"):
        assert class_of(word) & START
    for word in ("kundmöten", "hållbarhet", "-", "%"):
        assert not class_of(word) & (START | GATE | CUT)


def test_many_texts_read_as_each_alone() -> None:
    """Stage by stage or one by one: texts know nothing of each other."""
    texts = [*TEXTS[::3], "", " ", "?", "[ägare] ökar NPS till 60"]
    assert read_all(texts, TODAY) == [read(text, TODAY) for text in texts]
    many = examine_all(texts, TODAY, Policy.default(), None)
    assert [report for report, _ in many] == [examine(text, TODAY, Policy.default(), None)[0] for text in texts]


def test_a_number_reads_the_same_without_its_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth and starting values are only looked for where some word tells of them; looking everywhere finds nothing more."""
    gated = [read(text, TODAY).quantities for text in TEXTS]
    closed = 0

    def ungated(source: Source, frames: Sequence[Frame], language: str) -> Scan:
        nonlocal closed
        scan = new_scan(source, frames, language)
        closed += not scan.grows and not scan.opens
        scan.grows = scan.opens = True
        return scan

    monkeypatch.setattr(quantities, "new_scan", ungated)
    assert [read(text, TODAY).quantities for text in TEXTS] == gated
    assert closed > 50


@given(st.text(max_size=60) | st.sampled_from(TEXTS))
def test_tags_and_hits_are_gathered_whole(text: str) -> None:
    """What is not among the tags and hits of a text stands at none of its words."""
    source = tokenize(text)
    marked = mark(source, "sv", lexis("sv", PLAIN))
    assert marked.present == frozenset().union(*marked.tags)
    assert [hit for hit in marked.hits if hit.tag in marked.named] == list(marked.hits)
    assert all(hits == [hit for hit in marked.hits if hit.tag == tag] for tag, hits in marked.named.items())
    assert source.folds == [token.fold for token in source.tokens]
    assert source.capitals == [index for index, token in enumerate(source.tokens) if token.upper]
    assert [CLASSES[fold] for fold in source.folds] == [class_of(fold) for fold in source.folds]


def test_a_memo_forgets_before_it_grows() -> None:
    """Whatever is read, so many words are kept and no long ones."""
    memo = Memo(len)
    assert [memo[str(number)] for number in (7, 70, 700)] == [1, 2, 3]
    assert memo["x" * 1000] == 1000
    assert "x" * 1000 not in memo
    for number in range(50_000):
        assert memo[f"w{number}"] == len(f"w{number}")
    assert len(memo) <= 20_000


@pytest.mark.parametrize(
    "text",
    [
        "Lansering av den nya webbplatsen i mars",
        "Lansering av havredrycken Sol i butikerna den 8 mars",
        "Öppning av butiken i Malmö i maj",
        "Rollout of the CRM in all regions by May",
        "Implementation of the new pricing model by Q2",
        "Launch the new web shop by Q2",
        "Bli ISO 9001-certifierade före juni",
    ],
)
def test_deeds_of_every_form_pass_the_gate(text: str) -> None:
    report, _ = examine(Goal(text=text), TODAY, Policy.default(), None)
    assert report.verdicts is not None
    assert report.verdicts.measurable == "milestone"
