"""The template engine: a goal that falls short becomes sentences in the writer's own words, with a blank where something is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coach.examiner import Examined
from coach.suggest import vague
from coach.suggest.cleaning import cleaned, fronted
from coach.suggest.matter import Matter
from coach.suggest.model import Proposal, Shape
from coach.suggest.nominal import settled
from coach.suggest.outline import Outline
from coach.suggest.parsing import outline
from coach.suggest.parts import parts
from coach.suggest.sentence import in_team, main
from coach.suggest.spelling import inflected, lowered, tidy
from coach.suggest.words import fill, folded, say, starts, words
from coach.suggest.words import patterns as starts_with
from rules.check import examine
from rules.model import Goal, Ownership, Specific, Theme, Time
from rules.policy import Policy
from rules.reading import Reading
from rules.reading.facts import Mention, Quantity
from rules.reading.text import fold

_NAMED = ("person", "role", "each", "writer")
_PLACEHOLDER = re.compile(r"(?<!\w)(?:[xXyYnN]+|\?+|_+|…+|\.{2,}|\[[^\]]*\]|<[^>]*>)(?!\w)")


def propose(examined: Examined, today: date, policy: Policy, whole: bool = False) -> Iterator[Proposal]:
    """Proposals for one goal that is not ready, the best first. `whole`: do not cut it, it is a part already."""
    report, reading = examined.report, examined.reading
    language = report.language
    text, prefix = cleaned(reading, today)
    if not any(char.isalnum() for char in text):
        return
    verdicts = report.verdicts
    if verdicts is None and reading.reason == "advice":
        yield from _mused(examined, today, policy)
        return
    if verdicts is not None and verdicts.compound and not whole and not fronted(reading.source.text, language):
        made = tuple(_parts(text, prefix, examined, today, policy))
        if made:
            yield from made
            return
    if verdicts is None:
        text = _theme(text, language)
        if not text:
            return
    o = outline(text, prefix, language, today, policy)
    matter = _matter(o, examined, today)
    if verdicts is None or verdicts.specific is Specific.VAGUE and not _numbered(examined) and not _levelled(o):
        if o.verb is not None and o.verb.lemma not in folded(language, "be"):
            matter = _placed(matter)
        for worded, shape in vague.drafts(matter, reading, verdicts.theme.value if verdicts else "other"):
            yield _proposal(worded, shape, language)
        return
    yield _proposal(_completed(matter, examined), "complete", language)


def plain(examined: Examined, today: date, policy: Policy) -> Iterator[Proposal]:
    """The goal as it stands behind a measure, a time or "[ägare]:", for what no sentence of the engine does justice."""
    report, language = examined.report, examined.report.language
    text, prefix = cleaned(examined.reading, today)
    if report.verdicts is None or not text:
        return
    matter = _matter(outline(text, prefix, language, today, policy), examined, today)
    if report.verdicts.owner is Ownership.NAMED and report.verdicts.specific is not Specific.VAGUE:
        own = f"{prefix}: {text}" if prefix else text
        yield _proposal(tidy(f"{own} {matter.time or say(language, 'by_end')}"), "complete", language)
        return
    if prefix:
        return
    own = lowered(text, matter.outline)
    if report.verdicts.specific is Specific.VAGUE:
        yield _proposal(tidy(vague.beside(matter, own)), "outcome", language)
        return
    yield _proposal(main(_placed(matter), fronted=False), "complete", language)
    told = f"{text[:1].upper()}{text[1:]} {matter.time}"
    yield _proposal(fill("colon", language, owner=matter.owner, rest=told).strip(), "complete", language)
    if matter.time and matter.owner:
        yield _proposal(
            fill("colon_led", language, lead=matter.time[:1].upper() + matter.time[1:], owner=matter.owner, rest=own), "complete", language
        )


def _proposal(text: str, shape: Shape, language: str) -> Proposal:
    return Proposal(text, shape, str(words(language)["reasons"][shape]))


def _theme(text: str, language: str) -> str:
    """The theme of a heading, without the words that only say that goals follow: "Säljmål Q1 – region Mitt" is about the region."""
    label = starts(language, "labels")
    for piece in reversed(re.split(r"\s[–—|-]\s|[:|]\s", text)):
        kept = piece.strip(" .,:")
        if (
            kept
            and kept.count("(") == kept.count(")")
            and (not label.match(fold(kept)) or starts(language, "strip_verbs").match(fold(kept)))
        ):
            return kept
    return ""


def _mused(examined: Examined, today: date, policy: Policy) -> Iterator[Proposal]:
    """A musing's matter as a first draft: the level it thinks of, or what it thinks of doing. Plain advice gives none."""
    reading, language = examined.reading, examined.report.language
    opening = starts_with(language, "musing").match(fold(reading.source.text).lstrip())
    q = next((q for q in reading.quantities if q.role in ("target", "by") and q.unit is not None), None)
    if opening is None:
        return
    if q is not None:
        after = re.split(r"[,;?!]| (?:eller|or|men|but) ", reading.source.text[q.end :], maxsplit=1)[0].strip(" .")
        thing = after if reading.measure is not None else say(language, "in_measure")
        level = reading.source.quote(_level_from(reading, q.start), q.end)
        rest = f"{level} {thing} {say(language, 'by_end')}"
        yield _proposal(tidy(say(language, "reach").format(owner=words(language)["blanks"]["owner"], rest=rest)), "outcome", language)
        return
    text = reading.source.text.lstrip()[opening.end() :].strip(" .,!?")
    o = outline(text, "", language, today, policy)
    if o.form == "verb" and o.verb is not None:
        matter = _matter(o, examined, today)
        for worded, shape in vague.drafts(matter, reading, "other"):
            yield _proposal(worded, shape, language)


