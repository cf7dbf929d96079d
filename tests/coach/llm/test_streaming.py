"""A chat answer piece by piece, and streams that only look ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

import pytest

from coach.errors import AskFailed
from coach.llm.masking import Mask
from coach.llm.options import ModelSettings
from coach.llm.prompt import Rendered, render
from coach.llm.streaming import stream, stream_async
from tests.coach.llm.loopback import Handler, Play, chunk, fails, hangs, html, served, streams

Ours = Callable[..., ModelSettings]
Way = Callable[[ModelSettings, list[str]], None]
LIMIT = 1.5


def garbled(handler: Handler) -> None:
    handler.events(chunk("Hej "), "{nonsense")


def torn(handler: Handler) -> None:
    """The connection is lost in the middle of the body."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    data = f"data: {chunk('Hej du ')}\n\n".encode()
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()
    handler.close_connection = True


def question() -> Rendered:
    return render("answer", {"language": "Swedish", "question": "Vad gör Karin Ek?", "passages": []}, "sv", Mask())


def at_once(settings: ModelSettings, got: list[str]) -> None:
    got.extend(piece for piece in _kept(stream(settings, question()), got))


def _kept(pieces: Iterator[str], got: list[str]) -> Iterator[str]:
    for piece in pieces:
        got.append(piece)
    yield from ()


def in_a_loop(settings: ModelSettings, got: list[str]) -> None:
    async def run() -> None:
        async for piece in stream_async(settings, question()):
            got.append(piece)

    asyncio.run(run())


WAYS = pytest.mark.parametrize("way", [at_once, in_a_loop])


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    with served(streams("Hej")) as server:
        at_once(ModelSettings(OPENAI_API_KEY="k", OPENAI_BASE_URL=server.url), [])


@WAYS
@pytest.mark.parametrize(
    ("play", "key"),
    [
        (streams("Hej ", "du", finish=None, done=False), "stream"), (streams("Hej ", finish=None), "stream"),
        (streams("Hej", finish="length"), "length"),
        (streams("", finish="content_filter"), "refused"), (streams(*["ord "] * 99, pause=0.1), "late"), (garbled, "stream"),
        (torn, "stream"),
        (hangs, "late"), (html(), "foreign"), (fails(401), "key"), (fails(500), "server"), (fails(429), "busy"), (streams(), "empty"),
    ],
    ids=["cut", "no finish", "length", "filtered", "slow", "garbage", "torn", "hangs", "html", "401", "500", "429", "empty"],
)  # fmt: skip
def test_a_stream_that_did_not_end_well_is_no_answer(way: Way, play: Play, key: str, ours: Ours) -> None:
    with served(play) as server:
        began = time.monotonic()
        with pytest.raises(AskFailed) as caught:
            way(ours(server, LIMIT), [])
        assert time.monotonic() - began < LIMIT + 4
    assert caught.value.key == key


@WAYS
def test_pieces_come_as_they_are_sent_with_names_put_back(way: Way, ours: Ours) -> None:
    got: list[str] = []
    with served(streams("[PER", "SON_1] äger ", "målet, [äg", "are] inte", "!")) as server:
        way(ours(server), got)
    assert "".join(got) == "Karin Ek äger målet, [ägare] inte!"
    assert len(got) > 2
    assert "Karin" not in server.sent()


@WAYS
def test_one_more_try_before_anything_was_shown(way: Way, ours: Ours) -> None:
    got: list[str] = []
    with served(fails(500), streams("Ja.")) as server:
        way(ours(server), got)
    assert "".join(got) == "Ja."


def test_the_first_piece_does_not_wait_for_the_last(ours: Ours) -> None:
    with served(streams("Hej ", "du ", "där ", pause=0.3)) as server:
        began = time.monotonic()
        pieces = stream(ours(server, 5), question())
        assert next(pieces) == "Hej "
        assert time.monotonic() - began < 0.9
        pieces.close()  # type: ignore[attr-defined]
