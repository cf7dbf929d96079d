"""Accepted, ownership: who answers for it? (rulebook §3)"""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Ownership, Severity
from rules.reading import Mention
from rules.reading.text import fold, tokenize
from rules.rule import Case, Hit, hit, rule

_NAMED = ("person", "writer", "role", "each")


def judge(case: Case) -> Ownership:
    """The owner field outweighs the text; then named before team before diffuse."""
    if case.goal.owner is not None and case.goal.owner.strip():
        return of_field(case.goal.owner, case)
    if case.reading.blanks and any(blank.field == "owner" for blank in case.reading.blanks):
        return Ownership.OPEN
    return of_mentions(case.reading.owners)


def of_mentions(owners: tuple[Mention, ...]) -> Ownership:
    """The best owner among those mentioned."""
    if not owners:
        return Ownership.NONE
    kinds = {owner.kind for owner in owners}
    if not kinds.isdisjoint(_NAMED):
        return Ownership.NAMED
    if "team" in kinds:
        return Ownership.TEAM
    return Ownership.DIFFUSE if "diffuse" in kinds else Ownership.NONE


def of_field(owner: str, case: Case) -> Ownership:
    """What an owner field names: a group or "vi" is no single owner; any other name is taken at its word."""
    from rules.reading.vocabulary import PLAIN, lexis

    words = lexis(case.reading.language, PLAIN)
    folds = tokenize(owner).folds
    tags = [words.tags(fold) for fold in folds]
    phrases = (
        {tag for parts, tag in words.phrases.get(folds[0], {}).get(folds[1], ()) if parts == tuple(folds)} if len(folds) > 1 else set()
    )
    if any(tag & {"roles", "given", "i"} for tag in tags) or phrases & {"roles"} or tags and "role_heads" in tags[0]:
        return Ownership.NAMED
    if any(tag & {"teams", "team_heads", "role_plurals", "functions"} for tag in tags) or phrases & {"teams"}:
        return Ownership.NAMED if any(tag & {"role_heads"} for tag in tags[-1:]) else Ownership.TEAM
    if (
        tags
        and all(tag & {"we", "you", "man", "everyone", "each", "diffuse", "function", "conjunction"} for tag in tags)
        and any(tag & {"we", "you", "man", "everyone", "each", "diffuse"} for tag in tags)
        or phrases & {"everyone", "diffuse"}
    ):
        return Ownership.DIFFUSE
    return Ownership.NAMED


@rule("A001", criterion="accepted", severity=Severity.WARNING, section="3", guide="pitfalls", verdict=("owner", Ownership.NONE))
def owner_missing(case: Case) -> Iterator[Hit]:
    """Nobody is said to answer for the goal."""
    if case.judged.owner is Ownership.NONE:
        yield hit()


@rule("A002", criterion="accepted", severity=Severity.WARNING, section="3", guide="pitfalls", verdict=("owner", Ownership.DIFFUSE))
def owner_diffuse(case: Case) -> Iterator[Hit]:
    """Everybody, and so nobody, answers for the goal: "vi", "the company"."""
    if case.judged.owner is Ownership.DIFFUSE:
        yield _owner_hit(case, "diffuse")


@rule("A003", criterion="accepted", severity=Severity.WARNING, section="3", guide="pitfalls", verdict=("owner", Ownership.TEAM))
def owner_team(case: Case) -> Iterator[Hit]:
    """A group owns the goal; one person or role in it must be accountable."""
    if case.judged.owner is Ownership.TEAM:
        yield _owner_hit(case, "team")


def _owner_hit(case: Case, kind: str) -> Hit:
    mention = next((owner for owner in case.reading.owners if owner.kind == kind), None)
    if mention is None or case.goal.owner:
        return hit(words=case.goal.owner or "")
    return hit(mention, words=mention.key)


@rule("A004", criterion="accepted", severity=Severity.NOTE, section="3", guide="pitfalls", fact="owners")
def owner_shared(case: Case) -> Iterator[Hit]:
    """Two or more named owners: one must be accountable."""
    named = [owner for owner in case.reading.owners if owner.kind in ("person", "role", "writer")]
    if (
        len(named) > 1
        and case.goal.owner is None
        and len({fold(owner.key) for owner in named}) > 1
        and not any(owner.kind == "writer" for owner in named)
    ):
        yield hit(named[1], owners=", ".join(dict.fromkeys(owner.key for owner in named)))


@rule("A005", criterion="accepted", severity=Severity.NOTE, section="3", guide="operational", fact="owners")
def each_holder(case: Case) -> Iterator[Hit]:
    """Each holder of a role owns a share; someone answers for the total."""
    each = [owner for owner in case.reading.owners if owner.kind == "each"]
    if case.goal.owner is None and each and not any(owner.kind in ("person", "role", "writer") for owner in case.reading.owners):
        yield hit(each[0], words=each[0].key)


@rule("A006", criterion="accepted", severity=Severity.WARNING, section="3", guide="pitfalls", given="owner")
def owner_contradiction(case: Case) -> Iterator[Hit]:
    """The owner field names somebody else than the text."""
    if not case.goal.owner:
        return
    field = fold(case.goal.owner)
    named = [owner for owner in case.reading.owners if owner.kind in ("person", "role")]
    if (
        named
        and not any(fold(owner.key) in field or field in fold(owner.key) for owner in named)
        and all(owner.kind == "person" for owner in named)
    ):
        yield hit(named[0], field=case.goal.owner, words=named[0].key)


RULES = (owner_missing, owner_diffuse, owner_team, owner_shared, each_holder, owner_contradiction)
