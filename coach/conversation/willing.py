"""What somebody is to do, told as what they do: "Erik ökar försäljningen", "vi inte tappar fler än fem", "I want us to win ten clinics",
"boka fler möten (40 i månaden)". In the set it stands in the words of a goal, so that it can be read and reworded as one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from coach.conversation.clauses import label, reading, tagged
from coach.suggest.forms import english, swedish
from coach.texts import Language
from rules.policy import Policy
from rules.reading.marking import Marked

_WANTED = re.compile(
    r"(?:I|we)(?:'d|’d|\s+would)?\s+(?:(?:really|just|also|only|now)\s+)*(?:want|need|like|would like)\s+"
    r"(?P<who>us|everyone|everybody|(?:the|my|our)\s+(?:\w+\s)?(?:team|reps|sellers|salespeople|people|guys))\s+to\s+(?P<deed>\S+\s+\S.*)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?P<before>.*?)\b(?:fler|flera|more)\s+(?P<noun>[^()]+?)\s*\((?:(?:ca|cirka|typ|säg|say|about|around)\.?\s+)?"
    r"(?P<amount>\d[\d\s]*\d|\d)\s*(?:st\.?\s*)?(?P<cycle>(?:per|i|om|varje|a|an|each|every|/)\s*[^\W\d]+\.?)?\)",
    re.IGNORECASE,
)
"""More of something, and how many in brackets behind it."""
_UP = re.compile(
    r"(?P<measure>(?:[^\W\d][\w/-]*\s){1,3}?)(?P<way>up|down|upp|ner|ned)\s+(?P<from>(?:från|from)\s.+?\s)?(?P<to>to|till)\s+(?P<rest>[^\W\d]?\S*\d.*)",
    re.IGNORECASE,
)
"""A measure that goes up or down to somewhere, without a verb: "NPS up to 50"."""
_STEP = re.compile(
    r"(?P<measure>(?:[^\W\d][\w/-]*\s){1,5}?)(?P<low>[€$£]?\d[\d.,]*\s?(?:%|[km]\b|[tmk]?kr\b)?)\s*(?:to|till|->|→|=>)\s*"
    r"(?P<rest>[€$£]?\d.*)",
    re.IGNORECASE,
)
"""A measure, and from what to what, without a verb: "reply rate 3% to 6%"."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RAISE = {("sv", True): "höja", ("sv", False): "sänka", ("en", True): "raise", ("en", False): "cut"}
_MORE = re.compile(r",?\s+(?:också|ocksa|oxå|too|as well|also)[.!…]*$", re.IGNORECASE)
_ADVERBS = 2
"""Adverbs that may stand between who does it and the verb."""
_THEY = frozenset("de dom they han hon he she".split())
_PERSONAL = frozenset(("we", "i", "everyone"))


def willed(words: str, language: Language, today: date, policy: Policy) -> str:
    """The words as a goal, without the "också" of one goal more; "" where they are none of this kind, or are one as they stand."""
    bare = _MORE.sub("", words.strip())
    made = _willed(bare, language, today, policy)
    return made or (bare if bare != words.strip() and " " in bare else "")


def _willed(words: str, language: Language, today: date, policy: Policy) -> str:
    if match := _WANTED.fullmatch(words.strip()):
        who = "we" if match["who"].lower() == "us" else match["who"]
        made = f"{who[:1].upper()}{who[1:]} will {match['deed']}"
        return made if not reading(made, today, policy).reason else ""
    if (match := _UP.fullmatch(words.strip())) and not tagged(match["measure"]).tags[0] & {"verb", "imp", "inf", "we", "modal"}:
        verb = _RAISE[language, match["way"].lower() in ("up", "upp")]
        return f"{verb} {match['measure'].strip()} {match['from'] or ''}{match['to']} {match['rest']}"
    if (match := _STEP.fullmatch(words.strip())) and (way := _way(words, match, today, policy)):
        to = "till" if language == "sv" else "to"
        since = "från" if language == "sv" else "from"
        return f"{_RAISE[language, way > 0]} {match['measure'].strip()} {since} {match['low'].strip()} {to} {match['rest']}"
    if match := _BRACKETED.fullmatch(words.strip()):
        return " ".join(part for part in (match["before"].strip(), match["amount"], match["noun"], match["cycle"]) if part)
    if reading(words, today, policy).reason not in ("description", "heading", "report", "background"):
        return ""
    made = _modal(words, language, today, policy)
    return made if made and not reading(made, today, policy).reason else ""


def _way(words: str, match: re.Match[str], today: date, policy: Policy) -> int:
    """1 for up, -1 for down, 0 where the words have a verb of their own or no measure."""
    found = reading(words, today, policy)
    named = found.measure is not None and found.measure.start == 0  # "Win rate": a measure, whatever its first word does elsewhere
    opens = not named and tagged(match["measure"]).tags[0] & {"verb", "imp", "inf", "we", "modal", "preposition"}
    if any(one.start == 0 for one in found.owners):
        return 0
    if opens or found.changes or found.deliverables and not named or found.reason not in ("", "heading", "description"):
        return 0
    low, high = (_NUMBER.search(match[name]) for name in ("low", "rest"))
    before, after = (Decimal(number[0].replace(",", ".")) if number else Decimal(0) for number in (low, high))
    return 0 if before == after else 1 if after > before else -1


def _modal(words: str, language: Language, today: date, policy: Policy) -> str:
    """With "ska" or "will" before the verb of whoever the sentence begins with."""
    found = tagged(words)
    after = _doer(found, words, today, policy)
    if not after or found.language != language:
        return ""
    verb = after
    while verb - after < _ADVERBS and verb < len(found.tags) and found.source.folds[verb] in label("adverb"):
        verb += 1
    if verb >= len(found.tags) or not found.tags[verb] & {"verb", "pres"} or found.tags[verb] & {"modal", "past", "be", "have"}:
        return ""
    written = words[found.source.starts[verb] : found.source.ends[verb]]
    lemma = found.lexis.lemmas.get(found.source.folds[verb], "")
    form = swedish(written, lemma) if language == "sv" else english(written, lemma)
    if form is None or written.lower() != form.present:
        return ""
    before = words[: found.source.ends[after - 1]]
    adverbs = words[found.source.starts[after] : found.source.starts[verb]]
    modal = "ska" if language == "sv" else "will"
    return f"{before[:1].upper()}{before[1:]} {modal} {adverbs}{form.base}{words[found.source.ends[verb] :]}"


def _doer(found: Marked, words: str, today: date, policy: Policy) -> int:
    """The word behind whoever the sentence begins with, or 0."""
    if found.tags and (found.tags[0] & _PERSONAL or found.source.folds[0] in _THEY):
        return 1
    mention = next((one for one in reading(words, today, policy).owners if not words[: one.start].strip()), None)
    if mention is not None:
        return mention.last + 1
    return 1 if found.tags and "given" in found.tags[0] and found.tokens[0].upper else 0
