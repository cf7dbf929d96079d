"""A goal that holds several results, cut into its parts, each with the verb, number and time that they share."""

from __future__ import annotations

from datetime import date

from coach.suggest.outline import Outline
from coach.suggest.parsing import outline
from coach.suggest.words import folded, starts
from rules.policy import Policy
from rules.reading import _vocabulary
from rules.reading.clauses import side_parts
from rules.reading.dates import find_frames
from rules.reading.facts import Frame, Quantity, covered
from rules.reading.marking import lexis, mark
from rules.reading.quantities import find_quantities
from rules.reading.results import split_at
from rules.reading.text import fold, tokenize

MOST = 4
_AMOUNTS = ("med", "by", "with")


def parts(text: str, language: str, today: date, policy: Policy) -> tuple[str, ...]:
    """The texts of the parts, or nothing where the goal cannot be cut with confidence."""
    pieces: list[str] = []
    rest = text
    for _ in range(MOST):
        cut = _cut(rest, language, today, policy)
        if cut is None:
            break
        pieces.append(cut[0])
        rest = cut[1]
    if not pieces or not rest:
        return ()
    pieces.append(rest)
    return _shared(pieces, language, today, policy)


def _cut(text: str, language: str, today: date, policy: Policy) -> tuple[str, str] | None:
    """The first result and what follows the join."""
    source = tokenize(text)
    marked = mark(source, language, lexis(language, _vocabulary(policy)))
    frames = find_frames(source, today, language, fiscal_start=policy.fiscal_year_start, summer_end=policy.summer_end)
    quantities = find_quantities(source, frames, language)
    results, at = split_at(marked, side_parts(marked, frames), quantities, covered(len(source.tokens), frames))
    if results < 2 or not 0 < at < len(source.tokens) - 1:
        return None
    after = at + 1
    while after < len(source.tokens) - 1 and (
        source.tokens[after].fold in folded(language, "joins") or source.tokens[after].kind == "p" and source.tokens[after].fold in ",;"
    ):
        after += 1
    before = text[: source.starts[at]].rstrip(" ,;.&")
    return before, text[source.starts[after] :]


def _shared(pieces: list[str], language: str, today: date, policy: Policy) -> tuple[str, ...]:
    """Each piece with what it takes from the others."""
    first = outline(pieces[0], "", language, today, policy)
    opening = first.verb.base if first.form == "verb" and first.verb is not None else ""
    if opening and pieces[0][:1].isupper():
        opening = opening.capitalize()
    found = [_facts(piece, language, today, policy) for piece in pieces]
    last_amount = found[-1][1]
    named = list(dict.fromkeys(frame for frame, _ in found if frame))
    made = []
    for index, piece in enumerate(pieces):
        frame, amount = found[index]
        own = outline(piece, "", language, today, policy)
        bare = own.verb is not None and all(
            own.tags(i) & {"particle", "conjunction", "verb"} or own.marked.tokens[i].kind == "p" for i in range(own.first, own.last)
        )
        # "med grossisten och våra säljare": a thing within a phrase, no result of its own.
        inside = (
            own.verb is None
            and own.form == "noun"
            and not found[index][1]
            and _determined(own)
            and index
            and _phrased(pieces[index - 1], language, today, policy)
        )
        stated = bool(own.tags(0) & {"be", "have"}) and "inf" not in own.tags(0)
        if bare or stated or inside or own.form == "clause" and own.subject[0] == own.subject[1]:
            return ()
        if (
            index
            and opening
            and own.form in ("noun", "done")
            and not own.effort
            and not own.better
            and not starts(language, "more").match(fold(piece))
        ):
            piece = f"{opening} {piece}"
        if index < len(pieces) - 1 and not amount and last_amount.startswith(_AMOUNTS):
            piece = f"{piece} {last_amount}"
        if index and own.form == "noun" and language == "en" and "pres" in own.tags(own.first) and "verb" in own.tags(own.first):
            # "The team submits 15 bids and wins 5 of them".
            lemma = own.marked.lexis.lemmas.get(own.marked.tokens[own.first].fold, "")
            piece = f"{lemma}{piece[len(own.quote(own.first, own.first + 1)) :]}" if lemma else piece
        if not frame and len(named) == 1:
            piece = f"{piece} {named[0][:1].lower()}{named[0][1:]}"
        made.append(piece)
    return tuple(made)


def _determined(own: Outline) -> bool:
    return bool(own.tags(own.first) & {"determiner"}) or own.marked.tokens[own.first].fold in ("var", "vart", "vara", "our", "their")


def _phrased(piece: str, language: str, today: date, policy: Policy) -> bool:
    """The piece before ends in a phrase led in to by a preposition."""
    o = outline(piece, "", language, today, policy)
    return any("preposition" in o.tags(i) for i in range(max(o.first, o.last - 3), o.last))


def _facts(piece: str, language: str, today: date, policy: Policy) -> tuple[str, str]:
    """The words of a piece's time and of its number with what leads in to it."""
    source = tokenize(piece)
    frames = find_frames(source, today, language, fiscal_start=policy.fiscal_year_start, summer_end=policy.summer_end)
    frame: Frame | None = next((f for f in reversed(frames) if f.kind in ("deadline", "cycle")), None)
    quantities = find_quantities(source, frames, language)
    q: Quantity | None = next((q for q in quantities if q.role in ("target", "by")), None)
    amount = ""
    if q is not None:
        start = source.starts[q.first - 1] if q.first and source.tokens[q.first - 1].fold in _AMOUNTS else q.start
        amount = piece[start : q.end]
    return (piece[frame.start : frame.end] if frame else ""), amount
