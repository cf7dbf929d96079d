"""Measurable: could two people, at the end, agree whether it was reached? (rulebook §2)"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.criteria.bounds import plain
from rules.criteria.heads import heads_clause, sold
from rules.model import Measurable, Severity
from rules.reading import Measure, Quantity
from rules.reading.scales import comparable, factor_in, meant, value_in
from rules.reading.things import named_thing
from rules.rule import Case, Hit, hit, rule

_BARE = ("number", "count")


def judge(case: Case) -> Measurable:
    """Quantified by a number on what is wanted, a milestone by an end state or comparison, none, or open where a blank stands."""
    reading, goal = case.reading, case.goal
    if reading.core or goal.target is not None:
        return Measurable.QUANTIFIED
    if reading.blanks and any(blank.field in ("target", "measure") for blank in reading.blanks):
        return Measurable.OPEN
    if reading.comparisons or reading.deliverables:
        return Measurable.MILESTONE
    return Measurable.NONE


def unit_is_missing(case: Case) -> bool:
    """A bare number whose unit or measure cannot be told ("öka försäljningen med 10", "nå 500"). "NPS 60" has its measure."""
    if case.goal.unit or case.goal.metric:
        return False
    unnamed = [q for q in case.reading.core if q.unit is None and q.noun is None]
    if not unnamed or any(fold in _COUNTS or fold.endswith(_GRADES) for fold in case.reading.source.folds):
        return False
    return any(_bare(case, q) and not heads_clause(case, q) and not sold(case, q) for q in unnamed)


def _bare(case: Case, q: Quantity) -> bool:
    if q.unit is not None or q.noun is not None or q.placeholder or q.words or q.kind not in _BARE or q.rate == "day":
        return False
    tokens = case.reading.source.tokens
    if q.last + 1 < len(tokens) and tokens[q.last + 1].fold in ("of", "av", "/"):
        return False
    if _multiple(case, q):
        return False
    before = tokens[q.first - 1] if q.first else None
    if before is not None and before.fold == "(" and q.bound is not None and q.first > 1:
        return False  # "a list (50+)"
    if before is not None and before.fold in ("from", "fran") and any(other.noun and other.role == "by" for other in case.reading.core):
        return False  # "+18 accounts, from 102"
    if (
        before is not None
        and before.upper
        and before.kind == "w"
        and q.first > 1
        and not _of_measure(case, case.reading.source.starts[q.first - 1])
    ):
        return False
    measure = _told_of(case)
    if not _ROWS.isdisjoint(case.reading.source.words) and any(other.role == "baseline" for other in case.reading.quantities):
        return False
    if _beside(case, q) or q.first and _rate_of_its_own(case, q) or _sum_of_money(case, q):
        return False
    if measure is not None and q.role == "target" and measure.start in case.reading.source.starts[q.last + 1 : q.last + 5]:
        return False
    if (
        measure is None
        and q.role == "target"
        and (case.reading.changes or any(other.role == "baseline" for other in case.reading.quantities))
    ):
        return not _names_a_thing(case)
    if measure is not None and measure.id == "sustainability" and _many(case, measure.start, measure.end):
        return False  # "tjänsteresor från 310 till 150"
    if measure is None or measure.id in _MONEY:
        return True
    source = case.reading.source.text[measure.start : measure.end].casefold()
    if measure.id == "activity" and q.rate is not None and source in _SAYING_NOTHING:
        return True  # "the reps need 20 a week"
    if q.role == "by" and measure.id in _VOLUMES and not source.endswith(_MANY_ENDS):
        return True  # "pipeline by 20": pieces, money or per cent?
    if measure.id in _COUNTED and (q.rate is not None or source.endswith("ed")) and _heads_many(case, measure.end):
        return False
    if measure.id in _COUNTED and _many(case, measure.start, measure.end):
        return False
    return measure.id in _SHARES


def _heads_many(case: Case, end: int) -> bool:
    """ "Churned seats", "cancelled dental plans": the thing counted stands behind the measure."""
    source = case.reading.source
    behind = [fold for fold, start in zip(source.folds, source.starts, strict=True) if start > end][:2]
    return any(fold.endswith(_PLURALS[case.reading.language]) for fold in behind)


def _beside(case: Case, q: Quantity) -> bool:
    """ "15 boats sold in April (11 last year)", "…, last year gave 11": said beside a number that has what it counts."""
    folds = case.reading.source.folds
    inside = "(" in folds[: q.first] and ")" not in folds[folds.index("(") : q.first]
    before = folds[q.first - 1] if q.first else ""
    if before in _CLASSES:
        return True
    if not inside and before not in _WAS:
        return False
    return any(other.last < q.first and (other.noun or other.unit or _sum_of_money(case, other)) for other in case.reading.quantities)


def _rate_of_its_own(case: Case, q: Quantity) -> bool:
    """ "TRIR < 3.0", "LTIFR under 2,5": an abbreviation that no list knows is a measure to whoever writes it."""
    source = case.reading.source
    at = q.first - 1
    while at > 0 and (source.tokens[at].kind == "p" or source.folds[at] in _BOUNDS):
        at -= 1
    text = source.written(at)
    listed = case.reading.measure is not None and case.reading.measure.theme != "quality"
    return at < q.first - 1 and 3 <= len(text) <= 6 and text.isupper() and text.isalpha() and not listed


def _sum_of_money(case: Case, q: Quantity) -> bool:
    """ "Omsätta 3,5 miljoner", "raise 2 million": so many pieces are money, where the text speaks of money."""
    source, measure = case.reading.source, case.reading.measure
    if source.folds[q.last] not in _MILLIONS:
        return False
    return measure is not None and measure.id in _MONEY or not _EARNING.isdisjoint(source.words)


def _many(case: Case, start: int, end: int) -> bool:
    """The measure is named as things that can be counted: "uppsägningarna", "win-backs", "churned seats"."""
    words = [fold for fold, at in zip(case.reading.source.folds, case.reading.source.starts, strict=True) if start <= at < end]
    lost = case.reading.language == "sv" and len(words) > 1 and words[0].endswith(_LOST)
    return bool(words) and words[-1].endswith(_PLURALS[case.reading.language]) and not words[-1].endswith("ss") or lost


def _told_of(case: Case) -> Measure | None:
    """The measure, where it is no part of who answers for a from-to: "plans down from 48 to 36, owner: retention lead"."""
    measure, started = case.reading.measure, any(q.role == "baseline" for q in case.reading.quantities)
    if measure is not None and started and any(owner.start <= measure.start and measure.end <= owner.end for owner in case.reading.owners):
        return None
    return measure


def _multiple(case: Case, q: Quantity) -> bool:
    """ "Net debt to EBITDA under 3": one sum set against another has no unit."""
    folds = {token.fold for token in case.reading.source.tokens}
    return q.value is not None and q.value < _MANY_TIMES and not folds.isdisjoint(_OWED) and not folds.isdisjoint(_EARNED)


def _of_measure(case: Case, place: int) -> bool:
    measure = case.reading.measure
    return measure is not None and measure.start <= place < measure.end


def _names_a_thing(case: Case) -> bool:
    """An unlisted thing is counted in itself ("antalet kreditfakturor från 46 till 23")."""
    return named_thing(case.reading)


_COUNTS = (
    "antal",
    "antalet",
    "number",
    "ratio",
    "kvot",
    "kvoten",
    "users",
    "items",
    "score",
    "scores",
    "soliditet",
    "soliditeten",
    "visitors",
    "followers",
    "days",
    "dagar",
    "dso",
    "backlog",
    "queue",
    "waitlist",
    "ko",
    "kon",
    "arendeko",
    "arendekon",
    "telefonkon",
    "vantelista",
    "vantelistan",
)

_ROWS = frozenset(("account", "accounts", "client", "clients"))
"""Counted in themselves, of whatever else a from-to speaks: "the account base from 12 to 18"."""
_SAYING_NOTHING = frozenset(
    "need needs do does make makes reach reaches hit hits get gets ligga ligger nå når landa göra gör ha klara".split()
)
_VOLUMES = frozenset(("leads", "deals", "activity"))
_MANY_ENDS = ("s", "ar", "er", "or", "na", "mail", "prov", "avtal", "besök", "samtal", "order", "möten", "anbud", "offert")
"""How words end that name things counted in themselves; "kundbasen" and "pipeline" do not."""
_WAS = frozenset("var gav blev hade was gave were had".split())
_CLASSES = frozenset("arskurs arskurserna ak klass grade grades year ar".split())  # of a school
_BOUNDS = frozenset("under over below above pa at av of till to hogst minst max min maximum minimum".split())
_MILLIONS = frozenset("miljon miljoner million millions miljard miljarder billion mn mio".split())
_EARNING = frozenset(
    "raise raises earn earns save saves make makes samla samlar tjana tjanar spara sparar inbringa inbringar dra drar".split()
)
_GRADES = ("sattningsgrad", "sattningsgraden", "betyg", "betyget", "omdome", "omdomet", "rating", "ratings")
_MANY_TIMES = 20
_OWED = frozenset(
    "debt debts leverage gearing skuld skulder nettoskuld nettoskulden nettoskuldsattning skuldsattning skuldsattningsgrad".split()
)
_EARNED = frozenset("ebitda ebita ebit".split())

# Measures that need a unit to be understood; the others are counted in themselves ("NPS 60", "SQL 120").
_MONEY = frozenset(("funding", "revenue", "profit", "order_value", "product", "finance", "sustainability", "pipeline", "quota"))
_COUNTED = frozenset(("customer_value", "reach", "hit_rate", "service_level"))
_PLURALS = {"sv": ("arna", "erna", "orna", "ar", "or"), "en": ("s",)}
_LOST = ("da", "ade", "na")
"""How words for things lost end that stand before a neuter: "uppsagda abonnemang", "förlorade avtal"."""
_SHARES = frozenset(("margin", "hit_rate", "market_share", "service_level", "customer_value", "reach"))


def baseline_is_missing(case: Case) -> bool:
    """A change by an amount or factor, or a comparison with an earlier level, without the starting value."""
    reading = case.reading
    roles = [q.role for q in reading.core]
    if "by" not in roles and ("target" in roles or all(mention.kind != "earlier" for mention in reading.comparisons)):
        return False
    return case.goal.baseline is None and all(q.role != "baseline" for q in reading.quantities)


@rule("M002", criterion="measurable", severity=Severity.WARNING, section="2", guide="faq-5", verdict=("unit_missing", True))
def unit_missing(case: Case) -> Iterator[Hit]:
    """A bare number whose unit or measure cannot be told."""
    if case.judged.unit_missing:
        for q in case.reading.core:
            if _bare(case, q) and not heads_clause(case, q) and not sold(case, q):
                yield hit(q, number=case.reading.source.quote(q.start, q.end))
                return


@rule("M003", criterion="measurable", severity=Severity.NOTE, section="2", guide="faq-4", verdict=("baseline_missing", True))
def baseline_missing(case: Case) -> Iterator[Hit]:
    """A change by an amount or factor without the value it starts from."""
    if case.judged.baseline_missing:
        place = next((q for q in case.reading.core if q.role == "by"), None) or case.reading.comparisons[0]
        yield hit(place, amount=case.reading.source.quote(place.start, place.end))


@rule("M004", criterion="measurable", severity=Severity.NOTE, section="2", guide="faq-5", fact="quantities")
def placeholder(case: Case) -> Iterator[Hit]:
    """A writer's stand-in for a number, such as "XX %"."""
    for q in case.reading.quantities:
        if q.placeholder:
            yield hit(q, words=case.reading.source.quote(q.start, q.end))
            return


