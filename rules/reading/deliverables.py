"""Deeds whose completion is visible, and end states that are there or not (rulebook §1, §2)."""

from __future__ import annotations

from rules.reading.arrivals import attained, covers, had
from rules.reading.facts import Mention
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of

_GROWN = frozenset(("bygga", "build", "skapa", "create", "utveckla", "develop", "etablera", "establish"))
_STANDING = frozenset(f"measure:{name}" for name in "market team csat customer_value revenue margin profit relations standing".split())
"""What is grown, not delivered: a brand, a culture, a relation."""
_REMADE = both("wording", "remade")
"""What both changes and delivers: a thing that is built, extended, upgraded."""
_SETTLED = both("wording", "settled_on")
"""Verbs that take their object behind a preposition: "decide on a platform"."""
_DEEDS = frozenset(("attainment", "deed_noun", "deliver", "state"))
_UNSEEN = frozenset(("quality",))
_LITTLE = frozenset(("determiner", "preposition", "conjunction", "modal", "be", "particle"))
_ONE = ("en", "et")
_OURS = frozenset("sina vara our their mina my din ditt dina your".split())
_HELD = frozenset(("halla", "hold"))
_EVENTS = frozenset(f"measure:{name}" for name in ("activity", "training", "deals", "meetings", "events", "culture", "sport"))
_DEFINITE = ("en", "et", "an", "na")
_SEEN = tuple(sorted(both("wording", "seen")))
"""Words, or ends of compounds, that name something with a beginning and an end: programme, plan, model."""


def deliverable(marked: Marked, side: bytearray) -> Mention | None:
    """A deed whose completion is visible, with an object definite enough to recognise; or an end state that is there or not."""
    ongoing = "ongoing" in marked.present
    for first, last, tag in marked.hits:
        if tag not in _DEEDS or side[first]:
            continue
        if tag == "attainment" and attained(marked, first):
            return mention_of(marked, first, last, "deliver")
        if tag == "deed_noun" and not ongoing and _noun_deed(marked, last):
            return mention_of(marked, first, last, "deliver")
        if tag == "deliver" and ongoing:
            continue  # what goes on without end is never done
        if tag == "state" and not _negated_state(marked, first):
            return mention_of(marked, first, last, "state")
        if tag == "deliver" and "change_noun" not in marked.tags[first] and _is_deed(marked, first, side):
            return mention_of(marked, first, last, "deliver")
    if not ongoing:
        for found in (had(marked, side), covers(marked, side)):
            if found is not None:
                return mention_of(marked, *found, "deliver")
    return None


def _noun_deed(marked: Marked, index: int) -> bool:
    """ "Lansering av abonnemanget", "renewal of the Maersk agreement": a deed as a noun, with a definite thing."""
    if index + 2 >= len(marked.tokens) or marked.tokens[index + 1].fold not in ("av", "of"):
        return False
    after = range(index + 2, min(index + 6, len(marked.tokens)))
    return any(marked.tokens[step].upper or marked.has(step, "determiner") for step in after) or marked.tokens[index + 2].fold.endswith(
        _DEFINITE
    )


def _leads(marked: Marked, index: int) -> bool:
    """ "Ines inför leadscoring": the only verb there is."""
    if "pres" not in marked.tags[index] or not 0 < index < 4 or not marked.tokens[0].upper:
        return False
    return not any(own & {"pres", "modal", "inf", "imp"} and step != index for step, own in enumerate(marked.tags))


def _adverb(marked: Marked, index: int) -> bool:
    """ "Successfully launch", "framgångsrikt lansera"."""
    return marked.tokens[index].fold.endswith(("ly", "t"))


def _able(marked: Marked, index: int) -> bool:
    """ "Bli bättre på att stänga affärer", "möjligheten att anställa": what one could do, not what gets done."""
    if index < 2 or marked.tokens[index - 1].fold not in ("att", "to"):
        return False
    before = marked.tags[index - 2]
    return "ability" in before or marked.tokens[index - 1].fold == "att" and "preposition" in before and "means" not in before


