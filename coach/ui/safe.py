"""Values as HTML: nothing in them can become a tag or an attribute."""

from __future__ import annotations

import re
from html import escape

_WHOLE = re.compile(
    r"""(?<![\w\#.-])(?:
        \d{4}-\d\d-\d\d(?!\d)                                   # a day in figures
        | \d{1,2}[ \u00a0][^\W\d_]{3,9}\.?[ \u00a0]\d{4}(?![\w-])   # a day in words
        | (?:[Kk]vartal|[Qq]uarter)[ \u00a0]\d(?:[ \u00a0]\d{4}(?![\w-]))?   # a quarter
        | Q\d[ \u00a0]\d{4}(?![\w-])
        | \d{1,4}–\d{1,4}(?![\d.,]\d)                            # from … to
        | \(\d[\d\u00a0\u202f,.]*–\d[\d\u00a0\u202f,.]*\)         # a range
        | (?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)[ \u00a0](?:%|[tkmKM]?kr(?!\w))
        | \d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)
    )""",
    re.VERBOSE,
)
_KEPT = "\n\u00a0\u202f"
"""Line breaks, and the spaces that hold a number together."""


def safe(text: str) -> str:
    """`text` for an element or a quoted attribute, line breaks kept, control characters and half surrogates gone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    plain = "".join(sign if sign.isprintable() or sign in _KEPT else " " for sign in lines)
    return escape(plain.encode("utf-8", "replace").decode("utf-8"), quote=True)


def prose(text: str) -> str:
    """As `safe`, for running text: a day, a large number, and a number with its unit are not parted by the end of a line."""
    return _WHOLE.sub(lambda found: f'<span class="nb">{found[0]}</span>', safe(text))


def attributes(**values: str | int | bool) -> str:
    """`name="value"` for each, `_` as `-`; True: the bare name, False: nothing."""
    found = []
    for name, value in values.items():
        if value is False:
            continue
        spelt = name.strip("_").replace("_", "-")
        found.append(f" {spelt}" if value is True else f' {spelt}="{safe(str(value))}"')
    return "".join(found)


def button(label: str, act: str = "", kind: str = "btn", **values: str | int | bool) -> str:
    """A button that sends an action of the page, with its values as `data-…`; without `act` it submits its form."""
    own = f' type="button" data-act="{safe(act)}"' if act else ' type="submit"'
    return f'<button class="{kind}"{own}{attributes(**values)}>{safe(label)}</button>'


def option(value: str, label: str, selected: bool) -> str:
    """One choice of a <select>."""
    return f"<option{attributes(value=value, selected=selected)}>{safe(label)}</option>"
