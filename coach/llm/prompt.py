"""Prompt templates: one file per task for both languages in `prompts/`, with front matter, few-shot examples beside it (design §7).

A template becomes messages in three steps that user text cannot cross: the roles are split before anything is rendered, each is rendered
by itself with the user's words as values only, and values are written as JSON strings, so that a line break in a goal is no line break
in the prompt.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from coach.errors import Rejected
from coach.llm.masking import Mask

if TYPE_CHECKING:
    from jinja2 import Environment, Template

Role = Literal["system", "user", "assistant"]
ROLES = ("system", "user")
FOLDER = Path(__file__).resolve().parents[2] / "prompts"
"""Beside the package, in a checkout and in a wheel alike."""
LONGEST = 20_000
"""Characters of all values together: more than any goal or passage needs, and what a small model still takes."""
_FENCE = "+++"
_KEYS = {"name": str, "version": int, "inputs": list, "schema": str, "temperature": float}


class PromptError(ValueError):
    """A prompt file that breaks the rules of prompt files, or values that do not fit it: a fault of ours, found by tests."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is sent."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """One few-shot example: what was asked, and the answer that was right."""

    language: str
    values: Mapping[str, Any]
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template as read. `hash`: of everything that shapes what is sent, but for the version number."""

    name: str
    version: int
    inputs: tuple[str, ...]
    schema: str
    temperature: float
    hash: str
    roles: Mapping[str, Block]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt with values: the very messages to send, and the mask that puts the names back."""

    prompt: Prompt
    messages: tuple[Message, ...]
    mask: Mask

    def shown(self) -> str:
        """What would be sent, word for word, for the user to read."""
        return "\n".join(f"--- {message.role}\n{message.text}" for message in self.messages)


def render(name: str, values: Mapping[str, Any], language: str, mask: Mask | None = None) -> Rendered:
    """The prompt `name` with `values` (texts, numbers, lists and tables of them), names masked; few-shot examples in `language`.

    Raises PromptError where the values are not the declared inputs, Rejected ("too-long") for more text than a model should be sent.
    """
    prompt = load(name)
    if set(values) != set(prompt.inputs):
        raise PromptError(f"{name}: given {sorted(values)}, declared {sorted(prompt.inputs)}")
    if len(json.dumps(values, ensure_ascii=False, default=str)) > LONGEST:
        raise Rejected("too-long")
    mask = mask or Mask.nothing()
    covered = mask.cover(values)
    messages: list[Message] = []
    if "system" in prompt.roles:
        messages.append(Message("system", _said(prompt, "system", covered)))
    for example in prompt.examples:
        if example.language == language:
            messages.append(Message("user", _said(prompt, "user", example.values)))
            messages.append(Message("assistant", json.dumps(example.answer, ensure_ascii=False)))
    messages.append(Message("user", _said(prompt, "user", covered)))
    return Rendered(prompt, tuple(messages), mask)


@cache
def load(name: str) -> Prompt:
    """The template `name` of prompts/. Raises PromptError for what a prompt file must not be."""
    return parse(FOLDER.joinpath(f"{name}.md").read_text("utf-8"), _examples(name), name)


def parse(file: str, examples: str = "", name: str = "") -> Prompt:
    """A prompt file and its examples (TOML), read and checked."""
    from jinja2 import TemplateSyntaxError, meta, nodes

    head, body = _split(file, name)
    env = _environment()
    try:
        tree = env.parse(body)
        template = env.from_string(body)
    except TemplateSyntaxError as error:
        raise PromptError(f"{name}: {error}") from None
    if tuple(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))):
        raise PromptError(f"{name}: a prompt stands alone, without include, import or extends")
    if any(not isinstance(node, nodes.Block) and not (isinstance(node, nodes.Output) and _blank(node)) for node in tree.body):
        raise PromptError(f"{name}: only role blocks may stand in the body")
    if not set(template.blocks) <= set(ROLES) or "user" not in template.blocks:
        raise PromptError(f"{name}: the roles are {', '.join(ROLES)}, not {sorted(template.blocks)}")
    used = meta.find_undeclared_variables(tree)
    if used != set(head["inputs"]):
        raise PromptError(f"{name}: declared {sorted(head['inputs'])}, used {sorted(used)}")
    shots = _shots(examples, head, name)
    mark = sha256(json.dumps([{**head, "version": 0}, body, examples], ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    roles = {role: Block(template, role) for role in ROLES if role in template.blocks}
    return Prompt(
        head["name"], head["version"], tuple(head["inputs"]), head["schema"], float(head["temperature"]), mark, roles, shots
    )  # fmt: skip


class Block:
    """One role of a template, rendered by itself."""

    def __init__(self, template: Template, role: str) -> None:
        self._template = template
        self._role = role

    def render(self, values: Mapping[str, Any]) -> str:
        context = self._template.new_context(dict(values))
        return "".join(self._template.blocks[self._role](context))


def _said(prompt: Prompt, role: str, values: Mapping[str, Any]) -> str:
    from jinja2 import UndefinedError

    try:
        return prompt.roles[role].render(values).strip()
    except UndefinedError as error:
        raise PromptError(f"{prompt.name}: {error}") from None


@cache
def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined

    env = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    env.filters["quoted"] = quoted
    return env


def quoted(value: Any) -> str:
    """A value as JSON on one line, in plain letters: what a user wrote can end neither its string nor its line."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    # Line separators that JSON leaves as they are, and direction marks that hide what stands there.
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


# Also half a surrogate pair, which cannot be sent at all.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def _split(file: str, name: str) -> tuple[dict[str, Any], str]:
    """Front matter (TOML between +++ lines) and body."""
    lines = file.lstrip("\ufeff").splitlines(keepends=True)
    fences = [index for index, line in enumerate(lines) if line.strip() == _FENCE][:2]
    if len(fences) < 2 or fences[0]:
        raise PromptError(f"{name}: front matter between two lines of {_FENCE} is missing")
    try:
        head = tomllib.loads("".join(lines[1 : fences[1]]))
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{name}: {error}") from None
    if set(head) != set(_KEYS):
        raise PromptError(f"{name}: the front matter has {sorted(head)}, but must have {sorted(_KEYS)}")
    for key, kind in _KEYS.items():
        if type(head[key]) is not kind:
            raise PromptError(f"{name}: {key} must be of type {kind.__name__}")
    if name and head["name"] != name:
        raise PromptError(f"{name}: calls itself {head['name']}")
    if len(set(head["inputs"])) != len(head["inputs"]) or head["version"] < 1:
        raise PromptError(f"{name}: an input twice, or a version below 1")
    return head, "".join(lines[fences[1] + 1 :])


def _blank(node: Any) -> bool:
    from jinja2 import nodes

    return all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes)


def _examples(name: str) -> str:
    path = FOLDER / f"{name}.examples.toml"
    return path.read_text("utf-8") if path.is_file() else ""


def _shots(examples: str, head: Mapping[str, Any], name: str) -> tuple[Example, ...]:
    rows: Sequence[Mapping[str, Any]] = tomllib.loads(examples).get("example", ())
    for row in rows:
        if set(row) != {"language", "values", "answer"} or set(row["values"]) != set(head["inputs"]):
            raise PromptError(f"{name}: an example needs language, answer, and values for {sorted(head['inputs'])}")
    return tuple(Example(row["language"], row["values"], row["answer"]) for row in rows)
