"""Words that name a person, a role, a team or a company, listed or by their pattern."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.lexicon import both
from rules.reading.marking import Marked

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
_STOPS = frozenset(".:;!?-")
_OF_BODY = ("kommuns", "stads", "universitets", "hogskolas")
_DOING = frozenset(("modal", "pres", "inf"))
_TURNING = frozenset(("up", "down", "reach"))
_SHARES = ("andelen", "mangden", "kostnaden", "antalet", "volymen")  # of energy or water
_QUOTED = frozenset(("'", '"', "”"))
_LAW = 3  # letters of an abbreviation that is a name by chance: "LOU"
_ARABIC = ("al-", "el-")
_LEADING = frozenset(("region", "landstinget", "stiftelsen", "brf"))
_FINITE = frozenset(("modal", "pres", "have"))
_LOOSE = frozenset("verb be have modal preposition determiner conjunction subordinate indefinite quality".split())
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
        if marked.tokens[index].fold in UNITS and _surname(marked, index + 1):
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
            end = None if timed[index] else _stranger(marked, timed, index)
            if end is not None:
                done = end + 1
                plain = all(map(plain_name, _words(marked, index, end)))
                if plain or any(tags & _FINITE for tags in marked.tags[done : done + 1]):
                    yield index, end, "person" if plain and not _announces(marked, index, end) else "diffuse"
            continue
        last, kind = best[index]
        if index == last == 0 and kind == "role" and "verb" in marked.tags[0] and marked.has(1, "determiner"):
            continue  # "Champion the pilot"
        if kind == "team" and index == last and "everyone" in marked.tags[index] and not _modified(marked, index):
            kind = "diffuse"  # "95 % of staff"
        if kind == "person":
            if not is_name(marked, index):
                continue
            while last + 1 < len(marked.tokens) and (_surname(marked, last + 1) or _second(marked, last + 1)):
                last += 1
        elif marked.language == "en":
            last, kind = _noun_run(marked, best, last, kind)
            while (
                kind == "role"
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
    if marked.tokens[index].fold in UNITS and _surname(marked, index + 1):
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


def plain_name(text: str) -> bool:
    """Written as a person's name is: no abbreviation ("EMEA"), product ("MarineGEO", "Linux64") or single letter."""
    return len(text) > 1 and not any(char.isdigit() for char in text) and all(map(_capital, text.replace("'", "-").split("-")))


def _capital(part: str) -> bool:
    rest = part[3:] if part[:3] == "Mac" else part[2:] if part[:2] in ("Mc", "De", "Le", "La", "Di") else part
    return not any(char.isupper() for char in rest[1:])


def _words(marked: Marked, first: int, last: int) -> list[str]:
    return [marked.source.written(step) for step in range(first, last + 1) if len(marked.tokens[step].fold) > 1]


def _announces(marked: Marked, first: int, last: int) -> bool:
    """ "Walmart aims to …", "General Electric plans to …": a company's name, by how it speaks, unless a given name is in it."""
    if any("given" in marked.tags[step] for step in range(first, last + 1)):
        return False
    return any(hit.first == last + 1 for hit in marked.all("announcing"))


def _modified(marked: Marked, index: int) -> bool:
    """ "The sales staff": whose."""
    if not index or marked.tokens[index - 1].kind != "w":
        return False
    return not marked.tags[index - 1] & {"determiner", "preposition", "each", "conjunction", "quality", "verb", "amount", "indefinite"}


def unlisted(marked: Marked, index: int) -> bool:
    """A capitalised word that no list knows. Inside a sentence that goes for a likeness of a compound too: "Ragnvald" is no "-vald"."""
    token, tags = marked.tokens[index], marked.tags[index]
    if token.kind != "w" or not token.upper or len(token.fold) < 2:
        return False
    return not tags - {"compound"} or "compound" in tags and bool(index) and marked.tokens[index - 1].fold not in _STOPS


def _stranger(marked: Marked, timed: bytearray, index: int) -> int | None:
    """The last token of a name no list knows, by its pattern: two capitalised unlisted words, or one that opens a clause as its doer.

    Asked of capitalised tokens alone.
    """
    tokens = marked.tokens
    token = tokens[index]
    if len(token.fold) == 1 and marked.source.line[index + 1] == "." and index + 2 < len(tokens) and tokens[index + 2].upper:
        return index + 2 if len(tokens[index + 2].fold) > 2 else None  # "J. Lindgren"
    if index == 0 and not marked.tags[0] and len(tokens) > 3 and tokens[1].upper and len(tokens[1].fold) == 1:
        return 1 + (tokens[2].fold == ".")  # "Abdi M."
    if marked.source.line[index - 1] in _QUOTED:
        return None  # "Vipps Login": what something is called
    if not unlisted(marked, index):
        return _prefixed_name(marked, index)
    last = index
    while last + 1 < len(tokens) and last < index + 2 and _surname(marked, last + 1) and marked.source.spaced(last):
        last += 1
    if last == index and marked.has(index + 1, "name_part") and _surname(marked, index + 2):
        last = index + 2  # "Femke de Wit"
    if last == index and index + 1 < len(tokens) and tokens[index + 1].fold.startswith(_ARABIC):
        last = index + 1  # "Bashir al-Masri"
    after = last + 1
    if after + 1 >= len(tokens):
        return last if last > index else None
    tags = marked.tags[after]
    transitive = (
        "pres" in tags
        and "verb" in tags
        and tags & {"deliver", "act", "up", "down"}
        and not marked.tags[after + 1] & {"preposition", "conjunction"}
    )
    if last > index:
        return last
    opens = index == 0 or bool(timed[index - 1]) or tokens[index - 1].fold in _STOPS or tokens[index - 1].fold == ","
    if opens and _announces(marked, index, last):
        return last  # "UPD remains committed to …"
    if opens and not tags & _FINITE and _two_do(marked, after):
        return last  # "Jo and Wim host …"
    if opens and tags & {"modal", "have"} and not token.fold.endswith("s"):
        return last  # "Kenji must have …"
    if opens and tokens[after].fold == "to" and marked.language == "en" and _sets_to(marked, after + 1):
        return last  # "Quorra to renew all 14 agreements"
    if opens and transitive and tokens[after + 1].kind in "wn" and not token.fold.endswith(("en", "et", "na", "an", "ing", "s", "ion")):
        return last
    return None


