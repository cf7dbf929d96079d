"""Quantities without a numeral: factors, fractions, "alla", "minst en", and things made once a cycle (rulebook §2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal

from rules.reading.amounts import divided
from rules.reading.facts import Frame
from rules.reading.numbers import Number, read_number
from rules.reading.phrases import after, before
from rules.reading.scan import Amount, Scan
from rules.reading.units import read_noun, read_unit

Place = Callable[[Scan, Amount], Amount | None]


def factor(scan: Scan, index: int) -> Amount | None:
    """ "fördubbla", "en halvering", "twice as many", "cut in half": a change by a factor; "twice a week" a count of two."""
    words = scan.words
    if scan.dated(index) and scan.line[index] not in words.once:
        return None
    hit = after(words.factors, scan.line, index)
    if hit is not None:
        if scan.line[hit[0] + 1] in words.unfactored:
            return None
        noun, tail = read_noun(scan.tokens, hit[0] + 1, scan.units, scan.frames, plural=True)
        return Amount(
            index, hit[0], Decimal(hit[1]), "factor", "by", unit="x", noun=noun, words=True, settled=True, lead=index - 1, tail=tail
        )
    times = words.once.get(scan.line[index])
    if times is not None:
        frame = scan.frames.get(index) or scan.frames.get(index + 1)
        if (frame is None or frame.kind != "cycle") and scan.line[index - 1] not in ("least", "minst"):
            return None
        return Amount(index, index, Decimal(times), "count", noun="times", words=True, settled=True, lead=index - 1, tail=index)
    if scan.line[index] in scan.spelling.halves and scan.line[index - 1] in words.halved:
        return Amount(index - 1, index, Decimal("0.5"), "factor", "by", unit="x", words=True, settled=True, lead=index - 2, tail=index)
    return None


def fraction(scan: Scan, index: int, place: Place) -> Amount | None:
    """ "hälften av", "en tredjedel", "two thirds of": a share in percent, its role read like any number's."""
    words, tokens = scan.words, scan.tokens
    by = scan.line[index - 1] in words.by
    if scan.dated(index) and not by:
        return None
    hit = after(words.fractions, scan.line, index)
    if hit is not None:
        return place(scan, _shared(index, hit[0] - (tokens[hit[0]].fold in scan.units.stops and hit[0] > index), Decimal(hit[1])))
    if scan.line[index] in scan.spelling.halves:
        return place(scan, _shared(index, index, Decimal(50))) if by else None
    if scan.line[index] in scan.spelling.ones:
        number: Number | None = Number(Decimal(1), index)
    else:
        number = read_number(tokens, index, scan.spelling) if scan.line[index] in scan.spelling.numerals else None
    if number is None or number.value is None:
        return None
    part = words.parts.get(scan.line[number.last + 1])
    follows = number.last + 2
    if part is None or (scan.dated(number.last + 1) and not by):
        return None
    if follows < len(tokens) and tokens[follows].kind == "w" and tokens[follows].fold not in scan.units.stops:
        return None
    return place(scan, _shared(index, number.last + 1, round(number.value * 100 / Decimal(part), 1)))


def _shared(first: int, last: int, value: Decimal) -> Amount:
    return Amount(first, last, value, "share", unit="%", words=True)


def universal(scan: Scan, index: int) -> Amount | None:
    """ "alla", "varje", "endast" as 100 % and "inga" as none of them; whether the claim can be seen is not judged here."""
    words, tokens = scan.words, scan.tokens
    hit = after(words.universals, scan.line, index)
    if hit is None or scan.dated(index):
        return None
    fold, prior, following = tokens[index].fold, scan.line[index - 1], scan.line[hit[0] + 1]
    if following in words.idiom_after or scan.dated(hit[0] + 1) or before(words.idiom_before, scan.line, index - 1) is not None:
        return None
    if scan.found and index <= scan.found[-1].tail:
        return None
    adverb = after(words.adverbs, scan.line, index) is not None
    if not adverb:
        counted = hit[0] + 1
        while counted < min(len(tokens), hit[0] + 4) and tokens[counted].fold in scan.units.determiners:
            counted += 1
        if after(scan.units.units, scan.line, hit[0] + 1) is not None or scan.numeric(counted):
            return None
        if fold in words.whole and prior in words.places:
            return None
    elif scan.numeric(hit[0] + 1):
        return None
    noun, tail = (None, hit[0]) if adverb else read_noun(tokens, hit[0] + 1, scan.units, scan.frames, plural=fold not in words.distributive)
    if hit[1] == 0 and noun is None:
        return None
    amount = Amount(index, hit[0], Decimal(hit[1]), noun=noun, words=True, settled=True, lead=index - 1, tail=tail)
    amount.kind, amount.unit = ("share", "%") if hit[1] else ("count", None)
    return amount


