"""Deeds beside each other: the verb of a result, and whether it has an object of its own."""

from __future__ import annotations

from rules.reading.marking import Marked
from rules.reading.splits import other_word

ACTS = frozenset(("up", "down", "deliver", "reach", "act", "keep", "effort"))
_ONWARD = frozenset("framat uppat vidare ahead forward on onwards".split())
_STAFF = frozenset(("team_heads", "role_heads", "role_plurals"))
_LISTS = frozenset((",", "och", "samt"))


def result_verb(marked: Marked, index: int) -> bool:
    tags = marked.tags[index]
    if other_word(marked, index):
        return False
    if "verb" not in tags or "owns" in tags or not tags & ACTS or not tags & {"inf", "imp", "pres"}:
        return False
    if marked.language == "en" and "functions" in tags and index + 1 < len(marked.tokens) and not marked.tags[index + 1].isdisjoint(_STAFF):
        return False  # "reps and support staff"
    if any(tag.startswith("measure:") for tag in tags):
        if marked.language == "sv" and "inf" in tags and marked.tokens[index].fold.endswith("a"):
            return True  # "… och öppna kontor"
        if marked.language == "en" and "object_verbs" in tags and index + 1 < len(marked.tokens) and marked.tokens[index + 1].kind == "w":
            return True  # "… and attract talent"
        if index + 1 >= len(marked.tokens):
            return False
        follows = marked.tokens[index + 1]
        return follows.kind == "n" or "determiner" in marked.tags[index + 1] or follows.upper and "inf" in tags and marked.language == "en"
    return not (marked.language == "en" and "pres" in tags and "inf" not in tags)


def has_object(marked: Marked, begin: int, join: int) -> bool:
    """The part before the join holds a verb of result and something after it."""
    acts = [step for step in range(begin, join) if marked.tags[step] & ACTS and "verb" in marked.tags[step]]
    verb = next((step for step in acts if not other_word(marked, step)), None)
    if marked.language == "en" and verb is not None and join and commands(marked, join - 1) and verb < join - 1:
        return False  # "to draft and try different offers": two deeds with one object
    return verb is not None and any(
        marked.tokens[step].kind in "wn"
        and not marked.tags[step] & {"preposition", "particle"}
        and marked.tokens[step].fold not in _ONWARD
        and not _verbal(marked, step)
        for step in range(verb + 1, join)
    )


def commands(marked: Marked, step: int) -> bool:
    """An English infinitive behind "to", with nothing behind it yet."""
    own = marked.tags[step]
    return "verb" in own and "inf" in own and step > 0 and marked.tokens[step - 1].fold in ("to", "help")


def own_object(marked: Marked, side: bytearray, verb: int) -> bool:
    if (
        marked.tokens[min(verb + 1, len(marked.tokens) - 1)].fold in ("av", "it", "them")
        and marked.language == "en"
        or any(
            token.fold in ("det", "den", "dem") and step + 1 < len(marked.tokens) and marked.tags[step + 1] & {"preposition", "function"}
            for step, token in enumerate(marked.tokens[verb + 1 : verb + 4], verb + 1)
        )
    ):
        return False  # "… och göra det före påsk": the same result again
    return any(marked.tokens[step].kind in "wn" and not side[step] for step in range(verb + 1, min(verb + 4, len(marked.tokens))))


def _verbal(marked: Marked, step: int) -> bool:
    """An infinitive that is no noun as well."""
    own = marked.tags[step]
    if marked.language != "sv" or "inf" not in own or "quality" in own:
        return False
    listed = marked.source.line[step - 1] in _LISTS or marked.source.line[step + 1] in _LISTS  # "rekrytera, utbilda och …"
    return listed or not any(tag.startswith("measure:") for tag in own)
