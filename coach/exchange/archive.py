"""A look at a workbook before it is opened: whether it is one, and how much it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO
from zipfile import BadZipFile, ZipFile

from coach.errors import InputError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old Excel format begins, which is also that of a workbook with a password."""


@dataclass(frozen=True, slots=True)
class Contents:
    """`names`: the parts, in small letters. `packed`, `unpacked`: their bytes in the file and out of it."""

    names: tuple[str, ...]
    packed: int
    unpacked: int


def contents(handle: IO[bytes], name: str) -> Contents:
    """What a workbook holds; `handle` stands at its start before and after. Raises InputError for an empty, locked or broken one."""
    magic = handle.read(len(_OLE))
    handle.seek(0)
    if not magic:
        raise InputError("file-empty", file=name)
    if magic == _OLE:
        raise InputError("xlsx-locked", file=name)
    try:
        with ZipFile(handle) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError("xlsx-broken", file=name) from None
    handle.seek(0)
    names = tuple(entry.filename.lower() for entry in entries)
    return Contents(names, sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries))


def workbook(held: Contents, name: str) -> None:
    """Raises InputError where no workbook is among the parts."""
    if "xl/workbook.xml" not in held.names:
        raise InputError("xlsx-broken", file=name)
