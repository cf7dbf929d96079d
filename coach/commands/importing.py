"""CRM exports on the command line: profile, preview, whole or not at all, and what they give the goals."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.commands import options, screen
from coach.commands.gathering import Gathered, tell
from coach.errors import UsageError
from coach.exchange.actuals import Actual
from coach.exchange.columns import shown
from coach.exchange.crm import mapping
from coach.exchange.crm.reading import Export, read_export
from coach.exchange.crm.records import Record, merge
from coach.exchange.crm.totals import Lacking, lacking
from coach.followup.measuring import from_crm, measure_of
from coach.texts import Language, text

_ROOM = "followup"


@dataclass(frozen=True, slots=True)
class Imported:
    """What the exports of a run brought: records that are new or corrected, all there are, the actuals they make, deals with something
    missing, and lines to tell."""

    fresh: tuple[Record, ...] = ()
    records: tuple[Record, ...] = ()
    actuals: tuple[Actual, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    told: tuple[str, ...] = ()


def import_crm(made: Gathered, files: Sequence[str], profile: str | None, dates: str | None, keep_good: bool) -> Imported:
    """Read the exports, every one before anything is kept. A faulty one is left out whole, unless its good rows are asked for."""
    profiles = chosen(profile)
    ledger: tuple[Record, ...] = made.book.records
    fresh: dict[tuple[object, ...], Record] = {}
    told: list[str] = []
    absent: set[str] = set()
    for name in files:
        export = _read(Path(name), profiles, made.today, dates, made.language)
        tell(export.problems, shown(name, 200), made)
        if export.lost and not keep_good:
            screen.tell(text(made.language, "error.crm-refused", file=export.file, count=str(len({item.line for item in export.lost}))))
            continue
        merged = merge(ledger, export.records)
        ledger = merged.ledger
        for record in (*merged.fresh, *merged.revised):
            fresh[type(record), record.id, getattr(record, "kind", "")] = record
        if export.chosen.table.kind == "deals":
            absent |= set(export.absent) - ({"expected"} if "closed" not in export.absent else set())
        counts = {"fresh": len(merged.fresh), "revised": len(merged.revised), "same": merged.same, "rows": export.rows}
        kind = text(made.language, f"track.table-{export.chosen.table.kind}", _ROOM)
        told.append(text(made.language, "track.crm", _ROOM, file=export.file, profile=_named(export, made.language), kind=kind,
                         **{key: str(value) for key, value in counts.items()}))  # fmt: skip
    if not files:
        return Imported(records=ledger)
    actuals: list[Actual] = []
    for item, course in ((item, course) for item in made.goals for course in made.courses if course.goal == item.report.goal.id):
        measure = measure_of(item)
        found = from_crm(course, measure, ledger, made.today) if measure is not None else ()
        actuals += found
        if found and measure is not None:
            words = text(made.language, f"measure.{measure}", _ROOM)
            told.append(text(made.language, "track.crm-goal", _ROOM, goal=shown(course.text), count=str(len(found)), measure=words))
        else:
            told.append(text(made.language, "track.crm-none", _ROOM, goal=shown(course.text)))
    return Imported(tuple(fresh.values()), ledger, tuple(actuals), lacking(ledger, tuple(absent)), tuple(told))


def previewed(files: Sequence[str], profile: str | None, dates: str | None, language: Language, today: date) -> int:
    """Show how each export would be read, and its mapping as TOML to keep. Nothing is imported."""
    if not files:
        raise UsageError("track-preview")
    lost = 0
    for name in files:
        export = read_export(Path(name), chosen(profile), today, None, dates)
        sys.stdout.write(preview(export, language))
        lost += len(export.lost)
    return 2 if lost else 0


def preview(export: Export, language: Language) -> str:
    """How an export is read: field and column with the first values, what it has no column for, and its mapping as TOML."""
    picked = export.chosen

    def says(key: str, **params: str) -> str:
        return text(language, f"track.{key}", _ROOM, **params)

    lines = [
        says("preview", file=export.file, profile=_named(export, language), kind=says(f"table-{picked.table.kind}"), dates=export.dates)
    ]
    for name, at in picked.places:
        values = ", ".join(shown(row[at], 24) for row in export.sample if at < len(row) and row[at])
        lines.append(f"  {says('preview-field', field=name, title=shown(picked.titles[at]))}{f'  ({values})' if values else ''}")
    if export.absent:
        lines.append(says("preview-absent", fields=", ".join(export.absent)))
    return "\n".join((*lines, "", says("preview-saved"), "", mapping.saved(picked, picked.profile.name)))


def chosen(profile: str | None) -> list[mapping.Profile]:
    """The profile asked for by name or file, else all that ship. Raises UsageError or SettingsError."""
    if profile is None:
        return [found for name in mapping.names() if (found := mapping.shipped(name)) is not None]
    named = mapping.shipped(profile)
    if named is not None:
        return [named]
    if profile.endswith(".toml") or Path(profile).exists():
        return [mapping.load(Path(profile))]
    raise options.unknown("crm-profile", profile, mapping.names())


def _named(export: Export, language: Language) -> str:
    name = export.chosen.profile.name
    return text(language, "track.profile-own", _ROOM) if name == "own" else name


def _read(path: Path, profiles: list[mapping.Profile], today: date, dates: str | None, language: Language) -> Export:
    size = path.stat().st_size if path.is_file() else 0
    with screen.bar(size, language, False) as advance:
        return read_export(path, profiles, today, None, dates, advance)
