"""One number with its unit, as far as its own tokens tell: amounts, marks, shares, factors, occasions (rulebook §2)."""

from __future__ import annotations

from rules.reading.numbers import parse, read_number
from rules.reading.phrases import after
from rules.reading.roles import changed, headed
from rules.reading.scan import Amount, Scan
from rules.reading.units import read_noun, read_unit

_TAKEN = frozenset("hire recruit onboard appoint buy order anstall anstalla rekrytera kop kopa".split())
"""Verbs that take people or things by number."""


def read_amount(scan: Scan, index: int) -> Amount | None:
    """Number, multiplier and unit from `index` on, without what stands before. A role is settled only where the digits are no amount."""
    number = read_number(scan.tokens, index, scan.spelling)
    if number is None:
        return None
    token = scan.tokens[index]
    amount = Amount(index, number.last, number.value, words=number.words, placeholder=number.placeholder, digits=token.kind == "n")
    if (number.value is None and not number.placeholder) or (amount.digits and _identity(scan, amount)):
        return _name(amount)
    if _multiplied(scan, amount) or divided(scan, amount):
        return amount
    at = amount.last + 1
    prefixed = index > scan.free and scan.tokens[index - 1].fold in scan.units.prefixes
    measured = read_unit(scan.source, amount.last, scan.units, amount.value, prefixed)
    amount.times, amount.last = measured.times, measured.last
    if measured.unit is not None:
        amount.kind, amount.unit = measured.unit.kind, measured.unit.name
    if amount.value is not None:
        amount.value = amount.value * measured.times
    if (
        amount.last < at
        and amount.digits
        and scan.line[at] == "-"
        and scan.glued(at)
        and scan.glued(at + 1)
        and scan.tokens[at + 1].kind == "w"
    ):
        amount.last = at + 1
        return amount if scan.line[at + 1] in scan.words.tens else _name(amount)
    return amount


def _name(amount: Amount) -> Amount:
    amount.role, amount.settled = "name", True
    return amount


def _identity(scan: Scan, amount: Amount) -> bool:
    """Telephone numbers, ordinals, clock times, "24/7": digits that are no amount. Takes in all of it."""
    tokens, fold, at = scan.tokens, scan.tokens[amount.first].fold, amount.last + 1
    if at < len(tokens) and len(fold) > 1 and fold[0] == "0" and fold.replace(" ", "").isdigit():
        while at < len(tokens) and (tokens[at].kind == "n" or (tokens[at].fold == "-" and tokens[at].glued)) and at - amount.first < 12:
            at += 1
        amount.last = at - 1
        return True
    if not scan.glued(at):
        return False
    following, second = scan.line[at], scan.line[at + 1]
    if following == "d" and fold in ("2", "3"):
        amount.last = at
        return True  # "2D"
    if following == ":" and scan.glued(at + 1):
        if (tokens[at + 1].kind == "n" and second != "1") or second in scan.words.ordinals:
            amount.last = at + 1
            return True
    elif following == "/" and scan.glued(at + 1) and tokens[at + 1].kind == "n":
        whole = parse(second, scan.language)
        marked = whole is not None and amount.value is not None and whole in scan.words.full and amount.value <= whole
        if not marked and scan.line[at + 2] not in scan.units.partitives:
            amount.last = at + 1
            return True
    elif following in scan.units.ordinals and len(following) > 1 and (scan.language != "sv" or following != "st"):
        amount.last = at
        return True
    return False


def _multiplied(scan: Scan, amount: Amount) -> bool:
    """ "2x", "3 ggr så många", "10-fold", "3:1" are factors; "tio gånger" is a count of occasions."""
    words, at = scan.words, amount.last + 1
    fold = scan.line[at]
    if fold == ":" and scan.line[at + 1] == "1" and scan.glued(at) and scan.glued(at + 1):
        amount.kind, amount.unit, amount.last, amount.settled = "factor", "x", at + 1, True
        if amount.value == 1:
            _name(amount)
        return True
    if fold == "-" and scan.glued(at) and scan.line[at + 1] in words.fold:
        at, fold = at + 1, scan.line[at + 1]
    prior = scan.line[amount.first - 1]
    if fold in words.times:
        verb = None if scan.dated(at + 1) or prior in words.goal else changed(scan, amount.first - 1, near=True)
        whole = amount.value is None or amount.value == amount.value.to_integral_value()
        if scan.line[at + 1] not in words.fold_as and verb is None and whole:
            amount.kind, amount.noun, amount.tail, amount.last = "count", fold, at, at
            return True
    elif fold not in words.fold and not (fold in words.x and not scan.numeric(at + 1)):
        return False
    if prior in _TAKEN and at + 1 < len(scan.tokens) and scan.tokens[at + 1].kind == "w":
        amount.kind, amount.noun, amount.tail, amount.last = "count", scan.line[at + 1], at + 1, at
        return True  # "hire 2x account executives"
    amount.kind, amount.unit, amount.last = "factor", "x", at
    multiple = any(scan.line[step].rpartition("-")[2] in words.multiples for step in range(at + 1, at + 4))
    multiple = multiple or (prior in words.multiples and changed(scan, amount.first - 1, near=True) is None)
    grown = any(
        (scan.line[step] in words.growth or scan.line[step].endswith(words.growth_endings)) and headed(scan, step)
        for step in (at + 1, at + 2)
    )
    if grown or not multiple and prior not in words.goal and prior not in words.level and prior not in scan.units.partitives:
        amount.role = "by"
    amount.settled = True
    return True


def divided(scan: Scan, amount: Amount) -> bool:
    """ "8 av 10 kunder" and "1 in 3" are shares, "4,5 av 5" and "4/5" marks."""
    at = amount.last + 1
    slash = scan.line[at] == "/" and scan.glued(at)
    hit = (at, True) if slash else after(scan.words.share_of, scan.line, at)
    if amount.value is None or hit is None or not scan.numeric(hit[0] + 1):
        return False
    whole = read_number(scan.tokens, hit[0] + 1, scan.spelling)
    if whole is None or whole.value is None or not 0 <= amount.value <= whole.value <= 100 or whole.value < 2:
        return False
    if after(scan.units.units, scan.line, whole.last + 1) is not None:
        return False
    noun, tail = read_noun(scan.tokens, whole.last + 1, scan.units, scan.frames, plural=True)
    amount.last, amount.digits = whole.last, False
    if whole.value in scan.words.full and (slash or noun is None or amount.value != int(amount.value)):
        amount.kind, amount.unit = "points", f"/{int(whole.value)}"
        return True
    amount.value = round(amount.value * 100 / whole.value, 1)
    amount.kind, amount.unit, amount.noun, amount.tail = "share", "%", noun, tail
    return True
