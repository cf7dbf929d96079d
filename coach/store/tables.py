"""The tables as the newest migration leaves them (a test compares), and the three types of value that no database has alike."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def keepable(text: str) -> str:
    """The text as it will be read back: what PostgreSQL or UTF-8 cannot hold (NUL, half a surrogate pair) is U+FFFD, spans still hold."""
    return _UNKEEPABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text as typed, as far as it can be kept."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keepable(value)


class Amount(TypeDecorator[Decimal]):
    """An exact number, kept as text: SQLite has no decimal."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Tree(TypeDecorator[Any]):
    """JSON kept as text, since nothing is searched inside it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(value, allow_nan=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return json.loads(value or "null")


METADATA = MetaData()


def _table(name: str, *parts: Any) -> Table:
    return Table(name, METADATA, *parts)


def _id() -> Column[str]:
    return Column("id", Words, primary_key=True, nullable=False)


def _of(name: str, target: str | None = None, **options: Any) -> Column[str]:
    """A reference that falls with what it refers to."""
    return Column(name, Words, ForeignKey(f"{target or name}.id", ondelete="CASCADE"), nullable=options.pop("nullable", False), **options)


def _words(name: str, nullable: bool = False, **options: Any) -> Column[str]:
    return Column(name, Words, nullable=nullable, **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, autoincrement=False, **options)


def _flag(name: str, nullable: bool = False) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=nullable)


def _day(name: str, nullable: bool = False) -> Column[Any]:
    return Column(name, Date, nullable=nullable)


def _tree(name: str) -> Column[Any]:
    return Column(name, Tree, nullable=False)


profile = _table("profile", _id(), _words("name"), _words("language"), _tree("settings"), _words("changed"))
team = _table("team", _id(), _words("name"), _flag("sample"), _tree("figures"), _words("created"))
period = _table(
    "period", _id(), _of("team"), _words("name"), _day("first"), _day("last"), _words("state"), _number("changes"),
    UniqueConstraint("team", "name"),
)  # fmt: skip
step = _table(
    "step", _of("period", primary_key=True), _number("number", primary_key=True), _words("state"), _day("day"), _words("who"),
    _words("why"), _words("at"),
)  # fmt: skip
change = _table(
    "change", _id(), _of("period"), _number("number"), _words("who"), _words("why"), _words("at"),
    _of("undoes", "change", nullable=True), UniqueConstraint("period", "number"),
)  # fmt: skip
goal = _table("goal", _id(), _of("team"), _words("origin"), _words("source"), _words("carried_from", True), _number("latest"))
revision = _table(
    "revision", _of("goal", primary_key=True), _number("number", primary_key=True), _of("change"), _of("period"),
    _number("position"), _flag("parked"), _flag("removed"), _words("text"), _words("owner", True),
    _day("deadline", True), _words("metric", True), Column("baseline", Amount), Column("target", Amount), _words("unit", True),
    _words("level", True), _tree("history"), _day("accepted_on", True), _words("accepted_by", True), _words("state"), _day("agreed", True),
)  # fmt: skip
link = _table(
    "link", _words("goal", primary_key=True), _number("number", primary_key=True), _number("place", primary_key=True), _words("target"),
    ForeignKeyConstraint(["goal", "number"], ["revision.goal", "revision.number"], ondelete="CASCADE"),
)  # fmt: skip
answer = _table(
    "answer", _id(), _of("goal"), _number("revision"), _of("change"), _flag("yes"), _words("owner"), _day("day"), _words("reason"),
    _words("at"),
)  # fmt: skip
suggestion = _table(
    "suggestion", _id(), _of("goal"), _number("revision"), _words("text"), _words("shape"), _words("source"), _words("prompt", True),
    _words("prompt_version", True), _words("prompt_hash", True), _words("model", True), _words("rules"), _flag("accepted", True),
    _words("at"),
)  # fmt: skip
dismissal = _table(
    "dismissal", _id(), _of("period"), _of("goal", nullable=True), Column("revision", Integer), _words("rule"), _words("reason"),
    _words("who"), _flag("withdrawn"), _words("at"),
)  # fmt: skip
intake = _table(
    "intake", _id(), _of("team"), _words("kind"), _words("digest"), _words("name"), _tree("details"), _of("change", nullable=True),
    _flag("withdrawn"), _words("at"),
)  # fmt: skip
checkin = _table(
    "checkin", _id(), _of("goal"), _number("number"), Column("value", Amount), _day("day"), _words("source"), _words("note"), _words("at"),
    _of("replaces", "checkin", nullable=True), _of("intake", nullable=True), UniqueConstraint("goal", "number"),
)  # fmt: skip
conversation = _table(
    "conversation", _id(), _of("team"), _number("turns"), _tree("state"), _words("created"), _words("changed"),
)  # fmt: skip
turn = _table(
    "turn", _of("conversation", primary_key=True), _number("number", primary_key=True), _words("message"), _tree("reply"), _day("day"),
    _words("at"),
)  # fmt: skip
bound = _table(
    "bound", _words("name", primary_key=True), _number("number", primary_key=True), _tree("value"), _words("reason"), _words("who"),
    _words("at"),
)  # fmt: skip
hinder = _table(
    "hinder", _words("id", primary_key=True), _number("number", primary_key=True), _of("goal"), _words("text"), _words("adjustment"),
    _words("who"), _day("due", True), _day("opened"), _day("cleared", True), _words("at"),
)  # fmt: skip
decision = _table(
    "decision", _id(), _of("team"), _of("goal", nullable=True), _words("kind"), _words("agreed"), _words("changed"), _words("why"),
    _day("day"), _words("at"),
)  # fmt: skip
lesson = _table(
    "lesson", _of("goal", primary_key=True), _words("question", primary_key=True), _number("number", primary_key=True), _words("answer"),
    _day("day"), _words("at"),
)  # fmt: skip
crm = _table(
    "crm", _of("team", primary_key=True), _words("source", primary_key=True), _words("kind", primary_key=True),
    _words("external", primary_key=True), _number("number", primary_key=True), _tree("details"), _of("intake", nullable=True), _words("at"),
)  # fmt: skip
mapping = _table(
    "mapping", _of("team", primary_key=True), _words("name", primary_key=True), _number("number", primary_key=True), _words("body"),
    _words("at"),
)  # fmt: skip
