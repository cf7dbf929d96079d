"""What an English "will" or "should" only tells: what a thing leads to, depends on or calls for, and nobody is to reach (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_CAUSING, _NATURAL, _PREDICATES = both("telling", "causing"), both("telling", "natural"), both("telling", "predicates")
_GOAL_SETTING, _WEIGHT = both("telling", "goal_setting"), both("telling", "weight")
_WISHED, _SERVED = both("telling", "wished"), both("telling", "served")
_RESULTS = frozenset("up down keep reach deliver act".split())
_SPEAKING, _FOLK, _DOINGS = both("telling", "speaking"), both("telling", "folk"), tuple(sorted(both("telling", "doings")))
_FUTURE = frozenset("will going 'll".split())
_DUTY = frozenset("should must needs need shall ought".split())
_WISHING = frozenset("want like will must should love".split())
_PASSED = frozenset("also now then next not never to likely probably only always often soon certainly surely just still be".split())
_LOOKING, _NEXT = frozenset("look turn start walk focus go".split()), frozenset(("now", "next", "then"))
_LIKELY = frozenset("likely probably presumably undoubtedly inevitably".split())
_NOUNS = frozenset(("change_noun", "aim", "effort", "quality"))
_OF, _SHORT = frozenset(("of", "in", "with")), 4
_SEEING_TO = frozenset("evaluate assess review revisit discuss measure".split())
_EACH = frozenset("all every each only both".split())
_OURS = frozenset(("we", "i"))
_OPENERS = frozenset("that which who whose what how if whether when where because unless while although as".split())
_GOALS = frozenset(("meta", "goal_words"))
_BESIDE = frozenset("on to at in".split())
_LEADING = frozenset("our my the a an this that these those its their new".split())
_NOT = frozenset("not never n't won't aren't isn't shouldn't mustn't nobody none".split())
_SUBJECT, _NEAR, _LONG = 14, 7, 7


def consequence(it: Outlook, start: int) -> str:
    """ "background" or "advice", or ""."""
    if it.marked.language != "en" or "modal" not in it.marked.present:
        return ""
    first, modal = _modal(it, start)
    if modal < 0:
        return ""
    if first == start or not it.tags[first - 1].isdisjoint(_OURS) or "there" in (it.tokens[start].fold, it.tokens[first - 1].fold):
        if first > start and _goals_seen_to(it, modal):
            return "advice"
        return "background" if _spoken(it, modal) or _there(it, start, modal) else ""
    if it.prefixed or any(not own.isdisjoint(_OURS) for own in it.tags[start:modal]):
        return ""
    if _commands(it, start):
        return ""
    if any(owner.kind == "person" and not _abstract(it, owner.first) for owner in it.owners):
        return ""
    verb = _verb(it, modal)
    if verb < 0:
        return ""
    if it.tokens[modal].fold in _DUTY and _of_goals(it, start, modal) or _setting(it, start, modal, verb):
        return "advice"
    if it.counted or it.bound or it.tokens[start].fold in _EACH or _served(it, start, modal):
        return ""
    if it.tokens[modal].fold == "should" and _folk_should(it, start, modal, verb):
        return "advice"
    if _weighted(it, start, modal, verb):
        return "advice"
    if it.tokens[modal].fold in _FUTURE and it.tokens[modal + 1].fold in _LIKELY and not it.ours():
        return "background"  # "revenue will likely grow"
    if _in_general(it, start, modal) or _if_so(it, modal):
        return "background"
    if it.coming:
        return ""
    return "background" if _natural(it, modal, verb) or _leads(it, start, modal, verb) else ""


def _commands(it: Outlook, start: int) -> bool:
    """The first word can only be an order, and no noun."""
    own = it.tags[start]
    if "ing" in own or "verb" not in own or own.isdisjoint(("inf", "imp")):
        return False
    return not any(tag.startswith("measure:") or tag in _NOUNS for tag in own)


def _modal(it: Outlook, start: int) -> tuple[int, int]:
    """The modal of the main clause, its first token and its last but "to": no clause is open that says which, when or what."""
    hits = [hit for hit in it.marked.all("modal") if hit.first >= start]
    for hit in hits:
        if hit.first > start + _SUBJECT:
            break
        opened = [step for step in range(start, hit.first) if it.tokens[step].fold in _OPENERS]
        closed = any(
            not it.tags[step].isdisjoint(("be", "have", "verb", "negation")) for step in range((opened or [0])[-1] + 1, hit.first - 1)
        )
        if not opened or opened[0] > start and closed:
            return hit.first, hit.last - (hit.last > hit.first and it.tokens[hit.last].fold == "to")
    return -1, -1


def _verb(it: Outlook, modal: int) -> int:
    """The verb that the modal governs; "be" only where nothing stands behind it."""
    for step in range(modal + 1, min(modal + _NEAR, len(it.tokens))):
        if it.tokens[step].kind == "w" and it.tokens[step].fold not in _PASSED and not it.tokens[step].fold.endswith("ly"):
            return step
    return -1


def _lemma(it: Outlook, step: int) -> str:
    fold = it.tokens[step].fold
    return it.marked.lexis.lemmas.get(fold, fold)


def _spoken(it: Outlook, modal: int) -> bool:
    """ "I want to thank the whole team", "we would like to highlight three things", "I'll explain why": it is said by that."""
    verb = _verb(it, modal)
    if verb < 0 or it.coming or it.cycle or not _wishing(it, modal):
        return False
    if it.tokens[verb].fold not in (_SPEAKING | _LOOKING if it.tokens[modal + 1].fold in _NEXT else _SPEAKING):
        return False
    return all("quality" not in own or step == verb for step, own in enumerate(it.tags[verb : verb + 3], verb))


def _goals_seen_to(it: Outlook, modal: int) -> bool:
    """ "We will evaluate how close we got to our goals"."""
    verb = _verb(it, modal)
    if verb < 0 or it.counted or it.coming or it.tokens[verb].fold not in _SEEING_TO or it.tokens[modal].fold != "will":
        return False
    return any(not own.isdisjoint(_GOALS) for own in it.tags[verb + 1 :])


def _folk_should(it: Outlook, start: int, modal: int, verb: int) -> bool:
    """ "Executives should expect their goals to …": what such people are well advised to do."""
    if it.coming or modal != start + 1 or it.tokens[start].fold not in _FOLK or it.tokens[verb].fold in ("feel", "have", "get", "be"):
        return False
    if any(it.tokens[step].fold == "be" for step in range(modal + 1, verb)):
        return False
    return it.tags[verb].isdisjoint(("reach", "up", "down")) and all(own.isdisjoint(("quality", "each")) for own in it.tags[verb:])


def _there(it: Outlook, start: int, modal: int) -> bool:
    """ "There will be a meeting on Friday"."""
    if it.tokens[start].fold != "there" and it.tokens[modal - 1].fold != "there" or it.tokens[modal].fold not in _FUTURE:
        return False
    return not (it.counted or it.coming or "each" in it.marked.present)


def _wishing(it: Outlook, modal: int) -> bool:
    return any(token.fold in _WISHING or token.fold.endswith("'ll") for token in it.tokens[max(0, modal - 2) : modal + 2])


def _of_goals(it: Outlook, start: int, modal: int) -> bool:
    """ "Goals for each service should be discussed with …": how goals are to be, unless they are to be reached."""
    if it.coming or it.counted or it.tags[start].isdisjoint(_GOALS) and it.tags[min(start + 1, modal)].isdisjoint(_GOALS):
        return False
    if it.tokens[start].fold in ("our", "my") or it.tokens[start + 1].fold == "is":
        return False
    return all(own.isdisjoint(("reach", "keep")) or "be" in own for own in it.tags[modal + 1 : modal + 5])


def _setting(it: Outlook, start: int, modal: int, verb: int) -> bool:
    """ "Managers will meet to set goals", "employees should talk to their manager about their goals"."""
    if it.counted_thing or it.coming and it.tokens[modal].fold not in _FUTURE or "each" in it.tags[start]:
        return False
    place = next((step for step in range(verb + 1, len(it.tags)) if "goal_words" in it.tags[step] or "meta" in it.tags[step]), -1)
    if place < 0 or not it.tags[modal + 1 : place] or any(_reached(it, step) for step in range(verb, place)):
        return False
    return any(_lemma(it, step) in _GOAL_SETTING for step in range(verb, place)) and not any(
        "up" in own or "down" in own for own in it.tags[verb:place]
    )


def _reached(it: Outlook, step: int) -> bool:
    """ "Meet their goals", but not "meet to set goals"."""
    return "reach" in it.tags[step] and "be" not in it.tags[step] and it.tokens[min(step + 1, len(it.tokens) - 1)].fold != "to"


def _abstract(it: Outlook, step: int) -> bool:
    """ "Attention", "communication": no person, though nothing but its capital is known of it."""
    fold = it.tokens[step].fold
    return fold in _WEIGHT or len(fold) > _LONG and fold.endswith(_DOINGS)


def _weighted(it: Outlook, start: int, modal: int, verb: int) -> bool:
    """ "The focus should be on profit", "attention must be paid to quality"; a year's focus of our own is a goal."""
    if modal - start > 2 or it.tokens[modal - 1].fold not in _WEIGHT or it.coming or it.tokens[start].fold in ("our", "my"):
        return False
    return it.tokens[verb].fold in _BESIDE or any(token.fold in _BESIDE for token in it.tokens[verb + 1 : verb + 3])


