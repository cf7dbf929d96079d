"""The defined outcome of a goal, if it has one: a number on what is wanted, a recognisable end state, or neither (rulebook §1, §2)."""

from __future__ import annotations

from rules.reading.facts import Frame, Mention, Quantity
from rules.reading.lexicon import both
from rules.reading.marking import Hit, Marked, mention_of
from rules.reading.universals import universal

_AVERAGES = ("snittet", "genomsnittet", "average", "median", "medianen", "benchmark")
_AGAINST = frozenset("jamfort compared relative comparison forhallande".split())
_COMPARED = frozenset(("market", "budget", "earlier", "reach"))
_LAST = frozenset(("last", "forra", "fjolarets"))
_BEATS = both("wording", "beats")
_SAYING = frozenset(("inf", "imp", "ing", "pres"))
_MATCHING = frozenset(("match", "matcha", "samma", "same"))
_TARGETS = frozenset(("target", "targets"))
_SUMS = frozenset(f"measure:{name}" for name in "revenue profit margin finance capital debt cost".split())
_PEERS = ("marknad", "market", "jamforbara", "comparable", "konkurrent", "competitor", "branschkolleg", "peer")
"""How words begin for those one is set against."""
_STANDINGS = frozenset(
    f"measure:{name}"
    for name in (
        "market standing reach product thing team people deals finance society welfare school sport rank company someone customers systems "
        "quality_word service_level csat quality admin"
    ).split()
)
"""What a rank may stand beside without saying what is counted."""
_RANKED = ("index", "ranking", "rankingen", "listan", "barometern", "matningen", "undersokningen", "barometer", "survey", "league")
"""How words end for what ranks by a count of its own: "Nöjd kund-index"."""


def on_core(quantities: tuple[Quantity, ...], side: bytearray, marked: Marked) -> tuple[Quantity, ...]:
    """The quantities that measure what is wanted: not names, not the starting value, not the means."""
    if not quantities:
        return ()
    wanted = tuple([q for q in quantities if q.role in ("target", "by") and not universal(q) and not _loose_rank(q, marked)])
    core = tuple([q for q in wanted if not side[q.first]])
    if core or not wanted:
        return core
    if _empty_core(marked, side) or _pursued(marked, side):
        return wanted
    return tuple([q for q in wanted if _told_by_means(q, marked, side)]) if _changes(marked, side) else ()


def _changes(marked: Marked, side: bytearray) -> bool:
    """The main clause only says that something grows, shrinks or is built."""
    first = next((tags for step, tags in enumerate(marked.tags) if "verb" in tags and tags & _SAYING and not side[step]), frozenset[str]())
    return bool(first & {"up", "down"}) or "deliver" in first and "act" not in first


def _told_by_means(q: Quantity, marked: Marked, side: bytearray) -> bool:
    """ "Broaden the reach by increasing sessions by 15 %", "… så att avfallet minskar med 20 %": where the means is the change itself."""
    for step in range(q.first - 1, 0, -1):
        if not side[step]:
            return False
        tags = marked.tags[step]
        if "verb" in tags and tags & (_SAYING - {"imp"}):
            return bool(tags & {"up", "down", "keep"}) or "ing" in tags and bool(tags & {"reach", "attaining"})
    return False


def _loose_rank(q: Quantity, marked: Marked) -> bool:
    """A rank counts only where the field and the measure are named ("topp 3 i Norden i antal kunder")."""
    if q.kind != "rank":
        return False
    for index, tags in enumerate(marked.tags):
        if q.first <= index <= q.last:
            continue
        if "rank_field" in tags or marked.tokens[index].fold.endswith(_RANKED):
            return False
        if any(tag.startswith("measure:") and tag not in _STANDINGS for tag in tags):
            return False
    return True


