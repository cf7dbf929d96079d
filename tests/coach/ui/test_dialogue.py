"""The dialogue tab's Python: the set reviewed, what the meeting writes down, signed addresses of the pack, the bonus."""

from __future__ import annotations

import base64
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import docx
import openpyxl
import pytest

from coach.store import Store
from coach.ui import papers
from coach.ui.actions import Actions
from coach.ui.desk import Desk
from rules.model import State
from rules.policy import Policy

TODAY = date(2026, 11, 24)
POLICY = Policy.default()
GOALS = """Mål
- Omsättningen växer från 16 till 19 Mkr under 2026
- Sara Ek bokar 120 kundmöten senast 2026-12-31
- Erik ringer 40 samtal per vecka till 2026-12-31"""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite://") as made:
        made.profile.change(settings={"quarter": "2026-10-01"})
        yield made


@pytest.fixture
def desk(store: Store) -> Desk:
    made = Desk(POLICY, store, lambda: TODAY)
    made.said("sv", GOALS)
    return made


@pytest.fixture
def actions(desk: Desk) -> Actions:
    return Actions(desk, "sv")


def shown(actions: Actions, shape: str = "whole") -> str:
    return str(actions.act({"act": "open", "tab": "dialogue", "shape": shape})["panel"])


def test_the_set_is_told_by_the_pages_numbers(actions: Actions) -> None:
    panel = shown(actions)
    assert "Att ta upp" in panel
    assert "gäller alla mål" in panel
    assert "(gäller mål 1)</span>" in panel
    assert re.findall(r'<article class="goal dialogue" data-goal="(\d)"', panel) == ["1", "2", "3"]
    assert "rangordning" in panel
    assert "Från första utkast till nu" in panel
    assert actions.act({"act": "open", "tab": "dialogue", "shape": "whole"})["panel"] == panel


def test_nothing_yet_is_an_invitation(store: Store) -> None:
    panel = shown(Actions(Desk(POLICY, store, lambda: TODAY), "sv"))
    assert "Inför måldialogen" in panel
    assert 'data-act="papers"' not in panel


def test_what_is_agreed_is_written_down_and_the_owner_has_said_yes(actions: Actions, desk: Desk, store: Store) -> None:
    words = {"agreed": "Två <pass> i veckan", "changed": "färre mässor", "reason": "tiden räcker inte"}
    told = actions.act({"act": "meet", "number": "2", "yes": "1", "tab": "dialogue", "shape": "meet-2", **words})
    assert told["toast"] == "Sara Ek har sagt ja till mål 2."
    assert told["undoable"]
    view = desk.look("sv")
    assert view.team is not None
    (kept,) = store.decisions.of(view.team.id)
    assert (kept.kind, kept.goal, kept.agreed, kept.changed, kept.why) == ("dialogue", view.ids[2], *words.values())
    accepted = store.goals.get(view.ids[2]).goal.accepted
    assert accepted is not None
    assert (accepted.by, accepted.on) == ("Sara Ek", TODAY)
    panel = told["panel"]
    assert "✓ Sara Ek sa ja 24 november 2026." in panel
    assert "Två &lt;pass&gt; i veckan. Ändrat: färre mässor. Skäl: tiden räcker inte." in panel
    # What is said at the next meeting begins with what was agreed at this one.
    assert "Två &lt;pass&gt; i veckan" in shown(actions, "meet-2")
    actions.act({"act": "undo"})
    assert store.goals.get(view.ids[2]).goal.accepted is None


def test_a_note_needs_words_and_a_yes_an_owner(actions: Actions, store: Store) -> None:
    assert "Skriv vad ni kom överens om" in actions.act({"act": "meet", "number": "2", "agreed": "  "})["fault"]
    assert "ingen ägare" in actions.act({"act": "meet", "number": "1", "yes": "1", "agreed": "x"})["fault"]
    (team,) = store.teams.all()
    assert store.decisions.of(team.id) == ()
    assert "sparad" in actions.act({"act": "meet", "number": "1", "changed": "målet delas"})["toast"]
    assert [(item.agreed, item.changed) for item in store.decisions.of(team.id)] == [("målet delas", "")]


