"""Whom the page reaches: every width, light and dark, the keyboard alone, screen readers (axe), and no foreign word that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from tests.coach.ui.conftest import App, Visit

pytestmark = pytest.mark.browser

ATTACK = '<img src=x onerror="alert(1)"><script>alert(2)</script>" onmouseover="alert(3) `${alert(4)}` {{value}}'
PASTE = f"""Mål Q1
- öka försäljningen
- 40 kundmöten i månaden {ATTACK}
- Omsättningen växer från 16 till 19 Mkr senast 31 december 2027
- Sara ökar antalet nya kunder från 8 till 12 per månad senast 31 mars 2027"""


def test_nothing_written_can_act(visit: Visit) -> None:
    page = visit.page
    visit.say(PASTE)
    visit.say(ATTACK)
    assert "<script>alert(2)</script>" in visit.goal(2).inner_text()
    visit.goal(1).locator("[data-field=owner]").click()
    page.fill("form.editing input[name=owner]", ATTACK[:110])
    visit.act("form.editing .pri")
    assert "<script>" in visit.goal(1).inner_text()
    visit.goal(1).locator(".opener").click()
    for act in ("history", "message"):
        visit.goal(1).locator(f"[data-act={act}]").click()
        page.wait_for_selector("#drawer[open]")
        page.keyboard.press("Escape")
    visit.act("[data-shape=map]")
    page.reload()
    visit.ready()
    assert page.locator("#app img, #app script, #app [onmouseover], #app [onerror]").count() == 0


@pytest.mark.parametrize("width", [390, 860, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read_at_any_width_in_light_and_dark(browser: Any, app: App, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    visit = Visit(context.new_page(), app)
    visit.open()
    visit.say(f"{PASTE}\n- {'x' * 200}")
    page = visit.page
    narrow = width <= 860
    for side in ("talk", "panel"):
        if narrow:
            page.click(f"button[data-side={side}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = (
            "[...document.querySelectorAll('#log, .goals')].filter(one => one.offsetParent && one.scrollWidth > one.clientWidth + 1).length"
        )
        assert page.evaluate(wide) == 0
    ink, card = page.evaluate("['color', 'backgroundColor'].map(name => getComputedStyle(document.querySelector('.goal'))[name])")
    lit = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, card)]
    assert abs(lit[0] - lit[1]) > 400
    assert (lit[0] < lit[1]) is (scheme == "light")
    assert "IBM Plex Sans" in page.evaluate("getComputedStyle(document.querySelector('.goal')).fontFamily")
    context.close()
    assert visit.foreign == []
    assert visit.faults == []


def test_everything_can_be_done_by_keyboard(visit: Visit) -> None:
    page = visit.page

    def key(name: str, times: int = 1) -> None:
        for _ in range(times):
            page.keyboard.press(name)

    def reach(query: str, most: int = 60) -> None:
        """Tab until the focus is there, as a person without a mouse does."""
        for _ in range(most):
            if page.evaluate("query => document.activeElement.matches(query)", query):
                return
            key("Tab")
        raise AssertionError(query)

    page.evaluate("document.activeElement.blur()")
    reach(".skip")
    assert page.locator(".skip").bounding_box()["x"] == 12
    key("Enter")
    assert page.evaluate("document.activeElement.id") == "message"
    before = visit.length()
    page.keyboard.type("Öka försäljningen")
    key("Enter")
    visit.answered(before)
    page.focus("#log")
    reach("form.sug input.blank")
    page.keyboard.type("Anna")
    reach(".quicks button, form.sug .pri")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.focus("#message")
    reach("[data-open]")
    key("Enter")
    assert visit.goal(1).locator(".more").is_visible()
    reach(".acts [data-act=edit]")
    key("Enter")
    page.wait_for_selector("form.editing textarea:focus")
    key("Escape")
    page.wait_for_selector("article[data-goal='1']")
    page.focus("header [data-act=guide]")
    key("Enter")
    page.wait_for_selector("#drawer[open]")
    key("Tab", 3)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    key("Escape")
    assert page.evaluate("document.activeElement.dataset.act") == "guide"


@pytest.fixture
def axe(visit: Visit) -> Iterator[Any]:
    """Runs axe-core where the page stands, and gives what is serious."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    visit.page.evaluate(source)

    def run() -> list[str]:
        # Transitions and fading toasts are not what is looked at.
        visit.page.wait_for_timeout(150)
        found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {node['html'][:160]}" for one in grave for node in one["nodes"]]

    return run


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, axe: Any, scheme: str) -> None:
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    page.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
    assert axe() == []
    visit.say(PASTE)
    assert axe() == []
    for card in page.locator(".opener").all():
        card.click()
    for why in page.locator(".why summary").all()[:3]:
        why.click()
    assert axe() == []
    visit.goal(1).locator("[data-act=edit] >> nth=0").click()
    page.wait_for_selector("form.editing")
    assert axe() == []
    page.keyboard.press("Escape")
    for shape in ("map", "need"):
        visit.act(f"[data-shape={shape}]")
        assert axe() == []
    for act in ("guide", "settings"):
        visit.act(f"header [data-act={act}]")
        assert axe() == []
        page.keyboard.press("Escape")
    visit.act("#panel [data-act=import]")
    assert axe() == []
