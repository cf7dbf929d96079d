"""Actions that take a CRM export in: looked at first, whole or not at all, taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from uuid import uuid4

from coach.errors import CoachError, InputError
from coach.exchange.crm import mapping
from coach.exchange.crm.mapping import Profile
from coach.followup import kept, ledger
from coach.store.records import Team
from coach.texts import text
from coach.ui import exportform, exports, importing
from coach.ui.answering import Answer, Answering, Asked
from coach.ui.board import Board, board
from coach.ui.exports import Plan
from coach.ui.labels import track
from rules.model import State

LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """An upload read: what it would do, the mapping that was pointed out for it, and its bytes' digest."""

    plan: Plan
    found: Board | None
    profile: Profile | None
    digest: str


class Taking(Answering):
    """What is done with exports."""

    def taking(self) -> dict[str, Callable[[Asked], Answer]]:
        """The actions by name."""
        return {"crm": self.crm, "crm-read": self.crm_read, "crm-take": self.crm_take}

    def crm(self, asked: Asked) -> Answer:
        """Where an export is chosen."""
        return self._drawn(exportform.choice(self._own(), self.language))

    def crm_read(self, asked: Asked) -> Answer:
        """How an export is read; nothing is kept."""
        try:
            look = self._look(asked)
        except CoachError as failure:
            return self._refused(failure, asked)
        return self._drawn(exportform.preview(look.plan, look.found, asked, self._own(), self.language))

    def crm_take(self, asked: Asked) -> Answer:
        """An export taken in: all of it, or with `good` its good rows, or nothing."""
        try:
            look = self._look(asked)
        except CoachError as failure:
            return self._refused(failure, asked)
        if look.plan.export.lost and not asked.get("good"):
            return {"fault": track(self.language, "crm.untaken")}
        if look.found is not None and look.found.known.goals.period.state is State.CLOSED:
            return {"fault": track(self.language, "fault.closed")}
        plan, store = look.plan, self.desk.store
        with self.desk.lock, store.together():
            team = self._team() or store.teams.add(text(self.language, "team.name", "page"))
            changed = bool(plan.merged.fresh or plan.merged.revised)
            # What a file that is known gives to goals that are new is taken back by itself.
            seen = store.intakes.seen(team.id, exports.KIND, look.digest) is not None
            kind, digest = ("entry", uuid4().hex) if seen else (exports.KIND, look.digest)
            source = plan.export.chosen.profile.name
            intake = store.intakes.add(team.id, kind, digest, plan.export.file, {"rows": plan.export.rows, "source": source}).id
            records = ledger.keep(store, team.id, source, (*plan.merged.fresh, *plan.merged.revised), intake)
            entered = kept.keep(store, [value for gain in plan.gains for value in gain.actuals], intake)
            self._remember(team, look, asked)
        new = len(entered.fresh) + len(entered.revised)
        if not changed and not new:
            store.intakes.withdraw(intake)
            return {**self.open(asked), "drawer": None, "toast": track(self.language, "toast.crm-same", file=plan.export.file)}
        told = track(self.language, "toast.crm", file=plan.export.file, records=str(records), values=str(new))
        return {**self.open(asked), "drawer": None, "toast": told, "back": {"act": "takeback", "id": intake}}

    def _look(self, asked: Asked) -> Look:
        """Raises CoachError."""
        name, data = importing.content(asked, LARGEST)
        view, team = self.desk.look(self.language), self._team()
        known, dates = (team.id if team else ""), str(asked.get("dates") or "")
        profile = self._pointed(name, data, asked, dates)
        tried = [profile] if profile else exports.profiles(self.desk.store, known, str(asked.get("profile") or ""))
        today = self.desk.today()
        export = exports.read(name, data, tried, today, dates)
        found = board(self.desk, view)
        plan = exports.planned(found, export, ledger.ledgers_of(self.desk.store, known), today)
        return Look(plan, found, profile, sha256(data).hexdigest())

    def _pointed(self, name: str, data: bytes, asked: Asked, dates: str) -> Profile | None:
        """The mapping that the user has pointed out, if any."""
        chosen = {int(key[7:]): str(asked[key]) for key in asked if key.startswith("column.") and key[7:].isdecimal() and asked[key]}
        kind = str(asked.get("kind") or "deals")
        if not chosen or kind not in mapping.TABLES:
            return None
        head = exports.first_rows(name, data)[0]
        columns = {field: head[at] for at, field in chosen.items() if at < len(head) and field in exports.FIELDS}
        return exports.own(" ".join(str(asked.get("keep-as") or "own")[:40].split()), kind, columns, dates)

    def _remember(self, team: Team, look: Look, asked: Asked) -> None:
        """The mapping under its name, and the ratios among the team's figures, where that was asked for."""
        teams, mappings, profile = self.desk.store.teams, self.desk.store.mappings, look.profile
        if profile is not None and asked.get("keep-as"):
            mappings.save(team.id, profile.name, mapping.saved(look.plan.export.chosen, profile.name))
        if asked.get("figures") and look.plan.ratios:
            figures = {name: f"{value.quantize(_EXACT.get(name, _TENTH)):f}" for name, value in look.plan.ratios.items()}
            teams.change(team.id, figures=figures)

    def _refused(self, failure: CoachError, asked: Asked) -> Answer:
        """Why nothing was read; where only the columns are not known, the question what they hold."""
        told = exportform.fault(failure, self.language)
        if failure.key != "crm-columns":
            return self._drawn(exportform.choice(self._own(), self.language, told))
        try:
            rows = exports.first_rows(*importing.content(asked, LARGEST))
        except InputError:
            return self._drawn(exportform.choice(self._own(), self.language, told))
        places = {str(asked[key]): int(key[7:]) for key in asked if key.startswith("column.") and asked[key] and key[7:].isdecimal()}
        kind = str(asked.get("kind") or "deals")
        return self._drawn(exportform.columns(rows, self.language, self._own(), places, kind, asked, told))

    def _team(self) -> Team | None:
        return self.desk.team()

    def _own(self) -> list[str]:
        team = self._team()
        return list(exports.saved(self.desk.store, team.id)) if team else []

    def _drawn(self, html: str) -> Answer:
        return {"drawer": {"title": track(self.language, "crm.title"), "html": html, "at": ""}}


_TENTH = Decimal("0.1")
_EXACT = {"order_value": Decimal(1)}
