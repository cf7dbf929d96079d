"""What can be typed after `coach track`, `agenda`, `reward` and `report`: their options, handed on as a request."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

Says = Callable[[str], str]


def add(app: typer.Typer, command: Any, says: Says) -> None:
    """Put the commands of the follow-up on the command line, their help in the language of `says`."""
    files = Annotated[list[str] | None, typer.Argument(metavar="FILE…|-", help=says("followup-files"))]
    book = Annotated[str | None, typer.Option("--book", metavar="FILE", help=says("book"))]
    form = Annotated[str | None, typer.Option("--input", metavar="FORM", help=says("input"))]
    clock = Annotated[str, typer.Option("--clock", metavar="auto|even|workdays", help=says("clock"))]
    language = Annotated[str, typer.Option("--language", metavar="sv|en", help=says("language-own"))]
    today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=says("today"))]
    policy = Annotated[str | None, typer.Option("--policy", metavar="FILE", help=says("policy"))]

    @app.command(cls=command, help=says("track"))
    def track(
        files: files = None,
        book: book = None,
        set: Annotated[list[str] | None, typer.Option("--set", metavar="ID=VALUE", help=says("track-set"))] = None,
        added: Annotated[bool, typer.Option("--added", help=says("track-added"))] = False,
        on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help=says("track-on"))] = None,
        source: Annotated[str | None, typer.Option("--source", metavar="SOURCE", help=says("track-source"))] = None,
        note: Annotated[str, typer.Option("--note", metavar="TEXT", help=says("track-note"))] = "",
        actuals: Annotated[list[str] | None, typer.Option("--actuals", metavar="FILE", help=says("track-actuals"))] = None,
        crm: Annotated[list[str] | None, typer.Option("--crm", metavar="FILE", help=says("track-crm"))] = None,
        profile: Annotated[str | None, typer.Option("--profile", metavar="NAME|FILE", help=says("track-profile"))] = None,
        dates: Annotated[str | None, typer.Option("--dates", metavar="dmy|mdy", help=says("track-dates"))] = None,
        keep_good: Annotated[bool, typer.Option("--keep-good", help=says("track-keep-good"))] = False,
        preview: Annotated[bool, typer.Option("--preview", help=says("track-preview"))] = False,
        input: form = None,
        clock: clock = "auto",
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("track-format"))] = "text",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.gathering import Asked
        from coach.commands.track import Request, run

        asked = Asked(tuple(files or ()), book, input, clock, language, today, policy)
        typed = (tuple(set or ()), added, on, source, note, tuple(actuals or ()), tuple(crm or ()))
        return run(Request(asked, *typed, profile, dates, keep_good, preview, format))

    @app.command(cls=command, help=says("agenda"))
    def agenda(
        files: files = None,
        book: book = None,
        hinder: Annotated[str | None, typer.Option("--hinder", metavar="ID=TEXT", help=says("agenda-hinder"))] = None,
        who: Annotated[str, typer.Option("--who", metavar="NAME", help=says("agenda-who"))] = "",
        by: Annotated[str | None, typer.Option("--by", metavar="YYYY-MM-DD", help=says("agenda-by"))] = None,
        adjustment: Annotated[str, typer.Option("--adjustment", metavar="TEXT", help=says("agenda-adjustment"))] = "",
        lesson: Annotated[list[str] | None, typer.Option("--lesson", metavar="ID:QUESTION=TEXT", help=says("agenda-lesson"))] = None,
        decision: Annotated[str | None, typer.Option("--decision", metavar="TEXT", help=says("agenda-decision"))] = None,
        meeting: Annotated[str, typer.Option("--meeting", metavar="weekly|monthly|dialogue", help=says("agenda-meeting"))] = "weekly",
        goal: Annotated[str | None, typer.Option("--goal", metavar="ID", help=says("agenda-goal"))] = None,
        changed: Annotated[str, typer.Option("--changed", metavar="TEXT", help=says("agenda-changed"))] = "",
        reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=says("agenda-reason"))] = "",
        clear: Annotated[list[str] | None, typer.Option("--clear", metavar="ID", help=says("agenda-clear"))] = None,
        input: form = None,
        clock: clock = "auto",
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("agenda-format"))] = "markdown",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.agenda import Request, run
        from coach.commands.gathering import Asked

        asked = Asked(tuple(files or ()), book, input, clock, language, today, policy)
        told = (tuple(clear or ()), tuple(lesson or ()), format, decision, meeting, goal, changed, reason)
        return run(Request(asked, hinder, who, by, adjustment, *told))

    @app.command(cls=command, help=says("reward"))
    def reward(
        file: Annotated[str, typer.Argument(metavar="FILE.toml", help=says("reward-file"))],
        goals: Annotated[list[str] | None, typer.Option("--goals", metavar="FILE", help=says("reward-goals"))] = None,
        input: form = None,
        outcomes: Annotated[bool, typer.Option("--outcomes", help=says("reward-outcomes"))] = False,
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("reward-format"))] = "text",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.gathering import Asked
        from coach.commands.reward import Request, run

        return run(Request(file, Asked(tuple(goals or ()), None, input, "auto", language, today, policy), format, outcomes))

    @app.command(cls=command, help=says("report"))
    def report(
        files: files = None,
        book: book = None,
        month: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help=says("report-month"))] = None,
        decision: Annotated[list[str] | None, typer.Option("--decision", metavar="TEXT", help=says("report-decision"))] = None,
        input: form = None,
        clock: clock = "auto",
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("report-format"))] = "markdown",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.gathering import Asked
        from coach.commands.report import Request, run

        asked = Asked(tuple(files or ()), book, input, clock, language, today, policy)
        return run(Request(asked, month, tuple(decision or ()), format))