def _negated_state(marked: Marked, index: int) -> bool:
    if (
        "quality" in marked.tags[index]
        or "up" in marked.tags[0] | marked.tags[min(1, index)]
        and marked.tokens[0].fold != "fa"
        and _grows(marked, index)
    ):
        return True
    if any(marked.tokens[step].fold == "som" for step in range(max(0, index - 3), index)):
        return True  # "den nya organisationen som är fastställd": says which
    if any(
        "loose" in marked.tags[step]
        and "aim" not in marked.tags[step]
        and not any("determiner" in marked.tags[near] for near in range(max(0, step - 3), step))
        for step in range(index)
    ):
        return True
    return any(hit.tag == "quality" and hit.first < index for hit in marked.hits) and not any(
        "modal" in tags or "be" in tags for tags in marked.tags
    )


def _grows(marked: Marked, state: int) -> bool:
    """ "Increase the share of positions filled": the state only says of what."""
    verb = 0 if "up" in marked.tags[0] else 1
    return (
        "verb" in marked.tags[verb]
        and bool(marked.tags[verb] & {"inf", "imp"})
        and not any(tags & {"modal", "be"} for tags in marked.tags[:state])
    )


def _is_deed(marked: Marked, index: int, side: bytearray) -> bool:
    tags = marked.tags[index]
    lemma = marked.lexis.lemmas.get(marked.tokens[index].fold, "")
    if tags & {"up", "down"} and lemma not in _REMADE or _able(marked, index):
        return False
    if index and "verb" not in marked.tags[index - 1] and marked.tags[index - 1] & {"quality", "amount"} and not _adverb(marked, index - 1):
        return False  # "more books", "fler besök"
    if "preposition" in tags and not _leads(marked, index) or "ing" in tags and not tags & {"inf", "sup", "part"}:
        return False
    after = marked.tokens[index + 1].fold if index + 1 < len(marked.tokens) else ""
    if after in ("on", "at", "with", "for", "pa") and lemma not in _SETTLED:
        return False
    weak = (lemma in marked.lexis.weak or tags & {"effort", "keep"}) and not (lemma == "ta" and after == "fram")
    if weak and index and "quality" in marked.tags[index - 1] and marked.tokens[index - 1].fold.endswith("ly"):
        return False
    passive = _passive(marked, index)
    if "noun" in tags or (
        index
        and marked.tags[index - 1] & {"determiner", "preposition"}
        and not marked.tags[index - 1] & {"subordinate"}
        and marked.tokens[index - 1].fold not in ("to", "att")
        and not passive
    ):
        return False
    first, last = _object(marked, index, side, passive)
    words = [step for step in range(first, last) if marked.tokens[step].kind == "w" and step != index]
    if (
        weak
        and "subordinate" in marked.present
        and any(
            "quality" in marked.tags[step] and "subordinate" in marked.tags[near]
            for step in range(index, len(marked.tokens))
            for near in range(max(index, step - 3), step)
        )
    ):
        return False
    content = [step for step in words if _contentful(marked, step, index)]
    if marked.language == "en" and content:
        stop = next((step for step in range(content[0] + 1, last) if "preposition" in marked.tags[step]), last)
        content = [step for step in content if step < stop]
    if not content or lemma in _HELD and not any(marked.tags[step] & _EVENTS for step in content):
        return False
    if (
        weak
        and lemma in _GROWN
        and any(tag in _STANDING for step in content[:4] for tag in marked.tags[step])
        and not _planned(marked, content)
    ):
        return False
    return _definite(marked, content, words, bool(weak))


def _contentful(marked: Marked, step: int, verb: int) -> bool:
    """A word that says what is delivered: "a plan to …" is one, though "plan to" may be a wish."""
    tags = marked.tags[step]
    if "loose" in tags or "modal" in tags and (step - 1 == verb or "determiner" in marked.tags[step - 1]):
        return True
    return tags.isdisjoint(_LITTLE)


def _planned(marked: Marked, content: list[int]) -> bool:
    """ "Ett lojalitetsprogram", "a mentoring scheme": what can be seen when it is there, whatever it is for."""
    return any(marked.tokens[step].fold.endswith(_SEEN) for step in content[:4])


