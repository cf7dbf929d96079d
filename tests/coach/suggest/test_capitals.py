"""A reworded goal has the capitals of a sentence; names and shortened words keep theirs."""

from __future__ import annotations

from datetime import date

import pytest

from coach.suggest import suggest

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("goal", "worded"),
    [
        ("ÖKA FÖRSÄLJNINGEN", "ökar försäljningen från"),
        ("CRM-DISCIPLIN SKA FÖRBÄTTRAS", "CRM-disciplin förbättras"),
        ("NPS ska bli Bättre", "NPS blir bättre"),
        ("Fler Kundmöten", "antalet kundmöten"),
        ("Nöjdare Kunder i Region Syd", "nöjdare kunder i Region Syd"),
        ("Stärka Vårt Varumärke", "stärker vårt varumärke"),
        ("Förbättra Samarbetet med Customer Success", "samarbetet med Customer Success"),
        ("Öka försäljningen i Team Nord", "i Team Nord"),
        ("Ökad närvaro på LinkedIn", "på LinkedIn"),
        ("INCREASE SALES", "will increase sales from"),
        ("GROW REVENUE IN NORDICS", "grow revenue in Nordics"),
        ("More Customer Meetings", "number of customer meetings"),
        ("Increase Average Order Value", "increase average order value"),
        ("Sell more to Northern Industries", "to Northern Industries"),
        ("Strengthen Key Account Management", "Key Account Management"),
        ("Increase sales by June", "by June"),
        ("improve CRM hygiene", "improve CRM hygiene"),
    ],
)
def test_capitals(goal: str, worded: str) -> None:
    assert worded in suggest(goal, TODAY).suggestions[0].text
