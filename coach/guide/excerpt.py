"""A section cut to the question: the sentences and points that speak of it."""

from __future__ import annotations

from collections.abc import Mapping

from coach.guide.index import index
from coach.guide.sections import Passage, Section

MOST = 4
"""Points of an answer, at most, beside the sentence that leads in to them."""
_WORTH = 0.65
"""The share of the best one's worth that the others need."""
_LABEL = 1.5
"""A point that is named as what is asked about is worth more than one that mentions it."""


def excerpt(section: Section, wanted: Mapping[str, float]) -> tuple[Passage, ...]:
    """The one to five passages of a section that say most of the `wanted` features, in the section's order.

    All of it where no point of its list says more than the others: the section as such is what was asked for.
    """
    reader = index().reader
    held = [reader.read(passage.plain, section.language).features for passage in section.passages]
    labels = [reader.read(passage.label, section.language).features if passage.label else {} for passage in section.passages]
    title = reader.read(section.title, section.language).features
    worth = []
    for features, label in zip(held, labels, strict=True):
        # What the title says is what the section is about, so it tells no passage from another.
        score = sum(weight * _rare(feature, held) * (_LABEL if feature in label else 1.0)
                    for feature, weight in wanted.items() if feature in features and feature not in title)  # fmt: skip
        worth.append(score)
    best = max(worth)
    if best <= 0:
        return section.passages
    chosen = sorted(range(len(worth)), key=lambda at: (-worth[at], at))[:MOST]
    kept = {at for at in chosen if worth[at] >= _WORTH * best}
    if not any(section.passages[at].mark for at in kept):
        return section.passages
    if section.id.startswith("faq-") or not section.passages[min(kept)].mark:
        # The first sentence of a frequent question is its answer, whatever the points add; and no sentence begins with "They".
        kept.add(0)
    points = [at for at in sorted(kept) if section.passages[at].mark]
    every = [at for at, passage in enumerate(section.passages) if passage.mark]
    if 0 in kept and len(points) >= max(3, len(every) - 1):
        # All but one of what the first sentence counts up.
        return section.passages
    if len(kept) == 1 and points:
        # A point alone is no list.
        return (Passage(section.passages[points[0]].plain),)
    return tuple(section.passages[at] for at in sorted(kept))


def _rare(feature: str, held: list[dict[str, float]]) -> float:
    return 1.0 / sum(feature in features for features in held)
