"""Sentences of an article or report, about goals, the market or other people: told to a reader, wanted by nobody (rulebook §0)."""

from __future__ import annotations

from rules.reading.appraisals import meant_for, of_here
from rules.reading.clausal import purposed
from rules.reading.marking import Marked
from rules.reading.outlook import Outlook
from rules.reading.portions import loyal

_EARLY, _SUBJECT = 3, 7
_RESULTS = frozenset(("up", "down", "deliver", "reach", "keep"))
_OURS = frozenset(("we", "i"))
_OWNED = frozenset(("our", "my", "the", "var", "vart", "vara", "min", "mitt", "mina", "us"))
_IRREAL = frozenset(("should", "could", "would", "might", "borde", "skulle", "kunde"))
_PROMISED = frozenset(("will", "shall", "must", "ska", "skall", "maste"))
_WANTING = frozenset(
    "want wants wanted expect expects prefer prefers like likes hope hopes plan plans vill forvantar onskar hoppas planerar".split()
)
_WISHED = _PROMISED | {"want", "vill"}
_DENIED = frozenset("didn't wasn't weren't couldn't hadn't".split())
_THEY = frozenset("they he she everybody everyone nobody de hon han".split())
_MAY = frozenset(("could", "might", "may"))
_COUNSELLING = frozenset("should might could bor borde".split())
_QUOTES = frozenset(('"', "'"))
_SWAP = frozenset(("instead", "rather", "istallet", "stallet", "snarare"))
_ONE = frozenset(("a", "an", "en", "ett"))
_THIS = frozenset(("this", "that", "it", "these", "detta"))
_FINITE = frozenset(("be", "past_be", "have", "modal"))


def prose(it: Outlook, start: int) -> str:
    """Why the text is a sentence about goals or the world, or ""."""
    marked = it.marked
    if _regretted(marked):
        return "report"
    if it.prefixed or "modal" in marked.named and any(tags & _OURS for tags in it.tags[: start + _SUBJECT]):
        return ""
    if meant_for(it, start):
        return "background"
    if purposed(marked, start):
        return ""
    worded = marked.all("prose")
    if worded and any(start <= hit.first <= start + 1 for hit in worded) and "modal" not in it.tags[start]:
        return "" if it.amount and it.coming or (it.amount or it.coming) and _owed(it) else "advice"
    scored = "scored" in marked.named and "modal" not in marked.named and not it.bound
    if scored and (marked.all("scored")[0].first == 0 and ":" in marked.source.words or not it.coming and "keep" not in it.tags[start]):
        return "report"  # "so far this year: 12 deals"
    if not it.coming and not _DENIED.isdisjoint(marked.source.words):
        return "report"
    if start and not it.counted and any(hit.first == 0 and hit.last < start for hit in marked.all("remark")):
        return "background"
    begin = _behind_marker(it, start)
    if of_here(it, begin):
        return "background"
    if worded and begin > start and any(hit.first == begin for hit in worded):
        return "background"
    if _of_others(it, begin):
        return "background"
    if _told_of_most(it, begin):
        return "background"
    if _of_a_kind(it, begin) and not (it.coming or it.bound or it.normed) or _general(it, begin) or _defined(it, begin):
        return "description"
    if _turned(it, begin) or _equated(it):
        return "advice"
    if "yours" in it.tags[begin] and _should(it, begin):
        return "advice"  # "your team should aim to make 50 calls a day"
    if "you" in it.tags[begin] and it.tokens[min(begin + 1, len(it.tokens) - 1)].fold in _MAY or _swapped(it, start):
        return "advice"
    if it.amount or it.coming or it.normed:
        return ""
    if begin > start and not _headed(it, begin) and not (it.tokens[start].fold == "no" and it.tags[begin] & {"amount", "quality"}):
        return "background"
    return _addressed(it, begin) or _about_goals(it, begin) or _pointing(it, begin)


