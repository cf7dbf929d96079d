"""A message as lines: bullets, numbers, boxes and emphasis taken off, lines that go on joined. Linear in the length of the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from coach.conversation.beside import order
from coach.conversation.clauses import complete, tagged
from coach.exchange.columns import label

LENGTH_LIMIT = 40_000
"""Characters of one message that are read: some four hundred goals, more than any team has."""

BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SIGNS = "-–—*+•·▪▫◦‣○●►▶→»›✓✔☐☑"
_PICTURE = "\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff"
_BULLET = re.compile(
    rf"(?:(?:OKR|KR|AP|O|M|G)\s?\d{{1,2}}(?:\.\d{{1,2}})?(?:\s?[.):–-]\s?|\s)(?=\S)|"
    rf"[{_SIGNS}]️?(?=\s|[^\W\d_])|[{_PICTURE}]\ufe0f?(?=\s*\w)|\(?\d{{1,2}}(?:[.):]|/\s)(?=\s|[^\W\d_]|(?<=/\s))|\[[ xX]?\](?=\s)|"
    rf"\(?(?:[a-zA-Z](?!\.\s[A-ZÅÄÖ][\w-]+$)|[ivxIVX]{{1,4}})[.)](?=\s)|[1-9]️?⃣)\s*"
)
_QUOTED = re.compile(r"^(?:>\s?)+")
_RULE = re.compile(r"[-=_*~\s]{3,}")
_SPOKEN = re.compile(r"(?<!\s)\s+(full stop|period|comma|komma|punkt)(?=\s|$)\s*", re.IGNORECASE)
_RATHER = re.compile(
    r"\s*(?:(?:nej|no|nä)[\s,.!]+)?(?:inte|not)\s+[^,;\n]{1,25}[,;]\s*(?:utan\s+|but\s+)?(?=\S*\d)|[^?\n]{1,30}\b(?:what|vad|vadå|which)\?+\s+(?=\S{1,12}$)",
    re.IGNORECASE,
)
"""What is put right in the same breath ("inte 30 juni, 15 juni") or asked and answered in a word ("3.1M what? EUR")."""
_OWNER_IS = re.compile(
    r"[.,;!]\s+(?:(?:the|and|och)\s+)?(?i:(owner|ägare|ansvarig)(?:n|en)?\s+(?:is|are|är|blir))\s+([A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ][\w-]*)?)\b"
)
_OWN_ANSWER = re.compile(r"\s*[^?\n]{2,60}\?+\s*(?:no|nope|nej|nä|nja|nah)\b[,.!]?\s+(?=\w)", re.IGNORECASE)
_DOUBTED = re.compile(r"(\([^()?\n]{0,40}\d[^()?\n]{0,40}?)\s?\?+(\))")
_TOLD = 2
"""Signs told in words that show that a message was dictated."""
_SIGNED = "--"
"""The line above the signature of a mail."""
_FOOT = 8
"""Lines that a signature may have."""
_OWN_SIGN = re.compile(r"\s*([^\w\s\"'“”‘’«»()\[\]{}<>#|@$€£%&/\\.,;:?!…*=_`+–—-]|=>|>>|#\d{1,2}[.):]?)\s+(?=\S)")
"""A sign that nobody uses but the writer, as a bullet where several lines begin with it ("§ öka x")."""
_POINTED = re.compile(r"(\s*)(\d{1,2})\.(\d{1,2})\.?\s+(?:[-–]\s+)?(?=\S)")
_TITLED = re.compile(r"(\s*)(\d{1,2})\s+[-–]\s+(?=\S)")
_COUNTED = re.compile(r"(\s*)(\d{1,2})\s+(?=\S)")
_ROUND = re.compile(r"\s*o\s+(?=\S)")
"""The bullet of notes and mails that is a small o when copied."""
_TASK = re.compile(r"\[[ xX]?\]\s+")
_HASHES = re.compile(r"#{1,6}\s+")
_LOUD = re.compile(r"(\*|_)([^*_\s][^*_]{0,40})\1:?")
"""A line in emphasis, and nothing else: "*Nykund*"."""
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)([^*_`]{1,400})(?<=\S)\1")
_NAME = r"[A-ZÅÄÖ][\w.'’-]*(?:\s[A-ZÅÄÖ][\w.'’-]*){0,3}"
_CLOCK = (
    r"(?:(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|i går|igår|idag|i dag|yesterday|today)\s*,?\s*)?(?:kl\.?\s|at\s)?"
    r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
)
_STAMP = re.compile(rf"{_NAME}\s*[,(\[|–-]?\s*{_CLOCK}[)\]]?")
"""The line above a message copied from a chat: "Johan 09:14"."""
_STAMPED = re.compile(
    rf"^[\[(]{_NAME}\s*,?\s*{_CLOCK}[\])]\s*:?\s*|"
    rf"^[\[(]{_CLOCK}[\])]\s+(?!\s*[-–]?\s*{_NAME}\s*:\s)|^[\[(]?{_CLOCK}[\])]?\s*[-–]?\s*{_NAME}\s*:\s+"
)
_SHORTCODE = re.compile(r"(?<!\w):[a-z0-9_+-]{2,30}:(?!\w)")
_CIRCLED = re.compile("[①-⑳]")
_INVISIBLE = "\ufeff\u200b\u2060\u200e\u200f"
_LEADING = frozenset(("preposition", "conjunction", "subordinate", "determiner", "modal"))
"""What no line ends with that was not broken for want of room."""
_ROOM = 12
"""Characters of difference that a mail program's own signs may make."""
_WRAPPED = 50
"""A line shorter than this was not broken for want of room."""


