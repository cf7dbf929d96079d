"""Changes to the set: remove, replace, change a field or a number, merge, park, undo."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from coach.conversation.adjusting import adjusted
from coach.conversation.amending import answer_changed, field_of, holder, recast, reworded, rewritten, stepped, value_of
from coach.conversation.answers import answers
from coach.conversation.drafting import FIGURES, draft
from coach.conversation.filling import deadline, owner
from coach.conversation.intents import Understood
from coach.conversation.joining import merged, parted
from coach.conversation.linking import linked
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.naming import appointed
from coach.conversation.numbered import anew, renewed, stands
from coach.conversation.patterns import matcher
from coach.conversation.phrasing import redated, reowned
from coach.conversation.pointing import by_number, by_words, listed, strange
from coach.conversation.prose import unframed
from coach.conversation.shares import person
from coach.conversation.wording import whole
from rules.model import Level
from rules.reading import read
from rules.reading.text import tokenize

_FOR = re.compile(r"(.{3,40}?)\s+(?:for|på|för)\s+(.{3,20})", re.IGNORECASE)
_APART = re.compile(r"\s*,\s*|\s+(?:och|and|samt|&)\s+", re.IGNORECASE)
_EVERY = frozenset("alla allihop samtliga all everything allt every".split())


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
    if (written := anew(message, {entry.number: entry.goal.text for entry in session.active}, session.today, session.policy)) is not None:
        entry = session.entry(written[0])
        return _one(session, entry, rewritten(entry, written[1], session), "text", written[1]) if entry else Edited(session, "which")
    numbers = _meant(session, message)
    if (text := renewed(message, session.today, session.policy)) and (entry := _at_hand(session, numbers)) is not None:
        return _one(session, entry, rewritten(entry, text, session), "text", text)
    if (adjusting := adjusted(session, message)) is not None:
        return _changed(session, (adjusting.number,), message)
    if matcher("edits", "swap").search(line):
        return Edited(session, "no-order")
    act = _act(line)
    if act == "drop" and strange(message, [entry.goal.text for entry in session.entries]):
        return Edited(session, "which")
    if act in ("link", "unlink"):
        return Edited(*linked(session, message))
    if act == "merge":
        return Edited(*merged(session, numbers))
    if act == "split":
        return Edited(*parted(session, numbers))
    if act in ("drop", "park", "unpark"):
        return _moved(session, act, numbers, line)
    return _changed(session, numbers, message)


def _at_hand(session: Session, numbers: tuple[int, ...]) -> Entry | None:
    """The goal that is worked on: the one asked about, the one whose words are used, else the last."""
    asked = session.question.goals if session.question is not None and len(session.question.goals) == 1 else ()
    found = next((entry for number in (*asked, *numbers) if (entry := session.entry(number))), None)
    return found or (session.active[-1] if session.active else None)


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
    if not found and matcher("edits", "several").search(hear(message).line):
        parts = [by_words(part, texts) for part in _APART.split(message)]
        found = tuple(sorted({place for part in parts for place in part})) if all(parts) else ()
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
    field = field_of(line)
    value = value_of(message)
    if entry is not None and matcher("edits", "replace").search(line) and stands(value, session.today, session.policy):
        return _one(session, entry, rewritten(entry, unframed(value), session), "text", unframed(value))
    if (put := appointed(message)) and person(put, session.today, session.policy):
        return _field_changed(session, numbers, "owner", put, message)  # "sätt Felicia som ägare på tvåan"
    if not field and (named := answers(message, ("owner",), len(session.entries), session.today, session.policy).by_goal):
        field, value = "owner", next(iter(named.values())).get("owner", "")
    if not field and value and person(value, session.today, session.policy):
        field = "owner"  # "byt till Bertil"
    if not field and (apart := _FOR.fullmatch(message.strip())) and _day(session, apart[1]):
        places = tuple(number for number in by_number(apart[2], len(session.entries)) if session.entry(number))
        return _field_changed(session, places, "deadline", apart[1], apart[1])  # "june for the third"
    if not field and _day(session, value):
        field = "deadline"  # "flytta mål 1 till 30 juni"
    if field in ("owner", "deadline"):
        return _field_changed(session, numbers, field, value, message)
    if entry is None:
        entry = holder(session, message)
    if entry is None:
        return Edited(session, "which")
    if waiting := answer_changed(entry, value or message, field):
        return _one(session, entry, waiting, "text", draft(waiting, session).text)
    if (made := recast(entry, value, session)) is not None:
        return _one(session, entry, made, "text", whole(session, made.goal))
    text = stepped(entry, message, session) or reworded(entry, message, value, field, session)
    if not text:
        return Edited(session, "what", (entry.number,))
    goal = entry.goal.model_copy(update={"text": text, "accepted": None})
    made = replace(entry, goal=goal, values=(), shown=(), chosen=0, yes_asked=False)
    if any(char.isdigit() for char in value) and (when := _day_in(session, value, text)) is not None:
        made = _with(made, None, when, session, "deadline")  # "mål 4: 45 till 30 juni"
    return _one(session, entry, made, "text", whole(session, made.goal))


def _day_in(session: Session, value: str, text: str) -> date | None:
    """The day that stands beside a number, where the goal as changed does not say it."""
    days = [frame.until for frame in read(value, session.today, session.policy).frames if frame.kind == "deadline" and frame.until]
    ends = [frame.until for frame in read(text, session.today, session.policy).frames if frame.kind == "deadline"]
    return days[0] if len(days) == 1 and days[0] > session.today and days[0] not in ends else None


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


def _one(session: Session, old: Entry, new: Entry, key: str, value: str = "") -> Edited:
    entries = tuple(new if entry.number == old.number else entry for entry in session.entries)
    return Edited(_kept(session, entries), key, (old.number,), value=value, was=old.goal.text)


def _kept(session: Session, entries: tuple[Entry, ...]) -> Session:
    return replace(session, entries=entries)
