"""Which tags of the lexicon are borrowed from the other language, looked for by place, or stand beside what a word is anyway."""

from __future__ import annotations

OWN_ONLY = frozenset(
    (
        "i be past_be have question preposition determiner conjunction subordinate function indefinite means greeting you man "
        "negation state musing prose marker yours it most"
    ).split()
)
"""A text in one language borrows content words of the other, never its little words."""
HIDDEN = frozenset(
    (
        "inf pres past sup part ing imp verb act keep function determiner indefinite preposition conjunction subordinate be past_be have "
        "negation question we i you man than loose norm particle prefix_skip each agent object_verbs company_ends unsure compound genitive "
        "endings greeting state_ends diffuse_ends body launching earning habit keeping parting arranging one_thing name_part "
        "ranked counted_goals paper may lasting lists naming documented documenting drafted editing avoiding choosing yielding again muse "
        "among of_group hosts rank_field of_these it numeral outsider overstep governs_to attaining owning"
    ).split()
)
"""Tags that are asked of single words, so that nobody need know where in the text they stand."""
BESIDE = frozenset(
    (
        "likely foretold may yielding lasting world choosing avoiding editing drafted counted_goals meaning anybody ranked paper "
        "documenting documented naming status lists reckoning counting_on maxim countless "
        "slogan offers feeling praising so_far sections plates sheets showing evidence ending places accountable "
        "usual commonplace spotless colours "
        "filling_in form_fields kinds losing settling predicates steps halves names_of_papers loyal spending overhead "
        "meeting_up talking_with"
    ).split()
)
"""Tags that only tell a goal from what is none: a word that carries no other is also what its parts make of it."""
