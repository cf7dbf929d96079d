"""The desk: what stands in the store for the page, and how a turn or an edit changes it. One user, many tabs; knows no Gradio."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from secrets import token_bytes
from threading import RLock
from typing import Any

from coach.conversation.asking import worded
from coach.conversation.context import Context
from coach.conversation.model import Own, Reply, Session
from coach.conversation.talk import PAST, turn
from coach.conversation.wording import has
from coach.followup import ledger
from coach.store import Store
from coach.store.records import Period, Team, TurnRecord
from coach.texts import LANGUAGES, Language, text
from coach.ui import keeping, need, offers, shelf
from rules.arithmetic.quarters import Quarter, planned, quarter_of
from rules.policy import Policy

SHOWN = 60
"""Turns that a page opens with; earlier ones are fetched when asked for."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: the session, its goals' ids, the talk's length, and where it is kept. `team` None: nothing is kept yet."""

    session: Session
    quarter: Quarter
    ids: Mapping[int, str]
    length: int = 0
    team: Team | None = None
    period: Period | None = None
    talk: str = ""


Deed = Callable[[Session], tuple[Session, Reply | None]]
"""A change to the set; with a reply it becomes a turn of the talk."""


@dataclass
class Desk:
    """What a page needs to answer: the bounds, the store, and who says what day it is."""

    base: Policy
    store: Store
    today: Callable[[], date]
    lock: RLock = field(default_factory=RLock)
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    """What the addresses of files are signed with: only a page of this run can make one."""

    def policy(self) -> Policy:
        """The bounds in force: the settings file's, and over them the ones set on the page."""
        own = {name: bound.value for name, bound in self.store.bounds.now().items()}
        return replace(self.base, **own) if own else self.base

    def look(self, language: Language) -> View:
        """What is kept, read without writing anything."""
        policy, day = self.policy(), self.today()
        team, quarter = self.team(), self.quarter()
        fresh = Session(day, policy, language, settled=True, fixed=True, own=partial(self._own, team, policy))
        if self.store.profile.load().settings.get("quarter"):
            fresh = replace(fresh, period=Context(deadline=quarter.end, period=quarter.name))
        view = View(fresh, quarter, {}, team=team)
        talk = team.figures.get(f"talk:{quarter.name}") if team else None
        if team is None:
            return view
        period = next((item for item in self.store.periods.of(team.id) if item.name == quarter.name), None)
        if talk is None:
            if period is None:
                return view
            session, ids = shelf.adopted(fresh, self.store, period.id, {})
            return replace(view, session=session, ids=ids, period=period)
        kept = self.store.conversations.load(talk, SKIP)
        ids = shelf.places(kept.state)
        session = shelf.refreshed(keeping.restored(kept.state.get("session", {}), fresh), self.store, ids)
        period = period or self.store.periods.open(team.id, quarter.name, quarter.begin, quarter.end)
        session, ids = shelf.adopted(session, self.store, period.id, ids)
        return View(session, quarter, ids, int(kept.state.get("length", 0)), team, period, talk)

    def said(self, language: Language, message: str, nonce: str = "") -> View:
        """A message answered and kept. The same nonce twice is one message."""
        with self.lock:
            view = self.look(language)
            if self._answered(view, nonce):
                return view
            after, replies = _turned(view.session, message, language)
            entry = offers.wanted(after, replies[language])
            if entry is None:
                return self._kept(language, view, after, message, replies, nonce)
        # Outside the lock: a slow model holds up nobody else, and what others did meanwhile counts.
        offer = offers.asked(entry, view.session, LANGUAGES)
        with self.lock:
            view = self.look(language)
            if self._answered(view, nonce):
                return view
            if offer is None:
                after, replies = _turned(view.session, message, language)
                return self._kept(language, view, after, message, replies, nonce)
            after, replies = _turned(offers.offered(view.session, offer), message, language)
            replies = {spoken: offers.told(reply, offer, spoken) for spoken, reply in replies.items()}
            made = self._kept(language, view, after, message, replies, nonce)
            if id := made.ids.get(entry.number):
                offers.shelved(self.store, id, self.store.goals.get(id).revision, offer)
            return made

    def _answered(self, view: View, nonce: str) -> bool:
        """The message was answered already, though its answer may not have come to the browser."""
        last = self.turns(view, view.length - 1) if nonce and view.talk else ()
        return bool(last) and last[-1].reply.get("nonce") == nonce

    def done(
        self, language: Language, deed: Deed, message: Callable[[Language], str] | None = None, undoable: bool = True, why: str = ""
    ) -> View:  # fmt: skip
        """An edit made on the page, kept with its reason and (`undoable`) able to be undone; with a reply it stands in the talk, under
        `message`."""
        with self.lock:
            view = self.look(language)
            after, reply = deed(view.session)
            if undoable and after.entries != view.session.entries and after.past == view.session.past:
                after = replace(after, past=(*view.session.past, view.session.entries)[-PAST:])
            if reply is None or message is None:
                return self._kept(language, view, after, why, {})
            replies = {spoken: deed(replace(view.session, language=spoken))[1] or reply for spoken in LANGUAGES}
            return self._kept(language, view, after, message(language), replies)

    def turns(self, view: View, after: int, until: int | None = None) -> tuple[TurnRecord, ...]:
        """The turns of the talk with numbers above `after`, up to `until`."""
        if not view.talk or after >= view.length:
            return ()
        found = self.store.conversations.load(view.talk, after).turns
        return found if until is None else tuple(item for item in found if item.number <= until)

    def anew(self, language: Language) -> View:
        """An empty talk and an empty set; undo brings the goals back."""
        with self.lock:
            view = self.look(language)
            if view.team is None:
                return view
            number = view.session.next_number
            fresh = Session(view.session.today, view.session.policy, language, settled=True, fixed=True, next_number=number)
            past = (*view.session.past, view.session.entries)[-PAST:] if view.session.entries else view.session.past
            self.store.teams.change(view.team.id, figures={f"talk:{view.quarter.name}": None})
            return self._kept(language, replace(view, talk="", length=0), replace(fresh, past=past), "", {})

    def _own(self, team: Team | None, policy: Policy) -> Own:
        """The team's own numbers: what the CRM has told, and over that what was typed in."""
        if team is None:
            return Own()
        rows, past = ledger.own_past(ledger.whole(ledger.ledgers_of(self.store, team.id)), self.today(), policy.fiscal_year_start)
        typed, sellers = need.ratios(team.figures)
        return Own({**past, **typed}, rows, sellers)

    def team(self) -> Team | None:
        """The team that is worked on: the chosen one, else the first."""
        teams = self.store.teams.all()
        chosen = self.store.profile.load().settings.get("team")
        return next((item for item in teams if item.id == chosen), next((item for item in teams if not item.sample), None))

    def quarter(self) -> Quarter:
        """The chosen quarter, else the one that a plan made today is for."""
        chosen = self.store.profile.load().settings.get("quarter")
        start = self.base.fiscal_year_start
        if chosen:
            try:
                return quarter_of(date.fromisoformat(str(chosen)), start)
            except ValueError:
                pass
        return planned(self.today(), start)

    def _kept(
        self, language: Language, view: View, after: Session, message: str, replies: Mapping[Language, Reply], nonce: str = ""
    ) -> View:
        """Everything of one turn or edit in one transaction."""
        store = self.store
        with store.together():
            team = view.team or store.teams.add(text(language, "team.name", "page"))
            quarter = view.quarter
            period = view.period or store.periods.open(team.id, quarter.name, quarter.begin, quarter.end)
            ids = shelf.written(view.session, after, store, period.id, view.ids, message[:80])
            shelf.reported(view.session, after, store, ids)
            shelf.learned(view.session, after, store, ids)
            length = view.length + bool(replies)
            state = {"session": keeping.kept(after), "ids": {str(number): id for number, id in ids.items()}, "length": length}
            talk = view.talk
            if not talk:
                talk = store.conversations.start(team.id, state).id
                team = store.teams.change(team.id, figures={f"talk:{quarter.name}": talk})
            if replies:
                reply: dict[str, Any] = {"nonce": nonce}
                reply.update((spoken, _reply(item, replace(after, language=spoken))) for spoken, item in replies.items())
                store.conversations.save_turn(talk, length, message, reply, after.today, state)
            elif view.talk:
                store.conversations.save_state(talk, state)
        return View(after, quarter, ids, length, team, period, talk)


def _turned(session: Session, message: str, language: Language) -> tuple[Session, dict[Language, Reply]]:
    """What a message leaves, and its answer in every language."""
    made = {spoken: turn(replace(session, language=spoken), message) for spoken in LANGUAGES}
    return replace(made[language][0], language=language), {spoken: reply for spoken, (_, reply) in made.items()}


SKIP = 10**9
"""No turn has a number above it: only the state is read."""


def _reply(reply: Reply, after: Session) -> dict[str, Any]:
    """An answer as it is kept; `asks`: the question that its quick replies answer, where its own words do not put it."""
    cards = [{"number": card.number, "suggestions": list(card.suggestions), "ready": card.ready} for card in reply.cards]
    quick = [{"label": item.label, "message": item.message} for item in reply.quick]
    # The guided start and the lessons put their own questions anew each time, in words that no catalogue lists under [question].
    open = after.question if quick else None
    asked = worded(after, open) if open is not None and has(after.language, f"question.{open.key}") else ""
    asks = "" if asked in reply.text else asked
    return {"intent": reply.intent, "text": reply.text, "quick": quick, "cards": cards, "asks": asks}
