"""The owners' yes: recorded only where it was given. What is no yes is none: a no, an exception, a goal handed over to somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.conversation.answers import Answers
from coach.conversation.drafting import draft
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.owners import owner_of
from coach.conversation.patterns import matcher
from coach.conversation.phrasing import reowned
from coach.conversation.pointing import by_number, by_words, listed
from coach.conversation.shares import named
from coach.conversation.tracking import target_of
from rules.model import Acceptance
from rules.reading import read

_OWNS = re.compile(
    r"(?:^|(?<= ))(?:tar over|takes over|taking over|ager|aga|agare|agaren|ansvarar|ansvarig|owns?|owner|responsible|accountable) "
)
_IT = re.compile(r"(?:^|(?<= ))(?:det|den|malet|it|that|this|goal) ")
_RATHER = re.compile(
    r"(?i:(?:nej|no|nä|fel|wrong|oj|oops|sorry|förlåt)[\s,.!]+)+(?i:det\s+är|it['’]?s|it\s+is|that['’]?s)\s+([A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)[.!]?"
)
"""Who it is instead: "nej fel, det är Ali"."""
_MOST = 10
_AMENDS = re.compile(r"(?:^|(?<= ))(?:make it|make that|should be|ska vara|satt det till|gor det till|i stallet|istallet|instead) ")
_CORRECTS = frozenset("nej nja no nope sorry oops hoppsan oj fel wrong actually".split())
_FIGURES = re.compile(r"[\d\s.,%€$£]+(?:%|kr|tkr|mkr|sek|eur|k|m)?", re.IGNORECASE)
_BUT = re.compile(r"\b(?:(all|everyone|everybody)\s+but|(?:men|but|fast|dock)\s+(?:inte|not|ej))\b", re.IGNORECASE)
_EVERYONE = frozenset(("alla", "all", "samtliga", "everyone", "everybody", "allihop", "bada", "both", "allt", "everything"))


@dataclass(frozen=True, slots=True)
class Agreed:
    """`done`: the numbers of the goals whose yes was recorded; `left`: those excepted. `key`: of the text under [accept] where none was."""

    session: Session
    done: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    key: str = ""


def agreed(session: Session, answers: Answers, message: str) -> Agreed:
    """The session with the owners' yes recorded for the goals meant."""
    if (back := _withdrawn(session, message)) is not None:
        return back
    if answers.no or matcher("edits", "never").search(hear(message).line):
        return Agreed(session, key="later")
    head, tail = _parted(message)
    left = _meant(session, tail) if tail else ()
    if tail and not left:
        return Agreed(session, key="none")
    meant = _meant(session, head, bool(left))
    numbers = tuple(number for number in meant if number not in left)
    if not numbers:
        return Agreed(session, key="none" if session.entries else "empty")
    waiting = tuple(number for number in numbers if (entry := session.entry(number)) and entry.goal.accepted is None)
    if not waiting:
        return Agreed(session, key="already")
    unready = tuple(number for number in waiting if not _is_ready(session, number) and f"anyway:{number}" not in session.asked)
    if unready:
        return Agreed(replace(session, asked=session.asked | {f"anyway:{number}" for number in unready}), unready, key="unready")
    entries = tuple(_accepted(session, entry) if entry.number in waiting else entry for entry in session.entries)
    return Agreed(replace(session, entries=entries), waiting, left)


def _withdrawn(session: Session, message: str) -> Agreed | None:
    """A yes that was noted and never given taken back: "nej, hon har inte sagt ja", of the goals named or those noted last."""
    if not matcher("edits", "never").search(hear(message).line):
        return None
    before = {entry.number: entry.goal.accepted for entry in session.past[-1]} if session.past else {}
    accepted = {entry.number: entry.goal for entry in session.active if entry.goal.accepted is not None}
    words = set(hear(message).words)
    owners = {number: set(hear(owner_of(goal, session.today, session.policy)).words) for number, goal in accepted.items()}
    named = [number for number, owner in owners.items() if owner and owner <= words]
    named = named or [number for number in by_number(message, len(session.entries)) if number in accepted]
    last = [number for number in accepted if number in before and before[number] is None]
    meant = named or last
    if not meant:
        return None
    open_ = {number: replace(entry, goal=entry.goal.model_copy(update={"accepted": None}))
             for number in meant if (entry := session.entry(number))}  # fmt: skip
    entries = tuple(open_.get(entry.number, entry) for entry in session.entries)
    return Agreed(replace(session, entries=entries), tuple(meant), key="withdrawn")


def _accepted(session: Session, entry: Entry) -> Entry:
    goal = entry.goal.model_copy(update={"accepted": Acceptance(on=session.today, by=owner_of(entry.goal, session.today, session.policy))})
    return replace(entry, goal=goal, yes_asked=True)


def _parted(message: str) -> tuple[str, str]:
    """The yes, and what it excepts: "ja, alla utom Erik"."""
    if found := _BUT.search(message):
        return message[: found.start()] + (found[1] or ""), message[found.end() :]
    for match in re.finditer(r"[^\W\d_]+", message):
        if hear(match[0]).words[:1] and hear(match[0]).words[0] in listed("except"):
            return message[: match.start()], message[match.end() :]
    return message, ""


