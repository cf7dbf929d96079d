"""A message cut into goals: lists, tables and prose, with the fields told above them, and what else was said beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from coach.conversation import rows
from coach.conversation.beside import announces, courteous, line_names_goals, named_goal, order, speech
from coach.conversation.clauses import brief, label, past, reading, said, told_of, wants
from coach.conversation.context import Context, field_line, person, told, under
from coach.conversation.endings import unasked
from coach.conversation.headings import heads, placed
from coach.conversation.lines import Line, fielded, lines, signed
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher
from coach.conversation.periods import periods
from coach.conversation.pieces import Pieces
from coach.conversation.prose import NO_GOAL, hollow, sentences, unframed
from rules.model import Goal
from rules.policy import Policy

_ARROW = re.compile(r"\s+(?:→|->|=>|➡️?|➔|—>)\s*(?=\S{0,40}(?:\s\S+){0,2}$)(.*)$")
_FURTHER = re.compile(r"(?:och|and|sen|sedan|plus|also|dessutom|sist|finally|lastly)\s", re.IGNORECASE)
"""A sentence that goes on with the goals before it."""
_OWNED = re.compile(r"\s*[(\[](?:ansvarig|ägare|owner|ansv\.?|responsible)\s*[:=]\s*([^()\[\]]+)[)\]]\s*\.?$", re.IGNORECASE)
_EACH = re.compile(r"(?<=\w) var$")
"""One each ("25 besök var"), and no verb."""
_LEVEL = re.compile(r"((?:strateg|operativ|operational|långsiktig|kortsiktig)\w*(?:\s(?:mål|goals?))?)\s*[:–-]\s+(\S.+)", re.IGNORECASE)
"""A goal behind its level: "Strategiskt: bli störst i Norrland"."""


@dataclass(frozen=True, slots=True)
class Paste:
    """`goals`: what was read, with the fields told for them. `talk`: the prose around them. `listed`: a list or table, beyond doubt.

    `context`: what was told once, for all of them or (several headings) for the first.
    """

    goals: tuple[Goal, ...]
    talk: str
    listed: bool
    context: Context


class _Reader:
    """One message, line by line."""

    def __init__(self, today: date, policy: Policy) -> None:
        self.today = today
        self.policy = policy
        self.found: list[tuple[Goal, Context]] = []
        self.talk: list[str] = []
        self.context = Context()
        self.first = Context()
        self.closed = False
        self.aside = False
        """Beneath a heading that names what is no goal: risks, what is done."""
        self.pieces = Pieces(today, policy)
        self.loose: set[int] = set()
        """Places among the found of what is a goal only where nothing else in the message is."""

    def reason(self, text: str) -> str:
        return reading(_EACH.sub("", text), self.today, self.policy).reason

    def tell(self, text: str, heading: bool) -> None:
        """A heading or a sentence above: its period, level and owner hold for what follows, until the next heading says otherwise."""
        new = told(text, self.today, self.policy)
        if heading and field_line(text) is None:
            self.aside = not set(hear(text).words).isdisjoint(label("aside"))
        self.context = new.over(self.context) if new.told else self.context
        if not heading and field_line(text) is None:
            self.talk.append(text)

    def keep(self, text: str, loose: bool = False, listed: bool = False) -> None:
        if matcher("framing", "agenda").match(hear(text).line):
            self.talk.append(text)
        elif text:
            text, owner = self._assigned(text)
            if not self.found:
                self.first = self.context
            if loose or self.aside or speech(text, listed):
                self.loose.add(len(self.found))
            self.found.append((Goal(text=text, owner=owner), self.context))

    def _assigned(self, text: str) -> tuple[str, str | None]:
        """ "Dieselåtgången ner 4 % → Tomasz": whose it is stands behind an arrow."""
        if (owned := _OWNED.search(text)) and (who := person(owned[1])):
            return text[: owned.start()].rstrip(), who
        arrow = _ARROW.search(text)
        if arrow is None:
            return text, None
        doers = reading(arrow[1], self.today, self.policy).owners
        who = person(arrow[1])
        named = bool(doers) or arrow[1].istitle() and not any(map(str.isdigit, arrow[1]))
        return (text[: arrow.start()].rstrip(), who) if who is None or named else (text, None)

    def line(self, line: Line, following: Line | None, bullets: bool, alone: bool) -> None:
        if (level := _LEVEL.match(line.text)) and not alone:
            if following is not None and following.bullet and not line.bullet and self._over(level[1], level[2]):
                return
            self.tell(level[1], heading=True)
            line = replace(line, text=level[2], heading=False)
        text = line.text
        heard = hear(text).line
        if not alone and not line.bullet and order(text):
            self.talk.append(text)
            return
        if not alone and not line.bullet and text[:1] == "(" and text[-1:] == ")" and (self.found or following is not None):
            self.talk.append(text)
            return
        if following is not None and not alone and not line.bullet and heads(text, self.today, self.policy):
            self.tell(text, heading=True)
            return
        if not line.bullet and not alone and named_goal(text) and len((aim := text.partition(":")[2].strip()).split()) > 1:
            self.keep(unframed(aim), listed=True)
            return
        aims = (alone or named_goal(text)) and self._aims(text)
        if field_line(text) and not aims and not (line.bullet and self.reason(text) == "" and not line.deep):
            self._field(text, line)
        elif not line.bullet and matcher("framing", "letter").search(heard) and re.match(r"\S+\s?:", text):
            return
        elif not alone and not line.bullet and self._closes(heard, text):
            self.closed = True
        elif line.bullet:
            parts = self.pieces.of(self._plain(text), listed=True)
            for part in [text] if any(past(part) and self.reason(part) == "report" for part in parts) else parts:
                goal = unframed(part)
                self.keep(goal, loose=self.reason(goal) == "report" and past(goal), listed=True)
        elif line.heading or (text.endswith(":") and following is not None):
            self.tell(text, heading=line.heading or self._names(text))
        elif not alone and self._beside(text, heard, following, bullets):
            self.tell(text, heading=self._names(text))
        elif not self.closed:
            self._prose(line, alone)

    def _over(self, level: str, text: str) -> bool:
        """Keep a goal that stands behind its level above a list: the points beneath it carry it, and are not of its level."""
        aim = unframed(text)
        if len(aim.split()) < 2 or self.reason(aim) or heads(text, self.today, self.policy):
            return False
        around, self.context = self.context, told(level, self.today, self.policy).over(self.context)
        self.keep(aim, listed=True)
        self.context = around
        return True

    def _plain(self, text: str) -> str:
        """A point of a list without the sentences behind it that only comment on it ("Sälja 900 lotter per lag!!! Ingen slipper!")."""
        parts = sentences(text)
        while len(parts) > 1 and not any(map(str.isdigit, parts[-1])) and self._comment(parts[-1]):
            self.talk.append(parts.pop())
        return " ".join(parts)

    def _comment(self, text: str) -> bool:
        found = reading(text, self.today, self.policy)
        told = speech(text, False) or found.reason in (*NO_GOAL, "description")
        return told and not (found.frames or found.owners or found.changes or found.efforts)

    def _field(self, text: str, line: Line) -> None:
        """Told under a goal of a list, indented, it is that goal's own; else it holds for those beneath."""
        if line.deep and self.found:
            goal, _ = self.found[-1]
            self.found[-1] = (goal, told(text, self.today, self.policy).over(self.context))
            return
        self.tell(text, heading=True)

    def _aims(self, text: str) -> bool:
        """ "Target: reduce churn to 15 %": a goal named as one, no value of a field."""
        name, value = field_line(text) or ("", "")
        return name in ("target", "metric", "measure") and len(value.split()) > 2 and not self.reason(value)

    def _closes(self, heard: str, text: str) -> bool:
        return bool(self.found) and (matcher("framing", "closing").search(heard) is not None or re.match(r"/\s?\w", text) is not None)

    def _names(self, text: str) -> bool:
        """A line that only names the list."""
        return len(text) <= 80 and self.reason(text.rstrip(":")) not in ("question", "greeting", "request")

    def _beside(self, text: str, heard: str, following: Line | None, bullets: bool) -> bool:
        """Talk around a list: not one of its goals."""
        text = unasked(text)
        why = self.reason(text)
        parts = re.split(r",\s+|[.!]\s+", text.rstrip(" .!:"))
        if following is not None and (hollow(text) or len(parts) > 1 and all(hollow(part) or brief(part) for part in parts)):
            return True
        if why in NO_GOAL or text.endswith("?") or matcher("intents", "courtesy").search(heard):
            return True
        if bullets:
            above = following is not None and following.bullet and not following.apart
            plain = matcher("framing", "intro").search(heard) is None
            return not (
                above and plain and not why and bool(reading(text, self.today, self.policy).changes or hear(text).words[0].isdigit())
            )
        if following is None:
            return matcher("framing", "intro").search(heard) is not None and bool(why)
        if not why and not self.found and not wants(text) and line_names_goals(heard):
            return True
        if why in ("heading", "description") and (not self.found or text.isupper() or line_names_goals(heard)):
            return bool(line_names_goals(heard) or not self.found and told(text, self.today, self.policy).told)
        return bool(not self.found and matcher("framing", "intro").search(heard) and line_names_goals(heard))

    def _announces(self, piece: str) -> bool:
        """ "Jag har två mål i år.": a sentence that only leads to the next."""
        return hollow(piece) or line_names_goals(hear(piece).line) and heads(piece, self.today, self.policy)

    def _prose(self, line: Line, alone: bool) -> None:
        parts = self.pieces.of(line.text)
        whole = sentences(line.text)
        cut = [(piece, unframed(piece)) for part in parts for piece in sentences(part)]
        if len(cut) == 1 and alone:
            piece, text = cut[0]
            self.keep(text)
            if text != piece:
                self.tell(piece.replace(text, ""), heading=False)
            return
        reasons = [self.reason(text) for _, text in cut]
        several = len(parts) > 2 and len(whole) == 1
        announced = False
        sure = any(not why and not courteous(text) for why, (_, text) in zip(reasons, cut, strict=True))
        for why, (piece, text) in zip(reasons, cut, strict=True):
            listed = piece not in whole and not (said(text) and piece == cut[0][0])
            drafted = why not in NO_GOAL and (not sure or not alone or listed or announced)
            drafted = drafted or bool(_FURTHER.match(piece)) and wants(text) and why in ("", "heading", "description")
            drafted = drafted or several and why == "background" or listed and why == "report" and not past(text)
            asked = piece.endswith("?") and text != piece and len(text.split()) <= 2
            spoken = sure and not listed and (said(piece) if why else speech(piece, False))
            says = len(cut) > 1 and (text == piece and (self._announces(piece) or spoken) or hollow(text) or announces(piece))
            announced = announced or announces(piece)
            if courteous(piece) or asked or says or not (not why or drafted) or (text.endswith("?") and why):
                self.tell(piece, heading=False)
            else:
                beside = not listed and why == "description" and told_of(text) or len(cut) > 1 and not why and brief(text)
                self.keep(text, loose=beside, listed=listed)

    def kept(self) -> list[tuple[Goal, Context]]:
        """What was found, without what is only told beside goals beyond doubt."""
        if len(self.loose) == len(self.found):
            return self.found
        self.talk += [self.found[place][0].text for place in sorted(self.loose)]
        return [one for place, one in enumerate(self.found) if place not in self.loose]


