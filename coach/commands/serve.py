"""`coach serve`: the page in the browser, on this machine only."""

from __future__ import annotations

from coach.errors import UsageError


def run(port: str, open_browser: bool) -> int:
    """Start the web server and stay until it is stopped. Raises UsageError for a port that cannot be."""
    if not port.isascii() or not port.isdigit() or int(port[:6]) > 65535:
        raise UsageError("port-range", value=port)
    # Gradio and FastAPI cost seconds: only here.
    from coach.serve import run as serve

    serve(port=int(port), open_browser=open_browser)
    return 0
