"""The object of a deed: how far it reaches, and whether it is definite enough to be recognised when it is there (rulebook §2)."""

from __future__ import annotations

from rules.reading.facts import Frame, covered
from rules.reading.lexicon import both
from rules.reading.marking import Marked

_SECOND, _ORDERED = 2, frozenset(("inf", "imp", "modal"))
_UNSEEN = frozenset(("quality",))
_PLAINLY = both("wording", "plainly")
_LITTLE = frozenset(("determiner", "preposition", "conjunction", "modal", "be", "particle"))
_ONE, _LEADING = ("en", "et"), frozenset(("particle", "preposition"))
_OURS = frozenset("sina vara our their mina my din ditt dina your".split())
_THINGS, _LONG = frozenset(("measure:systems", "measure:papers")), 9
"""A long Swedish noun without an article is one thing: "byta telefonväxel"."""
_PAPERS = both("wording", "seen")
_DONE, _PART = frozenset(("sup", "part")), frozenset(("part",))
_KINDS, _INTANGIBLE, _SAID = both("wording", "any_number"), both("wording", "intangible"), frozenset(("quality", "amount", "beats"))
_SEEN = tuple(sorted(both("wording", "seen")))
"""Words, or ends of compounds, that name something with a beginning and an end: programme, plan, model."""


def loosely(marked: Marked, frames: tuple[Frame, ...]) -> bool:
    """ "Hålla tidplanen bättre", "deliver on time more often": how it is to be done, and nothing it can be seen by."""
    if "better_done" not in marked.present or "than" in marked.present:
        return False
    hit = marked.all("better_done")[-1]
    if hit.first < _SECOND or marked.has(hit.first - 1, "determiner") or marked.has(hit.first - 1, "be"):
        return False
    framed = covered(len(marked.tokens), frames)
    if any(token.kind != "p" and not framed[step] for step, token in enumerate(marked.tokens) if step > hit.last):
        return False
    return any("verb" in tags and not tags.isdisjoint(_ORDERED) for tags in marked.tags[: hit.first])


def contentful(marked: Marked, step: int, verb: int) -> bool:
    """A word that says what is delivered: "a plan to …" is one, though "plan to" may be a wish."""
    tags = marked.tags[step]
    if "loose" in tags or "modal" in tags and (step - 1 == verb or "determiner" in marked.tags[step - 1]):
        return True
    if "modal" in tags and "seen" in tags and any("determiner" in own for own in marked.tags[verb + 1 : step]):
        return True  # "a workforce plan"
    return tags.isdisjoint(_LITTLE)


def planned(marked: Marked, content: list[int]) -> bool:
    """ "Ett lojalitetsprogram", "a mentoring scheme": what can be seen when it is there, whatever it is for."""
    return any(marked.tokens[step].fold.endswith(_SEEN) for step in content[:4])


def object_of(marked: Marked, index: int, side: bytearray, passive: bool) -> tuple[int, int]:
    """The tokens of the object: what follows the verb; for a passive, what stands before it."""
    tokens, tags = marked.tokens, marked.tags
    if passive:
        first = index
        while (
            first > 0
            and tokens[first - 1].fold not in (".", ";", ":", ",", "och", "and", "samt")
            and "aim" not in tags[first - 1]
            and "subordinate" not in tags[first - 1]
        ):
            first -= 1
        return first, index
    last = index + 1
    if last + 1 < len(tokens) and "conjunction" in tags[last] and "verb" in tags[last + 1]:
        index, last = last + 1, last + 2
    if last + 1 < len(tokens) and "preposition" in tags[last] and "determiner" not in tags[last] and not side[last]:
        index, last = last, last + 1
    while last < len(tokens) and not side[last] and last - index < 9:
        if (
            tokens[last].kind == "p"
            and (tokens[last].fold in ".;:,!" or tokens[last].fold == "-" and not tokens[last].glued)
            or "conjunction" in tags[last]
            or ("subordinate" in tags[last] and last > index + 1)
        ):
            break
        last += 1
    return index + 1, last