def _passive(marked: Marked, index: int) -> bool:
    tags = marked.tags[index]
    fold = marked.tokens[index].fold
    if marked.language == "sv":
        leading = index == 0 or bool(marked.tags[index - 1] & {"modal", "subordinate", "conjunction", "we", "i"})
        if fold.endswith("s") and tags & {"inf", "pres"} or "part" in tags and not ("inf" in tags and leading):
            return True  # but "tillsätta en chef", which folds to "tillsatta"
        helped = any(marked.tags[step] & {"have", "owning"} or "past_be" in marked.tags[step] for step in range(max(0, index - 6), index))
        return index > 0 and "sup" in tags and not helped  # "kundregistret rensat"
    return "sup" in tags and "inf" not in tags and index > 1


def _object(marked: Marked, index: int, side: bytearray, passive: bool) -> tuple[int, int]:
    """The tokens of the object: what follows the verb; for a passive, what stands before it."""
    tokens, tags = marked.tokens, marked.tags
    if passive:
        first = index
        while (
            first > 0
            and tokens[first - 1].fold not in (".", ";", ":", ",", "och", "and", "samt")
            and "aim" not in tags[first - 1]
            and "subordinate" not in tags[first - 1]
        ):
            first -= 1
        return first, index
    last = index + 1
    if last + 1 < len(tokens) and "conjunction" in tags[last] and "verb" in tags[last + 1]:
        index, last = last + 1, last + 2
    if last + 1 < len(tokens) and tags[last] & {"preposition"} and not tags[last] & {"determiner"} and not side[last]:
        index, last = last, last + 1
    while last < len(tokens) and not side[last] and last - index < 9:
        if (
            tokens[last].kind == "p"
            and (tokens[last].fold in ".;:,!" or tokens[last].fold == "-" and not tokens[last].glued)
            or tags[last] & {"conjunction"}
            or ("subordinate" in tags[last] and last > index + 1)
        ):
            break
        last += 1
    return index + 1, last


def _definite(marked: Marked, content: list[int], words: list[int], weak: bool) -> bool:
    tags = marked.tags
    if any("amount" in tags[step] for step in words):
        return False
    head = content[0]
    opener = next((step for step in words if "particle" not in tags[step]), words[0])
    done = {"sup", "part"} if marked.language == "en" else {"part"}
    if weak and any(tags[step] & _UNSEEN and not tags[step] & done for step in content[:4]):
        return False
    determined = "determiner" in tags[opener] and marked.tokens[opener].fold not in _OURS
    named = any(marked.tokens[step].upper and step for step in words[:6])
    if "indefinite" in tags[opener] or "indefinite" in tags[head]:
        rest = [step for step in content if "indefinite" not in tags[step]]
        if not rest:
            return False
        head = rest[0]
        while marked.language == "en" and head + 1 in rest and "preposition" not in tags[head + 1]:
            head += 1
        singular = "one_thing" in tags[opener] and not _plural(marked, head)
        if marked.language == "sv" and marked.tokens[head].fold.endswith(_ONE) and "quality" not in tags[head]:
            singular = True  # "nya offertmallen"
        return (singular or named) and not (("loose" in tags[rest[0]] and "compound" not in tags[rest[0]]) and len(rest) < 2)
    nouns = [step for step in content[:3] if not tags[step] & {"quality"}]
    if not nouns:
        return False
    if (
        "loose" in tags[nouns[-1] if marked.language == "en" else nouns[0]]
        and not determined
        and not named
        and "compound" not in tags[nouns[0]]
    ):
        return False
    if weak and not determined and not named:
        return not _plural(marked, nouns[-1] if marked.language == "en" else nouns[0]) and (
            len(content) > 1
            or _planned(marked, content)
            or "compound" in tags[nouns[0]]
            or marked.tokens[nouns[0]].fold.endswith(("en", "et", "an", "na"))
        )
    return True


def _plural(marked: Marked, index: int) -> bool:
    word = marked.tokens[index].fold
    if marked.language == "en":
        return word.endswith("s") and not word.endswith("ss")
    return word.endswith(("ar", "er", "or")) and len(word) > 4
