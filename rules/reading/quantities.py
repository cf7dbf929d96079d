"""Quantities: every number a text states, with unit, noun, bound, rate and role (rulebook §1, §2, §4).

Only number tokens and the trigger words of lexicon/*/quantities.toml start the grammar; everything else is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import compress

from rules.reading.amounts import read_amount
from rules.reading.facts import Frame, Quantity
from rules.reading.identities import named, ranked
from rules.reading.memo import Memo
from rules.reading.numbers import spelling, stands_in
from rules.reading.pairs import paired, series
from rules.reading.phrases import after, before, forward, single
from rules.reading.roles import changed, read_bound_after, read_lead, read_role
from rules.reading.scan import ARROWS, Amount, Scan, new_scan
from rules.reading.text import Source, kind_of
from rules.reading.units import read_noun
from rules.reading.worded import article, factor, fraction, repeated, universal

_new = tuple.__new__
_LONG = ("day", "week", "month", "quarter", "year")
Reader = Callable[[Scan, int], Amount | None]


def find_quantities(source: Source, frames: Sequence[Frame], language: str) -> tuple[Quantity, ...]:
    """Every quantity of `source`, in order; `frames` are its time expressions, whose numbers are dates (a length's are not)."""
    triggers = _triggers(language)
    tokens, folds = source.tokens, source.folds
    starts = list(compress(range(len(folds)), map(_starts(language).__getitem__, folds)))
    cycles = [frame for frame in frames if frame.kind == "cycle" and not frame.means]
    if not starts and not cycles:
        return ()
    scan = new_scan(source, frames, language)
    for index in starts:
        if index < scan.free:
            continue
        token = tokens[index]
        amount = _numeral(scan, index) if token.kind == "n" else triggers[token.fold](scan, index)
        if amount is not None:
            scan.found.append(amount)
            scan.free = amount.last + 1
    if len(scan.found) > 1:
        paired(scan)
        series(scan)
    if cycles:
        repeated(scan, cycles)
    return tuple([_finished(scan, amount) for amount in scan.found])


def bare(quantity: Quantity) -> bool:
    """Whether a quantity says neither what it counts nor in what unit: the raw material of `unit_missing` (rulebook §2)."""
    named_or_whole = quantity.role == "name" or quantity.placeholder or quantity.value == 0
    return quantity.unit is None and quantity.noun is None and not named_or_whole and quantity.kind in ("number", "points", "count")


@cache
def _triggers(language: str) -> Mapping[str, Reader]:
    """What each word that can start a quantity is read by; the first reader listed for a word wins."""
    found: dict[str, Reader] = {}
    lexicon = spelling(language)
    listed: tuple[tuple[Reader, Mapping[str, object]], ...] = (
        (_article, lexicon.ones), (_half, lexicon.halves), (_part, forward(language, "factors")), (_part, forward(language, "fractions")),
        (factor, single(language, "occasions", "once")), (_worded, lexicon.numerals), (_worded, lexicon.collectives),
        (_stand_in, lexicon.placeholders), (_stand_in, lexicon.letters), (_stand_in, lexicon.signs),
        (universal, forward(language, "universals")),
    )  # fmt: skip
    for reader, folds in listed:
        for fold in folds:
            found.setdefault(fold, reader)
    return found


@cache
def _starts(language: str) -> Memo[bool]:
    """Whether a token can start a quantity: a figure or a word that triggers a reader."""
    triggers = _triggers(language)
    return Memo(lambda fold: fold in triggers or kind_of(fold) == "n")


def _article(scan: Scan, index: int) -> Amount | None:
    return _worded(scan, index) or article(scan, index, _placed)


def _half(scan: Scan, index: int) -> Amount | None:
    return _numeral(scan, index) or factor(scan, index) or fraction(scan, index, _placed)


def _part(scan: Scan, index: int) -> Amount | None:
    return factor(scan, index) or fraction(scan, index, _placed) or universal(scan, index)


def _worded(scan: Scan, index: int) -> Amount | None:
    return fraction(scan, index, _placed) or _numeral(scan, index)


def _stand_in(scan: Scan, index: int) -> Amount | None:
    """A placeholder, where a unit, a noun or a change tells that a number is meant ("XX %", "X nya kunder", "öka med X")."""
    token = scan.tokens[index]
    if token.fold in scan.spelling.letters and not stands_in(scan.tokens, index) and (not token.upper or scan.glued(index + 1)):
        return None
    amount = _numeral(scan, index)
    if amount is None or amount.unit is not None:
        return amount
    if token.kind == "p":
        return amount if token.fold == "_" and (amount.last > amount.first or amount.noun is not None) else None
    if token.fold in scan.spelling.placeholders:
        return amount
    if _paired(scan, index):
        return amount
    if scan.line[index - 1] in scan.words.by or (scan.line[amount.lead] in scan.words.goal and amount.lead < index - 1):
        return amount
    return amount if amount.noun is not None and scan.line[index - 1] not in scan.words.outside else None


def _paired(scan: Scan, index: int) -> bool:
    """ "From X to Y": one letter for the starting value, another for the target."""
    letters, line = scan.spelling.letters, scan.line
    if line[index - 1] in scan.words.origin:
        return line[index + 1] in _TO and line[index + 2] in letters
    return line[index - 1] in _TO and line[index - 2] in letters


_TO = frozenset(("to", "till"))


def _numeral(scan: Scan, index: int) -> Amount | None:
    """The quantity whose number begins at `index`, complete."""
    if scan.dated(index) and not (scan.frames[index].kind == "cycle" and scan.line[index + 1] in scan.words.times):
        return None
    amount = read_amount(scan, index)
    return None if amount is None else _placed(scan, amount)


def _placed(scan: Scan, amount: Amount) -> Amount:
    """Complete an amount from the words around it: range, noun, bounds, rank, name, role."""
    if amount.role == "name":
        amount.lead, amount.tail = amount.first - 1, amount.last
        if amount.last > amount.first and scan.line[amount.last] in scan.units.ordinals and (amount.value or 0) <= 100:
            if scan.line[amount.last + 1] in scan.words.ranks:
                amount.kind, amount.role, amount.last = "rank", "target", amount.last + 1
            elif scan.line[amount.first - 1] in scan.words.ranks:
                amount.kind, amount.role = "rank", "target"
        return amount
    start = amount.first
    read_lead(scan, amount)
    _ranged(scan, amount)
    plus = amount.last + 1
    if (
        amount.value is not None
        and scan.line[plus] == "+"
        and scan.glued(plus)
        and not (scan.glued(plus + 1) and scan.tokens[plus + 1].kind == "n")
    ):
        amount.last, amount.bound = plus, amount.bound or "min"
    if amount.tail < amount.last and amount.kind in ("number", "count", "share", "money", "physical"):
        amount.noun, amount.tail = read_noun(scan.tokens, amount.last + 1, scan.units, scan.frames, plural=amount.value != 1)
        if (
            amount.noun is None
            and amount.kind == "number"
            and scan.found
            and (before(scan.words.of_which, scan.line, amount.lead) is not None or _of_the(scan, amount.lead))
        ):
            amount.noun = scan.found[-1].noun
    amount.tail = max(amount.tail, amount.last)
    read_bound_after(scan, amount)
    if amount.kind == "number" and amount.noun is None:
        if amount.tail > amount.last:
            amount.noun, tail = read_noun(scan.tokens, amount.tail + 1, scan.units, scan.frames, plural=True)
            amount.tail = max(amount.tail, tail)
        elif scan.found and after(scan.words.of_them, scan.line, amount.last + 1) is not None:
            amount.noun = scan.found[-1].noun
        else:
            amount.noun = _counted_before(scan, amount)
    if amount.climb and amount.noun is None:
        amount.bound, amount.limit = None, True
    if _rank(scan, amount):
        return amount
    if not amount.placeholder and (named(scan, amount) or _attribute(scan, amount)):
        amount.role, amount.noun = "name", None
        return amount
    if amount.kind == "number":
        measured = start and not scan.words.measures.keys().isdisjoint(scan.line[max(0, amount.lead - 2) : amount.lead + 1])
        amount.kind = "count" if amount.noun is not None else "points" if measured else "number"
    if amount.kind == "factor" and amount.limit:
        amount.role = "target"
    if not amount.settled:
        amount.role = read_role(scan, amount)
    return amount


def _of_the(scan: Scan, at: int) -> bool:
    """ "8 vunna anbud av de 20 vi lämnar", "8 tenders won out of the 20 we submit"."""
    return scan.line[at] in ("de", "the") and scan.line[at - 1] in ("av", "of")


def _counted_before(scan: Scan, amount: Amount) -> str | None:
    """The noun of "antalet medlemmar från 120 till 150", "number of active users: 500"."""
    for at in range(amount.lead - 1, max(-1, amount.lead - 10), -1):
        if scan.line[at] in scan.units.counters:
            noun, tail = read_noun(scan.tokens, at + 1, scan.units, scan.frames, plural=True)
            return noun if tail < amount.first else None
        if scan.ends(at):
            return None
    return None


def _rank(scan: Scan, amount: Amount) -> bool:
    """ "top 3", "nr 1", "en av de fem största"; a "topp 10-lista" is a name."""
    words, at = scan.words, amount.first - 1
    superlative = scan.line[at] in words.articles and before(words.among, scan.line, at - 1) is not None
    superlative = superlative and any(scan.line[amount.last + step] in words.superlative for step in (1, 2))
    if not superlative and not ranked(scan, amount):
        return False
    amount.kind, amount.unit = "rank", None
    amount.first -= scan.line[at] == "#"
    if scan.line[amount.last + 1] in words.rank_lists or (
        scan.line[amount.last + 1] == "-" and scan.line[amount.last + 2] in words.rank_lists
    ):
        amount.role = "name"
    return True


def _attribute(scan: Scan, amount: Amount) -> bool:
    """A long duration that only describes a thing ("1 month boot-camp", "5 års garanti")."""
    following = amount.last + 1
    if amount.kind != "duration" or amount.unit not in _LONG or following >= len(scan.tokens) or amount.bound is not None:
        return False
    token, unit = scan.tokens[following], scan.line[amount.last]
    content = token.kind == "w" and token.fold not in scan.units.stops and not scan.dated(following)
    return content and (unit in scan.units.genitives or (unit == amount.unit and scan.language != "sv"))


def _ranged(scan: Scan, amount: Amount) -> None:
    """Join the second end of a range; "12 → 15 %" and "öka X 45 till 60" are a from–to, whose second end is read on its own."""
    words, at = scan.words, amount.last + 1
    fold = scan.line[at]
    if amount.value is None or fold == "":
        return
    if fold in ARROWS or (fold == "=" and scan.line[at + 1] == ">"):
        amount.role, amount.settled = "baseline", True
        return
    prior = scan.line[amount.lead]
    between = fold in scan.spelling.ands and prior in words.between
    if not between and fold != "-" and fold not in words.span:
        return
    step = at + 1 + (scan.line[at + 1] in scan.units.prefixes)
    if not scan.numeric(step) or prior in words.origin:
        return
    second = read_amount(scan, step)
    unit = (
        second.unit if second is not None and step == at + 1 else scan.units.prefixes[scan.line[step - 1]].name if step > at + 1 else None
    )
    if amount.unit is not None and unit is not None and amount.unit != unit:
        return
    if (
        fold in words.span
        and not between
        and (prior in words.up or changed(scan, amount.lead, near=True) is not None and prior not in words.by)
    ):
        amount.role, amount.settled = "baseline", True
        return
    if second is None or second.value is None or second.role == "name" or second.kind in ("factor", "rank") and second.kind != amount.kind:
        return
    value = amount.value
    if amount.times == 1 and amount.unit in (None, second.unit) or (amount.times == 1 and second.unit is None):
        scale = second.times
        value = value * scale if value * scale <= second.value else value
    if second.value <= value:
        return
    amount.value, amount.upper, amount.last = value, second.value, second.last
    if amount.unit is None:
        amount.unit, amount.kind = second.unit, second.kind
    if second.noun is not None:
        amount.noun, amount.tail = second.noun, second.tail
    if between:
        amount.lead -= 1


def _plain(value: Decimal | None) -> Decimal | None:
    """A million as 1000000 and not 1E+6: the same number always prints the same."""
    return Decimal(int(value)) if value is not None and "E+" in str(value) else value


def _finished(scan: Scan, amount: Amount) -> Quantity:
    starts, ends = scan.source.starts, scan.source.ends
    return _new(Quantity, (
        starts[amount.first], ends[amount.last], _plain(amount.value), amount.kind, amount.role, amount.first, amount.last,
        _plain(amount.upper), amount.unit, amount.noun, amount.bound, amount.rate, amount.placeholder, amount.words,
    ))  # fmt: skip
