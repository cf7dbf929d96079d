"""The policy: the rulebook's bounds, what a company may set, and errors that name the mistake in both languages."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import Policy, PolicyError, check_goal, messages
from rules.model import Light, Severity, Theme
from rules.policy import reasons
from rules.registry import verify

TODAY = date(2026, 11, 23)

BAD = [
    ({"operationl_high": 3}, "policy-near", "operational_high"),
    ({"gubbar": 3}, "policy-unknown", "gubbar"),
    ({"operational_high": 0}, "policy-range", "50"),
    ({"operational_high": "5"}, "policy-range", '"5"'),
    ({"operational_high": True}, "policy-range", "true"),
    ({"operational_low": 6}, "policy-order", "operational_high"),
    ({"summer_end": "13-01"}, "policy-day", "13-01"),
    ({"summer_end": 6}, "policy-day", "summer_end"),
    ({"stretch": 1}, "policy-switch", "stretch"),
    ({"company": 7}, "policy-text", "company"),
    ({"roles": "KAM"}, "policy-list", "roles"),
    ({"roles": [1]}, "policy-text", "roles"),
    ({"severity": "error"}, "policy-table", "severity"),
    ({"severity": {"unit-missing": "note"}}, "policy-rule", "unit-missing"),
    ({"severity": {"M002": "fatal"}}, "policy-severity", "fatal"),
    ({"rules": {"M002": "off"}}, "policy-switch", "off"),
    ({"sources": {"qualty": "survey"}}, "policy-near", "quality"),
    ({"sources": {"quality": True}}, "policy-text", "quality"),
]


@pytest.mark.parametrize(("mapping", "key", "named"), BAD, ids=[f"{key}-{named}" for _, key, named in BAD])
def test_mistake_is_named_in_both_languages(mapping: dict[str, object], key: str, named: str) -> None:
    with pytest.raises(PolicyError) as caught:
        Policy.from_mapping(mapping)
    assert isinstance(caught.value, ValueError)
    assert caught.value.key == key
    for language in messages.LANGUAGES:
        assert named in messages.problem(caught.value.key, caught.value.params, language)


def test_default_is_the_rulebook() -> None:
    policy = Policy.default()
    assert (policy.operational_low, policy.operational_high, policy.strategic_low, policy.strategic_high) == (3, 5, 3, 5)
    assert (policy.history_percent, policy.baseline_percent, policy.baseline_pieces) == (20, 50, 10)
    assert (policy.arithmetic_percent, policy.revision_percent, policy.revision_count, policy.owner_high) == (10, 25, 2, 5)
    assert (policy.fiscal_year_start, policy.summer_end) == (1, (6, 30))


def test_policies_of_the_same_content_are_the_same() -> None:
    one, other = Policy.from_mapping({"roles": ["KAM"]}), Policy.from_mapping({"roles": ["KAM"]})
    assert one == other
    assert hash(one) == hash(other)
    assert one.key == other.key != Policy.default().key
    assert Policy.from_mapping({}) == Policy.default()


def test_a_toml_table_is_read() -> None:
    text = """
    operational_high = 7
    summer_end = "07-05"
    company = "Nordvik"
    roles = ["kundlots", "kundlots"]
    [severity]
    M003 = "warning"
    [rules]
    C001 = false
    S004 = true
    [sources]
    quality = "Netigate"
    team = false
    """
    policy = verify(Policy.from_mapping(tomllib.loads(text)))
    assert policy.operational_high == 7
    assert policy.summer_end == (7, 5)
    assert policy.roles == ("kundlots",)
    assert policy.severity("M003", Severity.NOTE) is Severity.WARNING
    assert policy.off == ("C001",)
    assert (policy.source(Theme.QUALITY), policy.source(Theme.TEAM), policy.source(Theme.DEALS)) == ("Netigate", "", "crm")


def test_a_rule_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(PolicyError):
        verify(Policy.from_mapping({"rules": {"M999": False}}))
    with pytest.raises(PolicyError) as caught:
        verify(Policy.from_mapping({"severity": {"s010": "note"}}))
    assert (caught.value.key, dict(caught.value.params)) == ("policy-rule-near", {"name": "severity", "value": "S010", "near": "S006"})
    assert verify(Policy.from_mapping({"rules": {"s001": False}})).off == ("S001",)


def test_rules_off_and_severities_reach_the_report() -> None:
    text = "Karin ökar omsättningen med 10 % i Q1"
    assert "M003" in [item.rule for item in check_goal(text, TODAY).findings]
    silent = Policy.from_mapping({"rules": {"M003": False}})
    assert "M003" not in [item.rule for item in check_goal(text, TODAY, silent).findings]
    strict = Policy.from_mapping({"severity": {"M003": "warning"}})
    report = check_goal(text, TODAY, strict)
    assert next(item for item in report.findings if item.rule == "M003").severity is Severity.WARNING
    assert dict(report.lights)["measurable"] is Light.MEND
    assert not report.ready


def test_every_bound_has_its_reason_in_both_languages() -> None:
    entries = tomllib.loads((Path(__file__).parents[2] / "rules" / "policy.toml").read_text("utf-8"))
    for language in messages.LANGUAGES:
        assert [name for name, _ in reasons(language)] == list(entries)
        assert all(reason.strip().endswith((".", "?")) for _, reason in reasons(language))
    assert all(name in Policy.__dataclass_fields__ for name in entries)
