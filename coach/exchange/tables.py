"""Tables: CSV, TSV and Markdown tables to goals, by the names in the header row. A broken row is named and the rest goes on."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Generator, Iterator, Sequence

from coach.errors import InputError, Problem, notice, problem
from coach.exchange.columns import HEADER_ROWS, Header, header, letters, shown
from coach.exchange.encodings import LINE_LIMIT, Line
from coach.exchange.fields import Frame, goal
from rules.model import Goal

Row = tuple[int, Sequence[object]]
_DELIMITERS = (";", ",", "\t", "|")
_RUNAWAY = 200
"""A quoted cell does not go on for more lines than this: a quotation mark is missing."""
GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠#]")
"""A text kept from being run as a formula, by an apostrophe in front (`coach.exchange.goals_out`)."""
_MARKDOWN_CELL = re.compile(r"(?<!\\)\|")
_MARKDOWN_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


def separated(lines: Iterator[Line | Problem], name: str, frame: Frame, delimiter: str = "") -> Iterator[tuple[int, Goal] | Problem]:
    """The goals of a CSV or TSV file; without `delimiter` the one of the header row counts (Excel writes ";" in Sweden)."""
    yield from goals(rows(lines, delimiter), name, frame)


def pipes(lines: list[Line], name: str, frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    """The goals of one Markdown table, given as its lines."""
    rows = ((number, _cells(text)) for number, text in lines if not _MARKDOWN_RULE.fullmatch(text))
    yield from goals(rows, name, frame)


def goals(rows: Iterator[Row | Problem], name: str, frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    """The goals of the rows under the first row that names a goal column. Raises InputError when none does."""
    top = yield from _top(rows, name)
    yield from top.problems
    stray: set[int] = set()
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        stray.update(untitled(row[1], top))
        yield from served(row, top, frame)
    yield from stray_columns(stray)


def untitled(cells: Sequence[object], top: Header) -> Iterator[int]:
    """The columns without a title in which a row has something."""
    return (index for index in top.untitled if index < len(cells) and cells[index] is not None and str(cells[index]).strip())


def stray_columns(found: set[int]) -> Iterator[Problem]:
    """Told once, when a table is read: nobody knows what stands in a column without a title."""
    if found:
        yield notice("column-untitled", columns=", ".join(letters(index) for index in sorted(found)[:12]))


def served(row: Row, top: Header, frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    """The goal of one row, after what could not be read in it; nothing for a row without words."""
    number, cells = row
    values = {field: cells[index] for index, field in top.fields if index < len(cells)}
    words = values.get("text")
    if words is None or not str(words).strip():
        if any(str(cell).strip() for cell in cells if cell is not None):
            yield problem("row-text", number)
        return
    extra = [str(cell) for cell in cells[top.width :] if cell is not None and str(cell).strip()]
    if extra:
        yield problem("row-wide", number, cell=shown(extra[0]))
    if top.unit and not values.get("unit") and (values.get("target") or values.get("baseline")):
        values["unit"] = top.unit
    for field, unit in top.units:
        # "Målvärde (Mkr)" beside "Utgångsläge (tkr)": each amount in the unit of its own heading.
        cell = str(values.get(field) or "").strip()
        if unit and unit != values.get("unit") and cell[-1:].isdigit():
            values[field] = f"{cell} {unit}"
    values = {field: unguarded(value.strip()) if isinstance(value, str) else value for field, value in values.items()}
    for made in goal(values, str(number), number, frame):
        yield made if isinstance(made, Problem) else (number, made)


def unguarded(cell: str) -> str:
    """The text of a cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if GUARDED.match(cell) else cell


def _top(rows: Iterator[Row | Problem], name: str) -> Generator[Problem, None, Header]:
    first: tuple[str, ...] = ()
    widest = 0
    for _ in range(HEADER_ROWS):
        row = next(rows, None)
        if row is None:
            break
        if isinstance(row, Problem):
            yield row
            continue
        cells = ["" if cell is None else str(cell) for cell in row[1]]
        widest = max(widest, len(cells))
        found = header(cells, row[0])
        if found.whole:
            return found
        if not first:
            first = tuple(shown(" ".join(cell.split())) for cell in cells if cell.strip())
    if widest == 1 and first:
        raise InputError("column-bare", file=name, first=first[0])
    raise InputError("column-none", file=name, columns=", ".join(first[:12]) or "–")


def rows(lines: Iterator[Line | Problem], delimiter: str) -> Iterator[Row | Problem]:
    """Records of a delimited file. An unclosed or misplaced quotation mark costs the line it stands in, not what comes after."""
    waiting: deque[Line | Problem] = deque()

    def following() -> Line | Problem | None:
        return waiting.popleft() if waiting else next(lines, None)

    while (item := following()) is not None:
        if isinstance(item, Problem):
            yield item
            continue
        number, text = item
        if not text.strip():
            continue
        if text.lower().startswith("sep=") and len(text.strip()) == 5:
            delimiter = text.strip()[4]
            continue
        delimiter = delimiter or _delimiter(text)
        taken: list[Line | Problem] = []

        def record(first: str = text, taken: list[Line | Problem] = taken) -> Iterator[str]:
            yield first + "\n"
            size = len(first)
            while len(taken) < _RUNAWAY and size < LINE_LIMIT and (more := following()) is not None:
                taken.append(more)
                if isinstance(more, Problem):
                    return
                size += len(more[1])
                yield more[1] + "\n"

        try:
            cells = next(csv.reader(record(), delimiter=delimiter, strict=True))
        except csv.Error:
            waiting.extendleft(reversed(taken))
            yield problem("csv-quote", number, start=shown(text, 30))
            continue
        yield number, [cell.rstrip("\n") for cell in cells]


def _delimiter(text: str) -> str:
    """The delimiter that finds most known columns in a header row, else the one that stands there most often."""
    best = max(_DELIMITERS, key=lambda sign: (len(header(text.replace('"', "").split(sign), 1).fields), text.count(sign)))
    return best if best in text else ","


def _cells(text: str) -> list[str]:
    parts = _MARKDOWN_CELL.split(text.strip())
    parts = parts[1:] if parts and not parts[0].strip() else parts
    parts = parts[:-1] if parts and not parts[-1].strip() else parts
    return [part.strip().replace("\\|", "|").replace("<br>", " ") for part in parts]
