"""A strategic goal broken down in the talk: the operational goals that carry it, the sums behind, and the one number to ask for. A number
told is reckoned with at once."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.carrying import Known
from coach.conversation.drafting import checked
from coach.conversation.intents import Understood
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Question, Session
from coach.conversation.pointing import listed, pointed
from coach.conversation.rewriting import interrupted
from coach.conversation.sharing import asked_each, divided, weekly
from coach.conversation.wording import quoted, say, unstopped
from coach.errors import UsageError
from coach.suggest.breakdown import Breakdown, break_down
from coach.suggest.breakdown.wording import formula, question
from rules.model import Goal, Level
from rules.reading import find_blanks

_OWN = ("unit", "target", "baseline")
MOST = 5
"""Proposed goals and sums that are told at once."""
RATIO = "ratio:"
"""What the fields of a question for one of the team's numbers begin with."""


def broken_down(
    session: Session, understood: Understood, message: str, own: Goal | None = None
) -> tuple[Session, list[str], tuple[str, ...]]:
    """The session, the lines of a breakdown, and the texts of the goals proposed. `own`: the goal that the message itself has brought."""
    goal = own or _goal(session, understood, message)
    each = own is None and not understood.figures and asked_each(message)
    if each and (found := _each(session, goal, message)) is not None:
        return *found, ()
    if goal is None and understood.figures:
        return _noted(session, understood)
    if goal is None:
        return session, [say(session, "breakdown.which" if session.entries else "breakdown.empty")], ()
    told = bool(understood.figures) and session.broken == goal.text
    if session.broken == goal.text and not understood.figures and own is None and hear(message).asks:
        return *_summed(session, goal), ()
    before = _made(session, goal) if told else None
    early = _proposed(session, before) if before else ()
    session, made = _reckoned(session, goal, understood.figures)
    texts = _proposed(session, made)
    sums = [formula(session.language, item, made.currency) for item in made.sums]
    if understood.figures and not sums and made.state != "broken":
        return session, [say(session, "breakdown.kept")], ()
    if before is not None:
        earlier = {formula(session.language, item, before.currency) for item in before.sums}
        lines = [line for line in sums if line not in earlier][:MOST] or [say(session, "breakdown.noted" if sums else "breakdown.heard")]
        new = [text for text in texts if text not in early]
        lines += [say(session, "breakdown.becomes"), *(f"– {text}" for text in new)] if new else []
        texts = texts if new else ()
        session, changed = _followed(session, goal)
        lines += [
            say(session, "breakdown.followed", number=str(number), goal=unstopped(entry.goal.text))
            for number in changed
            if (entry := session.entry(number))
        ]
    else:
        lines = _opened(session, goal, made, texts) + sums[:MOST]
    repeated = before is not None and bool(before.asks) and [ask.key for ask in before.asks[:1]] == [ask.key for ask in made.asks[:1]]
    if made.asks and not repeated:
        lines.append(question(session.language, made.asks[0]))
    if not lines:
        lines.append(say(session, f"breakdown.{made.state}", goal=quoted(goal.text)))
    asked = _asked(session, goal, made.asks[0].key) if made.asks else None
    waiting = session.question if session.question is not None and not _ratio(session.question) else None
    if asked is not None and _ratio(asked):
        session = interrupted(session)
        waiting = asked
    broken = goal.text if made.state == "broken" or sums else session.broken
    return replace(session, broken=broken, question=waiting or asked), lines, texts


def _each(session: Session, goal: Goal | None, message: str) -> tuple[Session, list[str]] | None:
    """What is asked for per seller: of the goal broken down, else of the goals that count something; None where neither tells."""
    if goal is not None and (session.broken == goal.text or _leads(session, goal)):
        made = _made(session, goal)
        lines = weekly(session, made.sums, made.currency)
        if lines:
            waits = session.question if session.question is not None and not _ratio(session.question) else None
            asks = made.asks[0] if made.asks else None
            told = [question(session.language, asks)] if asks is not None else []
            return replace(session, question=waits or (_asked(session, goal, asks.key) if asks else None)), [*lines, *told]
        if session.broken == goal.text and made.asks:
            told = [say(session, "breakdown.not-yet"), question(session.language, made.asks[0])]
            return replace(session, question=_asked(session, goal, made.asks[0].key)), told
        return None
    session, lines = divided(session, message, _sellers(session))
    return (session, lines) if lines else None


def _summed(session: Session, goal: Goal) -> tuple[Session, list[str]]:
    """A question about the goal broken down last: the sums, and the number that is wanting; the proposals were told already."""
    made = _made(session, goal)
    lines = [formula(session.language, item, made.currency) for item in made.sums][:MOST] or [say(session, "breakdown.not-yet")]
    if not made.asks:
        return session, lines
    asks = question(session.language, made.asks[0])
    return replace(session, question=session.question or _asked(session, goal, made.asks[0].key)), [*lines, asks]


def _noted(session: Session, understood: Understood) -> tuple[Session, list[str], tuple[str, ...]]:
    """Figures told where no goal is to be broken down: they are kept, and shared out where that was what they were asked for."""
    told = dict(understood.figures)
    fresh = replace(session, figures=tuple({**dict(session.figures), **told}.items()))
    waited = session.question is not None and session.question.fields == ("ratio:sellers",)
    if waited and "sellers" in told:
        fresh, lines = divided(replace(fresh, question=None), "", _sellers(fresh))
        return fresh, lines, ()
    if set(told) == {"sellers"}:
        return fresh, [say(session, "breakdown.sellers-noted", sellers=told["sellers"])], ()
    return fresh, [say(session, "breakdown.kept")], ()


