"""Texts that are addressed to somebody, or tell of how things are: questions, greetings, requests, advice, refusals (rulebook §0)."""

from __future__ import annotations

from rules.reading.clausal import purposed
from rules.reading.lexicon import both
from rules.reading.marking import Marked

_GOALS = both("wording", "goal_words")
_RULED = both("wording", "ruling")
_OVERSTEP = both("wording", "overstep")
_AGAIN = frozenset(("again", "igen", "mer"))
_DID = frozenset(("did", "didn't", "didnt"))
_INVERTED = frozenset("should can could do does did is are have has will would shall was were".split())
_PERSONS = frozenset("we i you they it he she there anyone anybody this these".split())
_PAUSES, _SAID = (
    frozenset(",.!-"),
    frozenset("det that it this den i jag ska will looks ser hope hoppas all quick snabb just bara let's lets".split()),
)
_TURNED = frozenset("ska skall kan bor borde har vill kommer skulle".split())
_SV_PERSONS = frozenset("vi jag man du ni det den han hon de detta dessa".split())
_MINE = frozenset(("my", "our", "mina", "vara"))
_RESULTS = frozenset(("up", "down", "deliver", "reach", "quality"))
_SENT = frozenset(("given", "person", "roles", "role_heads"))
_READERS = frozenset(("you", "man"))
_ADVICE = frozenset(("musing", "tip", "advice", "counsel", "your_goals"))
_CHANGES = frozenset(("up", "down", "deliver", "reach", "quality"))
_NEEDED = frozenset("behover kravs need needs".split())
_SPOKEN = frozenset(("goal_words", "meta", "you", "yours", "it"))
_HEADINGS = frozenset(("prefix_skip", "aim"))


def aside(marked: Marked, amount: bool, start: int, prefixed: bool, coming: bool = False) -> str:
    """Why the text states no wish of the writer's own ("question", "request", "advice" …), or "".

    `amount`: it holds a wanted number; `start`: its first token after a prefix or bullet; `prefixed`: an owner stands before a colon;
    `coming`: it names a day to come.
    """
    return _asked(marked, amount) or _advised(marked, amount, start, prefixed, coming) or _told(marked, amount, coming)


def _starts(marked: Marked, tag: str, within: int) -> bool:
    hits = marked.named.get(tag)
    return hits is not None and hits[0].first < within


def _asked(marked: Marked, amount: bool) -> str:
    tokens, folds = marked.tokens, marked.source.folds
    tail = (
        next((token for token in reversed(tokens) if token.fold not in "\"')!."), None)
        if "?" in marked.source.words or "please" in marked.present
        else None
    )
    if tail is not None and tail.fold == "?":
        return "question"
    if marked.language == "sv" and len(tokens) > 2 and _turned(marked):
        return "question"
    if len(tokens) > 3 and marked.language == "en" and folds[0] in _INVERTED and folds[1] in _PERSONS and folds[:2] != ["do", "it"]:
        return "question"
    if "interrogative" in marked.tags[0] and len(tokens) > 2 and ":" not in (folds if amount else folds[:10]):
        return "question"
    if (
        "greeting" in marked.tags[0]
        and not amount
        and (len(tokens) <= 5 or _greeted(marked) or not any(hit.tag in _RESULTS and hit.first > 1 for hit in marked.hits))
    ):
        return "greeting"
    if _requested(marked, amount) or tail is not None and len(tokens) > 2 and marked.has(tokens.index(tail), "please"):
        return "request"
    return ""


def _turned(marked: Marked) -> bool:
    """ "Ska vi öka med 10 eller 15 %", "är 10 % rimligt": the verb before its subject, and no sign at the end."""
    folds = marked.source.folds
    if folds[0] in _TURNED and folds[1] in _SV_PERSONS:
        return True
    if folds[0] != "ar" or "ä" not in marked.source.written(0).casefold():
        return False
    return folds[1] in _SV_PERSONS or marked.tokens[1].kind == "n" or len(folds) > 3 and folds[1].endswith(("en", "et", "na", "an"))


def _greeted(marked: Marked) -> bool:
    """ "Good morning, hope …": a pause behind the greeting, and what is said to somebody."""
    hits = marked.all("greeting")
    after = 1 + (hits[0].last if hits else 0)
    return after + 1 < len(marked.tokens) and marked.tokens[after].fold in _PAUSES and marked.tokens[after + 1].fold in _SAID


