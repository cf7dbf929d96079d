"""Questions that the set of goals itself answers: which are ready, strategic or due, who owns them, what they lack, how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach.conversation.comparing import compared
from coach.conversation.drafting import checked, draft, level
from coach.conversation.labels import field_named
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.overview import lacks
from coach.conversation.owners import owner_of
from coach.conversation.patterns import matcher
from coach.conversation.pointing import by_number, by_words
from coach.conversation.tracking import standings
from coach.conversation.wording import day, numbers, quoted, say, who, whole
from rules.model import Level
from rules.reading import read

TOPICS = ("whose", "ready", "levels", "lacking", "realism", "count", "behind", "ahead", "told", "said", "shown", "dates")
"""Sections of words/questions.toml: what can be asked of the set whatever was asked before, in the order they are looked for."""


def _owner(session: Session, entry: Entry) -> str:
    """Who owns a goal, as the coach speaks of them."""
    return who(session, owner_of(entry.goal, session.today, session.policy)) or say(session, "word.nobody")


def of_the_set(session: Session, message: str, topic: str) -> list[str]:
    """A question that the set itself answers: what is ready, strategic, due or left, who owns what, what the goals are."""
    line = hear(message).line
    if topic == "count" or topic not in TOPICS and matcher("questions", "count").search(line):
        return _count(session)
    if not session.entries:
        return []
    entries = session.active
    if topic == "levels":
        return _levels(session)
    if topic == "ready":
        return ready(session)
    if topic == "lacking":
        return _lacking(session, message)
    if topic in ("behind", "ahead"):
        return compared(session, topic == "ahead")
    if topic == "whose" and (own := _owned_by(session, message)):
        return own
    if topic == "shown":
        return [f"{entry.number}. {whole(session, entry.goal)}" for entry in entries]
    if topic == "said":
        return [say(session, "ask.unsaid"), *(f"{entry.number}. {entry.goal.text}" for entry in entries)]
    if topic == "told":
        return _told(session, message)
    if topic == "dates" or topic != "why" and matcher("questions", "due").search(line):
        return _due(session, message)
    if matcher("questions", "owners").search(line):
        owned = [say(session, "ask.owned", number=str(item.number), owner=_owner(session, item)) for item in entries]
        return [" ".join(owned)]
    if matcher("questions", "left").search(line):
        return _lacks(session)
    if matcher("questions", "mine").search(line):
        return [f"{entry.number}. {entry.goal.text}" for entry in entries]
    return []


def _owned_by(session: Session, message: str) -> list[str]:
    """The goals of the person that a question names ("what does Ann have to do?")."""
    words = set(hear(message).words)
    owners = {entry.number: hear(owner_of(entry.goal, session.today, session.policy)).words for entry in session.active}
    found = [entry for entry in session.active if owners[entry.number] and set(owners[entry.number]) <= words]
    return [f"{entry.number}. {whole(session, entry.goal)}" for entry in found]


def _told(session: Session, message: str) -> list[str]:
    """What was said of the goal that a message names ("what did we say for churn?"): its words, who owns it, how it stands."""
    found = by_words(message, [entry.goal.text for entry in session.active])
    entries = [session.active[place - 1] for place in found]
    return [line for entry in entries for line in [_whole(session, entry), *standings(session, [entry] if entry.actuals else [])]]


def _whole(session: Session, entry: Entry) -> str:
    return f"{say(session, 'word.numbered', number=str(entry.number))}: {whole(session, entry.goal)}"


def _due(session: Session, message: str) -> list[str]:
    until = read(message, session.today, session.policy).end
    places = by_number(message, len(session.entries))
    meant = [entry for place in places if (entry := session.entry(place))] or session.active
    dated = [(entry, when) for entry in meant if (when := _end(session, entry))]
    hits = [(item, when) for item, when in dated if until is None or when <= until]
    if not hits:
        return [say(session, "ask.none-due")]
    words = [
        say(session, "ask.due", number=str(item.number), goal=quoted(item.goal.text), day=day(session, when))
        for item, when in sorted(hits, key=lambda pair: pair[1])
    ]
    return [" ".join(words)] if len(words) == 1 else words


def _end(session: Session, entry: Entry) -> date | None:
    if entry.goal.deadline:
        return entry.goal.deadline
    verdicts = checked(entry.goal, session.today, session.policy, entry.language).verdicts
    return verdicts.end if verdicts else None


def _counted(session: Session, entries: Sequence[Entry]) -> str:
    return numbers(session, [entry.number for entry in entries])


def _count(session: Session) -> list[str]:
    """How many goals are enough, and how many there are."""
    policy = session.policy
    lines = [
        say(
            session, "ask.count", low=str(policy.operational_low), high=str(policy.operational_high),
            strategic_low=str(policy.strategic_low), strategic_high=str(policy.strategic_high),
        )
    ]  # fmt: skip
    if session.active:
        levels = [level(entry, session) for entry in session.active]
        counts = {name.value: str(levels.count(name)) for name in (Level.OPERATIONAL, Level.STRATEGIC)}
        lines.append(say(session, "ask.counted", **counts))
    return lines


def _levels(session: Session) -> list[str]:
    """Which goals are strategic and which operational."""
    parts = []
    for wanted in (Level.STRATEGIC, Level.OPERATIONAL):
        found = [entry for entry in session.active if level(entry, session) is wanted]
        parts.append(say(session, f"ask.{wanted.value}" if found else f"ask.{wanted.value}-none", goals=_counted(session, found)))
    return [" ".join(parts)]


def ready(session: Session) -> list[str]:
    """Which goals are ready, what the others lack, and how those stand that outcomes were told of."""
    drafts = [draft(entry, session) for entry in session.active]
    holding = [item.entry for item in drafts if item.ready]
    key = "ask.ready-none" if not holding else "ask.ready" if len(holding) < len(drafts) else "ask.all-ready"
    lines = [say(session, key, goals=_counted(session, holding)), *(_lacks(session) if len(holding) < len(drafts) else [])]
    return lines + standings(session, [entry for entry in session.active if entry.actuals])


def _lacks(session: Session) -> list[str]:
    """What each goal lacks that is not ready."""
    return lacks(session, [entry.number for entry in session.active]) or [say(session, "ask.all-ready")]


def _lacking(session: Session, message: str) -> list[str]:
    """The goals that lack the field named; without one, what the goals pointed at lack, or each of them."""
    if places := by_number(message, len(session.entries)):
        known = [entry.number for place in places if (entry := session.entry(place))]
        return lacks(session, known) or [say(session, "ask.ready", goals=numbers(session, known))]
    field = next((name for word in hear(message).words if word not in ("mal", "malet", "goal") and (name := field_named(word))), "")
    if field not in ("owner", "deadline", "baseline", "target"):
        return _lacks(session)
    found = [entry for entry in session.active if field in draft(entry, session).open]
    return [say(session, f"ask.without-{field}" if found else f"ask.with-{field}", goals=_counted(session, found))]
