"""What the page costs: `python benchmarks/page.py [--rounds 9] [--turns 2000]`. Exit code 1 where a bound is broken. Needs chromium.

Ten goals are pasted in a real browser; the time runs from the press of Enter to the first card that is painted. Beside it, in the same
run and turn by turn with it, a bare Gradio chat that echoes the same words back: the median may be three times as long. Then two
thousand turns go through the page's own endpoint; the memory of the server's process may not grow from the five hundredth on.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TIMES, GROWTH = 3.0, 1.03
"""How many times the echo; and how much of the memory after 500 turns may be there at the end (the allocator's own unrest is under 3 %)."""
STEP = 500
GOALS = """Operativa mål, kvartal 1
- Säljchefen höjer bruttomarginalen från 38 till 42 % senast 31 mars 2027
- Öka försäljningen
- Varje säljare bokar 12 kundmöten i månaden
- Minska churn från 4 % till 3 % i Q1 2027
- Bli bättre på merförsäljning
- KAM-teamet stänger 15 nya avtal senast 15 mars
- Vinna fler upphandlingar
- Anna ringer 40 samtal i veckan
- NPS från 31 till 40 före kvartalets slut
- Snittordern upp 8 %"""
TALK = (
    "Öka försäljningen", "ångra", "Hur många mål ska vi ha?", "hej", "Varför behövs en ägare?", "Anna bokar 40 möten i Q1 2027", "ångra",
    "hjälp", "hur går det?", "tack!",
)  # fmt: skip
"""Ten turns after which the set is what it was before them: whatever grows is not the user's."""
_CLOCK = """query => {
  window.took = new Promise(done => addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    const begun = performance.now();
    const look = () => document.querySelector(query)?.offsetHeight ? done(performance.now() - begun) : requestAnimationFrame(look);
    look();
  }, { capture: true, once: true }));
}"""


@dataclass(frozen=True, slots=True)
class Served:
    """A server in a process of its own."""

    url: str
    process: int

    def memory(self) -> int:
        """Resident bytes."""
        found = re.search(r"VmRSS:\s*(\d+) kB", Path(f"/proc/{self.process}/status").read_text("ascii"))
        assert found is not None
        return int(found[1]) * 1024


@contextmanager
def served(*command: str, **environment: str) -> Iterator[Served]:
    """`command` run with this Python until it has told its address, and ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield Served(found[0], process.pid)
                return
        raise SystemExit(f"{command[0]} did not start")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def echo() -> None:
    """The bare chat: what it is told comes back."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio

    def same(message: str, history: list[Any]) -> str:
        return message

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    gradio.ChatInterface(same).launch(server_name="127.0.0.1", server_port=port, footer_links=[], share=False)


def pasted(page: Any, field: str, answer: str) -> float:
    """Milliseconds from Enter until `answer` is painted."""
    page.evaluate(_CLOCK, answer)
    page.fill(field, GOALS)
    page.press(field, "Enter")
    return float(page.evaluate("window.took"))


def coached(browser: Any, url: str) -> float:
    """Ten goals pasted into an empty page of ours."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("#app [data-ready]", state="attached")
    took = pasted(page, "#message", "#panel article[data-goal]")
    page.click("header [data-act=settings]")
    page.click(".danger summary")
    page.click("[data-act=delete]")
    page.wait_for_selector("#start:not([hidden])")
    page.close()
    return took


def echoed(browser: Any, url: str) -> float:
    """The same words sent to the echo."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("textarea")
    # Gradio hears the keyboard only once its own script has settled, and its heartbeat keeps the network from ever being idle.
    page.wait_for_timeout(1500)
    took = pasted(page, "textarea", "[data-testid=bot]")
    page.close()
    return took


def paired(browser: Any, ours: str, bare: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of both, turn by turn, after a round that warms both up."""
    times = [(coached(browser, ours), echoed(browser, bare)) for _ in range(rounds + 1)]
    return [mine for mine, _ in times[1:]], [plain for _, plain in times[1:]]


def endpoint(browser: Any, url: str) -> tuple[str, dict[str, Any]]:
    """Where the page sends what is typed, and a message as it sends it."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("#app [data-ready]", state="attached")
    page.fill("#message", "hej")
    with page.expect_request(lambda asked: "component_server" in asked.url and '"send"' in (asked.post_data or "")) as sent:
        page.press("#message", "Enter")
    page.wait_for_selector("#turns .turn")
    asked = sent.value
    page.close()
    return str(asked.url), dict(json.loads(asked.post_data))


def talked(address: str, form: dict[str, Any], message: str, nonce: str) -> None:
    """One turn, as a page with an open talk sends it. Raises SystemExit where it is not answered."""
    values = form["data"][0] if isinstance(form["data"], list) else form["data"]
    body = {**values, "message": message, "nonce": nonce}
    whole = {**form, "data": [body] if isinstance(form["data"], list) else body}
    request = urllib.request.Request(address, json.dumps(whole).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        told = json.load(answer)
    if not told.get("turns"):
        raise SystemExit(f"turn {nonce} was not answered: {json.dumps(told)[:200]}")


def remembered(address: str, form: dict[str, Any], server: Served, turns: int) -> dict[int, int]:
    """The server's memory after each five hundred turns."""
    found: dict[int, int] = {}
    for number in range(1, turns + 1):
        talked(address, form, TALK[(number - 1) % len(TALK)], f"turn{number}")
        if number % STEP == 0:
            found[number] = server.memory()
            print(f"  {number:5} turns: {found[number] / 1e6:.0f} MB", flush=True)
    return found


def main() -> int:
    """Measure, print, judge."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--turns", type=int, default=2000)
    options.add_argument("--echo", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.echo:
        echo()
        return 0
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("COACH_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no chromium here")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with served("app.py", "--port", "0", COACH_DATABASE_URL=f"sqlite:///{folder}/coach.sqlite") as ours:
            with served(__file__, "--echo") as bare:
                mine, plain = paired(browser, ours.url, bare.url, chosen.rounds)
            times = median(mine) / median(plain)
            print(
                f"ten goals to the first card: {median(mine):.0f} ms ({min(mine):.0f}–{max(mine):.0f}); a bare echo:"
                f" {median(plain):.0f} ms ({min(plain):.0f}–{max(plain):.0f}); {times:.1f} times (at most {TIMES:.0f})"
            )
            address, form = endpoint(browser, ours.url)
            browser.close()
            print(f"memory of the server over {chosen.turns} turns:")
            found = remembered(address, form, ours, chosen.turns)
    grown = found[max(found)] / found[min(found)] if found else 1.0
    print(f"the last is {grown:.2f} times the first (at most {GROWTH})")
    return int(times > TIMES or grown > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
