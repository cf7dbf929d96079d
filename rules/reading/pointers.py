"""Owners that a colon, a word or a dash points out: "CRO: …", "ansvarig: Anna", "(Sara)", "– warehouse manager" (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Mention
from rules.reading.fields import apiece
from rules.reading.groups import GROUPS, is_name, modifies
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of
from rules.reading.strangers import plain_name, unlisted

_PREFIX_LENGTH = 9
_INITIALS = 2
_ABSTRACT = tuple(sorted(both("wording", "abstract")))
"""Ends of words that name a thing thought of, nobody: "Expectation: 99.5 %"."""
_KEYED = frozenset(("kr", "krs"))
_POINTS = frozenset("-(/,;@.:")
_FIELDS = frozenset(",|/-")
_TO = frozenset(("to", "on", "hos", "pa", "with", "by", "av"))
_NOBODY = frozenset(("it", "this", "that", "det", "detta"))
_DEFINITE = ("en", "et", "na", "an", "ing", "gruppen", "team")
_CLOSING = frozenset((":", ".", "", ")", ";"))
_COUNTED = frozenset("number numbers quota figure siffra siffran kvot tal".split())
"""Duties that are a person's, where "Volvo's target is …" may be a company's."""
_SPANS = frozenset(("time", "times", "tid", "tider"))
_SEASONS = frozenset("may april june august summer autumn bay".split())
"""Names that are times, or places, before a colon."""
_DESKS = both("owners", "desks")
_ASKING = both("owners", "asking")
_LETTING = both("owners", "letting")
_RELYING = frozenset("count counting rely relying raknar litar".split())
_FOR, _FROM = frozenset(("for", "at", "till")), frozenset(("from", "fran"))
_CLOSED = frozenset((".", ";", "", ",", "!"))
_IS = frozenset((":", "is", "are", "ar", "blir", "-"))
_LONG = 6


def before_colon(marked: Marked) -> tuple[Mention, ...]:
    """Owners before a colon at the start: "CRO: Grow ARR", "Legal: …", "Ägare: Anna"."""
    tokens, opening = marked.tokens, marked.source.folds[:_PREFIX_LENGTH]
    if ":" not in opening and "-" not in opening:
        return ()
    stop = next(
        (
            i
            for i, fold in enumerate(opening)
            if i
            and (
                fold == ":"
                and not (tokens[i].glued and tokens[i - 1].kind == "n" and tokens[i + 1 : i + 2] and tokens[i + 1].glued)
                or (fold == "-" and not tokens[i].glued and i <= 2)
            )
        ),
        0,
    )
    if not stop or not marked.tags[0].isdisjoint(("prefix_skip", "deed_noun")) or any("owns" in marked.tags[i] for i in range(stop)):
        return ()
    lone = stop == 1 and tokens[0].upper and marked.has(0, "given")
    if tokens[stop].fold == "-" and not (
        lone or marked.has(0, "given") and is_name(marked, 0) or marked.has(0, "roles") or not marked.tags[0]
    ):
        return ()
    found = [
        (hit.last, -order, kind)
        for order, (kind, names) in enumerate(GROUPS[:-1])
        for hit in marked.hits
        if hit.tag in names
        and hit.last < stop
        and (kind != "person" or tokens[hit.first].upper and ("unsure" not in marked.tags[hit.first] or _titled(marked, stop)))
        and not (kind == "function" and _of_another(marked, hit.first, hit.last, stop))
        and not (kind == "role" and _of_role(marked, hit.last, stop))
    ]
    if found:
        kind = next((kind for kind in ("person", "role") if any(row[2] == kind for row in found)), max(found)[2])
        if kind in ("plural", "team") and _each(marked, stop):
            return (mention_of(marked, 0, stop - 1, "each"),)  # "All four store managers: …"
        return (mention_of(marked, 0, stop - 1, {"plural": "team", "function": "team"}.get(kind, kind)),)
    if tokens[0].upper and any(hit.tag == "diffuse" and hit.first == 0 and hit.last == stop - 1 for hit in marked.hits):
        return (mention_of(marked, 0, stop - 1, "diffuse"),)  # "Jönköping: …"
    first, text = tokens[0], marked.source.written(0)
    if stop > 1 and tokens[stop - 1].fold in _KEYED and all(token.upper or token.kind != "w" for token in tokens[: stop - 1]):
        return (mention_of(marked, 0, stop - 2, "team"),)  # "PS Delivery KR: …"
    if stop == 1 and first.upper and marked.has(0, "unsure") and first.fold not in _SEASONS and not text.isupper():
        return (mention_of(marked, 0, 0, "person"),)  # "Will: …"
    if stop == 1 and first.fold in _DESKS:
        return (mention_of(marked, 0, 0, "team"),)
    if (
        stop == 1
        and first.upper
        and not text.isupper()
        and text.isalpha()
        and 3 <= len(text) <= 12
        and not marked.tags[0]
        and not first.fold.endswith(_ABSTRACT)
    ):
        return (mention_of(marked, 0, 0, "person"),)  # a name no list knows
    if (
        stop == 1
        and text.isalpha()
        and text.isupper()
        and 2 <= len(text) <= 5
        and not any(tag.startswith("measure") for tag in marked.tags[0])
    ):
        return (mention_of(marked, 0, 0, "person" if len(text) == _INITIALS else "team"),)  # "SB: …", "MSD: …"
    return ()


