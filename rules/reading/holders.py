"""Each holder of a role, as the words before it count them: "each one of our reps", "var och en av säljarna" (rulebook §3)."""

from __future__ import annotations

from rules.reading.marking import Marked

_SINGLE = frozenset(("one", "single", "last", "sole"))


def counting(marked: Marked, index: int) -> bool:
    """ "95 % of staff": a share or number before "of"."""
    return index >= 0 and (marked.tokens[index].kind == "n" or marked.tokens[index].fold in ("%", "percent", "half"))


def each_one(marked: Marked, index: int) -> bool:
    """Inside "var och en av", "each and every one of", "each one of": the "och" or the "one" of it."""
    if marked.tokens[index].fold in _SINGLE:
        return marked.has(index - 1, "each") or marked.source.line[index - 1] in _SINGLE  # "every single one of"
    return "conjunction" in marked.tags[index] and marked.has(index - 1, "each") and marked.has(index + 1, "determiner")


def each_of(marked: Marked, index: int) -> bool:
    """ "Envar av", "var och en av", "each one of": each stands before the "of"."""
    return any(marked.has(at, "each") for at in (index, index - 1, index - 2))