def _sets_to(marked: Marked, index: int) -> bool:
    """A deed upon something counted or pointed at."""
    if index + 1 >= len(marked.tags) or not {"inf", "verb"} <= marked.tags[index] or marked.tags[index] & _TURNING:
        return False
    return marked.tokens[index + 1].kind == "n" or not marked.tags[index + 1].isdisjoint(("determiner", "numeral", "each"))


def _two_do(marked: Marked, index: int) -> bool:
    """Behind a name: "and", another that no list knows, and what they do to something: "Globex and Initech renew in Q2" are customers."""
    if "conjunction" not in marked.tags[index] or index + 3 >= len(marked.tokens):
        return False
    other = marked.tokens[index + 1]
    if not (unlisted(marked, index + 1) or other.upper and "given" in marked.tags[index + 1]) or not plain_name(
        _words(marked, index + 1, index + 1)[0]
    ):
        return False
    doing = [
        step for step in range(index + 2, min(index + 4, len(marked.tags))) if marked.tags[step] & _DOING and not marked.has(step, "noun")
    ]
    return bool(doing) and not marked.has(doing[-1] + 1, "preposition")


def _prefixed_name(marked: Marked, index: int) -> int | None:
    """ "Van der Berg", "D'Angelo Price"."""
    last = index
    while marked.has(last, "name_part") and "preposition" not in marked.tags[last] and last - index < 3:
        last += 1
    if last > index:
        return last if _surname(marked, last) else None
    return index + (1 if _surname(marked, index + 1) else 0) if marked.tokens[index].fold[1:2] == "'" else None


def _noun_run(marked: Marked, best: dict[int, tuple[int, str]], last: int, kind: str) -> tuple[int, str]:
    """English names a group by the last of its nouns: "customer engineering team", "sales team lead"."""
    while last + 1 in best and marked.tokens[last + 1].kind == "w" and best[last + 1][1] in ("team", "role", "plural", "function"):
        last, kind = best[last + 1]
    return last, kind


def is_name(marked: Marked, index: int) -> bool:
    token, tags = marked.tokens[index], marked.tags[index]
    if "unsure" in tags:
        return token.upper and (any(own & _FINITE for own in marked.tags[index + 1 : index + 2]) or _surname(marked, index + 1))
    text = marked.source.written(index)
    return not (len(text) == _LAW and text.isupper()) if token.upper else not (tags - {"given", "genitive"})


def _second(marked: Marked, index: int) -> bool:
    """A surname that begins small, or has parts: "Bashir al-Masri", "Femke de Wit"."""
    if marked.tokens[index].fold.startswith(_ARABIC):
        return True
    return marked.has(index, "name_part") and any(_surname(marked, step) for step in (index + 1, index + 2))


def _surname(marked: Marked, index: int) -> bool:
    if index >= len(marked.tokens):
        return False
    token = marked.tokens[index]
    if token.fold[-1].isdigit():
        return False  # "Q3"
    return token.kind == "w" and token.upper and not marked.tags[index] - {"given", "genitive"} and len(token.fold) > 1


def _newly(marked: Marked, index: int) -> bool:
    return index > 0 and marked.tokens[index - 1].fold.endswith("ly") and not marked.tags[index].isdisjoint({"past", "part", "sup"})


def _named_role(marked: Marked, index: int) -> bool:
    """A role with its holder's name behind it."""
    if not marked.has(index, "role_heads") or index + 1 >= len(marked.tokens) or not marked.tokens[index + 1].upper:
        return False
    return marked.has(index + 1, "given") or _surname(marked, index + 1) and _surname(marked, index + 2)


def modifies(marked: Marked, index: int, first: int, kind: str) -> bool:
    """An unlisted word before a group belongs to its name: "the Housing Department", "Bifrost team"."""
    token, tags = marked.tokens[index], marked.tags[index]
    if token.kind != "w" or kind not in ("team", "role", "plural") or first - index > 3:
        return False
    if marked.language == "sv" and token.upper and kind == "team" and (index == 0 or not tags) and not tags & {"verb", "preposition"}:
        return True  # "Key account-teamet", "Nordic Growth squad", "Region Väst-teamet"
    if marked.language == "en" and "verb" in tags and marked.has(first, "role_heads") and marked.has(index - 1, "determiner"):
        return True  # "the export manager"
    if marked.language == "en" and "verb" in tags and (not index or marked.tokens[index - 1].kind == "p") and _named_role(marked, first):
        return True  # "Export manager Kristjan", but "Hire manager"
    if marked.language == "en" and kind != "team" and ("-" in token.fold or _newly(marked, index)):
        return True  # "German-speaking AE", "newly hired rep"
    if tags & {"preposition", "modal", "function", "conjunction"} or "verb" in tags and not (token.upper and index):
        return False
    return marked.language == "en" and not tags & {"have", "be", "past_be", "negation", "we", "i", "you", "owns", "subordinate"}
