"""The guide's sections: one Markdown file each per language, with TOML front matter; bounds come from the policy, not from the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rules.policy import Policy

IDS = (
    "operational", "strategic", "linking", "follow-up", "pitfalls", "process",
    "faq-1", "faq-2", "faq-3", "faq-4", "faq-5", "faq-6", "faq-7",
)  # fmt: skip
"""In the order of the guide."""
_FENCE = "+++\n"
_ITEM = re.compile(r"(?:-|\d+\.) +")
_LABEL = re.compile(r"\*\*(.+?)\*\*:? *")
# A sentence ends at a sign that a capital letter follows: "t.ex. samtal" and "1.5" do not end one.
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class Passage:
    """What can be quoted by itself: a sentence of the opening, or a point of the list with its `label`."""

    text: str
    label: str = ""
    mark: str = ""
    """"-" or "3." for a point of the list; "" for a sentence of running text."""

    @property
    def plain(self) -> str:
        """The words without markup; a label that does not end in a sign of its own gets a colon."""
        return f"{self.label}{self._colon} {self.text}" if self.label else self.text

    @property
    def markdown(self) -> str:
        """As a line of Markdown."""
        said = f"**{self.label}**{self._colon} {self.text}" if self.label else self.text
        return f"{self.mark} {said}" if self.mark else said

    @property
    def _colon(self) -> str:
        return "" if self.label[-1] in "?!" else ":"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the guide in one language, its bounds filled in."""

    id: str
    language: str
    title: str
    passages: tuple[Passage, ...]
    asked: tuple[str, ...]
    """Ways to ask what it answers."""
    keywords: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The body as Markdown."""
        return joined(self.passages, markdown=True)

    @property
    def plain(self) -> str:
        """The body without markup."""
        return joined(self.passages)


def joined(passages: tuple[Passage, ...], markdown: bool = False) -> str:
    """Passages as text: sentences run on, a list stands by itself."""
    lines: list[str] = []
    running = False
    for passage in passages:
        if passage.mark:
            line = passage.markdown if markdown else f"{passage.mark} {passage.plain}"
            lines += ["", line] if running else [line]
        elif running:
            lines[-1] += " " + passage.text
        else:
            lines.append(passage.text)
        running = not passage.mark
    return "\n".join(lines)


@cache
def sections(language: str, policy: Policy | None = None) -> tuple[Section, ...]:
    """All sections in `language`, with the bounds of `policy` (default: the rulebook's own). Raises LookupError for another language."""
    return tuple(_read(id, language, policy or Policy.default()) for id in IDS)


def section(id: str, language: str, policy: Policy | None = None) -> Section:
    """One section. Raises LookupError for an id the guide does not have."""
    if id not in IDS:
        raise LookupError(id)
    return sections(language, policy)[IDS.index(id)]


def _read(id: str, language: str, policy: Policy) -> Section:
    if language not in ("sv", "en"):
        raise LookupError(language)
    raw = files("coach.guide").joinpath(language, f"{id}.md").read_text("utf-8")
    empty, front, body = raw.split(_FENCE, 2)
    if empty:
        raise ValueError(f"{language}/{id}.md does not begin with its front matter")
    head = tomllib.loads(front)
    filled = body.format_map(_bounds(policy))
    return Section(id, language, head["title"], tuple(_passages(filled)), tuple(head["asked"]), tuple(head["keywords"]))


def _passages(body: str) -> list[Passage]:
    made: list[Passage] = []
    for line in body.strip().splitlines():
        item = _ITEM.match(line)
        if item is not None:
            rest = line[item.end() :]
            label = _LABEL.match(rest)
            made.append(Passage(rest[label.end() :] if label else rest, label[1] if label else "", item[0].strip()))
        elif line.strip():
            made += [Passage(sentence) for sentence in _SENTENCE.split(line.strip())]
    return made


def _bounds(policy: Policy) -> dict[str, str]:
    guide = Policy.default()
    return {
        "operational": _range(policy.operational_low, policy.operational_high),
        "strategic": _range(policy.strategic_low, policy.strategic_high),
        "strategic_low": str(policy.strategic_low),
        "strategic_high": str(policy.strategic_high),
        # The guide's own advice is the rulebook's default, whatever a company has set.
        "guide_operational": _range(guide.operational_low, guide.operational_high),
        "guide_strategic": _range(guide.strategic_low, guide.strategic_high),
    }


def _range(low: int, high: int) -> str:
    return str(high) if low == high else f"{low}–{high}"
