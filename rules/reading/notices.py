"""What an English page says beside its goals: facts, terms, offers, merits and numbered steps, with nothing to reach (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.sentences import finite_verb

_FACTS, _PARTS, _CAPTIONS = both("telling", "facts"), both("telling", "parts"), both("telling", "captions")
_CAPTION_HEADS = frozenset(caption.partition(" ")[0] for caption in _CAPTIONS)
_TERMS, _TERM_DEEDS = both("telling", "terms"), both("telling", "term_deeds")
_MERITS, _PRAISED, _GOALS = both("telling", "merits"), both("telling", "praised"), both("telling", "goals_called")
_SHOWN, _FIT = both("telling", "shown_off"), both("telling", "fit")
_DONE, _DEED = frozenset(("sup", "part", "past")), frozenset(("inf", "imp"))
_FOLK = frozenset(("outsider", "anybody", "role_plurals"))
_WITH = frozenset("with under over aged between earning above below".split())
_COME = frozenset("come comes stem stems derive derives originate originates".split())
_OFFER = frozenset(("offer", "offers"))
_VERSUS = frozenset(("vs", "versus", "vs."))
_ENDS = frozenset("for that every to you your in i we with each any from about".split())
_MEETING = frozenset("meet meets gather gathers convene convenes".split())
_ABLE = frozenset("ability willingness capacity eagerness".split())
_PRESENT = frozenset(("pres", "inf", "have", "stative"))
_JUDGED = frozenset("vague bad weak wrong before unclear benchmark benchmarks baseline lead source results outcome outcomes".split())
_THEMES = frozenset("theme pillar area strand workstream".split())
_OPENING = frozenset("applications registration registrations bookings nominations admissions doors enrolment".split())
_OPENED = frozenset("open opens close closes".split())
_SHEETS = frozenset("minutes notes agenda transcript summary record".split())
_RANKS = frozenset("strategic key corporate annual quarterly team personal main overall operational individual our".split())
_TITLES = frozenset(
    "objective objectives goal goals priority priorities theme themes aim aims outcome outcomes target targets pillar pillars".split()
)
_ASKED, _WISHED = frozenset("what where how why".split()), frozenset("want need aim hope wish".split())
_BESIDE = frozenset("above below over under behind beyond".split())
_EXPECTED = frozenset("expected planned forecast anticipated hoped budgeted usual normal before".split())
_LASTS = frozenset(("lasts",))
_LONG, _NEAR = 9, 4


def noticed(it: Outlook, start: int) -> str:
    """ "heading", "advice", "description" or "report", or ""."""
    if it.marked.language != "en":
        return ""
    folds = it.marked.source.folds
    labelled = folds[1:2] == [":"] and folds[0] in _FACTS or folds[2:3] == [":"] and " ".join(folds[:2]) in _FACTS
    labelled = labelled and not (it.counted and folds[0] in _JUDGED)
    if labelled and not it.coming or _part(it, start):
        return "heading"
    if folds[start] in _CAPTION_HEADS and (
        " ".join(folds[start : start + 3]).rstrip(" .:") in _CAPTIONS
        or " ".join(folds[start:][:2]) in _CAPTIONS
        and len(folds) - start < _NEAR
    ):
        return "heading"
    if folds[start] in _OPENING and folds[start + 1 : start + 2] and folds[start + 1] in _OPENED and len(folds) - start < _LONG:
        return "description"
    if folds[start] in _SHEETS and folds[start + 1 : start + 2] == ["of"] and not it.counted:
        return "heading"
    if it.coming or it.prefixed:
        return ""
    if _paper(it, start):
        return "heading"
    if "aim" in it.tags[0]:
        return ""
    if _standing(it, start):
        return "report"
    if "modal" in it.marked.present and not _called(it, start):
        return ""
    against = not _VERSUS.isdisjoint(it.marked.source.words) and not (it.counted or it.bound or it.cycle)
    if against or _called(it, start) or _audience(it, start):
        return "heading"
    if _asked(it, start) or _shown(it, start):
        return "description"
    if (
        it.past
        and not it.amount
        and it.tags[start].isdisjoint(_DEED)
        and "verb" in it.tags[start]
        and "past" in it.tags[start]
        and (it.framed[min(start + 1, len(folds) - 1)] or it.framed[-1] or it.framed[-2] and folds[-1] == ".")
    ):
        return "report"  # "founded in 2012"
    if not it.bound and _come_from(it, start):
        return "report"
    own = it.tags[start]
    if "verb" in own and not own.isdisjoint(_DEED) and own.isdisjoint(_FOLK) and not any(tag.startswith("measure:") for tag in own):
        return ""
    if not it.bound and _lasts(it, start):
        return "description"
    finite = finite_verb(it.marked, it.framed, it.coming, start)
    if finite is None or finite <= start or it.tags[finite].isdisjoint(_PRESENT) and folds[finite] != "lasts":
        return ""
    return "description" if _stands(it, start, finite) else ""


def _lemma(it: Outlook, step: int) -> str:
    fold = it.tokens[step].fold
    return it.marked.lexis.lemmas.get(fold, fold)


def _part(it: Outlook, start: int) -> bool:
    """ "Step 3: set a deadline", "example 2: customer support team"; a whole target in an example is one."""
    folds = it.marked.source.folds
    if len(folds) < 3 or folds[0] not in _PARTS or it.coming:
        return False
    number = it.tokens[1].kind == "n" or "numeral" in it.tags[1] or folds[1] == "#"
    colon = next((step for step in range(2, min(5, len(folds) - 1)) if folds[step] in ":-"), -1)
    themed = folds[0] in _THEMES
    if themed and "verb" in it.tags[colon + 1] and not it.tags[colon + 1].isdisjoint(_DEED) and len(folds) > colon + 3:
        return False
    if folds[max(colon, 0)] == "-" and not themed:
        return False
    return number and colon > 0 and not any(q.first > colon and q.role in ("target", "by") and not q.words for q in it.quantities)


def _paper(it: Outlook, start: int) -> bool:
    """ "Minutes of the meeting", "strategic objective 4", "what we heard: …", "where we want to be"."""
    folds = it.marked.source.folds
    words = [fold for fold in folds[start:] if fold not in ".:"]
    if len(words) in (2, 3) and words[0] in _RANKS and words[1] in _TITLES:
        return len(words) == 2 or it.tokens[start + 2].kind == "n"
    if (
        folds[0] in _ASKED
        and len(folds) > 2
        and not it.tags[1].isdisjoint(("we", "you", "i"))
        or folds[0] in _ASKED
        and folds[1:2] == ["they"]
    ):
        return not it.counted and _WISHED.isdisjoint(folds[2:4]) or folds[0] == "where"
    return False


def _standing(it: Outlook, start: int) -> bool:
    """ "Below target", "better than expected": how it went."""
    folds = it.marked.source.folds[start:]
    if folds[-1] in ".!":
        folds = folds[:-1]
    if len(folds) == 2 and folds[0] in _BESIDE:
        return "budget" in it.tags[start + 1] or folds[1] in ("target", "plan", "budget", "forecast", "expectations")
    return (
        len(folds) >= 3 and folds[-2] == "than" and folds[-1] in _EXPECTED and ("verb" not in it.tags[start] or "quality" in it.tags[start])
    )


def _called(it: Outlook, start: int) -> bool:
    """ "25 sales goals every rep should have", "the 5 most important KPIs": how many of what an article tells."""
    folds = it.marked.source.folds
    at = start + (folds[start] in ("the", "our", "my"))
    if at + 1 >= len(folds) or it.tokens[at].kind != "n" and "numeral" not in it.tags[at]:
        return False
    for step in range(at + 1, min(at + _NEAR + 2, len(folds))):
        if folds[step] in _GOALS:
            after = folds[step + 1] if step + 1 < len(folds) else ""
            return (not after or after in _ENDS or it.tokens[step + 1].kind == "p") and not it.cycle
        if (
            it.tokens[step].kind != "w"
            or "preposition" in it.tags[step]
            or "verb" in it.tags[step]
            and "quality" not in it.tags[step]
            and step > at + 1
        ):
            return False
    return False


def _audience(it: Outlook, start: int) -> bool:
    """ "Small businesses with 10–50 employees", "first-time buyers under 30": who is meant, and how many nobody says."""
    if (
        it.tokens[start].kind == "n"
        or "verb" in it.tags[start]
        or not it.tags[start].isdisjoint(("numeral", "each", "determiner", "up", "down"))
    ):
        return False
    place = next((step for step in range(start + 1, min(start + _NEAR + 1, len(it.tokens))) if it.tokens[step].fold in _WITH), -1)
    if (
        place < 0
        or it.tags[place - 1].isdisjoint(_FOLK)
        or any("quality" in own and it.tokens[at].fold[-2:] == "er" for at, own in enumerate(it.tags[start:place], start))
    ):
        return False
    near = it.tokens[place + 1 : place + 5]
    if not any(token.kind == "n" for token in near) or any(q.kind == "share" for q in it.quantities):
        return False
    return not any(
        not own.isdisjoint(("be", "have", "modal", "past_be")) or "verb" in own and "pres" in own for own in it.tags[place + 1 :]
    )


def _asked(it: Outlook, start: int) -> bool:
    """ "Strong communication skills", "ability to work alone", "three years of experience": what an applicant is to have."""
    folds = it.marked.source.folds
    if folds[start] in _ABLE and folds[start + 1 : start + 2] == ["to"] or folds[start] == "fluent":
        return True
    if "experience" in folds[start + 1 :] and folds[folds.index("experience") - 1] == "of":
        return any("year" in fold for fold in folds[start : start + _LONG]) and "verb" not in it.tags[start]
    end = next((step for step in range(start + 1, min(start + _NEAR, len(folds))) if folds[step] in _MERITS), -1)
    return folds[start] in _PRAISED and end > 0 and not any("than" in own for own in it.tags)


def _shown(it: Outlook, start: int) -> bool:
    """ "Used by over 3,000 teams", "rated 4.8 on G2", "free for up to 5 users", "responsible for 40 key accounts"."""
    folds = it.marked.source.folds
    if start + 2 >= len(folds):
        return False
    if folds[start] in _FIT and folds[start + 1] == "for":
        return folds[start] != "available" or not it.normed
    if folds[start] not in _SHOWN or it.cycle or it.bound and not it.exceeding:
        return False
    return (
        folds[start + 1] in ("by", "for", "with")
        and (it.counted or folds[start + 2] in ("the", "you", "teams"))
        or (folds[start] in ("rated", "ranked") and it.tokens[start + 1].kind == "n")
    )


def _lasts(it: Outlook, start: int) -> bool:
    """ "The warranty covers five years", "the programme lasts 18 months"; "covers" and "runs" name things besides."""
    if "each" in it.tags[start] or "quality" in it.tags[start] or not (it.counted or it.frames):
        return False
    folds = it.marked.source.folds
    for step in range(start + 1, min(start + _NEAR, len(folds))):
        if folds[step - 1] in _TERMS and (_lemma(it, step) in _TERM_DEEDS or folds[step] in _LASTS) and folds[step].endswith("s"):
            return all(q.kind != "share" for q in it.quantities)
    return False


def _come_from(it: Outlook, start: int) -> bool:
    """ "Half of our leads come from referrals.": where a part of it comes from, told in a sentence; a point of a list wants it."""
    folds = it.marked.source.folds
    if folds[-1] != "." or it.cycle or not any(q.first <= start + 1 and q.value != 100 for q in it.quantities):
        return False
    return any(fold in _COME and folds[step + 1] == "from" for step, fold in enumerate(folds[:-1]))


def _stands(it: Outlook, start: int, finite: int) -> bool:
    """ "We offer 30 days of holiday", "the board meets in May", "reps make about 40 calls a day"."""
    folds = it.marked.source.folds
    if folds[finite] in _OFFER and not it.tags[finite - 1].isdisjoint(("we",)):
        return "each" not in it.marked.present
    if (
        folds[finite] in _MEETING
        and finite + 1 < len(folds)
        and (it.framed[finite + 1] or folds[finite + 1] in ("at", "on", "in") or "times" in folds[finite + 2 : finite + 3])
    ):
        return "each" not in it.tags[start] and not any(owner.kind == "person" for owner in it.owners)
    if it.bound or "each" in it.tags[start] or not it.tags[start].isdisjoint(("quality",)):
        return False
    near = next((q for q in it.quantities if q.first > finite and q.role == "target"), None)
    return near is not None and "about" in it.tags[near.first - 1] and folds[near.first - 1] != "some" and "nowadays" not in it.tags[start]
