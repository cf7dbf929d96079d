"""How an English text tells that a thing works, how goals are gone about, or what is out of scope: habits, and no wish (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.sentences import finite_verb

_MACHINES, _DEEDS = both("telling", "machines"), both("telling", "machine_deeds")
_SPANNING, _PROPOSING, _GOAL_SETTING = both("telling", "spanning"), both("telling", "proposing"), both("telling", "goal_setting")
_NATURES = both("telling", "natures")
_DISOWNED, _GAUGING = both("telling", "disowned"), both("telling", "gauging")
_OUT = (
    "out of scope", "not in scope", "not a goal", "anti goal", "anti goals", "non goal", "non goals", "what we are not", "what we're not",
    "what we won't",
)  # fmt: skip
_LABELLED = frozenset((":", "-"))
_SMART = frozenset(("measurable",))
_MINE = frozenset("my our their his her".split())
_SUPPOSING = frozenset("let's lets imagine suppose assume say".split())
_GOALS = frozenset(("goal_words", "meta"))
_STOPS = frozenset(("preposition", "subordinate"))
_ONCE, _THEY = frozenset(("once",)), frozenset("they it the he she you we".split())
_WHICH = frozenset("how what which whether why who".split())
_YOU = frozenset(("you", "you'll", "you're"))
_TROUBLES, _RATHER, _LOSING = both("telling", "troubles"), both("telling", "rather"), both("wording", "losing")
_NO = frozenset("no zero never not only just without".split())
_MEAN = frozenset(("average",))
_THIS = frozenset("this it these that they".split())
_SHORT = 6
_DONE = frozenset(("success", "winning", "done"))
_VITAL = frozenset("vital key essential crucial critical fundamental paramount important imperative".split())
_WHERE = frozenset("where why how what when because".split())
_ABLE = frozenset(("can",))
_FAR = 9


def worked(it: Outlook, start: int) -> str:
    """ "heading", "advice" or "description", or ""."""
    if it.marked.language != "en":
        return ""
    if _out_of_scope(it):
        return "heading"
    folds = it.marked.source.folds
    if folds[0] in _SUPPOSING and folds[1:2] == ["you"]:
        return "advice"  # "say you want to grow by 20 % this year"
    if folds[0] in _SUPPOSING and "you" in folds[1:5] and not (it.counted and it.coming) or _asks_you(it, start) or _gauged(it, start):
        return "advice"
    if folds[0] in _WHICH and len(folds) > 2 and folds[1] in _YOU:
        return "description"  # "what you'll do: own the full sales cycle"
    if _defined(it, start):
        return "description"
    if it.coming or it.prefixed:
        return ""
    if folds[start] in _RATHER and folds[start + 1 : start + 2] == ["to"] or folds[0] == "too" and folds[1:2] != ["good"]:
        return "advice"  # "better to be early than late", "too many goals: focus on three"
    if not it.amount and _troubled(it, start):
        return "heading"
    if it.bound:
        return ""
    if folds[start] not in _ABLE and any(fold in _ABLE for fold in folds[start + 1 : start + 3]):
        return "description" if _able(it, start) else ""
    if not it.marked.present.isdisjoint(("modal", "past_be")):
        return ""
    if folds[start] in _MINE and any(fold.endswith("s") and _lemma(it, step) in _SPANNING for step, fold in _third(folds, start)):
        return "description"  # "my territory covers Kent"
    finite = finite_verb(it.marked, it.framed, it.coming, start)
    if finite is None or "past" in it.tags[finite] and "pres" not in it.tags[finite] and "inf" not in it.tags[finite]:
        return ""
    if "because" in it.marked.present and "be" in it.tags[finite] and not it.tags[finite - 1].isdisjoint(_GOALS) and not it.counted:
        return "description"  # "the goal is measurable since you can count the calls"
    if finite > start and "be" in it.tags[finite] and folds[finite + 1 : finite + 2] and folds[finite + 1] in _VITAL and not it.counted:
        return "description"  # "open innovation is vital"
    if finite > start and "be" in it.tags[finite] and folds[finite + 1 : finite + 2] and folds[finite + 1] in _WHERE:
        return "description"  # "follow-up is where deals are won"
    if not _MEAN.isdisjoint(folds) and _on_average(it, start, finite) or _failing(it, finite):
        return "report"
    return "description" if _runs(it, start, finite) or _by_habit(it, start, finite) or _by_nature(it, start, finite) else ""


def _third(folds: list[str], start: int) -> list[tuple[int, str]]:
    """The third word of a text, and the fourth, each with its place."""
    return list(enumerate(folds[start + 2 : start + 4], start + 2))


def _lemma(it: Outlook, step: int) -> str:
    fold = it.tokens[step].fold
    return it.marked.lexis.lemmas.get(fold, fold)


def _out_of_scope(it: Outlook) -> bool:
    """ "Non-goals: rewriting the billing engine", "out of scope: mobile apps"."""
    folds = it.marked.source.folds
    if folds[0] in _DISOWNED:
        return len(folds) == 1 or folds[1] in _LABELLED
    for phrase in _OUT if folds[0] in _OUT_FIRST else ():
        words = phrase.split()
        if folds[: len(words)] == words:
            return len(folds) == len(words) or folds[len(words)] in _LABELLED or ":" in folds[: len(words) + 4]
    return False


_OUT_FIRST = frozenset(phrase.split()[0] for phrase in _OUT)


def _asks_you(it: Outlook, start: int) -> bool:
    """ "Identify how you will measure success", "agree the baseline before you pick a target"."""
    own = it.tags[start]
    if "verb" not in own or own.isdisjoint(("inf", "imp")) or "modal" in own or start + 2 >= len(it.tokens):
        return False
    if it.tokens[start + 1].fold in _WHICH and not it.tags[start + 2].isdisjoint(("you", "yours")):
        return True
    goals = "you" in it.marked.present and not it.marked.present.isdisjoint(_GOALS)
    return goals and not (it.counted or it.coming) and "reach" not in own


def _troubled(it: Outlook, start: int) -> bool:
    """ "Funding instability", "lack of budget": what is the matter."""
    words = it.tokens[start:]
    if len(words) > _SHORT or any("quality" in own or own & {"up", "down"} for own in it.tags[start:]):
        return False
    ends = words[-1] if words[-1].kind == "w" else words[-2] if len(words) > 1 else words[-1]
    if "verb" in it.tags[start] and not it.tags[start].isdisjoint(("inf", "imp")) or it.tags[start] & {"negation"} or words[0].fold in _NO:
        return False
    return ends.fold in _TROUBLES or words[0].fold in _TROUBLES and len(words) > 1 and words[1].fold in ("of", "in", "with")


def _defined(it: Outlook, start: int) -> bool:
    """ "Churn rate: this metric measures …": what stands behind the colon tells of what stands before it."""
    if not start or it.tokens[start - 1].fold != ":" or it.tokens[start].fold not in _THIS or it.counted:
        return False
    near = it.tags[start + 1 : start + 4]
    return any("verb" in own and own & {"pres"} or "be" in own for own in near) and "modal" not in it.marked.present


def _on_average(it: Outlook, start: int, finite: int) -> bool:
    """ "A refund takes 6 days on average": what was counted, if nobody of ours is to do it."""
    folds = it.marked.source.folds
    if not any(fold == "on" and folds[step + 1] == "average" for step, fold in enumerate(folds[finite:-1], finite)):
        return False
    if it.ours() or it.cycle or not it.tags[start].isdisjoint(("each", "we", "i", "numeral")) or finite <= start:
        return False
    return it.tags[finite].isdisjoint(("up", "down", "keep", "reach")) and not any("than" in own for own in it.tags)


def _failing(it: Outlook, finite: int) -> bool:
    """ "We miss our number a fifth of the time", "we lose most deals": what goes wrong."""
    if _lemma(it, finite) not in _LOSING or it.tags[finite - 1].isdisjoint(("we", "i")):
        return False
    folds = it.marked.source.folds
    return _NO.isdisjoint(folds) and "fewer" not in folds and "less" not in folds and "than" not in folds


def _gauged(it: Outlook, start: int) -> bool:
    """ "Measurable: I will track the number of calls": how it is told, and not how much it shall be."""
    if not start or it.tokens[0].fold not in _SMART or it.counted:
        return False
    return any(_lemma(it, step) in _GAUGING for step in range(start, min(start + 5, len(it.tokens))))


def _able(it: Outlook, start: int) -> bool:
    """ "Users can export all reports": what there is already, unless it is for all of them, or counted."""
    if "outsider" not in it.tags[start] and it.tokens[start].fold not in _MACHINES and it.tokens[start + 1].fold not in _MACHINES:
        return False
    if it.counted or it.cycle or it.normed or it.ours() or "quality" in it.marked.present:
        return False
    return it.tags[start].isdisjoint(("each", "we", "i", "numeral"))


def _runs(it: Outlook, start: int, finite: int) -> bool:
    """ "The dashboard updates every 15 minutes", "leads are passed on once they reach 80 points"."""
    folds = it.marked.source.folds
    if finite > start and folds[finite - 1] in _MACHINES and _lemma(it, finite) in _DEEDS and "each" not in it.tags[start]:
        return all(q.kind != "share" for q in it.quantities)
    if _lemma(it, finite) in _PROPOSING and finite > start and it.tags[start].isdisjoint(("we", "i", "each")) and not it.cycle:
        return folds[finite].endswith("s")
    return any(fold in _ONCE and folds[step + 1] in _THEY for step, fold in enumerate(folds[finite + 1 : -1], finite + 1)) and not it.tags[
        start
    ] & {"we", "i"}


def _by_nature(it: Outlook, start: int, finite: int) -> bool:
    """ "A discovery call lasts 30 minutes", "quotes expire after 30 days": any of a kind."""
    own = it.tags[start]
    if (
        _lemma(it, finite) not in _NATURES
        or it.tokens[start].fold in _DONE
        or finite <= start
        or it.ours()
        or "verb" in own
        and not own.isdisjoint(("inf", "imp"))
    ):
        return False
    if it.tokens[start].fold in ("a", "an"):
        return True
    return it.tokens[start].kind == "w" and own.isdisjoint(("determiner", "we", "i", "each", "numeral"))


def _by_habit(it: Outlook, start: int, finite: int) -> bool:
    """ "Each team picks three to five objectives per quarter": goals are what is made, however many."""
    if _lemma(it, finite) not in _GOAL_SETTING or finite <= start:
        return False
    for step in range(finite + 1, min(finite + _FAR, len(it.tokens))):
        if not it.tags[step].isdisjoint(_GOALS):
            return _lemma(it, finite) != "meet"
        if not it.tags[step].isdisjoint(_STOPS) and it.tokens[step].fold != "to":
            return False
    return False
