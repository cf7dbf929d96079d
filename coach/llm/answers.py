"""The shapes of answers: what a model may say, and nothing besides. Lengths are bounded here, meaning is checked by the guard."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Shape(BaseModel):
    """An answer. A field that is not in the schema is dropped: small models like to add one, and nobody reads it."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


def _kind(said: object) -> object:
    return said if said in _KINDS else "complete"


_KINDS = ("outcome", "activity", "quality", "part", "complete")


class Reworded(Shape):
    """One rewording of a goal."""

    text: str = Field(min_length=3, max_length=600)
    shape: Annotated[Literal["outcome", "activity", "quality", "part", "complete"], BeforeValidator(_kind)] = "complete"
    reason: str = Field("", max_length=300)


class Rewording(Shape):
    """Up to three alternatives (a compound goal: a part each)."""

    suggestions: list[Reworded] = Field(min_length=1, max_length=5)


class Worded(Shape):
    """The words of one operational goal, by the place it was given."""

    id: str = Field(max_length=40)
    text: str = Field(min_length=3, max_length=600)


class Breakdown(Shape):
    """The operational goals of a breakdown, worded."""

    goals: list[Worded] = Field(min_length=1, max_length=8)


class Sentence(Shape):
    """One sentence of an answer, with the section of the guide it rests on."""

    text: str = Field(min_length=2, max_length=500)
    section: str = Field(max_length=40)


class GuideAnswer(Shape):
    """An answer from the guide. `covered` false: the passages do not answer the question."""

    covered: bool
    sentences: list[Sentence] = Field(max_length=12)


class Asked(Shape):
    """One question of a review, worded, by the place it was given."""

    id: str = Field(max_length=40)
    text: str = Field(min_length=3, max_length=400)


class Questions(Shape):
    """The questions of a review, worded."""

    questions: list[Asked] = Field(min_length=1, max_length=40)


SCHEMAS: dict[str, type[Shape]] = {"Rewording": Rewording, "Breakdown": Breakdown, "GuideAnswer": GuideAnswer, "Questions": Questions}
"""The names that prompts use in their front matter."""

_LIMITS = ("minLength", "maxLength", "minItems", "maxItems", "title", "description", "default")


def strict(schema: type[BaseModel]) -> dict[str, Any]:
    """The `response_format` that asks for a schema: without the bounds that strict mode refuses; pydantic checks those afterwards."""
    plain = _plain(schema.model_json_schema())
    return {"type": "json_schema", "json_schema": {"name": schema.__name__, "strict": True, "schema": plain}}


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(value) for key, value in node.items() if key not in (*_LIMITS, "properties")}
    if "properties" in node:
        # Strict mode wants every field, and no other.
        fields = {name: _plain(part) for name, part in node["properties"].items()}
        kept |= {"properties": fields, "required": list(fields), "additionalProperties": False}
    return kept
