"""Which words carry the result, and which only its means, purpose or conditions."""

from __future__ import annotations

from rules.reading.facts import Frame, covered
from rules.reading.lexicon import both
from rules.reading.marking import Marked

_ENABLING = both("wording", "enabling")
_INSERTED = frozenset("including excluding inklusive exklusive".split())
_OBJECT, _KEPT, _SENTENCE = 5, 4, 60
_FROM = frozenset(("from", "fran"))
_STOPS = ".;!?"
_STARTS = frozenset((":", ".", ";"))
_FOR_TO = frozenset(("to", "for"))
_SUCH = frozenset(("eg", "exempelvis", "tex"))
_E_G = (["e", ".", "g"], ["t", ".", "ex"], ["till", "exempel", ","], ["for", "example", ","])
_OWNED = frozenset(("vara", "our", "sina", "mina", "my", "de", "the", "its", "their"))
_BESIDE = frozenset(("means", "condition"))
_GROWING = frozenset(("up", "down", "quality", "effort", "reach", "amount"))


def side_parts(marked: Marked, frames: tuple[Frame, ...]) -> bytearray:
    """One byte a token: 1 where it belongs to means ("genom fler möten", "by posting …"), purpose or condition, not to the result."""
    tokens = marked.tokens
    side = bytearray(len(tokens))
    if not tokens:
        return side
    if "(" in marked.source.words:
        _examples(marked, side)
    if tokens[0].fold in _FOR_TO:
        _purpose(marked, side)
    if "means" in marked.named or "condition" in marked.named:
        framed = covered(len(tokens), frames)
        for first, last, tag in marked.of(_BESIDE):
            if side[first] or framed[first]:
                continue
            if tag == "condition" and first < _KEPT and "keep" in marked.tags[0] and "budget" in marked.tags[last]:
                continue  # "stay within budget", "keep costs within budget"
            if tag == "means" and not _opens_means(marked, framed, first, last):
                continue
            _fill(marked, side, first, last)
    if not _OWNED.isdisjoint(marked.source.words) and not _GROWING.isdisjoint(marked.named):
        _own_things(marked, side)
    return side


def _opens_means(marked: Marked, framed: bytearray, first: int, last: int) -> bool:
    """ "by" opens means only before a doing; a time or an amount after it ends or measures the result."""
    tokens = marked.tokens
    if last + 1 >= len(tokens):
        return False
    word, after = tokens[first].fold, last + 1
    if word == "through" and first and marked.tokens[first - 1].fold in marked.lexis.sellers:
        return False  # "sell through the remaining 300"
    before = marked.tags[first - 1] if first else frozenset()
    if (
        word in ("to", "for")
        and first
        and (
            before & {"aim", "be", "modal", "owns", "we", "i", "hedge"}
            or tokens[first - 1].fold
            in (
                "ansvarar",
                "ansvarig",
                "responsible",
                "accountable",
                "malet",
                "verka",
                "verkar",
                "arbeta",
                "arbetar",
                "jobba",
                "order",
                "want",
                "able",
                "need",
            )
        )
    ):
        return False
    ahead = marked.tags[max(0, first - _SENTENCE) : first]
    if word == "to" and not any("verb" in tags and tags & {"inf", "imp", "pres"} or "modal" in tags for tags in ahead):
        return False
    if word == "to" and any(
        marked.lexis.lemmas.get(marked.tokens[step].fold) in _ENABLING for step in range(max(0, first - _OBJECT), first)
    ):
        return False  # "enable the team to create 30 updates"
    if framed[after] or word == "to" and first and "governs_to" in marked.tags[first - 1]:
        return False
    if word in ("by", "through", "via", "genom") and first == last:
        if tokens[after].kind == "n" or tokens[after].fold in "$€£+~<>":
            return False
        return word != "by" or "ing" in marked.tags[after] or (tokens[after].fold.endswith("ing") and tokens[after].kind == "w")
    return True


def _fill(marked: Marked, side: bytearray, first: int, last: int) -> None:
    """A side part reaches to the end of its sentence; one that opens the text, to the verb or comma that begins the main clause."""
    tokens = marked.tokens
    opening = (
        first <= 1 or tokens[first - 2].fold in _STARTS and tokens[first - 1].fold not in _STARTS
    )  # "IT manager: the time to resolve …", "driftchefen: tiden för att …"
    bracketed = first > 0 and tokens[first - 1].fold == "("
    wished = any(not own.isdisjoint(("modal", "inf", "imp")) for own in marked.tags[max(0, first - _SENTENCE) : first]) or any(
        "subordinate" in own for own in marked.tags[first : last + 2]
    )
    for index in range(first, len(tokens)):
        token = tokens[index]
        if token.kind == "p" and token.fold in _STOPS and index > last:
            break
        if token.fold == "(" and index > last + 1 and any(it.kind == "n" for it in tokens[index + 1 : index + 8]):
            break  # "through standardisation (£150K savings)"
        if (
            token.fold == ","
            and index > last
            and index + 2 < len(tokens)
            and tokens[index + 1].fold in _FROM
            and tokens[index + 2].kind == "n"
        ):
            break  # "deals without activity for 60 days, from 35 to 25"
        if token.fold == "," and index > last + 1 and marked.tokens[first].fold in _INSERTED:
            break  # "materials, including plastic, by a third"
        if opening and index > last + 1 and (token.fold == "," or "modal" in marked.tags[index]):
            break
        if token.fold == ")" and bracketed or index > last + 1 and "modal" in marked.tags[index] and not wished:
            break
        if (
            index > last + 1
            and token.fold in ("och", "samt", "and")
            and any("modal" in marked.tags[step] for step in range(index + 1, min(index + 4, len(tokens))))
        ):
            break
        side[index] = 1


def _purpose(marked: Marked, side: bytearray) -> None:
    """ "To better retain our talent and save on hiring, I want to …", "För att växa ska vi …": what it is for opens the text."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[0].fold == "for" and (len(tokens) < 2 or tokens[1].fold != "att"):
        return
    for index in range(2, len(tokens) - 2):
        turned = tokens[index].fold == "," and tags[index + 1] & {"i", "we"}
        if turned or marked.language == "sv" and "modal" in tags[index] and tags[index + 1] & {"i", "we"}:
            side[:index] = b"\1" * index
            return


def _examples(marked: Marked, side: bytearray) -> None:
    """ "(e.g. more than 10 projects)", "(t.ex. 10 projekt)": an example in brackets is no result."""
    folds = marked.source.folds
    for index, fold in enumerate(folds[:-3]):
        if fold == "(" and (folds[index + 1] in _SUCH or folds[index + 1 : index + 4] in _E_G):
            close = folds.index(")", index) if ")" in folds[index:] else len(folds)
            side[index:close] = b"\1" * (close - index)


def _own_things(marked: Marked, side: bytearray) -> None:
    """ "med våra 5 produkter", "with our 5 products": what one already has is no result where something else grows.

    "Träffa cheferna för våra 20 största kunder" counts them.
    """
    tokens, folds = marked.tokens, marked.source.folds
    for index in range(len(tokens) - 2):
        if (
            folds[index + 1] in _OWNED
            and tokens[index + 2].kind == "n"
            and (folds[index] == "/" or "preposition" in marked.tags[index] and "among" not in marked.tags[index])
        ):
            for step in range(index, min(index + 4, len(tokens))):
                if tokens[step].kind == "p":
                    break
                side[step] = 1
