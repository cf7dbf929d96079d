"""A modal, a framing phrase, or an infinitive or imperative at the head: a result is wanted (rulebook §0)."""

from __future__ import annotations

from rules.reading.clausal import embedded, has_set, promised, purposed
from rules.reading.lexicon import both
from rules.reading.openings import SENTENCE, already_told, bare_infinitive, dreamt, is_our, reached, thing, unlisted_command
from rules.reading.outlook import Outlook
from rules.reading.sentences import is_finite
from rules.reading.truths import TIMES

_AHEAD = 6
_DEPONENT = both("wording", "deponent")
"""Swedish infinitives in -s: "synas i pressen"."""
_PASSED = frozenset(", att to och and & aktivt - fortsatta continue samt id also again aktivt kraftigt inte".split())
"""What may stand in front of the verb that commands; so may adverbs and times."""

_NOMINAL = frozenset(("preposition", "determiner", "numeral", "quality", "indefinite"))
_THEY = frozenset("they he she you man de hon han ni who that som".split())
_WANTERS = frozenset("you ni man they de customers kunder kunderna alla ingen folk manga manniskor kunden flesta konsumenter".split())
"""Whose wish is not the writer's."""
_OF = frozenset("of av most many some few young old other million % percent procent".split())
_GENERIC = frozenset("people folks staff employees medarbetarna personalen".split())
"""People in general, of whom much is told."""
_ATTEMPTS = frozenset("trying looking hoping aiming striving seeking planning working going attempting".split())
_OURS = frozenset("our my var vart min mitt".split())
_HEARD = frozenset("to need needs behover".split())


def _rated(it: Outlook, index: int) -> bool:
    """ "Hit rate var 22 %", "close rate": the name of a measure, not an order."""
    return index + 1 < len(it.tokens) and it.tokens[index + 1].fold in ("rate", "ratio") and it.tags[index].isdisjoint(("up", "down"))


def wanted(it: Outlook, start: int) -> bool:
    """A modal, a framing phrase, or an infinitive or imperative at the head says that a result is wanted."""
    named = it.marked.named
    if (
        "modal" in named
        and any(not _weak_modal(it, hit.first) for hit in named["modal"])
        or "will" in named
        and promised(it.marked)
        or "seeing" in named
        and (it.coming or it.bound or it.counted)
        or purposed(it.marked, start)
        or "announcing" in named
        and _announced(it, start)
    ):
        return True
    if _clause(it, start) or _under_way(it, start):
        return True
    for hit in it.marked.all("aim"):
        after = hit.last + 1
        if has_set(it.marked, hit.first):
            return True
        lead = it.tokens[hit.first - 1].fold if hit.first else ""
        after = _named_holder(it, after)
        if (
            lead in ("en", "ett", "a", "an", "smart", "bra", "good")
            and it.tokens[0].fold not in ("with", "med")
            or hit.first
            and "ing" in it.tags[hit.first - 1]
        ):
            continue
        if hit.first and (already_told(it.marked, hit.first) or _perfect(it, hit.first)) or reached(it.marked, after):
            continue
        if (
            not it.amount
            and not it.coming
            and dreamt(it.marked, hit.first, after)
            or any(_told(tags) for tags in it.tags[after : after + 12])
        ):
            continue
        if (
            after < len(it.tokens)
            and (it.tokens[after].fold in ("ar", "is", "att", "to", "om", "of", "pa", "for", "med", "i") or it.tokens[after].kind == "n")
            and (hit.first < _AHEAD or _new_clause(it, hit.first) or it.tokens[after].kind == "n" and it.amount)
            and (it.amount or any("verb" in tags or "quality" in tags for tags in it.tags[after:]))
        ):
            return True
    folds = it.marked.source.folds
    heard = "everyone" in it.marked.present or not _HEARD.isdisjoint(it.marked.source.words)
    for index in range(start, min(start + 5, len(folds) - 1)) if heard else ():
        word = folds[index]
        if (
            word == "to"
            and index > start
            and "inf" in it.tags[index + 1]
            and not any("verb" in tags or "be" in tags for tags in it.tags[start:index])
        ):
            return True
        if (
            "everyone" in it.tags[index]
            and not (index and word in _GENERIC and (it.tokens[index - 1].kind == "n" or it.tokens[index - 1].fold in _OF))
            and (it.amount or it.coming or word not in _GENERIC)
            and any("verb" in tags and "inf" in tags for tags in it.tags[index + 1 : index + 3])
        ):
            return True
        if word in ("need", "needs", "behover") and any(tags & {"we", "i"} for tags in it.tags[start:index]):
            return True
        if it.tokens[index].fold == "needs" and index > start and _lacks(it, start, index):
            return True
    index = _verb_at(it, start)
    if index >= len(it.tokens):
        return it.amount
    tags = it.tags[index]
    swedish = it.marked.language == "sv"
    if unlisted_command(it.marked, index) or swedish and bare_infinitive(it.marked, start, index, it.framed):
        return True
    if swedish and it.tokens[index].fold in _DEPONENT and not it.marked.has(index + 1, "past_be"):
        return True
    if swedish and (index > start and "past_be" in tags or "pres" in tags and it.tokens[index].fold.endswith("s")):
        return False  # a passive behind its time: "I bokslut 2019 avsätts …"
    if "verb" in tags and tags & {"inf", "imp"} and "we" not in tags and not is_our(it.marked, index):
        if not swedish and not it.coming and _was(it, index):
            return False
        if it.marked.language == "en" and thing(it.marked, index) or _rated(it, index):
            return False
        if (
            not swedish
            and "measure" in " ".join(tags)
            and index + 1 < len(it.tokens)
            and "verb" in it.tags[index + 1]
            and "pres" in it.tags[index + 1]
        ):
            return False
        return not (
            it.prefixed is False
            and start > 0
            and "effort" in tags
            and not tags & {"up", "down", "deliver", "act"}
            and not it.amount
            and not it.marked.has(0, "prefix_skip")
        )
    return "change_noun" in tags and it.amount