def article(scan: Scan, index: int, place: Place) -> Amount | None:
    """ "one", "minst en", "ett eller flera", "en ny kund i veckan": a count of one. Any other article is none."""
    words, tokens = scan.words, scan.tokens
    fold, prior, following = tokens[index].fold, scan.line[index - 1], scan.line[index + 1]
    if scan.dated(index):
        return None
    amount = Amount(index, index, Decimal(1), words=True)
    if divided(scan, amount):
        return place(scan, amount)
    if prior in words.one_ranked or (
        fold in words.one_always and (following not in words.one_not_before and prior not in words.one_not_after)
    ):
        return place(scan, amount)
    bounded = index > scan.free and (before(words.bound_min, scan.line, index - 1) or before(words.bound_max, scan.line, index - 1))
    more = after(words.one_more, scan.line, index + 1)
    if more is not None or bounded or prior in words.one_counts:
        if more is not None:
            amount.last, amount.bound = more[0], "min"
        measured = read_unit(scan.source, amount.last, scan.units, amount.value)
        if measured.unit is not None and measured.times == 1:
            amount.last, amount.kind, amount.unit = measured.last, measured.unit.kind, measured.unit.name
        elif bounded and more is None and prior in words.limits:
            return None
        return place(scan, amount)
    for at in range(index + 1, min(len(tokens), index + 7)):
        frame = scan.frames.get(at)
        if frame is not None and frame.kind == "cycle" and frame.first != index + 1:
            return None if frame.means else place(scan, amount)
        if frame is not None or tokens[at].kind != "w" or tokens[at].fold in words.barriers or scan.numeric(at):
            break
    return None


def repeated(scan: Scan, cycles: Sequence[Frame]) -> None:
    """Give each cycle to the quantity it counts ("40 möten med nya kunder per vecka"), or read one a cycle ("månatliga kundbrev")."""
    firsts = [amount.first for amount in scan.found]
    made: list[Amount] = []
    for frame in cycles:
        after_it = bisect_right(firsts, frame.last)
        held = scan.found[after_it - 1] if after_it else None
        if held is not None and held.kind == "share" and held.first <= frame.first and held.last >= frame.last:
            continue  # "by a quarter" is a share
        earlier = _earlier(scan, frame, after_it)
        found = earlier if earlier is not None else _later(scan, frame, after_it)
        if found is None:
            made.extend(_made(scan, frame))
            continue
        scan.found[found].rate = scan.found[found].rate or frame.cycle
        if found and found == earlier:
            _coordinated(scan, scan.found[found - 1], scan.found[found], frame)
    if made:
        scan.found.extend(made)
        scan.found.sort(key=lambda amount: amount.first)


def _coordinated(scan: Scan, other: Amount, found: Amount, frame: Frame) -> None:
    """ "40 möten och 5 offerter per vecka": the cycle is of both."""
    if other.rate is not None or other.kind != "count" or found.kind != "count" or other.role == "name" or found.last >= frame.first:
        return
    if found.first - other.last > 7:
        return
    between = tuple(scan.line[step] for step in range(other.last + 1, found.first))
    if any(fold in scan.spelling.ands for fold in between) and "," not in between:
        other.rate = frame.cycle


def _earlier(scan: Scan, frame: Frame, end: int) -> int | None:
    for place in range(end - 1, -1, -1):
        amount = scan.found[place]
        near = max(amount.last, amount.tail)
        if frame.first - near > 15:
            return None
        if amount.role == "name" or amount.kind == "rank":
            continue
        if amount.first >= frame.first:
            return place
        broken = any(scan.ends(at) or (scan.line[at] == "," and at < frame.first - 1) for at in range(near + 1, frame.first))
        return None if broken else place
    return None


def _later(scan: Scan, frame: Frame, begin: int) -> int | None:
    for place in range(begin, len(scan.found)):
        amount = scan.found[place]
        if amount.first - frame.last > 9 or any(scan.ends(at) for at in range(frame.last + 1, amount.first)):
            return None
        if amount.role != "name" and amount.kind != "rank" and amount.rate is None:
            return place
    return None


def _made(scan: Scan, frame: Frame) -> tuple[Amount, ...]:
    """One a cycle of something that is made: after the cycle's adjective, or just before the cycle."""
    if scan.line[frame.first - 1] in _KNOWN:
        return ()  # "the quarterly forecast": which one
    noun, tail = read_noun(scan.tokens, frame.last + 1, scan.units, scan.frames, plural=True)
    if noun is None or not noun.endswith(scan.words.made):
        noun = scan.line[frame.first - 1]
        tail = frame.last
        if not noun.endswith(scan.words.made):
            return ()
    amount = Amount(
        frame.first, frame.last, Decimal(1), "count", noun=noun, rate=frame.cycle, words=True, settled=True, lead=frame.first - 1, tail=tail
    )
    return (amount,)


_KNOWN = frozenset(("the", "den", "det"))
