"""Goals and what is none, against the case tables of each language (rulebook §0)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import check_goal

TODAY = date(2026, 11, 23)
TABLES = sorted(Path(__file__).parent.glob("kinds_cases.*.toml"))
CASES = [(text, kind) for path in TABLES for kind, texts in tomllib.loads(path.read_text("utf-8")).items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[text[:60] for text, _ in CASES])
def test_case(text: str, kind: str) -> None:
    assert check_goal(text, TODAY).kind == kind
