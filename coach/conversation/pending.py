"""Whether a message answers the coach: the question asked last, the wordings shown, or what a goal still lacks."""

from __future__ import annotations

import re
from typing import Literal

from coach.conversation.answers import answers
from coach.conversation.coupling import coupled
from coach.conversation.numbered import ORDERS, Numbered
from coach.conversation.patterns import matcher
from coach.conversation.pieces import Pieces
from coach.conversation.pointing import by_number
from coach.conversation.prose import unframed
from coach.conversation.shares import person
from coach.conversation.steps import step

Intent = Literal["check", "rewrite", "breakdown", "ask", "review", "fill", "accept", "edit", "track", "help", "other"]
NUMBERED_YES = re.compile(r"\s*(?:mål|mal|goal|nr|#)\s?#?\d{1,2}\s*[:–-]", re.IGNORECASE)
_SAID_YES = re.compile(r"(?:^|(?<= ))(?:har|has|have) (?:sagt|godkant|accepterat|said|agreed|accepted|approved) ")
_OWNS = re.compile(r"(?:^|(?<= ))(?:ager|ansvarar|owns|tar|agare|owner) ")
_FROM_TO = re.compile(r"(?:^|(?<= ))(?:fran|from) (?:\S+ ){0,3}?(?:till|to) ")
_STEP = re.compile(r"^\d[\d.,]* (?:\S+ )?(?:till|to) \d[\d.,]* (?:\S+ )?$")
_PIECE = re.compile(r"\s*(?:[;\n]|,(?!\d)|\s[/–—-]\s)\s*")
_SENTENCE = re.compile(r"\s*(?:[;\n]|,(?!\d)|(?<=\w)[.!]\s)\s*")
_SAY = re.compile(r"(?:^|[,;.–-]\s*|\s)(?:säg|sag|say|let[’']?s say|ska vi säga|vi säger|call it|make it)\s+([^,;]+)$", re.IGNORECASE)
_BUT = frozenset("inte not dont don't but men fast except though forutom utom aldrig never".split())
_FEW = 6
_BRIEF = 4
_LONG = 12
_PLAIN = frozenset(("owner", "deadline", "baseline", "target"))


_SPLIT = 9
"""Words of an order that parts a goal."""


