"""What is derived from the word lists is kept between processes, and never outlives what it was made of."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.reading import kept as room
from rules.reading import language, numbers, phrases, timewords, vocabulary
from rules.reading.kept import kept, place, sources

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for bytecode of its own, where writing is allowed."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    sources.cache_clear()
    yield tmp_path
    sources.cache_clear()


def _files(folder: Path) -> list[str]:
    return sorted(path.name.partition(".")[0] for path in folder.rglob("*.words*"))


def test_made_once(cache: Path) -> None:
    made: list[int] = []

    def build() -> dict[str, tuple[int, ...]]:
        made.append(1)
        return {"mål": (1, 2)}

    assert kept("once", build) == kept("once", build) == {"mål": (1, 2)}
    assert made == [1]
    assert _files(cache) == ["once"]


def test_made_anew_when_a_source_changes(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("stale", lambda: "old") == "old"
    monkeypatch.setattr(room, "sources", lambda: b"another!")
    assert kept("stale", lambda: "new") == "new"


@pytest.mark.parametrize("content", [b"", b"short", b"\0" * 100, None], ids=["empty", "short", "zeros", "cut"])
def test_made_anew_when_the_file_is_broken(cache: Path, content: bytes | None) -> None:
    assert kept("broken", lambda: ["a", "b"]) == ["a", "b"]
    path = place("broken")
    assert path is not None
    path.write_bytes(path.read_bytes()[:-3] if content is None else content)
    assert kept("broken", lambda: ["made", "anew"]) == ["made", "anew"]


def test_nothing_is_written_where_python_keeps_no_bytecode(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept("silent", lambda: 1) == 1
    assert _files(cache) == []


def test_a_place_that_cannot_be_written_costs_nothing_but_time(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "file").write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(cache / "file"))
    assert kept("nowhere", lambda: 2) == 2


def test_every_list_and_module_of_the_room_counts(
    cache: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path_factory.mktemp("room")
    for name in ("lexicon/sv", "lexicon/en"):
        (copy / name).mkdir(parents=True)
    seen = set()
    monkeypatch.setattr(room, "ROOM", copy)
    for name in ("marking.py", "lexicon/weights.toml", "lexicon/sv/dates.toml", "lexicon/en/dates.toml"):
        for text in ("a = 1", "a = 2"):
            (copy / name).write_text(text)
            sources.cache_clear()
            seen.add(sources())
    assert len(seen) == 8


@pytest.mark.parametrize("tongue", ["sv", "en"])
def test_what_was_kept_is_what_is_made(cache: Path, tongue: str) -> None:
    for _ in range(2):  # the second time around it comes from the file
        assert kept(f"words-{tongue}", lambda: vocabulary._joined(tongue)) == vocabulary._joined(tongue)
        assert kept("weights", language._weighed) == language._weighed()
        assert kept("times", timewords._read) == timewords._read()
        assert kept(f"quantities-{tongue}", lambda: phrases._read(tongue)) == phrases._read(tongue)
        assert kept(f"numerals-{tongue}", lambda: numbers._compounds(tongue)) == numbers._compounds(tongue)


def test_what_a_language_lists_is_not_listed_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(tongue: str) -> vocabulary.Words:
        raise AssertionError(f"listed anew: {tongue}")

    vocabulary.own_words.cache_clear()
    made = vocabulary.own_words("en")
    assert {"customer", "sell"} <= made
    assert "kund" not in made
    vocabulary.own_words.cache_clear()
    monkeypatch.setattr(vocabulary, "_gather", never)
    assert vocabulary.own_words("en") == made


def test_a_process_reads_what_another_kept(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    script = (
        "from datetime import date\nfrom rules.reading import kept, read\n"
        "print(repr(read('Öka antal demos till 12 per vecka i Q3', date(2026, 11, 23))))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env={**env, "PYTHONPYCACHEPREFIX": str(tmp_path)}, capture_output=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1]
    assert {"words-sv", "weights", "times", "quantities-sv"} <= set(_files(tmp_path))
