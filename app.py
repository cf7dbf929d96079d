"""The front door: `uv run app.py` opens Målcoachen at http://127.0.0.1:7860, on this computer only."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from coach import serve
from coach.errors import CoachError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; 2 when that is not possible, with the reason in words."""
    parser = argparse.ArgumentParser(prog="app.py", description=__doc__)
    parser.add_argument("--port", type=int, default=7860, help="7860, if nothing else is said")
    parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1; every other address is refused")
    parser.add_argument("--open", action="store_true", help="open the browser as well")
    chosen = parser.parse_args(arguments)
    try:
        serve.serve(chosen.port, chosen.open, host=chosen.host)
    except KeyboardInterrupt:
        return 0
    except (CoachError, OSError) as failure:
        print(f"coach: {serve.told(failure, chosen.port)}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
