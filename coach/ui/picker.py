"""The choice of a file in the page's own words: a browser's own button speaks the language of the browser."""

from __future__ import annotations

from coach.ui.labels import Language, say
from coach.ui.safe import attributes, safe


def picker(language: Language, **values: str | int | bool) -> str:
    """A file field with `values` as its attributes, a button, and the name of the file chosen, which the browser fills in."""
    none = safe(say(language, "import.none"))
    return (
        f'<label class="file"><input type="file" name="file" class="sr"{attributes(**values)}>'
        f'<span class="btn small">{safe(say(language, "import.choose"))}</span><span class="soft" data-none="{none}">{none}</span></label>'
    )
