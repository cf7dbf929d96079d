"""The forms a pack is written in, by a file's extension."""

from __future__ import annotations

from pathlib import PurePath

from coach.review.pack import Pack

FORMS = ("md", "html", "pdf", "docx", "xlsx")
_ALIKE = {"markdown": "md", "htm": "html"}


def form_of(path: str) -> str | None:
    """The form that a file's extension asks for; None for one that is none."""
    suffix = PurePath(path).suffix.lower().removeprefix(".")
    found = _ALIKE.get(suffix, suffix)
    return found if found in FORMS else None


def written(pack: Pack, form: str) -> bytes:
    """The pack in one form; half a letter (a lone surrogate) becomes a question mark. What a form needs is imported when asked for."""
    if form == "html":
        from coach.review.html import html

        return html(pack).encode("utf-8", "replace")
    if form == "pdf":
        from coach.review.pdf import pdf

        return pdf(pack)
    if form == "docx":
        from coach.review.docx import docx

        return docx(pack)
    if form == "xlsx":
        from coach.review.xlsx import xlsx

        return xlsx(pack)
    from coach.review.markdown import markdown

    return markdown(pack).encode("utf-8", "replace")
