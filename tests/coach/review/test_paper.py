"""The five papers: the same words in each, the user's words as they stand, the same bytes each time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from coach.review.making import review
from coach.review.model import Given, Review
from coach.review.pack import Chart, Pack
from coach.review.paper import FORMS, form_of, written
from coach.review.wording import sheets, worded
from rules.model import Goal
from rules.policy import Policy

TODAY = date(2027, 2, 15)
NASTY = (
    "<script>alert(1)</script> sälj 5 st i Q1", "#set text(red) #panic() $x$ sälj 6 st i Q1",
    "*fet* _kursiv_ `kod` | rör | [a](b) 7 st i Q1",
    "=HYPERLINK(\"x\";\"y\") 8 st i Q1", "+1 Mkr @SUM(A1) i Q1", "@x -3 \\ / ~ {{ }} {x} %s sälj 9 st i Q1",
    "a\x00b\x1bc\u202ed sälj 10 st i Q1",
    "x" * 300 + " 11 st i Q1", "🙂 Ω ж 漢字 sälj 12 st i Q1", "]]> &amp; &lt; \" ' sälj 13 st i Q1", "\ud800 ensam 14 st i Q1",
)  # fmt: skip


class Words(HTMLParser):
    """The text of a page, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def flat(words: str) -> str:
    return re.sub(r"[\s\u00a0\u200b\u00ad]+", "", words)


def told(pack: Pack, form: str) -> str:
    """Everything a paper says, without its spaces."""
    content = written(pack, form)
    if form == "md":
        return flat(re.sub(r"\\(.)", r"\1", content.decode()))
    if form == "html":
        page = Words()
        page.feed(content.decode())
        return flat("".join(page.words))
    if form == "pdf":
        return flat("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))
    if form == "docx":
        paper = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        lines = [line.text for line in (*paper.paragraphs, *paper.sections[0].footer.paragraphs)]
        return flat("".join([*lines, *cells]))
    book = openpyxl.load_workbook(io.BytesIO(content))
    return flat("".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None))


