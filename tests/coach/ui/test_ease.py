"""What spares a manager time and annoyance, in a real browser: nothing moves, nothing is covered, the keyboard stays where it was."""

from __future__ import annotations

from typing import Any

import pytest

from tests.coach.ui.conftest import App, Visit

pytestmark = pytest.mark.browser

GOALS = """Mål
- Omsättningen växer från 16 till 19 Mkr senast 31 december 2027, försäljningschefen ansvarar
- Sara ökar antalet nya kunder från 8 till 12 per månad senast 31 mars 2027
- Erik bokar 40 möten senast 31 mars 2027
- Öka försäljningen"""
BOXES = "nodes => nodes.map(node => node.getBoundingClientRect()).map(box => [box.x, box.width])"


def test_a_change_of_view_moves_no_word_of_the_switch(visit: Visit) -> None:
    page = visit.page
    visit.say(GOALS)
    for places, press in ((".view button", "[data-shape=need]"), ("#tabs button", "#tab-dialogue")):
        before = page.eval_on_selector_all(places, BOXES)
        visit.act(press)
        assert page.eval_on_selector_all(places, BOXES) == before
        visit.act("[data-shape=list]" if "view" in places else "#tab-goals")


def test_cards_have_the_same_width_with_and_without_a_scroll_bar(visit: Visit) -> None:
    page = visit.page
    visit.say(GOALS)
    page.set_viewport_size({"width": 1360, "height": 1400})
    whole = visit.goal(2).bounding_box()
    page.set_viewport_size({"width": 1360, "height": 500})
    cut = visit.goal(2).bounding_box()
    assert whole is not None
    assert cut is not None
    assert (whole["x"], whole["width"]) == (cut["x"], cut["width"])


@pytest.mark.parametrize(("width", "covered"), [(1360, ".quicks"), (1360, "#composer"), (1360, "[data-act=import]"), (390, ".foot")])
def test_what_is_told_covers_nothing_that_is_pressed(visit: Visit, width: int, covered: str) -> None:
    page = visit.page
    visit.say(GOALS)
    visit.goal(3).locator(".opener").click()
    visit.act("[data-goal='3'] [data-act=park]")
    page.set_viewport_size({"width": width, "height": 860})
    if width < 600:
        page.click("button[data-side=panel]")
    told, other = page.locator("#toast").bounding_box(), page.locator(covered).last.bounding_box()
    assert told is not None
    assert other is not None
    beside = told["x"] >= other["x"] + other["width"]
    assert beside or told["y"] >= other["y"] + other["height"] or told["y"] + told["height"] <= other["y"]


def test_undo_of_what_was_told_is_gone_when_something_else_was_done(visit: Visit) -> None:
    visit.say(GOALS)
    visit.goal(3).locator(".opener").click()
    visit.act("[data-goal='3'] [data-act=park]")
    assert visit.page.is_visible("#toast [data-act=undo]")
    visit.say("hur många mål ska vi ha?")
    assert not visit.page.is_visible("#toast")


def test_the_yes_and_the_link_are_one_press_away(visit: Visit) -> None:
    page = visit.page
    visit.say(GOALS)
    visit.act("[data-goal='2'] .next [data-act=yes]")
    assert "Sara har sagt ja" in visit.goal(2).inner_text()
    visit.act("#toast [data-act=undo]")
    visit.goal(2).locator("[data-link]").click()
    assert page.evaluate("document.activeElement.dataset.change") == "link"
    with page.expect_response(lambda answer: "component_server" in answer.url):
        page.select_option("select[data-number='2']", "1")
    page.wait_for_selector("[data-goal='2'] .meta :text('Stödjer 1')")
    assert page.evaluate("document.activeElement.dataset.number") == "2"


def test_a_goal_is_written_on_and_not_written_over(visit: Visit) -> None:
    page = visit.page
    visit.say("Sara bokar 40 möten")
    visit.goal(1).locator(".opener").click()
    visit.goal(1).locator("[data-act=edit] >> nth=-1").click()
    page.wait_for_selector("form.editing")
    page.keyboard.type(" senast 31 mars 2027")
    assert page.input_value("form.editing textarea") == "Sara bokar 40 möten senast 31 mars 2027"


def test_a_value_entered_leaves_the_keyboard_at_its_goal(visit: Visit) -> None:
    page = visit.page
    visit.say(GOALS)
    visit.act("#tab-followup")
    page.fill("[data-goal='3'] form.entry [name=value]", "12")
    with page.expect_response(lambda answer: "component_server" in answer.url):
        page.press("[data-goal='3'] form.entry [name=value]", "Enter")
    page.wait_for_selector("#toast")
    assert page.evaluate("document.activeElement.closest('[data-goal]').dataset.goal") == "3"


def test_what_it_takes_reads_sums_as_they_are_written_and_says_what_it_cannot_read(visit: Visit) -> None:
    page = visit.page
    visit.say(GOALS)
    visit.act("[data-shape=need]")
    page.fill(".need [name=revenue]", "0,9 Mkr")
    page.fill(".need [name=order_value]", "45 tkr")
    page.wait_for_function("document.querySelector('.sheet td')?.textContent === '20'")
    page.fill(".need [name=hit_rate]", "150")
    page.wait_for_selector(".need [name=hit_rate][aria-invalid=true]")
    assert "högst 100" in page.inner_text("#need-result")
    page.fill(".need [name=hit_rate]", "25 %")
    page.wait_for_selector(".need [name=hit_rate]:not([aria-invalid])")
    assert "80" in page.inner_text("#need-result")
    page.reload()
    visit.ready()
    assert page.input_value(".need [name=order_value]") == "45 tkr", "the part of the tab that was shown is shown again"


def test_what_is_half_written_outlives_a_reload_and_another_language(visit: Visit) -> None:
    page = visit.page
    visit.say(GOALS)
    page.fill("form.sug >> nth=0 >> input.blank >> nth=0", "Anna")
    visit.goal(2).locator("[data-field=owner]").click()
    page.fill("form.editing [name=owner]", "Sara Ek")
    page.fill("form.editing textarea", "Sara ökar antalet nya kunder från 8 till 13")
    page.click("header a[lang=en]")
    page.wait_for_url("**/en/")
    visit.ready()
    assert page.input_value("form.editing [name=owner]") == "Sara Ek"
    assert page.input_value("form.editing textarea") == "Sara ökar antalet nya kunder från 8 till 13"
    assert page.input_value("form.sug >> nth=0 >> input.blank >> nth=0") == "Anna"
    visit.act("form.editing .pri")
    page.reload()
    visit.ready()
    assert page.locator("form.editing").count() == 0, "what is saved is not half written"
    assert "till 13" in visit.goal(2).inner_text()


def test_an_edit_that_was_left_open_still_meets_the_other_window(visit: Visit, context: Any, app: App) -> None:
    page = visit.page
    visit.say(GOALS)
    visit.goal(2).locator("[data-field=owner]").click()
    page.fill("form.editing textarea", "Sara ökar antalet nya kunder från 8 till 13")
    page.reload()
    visit.ready()
    other = Visit(context.new_page(), app)
    other.open()
    other.say("ändra ägaren på tvåan till Erik")
    visit.act("form.editing .pri")
    assert "till 12" in page.inner_text("form.conflict")