def _each(marked: Marked, stop: int) -> bool:
    return any("each" in tags for tags in marked.tags[:stop]) and any("role_plurals" in tags for tags in marked.tags[:stop])


def _titled(marked: Marked, stop: int) -> bool:
    """Nothing but names, roles and where they are: "Sales rep Urban:", not "Urban growth:"."""
    return all(
        marked.tokens[at].upper or marked.tokens[at].kind == "p" or marked.tags[at] & {"roles", "role_heads", "preposition"}
        for at in range(stop)
    )


def _of_another(marked: Marked, first: int, last: int, stop: int) -> bool:
    """ "Support tickets: …", "Retention of apprentices in sales: …": the function only says what another noun is of."""
    if first and "change_noun" in marked.tags[first]:
        return True
    if last + 1 < stop and marked.tokens[last + 1].kind == "w" and not marked.tokens[last + 1].upper:
        return not marked.tags[last + 1] & {"conjunction", "functions", "teams", "team_heads", "preposition", "roles", "role_heads"}
    return any("preposition" in tags or "verb" in tags and "functions" not in tags for tags in marked.tags[:first])


def _of_role(marked: Marked, last: int, stop: int) -> bool:
    """ "Lead time: …", "Sales rep turnover: …": of whom something is told."""
    tags = marked.tags[last + 1]
    return (
        last + 1 < stop
        and not marked.tokens[last + 1].upper
        and (marked.tokens[last + 1].fold in _SPANS or any(tag.startswith("measure:") for tag in tags))
    )


def _within(marked: Marked, groups: dict[int, tuple[int, str]], start: int) -> int | None:
    """The group that begins at `start`, or after a word or two that belong to its name ("growth manager")."""
    for index in range(start, min(start + 3, len(marked.tokens))):
        if index in groups:
            return index if marked.tokens[index].fold not in _NOBODY or marked.tokens[index].upper else None
        if marked.tokens[index].kind != "w" or not marked.tokens[index].upper and marked.tags[index] & {"preposition", "modal"}:
            return None
        if "verb" in marked.tags[index] and not marked.tokens[index].upper and not marked.has(index + 1, "role_heads"):
            return None
    return None


