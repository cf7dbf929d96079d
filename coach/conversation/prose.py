"""Sentences: parted, their framing cut off ("vårt mål är att …", "kan du kolla på …"), and told apart: goal, draft, or talk."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from coach.conversation import leading
from coach.conversation.clauses import acts, label, said, tagged, uninverted, wants
from coach.conversation.endings import plain_tail, unasked, unclosed, unsaid
from coach.conversation.labels import field_named
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher, table
from coach.conversation.pointing import listed
from rules.reading.lexicon import LANGUAGES
from rules.reading.lexicon import words as little_words
from rules.reading.text import fold, tokenize

_END = re.compile(
    r"(?<=[!?])\s+(?=\S)|(?<=[^\W\d]{2}[.])\s+(?=[A-ZÅÄÖ0-9\"“(§])|(?<=[\d%)\"”][.])\s+(?=[A-ZÅÄÖ(§])|(?<=[.…]{2})\s+(?=\S)|"
    r"(?:(?<=[^\W\d]{2}[.])|(?<=[\d%)][\d%)][.]))\s+(?=[a-zåäö])"
)
SHORTENED = re.compile(
    r"\b(?:t\.ex|bl\.a|ca|resp|st|kr|nr|tel|e\.g|i\.e|approx|avg|max|min|inkl|exkl|mån|kv|v|vs|etc|osv|d\.v\.s|dvs|o\.s\.v|"
    r"prel|tom|fom|ev|inc|ltd|dr|mr|mrs|jr|avd|ansv|jan|feb|apr|aug|sept|sep|okt|oct|nov|dec|ung|ang|dept|est|incl|excl|vol|pct|proc|milj|mdr)\.$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s*(?:[:?!\n]|[-–—]\s|\.{2}|…)")
_LAYERS = 8
"""How much may be said around a goal, one thing outside the other."""
_EDGE = " \t,;:>–-—…\"“”'’»«"
_CHECKS = frozenset("kolla check granska review bedom titta look kika utvardera evaluate assess".split())
NAMES = frozenset("mal malet malen goal goals target targets objective objectives".split())
"""Words that speak of goals as such."""
_NAMING = NAMES.union("this these foljande utkast draft one".split())
DASH = re.compile(r"\s[-–—]+\s|\s?(?:\.{2,}|…)\s+")
_DASHED = 10
"""Words that may lead to a goal behind a dash."""
_JOINT = re.compile(r"(?:och|and|samt|plus(?!\s\d)|&)\s+(?!(?:så|sen|sedan|then|so|ska|also|även|också)\b)(?=\S+\s+\S)", re.IGNORECASE)
"""The "and" that joins a message to what was said before."""
_FEW = 5
_YEAR = re.compile(r"\b(?:20\d\d|[QqHh]\d)\b")
_CITED = re.compile(r"(?<!\w)[\"“”«»‘']([^\"“”«»]{6,}?)[\"“”»«’'](?!\w)")
_OPENS = re.compile(r"^[\"“”«»]([^\"“”«»]{6,})[\"“”»«]\s*[-–—,]\s+(.+)$")
"""A sentence that begins with what is cited, and tells where it stands."""
_CITED_WORDS = 3
_PICTURES = "[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+"
_DECORATION = re.compile(rf"(?:\s*{_PICTURES}|\s+[:;=]'?-?[)(DPp/|]+)\s*$")
_COPULA = re.compile(
    r"\b(?:är|e|blir|blev|var|is|was|will be|would be|lyder|=)\s+"
    r"(?:(?:nog|väl|ju|helt enkelt|alltså|bara|typ|probably|basically|simply|just|really)\s+){0,2}"
    r"(?:(att|that)\s+|to\s+)?",
    re.IGNORECASE,
)
_WAS = frozenset(("was", "var", "blev"))
_TURNS = frozenset("men but so sa darfor alltsa thinking tanker tankte think tror".split())
"""What a clause ends with that turns to the goal behind its colon."""
_BEFORE = re.compile(r"(?:förra|last|i fjol|fjol)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WISHED = re.compile(
    r"(?:jag vill(?: gärna| verkligen)?|I(?: really| just)? want to|I(?:'d| would)(?: really)? (?:like|love) to|I wanna)\s+"
    r"(?!(?:ha|have|att|se|see|be able|kunna|add|set|lägga|sätta|also|också|även|ta bort|remove|change|ändra|check|kolla)\b)(?=\S+\s+\S)",
    re.IGNORECASE,
)
"""What one wishes oneself; what "we" want is the goal as the team says it."""
_TURN = re.compile(
    r"(?:and|och)\s+(?:then|sen|sedan)\s+(?=\S+\s+\S)|"
    r"(?:(?:right|ok|okej|okay)\s+)?(?:(?:so|så)\s+)?(?:first(?:ly)?|först|then|sen|sedan|after that|efter det|därefter|finally|sist)\s+"
    r"(?=(?:we|i|vi|jag|ska)\s)",
    re.IGNORECASE,
)
"""What tells in which order clauses come."""
_NAMES_TOO = frozenset(("jo", "ja"))
"""Swedish for well; a name in English."""
_TO = re.compile(r"2\s+(?=[a-z])")
"""A "to" as it is typed in a hurry."""
_TITLE = 70
"""Characters: a longer text than this in front of a colon is no introduction of what follows."""
NO_GOAL = ("question", "greeting", "request", "report", "background")


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation does not end one."""
    parts: list[str] = []
    for part in _END.split(text):
        if parts and SHORTENED.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts


def unframed(text: str) -> str:
    """The goal without what was said around it; the text itself where nothing would be left."""
    for _ in range(_LAYERS):
        before = text
        text = unasked(re.sub(rf"^(?:[-–—•*?+]+|{_PICTURES})\s+", "", _DECORATION.sub("", text)))
        led = _cut(_cut(_cut(_cut(unhesitant(text), "greeting", True), "lead", True), "lead_sign", True), "lead_comma", True)
        led = leading.bare(_introduced(_aimed(_cited(led))))
        text = led.rstrip("? ") if led != text and led.endswith("?") else led
        text = unclosed(plain_tail(unsaid(_cut(text, "tail", False))))
        if not text.endswith("?"):
            text = uninverted(_start(_TURN, text))
        wished = _start(_WISHED, text)
        text = wished if wished != text and tagged(wished).tags[0] & {"inf", "imp", "verb"} else text
        if text != before and (short := _TO.match(text)) and tagged(text).tags[1] & {"imp", "inf"}:
            text = text[short.end() :]
        if len(text) > 2 and text[0] in "\"“”'»«" and text[-1] in "\"“”'»«":
            text = text[1:-1].strip()
        if text == before:
            break
    text = re.sub(r"[\"”»«]([.!?]*)$", r"\1", text) if sum(text.count(sign) for sign in '"“”»«') == 1 else text
    return text.strip('"“”»«') if sum(text.count(sign) for sign in '"“”»«') == 1 else text


def _start(pattern: re.Pattern[str], text: str) -> str:
    """A text without what a pattern finds at its start."""
    match = pattern.match(text)
    return text[match.end() :] if match else text


def _cut(text: str, section: str, front: bool) -> str:
    """`text` without a phrase at its front or end, if words are left. At the end the phrase must begin after a sign."""
    tokens = [token for token in tokenize(text).placed if token.kind in "wn"]
    line = hear(text).line
    if front:
        match = matcher("framing", section).match(line)
        if match is None or not match[0]:
            return text
        used = match[0].count(" ")
        rest = text[tokens[used - 1].end :] if 0 < used < len(tokens) else ""
        if section == "lead_sign" and not _SIGN.match(rest) or section == "lead_comma" and not re.match(r"\s*[,;]|\s*\.\.|\s*…", rest):
            return text
        return rest.strip(_EDGE + "?!.") or text
    for match in matcher("framing", section).finditer(line):
        used = line[: match.start()].count(" ")
        if match.end() >= len(line) and 0 < used < len(tokens):
            kept = text[: tokens[used].start].rstrip()
            if match[0].count(" ") > 2 and used > 2 or kept.endswith((",", "?", "!", ".", ";", "–", "-", ":", "(")):
                return kept.rstrip(_EDGE + "(").rstrip(".") or text
    return text


def _aimed(text: str) -> str:
    """ "Sitter på tåget, mitt mål i vår är att teckna tio avtal": what stands behind the words that name it as a goal."""
    tokens = [token for token in tokenize(text).placed if token.kind in "wn"]
    match = matcher("framing", "aimed").match(hear(text).line)
    if match is None and (behind := _behind(text)):
        return behind
    if match is None:
        match = matcher("framing", "named").match(hear(text).line)
        used = match[0].count(" ") if match else len(tokens)
        return text[tokens[used].start :] if used < len(tokens) - 1 and tokens[used].kind == "n" else text
    used = match[0].count(" ")
    return text[tokens[used].start :].strip(_EDGE) if used < len(tokens) - 1 else text


def _behind(text: str) -> str:
    """ "Det viktigaste i vår är nog att vi får in tio skolor", "what we said is that …": what stands behind words that want nothing."""
    for match in _COPULA.finditer(text[: _TITLE * 2]):
        title, rest = text[: match.start()].strip(_EDGE), text[match.end() :].strip()
        counted = any(char.isdigit() for char in _YEAR.sub("", title))
        if not title or counted or ":" in title or len(rest.split()) < 2 or acts(title):
            continue
        words = frozenset(hear(title).words)
        if fold(match[0].split()[0]) in _WAS and words.isdisjoint(NAMES) and not (match[1] and said(title)):
            continue
        named = not words.isdisjoint(NAMES | label("naming") | label("superlative"))
        if (named or match[1] and not words.isdisjoint(label("asking"))) and (match[1] or wants(rest) or "ing" in tagged(rest).tags[0]):
            return rest
    return ""


