"""What somebody did, as a list of merits or a report has it: "earned over $2,000", "helped a retailer grow" (rulebook §0)."""

from __future__ import annotations

from rules.reading.outlook import Outlook

_IN_A_ROW = frozenset(("consecutive", "straight"))
_OVER, _MONEY, _BY = frozenset("over more than up to out".split()), frozenset("$£€"), frozenset(("by", "from", "to"))


def did(it: Outlook, start: int) -> bool:
    """ "Helped a retailer grow", "earned over $2,000": an object behind a past form, as in a list of merits."""
    if it.marked.language != "en" or it.coming or start + 2 >= len(it.tokens) or "prefix_skip" in it.tags[0]:
        return False
    own = it.tags[start]
    if "past" not in own or own & {"inf", "pres"}:
        return False
    if "determiner" in it.tags[start + 1] and "each" not in it.tags[start + 1]:
        return True
    if not _IN_A_ROW.isdisjoint(it.marked.source.folds):
        return True  # "managed a store, exceeding goals for eight quarters"
    if own & {"up", "down"} or it.bound and not it.exceeding or it.prefixed:
        return False
    after = start + 1
    while after < len(it.tokens) - 1 and (it.tags[after] & {"particle", "about"} or it.tokens[after].fold in _OVER):
        after += 1
    number = it.tokens[after].kind == "n" or it.tokens[after].fold in _MONEY or "numeral" in it.tags[after]
    return number and not it.framed[after] and it.tokens[after].fold not in _BY
