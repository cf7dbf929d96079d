"""What the commands ask of the rules: one goal or a set checked under one policy, day and choice of rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rules.check import check_set, examine_all
from rules.messages import render
from rules.model import Finding, Goal, Report
from rules.policy import Policy

if TYPE_CHECKING:
    from rules.reading import Reading
    from rules.rule import Case


class Examined(NamedTuple):
    """A goal with what the rules say of it, and the case they judged."""

    report: Report
    case: Case

    @property
    def reading(self) -> Reading:
        """The facts behind."""
        return self.case.reading


_examined: Callable[[tuple[Report, Case]], Examined] = partial(tuple.__new__, Examined)


class Examiner:
    """Checks goals with the same policy, on the same day, with the same rules (`select` and `ignore`: rule ids; no `select` is all)."""

    def __init__(self, policy: Policy, today: date, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> None:
        self.policy = policy
        self.today = today
        self._select = frozenset(select)
        self._ignore = frozenset(ignore)
        self._chosen = bool(select or ignore)

    def examine(self, goal: Goal) -> Examined:
        """Check one goal."""
        return self.examine_all((goal,))[0]

    def examine_all(self, goals: Sequence[Goal]) -> list[Examined]:
        """Check goals, each by itself: some dozens at a time go faster than one by one."""
        examined = map(_examined, examine_all(goals, self.today, self.policy, None))
        return [self._chosen_of(it) for it in examined] if self._chosen else list(examined)

    def _chosen_of(self, examined: Examined) -> Examined:
        kept = self._kept(examined.report.findings)
        if len(kept) == len(examined.report.findings):
            return examined
        return examined._replace(report=examined.report.model_copy(update={"findings": kept}))

    def together(self, goals: Sequence[Goal]) -> tuple[Finding, ...]:
        """What concerns the set that the goals make."""
        return self._kept(check_set(goals, self.today, self.policy).findings)

    def _kept(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(
            finding for finding in findings if finding.rule not in self._ignore and (not self._select or finding.rule in self._select)
        )


def words(finding: Finding, language: str) -> tuple[str, str]:
    """The message and the question of a finding."""
    return render(finding, language)
