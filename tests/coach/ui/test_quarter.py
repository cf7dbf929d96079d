"""One whole quarter in a real browser: last year's deals in, goals, breakdown by own ratios, yes and no, weeks, a revision, the pack in
every form and language, closed and carried over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.coach.test_quarter import DEALS, last_year, words
from tests.coach.ui.conftest import Visit

pytestmark = pytest.mark.browser

STRATEGIC = """Mål
- Karin Lind ökar försäljningen från 8 Mkr 2026 till 10 Mkr 2027
- Karin Lind höjer kundnöjdheten (NKI) från 71 till 78 under 2027"""
WORDED = {
    "stänga 13 affärer": "Anna Berg ska stänga 13 affärer i Q1 2027",
    "boka 7 kundmöten": "Bo Ek ska boka 75 kundmöten i Q1 2027",
    "korta svarstiden": "Cia Dahl ska korta svarstiden till kunderna från 9 till 4 timmar senast 31 mars 2027",
}
SAID = (
    "Anna Berg ska stänga 10 affärer i Q1 2027", "Prislistan dröjer", "Säljaren sjuk i fem veckor", "Två demo i veckan",
    "Två mötesdagar i veckan",
)  # fmt: skip


class Calendar:
    """The page as a process of its own, on the day that the test says."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        self._day = folder / "today"
        self.day(date(2026, 11, 23))
        self._process = subprocess.Popen(
            [sys.executable, "tests/coach/ui/dated.py", str(self._day)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env={**os.environ, "COACH_DATABASE_URL": f"sqlite:///{folder / 'coach.db'}"},
        )  # fmt: skip
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def day(self, today: date) -> None:
        self._day.write_text(today.isoformat(), "utf-8")

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=20)


@pytest.fixture
def calendar(root: Path, tmp_path: Path) -> Iterator[Calendar]:
    made = Calendar(root, tmp_path)
    yield made
    made.stop()


class Manager(Visit):
    """A manager at the page."""

    def __init__(self, page: Any, calendar: Calendar) -> None:
        super().__init__(page, calendar)  # type: ignore[arg-type]
        self.calendar = calendar

    def on(self, today: date) -> None:
        """Another day: the page is opened anew, where it was."""
        self.calendar.day(today)
        self.page.reload()
        self.ready()

    def tab(self, name: str, shape: str = "") -> None:
        if self.page.get_attribute(f"#tab-{name}", "aria-selected") != "true":
            self.act(f"#tab-{name}")
        if shape:
            self.act(f"#sheet .view [data-shape={shape}]")

    def number(self, piece: str) -> int:
        return int(self.page.locator("article.goal", has_text=piece).first.get_attribute("data-goal"))

    def take(self, path: Path) -> str:
        """An export looked at and taken in; what the page said of it."""
        self.act("#sheet [data-act=crm]")
        self.page.set_input_files("#crm-file", path)
        self.act("#drawer .pri")
        self.page.wait_for_selector("#drawer form[data-act=crm-take]")
        said = str(self.page.inner_text("#drawer"))
        self.act("#drawer .pri")
        self.page.wait_for_function("!document.querySelector('#drawer').open")
        return said + str(self.page.inner_text("#toast"))

    def edit(self, number: int, text: str, why: str = "") -> None:
        card = self.goal(number)
        if not card.locator(".more").is_visible():
            card.locator(".opener").click()
        card.locator("[data-act=edit] >> nth=0").click()
        form = self.page.locator("form.editing")
        form.wait_for()
        form.locator("textarea").fill(text)
        form.locator("[name=owner]").fill(" ".join(text.split()[:2]))
        if why:
            form.locator("[name=why]").fill(why)
        self.act("form.editing .pri")

    def enter(self, number: int, value: str) -> None:
        form = self.goal(number).locator("form.entry >> nth=0")
        form.locator("[name=value]").fill(value)
        with self.page.expect_response(lambda answer: "component_server" in answer.url):
            form.locator("button").click()
        self.page.wait_for_timeout(60)


@pytest.fixture
def manager(browser: Any, calendar: Calendar) -> Iterator[Manager]:
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    made = Manager(context.new_page(), calendar)
    made.open()
    yield made
    context.close()
    assert made.foreign == []
    assert made.faults == []


