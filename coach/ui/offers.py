"""A model's wordings of one goal, where one is set and another wording was asked for: read by the rules before they are shown, kept with
the goal and on the store's shelf. The first answer to a goal never waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.conversation.model import Entry, Reply, Session
from coach.errors import CoachError
from coach.examiner import Examined
from coach.store import Store
from coach.store.records import SuggestionRecord
from coach.suggest import Proposal, Step, suggest
from coach.suggest.engine import Proposer
from coach.suggest.wording import note
from coach.texts import Language, error

if TYPE_CHECKING:
    from coach.llm.asking import Provenance
    from coach.llm.options import ModelSettings
    from coach.suggest.proposer import Proposed

PATIENCE = 18.0
"""Seconds that the page waits for a model at most: its browser gives an answer up after 25."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a model made of a goal: wordings that passed, each with its shape; or why the templates' stand (in `notes`, by language)."""

    entry: Entry
    wordings: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[Language, str], ...] = ()
    provenance: Provenance | None = None


def wanted(after: Session, reply: Reply) -> Entry | None:
    """The one goal whose wording was asked for; None where it was asked for none, for several, or has a model's wordings already."""
    if reply.intent != "rewrite" or len(reply.cards) != 1 or reply.cards[0].ready:
        return None
    entry = after.entry(reply.cards[0].number)
    return entry if entry is not None and entry.offered_for != entry.goal.text else None


def asked(entry: Entry, session: Session, languages: Sequence[Language]) -> Offer | None:
    """The model's wordings of a goal; None where no model is set. Whatever it does, this raises nothing."""
    from coach.llm.configuration import load_model

    try:
        settings = load_model()
    except CoachError as failure:
        return Offer(entry, notes=tuple((spoken, error(spoken, failure)) for spoken in languages))
    if settings is None:
        return None
    seen: list[Proposed] = []
    found = suggest(entry.goal, session.today, session.policy, proposer=_proposer(settings, session, seen), language=entry.language)
    if not seen:
        return None
    if found.source == "model":
        return Offer(entry, tuple((item.text, item.shape) for item in found.suggestions), provenance=seen[0].provenance)
    return Offer(entry, notes=tuple((spoken, seen[0].note(spoken) or note(Step("model-refused"), spoken)) for spoken in languages))


def offered(session: Session, offer: Offer) -> Session:
    """The session in which the goal has a model's wordings, the first of them next in turn; as it is where there is none, or the goal
    has changed meanwhile."""
    entry = session.entry(offer.entry.number)
    words = tuple(text for text, _ in offer.wordings)
    if entry is None or entry.goal.text != offer.entry.goal.text or not words:
        return session
    kept = replace(entry, offered=words, offered_for=entry.goal.text, chosen=max(0, len(entry.shown) - 1))
    return replace(session, entries=tuple(kept if item.number == kept.number else item for item in session.entries))


def told(reply: Reply, offer: Offer, language: Language) -> Reply:
    """The answer, under why no model worded it."""
    line = dict(offer.notes).get(language, "")
    return replace(reply, text=f"{line}\n{reply.text}") if line else reply


def shelved(store: Store, goal: str, revision: int, offer: Offer) -> None:
    """The wordings on the store's shelf, with where they come from."""
    source = offer.provenance
    if source is None:
        return
    for text, shape in offer.wordings:
        where = (source.rules, source.prompt, str(source.version), source.hash, source.model)
        store.suggestions.add(SuggestionRecord("", goal, revision, text, shape, "model", *where))


def sent(entry: Entry, session: Session, settings: ModelSettings) -> str:
    """Word for word what a model would get for a goal; "" for one that it is not asked about. Raises AskFailed for one too long."""
    from coach.suggest.proposer import Proposed, prompt

    shown: list[str] = []

    def look(examined: Examined, drafts: Sequence[Proposal], complain: object) -> Proposed:
        shown.append(prompt(examined, drafts, session.policy, settings.masking, _names(session)).shown())
        return Proposed()

    suggest(entry.goal, session.today, session.policy, proposer=look, language=entry.language)
    return shown[0] if shown else ""


def _proposer(settings: ModelSettings, session: Session, seen: list[Proposed]) -> Proposer:
    from coach.suggest.proposer import propose

    patient = settings.model_copy(update={"timeout": min(settings.timeout, PATIENCE)})

    def proposer(examined: Examined, drafts: Sequence[Proposal], complain: object) -> Proposed:
        seen.append(propose(patient, examined, drafts, session.policy, complain, _names(session)))  # type: ignore[arg-type]
        return seen[-1]

    return proposer


def _names(session: Session) -> tuple[str, ...]:
    """Who owns the set's goals: masked wherever they are named."""
    return tuple(dict.fromkeys(entry.goal.owner for entry in session.entries if entry.goal.owner))
