"""Numbers that share what they count: a starting value with its goal, bare numbers in a row (rulebook §2, §4)."""

from __future__ import annotations

from rules.reading.scan import SERIES, Scan


def paired(scan: Scan) -> None:
    """A starting value and its goal share unit and noun: "från 12 % till 15", "from 25 to 50 leads"."""
    for one, two in zip(scan.found, scan.found[1:], strict=False):
        if "baseline" not in (one.role, two.role) or "name" in (one.role, two.role) or "factor" in (one.kind, two.kind):
            continue
        poor, rich = (one, two) if one.unit is None and one.kind in ("number", "points", "count") else (two, one)
        if poor.noun is None and poor.unit is None and rich.unit is not None and rich.kind != "rank":
            poor.unit, poor.kind = rich.unit, rich.kind
            if poor.value is not None and rich.value is not None and poor.times == 1 and rich.times > 1:
                poor.value, poor.times = poor.value * rich.times, rich.times
        elif "points" in (poor.kind, rich.kind) and poor.unit == rich.unit and poor.noun is None and rich.noun is None:
            poor.kind = rich.kind = "points"
        elif poor.noun is None and poor.unit is None and rich.noun is not None:
            poor.noun, poor.kind = rich.noun, rich.kind
        elif rich.noun is None and rich.unit is None and poor.noun is not None and poor.unit is None:
            rich.noun, rich.kind = poor.noun, poor.kind


def series(scan: Scan) -> None:
    """ "Q1 80 SQL, Q2 100, Q3 130": bare numbers in a row count what the first one counts."""
    for one, two in zip(scan.found, scan.found[1:], strict=False):
        if one.role != "target" or two.role != "target" or two.kind != "number" or two.noun is not None or two.unit is not None:
            continue
        if one.kind == "count" and all(
            scan.dated(at) or scan.line[at] in SERIES or scan.line[at] in scan.spelling.ands for at in range(one.tail + 1, two.first)
        ):
            two.noun, two.unit, two.kind = one.noun, one.unit, one.kind
