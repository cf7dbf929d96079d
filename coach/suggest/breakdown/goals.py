"""The words of the operational goals: a template for each kind, where and what in the writer's own words, checked before anyone sees it.

A proposer (a model) may word them better; what it says is only taken where the rules read the same goal in it. A guard may look at it
first: it gets the wish and the proposed words, and gives them back mended, or None to refuse them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from coach.suggest.breakdown.linking import Checked, slots
from coach.suggest.breakdown.model import Operational
from coach.suggest.model import Blank, Source
from coach.texts import text
from rules.check import check_goal
from rules.model import Goal, Kind, Level, Report, Theme
from rules.policy import Policy
from rules.reading.text import fold
from rules.rule import Case

_BLANK = re.compile(r"\[([^\[\]\n]{1,40})\]")
_DIGITS = re.compile(r"\d+")
_OPEN = ("open", "met", "quantified", "milestone", "named", "deadline", "recurring")
_LONGEST = 60
_SELLS = re.compile(r"\s+(?:(?:av|of)\s+)?(\w+(?: \w+)?)(?=\s+(?:i|på|till|med|från|in|to|by|from|under|\d+)\b|$)")
_SOLD = re.compile(r"^.*\s(?:av|of|from|från)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal to be worded: its `kind` and `theme`, the strategic goal it carries, and the template's words for it, in `language`."""

    kind: str
    theme: Theme
    strategic: Goal
    draft: str
    language: str


Proposer = Callable[[Sequence[Wish]], Sequence[str | None]]
"""Words for each wish in turn, None where it has none."""
Guard = Callable[[Wish, str], str | None]
"""The words for a wish as they may be shown, or None where they may not."""


def worded(
    kinds: Sequence[str],
    strategic: Checked,
    today: date,
    policy: Policy,
    language: str,
    proposer: Proposer | None = None,
    guard: Guard | None = None,
) -> tuple[Operational, ...]:
    """A goal of each kind, in order. Every one has passed the rules: operational, about its theme, each criterion met or a blank."""
    aim = strategic[1].goal
    wishes = []
    for kind in kinds:
        draft, report = _draft(kind, strategic, today, policy, language)
        theme = Theme(slots()["kind"][kind]["theme"])
        wishes.append((Wish(kind, theme, aim, draft, language), report))
    given: Sequence[str | None] = proposer(tuple(wish for wish, _ in wishes)) if proposer is not None and wishes else ()
    made: list[Operational] = []
    for at, (wish, report) in enumerate(wishes):
        source: Source = "template"
        words = wish.draft
        proposed = given[at] if at < len(given) else None
        better = _accepted(proposed, wish, guard, today, policy) if proposed else None
        if better is not None and better[0] not in {wish.draft, *(item.goal.text for item in made)}:
            (words, report), source = better, "model"
        supports = (aim.id,) if aim.id else ()
        goal = Goal(text=words, id=f"{aim.id}.{at + 1}" if aim.id else str(at + 1), supports=supports)
        made.append(Operational(wish.kind, wish.theme, goal, blanks(words, language), report, source))
    return tuple(made)


def blanks(words: str, language: str) -> tuple[Blank, ...]:
    """The typed blanks of a text, as they stand."""
    typed = {text(language, f"blank.{field}", "breakdown"): field for field in ("owner", "target", "baseline", "end", "unit", "measure")}
    return tuple(
        Blank(typed[match[0]], match[0], match.start(), match.end())  # type: ignore[arg-type]
        for match in _BLANK.finditer(words)
        if match[0] in typed
    )


def _draft(kind: str, strategic: Checked, today: date, policy: Policy, language: str) -> tuple[str, Report]:
    """The template's words: with place and product where the rules still read the same goal, else without."""
    case = strategic[1]
    unit = currency_of(case)
    money = text(language, "blank.money", "breakdown") if unit in ("", "SEK") and (language == "sv" or not unit) else unit
    plain = text(language, "word.product", "breakdown")
    product = _product(strategic, language) or plain
    bare = text(language, f"goal.{kind}", "breakdown", scope="", money=money, product=plain)
    alone = check_goal(bare, today, policy, language)
    themes = {slots()["kind"][kind]["theme"], alone.verdicts.theme.value if alone.verdicts is not None else ""}
    for scope, what in ((_scope(case.goal.text), product), ("", product)):
        words = text(language, f"goal.{kind}", "breakdown", scope=scope, money=money, product=what)
        report = check_goal(words, today, policy, language)
        if _holds(report) and report.verdicts is not None and report.verdicts.theme.value in themes:
            return words, report
    return bare, alone


