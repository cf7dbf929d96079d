"""What a message wants: by rule, then weighed with everything else that it shows; and the goals, answers and numbers in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.conversation.answers import Answers
from coach.conversation.bringing import brought
from coach.conversation.evidence import Setting
from coach.conversation.judging import Judge
from coach.conversation.lines import undoubted
from coach.conversation.listening import hear
from coach.conversation.paste import Paste, paste
from coach.conversation.patterns import matcher
from coach.conversation.pending import Intent
from coach.conversation.reckoning import reckoned
from coach.conversation.signs import signs
from coach.conversation.weighing import weighed
from rules.model import Goal

_SUPPOSED = re.compile(r"\b(?:om|if)\s+\D{0,40}\d", re.IGNORECASE)
"""A figure told with the question: "how many deals is that if the average is 90k?"."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A message understood: its intent, the goals in it, the answer it gives, and why an intent of one sort was chosen (`topic`).

    `written`: goals that an order brings along ("skriv om det här: …", "byt ut mål 2 mot: …"). `figures`: the team's own numbers told
    for a breakdown ("vi stänger var fjärde").
    """

    intent: Intent
    paste: Paste
    answers: Answers
    topic: str = ""
    written: tuple[Goal, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals read in the message, whatever is wanted with them."""
        return self.paste.goals if self.intent == "check" else self.written


def understand(message: str, setting: Setting) -> Understood:
    """The intent of a message and what it holds: by rule, then weighed with everything else that the message shows."""
    message = undoubted(message)
    pasted = paste(message, setting.today, setting.policy)
    told = _figures(message, setting)
    if told and setting.reckons:
        return Understood("breakdown", pasted, Answers(), "figures", (), told)
    judge = Judge(message, setting, pasted)
    intent, topic = judge.verdict()
    if judge.count and not judge.certain(intent, topic):
        found = weighed(signs(judge, intent))
        if found == "track" and not judge.tracks() or found == "breakdown" and not judge.breaks():
            found = intent  # a bare name is no outcome, and a bare amount no order
        if found != intent:
            intent, topic = found, judge.topic(found)
    if told and intent == "accept":
        intent = "breakdown"  # "vi stänger var fjärde" is nobody's yes
    if intent == "check" and not pasted.goals:
        intent, topic = "other", "unclear"
    orders = intent in ("rewrite", "breakdown") or intent == "edit" and matcher("edits", "replace").search(judge.heard.line) is not None
    written = brought(message, pasted, setting.goals, setting.today, setting.policy) if orders else ()
    if intent == "breakdown":
        written = tuple(goal for goal in written if not _figured(goal.text, setting))
    return Understood(intent, pasted, judge.answers, topic, written, told if intent == "breakdown" else ())


def _figures(message: str, setting: Setting) -> tuple[tuple[str, str], ...]:
    """The team's own numbers in a message of a line or two."""
    if len(message) > 200 or hear(message).asks and not setting.reckons and not _SUPPOSED.search(message) or message.count("\n") > 3:
        return ()
    return tuple(reckoned(message, setting.ratio, setting.today, setting.policy).items())


def _figured(text: str, setting: Setting) -> bool:
    """One of the team's own numbers, or a question about them, and no goal: "we win 1 in 4"."""
    asks = text.lower().startswith(("i need", "vi behöver", "we need", "jag behöver"))
    return asks or bool(reckoned(text, "", setting.today, setting.policy))


def signed(message: str, setting: Setting) -> tuple[str, ...]:
    """The signs of a message that the weights are fitted on."""
    message = undoubted(message)
    judge = Judge(message, setting, paste(message, setting.today, setting.policy))
    return signs(judge, judge.verdict()[0])


def asked_fields(value: object) -> tuple[str, ...]:
    """The fields of a state's `asks`: a name, several, or None."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(name) for name in value) if isinstance(value, Sequence) else ()
