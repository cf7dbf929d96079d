"""The pack as a PDF by typst: tagged, searchable, the same bytes each time. The user's words go in as data, never as markup."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from coach.review.pack import Pack

_COLOURS = {"actual": "#12504f", "plan": "#6b7684", "band": "#12504f"}
_INK = "#1b2430"
_VARIABLE = re.compile(r"var\(--coach-(\w+), currentColor\)")
_LONG = re.compile(r"\S{40,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def pdf(pack: Pack) -> bytes:
    """The whole pack as PDF/UA. Signs that the fonts shipped here do not have (emoji, Chinese) are looked for among the system's fonts;
    the PDF then is still tagged, but does not claim the standard."""
    import typst

    data = _data(pack)
    try:
        return bytes(_compile("pack.typ", data, format="pdf", pdf_standards=["ua-1"]))
    except typst.TypstError:
        return bytes(_compile("pack.typ", data, system=True, format="pdf"))


def charts(svgs: tuple[str, ...]) -> tuple[bytes, ...]:
    """Pictures as PNG, for papers that cannot hold SVG."""
    if not svgs:
        return ()
    made = _compile("charts.typ", {"svgs": [painted(svg) for svg in svgs]}, format="png", ppi=200.0)
    return tuple(bytes(page) for page in made) if isinstance(made, list) else (bytes(made),)


def painted(svg: str) -> str:
    """A picture with its colours written out: outside a browser there are no CSS variables."""
    plain = _VARIABLE.sub(lambda match: _COLOURS[match[1]], svg)
    return plain.replace("currentColor", _INK).replace('font-family="inherit"', 'font-family="Malcoach Sans"')


def _compile(template: str, data: dict[str, Any], system: bool = False, **options: Any) -> Any:
    import typst  # its compiler is 80 MB: only for those who want a PDF

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.compile(_source(template), font_paths=fonts(system), ignore_system_fonts=not system, sys_inputs=inputs, **options)


def _data(pack: Pack) -> dict[str, Any]:
    data: dict[str, Any] = _plain(asdict(pack))
    for page in (*data["goals"], *(page for sheet in data["sheets"] for page in sheet["goals"])):
        chart = page["chart"]
        if chart is not None:
            page["chart"] = {"svg": painted(chart["svg"]), "title": chart["title"], "description": chart["description"]}
        page["spark"] = painted(page["spark"])
    return data


def _plain(value: Any) -> Any:
    """Values as typst takes them: no control characters, and room to break in words that no line holds."""
    if isinstance(value, str):
        if value.startswith("<svg"):
            return _CONTROL.sub("", value)
        return _LONG.sub(lambda match: "\u200b".join(re.findall(r".{1,20}", match[0])), _CONTROL.sub(" ", value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _source(template: str) -> bytes:
    return files("coach.review").joinpath(template).read_bytes()


@cache
def fonts(system: bool = False) -> Any:
    """The fonts shipped here, and the system's where asked for: looked through once."""
    import typst

    with as_file(files("coach.review").joinpath("fonts")) as folder:
        return typst.Fonts(include_system_fonts=system, font_paths=[str(folder)])
