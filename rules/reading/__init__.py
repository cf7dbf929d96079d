"""Words, not verdicts: a text becomes facts with spans into the original characters (design §5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.policy import Policy
from rules.reading import outcomes
from rules.reading.clauses import side_parts
from rules.reading.dates import end_of, find_frames
from rules.reading.deliverables import deliverable
from rules.reading.facts import Blank, Frame, Measure, Mention, Quantity, covered
from rules.reading.habits import habits, prompt
from rules.reading.language import detect
from rules.reading.marking import Marked, mark, mention_of
from rules.reading.measures import find_measure
from rules.reading.moods import reasons
from rules.reading.objects import loosely
from rules.reading.outlook import Outlook
from rules.reading.people import find_owners, owners_of
from rules.reading.quantities import find_quantities
from rules.reading.results import split_at
from rules.reading.scene import Scene
from rules.reading.text import Source, fold, tokenize
from rules.reading.universals import universals
from rules.reading.vocabulary import Vocabulary, lexis

__all__ = ["Blank", "Frame", "Measure", "Mention", "Quantity", "Reading", "read"]

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_CHANGES, _EFFORTS = frozenset(("up", "down")), frozenset(("effort",))
_QUALITIES, _HEDGES = frozenset(("quality", "amount")), frozenset(("hedge",))
_TOLD = ("question", "report", "description", "greeting", "background")
_OLDER, _NO = (["older", "than"], ["aldre", "an"]), frozenset(("no", "not", "never", "inte", "ingen", "inga", "inget"))
_READ_ON = 600
"""Characters in which a goal is looked for behind a report."""
_ROUND = frozenset(("c", "ca", "approx"))
_BLANK = re.compile(r"\[([^\[\]\n]{1,40})\]")
_FIELDS = {
    "agare": "owner", "owner": "owner", "ansvarig": "owner", "malvarde": "target", "target": "target", "utgangslage": "baseline",
    "baseline": "baseline", "datum": "end", "date": "end", "slutdatum": "end", "deadline": "end", "enhet": "unit", "unit": "unit",
    "matt": "measure", "measure": "measure",
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """The facts of one text. `reason`: why it is no goal ("" for a goal). `core`: the words a vague core rests on.

    `outcome` is what measures the result: the quantities on the core, else a deliverable, else comparisons. `results` counts results.
    """

    source: Source
    language: str
    reason: str
    quantities: tuple[Quantity, ...]
    frames: tuple[Frame, ...]
    end: date | None
    owners: tuple[Mention, ...]
    changes: tuple[Mention, ...]
    efforts: tuple[Mention, ...]
    qualities: tuple[Mention, ...]
    hedges: tuple[Mention, ...]
    deliverables: tuple[Mention, ...]
    comparisons: tuple[Mention, ...]
    measure: Measure | None
    blanks: tuple[Blank, ...]
    core: tuple[Quantity, ...]
    results: int


@lru_cache(maxsize=16)
def _vocabulary(policy: Policy) -> Vocabulary:
    return Vocabulary(
        tuple(policy.roles),
        policy.teams,
        policy.names,
        (policy.company,) if policy.company else (),
        tuple((m, "other") for m in policy.measures),
    )


def read(text: str, today: date, policy: Policy | None = None, language: str | None = None) -> Reading:
    """Read one text as of `today`, in `language` ("sv", "en") or the one it seems to be in. Never raises for any text."""
    return read_all((text,), today, policy, language)[0]


def read_all(texts: Sequence[str], today: date, policy: Policy | None = None, language: str | None = None) -> list[Reading]:
    """Read many texts, each as `read` does, stage by stage: a stage that goes on with the next text finds its code and words in the
    processor's cache, which makes a few dozen texts a fifth faster than one by one. Texts are independent of each other."""
    policy = policy or Policy.default()
    vocabulary, fiscal, summer = _vocabulary(policy), policy.fiscal_year_start, policy.summer_end
    sources = [tokenize(text) for text in texts]
    tongues = [language or detect(source) for source in sources]
    words = {tongue: lexis(tongue, vocabulary) for tongue in dict.fromkeys(tongues)}
    marks = [mark(source, tongue, words[tongue]) for source, tongue in zip(sources, tongues, strict=True)]
    times = [find_frames(it.source, today, it.language, fiscal_start=fiscal, summer_end=summer) for it in marks]
    dated = [covered(len(it.tokens), frames) for it, frames in zip(marks, times, strict=True)]
    sums = [_levelled(find_quantities(it.source, frames, it.language), it.source) for it, frames in zip(marks, times, strict=True)]
    doers = owners_of(marks, dated)
    sides = [side_parts(it, frames) for it, frames in zip(marks, times, strict=True)]
    facts = list(zip(marks, times, sums, doers, sides, strict=True))
    splits = [split_at(it, side, quantities, framed) for (it, _, quantities, _, side), framed in zip(facts, dated, strict=True)]
    views = zip(facts, dated, strict=True)
    whys = reasons([Outlook(it, frames, quantities, owners, today, framed) for (it, frames, quantities, owners, _), framed in views])
    for place, told in enumerate(whys):
        if told in _TOLD and _goes_on(sources[place].text, today, policy, language):
            whys[place] = ""
    scenes = [
        Scene(it, side, owners, quantities, frames, framed, split)
        for (it, frames, quantities, owners, side), framed, (_, split) in zip(facts, dated, splits, strict=True)
    ]
    measures = [find_measure(scene) for scene in scenes]
    loose = [loosely(it, frames) for it, frames, _, _, _ in facts]
    deeds = [None if open_ended else deliverable(it, side) for open_ended, (it, _, _, _, side) in zip(loose, facts, strict=True)]
    grown = [
        () if open_ended else _comparisons(it, side, frames) for open_ended, (it, frames, _, _, side) in zip(loose, facts, strict=True)
    ]
    return [
        _reading(*fact, results=results, told=told, measure=measure, deed=deed, comparisons=comparisons)
        for fact, (results, _), told, measure, deed, comparisons in zip(facts, splits, whys, measures, deeds, grown, strict=True)
    ]


