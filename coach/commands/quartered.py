"""What can be typed after `coach goals` and `coach period`: their options, handed on to the commands."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from coach.texts import text

Says = Callable[[str], str]


def add(app: typer.Typer, command: Any, group: Any, says: Says, language: str) -> None:
    """Put both commands on the command line, their help in `language`."""

    def helps(key: str) -> str:
        return text(language, f"help.{key}", "period")

    def room(name: str) -> typer.Typer:
        made = typer.Typer(cls=group, help=helps(name), no_args_is_help=True, rich_markup_mode=None)
        app.add_typer(made, name=name)
        return made

    goals = room("goals")
    _files(goals, command, says, helps)
    _goals(goals, command, says, helps)
    _period(room("period"), command, says, helps)


def _files(app: typer.Typer, command: Any, says: Says, helps: Says) -> None:
    period = Annotated[str | None, typer.Option("--period", metavar="2027-Q1", help=helps("period-name"))]
    language = Annotated[str, typer.Option("--language", metavar="sv|en", help=says("language-own"))]
    today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=says("today"))]
    policy = Annotated[str | None, typer.Option("--policy", metavar="FILE", help=says("policy"))]
    form = Annotated[str | None, typer.Option("--input", metavar="FORM", help=says("input"))]

    @app.command("list", cls=command, help=helps("list"))
    def listed(
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("format"))] = "text",
        period: period = None,
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.goals import listed as run
        from coach.commands.place import Asked

        return run(Asked(period, language, today, policy), format)

    @app.command("export", cls=command, help=helps("export"))
    def export(
        files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help=helps("export-files"))] = None,
        output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help=helps("output"))] = "",
        parked: Annotated[bool, typer.Option("--parked", help=helps("export-parked"))] = False,
        replace: Annotated[bool, typer.Option("--replace", help=helps("replace"))] = False,
        input: form = None,
        period: period = None,
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.goals_files import Out
        from coach.commands.goals_files import export as run
        from coach.commands.place import Asked

        return run(Out(output, tuple(files or ()), input, Asked(period, language, today, policy), parked, replace))

    @app.command("import", cls=command, help=helps("import"))
    def import_(
        file: Annotated[str, typer.Argument(metavar="FILE", help=helps("import-file"))],
        preview: Annotated[bool, typer.Option("--preview", help=helps("preview"))] = False,
        keep_good: Annotated[bool, typer.Option("--keep-good", help=says("track-keep-good"))] = False,
        reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=helps("reason"))] = "",
        input: form = None,
        period: period = None,
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.goals_files import In, import_goals
        from coach.commands.place import Asked

        return import_goals(In(file, input, Asked(period, language, today, policy), preview, keep_good, reason))


def _goals(app: typer.Typer, command: Any, says: Says, helps: Says) -> None:
    period = Annotated[str | None, typer.Option("--period", metavar="2027-Q1", help=helps("period-name"))]
    language = Annotated[str, typer.Option("--language", metavar="sv|en", help=says("language-own"))]
    today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=says("today"))]
    policy = Annotated[str | None, typer.Option("--policy", metavar="FILE", help=says("policy"))]
    goal = Annotated[str, typer.Argument(metavar="N|ID", help=helps("goal"))]
    by = Annotated[str, typer.Option("--by", metavar="NAME", help=helps("by"))]
    reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=helps("reason"))]

    @app.command("accept", cls=command, help=helps("accept"))
    def accept(
        goal: goal,
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=helps("accept-by"))] = "",
        no: Annotated[str | None, typer.Option("--no", metavar="REASON", help=helps("no"))] = None,
        on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help=helps("on"))] = None,
        period: period = None,
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.goals import Deed
        from coach.commands.goals import accept as run
        from coach.commands.place import Asked

        return run(Deed(goal, Asked(period, language, today, policy), by, on, no))

    @app.command("revise", cls=command, help=helps("revise"))
    def revise(
        goal: goal,
        words: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=helps("revise-text"))] = None,
        set: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help=helps("revise-set"))] = None,
        reason: reason = "",
        by: by = "",
        period: period = None,
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.goals import Deed
        from coach.commands.goals import revise as run
        from coach.commands.place import Asked

        asked = Asked(period, language, today, policy)
        return run(Deed(goal, asked, by, text=words, set=tuple(set or ()), reason=reason))

    @app.command("history", cls=command, help=helps("history"))
    def history(goal: goal, period: period = None, language: language = "auto", today: today = None, policy: policy = None) -> int:
        from coach.commands.goals import history as run
        from coach.commands.place import Asked

        return run(goal, Asked(period, language, today, policy))

    def aside(name: str, parked: bool) -> None:
        @app.command(name, cls=command, help=helps(name))
        def park(
            goal: goal, reason: reason = "", by: by = "", period: period = None, language: language = "auto", today: today = None,
            policy: policy = None,
        ) -> int:  # fmt: skip
            from coach.commands.goals import Deed
            from coach.commands.goals import park as run
            from coach.commands.place import Asked

            return run(Deed(goal, Asked(period, language, today, policy), by, reason=reason), parked)

    aside("park", True)
    aside("resume", False)

    @app.command("undo", cls=command, help=helps("undo"))
    def undo(period: period = None, language: language = "auto", today: today = None, policy: policy = None) -> int:
        from coach.commands.goals import undo as run
        from coach.commands.place import Asked

        return run(Asked(period, language, today, policy))


def _period(app: typer.Typer, command: Any, says: Says, helps: Says) -> None:
    period = Annotated[str | None, typer.Option("--period", metavar="2027-Q1", help=helps("period-name"))]
    language = Annotated[str, typer.Option("--language", metavar="sv|en", help=says("language-own"))]
    today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=says("today"))]
    policy = Annotated[str | None, typer.Option("--policy", metavar="FILE", help=says("policy"))]
    form = Annotated[str, typer.Option("--format", metavar="FORM", help=helps("period-format"))]
    by = Annotated[str, typer.Option("--by", metavar="NAME", help=helps("by"))]
    reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=helps("move-reason"))]

    def table(name: str) -> None:
        @app.command(name, cls=command, help=helps(name))
        def shown(
            format: form = "text", period: period = None, language: language = "auto", today: today = None, policy: policy = None
        ) -> int:
            from coach.commands import period as quarters
            from coach.commands.place import Asked

            run = quarters.show if name == "show" else quarters.steps
            return run(Asked(period, language, today, policy), format)

    def deed(name: str) -> None:
        @app.command(name, cls=command, help=helps(name))
        def move(
            by: by = "", reason: reason = "", period: period = None, language: language = "auto", today: today = None, policy: policy = None
        ) -> int:
            from coach.commands.period import Deed
            from coach.commands.period import move as run
            from coach.commands.place import Asked

            return run(Deed(Asked(period, language, today, policy), by, reason), name)

    table("show")

    @app.command("new", cls=command, help=helps("new"))
    def new(
        quarter: Annotated[str, typer.Argument(metavar="QUARTER", help=helps("quarter"))],
        language: language = "auto",
        policy: policy = None,
    ) -> int:
        from coach.commands.period import new as run
        from coach.commands.place import Asked

        return run(quarter, Asked(None, language, None, policy))

    for name in ("agree", "start", "close", "back"):
        deed(name)

    @app.command("carry-over", cls=command, help=helps("carry-over"))
    def carry_over(
        into: Annotated[str | None, typer.Option("--into", metavar="QUARTER", help=helps("into"))] = None,
        goal: Annotated[list[str] | None, typer.Option("--goal", metavar="N|ID", help=helps("carry-goal"))] = None,
        by: by = "",
        reason: reason = "",
        period: period = None,
        language: language = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.period import Deed
        from coach.commands.period import carry_over as run
        from coach.commands.place import Asked

        return run(Deed(Asked(period, language, today, policy), by, reason, into, tuple(goal or ())))

    table("steps")