def test_a_no_is_kept_with_its_reason(actions: Actions, desk: Desk, store: Store) -> None:
    assert "varför" in actions.act({"act": "refuse", "number": "3", "why": " "})["fault"]
    told = actions.act({"act": "refuse", "number": "3", "why": "60 är för många", "tab": "dialogue", "shape": "meet-3"})
    assert "Erik sa nej 24 november 2026: 60 är för många" in told["panel"]
    (answer,) = store.goals.answers(desk.look("sv").ids[3])
    assert (answer.yes, answer.owner, answer.reason) == (False, "Erik", "60 är för många")
    assert "sa nej: 60 är för många. Vad skulle ändra svaret?" in shown(actions)


def test_a_closed_quarter_takes_notes_but_no_yes(actions: Actions, desk: Desk) -> None:
    for deed in ("agree", "start", "close"):
        actions.act({"act": "move", "deed": deed, "reason": "x"})
    assert desk.look("sv").period.state is State.CLOSED  # type: ignore[union-attr]
    assert "avslutat" in actions.act({"act": "meet", "number": "2", "yes": "1"})["fault"]
    assert "avslutat" in actions.act({"act": "refuse", "number": "2", "why": "x"})["fault"]
    assert "sparad" in actions.act({"act": "meet", "number": "2", "agreed": "vi tar med det"})["toast"]
    panel = shown(actions, "meet-2")
    assert "Kvartalet är avslutat" in panel
    assert "Vi är överens<" not in panel


def test_a_missed_goal_is_asked_the_guides_questions_in_the_meeting(store: Store) -> None:
    days = [TODAY]
    desk = Desk(POLICY, store, lambda: days[-1])
    desk.said("sv", GOALS)
    actions = Actions(desk, "sv")
    actions.act({"act": "actual", "number": "2", "value": "60", "day": "2026-11-20", "source": "crm"})
    days.append(date(2027, 1, 4))
    panel = shown(actions, "meet-2")
    assert "Missat" in panel
    assert "var målet realistiskt" in panel
    actions.act({"act": "lesson", "number": "2", "question": "realistic", "answer": "Nej, två var borta"})
    panel = shown(actions, "meet-2")
    assert "Nej, två var borta" in panel
    assert "vilken träning" in panel
    assert "Var målet realistiskt, sett till" not in panel


def links(actions: Actions, **chosen: str) -> dict[str, dict[str, str]]:
    html = actions.act({"act": "papers", "chosen": "1", **chosen})["result"]["html"]
    found = {}
    for address in re.findall(r'href="([^"]+)"', html):
        parts = urlsplit(unescape(address))
        period, _, form = parts.path.removeprefix("/pack/").partition(".")
        found[form] = {"period": period, "form": form, **dict(parse_qsl(parts.query))}
    return found


