"""Headings that look like more: names of measures, lists of advice, the state of a task (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_NAMING, _STATUS, _LISTS = both("wording", "naming"), both("wording", "status"), both("wording", "lists")
_DONE = frozenset(("past", "sup", "part", "pres"))
_DEFINITE = frozenset(("the", "den", "det", "de"))
_WHICH = frozenset("som that which who".split())
_EARLY, _LABEL = 5, 6
_CLOSING = frozenset((*":.-,;!", "annu", "an", "yet", "still"))
_COLOURS = both("wording", "colours")
_HALVES, _NAMES = both("wording", "halves"), both("wording", "names_of_papers")


def headed(it: Outlook, start: int) -> str:
    """Why it is a heading or a status, or ""."""
    if _status(it):
        return "report"
    if _field(it, start):
        return "heading"
    if it.coming:
        return ""
    return "heading" if _explained(it, start) or _measure(it, start) or _list_of(it, start) or _best(it, start) else ""


def _status(it: Outlook) -> bool:
    """ "Done: published two of four", "status: green", "not started": how far it has come."""
    tokens = it.tokens
    if tokens[0].fold in _COLOURS and len(tokens) > 2 and tokens[1].kind == "p" and not (it.counted or it.coming or tokens[1].fold == ","):
        return True  # "amber – waiting for the supplier"
    if (
        len(tokens) == 4
        and tokens[0].kind == tokens[2].kind == "n"
        and tokens[1].fold in ("of", "av", "/")
        and it.tags[3] & {"reach", "state"}
    ):
        return True  # "82 of 100 achieved"
    share = len(tokens) in (3, 4) and tokens[0].kind == "n" and tokens[1].fold in ("%", "percent", "procent")
    if share and "state" in it.tags[2] and tokens[2].fold != "certified" and not it.coming:
        return True  # "70 % complete"
    for hit in it.marked.all("status"):
        if hit.first == 0 and not it.coming:
            after = hit.last + 1
            return after >= len(tokens) or tokens[after].fold in _CLOSING or "preposition" in it.tags[after] and not it.amount
    return False


def _explained(it: Outlook, start: int) -> bool:
    """ "Segments: which industries convert best", "churn: hur många som lämnar": what is asked under a label."""
    if it.counted or "interrogative" not in it.marked.present:
        return False
    colon = next((step for step in range(1, min(_LABEL, len(it.tokens) - 1)) if it.tokens[step].fold == ":"), 0)
    return colon > 0 and "interrogative" in it.tags[colon + 1]


def _measure(it: Outlook, start: int) -> bool:
    """ "Total number of calls by rep", "andel barn inskrivna i förskolan": what is measured, with nothing wanted of it."""
    start += start > 1 and it.tokens[start - 1].fold == ":" and it.tokens[start].fold in _DEFINITE
    if start >= len(it.tokens) or it.tokens[start].fold not in _NAMING or it.counted:
        return False
    if it.tokens[start].fold == "share" and start + 1 < len(it.tokens) and it.tokens[start + 1].fold not in ("of", "av", "per", "in"):
        return False  # "share the help content"
    if len(it.tokens) < start + 2 or any(token.fold in ":=" for token in it.tokens[start:]):
        return False
    for step in range(start, len(it.tokens)):
        tags = it.tags[step]
        if step > start and it.tokens[step - 1].fold in _WHICH and "modal" not in it.marked.present and "verb" in tags and "pres" in tags:
            return True  # "andel förslag som vinner"
        if (
            tags & {"modal", "change_noun", "quality", "be", "have", "aim", "than", "budget"}
            or tags & {"up", "down", "reach"}
            and "verb" in tags
            and step > start
        ):
            return False
        if "pres" in tags and "verb" in tags and not any(tag.startswith("measure:") for tag in tags):
            return False
    return True


def _list_of(it: Outlook, start: int) -> bool:
    """ "Tips for better targets", "5 examples of sales goals", "common mistakes and how to avoid them"."""
    for step in range(start, min(start + _EARLY, len(it.tokens))):
        if it.tokens[step].fold in _LISTS:
            after = it.tags[step + 1] if step + 1 < len(it.tags) else frozenset[str]()
            ends = (
                step + 1 >= len(it.tokens)
                or bool(after & {"preposition", "conjunction", "each", "subordinate", "modal"})
                or it.tokens[step + 1].fold in ("how", "every", "sa", "hur", "att")
            )
            return ends and not any(tags & {"past", "part", "be"} and "inf" not in tags for tags in it.tags[step + 1 :])
        if not it.tags[step].isdisjoint(("verb", "modal", "preposition")) and "quality" not in it.tags[step] or it.tokens[step].kind == "p":
            return False
    return False


def _field(it: Outlook, start: int) -> bool:
    """ "Focus areas for the Nordic region", "launch checklist": what could command is the first half of a name."""
    if start + 1 >= len(it.tokens) or it.amount or it.tokens[start].fold not in _HALVES or it.tokens[start + 1].fold not in _NAMES:
        return False
    after = it.tags[start + 2] if start + 2 < len(it.tags) else frozenset[str]()
    return start + 2 >= len(it.tokens) or it.tokens[start + 2].kind == "p" or bool(it.framed[start + 2]) or "preposition" in after


def _best(it: Outlook, start: int) -> bool:
    """ "The right pay plan", "den bästa säljkåren": the one and only, as a title has it."""
    if it.tokens[start].fold not in _DEFINITE or it.amount or len(it.tokens) - start < 3:
        return False
    if it.marked.language != "en" or "quality" not in it.tags[start + 1] and it.tokens[start + 1].fold not in ("right", "power", "art"):
        return False
    return not any(tags & {"verb", "modal", "be", "have"} for tags in it.tags[start + 2 :])