def definite(marked: Marked, content: list[int], words: list[int], weak: bool) -> bool:
    tags = marked.tags
    if any("measure:market_share" in tags[step] for step in content[:3]) and not any(marked.tokens[step].kind == "n" for step in words):
        return False  # "win market share in Poland"
    less = "than" not in marked.present and not _FEWER.isdisjoint(marked.source.words)
    if less and any(marked.tokens[step].fold in _FEWER for step in words):
        return False
    if "amount" in marked.present and any("amount" in tags[step] for step in words):
        return False
    head = content[0]
    opener = next((step for step in words if tags[step].isdisjoint(_LEADING) or "determiner" in tags[step]), words[0])
    done = _DONE if marked.language == "en" else _PART
    if weak and any(
        not tags[step].isdisjoint(_UNSEEN) and tags[step].isdisjoint(done) and not _plain(marked, step) for step in content[:4]
    ):
        return False
    if "quality" in marked.present and "than" not in marked.present and _praised(marked, content, opener):
        return False
    determined = "determiner" in tags[opener] and marked.tokens[opener].fold not in _OURS
    named = any(marked.tokens[step].upper and step for step in words[:6])
    if "indefinite" in tags[opener] or "indefinite" in tags[head]:
        rest = [step for step in content if "indefinite" not in tags[step]]
        if not rest:
            return False
        head = rest[0]
        while marked.language == "en" and head + 1 in rest and "preposition" not in tags[head + 1]:
            head += 1
        singular = "one_thing" in tags[opener] and not plural(marked, head)
        if (marked.language == "sv" and marked.tokens[head].fold.endswith(_ONE) or suffixed(marked, head)) and "quality" not in tags[head]:
            singular = True  # "nya offertmallen"
        return (singular or named) and not (("loose" in tags[rest[0]] and "compound" not in tags[rest[0]]) and len(rest) < 2)
    nouns = [step for step in content[:3] if "quality" not in tags[step]]
    if not nouns:
        return False
    core = nouns[-1] if marked.language == "en" else nouns["genitive" in tags[nouns[0]] and len(nouns) > 1]
    if "loose" in tags[core] and not determined and not named and "compound" not in tags[nouns[0]]:
        return False
    if not determined and not named and _any_number(marked, content, words, weak):
        return False
    if weak and not determined and not named:
        if len(content) > 1 and "loose" not in tags[nouns[-1]] and any(marked.tokens[step].fold in _PAPERS for step in content[1:4]):
            return True  # "job descriptions", "reporting standards"
        return not plural(marked, nouns[-1] if marked.language == "en" else nouns[0]) and (
            len(content) > 1
            or planned(marked, content)
            or "compound" in tags[nouns[0]]
            or marked.language == "sv"
            and (tags[nouns[0]] & _THINGS or not tags[nouns[0]])
            and len(marked.tokens[nouns[0]].fold) >= _LONG
            or suffixed(marked, nouns[0])
        )
    return True


def _praised(marked: Marked, content: list[int], opener: int) -> bool:
    """ "Launch exciting news", "införa effektiva processer": so many as there may be, of a kind that only a taste could tell."""
    at = next((step for step in content[:3] if "quality" in marked.tags[step] and not _plain(marked, step)), -1)
    if at < 0 or at + 1 not in content or "determiner" in marked.tags[opener] or marked.tokens[at + 1].upper:
        return False
    head = at + 1
    while marked.language == "en" and head + 1 in content:
        head += 1
    return plural(marked, head) or marked.tokens[head].fold in _KINDS


def one_chosen(marked: Marked, content: list[int]) -> bool:
    """ "Välja leverantör till systemet": one of a kind, though nothing says which."""
    head = content[0]
    if plural(marked, head) or marked.tokens[head].fold in _INTANGIBLE or "quality" in marked.tags[head]:
        return False
    return len(content) == 1 or "preposition" in marked.tags[head + 1]


