"""Why a text is no goal: a question, a request, advice, a report, a description, a heading (rulebook §0)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress

from rules.reading.asides import aside
from rules.reading.consequences import consequence
from rules.reading.counsel import counselled
from rules.reading.errands import errand
from rules.reading.evidence import doubtful
from rules.reading.figures import figure
from rules.reading.forecasts import foreseen
from rules.reading.handbooks import handbook
from rules.reading.headings import pictured, titled
from rules.reading.instructions import instructed
from rules.reading.leaflets import leaflet
from rules.reading.notices import noticed
from rules.reading.outlook import Outlook
from rules.reading.papers import documented
from rules.reading.prose import prose
from rules.reading.provisos import proviso
from rules.reading.remarks import remarked
from rules.reading.routines import routine
from rules.reading.rubrics import aimed_work, in_a_row, rubric
from rules.reading.sayings import saying
from rules.reading.statements import stated
from rules.reading.titles import headed
from rules.reading.truths import truth
from rules.reading.vows import vowed
from rules.reading.wishes import wanted
from rules.reading.workings import worked

_LABELS = frozenset(("prefix_skip", "meta", "aim", "title", "change_noun", "remark", "functions", "teams", "setting"))
_PREFIX, _TAG = 9, 6
_NAMED = frozenset(("person", "role"))
_RESTING = frozenset(("be", "have"))
_TOLD_OF = frozenset(("scheduled", "observer"))
_DONE = frozenset(("part", "sup", "past"))
_OPENERS, _CLAUSE, _NEAR = frozenset(("because", "subordinate", "means")), 3, 5
"""What a clause in front of the main one opens with, how many tokens it has at least, and how far in front of the owner it may end."""
_SHALL, _ALL_OR_NONE = frozenset(("ska", "skall")), frozenset("ingen inga inget alla samtliga".split())
_DEED = frozenset(("verb", "inf"))
_LEANT = frozenset(("background", "request"))
"""What some little words in the middle speak for."""
_BRACKETS = {"[": "]", "(": ")"}
"""Tokens in which a prefix ends, and a tag in brackets."""


def reasons(those: Sequence[Outlook]) -> list[str]:
    """Why each of some texts is no goal, or "" for a goal; test by test over all that no test before has told, as `read_all` reads."""
    starts = [_start(it) for it in those]
    vows = [_vows(it, start) for it, start in zip(those, starts, strict=True)]
    found = _tell(those, starts, vows)
    for place, (it, start) in enumerate(zip(those, starts, strict=True)):
        if (
            not (found[place] or vows[place] or _ours_ahead(it) or _so_many_done(it, start))
            and doubtful(it, start)
            and not _sure(it, start)
        ):
            found[place] = "background"
    return found


def _vows(it: Outlook, start: int) -> bool:
    """It opens as a goal does, and is not asked further."""
    return not it.wordless and vowed(it, start)


def _ours_ahead(it: Outlook) -> bool:
    """Somebody of ours has so much, or by name anything, to do by a day to come."""
    return it.coming and it.ours() and (it.amount or any(owner.kind in _NAMED for owner in it.owners))


def _so_many_done(it: Outlook, start: int) -> bool:
    """ "Ten questions answered a day": so many of them, so often, and what is done with them."""
    if not (it.counted and it.cycle) or it.past or not (it.tokens[start].kind == "n" or "numeral" in it.tags[start]):
        return False
    return any("verb" in own and not own.isdisjoint(_DONE) for own in it.tags[start + 2 :])


def _sure(it: Outlook, start: int) -> bool:
    """What its grammar makes a goal against the words it is made of."""
    if it.coming and it.ahead and it.framed[0] and "past_be" not in it.marked.present:
        return True  # "år 2030 är universitetet det bästa stället att studera"
    if start > 1 and "aim" in it.tags[0] and it.tags[start] >= _DEED and it.tags[start].isdisjoint(("meta", "goal_words")):
        return True  # "mål 13: bekämpa klimatförändringarna"
    return errand(it, start) or aimed_work(it, start) or "modal" in it.marked.present and _of_all(it, start)


def _of_all(it: Outlook, start: int) -> bool:
    """ "På vår skola ska ingen bli utsatt": what is to hold of all or of none."""
    folds = it.marked.source.folds
    if _SHALL.isdisjoint(it.marked.source.words) or _ALL_OR_NONE.isdisjoint(it.marked.source.words):
        return False
    return any(
        fold in _SHALL and (folds[step + 1] in _ALL_OR_NONE or step > start and folds[step - 1] in _ALL_OR_NONE)
        for step, fold in enumerate(folds[:-1])
        if step >= start
    )


def _start(it: Outlook) -> int:
    """The token that the wording begins with; what is all prefix ("@A") has none, and its last token stands for it."""
    return 0 if it.wordless else max(0, min(begin(it), len(it.tokens) - 1))


def told(it: Outlook) -> str:
    """Why it is no goal by its grammar, or ""."""
    start = _start(it)
    return _tell((it,), (start,), (_vows(it, start),))[0]


def _tell(those: Sequence[Outlook], starts: Sequence[int], vows: Sequence[bool]) -> list[str]:
    found = [""] * len(those)
    untold = [row for row, vow in zip(zip(range(len(those)), those, starts, strict=True), vows, strict=True) if not vow]
    for test in _TESTS:
        told = [test(it, start) for _, it, start in untold]
        for (place, _, _), why in zip(compress(untold, told), filter(None, told), strict=True):
            found[place] = why
        untold = [row for row, why in zip(untold, told, strict=True) if not why]
        if test is _addressed:
            untold = [row for row in untold if not _undertaken(row[1])]
    for place, it, start in [row for row in untold if not wanted(row[1], row[2])]:
        found[place] = stated(it, start)
    return found


def _unworded(it: Outlook, start: int) -> str:
    return "heading" if it.wordless else ""


def _addressed(it: Outlook, start: int) -> str:
    found = aside(it.marked, it.counted, start, it.prefixed, it.coming) or instructed(it, start)
    return "" if found in _LEANT and _undertaken(it) else found


def _headed(it: Outlook, start: int) -> str:
    return "heading" if titled(it) or rubric(it, start) or in_a_row(it, start) else headed(it, start)


def _documented(it: Outlook, start: int) -> str:
    return "description" if documented(it, start) else ""


def _counselled(it: Outlook, start: int) -> str:
    return "advice" if counselled(it, start) else ""


def _foreseen(it: Outlook, start: int) -> str:
    return "background" if foreseen(it, start) else ""


def _pictured(it: Outlook, start: int) -> str:
    return "description" if pictured(it, start) else ""


_TESTS: tuple[Callable[[Outlook, int], str], ...] = (
    _unworded, _addressed, saying, figure, _headed, _documented, prose, proviso, truth, handbook, routine, _counselled, _foreseen,
    consequence,
    worked, noticed, remarked, leaflet,
    _pictured,
)  # fmt: skip
"""What is asked of a text in this order, with its first token behind a prefix; the first reason is the one."""


def _undertaken(it: Outlook) -> bool:
    """ "Ines förnyar avtalet innan det går ut den 30 juni": somebody by name does it by a day to come, whatever else is said."""
    if _behind_clause(it):
        return True
    if (
        not it.marked.present.isdisjoint(_TOLD_OF)
        or not it.coming
        or it.cycle
        or not it.owners
        or it.owners[0].first
        or it.owners[0].kind not in ("person", "role")
    ):
        return False
    after = it.owners[0].last + 1
    if it.prefixed and it.amount:
        return not it.told  # "Sandra: 60 meetings handed over in Q1 2027"
    return after < len(it.tags) and _acts(it.tags[after]) and not it.told


def _behind_clause(it: Outlook) -> bool:
    """ "Eftersom zonen skärps byter fordonschefen ut 6 bilar inom 18 månader", "By calling those who leave, Ines will …": behind a
    clause of why, when or how, somebody by name does so much by a day to come."""
    if it.tags[0].isdisjoint(_OPENERS) or not (it.amount and it.coming) or it.told:
        return False
    for owner in it.owners:
        if owner.kind not in _NAMED or owner.first < _CLAUSE:
            continue
        near = range(owner.first - 1, owner.first - _NEAR, -1)
        if any("modal" in it.tags[step] or _acts(it.tags[step]) for step in near[:2]):
            return True  # "byter åkeriets fordonschef ut"
        after = it.tags[owner.last + 1] if owner.last + 1 < len(it.tags) else frozenset[str]()
        if ("modal" in after or _acts(after)) and any(it.tokens[step].fold == "," for step in near):
            return True
    return False


def _acts(own: frozenset[str]) -> bool:
    return "verb" in own and "pres" in own and own.isdisjoint(_RESTING)


def begin(it: Outlook) -> int:
    """The first token after a prefix or bullet: "CEO KR:", "[P0]", "- "."""
    tokens = it.tokens
    index = 0
    if tokens[0].fold in _BRACKETS:
        index = next((step + 1 for step in range(1, min(_TAG, len(tokens) - 1)) if tokens[step].fold == _BRACKETS[tokens[0].fold]), 0)
    if ":" in it.marked.source.folds[: _TAG + _PREFIX]:
        inside = False
        for step in range(index, min(index + _PREFIX, len(tokens) - 1)):
            fold = tokens[step].fold
            inside = fold in "([" or inside and fold not in ")]"
            keyed = it.marked.has(step - 1, "owns") and (step < 2 or "pres" not in it.tags[step - 1])  # "Owner: …", but not "Anna owns: …"
            if fold == ":" and not inside and not keyed and not tokens[step + 1].glued:
                index = 0 if step > 2 and (_commands(it, index) or _perfect(it, index, step)) else step + 1
    if not index and "prefix_skip" in it.tags[0] and len(tokens) > _TAG - 2:
        number = 1 + (tokens[1].fold == "#")
        if tokens[number].kind == "n" and tokens[number + 1].fold == "-":
            index = number + 2  # "Goal #1 – improve …"
    while index < len(tokens) - 1 and (skip := _bullet(it, index)):
        index += skip
    return index


def _commands(it: Outlook, index: int) -> bool:
    """ "Satsa på ett nytt segment: byggbolag": what stands before the colon is an order, and no label."""
    own = it.tags[index]
    return "verb" in own and not own.isdisjoint(("inf", "imp")) and own.isdisjoint(_LABELS)


def _perfect(it: Outlook, index: int, colon: int) -> bool:
    """ "I've only managed to achieve one goal: closing my rings": what has been is no label."""
    return not it.tags[index].isdisjoint(("i", "we", "have")) and any("sup" in own for own in it.tags[index + 1 : colon])


def _bullet(it: Outlook, index: int) -> int:
    """How many tokens of a bullet, a rank or an address stand here: "- ", "P1 - ", "@name"."""
    token, after = it.tokens[index], it.tokens[index + 1]
    if token.fold == "@" and after.kind == "w" and after.glued:
        return 2
    if token.kind == "p":
        return int(token.fold in "-*•.)(\"'")
    return int("ranked" in it.tags[index] and after.fold in "-@")
