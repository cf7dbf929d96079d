"""The review put into words: a `Review` in, a `Pack` out, in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from coach.followup import wording as followed
from coach.followup.course import Kind
from coach.followup.standing import Status
from coach.review.goalpage import page
from coach.review.model import GoalReview, Review, Shape
from coach.review.pack import Badge, Cell, Pack, Page, Part, Point, Sheet, Table, Tile
from coach.review.told import capital, learned, say
from coach.texts import count
from rules.messages import day, label, render
from rules.model import Finding

_FRONT = 5
"""Findings on the first page, so that it stays one."""
_HARD = "\u00a0"
_TONES = {"error": "bad", "warning": "mend", "note": "open"}
_COUNTED = ("reached", "missed")
_GOOD = (Status.AHEAD, Status.ON_TRACK, Status.REACHED)
_BAD = (Status.BEHIND, Status.MISSED)


def worded(review: Review, language: str, signatures: bool = False, small: bool = False) -> Pack:
    """The whole pack; `signatures`: with lines to sign on; `small`: with the small pictures of the sheets."""
    pages = tuple(page(item, language, small) for item in review.goals)
    names = {item.goal.id: item.name for item in review.goals}
    raised = tuple(point(finding, names, language) for finding in review.findings)
    front, rest = _front(review, raised, pages, language), _rest(review, raised, pages, language)
    title = say("title.pack", language, period=period(review.period, language))
    made = say("title.made", language, day=day(review.today, language))
    words = {key: say(f"part.{key}", language) for key in _HEADINGS} | {key: say(f"field.{key}", language) for key in _FIELDS}
    words |= {key: say(f"word.{key}", language) for key in _SHEETS} | {key: say(f"column.{key}", language) for key in _COLUMNS}
    words |= {"acceptance": say("part.acceptance", language), "versions": say("part.versions", language)}
    words |= {"page": say("word.page", language, page="{page}", pages="{pages}")}
    foot = say("title.foot", language, version=review.version, day=day(review.today, language))
    signed = tuple(_signers(review, language)) if signatures else ()
    return Pack(
        language, title, review.team, made, lead(review, language), tiles(review, language), front, rest, tuple(pages), foot, signed, words
    )


def sheets(review: Review, owners: Sequence[str], language: str, signatures: bool = False) -> Pack:
    """One page for each of the `owners`, by the names in `review.loads`: their goals, questions, and room for what is agreed."""
    whole = worded(review, language, signatures, small=True)
    pages = {shown.name: shown for shown in whole.goals}
    made = []
    for load in review.loads:
        if load.owner in owners:
            number = count(language, "lead.goals", len(load.goals), "review")
            told = say("lead.person", language, owner=capital(load.owner), goals=number)
            made.append(Sheet(capital(load.owner), told, tuple(pages[name] for name in load.goals)))
    title = whole.title
    if len(made) == 1:
        title = say("title.person", language, period=period(review.period, language), owner=made[0].owner)
    return replace(whole, title=title, lead="", tiles=(), front=(), rest=(), goals=(), sheets=tuple(made))


_HEADINGS = ("criteria", "fields", "signatures", "goal-pages", "questions", "findings", "set", "standing")
_SHEETS = ("sheet-overview", "sheet-goals", "sheet-findings", "sheet-questions", "sheet-actuals", "sheet-set")
_COLUMNS = ("name", "goal", "severity", "message", "question", "day", "actual", "plan", "status", "state", "next")
_FIELDS = ("agreed", "changed", "reason", "owner", "manager", "date")


def period(name: str, language: str) -> str:
    """A period as one says it: "2027-Q1" is "kvartal 1 2027"; another name as it stands."""
    year, _, part = name.partition("-")
    kinds = {"Q": "quarter", "T": "tertial"}
    if year.isdigit() and part[:1] in kinds and part[1:].isdigit():
        return say(f"title.{kinds[part[0]]}", language, number=part[1:], year=year)
    return name


def lead(review: Review, language: str) -> str:
    """How the set stands, in two or three sentences."""
    every = len(review.goals)
    if not every:
        return say("lead.empty", language)
    ready = review.now.ready
    number = count(language, "lead.goals", every, "review")
    not_ready = say("lead.ready-none" if every > 1 else "lead.ready-not", language)
    state = count(language, "lead.ready", ready, "review") if ready else not_ready
    accepted = review.accepted
    key = "none" if not accepted else "all" if accepted == every else "some"
    told = say(f"lead.accepted-{key}", language, **({"n": str(accepted), "all": str(every)} if key == "some" else {}))
    groups = (
        ("good", (Status.AHEAD, Status.ON_TRACK)), ("reached", (Status.REACHED,)), ("behind", (Status.BEHIND,)),
        ("missed", (Status.MISSED,)), ("waiting", (Status.WAITING,)), ("unknown", (Status.UNKNOWN, None)),
    )  # fmt: skip
    found = [
        count(language, f"lead.part-{key}", n, "review") if key in _COUNTED else say(f"lead.part-{key}", language, n=str(n))
        for key, statuses in groups
        if (n := review.standing(*statuses))
    ]
    known = any(item.standing is not None and item.standing.actual is not None for item in review.goals)
    outcome = f" {say('lead.followed', language, parts=', '.join(found))}" if known else ""
    return f"{number}: {state}. {told}{outcome}"


def tiles(review: Review, language: str) -> tuple[Tile, ...]:
    """The figures at the head of the first page."""
    every = len(review.goals)
    good, bad = review.standing(*_GOOD), review.standing(*_BAD)
    ready, accepted = review.now.ready, review.accepted

    def told(key: str, count: int) -> str:
        return say(f"tile.{key}-{'one' if count == 1 else 'other'}", language)

    return (
        Tile(str(every), say("tile.goals", language)),
        Tile(str(ready), told("ready", ready), "ok" if every and ready == every else "mend" if every else "plain"),
        Tile(str(accepted), told("accepted", accepted), "ok" if every and accepted == every else "open"),
        Tile(str(good), say("tile.good", language), "ok" if good else "open"),
        Tile(str(bad), told("behind", bad), "bad" if bad else "plain"),
    )


def point(finding: Finding, names: dict[str, str], language: str) -> Point:
    """A finding of the set in words."""
    message, question = render(finding, language)
    known = [names[id] for id in finding.goals if id in names]
    about = ""
    if known:
        key = "goals-all" if len(known) == len(names) > 1 else "goals-about" if len(known) > 1 else "goal-about"
        about = say(f"word.{key}", language, **({} if key == "goals-all" else {"goals": joined(known, language)}))
    return Point(_TONES[finding.severity.value], label("severity", finding.severity.value, language), message, question, about)


def joined(words: Sequence[str], language: str) -> str:
    """ "1, 2 och 3"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say('word.and', language)} {words[-1]}"


