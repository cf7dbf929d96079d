"""What is derived from the word lists, kept between processes the way Python keeps its bytecode, and in the same place.

To parse, fold and index the lists takes longer than everything else in a short run. What comes of it is plain data, so it is written
beside the bytecode under a mark of every list and every module of this room, and made anew as soon as any of them is another. Where
nothing can be written (or Python was told to write no bytecode) it is made in every process.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")
ROOM = Path(__file__).parent


def kept(part: str, build: Callable[[], T]) -> T:
    """What `build` makes (dicts, lists, tuples, sets, strings, numbers), from where it was kept if nothing it is made of has changed."""
    path = place(part)
    if path is None:
        return build()
    mark = sources()
    with suppress(OSError, EOFError, ValueError, TypeError):
        data = path.read_bytes()
        if data.startswith(mark):
            found: T = marshal.loads(memoryview(data)[len(mark) :])
            return found
    made = build()
    if not sys.dont_write_bytecode:
        _keep(path, mark + marshal.dumps(cast(Any, made)))
    return made


def place(part: str) -> Path | None:
    """Where a part is kept: beside the bytecode of this room. None where Python keeps none."""
    try:
        return Path(cache_from_source(str(ROOM / f"{part}.py"))).with_suffix(".words")
    except NotImplementedError:
        return None


@cache
def sources() -> bytes:
    """The mark of all that the parts are made of: the word lists and the code of this room, byte by byte."""
    found: list[bytes] = []
    for folder in (ROOM, *(ROOM / "lexicon" / name for name in ("", "sv", "en"))):
        with suppress(OSError):
            for item in sorted(os.listdir(folder)):
                if item.endswith((".py", ".toml")):
                    found += (item.encode(), (folder / item).read_bytes())
    return source_hash(b"\0".join(found))


def _keep(path: Path, data: bytes) -> None:
    """Written under another name first: a process that reads at the same moment finds the old or the new, never half of it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
