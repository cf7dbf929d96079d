"""The pack as one HTML page that stands alone: no script, nothing fetched, light and dark, made to be printed too."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from importlib.resources import files

from coach.review.pack import Badge, Fact, Pack, Page, Part, Point, Sheet, Table


def html(pack: Pack) -> str:
    """The whole page."""
    title = escape(pack.title)
    under = " · ".join(escape(words) for words in (pack.subtitle, pack.made) if words)
    front = "".join(_part(part, 2) for part in pack.front)
    rest = f'<section class="rest">{"".join(_part(part, 2) for part in pack.rest)}</section>' if pack.rest else ""
    goals = "".join(_page(page, pack) for page in pack.goals)
    sheets = "".join(_sheet(sheet, pack) for sheet in pack.sheets)
    lead = f'<p class="lead">{escape(pack.lead)}</p>' if pack.lead else ""
    return (
        f'<!doctype html>\n<html lang="{pack.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title><style>{_fonts()}{_style()}</style></head>\n'
        f'<body><main><header class="top"><p class="mark" aria-hidden="true">{_MARK}Målcoachen</p><h1>{title}</h1>'
        f'<p class="under">{under}</p></header>'
        f"{lead}{_tiles(pack)}{front}{rest}{goals}{sheets}{_signatures(pack)}"
        f"<footer>{escape(pack.foot)}</footer></main></body></html>\n"
    )


_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
_MARK = (
    '<svg viewBox="0 0 24 24" width="20" height="20"><g fill="none" stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="10"/>'
    '<circle cx="12" cy="12" r="5.5"/></g><circle cx="12" cy="12" r="2" fill="currentColor"/></svg>'
)


def _tiles(pack: Pack) -> str:
    if not pack.tiles:
        return ""
    shown = "".join(f'<li class="{tile.tone}"><b>{escape(tile.figure)}</b> <span>{escape(tile.label)}</span></li>' for tile in pack.tiles)
    return f'<ul class="tiles">{shown}</ul>'


def _page(page: Page, pack: Pack) -> str:
    number = escape(page.name)
    text = _text(page)
    badges = "".join(_badge(badge) for badge in (page.state, page.status) if badge is not None)
    signs = "".join(
        f'<li class="{sign.tone}"><span class="sign" aria-hidden="true">{sign.sign}</span><b>{escape(sign.criterion)}</b>'
        f'<span class="soft">{escape(sign.light)}<br>{escape(sign.verdict)}</span></li>'
        for sign in page.signs
    )
    asked = "".join(f"<li>{escape(line)}</li>" for line in page.questions.lines)
    parts = "".join(_part(part, 3) for part in (page.findings, page.hinders, page.lessons) if part is not None)
    tail = "".join(f"<div>{_part(part, 3)}</div>" for part in (page.acceptance, page.history, page.versions) if part is not None)
    fields = "".join(f'<div class="field"><span>{escape(pack.words[key])}</span></div>' for key in ("agreed", "changed", "reason"))
    return (
        f'<article class="goal" aria-labelledby="goal-{number}"><div class="head"><span class="n" aria-hidden="true">{number}</span>'
        f'<h2 id="goal-{number}"><span class="sr">{number}. </span>{text}</h2><p class="badges">{badges}</p></div>'
        f'{_facts(page.facts, "meta")}<p class="summary">{escape(page.summary)}</p>'
        f'<h3 class="sr">{escape(pack.words["criteria"])}</h3><ul class="signs">{signs}</ul>'
        f'<section class="ask"><h3>{escape(page.questions.title)}</h3><ol>{asked}</ol></section>{_standing(page)}{parts}'
        f'<div class="columns">{tail}</div><section class="next">{_part(page.proposal, 3)}</section>'
        f'<section class="fields"><h3>{escape(pack.words["fields"])}</h3>{fields}</section></article>'
    )


def _sheet(sheet: Sheet, pack: Pack) -> str:
    """One person's goals, each with its questions and room to write in."""
    made = []
    for page in sheet.goals:
        badges = "".join(_badge(badge) for badge in (page.state, page.status) if badge is not None)
        asked = "".join(f"<li>{escape(line)}</li>" for line in page.questions.lines)
        fields = "".join(f'<div class="field"><span>{escape(pack.words[key])}</span></div>' for key in ("agreed", "changed", "reason"))
        stands = f"<p>{escape(page.standing.lead)}</p>{page.spark}" if page.standing is not None else ""
        made.append(
            f'<article class="goal"><div class="head"><span class="n" aria-hidden="true">{escape(page.name)}</span>'
            f'<h3><span class="sr">{escape(page.name)}. </span>{_text(page)}</h3>'
            f'<p class="badges">{badges}</p></div>{_facts(page.facts, "meta")}<div class="columns">'
            f"<div>{stands}{_part(page.agreement, 4)}</div>"
            f'<section class="ask"><h4>{escape(page.questions.title)}</h4>'
            f'<ol>{asked}</ol></section></div><div class="boxes">{fields}</div></article>'
        )
    return f'<section class="sheet"><h2>{escape(sheet.owner)}</h2><p class="soft">{escape(sheet.lead)}</p>{"".join(made)}</section>'


