"""What a message wants, by rule: the phrases of words/intents.toml, what was asked last, and whether the words read as a goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coach.conversation.answers import FIELDS, Answers, answers
from coach.conversation.context import field_line
from coach.conversation.lines import BREAK
from coach.conversation.listening import Heard, hear
from coach.conversation.paste import Paste, paste
from coach.conversation.patterns import matcher, phrases
from coach.conversation.pointing import by_number, by_words
from coach.conversation.prose import reading
from rules.policy import Policy
from rules.reading import Reading

POINTER = re.compile(
    r"(?:^|(?<= ))(?:(?:mal|malet|goal|nr|nummer|number|no) \d{1,2} |(?:ett|tva|tre|fyr|fem|sex|sju|att)ans? |"
    r"(?:den|det|the) (?:forsta|andra|tredje|fjarde|femte|sista|senaste|first|second|third|fourth|fifth|last|latest)(?: one)? )"
)
_NUMBERED_YES = re.compile(r"\s*(?:mål|mal|goal|nr|#)\s?#?\d{1,2}\s*[:–-]", re.IGNORECASE)
_OWNS = re.compile(r"(?:^|(?<= ))(?:ager|ansvarar|owns|tar|agare|owner) ")
_NUMBERED = re.compile(r"\s*(?:mål|mal|goal|nr|#)\s?#?\d{1,2}\s*[:=–-]?\s*[^\d\n]{0,25}\d", re.IGNORECASE)
Intent = Literal["check", "rewrite", "breakdown", "ask", "review", "fill", "accept", "edit", "track", "help", "other"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What was going on when the message came: the texts of the set, the fields asked for, whether suggestions stand to be chosen."""

    goals: tuple[str, ...]
    asked: tuple[str, ...]
    suggestions: int
    today: date
    policy: Policy
    open: tuple[str, ...] = ()
    """What the one goal that is not ready lacks, asked for or not."""
    choosing: bool = False
    """The coach has asked what to do with too many goals."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A message understood: its intent, the goals in it, the answer it gives, and why an intent of one sort was chosen (`topic`)."""

    intent: Intent
    paste: Paste
    answers: Answers
    topic: str = ""


def understand(message: str, setting: Setting) -> Understood:
    """The intent of a message and what it holds."""
    pasted = paste(message, setting.today, setting.policy)
    judge = _Judge(message, setting, pasted)
    intent, topic = judge.verdict()
    if intent == "check" and not pasted.goals:
        intent, topic = "other", "unclear"
    return Understood(intent, pasted, judge.answers, topic)


