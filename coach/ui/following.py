"""Actions of the tab for follow-up: a value entered, put right or taken back, hinders, lessons, the quarter's state, files out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from coach.errors import PeriodError
from coach.exchange.actuals import Actual, Hinder, Lesson, Source
from coach.followup import kept, notes, wording
from coach.followup.lessons import QUESTIONS
from coach.period import carrying, passage, quarter
from coach.ui import cycle, figures, progress, week
from coach.ui.answering import Answer, Answering, Asked, number
from coach.ui.board import Board, board
from coach.ui.labels import track
from coach.ui.safe import button, safe
from rules.model import State

_WORDS = 300
_ANSWER = 2000


class Following(Answering):
    """What is done on the tab for follow-up."""

    def following(self) -> dict[str, Callable[[Asked], Answer]]:
        """The actions by name."""
        return {
            "actual": self.actual, "correct": self.correct, "takeback": self.takeback, "hinder": self.hinder, "unblock": self.unblock,
            "clear": self.clear, "unclear": self.unclear, "lesson": self.lesson, "move": self.move, "back": self.back, "carry": self.carry,
            "calendar": self.calendar, "report": self.report, "month": self.month,
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
        note = " ".join(str(asked.get("note") or "")[:_WORDS].split())
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
        words = " ".join(str(asked.get("text") or "")[:_WORDS].split())
        if found is None or id is None or not words:
            return self.open(asked)
        try:
            by = date.fromisoformat(str(asked["by"])) if asked.get("by") else None
        except ValueError:
            return {"fault": self.say("fault.date")}
        known = self._hinder(found, asked)
        who, adjustment = (" ".join(str(asked.get(name) or "")[:_WORDS].split()) for name in ("who", "adjustment"))
        before = known or Hinder("", id, words, found.known.today)
        notes.keep_hinder(self.desk.store, replace(before, text=words, who=who, by=by, adjustment=adjustment))
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
        notes.keep_lesson(self.desk.store, Lesson(id, key, answer, found.known.today))
        return {**self.open(asked), "toast": track(self.language, "toast.lesson")}

    def move(self, asked: Asked) -> Answer:
        """The quarter a state on; where something stands in the way, what it is, and whether it shall be done all the same."""
        found, deed, why = self._board(), str(asked.get("deed")), str(asked.get("reason") or "")[:_WORDS]
        if found is None or deed not in passage.DEEDS:
            return self.open(asked)
        period = found.known.goals.period
        try:
            after = passage.move(self.desk.store, period, deed, found.known.today, "", why)
        except PeriodError as failure:
            if failure.key not in ("agree-silent", "agree-refused", "start-early", "close-early"):
                return self.open(asked)
            return self._opened(track(self.language, f"cycle.{deed}"), cycle.refusal(failure, deed, found, self.language))
        told = track(self.language, f"toast.{after.state}")
        return {**self.open(asked), "drawer": None, "toast": told}

    def back(self, asked: Asked) -> Answer:
        """The quarter a state back, for a reason."""
        found, why = self._board(), str(asked.get("reason") or "")[:_WORDS]
        if found is None or found.known.goals.period.state is State.DRAFT:
            return self.open(asked)
        if not why.strip():
            return self._opened(track(self.language, "cycle.back"), cycle.backward(self.language))
        after = passage.back(self.desk.store, found.known.goals.period, found.known.today, "", why)
        told = track(self.language, "toast.back", state=track(self.language, f"state.{after.state}"))
        return {**self.open(asked), "drawer": None, "toast": told}

    def carry(self, asked: Asked) -> Answer:
        """Unfinished and parked goals along to the next quarter, which is shown then."""
        found = self._board()
        if found is None or found.known.goals.period.state is not State.CLOSED:
            return self.open(asked)
        store, known = self.desk.store, found.known
        target = quarter.following(known.goals.period.last, known.policy.fiscal_year_start)
        with self.desk.lock, store.together():
            into, _ = quarter.opened(store, target, self.language)
            why = track(self.language, "cycle.carried", period=known.goals.period.name)
            made = carrying.carry(store, known.goals, into, known.standings, (), "", why)
            store.profile.change(settings={"quarter": target.begin.isoformat()})
        told = track(self.language, "toast.carry" if made.fresh else "toast.carry-none", count=str(len(made.fresh)))
        return {**self.open({**asked, "talk": "", "tab": "goals", "shape": "list"}), "tab": "goals", "toast": told}

    def calendar(self, asked: Asked) -> Answer:
        """Rhythm and deadlines as a calendar file."""
        from coach.followup.calendar import calendar

        found = self._board()
        courses = [item.course for item in found.standings.values()] if found else []
        ends = [course.end for course in courses if course.end is not None and found and course.end >= found.known.today]
        if found is None or not ends:
            return {"fault": track(self.language, "fault.calendar")}
        first = max(found.known.today, min(course.begin for course in courses))
        data = calendar(courses, first, max(ends), found.known.today, self.language)
        return self._file(f"{found.known.goals.period.name}.ics", "text/calendar", data, "toast.calendar")

    def report(self, asked: Asked) -> Answer:
        """The months that can be reported."""
        found = self._board()
        months = _months(found) if found else []
        if not months:
            return {"fault": track(self.language, "fault.report")}
        rows = "".join(
            f'<li><span>{safe(wording.month(first, self.language))}</span><span class="row">'
            + "".join(
                button(track(self.language, f"report.{form}"), "month", "btn small", data_month=first.isoformat(), data_form=form)
                for form in ("html", "markdown")
            )
            + "</span></li>"
            for first in months
        )
        intro = safe(track(self.language, "report.text"))
        return self._opened(track(self.language, "report.title"), f'<p>{intro}</p><ul class="months">{rows}</ul>')

    def month(self, asked: Asked) -> Answer:
        """One month's report as a file."""
        from coach.followup import pages
        from coach.followup.monthly import monthly

        found = self._board()
        first = figures.past_day(str(asked.get("month") or ""), self.desk.today())
        if found is None or first is None:
            return {"fault": self.say("fault.date")}
        courses = [item.course for item in found.standings.values()]
        actuals = kept.actuals_of(self.desk.store, found.standings)
        made = monthly(courses, actuals, first, found.known.today, found.known.revisions, found.hinders)
        markdown = asked.get("form") == "markdown"
        written = (pages.month_markdown if markdown else pages.month_html)(made, self.language)
        name = f"{track(self.language, 'report.file')}-{first:%Y-%m}.{'md' if markdown else 'html'}"
        return self._file(name, "text/markdown" if markdown else "text/html", written.encode(), "toast.report")

    def _board(self) -> Board | None:
        return board(self.desk, self.desk.look(self.language))

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
        now = notes.keep_hinder(self.desk.store, replace(known, cleared=found.known.today if gone else None))
        answer = {**self.open(asked), "toast": track(self.language, "toast.cleared" if gone else "toast.open")}
        return {**answer, "back": {"act": "unclear", "id": now.id}} if gone else answer

    def _opened(self, title: str, html: str) -> Answer:
        return {"drawer": {"title": title, "html": html, "at": ""}}

    def _file(self, name: str, kind: str, data: bytes, told: str) -> Answer:
        content = base64.b64encode(data).decode()
        return {"file": {"name": name, "type": kind, "data": content}, "toast": track(self.language, told, file=name)}


def _months(found: Board) -> list[date]:
    """The first day of each month from the quarter's first to today's or its last, the latest first."""
    period, today = found.known.goals.period, found.known.today
    begins = [item.course.begin for item in found.standings.values()]
    at = min([period.first, *begins]).replace(day=1)
    made = []
    while at <= min(today, period.last):
        made.append(at)
        at = (at + timedelta(days=31)).replace(day=1)
    return made[::-1][:12]
