"""Actions of a quarter as a whole: its state a step on or back, the unfinished along, the calendar and the monthly report."""

from __future__ import annotations

import base64
from datetime import date, timedelta

from coach.conversation.model import Reply, Session
from coach.errors import PeriodError
from coach.followup import kept, wording
from coach.period import carrying, passage, quarter
from coach.store.records import Period
from coach.ui import cycle, deeds, figures
from coach.ui.answering import Answer, Answering, Asked
from coach.ui.board import Board, board
from coach.ui.labels import Language, say, track
from coach.ui.safe import button, safe
from rules.arithmetic.quarters import quarter_of
from rules.model import State

WORDS = 300
"""Characters of a reason, a hinder or a note that are kept."""


class Quarterly(Answering):
    """What is done with the quarter."""

    def move(self, asked: Asked) -> Answer:
        """The quarter a state on; where something stands in the way, what it is, and whether it shall be done all the same."""
        found, deed, why = self._board(), str(asked.get("deed")), str(asked.get("reason") or "")[:WORDS]
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
        found, why = self._board(), str(asked.get("reason") or "")[:WORDS]
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
            why = track(self.language, "cycle.carried", period=self._named(known.goals.period, self.language))
            made = carrying.carry(store, known.goals, into, known.standings, (), "", why)
            store.profile.change(settings={"quarter": target.begin.isoformat()})
            if made.fresh:
                self._told(known.goals.period, len(made.fresh))
        told = track(self.language, "toast.carry" if made.fresh else "toast.carry-none", count=str(len(made.fresh)))
        return {**self.open({**asked, "talk": "", "tab": "goals", "shape": "list"}), "tab": "goals", "toast": told}

    def _told(self, period: Period, count: int) -> None:
        """What came along, said in the talk of the quarter it came to, with what it lacks there: most often a day that lies ahead."""

        def came(session: Session) -> tuple[Session, Reply | None]:
            named = self._named(period, session.language)
            return deeds.met(session, track(session.language, "cycle.came", period=named, count=str(count)))

        def said(language: Language) -> str:
            return track(language, "cycle.said", period=self._named(period, language))

        self.desk.done(self.language, came, said)

    def _named(self, period: Period, language: Language) -> str:
        """A quarter's name inside a sentence: "kvartal 1 2027"."""
        found = quarter_of(period.first, self.desk.base.fiscal_year_start)
        told = say(language, "page.quarter", quarter=str(found.number), year=str(found.year))
        return told[:1].lower() + told[1:]

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
        made = monthly(courses, actuals, first, found.known.today, found.known.revisions, found.hinders, found.decisions)
        markdown = asked.get("form") == "markdown"
        written = (pages.month_markdown if markdown else pages.month_html)(made, self.language)
        name = f"{track(self.language, 'report.file')}-{first:%Y-%m}.{'md' if markdown else 'html'}"
        return self._file(name, "text/markdown" if markdown else "text/html", written.encode(), "toast.report")

    def _board(self) -> Board | None:
        return board(self.desk, self.desk.look(self.language))

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