def table(language: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], wide: Sequence[int], numeric: Sequence[int] = ()) -> Table:
    """A table with heads from the catalogue."""
    return Table(tuple(say(f"column.{key}", language) for key in columns), tuple(map(tuple, rows)), tuple(wide), tuple(numeric))


def _front(review: Review, raised: tuple[Point, ...], pages: tuple[Page, ...], language: str) -> tuple[Part, ...]:
    first, more = raised[:_FRONT], len(raised) - _FRONT
    lines = (count(language, "part.raise-more", more, "review"),) if more > 0 else ()
    nothing = "" if raised or not review.goals else say("part.raise-none", language)
    parts = [Part(say("part.raise", language), nothing, first, lines=lines)] if review.goals else []
    if review.goals:
        rows = [_row(item, shown, language) for item, shown in zip(review.goals, pages, strict=True)]
        columns = ("name", "goal", "owner", "end", "actual", "status", "state")
        parts.append(Part(say("part.goals", language), table=table(language, columns, rows, (4, 23, 19, 14, 15, 10, 17))))
    return tuple(parts)


def _row(item: GoalReview, shown: Page, language: str) -> tuple[Cell, ...]:
    facts = {fact.label: fact for fact in shown.facts}
    owner, end = facts[say("fact.owner", language)], facts[say("fact.end", language)]
    status = shown.status or Badge("–", "")
    return (
        Cell(item.name), Cell(item.goal.text, strong=True), Cell(owner.words, "mend" if owner.miss else ""),
        Cell(end.words.replace(" ", _HARD), "mend" if end.miss else ""), Cell(short(item, language)), Cell(status.words, status.tone),
        Cell(shown.state.words, shown.state.tone),
    )  # fmt: skip


def short(item: GoalReview, language: str) -> str:
    """Actual of target: "37 av 100 möten"; "–" where there is none."""
    stands = item.standing
    if stands is None or stands.actual is None:
        return "–"
    if stands.course.kind is Kind.MILESTONE:
        return say("fact.milestone-done" if stands.course.meets(stands.actual) else "fact.milestone-open", language)
    unit = followed.unit(stands.course, language).replace(_HARD, " ")
    return f"{followed.figure(stands.actual, language)}{_HARD}/ {followed.figure(stands.course.target, language)}{unit}"


