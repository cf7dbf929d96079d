"""One turn of the talk: (session, message) → (session, reply). Deterministic; what the message wants is told by rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.conversation import (
    adding,
    agreeing,
    answering,
    breaking,
    editing,
    filling,
    guiding,
    lessons,
    overview,
    reporting,
    rewriting,
    tracking,
)
from coach.conversation.asking import quick, standing
from coach.conversation.drafting import draft
from coach.conversation.intents import understand
from coach.conversation.listening import hear
from coach.conversation.model import Question, Quick, Reply, Session
from coach.conversation.patterns import matcher
from coach.conversation.pending import Intent
from coach.conversation.pointing import one_each
from coach.conversation.realism import judged, realistic
from coach.conversation.rounds import Round
from coach.conversation.scene import setting
from coach.conversation.speaking import SAID, in_language, parting, switched
from coach.conversation.speech import wanted
from coach.conversation.steps import step
from coach.conversation.wording import card, numbers, quoted, say, who
from coach.errors import CoachError

PAST = 20
"""Sets that can be gone back to."""


def turn(session: Session, message: str) -> tuple[Session, Reply]:
    """The session after a message, and what the coach answers. Never raises for any message."""
    if (language := wanted(message)) is not None:
        return switched(session, language, message)
    message = breaking.adopted(session, message)
    understood = understand(message, setting(session))
    session = in_language(session, understood, message)
    before = session
    session = replace(session, said=(*session.said, message[:2000])[-SAID:])
    if lessons.waits(session) and (learned := lessons.answered(session, understood, message)) is not None:
        return learned
    if not lessons.waits(session) and (number := lessons.missed(session, understood, message)):
        return lessons.begun(session, number)
    after, reply = _Turn(session, understood, message).reply()
    if after.entries != before.entries and not (understood.intent == "edit" and reply.topic == "undone"):
        after = replace(after, past=(*before.past, before.entries)[-PAST:])
    return after, reply


class _Turn(Round):
    """One message answered."""

    def reply(self) -> tuple[Session, Reply]:
        """The session and the reply."""
        asks = True
        if self.session.step and (step := guiding.answered(self.session, self.understood, self.message)):
            self.session, self.lines, self.quick = step
            self.understood = replace(self.understood, intent="fill", written=())
            asks = False
        else:
            try:
                handed = self._handed()
                asks = self._answers()[self.understood.intent]() if handed is None else handed
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
        if self.topic == "realism":
            self.session, self.lines = realistic(self.session, self.message)
            return self._again()
        self.lines += answering.answered(self.session, self.message, self.topic)
        return self._again()

    def _review(self) -> bool:
        lines, self.cards = overview.reviewed(self.session)
        self.lines += lines
        self.session = replace(self.session, asked=self.session.asked | {"review"})
        return bool(self.session.active)

    def _fill(self) -> bool:
        if self.session.question is not None and self.session.question.key == "ratio":
            self.session = replace(self.session, question=None)
        question, given = self.session.question, self.understood.answers
        if question is not None and "accept" in question.fields:
            if given.no or given.unsure or not (given.values or given.by_goal):
                self.say("accept.later")
                return True
            self.session = replace(self.session, question=None)
        elif question is not None and question.fields and one_each(self.message):
            self.say(f"fill.one-each-{question.fields[0]}")
            return False
        if not self.session.entries:
            self.say("fill.no-goal")
            return False
        before = self.session
        self.session, touched = filling.filled(self.session, given, self.message)
        if touched:
            self.session, self.lines, self.cards = reporting.reported(self.session, touched)
            if question is not None and question.key == "realism":
                self.lines, self.session = self._weighed(given.values.get("baseline", ""), touched)
            if question is not None and "accept" in question.fields and (still := standing(self.session, question)) is not None:
                self.session, self.quick = replace(self.session, question=still), quick(self.session, still)
                return False
            return True
        if not given.yes and matcher("intents", "keep").search(hear(self.message).line):
            self.say("accept.keep")
            return self._again()
        if key := reporting.unread(before, question, self.message):
            self.session = replace(before, asked=before.asked | {f"again:{key.partition('.')[2]}:{question.goals if question else ()}"})
            self.say(key)
            return self._again()
        self.say("fill.left" if given.unsure or not (given.values or given.by_goal) else "fill.same")
        return True

    def _weighed(self, value: str, touched: tuple[int, ...]) -> tuple[list[str], Session]:
        """Today's value noted, and what it says of the goals whose realism was asked about."""
        entries = [entry for number in touched if (entry := self.session.entry(number))]
        session, lines = judged(self.session, entries)
        return [say(session, "fill.standing", goals=numbers(session, touched), value=value), *lines], session

    def _accept(self) -> bool:
        if self.topic == "keep":
            self.say("accept.keep")
            return True
        question = self.session.question
        asked = set(question.fields) if question else set()
        if question is not None and "suggestion" in asked and agreeing.answers_instead(given := self.understood.answers):
            self.session = replace(self.session, question=Question("figures", tuple(given.values), question.goals))
            return self._fill()
        if "accept" in asked and self.topic != "approve" and agreeing.changes(self.understood.answers, self.message):
            return self._edit()
        if self.topic == "done" and agreeing.whose(self.session):
            return self._whose()
        if (
            self.topic != "approve"
            and "accept" not in asked
            and any(entry.shown and not draft(entry, self.session).ready for entry in self.session.active)
        ):
            before = self.session
            self.session, lines, self.cards = rewriting.chosen(self.session, self.message)
            if lines and self.session.entries != before.entries or "suggestion" in asked:
                self.lines += lines
                return True
            self.session = before
        if hear(self.message).asks:
            self.lines += [overview.standing(self.session, draft(entry, self.session)) for entry in self.session.active]
            return self._again()
        done = agreeing.agreed(self.session, self.understood.answers, self.message)
        self.session = done.session
        if done.key == "unready":
            return self._unready(done.done)
        if done.key:
            self.say(f"accept.{done.key}")
            return bool(self.session.entries)
        self.lines += reporting.agreed(self.session, done.done, done.left)
        return True

    def _unready(self, places: tuple[int, ...]) -> bool:
        """A yes to goals that are not ready: what they lack is said, and asked once whether it shall stand all the same."""
        self.lines += overview.lacks(self.session, places)
        question = Question("anyway", ("accept",), places)
        self.session = replace(rewriting.interrupted(self.session), question=question)
        self.say("question.anyway")
        self.quick = quick(self.session, question)
        return False

    def _whose(self) -> bool:
        """ "Done" where the owners' yes was asked for: whether they have said it, once; then the set is gone through."""
        if "whose" in self.session.asked:
            return self._review()
        self.session = replace(self.session, asked=self.session.asked | {"whose"})
        several = self.session.question is not None and len(self.session.question.goals) > 1
        self.say("accept.whose" if several else "accept.whose-one")
        label = say(self.session, "quick.review")
        self.quick = (*quick(self.session, self.session.question), Quick(label, label)) if self.session.question else ()
        return False

    def _handed(self) -> bool | None:
        """A goal whose yes was asked for belongs to somebody else."""
        if self.understood.intent not in ("accept", "fill", "edit", "check", "track"):
            return None
        if agreeing.amended(self.session, self.message):
            self.understood = replace(self.understood, intent="edit")
            return self._edit()
        found = agreeing.handed(self.session, self.message)
        if found is None:
            return None
        self.session, owner, places = found
        self.understood = replace(self.understood, intent="edit")
        self.say("edit.owner", goals=numbers(self.session, places), value=who(self.session, owner), was="")
        return True

    def _edit(self) -> bool:
        done = editing.edited(self.session, self.understood, self.message)
        self.session = done.session
        self.topic = done.key
        goals = numbers(self.session, done.numbers) if done.numbers else ""
        self.say(f"edit.{done.key}", goals=goals, value=who(self.session, done.value), was=quoted(done.was))
        changed = [draft(entry, self.session) for number in done.numbers if (entry := self.session.entry(number)) and not entry.parked]
        self.cards = tuple(card(item) for item in changed)
        self.session = adding.shown(self.session, changed)
        return done.key not in ("which", "what", "merge-which", "nothing", "no-undo", "what-owner", "what-deadline")

    def _track(self) -> bool:
        if not self.session.entries and adding.doing(self.session, self.understood):
            self.understood = replace(self.understood, intent="check")  # "Boka 10 möten": nothing to follow up yet, so a goal
            return self._check()
        if {"baseline", "target"} <= set(self.understood.answers.values) and step(self.message.strip()):
            self.understood = replace(self.understood, intent="fill")  # from what to what is no outcome
            return self._fill()
        self.session, lines = tracking.tracked(self.session, self.message)
        self.lines += lines
        return False

    def _help(self) -> bool:
        if not self.session.entries and not self.session.step and guiding.wanted(self.message, self.topic):
            self.session, self.lines, self.quick = guiding.begun(self.session)
            return False
        self.say("help.text")
        self.quick = tuple(Quick(label, label) for label in (say(self.session, "quick.example"), say(self.session, "quick.start")))[
            : 2 if not self.session.entries else 0
        ]
        return self._again() if self.session.question else False

    def _other(self) -> bool:
        if self.topic in ("unclear", "scope") and (left := parting(self.message)):
            self.topic = left
        self.say(f"other.{self.topic or 'unclear'}")
        if not self.session.entries and self.topic in ("courtesy", "unclear"):
            self.quick = tuple(Quick(label, label) for label in (say(self.session, "quick.example"), say(self.session, "quick.start")))
        return self._again()
