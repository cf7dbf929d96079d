"""One turn of the talk: (session, message) → (session, reply). Deterministic; what the message wants is told by rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.conversation import adding, answering, breaking, choosing, editing, filling, guiding, lessons, overview, rewriting, tracking
from coach.conversation.asking import lacking, next_question, put, quick, standing, worded
from coach.conversation.drafting import draft
from coach.conversation.intents import Understood, understand
from coach.conversation.listening import hear
from coach.conversation.model import Card, Question, Quick, Reply, Session
from coach.conversation.patterns import matcher
from coach.conversation.pending import Intent
from coach.conversation.scene import setting
from coach.conversation.speech import guessed, spoken
from coach.conversation.wording import card, numbers, quoted, say
from coach.errors import CoachError
from rules.messages import render

PAST = 20
"""Sets that can be gone back to."""
_SAID = 40


def turn(session: Session, message: str) -> tuple[Session, Reply]:
    """The session after a message, and what the coach answers. Never raises for any message."""
    understood = understand(message, setting(session))
    session = _in_language(session, understood, message)
    before = session
    session = replace(session, said=(*session.said, message[:2000])[-_SAID:])
    if lessons.waits(session) and (learned := lessons.answered(session, understood, message)) is not None:
        return learned
    if not lessons.waits(session) and (number := lessons.missed(session, understood, message)):
        return lessons.begun(session, number)
    after, reply = _Turn(session, understood, message).reply()
    if after.entries != before.entries and not (understood.intent == "edit" and reply.topic == "undone"):
        after = replace(after, past=(*before.past, before.entries)[-PAST:])
    return after, reply


def _in_language(session: Session, understood: Understood, message: str) -> Session:
    """The user's language: a setting stays; sentences said to the coach tell it; goals only stand in until one does."""
    if session.settled:
        return session
    talk = understood.paste.talk if understood.intent == "check" else message
    if understood.intent in ("check", "fill"):
        if understood.intent == "check" and (found := spoken(talk)):
            return replace(session, language=found, settled=True)
        if not session.entries and not session.said and (likely := guessed(message)):
            return replace(session, language=likely)
        return session
    found = spoken(talk)
    if found is not None:
        return replace(session, language=found, settled=len(hear(talk).words) >= 3)
    return session


