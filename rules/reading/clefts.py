"""So much, and whose it is: "40 quotes a week is Anna's goal", "fifteen demos a week is what Priya commits to" (rulebook §0)."""

from __future__ import annotations

from rules.reading.outlook import Outlook

_WHAT = frozenset("what how where who vad hur dit".split())
_OWNING = frozenset(("aim", "duty"))
_APPLYING, _TO = frozenset(("galler", "applies", "apply")), frozenset(("for", "to"))
_HAVING, _THAT = frozenset(("har", "bar", "tar", "ager")), frozenset(("det", "den", "detta", "denna"))
_DEFINITE = ("malet", "uppdraget", "kvoten", "loftet", "atagandet", "ribban", "uppgiften")
_THE = frozenset(("the", "our", "my", "mitt", "var", "vart", "min", "det", "hennes", "hans", "her", "his"))
_KINDS = frozenset(("person", "role", "writer", "each", "team"))
_HOLDERS = frozenset("genitive roles role_heads given determiner".split())
_NEAR, _FAR = 5, 6


def clefted(it: Outlook) -> bool:
    """A wanted number, and behind "is" whose goal it is, or what somebody takes on."""
    if not it.counted or it.past or "past_be" in it.marked.present:
        return False
    for at in range(2, len(it.tokens) - 1):
        if _held(it, at):
            return True
        if "be" not in it.tags[at] or "pres" not in it.tags[at]:
            continue
        if not any(q.last < at for q in it.quantities if q.role in ("target", "by")):
            continue
        if it.tokens[at + 1].fold in _WHAT:
            return any(owner.kind in _KINDS and at + 1 < owner.first <= at + _FAR for owner in it.owners)
        return _whose(it, at)
    return False


def _held(it: Outlook, at: int) -> bool:
    """ "Det målet har Anna", "gäller för Anna", "applies to Anna"."""
    if it.tokens[at].fold in _APPLYING:
        held = it.tokens[at + 1].fold in _TO
    else:
        held = it.tokens[at].fold in _HAVING and "aim" in it.tags[at - 1] and it.tokens[at - 2].fold in _THAT
    return held and any(at < owner.first <= at + _FAR and owner.kind in _KINDS for owner in it.owners)


def _whose(it: Outlook, be: int) -> bool:
    """ "Is Anna's goal", "är målet", "är vår säljares kvot", and not "is above our target"."""
    first = it.tags[be + 1]
    if not (it.tokens[be + 1].upper or it.tokens[be + 1].fold in _THE or it.tokens[be + 1].fold in _DEFINITE or first & _HOLDERS):
        return False
    for at in range(be + 1, min(be + _NEAR, len(it.tokens))):
        if "quality" in it.tags[at] or it.tokens[at].kind == "p":
            return False
        if not it.tags[at].isdisjoint(_OWNING):
            before = it.tokens[at - 1].fold
            owned = "genitive" in it.tags[at - 1] or before.endswith(("'s", "s'")) or any(owner.last == at - 1 for owner in it.owners)
            return owned or before in _THE or it.tokens[at].fold in _DEFINITE
    return False
