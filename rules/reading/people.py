"""Who does or answers for a goal: persons, roles, teams, and the diffuse "we" (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Frame, Mention, covered
from rules.reading.groups import find_groups, modifies
from rules.reading.marking import Marked, mention_of
from rules.reading.pointers import before_colon, charged, pointed_out
from rules.reading.signatures import signed

_VERBS = frozenset(("verb", "modal", "be", "have", "past_be"))
_LEADS_IN = frozenset(("modal", "have", "be", "subordinate"))
_REACH = 7
_FAR = 14
"""How far behind its verb "by" may name the doer: "is to be raised from 90 to 120 by June by …"."""
_WHEN = frozenset("nar da om innan sedan som if when once".split())
_GETTING = frozenset("fa far ges erbjuds get receive".split())
"""What is done for the reader."""
_DESCRIBING = ("iska", "liga", "iga", "ella", "ande", "erade", "skilda")
"""How Swedish adjectives end before a group: "samtliga tekniska säljare"."""
_ONE = frozenset(("en", "ett", "one"))
_NAMED = ("person", "role", "writer", "each")
_PERSONS = frozenset("mine i we each you man".split())
_OBJECTS = frozenset(("all", "every", "any", "per"))
"""Behind a group these count its objects: "reps should log all calls"."""
_THINKING = frozenset(("believe", "think", "guess", "hope", "suppose"))
_QUOTES = frozenset('"”“»«')


def find_owners(marked: Marked, frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    """Everyone who is said to do or answer for the goal, in order of place.

    `kind` is person, writer, role, each, team or diffuse. A customer, a product or the object of the goal is nobody.
    """
    timed = covered(len(marked.tokens), frames)
    found: dict[int, Mention] = {}
    taken = bytearray(len(marked.tokens))

    def take(mention: Mention) -> None:
        if 1 not in taken[mention.first : mention.last + 1]:
            found[mention.first] = mention
            taken[mention.first : mention.last + 1] = b"\1" * (mention.last + 1 - mention.first)

    prefixed = before_colon(marked)
    for mention in prefixed:
        take(mention)
    if not marked.present.isdisjoint(_PERSONS):
        for mention in _pronouns(marked):
            take(mention)
    groups = tuple(find_groups(marked, timed))
    for first, last, kind in groups:
        if 1 not in taken[first : last + 1]:
            role = _standing(marked, timed, first, last, kind)
            if role is not None and not (prefixed and role == "each"):
                take(mention_of(marked, first, last, role))
    for mention in (*pointed_out(marked, groups), *charged(marked, timed, groups)):
        take(mention)
    if not found or not any(mention.kind in _NAMED for mention in found.values()):
        for mention in signed(marked, timed, groups):
            take(mention)
    return tuple(found[index] for index in sorted(found) if len(found) < 2 or not _quoted_from(marked, index))


def _quoted_from(marked: Marked, index: int) -> bool:
    """ "…, säger klubbens vd, Thomas Andersson": who tells of the goal, where somebody else is to reach it."""
    return not marked.all("owns") and any("saying" in marked.tags[step] for step in range(max(0, index - 5), index))


def _pronouns(marked: Marked) -> Iterator[Mention]:
    quoted = False
    for index, tags in enumerate(marked.tags):
        if tags.isdisjoint(_PERSONS):
            if marked.tokens[index].fold in _QUOTES:
                quoted = not quoted
            continue
        duty = index + 1 + marked.has(index + 1, "own")  # "my own quota"
        if "mine" in tags and (marked.has(duty, "aim") or marked.has(duty, "duty")) and not _compounded(marked, duty):
            yield mention_of(marked, index, index, "writer")
        if quoted:
            continue
        if "i" in tags and (marked.language == "sv" and marked.tokens[index].fold == "i" or _told_by(marked, index)):
            continue
        if "i" in tags:
            yield mention_of(marked, index, index, "writer")
        elif (
            "we" in tags
            and not _relative(marked, index)
            or ("each" in tags and marked.has(index + 1, "modal"))
            or ("you" in tags and _addressed(marked, index))
            or ("man" in tags and marked.language == "sv")
        ):
            yield mention_of(marked, index, index, "diffuse")


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
    if index + 1 < len(tokens) and tokens[index + 1].fold == "." and tokens[index + 1].glued:
        return True
    if index < 2 or marked.language != "en" or "verb" not in tags[0] or "inf" not in tags[0]:
        return False
    before = tokens[index - 1]
    if before.fold == "that":
        return tokens[index - 2].fold != "so" and not tags[index - 2] & {"be", "verb", "aim"}
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
    if before & {"modal", "verb", "subordinate", "conjunction", "have", "be", "means", "aim"} and not _is_measure(before):
        return False
    if "have" in after or marked.has(index + 1, "already"):
        return True
    if "indefinite" in before:
        return False
    governed = any(own & {"modal", "be", "aim"} or "verb" in own and own & {"inf", "pres"} for own in marked.tags[: index - 1])
    return governed and "verb" in after and "pres" in after and "inf" not in after


def _is_measure(tags: frozenset[str]) -> bool:
    return any(tag.startswith("measure:") for tag in tags)


def _addressed(marked: Marked, index: int) -> bool:
    """ "Ni ska …", "you should …": as the doer, not as an object, nor in a clause that only says when."""
    if (
        index
        and marked.tokens[index - 1].fold in _WHEN
        or any(marked.tokens[step].fold in _GETTING for step in range(index + 1, min(index + 3, len(marked.tokens))))
    ):
        return False
    return any(marked.tags[step] & _VERBS for step in range(index + 1, min(index + 3, len(marked.tags)))) or (
        index > 0 and bool(marked.tags[index - 1] & _LEADS_IN)
    )


def _standing(marked: Marked, timed: bytearray, first: int, last: int, kind: str) -> str | None:
    """What a named person or group is in the sentence: its kind as an owner, or None for an object or a mere mention."""
    if "genitive" in marked.tags[last] or kind in ("team", "diffuse", "function") and marked.tokens[last].fold.endswith("'s"):
        return None  # "the Board's target is …" frames it
    if (
        kind in ("team", "diffuse")
        and marked.tokens[last].fold.endswith("ningen")
        and marked.has(last + 1, "agent")
        and marked.language == "sv"
    ):
        return None  # "förvaltningen av fastigheter" is a doing
    if any(timed[step] for step in range(first, last + 1)):
        return "each" if first and marked.tokens[first - 1].fold == "per" else None  # "per säljare och vecka"
    if kind == "diffuse" and "preposition" in marked.tags[first] and first < last:
        return kind
    head = first
    each = False
    counted = False
    while head > 0 and not timed[head - 1]:
        before = marked.tokens[head - 1]
        tags = marked.tags[head - 1]
        if "each" in tags:
            each = True
        elif before.kind == "n" or before.fold == "%" or "numeral" in tags and before.fold not in _ONE:
            counted = True
        elif not (
            tags & {"determiner", "quality", "numeral", "genitive"}
            or before.fold.endswith("'s")
            or each_one(marked, head - 1)
            or ("of_group" in tags and kind in ("team", "plural"))
            or modifies(marked, head - 1, first, kind)
            or marked.language == "sv"
            and tags & {"measure:public", "measure:company", "measure:society"}
            and before.fold.endswith(("ens", "ets", "nas"))  # "kommunens näringslivskontor"
            or not tags
            and kind in ("role", "plural")
            and marked.language == "sv"
            and before.fold.endswith(_DESCRIBING)
        ):
            break
        head -= 1
    if kind == "plural" and any(
        "each" in marked.tags[step] and marked.tokens[step].fold not in _OBJECTS
        for step in range(last + 1, min(last + 4, len(marked.tags)))
    ):
        each = True
    if each and kind in ("role", "plural", "team") and (kind != "team" or marked.has(last, "role_plurals")):
        kind = "each"
    elif kind == "plural" or (counted and kind == "role"):
        kind = "team"
    if (
        kind == "each"
        and head > 0
        and marked.tokens[head].fold in ("varje", "each", "every", "var")
        and marked.tokens[head - 1].fold in ("per", "for", "from", "av", "by", "till", "hos", "at", ",")
    ):
        return "each"
    if kind == "each" and head <= first - 1 and marked.tokens[first - 1].fold == "per":
        return "each"
    if not _is_subject(marked, timed, head, last, kind):
        return None
    return "team" if kind == "function" else kind


def each_one(marked: Marked, index: int) -> bool:
    """Inside "var och en av": the "och" of it."""
    return "conjunction" in marked.tags[index] and marked.has(index - 1, "each") and marked.has(index + 1, "determiner")


def _is_subject(marked: Marked, timed: bytearray, first: int, last: int, kind: str) -> bool:
    before = first - 1
    if before >= 0 and not timed[before]:
        tags, token = marked.tags[before], marked.tokens[before]
        if "agent" in tags:
            if any("judging" in marked.tags[step] for step in range(max(0, before - 3), before)):
                return False
            return kind != "function" and any(
                "part" in marked.tags[step]
                or "sup" in marked.tags[step]
                or marked.language == "sv"
                and marked.tokens[step].fold.endswith("s")
                for step in range(max(0, before - _FAR), before)
            )
        if token.kind == "p":
            if token.fold in "-*•(&+/:.,;!\"'":
                return _followed(marked, last, kind) or (
                    token.fold == "(" and last + 1 < len(marked.tokens) and marked.tokens[last + 1].fold == ")"
                )
            return False
        if token.fold == "for" and marked.tokens[min(last + 1, len(marked.tokens) - 1)].fold == "to":
            return True
        if token.fold == "nar" and (before == 0 or timed[before - 1]):
            return True
        if "prefix_skip" in tags or marked.has(before - 1, "prefix_skip"):
            return _followed(marked, last, kind)
        if "preposition" in tags and "subordinate" not in tags:
            return False
        if tags & {"modal", "have"} or token.fold in ("att", "that", "och", "and", "samt", "when", "nar", "dar", "where", "bade", "both"):
            return _followed(marked, last, kind)
        if "verb" in tags and "pres" in tags and "inf" not in tags and marked.language == "sv":
            return _followed(marked, last, kind) or last + 1 >= len(marked.tokens) or before == 0 or _inverted(marked, timed, before)
        return False
    return _followed(marked, last, kind)


def _inverted(marked: Marked, timed: bytearray, verb: int) -> bool:
    """The verb comes second, behind a time or what a preposition opens, so that its doer comes third: "Med två mässor samlar Anna …"."""
    if timed[verb - 1]:
        return True
    start = max((step + 1 for step in range(verb) if marked.tokens[step].fold in (".", ";", ":", "!")), default=0)
    if not (timed[start] or "preposition" in marked.tags[start]):
        return False
    return not any("modal" in tags or "pres" in tags and "inf" not in tags and "noun" not in tags for tags in marked.tags[start:verb])


def _followed(marked: Marked, last: int, kind: str) -> bool:
    """A verb follows of which this can be the subject."""
    for index in range(last + 1, min(last + _REACH, len(marked.tokens))):
        token, tags = marked.tokens[index], marked.tags[index]
        if token.kind == "p" and token.fold in ".;:!?":
            return False
        if (
            index == last + 1
            and marked.language == "en"
            and kind != "person"
            and "verb" not in tags
            and any(tag.startswith("measure:") for tag in tags)
        ):
            return False
        if kind == "function":
            if tags & {"deliver", "act", "owns", "conjunction"} and tags & {"pres", "inf", "owns"} and not tags & {"up", "down"}:
                return True
            if "modal" in tags:
                after = marked.tags[index + 1] if index + 1 < len(marked.tags) else frozenset()
                return bool(after & {"deliver", "act"}) and not after & {"up", "down", "reach"}
            if token.fold == "to" and index == last + 1 and marked.has(index + 1, "inf"):
                return True
            return token.fold in ("+", "&") and "measure" not in tags
        if tags & _VERBS or "owns" in tags:
            return not ("sup" in tags and "past" not in tags and kind == "diffuse")
        if index > last + 1 and token.kind == "n" and kind == "diffuse":
            return False
    return False
