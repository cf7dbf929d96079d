"""Forms for one goal: edit in place, its history, the message to its owner, how a rewording was checked, and a conflict between tabs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coach.conversation.drafting import draft
from coach.conversation.model import Entry, Session
from coach.examiner import Examined
from coach.store.records import Answer, GoalRecord
from coach.suggest import Guard, Proposal, suggest, wording
from coach.ui.facts import owner
from coach.ui.labels import Language, say, track, writer
from coach.ui.safe import attributes, button, option, prose, safe
from rules.check import examine
from rules.messages import day
from rules.model import Level
from rules.reading import read


def form(entry: Entry, session: Session, revision: int, language: Language, field: str = "", agreed: bool = False) -> str:
    """The edit form that takes the place of a card. `field`: where the keyboard begins; `revision`: what it was opened on; `agreed`: the
    goal only changes for a reason."""
    goal, number = entry.goal, entry.number
    text = draft(entry, session).text if entry.values else goal.text
    chosen = goal.level.value if goal.level else ""
    levels = option("", say(language, "edit.level-read"), not chosen)
    levels += "".join(option(item.value, say(language, f"edit.level-{item.value}"), item.value == chosen) for item in Level)
    words = (
        f'<label class="pair"><span>{safe(say(language, "card.goal", number=str(number)))}</span>'
        f'<textarea name="text" rows="2" maxlength="2000"{attributes(data_focus=field in ("", "text"))}>{safe(text)}</textarea></label>'
    )
    read_out = owner(goal, read(goal.text, session.today, session.policy, entry.language))
    who = attributes(
        name="owner", value=goal.owner or "", maxlength=120, autocomplete="off", data_focus=field == "owner",
        placeholder=say(language, "edit.read", value=read_out) if read_out and not goal.owner else False,
    )  # fmt: skip
    due = attributes(type="date", name="deadline", value=goal.deadline.isoformat() if goal.deadline else "", data_focus=field == "deadline")
    fields = (
        f'<label class="pair"><span>{safe(say(language, "edit.owner"))}</span><input{who}></label>'
        f'<label class="pair"><span>{safe(say(language, "edit.deadline"))}</span><input{due}></label>'
        f'<label class="pair"><span>{safe(say(language, "edit.level"))}</span><select name="level">{levels}</select></label>'
    )
    row = button(say(language, "edit.save"), kind="btn pri") + button(say(language, "edit.cancel"), "cancel", "btn")
    hint = _reason("", language) if agreed else f'<p class="soft">{safe(say(language, "edit.hint"))}</p>'
    return (
        f'<form class="goal editing" data-act="save" data-number="{number}" data-revision="{revision}" data-goal="{number}">'
        f'{words}<div class="trio">{fields}</div>{hint}<div class="row">{row}</div></form>'
    )


def _reason(why: str, language: Language) -> str:
    """Why an agreed goal is changed."""
    field = attributes(name="why", value=why, maxlength=300, required=True, autocomplete="off")
    return f'<label class="pair"><span>{safe(track(language, "card.why"))}</span><input{field}></label>'


def conflict(entry: Entry, mine: str, revision: int, language: Language, why: str = "") -> str:
    """Both versions of a goal that another tab has changed meanwhile, and the choice between them."""
    theirs = button(say(language, "edit.keep-theirs"), "cancel", "btn")
    ours = button(say(language, "edit.keep-mine"), kind="btn pri")
    return (
        f'<form class="goal editing conflict" role="alert" data-act="save" data-number="{entry.number}" data-revision="{revision}" '
        f'data-goal="{entry.number}"><p><b>{safe(say(language, "edit.conflict"))}</b></p>'
        f'<p class="pair"><span>{safe(say(language, "edit.theirs"))}</span><q>{prose(entry.goal.text)}</q></p>'
        f'<label class="pair"><span>{safe(say(language, "edit.mine"))}</span><textarea name="text" rows="2">{safe(mine)}</textarea></label>'
        f"{_reason(why, language) if why else ''}"
        f'<div class="row">{ours}{theirs}</div></form>'
    )


def history(records: Sequence[GoalRecord], answers: Sequence[Answer], language: Language) -> str:
    """Every version of a goal, newest first, and what its owner has said."""
    said = []
    for item in answers:
        words = say(language, "history.yes" if item.yes else "history.no", owner=item.owner or say(language, "card.the-owner"))
        words = words[:1].upper() + words[1:]
        said.append(f"<li><b>{safe(words)}</b> <span class=soft>{safe(day(item.day, language))}</span></li>")
    seen: list[str] = []
    last = None
    for record in records:
        shown = (record.goal.text, record.goal.owner, record.goal.deadline)
        if shown != last:
            due = say(language, "history.end", day=day(record.goal.deadline, language)) if record.goal.deadline else ""
            written = _written(record, language)
            came = say(language, "history.carried") if record.carried_from and not seen else ""
            facts = " · ".join(safe(part) for part in (written, came, record.goal.owner or "", due) if part)
            seen.append(f"<li><span>{prose(record.goal.text)}</span>{f' <span class=soft>{facts}</span>' if facts else ''}</li>")
        last = shown
    yes = f'<h3>{safe(say(language, "history.answers"))}</h3><ul class="plain">{"".join(said)}</ul>' if said else ""
    return f'<h3>{safe(say(language, "history.versions"))}</h3><ol class="plain" reversed>{"".join(reversed(seen))}</ol>{yes}'


def _written(record: GoalRecord, language: Language) -> str:
    """When a version came to be, on the calendar of this computer."""
    if not record.at:
        return ""
    return say(language, "history.at", day=day(datetime.fromisoformat(record.at).astimezone().date(), language))


def message(entry: Entry, session: Session, language: Language) -> str:
    """A message to the owner of a goal that asks for a yes, in plain text."""
    named = owner(entry.goal, read(entry.goal.text, session.today, session.policy, entry.language), ("person",))
    called = named and not writer(named)
    greeting = say(language, "message.greeting", owner=named) if called else say(language, "message.greeting-none")
    end = f"\n{say(language, 'message.deadline', day=day(entry.goal.deadline, language))}" if entry.goal.deadline else ""
    return say(language, "message.body", greeting=greeting, goal=entry.goal.text, deadline=end)


def checked(entry: Entry, session: Session, language: Language) -> str:
    """How the rewording shown was checked: where it came from, and what the guard did."""
    own = entry.offered if entry.offered_for == entry.goal.text else ()
    if own:
        guard = Guard(Examined(*examine(entry.goal, session.today, session.policy, entry.language)), session.today, session.policy, ())
        found = [guard.check(Proposal(words, "outcome", "", "model")) for words in own]
        texts = [say(language, "checked.model")]
    else:
        found = list(suggest(entry.goal, session.today, session.policy, (), language=entry.language).suggestions)
        texts = []
    steps = dict.fromkeys(wording.step(step, language) for item in found for step in item.steps)
    listed = "".join(f"<li>{safe(step)}</li>" for step in (*texts, *steps))
    return f"<p>{safe(say(language, 'checked.text'))}</p><ul>{listed}</ul>"