class Pending(Numbered):
    """One message as an answer."""

    def _unasked(self) -> tuple[Intent, str] | None:
        """An answer that no open question waits for: the owner's yes for a numbered goal, who owns it, or from what to what."""
        if not self.setting.goals or "\n" in self.message.strip() or self.question:
            return None
        if NUMBERED_YES.match(self.message) and self.says("accept") and self.count <= 8 and not self._deed():
            return "accept", ""
        given = set(self.answers.values)
        whole = {"baseline", "target"} <= given
        if whole and not self.answers.rest and not self._deed() and not self._points() and self.count <= _FEW + 2:
            return "fill", ""
        if self.fields or not self.setting.open or self.answers.rest and not whole or self._deed():
            return None
        if {"baseline", "target"} <= given or "owner" in given and _OWNS.search(self.heard.line) or self._lacked():
            return "fill", ""
        return None

    def _lacked(self) -> bool:
        """Nothing but what the one open goal lacks, in a few words: "säljchefen", "till sista mars"."""
        given = set(self.answers.values)
        orders = any(self.says(section) for section in ORDERS)
        plain = set(self.setting.open) & _PLAIN  # a measure could be any words
        fits = bool(given) and given <= plain and not self.answers.rest and self.count <= _FEW
        return fits and not orders and "suggestion" not in self.setting.asked

    def _stray(self) -> bool:
        """A few words that answer what some goal lacks, though something else was asked: a name, "till 5 mkr"."""
        wanted = tuple(name for name in self.setting.lacking if name in _PLAIN)
        if not self.fields or not wanted or self.question or self.count > _BRIEF or self._deed():
            return False
        given = self.answers
        if set(given.values) & set(self.fields) or given.by_goal or given.unsure or given.yes or given.no or given.all:
            return False
        if any(self.says(section) for section in ("edit", "unsure", "chat", "courtesy", "track", "accept", "help", "abuse", "review")):
            return False
        found = answers(self.message, wanted, len(self.setting.goals), self.setting.today, self.setting.policy)
        if found.rest or not found.values or not set(found.values) <= set(wanted):
            return False
        if "owner" in found.values and not person(found.values["owner"], self.setting.today, self.setting.policy):
            return False
        self.answers = found
        return True

    def _redated(self) -> bool:
        """Nothing but another day, where a yes was asked for: "och till Q2"."""
        given = self.answers
        others = any(self.says(section) for section in ("edit", "accept", "track", "review", "unsure")) or given.yes or given.no
        bare = set(given.values) == {"deadline"} and not given.rest and not given.by_goal
        return "accept" in self.setting.asked and bare and not others and not self.question and self.count <= _BRIEF

    def _granted(self) -> bool:
        """A plain yes to what was asked, with or without its value: "ja", "Ja, 31 mars 2027"."""
        given = self.answers
        if not self.fields or not given.yes or given.rest or self.question or self.count > _FEW or self._points() or self._deed():
            return False
        return not given.values or bool(set(given.values) & set(self.fields))

    def _unknown(self) -> bool:
        """What was asked is not known, whatever else is said of it: "vet inte hur man mäter det"."""
        unsure = matcher("intents", "unsure").match(self.heard.line) is not None
        return bool(self.fields) and unsure and not self.heard.asks and self.count <= _FEW and not self._deed() and not self._points()

    def _stepped(self) -> bool:
        """From what to what, with or without the measure in front, where figures are asked for: "besök: 30 till 45 i månaden"."""
        given = set(self.answers.values)
        if not set(self.fields) & {"baseline", "target", "measure"} or self.question or self.answers.rest:
            return False
        told, first = step(self.message.strip()), self._first()
        apart = "measure" in self.fields and "measure" in given and "," in self.message  # "certified reps, to 8"
        named = (apart or told is not None and len(told.name.split()) <= 2) and first is not None and not first.changes
        if self._deed() and not named or self.count > _LONG or self._points():
            return False
        if self.says("edit") or "\n" in self.message.strip():
            return False
        return given >= {"baseline", "target"} or "measure" in self.fields and "measure" in given and bool(given & {"baseline", "target"})

    def _settled(self) -> bool:
        """What was asked, after some hesitation ("in the spring sometime, say 30 April"), or among three values that each stand alone."""
        given, wanted = set(self.answers.values), set(self.fields)
        others = any(self.says(section) for section in ("edit", "rewrite", "breakdown", "review", "undo"))
        if not given & wanted or self.question or others or self.reading.changes or self._points():
            return False
        if len(given) > 2 and not self.answers.rest and len(_SENTENCE.split(self.message.strip())) > 2:
            return self.count <= _LONG * 2
        said = _SAY.search(self.message)
        if said is None or self.count > _LONG:
            return False
        asked = answers(said[1], self.fields, len(self.setting.goals), self.setting.today, self.setting.policy)
        if asked.rest or not set(asked.values) & wanted:
            return False
        self.answers = asked
        return True

    def _changes(self) -> bool:
        """An order to change a goal that is named ("push number one out to May"), a number put right, or a new owner put in place."""
        if not self.setting.goals or self.question or "\n" in self.message.strip() or self.count > _LONG + 4:
            return False
        others: tuple[str, ...] = ("rewrite", "breakdown", "review", "undo")
        order = self.says("edit")
        if order is None or any(self.says(section) for section in others) or set(self.answers.values) & set(self.fields):
            return False
        track = self.says("track")
        if order.start() == 0 and self._points() and not self.says("accept") and (track is None or track.start() > 0):
            return True
        return "owner" not in self.fields and any(matcher("edits", act).search(self.heard.line) for act in ("correct", "assign"))

    def _picks(self) -> bool:
        """One of the wordings shown is liked, and nothing is held against it: "I like the first one better"."""
        shown = self.setting.suggestions
        if not shown or self.question or self.count > _LONG or self.says("rewrite") or self.says("edit"):
            return False
        liked = matcher("intents", "liked").search(self.heard.line) is not None
        return liked and bool(by_number(self.message, shown)) and not set(self.heard.words) & _BUT

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
        fits = set(self.answers.values) & set(self.fields) or self.answers.by_goal or self.answers.unsure
        if not fits and self.answers.values and not self.answers.all:
            return None
        if (
            self.answers.any
            and not self.says("chat")
            and (not self.answers.rest or len(self.answers.rest) < len(self.answers.values) + len(self.answers.by_goal))
        ):
            if self.answers.yes and self.count <= 5 or {"baseline", "target"} <= set(self.answers.values) and not self.answers.rest:
                return "fill", ""
            if (self.answers.yes or self.answers.no) and not self.answers.values and self.count > 6 and not self.answers.all:
                return None
            if not self._deed() or self.answers.by_goal or self._complete():
                return "fill", ""
        return None

    def answered(self) -> bool:
        """All of what was asked for is in the message, or from what to what, and nothing is left over."""
        given = set(self.answers.values)
        if self.question or self.answers.rest or not self.fields or self._deed() and not self._complete():
            return False
        if self.says("undo") or self._told():
            return False
        several = {tuple(values.items()) for values in self.answers.by_goal.values()}
        numbers = any(char.isdigit() for char in self.message)
        figure = numbers and (given & set(self.fields) & {"baseline", "target"} and self.count <= 8 or given >= {"baseline", "target"})
        return given >= set(self.fields) and len(set(self.fields)) > 1 or bool(figure) or len(several) > 1

    def _told(self) -> bool:
        """What somebody has done: "Nadia did six more visits"."""
        return self.reading.reason == "report" and any(one.kind == "person" for one in self.reading.owners)

    def _complete(self) -> bool:
        """Each piece between commas is one of the values asked for, and all of them are there."""
        pieces = [piece for piece in _PIECE.split(self.message.strip()) if piece.strip()]
        whole = len(self.fields) > 1 and set(self.answers.values) >= set(self.fields) and not self.answers.rest
        first = self._first()
        if first is not None and any(item.start == 0 for item in (*first.changes, *first.deliverables, *first.efforts)):
            return False  # "Boka 200 möten i Q1, Anna"
        return whole and len(pieces) >= len(self.fields) and not self.reading.changes and max(len(p.split()) for p in pieces) <= _FEW

    def offered(self) -> bool:
        """An answer that nobody waits for, in words that can be nothing else: who owns it, or from what to what."""
        if self._unasked() is None or self._points() or self.says("edit") or self.says("track") or self.says("undo") or self._told():
            return False
        return self._lacked() or any(form.search(self.heard.line) is not None for form in (_OWNS, _FROM_TO, _STEP))

    def _plain_answer(self) -> bool:
        """A few words that answer what was asked, and can hardly be anything else."""
        if self.answers.no and self.says("edit") or (edit := self.says("edit")) and edit.start() == 0:
            return False
        if self.setting.goals and _SAID_YES.search(self.heard.line):
            return False
        if self.says("chat") or self.says("courtesy") and not self.answers.yes or self.says("track") and self.fields == ("owner",):
            return False
        if (
            self.question
            or self.count > (18 if {"baseline", "target"} & set(self.answers.values) else 6)
            or self._points()
            or self.says("undo")
        ):
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
        if (
            "accept" in asked
            and self.says("accept")
            and not self.question
            and self.count <= 12
            and not any(char.isdigit() for char in self.message)
        ):
            return "accept", ""
        if self.answers.yes and not self._deed() and not self.question and not (self.fields and self.answers.values):
            return "accept", ""
        if (self.says("accept") or by_number(self.message, self.setting.suggestions) and self.count <= 6) and not self._deed():
            return "accept", ""
        if self.answers.no and self.count <= 6:
            return ("fill", "no") if "accept" in asked else ("rewrite", "again")
        return None

    def _splits(self) -> bool:
        """A goal of the set shall be two: said so, or said of one that couples two ("dela upp det")."""
        if not self.setting.goals or self.count > _SPLIT or "\n" in self.message.strip():
            return False
        if matcher("edits", "split").search(self.heard.line):
            return self._points() or len(self.setting.goals) == 1
        if not matcher("edits", "divide").match(self.heard.line):
            return False
        stands = Pieces(self.setting.today, self.setting.policy).stands
        places = by_number(self.message, len(self.setting.goals)) or range(1, len(self.setting.goals) + 1)
        meant = [text for place, text in enumerate(self.setting.goals, 1) if place in places]
        return len(meant) == 1 and len(coupled(unframed(meant[0]), stands)) > 1