def paste(message: str, today: date, policy: Policy) -> Paste:
    """The goals of a message. A text that stands alone is always kept as one, so that the caller may judge what it is."""
    reader = _Reader(today, policy)
    message = fielded(signed(message))
    table, rest = rows.table(message, today, policy)
    for look in (rows.labelled, periods):
        if not table:
            table, rest = look(message, today, policy)
    cut = list(lines(rest))
    titles = placed(cut, today, policy)
    bullets = sum(line.bullet for place, line in enumerate(cut) if place not in titles)
    alone = not table and (len(cut) == 1 or bullets == 0 and len([line for line in cut if not courteous(line.text)]) == 1)
    for place, line in enumerate(cut):
        following = cut[place + 1] if place + 1 < len(cut) else None
        if place in titles:
            reader.tell(line.text, heading=True)
        else:
            reader.line(line, following, bool(bullets or table), alone)
    reader.found = reader.kept()
    if table:
        prose = [goal for goal, _ in reader.found] if not bullets else []
        reader.talk += [goal.text for goal in prose]
        reader.found = [*([] if prose else reader.found), *((goal, reader.context) for goal in table)]
    goals = tuple(under(goal, context, today, policy) for goal, context in reader.found)
    listed = bool(table) or bullets > 0 and len(goals) > 0 or len(goals) > 1
    return Paste(goals, " ".join(reader.talk), listed, reader.first if reader.found and not table else reader.context)
