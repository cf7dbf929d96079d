"""Actions around the goals: the guide, settings and bounds, another quarter, import, the sample team, all data away."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from importlib.resources import files

from coach.errors import CoachError
from coach.ui import deeds, importing, preferences, reader
from coach.ui.answering import Answer, Answering, Asked
from rules.arithmetic.quarters import quarter_of
from rules.model import Goal, Level
from rules.policy import Policy, PolicyError
from rules.registry import verify

_RATIOS = {"hit_rate": "25", "meetings_per_deal": "3", "calls_per_meeting": "8", "sellers": "4"}
_FIGURES = {
    "sv": {"revenue": "750 000", "order_value": "42 000", **_RATIOS},
    "en": {"revenue": "75,000", "order_value": "4,200", **_RATIOS},
}
"""What the sample team says of itself, in the money of its goals (sample.toml)."""


class Housekeeping(Answering):
    """What is done around the goals."""

    def guide(self, asked: Asked) -> Answer:
        """The guide, or what a search in it finds."""
        policy = self.desk.policy()
        if "query" in asked:
            return {"result": {"id": "guide-result", "html": reader.found(self.language, policy, "", str(asked["query"])[:200])}}
        section = str(asked.get("section") or "")
        return self.drawer("guide.title", reader.drawer(self.language, policy, section), f"#guide-{section}" if section else "")

    def settings(self, asked: Asked) -> Answer:
        """All settings."""
        session = self.desk.look(self.language).session
        return self.drawer("settings.title", preferences.drawer(session, self.desk.base, self.desk.store, self.language))

    def bound(self, asked: Asked) -> Answer:
        """A bound of the policy set, with its reason."""
        name = str(asked.get("name"))
        if name not in preferences.BOUNDS:
            return self.settings(asked)
        try:
            value = int(str(asked.get("value")))
            own = {bound: now.value for bound, now in self.desk.store.bounds.now().items()}
            verify(Policy.from_mapping({**own, name: value}))
        except (ValueError, PolicyError):
            return {"fault": self.say("settings.impossible")}
        self.desk.store.bounds.set(name, value, str(asked.get("reason") or "")[:200])
        return {**self.open(asked), **self.settings(asked), "toast": self.say("toast.bound")}

    def unbound(self, asked: Asked) -> Answer:
        """A bound back to what it was."""
        if str(asked.get("name")) in preferences.BOUNDS:
            self.desk.store.bounds.set(str(asked["name"]), None, "")
        return {**self.open(asked), **self.settings(asked), "toast": self.say("toast.bound")}

    def quarter(self, asked: Asked) -> Answer:
        """Another quarter chosen: its goals and its talk."""
        try:
            day = date.fromisoformat(str(asked.get("value")))
        except ValueError:
            return {"fault": self.say("fault.date")}
        chosen = quarter_of(day, self.desk.base.fiscal_year_start)
        self.desk.store.profile.change(settings={"quarter": chosen.begin.isoformat()})
        return self.open({**asked, "talk": ""})

    def importing(self, asked: Asked) -> Answer:
        """Where goals are taken in."""
        return self.drawer("import.title", importing.drawer(self.language))

    def take(self, asked: Asked) -> Answer:
        """Goals of a file or a paste; where no column is known, the question which is which."""
        if not asked.get("file") and not str(asked.get("text") or "").strip():
            return self.drawer("import.title", importing.drawer(self.language, self.say("import.nothing")))
        try:
            name, data = importing.content(asked)
            columns = [str(asked[f"column.{at}"]) for at in range(importing.WIDEST) if f"column.{at}" in asked]
            session = self.desk.look(self.language).session
            found = importing.read(name, data, session, self.language, columns)
        except CoachError as failure:
            return self.drawer("import.title", importing.drawer(self.language, importing.reason(failure, self.language)))
        if found.rows:
            told = self.say("import.no-goal") if columns else ""
            return self.drawer("import.title", importing.mapping(name, found.rows, self.language, told))
        known = {" ".join(entry.goal.text.lower().split()) for entry in session.entries}
        fresh = tuple(goal for goal in found.goals if " ".join(goal.text.lower().split()) not in known)
        told = importing.told(replace(found, goals=fresh), self.language)
        answer = self.done(asked, lambda now: deeds.added(now, fresh, self.language), told, bool(fresh))
        return {**answer, "drawer": None, **({"at": session.next_number} if fresh and "panel" in answer else {})}

    def sample(self, asked: Asked) -> Answer:
        """The sample team, beside the user's own."""
        store = self.desk.store
        tree = tomllib.loads(files("coach.ui").joinpath("sample.toml").read_text("utf-8"))
        goals = [
            Goal(text=row["text"], id=str(at), owner=row.get("owner"), level=Level(row["level"]), supports=tuple(row.get("supports", ())))
            for at, row in enumerate(tree[self.language], 1)
        ]
        with self.desk.lock, store.together():
            store.teams.remove_samples()
            team = store.teams.add(self.say("sample.name"), sample=True, figures=dict(_FIGURES[self.language]))
            store.profile.change(settings={"team": team.id})
            self.desk.done(self.language, lambda session: (deeds.added(session, goals, self.language), None), undoable=False)
        return self.open({**asked, "talk": ""})

    def unsample(self, asked: Asked) -> Answer:
        """The sample team gone, with all that belongs to it."""
        with self.desk.lock, self.desk.store.together():
            self.desk.store.teams.remove_samples()
            self.desk.store.profile.change(settings={"team": None})
        return self.open({**asked, "talk": ""})

    def anew(self, asked: Asked) -> Answer:
        """An empty talk."""
        view = self.desk.anew(self.language)
        return {**self.shown(view, {}), "drawer": None, "toast": self.say("toast.anew"), "undoable": bool(view.session.past)}

    def delete(self, asked: Asked) -> Answer:
        """Everything gone."""
        with self.desk.lock:
            self.desk.store.delete_all()
        return {**self.open({}), "drawer": None, "toast": self.say("toast.deleted")}
