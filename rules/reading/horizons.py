"""Time words that no calendar holds: "snarast", "over time", "our long-term goal", "continuous improvement" (rulebook §5)."""

from __future__ import annotations

from rules.reading.timewords import View, ahead, backward, behind, forward, members, suffixes

_AIMS = frozenset("goal goals ambition vision objective aim target malet mal malsattning malsattningen ambitionen visionen".split())
"""A long-term goal is one for the long term."""
_MANY = frozenset(("mal", "goals"))
_WITHIN = frozenset(("within", "in", "per", "than", "for", "under", "after", "every"))


def vague(view: View, at: int) -> int | None:
    """The index after a vague time word, or None. Before a noun it is an adjective ("long-term customers") and no time."""
    hit = ahead(forward("vague"), view.line, at)
    if hit and view.line[at] == "one" and view.line[at - 1] in _WITHIN:
        return None  # "within one day" is not some day
    if hit is None:
        return None
    after = hit[1]
    adverb = ahead(forward("vague_adverbs"), view.line, at)
    if adverb and adverb[1] == after and (behind(backward("determiners"), view.line, at) or _owning(view, at, after)):
        return None
    adjective = ahead(forward("vague_adjectives"), view.line, at)
    if adjective and adjective[1] == after and after < len(view.folds):
        token = view.tokens[after]
        if (token.kind == "w" and token.fold not in members("function_words")) or token.fold == "-":
            if token.fold in _MANY and behind(backward("determiners"), view.line, at) is None:
                return None  # "i enlighet med långsiktiga mål"
            return after if token.fold in _AIMS or token.fold.endswith(suffixes("betterments")) else None
    return after


def _owning(view: View, at: int, after: int) -> bool:
    """ "Kostnaden för löpande underhåll": of what kind it is; "löpande förbättring" goes on."""
    if after >= len(view.folds) or view.tokens[after].kind != "w" or view.line[after] in members("function_words"):
        return False
    return view.line[at - 1] in members("owning") and not view.line[after].endswith(suffixes("betterments"))