def _pursued(marked: Marked, side: bytearray) -> bool:
    """ "Focus on offers to raise sales by 5 %": of an effort, the purpose is the result."""
    for index, tags in enumerate(marked.tags):
        if "verb" in tags and tags & {"inf", "imp", "pres"} and "modal" not in tags:
            if side[index] or "effort" not in tags or tags & {"up", "down", "reach", "deliver"}:
                return False
            opens = next((step for step in range(index + 1, len(side)) if side[step]), -1)
            return (
                opens > 0
                and marked.tokens[opens].fold in ("to", "for")
                and bool(marked.tags[min(opens + 1, len(side) - 1)] & {"up", "down", "reach", "verb"})
            )
    return False


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
    found: list[Mention] = []
    aimed = _own_target(marked, side)
    if aimed is not None:
        return (mention_of(marked, aimed, aimed, "budget"),)
    compares = [frame for frame in frames if frame.kind == "comparison" or _passed(marked, frame)]
    than = "than" in marked.present or "as" in marked.source.words and marked.source.folds.count("as") > 1
    compared = not _COMPARED.isdisjoint(marked.named)
    matched = not _MATCHING.isdisjoint(marked.source.words) and _matched(marked, side)
    if matched:
        return tuple(matched)
    if not compares and not than and not compared:
        return ()
    for hit in marked.of(_COMPARED) if compared else ():
        if hit.tag in ("market", "budget") and not side[hit.first]:
            if hit.tag == "market" and not (than or _beats(marked, hit.first) or _above(marked, hit.first) or _averaged(marked, hit)):
                continue
            if hit.tag == "budget" and not than and not _beaten(marked, hit.first):
                continue
            found.append(mention_of(marked, hit.first, hit.last, hit.tag))
        elif hit.tag == "earlier" and not side[hit.first] and (_than_before(marked, hit.first) or _beats(marked, hit.first)):
            found.append(mention_of(marked, hit.first, hit.last, "earlier"))
        elif (
            hit.tag == "reach"
            and not side[hit.first]
            and marked.lexis.lemmas.get(marked.tokens[hit.first].fold) in both("wording", "outdoes")
        ):
            found.append(mention_of(marked, hit.first, hit.last, "market"))
    found += _rivals(marked, side) if than and not found else []
    for frame in compares:
        if (
            (
                frame.first
                and (
                    _than_before(marked, frame.first)
                    or marked.has(frame.first, "than")
                    or _beats(marked, frame.first)
                    or _set_against(marked, frame)
                )
            )
            and not side[frame.first]
            and not any(m.first <= frame.last and frame.first <= m.last for m in found)
        ):
            found.append(mention_of(marked, frame.first, frame.last, "earlier"))
    return tuple(sorted(found, key=lambda mention: mention.first)) if found else ()


def _passed(marked: Marked, frame: Frame) -> bool:
    """ "Slå förra vårens", "beat last spring's": a season behind us is what one is set against."""
    return marked.tokens[frame.first].fold in _LAST and frame.grain == "season" and _beats(marked, frame.first)


def _averaged(marked: Marked, hit: Hit) -> bool:
    """ "Nå rikssnittet", "up to the national average": a level that others have, and that is to be reached."""
    if not marked.tokens[hit.last].fold.endswith(_AVERAGES):
        return False
    before = range(max(0, hit.first - 4), hit.first)
    return any("reach" in marked.tags[step] or marked.tokens[step].fold in ("to", "till", "som", "as", "at", "pa") for step in before)


def _own_target(marked: Marked, side: bytearray) -> int | None:
    """ "Hit our ARR target", "nå volymmålet": a target that is set somewhere else."""
    if "reach" not in marked.present or "male" not in marked.source.folded and _TARGETS.isdisjoint(marked.source.words):
        return None
    for index, token in enumerate(marked.tokens):
        named = token.fold in _TARGETS and index > 0 and any(tag.startswith("measure:") for tag in marked.tags[index - 1])
        named = named or token.fold.endswith(("malet", "malen")) and len(token.fold) > 7 and token.fold != "andamalet"
        if named and not side[index] and any("reach" in own and "be" not in own for own in marked.tags[max(0, index - 4) : index]):
            return index
    return None


