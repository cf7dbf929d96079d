"""What a turn gathers: the lines of the reply, its cards and quick replies, and the question that it ends with."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation import choosing, resuming
from coach.conversation.asking import next_question, put, quick, worded
from coach.conversation.drafting import draft
from coach.conversation.intents import Understood
from coach.conversation.model import Card, Question, Quick, Session
from coach.conversation.wording import say


class Round:
    """One message and the reply to it in the making."""

    def __init__(self, session: Session, understood: Understood, message: str) -> None:
        self.session = session
        self.understood = understood
        self.message = message
        self.lines: list[str] = []
        self.cards: tuple[Card, ...] = ()
        self.quick: tuple[Quick, ...] = ()
        self.topic = understood.topic

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
        waiting = resuming.waiting(self.session, self.understood)
        if waiting is not None and self.understood.intent == "check":
            self.session, after = resuming.behind(self.session, waiting)
            self._put(after)
        elif waiting is not None:
            asked = put(self.session, waiting) if "accept" in waiting.fields else self.session
            self.session, self.quick = replace(asked, question=waiting), quick(self.session, waiting)
        elif (question := next_question(self.session)) is not None:
            self._put(question)
        elif self.understood.intent in ("fill", "accept", "edit") and (left := resuming.remaining(self.session)):
            self.session, self.quick = resuming.told(self.session, left[0]), quick(self.session, left[0])
            self.lines.append(left[1])
        elif (half := resuming.half(self.session, self.understood)) is not None:
            self.session, self.quick = replace(self.session, question=half), quick(self.session, half)
        else:
            self.session = put(self.session, None)
            self._offer()

    def _put(self, question: Question) -> None:
        self.session = put(self.session, question)
        self.lines.append(worded(self.session, question))
        self.quick = quick(self.session, question)

    def _offer(self) -> None:
        """The review, once all goals are ready."""
        whole = len(self.session.active) > 1 and all(draft(entry, self.session).ready for entry in self.session.active)
        if whole and "review" not in self.session.asked:
            self.session = replace(self.session, asked=self.session.asked | {"review"})
            self.say("offer.review")
            self.session = replace(self.session, question=Question("review", ()))
            label = say(self.session, "quick.review")
            self.quick = (Quick(label, label),)

    def _again(self) -> bool:
        """A question that stands open is put before the user again as quick replies, not as words."""
        if self.session.question is not None:
            self.quick = quick(self.session, self.session.question)
        return False
