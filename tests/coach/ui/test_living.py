"""What a manager does on the page, in a real browser: paste, fill, accept, edit, undo, switch language, leave and come back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.coach.ui.conftest import App, Visit

pytestmark = pytest.mark.browser

PASTE = """Mål Q1
- öka försäljningen
- 40 kundmöten i månaden
- Sara ökar antalet nya kunder från 8 till 12 per månad senast 31 mars 2027"""
READY = "Sara ökar antalet nya kunder från 8 till 12 per månad senast 31 mars 2027"


def test_pasted_goals_become_cards_and_better_drafts(visit: Visit) -> None:
    page = visit.page
    visit.say(PASTE)
    assert page.locator("article.goal").count() == 3
    assert "Behöver skärpas" in visit.goal(1).inner_text()
    assert "Ägare saknas" in visit.goal(1).inner_text()
    assert "Klart" in visit.goal(3).inner_text()
    assert visit.goal(1).locator("mark").count() == 1
    assert page.locator("form.sug").count() == 2
    assert page.locator("form.sug >> nth=0 >> input.blank").count() >= 2
    more = visit.goal(1).locator(".more")
    assert more.is_hidden()
    visit.goal(1).locator(".opener").click()
    assert more.is_visible()
    more.locator(".why summary >> nth=0").click()
    assert "Regel" in more.locator(".why p >> nth=0").inner_text()
    more.locator(".why [data-act=guide] >> nth=0").click()
    page.wait_for_selector("#drawer details.chapter[open]")


def test_a_question_is_answered_by_a_quick_reply(visit: Visit) -> None:
    visit.say(PASTE)
    quick = visit.page.locator(".quicks button")
    assert quick.count() >= 2
    label = quick.nth(0).inner_text()
    visit.click(".quicks button >> nth=0")
    assert visit.page.locator("#turns .said").last.inner_text() == label
    assert "Ägare saknas" not in visit.goal(1).inner_text()
    assert visit.page.locator(".turn:first-child .quicks").count() == 0


@pytest.mark.parametrize("width", [1360, 390])
def test_the_question_stays_in_sight_below_many_rewordings(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 844})
    visit.say("- Öka försäljningen\n- Boka fler kundmöten\n- Höja NPS\n- Bättre hit rate\n- Fler leads")
    assert page.evaluate("document.querySelector('#log').scrollHeight > 1.2 * document.querySelector('#log').clientHeight")
    reply, foot = page.locator(".quicks button >> nth=0").bounding_box(), page.locator("#composer").bounding_box()
    assert reply is not None
    assert foot is not None
    assert reply["y"] + reply["height"] <= foot["y"]
    page.focus("form.sug >> nth=1 >> input.blank >> nth=0")
    field, held = page.locator("form.sug >> nth=1 >> input.blank >> nth=0").bounding_box(), page.locator(".held").bounding_box()
    assert field is not None
    assert held is not None
    assert field["y"] + field["height"] <= held["y"] + 1, "what is typed in is not hidden by it"


def test_a_rewording_is_filled_in_and_taken(visit: Visit) -> None:
    page = visit.page
    visit.say("Öka försäljningen")
    page.click("form.sug .pri")
    assert page.evaluate("document.activeElement.className") == "blank"
    for name, words in (("owner", "Anna"), ("baseline", "3,9 Mkr"), ("target", "4,4 Mkr"), ("end", "31 mars 2027")):
        for field in page.locator(f"form.sug input[name='blank.{name}']").all():
            field.fill(words)
    visit.click("form.sug .pri")
    text = visit.goal(1).locator(".txt").inner_text()
    assert "Anna" in text
    assert "4,4 Mkr" in text
    assert "[" not in text
    assert "Klart" in visit.goal(1).inner_text()


def test_a_goal_is_edited_in_place_and_the_edit_undone(visit: Visit) -> None:
    page = visit.page
    visit.say(READY)
    visit.goal(1).locator("[data-field=owner]").click()
    page.wait_for_selector("form.editing")
    assert page.evaluate("document.activeElement.name") == "owner"
    page.fill("form.editing input[name=owner]", "Försäljningschefen")
    page.fill("form.editing input[name=deadline]", "2027-06-30")
    visit.act("form.editing .pri")
    assert "Försäljningschefen" in visit.goal(1).inner_text()
    assert "30 juni 2027" in visit.goal(1).inner_text()
    visit.act("#toast [data-act=undo]")
    assert "Försäljningschefen" not in visit.goal(1).inner_text()
    visit.goal(1).locator(".opener").click()
    visit.act("[data-act=remove]")
    assert visit.goal(1).count() == 0
    visit.act("#panel [data-act=undo]")
    assert visit.goal(1).count() == 1
    visit.goal(1).locator(".opener").click()
    visit.goal(1).locator("[data-act=history]").click()
    page.wait_for_selector("#drawer ol.plain li")
    assert "Försäljningschefen" in page.inner_text("#drawer")


def test_the_owners_yes_is_recorded_and_falls_with_a_change(visit: Visit) -> None:
    visit.say(READY)
    visit.goal(1).locator(".opener").click()
    visit.act("[data-act=yes]")
    assert "Överenskommet" in visit.goal(1).inner_text()
    visit.goal(1).locator("[data-act=edit] >> nth=0").click()
    visit.page.fill("form.editing textarea", READY.replace("12", "14"))
    visit.act("form.editing .pri")
    assert "Överenskommet" not in visit.goal(1).inner_text()


def test_the_language_is_switched_in_the_middle_of_the_talk(visit: Visit) -> None:
    page = visit.page
    visit.say(PASTE)
    swedish = visit.answer()
    page.fill("#message", "ett halvt ord")
    page.click("header a[lang=en]")
    page.wait_for_url("**/en/")
    visit.ready()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("article.goal").count() == 3
    assert "Who owns" in visit.answer()
    assert visit.answer() != swedish
    assert "öka försäljningen" in page.inner_text("#turns .said")
    assert page.input_value("#message") == "ett halvt ord"
    visit.click(".quicks button >> nth=0")
    page.click("header a[lang=sv]")
    visit.ready()
    assert visit.length() == 2
    assert "Operativa" in page.inner_text("#panel")


def test_a_reload_and_a_second_tab_show_the_same(visit: Visit, context: Any, app: App) -> None:
    page = visit.page
    visit.say(PASTE)
    page.reload()
    visit.ready()
    assert visit.length() == 1
    assert page.locator("article.goal").count() == 3
    other = Visit(context.new_page(), app)
    other.open()
    assert other.length() == 1
    other.say("ta bort mål 2")
    page.wait_for_function("document.querySelectorAll('#turns .turn').length == 2")
    assert visit.goal(2).count() == 0
    assert other.faults == []


def test_two_tabs_that_edit_one_goal_are_told(visit: Visit, context: Any, app: App) -> None:
    visit.say(READY)
    other = Visit(context.new_page(), app)
    other.open()
    for tab in (visit, other):
        tab.goal(1).locator("[data-field=owner]").click()
        tab.page.wait_for_selector("form.editing")
    other.page.fill("form.editing textarea", READY.replace("12", "13"))
    other.act("form.editing .pri")
    visit.page.fill("form.editing textarea", READY.replace("12", "14"))
    visit.act("form.editing .pri")
    told = visit.page.locator("form.conflict")
    assert "till 13" in told.inner_text()
    assert "till 14" in told.locator("textarea").input_value()
    visit.act("form.conflict .pri")
    assert "till 14" in visit.goal(1).inner_text()


def test_a_server_killed_in_mid_turn_loses_nothing(visit: Visit, app: App) -> None:
    page = visit.page
    visit.say(PASTE)
    visit.dead = True

    # The message is on its way when the server dies.
    def killed(route: Any) -> None:
        if app.process and app.process.poll() is None:
            app.kill()
        route.abort()

    page.route(re.compile("component_server"), killed)
    page.fill("#message", "jag äger alla")
    page.press("#message", "Enter")
    page.wait_for_selector("#pending [role=alert]")
    assert "jag äger alla" in page.inner_text("#pending")
    page.unroute(re.compile("component_server"))
    app.start()
    page.click("#pending button")
    page.wait_for_function("document.querySelectorAll('#turns .turn').length == 2 && !document.querySelector('#pending')")
    assert "Ägare saknas" not in visit.goal(1).inner_text()
    app.kill()
    app.start()
    page.reload()
    visit.ready()
    assert visit.length() == 2
    assert "jag äger alla" in page.inner_text("#turns")
    page.wait_for_timeout(200)
    visit.faults.clear()


def test_a_message_that_was_answered_unseen_is_not_answered_twice(visit: Visit, app: App) -> None:
    """The server keeps the turn and dies before the browser has the answer: sent again after a reload, it stands there once."""
    page = visit.page
    visit.dead = True

    def lost(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route(re.compile("component_server"), lost)
    page.fill("#message", READY)
    page.press("#message", "Enter")
    page.wait_for_selector("#pending [role=alert]")
    page.unroute(re.compile("component_server"))
    page.reload()
    visit.ready()
    page.wait_for_function("!document.querySelector('#pending')")
    assert visit.length() == 1
    assert page.locator("article.goal").count() == 1
    visit.faults.clear()


def test_the_sample_team_comes_and_goes_with_one_click(visit: Visit) -> None:
    page = visit.page
    visit.say(READY)
    page.evaluate("document.querySelector('#panel').insertAdjacentHTML('beforeend','<button data-act=sample id=load>x</button>')")
    visit.act("#load")
    assert page.locator("article.goal").count() == 6
    visit.act("[data-act=unsample]")
    assert page.locator("article.goal").count() == 1


@pytest.mark.parametrize("example", [0, 1, 2, 3])
def test_an_empty_page_invites(visit: Visit, example: int) -> None:
    visit.click(f"#start button >> nth={example}")
    assert visit.page.locator("article.goal").count() == (1, 3, 0, 0)[example]
    assert visit.answer()
