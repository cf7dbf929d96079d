"""Bytes to numbered lines, in constant memory: what encoding a file has, and what is no text at all.

UTF-8 (with or without a mark) is what is expected; UTF-16 and UTF-32 are read by their mark. A line that is not UTF-8 is read as
Windows-1252 (which holds latin-1) and named once. A line above the limit is named and passed over.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from coach.errors import InputError, Problem, notice, problem

Line = tuple[int, str]
LINE_LIMIT = 1_000_000
"""Bytes of one line: a thousand long goals' worth, and no more than what may stand in memory at a time."""

_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_KINDS = (
    (b"PK\x03\x04", "zip"), (b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"), (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"\x1f\x8b", "zip"), (b"\x7fELF", "program"), (b"SQLite format 3\x00", "database"),
)  # fmt: skip
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\x00\t\n\x0b\x0c\r\x1b") + b"\x7f"
_SURROGATE = re.compile("[\ud800-\udfff]")


def lines(handle: IO[bytes], name: str, limit: int = LINE_LIMIT) -> Iterator[Line | Problem]:
    """The lines of a byte stream, numbered from 1, without their ends. Raises InputError for what is no text; `name` is the file's."""
    chunks = _chunks(handle)
    head = _head(chunks)
    if not head:
        raise InputError("file-empty", file=name)
    encoding, head, guessed = _encoding(head, name)
    if guessed:
        yield notice("encoding-guess", encoding=encoding.upper()[:6])
    parts = _prepend(head, chunks)
    yield from _decoded(_split(parts if encoding == "utf-8" else _transcoded(parts, encoding), limit))


def whole(raw: bytes, name: str) -> tuple[str, str]:
    """A whole document as text, and the encoding that was guessed ("" where it is sure). Raises InputError for what is no text."""
    encoding, rest, guessed = _encoding(raw, name)
    if encoding != "utf-8":
        return rest.decode(encoding, "replace"), encoding.upper()[:6] if guessed else ""
    try:
        return rest.decode(), ""
    except UnicodeDecodeError:
        return _western(rest), "Windows-1252 (latin-1)"


def clean(text: str) -> str:
    """`text` without lone surrogates (from JSON escapes or file names), which no encoding can write; as long as it was."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def as_stream(text: str) -> IO[bytes]:
    """A text as the stream that a file would be."""
    return BytesIO(clean(text).encode())


def _chunks(handle: IO[bytes]) -> Iterator[bytes]:
    # read1 hands over what a pipe holds now, so that a goal is answered before the next one is written.
    read = getattr(handle, "read1", handle.read)
    while chunk := read(_CHUNK):
        yield chunk


def _head(chunks: Iterator[bytes]) -> bytes:
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= 8 or b"\n" in head:
            break
    return head


def _prepend(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _encoding(head: bytes, name: str) -> tuple[str, bytes, bool]:
    """The encoding, the head without its mark, and whether the encoding was guessed. Raises InputError for what is no text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, head[len(mark) :], False
    for magic, kind in _KINDS:
        if head.startswith(magic):
            raise InputError(f"file-{kind}", file=name)
    zeros = head.count(0)
    if zeros > len(head) * 0.3:
        # Latin letters in UTF-16 have a zero as every other byte.
        if head[1::2].count(0) > zeros * 0.9:
            return "utf-16-le", head, True
        if head[0::2].count(0) > zeros * 0.9:
            return "utf-16-be", head, True
        raise InputError("file-binary", file=name)
    if len(head) - len(head.translate(None, _CONTROL)) > len(head) * 0.05:
        raise InputError("file-binary", file=name)
    return "utf-8", head, False


def _transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8")
    yield decoder.decode(b"", True).encode("utf-8")


def _split(chunks: Iterator[bytes], limit: int) -> Iterator[bytes | int]:
    """Lines as bytes; a line above the limit as its length."""
    rest = b""
    skipped = 0
    for chunk in chunks:
        data = rest + chunk if rest else chunk
        rest = b""
        if b"\r" in data:
            held = data.endswith(b"\r")
            data = (data[:-1] if held else data).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            rest = b"\r" if held else b""
        *whole, last = data.split(b"\n")
        for line in whole:
            if skipped:
                yield skipped + len(line)
                skipped = 0
            else:
                yield line if len(line) <= limit else len(line)
        if skipped or len(last) > limit:
            skipped += len(last)
        else:
            rest = last + rest
    if skipped:
        yield skipped
    elif rest:
        yield rest.removesuffix(b"\r")


def _decoded(parts: Iterator[bytes | int]) -> Iterator[Line | Problem]:
    guessed = False
    for number, part in enumerate(parts, 1):
        if isinstance(part, int):
            yield problem("line-long", number, size=f"{part / 1_000_000:.1f}".removesuffix(".0"))
            continue
        try:
            yield number, part.decode()
        except UnicodeDecodeError:
            if not guessed:
                guessed = True
                yield notice("encoding-guess", number, encoding="Windows-1252 (latin-1)")
            yield number, _western(part)


def _western(part: bytes) -> str:
    try:
        return part.decode("cp1252")
    except UnicodeDecodeError:
        return part.decode("latin-1")
