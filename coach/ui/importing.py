"""Goals from a file or a pasted table: read by the names of its columns, and where none is known, by those the user points out."""

from __future__ import annotations

import base64
import binascii
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from coach.conversation.model import Session
from coach.errors import CoachError, InputError, Problem
from coach.exchange.columns import HEADER_ROWS, field_of, word
from coach.exchange.encodings import whole
from coach.exchange.fields import Frame
from coach.exchange.source import Form, Source
from coach.exchange.tables import goals as tabled
from coach.texts import error, remark
from coach.ui.labels import Language, counted, say
from coach.ui.picker import picker
from coach.ui.safe import attributes, button, option, safe
from rules.model import Goal

LARGEST = 5_000_000
MOST = 200
"""Goals of one file: a set has three to five, a register some dozens."""
WIDEST = 30
"""Columns that are asked about."""
FIELDS = ("text", "owner", "deadline", "baseline", "target", "unit", "level")
_ROWS = 2000
_FORMS: dict[str, Form] = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".md": "md", ".txt": "text",
                           ".json": "json", ".jsonl": "jsonl"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gave: its goals, remarks on what could not be read, or the rows whose columns must be pointed out."""

    goals: tuple[Goal, ...] = ()
    remarks: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def content(form: Mapping[str, Any], largest: int = LARGEST) -> tuple[str, bytes]:
    """The name and bytes of an upload or a paste. Raises InputError for one that is too large or none at all."""
    name = str(form.get("name") or "")[:120]
    raw = str(form.get("file") or "")
    if len(raw) > largest * 4 // 3 + 8:
        raise InputError("file-read", file=name, reason=f"> {largest // 1_000_000} MB")
    try:
        data = base64.b64decode(raw, validate=True) if raw else str(form.get("text") or "").encode("utf-8", "replace")
    except (binascii.Error, ValueError):
        raise InputError("file-read", file=name, reason="base64") from None
    if not data.strip():
        raise InputError("file-blank", file=name or "–")
    return name, data


def read(name: str, data: bytes, session: Session, language: Language, columns: Sequence[str] = ()) -> Read:
    """The goals of a file. `columns`: the field of each column, where the user has said so. Raises InputError."""
    frame = Frame(session.today, session.policy)
    if columns:
        rows = _rows(name, data)
        if "text" not in columns:
            return Read(rows=tuple(tuple(row) for row in rows[:6]))
        head = [_HEADS.get(field, "") for field in columns]
        return _collected(tabled(iter([(1, head), *enumerate(rows[1:], 2)]), name, frame), language, pointed=True)
    form = _form(name, data)
    try:
        with_bytes = _Bytes(name or say(language, "import.pasted"), data, form)
        return _collected(with_bytes.entries(frame), language)
    except InputError as failure:
        if failure.key != "column-none":
            raise
        return Read(rows=tuple(tuple(row) for row in _rows(name, data)[:6]))


class _Bytes(Source):
    """An upload as a source."""

    def __init__(self, name: str, data: bytes, form: Form) -> None:
        super().__init__(name, form=form, size=len(data))
        self._data = data

    def _open(self) -> io.BytesIO:
        return io.BytesIO(self._data)


_HEADS = {
    "text": "mål",
    "owner": "ägare",
    "deadline": "deadline",
    "baseline": "utgångsläge",
    "target": "målvärde",
    "unit": "enhet",
    "level": "nivå",
}


def _form(name: str, data: bytes) -> Form:
    """By its ending; a paste is a table where its first line has a delimiter and names a column or at least two cells."""
    dot = name.rfind(".")
    if dot >= 0 and (known := _FORMS.get(name[dot:].lower())):
        return known
    if data[:2] == b"PK":
        return "xlsx"
    first = data.decode("utf-8", "replace").lstrip().split("\n", 1)[0]
    if first.startswith("|"):
        return "md"
    return "tsv" if "\t" in first else "csv" if ";" in first or first.count(",") > 1 else "text"


def _collected(entries: Any, language: Language, pointed: bool = False) -> Read:
    goals: list[Goal] = []
    remarks: list[str] = []
    for item in entries:
        if isinstance(item, Problem):
            # Whoever sees the cards sees whether å, ä and ö came out right; which columns to skip was the user's own choice.
            if item.key == "encoding-guess" or (pointed and item.key == "column-untitled"):
                continue
            words = remark(language, item)
            where = f"{say(language, 'import.line', line=str(item.line))}: " if item.line and item.lost else ""
            remarks.append(where + (words if where else words[:1].upper() + words[1:]))
        elif len(goals) < MOST and not word("rows", item[1].text):
            goals.append(item[1])
    return Read(tuple(goals), tuple(remarks))


def _rows(name: str, data: bytes) -> list[list[str]]:
    """The first rows as they stand, for pointing out their columns; a title above the table is none of them."""
    if _form(name, data) == "xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        found = [[_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=_ROWS, values_only=True)]
    else:
        lines = whole(data, name)[0].lstrip("\ufeff").splitlines()[:_ROWS]
        sign = max(";,\t|", key=lambda one: lines[0].count(one)) if lines else ","
        found = list(csv.reader(lines, delimiter=sign))
    filled = [row for row in found if any(cell.strip() for cell in row)]
    counts = [sum(bool(cell.strip()) for cell in row) for row in filled[:HEADER_ROWS]]
    # A title or a line of explanation fills a cell or two where the headings fill most.
    first = next((at for at, count in enumerate(counts) if count * 2 > max(counts)), 0)
    return filled[first:]


def drawer(language: Language, told: str = "") -> str:
    """Where a file is chosen or a table pasted."""
    note = f'<p role="alert" class="miss">{safe(told)}</p>' if told else ""
    chosen = picker(language, accept=".csv,.tsv,.xlsx,.xlsm,.txt,.md,.json", id="import-file")
    area = attributes(name="text", rows="7", placeholder=say(language, "import.placeholder"), id="import-text", maxlength=500_000)
    return (
        f'{note}<form class="importing" data-act="take"><p>{safe(say(language, "import.text"))}</p>'
        f'<label class="pair" for="import-file"><span>{safe(say(language, "import.file"))}</span></label>{chosen}'
        f'<label class="pair" for="import-text"><span>{safe(say(language, "import.paste"))}</span></label><textarea{area}></textarea>'
        f'<div class="row">{button(say(language, "import.read"), kind="btn pri")}</div></form>'
    )


def mapping(name: str, rows: Sequence[Sequence[str]], language: Language, told: str = "") -> str:
    """The question what each column holds: only those whose names say nothing are open, the rest are chosen already. Where no name says
    that it holds the goals, the column of the longest words is proposed."""
    width = min(max((len(row) for row in rows), default=0), WIDEST)
    heads = [rows[0][at] if at < len(rows[0]) else "" for at in range(width)]
    samples = [next((row[at] for row in rows[1:] if at < len(row) and row[at].strip()), "") for at in range(width)]
    guesses: list[str] = []
    for head in heads:
        guess = _likely(head)
        guesses.append("" if guess in guesses else guess)
    wordy = [at for at, guess in enumerate(guesses) if not guess and " " in samples[at].strip()]
    if wordy and "text" not in guesses:
        guesses[max(wordy, key=lambda at: len(samples[at]))] = "text"
    made = []
    for at, (head, sample, guess) in enumerate(zip(heads, samples, guesses, strict=True)):
        options = option("", say(language, "column.none"), not guess)
        options += "".join(option(field, say(language, f"column.{field}"), field == guess) for field in FIELDS)
        made.append(
            f'<label class="pair"><span><b>{safe(head[:60] or "–")}</b> <span class="soft">{safe(sample[:60])}</span></span>'
            f'<select name="column.{at}">{options}</select></label>'
        )
    asked = say(language, "import.which", file=name[:80] or say(language, "import.pasted"))
    note = f'<p role="alert" class="miss">{safe(told)}</p>' if told else ""
    return (
        f'<form class="importing" data-act="take" data-again="1">{note}<p>{safe(asked)}</p>'
        f'{"".join(made)}<div class="row">{button(say(language, "import.take"), kind="btn pri")}</div></form>'
    )


def _shown(cell: object) -> str:
    """A cell of a workbook as it looks there: a day without its midnight."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def _likely(head: str) -> str:
    """The field that a heading means, or that one of its words does ("Ansvarig säljare"): a proposal only."""
    plain = " ".join(head.split())
    found = (field_of(words) for words in (plain, *plain.split()))
    return next((field for field in found if field in FIELDS), "")


def told(found: Read, language: Language) -> str:
    """How many goals came, and what could not be read."""
    words = counted(language, "import.came", len(found.goals))
    return " ".join((words, *found.remarks[:3]))


def reason(failure: CoachError, language: Language) -> str:
    """Why nothing came."""
    return error(language, failure)
