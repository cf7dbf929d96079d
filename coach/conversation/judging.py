"""What a message wants, by rule alone: the phrases of words/intents.toml, what was asked last, and whether the words read as a goal."""

from __future__ import annotations

import re

from coach.conversation.clauses import reading
from coach.conversation.context import field_line
from coach.conversation.inquiring import TOPICS
from coach.conversation.labels import field_named
from coach.conversation.lines import BREAK
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher
from coach.conversation.pending import NUMBERED_YES, Intent
from coach.conversation.pointing import BARE, STANDS, by_words, listed, one_each
from coach.conversation.prose import NAMES
from coach.conversation.residue import Residue, courtesy
from coach.conversation.shares import named as person
from coach.conversation.wishes import stated, wish

_AGREES = re.compile("[👍👌✅✔☑🆗💯🤝🙌]")
_INQUIRY = 12
"""Words of a question to the set."""
_BARE = 7
_STANDS = 8
"""Words of where the team stands."""
_FEW = 2
_SHORT = 4
_ASKING = frozenset("vilka vilket vilken hur ar which what how is are".split())
_ROLE = re.compile(r"\s*[\[<#*]*/?\s*(?:system|assistant)\b\s*[:>\]]", re.IGNORECASE)


class Judge(Residue):
    """One message weighed. `told`: it answers in words that can be nothing else."""

    told = False

    def verdict(self) -> tuple[Intent, str]:
        """The intent, and a word on how it was meant."""
        if not self.count:
            return self._signs()
        if _ROLE.match(self.message):
            return "other", "injection"
        if self.says("injection") and not (self.paste.listed and not self.says("injection", hear(self.paste.talk).line)):
            return "other", "injection"
        if self.count <= 3 and self.says("undo"):
            return "edit", "undo"
        if not self.setting.goals and "\n" not in self.message.strip() and ":" not in self.message and self._sets():
            self.told = True
            return "help", "start"
        if topic := self._inquires():
            self.told = True
            return "ask", topic
        if self.count <= _BARE and matcher("questions", "export").search(self.heard.line):
            self.told = True
            return "ask", "export"
        told = set(self.answers.values) & set(self.fields)
        if self.setting.goals and not told and self.count <= _INQUIRY and matcher("edits", "never").search(self.heard.line):
            self.told = True
            return "accept", ""
        if self.setting.goals and matcher("questions", "listing").match(self.heard.line):
            self.told = True
            return "review", ""
        if taken := self._agrees():
            self.told = True
            return taken
        if self._keeps_own():
            self.told = True
            return "fill", "own"
        if self.setting.choosing and self.count <= 8 and self.says("keep"):
            return "accept", "keep"
        bare = self.count <= 4 and not any(map(str.isdigit, self.message))
        if self.setting.goals and bare and self.heard.words[0] in listed("keep") and not self._points():
            return "accept", "keep"
        if self.setting.goals and ":" in self.message and matcher("edits", "replace").match(self.heard.line):
            self.told = True
            return "edit", ""
        if self._renews():
            self.told = True
            return "edit", ""
        if self._links():
            self.told = True
            return "edit", ""
        if self._splits():
            self.told = True
            return "edit", ""
        if order := self._order():
            self.told = True
            return order, ""
        if self._picks():
            self.told = True
            return "accept", ""
        wished = stated(self.message) or wish(self.message, "sv", self.setting.today, self.setting.policy)
        if "baseline" in self.setting.lacking and STANDS.fullmatch(self.message.strip()) and self.count <= _STANDS and not self._wished():
            self.told = True
            return "track", ""
        if self.setting.goals and not self.fields and "suggestion" not in self.setting.asked and BARE.fullmatch(self.message.strip()):
            self.told = True
            return "track", ""
        if wished and self.paste.goals and not self.question:
            self.told = True
            return "check", ""
        if numbered := self._numbered_value():
            self.told = True
            return numbered, ""
        if self._measured() or self._specified() or self._measured_step():
            self.told = True
            return "fill", ""
        if self._outcomes():
            self.told = True
            return "track", ""
        if self.setting.reckons and self.heard.asks and self.count <= _SHORT and matcher("questions", "volumes").match(self.heard.line):
            self.told = True
            return "breakdown", ""
        if self._cycled():
            self.told = True
            return "fill", ""
        each = bool(self.fields) and self.count <= 4 and one_each(self.message)
        if not self.answers.values and self._unknown():
            self.told = True
            return "fill", "unsure"
        looks = (self._granted, self._stray, self._stepped, self._redated, self._settled, self._amounted)
        if self.chosen or self.dealt or each or any(look() for look in looks):
            self.told = True
            return "fill", ""
        if setting_answer := self._unasked():
            return setting_answer
        if self.count <= 5 and matcher("edits", "drop").match(self.heard.line) and by_words(self.message, self.setting.goals):
            return "edit", ""
        if self.paste.listed or self.message.count("\n") > 1:
            return self._listed()
        for look in (self._short, self._framed, self._pending, self._command, self._loose):
            found = look()
            if found:
                return found
        return self._fallback()

    def certain(self, intent: Intent, topic: str) -> bool:
        """What no weighing may overrule: an answer to a choice that was put, orders in the guise of a role, a list with bullets or rows."""
        if topic == "keep" or self.told or _ROLE.match(self.message):
            return True
        if intent == "accept" and NUMBERED_YES.match(self.message) and self.says("accept"):
            return True
        if intent == "fill" and (self.answered() or self.offered()):
            return True
        return intent == "check" and self.paste.listed and len(self.paste.goals) > 1 and self.message.strip().count("\n") > 1

    def tracks(self) -> bool:
        """Whether a message can be of outcomes at all: a number, a question, or words that speak of them."""
        return any(char.isdigit() for char in self.message) or self.question or self.says("track") is not None or self.count > _FEW

    def breaks(self) -> bool:
        """Whether a message can be about a breakdown at all: more than an amount."""
        return self.count > _SHORT or self.says("breakdown") is not None or self.question or not any(map(str.isdigit, self.message))

    def topic(self, intent: Intent) -> str:
        """How an intent that was weighed is meant."""
        if intent == "other":
            for section in ("injection", "abuse"):
                if self.says(section):
                    return section
            return courtesy(self.heard.line) if self.says("courtesy") else "scope"
        if intent == "ask" and self.says("why"):
            return "why"
        if intent == "edit" and self.says("undo"):
            return "undo"
        return "unsure" if intent == "fill" and self.says("unsure") else ""

    def _sets(self) -> bool:
        """Whether goals are said to be set, and none is: "hej, jag ska sätta mål för Q1 med mitt team"."""
        aims = any(
            q.role in ("target", "by") and q.value is not None and (q.noun or "") not in NAMES
            for goal in self.paste.goals
            for q in reading(goal.text, self.setting.today, self.setting.policy).quantities
        )
        if self.heard.asks and matcher("questions", "choosing").search(self.heard.line) and any(map(str.isdigit, self.message)):
            return True  # where the team stands, and what to aim at
        return matcher("questions", "setting").search(self.heard.line) is not None and not aims and self.count <= _INQUIRY * 2

    def _inquires(self) -> str:
        """What is asked of the set itself, whatever was asked before: which goals are ready, strategic or lack something, how many there
        should be, whether one is realistic. "" for anything else."""
        if not self.setting.goals or self.count > _INQUIRY or "\n" in self.message.strip():
            return ""
        if self._goal_sure() and (self._deed() or not self.heard.asks):
            return ""
        asks = self.question or self.heard.words[0] in _ASKING or matcher("questions", "reminding").match(self.heard.line) is not None
        named = bool(by_words(self.message, self.setting.goals))
        topics = [topic for topic in TOPICS if topic != ("said" if named else "told")]
        if not person(self.message, self.setting.today, self.setting.policy):
            topics.remove("whose")
        return next((topic for topic in topics if asks and matcher("questions", topic).search(self.heard.line)), "")

    def _agrees(self) -> tuple[Intent, str] | None:
        """An approval in so many words ("ja, godkänn mål 1"), or that one is done: with the goals, or with what was asked."""
        words = set(self.heard.words)
        if not self.setting.goals or self.question or "suggestion" in self.setting.asked:
            return None
        if words & listed("approve") and all(word.isdigit() or word in listed("approve") | listed("approving") for word in words):
            return "accept", "approve"
        if words & listed("done") and words <= listed("done") | listed("finishing") and self.count <= _SHORT:
            return ("accept", "done") if "accept" in self.setting.asked else ("review", "")
        return None

    def _signs(self) -> tuple[Intent, str]:
        """No words at all: emoji and signs."""
        if _AGREES.search(self.message):
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
        answered = self.fields and self.answers.any and not self.answers.rest and not self._goal_like()
        if (self.setting.goals or self.fields) and (len(named) == len(lines) or answered):
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

    def _short(self) -> tuple[Intent, str] | None:
        """Greetings, thanks, undo: nothing else can be meant."""
        if self.says("undo") and self.count <= 10:
            return "edit", "undo"
        taken = self._yes_wanted() and (self.answers.yes or not self.fields)
        if self.count <= 10 and self.says("courtesy") and not taken and not self.says("help"):
            return "other", courtesy(self.heard.line)
        if self.count <= 12 and self.says("abuse") and not self._goal_sure():
            return "other", "abuse"
        if self.count <= 12 and self.says("why") and not self._goal_sure():
            return "ask", "why"
        return None

    def _framed(self) -> tuple[Intent, str] | None:
        """A goal with talk around it, parted from it: the talk says what is wanted, and is otherwise mere framing."""
        if not self.paste.goals or not self._goal_sure():
            return None
        before = self.message.partition(self.paste.goals[0].text)[0].rstrip()
        if self.message.rstrip().endswith("?") and before and before[-1] not in ":?.!,-–\"”“'":
            return None
        if self.fields and self.answers.any and not self.answers.rest and not self._deed():
            return None
        text = self.paste.goals[0].text
        frame = hear(self.message.replace(text, " ")).line
        if len(text) >= len(self.message.strip()) - 2 or "?" in text or not frame:
            return None
        if len(self.message.replace(text, "").split()) < 2 and ":" not in self.message:
            return None
        sections: tuple[Intent, ...] = ("rewrite", "breakdown", "edit")
        for section in sections:
            if self.says(section, frame) and not self.says("track", frame):
                return section, "text" if section != "edit" else ""
        return None if self.says("why", frame) or self.says("injection", frame) else ("check", "")


def _labelled(line: str) -> bool:
    head, sign, rest = line.partition(":")
    return bool(sign and rest.strip() and field_named(head))
