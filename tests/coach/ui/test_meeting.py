"""The goal dialogue in a real browser: the set, the meeting by keyboard, the pack as files, the bonus; every width, light and dark, axe."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.coach.ui.conftest import Visit
from tests.coach.ui.test_followup import NOW, enter, followed

pytestmark = pytest.mark.browser

PASTE = f"""Mål
- Sara Ek bokar 120 kundmöten senast {NOW.end}
- Erik ringer 40 samtal per vecka till {NOW.end}
- Anna höjer NPS från 40 till 60 senast {NOW.end}"""


def opened(visit: Visit) -> None:
    followed(visit, PASTE)
    enter(visit, 1, "37")
    visit.act("#tab-dialogue")
    visit.page.wait_for_selector("#sheet .lead")


def at(visit: Visit) -> str:
    return str(visit.page.get_attribute(".meet", "data-goal"))


def turned(visit: Visit, key: str) -> str:
    with visit.page.expect_response(lambda answer: "component_server" in answer.url):
        visit.page.keyboard.press(key)
    visit.page.wait_for_timeout(80)
    return at(visit)


def test_the_meeting_is_held_by_keyboard(visit: Visit) -> None:
    page = visit.page
    opened(visit)
    visit.act("#sheet .foot [data-shape=meet]")
    assert at(visit) == "1"
    assert not page.is_visible("#talk")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert turned(visit, "ArrowRight") == "2"
    assert turned(visit, "PageDown") == "3"
    page.keyboard.press("ArrowRight")
    assert at(visit) == "3"
    assert turned(visit, "ArrowLeft") == "2"
    # What is half written waits for its goal, and an arrow in a field moves the caret, not the meeting.
    page.fill(".agreeing [name=agreed]", "Erik ringer före lunch")
    page.keyboard.press("ArrowLeft")
    assert at(visit) == "2"
    page.focus(".meet h2")
    assert turned(visit, "ArrowLeft") == "1"
    assert page.input_value(".agreeing [name=agreed]") == ""
    assert turned(visit, "ArrowRight") == "2"
    assert page.input_value(".agreeing [name=agreed]") == "Erik ringer före lunch"
    visit.act(".agreeing [name=yes]")
    assert "Erik har sagt ja till mål 2" in page.inner_text("#toast")
    assert page.input_value(".agreeing [name=agreed]") == ""
    assert "Erik ringer före lunch" in page.inner_text(".left")
    assert "✓ Erik sa ja" in page.inner_text(".answered")
    assert page.locator(".dots-meet .said").count() == 1
    visit.act("#toast .link")
    assert page.locator(".dots-meet .said").count() == 0
    page.click(".fields-meet summary")
    page.fill("[data-act=refuse] [name=why]", "40 är för många")
    visit.act("[data-act=refuse] button")
    assert "Erik sa nej" in page.inner_text(".answered")
    # A goal is changed where it stands, and the meeting goes on.
    visit.act(".agreeing [data-act=edit]")
    page.fill("form.editing textarea", f"Erik ringer 30 samtal per vecka till {NOW.end}")
    visit.act("form.editing .pri")
    assert "30 samtal" in page.inner_text(".meet h2")
    visit.act(".bar-meet [data-shape=whole]")
    assert page.is_visible("#talk")
    page.click("article[data-goal='3'] .opener")
    visit.act("article[data-goal='3'] [data-shape='meet-3']")
    assert at(visit) == "3"


def test_when_all_agree_the_quarter_is_agreed(visit: Visit) -> None:
    page = visit.page
    opened(visit)
    visit.act("#sheet .foot [data-shape=meet]")
    for _ in range(3):
        visit.act(".agreeing [name=yes]")
        if page.is_enabled("[data-turn=next]"):
            turned(visit, "ArrowRight")
    assert "Alla mål har ägarens ja" in page.inner_text(".end-meet")
    visit.act(".end-meet [data-act=move]")
    assert "överenskomna" in page.inner_text("#toast")
    visit.act("#tab-followup")
    visit.act("[data-shape=quarter]")
    assert page.inner_text(".states [aria-current]") == "Överenskommet"


def test_the_pack_is_fetched_from_an_address_of_its_own(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    opened(visit)
    visit.act("#sheet [data-act=papers]")
    page.check("#drawer [name=signed]")
    page.select_option("#drawer [name=language]", "en")
    page.wait_for_selector("#papers-result a[href*='language=en'][href*='signed=1']")
    for form in ("pdf", "docx", "xlsx", "html", "md"):
        with page.expect_download() as coming:
            page.click(f"#papers-result [data-form={form}]")
        assert coming.value.suggested_filename == f"goal-dialogue-{NOW.name}-en.{form}"
        coming.value.save_as(tmp_path / f"pack.{form}")
    read = pypdf.PdfReader(tmp_path / "pack.pdf")
    assert "Signatures" in "".join(sheet.extract_text() for sheet in read.pages)
    assert "/StructTreeRoot" in read.trailer["/Root"]
    address = page.get_attribute("#papers-result [data-form=md]", "href")
    visit.dead = True
    bare = page.request.get(visit.app.url + str(address).split("?", maxsplit=1)[0])
    assert bare.status == 404
    assert "annat lag" in bare.text()
    assert page.request.get(visit.app.url + str(address)).status == 200


def test_the_bonus_is_read_by_the_rules_as_it_is_filled_in(visit: Visit) -> None:
    page = visit.page
    opened(visit)
    visit.act("[data-shape=reward]")
    page.select_option("[name='goal.0']", "1")
    page.fill("[name='weight.0']", "100")
    page.fill("[name='reached.0']", "100")
    page.fill("[name='pays.0']", "100")
    page.wait_for_selector("#bonus-result >> text=från 0 till 100 %")
    assert page.locator("#bonus-result .mend").count() == 4
    visit.act("[data-act=open]")
    assert page.input_value("[name='weight.0']") == "100"
    visit.act("[data-shape=whole]")
    assert "Bonusen" in page.inner_text(".raised >> nth=0")


def axed(page: Any, place: str) -> None:
    page.wait_for_timeout(150)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")] == [], place


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_is_accessible(visit: Visit, width: int, scheme: str) -> None:
    page = visit.page
    opened(visit)
    page.emulate_media(color_scheme=scheme)
    page.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
    page.set_viewport_size({"width": width, "height": 844})
    if width <= 860:
        page.click("button[data-side=panel]")
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    page.click("article[data-goal='1'] .opener")
    for shape in ("whole", "reward", "meet"):
        visit.act(f"#sheet .view [data-shape={shape}]")
        if shape == "reward":
            visit.act("[data-act=bonus-example]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.querySelectorAll('.goals')].every(one => one.scrollWidth <= one.clientWidth + 1)"), shape
        axed(page, shape)
    visit.act(".bar-meet [data-shape=whole]")
    visit.act("#sheet [data-act=papers]")
    axed(page, "papers")
    address = page.get_attribute("#papers-result [data-form=html]", "href")
    other = page.context.browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 844}, bypass_csp=True)
    other.set_content(page.request.get(visit.app.url + str(address)).text())
    other.evaluate(axe)
    axed(other, "pack")
    assert other.evaluate("document.documentElement.scrollWidth") <= width
    other.close()


def test_the_meeting_begins_at_its_top(visit: Visit) -> None:
    page = visit.page
    opened(visit)
    page.set_viewport_size({"width": 390, "height": 500})
    page.click("button[data-side=panel]")
    page.evaluate("document.querySelector('.goals').scrollTop = 400")
    assert page.evaluate("document.querySelector('.goals').scrollTop") > 0
    visit.act("#sheet .foot [data-shape=meet]")
    assert page.evaluate("document.querySelector('.goals').scrollTop") == 0
