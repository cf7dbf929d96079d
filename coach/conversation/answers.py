"""What an answer says: "säljchefen, 20 %, till sista mars", "owner: KAM⏎target: 260k", "Lisa owns the first two", "vet inte".

Values are kept as the user typed them; what they mean is told by the reader of goals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coach.conversation.amounts import amounts, counts, dated, often
from coach.conversation.labels import FIELDS, LABELLED, empty, labelled, names
from coach.conversation.listening import hear
from coach.conversation.naming import called, instead
from coach.conversation.patterns import matcher
from coach.conversation.pointing import by_number, listed, months
from coach.conversation.steps import lead, step
from rules.policy import Policy
from rules.reading import read

_PART = re.compile(
    r"\s*(?:[;\n\r]|(?<!\d),|,(?!\d)|(?<=\s)/(?=\s)|(?<=\s)[–—-](?=\s)|"
    r"(?<=[^\W\d_]{2})(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)[.!]\s+(?=[A-ZÅÄÖ]))\s*"
)
_LED_TO = re.compile(r"^(?:upp |ner |ned |up |down )?(?:till|to)\s+((?:[€$£]\s?)?\d.*)$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:mål|mal|goal|nr)?\s*(\d{1,2})\s*[.:)]?\s+([^\n]+)", re.IGNORECASE)
_MEASURED = re.compile(
    r"^(?:vi |we )?(?:mäter|mäts|measure|measured)(?: det| it| that)?(?: med| i| som| by| in| as| with)?\s+", re.IGNORECASE
)
_RUN = re.compile(r"(?:\s*\d{1,2}[.:)]?\s+[^\d,;\n]+){2,}")
_NOT = re.compile(r",?\s+(?:not|inte)\s+\S+(?:\s\S+)?$", re.IGNORECASE)
_BY = re.compile(r"\s*(?:by|till|to|senast|until|before|för|före|innan|,)\s*$", re.IGNORECASE)
_RATE = re.compile(r"\s/\s(?=(?:månad|manad|vecka|dag|kvartal|år|ar|month|week|day|quarter|year)\b)", re.IGNORECASE)
_ENDED = re.compile(r"\b([A-ZÅÄÖ]{2,4}):(?:e?n|s)\b")  # "VD:n"
_NAMED_UNIT = re.compile(r"^(?:the\s+)?(?:currency|unit|valutan?|enhet(?:en)?)\s*(?:is|är|:|=)?\s*(?=\S)", re.IGNORECASE)
_REFUSES = frozenset("dont don't not inte no nej ask fraga varfor why".split())
_LONGEST = 160


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


class _Listener:
    def __init__(self, asked: Sequence[str], goals: int, today: date, policy: Policy) -> None:
        self.asked = tuple(name for name in asked if name in FIELDS)
        self.goals = goals
        self.today = today
        self.policy = policy
        self.values: dict[str, str] = {}
        self.by_goal: dict[int, dict[str, str]] = {}
        self.unsure: list[str] = []
        self.rest: list[str] = []
        self.all = False

    def open(self, *names: str) -> str:
        """The first of the fields that is asked for and not answered yet; else the first not answered."""
        for name in names:
            if name in self.asked and name not in self.values:
                return name
        return next((name for name in names if name not in self.values), names[-1])

    def part(self, text: str) -> None:
        text = text.strip().strip(".!").strip()
        text = _NOT.sub("", text) if self._day(text) else text
        if not text:
            return
        if self._counted(text):
            return
        if (cycle := often(text, self.today, self.policy)) and "cycle" not in self.values:
            self.values["cycle"] = cycle
            return
        if (named := labelled(text)) is not None:
            counted = named[0] == "measure" and "measure" not in self.asked and "unit" in self.asked
            self.put("unit" if counted else named[0], named[1])
        elif matcher("intents", "unsure").search(hear(text).line):
            self.unknown(text)
        elif (led := _LED_TO.match(text)) and "target" in self.asked and not self._day(led[1]):
            self.put("target", led[1])
        elif (both := step(text)) and self._amount(both.low) and not ("deadline" in self.asked and self._day(both.low)):
            if both.name and "measure" in self.asked:
                self.put("measure", both.name)
            self.put("baseline", both.low)
            if not self._amount(both.high):
                self.part(both.high)
            else:
                self.put("target", both.high)
        elif not self._assigned(text) and not self._plain(text):
            self.rest.append(text)

    def _counted(self, text: str) -> bool:
        """ "1 Anna", "2: 30 juni": a value by the number of its goal, where owners or days are asked for."""
        match = _COUNTED.fullmatch(text)
        if match is None or not self.asked or self.asked[0] not in ("owner", "deadline") or int(match[1]) > self.goals:
            return False
        day = self._day(match[2])
        if hear(match[2]).words[:1] and hear(match[2]).words[0] in months():
            return False  # "1 mars till 1 juni"
        if self.asked[0] == "deadline" and not day or self.asked[0] == "owner" and (day or any(char.isdigit() for char in match[2])):
            return False
        self.by_goal.setdefault(int(match[1]), {})[self.asked[0]] = match[2].strip()
        return True

    def put(self, name: str, value: str) -> None:
        value = value.strip().strip(".!").strip()
        if name == "measure":
            value = _MEASURED.sub("", value)
        if value:
            if matcher("intents", "unsure").search(hear(value).line):
                self.unsure.append(name)
            else:
                self.values.setdefault(name, value)

    def unknown(self, text: str) -> None:
        """ "hoppa över datumet": the fields named; else what is asked and not answered in the same message."""
        named = [
            name for name in self.asked if any(label in hear(text).words or f"{label}et" in hear(text).words for label in names()[name])
        ]
        self.unsure += named or [name for name in self.asked if name not in self.values] or ["any"]

    def _amount(self, text: str) -> bool:
        return counts(text, self.today, self.policy)

    def _amounts(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        return amounts(text, self.today, self.policy)

    def _day(self, text: str) -> str:
        return dated(text, self.today, self.policy)

    def _later(self, day: str) -> bool:
        """Whether a day puts the year right that one told before it ends: "till årets slut, nästa år alltså"."""
        was, now = (read(f"senast {text}", self.today, self.policy).end for text in (self.values["deadline"], day))
        return was is not None and now is not None and (was.month, was.day) == (now.month, now.day) == (12, 31) and now > was

    def _assigned(self, text: str) -> bool:
        """ "ettan Anna", "Lisa owns the first two", "1: Anna": a value for a goal that is pointed at."""
        places = by_number(text, self.goals)
        if not places or not self.goals or "owner" in self.asked and self._day(text):
            return False
        name = self._name(text)
        wanted = "owner" if "owner" in self.asked or not self.asked else self.asked[0]
        if wanted == "owner" and name:
            value = name
        elif wanted == "deadline" and (day := self._day(text)):
            value = day
        else:
            return False
        for place in places:
            self.by_goal.setdefault(place, {})[wanted] = value
        return True

    def _plain(self, text: str) -> bool:
        heard = hear(text)
        if set(heard.words) <= {"ja", "nej", "yes", "no", "ok", "okej", "japp", "yep"}:
            return True
        one = len(heard.words) <= 3 and any(one.kind in ("role", "person") for one in read(text, self.today, self.policy).owners)
        one = one or heard.words[0] in listed("me") and set(heard.words) <= listed("me") | listed("filler") | {"da"}
        if (
            "measure" in self.asked
            and "measure" not in self.values
            and not one
            and not self._day(text)
            and not (set(heard.words) & listed("me") and self._name(text))
            and not any(char.isdigit() for char in text)
            and len(heard.words) <= 14
            and heard.words[0] not in ("ja", "nej", "yes", "no")
            and not any(matcher("intents", section).search(heard.line) for section in ("keep", "accept"))
        ):
            self.values["measure"] = _MEASURED.sub("", text)
            return True
        talk = any(matcher("intents", section).search(heard.line) for section in ("keep", "accept"))
        counted = self.asked == ("unit",) and not set(heard.words) & _REFUSES and "unit" not in self.values and not talk and not one
        if counted and not any(char.isdigit() for char in text) and len(heard.words) <= 5:
            self.values["unit"] = _NAMED_UNIT.sub("", text)
            return True
        if any(word in listed("all") for word in heard.words):
            self.all = True
        day = self._day(text)
        numbers = self._amounts(text) if any(char.isdigit() for char in text) or not day else []
        self._measure(text, numbers)
        tail = set(hear(text.partition(numbers[0][0])[2]).words) if len(numbers) == 1 else set()
        if tail and tail <= listed("now") | {"i", "just"}:
            self.put("baseline", numbers[0][0])  # "30 now"
            return True
        if len(numbers) == 1 and day and {word for word in hear(day).words if not word.isdigit()} <= listed("now") | {"i", "just"}:
            self.put("baseline", numbers[0][0])  # "40 Mkr i dag"
            return True
        if day and not (numbers and ("target" in self.asked or "baseline" in self.asked) and "deadline" not in self.asked):
            if "deadline" in self.values and self._later(day):
                del self.values["deadline"]
            self.put("deadline", day)
            cut = text.replace(day, "")
            numbers = self._amounts(cut)
        for value, words in numbers:
            self._number(value, words)
        left = _BY.sub("", text.replace(day, "").strip()).strip() if day and "owner" in self.asked and not numbers else text
        who = "" if numbers and "owner" not in self.asked else self._name(left)
        if who and ("owner" in self.asked or not numbers and not day):
            self.put("owner", who)
        return bool(day or numbers or who or self.all)

    def _measure(self, text: str, numbers: list[tuple[str, tuple[str, ...]]]) -> None:
        """The measure in front of an amount: "NPS 40"."""
        words = lead(text.partition(numbers[0][0])[0]) if numbers and "measure" in self.asked else ""
        if words and len(words.split()) <= 4 and read(words, self.today, self.policy).measure:
            self.put("measure", words)

    def _number(self, value: str, words: tuple[str, ...]) -> None:
        if words[-1:] in (("med",), ("by",)) and value[:1].isdigit():
            self.put("target", f"+{value}")
            return
        if any(word in listed("now") for word in words) and not any(word in ("want", "vill", "ska") for word in words):
            self.put(self.open("baseline", "target"), value)
        elif any(word in listed("want") for word in words):
            self.put(self.open("target", "baseline"), value)
        elif self.asked and self.asked[0] == "baseline" and "baseline" not in self.values:
            self.put("baseline", value)
        else:
            self.put(self.open("target", "baseline"), value)

    def _name(self, text: str) -> str:
        """The person or role in a part, as typed; "" where there is none."""
        return called(text, "owner" in self.asked, bool(self._day(text)), self.today, self.policy)


def answers(message: str, asked: Sequence[str], goals: int, today: date, policy: Policy) -> Answers:
    """The values of a message as an answer to the fields asked for. `goals`: how many goals may be pointed at."""
    listener = _Listener(asked, goals, today, policy)
    line = hear(message).line
    text = _ENDED.sub(r"\1", _RATE.sub("/", message.strip()[: _LONGEST * 6]))
    if "owner" in listener.asked:
        text = instead(text)
    yes = bool(re.match(r"\s*(?:ja|japp|jo|yes|yep|yeah|sure|ok|okej|precis|stämmer|stammer|absolut|jepp)\b", message, re.IGNORECASE))
    no = bool(re.match(r"\s*(?:nej|nä|nix|no|nope)\b", message, re.IGNORECASE))
    if listener.asked[:1] == ("owner",) and _RUN.fullmatch(text) and step(text) is None:
        text = re.sub(r"\s(?=\d)", "; ", text)
    pieces = [part for part in _PART.split(text) if part.strip()]
    if len(pieces) > 1 and step(pieces[1]) is not None:
        pieces[0] = lead(pieces[0]) or pieces[0]
    if len(pieces) > 1 and _measures(pieces[0], listener) and ("measure" in listener.asked or _leads(pieces, listener)):
        listener.put("measure", pieces.pop(0))
    for part in pieces:
        for piece in _joined(part, listener):
            listener.part(piece)
    if any(word in listed("all") for word in line.split()):
        listener.all = True
    rest = tuple(part for part in listener.rest if not empty(part) and not matcher("framing", "aside").search(hear(part).line))
    return Answers(listener.values, listener.by_goal, tuple(dict.fromkeys(listener.unsure)), listener.all, yes, no, rest)


def _leads(pieces: Sequence[str], listener: _Listener) -> bool:
    """Whether the first part is the measure of the step behind it, though none was asked for: "share of wallet, 30% to 40%"."""
    told = step(pieces[1])
    lone = told is not None and not told.name and listener._amount(told.low) and listener._amount(told.high)
    return lone and len(hear(pieces[0]).words) > 1 and not listener._day(pieces[0]) and not listener._name(pieces[0])


def _measures(piece: str, listener: _Listener) -> bool:
    """The first part of an answer names a measure: words, and no value of its own."""
    words = hear(piece).words
    plain = not LABELLED.fullmatch(piece) and step(piece) is None
    led = words[:1] and (words[0][0].isdigit() or words[0] in listed("now") | listed("want") | listed("filler") | listed("me"))
    who = len(words) <= 3 and any(one.kind in ("role", "person") for one in read(piece, listener.today, listener.policy).owners)
    return bool(words) and plain and not led and not who and matcher("intents", "unsure").search(hear(piece).line) is None


def _joined(part: str, listener: _Listener) -> list[str]:
    """ "ettan Anna och tvåan Johan", "Lisa and 20 %": two answers joined by "och" or "men"."""
    pieces = [piece for piece in re.split(r"\s+(?:och|and|men|but|samt)\s+", part) if piece.strip()]
    if len(pieces) < 2:
        return [part]

    def whole(piece: str) -> bool:
        unsure = matcher("intents", "unsure").search(hear(piece).line) is not None
        return unsure or any(char.isdigit() for char in piece) or bool(listener._name(piece)) or bool(listener._day(piece))

    return pieces if all(whole(piece) for piece in pieces) else [part]
