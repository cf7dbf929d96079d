"""What a message wants where nothing was said to the coach in so many words: a question, small talk, a goal, a draft, or nothing to use."""

from __future__ import annotations

import re

from coach.conversation.context import field_line
from coach.conversation.orders import Orders
from coach.conversation.patterns import matcher
from coach.conversation.pending import Intent


class Residue(Orders):
    """One message of which no phrase has told what it wants."""

    def _loose(self) -> tuple[Intent, str] | None:
        if self.says("abuse") and not self._goal_sure():
            return "other", "abuse"
        domain = matcher("domain", "question").search(self.heard.line) or matcher("domain", "theme").search(self.heard.line)
        numbers = any(char.isdigit() for char in self.message)
        if self.says("chat") and self._share("chat") >= 0.5 and not numbers:
            return "other", "scope"
        if (
            self.says("chat")
            and not (self._goal_sure() and (numbers or domain))
            and not (self.question and (self._speaks_of_goals() or matcher("domain", "theme").search(self.heard.line)))
        ):
            return "other", "scope"
        if (
            self.question
            and self.says("musing")
            and (any(char.isdigit() for char in self.message) or self._goal_sure() or self.heard.words[0] in ("maybe", "kanske", "perhaps"))
            and not self.says("ask")
        ):
            return "check", "draft"
        if self.question and not (self._goal_sure() and not self.says("ask")):
            return ("ask", "") if domain or self.setting.goals and (self._pointed() or self.says("ask")) else ("other", "scope")
        if self.says("ask") and self.reading.reason and domain:
            return "ask", ""
        return None

    def _fallback(self) -> tuple[Intent, str]:
        """Nothing was said to the coach: a goal, a draft of one, or nothing we can use."""
        if self.says("courtesy"):
            return "other", courtesy(self.heard.line)
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


def courtesy(line: str) -> str:
    """Thanks, a farewell or a greeting."""
    if re.search(r"(?:^|(?<= ))(?:tack|tackar|thanks|thank|thx|cheers|thankyou|tnx) ", line):
        return "thanks"
    return (
        "bye"
        if re.match(r"(?:hejda|hej da|bye|goodbye|adjo|trevlig|ha en|have a|ses|vi ses|see you|god natt|good night) ?", line)
        else "courtesy"
    )