def fetched(desk: Desk, link: dict[str, str], **other: Any) -> papers.Made | None:
    values = {**link, **other}
    wanted = papers.Wanted(
        values["period"], values["form"], values["language"], values.get("who", ""), "signed" in values, "model" in values
    )  # fmt: skip
    return papers.made(desk, wanted, values["key"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pack_comes_in_every_form_and_language(actions: Actions, desk: Desk, language: str) -> None:
    found = links(actions, language=language, signed="1")
    assert sorted(found) == ["docx", "html", "md", "pdf", "xlsx"]
    sign = "Underskrifter" if language == "sv" else "Signatures"
    for form, link in found.items():
        made = fetched(desk, link)
        assert made is not None
        assert made.name == f"{'maldialog' if language == 'sv' else 'goal-dialogue'}-2026-Q4-{language}.{form}"
        if form in ("md", "html"):
            assert "Sara Ek bokar 120 kundmöten" in made.content.decode()
            assert sign in made.content.decode()
        elif form == "docx":
            assert any(sign in line.text for line in docx.Document(io.BytesIO(made.content)).paragraphs)
        elif form == "xlsx":
            assert len(openpyxl.load_workbook(io.BytesIO(made.content)).sheetnames) > 3
        else:
            assert made.content.startswith(b"%PDF")
        assert made == fetched(desk, link)
        bare = fetched(desk, {name: value for name, value in link.items() if name != "signed"})
        assert bare is not None
        if form in ("md", "html"):
            assert sign not in bare.content.decode()


def test_one_sheet_per_person(actions: Actions, desk: Desk) -> None:
    assert "Ett blad: Sara Ek" in actions.act({"act": "papers"})["drawer"]["html"]
    own = fetched(desk, links(actions, who="Sara Ek")["md"])
    assert own is not None
    assert own.name == "maldialog-2026-Q4-sara-ek-sv.md"
    assert "kundmöten" in own.content.decode()
    assert "Erik" not in own.content.decode()
    every = fetched(desk, links(actions, who="*")["md"])
    assert every is not None
    assert "Erik ringer" in every.content.decode()


def test_the_model_words_the_questions_only_where_that_is_asked(actions: Actions, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'name="model"' not in actions.act({"act": "papers"})["drawer"]["html"]
    monkeypatch.setattr("coach.llm.configuration.load_model", lambda *_: object())

    class Raiser:
        def __init__(self, *_: object) -> None:
            pass

        def __call__(self, pack: Any, persons: Any) -> Any:
            assert list(persons) == []
            return replace(pack, title="I andra ord")

    monkeypatch.setattr("coach.review.raising.Raiser", Raiser)
    assert 'name="model"' in actions.act({"act": "papers"})["drawer"]["html"]
    plain, worded = fetched(desk, links(actions)["md"]), fetched(desk, links(actions, model="1")["md"])
    assert plain is not None
    assert worded is not None
    assert "I andra ord" not in plain.content.decode()
    assert "I andra ord" in worded.content.decode()


def test_an_address_of_another_page_team_or_quarter_is_nothing(actions: Actions, desk: Desk, store: Store) -> None:
    link = links(actions)["md"]
    assert fetched(desk, link) is not None
    assert fetched(desk, link, key="") is None
    assert fetched(desk, link, key="é") is None
    assert fetched(desk, link, form="exe") is None
    assert fetched(desk, link, who="Kim") is None
    assert fetched(desk, link, period="2027-Q1") is None
    assert fetched(Desk(POLICY, store, lambda: TODAY), link) is None
    other = store.teams.add("Ett annat lag")
    store.profile.change(settings={"team": other.id})
    assert fetched(desk, link) is None


FORM = {
    "measure.0": "Omsättning", "weight.0": "60", "team.0": "team", "goal.1": "2", "weight.1": "40", "team.1": "individual",
    "reached.0": "80", "pays.0": "0", "reached.1": "100", "pays.1": "100", "reached.2": "120", "pays.2": "150", "sliding": "1",
    "other": "utbildning\nveckans kundcase",
}  # fmt: skip


def test_a_bonus_is_kept_as_it_is_filled_in_and_read_by_the_rules(actions: Actions, desk: Desk) -> None:
    said = actions.act({"act": "bonus", **FORM})["result"]["html"]
    # Only volumes: the rules ask what quality it counts. All else is sound.
    assert said.count('<li class="mend">') == 1
    assert "kvalitet" in said
    assert "fault" not in actions.act({"act": "bonus", **FORM, "weight.1": "30"})
    assert "90 %, men ska bli 100" in actions.act({"act": "bonus", **FORM, "weight.1": "30"})["result"]["html"]
    assert "inget tal" in actions.act({"act": "bonus", **FORM, "weight.1": "många"})["fault"]
    actions.act({"act": "bonus", **FORM})
    panel = shown(actions, "reward")
    assert 'value="Omsättning"' in panel
    assert '<option value="2" selected>2. Sara Ek bokar' in panel
    # The set's own review knows of it as well, and so does the pack.
    assert "Bonusen hänger bara på mängd" in shown(actions)
    file = actions.act({"act": "bonus-file"})["file"]
    text = base64.b64decode(file["data"]).decode()
    tree = tomllib.loads(text)
    assert tree["part"][1]["goal"] == "2"
    assert tree["other"] == ["utbildning", "veckans kundcase"]
    actions.act({"act": "bonus-clear"})
    assert "Fyll i ett exempel" in shown(actions, "reward")
    actions.act({"act": "bonus-take", "name": "b.toml", "file": file["data"]})
    assert base64.b64decode(actions.act({"act": "bonus-file"})["file"]["data"]).decode() == text
    bad = base64.b64encode(b"part = 3").decode()
    assert "b.toml" in actions.act({"act": "bonus-take", "name": "b.toml", "file": bad})["fault"]


def test_the_example_is_sound_in_both_languages(desk: Desk) -> None:
    for language, sound in (("sv", "Inget att anmärka"), ("en", "Nothing to remark on")):
        actions = Actions(desk, language)  # type: ignore[arg-type]
        actions.act({"act": "bonus-example"})
        panel = shown(actions, "reward")
        assert sound in panel
        assert '<svg class="payout"' in panel
        actions.act({"act": "bonus-clear"})
