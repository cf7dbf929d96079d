"""The guard's steps and the notes of a rewording, in the user's language."""

from __future__ import annotations

from coach.suggest.model import Step
from coach.texts import catalogue, text


def step(item: Step, language: str) -> str:
    """One thing the guard did or saw, as a sentence."""
    params = dict(item.params)
    if item.key == "better":
        named = [text(language, f"gained.{name}", "suggest") for name in params["gained"].split(",") if name]
        key = "step.better" if named else "step.better-none"
        return text(language, key, "suggest", gained=", ".join(named)) if named else text(language, key, "suggest")
    return text(language, f"step.{item.key}", "suggest", **params)


def note(item: Step, language: str) -> str:
    """One note on a goal's suggestions, as a sentence."""
    if item.key == "told":
        return dict(item.params)["line"]
    key = f"note.{item.key}"
    if key not in catalogue(language, "suggest"):
        key = "note.nongoal"
    return text(language, key, "suggest", **dict(item.params))


def shape(name: str, language: str) -> str:
    """What sort of alternative it is, in a word or two."""
    return text(language, f"shape.{name}", "suggest")