def _text(page: Page) -> str:
    """The goal with what findings rest on marked."""
    return "".join(f'<mark class="{tone}">{escape(words)}</mark>' if tone else escape(words) for words, tone in page.marked)


def _standing(page: Page) -> str:
    if page.standing is None:
        return ""
    drawn = f'<figure class="chart">{page.chart.svg}</figure>' if page.chart is not None else ""
    sums = "".join(f"<li>{escape(line)}</li>" for line in page.standing.lines)
    return (
        f"<section><h3>{escape(page.standing.title)}</h3><p>{escape(page.standing.lead)}</p>{_facts(page.figures, 'figures')}{drawn}"
        + (f'<ul class="sums">{sums}</ul>' if sums else "") + "</section>"
    )  # fmt: skip


def _part(part: Part, level: int) -> str:
    lead = f'<p class="soft">{escape(part.lead)}</p>' if part.lead else ""
    points = f'<ul class="points">{"".join(_point(point) for point in part.points)}</ul>' if part.points else ""
    table = _table(part.table, part.title) if part.table is not None else ""
    lines = part.lines
    if len(lines) == 1:
        told = f"<p>{escape(lines[0])}</p>"
    else:
        told = f'<ul class="lines">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>' if lines else ""
    return f"<h{level}>{escape(part.title)}</h{level}>{lead}{points}{table}{told}"


def _point(point: Point) -> str:
    asked = f" <em>{escape(point.question)}</em>" if point.question else ""
    about = f' <span class="soft">{escape(point.about)}</span>' if point.about else ""
    return f'<li class="{point.tone}"><b class="label">{escape(point.label)}</b> <span>{escape(point.message)}{asked}{about}</span></li>'


def _table(table: Table, title: str) -> str:
    """The table, which may be wider than a narrow screen: it scrolls in a box of its own that the keyboard reaches."""
    heads = "".join(f'<th scope="col"{_numeric(table, at)}>{escape(head)}</th>' for at, head in enumerate(table.heads))
    rows = []
    for row in table.rows:
        cells = []
        for at, cell in enumerate(row):
            words = f'<span class="badge {cell.tone}">{escape(cell.words)}</span>' if cell.tone else escape(cell.words)
            cells.append(f'<th scope="row">{words}</th>' if cell.strong else f"<td{_numeric(table, at)}>{words}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(title)}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _numeric(table: Table, at: int) -> str:
    return ' class="num"' if at in table.numeric else ""


def _badge(badge: Badge) -> str:
    return f'<span class="badge {badge.tone}">{escape(badge.words)}</span> '


def _facts(facts: tuple[Fact, ...], kind: str) -> str:
    if not facts:
        return ""
    shown = "".join(
        f"<div{' class=miss' if fact.miss else ''}><dt>{escape(fact.label)}</dt><dd>{escape(fact.words)}</dd></div>" for fact in facts
    )
    return f'<dl class="{kind}">{shown}</dl>'


def _signatures(pack: Pack) -> str:
    if not pack.signatures:
        return ""
    rows = "".join(
        f'<div class="sign-row"><div><span>{escape(pack.words["date"])}</span></div><div><span>{escape(name)}</span></div></div>'
        for name in pack.signatures
    )
    return f'<section class="signatures"><h2>{escape(pack.words["signatures"])}</h2>{rows}</section>'


@cache
def _fonts() -> str:
    """The two fonts in the page itself, so that it looks the same everywhere and asks for nothing."""
    found = []
    for name, weight in (("Regular", 400), ("Bold", 700)):
        data = base64.b64encode(files("coach.review").joinpath("fonts", f"MalcoachSans-{name}.woff2").read_bytes()).decode()
        found.append(
            f"@font-face{{font-family:'Malcoach Sans';font-weight:{weight};src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(found)


@cache
def _style() -> str:
    return " ".join(files("coach.review").joinpath("pack.css").read_text("utf-8").split())
