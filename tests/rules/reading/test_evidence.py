"""What speaks against a goal where no grammar does (rulebook §0, `rules.reading.evidence`)."""

from __future__ import annotations

from datetime import date

import pytest

from rules.policy import Policy
from rules.reading import outlook_of, read
from rules.reading.evidence import FAR, FARTHER, doubtful, weight, worth
from rules.reading.moods import begin
from rules.reading.wishes import wanted

TODAY = date(2026, 11, 23)


def weighed(text: str) -> int:
    it = outlook_of(text, TODAY, Policy.default())
    return weight(it, begin(it))


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("It was never what you and I had hoped for", "Win six dealers by May"),
        ("You never know with goals like these", "NPS 60 by June"),
        ("Most of it was said and done before we came", "We will win six dealers by May"),
        ("Det var inte vad vi hade hoppats på", "Vinn sex återförsäljare före maj"),
    ],
)
def test_prose_weighs_more_against_a_goal_than_a_wish_does(less: str, more: str) -> None:
    assert weighed(less) > weighed(more)
    assert weighed(more) < FAR


def test_a_wish_with_a_number_and_a_day_is_far_from_the_line() -> None:
    for text in ("Anna ska boka 40 möten i månaden till 30 juni 2027", "Book 40 meetings a month until 30 June 2027"):
        assert weighed(text) < 0
        assert not read(text, TODAY).reason


def test_the_verdict_is_the_sum_held_against_the_line() -> None:
    for text in ("It was never what you and I had hoped for", "Öka försäljningen", "Better service"):
        it = outlook_of(text, TODAY, Policy.default())
        assert doubtful(it, begin(it)) == (weighed(text) >= (FARTHER if wanted(it, begin(it)) else FAR))


def test_weights_are_whole_numbers_that_few_texts_can_add_up_to_too_much() -> None:
    assert 50 <= len(worth()) <= 400
    assert all(isinstance(value, int) and value and abs(value) <= 600 for value in worth().values())
