"""The guide as a drawer: its sections to read, a search that finds the section that answers, and links from findings into it."""

from __future__ import annotations

import re

from coach import guide
from coach.guide import Passage, Section
from coach.ui.labels import Language, say
from coach.ui.safe import attributes, prose, safe
from rules.policy import Policy

_WORD = re.compile(r"\w{3,}")


def drawer(language: Language, policy: Policy, section: str = "", query: str = "") -> str:
    """The guide, open at a section (by id) or searched."""
    asked = say(language, "guide.search")
    field = attributes(
        type="text",
        inputmode="search",
        name="query",
        value=query,
        placeholder=asked,
        aria_label=asked,
        autocomplete="off",
        maxlength=200,
        data_focus=True,
    )
    search = f'<form class="search" data-live="guide" data-act="guide" role="search"><input{field}></form>'
    return f'{search}<div id="guide-result" aria-live="polite">{found(language, policy, section, query)}</div>'


def found(language: Language, policy: Policy, section: str = "", query: str = "") -> str:
    """The sections, those that answer a search first and the others left out."""
    sections = guide.sections(language, policy)
    if not query.strip():
        return "".join(_section(item, item.id == section) for item in sections)
    match = guide.find(query, language)
    ids = list(match.sections) if match.covered else []
    words = [word.lower() for word in _WORD.findall(query)]
    for item in sections:
        plain = f"{item.title} {item.plain}".lower()
        if item.id not in ids and words and all(word in plain for word in words):
            ids.append(item.id)
    if not ids:
        near = _section(guide.section(match.nearest, language, policy), False)
        return f'<p class="soft">{safe(say(language, "guide.nothing"))}</p>{near}'
    return "".join(_section(guide.section(id, language, policy), at == 0) for at, id in enumerate(ids))


def _section(item: Section, unfolded: bool) -> str:
    return (
        f'<details class="chapter" id="guide-{item.id}"{attributes(open=unfolded)}><summary><h3>{safe(item.title)}</h3></summary>'
        f"{_body(item.passages)}</details>"
    )


def _body(passages: tuple[Passage, ...]) -> str:
    """Running text as paragraphs, points as lists."""
    made: list[str] = []
    running: list[str] = []
    points: list[Passage] = []

    def close() -> None:
        if running:
            made.append(f"<p>{' '.join(running)}</p>")
            running.clear()
        if points:
            tag = "ol" if points[0].mark[:1].isdigit() else "ul"
            made.append(f"<{tag}>{''.join(f'<li>{_said(point)}</li>' for point in points)}</{tag}>")
            points.clear()

    for passage in passages:
        if passage.mark:
            if running:
                close()
            points.append(passage)
        else:
            if points:
                close()
            running.append(prose(passage.text))
    close()
    return "".join(made)


def _said(passage: Passage) -> str:
    if not passage.label:
        return prose(passage.text)
    sign = "" if passage.label[-1] in "?!" else ":"
    return f"<b>{safe(passage.label)}{sign}</b> {prose(passage.text)}"