def planned(manager: Manager) -> dict[str, int]:
    """From last year's deals to a quarter that everybody has said yes to; the numbers of the three goals."""
    page, folder = manager.page, manager.calendar.folder
    with page.expect_response(lambda answer: "component_server" in answer.url):
        page.select_option("#quarter", "2027-01-01")
    last_year(folder)
    manager.tab("followup")
    said = manager.take(folder / "deals.csv")
    assert "86 rader, lästa som HubSpot" in said
    manager.take(folder / "activities.csv")
    assert "redan inläst" in manager.take(folder / "deals.csv")

    manager.tab("goals")
    manager.say(STRATEGIC)
    manager.say("bryt ner mål 1")
    answer = manager.answer()
    assert "156 möten ÷ 26 affärer hittills = 6 möten per affär" in answer.replace("\u00a0", " ")
    assert "10 000 000 kr ÷ 200 000 kr per affär = 50 affärer" in answer.replace("\u00a0", " ").replace("\u202f", " ")
    manager.click(".turn:last-child .quicks button")
    for blank, text in WORDED.items():
        manager.edit(manager.number(blank.replace("[", "").replace("]", "")), text)
    for card in page.locator("article.goal", has=page.locator(".blank")).all()[::-1]:
        number = card.get_attribute("data-goal")
        card.locator(".opener").click()
        manager.act(f"article[data-goal='{number}'] [data-act=park]")
    numbers = {text.split()[0]: manager.number(text) for text in WORDED.values()}
    for name, number in numbers.items():
        if not manager.goal(number).locator(".more").is_visible():
            manager.goal(number).locator(".opener").click()
        with page.expect_response(lambda answer: "component_server" in answer.url):
            manager.goal(number).locator("[data-change=link]").select_option("2" if name == "Cia" else "1")
        page.wait_for_timeout(60)

    manager.tab("followup", "quarter")
    manager.act("[data-deed=agree]")
    assert "saknar ägarens ja" in page.inner_text("#drawer")
    page.keyboard.press("Escape")
    manager.tab("dialogue")
    assert "Att ta upp" in page.inner_text("#sheet")
    manager.act("#sheet .foot [data-shape=meet]")
    for _ in range(5):
        if page.get_attribute(".meet", "data-goal") == str(numbers["Bo"]):
            page.click(".fields-meet summary")
            page.fill("[data-act=refuse] [name=why]", "för högt")
            manager.act("[data-act=refuse] button")
            assert "Bo Ek sa nej 23 november 2026: för högt" in page.inner_text(".answered")
            page.fill(".agreeing [name=agreed]", "Två mötesdagar i veckan")
        manager.act(".agreeing [name=yes]")
        if page.is_enabled("[data-turn=next]"):
            manager.act("[data-turn=next]")
    manager.act(".end-meet [data-act=move]")
    assert "överenskomna" in page.inner_text("#toast")
    manager.on(date(2027, 1, 1))
    manager.tab("followup", "quarter")
    manager.act("[data-deed=start]")
    assert page.inner_text(".states [aria-current]") == "Pågår"
    return numbers


def weeks(manager: Manager, numbers: dict[str, int]) -> None:
    """Twelve Fridays: the CRM's export, meetings and response time by hand; a hinder, and one goal revised in between."""
    page = manager.page
    rows = [DEALS]
    for week in range(12):
        friday = date(2027, 1, 8) + timedelta(weeks=week)
        manager.on(friday)
        manager.tab("followup", "standing")
        if week % 2:
            rows.append(f"{1000 + week},Kund {week},Closed won,2027-01-02,{friday},Anna Berg,250000,SEK,,{friday} 10:00")
            path = manager.calendar.folder / f"week-{week}.csv"
            path.write_text("\n".join(rows), "utf-8")
            manager.take(path)
        manager.enter(numbers["Bo"], str(6 * (week + 1)))
        manager.enter(numbers["Cia"], f"{9 - week * 0.25:.2f}".replace(".", ","))
        if week == 5:
            revised(manager, numbers)
    assert "6 av 10" in manager.goal(numbers["Anna"]).inner_text()
    assert "72 av 75" in manager.goal(numbers["Bo"]).inner_text()
    # The deals of the year count towards the year's revenue as well.
    assert "1 500 000" in manager.goal(1).inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert page.locator(".track svg").count() >= 4