def _regretted(marked: Marked) -> bool:
    """ "I should have called them", "vi borde ha ringt": what did not happen."""
    if _IRREAL.isdisjoint(marked.source.words):
        return False
    for index, token in enumerate(marked.tokens[:-2]):
        if token.fold in _IRREAL and any(marked.tokens[step].fold in ("have", "ha", "hava") for step in (index + 1, index + 2)):
            return any(tags & {"sup", "past", "part", "past_be"} for tags in marked.tags[index + 2 : index + 5])
    return False


def _of_others(it: Outlook, begin: int) -> bool:
    """ "They want to grow", "our biggest client wants to cut …": somebody else's wish."""
    if it.tokens[begin].fold in _THEY and any(token.fold in _WANTING for token in it.tokens[begin + 1 : begin + 3]):
        return True
    if "outsider" not in it.marked.present:
        return False
    for step in range(begin, min(begin + _EARLY + 2, len(it.tokens) - 1)):
        if "outsider" in it.tags[step]:
            after = step + 2 if "nowadays" in it.tags[step + 1] and step + 2 < len(it.tokens) else step + 1
            return it.tokens[after].fold in _WANTING
    return False


def _should(it: Outlook, begin: int) -> bool:
    near = it.marked.source.folds[begin + 1 : begin + _EARLY + 1]
    return not _COUNSELLING.isdisjoint(near) and not it.coming


def _swapped(it: Outlook, start: int) -> bool:
    """ "Instead of 'increase sales', write …": one wording for another."""
    folds = it.marked.source.folds
    return not _SWAP.isdisjoint(folds[start : start + 2]) and not _QUOTES.isdisjoint(it.marked.source.words)


def _owed(it: Outlook) -> bool:
    """ "När du flyttat in ska du få svar inom två veckor": a promise with a number."""
    return any(token.fold in _PROMISED for token in it.tokens)


def _behind_marker(it: Outlook, start: int) -> int:
    """The first token behind "In fact,", "But", "Till exempel"."""
    for hit in it.marked.all("marker"):
        if hit.first == start:
            after = hit.last + 1
            return after + 1 if after + 1 < len(it.tokens) and it.tokens[after].fold == "," else min(after, len(it.tokens) - 1)
    return start


def _headed(it: Outlook, begin: int) -> bool:
    """A command or a wish follows."""
    tags = it.tags[begin]
    return bool("verb" in tags and tags & {"inf", "imp"}) or bool(it.marked.all("modal"))


def _told_of_most(it: Outlook, begin: int) -> bool:
    """ "30 % of sellers fail to …", "most teams miss …", "de flesta glömmer": what people do, by the number of them that do."""
    marked = it.marked
    if it.coming or it.bound and not it.exceeding or not marked.present.isdisjoint(_OURS):
        return False
    most = any(hit.first == begin for hit in marked.all("most"))
    counted = any(q.first <= begin + _EARLY and q.kind in ("share", "count", "number") and not q.words for q in it.quantities)
    counted = counted or any(q.first <= begin + _EARLY and q.kind == "share" and q.value != 100 for q in it.quantities)
    if not (most or counted):
        return False
    if (
        counted
        and it.tokens[begin].fold in ("only", "just", "bara", "endast")
        and any("anybody" in tags or "outsider" in tags for tags in it.tags[begin : begin + _SUBJECT])
    ):
        return not any("modal" in tags for tags in it.tags)
    head = it.tags[begin]
    if "verb" in head and not head.isdisjoint(("inf", "imp")) and not most:
        return False  # "achieve 70 % for motor claims"
    for hit in marked.all("claiming"):
        if loyal(it, hit.first):
            continue
        if (
            begin < hit.first <= begin + _SUBJECT + 2
            and not any("modal" in tags for tags in it.tags[begin : hit.first])
            and (most or not it.tags[hit.first - 1] & {"preposition", "conjunction", "subordinate"})
        ):
            return True
    return most and any("verb" in tags and tags & {"pres", "inf"} for tags in it.tags[begin + 1 : begin + _SUBJECT])


