"""What a goal is about where no listed measure says so: something done so and so often, served so fast, launched, earned (rulebook §8)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.lexicon import both
from rules.reading.memo import Memo
from rules.reading.scene import Scene

_LAUNCHING = both("wording", "launching")
"""Verbs whose object is a product of ours."""
_EARNING = both("wording", "earning")
_GAINING = both("deeds", "gaining")
"""Verbs whose object, where it is some party, becomes a customer of ours."""
_PARTY = both("deeds", "party")
_PARTIES = Memo(lambda fold: fold in _PARTY or any(fold[cut:] in _PARTY for cut in range(_HEAD, len(fold) - _HEAD)))
"""Whether a word, or the head of a compound, is someone who may be won."""
_CUSTOMERS = frozenset(f"measure:{name}" for name in ("customers", "someone", "deals"))
_LEARNING = both("deeds", "learning")
"""Verbs of getting to know how."""
_WINNING = both("wording", "winning_over")
"""Verbs whose object, where it is people of a trade, are to work with us."""
_TRADES = frozenset(("measure:people", "role_plurals"))
_BECOMING = frozenset(("be", "become", "vara", "bli", "forbli", "remain", "make", "gora"))
_SUPERLATIVE = frozenset(("most", "mest"))
_GROWING, _SAVING = frozenset(("grow", "vaxa", "expand", "expandera")), frozenset(("save", "spara"))
_SENDING = frozenset("submit send present demo show pitch skicka lamna visa presentera demonstrera erbjuda".split())
"""Verbs that bring something before somebody: what counts is how often it is done."""
_NO_DOING = ("up", "down", "keep", "reach")
_NO_OBJECT = frozenset(("function", "preposition", "determiner", "conjunction"))
_FAR = 8
_HEAD = 3

Implied = tuple[int, int, str, list[str]]
"""First and last token, measure, and what speaks for it."""


def implied(scene: Scene, seen: int, unlisted: bool) -> Iterator[Implied]:
    """The measures that the way of putting it implies.

    `seen`: how many listed ones there are; `unlisted`: none of them heads the object.
    """
    marked, verb, wanted = scene.marked, scene.verb, scene.wanted
    at = max(verb, 0)
    beside = "seen" if seen else "alone"
    doing = _doing(scene, seen)
    if doing:
        yield at, at, "activity", doing
    kinds = [q.kind for q in wanted]
    if scene.timed or "duration" in kinds and any(q.kind == "duration" and not q.rate for q in wanted):
        yield (
            at,
            at,
            "service_level",
            [
                "served",
                "served|passive" if _passive(scene) else "served|other",
                f"served|{beside}",
                "served|you" if "you" in marked.present else "served|them",
            ],
        )
    if scene.lemma in _LAUNCHING and not scene.side[verb]:
        named = any(marked.tokens[step].upper for step in range(verb + 1, min(verb + 5, len(marked.tokens))))
        names = {hit.tag.partition(":")[2] for hit in marked.measured if scene.object[0] <= hit.first < scene.object[1]}
        of = "named" if named else "open" if not names else "thing" if names & {"thing", "product"} else "listed"
        yield at, at, "product", ["launched", f"launched|{of}", f"launched|{scene.lemma}"]
    if verb >= 0 and not scene.side[verb]:
        if scene.lemma in _GAINING and _has_object(scene):
            yield at, at, "deals", _gained(scene)
        elif scene.lemma in _BECOMING and not wanted and _crowned(scene):
            yield at, at, "standing", ["crowned", f"crowned|{beside}", f"crowned|{scene.lemma}"]
        elif scene.lemma in _LEARNING:
            yield at, at, "training", ["learnt", f"learnt|{beside}", "learnt|own" if "i" in marked.present else "learnt|others"]
        if scene.lemma in _WINNING and any(not own.isdisjoint(_TRADES) for own in marked.tags[scene.object[0] : scene.object[1]]):
            yield at, at, "hiring", ["staffed", f"staffed|{scene.lemma}", f"staffed|{beside}"]
        if scene.lemma in _GROWING and not seen and not _has_object(scene) and set(kinds) <= {"share", "factor"}:
            yield at, at, "revenue", ["grown", f"grown|{scene.lemma}"]
        elif scene.lemma in _SAVING and kinds and not {"money", "number", "count"}.isdisjoint(kinds):
            yield at, at, "profit", ["saved", f"saved|{kinds[0]}", "saved|own" if "i" in marked.present else "saved|others"]
        elif scene.lemma in _EARNING and kinds == ["number"]:
            yield at, at, "revenue", ["earned", "earned|number", f"earned|{beside}"]
    if "money" in kinds:
        money = wanted[kinds.index("money")]
        why = "earned|verb" if scene.lemma in _EARNING else "earned|bare"
        yield money.first, money.last, "revenue", ["earned", why, f"earned|{beside}"]
    if not wanted and "quality" in marked.named and any(not scene.side[hit.first] for hit in marked.all("quality")):
        yield (
            at,
            at,
            "csat",
            ["qualified", "qualified|top" if unlisted else "qualified|listed", f"qualified|{beside}"],
        )


def _crowned(scene: Scene) -> bool:
    """ "The most active club", "länets mest omtalade festival"."""
    if _SUPERLATIVE.isdisjoint(scene.marked.source.words):
        return False
    tokens = scene.marked.tokens
    for step in range(scene.verb + 1, min(scene.verb + _FAR, len(tokens)) - 1):
        if tokens[step].fold in _SUPERLATIVE:
            return tokens[step + 1].kind == "w" and tokens[step + 1].fold not in ("of", "av")
    return False


def _gained(scene: Scene) -> list[str]:
    """What speaks for a deal: a verb of winning over, and some party as its object."""
    start, stop = scene.object
    marked = scene.marked
    party = any(not own.isdisjoint(_CUSTOMERS) for own in marked.tags[start:stop]) or any(
        map(_PARTIES.__getitem__, marked.source.folds[start:stop])
    )
    features = ["gained", f"gained|{scene.lemma}", "gained|party" if party else "gained|thing", f"gained|{scene.unit}"]
    if any(token.upper for token in marked.tokens[start:stop]):
        features.append("gained|named")
    return features


def _doing(scene: Scene, seen: int) -> list[str]:
    """What speaks for an activity: it is done so and so often or many times, whatever it is. Empty where nothing can be done."""
    marked, verb = scene.marked, scene.verb
    if verb < 0:
        return ["doing", "doing|bare"] if scene.cycle and scene.wanted else []
    habit = "habit" in marked.tags[verb]
    if scene.deed in _NO_DOING and not habit and not scene.cycle or not scene.cycle and not _has_object(scene):
        return []
    features = ["doing", f"doing|{scene.unit}", f"doing|{scene.deed}"]
    if scene.lemma in _SENDING:
        features.append("doing|sent")
    if scene.cycle:
        features.append("doing|cycle")
    if habit:
        features.append("doing|habit")
    if "i" in marked.present:
        features.append("doing|own")
    if seen:
        features.append("doing|seen")
    if scene.wanted and scene.wanted[0].first and "determiner" in marked.tags[scene.wanted[0].first - 1]:
        features.append("doing|known")  # "the two registers" are no number of things
    return features


def _has_object(scene: Scene) -> bool:
    """The verb is done to something or somewhere, not to a bare number."""
    tokens, tags, framed, numbers = scene.marked.tokens, scene.marked.tags, scene.framed, scene.numbers
    for index in range(scene.verb + 1, min(scene.verb + _FAR, len(tokens))):
        token = tokens[index]
        if token.kind == "w" and len(token.fold) > 1 and not framed[index] and not numbers[index] and tags[index].isdisjoint(_NO_OBJECT):
            return True
    return False


def _passive(scene: Scene) -> bool:
    return "sup" in scene.marked.present or "part" in scene.marked.present
