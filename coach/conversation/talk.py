"""One turn of the talk: (session, message) → (session, reply). Deterministic; what the message wants is told by rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from coach.conversation import (
    agreeing,
    breaking,
    correcting,
    filling,
    guiding,
    lessons,
    overview,
    reporting,
    rewriting,
)
from coach.conversation.answers import Answers
from coach.conversation.asking import quick
from coach.conversation.drafting import draft
from coach.conversation.intents import understand
from coach.conversation.lines import resolved
from coach.conversation.listening import hear
from coach.conversation.model import Question, Quick, Reply, Session
from coach.conversation.pending import Intent
from coach.conversation.replies import Replies
from coach.conversation.scene import setting
from coach.conversation.speaking import SAID, in_language, switched
from coach.conversation.speech import wanted
from coach.conversation.wording import day, numbers, say, who
from coach.errors import CoachError

_BRIEF, _KEPT = 4, 100
_ABOUT, _NUMBER = re.compile(r":\(?([\d, ]+)\)?$"), re.compile(r"\d+")
"""The goals that a question was about, at the end of its key: "owner:3", "again:target:(2,)"."""
PAST = 20
"""Sets that can be gone back to."""


def turn(session: Session, message: str) -> tuple[Session, Reply]:
    """The session after a message, and what the coach answers. Never raises for any message."""
    if (language := wanted(message)) is not None:
        return switched(session, language, message)
    message = breaking.adopted(session, resolved(message))
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
    return _lightened(after) if len(after.asked) > _KEPT else after, reply


def _lightened(session: Session) -> Session:
    """Without what was asked about goals that are gone for good, so that a talk of years weighs no more than one of days."""
    alive = {entry.number for entries in (session.entries, *session.past) for entry in entries}
    gone = {key for key in session.asked if (about := _ABOUT.search(key)) and not {int(one) for one in _NUMBER.findall(about[1])} & alive}
    return replace(session, asked=session.asked - gone)


class _Turn(Replies):
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
        if "accept" in asked and self.understood.answers.yes and (when := self.understood.answers.values.get("deadline")):
            self.message = self.message.replace(when, " ")
            self._moved(when)
        done = agreeing.agreed(self.session, self.understood.answers, self.message)
        self.session = done.session
        if done.key == "unready":
            return self._unready(done.done)
        if done.key:
            self.say(f"accept.{done.key}", goals=numbers(self.session, done.done))
            return bool(self.session.entries)
        self.lines += reporting.agreed(self.session, done.done, done.left)
        return True

    def _moved(self, when: str) -> None:
        """Another day told with the yes: "ja, till 30 juni"."""
        goals = self.session.question.goals if self.session.question else ()
        before = self.session
        asked = replace(self.session, question=Question("deadline", ("deadline",), goals))
        self.session, touched = filling.filled(asked, Answers({"deadline": when}), self.message)
        self.session = replace(self.session, question=before.question)
        if touched and (entry := self.session.entry(touched[0])) and entry.goal.deadline:
            self.say("edit.deadline", goals=numbers(self.session, touched), value=day(self.session, entry.goal.deadline), was="")

    def _offered(self) -> bool | None:
        """A yes or no to the review that was offered."""
        question, given = self.session.question, self.understood.answers
        if question is None or question.key != "review" or not (given.yes or given.no) or len(hear(self.message).words) > _BRIEF:
            return None
        self.session = replace(self.session, question=None)
        if given.no:
            self.say("offer.later")
            return False
        self.understood = replace(self.understood, intent="review")
        return self._review()

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
        """What goes before what the words want: the review that was offered, or that a goal is somebody else's than whose yes was asked."""
        if (offered := self._offered()) is not None:
            return offered
        if self.understood.intent not in ("accept", "fill", "edit", "check", "track"):
            return None
        if (again := correcting.outcome(self.session, self.message)) is not None:
            self.understood, self.message = replace(self.understood, intent="track", topic=""), again
            self.topic = ""
            return self._track()
        if (dated := correcting.redated(self.session, self.message)) is not None:
            self.session, places, when = dated
            self.understood = replace(self.understood, intent="edit")
            self.say("edit.deadline", goals=numbers(self.session, places), value=day(self.session, when), was="")
            return True
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
