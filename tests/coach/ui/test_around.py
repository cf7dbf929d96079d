"""Around the goals, in a real browser: map and links, what it takes, guide, settings, import, copying, all data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.coach.ui.conftest import Visit

pytestmark = pytest.mark.browser

SAMPLE = "#panel [data-act=sample]"


def test_the_map_shows_what_carries_what_and_links_by_drag_and_by_choice(visit: Visit) -> None:
    page = visit.page
    visit.act(SAMPLE)
    visit.act("[data-shape=map]")
    assert page.locator("[data-drop='1'] [data-drag]").count() == 2
    assert page.locator(".loose [data-drag]").count() == 2
    assert "40 kundmöten per månad = 120 i kvartalet" in page.inner_text(".loose")
    assert "42 000 → 48 000 kr" in page.inner_text("[data-drop='1']").replace("\u00a0", " ")
    page.drag_and_drop("[data-drag='5']", "[data-drop='2'] .trunk")
    page.wait_for_selector("[data-drop='2'] [data-drag='5']")
    visit.act("[data-shape=list]")
    visit.goal(6).locator(".opener").click()
    page.select_option("select[data-number='6']", "2")
    page.wait_for_function("document.querySelector('[data-goal=\"2\"] .meta').textContent.includes('5 och 6')")


def test_what_it_takes_follows_the_figures_at_once(visit: Visit) -> None:
    page = visit.page
    visit.act(SAMPLE)
    visit.act("[data-shape=need]")
    assert page.inner_text(".sheet tbody tr >> nth=0").split() == ["Affärer", "18", "0,4"]
    page.fill("input[name=order_value]", "50 000")
    page.wait_for_function("document.querySelector('.sheet td').textContent === '15'")
    page.reload()
    visit.ready()
    visit.act("[data-shape=need]")
    assert page.input_value("input[name=order_value]") == "50 000"


def test_the_goals_are_printed_alone_and_dark_on_light(visit: Visit) -> None:
    page = visit.page
    visit.act(SAMPLE)
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.is_visible("#talk")
    assert not page.is_visible("#panel .foot")
    assert page.is_visible("article[data-goal='6']")
    ink = page.eval_on_selector("article[data-goal='1']", "node => getComputedStyle(node).color")
    assert ink == "rgb(27, 36, 48)"
    page.emulate_media(media="screen")


def test_numbers_told_in_the_talk_stand_under_what_it_takes(visit: Visit) -> None:
    page = visit.page
    for words in ("Öka omsättningen från 12 till 14 Mkr 2027, ägare vd", "bryt ner mål 1", "snittorder 45 tkr", "vi stänger var fjärde"):
        visit.say(words)
    assert "4 offerter per affär" in visit.answer()
    visit.act("[data-shape=need]")
    assert page.input_value("input[name=order_value]") == "45000"
    assert page.input_value("input[name=hit_rate]") == "25"


def test_the_guide_is_read_and_searched(visit: Visit) -> None:
    page = visit.page
    page.click("header [data-act=guide]")
    page.wait_for_selector("details.chapter")
    assert page.locator("details.chapter").count() == 13
    page.fill("input[name=query]", "hur många mål ska vi ha?")
    page.wait_for_function("document.querySelectorAll('details.chapter').length < 13")
    assert "3–5" in page.inner_text("details.chapter[open]")
    page.keyboard.press("Escape")
    assert page.locator("#drawer[open]").count() == 0


def test_a_bound_is_set_with_its_reason_and_taken_back(visit: Visit) -> None:
    page = visit.page
    visit.act(SAMPLE)
    visit.act("header [data-act=settings]")
    page.fill("#bound-operational_high", "3")
    page.fill("form[data-name=operational_high] input[name=reason]", "Vi är bara två <b>säljare</b>")
    visit.act("form[data-name=operational_high] .btn")
    assert "Vi är bara två <b>säljare</b>" in page.inner_text("form[data-name=operational_high]")
    assert page.locator(".meter.over").count() == 1
    visit.act("form[data-name=operational_high] [data-act=unbound]")
    assert page.locator(".meter.over").count() == 0
    assert "ingenting skickas" in page.inner_text("#drawer")


@pytest.mark.parametrize(
    ("name", "rows", "goals"), [("mål.csv", "Mål;Ägare;Deadline\nÖka försäljningen;Anna;2027-03-31\n40 kundmöten i månaden;;\n", 2)]
)
def test_a_file_with_known_columns_is_taken_in_at_once_and_undone(visit: Visit, tmp_path: Path, name: str, rows: str, goals: int) -> None:
    page = visit.page
    file = tmp_path / name
    file.write_text(rows, "utf-8")
    page.click("#panel [data-act=import]")
    page.wait_for_selector("#drawer .file")
    assert "Ingen fil vald" in page.inner_text("#drawer")
    page.set_input_files("#import-file", file)
    assert name in page.inner_text("#drawer .file"), "in the page's words, not the browser's"
    page.click("#drawer .pri")
    page.wait_for_selector("article.goal")
    assert page.locator("article.goal").count() == goals
    assert "Anna" in visit.goal(1).inner_text()
    assert "31 mars 2027" in visit.goal(1).inner_text()
    visit.act("#toast [data-act=undo]")
    assert page.locator("article.goal").count() == 0


def test_columns_are_asked_for_only_where_their_names_say_nothing(visit: Visit, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["<img src=x onerror=alert(1)>", "Vem"])
    book.active.append(["Öka försäljningen", "Anna"])
    file = tmp_path / "<b>mål.xlsx"
    book.save(file)
    page = visit.page
    page.click("#panel [data-act=import]")
    page.set_input_files("#import-file", file)
    page.click("#drawer .pri")
    page.wait_for_selector("select[name='column.0']")
    assert page.input_value("select[name='column.0']") == "text"  # no name says so: the longest words
    assert page.input_value("select[name='column.1']") == "owner"
    assert "<img src=x" in page.inner_text("#drawer")
    assert "<b>mål.xlsx" in page.inner_text("#drawer")
    page.click("#drawer .pri")
    page.wait_for_selector("article.goal")
    assert "Öka försäljningen" in visit.goal(1).inner_text()
    assert "Anna" in visit.goal(1).inner_text()


def test_the_set_is_copied_as_text_table_and_mail(visit: Visit) -> None:
    page = visit.page
    visit.act(SAMPLE)

    def copied(form: str) -> str:
        page.click(".menu summary")
        visit.act(f"[data-form={form}]")
        return str(page.evaluate("navigator.clipboard.readText()"))

    assert "5. 40 kundmöten i månaden" in copied("text")
    table = [line.split("\t") for line in copied("table").splitlines()]
    assert {len(row) for row in table} == {6}
    assert len(table) == 7
    assert copied("mail").startswith("Hej!")
    visit.goal(1).locator(".opener").click()
    visit.goal(1).locator("[data-act=message]").click()
    page.wait_for_selector("textarea.ready")
    assert "Omsättningen växer" in page.input_value("textarea.ready")


def test_a_quarter_has_goals_and_a_talk_of_its_own(visit: Visit) -> None:
    page = visit.page
    visit.say("Öka försäljningen")
    first = page.input_value("#quarter")
    other = page.locator("#quarter option").last.get_attribute("value")
    page.select_option("#quarter", other)
    page.wait_for_selector("#start:not([hidden])")
    assert page.locator("article.goal").count() == 0
    page.select_option("#quarter", first)
    page.wait_for_selector("article.goal")
    assert visit.length() == 1


def test_all_data_can_be_had_and_deleted(visit: Visit, context: Any) -> None:
    page = visit.page
    visit.say("Öka försäljningen")
    document = json.loads(context.request.get(f"{visit.app.url}/export").text())
    assert document["format"] == "coach"
    assert any("Öka försäljningen" in row["text"] for row in document["revision"])
    visit.act("header [data-act=settings]")
    page.click(".danger summary")
    visit.act("[data-act=delete]")
    page.wait_for_selector("#start:not([hidden])")
    assert "Öka försäljningen" not in context.request.get(f"{visit.app.url}/export").text()
