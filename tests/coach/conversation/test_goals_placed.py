"""Goals told by where they stand: behind a period, a label, a stamp, a sign of one's own, above a mail's foot."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.bringing import brought
from coach.conversation.paste import Paste, paste
from coach.conversation.prose import unframed
from rules.policy import Policy

FOUND = {
    "Q1: 30 möten\nQ2: lansera nya sajten": ["30 möten", "lansera nya sajten"],
    "Jan 10 installs, Feb 12 installs": ["10 installs", "12 installs"],
    "Jan ska boka 10 möten, Maj ska sälja 12 båtar": ["Jan ska boka 10 möten", "Maj ska sälja 12 båtar"],
    "goal: sign 8 hotels | owner: Nina | by: 30 April": ["sign 8 hotels"],
    "Namn,Mål\nOlle,60 sålda markiser i mars\nSara,25 mässkontakter före påsk": ["60 sålda markiser i mars", "25 mässkontakter före påsk"],
    "Rep;Target\nTom;22 new garages by April\nIda;Cut late deliveries to 2%": ["22 new garages by April", "Cut late deliveries to 2%"],
    "[09:14] Sälj upp 35 kunder\n[09:16] Bo: Sänk frakten till 4 %": ["Sälj upp 35 kunder", "Sänk frakten till 4 %"],
    "§ 22 nya gym\n§ Roligare säljmöten": ["22 nya gym", "Roligare säljmöten"],
    "#1 more golf clubs\n#2 raise fees by 4%": ["more golf clubs", "raise fees by 4%"],
    "sell 700 cases to schools\nless paperwork for the reps\n--\nBirgit Holm\nHead of Accessories": [
        "sell 700 cases to schools",
        "less paperwork for the reps",
    ],
    "VECKA 7 / TEAM SYD\n\n4 signerade avtal\n25 besök var": ["4 signerade avtal", "25 besök var"],
    "First draft below, be gentle\n\nSell 14 organs by June": ["Sell 14 organs by June"],
    "Objective: Delight first-time buyers\nKR1: Refund rate under 3%": ["Delight first-time buyers", "Refund rate under 3%"],
    "goal 1: sell 40 kitchens, goal 2: cut complaints to 2%": ["sell 40 kitchens", "cut complaints to 2%"],
    "Mål nr 1\nSälja 20 badtunnor\n\nMål nr 2\n10 nya återförsäljare": ["Sälja 20 badtunnor", "10 nya återförsäljare"],
    "första målet teckna fem ramavtal punkt andra målet höja priset med fyra procent punkt": [
        "teckna fem ramavtal",
        "höja priset med fyra procent",
    ],
    "NKI 76, churn 3 %, 40 nya kunder": ["NKI 76", "churn 3 %", "40 nya kunder"],
}


def read(message: str) -> Paste:
    return paste(message, date(2026, 11, 23), Policy.default())


@pytest.mark.parametrize("message", FOUND)
def test_goals_are_found_where_they_are_placed(message: str) -> None:
    assert [goal.text for goal in read(message).goals] == FOUND[message]


def test_a_period_or_a_bracket_tells_its_field() -> None:
    assert [goal.deadline for goal in read("Q1: 30 möten\nQ2: 40 möten").goals] == [date(2027, 3, 31), date(2027, 6, 30)]
    assert [(goal.text, goal.owner) for goal in read("Sälja 40 båtar (ansvarig: Malin)").goals] == [("Sälja 40 båtar", "Malin")]
    table = "Name,Target\nLouise,18 new policies in May\nKen,12 new policies in May"
    assert [goal.owner for goal in read(table).goals] == ["Louise", "Ken"]


@pytest.mark.parametrize(
    ("said", "goal"),
    [
        ("Our boss wants us to cut complaints to 25 a month", "cut complaints to 25 a month"),
        ("ledningen vill att vi dubblar webbförsäljningen", "vi dubblar webbförsäljningen"),
        ("I want to hit 1,200 subscribers before summer", "hit 1,200 subscribers before summer"),
        ("we want to sell 360 boilers", "we want to sell 360 boilers"),
        ("my goal is 2 get the team certified by May", "get the team certified by May"),
        ("Budgeten är satt och därför ska Jens nå 4,1 Mkr i Q2", "Jens nå 4,1 Mkr i Q2"),
        ("tänkte typ 20 nya kunder, men osäker på om det är lagom", "20 nya kunder"),
        ("Jo owns renewals at 92%", "Jo owns renewals at 92%"),
        ("yo! new goal -> 15 new gyms by may :)", "15 new gyms by may"),
    ],
)
def test_a_goal_stands_without_its_frame(said: str, goal: str) -> None:
    assert (unframed(said) if "!" not in said else read(said).goals[0].text) == goal


@pytest.mark.parametrize(
    "message",
    [
        "Strategiskt mål: öka omsättningen till 40 Mkr 2027\n- boka 40 kundmöten i månaden\n- 12 nya ramavtal till 30 juni",
        "Strategiskt mål: nå 40 Mkr i omsättning 2027\n1. boka 40 kundmöten i månaden\n2. 12 nya ramavtal till 30 juni",
        "Strategic goal: grow revenue to 40 MSEK in 2027\n- book 40 meetings a month\n- 12 new contracts by 30 June",
        "Strategic: be the biggest in the north\n* book 40 meetings a month\n* 12 new contracts by 30 June",
    ],
)
def test_a_goal_behind_its_level_above_a_list_is_kept_and_gives_its_level_to_none_beneath(message: str) -> None:
    found = read(message).goals
    assert len(found) == 3
    assert [goal.level for goal in found] == ["strategic", None, None]


@pytest.mark.parametrize(
    ("goal", "asked"),
    [
        ("Omsättningen växer från 16 till 19 Mkr 2027, försäljningschefen äger målet", "bryt ner det"),
        ("Revenue grows from 1.6 to 1.9 million euros in 2027, the sales director owns it", "please break it down"),
    ],
)
def test_an_order_under_a_long_goal_is_no_part_of_it(goal: str, asked: str) -> None:
    assert [found.text for found in read(f"{goal}\n{asked}").goals] == [goal]


@pytest.mark.parametrize(
    ("message", "aim"),
    [
        ("bryt ner målet att öka omsättningen med 20 % 2027", "öka omsättningen med 20 % 2027"),
        ("break down our goal to grow revenue by 20% in 2027", "grow revenue by 20% in 2027"),
        ("please break down the goal of signing 12 new resellers by June", "signing 12 new resellers by June"),
    ],
)
def test_an_order_names_the_goal_it_is_about(message: str, aim: str) -> None:
    today = date(2026, 11, 23)
    assert [goal.text for goal in brought(message, read(message), (), today, Policy.default())] == [aim]