def _addressed(it: Outlook, begin: int) -> str:
    """ "Ask your team …", "you need to know …", "break it into …": told to the reader."""
    tags, tokens = it.tags, it.tokens
    head = tags[begin]
    if "you" in head and any(own & {"modal", "negation"} for own in tags[begin + 1 : begin + _EARLY]):
        return "advice" if not any(token.fold in _WISHED for token in tokens[begin : begin + _EARLY]) else ""
    commanded = "verb" in head and bool(head & {"inf", "imp"})
    if "yours" in head and any("modal" in own or "verb" in own for own in tags[begin + 1 : begin + _SUBJECT]):
        return "advice"
    if not commanded:
        return ""
    if "it" in tags[min(begin + 1, len(tags) - 1)] and (begin + 2 >= len(tags) or _mere_pronoun(it, begin + 1)):
        easier = any(token.fold in ("to", "att", "that") for token in tokens[begin + 2 : begin + 6])
        return "" if easier or begin + 2 < len(tags) and "quality" in tags[begin + 2] else "advice"
    if head & _RESULTS and not any("meta" in own for own in tags[begin : begin + _SUBJECT]):
        return ""
    return "advice" if any(own & {"yours", "you"} for own in tags[begin + 1 :]) else ""


def _mere_pronoun(it: Outlook, index: int) -> bool:
    """ "it", "them" for itself, no "this product"."""
    if it.tokens[index].fold in ("it", "them", "dem"):
        return True
    after = it.tags[index + 1]
    return it.tokens[index + 1].kind == "p" or bool(after & {"preposition", "conjunction"}) and "inf" not in after


def _about_goals(it: Outlook, begin: int) -> str:
    """ "A key result must be measurable", "choose goals that motivate": of goals in general."""
    tags, tokens = it.tags, it.tokens
    hit = next((hit for hit in it.marked.all("meta") if begin <= hit.first < begin + _SUBJECT), None)
    if hit is None or any(token.fold in _OWNED - {"the"} for token in tokens[begin : hit.first + 1]):
        return ""
    after = hit.last + 1
    while after < len(tags) and "meta" in tags[after]:
        after += 1
    if "verb" in tags[begin] and tags[begin] & {"inf", "imp"} and not it.marked.has(begin, "up") and not it.marked.has(begin, "reach"):
        return (
            "advice" if after >= len(tags) or "subordinate" in tags[after] or tokens[after].kind == "p" and after - begin < _SUBJECT else ""
        )
    if after >= len(tags):
        return ""
    finite = tags[after] & _FINITE or "verb" in tags[after] and tags[after] & {"pres", "inf"}
    many = tokens[after - 1].fold.endswith("s") or tokens[begin].fold in ("a", "an", "each", "every", "this", "ett", "en", "varje")
    return "advice" if finite and many and tokens[begin].fold != "the" else ""


def _of_a_kind(it: Outlook, begin: int) -> bool:
    """ "Employees who feel valued stay longer": of all of a kind, by what marks them."""
    if begin + 2 >= len(it.tokens) or it.owners:
        return False
    first, second = it.tokens[begin], it.tokens[begin + 1]
    if "verb" in it.tags[begin] or any("modal" in tags for tags in it.tags):
        return False
    if it.marked.language == "sv":
        return second.fold == "som" and first.fold.endswith(("er", "or", "ar", "foretag")) and "quality" not in it.tags[begin]
    if second.fold in ("with", "without"):
        return first.fold.endswith("s") and any("be" in own for own in it.tags[begin + 3 :]) and not it.counted
    return first.fold.endswith("s") and second.fold in ("who", "that", "which")


