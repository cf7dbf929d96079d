"""The sums that join a strategic goal with the operational ones: year → quarters → deals → meetings → calls, and back again.

What the team has not said is asked for, never supposed; a what-if number is carried along as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from coach.suggest.breakdown.activities import Activities, times, worked
from coach.suggest.breakdown.aim import Aim
from coach.suggest.breakdown.dividing import DOING, divided
from coach.suggest.breakdown.ledger import Ledger
from coach.suggest.breakdown.model import Param, Part, Ref
from coach.suggest.breakdown.values import Figures
from rules.arithmetic.formula import Known, known
from rules.arithmetic.funnel import ratio_name, steps
from rules.model import Theme
from rules.policy import Policy


class Reckoning:
    """One strategic goal's sums. `ledger` holds what was worked out, asked and noted; `parts` the quarters."""

    def __init__(
        self,
        aim: Aim,
        theme: Theme,
        activities: Activities,
        figures: Figures,
        policy: Policy,
        seasonality: Sequence[Decimal],
        by_workdays: bool,
        by_history: bool = False,
    ) -> None:
        self.aim = aim
        self.theme = theme
        self.activities = activities
        self.ledger = Ledger(aim)
        self.given: Mapping[str, Known] = figures.known
        self.figures = figures
        self.policy = policy
        self.seasonality = tuple(seasonality)
        self.by_workdays = by_workdays
        self.by_history = by_history
        self.needs: dict[str, Known] = {}
        self.parts: tuple[Part, ...] = ()

    def run(self) -> None:
        """Work everything out, as far as the numbers go."""
        self._seen()
        if self.theme is Theme.MARGIN and self.aim.sort == "open" and self.activities.larger_order is not None:
            self._margin(self.activities.larger_order)
        elif self.aim.sort == "open":
            self.ledger.ask("unit" if self.aim.unclear else "target")
        elif self.aim.sort == "level":
            self._level()
            return
        deals = self._deals()
        if deals is not None:
            self.needs["deals"] = deals
            self._down(deals)
        self._up(deals)
        self._weeks()
        self.parts = divided(self) or self.parts
        if self.needs and not self.aim.timed:
            self.ledger.note("untimed")

    def _seen(self) -> None:
        """The ratios that the history gave, and how."""
        for item in self.figures.seen:
            self.ledger.add("implied", "observed", item.early, item.late, volume=known(item.volume), outcome=known(item.outcome))

    def _deals(self) -> Known | None:
        """How many deals or new customers the goal comes to; asks for what that takes."""
        aim, ledger, given = self.aim, self.ledger, self.given
        if aim.value is None:
            return None
        value = known(aim.value)
        if aim.rate:
            often = times(aim, self.policy).get(aim.rate)
            worked(ledger, aim.rate, self.policy)
            word = "revenue" if aim.sort == "revenue" else aim.late
            whole = None if often is None else ledger.add(
                "volume-year", "", word, cycle=aim.rate, span=len(aim.quarters), volume=value, times=known(often)
            )  # fmt: skip
            if whole is None:
                return None
            value = whole
        if aim.sort == "count":
            return value
        if aim.sort in ("customers", "count-growth"):
            today = known(aim.baseline) if aim.baseline is not None else given.get("customers")
            if today is None:
                ledger.ask("customers")
                return None
            if aim.sort == "count-growth":
                extra = known(aim.value - 100)
                return ledger.add("customers-growth", customers=today, percent=extra)
            more = ledger.add("customers-more", target=value, customers=today)
            return more if more is not None and more.value > 0 else None
        if aim.sort.startswith("revenue"):
            return self._revenue(value)
        return None

    def _revenue(self, value: Known) -> Known | None:
        """From money to deals, by what an order is worth."""
        aim, ledger, given = self.aim, self.ledger, self.given
        last = known(aim.baseline) if aim.baseline is not None else given.get("last_year_revenue")
        deals = given.get("last_year_deals")
        growing = aim.sort == "revenue-growth"
        if growing and last is None:
            ledger.ask("last_year_revenue")
        if growing and deals is None and "order_value" not in given:
            ledger.ask("last_year_deals")
        revenue: Known | None = value
        if growing:
            revenue = ledger.add("growth-revenue", last_year_revenue=last, percent=value) if last is not None else None
        elif aim.sort == "revenue-more" and last is not None:
            ledger.add("growth-extra", last_year_revenue=last, extra=value)
        if revenue is not None:
            self.needs["revenue"] = revenue
        order = given.get("order_value")
        if order is None and last is not None and deals is not None:
            order = ledger.add("order-value", last_year_revenue=last, last_year_deals=deals)
        if order is None and not growing:
            ledger.ask("order_value")
        if revenue is not None and order is not None:
            return ledger.add("deals-by-order", "deals-extra" if aim.sort == "revenue-more" else "", revenue=revenue, order_value=order)
        if growing and deals is not None:
            return ledger.add("growth-deals", last_year_deals=deals, percent=value)
        return None

    def _down(self, deals: Known) -> None:
        """What the deals take: quotes where their ratio is known, meetings, calls, leads."""
        for stage in DOING:
            for early, late in steps(stage, "deals", self.given.keys()):
                if early not in self.needs:
                    made = self.ledger.add("needed", "", early, late, outcome=self.needs[late], ratio=self.given[ratio_name(early, late)])
                    if made is not None:
                        self.needs[early] = made
        if "meetings" not in self.needs:
            self.ledger.ask("meetings_per_deal", late=Ref(f"lone.{self.aim.late}"))
        if "calls" not in self.needs and not steps("calls", "meetings", self.given.keys()):
            self.ledger.ask("calls_per_meeting")
        if self.aim.late == "customers":
            self.ledger.note("customer-deal")

    def _up(self, deals: Known | None) -> None:
        """What the activities that are there give, and the ratio they would need."""
        for stage, volume in self.activities.totals(self.ledger, self.aim, self.policy).items():
            if stage == "deals":
                self._against("deals", volume, deals)
                self._worth(volume)
                continue
            outcome: Known | None = volume
            way = steps(stage, "deals", self.given.keys())
            for early, late in reversed(way):
                if outcome is not None:
                    outcome = self.ledger.add("outcome", "", early, late, volume=outcome, ratio=self.given[ratio_name(early, late)])
            if way and outcome is not None:
                self._against(stage, outcome, deals)
            if deals is not None and (not way or outcome is None or outcome.value < deals.value):
                ratio = self.ledger.add("implied", "", stage, "deals", volume=volume, outcome=deals)
                if ratio is not None and not way:
                    self.ledger.bound(ratio_name(stage, "deals"), ratio.value)

    def _against(self, stage: str, got: Known, deals: Known | None) -> None:
        if deals is None:
            return
        params: dict[str, Param] = {
            "early": Ref(f"stage.{stage}"),
            "got": got.value,
            "need": deals.value,
            "late": Ref(f"stage.{self.aim.late}"),
        }
        if got.value >= deals.value:
            self.ledger.note("enough", **params)
        else:
            self.ledger.note("short", **params, gap=deals.value - got.value)

    def _worth(self, deals: Known) -> None:
        """What the deals come to in money, and what growth that is."""
        order, last = self.given.get("order_value"), self.given.get("last_year_revenue")
        if order is None:
            order = self.ledger.result("order-value")
        if order is None or not self.aim.sort.startswith("revenue"):
            return
        revenue = self.ledger.add("revenue-by-deals", deals=deals, order_value=order)
        if last is not None and revenue is not None and self.aim.sort == "revenue-growth":
            self.ledger.add("growth-percent", revenue=revenue, last_year_revenue=last)

    def _margin(self, percent: Fraction) -> None:
        """A larger order with the margin as it is: what a customer gives then."""
        margin = self.given.get("margin_per_customer")
        if margin is None:
            self.ledger.ask("margin_per_customer")
        elif self.ledger.add("margin-by-order", margin_per_customer=margin, percent=known(percent)) is not None:
            self.ledger.note("margin-kept")

    def _level(self) -> None:
        """A level on its way: where it should stand after each quarter."""
        aim = self.aim
        baseline = known(aim.baseline) if aim.baseline is not None else self.given.get("baseline")
        if baseline is None and aim.new:
            # "Två nya produkter" starts from none.
            return
        moving = aim.percent is not None or aim.shift is not None
        if baseline is None or aim.value is None and not moving:
            self.ledger.ask("baseline" if moving or aim.value is not None else "target")
            return
        target = None if aim.value is None else known(aim.value)
        if aim.percent is not None:
            target = self.ledger.add("level-moved", unit=aim.unit if aim.unit != "%" else "", baseline=baseline, percent=known(aim.percent))
        elif aim.shift is not None:
            target = self.ledger.add("level-shifted", unit=aim.unit, baseline=baseline, shift=known(aim.shift))
        if target is None:
            return
        count = len(aim.quarters)
        parts = []
        for at, quarter in enumerate(aim.quarters, 1):
            made = self.ledger.add(
                "level-step", unit=aim.unit if aim.percent is None else "", quarter=quarter.name, shown=at == 1,
                target=target, baseline=baseline, step=known(at), steps=known(count),
            )  # fmt: skip
            if made is not None:
                parts.append(Part(quarter.name, (("level", made.value),)))
        self.parts = tuple(parts)
        if not aim.timed:
            self.ledger.note("untimed")

    def _weeks(self) -> None:
        """What the activities come to each week, for each seller where their number is known."""
        weeks = known(Fraction(self.policy.working_weeks * len(self.aim.quarters), 4))
        stages = [stage for stage in DOING if stage in self.needs]
        for stage in stages:
            if self.activities.sellers is None:
                self.ledger.add("week", "", stage, volume=self.needs[stage], weeks=weeks)
            else:
                self.ledger.add("week-seller", "", stage, volume=self.needs[stage], weeks=weeks, sellers=self.activities.sellers)
        if stages:
            worked(self.ledger, "week", self.policy)
            if self.activities.sellers is None:
                self.ledger.ask("sellers")
