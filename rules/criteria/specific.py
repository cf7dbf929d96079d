"""Specific: can a stranger tell what is to change or be delivered? (rulebook §1)"""

from __future__ import annotations

from collections.abc import Iterator

from rules.criteria import measurable
from rules.model import Measurable, Severity, Specific
from rules.reading import Mention, Reading
from rules.reading.things import named_thing
from rules.rule import Case, Hit, hit, rule


def judge(case: Case) -> Specific:
    """Met where a concrete object has a defined outcome; open where a blank stands for it."""
    outcome = measurable.judge(case)
    if outcome is Measurable.OPEN:
        return Specific.OPEN
    if outcome is Measurable.NONE or (outcome is Measurable.QUANTIFIED and objectless(case)):
        return Specific.VAGUE
    return Specific.MET


def objectless(case: Case) -> bool:
    """A number without any thing it could measure ("nå 500 till Q3")."""
    reading = case.reading
    if reading.measure is not None or case.goal.metric or case.goal.unit or reading.deliverables:
        return False
    return (
        bool(reading.core)
        and all(q.unit is None and q.noun is None and q.kind in ("number", "count") and not q.placeholder for q in reading.core)
        and not named_thing(reading)
    )


def _vague(case: Case) -> bool:
    return case.judged.specific is Specific.VAGUE and not objectless(case)


def _cause(reading: Reading) -> tuple[str, Mention | None]:
    """The one thing that leaves the core open: the first effort, change or quality, else nothing in particular."""
    efforts, changes = reading.efforts, reading.changes
    if efforts and not (changes and changes[0].start < efforts[0].start):
        return "effort", efforts[0]
    if changes:
        return "change", changes[0]
    return ("quality", reading.qualities[0]) if reading.qualities else ("loose", None)


def _mark(case: Case, wanted: str) -> Iterator[Hit]:
    if _vague(case):
        kind, mention = _cause(case.reading)
        if kind == wanted and mention is not None:
            yield hit(mention, words=mention.key)


@rule("S001", criterion="specific", severity=Severity.WARNING, section="1", guide="pitfalls", verdict=("specific", Specific.VAGUE))
def vague_change(case: Case) -> Iterator[Hit]:
    """A change verb without an amount: nothing says how much or to what."""
    yield from _mark(case, "change")


@rule("S002", criterion="specific", severity=Severity.WARNING, section="1", guide="pitfalls", verdict=("specific", Specific.VAGUE))
def effort(case: Case) -> Iterator[Hit]:
    """An effort without a result: work on, focus on, contribute to."""
    yield from _mark(case, "effort")


@rule("S003", criterion="specific", severity=Severity.WARNING, section="1", guide="pitfalls", verdict=("specific", Specific.VAGUE))
def quality(case: Case) -> Iterator[Hit]:
    """A quality that nothing measures: better, leading, more."""
    yield from _mark(case, "quality")


@rule("S004", criterion="specific", severity=Severity.NOTE, section="1", guide="pitfalls", fact="hedges")
def hedge(case: Case) -> Iterator[Hit]:
    """A hedge such as "try" or "if possible" weakens the goal. A hedge that already leaves the core open has had its message."""
    _, cause = _cause(case.reading) if _vague(case) else ("", None)
    for mention in case.reading.hedges:
        if cause is None or mention.first > cause.last or mention.last < cause.first:
            yield hit(mention, words=mention.key)
            return


@rule("S005", criterion="specific", severity=Severity.WARNING, section="1", guide="faq-5", verdict=("specific", Specific.VAGUE))
def no_object(case: Case) -> Iterator[Hit]:
    """A number without the thing it counts, so that nobody can tell what is to change."""
    if case.judged.specific is Specific.VAGUE and objectless(case) and not case.judged.unit_missing:
        q = case.reading.core[0]
        yield hit(q, words=case.reading.source.quote(q.start, q.end))


@rule("S006", criterion="specific", severity=Severity.WARNING, section="1", guide="pitfalls", verdict=("specific", Specific.VAGUE))
def loose_object(case: Case) -> Iterator[Hit]:
    """An aim or delivery too indefinite to recognise when it is there."""
    if _vague(case) and _cause(case.reading)[1] is None:
        yield hit(words=_opening(case.goal.text))


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


RULES = (vague_change, effort, quality, hedge, no_object, loose_object)
