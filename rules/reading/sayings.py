"""Slogans, offers, praise and moods: what a firm prints on its walls or says to a guest, and nobody is to reach (rulebook §0)."""

from __future__ import annotations

from rules.reading.marking import Hit
from rules.reading.outlook import Outlook

_SAID = frozenset(("slogan", "offers", "feeling", "praising"))
_OFFERED = 12
"""Tokens in which an offer is looked for."""
_LITTLE = frozenset(
    """together tillsammans every each day dag dagen varje always alltid simply helt enkelt just a an en ett the to for till i in and och
    & you your dig din er ert us oss we vi life livet hela all alla than an""".split()
)
"""Words beside which a quality stands alone: "better together", "smartare varje dag"."""
_SIGNS = frozenset(".-|/•·+–—!")
_DEED = frozenset(("inf", "imp"))
_LONG, _ROW, _QUOTE = 8, 5, 14
_QUOTES = frozenset("\"'")
_SPOKEN = frozenset("is are was sounds means isn't isnt ar var later betyder blir".split())
_HOPING = frozenset("hope hoping hoppas hopefully".split())
_MEANT = frozenset("to for we i att vi jag kunna fa na ha kan we'll i'll".split())


def saying(it: Outlook, start: int) -> str:
    """Which kind of saying the text is, or ""."""
    if not it.marked.present.isdisjoint(_SAID) and (found := _phrased(it, start)):
        return found
    if it.counted:
        return ""
    folds = it.marked.source.folds
    if folds[0] in _QUOTES and _quoted(it):
        return "advice"
    if folds[start] in _HOPING and not it.bound and start + 1 < len(folds) and folds[start + 1] not in _MEANT and _clause(it, start):
        return "background"
    return "heading" if _single_words(it, start) or _quality_alone(it, start) else ""


def _phrased(it: Outlook, start: int) -> str:
    """By a phrase that is only said: "by your side", "while stocks last", "fed up", "well done"."""
    marked = it.marked
    if any(hit.first <= start + 1 for hit in marked.all("praising")) and not (it.counted or it.coming):
        return "greeting"
    if "offers" in marked.present and not _ours(it) and any(_offered(it, start, hit) for hit in marked.all("offers")):
        return "description"
    if any(hit.first == start or it.tokens[hit.first].fold in ("if", "om") for hit in marked.all("feeling")) and not it.counted_thing:
        return "background"
    if it.counted or it.coming or it.bound or "modal" in marked.present or it.ours():
        return ""
    if marked.all("feeling") and it.tags[start].isdisjoint(_DEED):
        return "background"
    for hit in marked.all("slogan"):
        if len(it.tokens) - start <= _LONG + 2 and (it.tags[start].isdisjoint(_DEED) or hit.first == start) and "aim" not in marked.present:
            return "heading"
    return ""


def _ours(it: Outlook) -> bool:
    """Somebody of ours is to do it, or a wish is spoken."""
    return it.ours() or "aim" in it.marked.present or "up" in it.tags[0] or "down" in it.tags[0]


def _offered(it: Outlook, start: int, hit: Hit) -> bool:
    """ "Book a table today", "buy two, get one free"; what is to be introduced by a day, or done so many times, is no offer."""
    if hit.first >= start + _OFFERED or it.coming and it.tokens[hit.first].fold in ("free", "fri"):
        return False
    own = it.tags[start]
    if "verb" not in own or own.isdisjoint(_DEED):
        return True
    if hit.first == start:
        return not (it.counted or it.bound or it.cycle)
    return hit.last >= len(it.tokens) - 2 and not (it.coming or it.bound)


def _quoted(it: Outlook) -> bool:
    """ "'Be better' is too vague": what is said of a wording."""
    tokens = it.tokens
    end = next((step for step in range(2, min(_QUOTE, len(tokens) - 1)) if tokens[step].fold in _QUOTES), -1)
    return end > 0 and tokens[end + 1].fold in _SPOKEN


def _clause(it: Outlook, start: int) -> bool:
    """A verb in the present or past follows."""
    return any("verb" in own and own & {"pres", "past"} or "be" in own for own in it.tags[start + 2 :])


def _single_words(it: Outlook, start: int) -> bool:
    """ "Simple. Safe. Local.", "Quality – Care – Respect": words in a row with a stop behind each."""
    rest = it.tokens[start:]
    if not _ROW <= len(rest) <= _LONG + 2 or it.prefixed or rest[1].fold not in _SIGNS:
        return False
    row = rest[:-1] if len(rest) % 2 == 0 else rest
    return all((token.kind == "w") if place % 2 == 0 else (token.fold in _SIGNS) for place, token in enumerate(row))


def _quality_alone(it: Outlook, start: int) -> bool:
    """ "Smarter every day", "helt enkelt bättre": a quality, and nothing that is to have it."""
    if it.amount or it.coming or it.bound or "quality" not in it.marked.present or not 2 <= len(it.tokens) - start <= _LONG:
        return False
    qualities = 0
    for token, own in zip(it.tokens[start:], it.tags[start:], strict=True):
        named = any(tag.startswith("measure:") for tag in own) and not token.fold.endswith(("er", "are"))
        if "quality" in own and token.fold not in _LITTLE and not named:
            qualities += 1
        elif token.kind == "n" or token.kind == "w" and token.fold not in _LITTLE:
            return False
    return qualities > 0
