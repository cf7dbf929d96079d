"""The finite verb of a sentence, which tells a report or description from a wish."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.outlook import Outlook

_PHRASE = 5
_DONE = frozenset(("sup", "part"))
_AND = frozenset(("och", "samt"))
_OPENING = frozenset("([")
_HELPING = frozenset(("be", "past_be", "have"))
_VERBS = _HELPING | {"verb", "stative"}
_RELATIVES = frozenset(("that", "which", "who"))
_PLURAL = frozenset(("we", "i", "role_plurals"))
_INTRANSITIVE = both("wording", "intransitive")
_GIVING = both("wording", "giving")
"""Verbs whose participle keeps an object: "every rep assigned a mentor"."""

_NO_SUBJECT = frozenset("preposition determiner quality numeral conjunction verb amount indefinite each particle".split())
_OBJECTS = frozenset("us them him her it back".split())

_NEARLY = frozenset("for up about around over more than nearly almost only just some roughly approximately".split())
_YEARLY = frozenset("udda jamna samma ett varje vartannat flera andra per nasta forra sista fa manga hela nagra vart halvt".split())
_ORDINALS = frozenset(
    "forsta annan andra tredje fjarde femte sjatte sjunde attonde nionde tionde tolfte gang dag vecka manad en ett".split()
)
_NOT_TOLD = frozenset("noll inga inget zero no mest most minst least".split())
"""What stands before a participle, not before a past: "noll missade", "mest uppskattade"."""


def finite_verb(marked: Marked, framed: bytearray, coming: bool, start: int) -> int | None:
    """The first finite verb from token `start`, or None.

    `framed` marks the tokens of time expressions; `coming`: the text names a day to come.
    """
    tokens = marked.tokens
    inside = False
    brackets = not _OPENING.isdisjoint(marked.source.words)
    for index in range(start, len(tokens)):
        tags = marked.tags[index]
        inside = brackets and (tokens[index].fold in _OPENING or inside and tokens[index].fold not in ")]")
        if framed[index] or inside or tags.isdisjoint(_VERBS):
            continue  # "(current is 125k)" tells of the number beside it
        after = marked.tags[index + 1] if index + 1 < len(tokens) else frozenset()
        if tokens[index].fold == "var" and (coming and not (_was(marked, index) and not framed[index + 1]) or "preposition" in after):
            continue  # "var fjärde": each, not was
        if is_year(marked, index):
            continue
        if tokens[index].fold == "var" and "å" in marked.source.written(index).casefold():
            continue  # "vår", typed as it is spelled
        if tokens[index].fold == "vara" or tokens[index].fold == "var" and (index == start or _possessive(marked, index)):
            continue  # "våra" or an infinitive, never finite; "vår"
        before = marked.tags[index - 1] if index else frozenset()
        if index > start and (
            "indefinite" in before
            or tokens[index - 1].kind == "n"
            and not (framed[index - 1] and "past_be" in tags)
            and not _after_year(marked, framed, index)
            or tokens[index - 1].fold in ("st", "stycken")
            or tokens[index - 1].fold == "."
            and index > 1
            and tokens[index - 2].fold == "st"
        ):
            continue  # "nya lag", "10 st lag", which fold to "låg"
        if index and "past" in tags and (before & {"numeral", "amount"} or tokens[index - 1].fold in _NOT_TOLD):
            continue  # "noll missade hämtningar"
        if tokens[index].fold == "lag" and before & {"determiner", "quality", "numeral"}:
            continue
        if marked.language == "sv" and _said_which(marked, index, start) and tags & {"pres", "past", "be"}:
            continue  # "nöjda kunder som stannar": says which
        if marked.language == "en" and index - 1 > start and tokens[index - 1].fold in _RELATIVES and "modal" not in tags:
            continue  # "a project that does $1,000 a month"
        if not tags.isdisjoint(_HELPING):
            return index
        if index == start or "verb" not in tags and not _priced(marked, index):
            continue
        if "past" in tags and index > 1 and before & {"we", "i"} and tokens[index - 2].kind == "w" and index - 2 > start:
            continue  # "the customers we lost": says which
        if (
            tokens[index - 1].kind == "n"
            and not _after_year(marked, framed, index)
            or not before.isdisjoint(("determiner", "preposition", "quality"))
            and ("subordinate" not in before or tokens[index - 1].fold == "om" and "past" in tags)
        ):
            continue
        if _priced(marked, index) or marked.language == "sv" and "past" in tags and before & {"we", "i"}:
            return index  # "vi tecknade avtal"
        if marked.language == "en" and index > start + 1 and _so_many(marked, index):
            continue
        noun = any(tag.startswith("measure:") for tag in tags) and not _told_of(marked, index) and "everyone" not in before
        noun = noun and not _with_object(marked, framed, index)
        if marked.language == "sv":
            passive = "inf" in tags and tokens[index].fold.endswith("as") and tokens[index - 1].fold not in ("att", "och")
            if passive or tags & {"pres", "past"} and ("part" not in tags or before & {"we", "i"}) and not noun:
                return index
        elif "pres" in tags and not noun or "past" in tags or "inf" in tags and (before & _PLURAL or _of_many(marked, index, start)):
            return index
    return None


def _so_many(marked: Marked, index: int) -> bool:
    """ "From 3 to 5 regional partners": a plural behind its number and one word more."""
    if not marked.tokens[index].fold.endswith("s") or marked.tokens[index - 1].fold.endswith("s"):
        return False
    number = marked.tokens[index - 2].kind == "n" or "numeral" in marked.tags[index - 2]
    return number and marked.tokens[index - 1].kind == "w" and marked.tags[index - 1].isdisjoint(_NO_SUBJECT - {"quality"})


def _with_object(marked: Marked, framed: bytearray, index: int) -> bool:
    """ "Every second guest comes back", "our team visits each of them": what could name a measure has a subject and an object."""
    if marked.language != "en" or index + 1 >= len(marked.tokens) or framed[index + 1] or marked.tokens[index - 1].kind != "w":
        return False
    if not marked.tags[index - 1].isdisjoint(_NO_SUBJECT):
        return False
    return marked.tokens[index + 1].fold in _OBJECTS or "determiner" in marked.tags[index + 1]


def _said_which(marked: Marked, index: int, start: int) -> bool:
    """ "Nöjda kunder som stannar och köper mer": the verbs of a clause that says which."""
    before = marked.tokens[index - 1].fold
    if index <= start or before != "som" and before != "och":
        return False
    return before == "som" or any(marked.tokens[step].fold == "som" for step in range(start + 1, index - 1))


def is_year(marked: Marked, index: int) -> bool:
    """ "År", which folds to "är": behind a number or a word that counts years, or in front of a number that nothing stands before."""
    tokens = marked.tokens
    if tokens[index].fold != "ar":
        return tokens[index].fold == "ars"  # "med fem års erfarenhet"
    if index == 0:
        return len(tokens) > 1 and tokens[1].kind == "n"
    before = tokens[index - 1]
    return before.kind == "n" or "numeral" in marked.tags[index - 1] or before.fold in _YEARLY


def _after_year(marked: Marked, framed: bytearray, index: int) -> bool:
    """ "Under 2023 hölls tolv kurser": Swedish puts the verb second, behind the time; a passive may stand behind any number."""
    if marked.language != "sv":
        return False
    tags = marked.tags[index]
    return "verb" in tags and marked.tokens[index].fold.endswith("as") or bool(framed[index - 1]) and "past" in tags and not tags & _DONE


def _was(marked: Marked, index: int) -> bool:
    """ "Fyra leveranser var sena": behind a noun, before no number."""
    if index == 1 and marked.tokens[0].kind == "n":
        return True  # "2023 var …"
    if index < 2 or index + 1 >= len(marked.tokens) or marked.tags[index - 1] & {"verb", "modal", "conjunction", "preposition"}:
        return False
    after = marked.tokens[index + 1]
    before = marked.tags[index - 1]
    return after.kind == "w" and after.fold not in _ORDINALS and "numeral" not in marked.tags[index + 1] and "part" not in before


def participle_of_many(marked: Marked, finite: int, start: int) -> bool:
    """ "Tre kundcase publicerade på webben", "alla kunder informerade": a Swedish past that is what has been done to several, for
    nothing stands behind it that it could be done to."""
    if marked.language != "sv" or not marked.tokens[finite].fold.endswith(("ade", "da", "ta")) or finite <= start:
        return False
    if _bare_deed(marked, finite, start):
        return True
    if marked.lexis.lemmas.get(marked.tokens[finite].fold) in _INTRANSITIVE:
        return False
    if marked.tokens[finite - 1].fold in _AND and "part" in marked.tags[finite - 2]:
        return True  # "välkomstmejlen omskrivna och testade"
    if finite - start > _PHRASE + 1 or not marked.tags[start] & {"numeral", "each", "parting"} and marked.tokens[start].kind != "n":
        return False
    if _of_them(marked, start, finite):
        return True
    if (
        not marked.tags[start] & {"numeral", "each"}
        and marked.tokens[start].kind != "n"
        or any("preposition" in tags for tags in marked.tags[start:finite])
    ):
        return False
    if marked.tokens[finite - 1].fold.endswith(("en", "et", "na", "vi", "jag")) or marked.tags[finite - 1] & {"preposition"}:
        return False
    after = finite + 1
    return after >= len(marked.tokens) or marked.tokens[after].kind == "p" or "preposition" in marked.tags[after]


def _of_them(marked: Marked, start: int, finite: int) -> bool:
    """ "100 % av avtalen signerade digitalt", "hälften av ärendena avslutade": a part of things that do nothing, and no object."""
    place = next((step for step in range(start, finite) if marked.tokens[step].fold == "av"), -1)
    if (
        place < 0
        or not marked.tokens[finite - 1].fold.endswith(("en", "na"))
        or any(
            not marked.tags[step].isdisjoint(("roles", "role_plurals", "role_heads", "outsider", "teams", "anybody"))
            for step in range(place, finite)
        )
    ):
        return False
    return finite + 1 >= len(marked.tokens) or marked.tags[finite + 1].isdisjoint(("determiner", "numeral", "indefinite"))


def _bare_deed(marked: Marked, finite: int, start: int) -> bool:
    """ "Avtal tecknade med fem kommuner": a deliverable without article, and no object that anybody could have done it to."""
    if finite == start + 3 and marked.tokens[start + 1].fold == "per" and finite + 1 >= len(marked.tokens):
        return True  # "ärenden per kund halverade"
    if finite != start + 1 or "deliver" not in marked.tags[finite] or "up" in marked.tags[finite] or finite + 1 >= len(marked.tokens):
        return False
    head = marked.tags[start]
    return (
        any(tag.startswith("measure:") for tag in head)
        and not head & {"roles", "role_plurals", "outsider", "teams", "anybody", "verb"}
        and not marked.tokens[start].fold.endswith(("en", "na"))
        and "preposition" in marked.tags[finite + 1]
    )


def _possessive(marked: Marked, index: int) -> bool:
    """ "Vår", which folds to "var", where no "was" can stand: behind a preposition or "att"."""
    before = marked.tags[index - 1]
    return marked.tokens[index - 1].fold in ("att", "och", "samt", "ar") or "preposition" in before


def _told_of(marked: Marked, index: int) -> bool:
    """A Swedish present that also names a measure is the verb behind a noun: "rektor följer upp", not "nya kurser"."""
    tags = marked.tags[index]
    return marked.language == "sv" and "pres" in tags and "inf" not in tags and marked.tokens[index].fold.endswith("r")


def _priced(marked: Marked, index: int) -> bool:
    """ "The course costs £300": a plural by its form, but a number of money or so stands right behind."""
    if "stative" not in marked.tags[index] or index + 1 >= len(marked.tokens):
        return False
    after = index + 1
    while after < len(marked.tokens) - 1 and marked.tokens[after].fold in _NEARLY:
        after += 1
    return marked.tokens[after].kind == "n" or marked.tokens[after].fold in "$£€"


def _of_many(marked: Marked, index: int, start: int) -> bool:
    """ "The groups feel supported": a bare verb right behind a plural, which no other verb governs."""
    token, tags = marked.tokens[index - 1], marked.tags[index]
    if "nowadays" in marked.tags[index - 1] and index - 2 >= start:
        token = marked.tokens[index - 2]  # "reps currently spend"
    if tags & {"up", "down", "deliver", "reach"} or any(tag.startswith("measure:") for tag in tags):
        return False
    many = (
        token.kind == "w"
        and token.fold.endswith("s")
        and not token.fold.endswith(("ss", "'s"))
        or token.fold in ("people", "they", "staff")
    )
    return many and "verb" not in marked.tags[start] and not any(marked.tokens[step].fold == "to" for step in range(start, index))


def is_finite(it: Outlook, index: int) -> bool:
    """A verb in the present or past, no modal; "är" is none where the writer put "år"."""
    own = it.tags[index]
    if it.framed[index] or it.tokens[index].kind != "w":
        return False
    if own & {"be", "have"}:
        return it.tokens[index].fold not in ("vara", "ha") and not is_year(it.marked, index)
    fold = it.tokens[index].fold
    passive = fold.endswith("s") and not fold.endswith("as") and not any(tag.startswith("measure:") for tag in own)
    return "verb" in own and "pres" in own and (fold.endswith("r") and "inf" not in own or passive)


def acting(marked: Marked, finite: int) -> bool:
    """The writer or the group is the subject: "vi ökar", "we define"."""
    return any(not marked.tags[step].isdisjoint(("we", "i")) for step in range(max(0, finite - 3), min(finite + 2, len(marked.tags))))


def governs(marked: Marked, verb: int) -> bool:
    """ "The board approved the budget": an object behind a past form makes it a report; "contract signed with …" has none."""
    after = verb + 1
    if after >= len(marked.tokens) or marked.lexis.lemmas.get(marked.tokens[verb].fold) in _GIVING:
        return False
    tags = marked.tags[after]
    return bool(tags & {"determiner", "indefinite"}) and not tags & {"preposition", "conjunction", "each"}