def _in_general(it: Outlook, start: int, modal: int) -> bool:
    """ "Companies are going to spend more", "nobody will read it", "a rep who … isn't going to hit targets"."""
    folds = it.marked.source.folds
    if any(owner.kind != "diffuse" and owner.first < modal for owner in it.owners) and _NOT.isdisjoint(folds[start : modal + 2]):
        return False
    if folds[modal] in _FUTURE and not _NOT.isdisjoint(folds[start : modal + 2]):
        return True
    if folds[modal] not in _FUTURE:
        return False
    folk = not it.tags[start].isdisjoint(("anybody", "outsider")) or folds[start] in _FOLK
    if not folk and (modal - start > _SHORT or folds[start] in _LEADING or not _folk_last(it, modal)):
        return False
    rest = it.tags[modal + 1 :]
    wished = "outsider" in it.tags[start] and "anybody" not in it.tags[start] and any("quality" in own for own in rest)
    return not wished and not any("loyal" in own for own in rest[:3])


def _if_so(it: Outlook, modal: int) -> bool:
    """ "Costs will come down if rates fall"."""
    folds = it.marked.source.folds
    at = next((step for step in range(modal + 2, len(folds) - 2) if folds[step] == "if"), -1)
    return at > 0 and folds[modal] in _FUTURE and not it.ours() and it.tags[at + 1].isdisjoint(_OURS) and folds[at - 1] != "as"