class _Turn:
    """One message answered."""

    def __init__(self, session: Session, understood: Understood, message: str) -> None:
        self.session = session
        self.understood = understood
        self.message = message
        self.lines: list[str] = []
        self.cards: tuple[Card, ...] = ()
        self.quick: tuple[Quick, ...] = ()
        self.topic = understood.topic

    def reply(self) -> tuple[Session, Reply]:
        """The session and the reply."""
        asks = True
        if self.session.step and (step := guiding.answered(self.session, self.understood, self.message)):
            self.session, self.lines, self.quick = step
            self.understood = replace(self.understood, intent="fill", written=())
            asks = False
        else:
            try:
                asks = self._answers()[self.understood.intent]()
            except CoachError:
                self.lines, asks = [say(self.session, "other.unclear")], False
        if asks:
            self._ask()
        goals = tuple(goal.text for goal in self.understood.goals)
        text = "\n".join(line for line in self.lines if line)
        return self.session, Reply(self.understood.intent, text, goals, self.session.question, self.quick, self.cards, self.topic)

    def _answers(self) -> dict[Intent, Callable[[], bool]]:
        return {
            "check": self._check, "rewrite": self._rewrite, "breakdown": self._breakdown, "ask": self._question, "review": self._review,
            "fill": self._fill, "accept": self._accept, "edit": self._edit, "track": self._track, "help": self._help, "other": self._other,
        }  # fmt: skip

    def say(self, key: str, **params: str) -> None:
        self.lines.append(say(self.session, key, **params))

    def _ask(self) -> None:
        """The next question, with its quick replies; the offer of a review when nothing is left."""
        level = choosing.crowded(self.session)
        if level is not None and f"choose:{level.value}" not in self.session.asked:
            lines, choice, self.quick = choosing.offered(self.session, level)
            self.lines += [*lines, say(self.session, "question.choose")]
            self.session = replace(self.session, question=choice, asked=self.session.asked | {f"choose:{level.value}"})
            return
        waiting = standing(self.session, self.session.question) if self.understood.intent not in ("fill", "accept") else self._passed_by()
        if waiting is not None:
            self.session = replace(self.session, question=waiting)
            if self.understood.intent == "fill":
                self.quick = quick(self.session, waiting)
            return
        question = next_question(self.session)
        if question is None and (waiting := self._half()) is not None:
            self.session, self.quick = replace(self.session, question=waiting), quick(self.session, waiting)
            return
        self.session = put(self.session, question)
        if question is not None:
            self.lines.append(worded(self.session, question))
            self.quick = quick(self.session, question)
        elif self.session.active and "review" not in self.session.asked and self._whole():
            self.session = replace(self.session, asked=self.session.asked | {"review"})
            self.say("offer.review")
            label = say(self.session, "quick.review")
            self.quick = (Quick(label, label),)

    def _half(self) -> Question | None:
        """What is left of the open question, where half of it was answered."""
        waiting = standing(self.session, self.session.question) if self.understood.intent == "fill" else None
        if waiting is None or "accept" in waiting.fields:
            return None
        left = lacking(self.session, waiting)
        alone = len(waiting.goals) == 1 and set(left) <= {"owner", "deadline"}
        return replace(waiting, fields=left, key="-".join(left) if alone else waiting.key)

    def _passed_by(self) -> Question | None:
        """The open question, where something else was answered than what it asked for: it still stands, without being said again."""
        question, given = self.session.question, self.understood.answers
        if question is None or self.understood.intent != "fill" or given.unsure or given.yes or given.no or given.by_goal:
            return None
        if set(given.values) & set(question.fields) or not given.values:
            return None
        return standing(self.session, question)

    def _whole(self) -> bool:
        return len(self.session.active) > 1 and all(draft(entry, self.session).ready for entry in self.session.active)

    def _check(self) -> bool:
        self.session, entries, left = adding.added(self.session, self.understood)
        if not entries:
            self.say("check.known")
            return True
        context = self.understood.paste.context.over(
            replace(self.session.period, deadline=None) if self.session.step else self.session.period
        )
        self.session = replace(self.session, step="")
        lines, self.cards, self.session = adding.answered(self.session, entries, context, left)
        self.lines += lines
        return True

    def _rewrite(self) -> bool:
        self.session, lines, self.cards, self.quick, asks = rewriting.rewritten(self.session, self.understood, self.message)
        self.lines += lines
        return asks

    def _breakdown(self) -> bool:
        self.session, lines, texts = breaking.broken_down(self.session, self.understood, self.message)
        self.lines += lines
        if texts:
            label = say(self.session, "quick.add-goals")
            self.quick = (Quick(label, "\n".join(f"- {text}" for text in texts)),)
        return False

    def _question(self) -> bool:
        self.lines += answering.answered(self.session, self.message, self.topic)
        return self._again()

    def _again(self) -> bool:
        """A question that stands open is put before the user again as quick replies, not as words."""
        if self.session.question is not None:
            self.quick = quick(self.session, self.session.question)
        return False

    def _review(self) -> bool:
        lines, self.cards = overview.reviewed(self.session)
        self.lines += lines
        self.session = replace(self.session, asked=self.session.asked | {"review"})
        return bool(self.session.active)

    def _fill(self) -> bool:
        if self.session.question is not None and self.session.question.key == "ratio":
            self.session = replace(self.session, question=None)
        question = self.session.question
        if question is not None and "accept" in question.fields:
            self.say("accept.later")
            return True
        if question is not None and question.fields and filling.one_each(self.message):
            self.say(f"fill.one-each-{question.fields[0]}")
            return False
        if not self.session.entries:
            self.say("fill.no-goal")
            return False
        self.session, touched = filling.filled(self.session, self.understood.answers, self.message)
        self._report(touched)
        return True

    def _report(self, touched: tuple[int, ...]) -> None:
        """What an answer did to the goals it touched."""
        entries = [entry for number in touched if (entry := self.session.entry(number))]
        drafts = [draft(entry, self.session) for entry in entries]
        self.session = adding.shown(self.session, drafts)
        self.cards = tuple(card(item) for item in drafts)
        moved = drafts
        if not moved:
            self.say("fill.left")
            return
        if len(moved) > 2:
            ready = [item.entry.number for item in moved if item.ready]
            self.say("fill.noted-all", goals=numbers(self.session, [item.entry.number for item in moved]))
            if ready:
                self.say(
                    "fill.ready-all" if len(ready) == len(self.session.active) else "fill.ready-some", goals=numbers(self.session, ready)
                )
            return
        for item in moved:
            several = len(self.session.active) > 1
            key = "fill.ready" if item.ready else "fill.noted"
            self.say(
                key + ("-of" if several else ""), goal=item.entry.goal.text if item.ready else item.text, number=str(item.entry.number)
            )
            if not item.ready and not item.open:
                self.lines += [
                    " ".join(render(found, self.session.language)) for found in item.report.findings if found.severity.value != "note"
                ][:1]

    def _accept(self) -> bool:
        if self.topic == "keep":
            self.say("accept.keep")
            return True
        asked = set(self.session.question.fields) if self.session.question else set()
        if "accept" not in asked and any(entry.shown and not draft(entry, self.session).ready for entry in self.session.active):
            self.session, lines, self.cards = rewriting.chosen(self.session, self.message)
            if lines:
                self.lines += lines
                return True
        self.session, done = filling.accepted(self.session, self.message)
        if not done:
            self.say("accept.none" if self.session.entries else "accept.empty")
            return bool(self.session.entries)
        entry = self.session.entry(done[0])
        owner = (entry.goal.owner or "") if entry else ""
        key = "accept.all" if len(done) > 1 else "accept.self" if owner in ("jag", "I") else "accept.one" if owner else "accept.plain"
        self.say(key, goals=numbers(self.session, done), owner=owner, goal=quoted(entry.goal.text) if entry else "")
        return True

    def _edit(self) -> bool:
        done = editing.edited(self.session, self.understood, self.message)
        self.session = done.session
        self.topic = done.key
        goals = numbers(self.session, done.numbers) if done.numbers else ""
        self.say(f"edit.{done.key}", goals=goals, value=done.value, was=quoted(done.was))
        changed = [draft(entry, self.session) for number in done.numbers if (entry := self.session.entry(number)) and not entry.parked]
        self.cards = tuple(card(item) for item in changed)
        self.session = adding.shown(self.session, changed)
        return done.key not in ("which", "what", "merge-which", "nothing", "no-undo", "what-owner", "what-deadline")

    def _track(self) -> bool:
        self.session, lines = tracking.tracked(self.session, self.message)
        self.lines += lines
        return False

    def _help(self) -> bool:
        if not self.session.entries and not self.session.step and self._wants_start():
            self.session, self.lines, self.quick = guiding.begun(self.session)
            return False
        self.say("help.text")
        self.quick = tuple(Quick(label, label) for label in (say(self.session, "quick.example"), say(self.session, "quick.start")))[
            : 2 if not self.session.entries else 0
        ]
        return self._again() if self.session.question else False

    def _wants_start(self) -> bool:
        return (
            self.topic == "start"
            or matcher("questions", "start").search(hear(self.message).line) is not None
            or len(hear(self.message).words) <= 2
        )

    def _other(self) -> bool:
        self.say(f"other.{self.topic or 'unclear'}")
        if not self.session.entries and self.topic in ("courtesy", "unclear"):
            self.quick = tuple(Quick(label, label) for label in (say(self.session, "quick.example"), say(self.session, "quick.start")))
        return self._again()
