"""What every action answers with: pieces of the page by name, drawn from the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from coach.conversation.asking import standing
from coach.conversation.model import Session
from coach.store.records import TurnRecord
from coach.texts import Language
from coach.ui import header, talk
from coach.ui.desk import SHOWN, Desk, View
from coach.ui.labels import say, track
from coach.ui.tabs import sheet
from rules.model import State

Asked = Mapping[str, Any]
"""What the browser sends: the name of the action, its values, and how far the page has come (talk, have, tab, shape)."""
Answer = dict[str, Any]
"""Pieces of the page: turns, panel, quarter, drawer, form, result, toast, copy; "fault" where nothing else changes."""


class Answering:
    """The desk in one language, and the pieces that most actions share."""

    def __init__(self, desk: Desk, language: Language) -> None:
        self.desk = desk
        self.language = language

    def open(self, asked: Asked) -> Answer:
        """The whole page as it stands; only what is newer than the turns the browser has."""
        return self.shown(self.desk.look(self.language), asked)

    def shown(self, view: View, asked: Asked) -> Answer:
        """The talk from the last turn that the browser has, the panel and the header."""
        same = bool(view.talk) and asked.get("talk") == view.talk
        have = min(number(asked, "have"), view.length) if same else 0
        first = have - 1 if have else max(0, view.length - SHOWN)
        open = view.session.question
        # What was answered on the page since (the owner's yes on a card) is not asked by the talk's last line any more.
        asked_still = open is None or not open.fields or not open.goals or standing(view.session, open) is not None
        turns = [self.turn(record, record.number == view.length, asked_still) for record in self.desk.turns(view, first)]
        body = sheet(self.desk, view, self.language, asked)
        return {
            "talk": view.talk, "fresh": not have, "turns": turns, "length": view.length, "panel": body,
            "goals": len(view.session.active), "quarter": header.quarters(view, self.desk.today(), self.language), "empty": not view.length,
        }  # fmt: skip

    def done(self, asked: Asked, deed: Callable[[Session], Session], told: str, undoable: bool = True, why: str = "") -> Answer:
        """A quiet edit of the set: what it leaves, and a line that tells of it. A quarter that is closed is not edited."""
        period = self.desk.look(self.language).period
        if period is not None and period.state is State.CLOSED:
            return {"fault": track(self.language, "fault.closed")}
        view = self.desk.done(self.language, lambda session: (deed(session), None), why=why)
        return {**self.shown(view, asked), "toast": told, "undoable": undoable and bool(view.session.past)}

    def turn(self, record: TurnRecord, live: bool, asked: bool = True) -> Answer:
        """One turn of the talk. `asked`: its question still waits for an answer."""
        return {"number": record.number, "html": talk.turn(record, self.language, live, asked)}

    def drawer(self, title: str, html: str, at: str = "") -> Answer:
        """A drawer with a heading; `at`: the element to scroll to."""
        return {"drawer": {"title": say(self.language, title), "html": html, "at": at}}

    def weeks(self, view: View) -> Decimal:
        """Working weeks of a quarter."""
        return Decimal(view.session.policy.working_weeks) / 4

    def say(self, key: str, **params: str) -> str:
        """A text of the page."""
        return say(self.language, key, **params)


def number(asked: Asked, name: str = "number") -> int:
    """A whole number that the browser sent; 0 for anything else."""
    try:
        return max(0, min(int(str(asked.get(name) or 0)), 10**6))
    except ValueError:
        return 0