def _goes_on(text: str, today: date, policy: Policy, language: str | None) -> bool:
    """After a report or a question comes a goal with a number: "Vi tappade 14 kunder i våras. Max 6 får försvinna nästa år."."""
    parts = [part for part in _SENTENCE.split(text[:_READ_ON]) if part.strip()]
    if len(parts) < 2:
        return False
    return any(not item.reason and item.core for item in read_all(parts[1:], today, policy, language))


def _reading(
    marked: Marked, frames: tuple[Frame, ...], quantities: tuple[Quantity, ...], owners: tuple[Mention, ...], side: bytearray, *,
    results: int, told: str, measure: Measure | None, deed: Mention | None, comparisons: tuple[Mention, ...],
) -> Reading:  # fmt: skip
    source = marked.source
    blanks = find_blanks(source.text) if "[" in source.text else ()
    return Reading(
        source,
        marked.language,
        "" if blanks else told,  # the coach leaves blanks in goals only
        quantities,
        frames,
        end_of(frames),
        owners,
        _mentions(marked, _CHANGES, side),
        _mentions(marked, _EFFORTS, side),
        _mentions(marked, _QUALITIES, side),
        _mentions(marked, _HEDGES, bytearray(len(source.tokens))) if "hedge" in marked.named else (),
        (deed,) if deed else (),
        comparisons,
        measure,
        blanks,
        outcomes.on_core(quantities, side, marked)
        or universals(quantities, side, marked)
        or habits(marked, frames, side)
        or prompt(marked, side),
        results,
    )


def scene_of(text: str, today: date, policy: Policy) -> Scene:
    """The candidates' view of one text, for fitting the weights of measures (benchmarks/weights.py)."""
    marked, frames, quantities, owners = _first_facts(text, today, policy)
    side = side_parts(marked, frames)
    framed = covered(len(marked.tokens), frames)
    _, split = split_at(marked, side, quantities, framed)
    return Scene(marked, side, owners, quantities, frames, framed, split)


def outlook_of(text: str, today: date, policy: Policy) -> Outlook:
    """The outlook of one text, for fitting what speaks for and against a goal (benchmarks/kinds.py)."""
    marked, frames, quantities, owners = _first_facts(text, today, policy)
    return Outlook(marked, frames, quantities, owners, today, covered(len(marked.tokens), frames))


