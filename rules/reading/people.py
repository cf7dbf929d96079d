"""Who does or answers for a goal: persons, roles, teams, and the diffuse "we" (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Frame, Mention
from rules.reading.groups import GROUPS, find_groups, is_name, modifies
from rules.reading.marking import Marked

_VERBS = frozenset(("verb", "modal", "be", "have", "past_be"))
_LEADS_IN = frozenset(("modal", "have", "be", "subordinate"))
_PREFIX_LENGTH = 6
_REACH = 7
_QUOTES = frozenset('"”“»«')


def find_owners(marked: Marked, frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    """Everyone who is said to do or answer for the goal, in order of place.

    `kind` is person, writer, role, each, team or diffuse. A customer, a product or the object of the goal is nobody.
    """
    timed = bytearray(len(marked.tokens))
    for frame in frames:
        for index in range(frame.first, frame.last + 1):
            timed[index] = 1
    found: dict[int, Mention] = {}
    taken = bytearray(len(marked.tokens))

    def take(mention: Mention) -> None:
        if not any(taken[mention.first : mention.last + 1]):
            found[mention.first] = mention
            taken[mention.first : mention.last + 1] = b"\1" * (mention.last + 1 - mention.first)

    prefixed = _prefix(marked)
    for mention in (*prefixed, *_pronouns(marked)):
        take(mention)
    groups = tuple(find_groups(marked))
    for first, last, kind in groups:
        if not any(taken[first : last + 1]):
            role = _standing(marked, timed, first, last, kind)
            if role is not None and not (prefixed and role == "each"):
                take(_mention(marked, first, last, role))
    for mention in _pointed(marked, groups):
        take(mention)
    return tuple(found[index] for index in sorted(found))


def _mention(marked: Marked, first: int, last: int, kind: str) -> Mention:
    start, end = marked.tokens[first].start, marked.tokens[last].end
    return Mention(start, end, kind, marked.source.quote(start, end), first, last)


def _pronouns(marked: Marked) -> Iterator[Mention]:
    quoted = False
    for index, tags in enumerate(marked.tags):
        if marked.tokens[index].fold in _QUOTES:
            quoted = not quoted
        if not tags or quoted:
            continue
        if "i" in tags and not (marked.language == "sv" and marked.tokens[index].fold == "i"):
            yield _mention(marked, index, index, "writer")
        elif (
            "we" in tags
            and not _relative(marked, index)
            or ("each" in tags and marked.has(index + 1, "modal"))
            or ("you" in tags and _addressed(marked, index))
            or ("man" in tags and marked.language == "sv")
        ):
            yield _mention(marked, index, index, "diffuse")


def _relative(marked: Marked, index: int) -> bool:
    """ "Dem vi har", "the customers we already have": says which, not who does it."""
    if not index or marked.tokens[index - 1].kind != "w":
        return False
    before, after = marked.tags[index - 1], marked.tags[min(index + 1, len(marked.tags) - 1)]
    if before & {"modal", "verb", "subordinate", "conjunction", "have", "be", "means", "aim"} and not _is_measure(before):
        return False
    return "have" in after or marked.has(index + 1, "already")


def _is_measure(tags: frozenset[str]) -> bool:
    return any(tag.startswith("measure:") for tag in tags)


def _addressed(marked: Marked, index: int) -> bool:
    """ "Ni ska …", "you should …": as the doer, not as an object."""
    return any(marked.tags[step] & _VERBS for step in range(index + 1, min(index + 3, len(marked.tags)))) or (
        index > 0 and bool(marked.tags[index - 1] & _LEADS_IN)
    )


def _standing(marked: Marked, timed: bytearray, first: int, last: int, kind: str) -> str | None:
    """What a named person or group is in the sentence: its kind as an owner, or None for an object or a mere mention."""
    if "genitive" in marked.tags[last] or any(timed[step] for step in range(first, last + 1)):
        return None
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
        elif before.kind == "n" or before.fold == "%":
            counted = True
        elif not (
            "determiner" in tags or "quality" in tags or (kind == "team" and before.fold == "of") or modifies(marked, head - 1, first, kind)
        ):
            break
        head -= 1
    if kind == "plural" and any("each" in marked.tags[step] for step in range(last + 1, min(last + 4, len(marked.tags)))):
        each = True
    if each and kind in ("role", "plural", "team") and (kind != "team" or marked.has(last, "role_plurals")):
        kind = "each"
    elif kind == "plural" or (counted and kind == "role"):
        kind = "team"
    if (
        kind == "each"
        and head > 0
        and marked.tokens[first - 1].fold in ("varje", "each", "every", "var")
        and marked.tokens[head - 1].fold in ("per", "for", "from", "av", "by", "till", "hos", "at", ",")
    ):
        return "each"
    if kind == "each" and head <= first - 1 and marked.tokens[first - 1].fold == "per":
        return "each"
    if not _is_subject(marked, timed, head, last, kind):
        return None
    return "team" if kind == "function" else kind


def _is_subject(marked: Marked, timed: bytearray, first: int, last: int, kind: str) -> bool:
    before = first - 1
    if before >= 0 and not timed[before]:
        tags, token = marked.tags[before], marked.tokens[before]
        if "agent" in tags:
            if any("judging" in marked.tags[step] for step in range(max(0, before - 3), before)):
                return False
            return kind != "function" and any(
                "part" in marked.tags[step] or "sup" in marked.tags[step] or marked.tokens[step].fold.endswith("s")
                for step in range(max(0, before - 6), before)
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
            return _followed(marked, last, kind) or last + 1 >= len(marked.tokens) or before == 0 or bool(timed[before - 1])
        return False
    return _followed(marked, last, kind)


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


def _prefix(marked: Marked) -> tuple[Mention, ...]:
    """Owners before a colon at the start: "CRO: Grow ARR", "Legal: …", "Ägare: Anna"."""
    tokens = marked.tokens
    stop = next(
        (
            i
            for i in range(1, min(_PREFIX_LENGTH, len(tokens)))
            if tokens[i].fold == ":" or (tokens[i].fold == "-" and not tokens[i].glued and i <= 2)
        ),
        0,
    )
    if not stop or marked.has(0, "prefix_skip") or any("owns" in marked.tags[i] for i in range(stop)):
        return ()
    if tokens[stop].fold == "-" and not (marked.has(0, "given") and is_name(marked, 0) or marked.has(0, "roles")):
        return ()
    found = [
        (hit.last, -order, kind)
        for order, (kind, names) in enumerate(GROUPS[:-1])
        for hit in marked.hits
        if hit.tag in names and hit.last < stop and (kind != "person" or tokens[hit.first].upper)
    ]
    if found:
        kind = next((kind for kind in ("person", "role") if any(row[2] == kind for row in found)), max(found)[2])
        return (_mention(marked, 0, stop - 1, {"plural": "team", "function": "team"}.get(kind, kind)),)
    first = tokens[0]
    text = marked.source.quote(first.start, first.end)
    if (
        stop == 1
        and text.isalpha()
        and text.isupper()
        and 2 <= len(text) <= 5
        and not any(tag.startswith("measure") for tag in marked.tags[0])
    ):
        return (_mention(marked, 0, 0, "team"),)
    return ()


def _within(marked: Marked, groups: dict[int, tuple[int, str]], start: int) -> int | None:
    """The group that begins at `start`, or after a word or two that belong to its name ("growth manager")."""
    for index in range(start, min(start + 3, len(marked.tokens))):
        if index in groups:
            return index
        if marked.tokens[index].kind != "w" or marked.tags[index] & {"verb", "preposition", "modal"}:
            return None
    return None


def _pointed(marked: Marked, named: tuple[tuple[int, int, str], ...]) -> Iterator[Mention]:
    """Owners that a word or a dash points out: "ansvarig: Anna", "owner Erik Lund", "KAM ansvarar", "(Sara)", "– warehouse manager"."""
    tokens = marked.tokens
    groups = {first: (last, kind) for first, last, kind in named}
    ends = {last: first for first, (last, _) in groups.items()}
    for last, first in sorted(ends.items()):
        kind = groups[first][1]
        while first and modifies(marked, first - 1, first, kind) and ends[last] - first < 3:
            first -= 1
        follower = tokens[last + 1].fold if last + 1 < len(tokens) else "."
        tail = follower in (".", ")", ";", "!") or follower == "," and kind == "person" and last > first
        if (
            tail
            and last >= 2
            and first
            and tokens[first - 1].kind == "p"
            and tokens[first - 1].fold in "-(/,;@.:"
            and "genitive" not in marked.tags[last]
            and kind in ("person", "role", "team")
        ):
            yield _mention(marked, first, last, kind)
    for hit in marked.hits:
        if hit.tag != "owns":
            continue
        after = hit.last + 1
        while (
            after < len(tokens)
            and (
                tokens[after].fold
                in (":", "=", "-", "ar", "is", "for", "blir", "the", "our", "av", "by", "var", "gor", "hos", "pa", "with", "to", "mig")
                or "determiner" in marked.tags[after]
            )
            and after < hit.last + 5
        ):
            after += 1
        if (
            after - 1 > hit.last
            and tokens[after - 1].fold == "mig"
            or after < len(tokens)
            and tokens[after].fold in ("mig", "me", "myself", "jag", "i")
        ):
            yield _mention(marked, min(after, len(tokens) - 1), min(after, len(tokens) - 1), "writer")
        elif (place := _within(marked, groups, after)) is not None:
            last, kind = groups[place]
            yield _mention(marked, after, last, {"plural": "team", "function": "team"}.get(kind, kind))
        elif hit.first - 1 in ends:
            first = ends[hit.first - 1]
            kind = groups[first][1]
            yield _mention(marked, first, hit.first - 1, {"plural": "team", "function": "team"}.get(kind, kind))
        elif hit.first == 1 and tokens[0].upper and not marked.tags[0]:
            yield _mention(marked, 0, 0, "person")
        elif (
            after < len(tokens)
            and tokens[after].kind == "w"
            and tokens[after].upper
            and tokens[after - 1].fold in (":", "=", "ar", "is", "av", "by")
            and not marked.tags[after]
        ):
            yield _mention(marked, after, after, "person")