def pointed_out(marked: Marked, named: tuple[tuple[int, int, str], ...]) -> Iterator[Mention]:
    """Owners that a word or a dash points out: "ansvarig: Anna", "owner Erik Lund", "KAM ansvarar", "(Sara)", "– warehouse manager"."""
    tokens = marked.tokens
    groups = {first: (last, kind) for first, last, kind in named}
    ends = {last: first for first, (last, _) in groups.items()}
    for last, first in sorted(ends.items()):
        kind = groups[first][1]
        while first and modifies(marked, first - 1, first, kind) and ends[last] - first < 3:
            first -= 1
        if first > 1 and "role_heads" in marked.tags[first] and "verb" in marked.tags[first - 1] and tokens[first - 2].fold in _POINTS:
            first -= 1  # "– export manager"
        follower = tokens[last + 1].fold if last + 1 < len(tokens) else "."
        titled = last > first and (kind == "person" or kind == "role" and tokens[last].upper)
        tail = follower in (".", ")", ";", "!") or follower in _FIELDS and titled
        if (
            tail
            and last >= 2
            and first
            and tokens[first - 1].kind == "p"
            and tokens[first - 1].fold in _POINTS
            and "genitive" not in marked.tags[last]
            and kind in ("person", "role", "team")
        ):
            yield mention_of(marked, first, last, kind)
    for hit in marked.all("owns"):
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
            yield mention_of(marked, min(after, len(tokens) - 1), min(after, len(tokens) - 1), "writer")
        elif tokens[hit.last].fold in _TO and after < len(tokens) and after not in groups and unlisted(marked, after):
            yield mention_of(marked, after, after, "person")  # "falls to Nkechi"
        elif (place := _within(marked, groups, after)) is not None:
            last, kind = groups[place]
            yield mention_of(marked, after, last, {"plural": "team", "function": "team"}.get(kind, kind))
        elif (at := _antecedent(marked, hit.first)) in ends:
            first = ends[at]
            kind = "each" if groups[first][1] == "plural" and apiece(marked, hit.last + 1) else groups[first][1]
            yield mention_of(marked, first, at, {"plural": "team", "function": "team"}.get(kind, kind))
        elif (name := _stranger_before(marked, hit.first)) is not None:
            yield mention_of(marked, name, name, "person")
        elif (
            after < len(tokens)
            and tokens[after].kind == "w"
            and tokens[after - 1].fold in (":", "=", "ar", "is", "av", "by")
            and (unlisted(marked, after) or tokens[after].upper and "given" in marked.tags[after])
        ):
            yield mention_of(marked, after, after, "person")


def _antecedent(marked: Marked, index: int) -> int:
    """The token before what owns, past a relative and its comma: "our manager Colm, who answers for it"."""
    at = index - 1
    if at > 0 and "subordinate" in marked.tags[at]:
        at -= 1
        if at > 0 and marked.tokens[at].fold == ",":
            at -= 1
    return at


def _stranger_before(marked: Marked, index: int) -> int | None:
    """A capitalised word no list knows, right before what says that it owns: "Jess owns …", "det är Özlem som äger målet"."""
    at = index - 1 - (index > 1 and "subordinate" in marked.tags[index - 1])
    while at > 0 and marked.tags[at] & {"be", "determiner"}:
        at -= 1  # "Zdeněk is the owner"
    if at < 0 or marked.tokens[at].fold in _NOBODY or at and "preposition" in marked.tags[at - 1]:
        return None
    return at if unlisted(marked, at) or marked.tokens[at].upper and _odd(marked, at) else None


def _odd(marked: Marked, index: int) -> bool:
    """Like a compound, but in no form that a thing would have here: "Ragnvald ansvarar"."""
    return "compound" in marked.tags[index] and not marked.tokens[index].fold.endswith(_DEFINITE)


