"""JSON Lines out: one object per goal as soon as it is checked, version 1 of the contract (docs/cli.md)."""

from __future__ import annotations

from json.encoder import JSONEncoder
from typing import Any

import orjson

from coach.emit.form import Setting, Tally
from coach.emit.shape import goal_shape, set_shape
from coach.errors import Problem
from coach.examiner import Examined
from coach.texts import remark
from rules.model import Finding

_lenient = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")).encode


def encode(shape: object) -> str:
    """`shape` as compact JSON. Half a character (a lone surrogate), which orjson refuses, is passed on as it came."""
    try:
        return orjson.dumps(shape).decode()
    except TypeError:
        return _lenient(shape)


class JsonLines:
    """Writes a line per goal, a line per bad line in its place, and the set as the last."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A line for a goal; with several inputs it tells which one."""
        shape = goal_shape(examined, self._setting)
        self._line({"file": file, **shape} if self._setting.several else shape)

    def problem(self, problem: Problem, file: str) -> None:
        """`{"line", "error"}` for what was lost; a notice is not for the machine."""
        if problem.lost:
            shape = {"line": problem.line, "error": remark(self._setting.language, problem)}
            self._line({"file": file, **shape} if self._setting.several else shape)

    def failure(self, message: str, file: str) -> None:
        """`{"file", "line", "error"}` for an input that could not be read at all."""
        self._line({"file": file, "line": None, "error": message})

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """`{"set": …}` as the last line, when it was asked for."""
        if findings is not None:
            self._line({"set": set_shape(findings, tally.goals, self._setting)})

    def _line(self, shape: dict[str, Any]) -> None:
        self._setting.write(encode(shape) + "\n")
