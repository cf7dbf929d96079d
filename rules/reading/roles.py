"""What a number is for: a target, the starting value, the amount of a change, or only a name (rulebook §1, §2)."""

from __future__ import annotations

from typing import Literal

from rules.reading.facts import Role
from rules.reading.phrases import after, before
from rules.reading.scan import ARROWS, ASIDE, Amount, Scan


def read_lead(scan: Scan, amount: Amount) -> None:
    """Currency and sign before the number join it; bounds and approximations before those set `bound`; `lead` is what stands before all."""
    tokens, words = scan.tokens, scan.words
    at = amount.first - 1
    if at >= scan.free and amount.kind in ("number", "money") and tokens[at].fold in scan.units.prefixes:
        unit = scan.units.prefixes[tokens[at].fold]
        if amount.kind == "number":
            amount.kind, amount.unit = "money", unit.name
            amount.value = None if amount.value is None else amount.value * unit.times
        amount.first, at = at, at - 1
        if at >= scan.free and tokens[at].glued is False and tokens[at].fold == "us" and tokens[at + 1].glued:
            amount.first, at = at, at - 1
    if at >= scan.free and tokens[at].fold in ("+", "-", "±") and tokens[at + 1].glued and amount.digits:
        apart = not tokens[at].glued or at == 0 or tokens[at - 1].kind == "p"
        if tokens[at].fold != "-":
            amount.sign, amount.first, at = tokens[at].fold, at, at - 1
        elif apart and (amount.kind in ("share", "points", "money") or scan.line[at - 1] in words.measures):
            amount.sign, amount.first, at = "-", at, at - 1
            amount.value = None if amount.value is None else -amount.value
    for _ in range(4):
        if at < scan.free or tokens[at].fold not in words.led:
            break
        if tokens[at].fold == ">" and scan.line[at - 1] == "=":
            break
        hit = before(words.bound_min, scan.line, at)
        bound: Literal["min", "max"] = "min"
        other = before(words.bound_max, scan.line, at)
        if other is not None and (hit is None or other[0] < hit[0]):
            hit, bound = other, "max"
        if hit is not None and hit[0] >= scan.free:
            amount.bound = amount.bound or bound
            amount.limit = amount.limit or tokens[at].fold in words.limits
            amount.climb = amount.climb or tokens[at].fold in words.goal
            at = hit[0] - 1
            continue
        hit = before(words.approx, scan.line, at)
        if hit is None or hit[0] < scan.free:
            break
        at = hit[0] - 1
    amount.lead = at


def read_bound_after(scan: Scan, amount: Amount) -> None:
    """ "10+", "60 or higher", "tre kunder eller fler"."""
    for at in (amount.last + 1,) if amount.tail == amount.last else (amount.last + 1, amount.tail + 1):
        if scan.line[at] not in scan.words.followed:
            continue
        for phrases, bound in ((scan.words.after_min, "min"), (scan.words.after_max, "max")):
            hit = after(phrases, scan.line, at)
            if hit is None or scan.dated(at):
                continue
            follows = hit[0] + 1
            if (
                hit[0] == at
                and follows < len(scan.tokens)
                and (scan.tokens[follows].kind == "n" or scan.line[follows] in scan.spelling.numerals)
            ):
                continue
            amount.bound = amount.bound or ("min" if bound == "min" else "max")
            if at == amount.last + 1:
                amount.tail = max(amount.tail, hit[0])
            return


def changed(scan: Scan, index: int, near: bool) -> int | None:
    """The first token of a change verb or noun before `index` in the same clause. `near`: nothing but its object may stand between."""
    tokens, words = scan.tokens, scan.words
    for at in range(index, max(-1, index - (10 if near else 24)), -1):
        fold = tokens[at].fold
        if after(words.change, scan.line, at) is not None or fold in words.growth or fold.endswith(words.growth_endings):
            return at
        if scan.ends(at) or after(words.means, scan.line, at) is not None:
            return None
        if near and (fold in ",:=(" or tokens[at].kind == "n" or fold in words.level):
            return None
    return None


def headed(scan: Scan, at: int) -> bool:
    """Whether a growth noun at `at` is a head ("tillväxt på", "growth of") and no modifier ("growth plan")."""
    if at + 1 < len(scan.tokens) and scan.tokens[at + 1].fold in scan.words.growth_tail:
        at += 1
    if at + 1 >= len(scan.tokens) or scan.dated(at + 1):
        return True
    following = scan.tokens[at + 1]
    return following.kind != "w" or following.fold in scan.units.stops or following.fold in scan.words.level or bounded(scan, at + 1)


def bounded(scan: Scan, at: int) -> bool:
    words = scan.words
    if scan.line[at] not in words.led:
        return False
    return any(before(phrases, scan.line, at) is not None for phrases in (words.bound_min, words.bound_max, words.approx))


def _grown_before(scan: Scan, amount: Amount) -> bool:
    words = scan.words
    for at in range(amount.lead, max(-1, amount.lead - 9), -1) if scan.grows else ():
        fold = scan.tokens[at].fold
        if fold in words.growth or fold.endswith(words.growth_endings):
            direct = at == amount.lead - 1 and scan.line[amount.lead] in scan.units.stops
            return headed(scan, at) and (amount.kind in ("share", "money", "points") or direct)
        if scan.ends(at) or (scan.tokens[at].kind == "n" and not scan.dated(at)) or (scan.found and at <= scan.found[-1].tail):
            return False
    return False


