"""A report and the wish that answers it, in one breath: "vi tappade 14 kunder, vill vinna tillbaka 5", "NPS dropped to 30, should be 40".
The wish is the goal; what it counts, and from where, stands in the report."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from coach.conversation.clauses import past
from coach.texts import Language, text
from rules.policy import Policy
from rules.reading import Quantity, Reading, read
from rules.reading.text import tokenize

_PARTED = re.compile(
    r"(?P<report>[^,;.\n]{6,120}?)(?:[,;.]|\s[-–]|,?\s(?:så|so|men|but|och|and))\s+(?:nu\s|now\s)?(?P<who>jag\s|vi\s|we\s|i\s|it\s|det\s|den\s)?"
    r"(?:vill|ska|skall|måste|behöver|bör|want|wants|should|must|need|needs|wanna|'d like|would like|have)\s+(?P<wish>[^\n]+)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?P<what>.{3,160}?)\s+(?:(?:det|vi|it|we)\s)?(?:är|ligger|is|are|it['’]?s|its|we['’]?re)\s+(?:(?:nu|now|bara|only|just|på|at|typ|like|ungefär|about|around|kanske|maybe|"
    r"runt|nog|uh|um|eh)\s+){0,3}(?P<now>(?:(?!\b(?:och|and|men|but)\b)[^,;]){1,40}?)[\s,;]+(?:och|and|men|but|så|so)?\s*"
    r"(?:(?:uh|um|eh|sen|then)\s+)?(?:jag|vi|i|we)\s+(?:vill|want|need|behöver|ska|would\slike|'d\slike)\s+"
    r"(?:(?:nog|gärna|väl|really|ha|have|it|that|den|det|upp|up|ner|ned|down|be|vara|komma|get|to|till|på|at|minst|about|typ|like)\s+){0,4}"
    r"(?P<want>\S+(?:\s\S+){0,4})",
    re.IGNORECASE,
)
"""What somebody tells in one breath: "the win rate is like fifteen percent and I want it at twenty"."""
_DAY = date(2000, 1, 1)
_BREATH = 400
"""Characters that are told in one breath."""
_MINE = {"jag": "Jag ska", "i": "I will"}
_LED = re.compile(r"(?:to|att)\s+", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:(?:be|get|go|come|have|vara|ha|bli|komma|gå|it|det|den|back|up|down|tillbaka|upp|ner|ned|igen)\s+)*(?:to|at|till|på)\s+"
    r"(?P<high>(?:[€$£]\s?)?\d.*)",
    re.IGNORECASE,
)
_THEM = re.compile(r"\s+(?:av|of)\s+(?:dem|dom|de|them|those|these)\b", re.IGNORECASE)


def wish(words: str, language: Language, today: date, policy: Policy) -> str:
    """The goal in a report and a wish; "" where the words are nothing of the kind."""
    match = _PARTED.fullmatch(words.strip().rstrip(".! "))
    if match is None:
        return ""
    report = read(match["report"], today, policy)
    told = [q for q in report.quantities if q.value is not None and q.role != "name"]
    if len(told) != 1 or not past(match["report"]):
        return ""
    wanted = _LED.sub("", match["wish"], count=1) if _LED.match(match["wish"]) else match["wish"]
    if level := _LEVEL.fullmatch(wanted):
        return _moved(report, told[0], level["high"], language, today, policy)
    return _counted(wanted, report, told[0], today, policy, _MINE.get((match["who"] or "").strip().lower(), ""))


def spoken(words: str, language: Language, today: date, policy: Policy) -> str:
    """The goal in what is and what is wanted, told in one breath: "höja hit rate från 15 till 20 %"; "" for anything else."""
    match = _SPOKEN.fullmatch(words.strip().rstrip(".!… ")) if len(words) < _BREATH else None
    if match is None:
        return ""
    about = next((found for name in ("what", "now") if (found := read(match[name], today, policy)).measure is not None), None)
    if about is None:
        return ""
    low, high = (_lone(match[name], today, policy) for name in ("now", "want"))
    if about.measure is None or low is None or high is None or low.value is None or high.value is None or low.value == high.value:
        return ""
    measure = about.source.text[about.measure.start : about.measure.end]
    whole = read(words, today, policy)
    cycle = next((f" {words[frame.start : frame.end]}" for frame in whole.frames if frame.kind == "cycle"), "")
    unit = " %" if "%" in (low.unit, high.unit) else ""
    key = "wording.cut" if high.value < low.value else "wording.raise" if unit or about.measure.theme == "quality" else "wording.increase"
    unit = unit.replace(" ", "") if language == "en" else unit
    figures = [_figure(match[name], q) for name, q in (("now", low), ("want", high))]
    target = figures[1] if "%" in figures[1] or not unit else f"{figures[1]}{unit}"
    return text(language, key, "conversation", measure=measure, baseline=figures[0].removesuffix(unit or "%"), target=f"{target}{cycle}")


def _figure(words: str, told: Quantity) -> str:
    """A number as typed, without what it counts; one told in words in digits."""
    typed = re.match(r"[€$£]?\d[\d\s.,]*(?:\s?(?:%|[tmk]?kr\b|[mk]\b))?", words[told.start : told.end], re.IGNORECASE)
    if typed:
        return typed[0].strip()
    value = told.value or Decimal(0)
    return str(int(value)) if value == value.to_integral() else str(value.normalize())


def stated(words: str) -> bool:
    """Whether words tell in one breath what is and what is wanted, whatever the day."""
    return bool(spoken(words, "en", _DAY, Policy.default()))


def _lone(words: str, today: date, policy: Policy) -> Quantity | None:
    """The one number of some words."""
    found = [q for q in read(words, today, policy).quantities if q.value is not None and q.role != "name"]
    return found[0] if len(found) == 1 else None


def _moved(report: Reading, low: Quantity, high: str, language: Language, today: date, policy: Policy) -> str:
    """From where it came to, to where it shall: "Höja NPS från 30 till 40"."""
    found = [q for q in read(high, today, policy).quantities if q.value is not None]
    measure = _measure(report, low)
    if not found or low.value is None or found[0].value is None or not measure:
        return ""
    key = "wording.cut" if found[0].value < low.value else "wording.raise"
    figure = report.source.text[low.start : low.end].removesuffix(_noun(report, low)).strip()
    return text(language, key, "conversation", measure=measure, baseline=figure, target=high.strip())


def _counted(wanted: str, report: Reading, told: Quantity, today: date, policy: Policy, mine: str) -> str:
    """What shall be done, with the word for what it counts: "vinna tillbaka 5" of the customers lost. `mine`: said of the writer alone."""
    wanted = _THEM.sub("", wanted)
    found = [q for q in read(wanted, today, policy).quantities if q.value is not None and q.role != "name"]
    noun = _noun(report, told)
    if len(found) != 1:
        return ""
    if found[0].noun is None and found[0].unit is None:
        if not noun:
            return ""
        wanted = f"{wanted[: found[0].end]} {noun}{wanted[found[0].end :]}"
    return f"{mine} {wanted}" if mine else wanted[:1].upper() + wanted[1:]


def _measure(report: Reading, low: Quantity) -> str:
    """What the report speaks of: the measure named, else what is counted."""
    if report.measure is not None:
        return report.source.text[report.measure.start : report.measure.end]
    return _noun(report, low)


def _noun(report: Reading, counted: Quantity) -> str:
    """The word for what a number counts, as typed."""
    if counted.noun is None:
        return ""
    found = next(
        (token for token in tokenize(report.source.text).placed if token.start >= counted.start and token.fold == counted.noun), None
    )
    return report.source.text[found.start : found.end] if found else ""
