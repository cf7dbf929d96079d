"""How a text may begin: an unlisted verb as a command, "våra" that is no verb, a goal that is only told of (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked

_INTRANSITIVE = both("wording", "intransitive")

_VERBAL = ("ize", "ise", "ify", "uate", "iate", "icate", "imate", "grade", "skill", "size")
_VAGUE = frozenset(
    ("setting", "choosing", "editing", "arranging", "filling_in", "form_fields", "losing", "halves", "names_of_papers", "steps")
)
_NO_NOUN = frozenset(("be", "have", "modal", "keep"))
_NOUNS = frozenset(("determiner", "each", "numeral", "amount", "quality"))
_SUBJECTS = frozenset(("subordinate", "we", "i"))
_OPENED = frozenset("that which who whose what how if whether so when where why because until once unless while than as".split())
_OWNED = frozenset("the our my your their its".split())
_LITTLE = frozenset(
    """function determiner preposition subordinate conjunction question verb parting each quality amount negation greeting title meta
    aim""".split()
)
_CLAUSE, SENTENCE = 14, 60
"""Tokens that a clause, or a sentence, has at most: no look back goes further, so that a long text takes linear time."""
_PAST = frozenset(("past", "past_be"))
_OURS = frozenset(("var", "vara"))


def already_told(marked: Marked, aim: int) -> bool:
    """ "Vi slog vårt mål", "mäter om målet är nått": a goal that is told of, not set."""
    if marked.has(aim - 1, "whether"):
        return True
    first = max(0, aim - SENTENCE)
    return any(
        tags & _PAST
        and not tags & {"pres", "inf", "sup", "part"}
        and not (marked.tokens[step].fold == "var" and (step == aim - 1 or "å" in marked.source.written(step).casefold()))
        for step, tags in enumerate(marked.tags[first:aim], first)
    )


def is_our(marked: Marked, index: int) -> bool:
    """ "Våra" opens a noun phrase, though it folds to the verb "vara"."""
    token = marked.tokens[index]
    if token.fold not in _OURS:
        return False
    if "å" in marked.source.written(index).casefold():
        return True
    after = marked.tags[index + 1] if index + 1 < len(marked.tags) else frozenset()
    return any(tag.startswith("measure:") for tag in after) and not after & {"quality", "state"}


def unlisted_command(marked: Marked, index: int) -> bool:
    """A first word no list knows that can only be a verb, by what follows: "Gamify the onboarding", "Kollektivisera inköpen"."""
    token = marked.tokens[index]
    if token.kind != "w" or index + 1 >= len(marked.tokens) or len(token.fold) < 3:
        return False
    own, after = marked.tags[index] - {"compound", "unsure", "given"}, marked.tags[index + 1]
    if marked.tokens[index + 1].kind != "w":
        return False
    if own and not own <= _VAGUE:
        return _before_its_object(marked, index, own)
    if any("be" in tags or "past_be" in tags or "have" in tags for tags in marked.tags[index + 1 : index + 9]):
        return False
    if marked.language == "en" and token.fold.endswith(_VERBAL):
        return not after & {"be", "modal", "have"}
    if marked.language == "en":
        return (
            bool(after & {"determiner", "each", "everyone"}) and "preposition" not in after and not token.fold.endswith(("s", "ed", "ing"))
        )
    follower = marked.tokens[index + 1].fold
    return token.fold.endswith("a") and (
        bool(after & {"determiner", "particle"})
        or follower.endswith(("en", "et", "na", "orna", "erna"))
        and not token.fold.endswith(("iga", "ska", "liga"))
    )


def _before_its_object(marked: Marked, index: int, own: frozenset[str]) -> bool:
    """ "Paint the nursery", "sort out the attic": before an article stands no English noun, so what could be one commands."""
    at = index + 1 + ("particle" in marked.tags[index + 1])
    if marked.language != "en" or at + 1 >= len(marked.tokens) or marked.tokens[at].fold not in _OWNED or not own.isdisjoint(_LITTLE):
        return False
    return not marked.tokens[index].fold.endswith(("s", "ed", "ing"))


def thing(marked: Marked, index: int) -> bool:
    """ "Work on the gateway continues", "order intake was strong": a first word that would command is a noun, for a verb follows."""
    own = marked.tags[index]
    if own & _NO_NOUN:
        return False
    nominal = not own.isdisjoint(("change_noun", "effort", "parting")) or any(tag.startswith("measure:") for tag in own)
    after = marked.tags[index + 1] if index + 1 < len(marked.tags) else frozenset[str]()
    if not after.isdisjoint(_NOUNS) or marked.tokens[min(index + 1, len(marked.tokens) - 1)].kind != "w":
        return False
    for step in range(index + 1, min(index + _CLAUSE, len(marked.tokens))):
        token, tags = marked.tokens[step], marked.tags[step]
        if token.fold in _OPENED or not tags.isdisjoint(("conjunction", "subordinate")):
            return False
        if token.kind == "p" and token.fold not in "-/&" and not (token.fold == "." and token.glued):
            return False
        if step < index + 2 and not (_sure_past(marked, step) and not nominal):
            continue
        if _sure_past(marked, step) or nominal and _finite(marked, step):
            return True
    return False


def _sure_past(marked: Marked, step: int) -> bool:
    """ "Grew", "slipped", "outlined the": a past that is no participle."""
    token, tags = marked.tokens[step], marked.tags[step]
    if "verb" in tags:
        if "past" not in tags or tags & {"inf", "pres"}:
            return False
        return "sup" not in tags or marked.lexis.lemmas.get(token.fold) in _INTRANSITIVE
    governs = step + 1 < len(marked.tags) and "determiner" in marked.tags[step + 1] and "each" not in marked.tags[step + 1]
    return not tags and governs and token.kind == "w" and token.fold.endswith("ed")


def _finite(marked: Marked, step: int) -> bool:
    token, tags = marked.tokens[step], marked.tags[step]
    if tags & {"past_be", "be"} and "inf" not in tags:
        return True
    return token.fold in ("has", "was", "were") or "lasting" in tags and token.fold.endswith("s")


def dreamt(marked: Marked, aim: int, after: int) -> bool:
    """ "Our vision is a city where people meet": a picture, with nothing to reach."""
    if "dream" not in marked.tags[aim] or not marked.has(after, "be"):
        return False
    return not any(marked.tokens[step].fold in ("att", "to", "that") for step in range(after, min(after + 3, len(marked.tokens))))


_SHORT = frozenset("fa ge ha bli se ga sta na ma bo tro fly sy bero ske te gro klo ro".split())
"""Swedish infinitives that end in no -a, folded."""
_STOPS = frozenset(("be", "past_be", "have", "modal", "pres", "past"))
_YEARLY = frozenset("udda jamna samma ett varje vartannat flera andra".split())
"""What stands before "år", which folds to "är"."""
_ABLE = frozenset("kan kunde brukar brukade lar torde".split())


def bare_infinitive(marked: Marked, start: int, index: int, framed: bytearray) -> bool:
    """A Swedish infinitive that no finite verb governs, listed or not: "att bedriva …", "Att vart tredje år, i samband med valet, ordna …",
    "Tillsammans med kommunen rusta upp badplatsen"."""
    if marked.language != "sv":
        return False
    tokens, tags = marked.tokens, marked.tags
    led = tokens[start].fold == "att"
    if led and index < len(tokens) and _infinitive(marked, index):
        return not any("be" in own and "inf" not in own for own in tags[index + 1 :])
    if "means" in tags[start]:
        return False  # "för att öka …" says what for
    for step in range(start + led, min(start + 16, len(tokens))):
        own = tags[step]
        if framed[step] or tokens[step].fold == "ar" and tokens[step - 1].fold in _YEARLY:
            continue
        if tokens[step].kind == "p" and tokens[step].fold not in ",-&/()":
            return False
        if step > start and _plain_infinitive(marked, step):
            before = tags[step - 1]
            if led:
                return not before & {"determiner", "quality"}
            return tokens[step - 1].fold != "att" and not before & {"preposition", "determiner", "quality", "conjunction", "have"}
        if own & _STOPS and "inf" not in own or tokens[step].fold in _ABLE or step > start and not own.isdisjoint(_SUBJECTS):
            return False
    return False


def _plain_infinitive(marked: Marked, step: int) -> bool:
    own = marked.tags[step]
    if "verb" not in own or "inf" not in own or own & _STOPS or any(tag.startswith("measure:") for tag in own):
        return False
    return marked.tokens[step].fold.endswith("a") or marked.tokens[step].fold in _SHORT


def _infinitive(marked: Marked, index: int) -> bool:
    token, own = marked.tokens[index], marked.tags[index]
    if "verb" in own:
        return "inf" in own
    if token.fold in _YEARLY:
        return False
    return token.fold in _SHORT or token.kind == "w" and token.fold.endswith("a") and not own - {"compound", "unsure", "given"}


def entitled(marked: Marked, start: int) -> bool:
    """What stands behind "Mål:" is one, also without a verb: "Målsättning: fullbelagt hotell under sportlovet"."""
    if start < 2 or marked.tokens[start - 1].fold != ":":
        return False
    heads = [own for own in marked.tags[: start - 1] if own]
    return bool(heads) and "prefix_skip" in heads[0] and "aim" in heads[0] and start + 1 < len(marked.tokens)


def reached(marked: Marked, index: int) -> bool:
    """ "Målet är uppfyllt", "målet har nåtts": a goal that is over."""
    tags = marked.tags
    if not 0 < index < len(tags) or not tags[index] & {"be", "have"}:
        return False
    verb = next((step for step in range(index + 1, min(index + 4, len(tags))) if "verb" in tags[step]), None)
    return verb is not None and "reach" in tags[verb] and bool(tags[verb] & {"sup", "part"}) and "inf" not in tags[verb]


def done(marked: Marked, start: int, framed: bytearray) -> bool:
    """A Swedish participle behind its noun says what is to be done: "ny prislista utskickad", not "planerade aktiviteter"."""
    if marked.language != "sv":
        return False
    for index in range(start + 1, len(marked.tokens)):
        if "part" in marked.tags[index] and marked.tokens[index - 1].kind == "w" and "preposition" not in marked.tags[index - 1]:
            after = index + 1
            if after >= len(marked.tokens) or framed[after] or marked.tokens[after].kind != "w" or marked.tags[after] & {"preposition"}:
                return True
    return False
