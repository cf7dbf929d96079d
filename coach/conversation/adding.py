"""Goals that came in a message: taken into the set with what was told above them, answered with better wordings."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.asking import quarter
from coach.conversation.context import Context, under
from coach.conversation.drafting import Draft, checked, draft
from coach.conversation.intents import Understood
from coach.conversation.model import Card, Entry, Session
from coach.conversation.owners import owner_of
from coach.conversation.phrasing import told_in
from coach.conversation.reckoning import based, standings
from coach.conversation.speech import spoken_by_goals
from coach.conversation.willing import willed
from coach.conversation.wishes import spoken, wish
from coach.conversation.wording import card, counting, day, joined, lacking, numbers, say, unstopped, who
from coach.texts import Language
from rules.model import Goal, Level
from rules.reading import read

LIMIT = 60
"""Goals of one message that are answered in the talk; longer lists are for `coach check`."""


def added(session: Session, understood: Understood) -> tuple[Session, tuple[Entry, ...], int]:
    """The session with the goals of a message, those entries, and how many were too many to take."""
    pasted = understood.paste
    language = spoken_by_goals([goal.text for goal in pasted.goals], session.language)
    known = {_plain(entry.goal.text): entry for entry in session.entries} | {_plain(entry.written): entry for entry in session.entries}
    known_standings = standings((words for step, words in session.notes if step != "period"), session.today, session.policy)
    entries: list[Entry] = []
    number = session.next_number
    for goal in pasted.goals[:LIMIT]:
        if _plain(goal.text) in known:
            continue
        own = _wish(session, understood, goal, language)
        whole = under(goal.model_copy(update={"text": own}) if own else goal, _told(session), session.today, session.policy).model_copy(
            update={"id": str(number)}
        )
        whole = _leveled(session, _owned(session, whole, language))
        stands = based(whole, known_standings, session.today, session.policy)
        if stands is not None:
            whole = whole.model_copy(update={"baseline": stands.value, "unit": whole.unit or stands.unit})
        whole = told_in(whole, language)
        values = (("baseline", stands.words),) if stands else ()
        entries.append(Entry(number, whole, goal.text, language, values))
        number += 1
    period = pasted.context.over(session.period) if pasted.listed or pasted.context.period else session.period
    made = replace(session, entries=(*session.entries, *entries), next_number=number, period=replace(period, owner=period.owner))
    return made, tuple(entries), max(0, len(pasted.goals) - LIMIT)


def _wish(session: Session, understood: Understood, goal: Goal, language: Language) -> str:
    """The goal in a report and a wish, which may stand in two sentences; or in what somebody does, or is wanted to do."""
    talk = understood.paste.talk if len(understood.paste.goals) == 1 else ""
    both = (goal.text, f"{talk.rstrip(' .')}. {goal.text}") if talk else (goal.text,)
    told = next((found for words in both if (found := wish(words, language, session.today, session.policy))), "")
    told = told or spoken(goal.text, language, session.today, session.policy)
    return told or willed(goal.text, language, session.today, session.policy)


def _told(session: Session) -> Context:
    """What holds for goals to come. In the guided start the goals for the year are asked for: the quarter is for those beneath them."""
    return Context(owner=session.period.owner, level=Level.STRATEGIC) if session.step == "strategic" else session.period


def _leveled(session: Session, goal: Goal) -> Goal:
    """A goal of the guided start is one for the year, unless it counts what is done from week to week."""
    if session.step != "strategic":
        return goal
    found = read(goal.text, session.today, session.policy)
    doing = found.measure is not None and found.measure.theme in ("activity", "leads")
    return goal.model_copy(update={"level": None}) if doing else goal


def _owned(session: Session, goal: Goal, language: Language) -> Goal:
    """The doer of a sentence that is no goal yet as its owner: "Sara bokar fler möten" is Sara's."""
    report = checked(goal, session.today, session.policy, language)
    who = owner_of(goal, session.today, session.policy) if report.verdicts is None and goal.owner is None else ""
    named = bool(who) and goal.text.startswith(who)
    return goal.model_copy(update={"owner": who}) if named else goal


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".!?; ")


def answered(session: Session, entries: tuple[Entry, ...], context: Context, left: int) -> tuple[list[str], tuple[Card, ...], Session]:
    """Lines and cards on the goals just read, and the session that remembers what was shown."""
    drafts = [draft(entry, session) for entry in entries]
    lines: list[str] = []
    if len(drafts) > 1:
        lines.append(say(session, "check.read", n=counting(session, len(drafts))))
    if stood := [item.entry for item in drafts if item.entry.said.get("baseline")]:
        lines.append(
            say(session, "told.baseline", goals=numbers(session, [entry.number for entry in stood]), value=stood[0].said["baseline"])
            if len(stood) == 1
            else say(session, "told.baselines", goals=numbers(session, [entry.number for entry in stood]))
        )
    if told := fields_told(session, [item.entry.goal for item in drafts], context):
        lines.append(told)
    lines += [_line(session, item, len(session.entries) > 1) for item in drafts]
    if left:
        lines.append(say(session, "check.left", n=str(left)))
    return lines, tuple(card(item) for item in drafts), shown(session, drafts)


def doing(session: Session, understood: Understood) -> bool:
    """Whether a message tells something to be done: a deliverable, and no report."""
    found = [read(goal.text, session.today, session.policy) for goal in understood.paste.goals[:1]]
    return any(item.deliverables and not item.reason for item in found)


def shown(session: Session, drafts: list[Draft]) -> Session:
    """The session that remembers which wordings were shown."""
    seen = {item.entry.number: item.alternatives for item in drafts}
    entries = tuple(replace(entry, shown=seen[entry.number]) if entry.number in seen else entry for entry in session.entries)
    return replace(session, entries=entries)


def fields_told(session: Session, goals: list[Goal], context: Context) -> str:
    """What a heading or an earlier answer has set for the goals, said once."""
    words = []
    if context.deadline and any(goal.deadline == context.deadline for goal in goals):
        period = quarter(session, context.deadline)
        until = day(session, context.deadline)
        words.append(until if period == until else say(session, "told.period", period=period, day=until))
    if context.level and any(goal.level == context.level for goal in goals):
        words.append(say(session, f"told.{context.level.value}"))
    if context.owner and any(goal.owner == context.owner for goal in goals):
        words.append(say(session, "told.owner", owner=who(session, context.owner)))
    if not words:
        return ""
    held = [goal for goal in goals if _holds(goal, context)]
    if len(held) < len(goals) and held:
        return say(session, "told.some", goals=numbers(session, [int(goal.id or 0) for goal in held]), fields=joined(session, words))
    return say(session, "told.all" if len(goals) > 1 else "told.one", fields=joined(session, words))


def _holds(goal: Goal, context: Context) -> bool:
    """Whether all that a heading told became this goal's."""
    return (
        (not context.deadline or goal.deadline == context.deadline)
        and (not context.level or goal.level == context.level)
        and (not context.owner or goal.owner == context.owner)
    )


def _line(session: Session, item: Draft, numbered: bool) -> str:
    """One goal: ready, or what it lacks and a better wording."""
    head = f"{item.entry.number}. " if numbered else ""
    if item.ready:
        return head + say(session, "check.ready", goal=unstopped(item.entry.goal.text))
    lack = lacking(session, item)
    if not item.better:
        return head + say(session, "check.lacks-only" if numbered else "check.lacks-alone", goal=unstopped(item.entry.goal.text), lack=lack)
    key = "check.lacks" if numbered else "check.lacks-first"
    return head + say(session, key, goal=unstopped(item.entry.goal.text), lack=lack, better=item.text)