@dataclass(frozen=True, slots=True)
class Line:
    """`first`: its number is 1, so that the others may stand in its line. `deep`: indented. `apart`: a blank line stands above."""

    text: str
    bullet: bool
    heading: bool = False
    first: bool = False
    deep: bool = False
    apart: bool = False


def lines(message: str) -> Iterator[Line]:
    """Lines without their bullets; a line that goes on from the one above is joined to it."""
    held: Line | None = None
    last = ""
    apart = False
    raws = _unnumbered(_unsigned(BREAK.split(message[:LENGTH_LIMIT])))
    width = max(map(len, raws))
    for raw in raws:
        text = _QUOTED.sub("", raw.strip().strip(_INVISIBLE).strip())
        text = _CIRCLED.sub(lambda sign: f" {ord(sign[0]) - 9311}) ", _SHORTCODE.sub("", _STAMPED.sub("", text))).strip()
        text = "" if _RULE.fullmatch(text) or _STAMP.fullmatch(text) else text
        if not text:
            if held:
                yield held
            held, last, apart = None, "", True
            continue
        loud = _LOUD.fullmatch(text)
        text = loud[2] if loud else text
        bullet = not loud and (bool(_BULLET.match(text)) or (_numbered(text) is not None))
        deep = raw[:1] in (" ", "\t")
        if held and not bullet and _continues(deep, text, last, held.bullet, width):
            held = Line(f"{held.text} {text}", held.bullet, held.heading, held.first, held.deep, held.apart)
            last = text
            continue
        if held:
            yield held
        last = text
        words = bare(text)
        first = bullet and text.lstrip("( ").startswith("1")
        titled = bool(loud) or _HASHES.match(text) is not None
        held = Line(words, bullet, titled, first, deep, apart) if re.search(r"[^\W_]", words) else None
        apart = False
    if held:
        yield held


def signed(message: str) -> str:
    """A message whose signs are told in words by who dictates, with the signs ("… full stop", "… komma …")."""
    if len(_SPOKEN.findall(message)) < _TOLD or re.search(r"[.;]\s", message):
        return message
    return re.sub(r"([.,])(?:\s*,)+", r"\1", _SPOKEN.sub(lambda word: ", " if word[1].lower() in ("comma", "komma") else ". ", message))


def undoubted(message: str) -> str:
    """A message without the question marks of numbers that its writer doubts within brackets: "fler möten (40 i månaden?)" asks nothing."""
    return _DOUBTED.sub(r"\1\2", message)


def fielded(message: str) -> str:
    """A message with "owner is Aisha", told in a sentence behind the goal, in brackets."""
    return _OWNER_IS.sub(lambda match: f" ({match[1].lower()}: {match[2]})", message)


