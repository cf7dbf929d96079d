"""What is done once and can be seen when it is done: "paint the clubhouse", "få ut katalogen", "from silver to gold" (rulebook §1, §2)."""

from __future__ import annotations

from rules.reading.degrees import UPWARDS
from rules.reading.idioms import idiom, idioms
from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.objects import object_of, planned, plural, suffixed

_ONCE = both("wording", "once")
"""Verbs of a deed that is over when it is done."""
_GETTING = frozenset("get have put take bring push fa ta satta driva rosta".split())
_ENDED, _OPENED = _ONCE | _GETTING, frozenset(("up", "down"))
_BECOMING = frozenset("become bli".split())
_AWAY = both("wording", "away") | {"back", "online", "offline", "in-house", "inhouse"}
"""Where something is got: "out", "ut", "bort", "through"."""
_IN = frozenset(("in",))
"""Where something is got only right behind the verb: "få in produkten", but "get it in shape"."""
_GRADES = both("wording", "grades")
_FROM, _TO = frozenset(("from", "fran")), frozenset(("to", "till"))
_OPEN = frozenset(("quality", "amount", "up", "down", "change_noun", "effort", "ability", "indefinite", "loose"))
_GROWN = frozenset(f"measure:{name}" for name in "team csat customer_value revenue margin profit relations standing".split())
_DONE = frozenset(("inf", "imp"))
_LITTLE = frozenset(("preposition", "particle", "determiner", "conjunction"))
_POSSESSED = frozenset("our my its their your var vart vara min mitt mina sin sitt sina din ditt dina".split())
_ARTICLES = frozenset("the a an one en ett den det de this that".split())
_EACH = frozenset("all every each both alla varje samtliga bada".split())
_ORDERED = frozenset("first second third fourth fifth next forsta andra tredje fjarde femte nasta".split())
_QUOTES = "'\"‘’“””"
_NAMED, _REACH, _LONG_NOUN, _BACK = 4, 8, 10, 4
_INTANGIBLE, _KINDS = both("wording", "intangible"), both("wording", "any_number")
_LEADING = frozenset(("modal", "we", "i", "conjunction", "subordinate", "again", "hedge"))
"""What an English verb follows where it is a verb and no noun: "to share", "and order"."""
_KEPT_THINGS = frozenset(("keep retain preserve defend protect behalla bevara forsvara skydda").split())
"""Verbs of which a thing that can be pointed at is the result, when it is still there."""
IDLE = idioms("idle")
"""Of these nothing is there afterwards: "take care of", "ta tillvara"."""
_PHRASAL = idioms("phrasal")
"""What makes a deed that is over when it is done of a verb that is none by itself: "take over", "lägga ner"."""
_TOGETHER = frozenset(_PHRASAL)


