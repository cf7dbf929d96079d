"""Actions of the tab for follow-up: a value entered, put right or taken back, hinders, lessons, the quarter's state, files out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

from coach.exchange.actuals import Actual, Decision, Hinder, Lesson, Source
from coach.followup import kept, minutes, wording
from coach.followup.lessons import QUESTIONS
from coach.ui import figures, progress, week
from coach.ui.answering import Answer, Asked, number
from coach.ui.board import Board
from coach.ui.labels import track
from coach.ui.quarterly import WORDS, Quarterly
from rules.model import State

_ANSWER = 2000


class Following(Quarterly):
    """What is done on the tab for follow-up."""

    def following(self) -> dict[str, Callable[[Asked], Answer]]:
        """The actions by name."""
        return {
            "actual": self.actual, "correct": self.correct, "takeback": self.takeback, "hinder": self.hinder, "unblock": self.unblock,
            "clear": self.clear, "unclear": self.unclear, "lesson": self.lesson, "decide": self.decide, "move": self.move,
            "back": self.back, "carry": self.carry, "calendar": self.calendar, "report": self.report, "month": self.month,
        }  # fmt: skip

    def actual(self, asked: Asked) -> Answer:
        """A value of a goal; with `replaces` it puts an earlier one right."""
        found, id = self._goal(asked)
        if found is None or id is None or id not in found.standings:
            return self.open(asked)
        if (refused := self._closed(found)) is not None:
            return refused
        shown = found.standings[id]
        value = figures.figure(str(asked.get("value") or ""), shown.course, found.known.today, found.known.policy)
        if value is None:
            return {"fault": track(self.language, "fault.value")}
        day = figures.past_day(str(asked.get("day") or ""), found.known.today)
        if day is None:
            return {"fault": track(self.language, "fault.day")}
        source = Source(asked["source"]) if asked.get("source") in set(Source) else Source.MANUAL
        note = " ".join(str(asked.get("note") or "")[:WORDS].split())
        store, replaces = self.desk.store, str(asked.get("replaces") or "")
        with self.desk.lock, store.together():
            # An own intake, so that this value alone can be taken back.
            intake = store.intakes.add(found.known.goals.period.team, "entry", uuid4().hex, "").id
            if replaces:
                store.checkins.add(id, value, day, source.value, note, replaces, intake)
                same = 0
            else:
                same = kept.keep(store, [Actual(id, day, value, source, note)], intake).same
        if same:
            return {**self.open(asked), "toast": track(self.language, "toast.same")}
        key = "toast.early" if day < shown.course.begin and not shown.course.loose else "toast.corrected" if replaces else "toast.entered"
        told = track(
            self.language, key, value=progress.said(value, shown.course, self.language), number=found.name(id),
            day=wording.day(shown.course.begin, self.language),
        )  # fmt: skip
        return {**self.open(asked), "toast": told, "back": {"act": "takeback", "id": intake}}

    def correct(self, asked: Asked) -> Answer:
        """The form that puts a value right."""
        found, id = self._goal(asked)
        item = next((one for one in found.values(id) if one.id == asked.get("id")), None) if found and id else None
        if found is None or id is None or item is None or id not in found.standings:
            return self.open(asked)
        course = found.standings[id].course
        html = progress.correction(item, course, found.name(id), found.known.today, self.language)
        return {"result": {"id": f"value-{item.id}", "html": html}}

    def takeback(self, asked: Asked) -> Answer:
        """What was entered or imported at once, taken back at once."""
        self.desk.store.intakes.withdraw(str(asked.get("id") or ""))
        return {**self.open(asked), "toast": self.say("toast.undone")}

    def hinder(self, asked: Asked) -> Answer:
        """A hinder written down, or another word on one that is known."""
        found, id = self._goal(asked)
        words = " ".join(str(asked.get("text") or "")[:WORDS].split())
        if found is None or id is None or not words:
            return self.open(asked)
        try:
            by = date.fromisoformat(str(asked["by"])) if asked.get("by") else None
        except ValueError:
            return {"fault": self.say("fault.date")}
        known = self._hinder(found, asked)
        who, adjustment = (" ".join(str(asked.get(name) or "")[:WORDS].split()) for name in ("who", "adjustment"))
        before = known or Hinder("", id, words, found.known.today)
        self._said(found, replace(before, text=words, who=who, by=by, adjustment=adjustment))
        return {**self.open(asked), "toast": track(self.language, "toast.hinder")}

    def unblock(self, asked: Asked) -> Answer:
        """The form that changes a hinder."""
        found, _ = self._goal(asked)
        known = self._hinder(found, asked) if found else None
        if found is None or known is None:
            return self.open(asked)
        return {"result": {"id": f"hinder-{known.id}", "html": week.form(found.name(known.goal), self.language, known)}}

    def clear(self, asked: Asked) -> Answer:
        """A hinder that is gone."""
        return self._cleared(asked, True)

    def unclear(self, asked: Asked) -> Answer:
        """A hinder that is there after all."""
        return self._cleared(asked, False)

    def lesson(self, asked: Asked) -> Answer:
        """An answer to one of the guide's questions about a goal that was missed."""
        found, id = self._goal(asked)
        answer, key = str(asked.get("answer") or "")[:_ANSWER].strip(), str(asked.get("question"))
        if found is None or id is None or not answer or key not in QUESTIONS:
            return self.open(asked)
        self._said(found, Lesson(id, key, answer, found.known.today))
        return {**self.open(asked), "toast": track(self.language, "toast.lesson")}

    def decide(self, asked: Asked) -> Answer:
        """A decision of the weekly meeting."""
        found, words = self._board(), " ".join(str(asked.get("text") or "")[:WORDS].split())
        if found is None or not words:
            return self.open(asked)
        self._said(found, Decision(words, found.known.today, kind="weekly"))
        return {**self.open(asked), "toast": track(self.language, "toast.decided")}

    def _goal(self, asked: Asked) -> tuple[Board | None, str | None]:
        found = self._board()
        return found, found.id(number(asked)) if found else None

    def _closed(self, found: Board) -> Answer | None:
        closed = found.known.goals.period.state is State.CLOSED
        return {"fault": track(self.language, "fault.closed")} if closed else None

    @staticmethod
    def _hinder(found: Board, asked: Asked) -> Hinder | None:
        return next((item for item in found.hinders if item.id == asked.get("id")), None)

    def _cleared(self, asked: Asked, gone: bool) -> Answer:
        found = self._board()
        known = self._hinder(found, asked) if found else None
        if found is None or known is None:
            return self.open(asked)
        self._said(found, replace(known, cleared=found.known.today if gone else None))
        answer = {**self.open(asked), "toast": track(self.language, "toast.cleared" if gone else "toast.open")}
        return {**answer, "back": {"act": "unclear", "id": known.id}} if gone else answer

    def _said(self, found: Board, line: Hinder | Lesson | Decision) -> None:
        minutes.keep(self.desk.store, found.known.goals.period.team, [line])