def _served(it: Outlook, start: int, modal: int) -> bool:
    """ "Residents and businesses will maintain …", "students will demonstrate growth": what those one works for or with are to do."""
    if it.tokens[start].fold not in _SERVED and it.tokens[modal - 1].fold not in _SERVED:
        return False
    verb = _verb(it, modal)
    if verb < 0 or it.tokens[modal].fold not in _FUTURE or it.tokens[verb].fold == "meet":
        return False
    return not it.tags[verb].isdisjoint(_RESULTS) and _NOT.isdisjoint(it.marked.source.words)


def _folk_last(it: Outlook, modal: int) -> bool:
    """ "Business leaders and CEOs are going to …"."""
    last = modal - 1 - (not it.tags[modal - 1].isdisjoint(("be", "past_be")))
    return last >= 0 and it.tokens[last].fold in _FOLK


def _natural(it: Outlook, modal: int, verb: int) -> bool:
    """ "Will come from inbound leads", "will be key to our success", "will be measured on revenue"."""
    folds = it.marked.source.folds
    if folds[modal] not in _FUTURE | {"should"}:
        return False
    if any(folds[step] == "be" for step in range(modal + 1, verb)):
        return folds[verb] in _PREDICATES and not (folds[modal] == "should" and folds[verb] in _WISHED) and "norm" not in it.marked.present
    if verb + 1 >= len(folds) or folds[verb] not in _NATURAL:
        return False
    return folds[verb] != "come" or folds[verb + 1] == "from"


def _leads(it: Outlook, start: int, modal: int, verb: int) -> bool:
    """ "Better onboarding will free up support", "diversification of revenue will allow us to plan": what follows from what."""
    folds = it.marked.source.folds
    if folds[modal] not in _FUTURE or any(folds[step] == "be" for step in range(modal + 1, verb)):
        return False
    if any(owner.first < modal and owner.kind != "diffuse" for owner in it.owners) or not it.tags[start].isdisjoint(("outsider", "each")):
        return False
    if folds[verb] in _CAUSING and _caused(it, verb):
        return True
    if folds[start] in _LEADING and folds[start] not in ("our", "the", "this"):
        return False
    head = next((step for step in range(start, modal) if folds[step] not in _LEADING), start)
    doing = "ing" in it.tags[head] or folds[head].endswith("ing")
    if folds[head].endswith(_DOINGS) and head + 1 < modal:
        doing = doing or folds[head + 1] in _OF
    return doing or "quality" in it.tags[start] and it.tags[modal - 1].isdisjoint(("outsider", "role_plurals", "anybody"))


def _caused(it: Outlook, verb: int) -> bool:
    """Not "will make 20 calls", "will add a button": what could be a deed of its own needs somebody or something that is so by it."""
    fold = it.tokens[verb].fold
    if fold in ("make", "give", "bring", "put", "add", "offer", "provide", "take", "let", "show", "support", "ensure"):
        return any("quality" in own or not own.isdisjoint(("we", "you", "it")) for own in it.tags[verb + 1 :]) or any(
            token.fold in ("us", "them", "people", "pressure", "place") for token in it.tokens[verb + 1 :]
        )
    return True
