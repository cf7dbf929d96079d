"""The goals found in messages as people write them: run-ons, lists in prose, asides, headings."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.paste import Paste, paste
from rules.policy import Policy

FOUND = {
    "Okej, första målet är att ringa tjugo kunder nästa är att anställa en säljare och sista är att sänka rabatten till 4 %": [
        "ringa tjugo kunder", "anställa en säljare", "sänka rabatten till 4 %",
    ],
    "Goal one sign six schools. Goal two cut late deliveries to 3 %": ["sign six schools", "cut late deliveries to 3 %"],
    "Här är planen: öka marginalen till 31 % och boka 40 möten i maj": ["öka marginalen till 31 %", "boka 40 möten i maj"],
    "Our aim is to win 12 clinics in May and get 30 trials started": ["win 12 clinics in May", "get 30 trials started"],
    "Målet är att vinna fem kommuner och att laget håller ihop": ["vinna fem kommuner", "laget håller ihop"],
    "höj snittordern till 900 kr, för lågt?": ["höj snittordern till 900 kr"],
    "raise the average order to 900 kr - too low?\nsell 12 boats by June - realistic??": [
        "raise the average order to 900 kr", "sell 12 boats by June",
    ],
    "*Nykund*\n- 9 avtal före juni\n*Befintliga*\n- 20 besök i mars": ["9 avtal före juni", "20 besök i mars"],
    "🔹 Nya kunder\nStänga 18 avtal\n\n🔹 Gamla kunder\nBesöka alla i Lund": ["Stänga 18 avtal", "Besöka alla i Lund"],
    "O1: Become the first choice\n  KR 1.1 45 clinics on the plan\n  KR 1.2 First order within 9 days": [
        "Become the first choice", "45 clinics on the plan", "First order within 9 days",
    ],
    "1 - Goals\n1.1 - Growth\nSell 40 boats by June\n1.2 - Service\nAnswer within 2 hours\n2 - Risks\nFuel prices": [
        "Sell 40 boats by June", "Answer within 2 hours",
    ],
    "Öka täckningsgraden till 36 %\n(taket läcker fortfarande)\nBesöka tio skolor\n\npuss o kram": [
        "Öka täckningsgraden till 36 %", "Besöka tio skolor",
    ],
    "- Sälja 900 lotter per klubb!!! Ingen slipper!!!\n- Tre nya sponsorer per klubb": [
        "Sälja 900 lotter per klubb", "Tre nya sponsorer per klubb",
    ],
    "Ingen i laget ska jobba över, och CRM:et ska vara igång 1 mars": ["Ingen i laget ska jobba över", "CRM:et ska vara igång 1 mars"],
    "> 4 nya avtal på städning av skolor och kontor senast den 30 juni 2027\n> färre klagomål\n\nLite bakgrund till det här är att "
    "vi i våras tappade en stor kund och sedan dess har haft det tungt i gruppen.": [
        "4 nya avtal på städning av skolor och kontor senast den 30 juni 2027", "färre klagomål",
    ],
    "Det vi sa var ett vi ska vinna fem skolor två vi ska sänka lagret till 3 mkr och tre ingen slutar": [
        "vi ska vinna fem skolor", "vi ska sänka lagret till 3 mkr", "ingen slutar",
    ],
    "två mål 1 få ut katalogen före april 2 sälja in avtal till hälften": ["få ut katalogen före april", "sälja in avtal till hälften"],
    "revenue 5M, gross margin 42%, NPS 60": ["revenue 5M", "gross margin 42%", "NPS 60"],
    "Strategiskt: bli störst på solceller\nOperativt: 30 besök i månaden": ["bli störst på solceller", "30 besök i månaden"],
    "* Growth\n  * 12 new logos\n* People\n  * everyone certified by May": ["12 new logos", "everyone certified by May"],
    "[Ida 10:02] sälja 30 båtar i maj\n[Omar 10:04] höja priset till 9 000 kr": ["sälja 30 båtar i maj", "höja priset till 9 000 kr"],
    "öka försäljningen till befintliga kunder i hela Norrland med 10 %\nboka fler möten\nhöja kundnöjdheten": [
        "öka försäljningen till befintliga kunder i hela Norrland med 10 %", "boka fler möten", "höja kundnöjdheten",
    ],
    "increase sales to our existing customers in the north of Sweden\nbook more meetings": [
        "increase sales to our existing customers in the north of Sweden", "book more meetings",
    ],
    "vi ska öka försäljningen till befintliga kunder i hela Norrland och\nboka fler möten med nya kunder i södra delen av landet": [
        "vi ska öka försäljningen till befintliga kunder i hela Norrland och boka fler möten med nya kunder i södra delen av landet",
    ],
    "We will raise the number of clinics that use our service before the end of\nQ2 and keep the ones we have": [
        "We will raise the number of clinics that use our service before the end of Q2 and keep the ones we have",
    ],
}  # fmt: skip


def read(message: str) -> Paste:
    return paste(message, date(2026, 11, 23), Policy.default())


@pytest.mark.parametrize(("message", "goals"), FOUND.items())
def test_goals_are_found_as_they_are_told(message: str, goals: list[str]) -> None:
    assert [goal.text.rstrip(".!") for goal in read(message).goals] == goals


@pytest.mark.parametrize(
    "goal",
    [
        "Öka försäljningen i butik 12 % samt webben 20 %",
        "Höja snittordern, exkl. frakt, till 14 500 kr",
        "Open an office in Oslo, with two reps",
        "Vi måste få ner churnen till 5 % före midsommar, annars ryker två tjänster",
    ],
)
def test_one_goal_is_left_whole(goal: str) -> None:
    assert [found.text for found in read(goal).goals] == [goal]


def test_a_coupled_goal_of_a_list_is_left_as_written() -> None:
    message = "- Öka marginalen till 31 % och boka 40 möten i maj\n- Anställa två säljare"
    assert len(read(message).goals) == 2


def test_an_arrow_tells_whose_a_goal_is() -> None:
    found = read("1. Leverera 95 % dag ett → Rebecka\n2. Höja priset från 10 -> 12 kr\n3. Ordning på returerna → ?").goals
    assert [goal.text for goal in found] == ["Leverera 95 % dag ett", "Höja priset från 10 -> 12 kr", "Ordning på returerna"]
    assert [goal.owner for goal in found] == ["Rebecka", None, None]
