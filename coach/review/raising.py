"""The questions to raise, worded by a model where one is set: only the question itself is asked of it, the facts before it stay as they
are, and a wording that says anything new is dropped for the plain one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import AskFailed
from coach.llm.masking import Mask
from coach.llm.prompt import Rendered, render
from coach.review.pack import Pack, Page
from coach.suggest.invented import Known, plain, purge
from coach.texts import text
from rules.model import Goal
from rules.policy import Policy
from rules.reading import read
from rules.reading.marking import PLAIN, lexis
from rules.reading.text import tokenize

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

_LANGUAGES = {"sv": "Swedish", "en": "English"}
_TOGETHER = 24
"""Questions in one request: what a small model still answers whole."""
_LONGEST = 300
_ROLES = {"roles", "role_heads"}
_PARTED = re.compile(r"(?P<facts>.*[.!?…]['”“’\")]*\s+)?(?P<question>[^\s].*\?)", re.DOTALL)
_DIGITS = re.compile(r"\d[\d \u00a0\u202f.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Raised:
    """One question of a page, its facts apart: `facts` + `question` is the line as it stands."""

    id: str
    goal: str
    facts: str
    question: str


class Raiser:
    """Words questions by a model. After a call: `failure`, why the model gave none; `worded` of `asked` stand in its words."""

    def __init__(self, settings: ModelSettings, policy: Policy, today: date) -> None:
        self._settings = settings
        self._policy = policy
        self._today = today
        self.failure: AskFailed | None = None
        self.asked = self.worded = 0

    def __call__(self, pack: Pack, persons: Sequence[str] = ()) -> Pack:
        """The pack with its questions in better words. Never raises for what a model or network does: the plain questions stand then."""
        from coach.llm.answers import Questions
        from coach.llm.asking import ask

        self.failure, self.asked, self.worded = None, 0, 0
        questions = tuple(parted(pack))
        made: dict[str, str] = {}
        model = ""
        for start in range(0, len(questions), _TOGETHER):
            portion = questions[start : start + _TOGETHER]
            try:
                rendered = prompt(portion, pack.language, self._policy, persons, self._settings.masking)
                answer = ask(self._settings, rendered, Questions)
            except AskFailed as failure:
                self.failure = failure
                break
            model = f"{answer.provenance.model}, {answer.provenance.prompt} v{answer.provenance.version}"
            said = {item.id: item.text for item in answer.value.questions if not rendered.mask.strange(item.text)}
            for item in portion:
                words = said.get(item.id)
                if words is not None and words != item.question and faithful(words, item, pack.language, self._policy, self._today):
                    made[item.id] = f"{item.facts}{words}"
        self.asked, self.worded = len(questions), len(made)
        if not made:
            return pack
        foot = f"{pack.foot} · {text(pack.language, 'title.foot-model', 'review', model=model)}"
        sheets = tuple(replace(sheet, goals=tuple(_asking(page, made) for page in sheet.goals)) for sheet in pack.sheets)
        return replace(pack, goals=tuple(_asking(page, made) for page in pack.goals), sheets=sheets, foot=foot)


def prompt(questions: Sequence[Raised], language: str, policy: Policy, persons: Sequence[str] = (), masking: bool = True) -> Rendered:
    """The very messages that are sent for some questions. Raises AskFailed for more than a model should be sent."""
    rows = [{"id": item.id, "goal": item.goal, "facts": item.facts.strip(), "question": item.question} for item in questions]
    values = {"language": _LANGUAGES[language], "questions": rows}
    return render("review", values, language, Mask(policy, persons=persons, on=masking))


def parted(pack: Pack) -> Iterator[Raised]:
    """Every question of the pack, once: what stands before its last sentence is fact, and stays."""
    seen: set[str] = set()
    for page in (*pack.goals, *(page for sheet in pack.sheets for page in sheet.goals)):
        if page.name in seen:
            continue
        seen.add(page.name)
        for at, line in enumerate(page.questions.lines, 1):
            match = _PARTED.fullmatch(line)
            if match is not None:
                yield Raised(f"{page.name}.{at}", page.text, match["facts"] or "", match["question"])


def faithful(words: str, item: Raised, language: str, policy: Policy, today: date) -> bool:
    """Whether `words` asks and says nothing but what is known: one question, in the language, with exactly the numbers and dates of the
    plain one, and no name or role that neither it nor its facts and goal hold."""
    if not words.endswith("?") or words.count("?") != 1 or re.search(r"[.!…]\s", words) or len(words) > _LONGEST or "\n" in words:
        return False
    if _numbers(words) != _numbers(item.question):
        return False
    reading = read(words, today, policy, language)
    own = read(item.question, today, policy, language)
    if {frame.until for frame in reading.frames if frame.until} != {frame.until for frame in own.frames if frame.until}:
        return False
    look = lexis(language, PLAIN).tags
    told = {token.fold for part in (item.question, item.facts, item.goal) for token in tokenize(part).tokens}
    if any(look(token.fold) & _ROLES and token.fold not in told for token in reading.source.tokens):
        return False
    known = Known(Goal(text=item.question), own, (item.facts, item.goal), policy, today)
    purged = purge(words, reading, known)
    return not purged.refused and purged.text == words


def _numbers(words: str) -> Counter[str]:
    return Counter(plain(run) for run in _DIGITS.findall(words))


def _asking(page: Page, made: Mapping[str, str]) -> Page:
    lines = tuple(made.get(f"{page.name}.{at}", line) for at, line in enumerate(page.questions.lines, 1))
    return page if lines == page.questions.lines else replace(page, questions=replace(page.questions, lines=lines))
