"""What an answer says: "säljchefen, 20 %, till sista mars", "owner: KAM⏎target: 260k", "Lisa owns the first two", "vet inte".

Values are kept as the user typed them; what they mean is told by the reader of goals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coach.conversation.hearing import Listener
from coach.conversation.labels import LABELLED, empty
from coach.conversation.listening import hear
from coach.conversation.naming import in_order, instead
from coach.conversation.patterns import matcher
from coach.conversation.pointing import listed
from coach.conversation.steps import lead, step
from rules.policy import Policy
from rules.reading import read

_PART = re.compile(
    r"\s*(?:[;\n\r]|(?<!\d),|,(?!\d)|(?<=\s)/(?=\s)|(?<=\s)[–—-](?=\s)|"
    r"(?<=[^\W\d_]{2})(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)[.!]\s+(?=[A-ZÅÄÖ]))\s*"
)
_RUN = re.compile(r"(?:\s*\d{1,2}[.:)]?\s+[^\d,;\n]+){2,}")
_RATE = re.compile(r"\s/\s(?=(?:månad|manad|vecka|dag|kvartal|år|ar|month|week|day|quarter|year)\b)", re.IGNORECASE)
_ENDED = re.compile(r"\b([A-ZÅÄÖ]{2,4}):(?:e?n|s)\b")  # "VD:n"
_LONGEST, _MOST = 160, 60


@dataclass(frozen=True, slots=True)
class Answers:
    """`values`: field to words, for the goal asked about (or all). `by_goal`: place of a goal to its own values.

    `unsure`: fields the user does not know. `all`: said to hold for every goal. `yes`, `no`: a bare one. `rest`: words that fit nothing.
    """

    values: dict[str, str] = field(default_factory=dict)
    by_goal: dict[int, dict[str, str]] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    all: bool = False
    yes: bool = False
    no: bool = False
    rest: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything was answered."""
        return bool(self.values or self.by_goal or self.unsure or self.yes or self.no or self.all)


def answers(message: str, asked: Sequence[str], goals: int, today: date, policy: Policy) -> Answers:
    """The values of a message as an answer to the fields asked for. `goals`: how many goals may be pointed at."""
    listener = Listener(asked, goals, today, policy)
    line = hear(message).line
    text = _ENDED.sub(r"\1", _RATE.sub("/", message.strip()[: _LONGEST * 6]))
    if "owner" in listener.asked:
        text = instead(text)
    yes = bool(re.match(r"\s*(?:ja|japp|jo|yes|yep|yeah|sure|ok|okej|precis|stämmer|stammer|absolut|jepp)\b", message, re.IGNORECASE))
    no = bool(re.match(r"\s*(?:nej|nä|nix|no|nope)\b", message, re.IGNORECASE))
    if listener.asked[:1] == ("owner",) and _RUN.fullmatch(text) and step(text) is None:
        text = re.sub(r"\s(?=\d)", "; ", text)
    pieces = [part for part in _PART.split(text) if part.strip()][:_MOST]
    if len(pieces) > 1 and step(pieces[1]) is not None:
        pieces[0] = lead(pieces[0]) or pieces[0]
    if len(pieces) > 1 and _measures(pieces[0], listener) and ("measure" in listener.asked or _leads(pieces, listener)):
        listener.put("measure", pieces.pop(0))
    for part in pieces:
        for piece in _joined(part, listener):
            listener.part(piece)
    if any(word in listed("all") for word in line.split()):
        listener.all = True
    alone = listener.asked == ("owner",) and not listener.by_goal and len(pieces) == goals
    if alone and (dealt := in_order([listener.name(piece) for piece in pieces], goals)):
        return Answers(by_goal=dealt)
    rest = tuple(part for part in listener.rest if not empty(part) and not matcher("framing", "aside").search(hear(part).line))
    return Answers(listener.values, listener.by_goal, tuple(dict.fromkeys(listener.unsure)), listener.all, yes, no, rest)


def _leads(pieces: Sequence[str], listener: Listener) -> bool:
    """Whether the first part is the measure of the step behind it, though none was asked for: "share of wallet, 30% to 40%"."""
    told = step(pieces[1])
    lone = told is not None and not told.name and listener.amount(told.low) and listener.amount(told.high)
    return lone and len(hear(pieces[0]).words) > 1 and not listener.day(pieces[0]) and not listener.name(pieces[0])


def _measures(piece: str, listener: Listener) -> bool:
    """The first part of an answer names a measure: words, and no value of its own."""
    words = hear(piece).words
    plain = not LABELLED.fullmatch(piece) and step(piece) is None
    led = words[:1] and (words[0][0].isdigit() or words[0] in listed("now") | listed("want") | listed("filler") | listed("me"))
    who = len(words) <= 3 and any(one.kind in ("role", "person") for one in read(piece, listener.today, listener.policy).owners)
    return bool(words) and plain and not led and not who and matcher("intents", "unsure").search(hear(piece).line) is None


def _joined(part: str, listener: Listener) -> list[str]:
    """ "ettan Anna och tvåan Johan", "Lisa and 20 %": two answers joined by "och" or "men"."""
    pieces = [piece for piece in re.split(r"\s+(?:och|and|men|but|samt)\s+", part) if piece.strip()]
    if len(pieces) < 2:
        return [part]

    def whole(piece: str) -> bool:
        unsure = matcher("intents", "unsure").search(hear(piece).line) is not None
        return unsure or any(char.isdigit() for char in piece) or bool(listener.name(piece)) or bool(listener.day(piece))

    return pieces if all(whole(piece) for piece in pieces) else [part]
