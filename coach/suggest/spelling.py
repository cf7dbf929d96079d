"""The writer's words as they stand inside a new sentence: spaces, capitals, verbs that are joined."""

from __future__ import annotations

import re

from coach.suggest import forms
from coach.suggest.outline import Outline
from coach.suggest.words import folded
from rules.reading.text import fold

_SPACES = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)])")
_COMMAS = re.compile(r",(?:\s*,)+")
CAPITALS = re.compile(r"[A-ZÅÄÖ0-9&]{2}|[a-zåäö][A-ZÅÄÖ]")
JOINS = frozenset(("och", "samt", "o", "&", ","))


def tidy(text: str) -> str:
    """One space between words, none before signs, a capital to begin with."""
    text = _BEFORE_SIGN.sub(r"\1", _SPACES.sub(" ", text)).strip(" ,")
    text = _COMMAS.sub(",", text)
    return text[:1].upper() + text[1:] if not text.startswith("[") and not CAPITALS.match(text.split(" ")[0]) else text


def tidied(text: str) -> str:
    """One space between words."""
    return _SPACES.sub(" ", text).strip()


def lowered(text: str, o: Outline) -> str:
    """`text` as it stands inside a sentence: a capital that only opened the goal is lowered, a name's stays."""
    if not text[:1].isupper():
        return text
    head = text.split(" ", 1)[0].strip(",.:;")
    joined = head
    head = re.split("[/-]", head)[0] or head
    if CAPITALS.search(head) or head[1:].lower() != head[1:]:
        return text
    if len(head) == 1 and head not in "AÅÄÖI":
        return text
    tags = o.marked.lexis.tags(fold(head))
    after = text.split(" ")[1:2]
    if after and not tags - {"compound"} and (CAPITALS.search(after[0]) or fold(after[0]) in folded(o.language, "bodies")):
        # "Härryda kommun", "Sundsvalls OK": nobody's common word.
        return text
    if after and not tags and fold(after[0]) in folded(o.language, "about"):
        # "Beslut om …": a thing, not a name.
        return text[:1].lower() + text[1:]
    if (
        fold(head) in folded(o.language, "proper")
        or "diffuse" in tags
        and o.language == "sv"
        and not fold(head).endswith(("en", "et", "na", "n"))
    ):
        return text
    if any(hit.first == o.first and hit.tag.startswith("measure:") for hit in o.marked.hits) and o.quote(o.first, o.last).startswith(head):
        return text[:1].lower() + text[1:]
    if fold(head) in folded(o.language, "opening_counts"):
        return text[:1].lower() + text[1:]
    second = text.split(" ")[1:2]
    if (
        "given" in tags
        or not tags - {"compound"}
        and (len(head) < 7 or o.language == "en" and head == joined)
        and not head.endswith(("en", "et", "na"))
    ):
        return text
    if second and second[0][:1].isupper() and not tags & {"determiner", "each"} and not CAPITALS.search(second[0]):
        return text
    return text[:1].lower() + text[1:]


def inflected(o: Outline, first: int, last: int) -> str:
    """The writer's words, with Swedish verbs that follow "och" in the present: "boka och genomföra" → "bokar och genomför"."""
    if o.language != "sv" or o.form == "noun" or first >= last:
        return o.quote(first, last)
    source = o.marked.source
    made, at = [], source.starts[first]
    for index in range(first, last):
        before = o.marked.tokens[index - 1].fold if index else ""
        tags, token = o.tags(index), o.marked.tokens[index]
        if before not in JOINS or "verb" not in tags or not tags & {"inf", "imp"}:
            continue
        if any(o.marked.tokens[step].fold in ("att", "som", "genom") for step in range(first, index)):
            continue
        verb = forms.swedish(source.written(index), o.marked.lexis.lemmas.get(token.fold, ""))
        if verb is not None and (
            fold(verb.base) == token.fold or "imp" in tags and len(token.fold) > 3 and not any(t.startswith("measure:") for t in tags)
        ):
            made += [source.quote(at, source.starts[index]), verb.present]
            at = source.ends[index]
    return "".join((*made, source.quote(at, source.ends[last - 1])))
