"""What a review costs: `python benchmarks/review.py [--sets 1000]`. Exit code 1 where a bound is broken.

Cost is linear: of a thousand sets of ten goals, reviewed and written as Markdown and HTML, the last fifth costs at most 1.3 of the first.
A PDF pack, from goals to bytes, takes at most five times a bare typst compile of the same pages: the same words and pictures, page by page,
without any layout.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coach.exchange.actuals import Actual
from coach.review.making import review
from coach.review.model import Given
from coach.review.paper import written
from coach.review.pdf import fonts, painted
from coach.review.wording import worded
from rules.model import Goal
from rules.policy import Policy

TODAY = date(2027, 2, 15)
GROWTH, TIMES = 1.3, 5.0
_FORMS = (
    "{owner} bokar {n} kundmöten i Q1 2027", "{owner} ökar försäljningen från {n} till {m} tkr i Q1 2027",
    "Höja NPS från {n} till {m} i Q1 2027",
    "{owner} ringer {n} samtal per vecka i Q1 2027", "Lansera kundportal {n} senast 31 mars 2027", "Öka försäljningen",
    "{owner} stänger {n} affärer senast 15 mars 2027", "Book {n} demos in Q1 2027", "Minska churn från {n} % till 3 % i Q1 2027",
    "Omsättningen växer från {n} till {m} Mkr 2028",
)  # fmt: skip


def quarter(seed: int) -> Given:
    """Ten goals with six weeks of actuals; no two sets are alike."""
    goals = tuple(
        Goal(text=form.format(owner=f"Säljare {seed % 97}", n=20 + (seed + place) % 31, m=60 + (seed + place) % 17), id=f"m{place}")
        for place, form in enumerate(_FORMS)
    )
    actuals = tuple(
        Actual(goal.id, date(2027, 1, 8) + timedelta(weeks=week), Decimal(3 * week + seed % 5)) for goal in goals[:4] for week in range(6)
    )
    return Given(goals, "2027-Q1", f"Team {seed}", actuals=actuals)


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def reviewed(seed: int) -> None:
    """One set, from goals to two papers."""
    pack = worded(review(quarter(seed), TODAY, Policy.default()), "sv")
    written(pack, "md")
    written(pack, "html")


def growth(sets: int) -> tuple[float, float]:
    """Milliseconds per set, and how much more a set costs in the last fifth than in the first."""
    for seed in range(20):
        reviewed(-seed)
    times = [timed(lambda seed=seed: reviewed(seed)) for seed in range(sets)]  # type: ignore[misc]
    fifth = max(sets // 5, 1)
    return 1000 * statistics.mean(times), statistics.median(times[-fifth:]) / statistics.median(times[:fifth])


BARE = b"""#set document(title: "Bare")
#set page(paper: "a4", margin: 19mm)
#set text(font: "Malcoach Sans", size: 9.5pt)
#for page in json(bytes(sys.inputs.pages)) {
  pagebreak(weak: true)
  for words in page.words { par(words) }
  for svg in page.charts { image(bytes(svg), format: "svg", width: 116mm, alt: "chart") }
}
"""
"""The same words, a paragraph a line, and the same pictures; no tables, no colours, no frames."""


def against_bare(rounds: int = 15) -> tuple[float, float, int]:
    """Seconds of a whole pack and of a bare compile of its pages (the quickest of some rounds, a set each), and the pages."""
    import pypdf
    import typst

    whole, plain, pages = [], [], 0
    for seed in range(10_000, 10_000 + rounds):
        begun = perf_counter()
        pack = worded(review(quarter(seed), TODAY, Policy.default()), "sv")
        made = written(pack, "pdf")
        whole.append(perf_counter() - begun)
        shown = [{"words": page.extract_text().splitlines(), "charts": []} for page in pypdf.PdfReader(io.BytesIO(made)).pages]
        for page, goal in zip(shown[2:], pack.goals, strict=False):
            page["charts"] = [painted(goal.chart.svg)] if goal.chart is not None else []
        pages, data = len(shown), {"pages": json.dumps(shown)}
        begun = perf_counter()
        typst.compile(BARE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=data, format="pdf", pdf_standards=["ua-1"])
        plain.append(perf_counter() - begun)
    return min(whole), min(plain), pages


def main() -> int:
    """Measure, print, judge."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", type=int, default=1000)
    sets = options.parse_args().sets
    each, grown = growth(sets)
    print(f"{sets} sets of {len(_FORMS)} goals: {each:.1f} ms a set; the last fifth costs {grown:.2f} times the first (at most {GROWTH})")
    whole, plain, pages = against_bare()
    times = whole / plain
    print(f"a PDF pack of {pages} pages: {1000 * whole:.0f} ms; bare typst: {1000 * plain:.0f} ms; {times:.1f} times (at most {TIMES:.0f})")
    return int(grown > GROWTH or times > TIMES)


if __name__ == "__main__":
    raise SystemExit(main())