def _unlisted(marked: Marked, timed: bytearray, taken: set[int]) -> Iterator[Mention]:
    """ "Ylvas mål: …", "…, Quorra's target", "Mål för Ylva: …": a name no list knows, where the text is laid out as a field of hers."""
    for index in marked.source.capitals:
        fold = marked.tokens[index].fold
        held = 1 < index < _LONG and marked.source.line[index + 1] in _IS and marked.source.line[index - 1] in _FOR
        if held and (marked.has(index, "given") or unlisted(marked, index)) and any("duty" in tags for tags in marked.tags[: index - 1]):
            yield mention_of(marked, index, index, "person")  # "Uppdrag till Liv: …", "the bar for Femi is …"
        if index in taken or timed[index] or not unlisted(marked, index) or not plain_name(fold.title().replace("'S", "'s")):
            continue
        follower = marked.source.line[index + 1]
        if marked.has(index + 1, "duty") and fold.endswith("'s" if marked.language == "en" else "s"):
            counted = marked.source.line[index + 2] in _IS and marked.source.line[index + 1] in _COUNTED
            if counted or marked.source.line[index + 2] in _CLOSING:
                yield mention_of(marked, index, index, "person")
        elif index == 2 and follower == ":" and marked.has(0, "duty") and marked.tokens[1].fold in _FOR:
            yield mention_of(marked, index, index, "person")


def charged(marked: Marked, timed: bytearray, named: tuple[tuple[int, int, str], ...]) -> Iterator[Mention]:
    """Owners in the genitive of a duty: "Amirs uppdrag", "Yuki Tanaka's job", "under vår partnerchefs ansvar"."""
    for hit in marked.all("self"):
        yield mention_of(marked, hit.first, hit.last, "writer")
    taken = {first for first, _, _ in named} if named else set()
    for index in range(1, len(marked.tokens)) if "under" in marked.source.words else ():
        if index not in taken and marked.tokens[index - 1].fold == "under" and unlisted(marked, index) and not timed[index]:
            yield mention_of(marked, index, index, "person")  # "run under Gintaras"
    if "duty" in marked.present:
        yield from _unlisted(marked, timed, taken)
    for first, last, kind in named:
        if kind not in ("person", "role"):
            continue
        held = kind == "person" or any("given" in marked.tags[at] for at in range(first, last + 1))
        owned = "genitive" in marked.tags[last] or marked.tokens[last].fold.endswith(("'s", "s'"))
        had = first > 0 and "have" in marked.tags[first - 1] and marked.has(last + 1, "duty")
        if first and held:
            before = marked.tokens[first - 1].fold  # "a task for Anna", "uppgift för säljare Anna", "run under Anna Berg"
            had = had or before in _FOR | _FROM and marked.has(first - 2, "duty") or before == "under" and not owned
            had = (
                had
                or owned
                and any("be" in tags for tags in marked.tags[max(0, first - 3) : first])
                and marked.source.line[last + 1] in _CLOSED
            )  # "the goal is Nadia's"
        had = had or bool(first) and _delegated(marked, first, last)
        told = first > 1 and marked.source.line[last + 1] in _IS and marked.source.line[first - 1] in _FOR
        had = had or told and marked.has(first - 2, "duty")
        had = had or owned and marked.source.line[last + 1] == "to" and marked.has(last + 2, "inf")  # "that is the bursar's to deliver"
        if had or owned and any(marked.has(step, "duty") for step in (last + 1, last + 2)):
            yield mention_of(marked, first, last, kind)


def _delegated(marked: Marked, first: int, last: int) -> bool:
    """ "Vi har utsett Hampus att …", "we count on Kim to …", "vi låter Kim teckna …": who is to do it, told behind whoever asks."""
    before = marked.source.folds[max(0, first - 3) : first]
    if _ASKING.isdisjoint(before):
        return not _LETTING.isdisjoint(before[-1:]) and marked.has(last + 1, "inf")
    if marked.language == "sv" and before[-1] in _ASKING and marked.has(last + 1, "inf"):
        return True  # "vi har bett Mustafa ta hem …"
    after = marked.source.line[last + 1]
    return after in ("att", "to") and marked.has(last + 2, "inf") or after == "som" or after in _FOR and not _RELYING.isdisjoint(before)
