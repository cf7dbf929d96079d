"""Sentences: parted, their framing cut off ("vårt mål är att …", "kan du kolla på …"), and told apart: goal, draft, or talk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from coach.conversation.listening import hear
from coach.conversation.patterns import matcher, table
from coach.conversation.pointing import listed
from rules.policy import Policy
from rules.reading import Reading, read
from rules.reading.lexicon import LANGUAGES
from rules.reading.lexicon import words as little_words
from rules.reading.text import fold, tokenize

_END = re.compile(r"(?<=[!?])\s+(?=\S)|(?<=[^\W\d]{2}[.])\s+(?=[A-ZÅÄÖ0-9\"“])|(?<=[\d%)\"”][.])\s+(?=[A-ZÅÄÖ])|(?<=[.…]{2})\s+(?=\S)")
_SHORTENED = re.compile(
    r"\b(?:t\.ex|bl\.a|ca|resp|st|kr|nr|tel|e\.g|i\.e|approx|avg|max|min|inkl|exkl|mån|kv|v|vs|etc|osv|d\.v\.s|dvs|o\.s\.v)\.$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s*(?:[:?!\n]|[-–—]\s|\.{2}|…)")
_EDGE = " \t,;:–-—…\"“”'’»«"
_CHECKS = frozenset("kolla check granska review bedom titta look kika utvardera evaluate assess".split())
_DECORATION = re.compile("\\s*[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+\\s*$")
_TITLE = 70
"""Characters: a longer text than this in front of a colon is no introduction of what follows."""
NO_GOAL = ("question", "greeting", "request", "report", "background")


@lru_cache(maxsize=2048)
def reading(text: str, today: date, policy: Policy) -> Reading:
    """One text read once per turn."""
    return read(text, today, policy)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation does not end one."""
    parts: list[str] = []
    for part in _END.split(text):
        if parts and _SHORTENED.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts


def unframed(text: str) -> str:
    """The goal without what was said around it; the text itself where nothing would be left."""
    before = ""
    while text != before:
        before = text
        text = re.sub(r"^[-–—•*]\s+", "", _DECORATION.sub("", text))
        led = _introduced(_aimed(_cut(_cut(_cut(_cut(text, "greeting", True), "lead", True), "lead_sign", True), "lead_comma", True)))
        text = led.rstrip("? ") if led != text and led.endswith("?") else led
        text = _cut(text, "tail", False)
        if len(text) > 2 and text[0] in "\"“”'»«" and text[-1] in "\"“”'»«":
            text = text[1:-1].strip()
    return text.strip('"“”»«') if sum(text.count(sign) for sign in '"“”»«') == 1 else text


def _cut(text: str, section: str, front: bool) -> str:
    """`text` without a phrase at its front or end, if words are left. At the end the phrase must begin after a sign."""
    tokens = [token for token in tokenize(text).tokens if token.kind in "wn"]
    line = hear(text).line
    if front:
        match = matcher("framing", section).match(line)
        if match is None or not match[0]:
            return text
        used = match[0].count(" ")
        rest = text[tokens[used - 1].end :] if 0 < used < len(tokens) else ""
        if section == "lead_sign" and not _SIGN.match(rest) or section == "lead_comma" and not re.match(r"\s*[,;]|\s*\.\.|\s*…", rest):
            return text
        return rest.strip(_EDGE + "?!.") or text
    for match in matcher("framing", section).finditer(line):
        used = line[: match.start()].count(" ")
        if match.end() >= len(line) and 0 < used < len(tokens):
            kept = text[: tokens[used].start].rstrip()
            if kept.endswith((",", "?", "!", ".", ";", "–", "-", ":", "(")):
                return kept.rstrip(_EDGE + "(") or text
    return text


def _aimed(text: str) -> str:
    """ "Sitter på tåget, mitt mål i vår är att teckna tio avtal": what stands behind the words that name it as a goal."""
    tokens = [token for token in tokenize(text).tokens if token.kind in "wn"]
    match = matcher("framing", "aimed").match(hear(text).line)
    if match is None:
        match = matcher("framing", "named").match(hear(text).line)
        used = match[0].count(" ") if match else len(tokens)
        return text[tokens[used].start :] if used < len(tokens) - 1 and tokens[used].kind == "n" else text
    used = match[0].count(" ")
    return text[tokens[used].start :].strip(_EDGE) if used < len(tokens) - 1 else text


def hollow(text: str) -> bool:
    """Nothing but words that lead to something else: "hade missat den här", "vad sägs om", "forgot these"."""
    words = hear(text).words
    who = len(words) == 1 and words[0] in listed("all") | listed("me")
    plain = {fold(word) for word in table("framing")["labels"]["hollow"]}
    about = matcher("domain", "theme").search("".join(f"{word} " for word in words if word not in plain)) is not None
    return 0 < len(words) <= 8 and not who and not about and all(word in _leading() for word in words)


@cache
def _leading() -> frozenset[str]:
    little = (fold(word) for language in LANGUAGES for word in little_words(language, "wording", "function"))
    return frozenset(fold(word) for word in table("framing")["labels"]["hollow"]).union(little)


def _introduced(text: str) -> str:
    """ "Våra mål: öka x" and "skriv om det här: öka x" without what stands before the colon."""
    title, colon, rest = text.partition(":" if ":" in text else " = ")
    rest = rest.strip()
    if not colon or not rest or len(title) > _TITLE or rest[0].isdigit() and title[-1:].isdigit():
        return text
    line = hear(title).line
    words = line.split()
    names = any(
        word
        in (
            "mal",
            "malet",
            "malen",
            "goal",
            "goals",
            "this",
            "these",
            "foljande",
            "utkast",
            "draft",
            "one",
            "target",
            "targets",
            "objective",
            "objectives",
        )
        for word in words
    )
    asked = any(matcher("intents", section).search(line) for section in ("rewrite", "breakdown", "edit", "review"))
    if hollow(title):
        return rest
    checks = any(word in _CHECKS for word in words) and len(words) <= 6
    if (
        names
        or asked
        or checks
        or matcher("framing", "intro").search(line)
        or matcher("framing", "lead").search(line)
        or matcher("intents", "courtesy").search(line)
    ):
        return rest
    return text


def kept(parts: list[str], reason: Callable[[str], str]) -> list[str]:
    """Of several pieces those that are goals; all that may start a draft where none is."""
    reasons = [reason(part) for part in parts]
    sure = [part for part, why in zip(parts, reasons, strict=True) if not why]
    return sure or [part for part, why in zip(parts, reasons, strict=True) if why not in NO_GOAL]
