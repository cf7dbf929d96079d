"""`coach data`: where things are kept, all of it in one file and back again, and all of it gone."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from coach import store
from coach.commands import options, screen
from coach.errors import InputError, StoreError, UsageError
from coach.exchange.columns import shown
from coach.texts import Language, text

ACTIONS = ("where", "export", "restore", "delete")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach data`."""

    action: str
    file: str | None = None
    yes: bool = False
    language: str = "auto"


def run(request: Request) -> int:
    """Do what was asked for; 0 when it is done. Raises UsageError, InputError or StoreError."""
    language = options.language(request.language)
    action = options.choice("coach data", request.action, ACTIONS)
    if request.file is not None and action in ("where", "delete"):
        raise UsageError("data-file", action=action)
    if action == "where":
        print(store.where())
    elif action == "export":
        _export(request.file or "-", language)
    elif action == "restore":
        _restore(request.file or "-", language)
    else:
        _delete(request.yes, language)
    return 0


def _export(file: str, language: Language) -> None:
    with store.open_store() as kept:
        document, place = kept.export(), kept.place
    if file == "-":
        _write(document, sys.stdout)
        return
    try:
        # Only for the user's own eyes, and never over a file that is there.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError("file-exists", file=shown(file, 200)) from None
    with open(descriptor, "w", encoding="utf-8", newline="\n") as stream:
        _write(document, stream)
    screen.tell(_said(language, "exported", place, file=file), grave=False)


def _write(document: object, stream: IO[str]) -> None:
    json.dump(document, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _restore(file: str, language: Language) -> None:
    if file == "-" and sys.stdin.isatty():
        raise UsageError("data-nothing")
    document = _read(file)
    with store.open_store() as kept:
        kept.restore(document)
        screen.tell(_said(language, "restored", kept.place), grave=False)


def _read(file: str) -> object:
    name = shown(file, 200)
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        raise InputError("file-missing", file=name) from None
    except IsADirectoryError:
        raise InputError("file-directory", file=name) from None
    except OSError as failure:
        raise InputError("file-read", file=name, reason=failure.strerror or type(failure).__name__) from None
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise StoreError("export-shape") from None


def _delete(yes: bool, language: Language) -> None:
    place = store.where()
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("data-yes", place=place)
        print(_said(language, "sure", place), end=" ", flush=True)
        if sys.stdin.readline().strip().lower() != text(language, "data.word", "store"):
            print(_said(language, "kept", place))
            return
    with store.open_store() as kept:
        kept.delete_all()
    print(_said(language, "deleted", place))


def _said(language: Language, key: str, place: str, **params: str) -> str:
    """A line about the place, in words."""
    params["word"] = text(language, "data.word", "store")
    return text(language, f"data.{key}", "store", place=place, **params)
