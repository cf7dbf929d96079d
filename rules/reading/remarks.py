"""Running text in English that speaks of goals and plans, of what "we" did, or to a reader: of a page, not of its list (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_GOAL_SETTING, _PAPERS = both("telling", "goal_setting"), both("wording", "paper")
_THEY = frozenset("they these those it's that's there's he she".split())
_ACTORS = frozenset("we i they he she".split())
_JOINS = frozenset("and but so then".split())
_GOALS = frozenset(("meta", "goal_words"))
_NOW = frozenset(("pres", "inf", "have", "be"))
_DEED = frozenset(("inf", "imp"))
_EACH = frozenset("each every".split())
_SMART = frozenset("specific measurable achievable attainable relevant realistic time-bound timely timebound time".split())
_HENCE = frozenset("therefore thus hence consequently accordingly however moreover furthermore nevertheless nonetheless meanwhile".split())
_SETTING = frozenset("set write define choose make create formulate".split())
_PLAIN = frozenset(
    """clear focused specific realistic measurable ambitious challenging meaningful achievable smart concrete stretch actionable better
    good""".split()
)
_SAMPLES = frozenset("examples example templates template benchmarks tips steps questions points".split())
_OURS = frozenset("we our my i us".split())
_SORTS = frozenset(
    "performance sales team company employee customer service clear stretch smart work training development business".split()
)
_QUOTES = frozenset("\"'")
_OPENERS = frozenset("that which who".split())
_TODAY = frozenset("today now next first here".split())
_COVERING = frozenset("focus look discuss cover talk explore learn see examine go".split())
_A_GOAL = (["a", "goal"], ["a", "target"], ["an", "objective"], ["an", "okr"], ["a", "kpi"])
_LAID = frozenset("sets set lays lay spells maps".split())
_NUMBER = frozenset("number amount share proportion majority handful".split())
_PUBLISHING = frozenset(
    "publish publishes review reviews produce produces prepare prepares adopt adopts issue issues update updates report reports".split()
)
_NEAR, _FAR = 4, 9
_CLUBS = both("telling", "firms") | both("telling", "folk")
_SHOULD, _WILL = frozenset(("should", "must")), frozenset(("will", "can", "should"))
_GOOD = frozenset(
    "good great successful strong effective clear simple high-performing smart winning top solid well-written healthy".split()
)


def remarked(it: Outlook, start: int) -> str:
    """ "heading", "report", "advice", "description" or "background", or ""."""
    if it.marked.language != "en" or len(it.tokens) < 3:
        return ""
    folds = it.marked.source.folds
    if folds[-1] == ":" and not (it.counted or it.coming) and "aim" not in it.tags[0]:
        return "heading"  # "at the start of each month, in our meeting:"
    if start + 1 >= len(folds):
        return ""  # "CRO: increase"
    modal = "modal" in it.marked.present
    if not _ACTORS.isdisjoint(it.marked.source.words) and "aim" not in it.tags[start] and _did(it, start):
        return "report"
    if folds[start] in _THEY and not it.prefixed and _goes_on(it, start):
        return "background"
    if not it.counted and (_to_a_reader(it, start) or folds[start] in _HENCE and not it.coming):
        return "advice"
    if not it.coming and (_ordered(it, start) or _of_goals(it, start) or not it.counted_thing and _told_of_doing(it, start)):
        return "advice"
    if not (it.counted or it.coming) and _taught(it, start):
        return "advice"
    if not modal and _back_then(it, start):
        return "report"
    if it.prefixed:
        return ""
    if not (it.counted or it.coming) and (_demonstrated(it, start) or _played(it, start)):
        return "background"
    if _each_goal(it, start) or _set_well(it, start):
        return "advice"
    if folds[0] == "a" and folds[2:4] == ["number", "of"] and not (it.coming or modal) or _laid_out(it, start) or _by_rote(it, start):
        return "description"
    return ""


def _taught(it: Outlook, start: int) -> bool:
    """ "A strong plan is not written by one person", "clubs should not feel obliged to plan", "every successful club has …"."""
    folds, tags = it.marked.source.folds, it.tags
    if it.bound or not _OURS.isdisjoint(folds[: start + _FAR]) or it.ours():
        return False
    if folds[start] == "ideally" and not _SHOULD.isdisjoint(folds):
        return True
    if "ing" in tags[start] and any(folds[step : step + 3] == ["does", "not", "need"] for step in range(start + 1, len(folds))):
        return True
    if folds[start] in _EACH and folds[start + 1] in _GOOD:
        return any("have" in own or "be" in own or "pres" in own for own in tags[start + 2 : start + _FAR])
    near = range(start + 1, min(start + _NEAR + 2, len(folds) - 2))
    if folds[start] in ("a", "an") and folds[start + 1] in _GOOD:
        return any(folds[step] in _WILL or "be" in tags[step] and folds[step + 1] == "not" for step in near)
    if folds[start] in ("a", "an"):
        return any("be" in tags[step] and folds[step + 1] == "not" for step in near)
    return folds[start] in _CLUBS and folds[start + 1 : start + 3] == ["should", "not"]


def _did(it: Outlook, start: int) -> bool:
    """ "In our plan for 2019 we successfully completed 79 %": a past of we, they or he, where no participle can stand."""
    folds = it.marked.source.folds
    for step in range(start, len(folds) - 2):
        if folds[step] not in _ACTORS:
            continue
        if step > start and it.tokens[step - 1].kind != "p" and not it.framed[step - 1] and folds[step - 1] not in _JOINS:
            continue
        verb = step + 1 + folds[step + 1].endswith("ly")
        own = it.tags[verb] if verb < len(folds) else frozenset[str]()
        if "verb" in own and "past" in own and own.isdisjoint(("inf", "pres", "modal")) and "subordinate" not in it.tags[start]:
            modals = [hit.first for hit in it.marked.all("modal")]
            return all(modal > verb and not _OPENERS.isdisjoint(folds[verb:modal]) for modal in modals)
    return False


def _goes_on(it: Outlook, start: int) -> bool:
    """ "They should be structured as …", "it's a running joke": of what was named before."""
    own = it.tags[start + 1]
    if it.tokens[start].fold.endswith("'s"):
        return not (it.counted or it.coming or "aim" in it.marked.present or "ing" in own or "modal" in it.marked.present)
    if it.tokens[start].fold in ("these", "those") and own.isdisjoint(("be", "modal", "have")) and "verb" not in own:
        return False
    return "modal" in own or "verb" in own or not own.isdisjoint(_NOW)


def _to_a_reader(it: Outlook, start: int) -> bool:
    """ "Your objective is where you want to be", "if it is full, you must …", "you want focus, so aim for few OKRs"."""
    if it.coming and "your_goals" not in it.marked.present and "yours" not in it.tags[start]:
        return False
    folds = it.marked.source.folds
    if "yours" in it.tags[start] and not it.tags[start + 1].isdisjoint(_GOALS) and "be" in it.marked.present:
        return True
    if folds[0] in _SMART and ":" in folds[1:4] and not it.marked.present.isdisjoint(_GOALS | {"you"}):
        return True
    if it.coming:
        return False
    if folds[start] in _TODAY and folds[start + 1] in _ACTORS and folds[start + 3 : start + 4] and folds[start + 3] in _COVERING:
        return True
    named = it.tags[start].isdisjoint(("inf", "imp", "you")) and "aim" not in it.marked.present
    if "yours" in it.marked.present and named and _OURS.isdisjoint(folds):
        return True  # "a framework called SMART can be your guide"
    for hit in it.marked.all("modal"):
        if folds[hit.first - 2 : hit.first] in _A_GOAL:
            return True  # "a goal should …"
        if hit.first > start + 1 and "you" in it.tags[hit.first - 1] and "verb" not in it.tags[start] and not it.cycle:
            return True
    return False


def _ordered(it: Outlook, start: int) -> bool:
    """ "Publish the targets in your runbook", "use these examples as templates", "set a short list of KPIs and hold …"."""
    folds, own = it.marked.source.folds, it.tags[start]
    if "verb" not in own or own.isdisjoint(_DEED) or "reach" in own or it.counted_thing:
        return False
    if folds[start + 1] in _EACH and not it.tags[min(start + 2, len(folds) - 1)].isdisjoint(_GOALS):
        return True  # "open each goal and update the field"
    if folds[start] in ("use", "take", "follow") and folds[start + 1] in ("these", "this", "the") and folds[start + 2] in _SAMPLES:
        return True
    goals = next((step for step in range(start + 1, len(folds)) if not it.tags[step].isdisjoint(_GOALS | {"counted_goals"})), -1)
    if goals > 0 and "yours" in it.marked.present and own.isdisjoint(("up", "down")):
        return True
    if folds[start] not in _SETTING or not 0 < goals < start + _FAR or goals + 2 >= len(folds) or folds[goals + 1] != "and":
        return False
    return "verb" in it.tags[goals + 2] and not it.tags[goals + 2].isdisjoint(_DEED)


def _of_goals(it: Outlook, start: int) -> bool:
    """ "Strong goals motivate people", "without such goals, growth will be slow": goals in general do, are or need something."""
    folds = it.marked.source.folds
    head = next((step for step in range(start, min(start + _NEAR + 2, len(folds) - 1)) if not it.tags[step].isdisjoint(_GOALS)), -1)
    if head < 0 or it.counted_thing or not folds[head].endswith("s") or not _OURS.isdisjoint(folds[start:head]):
        return False
    if folds[start] == "without":
        return "modal" in it.marked.present or any("be" in own for own in it.tags[head + 1 :])
    before = (own for at, own in enumerate(it.tags[start:head], start) if "quality" not in own and folds[at] not in _SORTS)
    if any("verb" in own or "preposition" in own for own in before):
        return False
    own = it.tags[head + 1]
    if "modal" not in own and own.isdisjoint(_NOW):
        return not own and folds[head + 1].endswith("s") and it.tokens[head + 1].kind == "w"
    return all(tags.isdisjoint(("reach",)) or "be" in tags for tags in it.tags[head + 2 : head + 5]) and "sup" not in own


def _told_of_doing(it: Outlook, start: int) -> bool:
    """ "By setting clear goals, employees can align", "an effective way to … is by …", "you commit to …": how to go about goals."""
    folds = it.marked.source.folds
    goals = not it.marked.present.isdisjoint(_GOALS)
    if folds[start] == "by" and folds[start + 1].endswith("ing") and _OURS.isdisjoint(folds):
        return "," in folds and ("modal" in it.marked.present or "can" in folds)
    if folds[start] in ("a", "the", "one", "another") and "way" in folds[start + 1 : start + 5]:
        return any("be" in own for own in it.tags[start + 4 :]) and _OURS.isdisjoint(folds)
    if goals and "such" in folds and any(fold in _QUOTES for fold in folds) and "verb" in it.tags[start]:
        return True
    return goals and "you" in it.marked.present and _OURS.isdisjoint(folds)


def _back_then(it: Outlook, start: int) -> bool:
    """ "During 2018, our committee spent time …": a time that is over opens the text, and a past follows."""
    frame = next((frame for frame in it.past_frames() if frame.first == start and frame.begin), None)
    if frame is None or frame.last + 2 >= len(it.tokens):
        return False
    return any("past" in own and own.isdisjoint(("inf", "pres", "sup")) or "past_be" in own for own in it.tags[frame.last + 1 :])


def _demonstrated(it: Outlook, start: int) -> bool:
    """ "This level of detail eliminates ambiguity": what was named before does something."""
    folds = it.marked.source.folds
    if folds[start] not in ("this", "these", "such") or it.framed[start] or it.ours() or not it.marked.present.isdisjoint(("modal", "aim")):
        return False
    return any("verb" in own and "pres" in own and "inf" not in own for own in it.tags[start + 2 : start + _NEAR + 2])


def _played(it: Outlook, start: int) -> bool:
    """ "Each part plays a crucial role in …"."""
    folds = it.marked.source.folds
    if "verb" in it.tags[start] and not it.tags[start].isdisjoint(_DEED):
        return False
    for step in range(start + 1, len(folds) - 2):
        if folds[step] in ("play", "plays") and "role" in folds[step + 1 : step + 5]:
            return not any(not own.isdisjoint(("modal", "we", "i")) for own in it.tags[start:step]) and folds[step - 1] != "to"
    return False


def _each_goal(it: Outlook, start: int) -> bool:
    """ "Each company OKR has many sub-OKRs", "each team should identify their top objective"."""
    folds = it.marked.source.folds
    if folds[start] not in _EACH or it.counted_thing or it.coming:
        return False
    near = range(start + 1, min(start + _NEAR + 1, len(folds) - 1))
    head = next((step for step in near if not it.tags[step].isdisjoint(_GOALS)), -1)
    if head > 0:
        own = it.tags[head + 1]
        return "modal" in own or not own.isdisjoint(("have", "be")) or "verb" in own and "pres" in own
    modal = next((step for step in near if "modal" in it.tags[step]), -1)
    if modal < 0:
        return False
    rest = range(modal + 1, min(modal + _FAR, len(folds)))
    set_up = any(folds[step] in _GOAL_SETTING or folds[step] in ("identify", "have") for step in rest)
    return set_up and any(not it.tags[step].isdisjoint(_GOALS) for step in rest) and all("reach" not in it.tags[step] for step in rest)


def _set_well(it: Outlook, start: int) -> bool:
    """ "Set focused objectives and measurable key results": how to set them, and none is set."""
    folds = it.marked.source.folds
    if folds[start] not in _SETTING or it.counted_thing or it.ours():
        return False
    at = start + 1 + (folds[start + 1] in ("a", "an", "your"))
    if at + 1 >= len(folds) or folds[at] not in _PLAIN:
        return False
    return any(not it.tags[step].isdisjoint(_GOALS) for step in range(at + 1, min(at + _NEAR, len(folds))))


def _laid_out(it: Outlook, start: int) -> bool:
    """ "The council plan sets out the vision for the next four years"."""
    folds = it.marked.source.folds
    for step in range(start + 1, min(start + _FAR, len(folds) - 1)):
        if folds[step] in _LAID and folds[step + 1] == "out" and folds[step - 1] in _PAPERS:
            return True
    return False


def _by_rote(it: Outlook, start: int) -> bool:
    """ "Each year we publish a business plan": papers that come round."""
    folds = it.marked.source.folds
    frame = next((frame for frame in it.frames if frame.kind == "cycle" and frame.first == start), None)
    if frame is None or it.counted or "modal" in it.marked.present:
        return False
    verb = next((step for step in range(frame.last + 1, min(frame.last + _NEAR + 1, len(folds))) if folds[step] in _PUBLISHING), -1)
    return verb > 0 and any(folds[step] in _PAPERS for step in range(verb + 1, min(verb + _NEAR + 2, len(folds))))
