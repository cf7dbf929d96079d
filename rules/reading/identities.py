"""Numbers that only name, number, rank or date something, and are no quantity (rulebook §1): "Volvo 240", "steg 2", "top 3"."""

from __future__ import annotations

from rules.reading.phrases import after
from rules.reading.roles import bounded
from rules.reading.scan import Amount, Scan
from rules.reading.text import Token
from rules.reading.vocabulary import own_words

_JOINTS = (",", "and", "och", "&")
_BUILT = frozenset(
    "app appen portal portalen plattform plattformen webb webben site siten sajt sajten platform "
    "website strategi strategin strategy konceptet koncept playbook utgava release".split()
)
"""What comes in numbered editions: "app 2.0"."""
_THE = frozenset("the our these de vara dessa".split())
_BESIDE = frozenset("of between in across at for with from among av mellan i pa hos for med fran bland".split())
_PART = frozenset("% percent procent half halften each one all both any out var varje alla en ett nagon one some most more".split())
_FEW = 10
_YEARS = range(2015, 2041)
_LAST_YEAR = 13
_AT = frozenset("in for of from and to (".split())
"""Before a year of school, or of a plan: "in year 9"."""
_CLOCK, _HOURS = frozenset(("klockan", "kl")), 24
_MEETING = frozenset("compliant compliance certified certification compatible compatibility accredited ready support".split())
"""What a thing is by the edition of a norm: "WCAG 2.2 compliant"."""


def named(scan: Scan, amount: Amount) -> bool:
    """Whether the number only names, numbers or dates something: "ISO 9001", "steg 2", "Volvo 240", "1. Öka", "2027"."""
    tokens, words = scan.tokens, scan.words
    at, first = amount.first - 1, tokens[amount.first]
    follows = amount.last + 1
    following = scan.line[follows]
    if amount.value is None:
        return True
    whole = amount.value == amount.value.to_integral_value()
    fresh = at < 0 or "\n" in scan.source.between(at)
    if fresh and whole and amount.value <= 50 and following in (".", ")") and tokens[follows].glued:
        return follows + 1 < len(tokens) and not tokens[follows + 1].glued
    if at < 0:
        return _year(scan, amount) and amount.noun is None
    prior, fold = tokens[at], tokens[at].fold
    if amount.value <= _HOURS and _hour(scan, amount) or _edition(scan, amount, prior) or fold == "p" and scan.line[at - 1] == "&":
        return True  # "S&P 500"
    if amount.unit is None and (fold in words.heads or amount.noun is None and (_one_more(scan, amount) or _school_year(scan, amount))):
        return True
    if fold == "." and scan.line[at - 1] in ("v", "version") and amount.unit is None:
        return True
    if fold in words.numbered and whole and amount.value <= 50 and amount.unit is None and following in (":", ".", ")", "-"):
        return True
    if fold == "#" and first.glued:
        return True
    if fold == "(" and following == ")" and whole and amount.value <= 20 and amount.unit is None:
        return True
    if fold == "-" and first.glued and prior.glued and at and tokens[at - 1].kind == "w" and amount.unit is None:
        return True
    if amount.unit is not None or amount.sign or amount.bound or at >= len(tokens):
        return False
    if _known_few(scan, amount, fold):
        return True
    if _year(scan, amount) and (amount.noun is None or following == "ars" or fold in words.years or _of_year(scan, amount, fold)):
        return True
    if _version(scan, amount, prior):
        return True
    if not prior.upper or prior.kind != "w" or len(fold) < 3 or amount.noun is not None or at == 0 or scan.dated(at):
        return False
    if scan.ends(at - 1) or tokens[at - 1].fold in ":-(" or scan.source.written(at).isupper() or "\n" in scan.source.between(at - 1):
        return False
    return not (
        fold in words.measures
        or fold in scan.units.stops
        or fold in words.level
        or fold in words.goal
        or bounded(scan, at)
        or after(words.change, scan.line, at)
    )