def strings(value: Any) -> list[str]:
    """Every word of a part of the pack."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Chart):
        return []
    if is_dataclass(value) and not isinstance(value, type):
        kept = [field.name for field in fields(value) if field.name not in ("tone", "svg", "spark", "sign")]
        return [word for name in kept for word in strings(getattr(value, name))]
    if isinstance(value, tuple):
        return [word for item in value for word in strings(item)]
    return []


@pytest.mark.parametrize("form", FORMS)
def test_every_paper_says_what_the_pack_says(pack: Pack, form: str) -> None:
    said = told(pack, form)
    wanted = [pack.title, pack.subtitle, pack.lead, pack.foot, *strings(pack.front), *strings(pack.rest)]
    for page in pack.goals:
        wanted += [page.text, *strings(page.questions.lines), *strings(page.acceptance.lines), *strings(page.proposal.lines)]
        wanted += [page.state.words, *strings(page.facts), *(sign.light for sign in page.signs), *(sign.verdict for sign in page.signs)]
        wanted += [page.standing.lead] if page.standing is not None else []
        wanted += strings(page.findings.points) if page.findings is not None else []
        wanted += strings(page.versions.lines) if page.versions is not None else []
    if form == "pdf":
        # A word that is parted at the end of a line keeps its hyphen in what is read out.
        said = said.replace("-", "")
        wanted = [word.replace("-", "") for word in wanted]
    assert [word for word in wanted if flat(word) not in said] == []
    assert all(name in said for name in map(flat, pack.signatures))


@pytest.mark.parametrize("form", FORMS)
def test_the_users_words_stand_as_they_are(form: str) -> None:
    goals = tuple(Goal(text=text, id=str(place), owner="=1+1 <b>Ann</b>") for place, text in enumerate(NASTY))
    pack = worded(review(Given(goals, team="*<i>&amp;#"), TODAY, Policy.default()), "sv")
    if form in ("md", "html"):
        content = written(pack, form).decode(errors="strict") if form == "md" else written(pack, form).decode()
        assert "<script>" not in content
        assert "<b>Ann" not in content
    said = told(pack, form)
    for words in NASTY[:6] + NASTY[7:8] + NASTY[9:10]:
        assert flat(words) in said, words


def test_no_cell_is_a_formula() -> None:
    goals = tuple(Goal(text=text, id=f"={place}", owner="@me") for place, text in enumerate(NASTY))
    given = Given(goals, team="=cmd|' /C calc'!A0", parked=("=1+1", "-2"))
    content = written(worded(review(given, TODAY, Policy.default()), "sv"), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.value for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=+@" and cell.value] == []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_the_page_fetches_nothing_and_runs_nothing(pack: Pack) -> None:
    page = Words()
    content = written(pack, "html").decode()
    page.feed(content)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "img", "object", "form"}
    assert not [attributes for _, attributes in page.tags if any(name.startswith("on") or name in ("src", "href") for name in attributes)]
    assert re.findall(r"(?:url\(|@import)[^)]{0,12}", content) == ["url(data:font/wo"] * 2
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert page.tags[0] == ("html", {"lang": pack.language})


def test_the_pdf_is_tagged_titled_and_in_its_language(pack: Pack) -> None:
    made = pypdf.PdfReader(io.BytesIO(written(pack, "pdf")))
    root: Any = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(pack.language)
    assert "/StructTreeRoot" in root
    assert made.metadata is not None
    assert made.metadata.title == pack.title
    # A first page and one for the set, then a page a goal.
    assert len(made.pages) == 2 + len(pack.goals) + 1
    for page, shown in zip(pack.goals, made.pages[2:], strict=False):
        assert flat(page.text)[:20] in flat(shown.extract_text())


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_an_office_file_opens_and_has_real_structure(pack: Pack, form: str) -> None:
    content = io.BytesIO(written(pack, form))
    if form == "docx":
        paper = docx.Document(content)
        styles = [line.style.name for line in paper.paragraphs if line.style is not None]
        assert styles.count("Title") == 1
        assert styles.count("Heading 1") >= len(pack.goals)
        assert len(paper.inline_shapes) == sum(page.chart is not None for page in pack.goals)
        assert len(paper.tables) > len(pack.goals)
    else:
        book = openpyxl.load_workbook(content)
        assert len(book.sheetnames) == 7
        assert book[pack.words["sheet-goals"]].max_row == 1 + len(pack.goals)


def test_a_small_and_an_empty_set_in_every_form() -> None:
    for goals in ((), (Goal(text="Hej!"),), (Goal(text="Öka försäljningen"),)):
        for language in ("sv", "en"):
            pack = worded(review(Given(goals), TODAY, Policy.default()), language)
            assert all(written(pack, form) for form in FORMS)


def test_sixty_goals_in_every_form() -> None:
    goals = tuple(Goal(text=f"Boka {place} kundmöten i Q1 2027", id=str(place), owner=f"Säljare {place % 7}") for place in range(10, 70))
    pack = worded(review(Given(goals), TODAY, Policy.default()), "sv")
    for form in FORMS:
        said = told(pack, form)
        assert all(flat(goal.text) in said for goal in goals), form


def test_one_page_a_person(given: Callable[[str], Given], reviewed: Callable[[Given], Review]) -> None:
    made = reviewed(given("sv"))
    pack = sheets(made, ("Anna Berg", "Bo"), "sv")
    assert [(sheet.owner, [page.name for page in sheet.goals]) for sheet in pack.sheets] == [("Anna Berg", ["1"]), ("Bo", ["3"])]
    assert len(pypdf.PdfReader(io.BytesIO(written(pack, "pdf"))).pages) == 2
    for form in FORMS:
        said = told(pack, form)
        assert flat("Vad står i vägen, och vem röjer det till när?") in said
        assert "snittordern" not in said
    # Six goals of one person still go on one page.
    quarter = given("sv")
    alone = replace(quarter, goals=tuple(goal.model_copy(update={"owner": "Anna Berg"}) for goal in quarter.goals))
    full = sheets(reviewed(alone), ("Anna Berg",), "sv")
    assert len(full.sheets[0].goals) == 6
    assert len(pypdf.PdfReader(io.BytesIO(written(full, "pdf"))).pages) == 1


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    source = "id;mål;ägare\nm1;Boka 40 kundmöten i Q1;Anna\nm2;Höja NPS från 40 till 60 i Q1;Bo\nm3;Öka försäljningen;\n"
    (tmp_path / "mal.csv").write_text(source, "utf-8")
    (tmp_path / "bok.jsonl").write_text('{"goal":"m1","day":"2027-02-01","value":"9"}\n', "utf-8")
    for seed in ("1", "2"):
        outputs = [part for form in FORMS for part in ("--output", f"{seed}.{form}")]
        command = [sys.executable, "-m", "coach.cli", "review", "mal.csv", "--book", "bok.jsonl", "--today", "2027-02-15", *outputs]
        zone = "Asia/Tokyo" if seed == "1" else "UTC"
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3]), "PATH": "/usr/bin:/bin", "TZ": zone}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    for form in FORMS:
        assert (tmp_path / f"1.{form}").read_bytes() == (tmp_path / f"2.{form}").read_bytes(), form


def test_the_extension_is_the_form() -> None:
    assert [form_of(path) for path in ("a.MD", "b/c.htm", "d.markdown", "e.pdf", "f.txt", "g")] == ["md", "html", "md", "pdf", None, None]
