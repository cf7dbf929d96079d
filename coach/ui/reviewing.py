"""Actions of the tab for the goal dialogue: what is agreed of a goal, the owner's yes or no, the pack, the bonus model."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

from coach.conversation.model import Session
from coach.errors import CoachError
from coach.exchange.actuals import Decision
from coach.followup import minutes
from coach.followup.bonus import as_toml, kept_reward, parse_reward, to_keep
from coach.period import revising
from coach.period.quarter import numbered
from coach.review.model import GoalReview
from coach.texts import error
from coach.ui import bonus, importing, papers
from coach.ui.answering import Answer, Answering, Asked, number
from coach.ui.desk import View
from coach.ui.dialogue import reviewed
from coach.ui.labels import meet, track
from coach.ui.meeting import FIELDS, LONGEST
from rules.model import Acceptance, Reward, State

_WHY = 300
_LARGEST = 100_000


class Reviewing(Answering):
    """What is done on the tab for the goal dialogue."""

    def reviewing(self) -> dict[str, Callable[[Asked], Answer]]:
        """The actions by name."""
        return {
            "meet": self.meet, "refuse": self.refuse, "papers": self.papers, "bonus": self.bonus, "bonus-example": self.bonus_example,
            "bonus-clear": self.bonus_clear, "bonus-file": self.bonus_file, "bonus-take": self.bonus_take,
        }  # fmt: skip

    def meet(self, asked: Asked) -> Answer:
        """What was agreed of a goal written down; with `yes` also that its owner says yes."""
        with self.desk.lock, self.desk.store.together():
            view = self.desk.look(self.language)
            item = self._item(asked, view)
            if item is None or view.team is None or view.period is None:
                return self.open(asked)
            decided = _decision(asked, item, view)
            if not asked.get("yes"):
                if decided is None:
                    return {"fault": meet(self.language, "fault.empty")}
                minutes.keep(self.desk.store, view.team.id, [decided])
                return {**self.open(asked), "toast": meet(self.language, "toast.noted", number=item.name)}
            if view.period.state is State.CLOSED:
                return {"fault": track(self.language, "fault.closed")}
            owner = item.goal.owner or item.owner
            if not owner:
                return {"fault": meet(self.language, "fault.owner")}
            if decided is not None:
                minutes.keep(self.desk.store, view.team.id, [decided])
            told = meet(self.language, "toast.yes", owner=owner, number=item.name)
            return self.done(asked, lambda session: _accepted(session, number(asked), owner), told)

    def refuse(self, asked: Asked) -> Answer:
        """The owner's no, with its reason."""
        why = " ".join(str(asked.get("why") or "")[:_WHY].split())
        if not why:
            return {"fault": meet(self.language, "fault.why")}
        with self.desk.lock, self.desk.store.together():
            view = self.desk.look(self.language)
            item = self._item(asked, view)
            if item is None or view.period is None:
                return self.open(asked)
            if view.period.state is State.CLOSED:
                return {"fault": track(self.language, "fault.closed")}
            owner = item.goal.owner or item.owner
            if not owner:
                return {"fault": meet(self.language, "fault.owner")}
            store = self.desk.store
            record = store.goals.get(view.ids[number(asked)])
            revising.answer(store, numbered(store, view.period), record, owner, self.desk.today(), why)
            return {**self.open(asked), "toast": meet(self.language, "toast.no", owner=owner, number=item.name)}

    def papers(self, asked: Asked) -> Answer:
        """Where the pack is fetched."""
        view = self.desk.look(self.language)
        if asked.get("chosen"):
            return {"result": {"id": "papers-result", "html": papers.links(self.desk, view, self.language, asked)}}
        title = meet(self.language, "papers.title")
        return {"drawer": {"title": title, "html": papers.drawer(self.desk, view, self.language), "at": ""}}

    def bonus(self, asked: Asked) -> Answer:
        """The bonus model as it is filled in: kept, and read by the rules."""
        view = self.desk.look(self.language)
        try:
            model = bonus.given(asked, view)
        except bonus.BadNumber as failure:
            return {"fault": meet(self.language, "fault.number", value=str(failure))}
        self._keep(model, view)
        return {"result": {"id": "bonus-result", "html": bonus.result(model, view, self.language)}}

    def bonus_example(self, asked: Asked) -> Answer:
        """A model to start from."""
        self._keep(bonus.example(self.language), self.desk.look(self.language))
        return self.open(asked)

    def bonus_clear(self, asked: Asked) -> Answer:
        """No model any more."""
        self._keep(None, self.desk.look(self.language))
        return {**self.open(asked), "toast": meet(self.language, "toast.bonus-gone")}

    def bonus_file(self, asked: Asked) -> Answer:
        """The model as the file that `coach reward` reads."""
        view = self.desk.look(self.language)
        model = kept_reward(view.team.figures, view.quarter.name) if view.team is not None else None
        if model is None:
            return self.open(asked)
        names = {id: str(place) for place, id in view.ids.items()}
        file = f"{meet(self.language, 'bonus.file')}-{view.quarter.name}.toml"
        content = base64.b64encode(as_toml(model, names).encode()).decode()
        told = meet(self.language, "toast.bonus-file", file=file)
        return {"file": {"name": file, "type": "application/toml", "data": content}, "toast": told}

    def bonus_take(self, asked: Asked) -> Answer:
        """A model out of a TOML file; its goals by the page's numbers."""
        view = self.desk.look(self.language)
        try:
            name, data = importing.content(asked, _LARGEST)
            model = parse_reward(data.decode("utf-8", "replace"), name)
        except CoachError as failure:
            return {"fault": error(self.language, failure)}
        if len(model.parts) > bonus.MOST or len(model.levels) > bonus.MOST:
            return {"fault": meet(self.language, "fault.many", most=str(bonus.MOST))}
        ids = {str(place): id for place, id in view.ids.items()}
        parts = tuple(part.model_copy(update={"goal": ids.get(part.goal, "")}) for part in model.parts)
        self._keep(model.model_copy(update={"parts": parts}), view)
        return {**self.open(asked), "toast": meet(self.language, "toast.bonus")}

    def _keep(self, model: Reward | None, view: View) -> None:
        if view.team is not None:
            self.desk.store.teams.change(view.team.id, figures=to_keep(model, view.quarter.name))

    def _item(self, asked: Asked, view: View) -> GoalReview | None:
        found = reviewed(self.desk, view, self.language)
        name = str(number(asked))
        return next((item for item in found.goals if item.name == name), None) if found is not None else None


def _decision(asked: Asked, item: GoalReview, view: View) -> Decision | None:
    """What was written in the fields; None where nothing was. What is only changed is itself what was agreed."""
    agreed, changed, why = (" ".join(str(asked.get(name) or "")[:LONGEST].split()) for name in FIELDS)
    if not agreed:
        agreed, changed = changed, ""
    return Decision(agreed, view.session.today, item.goal.id, "dialogue", changed, why) if agreed else None


def _accepted(session: Session, place: int, owner: str) -> Session:
    entry = session.entry(place)
    if entry is None:
        return session
    goal = entry.goal.model_copy(update={"accepted": Acceptance(on=session.today, by=owner)})
    return replace(session, entries=tuple(replace(item, goal=goal) if item.number == place else item for item in session.entries))
