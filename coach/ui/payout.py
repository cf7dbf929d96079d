"""How much a bonus model pays by how much is reached, as a curve and a small table; where it jumps, and how steep it is above the goal."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from coach.followup.bonus import outcomes, payout
from coach.ui.labels import Language, meet
from coach.ui.safe import safe
from rules.messages import number
from rules.model import Reward

_WIDE, _HIGH, _LEFT, _TOP, _FOOT, _RIGHT = 560, 220, 44, 12, 28, 22
_HUNDRED = Decimal(100)
_SHOWN = tuple(Decimal(value) for value in (50, 80, 90, 95, 100, 110, 120))


def curve(model: Reward, language: Language) -> str:
    """The curve with its table and what stands out in it."""
    points = outcomes(model)
    shown = sorted({*_SHOWN, *(level.reached for level in model.levels)})
    cells = [(mark, payout(model, mark)) for mark in shown if mark <= points[-1][0]]
    heads = "".join(f"<th scope=col class=num>{_share(mark, language)}</th>" for mark, _ in cells)
    row = "".join(f"<td class=num>{_share(pays, language)}</td>" for _, pays in cells)
    table = (
        f'<div class="sweep" tabindex="0" role="region" aria-label="{safe(meet(language, "bonus.curve"))}"><table class="told">'
        f"<thead><tr><th scope=row>{safe(meet(language, 'bonus.at'))}</th>{heads}</tr></thead>"
        f"<tbody><tr><th scope=row>{safe(meet(language, 'bonus.paid'))}</th>{row}</tr></tbody></table></div>"
    )
    told = "".join(f"<p>{safe(line)}</p>" for line in _remarks(model, language))
    values = ", ".join(meet(language, "bonus.curve-at", reached=_plain(at, language), pays=_plain(pays, language)) for at, pays in cells)
    title, desc = meet(language, "bonus.curve"), meet(language, "bonus.curve-desc", values=values)
    return f"<h3>{safe(title)}</h3>{_picture(model, points, title, desc, language)}{table}{told}"


def _remarks(model: Reward, language: Language) -> list[str]:
    """The largest jump, and how steep the pay is above the goal."""
    levels = sorted(model.levels, key=lambda level: level.reached)
    if not levels:
        return [meet(language, "bonus.no-levels")]
    found = []
    jumps = [(level.reached, payout(model, level.reached - Decimal("0.01")), level.pays) for level in levels if level.reached > 0]
    reached, low, high = max(jumps, key=lambda jump: jump[2] - jump[1], default=(Decimal(0), Decimal(0), Decimal(0)))
    if high - low >= 1:
        values = {"reached": _plain(reached, language), "low": _plain(low, language), "high": _plain(high, language)}
        found.append(meet(language, "bonus.cliff", **values))
    top = levels[-1]
    rate = (top.pays - payout(model, _HUNDRED)) / (top.reached - _HUNDRED) if top.reached > _HUNDRED else Decimal(0)
    if rate > 0:
        found.append(meet(language, "bonus.accelerator", rate=_plain(round(rate, 1), language)))
    return found


def _picture(model: Reward, points: tuple[tuple[Decimal, Decimal], ...], title: str, desc: str, language: Language) -> str:
    wide, high = points[-1][0], max([pays for _, pays in points] + [_HUNDRED])

    def x(at: Decimal) -> float:
        return round(_LEFT + (_WIDE - _LEFT - _RIGHT) * float(at / wide), 1)

    def y(pays: Decimal) -> float:
        return round(_HIGH - _FOOT - (_HIGH - _FOOT - _TOP) * float(pays / high), 1)

    path, before = [], None
    for level in _corners(model, points):
        if before is not None and before[0] != level[0] and before[1] != level[1] and not model.sliding and model.levels:
            path.append(f"L{x(level[0])} {y(before[1])}")
        path.append(f"{'M' if before is None else 'L'}{x(level[0])} {y(level[1])}")
        before = level
    marks = [Decimal(at) for at in range(0, int(wide) + 1, 20 if wide <= 200 else 50)]
    across = "".join(f'<text x="{x(at)}" y="{_HIGH - 8}" text-anchor="middle">{_figure(at, language)}</text>' for at in marks)
    step = Decimal(50) if high <= 300 else Decimal(100)
    grid = "".join(
        f'<path d="M{_LEFT} {y(pays)} H{_WIDE - _RIGHT}" stroke="currentColor" stroke-opacity="0.18"/>'
        f'<text x="{_LEFT - 7}" y="{y(pays) + 4}" text-anchor="end">{_figure(pays, language)}</text>'
        for pays in (step * at for at in range(int(high / step) + 1))
    )
    goal = f'<path d="M{x(_HUNDRED)} {_TOP} V{_HIGH - _FOOT}" stroke="currentColor" stroke-opacity="0.45" stroke-dasharray="3 4"/>'
    dots = "".join(f'<circle cx="{x(level.reached)}" cy="{y(level.pays)}" r="3.6" fill="var(--coach-actual)"/>' for level in model.levels)
    return (
        f'<svg class="payout" viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-labelledby="payout-title payout-desc" font-size="12" '
        f'fill="currentColor"><title id="payout-title">{safe(title)}</title><desc id="payout-desc">{safe(desc)}</desc>{grid}{across}{goal}'
        f'<path d="{" ".join(path)}" fill="none" stroke="var(--coach-actual)" stroke-width="2.5" stroke-linejoin="round"/>{dots}</svg>'
    )


def _corners(model: Reward, points: tuple[tuple[Decimal, Decimal], ...]) -> list[tuple[Decimal, Decimal]]:
    """The places where the curve turns, each jump as two."""
    levels = sorted(model.levels, key=lambda level: level.reached)
    end = points[-1]
    if not levels:
        return [(Decimal(0), Decimal(0)), end]
    made = [(Decimal(0), payout(model, Decimal(0)))]
    if levels[0].reached > 0:
        made.append((levels[0].reached, Decimal(0)))
    made.append((levels[0].reached, levels[0].pays))
    for before, after in pairwise(levels):
        if not model.sliding:
            made.append((after.reached, before.pays))
        made.append((after.reached, after.pays))
    return [*made, end]


def _figure(value: Decimal, language: Language) -> str:
    return safe(_plain(value, language))


def _share(value: Decimal, language: Language) -> str:
    return _figure(value, language) + ("%" if language == "en" else "\u00a0%")


def _plain(value: Decimal, language: Language) -> str:
    return number(round(value, 1), language)
