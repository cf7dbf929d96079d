"""Changes to the set: remove, replace, change a field or a number, merge, park, undo."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from coach.conversation.answers import answers
from coach.conversation.drafting import FIGURES, draft, redated, reowned
from coach.conversation.filling import deadline, owner
from coach.conversation.intents import Understood
from coach.conversation.joining import merged, parted
from coach.conversation.labels import field_named
from coach.conversation.linking import linked
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.naming import appointed
from coach.conversation.patterns import matcher, table
from coach.conversation.pointing import by_number, by_words, listed
from coach.conversation.prose import unframed
from coach.conversation.shares import person
from rules.model import Level
from rules.reading import read
from rules.reading.text import fold, tokenize

_SHOULD = re.compile(
    r"(?:ska|skall|skulle|bör|should|must|supposed to)\s+(?:de[tn]\s+)?(?:va(?:ra)?|stå|bli|be|say|read|ha|have)\s+(.+)$", re.I
)
_INTO = re.compile(r"\b(?:till|mot|med|to|with|into|by|for|som|as)\b\s*:?\s*(.+)$", re.IGNORECASE)

_POINTED = re.compile(r"\b(?:mål(?:et)?|goals?|nr|nummer|number)\s+\d{1,2}(?:\s*(?:,|och|and|&)\s*\d{1,2})*\b(?!\s*%)", re.IGNORECASE)
_EVERY = frozenset("alla allihop samtliga all everything allt every".split())
_PLAIN = frozenset("mal malet goal till to fran from nu now idag today by end start want na".split())
"""Words that name a field elsewhere, and nothing in an edit."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did: `key` of its text under [edit], the goals it touched, and words to put in."""

    session: Session
    key: str
    numbers: tuple[int, ...] = ()
    value: str = ""
    was: str = ""


def edited(session: Session, understood: Understood, message: str) -> Edited:
    """The session after an edit; the key "which" or "what" where it cannot be told which goal or what is meant."""
    line = hear(message).line
    if understood.topic == "undo" or matcher("intents", "undo").search(line):
        return _undone(session)
    if not session.entries:
        return Edited(session, "nothing")
    numbers = _meant(session, message)
    act = _act(line)
    if act in ("link", "unlink"):
        return Edited(*linked(session, message))
    if act == "merge":
        return Edited(*merged(session, numbers))
    if act == "split":
        return Edited(*parted(session, numbers))
    if act in ("drop", "park", "unpark"):
        return _moved(session, act, numbers, line)
    return _changed(session, numbers, message)


def _undone(session: Session) -> Edited:
    if not session.past:
        return Edited(session, "no-undo")
    back = session.past[-1]
    reopened = {key for entry in back if (now := session.entry(entry.number)) for key in _reopened(entry, now)}
    question = None if reopened & session.asked else session.question
    return Edited(replace(session, entries=back, past=session.past[:-1], question=question, asked=session.asked - reopened), "undone")


def _reopened(was: Entry, now: Entry) -> list[str]:
    """The questions that an answer taken back opens again."""
    fields = [name for name, old, new in (("owner", was.goal.owner, now.goal.owner), ("deadline", was.goal.deadline, now.goal.deadline))
              if old != new]  # fmt: skip
    if was.values != now.values or was.goal.text != now.goal.text:
        fields += FIGURES
    if was.goal.accepted != now.goal.accepted:
        fields.append("accept")
    return [f"{name}:{was.number}" for name in fields]


def _act(line: str) -> str:
    for act in ("unlink", "link", "split", "merge", "unpark", "park", "drop"):
        if matcher("edits", act).search(line) or act == "split" and matcher("edits", "divide").match(line):
            return act
    return "change"


def _meant(session: Session, message: str) -> tuple[int, ...]:
    active = session.entries
    words = set(hear(message).words)
    if words & _EVERY and not any(word.isdigit() for word in words) and matcher("edits", "drop").search(hear(message).line):
        return tuple(entry.number for entry in active if not words & listed("except"))
    texts = [entry.goal.text for entry in active]
    head = re.split(r"\b(?:till|mot|to|with)\b", message)[0]
    places = by_number(head, len(texts)) or by_number(message.partition(":")[0], len(texts))
    if places:
        known = {entry.number for entry in active}
        return tuple(place for place in places if place in known)
    bare = [int(word) for word in hear(message).words if word.isdigit() and len(word) <= 2]
    if bare and len(hear(message).words) <= len(bare) + 3 and all(session.entry(number) for number in bare):
        return tuple(dict.fromkeys(bare))
    found = by_words(message, texts)
    if found:
        return tuple(active[place - 1].number for place in found)
    if len(session.active) == 1:
        return (session.active[0].number,)
    return session.question.goals if session.question and len(session.question.goals) == 1 else ()