def _level_from(reading: Reading, start: int) -> int:
    """Where "a margin of around 20 %" begins: at its measure, if only small words part it from the number."""
    measure = reading.measure
    before = reading.source.text[:start].split()[-1:]
    if before and before[0] in ("a", "an", "en", "ett"):
        return reading.source.text[:start].rstrip().rfind(before[0])
    if measure is None or not measure.end <= start:
        return start
    between = fold(reading.source.text[measure.end : start]).split()
    if len(between) > 3 or not set(between) <= folded(reading.language, "bounds") | {"around"}:
        return start
    tokens = reading.source.placed
    first = next(i for i, token in enumerate(tokens) if token.start == measure.start)
    return tokens[first - 1].start if first and tokens[first - 1].fold in ("a", "an", "en", "ett") else measure.start


def _parts(text: str, prefix: str, examined: Examined, today: date, policy: Policy) -> Iterator[Proposal]:
    """One proposal for each part of a compound goal."""
    goal, language = examined.report.goal, examined.report.language
    for piece in parts(text, language, today, policy):
        part = Goal(text=f"{prefix}: {piece}" if prefix else piece, owner=goal.owner, deadline=goal.deadline)
        report, case = examine(part, today, policy, language)
        if report.ready:
            yield _proposal(tidy(part.text), "part", language)
            continue
        first = next(propose(Examined(report, case), today, policy, whole=True), None)
        if first is not None:
            yield _proposal(first.text, "part", language)


def _numbered(examined: Examined) -> bool:
    """A number stands on the core; only what it counts is open."""
    return bool(examined.reading.core)


def _opens_with(o: Outline, owner: Mention) -> bool:
    return fold(o.marked.source.text).split(" ")[:1] == fold(owner.key).split(" ")[:1]


def _levelled(o: Outline) -> bool:
    """ "uppgår till minst 15 %": what follows the verb is its own level, whatever else the goal leaves open."""
    if o.verb is None or o.verb.lemma not in folded(o.language, "level_verbs"):
        return False
    return any(o.marked.tokens[index].kind == "n" for index in range(o.tail, o.last))


