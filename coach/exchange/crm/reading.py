"""One export read: records, and every fault with its row and column. Whether anything is kept is for who asked to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from coach.errors import InputError, Problem, notice, problem
from coach.exchange.columns import HEADER_ROWS, shown
from coach.exchange.crm import cells, sheets
from coach.exchange.crm.mapping import Chosen, Profile, choose
from coach.exchange.crm.records import KINDS, Deal, Event, Record, identity

_FIRST_YEAR = 2000
_NOT_FUTURE = ("created", "closed", "won", "lost", "modified")
_TOLD = 12


@dataclass(frozen=True, slots=True)
class Export:
    """What one file holds. `lost`: faults that keep the file out; `records` are the good rows; `sample`: the first rows as they stood;
    `absent`: fields that the file has no column for; `dates`: how its days were read."""

    file: str
    chosen: Chosen
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    rows: int
    dates: str
    sample: tuple[tuple[str, ...], ...] = ()

    @property
    def lost(self) -> tuple[Problem, ...]:
        """The faults in which something would be lost."""
        return tuple(item for item in self.problems if item.lost)

    @property
    def absent(self) -> tuple[str, ...]:
        """Fields of the table that the header does not have."""
        here = {name for name, _ in self.chosen.places}
        return tuple(name for name, _ in self.chosen.table.columns if name not in here)


def read_export(
    path: Path, profiles: Sequence[Profile], today: date, kind: str | None = None, dates: str | None = None,
    advance: sheets.Advance | None = None,
) -> Export:  # fmt: skip
    """Read an export by the profile that knows its header. Raises InputError where the file cannot be opened or has no such header."""
    name = shown(path.name, 200)
    met: list[Problem] = []
    header: tuple[int, list[str]] | None = None
    body: list[sheets.Row] = []
    chosen: Chosen | None = None
    for item in sheets.rows(path, advance):
        if isinstance(item, Problem):
            met.append(item)
        elif chosen is not None and not chosen.missing:
            body.append(item)
        else:
            # A title and a date may stand above the header.
            titles = ["" if cell is None else str(cell) for cell in item[1]]
            found = choose(titles, profiles, kind)
            better = found is not None and (chosen is None or len(found.missing) < len(chosen.missing))
            if better or header is None:
                header, chosen = (item[0], titles), found
            body.append(item)
            if chosen is not None and not chosen.missing:
                body.clear()
            elif len(body) >= HEADER_ROWS:
                break
    if header is None:
        raise InputError("file-empty", file=name)
    if chosen is None or chosen.missing:
        columns = ", ".join(shown(title) for title in header[1][:_TOLD] if title)
        missing = ", ".join(chosen.missing) if chosen is not None else "–"
        raise InputError("crm-columns", file=name, columns=columns or "–", missing=missing)
    return _Reader(name, chosen, today, dates).export(body, met)


class _Reader:
    """Reads the rows under one header."""

    def __init__(self, file: str, chosen: Chosen, today: date, dates: str | None) -> None:
        self._file, self._chosen, self._today = file, chosen, today
        self._dates = dates or chosen.profile.dates
        self._given = dates is not None
        self._problems: list[Problem] = []
        self._unknown: Counter[str] = Counter()
        self._currencies: list[tuple[int, str]] = []
        self._clashing: set[tuple[str, str]] = set()

    def export(self, body: list[sheets.Row], met: list[Problem]) -> Export:
        """Every row read, in the order of the file."""
        self._problems = met
        self._settle_dates(body)
        seen: dict[tuple[str, str], tuple[int, Record]] = {}
        for number, row in body:
            before = len(self._problems)
            record = self._deal(number, row) if self._chosen.table.kind == "deals" else self._event(number, row)
            if record is None or any(item.lost for item in self._problems[before:]):
                continue
            self._keep(record, number, seen)
        self._check_currencies(seen)
        if self._unknown:
            words = ", ".join(shown(word) for word, _ in self._unknown.most_common(_TOLD))
            self._problems.append(notice("crm-kinds", column=self._chosen.title("kind"), words=words))
        bad = {item.line for item in self._problems if item.lost}
        # Of two versions under one id nobody knows which is right: neither is good.
        records = tuple(record for name, (number, record) in seen.items() if number not in bad and name not in self._clashing)
        sample = tuple(tuple("" if cell is None else str(cell) for cell in row) for _, row in body[:3])
        return Export(self._file, self._chosen, records, tuple(self._problems), len(body), self._dates, sample)

    def _keep(self, record: Record, number: int, seen: dict[tuple[str, str], tuple[int, Record]]) -> None:
        name = identity(record)
        first = seen.get(name)
        if first is None:
            seen[name] = (number, record)
        elif first[1] == record:
            self._problems.append(notice("crm-twice", number, id=shown(record.id), first=str(first[0])))
        else:
            self._clashing.add(name)
            self._lose("crm-duplicate", number, "id", record.id, first=str(first[0]))

    def _settle_dates(self, body: list[sheets.Row]) -> None:
        """How the file writes its days: what one above 12 tells outweighs the profile; two ways in one column cannot be read."""
        days = [
            at for field, at in self._chosen.places if field in ("created", "closed", "won", "lost", "expected", "next_activity", "day")
        ]
        column = [row[at] for _, row in body for at in days if at < len(row)]
        told = cells.order(column)
        if told == "mixed":
            self._problems.append(problem("crm-dates-mixed"))
        elif told is not None and not self._given:
            self._dates = told
        elif told is None and not self._given and any(cells.ambiguous(cell) for cell in column):
            self._problems.append(notice("crm-dates-guessed", order=self._dates))

    def _deal(self, number: int, row: Sequence[object]) -> Deal | None:
        values = self._values(row)
        word = self._chosen.table.word(_text(values.get("status"))) or self._chosen.table.word(_text(values.get("stage")))
        if word == "ignored":
            return None
        status = word if word in ("won", "lost") else "open"
        days = {
            field: self._day(number, field, values.get(field))
            for field in ("created", "closed", "won", "lost", "expected", "next_activity")
        }
        closed = days[status] if status != "open" and days[status] is not None else days["closed"]
        expected = days["expected"] if days["expected"] is not None or status != "open" else closed
        if status != "open":
            self._past(number, "won" if days["won"] else "closed", closed)
            if closed is None:
                self._lose("crm-closed", number, "closed", "")
        self._past(number, "created", days["created"])
        amount, currency = self._amount(number, values)
        if amount is not None and amount < 0:
            self._lose("crm-negative", number, "home" if "home" in values else "amount", str(amount))
        name, owner = _text(values.get("name")), _text(values.get("owner"))
        id = self._id(number, values, f"{name}|{owner}|{days['created'] or closed or ''}")
        return Deal(
            id, status, name, owner, amount, currency, days["created"], closed if status != "open" else None, expected,
            days["next_activity"], self._modified(number, values),
        )  # fmt: skip

    def _event(self, number: int, row: Sequence[object]) -> Event | None:
        values, table = self._values(row), self._chosen.table
        kind = table.kind
        if kind == "activities":
            cell = _text(values.get("kind"))
            kind = table.word(cell)
            if kind not in KINDS:
                if kind != "ignored":
                    self._unknown[cell] += 1
                return None
        when = self._day(number, "day", values.get("day"))
        if when is None:
            if not self._problems or self._problems[-1].line != number:
                self._lose("crm-day", number, "day", "")
            return None
        told = table.word(_text(values.get("done")))
        done = told != "planned" and (told == "done" or when <= self._today)
        if done:
            self._past(number, "day", when)
        owner = _text(values.get("owner"))
        return Event(self._id(number, values, f"{owner}|{when}|{number}"), kind, owner, when, done, self._modified(number, values))

    def _values(self, row: Sequence[object]) -> dict[str, object]:
        return {field: row[at] for field, at in self._chosen.places if at < len(row) and row[at] not in (None, "")}

    def _id(self, number: int, values: Mapping[str, object], instead: str) -> str:
        for field in values:
            if (fault := cells.hidden(values[field])) == "formula":
                self._lose("crm-formula", number, field, str(values[field]))
            elif fault == "encoding":
                self._lose("crm-encoding", number, field, str(values[field]))
        cell = values.get("id")
        if cell is None and any(name == "id" for name, _ in self._chosen.places):
            self._lose("crm-id", number, "id", "")
        return _text(cell) or instead

    def _day(self, number: int, field: str, cell: object) -> date | None:
        try:
            found = cells.day(cell, self._dates)
        except cells.CellError:
            if cells.hidden(cell) != "formula":
                self._lose("crm-date", number, field, str(cell))
            return None
        if found is not None and found.year < _FIRST_YEAR:
            self._lose("crm-date-old", number, field, str(cell))
        return found

    def _past(self, number: int, field: str, found: date | None) -> None:
        if found is not None and found > self._today:
            self._lose("crm-date-future", number, field, found.isoformat())

    def _amount(self, number: int, values: Mapping[str, object]) -> tuple[Decimal | None, str]:
        field = "home" if "home" in values else "amount"
        cell = values.get(field)
        try:
            amount, currency = cells.amount(cell)
        except cells.CellError:
            if cells.hidden(cell) != "formula":
                self._lose("crm-amount", number, field, str(cell))
            return None, ""
        # An amount in the company's own currency is not in the one of the deal.
        currency = currency or (_text(values.get("currency")).upper() if field == "amount" else "") or self._chosen.profile.currency
        rate = dict(self._chosen.profile.rates).get(currency)
        if amount is not None and rate is not None:
            return amount * Decimal(rate), self._chosen.profile.currency
        if amount is not None and currency:
            self._currencies.append((number, currency))
        return amount, currency

    def _check_currencies(self, seen: Mapping[tuple[str, str], tuple[int, Record]]) -> None:
        """Amounts in two currencies do not add up; without a rate the rarer ones are faults."""
        known = {number for number, _ in seen.values()}
        counted = Counter(currency for number, currency in self._currencies if number in known)
        if len(counted) < 2:
            return
        base = (
            self._chosen.profile.currency
            if self._chosen.profile.currency in counted
            else min(counted, key=lambda key: (-counted[key], key))
        )
        for number, currency in self._currencies:
            if currency != base and number in known:
                self._lose("crm-currency", number, "currency" if self._has("currency") else "amount", currency, base=base)

    def _modified(self, number: int, values: Mapping[str, object]) -> str:
        """A moment that sorts: the ISO day, and the time as it stands after it."""
        cell = values.get("modified")
        if cell is None:
            return ""
        found = self._day(number, "modified", cell)
        rest = str(cell).strip().replace("T", " ").partition(" ")[2]
        return f"{found.isoformat() if found else ''} {rest}".strip()

    def _has(self, field: str) -> bool:
        return any(name == field for name, _ in self._chosen.places)

    def _lose(self, key: str, number: int, field: str, value: str, **more: str) -> None:
        made = problem(key, number, column=shown(self._chosen.title(field)), value=shown(value), **more)
        # One cell, one fault.
        if made not in self._problems[-8:]:
            self._problems.append(made)


def good(export: Export, records: Sequence[Record]) -> Export:
    """The same export with other records: what the user has chosen to keep."""
    return replace(export, records=tuple(records))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
