"""What a past form tells of: a report by its subject, its object, its place or its verb, where a participle would say what is wanted."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.sentences import governs

_INTRANSITIVE = both("wording", "intransitive")
_SETTLING = both("wording", "settling")
_SAME = frozenset(("inf", "past"))
_PASSED = frozenset("us me them in up out off over".split())
_ONES = frozenset("the our my this their one a an".split())
_BY_HOW_MUCH = frozenset("in by to from".split())
_COMMON = frozenset(("the", "our", "my", "this", "that", "its", "their", "his", "her"))


def past_of_one(it: Outlook, finite: int, start: int) -> bool:
    """ "The team hit 96 % of target": of one who does it now it would be "hits"."""
    if it.marked.language != "en" or not it.tags[finite] >= _SAME or it.coming or it.tokens[start].fold not in _COMMON:
        return False
    if any(tags & {"modal", "conjunction", "preposition"} for tags in it.tags[start:finite]):
        return False
    return not it.tokens[finite - 1].fold.endswith("s") and it.tokens[finite - 1].fold not in (
        "people",
        "staff",
        "men",
        "women",
        "children",
    )


def of_one(it: Outlook, finite: int) -> bool:
    """ "Styrelsen beslutade": of one thing a participle would be "beslutad", so this is what it did."""
    before = it.tokens[finite - 1].fold
    part = any(q.kind == "share" and q.role == "target" and q.first < finite for q in it.quantities)
    return before.endswith(("en", "et")) and not part  # of 95 % of the children it is "vaccinerade" either way


def acted(it: Outlook, start: int, finite: int) -> bool:
    """ "In the third quarter the Group acquired two companies": one who acts, and what it was done to."""
    if it.marked.language != "en" or "past" not in it.tags[finite] or it.tags[finite] & {"inf", "pres", "be", "past_be"}:
        return False
    after = finite + 1 + (finite + 2 < len(it.tokens) and it.tokens[finite + 1].fold in _PASSED)  # "brought us 300", "brought in 240,000"
    if after >= len(it.tokens) or not (it.tokens[after].kind == "n" or it.tags[after] & {"numeral", "determiner"}):
        return False
    subject = it.tokens[start:finite]
    one = (
        bool(subject)
        and subject[0].fold in _ONES
        or any(owner.last == finite - 1 and owner.kind in ("team", "diffuse", "person") for owner in it.owners)
    )
    return one and not it.tokens[finite - 1].fold.endswith("s") and all(f.begin is not None for f in it.frames if f.kind == "deadline")


def took_part(it: Outlook, finite: int) -> bool:
    """ "… increased by 10 %, and most of them participated": a later verb that has no passive tells what was."""
    if it.marked.language != "en" or "past" not in it.tags[finite] or it.coming:
        return False
    return any(
        "past" in it.tags[step] and "inf" not in it.tags[step] and it.marked.lexis.lemmas.get(it.tokens[step].fold) in _INTRANSITIVE
        for step in range(finite + 2, len(it.tokens))
        if not it.tags[step - 1] & {"determiner", "preposition", "quality"}
    )


def governed(it: Outlook, finite: int) -> bool:
    """An object behind a past form, and no time: "ten questions answered a day"."""
    return finite + 1 < len(it.tokens) and not it.framed[finite + 1] and "norm" not in it.tags[finite + 1] and governs(it.marked, finite)


def stood_at(it: Outlook, finite: int) -> bool:
    """ "Bad debt ended at 2.4 %", "the quarter closed at 1.2m": where it came to stand."""
    if it.coming or it.marked.lexis.lemmas.get(it.tokens[finite].fold) not in _SETTLING or finite + 2 >= len(it.tokens):
        return False
    return it.tokens[finite + 1].fold == "at" and (it.tokens[finite + 2].kind == "n" or it.tokens[finite + 2].fold in "$£€")


def happened(it: Outlook, finite: int) -> bool:
    """ "62 % of students performed below …": a verb that has no passive tells what was."""
    within = all(frame.begin is not None for frame in it.frames if frame.kind == "deadline")
    return it.marked.lexis.lemmas.get(it.tokens[finite].fold) in _INTRANSITIVE and (within or not it.ahead)


def told_alone(it: Outlook, start: int) -> bool:
    """ "Ökade under sommaren": a past form, and nothing behind it but when."""
    own = it.tags[start]
    if (
        it.marked.language != "sv"
        or not {"verb", "past"} <= own
        or own & {"inf", "imp", "pres"}
        or it.amount
        or start + 1 >= len(it.tokens)
    ):
        return False
    return start + 1 < len(it.tokens) and all(it.framed[step] or token.kind == "p" for step, token in enumerate(it.tokens) if step > start)


def goals_hit(it: Outlook, finite: int) -> bool:
    """ "We hit 3 out of 5 key results": goals that one has reached, or has not."""
    if it.marked.language != "en" or it.coming or it.tokens[finite].fold != "hit" or it.tags[finite - 1].isdisjoint(("we", "i")):
        return False
    return any(not own.isdisjoint(("goal_words", "counted_goals")) for own in it.tags[finite + 1 :])


def halved(it: Outlook, start: int, finite: int) -> bool:
    """ "Response time cut in half": one thing, a form that is no third person, and by how much behind it."""
    if it.marked.language != "en" or not it.tags[finite] >= {"inf", "sup"} or finite + 1 >= len(it.tokens):
        return False
    if it.tokens[start].fold in _COMMON or it.tokens[finite - 1].fold.endswith("s") or it.tags[finite - 1] & {"we", "i", "modal", "to"}:
        return False
    return it.tokens[finite + 1].fold in _BY_HOW_MUCH and it.tags[start].isdisjoint(("we", "i", "outsider", "anybody"))