def hollow(text: str) -> bool:
    """Nothing but words that lead to something else: "hade missat den här", "vad sägs om", "forgot these"."""
    words = hear(text).words
    who = len(words) == 1 and words[0] in listed("all") | listed("me")
    plain = {fold(word) for word in table("framing")["labels"]["hollow"]}
    about = matcher("domain", "theme").search("".join(f"{word} " for word in words if word not in plain)) is not None
    return 0 < len(words) <= 8 and not who and not about and all(word in _leading() for word in words)


@cache
def _leading() -> frozenset[str]:
    little = (fold(word) for language in LANGUAGES for word in little_words(language, "wording", "function"))
    return frozenset(fold(word) for word in table("framing")["labels"]["hollow"]).union(little)


def unhesitant(text: str) -> str:
    """ "eh typ alltså vi vill …": without the words that only gain time."""
    tokens = [token for token in tokenize(text).placed if token.kind in "wn"]
    words = hear(text).words
    little = {fold(word) for word in table("framing")["labels"]["hesitant"]}
    little -= _NAMES_TOO if tagged(text).language == "en" else frozenset()
    used = next((place for place, word in enumerate(words) if word not in little), len(words))
    while used and words[used - 1] in ("sa", "so") and not text[tokens[used - 1].end :].lstrip().startswith(","):
        used -= 1
    if used == 0 and (joint := _JOINT.match(text)):
        return text[joint.end() :]
    return text[tokens[used].start :] if 0 < used < len(words) - 1 and len(words) == len(tokens) else text


def _cited(text: str) -> str:
    """ "The boss said 'sell ten more', so that's the goal": what stands in quotes, where the rest only tells whose words they are."""
    if (opens := _OPENS.match(text)) and not any(map(str.isdigit, opens[2])) and not wants(opens[2]):
        return opens[1].strip()
    found = _CITED.findall(text)
    if len(found) != 1 or len(found[0].split()) < _CITED_WORDS:
        return text
    return found[0].strip() if matcher("framing", "cited").search(hear(text.replace(found[0], " ")).line) else text


def _introduced(text: str) -> str:
    """ "Våra mål: öka x", "skriv om det här: öka x" and "add this pls - öka x" without what stands before the sign."""
    for sign in (":", " = ", " -> ", " → ", " => ", " >> "):
        title, found, rest = text.partition(sign)
        if sign == ":" and title[-1:].isupper() and re.match(r"(?:et|en|n|t|s|erna|er)\b", rest):
            continue  # "CRM:et"
        if found and _BEFORE.match(title.strip()) and not acts(title):
            return text
        if found and rest and not (rest[:1].isdigit() and title[-1:].isdigit()):
            return rest.strip() if _leads(title, rest.strip(), glued=not rest[0].isspace()) else text
    title, comma, rest = text.partition(", ")
    if comma and len(rest.split()) > 1 and hollow(title) and not _announcing().isdisjoint(hear(title).words):
        return rest.strip()
    for match in reversed(list(DASH.finditer(text[: _TITLE + 4]))):
        title, rest = text[: match.start()], text[match.end() :].strip()
        if len(rest.split()) > 1 and _leads(title, rest, dashed=True):
            return rest
    return text


@cache
def _announcing() -> frozenset[str]:
    return frozenset(fold(word) for word in table("framing")["labels"]["announcing"])


def _leads(title: str, rest: str, dashed: bool = False, glued: bool = False) -> bool:
    """Whether what stands before a sign only leads to what stands behind it."""
    title = _ASIDE.sub("", title)
    if not rest or not title.strip() or len(title) > _TITLE:
        return False
    line = hear(title).line
    words = line.split()
    if words and len(words) > len(rest.split()) + 1 and len(rest.split()) < _FEW and field_named(words[-1]):
        return False  # "höj snittordern till 45 tkr, ansv: kundteam öst"
    if hollow(title) or not glued and (said(title) or words[-1:] != [] and words[-1] in _TURNS and not acts(title)):
        return True
    asked = any(matcher("intents", section).search(line) for section in ("rewrite", "breakdown", "edit", "review"))
    raw = {fold(word) for word in title.split()}
    names = (
        not _NAMING.union(label("naming")).isdisjoint(raw.union(words)) or bool(words) and words[-1].endswith(("mal", "malen", "beslut"))
    )
    polite = matcher("framing", "lead").match(line) is not None or matcher("intents", "courtesy").search(line) is not None
    if dashed:
        counted = any(char.isdigit() for char in _YEAR.sub("", title))
        return (names or asked or polite) and len(words) <= _DASHED and not counted
    checks = not _CHECKS.isdisjoint(words) and len(words) <= 6
    return names or asked or polite or checks or any(matcher("framing", section).search(line) for section in ("intro", "lead"))


def kept(parts: list[str], reason: Callable[[str], str]) -> list[str]:
    """Of several pieces those that are goals; all that may start a draft where none is."""
    reasons = [reason(part) for part in parts]
    sure = [part for part, why in zip(parts, reasons, strict=True) if not why]
    return sure or [part for part, why in zip(parts, reasons, strict=True) if why not in NO_GOAL]