def _rest(review: Review, raised: tuple[Point, ...], pages: tuple[Page, ...], language: str) -> tuple[Part, ...]:
    found: list[Part] = []
    if len(raised) > _FRONT:
        found.append(Part(say("part.set", language), points=raised[_FRONT:]))
    if review.goals:
        found += [_levels(review, language), _before(review, language), _loads(review, language)]
    found.append(_past(review, language))
    if review.learned:
        found.append(Part(say("part.learned", language), lines=learned(review.learned, language)))
    if review.goals:
        rows = [(Cell(shown.name), Cell(shown.text, strong=True), Cell(shown.proposal.lines[0])) for shown in pages]
        found.append(Part(say("part.next", language), table=table(language, ("name", "goal", "next"), rows, (5, 45, 50))))
    if review.parked:
        found.append(Part(say("part.parked", language), lines=review.parked))
    if review.decisions:
        lines = tuple(followed.decided(item, language) for item in review.decisions)
        found.append(Part(say("part.decisions", language), lines=lines))
    if review.others:
        points = tuple(
            Point(
                "open",
                say("state.nongoal", language),
                report.goal.text,
                " ".join(" ".join(render(item, language)) for item in report.findings),
            )
            for report in review.others
        )
        found.append(Part(say("part.others", language), points=points))
    return tuple(found)


def _levels(review: Review, language: str) -> Part:
    rows = []
    for item in review.levels:
        beyond = "bad" if item.count > item.high else "open" if item.count < item.low else "ok"
        advice = say("fact.advice", language, low=str(item.low), high=str(item.high))
        rows.append((
            Cell(label("level", item.level.value, language), strong=True), Cell(str(item.count), beyond), Cell(advice),
            Cell(str(item.ready)), Cell(str(item.accepted)),
        ))  # fmt: skip
    columns = ("level", "count", "advice", "ready", "accepted")
    return Part(say("part.levels", language), table=table(language, columns, rows, (30, 14, 22, 14, 20), (1, 2, 3, 4)), narrow=True)


def _loads(review: Review, language: str) -> Part:
    rows = []
    for load in review.loads:
        over = len(load.goals) > load.high
        told = say(f"fact.{'over' if over else 'of'}", language, count=str(len(load.goals)), high=str(load.high))
        rows.append((Cell(load.owner, strong=True), Cell(told, "mend" if over else ""), Cell(joined(load.goals, language))))
    lines = (say("part.unowned", language, goals=joined(review.unowned, language)),) if review.unowned else ()
    if not rows:
        return Part(say("part.loads", language), say("part.loads-none", language), lines=lines)
    shown = table(language, ("owner", "load", "which"), rows, (36, 28, 36))
    return Part(say("part.loads", language), say("part.loads-lead", language), table=shown, lines=lines)


def _before(review: Review, language: str) -> Part:
    title = say("part.before", language)
    if review.before is None:
        return Part(title, say("part.before-none", language), narrow=True)
    rows = [
        (Cell(say(f"measure.{key}", language), strong=True), Cell(str(before)), Cell(str(now)))
        for (key, before), (_, now) in zip(_figures(review.before), _figures(review.now), strict=True)
    ]
    return Part(title, table=table(language, ("measure", "before", "now"), rows, (56, 26, 18), (1, 2)), narrow=True)


def _figures(shape: Shape) -> list[tuple[str, int]]:
    return [("goals", shape.goals), ("ready", shape.ready), *((level.value, number) for level, number in shape.findings)]


def _past(review: Review, language: str) -> Part:
    if not review.past:
        return Part(say("part.past", language, period=_before_of(review, language)), say("part.past-none", language))
    rows = []
    for item in review.past:
        tone = "ok" if item.status in _GOOD else "bad" if item.status is Status.MISSED else "mend" if item.status in _BAD else "open"
        rows.append((
            Cell(item.text, strong=True), Cell(item.owner or "–"), Cell(_value(item.actual, item.unit, language)),
            Cell(_value(item.target, item.unit, language)), Cell(capital(followed.status(item.status, language)), tone),
        ))  # fmt: skip
    shown = table(language, ("goal", "owner", "actual", "target", "status"), rows, (44, 16, 14, 14, 12))
    return Part(say("part.past", language, period=_before_of(review, language)), table=shown)


def _before_of(review: Review, language: str) -> str:
    """The period before: the one given, else the quarter before this one."""
    if review.past_period:
        return period(review.past_period, language)
    year, _, part = review.period.partition("-")
    if year.isdigit() and part[:1] == "Q" and part[1:].isdigit():
        number = int(part[1:])
        return period(f"{year}-Q{number - 1}" if number > 1 else f"{int(year) - 1}-Q4", language)
    return period(review.period, language)


def _value(value: Decimal | None, unit: str, language: str) -> str:
    return "–" if value is None else f"{followed.figure(value, language)}{unit}"


def _signers(review: Review, language: str) -> list[str]:
    """One line for the manager, one for each owner."""
    return [say("field.manager", language), *(load.owner for load in review.loads)]