def _moved(session: Session, act: str, numbers: tuple[int, ...], line: str) -> Edited:
    if not numbers:
        return Edited(session, "which")
    if act == "drop":
        left = tuple(entry for entry in session.entries if entry.number not in numbers)
        was = next((entry.goal.text for entry in session.entries if entry.number in numbers), "")
        return Edited(_kept(session, left), "dropped" if len(numbers) == 1 else "dropped-some", numbers, was=was)
    entries = tuple(replace(entry, parked=act == "park") if entry.number in numbers else entry for entry in session.entries)
    return Edited(_kept(session, entries), "parked" if act == "park" else "unparked", numbers)


def _changed(session: Session, numbers: tuple[int, ...], message: str) -> Edited:
    """A field, the level, a number in the text, or the whole text."""
    entry = session.entry(numbers[0]) if numbers else None
    line = hear(message).line
    strategic, operational = (re.search(rf"(?:^|(?<= )){stem}", line) for stem in ("strategi", "operati"))
    if strategic or operational:
        if entry is None:
            return Edited(session, "which")
        first = strategic if strategic and (not operational or strategic.start() < operational.start()) else operational
        level = Level.STRATEGIC if first is strategic else Level.OPERATIONAL
        return _one(session, entry, replace(entry, goal=entry.goal.model_copy(update={"level": level})), level.value)
    field = _field(line)
    value = _value(message)
    if (put := appointed(message)) and person(put, session.today, session.policy):
        return _field_changed(session, numbers, "owner", put, message)  # "sätt Felicia som ägare på tvåan"
    if not field and (named := answers(message, ("owner",), len(session.entries), session.today, session.policy).by_goal):
        field, value = "owner", next(iter(named.values())).get("owner", "")
    if not field and value and person(value, session.today, session.policy):
        field = "owner"  # "byt till Bertil"
    if not field and _day(session, value):
        field = "deadline"  # "flytta mål 1 till 30 juni"
    if field in ("owner", "deadline"):
        return _field_changed(session, numbers, field, value, message)
    if entry is None:
        entry = _by_number_in_text(session, message)
    if entry is None:
        return Edited(session, "which")
    if waiting := _answer_changed(entry, value or message, field):
        return _one(session, entry, waiting, "text", draft(waiting, session).text)
    text = _new_text(entry, message, value, field, session)
    if not text:
        return Edited(session, "what", (entry.number,))
    goal = entry.goal.model_copy(update={"text": text, "accepted": None})
    return _one(session, entry, replace(entry, goal=goal, values=(), shown=(), chosen=0, yes_asked=False), "text", text)


def _field_changed(session: Session, numbers: tuple[int, ...], field: str, value: str, message: str) -> Edited:
    said = answers(value or message, (field,), 0, session.today, session.policy).values.get(field) or value
    who, when = (owner(said), None) if field == "owner" else (None, deadline(session, said) if said else None)
    if not numbers and len(session.active) > 1 and re.search(r"(?:^|(?<= ))(?:alla|all|samtliga) ", hear(message).line):
        numbers = tuple(entry.number for entry in session.active)
    if not numbers:
        return Edited(session, "which")
    if who is None and when is None:
        return Edited(session, f"what-{field}", numbers)
    entries = tuple(_with(entry, who, when, session, field) if entry.number in numbers else entry for entry in session.entries)
    from rules.messages import day

    return Edited(_kept(session, entries), field, numbers, value=who or (day(when, session.language) if when else ""))


def _with(entry: Entry, who: str | None, when: date | None, session: Session, field: str) -> Entry:
    """A goal with another owner or end, in its field and in its words. A new owner has said yes to nothing yet."""
    if who:
        text = reowned(entry.goal, who, session.today)
        goal = entry.goal.model_copy(update={"owner": who, "accepted": None, "text": text})
        return replace(entry, goal=goal, unsure=entry.unsure - {field}, yes_asked=False)
    goal = entry.goal.model_copy(update={"deadline": when, "text": redated(entry, when, session.today)})
    return replace(entry, goal=goal, unsure=entry.unsure - {field})


def _day(session: Session, value: str) -> bool:
    """Whether words are a day and nothing else: its numbers are no value of a goal's."""
    tokens = tokenize(value).placed
    frames = [frame for frame in read(value, session.today, session.policy).frames if frame.kind in ("deadline", "start")]
    inside = all(any(frame.start <= token.start < frame.end for frame in frames) for token in tokens if token.kind in "nw")
    return bool(tokens) and inside and deadline(session, value) is not None


