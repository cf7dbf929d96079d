"""Words that name a person, a role, a team or a company, listed or by their pattern."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.strangers import announces, plain_name, second_name, stranger, surname, words_of

GROUPS = (
    ("person", ("given",)),
    ("role", ("roles", "role_heads")),
    ("plural", ("role_plurals",)),
    ("team", ("teams", "team_heads")),
    ("function", ("functions",)),
    ("diffuse", ("diffuse", "everyone")),
)
"""Kinds of names, and the tags that show them."""
UNITS = both("owners", "units")  # what a place's name makes a team: "butik Täby", "kontor Lund"
_KINDS = tuple((name, kind) for kind, names in reversed(GROUPS) for name in names)  # the last is outweighed by the first
_NAMES = frozenset(name for name, _ in _KINDS)
_OF_BODY = ("kommuns", "stads", "universitets", "hogskolas")
_SHARES = ("andelen", "mangden", "kostnaden", "antalet", "volymen")  # of energy or water
_LAW = 3  # letters of an abbreviation that is a name by chance: "LOU"
_LEADING = frozenset(("region", "landstinget", "stiftelsen", "brf"))
_FINITE = frozenset(("modal", "pres", "have"))
_LOOSE = frozenset("verb be have modal preposition determiner conjunction subordinate indefinite quality".split())
_TITLES = frozenset(
    "manager executive lead director officer engineer coordinator partner associate rep specialist designer analyst advisor leader".split()
)
"""Heads of English titles, in Swedish too."""
_LITTLE = frozenset("verb preposition determiner function modal quality indefinite aim roles teams functions".split())


def find_groups(marked: Marked, timed: bytearray) -> Iterator[tuple[int, int, str]]:
    """Runs of tokens that name a person, role, team or company, longest first at each place. No word of a time (`timed`) is a name."""
    best: dict[int, tuple[int, str]] = {}
    for name, kind in () if marked.present.isdisjoint(_NAMES) else _KINDS:
        for first, last, _ in marked.named.get(name, ()):
            owning = first == last and "owns" in marked.tags[first] and not _owns_a_thing(marked, first)
            if not owning and last >= best.get(first, (-1, ""))[0]:
                best[first] = (last, kind)
    done = 0
    for index in sorted({*best, *marked.source.capitals}) if best else marked.source.capitals:
        if index < done:
            continue
        if marked.tokens[index].fold in UNITS and surname(marked, index + 1):
            yield index, index + 1, "team"  # "Butik Täby"
            done = index + 2
            continue
        if index not in best or best[index][1] in ("person", "diffuse"):
            body = _body(marked, index)
            if body is not None:
                yield index, body, "diffuse"
                done = body + 1
                continue
        if index not in best:
            end = None if timed[index] else stranger(marked, timed, index)
            if end is not None:
                done = end + 1
                plain = all(map(plain_name, words_of(marked, index, end)))
                if plain or any(tags & _FINITE for tags in marked.tags[done : done + 1]):
                    yield index, end, "person" if plain and not announces(marked, index, end) else "diffuse"
            continue
        last, kind = best[index]
        if index == last == 0 and kind == "role" and "verb" in marked.tags[0] and marked.has(1, "determiner"):
            continue  # "Champion the pilot"
        if kind == "team" and index == last and "everyone" in marked.tags[index] and not _modified(marked, index):
            kind = "diffuse"  # "95 % of staff"
        if kind == "person":
            if not is_name(marked, index):
                continue
            while last + 1 < len(marked.tokens) and (surname(marked, last + 1) or second_name(marked, last + 1)):
                last += 1
        elif marked.language == "en":
            last, kind = _noun_run(marked, best, last, kind)
            while (
                (kind == "role" or last == index and marked.tokens[index].fold == "team" and "verb" not in marked.tags[index])
                and last + 1 < len(marked.tokens)
                and marked.tokens[last + 1].upper
                and marked.tokens[last + 1].kind == "w"
                and not marked.has(last + 1, "modal")
            ):
                last += 1
        elif kind in ("team", "role", "plural"):
            while (
                last + 1 < len(marked.tokens)
                and marked.tokens[last + 1].upper
                and marked.tokens[last + 1].kind == "w"
                and marked.source.starts[last + 1] > marked.source.ends[last]
            ):
                last += 1
                one = kind == "plural" or marked.tokens[index].fold.endswith("ansvariga")
                kind = "role" if one and ("given" in marked.tags[last] or not marked.tags[last] - {"compound"}) else kind
        yield index, last, kind
        done = last + 1


def _owns_a_thing(marked: Marked, index: int) -> bool:
    """ "The campaign owner": of what says the word before, as in "product owner"."""
    if marked.language != "en" or not index or "role_heads" not in marked.tags[index] or marked.tokens[index - 1].kind != "w":
        return False
    return not marked.tags[index - 1] & _LOOSE and not marked.has(index - 1, "aim")


def _body(marked: Marked, index: int) -> int | None:
    """The last token of a company, club or authority by what ends its name: "Härryda kommun", "Sundsvalls OK", "Karlstad Fotboll"."""
    if not marked.tokens[index].upper or marked.tags[index] & _LITTLE:
        return None
    if marked.tokens[index].fold in UNITS and surname(marked, index + 1):
        return None
    if marked.tokens[index].fold in _LEADING and index + 1 < len(marked.tokens) and marked.tokens[index + 1].upper:
        return None if marked.has(index, "teams") or marked.has(index + 1, "team_heads") else index + 1  # "Region Skåne"
    for last in (index + 1, index + 2):
        if last >= len(marked.tokens) or marked.tokens[last].kind != "w":
            return None
        tags, upper = marked.tags[last], marked.tokens[last].upper
        if "body" in tags and marked.tokens[last].fold.endswith(_OF_BODY):
            return None  # "Klippans kommuns befolkning"
        if "body" in tags and not marked.tokens[index].fold.endswith(_SHARES) or "company_ends" in tags and upper:
            return last
        if not upper or tags & _LITTLE:
            return None
    return None


def _modified(marked: Marked, index: int) -> bool:
    """ "The sales staff": whose."""
    if not index or marked.tokens[index - 1].kind != "w":
        return False
    return not marked.tags[index - 1] & {"determiner", "preposition", "each", "conjunction", "quality", "verb", "amount", "indefinite"}


def _noun_run(marked: Marked, best: dict[int, tuple[int, str]], last: int, kind: str) -> tuple[int, str]:
    """English names a group by the last of its nouns: "customer engineering team", "sales team lead"."""
    while last + 1 in best and marked.tokens[last + 1].kind == "w" and best[last + 1][1] in ("team", "role", "plural", "function"):
        last, kind = best[last + 1]
    return last, kind


def is_name(marked: Marked, index: int) -> bool:
    token, tags = marked.tokens[index], marked.tags[index]
    if "unsure" in tags:
        told = marked.source.line[index + 1] in ("att", "to") and marked.has(index + 2, "inf")
        called = not index and marked.source.line[1] == "," and len(marked.tags) > 2 and bool(marked.tags[2] & {"inf", "imp", "please"})
        return token.upper and (
            told or called or any(own & _FINITE for own in marked.tags[index + 1 : index + 2]) or surname(marked, index + 1)
        )
    text = marked.source.written(index)
    return not (len(text) == _LAW and text.isupper()) if token.upper else not (tags - {"given", "genitive"})


def _newly(marked: Marked, index: int) -> bool:
    return index > 0 and marked.tokens[index - 1].fold.endswith("ly") and not marked.tags[index].isdisjoint({"past", "part", "sup"})


def _named_role(marked: Marked, index: int) -> bool:
    """A role with its holder's name behind it."""
    if not marked.has(index, "role_heads") or index + 1 >= len(marked.tokens) or not marked.tokens[index + 1].upper:
        return False
    return marked.has(index + 1, "given") or surname(marked, index + 1) and surname(marked, index + 2)


