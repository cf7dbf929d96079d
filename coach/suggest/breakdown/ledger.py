"""What is worked out along the way: the sums with their words, the numbers to ask for, and what is good to know."""

from __future__ import annotations

from fractions import Fraction

from coach.suggest.breakdown.aim import Aim
from coach.suggest.breakdown.model import Ask, Note, Param, Ref, Sum
from rules.arithmetic.formula import Formula, Known, work_out


class Ledger:
    """Kept in the order things were worked out."""

    def __init__(self, aim: Aim) -> None:
        self._aim = aim
        self.sums: list[Sum] = []
        self._asks: dict[str, dict[str, Param]] = {}
        self._notes: dict[Note, None] = {}

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What to ask, the first first."""
        return tuple(Ask(key, tuple(params.items())) for key, params in self._asks.items())

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is good to know."""
        return tuple(self._notes)

    def add(
        self, name: str, key: str = "", early: str = "", late: str = "", cycle: str = "", span: int = 0, unit: str = "",
        quarter: str = "", shown: bool = True, **inputs: Known,
    ) -> Known | None:  # fmt: skip
        """Work out a formula and keep it, in the words of `key` (else of its own name). None where it cannot be worked out."""
        formula = work_out(name, **inputs)
        if formula is None:
            return None
        if shown:
            params: dict[str, Param] = {}
            for role, stage in (("early", early), ("late", late)):
                if stage:
                    word = self._aim.late if stage == "deals" and name != "volume-year" else stage
                    params[role] = Ref(f"stage.{word}")
                    if word != "revenue":
                        params |= {f"{role}_one": Ref(f"one.{word}"), f"{role}_lone": Ref(f"lone.{word}")}
            if cycle:
                params |= {"cycle": Ref(f"cycle.{cycle}"), "cycles": Ref(f"cycles.{cycle}")}
            if span:
                params["span"] = Ref("span.year") if span == 4 else Ref("span.quarters")
                params["quarters"] = Fraction(span)
            if quarter:
                params["quarter"] = quarter
            self.sums.append(Sum(formula, key or name, tuple(params.items()), unit))
        return formula.known

    def quarters(self, main: str, how: str, rows: list[tuple[str, Fraction]], total: Known) -> None:
        """The split of the whole into its quarters, as a sum that can be checked."""
        whole = sum((value for _, value in rows), Fraction(0))
        formula = Formula("quarters", tuple(rows), whole, total.assumed)
        word = Ref("stage.revenue") if main == "revenue" else Ref(f"stage.{self._aim.late}")
        self.sums.append(Sum(formula, f"quarters-{how}", (("late", word),)))

    def result(self, key: str) -> Known | None:
        """What a formula worked out earlier came to."""
        return next((item.formula.known for item in self.sums if item.key == key), None)

    def ask(self, key: str, **params: Param) -> None:
        """Ask for a number, once."""
        self._asks.setdefault(key, dict(params))

    def bound(self, key: str, most: Fraction) -> None:
        """With a question for a ratio goes what it may be at most for the goals to be enough."""
        if key in self._asks:
            self._asks[key]["most"] = most

    def note(self, key: str, **params: Param) -> None:
        """Something good to know, once."""
        self._notes.setdefault(Note(key, tuple(params.items())))
