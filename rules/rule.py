"""How a rule is declared: a pure generator with a decorator that returns a frozen `Rule` (design §4).

    @rule("M002", criterion="measurable", severity=Severity.WARNING, section="2", guide="faq-5")
    def unit_missing(case: Case) -> Iterator[Hit]:
        "A bare number whose unit or measure cannot be told."

No registration as a side effect: a module lists its rules in `RULES`, and `rules.registry` lists the modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rules.model import Goal, Revision, Reward, Severity, Span, Verdicts
from rules.policy import Policy

if TYPE_CHECKING:
    from rules.reading import Reading

_new = tuple.__new__


class Place(Protocol):
    """Whatever stands somewhere in the text: a quantity, a frame, a mention, a blank."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Hit(NamedTuple):
    """Where a rule found something, and what its message needs to know."""

    span: Span | None
    params: tuple[tuple[str, str], ...]


class SetHit(NamedTuple):
    """What a set rule found: the ids of the goals concerned; `severity` where it differs from the rule's own."""

    goals: tuple[str, ...]
    params: tuple[tuple[str, str], ...]
    severity: Severity | None = None


@dataclass(slots=True)
class Case:
    """What a judge or rule sees of one goal. `verdicts` is None while the judges work; rules get it filled."""

    goal: Goal
    reading: Reading
    today: date
    policy: Policy
    verdicts: Verdicts | None = None

    @property
    def judged(self) -> Verdicts:
        """The verdicts, for a rule, which never runs before they are there."""
        if self.verdicts is None:
            raise LookupError("a rule ran before the judges")
        return self.verdicts


@dataclass(frozen=True, slots=True)
class SetCase:
    """What a set rule sees: the judged goals of one team. `done`: the set is under review or said to be done (rulebook §9).
    `revisions` of its targets, and the `reward` that hangs on it, where they are known."""

    cases: tuple[Case, ...]
    today: date
    policy: Policy
    done: bool = True
    revisions: tuple[Revision, ...] = ()
    reward: Reward | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one goal: who it is, and the check that finds it.

    `verdict`: the one verdict under which it has anything to say; `given`: the field of the goal that it needs; `fact`: the facts of the
    reading that it tells of. Where one is not there the check is not run: a goal meets some three of all the rules.
    """

    id: str
    name: str
    criterion: str
    severity: Severity
    section: str
    guide: str
    doc: str
    check: Callable[[Case], Iterator[Hit]]
    verdict: tuple[str, object] | None = None
    given: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class SetRule:
    """A rule of a set of goals. `drafting`: it speaks already while the set is being drafted (rulebook §9)."""

    id: str
    name: str
    criterion: str
    severity: Severity
    section: str
    guide: str
    doc: str
    check: Callable[[SetCase], Iterator[SetHit]]
    drafting: bool = False


def hit(at: Place | None = None, /, **params: str) -> Hit:
    """A hit at a place in the text (None for what is absent), with the params of its message."""
    return _new(Hit, (None if at is None else Span.of(start=at.start, end=at.end), tuple(params.items())))


def set_hit(goals: tuple[str, ...], severity: Severity | None = None, /, **params: str) -> SetHit:
    """A hit on some goals of a set, with the params of its message."""
    return SetHit(goals, tuple(params.items()), severity)


def rule(
    id: str, *, criterion: str, severity: Severity, section: str, guide: str, verdict: tuple[str, object] | None = None, given: str = "",
    fact: str = "",
) -> Callable[[Callable[[Case], Iterator[Hit]]], Rule]:  # fmt: skip
    """Declare a rule of one goal; `section` is the rulebook's, `guide` the id of the guide's section behind it (the rest: see `Rule`)."""

    def declare(check: Callable[[Case], Iterator[Hit]]) -> Rule:
        return Rule(id, _name(check), criterion, severity, section, guide, _doc(check), check, verdict, given, fact)

    return declare


def set_rule(
    id: str, *, severity: Severity, guide: str, drafting: bool = False, section: str = "9"
) -> Callable[[Callable[[SetCase], Iterator[SetHit]]], SetRule]:
    """Declare a rule of a set of goals."""

    def declare(check: Callable[[SetCase], Iterator[SetHit]]) -> SetRule:
        return SetRule(id, _name(check), "set", severity, section, guide, _doc(check), check, drafting)

    return declare


def _name(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")


def _doc(check: Callable[..., object]) -> str:
    return " ".join((check.__doc__ or "").split())
