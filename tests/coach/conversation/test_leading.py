"""What is said before a goal in the same breath is left out; what belongs to the goal stays."""

from __future__ import annotations

import pytest

from coach.conversation.prose import unframed


@pytest.mark.parametrize(
    ("said", "goal"),
    [
        ("Det är rörigt på lagret just nu men alla offerter ska följas upp inom tre dagar", "alla offerter ska följas upp inom tre dagar"),
        ("kunden är nöjd men vi vill teckna 4 avtal i april", "vi vill teckna 4 avtal i april"),
        ("it's been a slow month, so book 40 demos in March", "book 40 demos in March"),
        ("sitter på bussen, ringa 30 kalla samtal i veckan", "ringa 30 kalla samtal i veckan"),
        ("då satsar vi på 6 nya återförsäljare i Norge", "6 nya återförsäljare i Norge"),
        ("Most of all I care that we keep returns below 4% in 2027", "we keep returns below 4% in 2027"),
        ("Det jag vill få in nu är 9 nya serviceavtal", "9 nya serviceavtal"),
        ("Framåt: vinn sju affärer i Q2", "vinn sju affärer i Q2"),
        ("Ur mejlet från Mona: Alla ska ha gjort 10 kundbesök i mars", "Alla ska ha gjort 10 kundbesök i mars"),
        ("sänk svinnet till 3 % tack", "sänk svinnet till 3 %"),
    ],
)
def test_talk_before_a_goal_is_left_out(said: str, goal: str) -> None:
    assert unframed(said) == goal


@pytest.mark.parametrize(
    "goal",
    [
        "När säsongen börjar, sälj 40 båtar",
        "By the end of May, hire two installers",
        "Tillsammans med partners, vinn 3 upphandlingar",
        "Team North wins 10 deals, so revenue rises by 5 %",
        "Svarstiden är under 4 timmar, men aldrig över 8",
        "Every store is staffed, so queues stay under 3 minutes",
        "Vi tappade tre kunder i höst, så nu ska vi behålla alla 40",
        "Försäljning: 10 avtal",
    ],
)
def test_what_belongs_to_the_goal_stays(goal: str) -> None:
    assert unframed(goal) == goal