def _requested(marked: Marked, amount: bool) -> bool:
    """A phrase near the start, or a word that stands where a command does: "hemsidan översatt", which folds to "översätt", is none."""
    if not marked.tags[0].isdisjoint(_SENT) and len(marked.tokens) > 1 and marked.tokens[1].fold == "to":
        return False  # "Sarah to circulate the draft"
    return "request" in marked.named and any(
        hit.first < 6
        and (
            hit.first == 0
            or hit.last > hit.first
            and not amount
            and not (marked.tags[0] & _CHANGES and marked.has(hit.last + 1, "preposition"))
            or marked.tokens[hit.first - 1].kind == "p"
            and not (amount and hit.first == 2 and "given" in marked.tags[0])  # "Trish, please sign 6 partners"
            or marked.has(hit.first - 1, "please")
        )
        for hit in marked.all("request")
    )


def _advised(marked: Marked, amount: bool, start: int, prefixed: bool, coming: bool) -> str:
    if "if" in marked.tags[0] and any("would" in own for own in marked.tags):
        return "advice"
    if _lesson(marked, amount or coming) or not marked.present.isdisjoint(_ADVICE) and _worded_as_advice(marked, amount, start, coming):
        return "advice"
    if start and not prefixed and not amount and "effort" in marked.tags[start] and _HEADINGS.isdisjoint(marked.tags[0]):
        return "advice"
    return ""


def _worded_as_advice(marked: Marked, amount: bool, start: int, coming: bool) -> bool:
    """A word of advice near the beginning."""
    return bool(
        _starts(marked, "musing", 5)
        and not _hedged(marked, amount)
        or not amount
        and _tipped(marked)
        or _starts(marked, "advice", 2)
        and marked.tokens[0].fold not in _MINE
        and not (coming and "reach" in marked.present)
        and not purposed(marked, start)
        or not amount
        and _starts(marked, "counsel", 5)
        and not marked.present & {"we", "i", "norm"}
        and not marked.all("announcing")
        or marked.all("your_goals")
        and not (amount and _yours_to(marked))
    )


def _yours_to(marked: Marked) -> bool:
    """ "Your goal is to save 10 %": the whole goal, though told to a reader."""
    hit = marked.all("your_goals")[0]
    after = hit.last + 1
    return hit.first == 0 and marked.has(after, "be") and marked.tokens[min(after + 1, len(marked.tokens) - 1)].fold in ("to", "att")


def _tipped(marked: Marked) -> bool:
    """A tip opens the text; "se till att" is one where goals or a reader are spoken of, else it makes sure of something."""
    if not _starts(marked, "tip", 2):
        return False
    return "seeing" not in marked.tags[0] or not marked.present.isdisjoint(_SPOKEN)


def _lesson(marked: Marked, amount: bool) -> bool:
    """What is said of goals as such: "Sätt upp mål som …", "Du bör aldrig ha fler än fem mål", "Viktigt är att målen är nåbara"."""
    if _ruled(marked, amount) or not amount and marked.tags[0] & {"imp", "inf"} and marked.has(1, "advising"):
        return True
    if _GOALS.isdisjoint(marked.source.words):
        return False
    taught = not amount and ("setting" in marked.tags[0] or _starts(marked, "important", 2))
    taught = taught or any(own & _READERS and marked.has(step + 1, "modal") for step, own in enumerate(marked.tags[:2]))
    return taught and any(token.fold in _GOALS for token in marked.tokens[1:10])


def _ruled(marked: Marked, amount: bool) -> bool:
    """ "Effektmålen ska vara mätbara", "goals should be written down": how goals are to be."""
    if amount or "modal" not in marked.present:
        return False
    modal = next((step for step in range(1, min(5, len(marked.tags))) if "modal" in marked.tags[step]), 0)
    subject = marked.tokens[modal - 1].fold if modal else ""
    if (
        not (subject in _GOALS or subject.endswith(("malen", "goals", "nyckelresultaten", "nyckeltalen", "kpis", "okrs")))
        or modal > 1
        and (marked.language != "sv" or "determiner" not in marked.tags[0])
    ):
        return False
    if any("reach" in own and "verb" in own and own & {"part", "sup"} for own in marked.tags[modal + 2 : modal + 4]):
        return False  # "målen ska vara nådda i juni"
    return any(token.fold in _RULED for token in marked.tokens[modal + 1 : modal + 4])


def _hedged(marked: Marked, amount: bool) -> bool:
    """ "Gärna 10 möten": a wanted number that is only hedged, not mused about."""
    if any(marked.has(step, "would") for step in range(7)):
        return False
    return not marked.has(0, "muse") and amount


