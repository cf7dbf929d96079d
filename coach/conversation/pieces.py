"""One line that holds several goals, parted: numbers, letters and bullets in running text, semicolons, commas, "two things: …"."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.clauses import mains, past, reading, said, tagged, verbal, wants
from coach.conversation.coupling import coupled, leans
from coach.conversation.listening import hear
from coach.conversation.ordinals import ordered
from coach.conversation.patterns import table
from coach.conversation.prose import NO_GOAL, SHORTENED, hollow, sentences, unframed, unhesitant
from coach.conversation.wishes import stated
from rules.policy import Policy
from rules.reading.text import fold

_INLINE_SIGN = re.compile(r"\s[•▪▫◦‣●►▶]\s*")
_INLINE_NUMBER = re.compile(r"(?:^|\s|;|,)\(?(\d{1,2})(?:[.):](?:\s*(?=[^\W\d_])|\s+(?=\d))|/\s+(?=\w))")
_LETTERED = re.compile(r"(?:^|\s)\(?([a-hA-H])\)\s+(?=\w)")
_SEMICOLON = re.compile(r";\s*")
_SLASHES = re.compile(r"\s+(?://?|\|)\s+")
_PLUS = re.compile(r"\s\+\s")
_POINT = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])")
_JOINED = re.compile(r",?\s+(?:och|and|samt)\s+(?:(?:också|även|dessutom|also|then|sen)\s+)?(?:att|that)\s+", re.IGNORECASE)
_THEN = re.compile(
    r"(?:,?\s+(?:och|and|samt|plus)|,)\s+(?:så|sen|sedan|dessutom|också|även|därutöver|also|then|additionally)\s+(?!att\b|that\b)(?:också\s+|även\s+|also\s+)?",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:^|[,.;]\s*|\s)(?:(?:so|så|um|eh)\s+)*(?:mål|målet|goal)\s+(?:nummer\s+|number\s+|nr\s+)?(?:ett|två|tre|fyra|one|two|three|four|[1-9])\s+"
    r"(?:är|is|blir)\s+(?:att\s+|to\s+)?|"
    r"(?:^|[,.;]\s*|\s)(?:(?:och|and|dels|men)\s+)?(?:(?:det|den|the)\s+(?:ena|andra|första|tredje|first|second|third|other|one)\s+(?:one\s+)?"
    r"(?:är|is|blir|would be)\s+(?:att\s+|to\s+|that\s+)?|dels\s+|on (?:the )?one hand,?\s+|on the other(?: hand)?,?\s+|"
    r"(?:first|second|third|fourth),\s+|(?:för det första|för det andra|för det tredje|firstly|secondly|thirdly),?\s+)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"([^:]{0,80}?)\s*(?::|\s[-–—]\s)\s*(.+)$")
_AND = re.compile(r"(?:,\s*|\s+)(?:och|and|samt|&|plus)\s+(?:att\s+|to\s+)?", re.IGNORECASE)
_COMMA = re.compile(r",\s+(?:och\s+|and\s+)?(?=[^\W\d]|\d)")
_TRAILING = re.compile(r"[\s,;]+(?:och|and|samt|&)$", re.IGNORECASE)
_START = 12
_SHORT = 6
"""Words of a goal that may stand in a plain list ("fler leads, bättre hitrate och gladare kunder")."""
_NO_THING = frozenset(("function", "numeral"))
_PERSON = frozenset(("we", "i"))
_BETWEEN = 12
"""Characters that may stand between two pieces of one breath."""
_SENTENCE = 3
"""Words that a clause behind "and then" must have to be a goal of its own."""


class Pieces:
    """Parts lines on a day, under a policy."""

    def __init__(self, today: date, policy: Policy) -> None:
        self.today = today
        self.policy = policy

    def of(self, text: str, listed: bool = False) -> list[str]:
        """The pieces of one line, in order; the line itself where it is one goal. `listed`: a point of a list, coupled on purpose."""
        pieces = numbered(text) or numbered(_LETTERED.sub(lambda sign: f" {ord(sign[1].lower()) - 96}) ", text)) or self._placed(text)
        pieces = pieces or [piece for piece in _INLINE_SIGN.split(f" {text}") if piece.strip()]
        return rejoined(text, [part for piece in pieces for part in self._separated(piece.strip(" ,"), listed)])

    def _placed(self, text: str) -> list[str]:
        before, goals = ordered(text)
        if not goals:
            before, goals = self._run(text)
        if not goals or any(self.reason(unframed(goal)) in NO_GOAL for goal in goals[:2]):
            return []
        return [before, *goals] if before and self.alone(unframed(before)) else goals

    def _run(self, text: str) -> tuple[str, list[str]]:
        """ "1 få ut katalogen 2 sälja in avtal": numbers without a sign, each before a verb."""
        found = tagged(text)
        places = [at for at, word in enumerate(found.source.folds[:-1]) if word.isdigit() and len(word) == 1]
        places = [at for at in places if found.tags[at + 1] & {"inf", "imp"}]
        if len(places) < 2 or [int(found.source.folds[at]) for at in places] != list(range(1, len(places) + 1)):
            return text, []
        starts, ends = found.source.starts, [*(found.source.starts[at] for at in places[1:]), len(text)]
        goals = [text[starts[at + 1] : end].strip(" ,") for at, end in zip(places, ends, strict=True)]
        return text[: starts[places[0]]].strip(" ,:"), goals

    def reason(self, text: str) -> str:
        """Why a piece is no goal; "" for one that is."""
        return reading(text, self.today, self.policy).reason

    def alone(self, piece: str) -> bool:
        """A goal that needs nothing of what stands around it: two words at least, a change, a deed, a quality or an amount."""
        found = reading(piece, self.today, self.policy)
        amounts = [q for q in found.quantities if q.role in ("target", "by")]
        signs = found.changes or found.deliverables or found.qualities or amounts and len(piece.split()) > 2
        wanted = not found.reason or found.reason == "report" and not past(piece)
        return wanted and len(piece.split()) >= 2 and bool(signs)

    def _separated(self, text: str, listed: bool) -> list[str]:
        sign = _SEMICOLON if ";" in text else _SLASHES
        pieces = [piece.strip() for piece in sign.split(text) if piece.strip()]
        if len(pieces) < 2:
            whole = sentences(text)
            cut = [self._sentence(sentence, listed, len(whole) > 1) for sentence in whole]
            return [part for parts in cut for part in parts] if any(len(parts) > 1 for parts in cut) else [text.rstrip("; ") or text]
        pieces[0] = unframed(pieces[0])
        parted: list[str] = []
        for piece in pieces:
            why = self.reason((sentences(piece) or [piece])[0])
            if parted and (why in ("description", "report", "background") and len(pieces) < 3 or ";" not in text and why):
                parted[-1] = f"{parted[-1]}; {piece}" if ";" in text else f"{parted[-1]} / {piece}"
            else:
                parted.append(piece)
        return parted

    def _sentence(self, text: str, listed: bool, beside: bool) -> list[str]:
        for sign in (_PLUS, _POINT):
            added = [piece.strip() for piece in sign.split(text.rstrip("."))]
            short = sign is _PLUS or max(len(piece.split()) for piece in added) <= _SHORT
            short = short and not (sign is _POINT and any(SHORTENED.search(f"{piece}.") for piece in added))
            if len(added) > 1 and short and all(self.alone(piece) for piece in added):
                return added
        if found := self._announced(text):
            return found
        found = self._clauses(text) or self._commas(text) or self._coupled(text, listed, beside) or [text.rstrip("; ") or text]
        return [part for piece in found for part in mains(piece, self.today, self.policy, self._whole, self._told)]

    def _announced(self, text: str) -> list[str]:
        """ "Two things: more meetings, and stopping free freight": as many pieces as were announced."""
        match = _ANNOUNCED.match(text)
        count = next((_counts()[word] for word in hear(match[1]).words[:-1] if word in _counts()), None) if match else None
        if match is None or count is None or not (hollow(match[1]) or unframed(text) != text):
            return []
        rest = match[2].strip(" .!")
        for sign in (_COMMA, re.compile(f"{_COMMA.pattern}|{_AND.pattern}", re.IGNORECASE), _AND):
            pieces = [re.sub(r"^(?:att|to)\s+", "", piece.strip(" ,")) for piece in sign.split(rest) if piece.strip(" ,")]
            if len(pieces) == count and all(len(piece) > 2 for piece in pieces):
                return pieces
        return []

    def _clauses(self, text: str) -> list[str]:
        """ "The first is to …, the second is to …", "we will …, and then I want …"."""
        ordered = [piece.strip(" ,.") for piece in _ORDERED.split(text)]
        if len(ordered) > 2 and all(len(piece.split()) > 1 and self.reason(piece) not in NO_GOAL for piece in ordered[1:]):
            return ordered[1:] if not ordered[0] or not self.alone(unframed(ordered[0])) else ordered
        then = [re.sub(r"^(?:att|that)\s+", "", piece.strip(" ,.")) for piece in _THEN.split(text)]
        whole = all(len(piece.split()) >= _SENTENCE and self.alone(unframed(piece)) for piece in then)
        return then if len(then) > 1 and whole else []

    def _coupled(self, text: str, listed: bool, beside: bool) -> list[str]:
        """Two goals in one breath, where words around them show that they are told and not written as one."""
        bare = unframed(text)
        if listed:
            return []
        title, colon, rest = bare.partition(": ")
        clause = colon and not any(map(str.isdigit, title)) and tagged(title).present & _PERSON and verbal(title)
        if clause and (found := coupled(unframed(rest), self.stands)):
            return found
        found = coupled(bare, self.stands)
        sure = beside or plain(bare) != plain(text) or len(found) > 2 and all(self.stands(piece) for piece in found)
        return found if sure else []

    def stands(self, piece: str) -> bool:
        """A goal that could stand alone, or an amount of something."""
        found = tagged(piece)
        things = [word for word, tags in zip(found.source.folds, found.tags, strict=True) if word.isalpha() and not tags & _NO_THING]
        counted = piece[:1].isdigit() or "numeral" in found.tags[0]
        figure = len(piece.split()) == 2 and any(map(str.isdigit, piece)) and reading(piece, self.today, self.policy).measure is not None
        return bool(things) and (figure or self.alone(unframed(piece)) or counted and len(piece.split()) > 1 and not self.reason(piece))

    def _whole(self, piece: str) -> bool:
        goal = unframed(piece)
        willed = len(goal.split()) > _SENTENCE + 1 and not self.reason(goal) and bool(tagged(goal).all("modal"))
        return len(piece.split()) >= _SENTENCE and (willed or self.alone(goal))

    def _told(self, piece: str) -> bool:
        """Talk before a goal in the same breath: "Dave was late again and …"."""
        why = self.reason(piece)
        told = why in NO_GOAL and (past(piece) or why == "background" and not _PERSON & tagged(piece).tags[0])
        return told or said(piece) or not wants(piece) and hollow(piece)

    def _commas(self, text: str) -> list[str]:
        """ "Våra mål: öka x, höja y och sänka z": parted where each piece is a goal by itself; [] where it is one goal."""
        bare = unframed(text)
        led = not unhesitant(text).startswith(bare[:_START])
        joint = [piece.strip(" ,") for piece in _JOINED.split(bare)]
        if led and len(joint) > 1 and all(self.alone(piece) for piece in joint):
            return joint
        pieces = [piece.strip() for piece in _COMMA.split(bare) if piece.strip()]
        if len(pieces) < 2 or any(leans(piece) for piece in pieces[1:]):
            return []
        tail = re.split(r"\s+(?:och|and|samt)\s+", pieces[-1])
        short = led or len(pieces) > 2 or max(len(piece.split()) for piece in [*pieces[:-1], *tail]) <= _SHORT
        if len(tail) == 2 and short and all(self.alone(part) for part in tail):
            pieces[-1:] = tail
        if len(pieces) < 3 and not led:
            return []
        if len(pieces) > 2 and all(any(map(str.isdigit, piece)) and (self.alone(piece) or self.stands(piece)) for piece in pieces):
            return pieces
        alone = sum(self.alone(piece) for piece in pieces)
        whole = all(len(piece.split()) >= 2 for piece in pieces) and len(pieces) > 2
        odd = [piece for piece in pieces if not self.alone(piece)]
        fits = (
            not led
            or not odd
            or bool(tagged(odd[0]).tags[0] & {"imp", "inf"})
            or any(q.role in ("target", "by") for q in reading(odd[0], self.today, self.policy).quantities)
        )
        return pieces if alone == len(pieces) or whole and fits and len(odd) == 1 and self.alone(pieces[0]) else []


def rejoined(text: str, parts: list[str]) -> list[str]:
    """The pieces, but what is and what is wanted of it as one: "hit rate is fifteen percent", "I want it at twenty"."""
    made: list[str] = []
    for part in parts:
        start, end = (text.find(made[-1]), text.find(part)) if made else (-1, -1)
        both = text[start : end + len(part)] if 0 <= start < end else ""
        if both and len(both) < len(made[-1]) + len(part) + _BETWEEN and stated(both):
            made[-1] = both
        else:
            made.append(part)
    return made


def plain(text: str) -> str:
    """A text without its signs and spaces, to tell whether words were taken off."""
    return re.sub(r"[\W_]", "", text)


def _counts() -> dict[str, int]:
    return {**{fold(word): int(str(count)) for word, count in table("answers")["counts"].items()}, **{str(n): n for n in range(2, 10)}}


def numbered(text: str) -> list[str]:
    """ "öka x 2. minska y 3. …", with or without its 1: the numbers must follow each other."""
    cuts = []
    wanted = 0
    for match in _INLINE_NUMBER.finditer(text):
        place = int(match[1])
        if place != wanted and (wanted or place not in (1, 2)):
            continue
        inside = match[0].lstrip()[0] != "(" and text.count("(", 0, match.start()) > text.count(")", 0, match.start())
        closed = match[0].strip()[-1] in ".)/" or "3:" in text
        second = closed and (
            "(" not in match[0] or "(3)" in text or min(len(text[: match.start()].split()), len(text[match.end() :].split())) > 1
        )
        if not inside and (wanted or place == 1 or second):
            cuts.append(match)
            wanted = place + 1
    if not cuts or wanted < 3:
        return []
    starts = [*([0] if int(cuts[0][1]) == 2 else []), *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts if cut.start() >= starts[0]), len(text)]
    ends = [end for end in ends if end > starts[0]]
    return [_TRAILING.sub("", text[start:end].strip(" ,;")) for start, end in zip(starts, ends, strict=False)]