def _general(it: Outlook, begin: int) -> bool:
    """ "To stay competitive, companies must …", "en churn på 5 % betyder att …": what holds for anybody, or what something means."""
    if _folk_and_goals(it, begin):
        return True
    if "aim" in it.marked.present and not ("anybody" in it.marked.present and it.tokens[begin].fold == "to"):
        return False
    meaning = it.marked.all("meaning")
    if it.coming and it.amount and "modal" in it.marked.present and it.tokens[begin].fold.endswith(("malet", "malen", "goal", "target")):
        return False  # "klimatmålet innebär att utsläppen ska minska med 70 %"
    if meaning and any(begin <= hit.first and not any("modal" in tags for tags in it.tags[begin : hit.first]) for hit in meaning):
        return True
    if not it.marked.present.isdisjoint(_OURS):
        return False
    for hit in () if it.coming else it.marked.all("anybody"):
        plain = hit.first == begin or it.tokens[hit.first - 1].fold in (",", "maste", "bor", "kan", "behover")
        modal = any("modal" in it.tags[step] for step in (hit.first - 1, hit.last + 1, hit.last + 2) if 0 <= step < len(it.tags))
        if plain and modal and not it.counted and not it.bound:
            return True
    return False


def _folk_and_goals(it: Outlook, begin: int) -> bool:
    """ "People use goals to motivate themselves"."""
    if it.counted or it.coming or "anybody" not in it.tags[begin] or begin + 2 >= len(it.tags) or it.marked.language != "en":
        return False
    own, after = it.tags[begin + 1], it.tags[begin + 2]
    return "verb" in own and not own.isdisjoint(("pres", "inf")) and not after.isdisjoint(("goal_words", "meta", "counted_goals"))


def _defined(it: Outlook, begin: int) -> bool:
    """ "A business plan is a document that …", "ett mål är en dröm": what such a thing is."""
    if it.amount or it.coming or it.normed or it.tokens[begin].fold == "att":
        return False
    if it.tokens[begin].fold not in _ONE:
        last = begin + 1 + (begin + 2 < len(it.tokens) and "be" in it.tags[begin + 2])
        bare = not it.tags[begin] & {"determiner", "we", "i", "it", "verb", "aim", "quality", "amount", "preposition", "roles", "given"}
        return bare and last + 1 < len(it.tokens) and "be" in it.tags[last] and it.tokens[last + 1].fold in _ONE and not it.owners
    for step in range(begin + 1, min(begin + _EARLY + 2, len(it.tokens) - 1)):
        if "be" in it.tags[step]:
            if it.tokens[step - 1].fold in ("som", "that", "which", "who"):
                return False
            if "quality" in it.tags[step + 1] and any("than" in tags for tags in it.tags[step + 2 : step + 4]):
                return True  # "a smaller goal is better than no goal"
            return it.tokens[step + 1].fold in _ONE or "ways" in it.tags[step + 1]
    return False


def _equated(it: Outlook) -> bool:
    """ "More calls = more deals": a saying."""
    folds = it.marked.source.folds
    if "=" not in it.marked.source.words:
        return False
    if not any(token.kind == "n" for token in it.tokens):
        return True
    place = folds.index("=")  # "5 % retention increase = 25 % profit increase"
    return all(any("change_noun" in own for own in side) for side in (it.tags[:place], it.tags[place:]))


def _turned(it: Outlook, begin: int) -> bool:
    """ "Gör du samma sak får du samma resultat": verb before "du", a condition or a question."""
    if it.marked.language != "sv" or begin + 2 >= len(it.tokens) or it.tokens[begin + 1].fold not in ("du", "ni"):
        return False
    return bool(it.tags[begin] & {"pres", "imp", "be", "have", "modal"})


def _pointing(it: Outlook, begin: int) -> str:
    """ "This will help us understand": what something leads to."""
    if it.tokens[begin].fold not in _THIS or begin + 1 >= len(it.tags) or it.marked.source.written(begin) == "IT":
        return ""
    if (
        it.tokens[begin].fold == "it"
        and "modal" in it.tags[begin + 1]
        and any("quality" in tags for tags in it.tags[begin + 2 : begin + 5])
    ):
        return ""  # "it should be easy to run a business here"
    return "background" if it.tags[begin + 1] & (_FINITE | {"verb"}) else ""