def resolved(message: str) -> str:
    """A message in which its writer asks and answers ("whole team? no, each rep"): the answer."""
    match = _OWN_ANSWER.match(message) or _RATHER.match(message)
    return message[match.end() :] if match else message


def _unsigned(raws: list[str]) -> list[str]:
    """Without what stands beneath the line that begins a mail's signature; signs of the writer's own as bullets."""
    foot = next((place for place, raw in enumerate(raws) if place and raw.strip() == _SIGNED), len(raws))
    if len(raws) - foot - 1 <= _FOOT and not any(_BULLET.match(raw.strip()) for raw in raws[foot + 1 :]):
        raws = raws[:foot]
    signs = [match[1] for raw in raws if (match := _OWN_SIGN.match(raw))]
    if len(signs) > 1 and len({sign.rstrip("0123456789.):") for sign in signs}) == 1:
        raws = [_OWN_SIGN.sub("• ", raw, count=1) for raw in raws]
    return raws


def _unnumbered(raws: list[str]) -> list[str]:
    """Lines counted by a bare number ("1 öka x", "2 höja y") as lines counted with a point."""
    if sum(_ROUND.match(raw) is not None for raw in raws) > 1:
        raws = [_ROUND.sub("• ", raw, count=1) for raw in raws]
    pointed = [match for raw in raws if (match := _POINTED.match(raw))]
    if len(pointed) > 1 and pointed[0][3] == "1" and all(int(late[3]) in (1, int(soon[3]) + 1) for soon, late in pairwise(pointed)):
        raws = [_TITLED.sub(r"\1\2. ", _POINTED.sub(r"\1• ", raw, count=1), count=1) for raw in raws]
    counted = [(place, match) for place, raw in enumerate(raws) if (match := _COUNTED.match(raw))]
    if len(counted) < 2 or [int(match[2]) for _, match in counted] != list(range(1, len(counted) + 1)):
        return raws
    made = list(raws)
    for place, match in counted:
        made[place] = f"{match[1]}{match[2]}. {raws[place][match.end() :]}"
    return made


def bare(text: str) -> str:
    """A line without what marks it as one of a list."""
    if hashes := _HASHES.match(text):
        text = text[hashes.end() :]
    if bullet := _BULLET.match(text):
        text = text[bullet.end() :]
        if (second := _BULLET.match(text)) and (bullet[0].strip()[:1].isdigit() or second[0][0] in "OKMGA" and len(second[0]) > 2):
            text = text[second.end() :] if second[0].strip()[0] in f"{_SIGNS}OKMGA" else text
        if box := _TASK.match(text):
            text = text[box.end() :]
    text = _EMPHASIS.sub(r"\2", text)
    if (named := _numbered(text)) is not None:
        text = text[named:]
    return text.strip()


def _numbered(text: str) -> int | None:
    """Where the words begin after "Mål 1:", or None."""
    named = label().match(text) if text[:1].isalpha() else None
    return named.end() if named else None


def _continues(deep: bool, text: str, last: str, bullet: bool, width: int) -> bool:
    if not deep and len(last) + len(text.split()[0]) < width - _ROOM:
        return False  # there was room for the next word
    if last.endswith((".", "!", "?", ":", ";")) or re.match(r"[^\W\d_]{3,20}\s?[:=]", text):
        return False
    if bullet and deep:
        return True
    if len(last) < _WRAPPED or order(text):
        return False
    return _hangs(last) or text[:1].islower() and not (last[:1].islower() and _opens(text))


def _hangs(line: str) -> bool:
    """Whether a line ends with a word that leads on: "… before the end of", "… så att vi ska"."""
    found = tagged(line)
    return line.endswith(",") or bool(found.tags) and bool(found.tags[-1] & _LEADING) and not found.tags[-1] & {"pronoun", "noun"}


def _opens(line: str) -> bool:
    """Whether a line begins with a deed, as a goal does, by somebody who writes goals without capitals."""
    found = tagged(line)
    return bool(found.tags) and bool(found.tags[0] & {"imp", "inf"}) and not found.tags[0] & _LEADING and complete(line)
