"""What is there or not, by its name alone: a new thing, a signed paper, a race run, a standing, one thing for another (rulebook §1, §2)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.objects import planned, plural, suffixed

_ARTICLES = frozenset("a an one another en ett the den det our my vart var".split())
_NEW = frozenset("new own second third fourth ny nytt egen eget andra tredje fjarde forsta first".split())
_RANKS = frozenset("second third fourth first andra tredje fjarde forsta".split())
_TRAVELLED, _RACES = both("wording", "travelled"), tuple(sorted(both("wording", "races")))
_SWITCHING, _LEAVING = both("wording", "switching"), both("wording", "leaving")
_INTANGIBLE, _SETTLED = tuple(sorted(both("wording", "intangible"))), both("wording", "settled_papers")
_NOVEL = _NEW | _SETTLED
"""Without one of these nothing is new or settled."""
_ABSTRACT = tuple(sorted(both("wording", "abstract")))
_OPEN = frozenset(("quality", "amount", "up", "down", "change_noun", "effort", "ability", "loose", "meta", "aim", "virtues"))
_GROWN = frozenset(
    f"measure:{name}"
    for name in "revenue profit margin leads csat customer_value market_share standing reach relations quality_word culture".split()
)
_SIZED = frozenset(("change_noun", "loose"))
_FIRST, _WON = frozenset(("first", "forsta")), frozenset(f"measure:{name}" for name in "deals customers orders someone order".split())
_WHO = frozenset(("roles", "role_plurals", "role_heads"))
_FROM, _TO, _OVER = frozenset(("from", "fran")), frozenset(("to", "till")), frozenset(("over", "across"))
_INTO = frozenset("to till across over around round runt genom through from fran".split())
_BREAKS = frozenset(("preposition", "conjunction", "subordinate"))
_BECOMING = frozenset("become becoming bli".split())
_HOLDERS = tuple(sorted(both("wording", "holders")))
_AT = frozenset("till to of at for hos i in av with".split())
_PUT, _PLACING = frozenset("put putting".split()), frozenset("up in".split())
_HAVING = frozenset(("ha", "have", "fa", "get"))
_OPENED = frozenset("open opened oppet oppen oppna bemannad bemannade bemanna staffed staff manned".split())
_SWAPPING = frozenset("byta byt change switch replace swap".split())
_PAGE = frozenset("sidan page topp top".split())
_DEED = frozenset(("inf", "imp"))
_NEAR, _FAR = 4, 7


def feat(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """First and last token of what is there or not."""
    folds, words = marked.source.folds, marked.source.words
    if not _NOVEL.isdisjoint(words) and (found := _novel(marked)) is not None:
        return found
    if "opening_hours" in marked.present and (found := _open(marked, side)) is not None:
        return found
    if not _SWAPPING.isdisjoint(words) and (found := _swapped(marked, side)) is not None:
        return found
    if "google" in words and not _PAGE.isdisjoint(words):
        return folds.index("google"), folds.index("google")
    if not marked.lexis.forms(_TRAVELLED).isdisjoint(words) and (found := _travelled(marked, side)) is not None:
        return found
    if not marked.lexis.forms(_SWITCHING).isdisjoint(words) and (found := _switched(marked, side)) is not None:
        return found
    if not _BECOMING.isdisjoint(words) and (found := _admitted(marked, side)) is not None:
        return found
    return _placed(marked, side) if not _PUT.isdisjoint(words) else None


def _opening(marked: Marked) -> int:
    """Behind a label or an owner and the colon or dash."""
    head = marked.source.folds[:_FAR]
    return next((step + 1 for step in range(len(head) - 1, 0, -1) if head[step] in (":", "-") and not marked.tokens[step].glued), 0)


def _novel(marked: Marked) -> tuple[int, int] | None:
    """ "Ny prislista före mässan", "a second warehouse by 2028", "a signed contract with Ericsson": one thing, and no verb of its own."""
    tokens = marked.tokens
    at = _opening(marked)
    at += at < len(tokens) and tokens[at].fold in _HAVING
    if at >= len(tokens):
        return None
    pointed = tokens[at].fold in _ARTICLES
    at += pointed
    if at + 1 >= len(tokens):
        return None
    fold = tokens[at].fold
    settled = fold in _SETTLED
    first = fold in _FIRST and not marked.tags[at + 1].isdisjoint(_WON)
    if not (settled or first) and (fold not in _NEW or fold in _RANKS and not pointed):
        return None
    last = _thing(marked, at + 1, settled)
    if last is None or marked.language == "en" and not pointed and marked.tags[last] & _WHO:
        return None
    after = marked.tags[last + 1 :]
    if any(own & {"modal", "be", "have", "past_be"} for own in after[:_NEAR]) and not settled:
        return None
    return at, last


def _thing(marked: Marked, first: int, settled: bool) -> int | None:
    """The last token of the noun that begins here, if one of it can be pointed at."""
    last = first
    while last < len(marked.tokens) and marked.tokens[last].kind == "w" and marked.tags[last].isdisjoint(_BREAKS) and last < first + _NEAR:
        own = marked.tags[last]
        if "function" in own and last > first or not own.isdisjoint(("modal", "be", "have", "past_be")):
            break
        last += 1
    words = range(first, last)
    if not words or any(marked.tags[at] & (_OPEN if not settled else _OPEN - _SIZED) for at in words):
        return None
    head = last - 1
    if marked.tags[head] & _GROWN and not planned(marked, [head]):
        return None
    if "verb" in marked.tags[head] and marked.tags[head] & {"inf", "past"} and marked.tags[head].isdisjoint(("seen",)):
        return None
    many = marked.language == "en" and plural(marked, head)
    return head if _tangible(marked, head) and not many else None


def _tangible(marked: Marked, index: int) -> bool:
    """No frame of mind, level or doing."""
    fold = marked.tokens[index].fold
    return not fold.endswith(_INTANGIBLE) and ("seen" in marked.tags[index] or not fold.endswith(_ABSTRACT))


def _travelled(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Springa Göteborgsvarvet", "swim the Channel", "cycle from London to Paris"."""
    forms = marked.lexis.forms(_TRAVELLED)
    for index, token in enumerate(marked.tokens):
        if token.fold not in forms or side[index] or not marked.tags[index] & _DEED and not (index and "pres" in marked.tags[index]):
            continue
        at = index + 1
        led = at < len(marked.tokens) and marked.tokens[at].fold in _INTO
        at += led
        while at < len(marked.tokens) and marked.tokens[at].fold in _ARTICLES:
            at += 1
        for step in range(at, min(at + _NEAR, len(marked.tokens))):
            word = marked.tokens[step]
            if word.kind != "w" or not marked.tags[step].isdisjoint(_BREAKS) or not (word.upper or marked.tags[step].isdisjoint(_OPEN)):
                break
            if word.fold.endswith(_RACES) and not led:
                return index, step
            if step == at and word.upper and token.fold not in _RUN and not (led and token.fold in _GO):
                return index, step
    return None


