"""A message cut into goals: lists, tables and prose, with the fields told above them, and what else was said beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coach.conversation import rows
from coach.conversation.context import Context, field_line, told, under
from coach.conversation.lines import Line, lines
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher
from coach.conversation.prose import NO_GOAL, hollow, reading, sentences, unframed
from rules.model import Goal
from rules.policy import Policy

_INLINE_SIGN = re.compile(r"\s[•▪▫◦‣●►▶]\s*")
_INLINE_NUMBER = re.compile(r"(?:^|\s|;|,)\(?(\d{1,2})[.):](?:\s*(?=[^\W\d_])|\s+(?=\d))")
_SEMICOLON = re.compile(r";\s*")
_JOINED = re.compile(r",?\s+(?:och|and|samt)\s+(?:(?:också|även|dessutom|also|then|sen)\s+)?(?:att|that)\s+", re.IGNORECASE)
_QUOTED = re.compile(r"(?<!\w)[\"“”'‘’»«]([^\"“”»«]{6,}?)[\"“”'’«»](?!\w)")
_LETTERED = re.compile(r"(?:^|\s)\(?([a-hA-H])\)\s+(?=\w)")
_SLASHES = re.compile(r"\s+(?://?|\|)\s+")


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

    def reason(self, text: str) -> str:
        return reading(text, self.today, self.policy).reason

    def tell(self, text: str, heading: bool) -> None:
        """A heading or a sentence above: its period, level and owner hold for what follows, until the next heading says otherwise."""
        new = told(text, self.today, self.policy)
        self.context = new.over(self.context) if new.told else self.context
        if not heading and field_line(text) is None:
            self.talk.append(text)

    def keep(self, text: str) -> None:
        if text:
            if not self.found:
                self.first = self.context
            self.found.append((Goal(text=text), self.context))

    def line(self, line: Line, following: Line | None, bullets: bool, alone: bool) -> None:
        text = line.text
        heard = hear(text).line
        if field_line(text) and not (line.bullet and self.reason(text) == "" and not line.deep):
            self._field(text, line)
        elif not line.bullet and matcher("framing", "letter").search(heard) and re.match(r"\S+\s?:", text):
            return
        elif not alone and not line.bullet and self._closes(heard, text):
            self.closed = True
        elif line.bullet:
            for part in self.parts(line):
                self.keep(unframed(part))
        elif line.heading or (text.endswith(":") and following is not None):
            self.tell(text, heading=line.heading or self._names(text))
        elif not alone and self._beside(text, heard, following, bullets):
            self.tell(text, heading=self._names(text))
        elif not self.closed:
            self._prose(line, alone)

    def _field(self, text: str, line: Line) -> None:
        """Told under a goal of a list, indented, it is that goal's own; else it holds for those beneath."""
        if line.deep and self.found:
            goal, _ = self.found[-1]
            self.found[-1] = (goal, told(text, self.today, self.policy).over(self.context))
            return
        self.tell(text, heading=True)

    def _closes(self, heard: str, text: str) -> bool:
        return bool(self.found) and (matcher("framing", "closing").search(heard) is not None or re.match(r"/\s?\w", text) is not None)

    def _names(self, text: str) -> bool:
        """A line that only names the list."""
        return len(text) <= 80 and self.reason(text.rstrip(":")) not in ("question", "greeting", "request")

    def _beside(self, text: str, heard: str, following: Line | None, bullets: bool) -> bool:
        """Talk around a list: not one of its goals."""
        why = self.reason(text)
        if following is not None and hollow(text):
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
        if not why and not self.found and not line_wants(text, self) and line_names_goals(heard):
            return True
        if why in ("heading", "description") and (not self.found or text.isupper() or line_names_goals(heard)):
            return bool(line_names_goals(heard) or not self.found and told(text, self.today, self.policy).told)
        return bool(not self.found and matcher("framing", "intro").search(heard) and line_names_goals(heard))

    def _prose(self, line: Line, alone: bool) -> None:
        pieces = [piece for part in self.parts(line) for piece in sentences(part)]
        cut = [(piece, unframed(piece)) for piece in pieces]
        if len(cut) == 1 and alone:
            whole, text = cut[0]
            self.keep(text)
            if text != whole:
                self.tell(whole.replace(text, ""), heading=False)
            return
        reasons = [self.reason(text) for _, text in cut]
        several = len(self.parts(line)) > 2
        sure = any(not why and not courteous(text) for why, (_, text) in zip(reasons, cut, strict=True))
        for why, (piece, text) in zip(reasons, cut, strict=True):
            drafted = why not in NO_GOAL and (not sure or not alone or several)
            asked = piece.endswith("?") and text != piece and len(text.split()) <= 2
            if courteous(piece) or asked or not (not why or drafted) or (text.endswith("?") and why):
                self.tell(piece, heading=False)
            else:
                self.keep(text)

    def parts(self, line: Line) -> list[str]:
        """One line that holds several goals, parted."""
        pieces = _numbered(line.text) or _numbered(_LETTERED.sub(lambda sign: f" {ord(sign[1].lower()) - 96}) ", line.text))
        pieces = pieces or [piece for piece in _INLINE_SIGN.split(f" {line.text}") if piece.strip()]
        return [part for piece in pieces for part in self._semicolons(piece.strip(" ,"))]

    def _semicolons(self, text: str) -> list[str]:
        pieces = [piece.strip() for piece in (_SEMICOLON if ";" in text else _SLASHES).split(text) if piece.strip()]
        if len(pieces) < 2:
            return self._commas(text) or [text.rstrip("; ") or text]
        pieces[0] = unframed(pieces[0])
        parted: list[str] = []
        for piece in pieces:
            why = self.reason(piece)
            if parted and (why in ("description", "report", "background") and len(pieces) < 3 or ";" not in text and why):
                parted[-1] = f"{parted[-1]}; {piece}" if ";" in text else f"{parted[-1]} / {piece}"
            else:
                parted.append(piece)
        return parted

    def _commas(self, text: str) -> list[str]:
        """ "Våra mål: öka x, höja y och sänka z": parted where each piece is a goal by itself; [] where it is one goal."""
        bare = unframed(text)
        joint = [piece.strip(" ,") for piece in _JOINED.split(bare)]
        if bare != text and len(joint) > 1 and all(self._alone(piece) for piece in joint):
            return joint
        pieces = [piece.strip() for piece in re.split(r",\s+(?:och\s+|and\s+)?(?=[^\W\d]|\d)", bare) if piece.strip()]
        if len(pieces) < 3 and (bare == text or len(pieces) < 2):
            return []
        tail = re.split(r"\s+(?:och|and|samt)\s+", pieces[-1])
        if len(tail) == 2 and all(self._alone(part) for part in tail):
            pieces[-1:] = tail
        alone = sum(self._alone(piece) for piece in pieces)
        whole = all(len(piece.split()) >= 2 for piece in pieces) and len(pieces) > 2 and bare == text
        return pieces if alone == len(pieces) or whole and alone == len(pieces) - 1 and self._alone(pieces[0]) else []

    def _alone(self, piece: str) -> bool:
        """A goal that needs nothing of what stands around it: two words at least, a change, a deed, a quality or an amount."""
        found = reading(piece, self.today, self.policy)
        amounts = [q for q in found.quantities if q.role in ("target", "by")]
        signs = found.changes or found.deliverables or found.qualities or amounts and len(piece.split()) > 2
        return not found.reason and len(piece.split()) >= 2 and bool(signs)