def _first_facts(text: str, today: date, policy: Policy) -> tuple[Marked, tuple[Frame, ...], tuple[Quantity, ...], tuple[Mention, ...]]:
    source = tokenize(text)
    language = detect(source)
    marked = mark(source, language, lexis(language, _vocabulary(policy)))
    frames = find_frames(source, today, language, fiscal_start=policy.fiscal_year_start, summer_end=policy.summer_end)
    return marked, frames, _levelled(find_quantities(source, frames, language), source), find_owners(marked, frames)


def _levelled(quantities: tuple[Quantity, ...], source: Source) -> tuple[Quantity, ...]:
    """A bounded factor is a level ("under 2,5x"), and a number joined to a name is a name ("scope 1 och 2")."""
    found: list[Quantity] = []
    for q in quantities:
        if q.kind == "duration" and q.role == "by" and q.first and source.tokens[q.first - 1].fold in ("inom", "within"):
            q = q._replace(role="target")
        elif q.kind == "duration" and q.first > 2 and source.folds[q.first - 2 : q.first] in _OLDER and _NO.isdisjoint(source.words):
            q = q._replace(role="name")  # "tickets older than 30 days": which ones
        elif q.first > 1 and source.folds[q.first - 2] not in _ROUND and _glued(source, q.first):
            q = q._replace(role="name")  # the tail of a version, "v1.0"
        elif "kl" in source.words and q.unit is None and q.first and "kl" in source.folds[max(0, q.first - 2) : q.first]:
            q = q._replace(role="name")  # "kl. 18"
        elif q.kind == "factor" and (q.bound or _ranged(q, found, source)) and not q.words and q.role == "by":
            q = q._replace(role="target")
        elif (
            found
            and found[-1].role == "name"
            and q.first == found[-1].last + 2
            and q.unit is None
            and source.tokens[q.first - 1].fold in ("och", "and", "&", "/")
        ):
            q = q._replace(role="name")
        found.append(q)
    return tuple(found)


def _glued(source: Source, index: int) -> bool:
    """ "v1.0": a full stop that is glued on both sides."""
    before = source.tokens[index - 1]
    return source.tokens[index].glued and before.fold == "." and before.glued


def _ranged(q: Quantity, found: list[Quantity], source: Source) -> bool:
    """ "2,5–3,5x": a factor between two bounds is a level."""
    return q.upper is not None or bool(found) and found[-1].last == q.first - 2 and source.tokens[q.first - 1].fold == "-"


def _comparisons(marked: Marked, side: bytearray, frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    found = outcomes.comparisons(marked, side, frames)
    if not found and outcomes.kept(marked, frames):
        frame = next(frame for frame in frames if frame.kind == "comparison")
        return (Mention(frame.start, frame.end, "earlier", marked.source.quote(frame.start, frame.end), frame.first, frame.last),)
    return found


def find_blanks(text: str) -> tuple[Blank, ...]:
    """The coach's own blanks in a text: "[ägare]", "[målvärde] kr"."""
    found = []
    for match in _BLANK.finditer(text):
        field = _FIELDS.get(fold(match[1].strip()))
        if field:
            found.append(Blank(match.start(), match.end(), field))
    return tuple(found)


def _is_noun(marked: Marked, index: int) -> bool:
    """ "a 20 % increase": the change as a thing, not the doing of it."""
    tags = marked.tags[index]
    if "change_noun" not in tags:
        return False
    before = marked.tokens[index - 1] if index else None
    return "verb" not in tags or before is not None and (before.kind == "n" or before.fold == "%" or "determiner" in marked.tags[index - 1])


def _mentions(marked: Marked, kinds: frozenset[str], side: bytearray) -> tuple[Mention, ...]:
    hits = marked.of(kinds)
    if not hits:
        return ()
    found = []
    reached = -1
    for first, last, tag in hits:
        if not side[first] and first > reached and not _is_noun(marked, first):
            found.append(mention_of(marked, first, last, tag))
            reached = last
    return tuple(found)
