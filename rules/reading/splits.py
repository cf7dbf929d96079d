"""Plain signs of a second result beside the first, or of one and the same told on (rulebook §6)."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.marking import Marked

_AUX = frozenset(("have", "be", "past_be"))
_OVER = frozenset("in of from for i av fran pa".split())
_PLACED = frozenset(("in", "i", "pa", "from", "fran"))
_SAME = frozenset("there dar that it this those the same den det detta samma nivan level".split())
_IF, _FROM = frozenset("om ifall if when nar where".split()), frozenset(("from", "fran"))
_ALONGSIDE = frozenset(("together", "tillsammans", "along"))
MEANWHILE = frozenset(("while", "samtidigt"))
"""What joins a second result, where it has a number of its own, and else a condition."""
_NEAR, _HEAD, _LONG, _SENTENCE, _LEVEL = 4, 3, 40, 60, 7
_BEEN, _PERFECT = frozenset(("been", "blivit")), frozenset(("has", "have", "we've", "har"))
_MADE = frozenset(("up", "down", "deliver", "reach"))
_NOUNS = frozenset(("can", "will", "must", "may"))
_YEARLY = frozenset(("preposition", "each", "determiner", "cycle"))
_TO = frozenset(("to", "till"))
_VERBS, _STRETCH = frozenset(("verb", "intransitive")), frozenset(("stretch", "strackmalet", "drommalet", "stretchmalet"))
_RELATIVES = frozenset(("that", "which", "who", "how", "som"))
_RULING = frozenset(("ensure", "so", "make", "sure", "is", "sakerstalla", "sakerstall"))


def opening(marked: Marked) -> int:
    """Where the goal begins behind what it is for: "To keep our people, I will …"; else 0."""
    tokens, tags, folds = marked.tokens, marked.tags, marked.source.folds
    first = folds[:3]
    if first[:1] != ["to"] and first[:2] != ["for", "att"] and first != ["in", "order", "to"] or "," not in marked.source.words:
        return 0
    for step in range(2, min(len(tokens) - 2, _LONG)):
        if tokens[step].fold == "," and any(own & {"i", "we", "modal"} for own in tags[step + 1 : step + 3]):
            return step + 1
    return 0


def kin(marked: Marked, begin: int, join: int) -> bool:
    """The part behind the join tells the same result on: keeps it, says what follows from it, or what else its subject is."""
    tokens, tags = marked.tokens, marked.tags
    after = join + 1 + ("conjunction" in tags[join + 1] and join + 2 < len(tokens))
    own = tags[after]
    if not _STRETCH.isdisjoint(marked.source.folds[after : after + _NEAR]):
        return True  # "… but the stretch goal is 60"
    if _told_before(marked, begin, join) or _for_another(marked, join) or tokens[join].kind == "p" and "saying" in own:
        return True
    if _in_relative(marked, begin, join, after):
        return True
    if "keep" in own and own & {"inf", "imp", "pres"} and "winning_over" not in tags[join - 1]:
        rest = range(after + 1, min(after + _NEAR, len(tokens)))
        numbers = {token.fold for token in tokens[begin:join] if token.kind == "n"}
        level = next((token.fold for token in tokens[after + 1 : after + _LEVEL] if token.kind == "n"), "")
        if level and numbers and level not in numbers:
            return False  # "grow 20 % and keep the margin at 40 %"
        return any(tokens[step].fold in _SAME or tokens[step].fold in numbers for step in rest)
    if tokens[join].fold == "," and (_asked(marked, begin, join) or _spanned(marked, begin, join)) or _named_with(marked, join):
        return True
    if tokens[join].fold == "," and tokens[begin].fold in _ALONGSIDE:
        return True  # "together with marketing, launch …"
    if tokens[join].fold == "," and "ing" in own and not own & {"inf", "sup"} and tokens[after].fold.endswith("ing"):
        return not any(tag.startswith("measure:") for tag in own)  # "…, protecting 3.7M in revenue"
    passive = not _BEEN.isdisjoint(marked.source.folds[after + 1 : after + _NEAR])
    if own & _AUX and ("inf" not in own or passive) and any(tags[step] & _AUX for step in range(begin, join)):
        return True  # "three modules are live and have been used"
    return _to_do(marked, begin, join)


def _asked(marked: Marked, begin: int, join: int) -> bool:
    """ "Try, if at all possible, to …": only the effort stands before the aside."""
    folds = marked.source.folds
    if folds[begin + 1 : begin + 2] != [","] or folds[begin + 2] not in _IF or "verb" not in marked.tags[begin]:
        return False
    return join == begin + 1 or "," not in folds[begin + 2 : join]


def _spanned(marked: Marked, begin: int, join: int) -> bool:
    """ "From first call to signature, we shall …": how far it goes stands before, no number."""
    if begin or join > _LONG or marked.tokens[0].fold not in _FROM:
        return False
    if all(own.isdisjoint(("modal", "aim")) for own in marked.tags[join : join + 2 * _NEAR]):
        return False
    return not _TO.isdisjoint(marked.source.folds[:join]) and not any(token.kind == "n" for token in marked.tokens[:join])


def _named_with(marked: Marked, join: int) -> bool:
    """ "Avtal med Martin & Servera": one name, in a text that does not write every word so."""
    tokens = marked.tokens
    if tokens[join].fold != "&" or join < 2 or not (tokens[join - 1].upper and tokens[join + 1].upper):
        return False
    return not tokens[join - 2].upper and "preposition" in marked.tags[join - 2]


def _told_before(marked: Marked, begin: int, join: int) -> bool:
    """ "We have grown to 78 %. Our goal is …", "I know it is much, but I want to …": what comes before the join is told, not wanted."""
    tokens, tags = marked.tokens, marked.tags
    if all(own.isdisjoint(("modal", "aim", "going", "we", "i")) for own in tags[join + 1 : join + 1 + 2 * _NEAR]):
        return False
    for step in range(begin, min(join, begin + _SENTENCE)):
        own = tags[step]
        if (
            "minding" in own
            and begin < step <= begin + _HEAD
            and tags[step - 1] & {"i", "we"}
            and "modal" not in tags[step - 1]
            and tokens[step + 1].fold != "to"
        ):
            return True
        if tokens[step].fold in _PERFECT and any(
            tags[near] & {"sup", "past", "past_be"} or tokens[near].fold in _BEEN for near in range(step + 1, min(step + 3, join))
        ):
            return True
        wanted = not own.isdisjoint(("modal", "aim"))
        wanted = wanted or "verb" in own and not own.isdisjoint(("inf", "imp")) and "determiner" not in tags[step - 1]
        if wanted and tokens[step + 1].fold not in _PERFECT:  # "our weight has been on …"
            return False
    return False


def _for_another(marked: Marked, join: int) -> bool:
    """ "Target 30 overall, 45 for key accounts": the same measure of some others."""
    tokens = marked.tokens
    number = next((step for step in range(join + 1, min(join + 3, len(tokens))) if tokens[step].kind == "n"), 0)
    if tokens[join].fold != "," or not number or any(tokens[step].kind == "w" for step in range(join + 1, number)):
        return False
    return marked.source.folds[number + 1 : number + 2] in (["for"], ["bland"], ["among"])


def _in_relative(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "A check that all reps can run and turn into …": a second verb of a clause that only says which, or how."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[join].kind == "p" or "inf" not in tags[after] or not tags[after].isdisjoint(("we", "i", "modal")):
        return False
    for step in range(join - 1, max(begin, join - _SENTENCE), -1):
        fold = tokens[step].fold
        if tokens[step].kind == "p" and fold in ",;:.":
            return False
        if fold in _RELATIVES:
            own = tags[step - 1]
            if fold in ("that", "how") and own & {"aim", "be", "subordinate"} or tokens[step - 1].fold in _RULING:
                return False
            helped = any("modal" in near or near & {"i", "we"} for near in tags[step + 1 : step + _NEAR])
            return helped or marked.language == "sv" and any("inf" in near for near in tags[step + 1 : step + _NEAR])
    return False


def _to_do(marked: Marked, begin: int, join: int) -> bool:
    """ "A better place to live, work and visit": what a thing is for."""
    tokens, tags = marked.tokens, marked.tags
    if marked.language != "en" or "inf" not in tags[join + 1]:
        return False
    to = next((step for step in range(join - 1, max(begin, join - 6), -1) if tokens[step].fold == "to"), 0)
    if not to or not all(tags[step] & _VERBS or tokens[step].kind == "p" for step in range(to + 1, join)):
        return False
    if tags[to - 2] & {"determiner", "quality"} and tokens[to - 1].kind == "w":
        return True  # "a better place to live"
    return tokens[to - 1].kind == "w" and not tags[to - 1] & {"verb", "modal", "aim", "we", "i", "be", "hedge"}


def another(marked: Marked, begin: int, join: int, after: int, left: list[Quantity], right: list[Quantity]) -> bool:
    """Signs that a result of its own follows: a share or number of something else, a second target, the same verb's second subject."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[join].fold in MEANWHILE:
        changing = any(own & {"up", "down"} for own in tags[after : after + 4])
        return bool(left and right) and changing and right[0].first - join < _NEAR * 2
    if (
        right
        and right[0].first == join + 1
        and right[0].noun
        and not (right[0].words and right[0].kind == "share")
        and any("state" in own for own in tags[begin:join])
    ):
        return True  # "new website live and 500 signups"
    if left and right and right[0].first <= join + 2:
        one, other = _of(marked, left[-1], join), _of(marked, right[0], join)
        if one and other and one != other:
            return True  # "2m from new accounts and 2m from old ones"
    if left and right and right[0].first == join + 1 and marked.source.line[left[-1].first - 1] in _TO and _nouns(left[-1], right[0]):
        return True  # "to 1,000 views a day and 10,000 subscribers"
    if tokens[join].fold in ("->", "→"):
        return bool(left and right) and bool(tags[after] & {"up", "down", "deliver"})
    aimed = next((step for step in range(after, min(after + _HEAD, len(tokens))) if "aim" in tags[step]), 0)
    if left and right and aimed and right[0].first - aimed <= _NEAR and tokens[join].fold != ".":
        return tokens[aimed].fold not in ("goal", "malet", "mal")
    changes = any("verb" in own and not own.isdisjoint(("up", "down")) for own in tags[begin:join])
    said = tokens[join].kind == "w" and ":" not in marked.source.folds[begin:join]
    if (
        said
        and "ing" in tags[after]
        and not tokens[after].upper  # "a support and Onboarding team"
        and tags[after] & _MADE
        and any(tags[step] & _MADE and "ing" in tags[step] for step in range(begin, join - 1))
    ):
        return True  # "our goals include releasing the product and achieving …"
    counted = after + (tokens[after].fold == "the" and after + 1 < len(tokens))
    if changes and not left and not right and "parting" in tags[counted] and (counted > after or tokens[after].fold.endswith(("et", "en"))):
        return True  # "öka trafiken och antalet återkommande kunder"
    if changes and not left and not right and said and "parting" in tags[join - 1] and _sized(marked, join, after):
        return True
    if left and right and right[0].first <= join + _HEAD - 1 and _reached(marked, begin, left[-1], right[0]):
        return True
    if marked.language == "sv" and tokens[join].fold in ("och", "samt") and any("modal" in own for own in tags[begin:join]):
        return _own_passive(marked, after)
    return False


