"""Whether a message orders something to be done: with a goal of the set, or with all of them."""

from __future__ import annotations

import re

from coach.conversation.adjusting import adjusts
from coach.conversation.bidding import bid
from coach.conversation.linking import parted
from coach.conversation.numbered import renewed
from coach.conversation.patterns import matcher
from coach.conversation.pending import Intent, Pending
from coach.conversation.pointing import by_number, by_words

_NUMBER = re.compile(r"(?:(?:det |the )?\w+ )?(\d{1,3}) ?")
_OWN = 9
"""Words of a refusal of what was suggested."""
_LINK = 14
"""Words of an order that links goals."""


class Orders(Pending):
    """One message as an order."""

    def _order(self) -> Intent | None:
        """An order that names one of the goals and nothing beside it ("skriv om mål 1"): its number is no answer to what was asked."""
        if named := bid(self.message, self.setting.today, self.setting.policy):
            return named[0]
        sections: tuple[Intent, ...] = ("rewrite", "breakdown")
        for section in sections:
            match = self.says(section)
            rest = _NUMBER.fullmatch(self.heard.line[match.end() :]) if match and match.start() == 0 else None
            if rest and int(rest[1]) in dict(self.setting.active):
                return section
        return "edit" if self._changes() else None

    def _renews(self) -> bool:
        """The goal at hand shall be another ("nej glöm det, ändra till att varje säljare har 8 möten"), or have another number."""
        return bool(self.setting.goals) and not self.question and (adjusts(self.message) or self._anew())

    def _anew(self) -> bool:
        return bool(renewed(self.message, self.setting.today, self.setting.policy))

    def _keeps_own(self) -> bool:
        """The goal shall stand as its writer put it, whatever was suggested: "behåll min", "leave it as it is"."""
        if not self.setting.goals or self.setting.choosing or self.question or self.count > _OWN or "\n" in self.message.strip():
            return False
        return matcher("intents", "own").search(self.heard.line) is not None

    def _links(self) -> bool:
        """An order to hang goals of the set under another: "koppla 2 och 3 till ettan"; its numbers are goals of the set."""
        told = any(matcher("edits", act).search(self.heard.line) for act in ("link", "unlink", "merge"))
        if not told or not self.setting.goals or self.count > _LINK:
            return False
        numbers = [int(word) for word in self.heard.words if word.isdigit()]
        most = max(dict(self.setting.active), default=0)
        texts = [text for _, text in self.setting.active]
        worded = all(by_words(part, texts) for part in parted(self.message)) if not numbers else False
        return all(0 < number <= most for number in numbers) and bool(numbers or by_number(self.message, most) or worded)

    def _command(self) -> tuple[Intent, str] | None:
        """Something to be done, said as an order or a request."""
        if self._share("help") >= 0.99 and not self.setting.goals:
            return "help", ""
        levels = re.search(r"(?:^|(?<= ))(?:strategi|operati)", self.heard.line) is not None
        first: tuple[Intent, ...] = ("edit", "rewrite", "breakdown") if levels else ("breakdown", "rewrite", "edit")
        later: tuple[Intent, ...] = ("review", "accept", "track", "help")
        for section in (*first, *later):
            match = self.says(section)
            if match is None or not self._meant(section, match):
                continue
            return section, ""
        return None

    def _meant(self, section: str, match: re.Match[str]) -> bool:
        """Whether a phrase heard is what the message is about, and no accident in the words of a goal."""
        at = self.heard.line[: match.start()].count(" ")
        sure = self._goal_sure()
        if section == "review" and self.question and self._share("ask") > self._share("review"):
            return False
        if section == "edit" and (self.question and not self._points() or self._share("accept") > self._share("edit")):
            return False
        if section == "edit":
            return at <= 6 and (not sure or self._pointed() or bool(self.setting.goals) and at <= 1)
        if section == "rewrite" and not self.setting.goals and ":" not in self.message and self.says("help") and not self._points():
            return False
        if section == "help" and self.says("chat") and self._share("chat") > 0.15:
            return False
        if section in ("rewrite", "breakdown"):
            return at <= 8 and (not sure or at <= 3)
        if section == "accept":
            return (
                (not sure or self._pointed() and at <= 6 or self._share("accept") >= 0.6)
                and not self.question
                and (self._yes_wanted() or bool(self.setting.goals) or self._speaks_of_goals())
            )
        if section == "track" and self.question and self.says("ask") and self._share("ask") > self._share("track"):
            return False
        if section == "track":
            return not (sure and at > 3 and not self.question) and not self._wished()
        if section == "help":
            asks = self.question and self.says("ask") is not None
            if asks and self._share("ask") > self._share("help"):
                return False
            return (not sure or match.start() == 0 and self._share("help") > 0.4 or self._share("help") >= 0.5) and not (
                self.question and self.says("ask") and self._speaks_of_goals() and match.start() != 0
            )
        dated = any(frame.kind == "deadline" for frame in self.reading.frames) and not self.says("dialogue")
        return not sure or at <= 3 and self.count <= 10 and not dated and not any(char.isdigit() for char in self.message)
