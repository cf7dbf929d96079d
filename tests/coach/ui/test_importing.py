"""Uploads: what holds no goals is refused in words, and what people call their columns is understood."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

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


def taken(actions: Actions, name: str, data: bytes, **more: str) -> dict[str, Any]:
    return actions.act({"act": "take", "name": name, "file": b64encode(data).decode(), "text": "", **more})


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_title_above_and_a_sum_below_are_no_part_of_the_table() -> None:
    book = Workbook()
    for row in (
        ["Säljmål – utkast"], [], ["Nr", "Vad vi vill uppnå", "Ansvarig säljare", "Klart senast", "Nuläge", "Önskat läge"],
        [1, "Öka försäljningen i Skåne", "Åsa", date(2027, 3, 31), "3,2 Mkr", "3,9 Mkr"], ["", "Summa"],
    ):  # fmt: skip
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    with open_store("sqlite://") as store:
        actions = Actions(Desk(Policy.default(), store, lambda: date(2026, 12, 7)), "sv")

        asked = taken(actions, "mål.xlsx", written.getvalue())["drawer"]["html"]
        chosen = re.findall(r'name="column\.\d"><option.*?value="(\w*)" selected', asked)
        answer = taken(actions, "mål.xlsx", written.getvalue(), **{f"column.{at}": field for at, field in enumerate(chosen)})

        assert chosen == ["", "text", "owner", "deadline", "baseline", "target"]
        assert "2027-03-31<" in asked, "a day without its midnight"
        assert answer["toast"] == "Ett mål togs in."
        assert answer["at"] == 1
        assert "3 200 000 → 3 900 000 kr" in plain(answer["panel"])
        copied = plain(actions.act({"act": "copy", "form": "text"})["copy"])
        assert "Öka försäljningen i Skåne (3 200 000 → 3 900 000 kr, Åsa, 31 mars 2027)" in copied, "what stands in no word is not lost"
        table = [line.split("\t") for line in actions.act({"act": "copy", "form": "table"})["copy"].splitlines()]
        assert table[0][6:] == ["Utgångsläge", "Målvärde", "Enhet"]
        assert table[1][6:] == ["3200000", "3900000", "SEK"]


def test_letters_of_an_older_encoding_are_read_without_a_word() -> None:
    rows = "Vårt önskemål;Vem\r\nÖka försäljningen i Åre;Åsa\r\n".encode("cp1252")
    with open_store("sqlite://") as store:
        actions = Actions(Desk(Policy.default(), store, lambda: date(2026, 12, 7)), "sv")

        assert "Vårt önskemål" in taken(actions, "mål.csv", rows)["drawer"]["html"]
        known = taken(actions, "mål.csv", rows.replace("Vårt önskemål".encode("cp1252"), "Mål".encode("cp1252")))

        assert known["toast"] == "Ett mål togs in."
        assert "Öka försäljningen i Åre" in known["panel"].replace('<mark class="warning">', "").replace("</mark>", "")