def revised(manager: Manager, numbers: dict[str, int]) -> None:
    page, number = manager.page, numbers["Anna"]
    manager.tab("followup", "week")
    form = manager.goal(number).locator("form[data-act=hinder]")
    if not form.is_visible():
        manager.goal(number).locator(".adding summary").click()
    for name, value in (
        ("text", "Prislistan dröjer"),
        ("adjustment", "Vi säljer till befintliga"),
        ("who", "Karin Lind"),
        ("by", "2027-02-19"),
    ):
        form.locator(f"[name={name}]").fill(value)
    manager.act(f"article[data-goal='{number}'] form[data-act=hinder] button")
    page.fill("form[data-act=decide] input", "Två demo i veckan")
    manager.act("form[data-act=decide] button")
    manager.tab("goals")
    manager.edit(number, "Anna Berg ska stänga 10 affärer i Q1 2027", "Säljaren sjuk i fem veckor")
    assert "10 affärer" in manager.goal(number).inner_text()
    if not manager.goal(number).locator(".more").is_visible():
        manager.goal(number).locator(".opener").click()
    manager.act(f"article[data-goal='{number}'] [data-act=yes]")


def packed(manager: Manager) -> None:
    """The pack in every form and language, each with what the quarter came to."""
    page, folder = manager.page, manager.calendar.folder
    manager.tab("dialogue")
    assert "Målvärdet har flyttats" not in page.inner_text(".raised >> nth=0")  # 13 to 10 is 23 %, and for a reason
    manager.act("#sheet [data-act=papers]")
    for language, heads in (("sv", ("Öppna hinder", "Beslut")), ("en", ("Open blockers", "Decisions"))):
        page.select_option("#drawer [name=language]", language)
        page.wait_for_selector(f"#papers-result a[href*='language={language}']")
        for form in ("md", "html", "pdf", "docx", "xlsx"):
            with page.expect_download() as coming:
                page.click(f"#papers-result [data-form={form}]")
            path = folder / coming.value.suggested_filename
            coming.value.save_as(path)
            found = words(path)
            for told in (*SAID, *heads):
                assert told in found, (path.name, told)
    page.keyboard.press("Escape")


def test_a_whole_quarter(manager: Manager) -> None:
    page = manager.page
    numbers = planned(manager)
    weeks(manager, numbers)
    packed(manager)

    manager.on(date(2027, 4, 1))
    manager.tab("followup", "quarter")
    manager.act("[data-deed=close]")
    assert page.inner_text(".states [aria-current]") == "Avslutat"
    manager.tab("dialogue")
    assert "3 missade" in page.inner_text("#sheet .lead")
    page.click(f"article[data-goal='{numbers['Anna']}'] .opener")
    manager.act(f"article[data-goal='{numbers['Anna']}'] [data-shape^=meet]")
    for answer in ("Ja, utan sjukdom", "Ingen", "En vikarie hade behövts", "Vikarie i tid"):
        page.fill(".lesson textarea", answer)
        manager.act(".lesson button")
    assert page.locator(".lesson").count() == 0
    manager.act(".bar-meet [data-shape=whole]")

    manager.tab("followup", "quarter")
    manager.act("[data-act=carry]")
    page.wait_for_selector("#tab-goals[aria-selected=true]")
    assert page.eval_on_selector("#quarter", "one => one.value") == "2027-04-01"
    assert "Anna Berg ska stänga 10 affärer" in page.inner_text("#panel")
    # The talk of the new quarter begins with what came, and asks for the days that have passed.
    assert "Med från kvartal 1 2027" in page.inner_text("#turns")
    assert "30 juni 2027" in page.inner_text(".quicks"), page.inner_text("#turns") + page.inner_text("#panel")
    # What was never cleared comes back, and so does what was learned.
    manager.tab("followup", "week")
    assert "Prislistan dröjer" in page.inner_text("#sheet")
    assert "En vikarie hade behövts" in page.inner_text("#sheet")
    manager.tab("dialogue")
    assert "Utfallet från kvartal 1 2027" in page.inner_text("#sheet")
    assert "Vikarie i tid" in page.inner_text("#sheet")
