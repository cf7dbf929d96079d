"""The page on a day that is read from a file at each request, so that a test can let weeks go by: `python tests/coach/ui/dated.py FILE`."""

from __future__ import annotations

import socket
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import uvicorn

sys.path.insert(0, str(Path(__file__).parents[3]))

from coach import serve
from coach.store.store import Store
from rules.policy import Policy


def main(file: Path) -> None:
    """Serve until stopped; the first line says where."""

    def today() -> date:
        return date.fromisoformat(file.read_text("utf-8").strip())

    def moment() -> datetime:
        # The day of the file, and the time of now: what is written later is later.
        return datetime.combine(today(), datetime.now(UTC).time(), UTC)

    with socket.create_server((serve.HOST, 0)) as listener, Store(clock=moment) as store:
        app = serve.build(Policy.default(), store, today)
        print(f"http://{serve.HOST}:{listener.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