def _rivals(marked: Marked, side: bytearray) -> list[Mention]:
    """ "Faster than Rivalco", "as fast as Rivalco": somebody with a name of their own."""
    tokens = marked.tokens
    for index in range(1, len(tokens) - 1):
        if _other_of_ours(marked, index):
            return [mention_of(marked, index + 1, index + 1, "market")]
        if side[index] or "than" not in marked.tags[index] and not (tokens[index].fold == "as" and tokens[max(0, index - 2)].fold == "as"):
            continue
        rival = tokens[index + 1]
        if rival.kind == "w" and rival.upper and not marked.tags[index + 1] & {"i", "we", "function", "quality"}:
            return [mention_of(marked, index + 1, index + 1, "market")]
    return []


def _matched(marked: Marked, side: bytearray) -> list[Mention]:
    """ "Match the pace of the Danish team", "samma takt som Danmark": as much as somebody who can be pointed at."""
    folds = marked.source.folds
    for index, fold in enumerate(folds):
        if side[index] or fold not in ("match", "matcha", "samma", "same"):
            continue
        for step in range(index + 2, min(index + 7, len(folds))):
            named = marked.tokens[step].upper or bool(marked.tags[step] & {"team_heads", "teams", "market", "shops"})
            joined = fold.startswith("match") or folds[step - 1] in ("som", "as") or folds[step - 2] in ("som", "as")
            if named and joined and marked.tokens[step].kind == "w":
                return [mention_of(marked, step, step, "market")]
            if marked.tokens[step].kind == "p":
                break
    return []


def _other_of_ours(marked: Marked, index: int) -> bool:
    """ "More than the Oslo store", "lower than the equity", "mer än sin marknad": what it is set against can be seen."""
    if "than" not in marked.tags[index] or marked.tokens[index + 1].kind == "n":
        return False
    for step in range(index + 1, min(index + 5, len(marked.tokens))):
        tags = marked.tags[step]
        if tags & {"i", "we", "you", "verb", "earlier", "modal", "quality", "negation"} or marked.tokens[step].kind != "w":
            return False
        if tags & {"team_heads", "market"} or tags & _SUMS or marked.tokens[step].fold.startswith(_PEERS):
            return True
    return False


def kept(marked: Marked, frames: tuple[Frame, ...]) -> bool:
    """ "ska inte öka … jämfört med 2009": a level to keep against an earlier one."""
    return (
        "negation" in marked.present
        and any(frame.kind == "comparison" for frame in frames)
        and any(
            "negation" in tags and any(marked.tags[step] & {"up", "down"} for step in range(index + 1, min(index + 4, len(marked.tags))))
            for index, tags in enumerate(marked.tags)
        )
    )


def _beats(marked: Marked, index: int) -> bool:
    return any(marked.lexis.lemmas.get(marked.tokens[step].fold) in _BEATS for step in range(max(0, index - 3), index))


def _above(marked: Marked, index: int) -> bool:
    if index > 1 and "loose" in marked.tags[index - 2]:
        return False  # "en överblick över marknaden"
    return any(
        marked.tokens[step].fold in ("over", "above", "under", "below", "according", "enligt") for step in range(max(0, index - 3), index)
    )


def _beaten(marked: Marked, index: int) -> bool:
    """ "Reach budget", "make quota", "above plan"."""
    if any(marked.lexis.lemmas.get(marked.tokens[step].fold) == "make" for step in range(max(0, index - 3), index)):
        return True
    return any(
        marked.tags[step] & {"reach", "keep"} or marked.tokens[step].fold in ("over", "above", "under", "below", "according", "enligt")
        for step in range(max(0, index - 4), index)
    )


def _set_against(marked: Marked, frame: Frame) -> bool:
    """ "Ska öka jämfört med 2024", "reduce injuries compared with last year"."""
    near = marked.source.folds[max(0, frame.first - 3) : frame.last + 1]
    return not _AGAINST.isdisjoint(near) and any(tags & {"up", "down"} and "verb" in tags for tags in marked.tags[: frame.first])


def _than_before(marked: Marked, index: int) -> bool:
    return any("than" in marked.tags[step] for step in range(max(0, index - 4), index))
