"""The defined outcome of a goal, if it has one: a number on what is wanted, a recognisable end state, or neither (rulebook §1, §2)."""

from __future__ import annotations

from rules.reading.facts import Frame, Mention, Quantity
from rules.reading.marking import Marked

_BEATS = ("sla", "overtraffa", "beat", "exceed", "surpass", "outperform", "outsell", "toppa", "top")
_UNSEEN = frozenset(("quality",))


def on_core(quantities: tuple[Quantity, ...], side: bytearray, marked: Marked) -> tuple[Quantity, ...]:
    """The quantities that measure what is wanted: not names, not the starting value, not the means."""
    wanted = tuple(q for q in quantities if q.role in ("target", "by") and not _universal(q) and not _loose_rank(q, marked))
    core = tuple(q for q in wanted if not side[q.first])
    if core or not wanted:
        return core
    return wanted if _empty_core(marked, side) else ()


def universals(quantities: tuple[Quantity, ...], side: bytearray, marked: Marked) -> tuple[Quantity, ...]:
    """ "alla", "every", "only" as 100 %, where what they claim can be seen."""
    found = tuple(q for q in quantities if _universal(q) and not side[q.first] and q.role != "name")
    if not found or any(
        hit.tag in ("up", "down") and "change_noun" not in marked.tags[hit.first] and marked.tags[hit.first] & {"inf", "pres", "imp"}
        for hit in marked.hits
    ):
        return ()
    done = any(tags & {"deliver", "training"} and tags & {"part", "sup", "inf"} or "state" in tags for tags in marked.tags)
    if not done and any(hit.tag in ("quality", "amount") and not side[hit.first] for hit in marked.hits):
        return ()
    seen = any(
        marked.tags[index] & {"deliver", "act", "state", "training"}
        or "measure:training" in marked.tags[index]
        or marked.tags[index] & {"part", "sup"}
        for index in range(len(marked.tokens))
        if not side[index]
    )
    return found if seen else ()


def _universal(q: Quantity) -> bool:
    return q.words and q.kind == "share" and q.value is not None and (q.value == 100 or q.value == 0)


def _loose_rank(q: Quantity, marked: Marked) -> bool:
    """A rank counts only where the field and the measure are named ("topp 3 i Norden i antal kunder")."""
    if q.kind != "rank":
        return False
    for index, tags in enumerate(marked.tags):
        if q.first <= index <= q.last:
            continue
        if marked.tokens[index].fold in (
            "rated",
            "antal",
            "number",
            "by",
            "sokord",
            "sokorden",
            "sokordet",
            "keyword",
            "keywords",
            "matt",
            "measured",
            "google",
            "enligt",
        ):
            return False
        if any(
            tag.startswith("measure:")
            and tag not in ("measure:market", "measure:product", "measure:team", "measure:deals", "measure:finance")
            for tag in tags
        ):
            return False
    return True


def _empty_core(marked: Marked, side: bytearray) -> bool:
    """The main clause names no thing of its own ("I will achieve this goal by …")."""
    for index, token in enumerate(marked.tokens):
        if side[index] or token.kind != "w":
            continue
        tags = marked.tags[index]
        if (
            any(tag.startswith("measure:") for tag in tags)
            and "aim" not in tags
            or tags & {"up", "down", "quality", "deliver", "act"}
            and "reach" not in tags
        ):
            return False
        if not tags and len(token.fold) > 3:
            return False
    return True