def _leads(session: Session, goal: Goal) -> bool:
    return any(entry.goal.text == goal.text and _strategic(session, entry) for entry in session.active)


def _proposed(session: Session, made: Breakdown) -> tuple[str, ...]:
    """The texts of the goals proposed, with what is known of their figures."""
    return _known(session, made).texts[:MOST]


def _known(session: Session, made: Breakdown) -> Known:
    return Known(made, session.today, session.policy, _sellers(session), session.period.deadline)


def _followed(session: Session, goal: Goal) -> tuple[Session, tuple[int, ...]]:
    """The session with the figures that the sums give in the goals that were taken over before, and the numbers of those goals."""
    alone = _made(session, goal, False)
    known = _known(session, alone)
    kinds = {text: item.kind for item in alone.operational for text in (item.goal.text, known.filled(item.kind, item.goal.text))}
    entries = tuple(
        replace(entry, goal=entry.goal.model_copy(update={"text": known.filled(kind, entry.goal.text)}))
        if (kind := kinds.get(entry.written)) and find_blanks(entry.goal.text)
        else entry
        for entry in session.entries
    )
    changed = tuple(new.number for old, new in zip(session.entries, entries, strict=True) if old.goal.text != new.goal.text)
    return replace(session, entries=entries), changed


def adopted(session: Session, message: str) -> str:
    """The goals that a breakdown proposed, as a list, where they are taken over in words ("lägg till målen"); else the message itself."""
    if not session.broken or " ".join(hear(message).words) not in listed("adopt"):
        return message
    goal = next((entry.goal for entry in session.active if entry.goal.text == session.broken), Goal(text=session.broken))
    texts = list(_proposed(session, _made(session, goal)))
    if texts and not any(entry.goal.text == goal.text for entry in session.entries):
        texts.insert(0, goal.text)  # what they carry belongs to the set
    return "\n".join(f"- {text}" for text in texts) or message


def _asked(session: Session, goal: Goal, key: str) -> Question:
    """The question for a number: a field of the goal itself, or one of the team's own."""
    number = next((entry.number for entry in session.active if entry.goal.text == goal.text), 0)
    return Question(key, (key,), (number,)) if number and key in _OWN else Question("ratio", (f"{RATIO}{key}",))


def _ratio(asked: Question) -> bool:
    return any(name.startswith(RATIO) for name in asked.fields)


def _opened(session: Session, goal: Goal, made: Breakdown, texts: tuple[str, ...]) -> list[str]:
    """What carries the goal already, and what could."""
    lines = []
    if made.linked:
        carried = "; ".join(quoted(item.goal.text) for item in made.linked)
        lines.append(say(session, "breakdown.linked", goal=quoted(goal.text), goals=carried))
    if texts:
        lines.append(say(session, "breakdown.proposed", goal=quoted(goal.text)))
        lines += [f"– {text}" for text in texts]
    return lines


def _reckoned(session: Session, goal: Goal, told: tuple[tuple[str, str], ...]) -> tuple[Session, Breakdown]:
    """The breakdown with the numbers told in it; one that cannot be is left out."""
    fresh = replace(session, figures=tuple({**dict(session.figures), **dict(told)}.items()))
    try:
        return fresh, _made(fresh, goal)
    except UsageError:
        return session, _made(session, goal)


def _made(session: Session, goal: Goal, beside: bool = True) -> Breakdown:
    """The breakdown, beside the other goals of the set or as if there were none."""
    own = session.own()
    figures: dict[str, object] = {**own.ratios, **dict(session.figures)}
    figures.pop("sellers", None)
    others = [entry.goal for entry in session.active if entry.goal.text != goal.text] if beside else []
    return break_down(goal, others, session.today, session.policy, figures, team=_sellers(session), history=own.rows)


def _sellers(session: Session) -> int | None:
    """How many sellers the team has: as told in the talk, else as kept with the team."""
    own = session.own()
    told = str(({**own.ratios, **dict(session.figures)}).get("sellers", ""))
    return int(told) if told.isdigit() and 0 < int(told) < 10_000 else own.sellers or session.policy.team_size or None


def _goal(session: Session, understood: Understood, message: str) -> Goal | None:
    """The goal to break down: one written after the order, one pointed at, the one at hand, else the strategic one there is."""
    if understood.written:
        return understood.written[0]
    entries = session.active
    if understood.figures and session.broken:
        return next((entry.goal for entry in entries if entry.goal.text == session.broken), Goal(text=session.broken))
    places = pointed(message, [entry.goal.text for entry in session.entries])
    known = [entry for place in places if (entry := session.entry(place)) is not None]
    if known:
        return known[0].goal
    strategic = [entry for entry in entries if _strategic(session, entry)]
    if len(strategic) == 1 or len(entries) == 1:
        return (strategic or list(entries))[0].goal
    return None


def _strategic(session: Session, entry: Entry) -> bool:
    verdicts = checked(entry.goal, session.today, session.policy, entry.language).verdicts
    return (entry.goal.level or (verdicts.level if verdicts else None)) is Level.STRATEGIC
