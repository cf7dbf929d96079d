"""The writer, "we", "you" and "everyone" as doers (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Mention
from rules.reading.marking import Marked, mention_of

_VERBS = frozenset(("verb", "modal", "be", "have", "past_be"))
_ACTS = _VERBS | {"again", "hedge", "effort", "already"}
_LEADS_IN = frozenset(("modal", "have", "be", "subordinate"))
_WHEN = frozenset("dar hur nar da om innan sedan som if when once".split())
_OURS = frozenset("oss us".split())
_FEELING = frozenset("kanna uppleva trivas bemott bemotas feel experience".split())
"""What whoever is meant feels of it, and does not do."""
_GETTING = frozenset("fa far ges erbjuds get receive".split())
"""What is done for the reader."""
_SO = frozenset(("so", "sa"))
_WHERE = frozenset("where whereby until dar tills so".split())
_ONES = frozenset("one ones those everything dem allt".split())
_NONE: frozenset[str] = frozenset()
_THINKING = frozenset(("believe", "think", "guess", "hope", "suppose"))
_QUOTES = frozenset('"”“»«')
_SENTENCE = 60
"""Words that one sentence has at most, so that a text of 100 kB is read in linear time."""
PERSONS = frozenset("mine i we each you man".split())
"""Tags of words that may stand for a person."""


def pronouns(marked: Marked) -> Iterator[Mention]:
    """Pronouns as the doer of the goal: `writer` or `diffuse`."""
    quoted, quotes = False, not _QUOTES.isdisjoint(marked.source.words)
    for index, tags in enumerate(marked.tags):
        if tags.isdisjoint(PERSONS):
            if quotes and marked.tokens[index].fold in _QUOTES:
                quoted = not quoted
            continue
        duty = index + 1 + marked.has(index + 1, "own")  # "my own quota"
        if "mine" in tags and (marked.has(duty, "aim") or marked.has(duty, "duty")) and not _compounded(marked, duty):
            yield mention_of(marked, index, index, "writer")
        if quoted:
            continue
        if "i" in tags and (marked.language == "sv" and marked.tokens[index].fold == "i" or _told_by(marked, index)):
            continue
        if marked.tokens[index].fold == "i" and not marked.tokens[index].upper and not _acts(marked, index + 1):
            continue  # a Swedish "i" in a text that seems English
        if "i" in tags:
            yield mention_of(marked, index, index, "writer")
        elif (
            "we" in tags
            and not _relative(marked, index)
            or ("each" in tags and marked.has(index + 1, "modal"))
            or ("you" in tags and _addressed(marked, index))
            or ("man" in tags and marked.language == "sv" and marked.source.line[index - 1] != "/" and not _felt(marked, index))
        ):
            yield mention_of(marked, index, index, "diffuse")


def _acts(marked: Marked, index: int) -> bool:
    return index < len(marked.tags) and bool(marked.tags[index] & _ACTS)


def _compounded(marked: Marked, index: int) -> bool:
    """ "My mission journals": the duty only names what another noun is."""
    after = index + 1
    return (
        marked.language == "en"
        and after < len(marked.tokens)
        and marked.tokens[after].kind == "w"
        and not marked.tags[after] & {"be", "preposition", "modal", "conjunction", "subordinate"}
    )


def _told_by(marked: Marked, index: int) -> bool:
    """ "I.e.", "more than I did last year", "all the things I need", "I believe": said by the writer, who does it unsaid."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[index].fold == "i" and index + 1 < len(tokens) and tokens[index + 1].fold == "." and tokens[index + 1].glued:
        return True
    if index < 2 or marked.language != "en" or "verb" not in tags[0] or "inf" not in tags[0]:
        return False
    before = tokens[index - 1]
    if before.fold == "that":
        return index > 2 and tokens[index - 2].fold != "so" and not tags[index - 2] & {"be", "aim"}
    return (
        before.fold == "than"
        or before.kind == "w"
        and not tags[index - 1]
        or tokens[index + 1 : index + 2] != ()
        and tokens[index + 1].fold in _THINKING
    )


def _relative(marked: Marked, index: int) -> bool:
    """ "Dem vi har", "the customers we already have": says which, not who does it."""
    if not index or marked.tokens[index - 1].kind != "w":
        return False
    before, after = marked.tags[index - 1], marked.tags[min(index + 1, len(marked.tags) - 1)]
    if index > 2 and marked.tokens[index - 1].fold in _WHERE | ({"att", "that"} if marked.tokens[index - 2].fold in _SO else _NONE):
        return not any(token.kind == "n" for token in marked.tokens[index : index + _SENTENCE])  # "so that we can …", "where we need to …"
    if marked.tokens[index - 1].fold in _ONES:
        return True
    if index > 2 and marked.tokens[index - 1].fold in ("that", "which", "som") and _is_thing(marked, index - 2):
        return True  # "a template that we can iterate on"
    if before & {"modal", "verb", "subordinate", "conjunction", "have", "be", "means", "aim"} and not _is_measure(before):
        return False
    if "have" in after or marked.has(index + 1, "already"):
        return True
    if "indefinite" in before:
        return False
    governed = any(
        own & {"modal", "be", "aim"} or "verb" in own and own & {"inf", "pres"}
        for own in marked.tags[max(0, index - _SENTENCE) : index - 1]
    )
    return governed and "verb" in after and "pres" in after and "inf" not in after


def _felt(marked: Marked, index: int) -> bool:
    """ "Man ska känna sig väl bemött"."""
    return any(token.fold in _FEELING for token in marked.tokens[index + 1 : index + 4])


def _is_thing(marked: Marked, index: int) -> bool:
    """An unlisted word or a measure, and no goal: what a relative clause tells more of."""
    tags = marked.tags[index]
    if marked.tokens[index].kind != "w" or marked.tokens[index].upper:
        return False
    return not tags or _is_measure(tags) and not tags & {"verb", "aim"}


def _is_measure(tags: frozenset[str]) -> bool:
    return any(tag.startswith("measure:") for tag in tags)


def _addressed(marked: Marked, index: int) -> bool:
    """ "Ni ska …", "you should …": as the doer, not as an object, nor in a clause that only says when."""
    if index + 1 < len(marked.tokens) and marked.language == "sv" and marked.tokens[index + 1].fold.endswith("as"):
        return False  # "du garanteras"
    if not _OURS.isdisjoint(marked.source.words) or _felt(marked, index):
        return False  # "your experience with us": whom it is for
    if index > 2 and marked.language == "en" and not marked.tags[index - 1] and marked.tokens[index - 1].kind != "p":
        return False  # "the form you have to fill in"
    if marked.source.folds[max(0, index - 2) : index] == ["det", "att"]:
        return False  # "från det att du skickat"
    if (
        index
        and marked.tokens[index - 1].fold in _WHEN
        or any(marked.tokens[step].fold in _GETTING for step in range(index + 1, min(index + 3, len(marked.tokens))))
    ):
        return False
    return any(marked.tags[step] & _VERBS for step in range(index + 1, min(index + 3, len(marked.tags)))) or (
        index > 0 and bool(marked.tags[index - 1] & _LEADS_IN)
    )