def _was(it: Outlook, index: int) -> bool:
    """ "Hit rate was 22 %": a past follows, outside a clause that says how or what ("ask how their visit was")."""
    for step in range(index + 1, min(index + 12, len(it.tokens))):
        if "interrogative" in it.tags[step]:
            return False
        if "past_be" in it.tags[step]:
            return True
    return False


def _clause(it: Outlook, start: int) -> bool:
    """ "Att fler ungdomar börjar spela": what shall be, as a clause of its own."""
    if it.marked.language != "sv" or it.tokens[start].fold != "att" or it.past:
        return False
    verbs = [step for step in range(start + 1, len(it.tokens)) if is_finite(it, step)]
    return bool(verbs) and verbs[0] > start + 1 and not any("be" in it.tags[step] for step in verbs[1:]) and it.tokens[-1].fold != "?"


def _new_clause(it: Outlook, aim: int) -> bool:
    """ "Vår repertoar är bred, vår målsättning är att beröra": the aim opens a clause of its own."""
    at = aim - 1 - ("quality" in it.tags[aim - 1])
    return at > 0 and it.tokens[at].fold in _OURS and it.tokens[at - 1].fold in ",.;-"


def _under_way(it: Outlook, start: int) -> bool:
    """ "I'm trying to grow my list", "we are looking to open in Oslo": what one is about to bring about."""
    if it.marked.language != "en" or it.tags[start].isdisjoint(("we", "i")) or it.past:
        return False
    at = start + 1 + ("be" not in it.tags[start])
    if at + 2 >= len(it.tokens) or "be" not in it.tags[at - 1] or it.tokens[at].fold not in _ATTEMPTS or it.tokens[at + 1].fold != "to":
        return False
    own = it.tags[at + 2]
    return not own.isdisjoint(("up", "down", "reach", "deliver", "act")) and "effort" not in own


def _lacks(it: Outlook, start: int, needs: int) -> bool:
    """ "The shop needs better margins", "our team needs to book more": what one of ours lacks is wanted."""
    if it.tags[start] & {"indefinite", "it", "outsider"} or it.tokens[start].fold in ("a", "an", "every", "nobody"):
        return False
    after = it.tags[needs + 1 : needs + 4]
    return bool(after) and ("quality" in after[0] or it.tokens[needs + 1].fold in ("more", "fewer", "less", "to"))


def _announced(it: Outlook, start: int) -> bool:
    """ "The Group seeks to keep …", "Acme strives to pay …": what one sets oneself, unless they are all of a kind or somebody else."""
    for hit in it.marked.all("announcing"):
        before = it.tags[start : hit.first]
        if hit.first > start + _AHEAD + 2 or any(tags & {"subordinate", "past_be", "negation", "means"} for tags in before):
            continue
        if any("outsider" in tags or "most" in tags for tags in before) or hit.first > start and it.tokens[hit.first - 1].fold in _THEY:
            continue
        after = it.tags[hit.last + 1] if hit.last + 1 < len(it.tags) else frozenset[str]()
        if "commit" in it.tokens[hit.last - 1].fold and not (after & {"verb", "quality"} or it.amount):
            continue  # "we are committed to our customers"
        return not (hit.first > start and _all_of_a_kind(it, start, hit.first))
    return False


