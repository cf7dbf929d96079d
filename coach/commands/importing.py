"""CRM exports on the command line: profile, preview, whole or not at all, and what they give the goals."""

from __future__ import annotations

import hashlib
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
from coach.followup.ledger import whole
from coach.followup.measuring import from_crm, measure_of
from coach.period import quarter
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


@dataclass(frozen=True, slots=True)
class Arrived:
    """An export on its way into the store: what is new or corrected in it, under the system it comes from."""

    path: Path
    source: str
    records: tuple[Record, ...]
    rows: int


def import_crm(made: Gathered, files: Sequence[str], profile: str | None, dates: str | None, keep_good: bool) -> Imported:
    """Read the exports, every one before anything is kept. A faulty one is left out whole, unless its good rows are asked for."""
    profiles = chosen(profile, made.mappings)
    own = profiles[0] if made.stored and profile is not None and mapping.shipped(profile) is None else None
    ledgers = dict(made.ledgers)
    arrived: list[Arrived] = []
    fresh: dict[tuple[object, ...], Record] = {}
    told: list[str] = []
    absent: set[str] = set()
    for name in files:
        export = _read(Path(name), profiles, made.today, dates, made.language)
        tell(export.problems, shown(name, 200), made)
        if export.lost and not keep_good:
            screen.tell(text(made.language, "error.crm-refused", file=export.file, count=str(len({item.line for item in export.lost}))))
            continue
        # In the store each system has its own ids; a book is one list.
        source = export.chosen.profile.name if made.stored else ""
        merged = merge(ledgers.get(source, ()), export.records)
        ledgers[source] = merged.ledger
        if made.stored:
            arrived.append(Arrived(Path(name), source, (*merged.fresh, *merged.revised), export.rows))
        for record in (*merged.fresh, *merged.revised):
            fresh[type(record), record.id, getattr(record, "kind", "")] = record
        if export.chosen.table.kind == "deals":
            absent |= set(export.absent) - ({"expected"} if "closed" not in export.absent else set())
        counts = {"fresh": len(merged.fresh), "revised": len(merged.revised), "same": merged.same, "rows": export.rows}
        kind = text(made.language, f"track.table-{export.chosen.table.kind}", _ROOM)
        told.append(text(made.language, "track.crm", _ROOM, file=export.file, profile=_named(export, made.language), kind=kind,
                         **{key: str(value) for key, value in counts.items()}))  # fmt: skip
    ledger = whole(ledgers)
    if not files:
        return Imported(records=ledger)
    if made.stored and arrived:
        _keep(made, arrived, Path(profile) if own is not None and profile is not None else None)
        if own is not None:
            told.append(text(made.language, "track.mapping-kept", _ROOM, name=own.name))
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


def _keep(made: Gathered, arrived: Sequence[Arrived], own: Path | None) -> None:
    """The exports into the store, all of them or none, with the mapping they were read by."""
    from coach.followup import ledger
    from coach.store import open_store

    with open_store() as store, store.together():
        team = quarter.team_made(store, made.language).id
        made.team = team
        for item in arrived:
            digest = hashlib.sha256(item.path.read_bytes()).hexdigest()
            intake = store.intakes.seen(team, "crm", digest)
            if intake is None:
                intake = store.intakes.add(team, "crm", digest, shown(item.path.name, 200), {"rows": item.rows, "source": item.source})
            ledger.keep(store, team, item.source, item.records, intake.id)
        if own is not None and own.is_file():
            store.mappings.save(team, mapping.load(own).name, own.read_text("utf-8"))


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


def chosen(profile: str | None, saved: Sequence[mapping.Profile] = ()) -> list[mapping.Profile]:
    """The profile asked for by name or file, else the `saved` ones and all that ship. Raises UsageError or SettingsError."""
    if profile is None:
        return [*saved, *(found for name in mapping.names() if (found := mapping.shipped(name)) is not None)]
    named = next((item for item in saved if item.name.casefold() == profile.casefold()), None) or mapping.shipped(profile)
    if named is not None:
        return [named]
    if profile.endswith(".toml") or Path(profile).exists():
        return [mapping.load(Path(profile))]
    raise options.unknown("crm-profile", profile, (*mapping.names(), *(item.name for item in saved)))


def _named(export: Export, language: Language) -> str:
    name = export.chosen.profile.name
    return text(language, "track.profile-own", _ROOM) if name == "own" else name


def _read(path: Path, profiles: list[mapping.Profile], today: date, dates: str | None, language: Language) -> Export:
    size = path.stat().st_size if path.is_file() else 0
    with screen.bar(size, language, False) as advance:
        return read_export(path, profiles, today, None, dates, advance)
