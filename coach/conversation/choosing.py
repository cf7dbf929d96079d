"""More than the set can hold: which goals are means to another, overlap, or lack a strategic goal. The manager decides."""

from __future__ import annotations

from dataclasses import dataclass

from coach.conversation.drafting import draft
from coach.conversation.drafting import level as level_of
from coach.conversation.model import Entry, Question, Quick, Session
from coach.conversation.wording import counting, joined, say
from rules.model import Level, Theme
from rules.reading import read
from rules.reading.text import fold

_MEANS = (Theme.ACTIVITY, Theme.LEADS)
_BROAD = tuple(theme.value for theme in (Theme.ACTIVITY, Theme.LEADS, Theme.DEALS, Theme.TEAM, Theme.QUALITY, Theme.OTHER))
_ENDS = (Theme.DEALS, Theme.REVENUE, Theme.MARKET)


@dataclass(frozen=True, slots=True)
class Choice:
    """What could give way: `kind` is "means", "overlap" or "orphan"; `numbers` are the goals it is about, the one that gives way last."""

    kind: str
    numbers: tuple[int, ...]


def over(session: Session, level: Level) -> int:
    """How many goals of a level there are above what the policy allows."""
    return len(_of(session, level)) - _most(session, level)


def crowded(session: Session) -> Level | None:
    """The level that has more goals than the policy allows."""
    return next((level for level in (Level.OPERATIONAL, Level.STRATEGIC) if over(session, level) > 0), None)


def _of(session: Session, level: Level) -> list[Entry]:
    return [entry for entry in session.active if level_of(entry, session) is level]


def _theme(session: Session, entry: Entry) -> Theme:
    verdicts = draft(entry, session).report.verdicts
    return verdicts.theme if verdicts else Theme.OTHER


def _counted(session: Session, entry: Entry) -> tuple[str, str] | None:
    """What a goal counts: the measure, and its words where the measure is a broad one (meetings and quotes are both activity)."""
    words = entry.goal.metric or entry.goal.text
    found = read(words, session.today, session.policy).measure
    if found is None:
        return None
    return found.id, fold(words[found.start : found.end]) if found.theme in _BROAD else ""


def _same(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Whether two goals count the same: "möten" and "kundmöten" do."""
    return one is not None and other is not None and one[0] == other[0] and (one[1].endswith(other[1]) or other[1].endswith(one[1]))


def choices(session: Session, level: Level) -> list[Choice]:
    """What could give way, the clearest case first."""
    entries = _of(session, level)
    themes = {entry.number: _theme(session, entry) for entry in entries}
    counted = {entry.number: _counted(session, entry) for entry in entries}
    ends = [entry.number for entry in entries if themes[entry.number] in _ENDS]
    found: list[Choice] = []
    taken: set[int] = set()
    for place, entry in enumerate(entries):
        twin = next((other.number for other in entries[:place] if _same(counted[other.number], counted[entry.number])), 0)
        if twin and entry.number not in taken:
            found.append(Choice("overlap", (twin, entry.number)))
            taken.add(entry.number)
    for entry in entries:
        if themes[entry.number] in _MEANS and ends and entry.number not in taken:
            found.append(Choice("means", (ends[0], entry.number)))
            taken.add(entry.number)
    if not found:
        loose = [entry for entry in entries if themes[entry.number] is Theme.OTHER] or entries[-1:]
        found = [Choice("loose", (entry.number,)) for entry in loose]
    return found[: max(over(session, level), 1) + 1]


def offered(session: Session, level: Level) -> tuple[list[str], Question, tuple[Quick, ...]]:
    """The lines, the question and the quick replies that help the manager choose."""
    found = choices(session, level)
    lines = [
        say(
            session,
            "choose.over",
            n=counting(session, len(_of(session, level))),
            level=say(session, f"choose.{level.value}"),
            most=counting(session, _most(session, level)),
        )
    ]
    lines += [
        say(session, f"choose.{item.kind}", goal=str(item.numbers[-1]), other=str(item.numbers[0]))
        for item in found
        if item.kind != "means"
    ]
    if means := [item.numbers for item in found if item.kind == "means"]:
        ways = joined(session, (str(numbers[-1]) for numbers in means))
        lines.append(say(session, "choose.means" if len(means) == 1 else "choose.means-many", goal=ways, other=str(means[0][0])))
    labels = [say(session, "quick.keep-all")]
    for item in found[:2]:
        labels.append(
            say(session, "quick.merge", first=str(item.numbers[0]), second=str(item.numbers[1]))
            if item.kind == "overlap"
            else say(session, "quick.park", number=str(item.numbers[-1]))
        )
    question = Question("choose", (), tuple(dict.fromkeys(number for item in found for number in item.numbers)))
    return lines, question, tuple(Quick(label, label) for label in labels)


def _most(session: Session, level: Level) -> int:
    return session.policy.strategic_high if level is Level.STRATEGIC else session.policy.operational_high