_RUN, _GO = frozenset(("run", "runs")), frozenset("ga gar aka aker".split())
"""Of what is run, a race alone is a feat: firms and campaigns are run too."""


def _switched(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Gå från papper till e-fakturor", "switch to HubSpot": what is used instead, no attitude, quality or way of being."""
    forms, folds = marked.lexis.forms(_SWITCHING), marked.source.folds
    for index, fold in enumerate(folds):
        if fold not in forms or side[index] or not marked.tags[index] & _DEED and not (index and "pres" in marked.tags[index]):
            continue
        moved = index + 1 + (index + 1 < len(folds) and folds[index + 1] in _OVER)
        leaves = marked.lexis.lemmas.get(fold) in _LEAVING or moved > index + 1
        of = next((step for step in range(moved, min(moved + _NEAR, len(folds))) if folds[step] in _FROM), -1)
        to = next((step for step in range(max(of, moved), min(max(of, moved) + _FAR, len(folds) - 1)) if folds[step] in _TO), -1)
        if to < 0 or of < 0 and not leaves or any(marked.tags[step] & _OPEN or _vague_word(marked, step) for step in range(index + 1, to)):
            continue
        end = _party(marked, to + 1)
        if end is not None:
            return index, end
    return None


def _party(marked: Marked, first: int) -> int | None:
    """What one goes over to."""
    last = first + (marked.tokens[first].fold in _ARTICLES)
    begin = last
    while last < len(marked.tokens) and last < begin + _NEAR and marked.tokens[last].kind == "w" and marked.tags[last].isdisjoint(_BREAKS):
        if marked.tags[last] & _OPEN or _vague_word(marked, last):
            return None
        last += 1
    return last - 1 if last > begin and _tangible(marked, last - 1) and "ing" not in marked.tags[last - 1] else None


def _vague_word(marked: Marked, step: int) -> bool:
    """A frame of mind, or who one is."""
    fold = marked.tokens[step].fold
    return fold.endswith(_INTANGIBLE) or bool(marked.tags[step] & _WHO)


def _admitted(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Bli leverantör till Ikea", "become a member of the BCC": a standing that somebody named gives."""
    for index, token in enumerate(marked.tokens):
        if token.fold not in _BECOMING or side[index]:
            continue
        at = index + 1 + (index + 1 < len(marked.tokens) and marked.tokens[index + 1].fold in _ARTICLES)
        for step in range(at, min(at + 2, len(marked.tokens) - 2)):
            if marked.tags[step] & _OPEN:
                break
            if marked.tokens[step].fold.endswith(_HOLDERS) and marked.tokens[step + 1].fold in _AT:
                named = step + 2 + (marked.tokens[step + 2].fold in _ARTICLES)
                if named < len(marked.tokens) and (marked.tokens[named].upper or _institution(marked, step + 2)):
                    return index, named
                break
    return None


def _institution(marked: Marked, at: int) -> bool:
    """ "The chamber of commerce", "branschföreningen": one that can be pointed at, and no market."""
    if at >= len(marked.tokens) or marked.tags[at] & {"market", "world"}:
        return False
    pointed = marked.tokens[at].fold in ("the", "den", "det") and at + 1 < len(marked.tokens) and marked.tags[at + 1].isdisjoint(_OPEN)
    return pointed or suffixed(marked, at)


def _open(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Hålla öppet på söndagar", "open at weekends": when there is somebody there."""
    hit = marked.all("opening_hours")[0]
    first = next((step for step in range(hit.first) if marked.tokens[step].fold in _OPENED), -1)
    return None if first < 0 or side[first] else (first, hit.last)


def _swapped(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Byta växel", "change CRM", "switch bank": one thing for another, no attitude or habit."""
    for index, token in enumerate(marked.tokens[:-1]):
        if token.fold not in _SWAPPING or side[index] or marked.tags[index].isdisjoint(_DEED) or index > 4:
            continue
        last = index + 1
        while last < len(marked.tokens) and marked.tokens[last].kind == "w" and marked.tags[last].isdisjoint(_BREAKS):
            if not marked.tags[last].isdisjoint(_OPEN) or "function" in marked.tags[last] or marked.has(last, "determiner"):
                return None
            last += 1
        noun = last - 1
        if noun == index or marked.tokens[noun].fold in _INTANGIBLE or plural(marked, noun) or not _tangible(marked, noun):
            return None
        return index, noun
    return None


def _placed(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Put up charging points at all stores": what hangs or stands there afterwards."""
    for index in range(len(marked.tokens) - 2):
        if marked.tokens[index].fold not in _PUT or side[index] or marked.tokens[index + 1].fold not in _PLACING:
            continue
        last = index + 2
        while last < len(marked.tokens) and marked.tokens[last].kind == "w" and marked.tags[last].isdisjoint(_BREAKS):
            if marked.tags[last] & _OPEN or marked.tokens[last].fold.endswith(_INTANGIBLE):
                return None
            last += 1
        return (index, last - 1) if last > index + 2 else None
    return None