def _sized(marked: Marked, join: int, after: int) -> bool:
    """ "Minska avfallets mängd och farlighet", "the amount and toxicity of our waste": how much, and how it is."""
    tokens, own = marked.tokens, marked.tags[after]
    if tokens[after].kind != "w" or own & {"parting", "preposition", "verb", "quality"}:
        return False
    if marked.language == "en":
        return marked.source.line[after + 1] == "of"
    return join > 1 and tokens[join - 2].fold.endswith("s") and (after + 1 >= len(tokens) or tokens[after + 1].kind == "p")


def _nouns(one: Quantity, other: Quantity) -> bool:
    return bool(one.noun and other.noun) and one.noun != other.noun and one.kind == other.kind == "count"


def _reached(marked: Marked, begin: int, one: Quantity, other: Quantity) -> bool:
    """ "Reach 1,000 visitors and 300 subscribers": two counts of two things that are reached, not of what one deed is done to."""
    if not one.noun or not other.noun or one.noun == other.noun or one.kind != other.kind or one.kind not in ("count", "number"):
        return False
    deeds = [own for own in marked.tags[begin : one.first] if "verb" in own and own & {"inf", "imp", "pres"} and "modal" not in own]
    return bool(deeds) and "reach" in deeds[-1]


def _own_passive(marked: Marked, after: int) -> bool:
    """ "… måste halveras och svarstiden förbättras": a subject of its own and what is to be done with it."""
    for step in range(after + 1, min(after + _NEAR, len(marked.tokens))):
        own = marked.tags[step]
        if own & {"preposition", "conjunction", "subordinate"} or marked.tokens[step].kind != "w":
            return False
        if own & {"up", "down", "keep"} and "inf" in own and marked.tokens[step].fold.endswith("s"):
            return marked.tokens[step - 1].fold.endswith(("en", "et", "na", "an"))
    return False