def _any_number(marked: Marked, content: list[int], words: list[int], weak: bool) -> bool:
    """ "Teckna avtal", "hire talented people", "flytta fokus": so many as there may be of a kind, or nothing that can be seen."""
    bare = [step for step in content if marked.tags[step].isdisjoint(_SAID)] or content
    if marked.language == "sv":
        stop = next((step for step in words if step > bare[0] and "preposition" in marked.tags[step]), words[-1] + 1)
        bare = [step for step in bare if step < stop]
    head = bare[-1]
    if marked.tokens[head].fold in _INTANGIBLE and (weak or not suffixed(marked, head)):
        return len(bare) == 1 or len(bare) == 2 and not marked.tokens[bare[0]].upper and marked.tokens[bare[0]].fold.endswith(_ADJECTIVES)
    last = max([step for step in content if step <= words[-1] and not marked.tokens[step].fold.endswith("ly")] or [head])
    if any(
        suffixed(marked, step) or "determiner" in marked.tags[step] for step in words if step > head and not _dating(marked, head, step)
    ):
        return False
    near = range(words[-1] + 1, min(words[-1] + _NEAR, len(marked.tokens)))
    if "[" in marked.source.folds or any(marked.tokens[step].upper for step in near):
        return False  # "avtal tecknat med Postnord"
    bare = [step for step in bare if marked.tokens[step].fold not in _BACK]
    plain = len(bare) == 1 or marked.language == "sv" and len(bare) == 2 and marked.tokens[bare[0]].fold.endswith(("a", "e"))
    kind = marked.tokens[head].fold in _KINDS or marked.language == "sv" and marked.tokens[head].fold.endswith(_MANY_OF)
    return plain and kind and (head == last or "preposition" in marked.tags[head + 1])


def _plain(marked: Marked, step: int) -> bool:
    """ "A clear plan", "ett tydligt årshjul": of a thing that is seen when it is there, that it is clear goes without saying."""
    return marked.tokens[step].fold in _PLAINLY and step + 1 < len(marked.tokens) and marked.tokens[step + 1].fold.endswith(_SEEN)


def _dating(marked: Marked, head: int, step: int) -> bool:
    """What stands behind a word of time: "kunder under våren"."""
    return any(fold in _TIMES for fold in marked.source.folds[head + 1 : step])


def plural(marked: Marked, index: int) -> bool:
    word = marked.tokens[index].fold
    if marked.language == "en":
        return word.endswith("s") and not word.endswith("ss")
    return word.endswith(("ar", "er", "or", *_MANY)) and len(word) > _SHORT


_MANY = ("moten", "anden", "enden", "arbeten", "omraden", "arenden", "avtalen")
"""Plurals that end as what is definite does: "möten", "erbjudanden"."""


def suffixed(marked: Marked, index: int) -> bool:
    """A Swedish noun that says itself which one is meant: "katalogen", "taket", "enkronorna"."""
    word = marked.tokens[index].fold
    return (
        marked.language == "sv"
        and len(word) > _SHORT
        and word.endswith(("en", "et", "an", "na", "yn", "kon", "sjon", "eln", "ern", "orn"))
        and not word.endswith(_MANY)
        and word not in _BORROWED
    )


_SHORT, _NEAR = 4, 7
_BORROWED = frozenset("modern intern extern koncern eastern western northern southern".split())
"""They end so by themselves."""
_TIMES = frozenset("under fore innan senast infor until before during".split())
_BACK = frozenset("tillbaka back emot in hem".split())
_MANY_OF = ("kunder", "medlemmar", "affarer", "samarbeten", "saljare", "kontakter", "gaster", "besokare")
"""Plurals that may stand behind what says of which kind: "hotellkunder"."""
_ADJECTIVES = ("ual", "ical", "ive", "ous", "able", "ful", "ellt", "iskt", "uellt", "ella", "iska")
_FEWER = frozenset("farre fewer fler more mindre less".split())
