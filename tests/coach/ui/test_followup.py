"""The tab for follow-up in a real browser: values in, put right and taken back, the weekly meeting, the quarter's state, files out."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from coach.ui.tracking import PARTS
from rules.arithmetic.quarters import Quarter, quarter_of
from tests.coach.ui.conftest import Visit

pytestmark = pytest.mark.browser

TODAY = date.today()
NOW: Quarter = quarter_of(TODAY, 1)
PASTE = f"""Mål
- Sara bokar 120 kundmöten senast {NOW.end}
- Erik ringer 40 samtal per vecka till {NOW.end}
- Bättre uppföljning av offerter"""


def followed(visit: Visit, paste: str = PASTE, quarter: Quarter = NOW) -> None:
    """Goals of a quarter, and the tab open."""
    with visit.page.expect_response(lambda answer: "component_server" in answer.url):
        visit.page.select_option("#quarter", quarter.begin.isoformat())
    visit.page.wait_for_timeout(60)
    visit.say(paste)
    visit.act("#tab-followup")


def enter(visit: Visit, number: int, value: str, day: date = TODAY) -> None:
    card = visit.goal(number).locator("form.entry >> nth=0")
    card.locator("[name=value]").fill(value)
    card.locator("[name=day]").fill(day.isoformat())
    with visit.page.expect_response(lambda answer: "component_server" in answer.url):
        card.locator("button").click()
    visit.page.wait_for_timeout(60)


def part(visit: Visit, name: str) -> None:
    visit.act(f"[data-shape={name}]")


def test_an_empty_tab_invites(visit: Visit) -> None:
    page = visit.page
    visit.act("#tab-followup")
    assert page.get_attribute("#tab-followup", "aria-selected") == "true"
    assert "Här ser du hur det går" in page.inner_text("#sheet")
    page.click("#sheet [data-tab=goals]")
    page.wait_for_selector("#tab-goals[aria-selected=true]")
    page.wait_for_selector("#sheet .empty >> text=Här växer dina mål fram")


def test_the_tabs_are_moved_between_by_arrows_and_remembered(visit: Visit) -> None:
    page = visit.page
    page.focus("#tab-goals")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-followup"
    assert page.get_attribute("#tab-goals", "tabindex") == "-1"
    page.wait_for_selector("#sheet >> text=Här ser du hur det går")
    page.reload()
    visit.ready()
    assert page.get_attribute("#sheet", "aria-labelledby") == "tab-followup"
    page.focus("#tab-followup")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.id") == "tab-goals"
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute("#tabs [role=tab]:last-child", "aria-selected") == "true"


def test_a_value_is_entered_corrected_and_taken_back(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    assert "Börja med ett värde" in page.inner_text("#sheet")
    assert "Går inte att följa än" in page.inner_text("#sheet")
    enter(visit, 1, "37,5")
    goal = visit.goal(1)
    assert "37,5 av 120" in goal.inner_text()
    goal.locator(".opener").click()
    assert goal.locator(".more svg:visible").count() == 1
    assert "arbetsdagar" in goal.locator(".worked").inner_text()
    goal.locator("[data-act=correct]").click()
    form = goal.locator("form[data-replaces]")
    form.locator("[name=value]").wait_for()
    assert page.evaluate("document.activeElement.name") == "value"
    assert form.locator("[name=value]").input_value() == "37,5"
    form.locator("[name=value]").fill("41")
    form.locator("[name=note]").fill("ett möte till")
    visit.act("form[data-replaces] .pri")
    kept = goal.locator(".values li")
    assert kept.count() == 1
    assert "41\u00a0kundmöten" in kept.inner_text()
    assert "var 37,5" in kept.inner_text()
    assert "ett möte till" in kept.inner_text()
    visit.act("#toast [data-act=takeback]")
    assert "37,5 av 120" in goal.inner_text()
    assert "Rättat" not in goal.inner_text()


def test_what_is_half_written_stays(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    other = visit.goal(2).locator("form.entry [name=value]")
    other.fill("38")
    page.locator("article[data-goal='1'] form.entry [name=value]").fill("5")
    with page.expect_response(lambda answer: "component_server" in answer.url):
        page.keyboard.press("Enter")
    page.wait_for_timeout(60)
    assert "5 av 120" in visit.goal(1).inner_text()
    assert visit.goal(1).locator("form.entry [name=value]").input_value() == ""
    assert page.evaluate("[document.activeElement.name, document.activeElement.dataset.number]") == ["value", "1"]
    assert other.input_value() == "38"
    # As when one comes back from the CRM in another window.
    with page.expect_response(lambda answer: "component_server" in answer.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(60)
    assert other.input_value() == "38"


def test_what_is_no_value_and_no_day_is_told(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "många")
    assert "som ett tal" in page.inner_text("#toast")
    page.evaluate("document.querySelectorAll('#sheet input[type=date]').forEach(one => one.removeAttribute('max'))")
    enter(visit, 1, "3", TODAY + timedelta(days=1))
    assert "framtiden" in page.inner_text("#toast")
    assert "Inget utfall" in visit.goal(1).inner_text()


def test_the_goals_show_how_they_stand(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "120")
    assert "Nått" in visit.goal(1).inner_text()
    visit.act("#tab-goals")
    assert visit.goal(1).locator(".spark svg").count() == 1
    assert "Nått" in visit.goal(1).locator(".spark").inner_text()
    assert visit.goal(2).locator(".spark").count() == 0
    visit.act("article[data-goal='1'] .spark")
    page.wait_for_selector("#tab-followup[aria-selected=true]")


def test_a_hinder_comes_back_until_it_is_cleared(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "0")
    part(visit, "week")
    goal = visit.goal(1)
    form = goal.locator("form[data-act=hinder]")
    if not form.is_visible():
        goal.locator(".adding summary").click()
    form.locator("[name=text]").fill("Kalendrarna är fulla <b>")
    form.locator("[name=adjustment]").fill("korta möten")
    form.locator("[name=who]").fill("Anna")
    form.locator("[name=by]").fill((TODAY - timedelta(days=1)).isoformat())
    visit.act("article[data-goal='1'] form[data-act=hinder] button")
    assert "Kalendrarna är fulla <b>" in goal.locator(".hinders").inner_text()
    assert "Anna röjer" in goal.locator(".hinders").inner_text()
    assert "Kalendrarna" in page.inner_text(".late")
    page.reload()
    visit.ready()
    part(visit, "week")
    goal.locator("[data-act=unblock]").click()
    changed = goal.locator(".hinders form")
    changed.locator("[name=who]").fill("Bo")
    visit.act(".hinders form button[type=submit]")
    assert "Bo röjer" in goal.locator(".hinders").inner_text()
    visit.act("[data-act=clear]")
    assert goal.locator(".hinders").count() == 0
    assert page.locator(".late").count() == 0
    assert "Löst sedan sist: Kalendrarna" in goal.inner_text()
    visit.act("#toast [data-act=unclear]")
    assert "Bo röjer" in goal.locator(".hinders").inner_text()


def test_a_missed_goal_is_asked_about(visit: Visit) -> None:
    before = quarter_of(NOW.begin - timedelta(days=1), 1)
    followed(visit, PASTE.replace(str(NOW.end), str(before.end)), before)
    enter(visit, 1, "60", before.end)
    assert "Missat" in visit.goal(1).inner_text()
    part(visit, "week")
    asked = visit.goal(1).locator("form.lesson")
    assert "realistiskt" in asked.inner_text()
    asked.locator("textarea").fill("Nej, två säljare var borta")
    visit.act("form.lesson button")
    assert "Nej, två säljare var borta" in visit.goal(1).locator(".lessons").inner_text()
    assert "1 av 4" in visit.goal(1).inner_text()
    assert "träning" in visit.goal(1).locator("form.lesson").inner_text()
    # What was learned meets the next quarter's first meeting.
    visit.act("#tab-goals")
    followed(visit)
    part(visit, "week")
    assert "Nej, två säljare var borta" in visit.page.inner_text("#sheet")


def test_a_decision_is_kept_and_stands_in_the_report(visit: Visit, tmp_path: Any) -> None:
    page = visit.page
    followed(visit)
    part(visit, "week")
    page.fill("form[data-act=decide] input", "Vi bokar <i>två</i> möten om dagen")
    visit.act("form[data-act=decide] button")
    assert "Vi bokar <i>två</i> möten om dagen" in page.inner_text("#sheet")
    page.click("#sheet .menu summary")
    page.click("[data-act=report]")
    with page.expect_download() as coming:
        page.click(".months li:first-child [data-form=html]")
    path = tmp_path / "report.html"
    coming.value.save_as(path)
    assert "Vi bokar &lt;i&gt;två&lt;/i&gt; möten om dagen" in path.read_text("utf-8")


def test_the_quarter_goes_from_draft_to_the_next_quarter(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "50")
    part(visit, "quarter")
    current = "document.querySelector('.states [aria-current]').textContent"
    assert page.evaluate(current) == "Utkast"
    assert page.locator(".six li").count() == 6
    visit.act("[data-act=move]")
    assert "saknar ägarens ja" in page.inner_text("#drawer")
    assert "Mål 1, 2, 3" in page.inner_text("#drawer")
    page.fill("#drawer [name=reason]", "alla har sagt ja på mötet")
    visit.act("#drawer .pri")
    assert page.evaluate(current) == "Överenskommet"
    visit.act("#tab-goals")
    visit.goal(1).locator("[data-field=owner]").click()
    page.fill("form.editing textarea", f"Sara bokar 100 kundmöten senast {NOW.end}")
    page.fill("form.editing [name=why]", "en säljare slutar")
    visit.act("form.editing .pri")
    assert "100 kundmöten" in visit.goal(1).inner_text()
    visit.act("#tab-followup")
    part(visit, "standing")
    assert "50 av 100" in visit.goal(1).inner_text()
    part(visit, "quarter")
    visit.act("[data-act=move]")
    assert page.evaluate(current) == "Pågår"
    assert "Målvärden som har ändrats: 1." in page.inner_text(".six")
    assert "utan skäl" not in page.inner_text(".six")
    visit.act("[data-act=move]")
    if NOW.end > TODAY:
        assert "slutar" in page.inner_text("#drawer")
        page.fill("#drawer [name=reason]", "vi stänger tidigt")
        visit.act("#drawer .pri")
    assert page.evaluate(current) == "Avslutat"
    part(visit, "standing")
    enter(visit, 1, "51")
    assert "avslutat" in page.inner_text("#toast")
    part(visit, "quarter")
    visit.act("[data-act=carry]")
    page.wait_for_selector("#tab-goals[aria-selected=true]")
    page.wait_for_selector("article.goal")
    after = quarter_of(NOW.end + timedelta(days=1), 1)
    assert page.eval_on_selector("#quarter", "one => one.value") == after.begin.isoformat()
    assert page.locator("article.goal").count() == 3
    assert "Sara bokar 100" in page.inner_text("#panel")


def test_calendar_and_monthly_report_are_fetched(visit: Visit, tmp_path: Any) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "30")

    def fetched(query: str) -> tuple[str, str]:
        with page.expect_download() as coming:
            page.click(query)
        path = tmp_path / coming.value.suggested_filename
        coming.value.save_as(path)
        return path.name, path.read_text("utf-8")

    page.click("#sheet .menu summary")
    name, calendar = fetched("[data-act=calendar]")
    assert name == f"{NOW.name}.ics"
    assert "BEGIN:VCALENDAR" in calendar
    assert "120" in calendar.replace("\r\n ", "")
    page.click("#sheet .menu summary")
    page.click("[data-act=report]")
    page.wait_for_selector("#drawer .months")
    name, report = fetched(".months li:first-child [data-form=html]")
    assert name == f"manadsrapport-{TODAY:%Y-%m}.html"
    assert "Sara bokar 120 kundmöten" in report
    assert "30" in report
    name, report = fetched(".months li:first-child [data-form=markdown]")
    assert report.startswith("# Månadsrapport")


def test_an_outcome_told_in_the_talk_is_kept(visit: Visit) -> None:
    followed(visit, f"Sara bokar 120 kundmöten senast {NOW.end}")
    visit.say("37 möten hittills")
    assert "37 av 120" in visit.goal(1).inner_text()


def test_an_export_is_looked_at_and_taken_in_and_taken_back(visit: Visit, tmp_path: Any) -> None:
    page = visit.page
    followed(visit)
    days = [NOW.begin + timedelta(days=at) for at in range((TODAY - NOW.begin).days + 1)][:30]
    rows = "".join(f"m{at};Möte;Sara;{day};Ja\n" for at, day in enumerate(days))
    path = tmp_path / "<b>möten.csv"
    path.write_text(f"Id;Typ;Ägare;Datum;Klar\n{rows}x1;Möte;Sara;1900-01-01;Ja\n", "utf-8")
    visit.act("[data-act=crm]")
    page.set_input_files("#crm-file", path)
    visit.act("#drawer .pri")
    page.wait_for_selector("#drawer .faults")
    assert f"Rad {len(days) + 2}" in page.inner_text("#drawer .faults")
    assert "1900" in page.inner_text("#drawer .faults")
    visit.act("#drawer .pri")
    assert "Ingenting togs in" in page.inner_text("#toast")
    page.check("#drawer [name=good]")
    visit.act("#drawer .pri")
    page.wait_for_function("!document.querySelector('#drawer').open")
    assert f"{len(days)} av 120" in visit.goal(1).inner_text()
    visit.act("#toast [data-act=takeback]")
    assert "Inget utfall" in visit.goal(1).inner_text()


def test_columns_are_pointed_out(visit: Visit, tmp_path: Any) -> None:
    page = visit.page
    followed(visit)
    path = tmp_path / "lista.csv"
    path.write_text(f"Nummer;Vad;Vem;När\n1;Möte;Sara;{NOW.begin}\n", "utf-8")
    visit.act("[data-act=crm]")
    page.set_input_files("#crm-file", path)
    visit.act("#drawer .pri")
    page.wait_for_selector("#drawer [name='column.3']")
    page.select_option("#drawer [name=kind]", "activities")
    for at, field in enumerate(("id", "kind", "owner", "day")):
        page.select_option(f"#drawer [name='column.{at}']", field)
    visit.act("#drawer form button[type=submit]")
    page.wait_for_selector("#drawer form[data-act=crm-take]")
    assert "Mål 1: 1 möten" in page.inner_text("#drawer")
    visit.act("#drawer .pri")
    page.wait_for_function("!document.querySelector('#drawer').open")
    assert "1 av 120" in visit.goal(1).inner_text()


def test_another_language_follows_up_in_its_own_words(visit: Visit) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "37,5")
    page.click("header a[lang=en]")
    page.wait_for_url("**/en/")
    visit.ready()
    page.wait_for_selector(".track")
    assert "37.5 of 120" in visit.goal(1).inner_text()
    enter(visit, 1, "41.5")
    assert "41.5 of 120" in visit.goal(1).inner_text()


def assert_accessible(page: Any, place: str) -> None:
    page.wait_for_timeout(150)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    grave = [(item["id"], item["nodes"][0]["html"][:120]) for item in found if item["impact"] in ("serious", "critical")]
    assert grave == [], place


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_is_accessible(visit: Visit, width: int, scheme: str, tmp_path: Any) -> None:
    page = visit.page
    followed(visit)
    enter(visit, 1, "5")
    page.emulate_media(color_scheme=scheme)
    page.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
    page.set_viewport_size({"width": width, "height": 844})
    if width <= 860:
        page.click("button[data-side=panel]")
    visit.goal(1).locator(".opener").click()
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    for name in PARTS:
        part(visit, name)
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.querySelectorAll('.goals')].every(one => one.scrollWidth <= one.clientWidth + 1)")
        assert_accessible(page, name)
    visit.act("[data-act=move]")
    assert_accessible(page, "move")
    page.keyboard.press("Escape")
    page.click("#sheet .menu summary")
    visit.act("[data-act=report]")
    assert_accessible(page, "report")
    page.keyboard.press("Escape")
    visit.act("#sheet [data-act=crm]")
    path = tmp_path / "lista.csv"
    path.write_text(f"Id;Typ;Ägare;Datum\n1;Möte;Sara;{NOW.begin}\n2;Möte;Sara;1900-01-01\n", "utf-8")
    page.set_input_files("#crm-file", path)
    visit.act("#drawer .pri")
    page.wait_for_selector("#drawer .faults")
    for more in page.locator("#drawer details summary").all():
        more.click()
    assert_accessible(page, "crm")
    assert page.evaluate("document.querySelector('#drawer').scrollWidth <= document.querySelector('#drawer').clientWidth + 1")