def _field(line: str) -> str:
    for word in line.split():
        if name := field_named(word):
            if word in _PLAIN:
                continue
            return name
    return ""


def _value(message: str) -> str:
    """The words after "till", "mot", "to", "with" or a colon: what it shall be."""
    if match := _SHOULD.search(message):
        return _trimmed(match[1])
    head, colon, rest = message.partition(":")
    if colon and rest.strip():
        inner = _INTO.search(rest) if _POINTED.search(head) and _field(hear(rest).line) else None  # "mål 4: byt ägare till Kim"
        return _trimmed(inner[1] if inner else rest)
    found = None
    for match in _INTO.finditer(message):
        found = found or match
    return _trimmed(found[1]) if found else ""


def _trimmed(text: str) -> str:
    cut = re.split(r",\s+(?=\S+['’]s\s)|,?\s+(?:inte|not|istället|i stället|instead|tack|please|pls)\b", text.strip(), maxsplit=1)[0]
    return cut.strip().strip(".!").strip()


def _by_number_in_text(session: Session, message: str) -> Entry | None:
    """ "det ska vara 30, inte 40": the goal that says 40."""
    numbers = {token.fold for token in tokenize(message).tokens if token.kind == "n"}
    holding = [
        entry for entry in session.active if numbers & {token.fold for token in tokenize(entry.goal.text).tokens if token.kind == "n"}
    ]
    return holding[0] if len(holding) == 1 else None


def _answer_changed(entry: Entry, value: str, field: str) -> Entry | None:
    """An answer that waits for its wording with another figure: "ändra till 5,5" where "från 4 till 5 Mkr" was told."""
    name = "baseline" if field == "baseline" else "target"
    said = [token for token in tokenize(value).placed if token.kind == "n"]
    old = [token for token in tokenize(entry.said.get(name, "")).placed if token.kind == "n"]
    if len(said) != 1 or len(old) != 1:
        return None
    words = entry.said[name]
    new = words[: old[0].start] + value[said[0].start : said[0].end] + words[old[0].end :]
    return replace(entry, values=tuple((key, new if key == name else was) for key, was in entry.values))


def _new_text(entry: Entry, message: str, value: str, field: str, session: Session) -> str:
    """The text with one number changed, or a new text."""
    source = _unpointed(value or message)
    said = [token for token in tokenize(source).placed if token.kind == "n"]
    times = [frame for frame in read(entry.goal.text, session.today, session.policy).frames if frame.kind == "deadline"]
    own = [
        token
        for token in tokenize(entry.goal.text).placed
        if token.kind == "n" and not any(frame.start <= token.start < frame.end for frame in times)
    ]
    whole = matcher("edits", "replace").search(hear(message).line) is not None
    words = [token for token in tokenize(value).tokens if token.kind == "w"]
    if whole and len(words) >= 2:
        return unframed(value)
    if said and own:
        every = [token.fold for token in tokenize(message).tokens if token.kind == "n"]
        olds = [token for token in own if token.fold in every and token.fold != said[0].fold]
        old = olds[0] if olds else own[-1] if len(own) == 1 else None
        if old is None:
            targets = [token for token in own if not _year(token.fold)]
            old = (
                targets[-1]
                if targets and (field in ("target", "") or len(targets) == 1)
                else targets[0]
                if targets and field == "baseline"
                else None
            )
        if old is not None:
            return entry.goal.text[: old.start] + source[said[0].start : said[0].end] + entry.goal.text[old.end :]
    bare = {fold(word) for word in table("answers")["counts"]} | listed("goal") | listed("filler")
    return unframed(value) if len(words) >= 2 and not set(hear(value).words) <= bare else ""  # "det ska vara två mål" names none


def _unpointed(words: str) -> str:
    """The words with the goals that they point at blotted out: the 2 of "dela mål 2" is no value."""
    return _POINTED.sub(lambda match: " " * len(match[0]), words)


def _year(word: str) -> bool:
    return len(word) == 4 and word.startswith("20")


def _one(session: Session, old: Entry, new: Entry, key: str, value: str = "") -> Edited:
    entries = tuple(new if entry.number == old.number else entry for entry in session.entries)
    return Edited(_kept(session, entries), key, (old.number,), value=value, was=old.goal.text)


def _kept(session: Session, entries: tuple[Entry, ...]) -> Session:
    return replace(session, entries=entries)
