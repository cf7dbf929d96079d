"""What the page can ask for: each action by name, from the browser's words to new pieces of the page. Knows no Gradio."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from coach.conversation.model import Entry
from coach.errors import CoachError
from coach.texts import Language, error
from coach.ui import copying, deeds, editing, need
from coach.ui.answering import Answer, Asked, number
from coach.ui.desk import SHOWN, Desk, View
from coach.ui.following import Following
from coach.ui.housekeeping import Housekeeping
from coach.ui.labels import say, track
from coach.ui.reviewing import Reviewing
from coach.ui.safe import button, safe
from coach.ui.taking import Taking
from rules.model import State

LONGEST = 100_000
"""Characters of a message that are read."""
_log = logging.getLogger(__name__)


class Actions(Following, Reviewing, Taking, Housekeeping):
    """All actions of the page in one language."""

    def __init__(self, desk: Desk, language: Language) -> None:
        super().__init__(desk, language)
        self._known: dict[str, Callable[[Asked], Answer]] = {
            "open": self.open, "send": self.send, "earlier": self.earlier, "cancel": self.open, "edit": self.edit, "save": self.save,
            "link": self.link, "park": self.park, "unpark": self.unpark, "remove": self.remove, "undo": self.undo, "yes": self.yes,
            "use": self.use, "keep": self.keep, "checked": self.checked, "history": self.history, "message": self.message,
            "copy": self.copy, "need": self.need, "guide": self.guide, "settings": self.settings, "bound": self.bound,
            "unbound": self.unbound, "quarter": self.quarter, "anew": self.anew, "sample": self.sample, "unsample": self.unsample,
            "delete": self.delete, "import": self.importing, "take": self.take, **self.following(),
            **self.reviewing(), **self.taking(),
        }  # fmt: skip

    def act(self, asked: Any) -> Answer:
        """Answer one request of the browser. Whatever goes wrong is told in words; the log gets the place, never what was written."""
        name = asked.get("act") if isinstance(asked, Mapping) else None
        found = self._known.get(str(name))
        if found is None:
            return {"fault": self.say("fault.general")}
        try:
            return found(asked)
        except CoachError as failure:
            return {"fault": error(self.language, failure)}
        except Exception as failure:  # a fault of ours must cost the user neither their words nor the page
            _log.error("the page could not do %s: %s at %s", name, type(failure).__name__, _place(failure))
            return {"fault": self.say("fault.general")}

    def send(self, asked: Asked) -> Answer:
        """A message to the coach."""
        message = str(asked.get("message") or "")[:LONGEST]
        if not message.strip():
            return self.open(asked)
        return self.shown(self.desk.said(self.language, message, str(asked.get("nonce") or "")[:40]), asked)

    def earlier(self, asked: Asked) -> Answer:
        """Turns before those that the page has."""
        view = self.desk.look(self.language)
        first = max(1, min(number(asked, "first"), view.length + 1))
        return {"earlier": [self.turn(record, False) for record in self.desk.turns(view, max(0, first - 1 - SHOWN), first - 1)]}

    def edit(self, asked: Asked) -> Answer:
        """The form of a goal."""
        view, place = self.desk.look(self.language), number(asked)
        entry = view.session.entry(place)
        if entry is None:
            return self.open(asked)
        revision, field = self.desk.store.goals.get(view.ids[place]).revision, str(asked.get("field") or "")
        html = editing.form(entry, view.session, revision, self.language, field, _agreed(entry, view))
        return {"form": {"goal": place, "html": html}}

    def save(self, asked: Asked) -> Answer:
        """A goal as edited; where another tab was first, both versions."""
        place = number(asked)
        with self.desk.lock:
            view = self.desk.look(self.language)
            entry = view.session.entry(place)
            if entry is None:
                return {**self.open(asked), "toast": self.say("edit.gone")}
            revision, why = self.desk.store.goals.get(view.ids[place]).revision, " ".join(str(asked.get("why") or "")[:300].split())
            if _agreed(entry, view) and not why:
                return {"fault": track(self.language, "fault.why")}
            if str(asked.get("revision")) != str(revision):
                mine = str(asked.get("text") or "")[: deeds.LONGEST]
                return {"form": {"goal": place, "html": editing.conflict(entry, mine, revision, self.language, why)}}
            try:
                changes = deeds.fields(asked)
            except ValueError:
                return {"fault": self.say("fault.date")}
            told = self.say("toast.changed", number=str(place))
            return self.done(asked, lambda session: deeds.edited(session, place, changes), told, why=why)

    def link(self, asked: Asked) -> Answer:
        """A goal hung under a strategic one, or let loose."""
        place, links = number(asked), deeds.fields({"supports": asked.get("value") or ""})
        return self.done(asked, lambda session: deeds.edited(session, place, links), self.say("toast.linked", number=str(place)))

    def park(self, asked: Asked) -> Answer:
        """A goal that waits."""
        place = number(asked)
        return self.done(asked, lambda session: deeds.moved(session, place, True), self.say("toast.parked", number=str(place)))

    def unpark(self, asked: Asked) -> Answer:
        """A goal taken back."""
        place = number(asked)
        return self.done(asked, lambda session: deeds.moved(session, place, False), self.say("toast.unparked", number=str(place)))

    def remove(self, asked: Asked) -> Answer:
        """A goal gone."""
        place = number(asked)
        return self.done(asked, lambda session: deeds.removed(session, place), self.say("toast.removed", number=str(place)))

    def undo(self, asked: Asked) -> Answer:
        """The last change taken back."""
        return self.done(asked, deeds.undone, self.say("toast.undone"), undoable=False)

    def yes(self, asked: Asked) -> Answer:
        """The owner has said yes."""
        place = number(asked)
        return self.done(asked, lambda session: deeds.accepted(session, place), self.say("toast.accepted", number=str(place)))

    def use(self, asked: Asked) -> Answer:
        """A rewording taken, with what was filled in."""
        goal, place = number(asked), number(asked, "place")
        given = {name.removeprefix("blank."): " ".join(str(asked[name])[:80].split()) for name in asked if name.startswith("blank.")}
        values = {name: value for name, value in given.items() if value}
        view = self.desk.done(
            self.language,
            lambda session: deeds.used(session, goal, place, values),
            lambda spoken: say(spoken, "said.use", number=str(goal)),
        )
        return self.shown(view, asked)

    def keep(self, asked: Asked) -> Answer:
        """A goal left as it was written."""
        goal = number(asked)
        view = self.desk.done(
            self.language, lambda session: deeds.kept(session, goal), lambda spoken: say(spoken, "said.keep", number=str(goal))
        )
        return self.shown(view, asked)

    def checked(self, asked: Asked) -> Answer:
        """How a rewording was checked."""
        session = self.desk.look(self.language).session
        entry = session.entry(number(asked))
        return self.drawer("checked.title", editing.checked(entry, session, self.language)) if entry else self.open(asked)

    def history(self, asked: Asked) -> Answer:
        """Every version of a goal."""
        id = self.desk.look(self.language).ids.get(number(asked))
        if id is None:
            return self.open(asked)
        goals = self.desk.store.goals
        return self.drawer("history.title", editing.history(goals.history(id), goals.answers(id), self.language))

    def message(self, asked: Asked) -> Answer:
        """The message to a goal's owner."""
        session = self.desk.look(self.language).session
        entry = session.entry(number(asked))
        if entry is None:
            return self.open(asked)
        named, words = safe(self.say("message.title")), safe(editing.message(entry, session, self.language))
        body = f'<textarea class="ready" rows="10" readonly aria-label="{named}">{words}</textarea>'
        return self.drawer("message.title", body + button(self.say("message.copy"), "clip", "btn pri"))

    def copy(self, asked: Asked) -> Answer:
        """The set as words for the clipboard."""
        form = copying.FORMS.get(str(asked.get("form")), copying.text)
        return {"copy": form(self.desk.look(self.language), self.language), "toast": self.say("toast.copied")}

    def need(self, asked: Asked) -> Answer:
        """What the figures take; they are kept with the team."""
        figures = {name: str(asked.get(name) or "")[:16] or None for name in need.FIELDS}
        view = self.desk.look(self.language)
        if view.team is not None:
            self.desk.store.teams.change(view.team.id, figures=figures)
        html = need.result(figures, self.weeks(view), self.language)
        return {"result": {"id": "need-result", "html": html, "wrong": need.faults(figures)}}


def _agreed(entry: Entry, view: View) -> bool:
    """Whether a goal only changes for a reason: it or its quarter is agreed."""
    period = view.period
    return not entry.parked and (entry.goal.state is not State.DRAFT or (period is not None and period.state is not State.DRAFT))


def _place(failure: BaseException) -> str:
    """Where a failure came from, as file and line: a traceback may hold what a goal says."""
    last = failure.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{last.tb_lineno}" if last else "?"