def _meant(session: Session, message: str, every: bool = False) -> tuple[int, ...]:
    """The goals that a yes is for: those pointed at, those of the owner named, those asked about, else the one there is."""
    active = session.active
    words = set(hear(message).words)
    asked = session.question.goals if session.question is not None and "accept" in session.question.fields else ()
    owners = {entry.number: hear(owner_of(entry.goal, session.today, session.policy)).words for entry in active}
    by_owner = tuple(number for number, owner in owners.items() if owner and set(owner) <= words)
    if by_owner:
        return _ripe(session, by_owner)
    if _strange(session, message):
        return ()
    if every or words & _EVERYONE:
        ripe = _ripe(session, [entry.number for entry in active])
        return tuple(dict.fromkeys((*asked, *(number for number in ripe if _is_ready(session, number))))) or ripe
    if places := by_number(message, len(active)):
        known = {entry.number for entry in session.entries}
        return tuple(number for number in places if number in known)
    if asked:
        dated = any(char.isdigit() for char in message)
        found = () if dated or len(hear(message).words) <= 2 else by_words(message, [entry.goal.text for entry in active])
        return tuple(active[place - 1].number for place in found) or asked
    if words & listed("approve") and session.question is not None and len(session.question.goals) == 1:
        return session.question.goals
    return tuple(entry.number for entry in active if len(active) == 1)


def whose(session: Session) -> bool:
    """Whether "done" leaves it open who has said yes: the goals asked about are somebody else's than the writer's."""
    goals = session.question.goals if session.question is not None else ()
    owners = {owner_of(entry.goal, session.today, session.policy) for number in goals if (entry := session.entry(number))}
    return not owners <= {"jag", "I"}


def _strange(session: Session, message: str) -> bool:
    """Whether the yes is said to be somebody's who owns none of the goals, and is named in none: "Johan har sagt ja"."""
    who = named(message, session.today, session.policy)
    said = set(hear(who).words)
    told = {word for entry in session.active for word in hear(f"{entry.goal.owner or ''} {entry.goal.text}").words}
    return who[:1].isupper() and not said & (told | listed("me") | listed("all"))


def _is_ready(session: Session, number: int) -> bool:
    entry = session.entry(number)
    return entry is not None and draft(entry, session).ready


def _ripe(session: Session, numbers: Sequence[int]) -> tuple[int, ...]:
    """The goals that are ready, which a yes can be said to; all of them where none is."""
    ready = tuple(number for number in numbers if _is_ready(session, number))
    return ready or tuple(numbers)


def handed(session: Session, message: str) -> tuple[Session, str, tuple[int, ...]] | None:
    """The session with goals handed over, to whom, and their numbers: "nej, det är Petra som äger det", where something else was asked."""
    question = session.question
    heard = hear(message)
    rather = _RATHER.fullmatch(message.strip())
    if not (_OWNS.search(heard.line) or rather) or heard.asks or len(heard.words) > _MOST or any(char.isdigit() for char in message):
        return None
    if question is not None and ("owner" in question.fields or "accept" not in question.fields and not _IT.search(heard.line)):
        return None
    if question is None and not rather and (not _IT.search(heard.line) or read(message, session.today, session.policy).frames):
        return None
    who = rather[1] if rather else named(message, session.today, session.policy)
    if not who:
        return None
    places = [number for number in by_number(message, len(session.entries)) if session.entry(number)]
    numbers = tuple(places) or _asked_of(session, message)
    numbers = tuple(n for n in numbers if (entry := session.entry(n)) and hear(entry.goal.owner or "").words != hear(who).words)
    if not numbers:
        return None
    entries = tuple(
        replace(
            entry,
            goal=entry.goal.model_copy(update={"owner": who, "accepted": None, "text": reowned(entry.goal, who, session.today)}),
            yes_asked=False,
        )
        if entry.number in numbers
        else entry
        for entry in session.entries
    )
    return replace(session, entries=entries, question=None), who, numbers


def _asked_of(session: Session, message: str) -> tuple[int, ...]:
    """The goals that were asked about, where they are one or all are meant; without a question the only one there is."""
    if session.question is None:
        return tuple(entry.number for entry in session.active) if len(session.active) == 1 else ()
    goals = session.question.goals
    return goals if len(goals) == 1 or set(hear(message).words) & _EVERYONE else ()


def answers_instead(answers: Answers) -> bool:
    """Whether figures were told where a wording was to be chosen: "ok 10 %" takes none by its number."""
    return any(re.search(r"\d\s?[^\W\d]|[%€$£]", value) for name, value in answers.values.items() if name in ("target", "baseline"))


def amended(session: Session, message: str) -> bool:
    """Whether a figure is changed where the yes was asked for: "actually make it 45", "det ska vara 12 i stället"."""
    asked = session.question is not None and "accept" in session.question.fields
    heard = hear(message)
    digits = any(char.isdigit() for char in message)
    figures = _FIGURES.fullmatch(message.strip()) is not None and _alike(session, message)  # a bare number is no yes
    corrected = heard.words[:1] and heard.words[0] in _CORRECTS and digits and not by_number(message, len(session.entries))
    return asked and digits and len(heard.words) <= _MOST and (figures or bool(corrected) or _AMENDS.search(heard.line) is not None)


def _alike(session: Session, message: str) -> bool:
    """Whether a bare figure is counted in what a goal asked about is counted in: 212 kr is no other number of per cent."""
    told = [q for q in read(message, session.today, session.policy).quantities if q.value is not None and q.unit]
    goals = session.question.goals if session.question is not None else ()
    targets = [target_of(session, entry) for number in goals if (entry := session.entry(number))]
    return not told or any(target is not None and target.unit == told[0].unit for target in targets)


def changes(answers: Answers, message: str) -> bool:
    """Whether what was taken for a yes is a change: "actually make it 26%", "byt till Bertil"."""
    yes = answers.yes or matcher("intents", "accept").search(hear(message).line) is not None
    figures = bool({"target", "baseline"} & set(answers.values)) and any(char.isdigit() for char in message)
    return not yes and (figures or bool(set(hear(message).words[:1]) & listed("orders")))