def _matter(o: Outline, examined: Examined, today: date) -> Matter:
    """Who does it, and what time is to be added."""
    verdicts, goal, language = examined.report.verdicts, examined.report.goal, o.language
    blank = str(words(language)["blanks"]["owner"])
    subject = lowered(o.quote(*o.subject), o) if o.form == "clause" else ""
    time = ""
    past = verdicts is not None and verdicts.end is not None and verdicts.end < today and goal.deadline is None
    if verdicts is None or verdicts.time in (Time.NONE, Time.VAGUE) or past:
        time = say(language, "by_end")
    elif verdicts.time is Time.RECURRING:
        time = say(language, "until_end")
    if time and any(frame.kind == "start" for frame in examined.reading.frames):
        time = say(language, "until_end")
    owner, prefixed = blank, False
    stands = verdicts.owner if verdicts is not None else Ownership.NONE
    if goal.owner and stands is Ownership.NAMED:
        owner = goal.owner.strip()
        if o.owner is not None and o.owner.kind in _NAMED:
            subject = ""
    elif stands is Ownership.NAMED:
        if o.prefix:
            prefixed = True
        elif any(mention.kind == "writer" for mention in examined.reading.owners):
            owner = say(language, "i")
        elif o.owner is not None and o.owner.kind in _NAMED:
            owner, subject = o.quote(*o.subject), ""
        elif examined.reading.owners and examined.reading.owners[0].first == 0 and not _opens_with(o, examined.reading.owners[0]):
            # What was read as an owner is a label that was taken off: "O: Own the mid-market".
            owner = blank
        else:
            owner = ""
    elif stands is Ownership.TEAM:
        team = (goal.owner or "").strip() or o.prefix or (subject if o.owner is not None and o.owner.kind == "team" else "")
        placed = in_team(team, language) if team else ""
        if placed:
            owner, subject = placed, "" if not o.prefix else subject
    rest = inflected(o, o.first, o.tail)
    if o.language == "sv" and o.form == "verb" and o.tags(o.verb_at) & {"up", "down"}:
        rest = settled(rest)
    activity = verdicts is not None and verdicts.theme is Theme.ACTIVITY
    return Matter(o, owner, subject, rest, o.quote(o.tail, o.last), time, prefixed, o.prefix, activity)


def _completed(matter: Matter, examined: Examined) -> str:
    """The goal with what was missing, and nothing else changed."""
    o, reading, verdicts = matter.outline, examined.reading, examined.report.verdicts
    blanks = words(o.language)["blanks"]
    matter = _placed(matter)
    text = main(matter)
    assert verdicts is not None
    for q in reading.quantities:
        if q.placeholder and q.role != "name":
            written = reading.source.quote(q.start, q.end)
            blank = blanks["baseline" if q.role == "baseline" else "target"]
            text = text.replace(written, _PLACEHOLDER.sub(blank, written, count=1), 1)
    if verdicts.unit_missing or verdicts.specific is Specific.VAGUE:
        missing = blanks["measure" if verdicts.specific is Specific.VAGUE else "unit"]
        for q in reading.core[:1]:
            text = _after(text, reading.source.quote(q.start, q.end).lstrip("+- "), missing)
    elif verdicts.baseline_missing and not reading.comparisons and matter.time != say(o.language, "until_end"):
        for q in reading.core:
            if q.role == "by" and (written := _amount(examined, q)):
                text = _after(text, written, say(o.language, "from"))
                break
    return text


def _placed(matter: Matter) -> Matter:
    """A state of the company ("bli certifierade", "växa till …") is something that the owner sees to, not the owner's own."""
    o = matter.outline
    if o.form != "verb" or o.verb is None or o.pronoun == "i" or o.verb.lemma not in folded(o.language, "intransitive") or not matter.owner:
        return matter
    if matter.prefixed:
        return matter
    we = say(o.language, "we").split(" ")[0]
    return replace(
        matter, outline=replace(o, form="clause", modal=True) if o.language == "sv" else replace(o, form="clause", modal=False), subject=we
    )


def _amount(examined: Examined, q: Quantity) -> str:
    """The words of a change by an amount with what it counts ("50 företag/år"), where the starting value can follow them; else ""."""
    source = examined.reading.source
    if q.first < 3 or source.tokens[q.first - 1].fold not in ("med", "by"):
        return ""
    last = q.last
    if q.noun:
        last = next((i for i in range(q.last + 1, min(q.last + 4, len(source.tokens))) if source.tokens[i].fold == q.noun), -1)
        if last < 0:
            return ""
    if last + 2 < len(source.tokens) and source.tokens[last + 1].fold == "/":
        last += 2
    return source.quote(q.start, source.ends[last])


def _after(text: str, written: str, added: str) -> str:
    """`added` behind the words `written`, where they stand in the text as words of their own."""
    found = re.search(r"(?<![\w.,])" + re.escape(written) + r"(?![\w])", text)
    return f"{text[: found.end()]} {added}{text[found.end() :]}" if found else text