def _told(marked: Marked, amount: bool, coming: bool) -> str:
    """A refusal, a forecast, a reason, or how things generally are."""
    tags = marked.tags
    for index, own in enumerate(tags) if "negation" in marked.present else ():
        if not index and "negation" in own and marked.tokens[-1].fold in _AGAIN:
            continue  # "never miss a renewal again"
        if (
            "negation" in own
            and index > 1
            and marked.tokens[index - 1].fold == ","
            and not any(map(_told_verb, filter(_no_measure, tags[:index])))
        ):
            continue  # "qualified leads, not many leads"
        if "negation" in own and amount and _bounding(marked, index):
            continue  # "will not exceed 30 %", "faller inte under 4,1"
        if "negation" in own and any(marked.has(step, "will") for step in range(max(0, index - 3), index)):
            return "background"
        if index == 0 and "negation" in own and marked.language == "sv" and not any(_told_verb(after) for after in tags[1:4]):
            continue  # "inte tappa fler kunder", "aldrig slut i hyllan"
        if "negation" in own and (index <= 1 and not amount or index <= 4 and _plain_present(marked, index)):
            return "report"
        if "negation" in own and not amount and any(marked.has(step, "obliging") for step in range(max(0, index - 3), index)):
            return "background"  # "vi måste inte nå alla mål"
    watching = tags[0].isdisjoint(("inf", "imp")) and not (marked.language == "sv" and any("modal" in own for own in tags[1:3]))
    if watching and _starts(marked, "observer", 2):
        return "background"
    if not (_foreseen(marked, coming) or "because" in tags[0] or watching and _starts(marked, "observer", 3)):
        return ""
    if any(
        marked.has(hit.last + 1, "be") and hit.last + 2 < len(tags) and marked.tokens[hit.last + 2].fold in ("att", "to")
        for hit in marked.all("aim")
    ):
        return ""  # "policyn innebär att målsättningen är att …"
    if not amount and "because" in tags[0] and marked.tokens[0].fold != "da" and _lacking(marked):
        return "background"
    return "background" if "quality" not in tags[0] and not any("modal" in own and "have" not in own for own in tags) else ""


def _no_measure(own: frozenset[str]) -> bool:
    """Not the name of a measure, as "leads" is."""
    return not any(tag.startswith("measure:") for tag in own)


def _told_verb(own: frozenset[str]) -> bool:
    """A verb that says how it is or was."""
    return bool(own & {"be", "past_be", "have"}) or "verb" in own and bool(own & {"pres", "past"}) and not own & {"inf", "part"}


def _lacking(marked: Marked) -> bool:
    """ "Eftersom marknaden viker behöver vi nya segment": a need that follows, and no more than that."""
    if not _NEEDED.isdisjoint(marked.source.words):
        return True
    return "maste" in marked.source.words and not any(own & _CHANGES for own in marked.tags[marked.source.folds.index("maste") + 1 :])


def _foreseen(marked: Marked, coming: bool) -> bool:
    """A forecast, a reason or a condition is told of; as the object of a deed ("lämnar in prognosen"), or within an order, it is not."""
    if "forecast" not in marked.named or not (marked.tags[0].isdisjoint(("inf", "imp")) or marked.tags[0].isdisjoint(_CHANGES)):
        return False
    for hit in marked.all("forecast"):
        if hit.first < 6 and not (coming and marked.tokens[hit.last].fold == "finns"):
            thing = hit.first == hit.last and marked.tokens[hit.first].fold.endswith(("en", "erna", "forecast"))
            if not thing or not any("pres" in own and "be" not in own and "verb" in own for own in marked.tags[: hit.first]):
                return True
    return False


def _bounding(marked: Marked, negation: int) -> bool:
    """What is not to be overstepped, or not to be fallen below, is a bound, whoever says it."""
    folds = [token.fold for token in marked.tokens]
    if any("past" in tags and "inf" not in tags for tags in marked.tags[negation - 1 : negation]) or folds[negation - 1] in _DID:
        return False
    near = range(max(0, negation - 1), min(negation + 4, len(folds)))
    return any(marked.lexis.lemmas.get(folds[step]) in _OVERSTEP for step in near if step != negation)


def _plain_present(marked: Marked, negation: int) -> bool:
    """The negated verb states how things are: "vi jobbar inte med …"."""
    before = marked.tags[:negation]
    if any("modal" in tags for tags in before):
        return False
    return any("verb" in tags and tags & {"pres", "past"} and "inf" not in tags for tags in before)