def _hour(scan: Scan, amount: Amount) -> bool:
    """ "Klockan 20", "8 pm", "8 a.m."."""
    at, after_it = amount.first - 1, amount.last + 1
    if scan.line[at] in _CLOCK or scan.line[at] == "." and scan.line[at - 1] in _CLOCK:
        return True
    if scan.line[after_it] in ("am", "pm"):
        return True
    return scan.line[after_it] in ("a", "p") and scan.line[after_it + 1] == "." and scan.line[after_it + 2] == "m"


def _edition(scan: Scan, amount: Amount, prior: Token) -> bool:
    """ "WCAG 2.2 compliant": which edition of a norm."""
    return prior.upper and amount.noun in _MEETING and scan.source.written(amount.first - 1).isupper()


def _one_more(scan: Scan, amount: Amount) -> bool:
    """ "Scopes 1, 2 and 3": one more of what the number before it names."""
    at = amount.first - 1
    if not scan.found or scan.line[at] not in _JOINTS or scan.found[-1].last != at - 1:
        return False
    before = scan.found[-1]
    return (
        before.role == "name"
        and before.unit is None
        and (scan.line[before.first - 1] in scan.words.heads or scan.line[before.first - 1] in _JOINTS)
    )


def _school_year(scan: Scan, amount: Amount) -> bool:
    """ "In year 9", but "40 a year"."""
    return (
        amount.value is not None
        and amount.value <= _LAST_YEAR
        and scan.line[amount.first - 1] == "year"
        and scan.line[amount.first - 2] in _AT
    )


def _of_year(scan: Scan, amount: Amount, prior: str) -> bool:
    """ "The 2027 plan": the year of one thing; "2 000 customers" are many."""
    if prior in _THE and amount.value in _YEARS:
        return True  # "close the 2026 books"
    return prior in scan.units.stops and amount.noun is not None and scan.language != "sv" and not amount.noun.endswith("s")


def _known_few(scan: Scan, amount: Amount, prior: str) -> bool:
    """ "A merger of the two branches", "mellan de tre kontoren": how many there are of what is known, and none wanted."""
    if prior not in _THE or amount.noun is None or amount.value is None or not 1 < amount.value <= _FEW or scan.found:
        return False
    at = amount.first - 2
    return scan.line[at] in _BESIDE and scan.line[at - 1] not in _PART


def _version(scan: Scan, amount: Amount, prior: Token) -> bool:
    """ "TLS 1.0", "Python 3.12": behind a name that no list knows as a measure."""
    point = "." in scan.tokens[amount.first].fold and amount.last == amount.first
    if point and prior.fold == "in" and amount.noun is None and (scan.line[amount.last + 1] in ("", ".") or scan.dated(amount.last + 1)):
        return True  # "dark mode in 2.0"
    if point and prior.fold in _BUILT and amount.noun is None:
        return True
    return point and prior.upper and prior.kind == "w" and amount.noun is None and prior.fold not in own_words(scan.language)


def _year(scan: Scan, amount: Amount) -> bool:
    token = scan.tokens[amount.first]
    return (
        amount.digits
        and amount.first == amount.last
        and amount.unit is None
        and len(token.fold) == 4
        and token.fold[:2] in ("19", "20")
        and token.fold.isdigit()
    )


def ranked(scan: Scan, amount: Amount) -> bool:
    """Whether the number is a rank: "top 3", "#1 rated", "nr 1", "one of the five largest" is the caller's."""
    words, at = scan.words, amount.first - 1
    fold = scan.line[at]
    if fold == "-" and scan.tokens[amount.first].glued and scan.line[at - 1] in words.ranks:
        return True
    if fold == "." and scan.line[at - 1] in words.ranks:
        at, fold = at - 1, scan.line[at - 1]
    if fold == "#":
        return scan.line[amount.last + 1] in words.rank_glue or scan.line[at - 1] in words.rank_lead
    return fold in words.ranks and amount.unit is None and amount.value is not None and 0 < amount.value <= 100
