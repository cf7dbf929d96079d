"""Who takes which goals, said in one go: "Lisa äger 1 och 2, resten jag", "I own all except hiring, that's Dana"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.conversation.listening import hear
from coach.conversation.naming import instead
from coach.conversation.patterns import table
from coach.conversation.pointing import by_number, listed
from rules.policy import Policy
from rules.reading import read
from rules.reading.text import fold, tokenize

_SERIES = re.compile(r"(\d)\s*(?:,\s*(?:och|and)?|och|and|&|\+|samt)\s*(?=\d)", re.IGNORECASE)
_RANGE = re.compile(r"\b(\d{1,2})\s*[-–]\s*(\d{1,2})\b")
_BREAK = re.compile(r"[,;.\n]+\s+|[;\n]+|\s+(?:och|and|men|but|medan|while|samt|plus)\s+", re.IGNORECASE)
_SHORTENED = re.compile(r"\bI['’](?:ll|m|ve)\b", re.IGNORECASE)
_ENDING = re.compile(r"(?:arna|erna|orna|ing|en|et|ar|er|or|na|s|n|t|a|e)$")
_NOT = re.compile(r"\b(?:inte|not)\s+\S+(?=.*\b(?:utan|but)\b)", re.IGNORECASE)
_HAS = re.compile(
    r"[A-ZÅÄÖ][\w-]+\s(?:has|har|gets|får)\s(?:(?:goals?|mål|nr)\s)?\d{1,2}(?:\s(?:and|och|&)\s\d{1,2})*(?:\s(?:too|också|as\swell))?[.!]?"
)
"""Who has which by its number: "Jo has 3 too"."""
_IS = re.compile(r"\s(?:is|are|är|e|blir|=|–|-)\s+[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?[.!]?$")
"""Whose a goal is, behind it: "win rate is Tom"."""
_MINE = frozenset(("min", "mitt", "mina", "mine"))
_LONGEST = 240
_LEVELS = re.compile(
    r"(?:\b(?:de|dom|the)\s+)?\b(strategiska|operativa|strategic|operational)\b(?:\s+(?:målen|mål|ones?|goals))?", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:(?:de|dom)\s+andra|the\s+other(?:s|\s+ones)?)\b", re.IGNORECASE)
_ENOUGH = 5
"""Letters of a role that is known by nothing but its place in the sentence."""
_MOST = 4
"""Words of a name or role."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause: who, the places pointed at, and whether it speaks of all, of the rest, or of all but some. `lost`: it points at a goal
    by words that are none of its own; `strange`: who is a word that nobody has heard of."""

    who: str
    places: tuple[int, ...]
    all: bool
    rest: bool
    but: tuple[int, ...]
    lost: bool = False
    strange: bool = False


def shares(
    message: str,
    goals: Mapping[int, str],
    today: date,
    policy: Policy,
    strategic: frozenset[int] = frozenset(),
    unowned: frozenset[int] = frozenset(),
) -> dict[int, str]:
    """The owner of each goal by its number; {} where the message does not part the goals between owners. `strategic`: those that are;
    `unowned`: those that "the rest" are, where nobody else is named.
    """
    if len(goals) < 2 or len(message) > _LONGEST or "?" in message:
        return {}
    message = _SHORTENED.sub("I", message)
    message = _OTHERS.sub("resten", message)
    message = _levelled(message, goals, strategic)
    said = _RANGE.sub(lambda match: "+".join(map(str, range(int(match[1]), int(match[2]) + 1))) or match[0], message.strip())
    said = _SERIES.sub(r"\1+", said)
    pieces = [piece for whole in _BREAK.split(said) for piece in _parted(whole) if piece.strip(" .!")]
    clauses = []
    for piece in pieces:
        clause = _clause(piece, goals, today, policy)
        if clause is None:
            return {}
        clauses.append(clause)
    if sum(clause.lost for clause in clauses) > 1 or all(clause.strange or clause.lost for clause in clauses):
        return {}
    tells = bool(set(hear(message).words) & listed("owns") or _IS.search(message) or _HAS.fullmatch(message.strip()))
    if len(clauses) == 1 and clauses[0].who and not clauses[0].but and tells:
        if clauses[0].rest:
            return dict.fromkeys(sorted(unowned), clauses[0].who)
        if clauses[0].places and not by_number(message, max(goals)) and not any(char.isdigit() for char in message):
            return dict.fromkeys(clauses[0].places, clauses[0].who)  # "Lisa äger NPS"
        pointed = _HAS.fullmatch(message.strip()) or by_number(message, max(goals)) and clauses[0].who in ("I", "jag")
        if pointed or len(clauses[0].places) > 1:
            return {place: clauses[0].who for place in clauses[0].places if place in goals}  # "jag äger mål 1 och 3"
    return _dealt(clauses, tuple(goals))


def named(message: str, today: date, policy: Policy) -> str:
    """The one person or role that a sentence names: "nej, det är Petra som äger det"; "" where there is none, or more than one."""
    message = instead(_NOT.sub(" ", message))
    who = {
        message[one.start : one.end]: one.kind for one in read(message, today, policy).owners if one.kind in ("person", "role", "writer")
    }
    if not who:
        words = [token for token in tokenize(message).placed if token.kind == "w" and token.fold not in _plain() and token.start]
        who = {message[token.start : token.end]: "person" for token in words if message[token.start].isupper()}
    if len(who) != 1:
        return ""
    found, kind = next(iter(who.items()))
    return found if kind != "writer" else "I" if fold(found) == "i" else "jag"


def _levelled(message: str, goals: Mapping[int, str], strategic: frozenset[int]) -> str:
    """The message with "de strategiska" and "the operational ones" told by their numbers."""

    def numbers(match: re.Match[str]) -> str:
        found = [number for number in goals if (number in strategic) == match[1].lower().startswith("strateg")]
        return "+".join(map(str, found)) or match[0]

    return _LEVELS.sub(numbers, message) if strategic else message


def _parted(piece: str) -> list[str]:
    """The clause behind an exception apart: "alla utom NPS som Sara har"."""
    if not set(hear(piece).words) & listed("except"):
        return [piece]
    head, *tail = re.split(r"\s+(?:som|vilket|which|that)\s+", piece, maxsplit=1)
    return [head, *tail]


def _clause(piece: str, goals: Mapping[int, str], today: date, policy: Policy) -> _Clause | None:
    """One clause read, or None where something else is said in it."""
    words = [token for token in tokenize(piece).placed if token.kind in "wn"]
    cut = next((at for at, token in enumerate(words) if token.fold in listed("except")), len(words))
    head = piece[: words[cut].start] if cut < len(words) else piece
    tail = piece[words[cut].end :] if cut < len(words) else ""
    places = _places(head, goals)
    but = _places(tail, goals) or _worded(tail, goals, _pointers(tail, goals))
    if tail and not but:
        return None
    folded = [token.fold for token in words[:cut]]
    rest = any(word in ("resten", "rest", "ovriga", "others", "remaining") for word in folded)
    every = any(word in listed("all") for word in folded)
    named = _pointers(head, goals)
    left = [token for token in words[:cut] if token.kind == "w" and token.fold not in _plain() and token.fold not in named]
    first = next((token.start for token in words[:cut] if token.fold in named), len(piece))
    left = [token for token in left if token.start < first] or left  # "Ali tappade kunder": who comes before what
    me = next((token.fold for token in words[:cut] if token.fold in listed("me") | _MINE), "")
    if me and not left:
        return _Clause("I" if me in ("i", "me", "myself", "mine") else "jag", places or _worded(head, goals, named), every, rest, but)
    if me and len(left) == 1 and not places and not named:
        return _Clause("I" if me in ("i", "me", "myself", "mine") else "jag", (), every, rest, but, lost=True)
    if not left or len(left) > _MOST or me:
        return None if left or not but and not places else _Clause("", places, every, rest, but)
    span = piece[left[0].start : left[-1].end]
    if {"ar", "is", "are"} & set(folded) and span[-1:] == "s" and _person(span.rstrip("s'’"), today, policy):
        span = span.rstrip("s'’")  # "tvåan är Eriks"
    if not _person(span, today, policy):
        strange = len(left) == 1 and (places or rest) and len(span) >= _ENOUGH
        return _Clause(span, places, every, rest, but, strange=True) if strange else None
    return _Clause(span, places or _worded(head, goals, named), every, rest, but)


def _dealt(clauses: Sequence[_Clause], numbers: Sequence[int]) -> dict[int, str]:
    """The goals dealt out: those named first, then the rest."""
    owners: dict[int, str] = {}
    waiting: tuple[int, ...] = ()
    over = ""
    excepted: set[int] = set()
    last = held = ""
    lost = next((clause.who for clause in clauses if clause.lost), "")
    for clause in clauses:
        if clause.lost:
            last = clause.who
            continue
        if clause.who and not (clause.places or clause.all or clause.rest or waiting or held):
            held = clause.who
            continue
        if held:
            clause = replace(clause, who=f"{held} & {clause.who}")  # "Anna och Erik de operativa"
            held = ""
        if not clause.who and clause.places and last:
            owners.update({place: last for place in clause.places if place not in owners})
            continue
        last = clause.who
        if not clause.who:
            return {}
        if clause.rest or clause.all:
            if over:
                return {}
            over, waiting = clause.who, clause.but
            excepted.update(clause.but)
        elif clause.places:
            for place in clause.places:
                owners.setdefault(place, clause.who)
        elif waiting:
            owners.update(dict.fromkeys(waiting, clause.who))
            waiting = ()
        else:
            return {}
    if held:
        return {}
    if lost:  # "jag äger tillväxtmålet, Johan besöken …": the one that is left over
        left = [place for place in numbers if place not in owners]
        if over or len(left) != 1:
            return {}
        owners[left[0]] = lost
    if not (len(clauses) > 1 or excepted) or not (over and (owners or excepted) or len(owners) > 1 and len(set(owners.values())) > 1):
        return {}
    if over:
        owners.update({place: over for place in numbers if place not in owners and place not in excepted})
    return {place: owners[place] for place in sorted(owners) if place in numbers}


def _places(text: str, goals: Mapping[int, str]) -> tuple[int, ...]:
    """Goals by number, also bare ones: "1+2", "ettan", "de två första"."""
    bare = {int(token) for token in re.findall(r"(?<![\w.,])\d{1,2}(?![\w.,%])", text.replace("+", " ")) if int(token) in goals}
    words = [word for word in hear(text).words if word not in listed("last") and word not in listed("all")]
    return tuple(sorted(bare | set(by_number(" ".join(words), max(goals)))))


def _pointers(head: str, goals: Mapping[int, str]) -> frozenset[str]:
    """The words of a clause that point at goals by what they are about: "mötena", "NPS"."""
    return frozenset(word for word in hear(head).words if word not in _plain() and _about(word, goals))


def _worded(head: str, goals: Mapping[int, str], named: frozenset[str]) -> tuple[int, ...]:
    """The goals that the words of a clause point at."""
    return tuple(sorted({_about(word, goals) for word in named}))


def _about(word: str, goals: Mapping[int, str]) -> int:
    """The place of the one goal that has a word, whatever its ending; 0 where none or several do."""
    stem = _ENDING.sub("", word) if len(word) > 3 else word
    stem = stem if len(stem) > 2 else word
    found = [
        place
        for place, text in goals.items()
        if any(
            own == word or len(own) > 3 and _ENDING.sub("", own) == stem or len(stem) > 4 and own.startswith(stem)
            for own in hear(text).words
        )
    ]
    return found[0] if len(found) == 1 and len(stem) >= 3 else 0


def _plain() -> frozenset[str]:
    order = frozenset(fold(word) for word in (*table("answers")["order"], *table("answers")["counts"]))
    return listed("filler") | listed("goal") | listed("last") | listed("all") | listed("me") | _MINE | listed("takes") | order


def person(span: str, today: date, policy: Policy) -> bool:
    """Whether words are a person or role that the reader knows."""
    return any(
        one.start < len(span) and one.kind in ("role", "person", "holder")
        for deed in (f"{span} ska vinna 5 kunder", f"{span} will win 5 customers")
        for one in read(deed, today, policy).owners
    )


def _person(span: str, today: date, policy: Policy) -> bool:
    """Whether words can be who owns a goal: a person, a role, or a name nobody has heard of."""
    return person(span, today, policy) or len(span.split()) <= 2 and all(word[:1].isupper() for word in span.split())