class _Judge:
    """One message weighed."""

    def __init__(self, message: str, setting: Setting, pasted: Paste) -> None:
        self.message = message
        self.setting = setting
        self.paste = pasted
        self._pointing: bool | None = None
        self.heard: Heard = hear(message)
        self.count = len(self.heard.words)
        self.fields = tuple(name for name in setting.asked if name in FIELDS)
        self.answers = answers(message, self.fields or setting.open, len(setting.goals), setting.today, setting.policy)
        self.reading = reading(message.strip()[:2000], setting.today, setting.policy)
        self.question = self.heard.asks or self.reading.reason == "question"
        if self.question and self._goal_sure() and pasted.talk and "?" not in pasted.goals[0].text:
            self.question = False  # the question stood around the goal ("can you have a look at this one? …")

    def says(self, section: str, line: str | None = None) -> re.Match[str] | None:
        """Whether a phrase of the section is heard."""
        return matcher("intents", section).search(self.heard.line if line is None else line)

    def verdict(self) -> tuple[Intent, str]:
        """The intent, and a word on how it was meant."""
        if not self.count:
            return self._signs()
        if self.says("injection") and not (self.paste.listed and not self.says("injection", hear(self.paste.talk).line)):
            return "other", "injection"
        if self.setting.choosing and self.count <= 8 and self.says("keep"):
            return "accept", "keep"
        if setting_answer := self._unasked():
            return setting_answer
        if self._outcome():
            return "track", ""
        if self.count <= 5 and matcher("edits", "drop").match(self.heard.line) and by_words(self.message, self.setting.goals):
            return "edit", ""
        if self.paste.listed or self.message.count("\n") > 1:
            return self._listed()
        for look in (self._short, self._framed, self._pending, self._command, self._loose):
            found = look()
            if found:
                return found
        return self._fallback()

    def _unasked(self) -> tuple[Intent, str] | None:
        """An answer that no open question waits for: the owner's yes for a numbered goal, who owns it, or from what to what."""
        if not self.setting.goals or "\n" in self.message.strip() or self.question:
            return None
        if _NUMBERED_YES.match(self.message) and self.says("accept") and self.count <= 8 and not self._deed():
            return "accept", ""
        if self.fields or not self.setting.open or self.answers.rest or self._deed():
            return None
        given = set(self.answers.values)
        if {"baseline", "target"} <= given or "owner" in given and _OWNS.search(self.heard.line):
            return "fill", ""
        return None

    def _outcome(self) -> bool:
        """ "Mål 1: 32 möten": a number for a goal that is there, not a goal of that number."""
        if not self.setting.goals or "\n" in self.message.strip() or not _NUMBERED.match(self.message):
            return False
        return self.count <= 7 and not self._deed() and not self.fields

    def _signs(self) -> tuple[Intent, str]:
        """No words at all: emoji and signs."""
        if "👍" in self.message or "✅" in self.message:
            if self.setting.suggestions or {"suggestion", "accept"} & set(self.setting.asked):
                return "accept", "yes"
            if self.fields:
                return "fill", ""
        if self.fields and self.message.strip() in ("%", "kr", "€", "$", "£"):
            return "fill", ""
        if self.message.strip() and not self.message.strip().strip("?") and self.setting.goals:
            return "ask", "why"
        return "other", "courtesy"

    def _listed(self) -> tuple[Intent, str]:
        """Several goals, or lines that answer."""
        lines = [line for line in BREAK.split(self.message) if line.strip()]
        named = [line for line in lines if field_line(line) or _labelled(line)]
        if self.setting.goals or self.fields:
            if len(named) == len(lines) or (self.fields and self.answers.any and not self.answers.rest and not self._goal_like()):
                return "fill", ""
        talk = hear(self.paste.talk).line
        if self.paste.goals and not self._answers_only():
            if self.says("rewrite", talk) and not self.says("courtesy", talk):
                return "rewrite", "text"
            if self.says("breakdown", talk):
                return "breakdown", "text"
            return "check", ""
        return self._one()

    def _one(self) -> tuple[Intent, str]:
        for look in (self._short, self._framed, self._pending, self._command, self._loose):
            found = look()
            if found:
                return found
        return self._fallback()

    def _answers_only(self) -> bool:
        return bool(self.fields) and self.answers.any and not self.answers.rest and not self._goal_like()

    def _goal_like(self) -> bool:
        """Whether some piece has a verb of its own: more than a value."""
        for goal in self.paste.goals:
            found = reading(goal.text, self.setting.today, self.setting.policy)
            if not found.reason and (found.changes or found.deliverables or found.efforts):
                return True
            if not found.reason and len(goal.text.split()) > 5 and not self.answers.by_goal:
                return True
        return False

    def _short(self) -> tuple[Intent, str] | None:
        """Greetings, thanks, undo: nothing else can be meant."""
        if self.says("undo") and self.count <= 10:
            return "edit", "undo"
        if self.count <= 10 and self.says("courtesy") and not self._yes_wanted() and not self.says("help"):
            return "other", _kind(self.heard.line)
        if self.count <= 12 and self.says("why") and not self._goal_sure():
            return "ask", "why"
        return None

    def _yes_wanted(self) -> bool:
        return bool(self.setting.suggestions or {"accept", "suggestion"} & set(self.setting.asked) or self.fields)

    def _pending(self) -> tuple[Intent, str] | None:
        """The coach has asked: does this answer?"""
        asked = set(self.setting.asked)
        if "goal" in asked and self.says("unsure") and self.count <= 8:
            return "help", "start"
        if self.fields and self._plain_answer():
            return "fill", ""
        if asked & {"accept", "suggestion"} or self.setting.suggestions:
            found = self._choice(asked)
            if found:
                return found
        if not self.fields or self._orders():
            return None
        if self.count <= 14 and self.says("unsure") and not self.says("ask"):
            return "fill", "unsure"
        if self.question and (self.says("ask") or self.reading.reason == "question"):
            return None
        if self.answers.any and (not self.answers.rest or len(self.answers.rest) < len(self.answers.values) + len(self.answers.by_goal)):
            if self.answers.yes and self.count <= 5 or {"baseline", "target"} <= set(self.answers.values) and not self.answers.rest:
                return "fill", ""
            if (self.answers.yes or self.answers.no) and not self.answers.values and self.count > 6 and not self.answers.all:
                return None
            if not self._deed() or self.answers.by_goal:
                return "fill", ""
        return None

    def _plain_answer(self) -> bool:
        """A few words that answer what was asked, and can hardly be anything else."""
        if self.answers.no and self.says("edit"):
            return False
        if self.question or self.count > (18 if {"baseline", "target"} & set(self.answers.values) else 6) or self._points() or self.says("undo"):
            return False
        if self.says("unsure") and not self.says("ask"):
            return True
        if any(self.says(section) for section in ("edit", "rewrite", "breakdown", "review")) and not any(c.isdigit() for c in self.message):
            return False
        if self.setting.suggestions and self.says("accept") and by_number(self.message, self.setting.suggestions):
            return False
        if self.answers.yes and not self.answers.rest:
            return True
        given = self.answers.values
        if not given or self.answers.rest or not set(given) & set(self.fields):
            return self.answers.yes and self.count <= 4
        if set(given) & set(self.fields) & {"baseline", "target", "measure"} and not self._deed():
            return True
        return self.count <= 4 or set(given) <= {"owner", "deadline"} and not self._deed()

    def _choice(self, asked: set[str]) -> tuple[Intent, str] | None:
        if self.says("rewrite") and not self._goal_sure():
            return "rewrite", "again"
        if "suggestion" in asked and self.count <= 8 and self.says("rewrite"):
            return "rewrite", "again"
        if self.says("edit") and not self.says("accept") or self.question and not self.says("accept"):
            return None
        if self.says("unsure") and self.count <= 6:
            return ("rewrite", "again") if "suggestion" in asked and not self.fields else ("fill", "unsure")
        if "accept" in asked and self.says("accept") and not self.question and self.count <= 12 and not any(char.isdigit() for char in self.message):
            return "accept", ""
        if self.answers.yes and not self._deed() and not self.question and not (self.fields and self.answers.values):
            return "accept", ""
        if (self.says("accept") or by_number(self.message, self.setting.suggestions) and self.count <= 6) and not self._deed():
            return "accept", ""
        if self.answers.no and self.count <= 6:
            return ("fill", "no") if "accept" in asked else ("rewrite", "again")
        return None

    def _orders(self) -> bool:
        """A command rather than an answer."""
        return any(self.says(section) for section in ("edit", "rewrite", "breakdown", "review")) or bool(self.says("help") and not self.answers.values)

    def _pointed(self) -> bool:
        return bool(by_number(self.message, len(self.setting.goals)) or by_words(self.message, self.setting.goals))

    def _goal_sure(self) -> bool:
        """A goal beyond doubt: a wanted result in the reader's eyes, with a change, a deed or a number."""
        found = self._first()
        if found is None or self._points():
            return False
        amounts = [q for q in found.quantities if q.role in ("target", "by")]
        dated = len(found.source.tokens) > 4 and any(frame.kind == "deadline" for frame in found.frames)
        return bool(found.changes or found.deliverables or found.efforts or amounts or dated) and len(found.source.tokens) >= 3

    def _deed(self) -> bool:
        """A goal with a verb of its own: more than a value."""
        found = self._first()
        return found is not None and bool(found.changes or found.deliverables or found.efforts) and len(found.source.tokens) >= 3

    def _points(self) -> bool:
        """A goal of the set is pointed at by number or order ("mål 2", "ettan"), and no new one stands after a colon."""
        if self._pointing is None:
            places = by_number(self.message.partition(":")[0], len(self.setting.goals))
            named = POINTER.search(self.heard.line) is not None
            self._pointing = bool(named and places)
        return self._pointing

    def _first(self) -> Reading | None:
        """The reading of the first goal in the message, if it is one in the reader's eyes."""
        if not self.paste.goals:
            return None
        found = reading(self.paste.goals[0].text, self.setting.today, self.setting.policy)
        return None if found.reason else found

    def _share(self, section: str) -> float:
        """How much of the message the phrases of a section cover."""
        covered: set[int] = set()
        line = self.heard.line
        for phrase in phrases("intents", section):
            for match in phrase.finditer(line):
                first = line[: match.start()].count(" ")
                covered.update(range(first, first + match[0].count(" ")))
        return len(covered) / max(self.count, 1)

    def _framed(self) -> tuple[Intent, str] | None:
        """A goal with talk around it, parted from it: the talk says what is wanted, and is otherwise mere framing."""
        if not self.paste.goals or not self._goal_sure():
            return None
        if self.fields and self.answers.any and not self.answers.rest and not self._deed():
            return None
        text = self.paste.goals[0].text
        frame = hear(self.message.replace(text, " ")).line
        if len(text) >= len(self.message.strip()) - 2 or "?" in text or not frame:
            return None
        if len(self.message.replace(text, "").split()) < 2 and ":" not in self.message:
            return None
        for section in ("rewrite", "breakdown", "edit"):
            if self.says(section, frame) and not self.says("track", frame):
                return section, "text" if section != "edit" else ""  # type: ignore[return-value]
        return None if self.says("why", frame) or self.says("injection", frame) else ("check", "")

    def _command(self) -> tuple[Intent, str] | None:
        """Something to be done, said as an order or a request."""
        if self._share("help") >= 0.99 and not self.setting.goals:
            return "help", ""
        levels = re.search(r"(?:^|(?<= ))(?:strategi|operati)", self.heard.line) is not None
        first = ("edit", "rewrite", "breakdown") if levels else ("breakdown", "rewrite", "edit")
        for section in (*first, "review", "accept", "track", "help"):
            match = self.says(section)
            if match is None or not self._meant(section, match):
                continue
            return section, ""  # type: ignore[return-value]
        return None

    def _meant(self, section: str, match: re.Match[str]) -> bool:
        """Whether a phrase heard is what the message is about, and no accident in the words of a goal."""
        at = self.heard.line[: match.start()].count(" ")
        sure = self._goal_sure()
        if section == "review" and self.question and self._share("ask") > self._share("review"):
            return False
        if section == "edit":
            return at <= 6 and (not sure or self._pointed() or bool(self.setting.goals) and at <= 1)
        if section == "rewrite" and not self.setting.goals and ":" not in self.message and self.says("help") and not self._points():
            return False
        if section == "help" and self.says("chat") and self._share("chat") > 0.3:
            return False
        if section in ("rewrite", "breakdown"):
            return at <= 8 and (not sure or at <= 3)
        if section == "accept":
            return (not sure or self._pointed() and at <= 6 or self._share("accept") >= 0.6) and not self.question and (self._yes_wanted() or bool(self.setting.goals) or self._speaks_of_goals())
        if section == "track" and self.question and self.says("ask") and self._share("ask") > self._share("track"):
            return False
        if section == "track":
            return not (sure and at > 3 and not self.question) and not self._wished()
        if section == "help":
            asks = self.question and self.says("ask") is not None
            if asks and self._share("ask") > self._share("help"):
                return False
            return (not sure or match.start() == 0 and self._share("help") > 0.4 or self._share("help") >= 0.5) and not (self.question and self.says("ask") and self._speaks_of_goals() and not _start(match))
        return not sure or at <= 2 and (self._speaks_of_goals() or self._share("review") > 0.6 or self._share("review") >= 0.5 and not any(frame.kind == "deadline" for frame in self.reading.frames))

    def _wished(self) -> bool:
        return bool(re.search(r"(?:^|(?<= ))(?:ska|skall|vill|borde|will|want|should|must|shall) ", self.heard.line)) and not self.question

    def _speaks_of_goals(self) -> bool:
        return re.search(r"(?:^|(?<= ))(?:mal|malen|malet|goal|goals|targets?|objectives?) ", self.heard.line) is not None

    def _loose(self) -> tuple[Intent, str] | None:
        if self.says("abuse") and not self._goal_sure():
            return "other", "abuse"
        domain = matcher("domain", "question").search(self.heard.line) or matcher("domain", "theme").search(self.heard.line)
        numbers = any(char.isdigit() for char in self.message)
        if self.says("chat") and self._share("chat") >= 0.5 and not numbers:
            return "other", "scope"
        if self.says("chat") and not (self._goal_sure() and (numbers or domain)) and not (domain and self.question):
            return "other", "scope"
        if self.question and self.says("musing") and any(char.isdigit() for char in self.message) and not self.says("ask"):
            return "check", "draft"
        if self.question and not (self._goal_sure() and not self.says("ask")):
            return ("ask", "") if domain or self.setting.goals and (self._pointed() or self.says("ask")) else ("other", "scope")
        if self.says("ask") and self.reading.reason and domain:
            return "ask", ""
        return None

    def _fallback(self) -> tuple[Intent, str]:
        """Nothing was said to the coach: a goal, a draft of one, or nothing we can use."""
        if self.says("courtesy"):
            return "other", _kind(self.heard.line)
        if self.reading.reason in ("report", "background") and self.setting.goals and any(char.isdigit() for char in self.message):
            return "track", ""
        if self.setting.goals and self.answers.values and field_line(self.message.strip()):
            return "fill", ""
        if self.paste.goals and (not self.reading.reason or self.reading.measure or self.reading.quantities or self.reading.changes):
            return "check", "" if self._goal_sure() else "draft"
        if matcher("domain", "theme").search(self.heard.line) or self.reading.reason == "advice":
            return "check", "draft"
        if self.says("unsure") and self.count <= 8:
            return ("help", "start") if not self.setting.goals else ("fill", "unsure")
        return "other", "unclear"


def _kind(line: str) -> str:
    """Thanks, a farewell or a greeting."""
    if re.search(r"(?:^|(?<= ))(?:tack|tackar|thanks|thank|thx|cheers|thankyou|tnx) ", line):
        return "thanks"
    return "bye" if re.match(r"(?:hejda|hej da|bye|goodbye|adjo|trevlig|ha en|have a|ses|vi ses|see you|god natt|good night) ?", line) else "courtesy"


def _start(match: re.Match[str]) -> bool:
    return match.start() == 0


def _labelled(line: str) -> bool:
    head, sign, rest = line.partition(":")
    from coach.conversation.answers import field_named

    return bool(sign and rest.strip() and field_named(head))


def asked_fields(value: object) -> tuple[str, ...]:
    """The fields of a state's `asks`: a name, several, or None."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(name) for name in value) if isinstance(value, Sequence) else ()