def comparisons(marked: Marked, side: bytearray, frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    """Comparisons with a level that can be observed: the market, a budget, an earlier period."""
    found = []
    compares = [frame for frame in frames if frame.kind == "comparison"]
    than = any("than" in tags for tags in marked.tags)
    for hit in marked.hits:
        if hit.tag in ("market", "budget") and not side[hit.first]:
            if hit.tag == "market" and not than and not _beats(marked, hit.first) and not _above(marked, hit.first):
                continue
            if hit.tag == "budget" and not than and not _beaten(marked, hit.first):
                continue
            found.append(_mention(marked, hit.first, hit.last, hit.tag))
        elif hit.tag == "earlier" and not side[hit.first] and (_than_before(marked, hit.first) or _beats(marked, hit.first)):
            found.append(_mention(marked, hit.first, hit.last, "earlier"))
        elif (
            hit.tag == "reach"
            and not side[hit.first]
            and marked.lexis.lemmas.get(marked.tokens[hit.first].fold) in ("outsell", "outperform")
        ):
            found.append(_mention(marked, hit.first, hit.last, "market"))
    for frame in compares:
        if (
            (frame.first and (_than_before(marked, frame.first) or marked.has(frame.first, "than") or _beats(marked, frame.first)))
            and not side[frame.first]
            and not any(m.first <= frame.last and frame.first <= m.last for m in found)
        ):
            found.append(_mention(marked, frame.first, frame.last, "earlier"))
    return tuple(sorted(found, key=lambda mention: mention.first))


def kept(marked: Marked, frames: tuple[Frame, ...]) -> bool:
    """ "ska inte öka … jämfört med 2009": a level to keep against an earlier one."""
    stays = any(
        "negation" in tags and any(marked.tags[step] & {"up", "down"} for step in range(index + 1, min(index + 4, len(marked.tags))))
        for index, tags in enumerate(marked.tags)
    )
    return stays and any(frame.kind == "comparison" for frame in frames)


def _beats(marked: Marked, index: int) -> bool:
    return any(marked.lexis.lemmas.get(marked.tokens[step].fold) in _BEATS for step in range(max(0, index - 3), index))


def _above(marked: Marked, index: int) -> bool:
    return any(
        marked.tokens[step].fold in ("over", "above", "under", "below", "according", "enligt") for step in range(max(0, index - 3), index)
    )


def _beaten(marked: Marked, index: int) -> bool:
    return any(
        marked.tags[step] & {"reach", "keep"} or marked.tokens[step].fold in ("over", "above", "under", "below", "according", "enligt")
        for step in range(max(0, index - 4), index)
    )


def _than_before(marked: Marked, index: int) -> bool:
    return any("than" in marked.tags[step] for step in range(max(0, index - 4), index))


def deliverable(marked: Marked, side: bytearray) -> Mention | None:
    """A deed whose completion is visible, with an object definite enough to recognise; or an end state that is there or not."""
    for hit in marked.hits:
        if side[hit.first]:
            continue
        if hit.tag == "state" and not _negated_state(marked, hit.first):
            return _mention(marked, hit.first, hit.last, "state")
        if hit.tag == "deliver" and "change_noun" not in marked.tags[hit.first] and _is_deed(marked, hit.first, side):
            return _mention(marked, hit.first, hit.last, "deliver")
    return None


def _negated_state(marked: Marked, index: int) -> bool:
    if "quality" in marked.tags[index]:
        return True
    if any(
        "loose" in marked.tags[step] and not any("determiner" in marked.tags[near] for near in range(max(0, step - 3), step))
        for step in range(index)
    ):
        return True
    return any(hit.tag == "quality" and hit.first < index for hit in marked.hits) and not any(
        "modal" in tags or "be" in tags for tags in marked.tags
    )


def _is_deed(marked: Marked, index: int, side: bytearray) -> bool:
    tags = marked.tags[index]
    lemma = marked.lexis.lemmas.get(marked.tokens[index].fold, "")
    if tags & {"up", "down"} and lemma not in ("bygga", "build", "utveckla", "develop", "vidareutveckla"):
        return False
    if "preposition" in tags or "ing" in tags and not tags & {"inf", "sup", "part"}:
        return False
    if index + 1 < len(marked.tokens) and marked.tokens[index + 1].fold in ("on", "at", "with", "for", "pa", "for"):
        return False
    if index and "quality" in marked.tags[index - 1] and marked.tokens[index - 1].fold.endswith("ly"):
        return False
    weak = lemma in marked.lexis.weak or tags & {"effort", "keep"}
    passive = _passive(marked, index)
    if "noun" in tags or (
        index
        and marked.tags[index - 1] & {"determiner", "preposition"}
        and not marked.tags[index - 1] & {"subordinate"}
        and marked.tokens[index - 1].fold not in ("to", "att")
        and not passive
    ):
        return False
    first, last = _object(marked, index, side, passive)
    words = [step for step in range(first, last) if marked.tokens[step].kind == "w" and step != index]
    if weak and any(
        "quality" in marked.tags[step] and "subordinate" in marked.tags[near]
        for step in range(index, len(marked.tokens))
        for near in range(max(index, step - 3), step)
    ):
        return False
    content = [
        step
        for step in words
        if not marked.tags[step] & {"determiner", "preposition", "conjunction", "modal", "be", "particle"} or "loose" in marked.tags[step]
    ]
    if not content:
        return False
    return _definite(marked, content, words, bool(weak))


def _passive(marked: Marked, index: int) -> bool:
    tags = marked.tags[index]
    fold = marked.tokens[index].fold
    if marked.language == "sv":
        return (fold.endswith("s") and bool(tags & {"inf", "pres"})) or "part" in tags
    return "sup" in tags and "inf" not in tags and index > 1


def _object(marked: Marked, index: int, side: bytearray, passive: bool) -> tuple[int, int]:
    """The tokens of the object: what follows the verb; for a passive, what stands before it."""
    tokens, tags = marked.tokens, marked.tags
    if passive:
        first = index
        while (
            first > 0
            and tokens[first - 1].fold not in (".", ";", ":", ",", "och", "and", "samt")
            and "aim" not in tags[first - 1]
            and "subordinate" not in tags[first - 1]
        ):
            first -= 1
        return first, index
    last = index + 1
    if last + 1 < len(tokens) and "conjunction" in tags[last] and "verb" in tags[last + 1]:
        index, last = last + 1, last + 2
    while last < len(tokens) and not side[last] and last - index < 9:
        if (
            tokens[last].kind == "p"
            and (tokens[last].fold in ".;:,!" or tokens[last].fold == "-" and not tokens[last].glued)
            or tags[last] & {"conjunction"}
            or ("subordinate" in tags[last] and last > index + 1)
        ):
            break
        last += 1
    return index + 1, last


def _definite(marked: Marked, content: list[int], words: list[int], weak: bool) -> bool:
    tags = marked.tags
    if any("amount" in tags[step] for step in words):
        return False
    head = content[0]
    opener = next((step for step in words if "particle" not in tags[step]), words[0])
    done = {"sup", "part"} if marked.language == "en" else {"part"}
    if weak and any(tags[step] & _UNSEEN and not tags[step] & done for step in content[:4]):
        return False
    determined = "determiner" in tags[opener] and marked.tokens[opener].fold not in ("sina", "vara", "our", "their", "mina", "my")
    named = any(marked.tokens[step].upper and step for step in words[:6])
    if "indefinite" in tags[opener] or "indefinite" in tags[head]:
        rest = [step for step in content if "indefinite" not in tags[step]]
        if not rest:
            return False
        singular = marked.tokens[opener].fold in ("ny", "nytt", "new", "en", "ett") and not _plural(marked, rest[0])
        return (singular or named) and not (("loose" in tags[rest[0]] and "compound" not in tags[rest[0]]) and len(rest) < 2)
    nouns = [step for step in content[:3] if not tags[step] & {"quality"}]
    if not nouns:
        return False
    if (
        "loose" in tags[nouns[-1] if marked.language == "en" else nouns[0]]
        and not determined
        and not named
        and "compound" not in tags[nouns[0]]
    ):
        return False
    if weak and not determined and not named:
        return not _plural(marked, nouns[-1] if marked.language == "en" else nouns[0]) and (
            len(content) > 1 or "compound" in tags[nouns[0]] or marked.tokens[nouns[0]].fold.endswith(("en", "et", "an", "na"))
        )
    return True


def _plural(marked: Marked, index: int) -> bool:
    word = marked.tokens[index].fold
    if marked.language == "en":
        return word.endswith("s") and not word.endswith("ss")
    return word.endswith(("ar", "er", "or")) and len(word) > 4


def _mention(marked: Marked, first: int, last: int, kind: str) -> Mention:
    start, end = marked.tokens[first].start, marked.tokens[last].end
    return Mention(start, end, kind, marked.source.quote(start, end), first, last)
