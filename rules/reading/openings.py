"""How a text may begin: an unlisted verb as a command, "våra" that is no verb, a goal that is only told of (rulebook §0)."""

from __future__ import annotations

from rules.reading.marking import Marked

_PAST = frozenset(("past", "past_be"))
_OURS = frozenset(("var", "vara"))


def already_told(marked: Marked, aim: int) -> bool:
    """ "Vi slog vårt mål", "mäter om målet är nått": a goal that is told of, not set."""
    if marked.has(aim - 1, "whether"):
        return True
    return any(tags & _PAST and not tags & {"pres", "inf", "sup", "part"} for tags in marked.tags[:aim])


def is_our(marked: Marked, index: int) -> bool:
    """ "Våra" opens a noun phrase, though it folds to the verb "vara"."""
    token = marked.tokens[index]
    if token.fold not in _OURS:
        return False
    if "å" in marked.source.quote(token.start, token.end).casefold():
        return True
    after = marked.tags[index + 1] if index + 1 < len(marked.tags) else frozenset()
    return any(tag.startswith("measure:") for tag in after) and not after & {"quality", "state"}


def unlisted_command(marked: Marked, index: int) -> bool:
    """A first word no list knows that can only be a verb, by what follows: "Gamify the onboarding", "Kollektivisera inköpen"."""
    token = marked.tokens[index]
    if token.kind != "w" or index + 1 >= len(marked.tokens) or len(token.fold) < 3:
        return False
    own, after = marked.tags[index] - {"compound", "unsure", "given"}, marked.tags[index + 1]
    if own or marked.tokens[index + 1].kind != "w":
        return False
    if any("be" in tags or "past_be" in tags or "have" in tags for tags in marked.tags[index + 1 : index + 9]):
        return False
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


def dreamt(marked: Marked, aim: int, after: int) -> bool:
    """ "Our vision is a city where people meet": a picture, with nothing to reach."""
    if "dream" not in marked.tags[aim] or not marked.has(after, "be"):
        return False
    return not any(marked.tokens[step].fold in ("att", "to") for step in range(after, min(after + 3, len(marked.tokens))))
