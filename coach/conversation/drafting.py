"""How a goal of the talk stands, and the better wording of it: coach.suggest's, with what was answered filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import cast

from coach.conversation.composing import composed, stepped, timed
from coach.conversation.model import Entry, Session
from coach.conversation.phrasing import dated
from coach.conversation.tongues import one_tongue
from coach.suggest import Suggestion, fill, suggest
from coach.texts import Language, text
from rules.check import check_goal
from rules.messages import day
from rules.model import Goal, Kind, Level, Light, Measurable, Ownership, Report, Specific, Time
from rules.policy import Policy
from rules.reading import Reading, find_blanks, read
from rules.reading.facts import Blank
from rules.reading.text import fold
from rules.reading.vocabulary import PLAIN, lexis

FIGURES = ("measure", "baseline", "target", "unit")
_HELD = 128
"""Goals whose report and wordings are kept at hand: those of the sets that are worked on."""
_SHOWN = 4
"""Wordings of one goal that are laid before somebody to choose from."""
_FROM_BASELINE = re.compile(r"\s+(?:från|from)\s+\[(?:utgångsläge|baseline)\](?:\s+(?:kr|%))?")
_UNIT_BLANK = re.compile(r"\s*\[(?:enhet|unit)\]")
_MEASURED_AS = re.compile(r",? (?:mätt som|measured as) \[(?:mått|measure)\],?")
_RANKED = re.compile(r"(?:plats|placering|rank|place|position)", re.IGNORECASE)
"""What is counted in places has no other unit."""
_AMOUNT = re.compile(r"(?P<number>\d[\d\s.,]*?)\s?(?P<unit>[^\W\d]{1,12}|%)?", re.IGNORECASE)
_MONEY = re.compile(r"(?:[tmk]?kr|kronor|[mk]?sek|[mk]?eur|euros?|[mk]?usd|dollars?|[km]?[€$£]|miljoner|mille|milj)\b|[€$£]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A goal as it stands. `text`: the wording worked on, with blanks where something is missing; `better`: it differs from the goal's own.
    `missing`: what does not hold, as keys of [missing]. `open`: the blanks that an answer can fill."""

    entry: Entry
    report: Report
    text: str
    better: bool
    alternatives: tuple[str, ...]
    missing: tuple[str, ...]
    open: tuple[str, ...]
    choices: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Ready as rulebook §10 has it."""
        return self.report.ready


@lru_cache(maxsize=_HELD)
def checked(goal: Goal, today: date, policy: Policy, language: str | None) -> Report:
    """The report on a goal, made once."""
    return check_goal(goal, today, policy, language)


@lru_cache(maxsize=_HELD)
def _suggested(goal: Goal, today: date, policy: Policy, language: str | None, said: tuple[str, ...]) -> tuple[Suggestion, ...]:
    if language in ("sv", "en"):
        goal = goal.model_copy(update={"text": one_tongue(goal.text, cast(Language, language))})
    return suggest(goal, today, policy, said, language=language).suggestions


def _steady(goal: Goal, session: Session, language: Language) -> tuple[Suggestion, ...]:
    """The suggestions for a goal, the same whether its end is told already or not: an answer is no reason for another wording."""
    found = _suggested(goal, session.today, session.policy, language, ())
    if goal.deadline is None or found and found[0].shape not in ("activity", "quality"):
        return found
    undated = _suggested(goal.model_copy(update={"deadline": None}), session.today, session.policy, language, ())
    return undated if undated and undated[0].shape == "outcome" else found


def draft(entry: Entry, session: Session) -> Draft:
    """How a goal stands now, and the wording that would mend it."""
    report = checked(entry.goal, session.today, session.policy, entry.language)
    suggestions = () if report.ready else _steady(entry.goal, session, entry.language)
    own = entry
    if entry.goal.deadline is not None and entry.goal.deadline < session.today:
        own = replace(entry, goal=entry.goal.model_copy(update={"deadline": None}))  # a day that has passed fills no gap
    shown = tuple(_worded(own, suggestion) for suggestion in suggestions if suggestion.shape != "part") or tuple(
        _worded(own, suggestion) for suggestion in suggestions
    )
    if not shown and not report.ready and (report.verdicts is None or report.verdicts.specific is Specific.VAGUE):
        shown = (_filled_in(own, _measured(own, report)),)
    if entry.offered and entry.offered_for == entry.goal.text and not report.ready:
        own_words = (_filled_in(own, words) for words in entry.offered)
        shown = tuple(dict.fromkeys((*own_words, *shown)))[:_SHOWN]
    chosen = min(entry.chosen, len(shown) - 1)
    wording = shown[chosen] if shown else entry.goal.text
    alternatives = shown[chosen:] + shown[:chosen] if shown else ()
    holding = next((item for item in suggestions if shown and _worded(own, item) == wording), None)
    blanks = find_blanks(wording)
    choices = next((blank.choices for blank in holding.blanks if blank.field == "measure" and blank.choices), ()) if holding else ()
    if not choices and holding:
        choices = next((blank.choices for blank in holding.blanks if blank.field == "unit" and blank.choices), ())
    missing = () if report.ready else _missing(report, blanks, session.today)
    fields = tuple(dict.fromkeys(_open(blanks, report, bool(shown), session.today)))
    return Draft(entry, report, wording, wording != entry.goal.text, alternatives, missing, fields, choices)


def _open(blanks: tuple[Blank, ...], report: Report, worded: bool, today: date) -> list[str]:
    """What is left to ask, in the order it is asked."""
    verdicts = report.verdicts
    fields = [{"end": "deadline"}.get(blank.field, blank.field) for blank in blanks]
    if report.ready:
        return []
    figures = any(blank.field in FIGURES for blank in blanks)
    if verdicts is None or not worded and not figures and (verdicts.specific is not Specific.MET or verdicts.measurable is Measurable.NONE):
        fields += ["measure", "baseline", "target"]
    if verdicts is not None and verdicts.unit_missing:
        fields.append("unit")
    if (not report.goal.owner) if verdicts is None else verdicts.owner is not Ownership.NAMED:
        fields.append("owner")
    if (
        (report.goal.deadline is None)
        if verdicts is None
        else verdicts.end is not None
        and verdicts.end < today
        or verdicts.time not in (Time.DEADLINE, Time.OPEN)
        and not (verdicts.time is Time.RECURRING and verdicts.level is Level.OPERATIONAL)
    ):
        fields.append("deadline")
    order = ("owner", "deadline", "measure", "baseline", "target", "unit")
    return sorted(set(fields), key=order.index)


def _missing(report: Report, blanks: tuple[Blank, ...], today: date) -> tuple[str, ...]:
    verdicts = report.verdicts
    if report.kind is Kind.NONGOAL or verdicts is None:
        goal = report.goal
        return ("result", *(() if goal.owner else ("owner",)), *(() if goal.deadline else ("time",)))
    found = []
    lights = dict(report.lights)
    if lights["measurable"] is not Light.HOLDS or lights["specific"] is not Light.HOLDS:
        fields = {blank.field for blank in blanks}
        found.append("unit" if verdicts.unit_missing else "measure" if "measure" in fields else "amount")
    own = {blank.field for blank in find_blanks(report.goal.text)}
    if lights["accepted"] is Light.MEND or "owner" in own and not report.goal.owner:
        found.append("accountable" if verdicts.owner is Ownership.TEAM else "owner")
    if lights["time"] is Light.MEND or "end" in own and report.goal.deadline is None:
        found.append("time")
    if lights["realistic"] is Light.MEND:
        found.append("ahead" if verdicts.end is not None and verdicts.end < today else "realistic")
    return tuple(found)


def _worded(entry: Entry, suggestion: Suggestion) -> str:
    """A suggestion with what was answered filled in."""
    return _filled_in(entry, suggestion.text)


def _measured(entry: Entry, report: Report) -> str:
    """The goal in its own words with a measure, from and to behind it: for a goal that no better wording was found for."""
    goal = entry.goal
    words = text(entry.language, "wording.measured", "conversation", goal=goal.text.rstrip(".!?; "))
    verdicts = report.verdicts
    if goal.deadline is None and (verdicts is None or verdicts.end is None):
        words = text(entry.language, "wording.by", "conversation", goal=words)
    if not goal.owner and (verdicts is None or verdicts.owner is not Ownership.NAMED):
        words = text(entry.language, "wording.owned", "conversation", goal=words)
    return words


def _filled_in(entry: Entry, wording: str) -> str:
    """A wording with the answers in it; what the user does not know is left out where the sentence holds without it."""
    values = _united(entry.said)
    due = entry.goal.deadline
    known = {"owner": _single(entry.goal.owner), "end": day(due, entry.language) if due else ""}
    made = fill(stepped(entry, wording), {**values, **known}, entry.language)
    if "baseline" in entry.unsure and "baseline" not in values:
        made = _FROM_BASELINE.sub("", made)
    made = dated(entry, made)
    told = values.get("target", "") + values.get("baseline", "")  # "från 11 veckor till 8" says its unit
    ranked = _RANKED.match(values.get("measure", "")) is not None
    if "target" in values and "unit" not in values and (re.search(r"[^\W\d]|%|[€$£]", told) or ranked or "unit" in entry.unsure):
        made = _UNIT_BLANK.sub("", made)
    if "measure" not in values and _MONEY.search(values.get("target", "")):
        made = _MEASURED_AS.sub("", made)  # what is sold for so much needs no other measure
    return made


def _united(values: Mapping[str, str]) -> Mapping[str, str]:
    """From what to what with the unit behind the second: "från 3,2 Mkr till 3,8" is "från 3,2 till 3,8 Mkr"."""
    low, high = (_AMOUNT.fullmatch(values.get(name, "").strip()) for name in ("baseline", "target"))
    if low is None or high is None or not low["unit"] or high["unit"]:
        return values
    return {**values, "baseline": low["number"], "target": f"{high['number']} {low['unit']}"}


def _single(owner: str | None) -> str:
    """An owner who can stand for a person in the wording; "" for a team, in which somebody must."""
    if not owner:
        return ""
    kinds = [one.kind for one in read(f"{owner} ska vinna 5 kunder", date(2000, 1, 1), Policy.default()).owners]
    return "" if kinds[:1] == ["team"] else owner


def level(entry: Entry, session: Session) -> Level:
    """The level of a goal: as told, else as read."""
    verdicts = checked(entry.goal, session.today, session.policy, entry.language).verdicts
    return entry.goal.level or (verdicts.level if verdicts else Level.OPERATIONAL)


def settled(entry: Entry, session: Session) -> Entry:
    """The goal with the wording taken over, once the answers have filled all of it that can be filled."""
    values = entry.said
    if not any(name in values for name in FIGURES) or set(values) == {"baseline"} and "target" not in draft(entry, session).open:
        return entry
    if "measure" not in values and "target" in values and (own := _own_measure(entry, session)):
        entry = replace(entry, values=(*entry.values, ("measure", own)))
    found = draft(entry, session)
    words = read(entry.goal.text, session.today, session.policy)
    made = composed(entry, words)
    if made and entry.goal.deadline is None:
        bare = not any(frame.kind == "deadline" for frame in read(made, session.today, session.policy).frames)
        made = timed(made, entry.goal.text, words, bare)
    wording = made if made and _holds(entry, made, session) else found.text
    wording = dated(entry, wording)
    left = {blank.field for blank in find_blanks(wording)} & {*FIGURES, "owner", "end"}
    if left:
        return entry
    goal = entry.goal.model_copy(update={"text": wording, "owner": entry.goal.owner or _owner(words, wording, session)})
    return replace(entry, goal=goal, values=(), chosen=0)


def _owner(own: Reading, wording: str, session: Session) -> str | None:
    """Who the goal's own words named, where its new wording does not: an owner told is not lost."""
    kinds = ("person", "role", "writer", "each")
    named = [one for one in own.owners if one.kind in kinds]
    if not named or any(one.kind in kinds for one in read(wording, session.today, session.policy).owners):
        return None
    words = own.source.text[named[0].start : named[0].end]
    return {"sv": "jag", "en": "I"}[own.language] if named[0].kind == "writer" else words


def _own_measure(entry: Entry, session: Session) -> str:
    """The measure that the goal itself names ("Bättre hit rate"), where its better wording still asks for one."""
    if "measure" not in draft(entry, session).open:
        return ""
    reading = read(entry.goal.text, session.today, session.policy)
    found = reading.measure
    if found is None:
        return ""
    named = entry.goal.text[found.start : found.end]
    # "Sälja mer": what is done is no name for what is counted.
    return "" if "verb" in lexis(reading.language, PLAIN).tags(fold(named.split()[0])) else named


def _holds(entry: Entry, wording: str, session: Session) -> bool:
    """Whether a wording is a goal that can be measured."""
    report = checked(entry.goal.model_copy(update={"text": wording}), session.today, session.policy, entry.language)
    verdicts = report.verdicts
    return verdicts is not None and verdicts.specific is Specific.MET and verdicts.measurable is Measurable.QUANTIFIED
