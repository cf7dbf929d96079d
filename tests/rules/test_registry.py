"""The rules as a set: unique, in order, with texts and examples that really flag and pass, and a fresh reference."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from rules import messages, pages
from rules.registry import GOAL_RULES, RESERVED, RETIRED, RULES, SET_RULES, find
from rules.rule import Rule, SetRule

ROOT = Path(__file__).resolve().parents[2]
LETTERS = "KSMARTCLG"
GUIDE = tuple(messages.catalogue("sv")["guide"])


def test_ids_are_unique_and_in_rulebook_order() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {*RESERVED, *RETIRED}
    assert ids == sorted(ids, key=lambda id: (LETTERS.index(id[0]), id[1:]))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_who_it_is(rule: Rule | SetRule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.doc.endswith((".", '"', "?"))
    assert len(rule.doc) > 20
    assert rule.guide in GUIDE
    assert rule.section in tuple("0123456789")
    assert find(rule.id.lower()) is rule is find(rule.name)


def test_what_is_no_rule_is_not_found() -> None:
    assert find("M999") is None
    assert find("") is None


def test_goal_rules_and_set_rules_do_not_mix() -> None:
    assert all(isinstance(rule, Rule) for rule in GOAL_RULES)
    assert all(isinstance(rule, SetRule) for rule in SET_RULES)
    assert [rule.id for rule in SET_RULES if rule.drafting] == ["G001", "G009"]


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("kind", ["flagged", "passing"])
def test_examples_flag_and_pass(rule: Rule | SetRule, kind: str, language: str) -> None:
    shown = pages.examples(rule.id, kind, language)
    assert len(shown) >= 2
    for example in shown:
        found = [item.rule for item in pages.findings(example, language)]
        assert (rule.id in found) is (kind == "flagged"), [goal.text for goal in example.goals]


def test_examples_are_of_rules_that_exist() -> None:
    for language in messages.LANGUAGES:
        table = tomllib.loads((ROOT / "rules" / "examples" / f"{language}.toml").read_text("utf-8"))
        assert list(table) == [rule.id for rule in RULES]


@pytest.mark.parametrize(("language", "name"), pages.PAGES)
def test_the_reference_is_fresh(language: str, name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == pages.reference(language), "run python -m rules.pages"


def test_one_page() -> None:
    page = pages.page(find("M002"), "sv")  # type: ignore[arg-type]
    assert page.startswith("## M002 Enhet saknas\n\n`unit-missing` · Allvar: Skärp · Kriterium: Mätbart\n")
    assert "Öka försäljningen med 15" in page
