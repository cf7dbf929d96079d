"""Uploads that hold no goals: each is refused in words, and nothing of it becomes a goal."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import pytest

from coach.store import open_store
from coach.texts import Language
from coach.ui.actions import Actions
from coach.ui.desk import Desk
from rules.policy import Policy

BROKEN = (
    ("mål.json", b'{"goals": [1,'),
    ("mål.xlsx", b"PK\x03\x04" + bytes(200)),
    ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ("tom.csv", b""),
)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("name", "data"), BROKEN, ids=[name for name, _ in BROKEN])
def test_a_broken_file_becomes_no_goal(name: str, data: bytes, language: Language) -> None:
    with open_store("sqlite://") as store:
        actions = Actions(Desk(Policy.default(), store, lambda: date(2026, 12, 7)), language)

        answer = actions.act({"act": "take", "name": name, "file": b64encode(data).decode(), "text": ""})

        assert 'role="alert"' in answer["drawer"]["html"]
        assert store.teams.all() == ()


def test_nothing_chosen_is_told_so() -> None:
    with open_store("sqlite://") as store:
        answer = Actions(Desk(Policy.default(), store, lambda: date(2026, 12, 7)), "sv").act({"act": "take", "file": "", "text": " "})

        assert "Välj en fil" in answer["drawer"]["html"]
