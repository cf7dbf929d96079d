"""The page's own words, from coach/locales/sv/page.toml and en/page.toml. No fallback: a missing key is an error (design §6)."""

from __future__ import annotations

from collections.abc import Sequence

from coach.texts import LANGUAGES, Language, catalogue, text

__all__ = ["LANGUAGES", "Language", "counted", "has", "joined", "meet", "number", "say", "track", "writer"]


def say(language: Language, key: str, **params: str) -> str:
    """The text of "section.key", its placeholders filled."""
    return text(language, key, "page", **params).strip()


def track(language: Language, key: str, **params: str) -> str:
    """The text of "section.key" of the tab for follow-up, its placeholders filled."""
    return text(language, key, "tracking", **params).strip()


def meet(language: Language, key: str, **params: str) -> str:
    """The text of "section.key" of the tab for the goal dialogue, its placeholders filled."""
    return text(language, key, "dialogue", **params).strip()


def has(language: Language, key: str) -> bool:
    """Whether there is such a text."""
    return key in catalogue(language, "page")


def number(language: Language, value: int) -> str:
    """A small number as a word, a larger one in figures."""
    words = catalogue(language, "page")["number.words"]
    return str(words[value]) if value < len(words) else str(value)


def counted(language: Language, key: str, value: int) -> str:
    """The text of `key`-one or `key`-other with {count}, its first letter a capital."""
    line = say(language, f"{key}-one" if value == 1 else f"{key}-other", count=number(language, value))
    return line[:1].upper() + line[1:]


def writer(owner: str) -> bool:
    """Whether an owner is the one who writes: "jag", "me"."""
    return any(owner.strip().lower() in catalogue(language, "page")["word.writer"] for language in LANGUAGES)


def joined(language: Language, words: Sequence[str]) -> str:
    """ "1, 2 och 3"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say(language, 'word.and')} {words[-1]}"
