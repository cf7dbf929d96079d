"""A quarter half gone, in both languages, as the tests of the review take it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from coach.exchange.actuals import Actual, Decision, Hinder
from coach.followup.standing import Status
from coach.review.making import review
from coach.review.model import Change, Given, Past, Review, Said
from coach.review.pack import Pack
from coach.review.wording import worded
from rules.model import Acceptance, Goal, Level, Outcome, Revision, State
from rules.policy import Policy

TODAY = date(2027, 2, 15)
TEXTS = {
    "sv": ("Omsättningen växer från 16 till 19 Mkr 2027", "Boka 40 kundmöten i Q1",
           "KAM höjer snittordern från 42 000 till 48 000 kr senast 31 mars 2027",
           "Bo höjer NPS från 40 till 60 i Q1 2027", "Cia lanserar kundportalen senast 31 mars 2027", "Öka försäljningen"),
    "en": ("Revenue grows from 16 to 19 million SEK in 2027", "Book 40 customer meetings in Q1",
           "The KAM raises the average order from 42,000 to 48,000 SEK by 31 March 2027", "Bo raises NPS from 40 to 60 in Q1 2027",
           "Cia launches the customer portal by 31 March 2027", "Increase sales"),
}  # fmt: skip
FIRST = {"sv": "Fler möten", "en": "More meetings"}


def quarter(language: str) -> Given:
    """Six goals with actuals, a moved target, a hinder, a no, and the quarter before."""
    agreed = date(2027, 1, 8)
    running = {"state": State.RUNNING, "agreed": agreed}
    s1, m1, m2, m3, m4, m5 = TEXTS[language]
    goals = (
        Goal(text=s1, id="s1", owner="Disa Ek", level=Level.STRATEGIC, **running),
        Goal(text=m1, id="m1", owner="Anna Berg", supports=("s1",), accepted=Acceptance(on=agreed, by="Anna Berg"),
             history=(Outcome(period="2026-Q1", value=Decimal(31)), Outcome(period="2026-Q4", value=Decimal(36))), **running),
        Goal(text=m2, id="m2", supports=("s1",), **running), Goal(text=m3, id="m3", **running), Goal(text=m4, id="m4", **running),
        Goal(text=m5, id="m5"), Goal(text="Hej!" if language == "sv" else "Hello!", id="n"),
    )  # fmt: skip
    values = [("m1", 8, 2), ("m1", 15, 5), ("m1", 22, 9), ("m1", 29, 11), ("m1", 43, 16), ("m2", 31, 43500), ("m2", 41, 45900),
              ("m3", 20, 44), ("m3", 34, 47), ("m3", 43, 51)]  # fmt: skip
    actuals = tuple(Actual(goal, date.fromordinal(date(2026, 12, 31).toordinal() + day), Decimal(value)) for goal, day, value in values)
    firsts = {goal.id: goal for goal in goals} | {"m1": Goal(text=FIRST[language])}
    return Given(
        goals, "2027-Q1", "Team Nord", State.RUNNING, actuals,
        (Revision(goal="m2", on=date(2027, 1, 20), before=Decimal(70000), after=Decimal(48000), reason="prislistan"),),
        (Hinder("h1", "m1", "prislistan är sen", date(2027, 2, 1), "Erik", date(2027, 2, 20)),),
        (Decision("Vi ringer på tisdagar", date(2027, 1, 18)),), firsts, (Change("m1", date(2027, 1, 4), FIRST[language], m1, "mätbart"),),
        (Said("m1", True, "Anna Berg", agreed), Said("m3", False, "Bo", date(2027, 1, 9), "60 är för högt")),
        (Past("Boka 36 kundmöten i Q4", "Anna Berg", Status.REACHED, Decimal(38), Decimal(36), " möten"),
         Past("Höja NPS till 45", "Bo", Status.MISSED, Decimal(40), Decimal(45))), "2026-Q4", ("Bredda till Finland",),
    )  # fmt: skip


@pytest.fixture
def given() -> Callable[[str], Given]:
    """The quarter, in a language."""
    return quarter


@pytest.fixture
def reviewed() -> Callable[[Given], Review]:
    """A review as of the middle of the quarter."""
    return lambda given: review(given, TODAY, Policy.default())


@pytest.fixture(params=("sv", "en"))
def pack(request: pytest.FixtureRequest) -> Pack:
    """The whole pack, with signatures, in either language."""
    return worded(review(quarter(request.param), TODAY, Policy.default()), request.param, signatures=True)
