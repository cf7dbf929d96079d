"""Texts without a finite verb: a heading or theme, or a wanted change, state or number (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.merits import did
from rules.reading.openings import done, entitled
from rules.reading.outlook import Outlook
from rules.reading.passives import unlisted_past
from rules.reading.pasts import told_alone
from rules.reading.prospects import awaited, directed
from rules.reading.rubrics import against_budget, done_with, heading_for, labelled
from rules.reading.sentences import is_year
from rules.reading.vows import in_short

_OUTCOMES = both("wording", "attained")
_SHORT = 6
_YEAR = 360
_NEW = frozenset(("indefinite", "one_thing"))
_DRAFTS = frozenset(("draft", "version", "utkast"))
_NONE = frozenset("noll inga inget zero no".split())
_COUNTS = frozenset("antal andel genomsnittlig genomsnittligt share number average".split())
_OF = frozenset("of is was per in by".split())
_TITLES = frozenset(("meta", "aim", "title", "prefix_skip", "preposition", "functions", "teams"))


def titled(it: Outlook) -> bool:
    """ "Objective 2", "Goals for the coming year": nothing but the word goal, a number and a time."""
    if "labels" in it.marked.present and labelled(it):
        return True
    if it.marked.present.isdisjoint(_TITLES):
        return False
    words: list[int] = []
    for index, token in enumerate(it.tokens):
        if token.kind == "w" and not it.framed[index]:
            words.append(index)
            if it.amount and len(words) > 1:
                return False
    if not words or _followed(it) or heading_for(it, words[0]):
        return False
    content = [index for index in words if "function" not in it.tags[index] or "prefix_skip" in it.tags[index]]
    named = {step for owner in it.owners for step in range(owner.first, owner.last + 1)}
    titled = all(it.tags[index] & _TITLES or index in named and it.tags[content[0]] & _TITLES for index in content) and not any(
        it.tags[index] & {"verb", "be", "modal"}
        and "aim" not in it.tags[index]
        and not ("functions" in it.tags[index] and index != words[0])
        for index in words
    )
    return bool(content) and titled


def _followed(it: Outlook) -> bool:
    """ "Mål: fler kunder": something wanted stands behind the word goal."""
    colon = next((step for step, token in enumerate(it.tokens) if token.fold == ":"), -1)
    return colon > 0 and any(tags & {"quality", "change_noun"} for tags in it.tags[colon + 1 :])


def pictured(it: Outlook, start: int) -> bool:
    """ "A town where people thrive", "Att mäta är viktigt", "Sälj är en lagsport": how things are, with nothing to reach."""
    if it.counted or it.coming or "modal" in it.marked.present or "aim" in it.marked.present:
        return False
    head = it.tags[start] if start < len(it.tags) else frozenset()
    early = range(start + 1, min(start + 5, len(it.tokens)))
    if "determiner" in head and any("where" in it.tags[step] for step in early):
        return True
    beings = (
        step
        for step in range(start + 2, len(it.tokens))
        if it.marked.has(step, "be") and not is_year(it.marked, step) and "å" not in it.marked.source.written(step).casefold()
    )
    if it.tokens[start].fold in ("att", "to") and any(beings):
        return not any("subordinate" in it.tags[step] for step in range(start + 2, len(it.tokens)))
    return "verb" in head and it.marked.has(start + 1, "be") and not it.tags[start + 1] & {"determiner"}


def _over_and_over(it: Outlook, start: int) -> bool:
    """ "Dealer news every other week": several of a thing, and how often behind them."""
    frame = next(frame for frame in it.frames if frame.kind == "cycle")
    if frame.first <= start + 1 or it.tokens[frame.first].fold not in ("every", "each", "varje", "varannan"):
        return False
    noun = it.tokens[frame.first - 1].fold
    return noun.endswith("s" if it.marked.language == "en" else ("er", "ar", "or", "en", "mail", "brev", "inlagg"))


def _listed(it: Outlook, start: int) -> bool:
    """ "Customer focus, growth, joy": things in a row, each by its name alone."""
    words = 0
    commas = 0
    if it.counted:
        return False  # "fyra besök/vecka/säljare"
    for token in it.tokens[start:]:
        if token.kind == "n":
            return False
        if token.fold in ",/|." or token.fold in ("och", "and", "&"):
            commas += 1
            words = 0
        elif token.kind == "w":
            words += 1
        if words > 2:
            return False
    return commas >= 2 and not any(tags & {"quality", "amount", "part"} for tags in it.tags[start:]) and not it.coming


def _getting(it: Outlook, start: int) -> bool:
    """ "Getting dentists to try our app", "having a calmer inbox": a result, by what is done for it."""
    head = it.tags[start]
    if it.marked.language != "en" or not it.tokens[start].fold.endswith("ing") or not head & {"ing"} or len(it.tokens) - start < 3:
        return False
    after = it.tags[start + 1]
    moved = any(token.fold == "to" and it.marked.has(step + 1, "inf") for step, token in enumerate(it.tokens) if step > start + 1)
    return (
        moved or bool(head & {"reach", "up", "down", "deliver"}) and bool(after & {"determiner", "each", "quality"}) and "meta" not in after
    )


def _towards(it: Outlook, noun: int) -> bool:
    """ "Expansion till Tyskland", "growth into Poland": where to."""
    return noun + 2 < len(it.tokens) and it.tokens[noun + 1].fold in ("till", "into", "to", "mot", "towards")


def _of_short_past(it: Outlook) -> bool:
    """ "NPS in March: 41" tells; a number of a whole year or "by" a day was wanted, then or now, and so is more than "last year"."""
    if it.coming:
        return False
    return any(frame.kind == "deadline" and frame.begin is not None and (frame.days or 0) < _YEAR for frame in it.past_frames())


def _verbal(it: Outlook, start: int) -> bool:
    """A verb in the past or present may stand in it after all, listed or not."""
    for step in range(start, len(it.tokens)):
        tags, token = it.tags[step], it.tokens[step]
        if it.framed[step] or token.kind != "w":
            continue
        if "verb" in tags and tags & {"past", "pres"} and not any(tag.startswith("measure:") for tag in tags):
            return True
        if not tags and step > start and token.fold.endswith("ed" if it.marked.language == "en" else ("ade", "ades", "tes", "des")):
            return True
    return False


def _onward(it: Outlook) -> bool:
    """ "Om cirka 30 % från och med år 2025": what holds from a day on."""
    return any(
        token.fold in ("from", "fr.o.m", "from") or token.fold == "fran" and it.marked.has(step + 1, "conjunction")
        for step, token in enumerate(it.tokens)
    )


def _rising(it: Outlook) -> bool:
    """ "Andel ökad", "share up": more or less of it, not only what is counted ("andel nöjda kunder")."""
    return any(
        "change_noun" in tags or "quality" in tags and token.fold.endswith(("are", "kad", "kade", "er", "more", "less"))
        for token, tags in zip(it.tokens, it.tags, strict=True)
    )


def verbless(it: Outlook, start: int) -> str:
    """A heading, unless a number, a quality, a change or something done says what is wanted."""
    if it.tokens[start].fold == "share" and len(it.tokens) > start + 2 and it.tokens[start + 1].fold not in _OF:
        return ""  # "share help content on social media"
    if not it.amount and (it.tokens[start].fold in _COUNTS or _parted(it, start)) and not _rising(it):
        return "heading"  # "Antal anställda per 31 december"
    if told_alone(it, start) or unlisted_past(it, start):
        return "report"
    if done_with(it, start):
        return "heading"
    if heading_for(it, start) or in_short(it, start):
        return ""
    if "already" in it.marked.present and it.tags[start] & {"we", "i"} and not it.coming:
        return "description"
    if any(it.tokens[step].kind == "n" and it.tokens[step - 1].fold in _DRAFTS for step in range(start + 1, len(it.tokens))):
        return "heading"  # "sales plan 2027, draft 2"
    if not it.amount and _settled(it, start):
        return "heading"
    if against_budget(it) or not it.coming and (_gauged(it, start) or _attained(it, start)) or _over(it, start):
        return "report"
    if _numbered(it, start) or _listed(it, start):
        return "heading"
    if _getting(it, start):
        return ""
    if start < len(it.tags) and "ing" in it.tags[start] and "verb" in it.tags[start] and (it.coming or it.amount):
        return ""  # "making the centre free of cars by 2030"
    if did(it, start):
        return "report"
    if it.amount:
        told = it.past and not it.coming if _verbal(it, start) else _of_short_past(it)
        return "report" if told and not it.bound and not _onward(it) else ""
    for hit in it.marked.hits:
        if (
            hit.tag in ("state", "change_noun")
            and hit.first >= start
            and (len(it.tokens) > 3 or hit.tag == "state" or _towards(it, hit.last))
        ):
            return ""
        if hit.tag in ("quality", "amount") and hit.first >= start and hit.first <= start + 2 and len(it.tokens) >= 2:
            return ""
        if hit.tag == "deed_noun" and hit.first <= start + 2 and hit.last + 2 < len(it.tokens):
            return ""  # "lansering av tjänsten"
        if hit.tag in ("up", "down", "deliver") and hit.first >= start and it.tags[hit.first] & {"sup", "part", "ing"}:
            if _named_doing(it, start, hit.first):
                continue
            return "heading" if _goals_set(it, start, hit.first) else ""
    if it.cycle and _over_and_over(it, start):
        return ""
    if any("than" in tags and it.tags[step - 1] & {"quality", "amount"} for step, tags in enumerate(it.tags) if step > start):
        return ""  # "en skuld som är lägre än eget kapital"
    if it.marked.all("bounding"):
        return ""  # "nettoskuld understigande eget kapital"
    if awaited(it, start):
        return ""
    if entitled(it.marked, start) or done(it.marked, start, it.framed):
        return ""
    if (
        it.prefixed
        and len(it.tokens) > 4
        or it.coming
        and (
            it.owners
            or (any("outward" in tags or tags >= _NEW for tags in it.tags[start:]) or it.tokens[start].fold in ("a", "an", "en", "ett"))
        )
    ):
        return ""  # a new thing, or one that goes out, by a day: "ny hemsida i mars", "catalogue out by May"
    return "" if any(own & {"market", "budget"} for own in it.tags) and any("level_with" in own for own in it.tags) else "heading"


def _named_doing(it: Outlook, start: int, doing: int) -> bool:
    """ "Territory planning FY27": a doing that ends its own name, with nothing that it is done to."""
    if doing <= start or "ing" not in it.tags[doing] or it.tags[doing] & {"sup", "deed_noun"}:
        return False
    if it.tokens[doing - 1].kind != "w" or it.tags[doing - 1] & {"verb", "preposition", "conjunction", "quality"}:
        return False
    return all(it.framed[step] or it.tokens[step].kind == "p" for step in range(doing + 1, min(doing + 2, len(it.tokens))))


def _parted(it: Outlook, start: int) -> bool:
    """ "Sales per rep, week 46": a measure and what it is broken up by."""
    return start + 2 < len(it.tokens) and it.tokens[start + 1].fold == "per" and not directed(it, start) and it.tokens[start].kind == "w"


def _settled(it: Outlook, start: int) -> bool:
    """ "Our financial targets as set in November": the goals themselves, and who set them when."""
    place = next((step for step in range(start, min(start + _SHORT, len(it.tags))) if it.tags[step] & {"meta", "goal_words"}), -1)
    if place < 0 or place + 2 >= len(it.tokens):
        return False
    return it.tokens[place + 1].fold in ("as", "som") and "past" in it.tags[place + 2]


def _goals_set(it: Outlook, start: int, verb: int) -> bool:
    """ "Our financial targets as set in November": the goals themselves are what was set."""
    return any(tags & {"meta", "aim"} for tags in it.tags[start:verb]) and not it.amount


def _gauged(it: Outlook, start: int) -> bool:
    """ "Progress 60 %", "Score: 0.7": where things stand."""
    first = next((step for step, token in enumerate(it.tokens) if token.kind == "w"), 0)
    if "gauge" not in it.tags[first] or first + 1 >= len(it.tokens):
        return False
    if ":" in it.marked.source.folds[first + 1 : first + 4]:
        return True
    return it.tokens[first + 1].fold == ":" or it.tokens[first + 1].kind == "n" and "verb" not in it.tags[first]


def _over(it: Outlook, start: int) -> bool:
    """ "Done.", "Completed in March": a state of nothing in particular."""
    words = [step for step in range(start, len(it.tokens)) if it.tokens[step].kind == "w" and not it.framed[step]]
    return (
        bool(words)
        and all("state" in it.tags[step] or "function" in it.tags[step] and "preposition" in it.tags[step] for step in words)
        and not it.amount
        and not it.prefixed
        and not (it.coming and not any("verb" in it.tags[step] for step in words))
    )


def _attained(it: Outlook, start: int) -> bool:
    """ "Missed by 2 %", "partly achieved": what came of a goal."""
    for step in range(start, min(start + 2, len(it.tokens))):
        if "verb" in it.tags[step]:
            if step > start and it.tokens[step - 1].fold in _NONE:
                return False  # "noll missade förnyelser"
            lemma = it.marked.lexis.lemmas.get(it.tokens[step].fold)
            return lemma in _OUTCOMES and not it.tags[step] & {"inf", "imp", "pres", "ing"}
    return False


def _numbered(it: Outlook, start: int) -> bool:
    """ "Theme 1: Growth and learning": a numbered heading, which says no more than what is under it."""
    if start < 3 or it.tokens[start - 1].fold != ":" or it.tokens[start - 2].kind != "n":
        return False
    if not any(tags & {"title", "aim", "prefix_skip"} for tags in it.tags[: start - 2]):
        return False
    rest = range(start, len(it.tokens))
    alone = len(rest) == 1 and it.tokens[start].fold.endswith("ing")  # "goal 3: housing"
    plain = alone or not any(it.tags[step] & {"verb", "up", "down", "state"} and "noun" not in it.tags[step] for step in rest)
    return plain and len(rest) <= _SHORT and not any(q.first >= start for q in it.quantities)
