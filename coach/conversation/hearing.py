"""One answer taken part by part: what is told is put under the field it answers, by what was asked and what the words are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coach.conversation.amounts import amounts, counts, dated, often
from coach.conversation.labels import FIELDS, labelled, names
from coach.conversation.listening import hear
from coach.conversation.naming import called
from coach.conversation.patterns import matcher
from coach.conversation.pointing import by_number, listed, months
from coach.conversation.steps import lead, step
from rules.policy import Policy
from rules.reading import read

_LED_TO = re.compile(r"^(?:upp |ner |ned |up |down )?(?:till|to)\s+((?:[€$£]\s?)?\d.*)$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:mål|mal|goal|nr)?\s*(\d{1,2})\s*[.:)]?\s+([^\n]+)", re.IGNORECASE)
_MEASURED = re.compile(
    r"^(?:vi |we )?(?:mäter|mäts|measure|measured)(?: det| it| that)?(?: med| i| som| by| in| as| with)?\s+", re.IGNORECASE
)
_NOT = re.compile(r",?\s+(?:not|inte)\s+\S+(?:\s\S+)?$", re.IGNORECASE)
_BY = re.compile(r"\s*(?:by|till|to|senast|until|before|för|före|innan|,)\s*$", re.IGNORECASE)
_NAMED_UNIT = re.compile(r"^(?:the\s+)?(?:currency|unit|valutan?|enhet(?:en)?)\s*(?:is|är|:|=)?\s*(?=\S)", re.IGNORECASE)
_SINCE = re.compile(r"(?:från|from|starting|med start)\b", re.IGNORECASE)
_REFUSES = frozenset("dont don't not inte no nej ask fraga varfor why is are ar wrong fel".split())


class Listener:
    """What is heard of one answer. `asked`: the fields; `goals`: how many goals may be pointed at."""

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
        text = _NOT.sub("", text) if self.day(text) else text
        if not text:
            return
        if self._counted(text) or _SINCE.match(text) and self._starts(text):
            return
        if (cycle := often(text, self.today, self.policy)) and "cycle" not in self.values:
            self.values["cycle"] = cycle
            return
        if (named := labelled(text)) is not None:
            counted = named[0] == "measure" and "measure" not in self.asked and "unit" in self.asked
            self.put("unit" if counted else named[0], named[1])
        elif matcher("intents", "unsure").search(hear(text).line):
            self.unknown(text)
        elif (led := _LED_TO.match(text)) and "target" in self.asked and not self.day(led[1]):
            self.put("target", led[1])
        elif (both := step(text)) and self.amount(both.low) and not ("deadline" in self.asked and self.day(both.low)):
            if both.name and "measure" in self.asked:
                self.put("measure", both.name)
            self.put("baseline", both.low)
            if not self.amount(both.high):
                self.part(both.high)
            else:
                self.put("target", both.high)
        elif not self._assigned(text) and not self._plain(text):
            self.rest.append(text)

    def _starts(self, text: str) -> bool:
        """A day that something begins, and no value: "från 1 februari"."""
        found = read(text, self.today, self.policy)
        return any(frame.kind == "start" for frame in found.frames) and not found.quantities

    def _counted(self, text: str) -> bool:
        """ "1 Anna", "2: 30 juni": a value by the number of its goal, where owners or days are asked for."""
        match = _COUNTED.fullmatch(text)
        if match is None or not self.asked or self.asked[0] not in ("owner", "deadline") or int(match[1]) > self.goals:
            return False
        day = self.day(match[2])
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

    def amount(self, text: str) -> bool:
        return counts(text, self.today, self.policy)

    def _amounts(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        return amounts(text, self.today, self.policy)

    def day(self, text: str) -> str:
        return dated(text, self.today, self.policy)

    def _later(self, day: str) -> bool:
        """Whether a day puts the year right that one told before it ends: "till årets slut, nästa år alltså"."""
        was, now = (read(f"senast {text}", self.today, self.policy).end for text in (self.values["deadline"], day))
        return was is not None and now is not None and (was.month, was.day) == (now.month, now.day) == (12, 31) and now > was

    def _assigned(self, text: str) -> bool:
        """ "ettan Anna", "Lisa owns the first two", "1: Anna": a value for a goal that is pointed at."""
        places = by_number(text, self.goals)
        if not places or not self.goals or "owner" in self.asked and self.day(text):
            return False
        name = self.name(text)
        wanted = "owner" if "owner" in self.asked or not self.asked else self.asked[0]
        if wanted == "owner" and name:
            value = name
        elif wanted == "deadline" and (day := self.day(text)):
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
            and not self.day(text)
            and not (set(heard.words) & listed("me") and self.name(text))
            and not any(char.isdigit() for char in text)
            and len(heard.words) <= 14
            and heard.words[0] not in ("ja", "nej", "yes", "no")
            and not any(matcher("intents", section).search(heard.line) for section in ("keep", "accept"))
        ):
            self.values["measure"] = _MEASURED.sub("", text)
            return True
        talk = any(matcher("intents", section).search(heard.line) for section in ("keep", "accept"))
        refused = set(hear(_NAMED_UNIT.sub("", text)).words) & _REFUSES
        counted = self.asked == ("unit",) and not refused and "unit" not in self.values and not talk and not one
        if counted and not self.day(text) and not any(char.isdigit() for char in text) and len(heard.words) <= 5:
            self.values["unit"] = _NAMED_UNIT.sub("", text)
            return True
        if any(word in listed("all") for word in heard.words):
            self.all = True
        day = self.day(text)
        numbers = self._amounts(text) if any(char.isdigit() for char in text) or not day else []
        self._measure(text, numbers)
        tail = set(hear(text.partition(numbers[0][0])[2]).words) if len(numbers) == 1 else set()
        if tail and tail <= listed("now") | {"i", "just"}:
            self._now(numbers[0][0])  # "30 now"
            return True
        if len(numbers) == 1 and day and {word for word in hear(day).words if not word.isdigit()} <= listed("now") | {"i", "just"}:
            self._now(numbers[0][0])  # "40 Mkr i dag"
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
        who = "" if numbers and "owner" not in self.asked else self.name(left)
        if who and ("owner" in self.asked or not numbers and not day):
            self.put("owner", who)
        return bool(day or numbers or who or self.all)

    def _measure(self, text: str, numbers: list[tuple[str, tuple[str, ...]]]) -> None:
        """The measure in front of an amount: "NPS 40"."""
        words = lead(text.partition(numbers[0][0])[0]) if numbers and "measure" in self.asked else ""
        if words and len(words.split()) <= 4 and read(words, self.today, self.policy).measure:
            self.put("measure", words)

    def _now(self, value: str) -> None:
        """Today's value. One told before it, of which nothing said when, is what is wanted: "besök 12 i veckan, idag 8"."""
        if "baseline" in self.values and "target" not in self.values:
            self.values["target"] = self.values.pop("baseline")
        self.put("baseline" if "baseline" not in self.values else "target", value)

    def _number(self, value: str, words: tuple[str, ...]) -> None:
        if words[-1:] in (("med",), ("by",)) and value[:1].isdigit():
            self.put("target", f"+{value}")
            return
        if any(word in listed("now") for word in words) and not any(word in ("want", "vill", "ska") for word in words):
            self._now(value)
        elif any(word in listed("want") for word in words):
            self.put(self.open("target", "baseline"), value)
        elif self.asked and self.asked[0] == "baseline" and "baseline" not in self.values:
            self.put("baseline", value)
        else:
            self.put(self.open("target", "baseline"), value)

    def name(self, text: str) -> str:
        """The person or role in a part, as typed; "" where there is none."""
        return called(text, "owner" in self.asked, bool(self.day(text)), self.today, self.policy)
