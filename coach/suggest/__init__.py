"""Rewording and breakdown: propose, check by the rules, keep what is better (design §8).

from datetime import date
from coach.suggest import suggest

suggest("Öka försäljningen", date(2026, 11, 23)).suggestions[0].text
# "[ägare] ökar försäljningen från [utgångsläge] till [målvärde] kr senast [datum]"
"""

from coach.suggest.blanks import fill
from coach.suggest.engine import Proposer, Suggestions, filled, suggest
from coach.suggest.guard import Guard, Refusal
from coach.suggest.model import Blank, Proposal, Step, Suggestion

__all__ = ["Blank", "Guard", "Proposal", "Proposer", "Refusal", "Step", "Suggestion", "Suggestions", "fill", "filled", "suggest"]