def completed(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """The verb and its end, where a deed is over when it is done."""
    words, once, together = marked.source.words, marked.lexis.forms(_ONCE), marked.lexis.forms(_TOGETHER)
    if (
        once.isdisjoint(words)
        and together.isdisjoint(words)
        and _AWAY.isdisjoint(words)
        and _GRADES.isdisjoint(words)
        and marked.lexis.forms(_BECOMING).isdisjoint(words)
        and _QUITTING.isdisjoint(words)
    ) or _changing(marked, side):
        return "be" in words and _admitted(marked, side) or _coined(marked, side)
    if not once.isdisjoint(words) or not together.isdisjoint(words):
        for index, fold in enumerate(marked.source.folds):
            if side[index] or fold not in once and fold not in together or idiom(marked, index, IDLE):
                continue
            more = idiom(marked, index, _PHRASAL) if fold in together else 0
            if (fold in once or more) and (end := _once(marked, index, more, side)) is not None:
                return index, end
    if not _AWAY.isdisjoint(words) and (moved := _moved(marked, side)) is not None:
        return moved
    if not _GRADES.isdisjoint(words) and (graded := _graded(marked, side)) is not None:
        return graded
    return _became(marked, side) or _admitted(marked, side) or _given_up(marked, side) or _coined(marked, side)


def _changing(marked: Marked, side: bytearray) -> bool:
    """ "Improve accuracy and tidy up the stages", "få upp farten", "… mer": the first result, or the only one, is left open."""
    first = next(
        (at for at, own in enumerate(marked.tags) if "verb" in own and not side[at] and not own.isdisjoint(_DONE) and "modal" not in own),
        -1,
    )
    if first >= 0 and idiom(marked, first, _PHRASAL):
        return False
    if first >= 0 and not marked.tags[first].isdisjoint(_OPENED) and marked.lexis.lemmas.get(marked.tokens[first].fold) not in _ENDED:
        return _FROM.isdisjoint(marked.source.words)
    return "amount" in marked.present and any("amount" in tags and not side[at] for at, tags in enumerate(marked.tags))


def _once(marked: Marked, index: int, more: int, side: bytearray) -> int | None:
    """A verb that leads, with one definite thing as its object; `more`: words behind the verb that make one deed with it."""
    tags = marked.tags[index]
    passive = bool(tags & {"sup", "part"}) and not tags & _DONE and index > 1
    passive = passive or marked.language == "sv" and index > 1 and "inf" in tags and marked.tokens[index].fold.endswith("as")
    if not passive and not (tags & _DONE or "pres" in tags and index):
        return None
    before = marked.tags[index - 1] if index else frozenset[str]()
    led = index and marked.tokens[index - 1].fold in ("to", "att")
    if before & {"determiner", "quality", "amount"} or before & {"preposition"} and not led:
        return None
    if led and index > 1 and marked.tags[index - 2] & {"quality", "ability"}:
        return None  # "easy to travel"
    if marked.language == "en" and not passive and index and not led and not _leads(marked, index):
        return None  # "our market share"
    if (
        "pres" in tags
        and not tags & {"inf", "imp"}
        and any(own & {"quality", "amount"} for own in marked.tags[max(0, index - _BACK) : index])
    ):
        return None  # "verka för att fler ungdomar hittar till sporten"
    first, last = object_of(marked, index, side, passive)
    if more and not passive:
        first, last = index + 1 + more, max(last, min(index + more + _REACH, len(marked.tokens)))
    if passive and 0 < first >= index - 1 and "aim" in marked.tags[first - 1]:
        first -= 1  # "planen ska presenteras"
    return _one_thing(marked, first, min(last, first + 9))


def _leads(marked: Marked, index: int) -> bool:
    """An English verb, and no noun of that spelling."""
    before, tags = marked.tokens[index - 1], marked.tags[index - 1]
    return "pres" in marked.tags[index] or before.kind == "p" or bool(tags & _LEADING) or before.fold.endswith("ly") or "given" in tags


def _one_thing(marked: Marked, first: int, last: int) -> int | None:
    """The last token of a thing that can be pointed at: with an article, a name of its own, or each of a kind."""
    tokens, tags = marked.tokens, marked.tags
    step = first
    while step < last and tags[step] & {"preposition", "particle"} and tags[step].isdisjoint({"determiner"}):
        step += 1
    if step >= last or tokens[step].kind != "w" or tags[step] & {"amount", "negation", "verb"} and "determiner" not in tags[step]:
        return None
    fold = tokens[step].fold
    pointed = fold in _ARTICLES or fold in _EACH
    if pointed or fold in _POSSESSED or "determiner" in tags[step]:
        step += 1
    if step < last and fold in _POSSESSED and tokens[step].fold in _ORDERED:
        pointed, step = True, step + 1  # "sin andra butik", "our third store"
    if step >= last or tokens[step].kind != "w":
        return None
    noun = step
    while noun < last and tokens[noun].kind == "w" and (noun == step or tags[noun].isdisjoint(_LITTLE | {"subordinate"})):
        noun += 1
    words = range(step, noun)
    if not words or tokens[words[-1]].fold in _INTANGIBLE or any(tags[at] & _GROWN for at in words) and not planned(marked, [words[-1]]):
        return None
    pointed = pointed or suffixed(marked, words[-1])
    if any(tags[at] & _OPEN - {"loose"} and not (pointed and "indefinite" in tags[at]) for at in words):
        return None
    named = any(tokens[at].upper for at in words)
    if marked.language == "sv" and len(words) == 1 and not plural(marked, step) and fold not in _POSSESSED | _KINDS:
        pointed = pointed or bool(tags[step] & _SHEETS) or not tags[step] and len(tokens[step].fold) >= _LONG_NOUN
    return words[-1] if pointed or named or suffixed(marked, words[0]) or _placed(marked, words[-1], last) else None


def _placed(marked: Marked, noun: int, last: int) -> bool:
    """ "Duplicate entry in the customer register": one thing, since it is said whose or where it is."""
    if noun + 2 >= last or "preposition" not in marked.tags[noun + 1] or plural(marked, noun):
        return False
    if marked.tokens[noun].fold in _KINDS or marked.tokens[noun].fold in UPWARDS:
        return False
    return "determiner" in marked.tags[noun + 2] or marked.tokens[noun + 2].upper or suffixed(marked, noun + 2)


def _moved(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Get the catalogue out", "få bort enkronorna", "get Fatou through the exam"."""
    getting = marked.lexis.forms(_GETTING)
    for index, token in enumerate(marked.tokens):
        if (
            token.fold not in getting
            or side[index]
            or idiom(marked, index, IDLE)
            or not (marked.tags[index] & _DONE or "pres" in marked.tags[index] and index)
        ):
            continue
        if index + 1 < len(marked.tokens) and marked.tokens[index + 1].fold in (_AWAY if marked.language == "sv" else _AWAY - _IN):
            end = _one_thing(marked, index + 2, min(index + 9, len(marked.tokens)))
            if end is None and marked.tokens[index + 1].fold == "rid" and index + 3 < len(marked.tokens):
                end = None if marked.tags[index + 3] & _OPEN else index + 3
            return None if end is None or any("quality" in tags for tags in marked.tags[end:]) else (index, end)
        if any("quality" in tags for tags in marked.tags[index:]):
            return None  # "få ut ungdomarna på banan mer"
        end = _one_thing(marked, index + 1, min(index + 7, len(marked.tokens)))
        if end is not None:
            stop = next((at for at in range(index + 2, min(end + 2, len(marked.tokens))) if marked.tokens[at].fold in _AWAY - _IN), None)
            return None if stop is None else (index, stop)
    return None


def _admitted(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Be listed on Nasdaq", "bli noterade på First North", "bli antagen till KTH": what somebody with a name does to us."""
    forms = marked.lexis.forms(_BECOMING) | {"be", "get"}
    for index, fold in enumerate(marked.source.folds[: -3 if len(marked.tokens) > 3 else 0]):
        if fold not in forms or side[index] or marked.tags[index + 1].isdisjoint(("sup", "part", "past")):
            continue
        lemma = marked.lexis.lemmas.get(marked.tokens[index + 1].fold)
        telic = lemma in _ONCE or "deliver" in marked.tags[index + 1]
        if telic and "preposition" in marked.tags[index + 2] and marked.tokens[index + 3].upper:
            return index, index + 3
    return None


def _coined(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Bolagisera serviceaffären", "recertify the lab": what is done to one thing by a verb that no list knows."""
    for index, token in enumerate(marked.tokens[:_OPENING]):
        tags = marked.tags[index]
        leads = not index or "modal" in marked.tags[index - 1] or marked.tokens[index - 1].fold in ("to", "att")
        if (
            not leads
            or side[index]
            or token.kind != "w"
            or token.fold in marked.lexis.words
            or len(token.fold) < _LONG
            or token.fold.endswith("en")
        ):
            continue
        if tags >= _ERA or not tags and marked.language == "en" and not index and marked.has(1, "determiner"):
            end = _one_thing(marked, index + 1, min(index + 1 + _REACH, len(marked.tokens)))
            return None if end is None or "amount" in marked.present else (index, end)
    return None


_SHEETS = frozenset(("seen", "sheets"))
_OPENING, _LONG, _ERA = 8, 5, frozenset(("verb", "act", "inf"))


def _given_up(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Quit smoking", "sluta röka", "stop using Excel": what is no longer done."""
    if _QUITTING.isdisjoint(marked.source.words):
        return None
    for index, token in enumerate(marked.tokens[:-1]):
        if token.fold not in _QUITTING or side[index] or index and marked.tags[index - 1] & {"determiner", "preposition"}:
            continue
        after = marked.tags[index + 1]
        doing = "ing" in after or token.fold in ("sluta", "slutar") and ("inf" in after or marked.tokens[index + 1].fold in ("att", "med"))
        if (doing or token.fold == "quit") and not any(tags & _OPEN for tags in marked.tags[index + 1 :]):
            return index, index + 1
    return None


_QUITTING = frozenset("quit stop cease sluta slutar upphora".split())


def _graded(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "From silver to gold", "från gult till grönt", "from 'requires improvement' to 'good'"."""
    tokens, folds = marked.tokens, marked.source.folds
    for index, fold in enumerate(folds):
        if fold not in _FROM or side[index]:
            continue
        for to in range(index + 2, min(index + 6, len(folds) - 1)):
            if folds[to] not in _TO:
                continue
            after = to + 1 + (tokens[to + 1].kind == "p")
            inside = [at for at in range(index + 1, to) if tokens[at].kind == "w"]
            if after < len(folds) and folds[after] in _GRADES and inside and (folds[inside[-1]] in _GRADES or folds[index + 1] in _QUOTES):
                return index, after
    return None


def _became(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Become a Microsoft Gold Partner", "bli Microsoft-partner": a standing that somebody else gives."""
    forms = marked.lexis.forms(_BECOMING)
    if forms.isdisjoint(marked.source.words):
        return None
    for index, token in enumerate(marked.tokens):
        if token.fold not in forms or side[index] or not marked.tags[index] & _DONE:
            continue
        first = index + 1 + (index + 1 < len(marked.tokens) and marked.tokens[index + 1].fold in _ARTICLES)
        named = False
        for step in range(first, min(first + _NAMED, len(marked.tokens))):
            word, tags = marked.tokens[step], marked.tags[step]
            if word.kind != "w" or tags & _OPEN or tags & _LITTLE:
                return None
            named = named or word.upper
            if named and word.fold.endswith(_HOLDERS):
                return index, step
    return None


_HOLDERS = tuple(sorted(both("wording", "holders")))
"""How what one may become ends, where a name says whose: "partner", "reseller", "återförsäljare"."""