def modifies(marked: Marked, index: int, first: int, kind: str) -> bool:
    """An unlisted word before a group belongs to its name: "the Housing Department", "Bifrost team"."""
    token, tags = marked.tokens[index], marked.tags[index]
    if token.kind != "w" or kind not in ("team", "role", "plural") or first - index > 3:
        return False
    if marked.language == "sv" and token.upper and kind == "team" and (index == 0 or not tags) and not tags & {"verb", "preposition"}:
        return True  # "Key account-teamet", "Nordic Growth squad", "Region Väst-teamet"
    if marked.language == "en" and "verb" in tags and marked.has(first, "role_heads"):
        if marked.has(index - 1, "determiner") or marked.source.line[index - 1].endswith("'s"):
            return True  # "the export manager", "the council's housing officer"
        if not index and _acts(marked, first + 1):
            return True  # "Practice manager has …"
    if marked.language == "en" and "verb" in tags and (not index or marked.tokens[index - 1].kind == "p") and _named_role(marked, first):
        return True  # "Export manager Kristjan", but "Hire manager"
    if marked.language == "en" and kind != "team" and ("-" in token.fold or _newly(marked, index)):
        return True  # "German-speaking AE", "newly hired rep"
    if marked.language == "sv" and kind == "role" and marked.tokens[first].fold in _TITLES:
        return not tags & (_LOOSE | {"negation", "function", "owns"}) and not token.upper  # "ska client manager Ottilia …"
    if "function" in tags and any(tag.startswith("measure:") for tag in tags):
        return marked.language == "en"  # "Revenue operations manager"
    if not tags.isdisjoint(("preposition", "modal", "function", "conjunction")) or "verb" in tags and not (token.upper and index):
        return False
    return marked.language == "en" and not tags & {"have", "be", "past_be", "negation", "we", "i", "you", "owns", "subordinate"}


def _acts(marked: Marked, index: int) -> bool:
    """A verb that only a doer before it can have: "signs", "has", "will"."""
    if index >= len(marked.tags):
        return False
    tags = marked.tags[index]
    return bool(tags & {"modal", "have"}) or "pres" in tags and "inf" not in tags and "noun" not in tags
