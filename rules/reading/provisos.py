"""What to do when something happens, what somebody else was to do, what a line stands for: told, not wished (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_STOPPING = both("wording", "avoiding") | both("wording", "breaking_off")
_SHOWN = both("wording", "standing_for")
_IF, _WHEN = frozenset("om if ifall unless".split()), frozenset("nar if om once when ifall vid".split())
_ASKED = frozenset("hur vad vilka vilken vem when how what who which nagon whether".split())
_ASKING = both("wording", "finding_out")
_US, _HOPING = frozenset("vi jag we i".split()), frozenset("hoppas hope".split())
_THEREFORE, _NEEDING = frozenset("darfor darmed alltsa therefore hence so thus".split()), frozenset("behover need kravs behovs".split())
_THEY = frozenset("han hon de he she they".split())
_WERE_TO = frozenset("skulle".split())
_ONE = frozenset("man du you one".split())
_THE = frozenset(("det", "the"))
_GOALS = frozenset(("goal_words", "quotas", "aim"))
_JUST = frozenset("drygt knappt narmare nearly almost".split())
_WELL = frozenset(("just", "well"))
_OVER = frozenset("over under shy".split())
_FINITE = frozenset(("be", "have", "past_be"))
_DEED = frozenset(("inf", "imp"))
_NEAR, _FAR = 6, 12


def proviso(it: Outlook, start: int) -> str:
    """Which kind of remark the text is, or ""."""
    folds = it.marked.source.folds
    if len(folds) - start < 4 or it.prefixed:
        return ""
    words = it.marked.source.words
    waiting = not (it.counted or it.coming or it.bound) and not (_HOPING.isdisjoint(words) and _THEREFORE.isdisjoint(words))
    if waiting and _hoped_or_needed(it, start):
        return "background"
    if "high_time" in it.marked.present and folds[start] in _WHEN:
        return "advice"
    if not _IF.isdisjoint(words) and not _IF.isdisjoint(folds[start + 1 :]) and _only_if(it, start):
        return "advice"
    if folds[start] in _THEY and (folds[start + 1] in _WERE_TO or _was_to(it, start)) and not it.coming:
        return "report"
    if folds[start] in _THE and not it.counted and _first_for_you(it, start):
        return "advice"
    if not it.marked.present.isdisjoint(_GOALS) and not it.coming and _stands_for(it, start):
        return "description"
    return "description" if it.counted and not it.coming and _counted_so_far(it, start) else ""


def _hoped_or_needed(it: Outlook, start: int) -> bool:
    """ "Vi hoppas på en bra vår", "därför behöver vi ett nytt CRM": what one waits for, or why."""
    folds = it.marked.source.folds
    if folds[start] in _US and folds[start + 1] in _HOPING and folds[start + 2] in ("pa", "for"):
        return True
    return folds[start] in _THEREFORE and any(fold in _NEEDING for fold in folds[start + 1 : start + 4])


def _only_if(it: Outlook, start: int) -> bool:
    """ "Stop the campaign if the click rate is below 1 %": every number is the condition's, or what is done is to break off."""
    own = it.tags[start]
    off = it.tokens[start].fold in _STOPPING
    if not off and ("verb" not in own or own.isdisjoint(_DEED) or own & _FINITE or it.tokens[start].fold in _ASKING):
        return False
    folds = it.marked.source.folds
    at = next((step for step in range(start + 1, len(folds) - 2) if folds[step] in _IF and not it.framed[step]), -1)
    if (
        at < 0
        or folds[at + 1] in _ASKED
        or any(fold in _ASKING for fold in folds[start + 1 : at])
        or it.tokens[at + 1].kind == "n"
        and at < start + 2
    ):
        return False
    if not any(_tells(it, step) for step in range(at + 1, min(at + _FAR, len(folds)))):
        return False
    wanted = [q.first for q in it.quantities if q.role in ("target", "by")]
    if any(place < at for place in wanted) or any(frame.kind == "deadline" and frame.first < at for frame in it.frames):
        return False
    if any(token.fold == "," for token in it.tokens[at:]):
        return False
    return bool(wanted) or off


def _tells(it: Outlook, step: int) -> bool:
    """A verb in the present, past or perfect."""
    own = it.tags[step]
    return bool(own & _FINITE) or "verb" in own and "pres" in own and "inf" not in own


def _was_to(it: Outlook, start: int) -> bool:
    """ "She was to call 30 people a day"."""
    return "past_be" in it.tags[start + 1] and any(token.fold == "to" for token in it.tokens[start + 2 : start + 4])


def _first_for_you(it: Outlook, start: int) -> bool:
    """ "Det första man behöver göra är att …", "the most important thing you can do is listen": what anybody should do."""
    for step in range(start + 1, min(start + _NEAR, len(it.tokens) - 3)):
        if it.tokens[step].fold in _ONE:
            return any("be" in own for own in it.tags[step + 2 : step + _FAR])
        if it.tags[step] & {"verb"} and step < start + 1 or it.tokens[step].kind == "p":
            return False
    return False


def _stands_for(it: Outlook, start: int) -> bool:
    """ "Nålen representerar ett försäljningsmål på 140 bilar"."""
    lemmas = it.marked.lexis.lemmas
    for step in range(start + 1, min(start + _NEAR, len(it.tokens) - 1)):
        if not it.tags[step].isdisjoint(("we", "i", "modal", "goal_words", "aim")):
            return False
        if it.tokens[step].fold in _SHOWN or lemmas.get(it.tokens[step].fold) in _SHOWN and "pres" in it.tags[step]:
            return any(not own.isdisjoint(_GOALS) for own in it.tags[step + 1 : step + _NEAR])
    return False


def _counted_so_far(it: Outlook, start: int) -> bool:
    """ "Vi bokar drygt 40 möten i månaden", "the reps make nearly 50 visits a month": a number that somebody has counted."""
    if "modal" in it.marked.present or "aim" in it.marked.present or it.tags[start] & _DEED and "verb" in it.tags[start]:
        return False
    folds = it.marked.source.folds
    for q in it.quantities:
        before = folds[q.first - 1] if q.first else ""
        just = before in _JUST or folds[q.first] in _OVER and before in _WELL or before in _OVER and folds[q.first - 2] in _WELL
        if just and (not q.bound or before not in _JUST) and q.first > start + 1:
            return any(_tells(it, step) or "verb" in it.tags[step] and "pres" in it.tags[step] for step in range(start + 1, q.first)) or (
                it.marked.language == "en" and any("verb" in own for own in it.tags[start + 1 : q.first])
            )
    return False
