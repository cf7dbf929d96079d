"""Names that no list knows, by their pattern: "Ragnvald Oksanen", "Femke de Wit", "Kenji must have …"."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked

_THINGS, _CODES = both("owners", "things"), both("owners", "codes")
COURTESIES = both("owners", "courtesies")
"""What a person is called before the name: "Ms. Okafor", "fru Ek"."""
_PLURALS = ("or", "ar", "er", "orna", "arna", "erna")
_STOPS = frozenset(".:;!?-")
_DOING = frozenset(("modal", "pres", "inf"))
_TURNING = frozenset(("up", "down", "reach"))
_QUOTED = frozenset(("'", '"', "”"))
_ARABIC = ("al-", "el-")
_FINITE = frozenset(("modal", "pres", "have"))


def stranger(marked: Marked, timed: bytearray, index: int) -> int | None:
    """The last token of a name no list knows, by its pattern: two capitalised unlisted words, or one that opens a clause as its doer.

    Asked of capitalised tokens alone.
    """
    tokens = marked.tokens
    token = tokens[index]
    if token.fold in COURTESIES:
        return _courteous(marked, index)
    if len(token.fold) == 1 and (end := _initials(marked, index)) is not None:
        return end
    if len(token.fold) == 1 and marked.source.line[index + 1] == "." and index + 2 < len(tokens) and tokens[index + 2].upper:
        return index + 2 if len(tokens[index + 2].fold) > 2 else None  # "J. Lindgren"
    if index == 0 and not marked.tags[0] and len(tokens) > 3 and tokens[1].upper and len(tokens[1].fold) == 1:
        return 1 + (tokens[2].fold == ".")  # "Abdi M."
    if marked.source.line[index - 1] in _QUOTED:
        return None  # "Vipps Login": what something is called
    if not unlisted(marked, index):
        return _prefixed_name(marked, index)
    last = index
    while last + 1 < len(tokens) and last < index + 2 and surname(marked, last + 1) and marked.source.spaced(last):
        last += 1
    if last == index and marked.has(index + 1, "name_part") and surname(marked, index + 2):
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
    if token.fold in _THINGS or token.fold.endswith(_PLURALS) and marked.language == "sv":
        return None  # "Barn ska inte behöva vänta", "Fåglar ska …": names that end so are listed
    opens = index == 0 or bool(timed[index - 1]) or tokens[index - 1].fold in _STOPS or tokens[index - 1].fold == ","
    if opens and announces(marked, index, last):
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


def _courteous(marked: Marked, index: int) -> int | None:
    """ "Ms. Okafor", "Dr Amara Feld", "Fru Ek": the name that what one is called opens."""
    name = index + 1 + (marked.source.line[index + 1] == ".")
    if name >= len(marked.tokens) or not marked.tokens[name].upper or not plain_name(marked.source.written(name)):
        return None
    while name + 1 < len(marked.tokens) and surname(marked, name + 1) and marked.source.spaced(name):
        name += 1
    return name


def _initials(marked: Marked, index: int) -> int | None:
    """ "O.B. signs …", "J. E. sänker …": two letters with their points, and what their bearer does."""
    line, tokens = marked.source.line, marked.tokens
    if index + 4 >= len(tokens) or line[index + 1] != "." or line[index + 3] != "." or not tokens[index + 2].upper:
        return None
    if len(tokens[index + 2].fold) != 1 or tokens[index].fold + tokens[index + 2].fold in _CODES:
        return None
    return index + 3 if marked.tags[index + 4] & _DOING else None


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
        words_of(marked, index + 1, index + 1)[0]
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
        return last if surname(marked, last) else None
    return index + (1 if surname(marked, index + 1) else 0) if marked.tokens[index].fold[1:2] == "'" else None


def second_name(marked: Marked, index: int) -> bool:
    """A surname that begins small, or has parts: "Bashir al-Masri", "Femke de Wit"."""
    if marked.tokens[index].fold.startswith(_ARABIC):
        return True
    return marked.has(index, "name_part") and any(surname(marked, step) for step in (index + 1, index + 2))


def surname(marked: Marked, index: int) -> bool:
    if index >= len(marked.tokens):
        return False
    token = marked.tokens[index]
    if token.fold[-1].isdigit():
        return False  # "Q3"
    return token.kind == "w" and token.upper and not marked.tags[index] - {"given", "genitive"} and len(token.fold) > 1


def unlisted(marked: Marked, index: int) -> bool:
    """A capitalised word that no list knows. Inside a sentence that goes for a likeness of a compound too: "Ragnvald" is no "-vald"."""
    token, tags = marked.tokens[index], marked.tags[index]
    if token.kind != "w" or not token.upper or len(token.fold) < 2:
        return False
    return not tags - {"compound"} or "compound" in tags and bool(index) and marked.tokens[index - 1].fold not in _STOPS


def plain_name(text: str) -> bool:
    """Written as a person's name is: no abbreviation ("EMEA"), product ("MarineGEO", "Linux64") or single letter."""
    return len(text) > 1 and not any(char.isdigit() for char in text) and all(map(_capital, text.replace("'", "-").split("-")))


def _capital(part: str) -> bool:
    rest = part[3:] if part[:3] == "Mac" else part[2:] if part[:2] in ("Mc", "De", "Le", "La", "Di") else part
    return not any(char.isupper() for char in rest[1:])


def words_of(marked: Marked, first: int, last: int) -> list[str]:
    return [marked.source.written(step) for step in range(first, last + 1) if len(marked.tokens[step].fold) > 1]


def announces(marked: Marked, first: int, last: int) -> bool:
    """ "Walmart aims to …", "General Electric plans to …": a company's name, by how it speaks, unless a given name is in it."""
    if any("given" in marked.tags[step] for step in range(first, last + 1)):
        return False
    return any(hit.first == last + 1 for hit in marked.all("announcing"))
