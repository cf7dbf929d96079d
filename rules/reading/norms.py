"""What is lived up to or let in on: "meet Volvo's requirements", "anpassa webbplatsen till WCAG", "give the shops access to stock"."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked

_MEETING, _GIVING = both("wording", "norm_verbs"), both("wording", "access_verbs")
_NORMS, _ANYBODY = tuple(sorted(both("wording", "norm_heads"))), frozenset("customers customer users user kundernas kunders market".split())
_ACCESS = frozenset("access tillgang atkomst behorighet".split())
_WHOSE = frozenset("in of under for from by set laid i enligt for pa fran av om till to with".split())
_DONE = frozenset(("inf", "imp", "pres", "sup", "part"))
_OPEN = frozenset(("quality", "amount"))
_NEAR, _FAR = 5, 8


def lived_up_to(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """First and last token of a norm that is named and met, or of a door that is opened."""
    words = marked.source.words
    if not marked.lexis.forms(_MEETING).isdisjoint(words) and (met := _met(marked, side)) is not None:
        return met
    return _let_in(marked, side) if not _ACCESS.isdisjoint(words) and not marked.lexis.forms(_GIVING).isdisjoint(words) else None


def _met(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Uppfylla kraven i arbetsmiljölagen", "meet Volvo's requirements", "adapt the site to WCAG": whose norm it is can be told."""
    forms = marked.lexis.forms(_MEETING)
    for index, token in enumerate(marked.tokens):
        if token.fold not in forms or side[index] or marked.tags[index].isdisjoint(_DONE):
            continue
        if any(marked.tags[step] & _OPEN and not side[step] for step in range(index)):
            return None  # "fler elever ska nå kraven"
        for step in range(index + 1, min(index + _FAR, len(marked.tokens))):
            word = marked.tokens[step]
            if marked.tags[step] & _OPEN or word.kind == "p" and word.fold in ".;:" or word.fold in _ANYBODY:
                break
            if step > index + 1 and word.upper and _standard(marked, step):
                return index, step
            if word.fold.endswith(_NORMS) and _told(marked, index, step):
                return index, step
    return None


def _standard(marked: Marked, step: int) -> bool:
    """A norm by its letters, behind "to" or "with": "to WCAG", "enligt GDPR"."""
    return marked.source.written(step).isupper() and len(marked.tokens[step].fold) > 2 and marked.tokens[step - 1].fold in _WHOSE


def _told(marked: Marked, verb: int, norm: int) -> bool:
    """Whose norm: a name before it, or where it stands behind it."""
    if any(marked.tokens[step].upper for step in range(verb + 1, norm)):
        return True
    after = norm + 1
    return after + 1 < len(marked.tokens) and marked.tokens[after].fold in _WHOSE and marked.tokens[after + 1].fold not in _ANYBODY


def _let_in(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Give the shops access to stock levels": who gets in where."""
    forms = marked.lexis.forms(_GIVING)
    for index, token in enumerate(marked.tokens):
        if token.fold not in forms or side[index] or marked.tags[index].isdisjoint(_DONE) or not index and "pres" in marked.tags[index]:
            continue
        for step in range(index + 2, min(index + _NEAR + 1, len(marked.tokens) - 2)):
            if marked.tags[step] & _OPEN:
                break
            if marked.tokens[step].fold in _ACCESS and marked.tokens[step + 1].fold in ("to", "till", "i"):
                after = marked.tags[step + 2] | (marked.tags[step + 3] if step + 3 < len(marked.tokens) else frozenset())
                return None if after & (_OPEN | {"indefinite"}) else (index, step)
    return None
