"""The talk as HTML: what was said, the coach's lines, rewordings with blanks to fill, and quick replies under the last answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from coach.store.records import TurnRecord
from coach.ui.labels import Language, say
from coach.ui.safe import attributes, button, prose, safe
from rules.reading import find_blanks

_LEAD = re.compile(r"(?:^|(?<=[.!?…]))\s*[^.!?…:]{1,40}:\s*$")
"""The words that lead in to a rewording at the end of a line ("Förslag:"), which its own card makes needless."""
_NUMBERED = re.compile(r"(\d{1,3})\. ")
_CHOICE = re.compile(r"(\d)\) ")
"""A wording among several to choose from."""


def turn(record: TurnRecord, language: Language, live: bool, asked: bool = True) -> str:
    """One message and its answer. `live`: it is the last, so that its rewordings and quick replies can be used; `asked`: its question
    still waits for an answer."""
    reply = record.reply.get(language) or next((value for value in record.reply.values() if isinstance(value, Mapping)), {})
    reply = reply if asked else {**reply, "quick": (), "asks": ""}
    said = f'<div class="said">{prose(record.message.strip())}</div>' if record.message.strip() else ""
    return f'<div class="turn" data-turn="{record.number}">{said}<div class="coach">{_answer(reply, language, live)}</div></div>'


def failed(language: Language, words: str) -> str:
    """That a message could not be answered, and the words of it, to send again."""
    again = button(say(language, "talk.again"), "again", "btn small")
    return f'<div class="turn fault" role="alert"><p>{safe(words)}</p>{again}</div>'


def _answer(reply: Mapping[str, Any], language: Language, live: bool) -> str:
    cards = [card for card in reply.get("cards", ()) if card.get("suggestions") and not card.get("ready")]
    parts = []
    used: set[int] = set()
    for line in str(reply.get("text", "")).split("\n"):
        if not line.strip():
            continue
        choice = _CHOICE.match(line)
        found = next((card for card in cards if card["number"] not in used and _holds(line, card["suggestions"][0])), None)
        if found is None:
            parts.append(_choice(choice[1], line[choice.end() :], language) if choice and find_blanks(line) else _line(line))
            continue
        used.add(found["number"])
        lead = line[: line.rindex(found["suggestions"][0])].rstrip(' "”“\n')
        lead = "" if choice else _LEAD.sub("", lead).strip()
        if lead:
            parts.append(_line(lead))
        mark = choice[1] if choice else ""
        parts.append(_suggestion(found["number"], found["suggestions"], language, live, len(cards) > 1, mark))
    if not live:
        return "".join(parts)
    asks = str(reply.get("asks") or "")
    if asks:
        parts.append(_line(asks))
    elif parts and parts[-1].startswith("<form"):
        parts.append("")  # a rewording is no question: it is not held below the others
    return "".join(parts[:-1]) + _next("".join(parts[-1:]), _quick(reply.get("quick", ()), language), bool(used))


def _next(question: str, quick: str, below: bool) -> str:
    """The last line and its quick replies; `below` rewordings they stay in sight at the foot of the talk, however many stand above."""
    if not quick:
        return question
    return f'<div class="held">{question}{quick}</div>' if below else question + quick


def _holds(line: str, wording: str) -> bool:
    return line.rstrip(' "”“.').endswith(wording.rstrip("."))


def _line(line: str) -> str:
    """A line of the coach: a goal's number in front stands out, and what follows hangs beside it."""
    match = _NUMBERED.match(line)
    if match:
        return f'<p class="numbered"><b class="no">{match[1]}</b> {prose(line[match.end() :])}</p>'
    if line.startswith(("– ", "- ")):
        return f'<p class="point"><i>–</i>{prose(line[2:])}</p>'
    return f"<p>{prose(line)}</p>"


def _choice(mark: str, text: str, language: Language) -> str:
    """A wording that can be taken instead, by its number."""
    return f'<div class="sug old"><p class="t"><b class="no">{safe(mark)}</b> {_worded(text, language, False, 0)}</p></div>'


def _suggestion(number: int, wordings: Sequence[str], language: Language, live: bool, several: bool, mark: str = "") -> str:
    """A rewording to fill and use; `mark`: its number where it is one of several."""
    text, place = wordings[0], 0
    name = f'<b class="no">{safe(mark)}</b> ' if mark else ""
    if not live:
        return f'<div class="sug old"><p class="t">{name}{_worded(text, language, False, number)}</p></div>'
    buttons = [button(say(language, "talk.use"), kind="btn pri small" if several else "btn pri")]
    if len(wordings) > 1:
        buttons.append(button(say(language, "talk.other"), "say", "btn small", data_say=say(language, "said.other", number=str(number))))
    buttons.append(button(say(language, "talk.keep"), "keep", "btn small", data_number=number))
    how = button(say(language, "talk.how"), "checked", "link push", data_number=number, data_place=place)
    named = safe(say(language, "talk.suggestion", number=str(number)))
    return (
        f'<form class="sug" data-act="use" data-number="{number}" data-place="{place}" aria-label="{named}">'
        f'<p class="t">{name}{_worded(text, language, True, number)}</p><div class="row">{"".join(buttons)}{how}</div></form>'
    )


def _worded(text: str, language: Language, live: bool, number: int) -> str:
    """A wording with its blanks as fields to type in, or as chips where it is no longer the last."""
    pieces, at = [], 0
    for place, blank in enumerate(find_blanks(text)):
        pieces.append(prose(text[at : blank.start]))
        name = text[blank.start : blank.end].strip("[]")
        at = blank.end
        if not live:
            pieces.append(f'<span class="blank">{safe(name)}</span>')
            continue
        shown = attributes(
            type="text", name=f"blank.{blank.field}", placeholder=name, size=max(len(name), 4), id=f"blank-{number}-{place}",
            aria_label=f"{name}, {say(language, 'card.goal', number=str(number))}", autocomplete="off", maxlength=80,
        )  # fmt: skip
        pieces.append(f'<input class="blank"{shown}>')
    pieces.append(prose(text[at:]))
    return "".join(pieces)


def _quick(items: Sequence[Mapping[str, str]], language: Language) -> str:
    if not items:
        return ""
    made = "".join(button(item["label"], "say", "btn quick", data_say=item["message"]) for item in items)
    return f'<div class="row quicks" role="group" aria-label="{safe(say(language, "talk.quick"))}">{made}</div>'
