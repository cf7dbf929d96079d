"""`coach model`: which model is set, and with `test`: does it answer, how fast, and in which mode?"""

from __future__ import annotations

import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from coach.commands import options
from coach.errors import AskFailed
from coach.texts import Language, error, text

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

ACTIONS = ("show", "test")


def run(action: str, spoken: str, policy: str | None) -> int:
    """Show the model's settings, or ask it for one rewording. Exit code 0; 1 where no model is set, or it does not answer."""
    from coach.llm.configuration import load_model

    language = options.language(spoken)
    chosen = options.choice("coach model", action, ACTIONS)
    settings = load_model(policy)
    if settings is None:
        return _told(text(language, "note.none", "model"), 1)
    from coach.llm.forms import mode

    hidden = text(language, "word.masked" if settings.masking else "word.unmasked", "model")
    shown = text(
        language, "settings.shown", "model",
        model=settings.name, host=settings.host, mode=mode(settings), seconds=f"{settings.timeout:g}", hidden=hidden,
    )  # fmt: skip
    code = _told(shown, 0)
    return _test(settings, language, policy) if chosen == "test" else code


def _test(settings: ModelSettings, language: Language, policy: str | None) -> int:
    from coach.examiner import Examiner
    from coach.llm import connection
    from coach.llm.answers import Rewording
    from coach.llm.asking import ask
    from coach.llm.forms import mode
    from coach.settings import load_policy
    from coach.suggest.proposer import prompt
    from rules.model import Goal

    bounds = load_policy(policy)
    goal = Goal(text=text(language, "settings.sample", "model"))
    rendered = prompt(Examiner(bounds, date.today()).examine(goal), (), bounds, settings.masking)
    connection.chat(settings)  # the imports are ours, not the model's time
    began = time.monotonic()
    try:
        answer = ask(settings.model_copy(update={"cache": False}), rendered, Rewording)
    except AskFailed as failed:
        return _told(error(language, failed), 1)
    seconds = f"{time.monotonic() - began:.1f}".replace(".", text(language, "word.decimal"))
    sent, received = map(str, answer.tokens)
    return _told(text(language, "settings.answers", "model", seconds=seconds, mode=mode(settings), sent=sent, received=received), 0)


def _told(line: str, code: int) -> int:
    sys.stdout.write(f"{line}\n")
    return code