def _grown_after(scan: Scan, amount: Amount) -> bool:
    tokens, words = scan.tokens, scan.words
    for at in (amount.last + 1, amount.tail + 1):
        if at < len(tokens) and after(words.comparative, scan.line, at) is not None:
            return True
    for at in range(amount.last + 1, min(len(tokens), amount.last + 7)) if scan.grows else ():
        token = tokens[at]
        if token.fold in words.growth or token.fold.endswith(words.growth_endings):
            return headed(scan, at)
        if (
            token.fold in scan.units.stops
            or (token.kind == "p" and token.fold not in "-&/")
            or (scan.dated(at) and scan.frames[at].kind != "cycle")
        ):
            return False
    return False


def _goal_follows(scan: Scan, index: int) -> bool:
    """Whether "to 45", "→ 45" or "till minst 45" comes soon after `index`, before the sentence ends."""
    tokens = scan.tokens
    for at in range(index, min(len(tokens) - 1, index + 14)):
        if scan.ends(at):
            return False
        if tokens[at].fold in scan.words.goal or tokens[at].fold in ARROWS:
            if after(scan.words.fractions, scan.line, at + 1) is not None:
                return True
            for step in range(at + 1, min(len(tokens), at + 5)):
                token = tokens[step]
                if (
                    token.kind == "n" or token.fold in scan.spelling.numerals or token.fold in scan.spelling.placeholders
                ) and not scan.dated(step):
                    return True
                if (
                    token.fold not in scan.units.prefixes
                    and token.fold not in scan.spelling.ones
                    and not bounded(scan, step)
                    and token.kind == "w"
                ):
                    break
    return False


def _started(scan: Scan, amount: Amount) -> bool:
    """Whether the number is the starting value: "från 12 % till", "(idag 38 %)", "was 4,1", "to 60 from 45"."""
    tokens, words, lead = scan.tokens, scan.words, amount.lead
    if lead < 0 or not scan.opens:
        return False
    fold = tokens[lead].fold
    if fold in words.origin:
        if _goal_follows(scan, amount.last + 1) or scan.line[lead - 1] in words.up or scan.line[lead - 1] in ASIDE:
            return True
        earlier = scan.found[-1] if scan.found else None
        if earlier is not None and earlier.role in ("target", "by") and lead - earlier.tail <= 8:
            near = lead - earlier.tail <= 3 and scan.line[earlier.lead] in (*words.goal, *words.by)
            if near or (earlier.role == "target" and earlier.unit == amount.unit is not None and scan.line[lead - 1] == ","):
                return True
            if amount.unit is None and amount.kind == "number" and earlier.unit is not None and scan.line[lead - 1] == ",":
                return True  # "till 3,0 Mkr senast 30 april, från 4,1"
        return amount.kind in ("share", "points") and changed(scan, lead - 1, near=True) is not None
    if before(words.compared, scan.line, lead) is not None:
        return True
    aside = False
    for at in range(lead, max(-1, lead - 5), -1):
        fold = tokens[at].fold
        aside = aside or fold in ASIDE
        hit = before(words.baseline, scan.line, at)
        if hit is not None:
            bare = at == lead and amount.kind in ("count", "number") and scan.line[hit[0] - 1] not in ("(", ",", "-")
            return not bare or bool(scan.found) or hit[0] == 0 or _goal_follows(scan, amount.last + 1)
        if aside and before(words.aside, scan.line, at) is not None:
            return True
        if at == lead and scan.line[at - 1] in ASIDE and before(words.aside, scan.line, at) is not None:
            return True
        if fold not in words.baseline_gap and fold not in ASIDE and fold not in ":=,":
            break
    aside_after = after(words.baseline_after, scan.line, amount.last + 2) if scan.line[amount.last + 1] == "(" else None
    if aside_after is not None and scan.line[aside_after[0] + 1] == ")":
        return True
    opened = any(scan.line[at] in ASIDE for at in (lead, lead - 1))
    held = scan.frames.get(lead - 1)
    if opened and held is not None and held.kind == "comparison":
        return True
    return opened and after(words.baseline_after, scan.line, amount.tail + 1) is not None


def read_role(scan: Scan, amount: Amount) -> Role:
    """The role of a number from the words around it; "name" is settled before (see `named`)."""
    tokens, words, lead = scan.tokens, scan.words, amount.lead
    prior = scan.line[lead]
    if amount.sign and prior in words.origin and _goal_follows(scan, amount.last + 1):
        return "baseline"  # "NPS from +40 to +60"
    if amount.sign:
        return "target" if prior in words.measures or prior in words.goal else "by"
    if prior in words.plus:
        return "by"
    if _started(scan, amount):
        return "baseline"
    if prior in words.goal and scan.line[lead - 1] not in words.amount_to:
        return "target"
    if prior in words.by:
        verb = changed(scan, lead - 1, near=False)
        if verb is not None:
            fresh = scan.line[amount.last + 1] in words.new and amount.kind == "count" and verb == lead - 1
            return "target" if fresh else "by"
        if amount.kind in ("share", "money", "points") and scan.language != "sv" and not scan.line[lead - 1].endswith("ed"):
            return "by"  # but "heated by 100 % surplus steam"
    if prior == "with" and amount.kind in ("share", "points") and amount.noun is None and changed(scan, lead - 1, near=False) is not None:
        return "by"
    if _grown_after(scan, amount) or _grown_before(scan, amount):
        return "by"
    if amount.limit or lead < 0 or amount.kind not in ("share", "money", "points", "duration", "number"):
        return "target"
    if prior in words.up:
        return "by"
    token = tokens[lead]
    verb = changed(scan, lead, near=True) if token.kind == "w" or token.fold in ")/" else None
    if verb is None or (prior in scan.units.stops and verb != lead):
        return "target"
    return "by"
