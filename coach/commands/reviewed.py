"""What can be typed after `coach review`: its options, handed on as a request."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

Says = Callable[[str], str]


def add(app: typer.Typer, command: Any, says: Says) -> None:
    """Put `review` on the command line, its help in the language of `says`."""

    @app.command(cls=command, help=says("review"))
    def review(
        files: Annotated[list[str] | None, typer.Argument(metavar="FILE…|-", help=says("followup-files"))] = None,
        output: Annotated[list[str] | None, typer.Option("--output", "-o", metavar="PATH", help=says("review-output"))] = None,
        owner: Annotated[list[str] | None, typer.Option("--owner", metavar="NAME", help=says("review-owner"))] = None,
        signatures: Annotated[bool, typer.Option("--signatures", help=says("review-signatures"))] = False,
        team: Annotated[str | None, typer.Option("--team", metavar="NAME", help=says("review-team"))] = None,
        period: Annotated[str | None, typer.Option("--period", metavar="YYYY-QN", help=says("review-period"))] = None,
        book: Annotated[str | None, typer.Option("--book", metavar="FILE", help=says("book"))] = None,
        input: Annotated[str | None, typer.Option("--input", metavar="FORM", help=says("input"))] = None,
        clock: Annotated[str, typer.Option("--clock", metavar="auto|even|workdays", help=says("clock"))] = "auto",
        language: Annotated[str, typer.Option("--language", metavar="sv|en", help=says("language-own"))] = "auto",
        today: Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=says("today"))] = None,
        policy: Annotated[str | None, typer.Option("--policy", metavar="FILE", help=says("policy"))] = None,
        no_model: Annotated[bool, typer.Option("--no-model", help=says("no-model-review"))] = False,
    ) -> int:
        from coach.commands.gathering import Asked
        from coach.commands.review import Request, run

        asked = Asked(tuple(files or ()), book, input, clock, language, today, policy)
        return run(Request(asked, tuple(output or ()), tuple(owner or ()), team, period, signatures, not no_model))
