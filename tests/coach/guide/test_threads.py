"""The guide is asked by several threads at once: the page's server answers each call in one of its own."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from coach.guide.spelling import stem

WORDS = [f"{word}{ending}" for word in ("fördelning", "måluppfölj", "nation", "organis") for ending in ("arna", "ens", "ational")]


def test_words_are_stemmed_alike_in_every_thread() -> None:
    alone = {(word, language): stem.__wrapped__(word, language) for word in WORDS for language in ("sv", "en")}
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as threads:
            asked = [(word, language) for _ in range(150) for word, language in alone]
            found = list(threads.map(lambda one: (one, stem.__wrapped__(*one)), asked))
    finally:
        sys.setswitchinterval(interval)

    assert all(alone[one] == made for one, made in found)
