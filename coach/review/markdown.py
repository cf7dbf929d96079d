"""The pack as Markdown: user's words escaped, one section per goal."""

from __future__ import annotations

from coach.followup.pages import escaped
from coach.review.pack import Fact, Pack, Page, Part, Table


def markdown(pack: Pack) -> str:
    """The whole pack, ending in a line break."""
    lines = [f"# {escaped(pack.title)}", "", " · ".join(escaped(words) for words in (pack.subtitle, pack.made) if words)]
    if pack.lead:
        lines += ["", escaped(pack.lead)]
    if pack.tiles:
        lines += ["", " · ".join(f"**{escaped(tile.figure)}** {escaped(tile.label)}" for tile in pack.tiles)]
    for part in (*pack.front, *pack.rest):
        lines += _part(part, 2)
    for page in pack.goals:
        lines += _page(page, pack)
    for sheet in pack.sheets:
        lines += ["", f"## {escaped(sheet.owner)}", "", escaped(sheet.lead)]
        for page in sheet.goals:
            lines += _short(page, pack)
    if pack.signatures:
        lines += ["", f"## {escaped(pack.words['signatures'])}"]
        room = "\\_" * 16
        lines += [f"\n{escaped(name)}: {room} {escaped(pack.words['date'])}: {room}" for name in pack.signatures]
    return "\n".join([*lines, "", "---", "", f"*{escaped(pack.foot)}*"]) + "\n"


def _page(page: Page, pack: Pack) -> list[str]:
    badges = " · ".join(f"**{escaped(badge.words)}**" for badge in (page.state, page.status) if badge is not None)
    lines = ["", f"## {escaped(page.name)}. {escaped(page.text)}", "", badges, "", _facts(page.facts), "", escaped(page.summary)]
    lines += ["", f"### {escaped(pack.words['criteria'])}", ""]
    lines += [f"- {sign.sign} {escaped(sign.criterion)}: {escaped(sign.light)} ({escaped(sign.verdict)})" for sign in page.signs]
    for part in (page.questions, page.standing):
        if part is not None:
            lines += _part(part, 3)
            if part is page.standing and page.figures:
                lines += ["", _facts(page.figures)]
                if page.chart is not None:
                    lines += ["", _table(page.chart.table)]
    for part in (page.findings, page.hinders, page.lessons, page.history, page.versions, page.acceptance, page.proposal):
        if part is not None:
            lines += _part(part, 3)
    lines += ["", f"### {escaped(pack.words['fields'])}", ""]
    return lines + [f"- {escaped(pack.words[key])}:" for key in ("agreed", "changed", "reason")]


def _short(page: Page, pack: Pack) -> list[str]:
    """A goal as it stands on its owner's page."""
    badges = " · ".join(f"**{escaped(badge.words)}**" for badge in (page.state, page.status) if badge is not None)
    lines = ["", f"### {escaped(page.name)}. {escaped(page.text)}", "", badges, "", _facts(page.facts)]
    if page.standing is not None:
        lines += ["", escaped(page.standing.lead)]
    lines += _part(page.agreement, 4) + _part(page.questions, 4)
    return [*lines, "", *(f"- {escaped(pack.words[key])}:" for key in ("agreed", "changed", "reason"))]


def _part(part: Part, level: int) -> list[str]:
    lines = ["", f"{'#' * level} {escaped(part.title)}"]
    if part.lead:
        lines += ["", escaped(part.lead)]
    if part.points:
        lines.append("")
        for point in part.points:
            about = f" *({escaped(point.about)})*" if point.about else ""
            asked = f" {escaped(point.question)}" if point.question else ""
            lines.append(f"- **{escaped(point.label)}** {escaped(point.message)}{asked}{about}")
    if part.table is not None:
        lines += ["", _table(part.table)]
    if part.lines:
        lines += ["", *(f"- {escaped(line)}" for line in part.lines)]
    return lines


def _facts(facts: tuple[Fact, ...]) -> str:
    return " · ".join(f"{escaped(fact.label)}: {escaped(fact.words)}" for fact in facts)


def _table(table: Table) -> str:
    rules = ["---:" if at in table.numeric else "---" for at in range(len(table.heads))]
    found = [[escaped(head) for head in table.heads], rules, *([escaped(cell.words) for cell in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in found)