def _holds(report: Report) -> bool:
    verdicts = report.verdicts
    if report.kind is not Kind.GOAL or verdicts is None or verdicts.level is not Level.OPERATIONAL or verdicts.compound:
        return False
    return all(value.value in _OPEN for value in (verdicts.specific, verdicts.measurable, verdicts.owner, verdicts.time))


def _accepted(proposed: str, wish: Wish, guard: Guard | None, today: date, policy: Policy) -> tuple[str, Report] | None:
    """A proposer's words where they are a goal on the same thing, in the same language, with every number and the same blanks known."""
    words = " ".join(proposed.split())
    if guard is not None:
        mended = guard(wish, words)
        if mended is None:
            return None
        words = mended
    if not words or len(words.split()) > _LONGEST:
        return None
    report = check_goal(words, today, policy)
    known = set(_DIGITS.findall(wish.strategic.text))
    if report.language != wish.language or not _holds(report) or not set(_DIGITS.findall(words)) <= known:
        return None
    kept = sorted(blank.field for blank in blanks(words, wish.language)) == sorted(
        blank.field for blank in blanks(wish.draft, wish.language)
    )
    drafted = check_goal(wish.draft, today, policy, wish.language).verdicts
    themes = (wish.theme, drafted.theme if drafted is not None else wish.theme)
    if not kept or report.verdicts is None or report.verdicts.theme not in themes:
        return None
    return words, report


@cache
def _tree() -> dict[str, Any]:
    return tomllib.loads(files("coach").joinpath("suggest", "breakdown", "places.toml").read_text("utf-8"))


@cache
def _places() -> re.Pattern[str]:
    tree = _tree()

    def any_of(key: str) -> str:
        return "|".join(re.escape(word) for word in sorted(tree[key], key=len, reverse=True))

    name = f"(?:(?:{any_of('article')}) )?(?:{any_of('names')})"
    before = f"{any_of('before')}|{any_of('moving')}"
    return re.compile(rf"(?<!\w)((?:{before}) {name}(?:(?:, | (?:{any_of('joint')}) ){name})*)(?!\w)", re.IGNORECASE)


def _scope(words: str) -> str:
    """Where a strategic goal holds, with a space before: " i Norden"; "" where it does not say."""
    match = _places().search(" ".join(words.split()))
    if not match:
        return ""
    first, _, rest = match[1].partition(" ")
    moved = _tree()["moving"].get(first.lower(), first.lower())
    return f" {moved} {rest}"


def _product(strategic: Checked, language: str) -> str:
    """What is sold, in the writer's own words, where they can stand after "av" or "of"; else ""."""
    measure = strategic[1].reading.measure
    source = strategic[1].reading.source
    if measure is None or measure.theme not in ("product", "revenue"):
        return ""
    # "försäljningen av reservdelar" sells spare parts.
    named = source.quote(measure.start, measure.end)
    words = _SOLD.sub("", named)
    if fold(named).endswith((" av", " of")) or words == named and measure.theme == "revenue":
        sold = _SELLS.match(source.text, measure.end)
        words = sold[1] if sold else ""
    last = fold(words)
    fits = last.endswith(("er", "ar", "or", "erna", "arna", "orna", "en", "et")) if language == "sv" else last.endswith("s")
    return words[0].lower() + words[1:] if words and fits and len(words.split()) <= 3 and not any(char.isdigit() for char in words) else ""


def currency_of(case: Case) -> str:
    """The currency a goal counts in, "" where it names none."""
    return next((item.unit for item in case.reading.quantities if item.kind == "money" and item.unit), "")