def _all_of_a_kind(it: Outlook, start: int, verb: int) -> bool:
    """ "Companies strive to …", "branschstandarder strävar efter …": of all such, by a bare plural."""
    first, last = it.tokens[start], it.tokens[verb - 1].fold
    if it.tags[start] & {"determiner", "we", "i", "each"} or any(owner.first <= verb and owner.kind != "diffuse" for owner in it.owners):
        return False
    if it.marked.language == "sv":
        return last.endswith(("er", "or", "ar", "foretag", "man")) and bool(it.tags[verb - 1] or start == verb - 1) and first.kind == "w"
    return (
        last.endswith("s")
        and not last.endswith(("ss", "'s"))
        and it.tokens[verb].fold in ("aim", "strive", "seek", "plan", "intend", "hope", "want", "try")
    )


def _verb_at(it: Outlook, start: int) -> int:
    """Where the command would be: behind times, joins and adverbs ("massively increase", "by June, ship …")."""
    index = start
    while index < len(it.tokens) and (
        it.framed[index] and "beats" not in it.tags[index] or it.tokens[index].fold in _PASSED or _adverb(it, index) or _times(it, index)
    ):
        index += 1
    return index


def _times(it: Outlook, index: int) -> bool:
    """ "En gång i veckan", "two times a year"."""
    return it.cycle and not TIMES.isdisjoint(it.marked.source.folds[index : index + 2])


def _adverb(it: Outlook, index: int) -> bool:
    """ "Massively", "dramatically" before a verb."""
    if not it.tokens[index].fold.endswith("ly") or index + 1 >= len(it.tokens) or "verb" in it.tags[index]:
        return False
    after = it.tags[index + 1]
    return "verb" in after and bool(after & {"inf", "imp"})


def _named_holder(it: Outlook, after: int) -> int:
    """Past the one whose goal it is: "min ambition som ordförande är att …"."""
    if after < len(it.tokens) and it.tokens[after].fold in ("som", "as"):
        return next((step for step in range(after + 1, min(after + 5, len(it.tokens))) if it.marked.has(step, "be")), after)
    return after


def _perfect(it: Outlook, aim: int) -> bool:
    """ "We have surpassed our target": the goal is behind us."""
    have = next((step for step in range(max(0, aim - SENTENCE), aim) if "have" in it.tags[step]), -1)
    return have >= 0 and it.marked.language == "en" and any("sup" in tags for tags in it.tags[have + 1 : min(have + 4, aim)])


def _behind_report(it: Outlook, index: int) -> bool:
    """ "We have surpassed our target, and will continue …": the news come first, and nothing to reach behind them."""
    before = it.tags[:index]
    told = next(
        (
            step
            for step, tags in enumerate(before)
            if not tags.isdisjoint(("have", "past_be")) and it.tokens[step].fold != "var" and ("inf" not in tags or "have" in tags)
            if not (it.tokens[step].fold == "lag" and step and before[step - 1] & _NOMINAL)  # "per lag", which folds as "låg"
        ),
        -1,
    )
    if told < 0 or "modal" in before[told] or any("aim" in tags for tags in before[:told]):
        return False
    if not any(tags & {"sup", "past"} for tags in before[told + 1 : told + 5]) and "past_be" not in before[told]:
        return False
    return not it.coming and not any(q.first > index and q.role in ("target", "by") for q in it.quantities)


def _told(tags: frozenset[str]) -> bool:
    return "past_be" in tags and "inf" not in tags or "past" in tags and not tags & {"inf", "pres", "part", "sup"}


def _weak_modal(it: Outlook, index: int) -> bool:
    word = it.tokens[index].fold
    if embedded(it.marked, index) or _behind_report(it, index):
        return True
    if word in ("borde", "skulle", "can", "want", "vill", "need") and index and it.tokens[index - 1].fold in _WANTERS:
        return word != "want"
    if it.marked.language == "sv" and not it.counted and not it.coming and any(own & {"you"} for own in it.tags[index + 1 : index + 2]):
        return True  # "därför ska du mäta"
    if word == "avser" and index + 1 < len(it.tokens) and it.tokens[index + 1].fold != "att" and "inf" not in it.tags[index + 1]:
        return True  # "rapporteringen avser helåret"
    if word == "can":
        return not (it.counted or it.coming or it.bound or "ranked" in it.tags[0])
    return (
        index > 0
        and "subordinate" in it.tags[index - 1]
        and not any(it.marked.has(step, "aim") for step in range(index))
        and it.tokens[index - 1].fold in ("som", "who", "which")
    )