@rule("M005", criterion="measurable", severity=Severity.NOTE, section="2", guide="faq-5", verdict=("measurable", Measurable.MILESTONE))
def comparison(case: Case) -> Iterator[Hit]:
    """A comparison with an observable level whose figure is not given."""
    if case.judged.measurable is Measurable.MILESTONE and case.reading.comparisons and not case.judged.baseline_missing:
        mention = case.reading.comparisons[0]
        yield hit(mention, words=mention.key)


@rule("M006", criterion="measurable", severity=Severity.WARNING, section="2", guide="faq-5", given="target")
def target_contradiction(case: Case) -> Iterator[Hit]:
    """The goal's target field says another number than its text."""
    stated = [q for q in case.reading.core if q.role == "target" and q.value is not None and not q.words]
    if case.goal.target is not None and stated and not any(_agrees(case, q, case.goal.target) for q in stated):
        yield _contradiction(case, stated[0], case.goal.target)


@rule("M007", criterion="measurable", severity=Severity.NOTE, section="2", guide="faq-4", given="baseline")
def baseline_contradiction(case: Case) -> Iterator[Hit]:
    """The goal's baseline field says another number than its text."""
    stated = [q for q in case.reading.quantities if q.role == "baseline" and q.value is not None and not q.words]
    if case.goal.baseline is not None and stated and not any(_agrees(case, q, case.goal.baseline) for q in stated):
        yield _contradiction(case, stated[0], case.goal.baseline)


def _agrees(case: Case, q: Quantity, field: Decimal) -> bool:
    """A number of the text says what a field does, in its unit; of two things that cannot be compared nobody can tell."""
    unit = case.goal.unit
    if not comparable(q, unit):
        # "42 %" and 42 kr are meant to be one number.
        return q.value != field
    words = unit or meant(field, q, case.reading.source.quote(q.start, q.end))
    return field in (value_in(q, words), None if q.upper is None else q.upper / factor_in(q, words))


def _contradiction(case: Case, q: Quantity, field: Decimal) -> Hit:
    return hit(q, field=f"{plain(field)} {case.goal.unit or ''}".rstrip(), words=case.reading.source.quote(q.start, q.end))


RULES = (unit_missing, baseline_missing, placeholder, comparison, target_contradiction, baseline_contradiction)