def _of(marked: Marked, q: Quantity, join: int) -> str:
    """What a number is of: the word behind "in", "of" or "for", no place."""
    at = q.last + 1
    if at + 1 >= len(marked.tokens) or marked.tokens[at].fold not in _OVER:
        return ""
    if marked.tokens[join].fold == "," and marked.tokens[at].fold == "for":
        return ""  # "75 % for voice, 65 % for chat": one measure
    word = marked.tokens[at + 1]
    return "" if word.kind != "w" or word.upper and marked.tokens[at].fold in _PLACED else word.fold


def as_well(marked: Marked) -> list[int]:
    """The last word of each "as well as"."""
    folds = marked.source.folds
    return [at for at in range(2, len(folds)) if folds[at - 2 : at + 1] == ["as", "well", "as"]]


def bracketed(marked: Marked) -> bytearray:
    """One byte a token: 1 inside brackets, where nothing is a result of its own."""
    inside = bytearray(len(marked.tokens))
    depth = 0
    for index, fold in enumerate(marked.source.folds if "(" in marked.source.words else ()):
        depth += (fold == "(") - (fold == ")")
        inside[index] = depth > 0
    return inside


def willed(marked: Marked, framed: bytearray, after: int) -> bool:
    """A modal stands behind the join, in no clause that only says which: "contacts with people who can …", "reports we can send"."""
    tags = marked.tags
    for step in range(after, min(after + 5, len(tags))):
        own = tags[step]
        if "modal" in own:
            noun = marked.tokens[step].fold in _NOUNS and step + 1 < len(tags) and "preposition" in tags[step + 1]
            return not noun  # "a crate or box for each"
        if "subordinate" in own or own & {"i", "we"} and step > after and not (framed[step - 1] or "conjunction" in tags[step - 1]):
            return False
    return False


def _year(marked: Marked, index: int) -> bool:
    """ "År", by what stands around it: a number or a word for which one, or the end of a part, where "är" would want more."""
    before, after = marked.tokens[index - 1] if index else None, marked.tokens[index + 1] if index + 1 < len(marked.tokens) else None
    if after is None or after.kind == "p":
        return True
    return before is not None and (before.kind == "n" or not marked.tags[index - 1].isdisjoint(_YEARLY))


def other_word(marked: Marked, index: int) -> bool:
    """ "Bo och Inger", "och andra resurser": a name, or a word without the marks that its verb would have."""
    tags, token = marked.tags[index], marked.tokens[index]
    if marked.language != "sv":
        return False
    if token.fold == "ar":
        return _year(marked, index)  # "vartannat år", "3 ar" is no "är", however it is spelt
    if token.fold == "forsta":
        return marked.source.written(index)[-1] in "aA"  # nor "första" a "förstå"
    if token.upper and "pres" in tags and not tags & {"inf", "imp"}:
        return True
    return "indefinite" in tags and "inf" in tags and marked.source.written(index).lower() == token.fold