def courteous(text: str) -> bool:
    """A greeting or thanks, and nothing else."""
    return matcher("intents", "courtesy").search(hear(text).line) is not None


def line_wants(text: str, reader: _Reader) -> bool:
    """Whether a line above others wants something itself: a change, a deed or an amount."""
    found = reading(text, reader.today, reader.policy)
    return bool(found.changes or found.deliverables or found.efforts or [q for q in found.quantities if q.role in ("target", "by")])


def line_names_goals(heard: str) -> bool:
    """Whether a line speaks of goals as such ("våra mål för Q1")."""
    return re.search(r"(?:^|(?<= ))\S*(?:mal|malen|goals|targets|objectives|nyckelresultat|okr|okrs|results) ", heard) is not None


def paste(message: str, today: date, policy: Policy) -> Paste:
    """The goals of a message. A text that stands alone is always kept as one, so that the caller may judge what it is."""
    reader = _Reader(today, policy)
    table, rest = rows.table(message, today, policy)
    cut = list(lines(rest))
    bullets = sum(line.bullet for line in cut)
    alone = not table and (len(cut) == 1 or bullets == 0 and len([line for line in cut if not courteous(line.text)]) == 1)
    for place, line in enumerate(cut):
        following = cut[place + 1] if place + 1 < len(cut) else None
        reader.line(line, following, bool(bullets or table), alone)
    if table:
        prose = [goal for goal, _ in reader.found] if not bullets else []
        reader.talk += [goal.text for goal in prose]
        reader.found = [*([] if prose else reader.found), *((goal, reader.context) for goal in table)]
    goals = tuple(under(goal, context, today, policy) for goal, context in reader.found)
    listed = bool(table) or bullets > 0 and len(goals) > 0 or len(goals) > 1
    return Paste(goals, " ".join(reader.talk), listed, reader.first if reader.found and not table else reader.context)


def brought(message: str, pasted: Paste, known: Sequence[str], today: date, policy: Policy) -> tuple[Goal, ...]:
    """The goals that an order brings along: listed, in quotes, behind a colon, or named as a goal; not those that are there already."""
    if pasted.listed and len(pasted.goals) > 1:
        return pasted.goals
    quoted = _QUOTED.search(message)
    _, colon, rest = message.partition(":")
    texts = [quoted[1]] if quoted else [rest] if colon and field_line(message.strip()) is None else []
    if not texts:
        texts = [
            cut
            for piece in sentences(message)
            if (cut := unframed(piece)) != piece and matcher("framing", "aimed").search(hear(piece).line)
        ]
    there = {" ".join(text.lower().split()).rstrip(".!? ") for text in known}
    kept = [unframed(text.strip()).strip() for text in texts]
    return tuple(
        under(Goal(text=text), pasted.context, today, policy)
        for text in kept
        if len(text.split()) >= 2 and " ".join(text.lower().split()).rstrip(".!? ") not in there
    )


def _numbered(text: str) -> list[str]:
    """ "öka x 2. minska y 3. …", with or without its 1: the numbers must follow each other."""
    cuts = []
    wanted = 0
    for match in _INLINE_NUMBER.finditer(text):
        if int(match[1]) == wanted or not wanted and int(match[1]) in (1, 2):
            cuts.append(match)
            wanted = int(match[1]) + 1
    if not cuts or wanted < 3:
        return []
    starts = [*([0] if int(cuts[0][1]) == 2 else []), *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts if cut.start() >= starts[0]), len(text)]
    ends = [end for end in ends if end > starts[0]]
    return [text[start:end].strip(" ,;") for start, end in zip(starts, ends, strict=False)]
