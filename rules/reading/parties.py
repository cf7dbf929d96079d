"""What a stretch of words names, read as a whole: a person, a role, a team, or nobody ("the store manager in Täby", "Team Falcon").

Where a text leaves a place for its owner (see `slots`), the place says that somebody stands there, and the head of the phrase says who.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from rules.reading.groups import UNITS
from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.strangers import plain_name

_ABSTRACT = tuple(sorted(both("wording", "abstract")))
_LONGEST = 9
_HEADS = (("role", "roles"), ("role", "role_heads"), ("team", "role_plurals"), ("team", "teams"), ("team", "team_heads"))
_KINDS = frozenset(tag for _, tag in _HEADS) | {"given", "functions"}
_POINTS = both("owners", "directions")
"""What may follow a head that names a place or a rank: "regionchef syd", "account manager II"."""
_ROLE_ENDS = tuple(sorted(both("owners", "role_ends")))
_NOBODY = both("owners", "nobody")
_PLACES = frozenset("i pa for vid hos inom in at for with of from de fran till to".split())
_JOINS = frozenset(("och", "and", "&", "+", "samt"))
_OPENERS = frozenset("the our my a an vår var the min".split())
_AS = frozenset("som as the den our".split())
_DIFFUSE = frozenset(("we", "everyone", "diffuse", "you", "man"))
_TITLED = frozenset(("given", "unsure", "compound", "genitive"))
_ACTING = frozenset(("modal", "have", "be", "pres", "conjunction", "subordinate", "negation"))
_WHERE = 3
"""How many words may say where somebody sits."""
_COUNTING = frozenset(("determiner", "numeral", "each", "of_group"))
_EACH_OF = frozenset("och en av one of the our vara mina my".split())
_INSIDE = ".'\"-/&"


def party(marked: Marked, timed: bytearray, first: int, last: int, *, keyed: bool = False) -> str | None:
    """Whom tokens `first` to `last` name: "person", "role", "team", "diffuse" or None. `keyed`: a word before them says that they own."""
    tokens, tags = marked.tokens, marked.tags
    while first <= last and (tokens[first].kind == "p" or _opens(marked, first)):
        first += 1
    while last >= first and tokens[last].kind == "p":
        last -= 1
    if first < last and "each" in tags[first]:
        return _each(marked, timed, first + 1, last, keyed)
    if first > last or last - first >= _LONGEST:
        return None
    if keyed and (tokens[first].fold in _NOBODY or " ".join(marked.source.folds[first : first + 2]) in _NOBODY):
        return None
    joint = next((at for at in range(first + 1, last) if tokens[at].fold in _JOINS), None)
    if joint is not None:
        return _joint(marked, timed, first, joint, last, keyed)
    if tokens[first].fold in UNITS and first < last and tokens[first + 1].upper:
        return "team"
    head = _headed(marked, first, last)
    if head is not None:
        return head if keyed or _whole(marked, timed, first, last) else None
    if _names(marked, timed, first, last, keyed):
        return "team" if tokens[last].fold in _POINTS and not tags[first] & {"given", "unsure"} else "person"
    if any(tags[at] & _DIFFUSE for at in range(first, last + 1)):
        return "diffuse" if keyed else None
    if tokens[first].fold.endswith(_ROLE_ENDS) and not tags[first] and first == last:
        return "role"
    if not keyed or any(tokens[at].kind == "n" or _doing(marked, at) or tokens[at].fold == "%" for at in range(first, last + 1)):
        return None
    return "person" if last - first < 4 else None


def _opens(marked: Marked, at: int) -> bool:
    if "each" in marked.tags[at]:
        return False
    if len(marked.tokens[at].fold) == 1 and marked.source.line[at + 1] == ".":
        return False  # "A. Lindgren"
    if "determiner" in marked.tags[at] and "each" not in marked.tags[at]:
        return True
    return marked.tokens[at].fold in _OPENERS or marked.tokens[at].fold in ("by", "av", "hos", "pa") and not marked.tokens[at].upper


def _each(marked: Marked, timed: bytearray, first: int, last: int, keyed: bool) -> str | None:
    """ "All five store managers", "var och en av säljarna": each holder of a role."""
    while first < last and (marked.tokens[first].kind == "n" or marked.tags[first] & _COUNTING or marked.tokens[first].fold in _EACH_OF):
        first += 1
    kind = party(marked, timed, first, last, keyed=keyed)
    held = any(marked.tags[at] & {"roles", "role_heads", "role_plurals"} for at in range(first, last + 1))
    return "each" if held and kind in ("role", "team") else kind if kind == "team" else None


def _joint(marked: Marked, timed: bytearray, first: int, joint: int, last: int, keyed: bool) -> str | None:
    """ "Lisa och Per", "sales and marketing": two who own."""
    one, other = (party(marked, timed, *span, keyed=keyed) or _function(marked, *span) for span in ((first, joint - 1), (joint + 1, last)))
    if one is None or other is None:
        return None
    return next((kind for kind in ("person", "role", "team", "diffuse") if kind in (one, other)), None)


def _function(marked: Marked, first: int, last: int) -> str | None:
    return "team" if any(hit.first == first and hit.last == last for hit in marked.all("functions")) else None


_first = attrgetter("first")


def _headed(marked: Marked, first: int, last: int) -> str | None:
    """The kind of the last word that names a role or team, before what says where: "the [SDR lead] in Oslo", "[Team] Nord"."""
    cut = next((at for at in range(first + 1, last + 1) if marked.tokens[at].fold in _PLACES), last + 1)
    found: tuple[int, int, str] | None = None
    for rank, (kind, tag) in enumerate(_HEADS):
        hits = marked.named.get(tag, ())
        for hit in hits[bisect_left(hits, first, key=_first) :]:
            if hit.first >= cut:
                break
            if "owns" in marked.tags[hit.last] and (hit.first == first or marked.tokens[hit.first - 1].fold in _AS):
                continue  # "owner" alone says that, not who
            if hit.last <= last and (found is None or (hit.last, -rank) > found[:2]):
                found = hit.last, -rank, kind
    if found is None:
        return None
    for at in range(found[0] + 1, cut):
        token = marked.tokens[at]
        if not (token.upper or token.kind == "p" or token.kind == "n" or token.fold in _POINTS or "name_part" in marked.tags[at]):
            return None
    if found[2] == "team" and "role_plurals" in marked.tags[found[0]] and "roles" in marked.tags[found[0]] and found[0] == first:
        return "role"  # "säljare": one or many
    if found[2] == "team" and "role_plurals" in marked.tags[found[0]] and found[0] < last and "given" in marked.tags[found[0] + 1]:
        return "role"  # "Fastighetsmäklare Nils"
    return found[2]


def _whole(marked: Marked, timed: bytearray, first: int, last: int) -> bool:
    """Nothing else is said: no doing, no number, no time."""
    for at in range(first, last + 1):
        tags = marked.tags[at]
        if timed[at] or marked.tokens[at].kind == "p" and marked.tokens[at].fold not in _INSIDE:
            return False
        if tags & _KINDS or marked.tokens[at].upper and at > first:
            continue
        if marked.language == "en" and at < last and "object_verbs" not in tags and tags & {"inf", "ing"} and marked.tags[at + 1] & _KINDS:
            continue  # "the export coordinator"
        if marked.tokens[at].kind == "n" or _doing(marked, at) or tags & {"negation", "each", "amount", "numeral"}:
            return False
    return True


def _doing(marked: Marked, at: int) -> bool:
    tags = marked.tags[at]
    if tags & {"modal", "have", "be", "past_be"}:
        return True
    if "verb" in tags and "inf" in tags and at + 1 < len(marked.tags) and "determiner" in marked.tags[at + 1]:
        return True  # "open a store"
    return "verb" in tags and not any(tag.startswith("measure:") for tag in tags) and not (at and marked.tokens[at].upper)


def _names(marked: Marked, timed: bytearray, first: int, last: int, keyed: bool) -> bool:
    """Names alone: "J. Okafor", "Bashir al-Masri", "von Essen", "Nguyen Thi Hoa", and where they stand ("Eskil i Kiruna")."""
    named = given = False
    for at in range(first, last + 1):
        token, tags = marked.tokens[at], marked.tags[at]
        if token.kind == "p":
            if token.fold not in _INSIDE:
                return False
        elif token.kind == "n" or timed[at] and not keyed:
            return False
        elif token.upper:
            text = marked.source.written(at)
            known = len(token.fold) == 1 and marked.source.line[at + 1] == "." or "'" in token.fold[:2]
            known = known or bool(tags & {"given", "unsure"}) and not text.isupper()  # "(LOU)" is a law
            plain = not tags - _TITLED and plain_name(text) and (bool(tags) or not token.fold.endswith(_ABSTRACT))
            if not (plain or given or keyed or known):
                return False
            named, given = True, given or known
        elif named and token.fold in _PLACES and _placed(marked, timed, at + 1, last):
            return True
        elif not ("name_part" in tags or token.fold.startswith(("al-", "el-")) or named and token.fold in _PLACES):
            return False
    return named


def _placed(marked: Marked, timed: bytearray, first: int, last: int) -> bool:
    """ "Bex [in estimating]", "Ali [från lagret]": a place or a department, in small letters."""
    if first > last or "name_part" in marked.tags[first]:
        return False
    return last - first < _WHERE and not any(
        timed[at] or marked.tokens[at].kind != "w" or marked.tags[at] & _ACTING and not marked.tags[at] & _KINDS
        for at in range(first, last + 1)
    )
