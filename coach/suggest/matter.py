"""What a sentence is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.suggest.outline import Outline


@dataclass(frozen=True, slots=True)
class Matter:
    """What a sentence is made of: the outline, who does it, the words after the verb, the time to add and what follows it.

    `owner`: "[ägare]", "Jag", "[ägare] i säljteamet" …, or "" where the writer names the owner beside the sentence.
    `subject`: a thing that is to do something, seen to by the owner. `prefixed`: the owner stays before a colon.
    """

    outline: Outline
    owner: str
    subject: str
    rest: str
    tail: str
    time: str
    prefixed: bool = False
    before: str = ""
    activity: bool = False

    def with_rest(self, rest: str) -> Matter:
        """The same with other words after the verb."""
        return replace(self, rest=rest)
