"""What somebody did, as a list of merits or a report has it: "earned over $2,000", "helped a retailer grow" (rulebook §0)."""

from __future__ import annotations

from rules.reading.outlook import Outlook

_IN_A_ROW = frozenset(("consecutive", "straight"))
_OVER, _MONEY, _BY = frozenset("over more than up to out".split()), frozenset("$£€"), frozenset(("by", "from", "to"))

_LAST, _MY = frozenset("last previous first former".split()), frozenset(("my", "our"))


def _in_years(it: Outlook) -> bool:
    """ "In three years": how long it took, where the past is told of."""
    return all(frame.begin == it.today and it.tokens[frame.first].fold in ("in", "over") for frame in it.frames if frame.kind == "deadline")


def did(it: Outlook, start: int) -> bool:
    """ "Helped a retailer grow", "earned over $2,000": an object behind a past form, as in a list of merits."""
    ahead = it.coming and not _in_years(it)
    if it.marked.language != "en" or ahead or start + 2 >= len(it.tokens) or "prefix_skip" in it.tags[0]:
        return False
    own = it.tags[start]
    if "past" not in own or own & {"inf", "pres"}:
        return False
    if "sup" not in own and "part" not in own:
        return True  # "grew the territory": no participle
    if "determiner" in it.tags[start + 1] and "each" not in it.tags[start + 1]:
        return True
    if not _IN_A_ROW.isdisjoint(it.marked.source.folds):
        return True  # "managed a store, exceeding goals for eight quarters"
    if any(fold in _LAST and it.marked.source.folds[step - 1] in _MY for step, fold in enumerate(it.marked.source.folds) if step):
        return True  # "increased sales by 30 % in my last role"
    if own & {"up", "down"} or it.bound and not it.exceeding or it.prefixed:
        return False
    after = start + 1
    while after < len(it.tokens) - 1 and (it.tags[after] & {"particle", "about"} or it.tokens[after].fold in _OVER):
        after += 1
    number = it.tokens[after].kind == "n" or it.tokens[after].fold in _MONEY or "numeral" in it.tags[after]
    return number and not it.framed[after] and it.tokens[after].fold not in _BY
