"""The command line: what can be typed, and what the user reads when it goes wrong. The work is done in `coach.commands`."""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import Annotated

# Pydantic looks for plugins in every installed package, which costs a fifth of the whole start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer

from coach.commands import followed, options, quartered, reviewed, screen
from coach.commands.help import told_in
from coach.errors import CoachError
from coach.texts import Language, catalogue, error, text

_STOPPED = 130
_YOUNG = 200_000
"""New things between two looks for rubbish: more than some dozens of goals are made of, which leave none that is not gone already."""
_PIPE = 141


def build(spoken: Language) -> typer.Typer:
    """The commands with their help in the language `spoken`. Options are plain strings: a wrong one is worded by coach, not by Typer."""

    def says(key: str) -> str:
        return text(spoken, f"help.{key}")

    command, group = told_in(spoken)
    app = typer.Typer(
        cls=group, help=says("coach"), add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )  # fmt: skip
    files = Annotated[list[str] | None, typer.Argument(metavar="FILE…|-", help=says("files"))]
    words = Annotated[str | None, typer.Option("--text", metavar="TEXT", help=says("text"))]
    input = Annotated[str | None, typer.Option("--input", metavar="FORM", help=says("input"))]
    format = Annotated[str, typer.Option("--format", metavar="FORM", help=says("format"))]
    language = Annotated[str, typer.Option("--language", metavar="auto|sv|en", help=says("language"))]
    own = Annotated[str, typer.Option("--language", metavar="sv|en", help=says("language-own"))]
    today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=says("today"))]
    policy = Annotated[str | None, typer.Option("--policy", metavar="FILE", help=says("policy"))]
    no_model = Annotated[bool, typer.Option("--no-model", help=says("no-model"))]
    show_prompt = Annotated[bool, typer.Option("--show-prompt", help=says("show-prompt"))]
    version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help=says("version"))]

    @app.callback(invoke_without_command=True)
    def coach(context: typer.Context, version: version = False) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    @app.command(cls=command, help=says("check"))
    def check(
        files: files = None,
        words: words = None,
        input: input = None,
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("format-check"))] = "text",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
        select: Annotated[list[str] | None, typer.Option("--select", metavar="RULES", help=says("select"))] = None,
        ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULES", help=says("ignore"))] = None,
        together: Annotated[bool | None, typer.Option("--set/--no-set", help=says("set"))] = None,
        fail_on: Annotated[str, typer.Option("--fail-on", metavar="SEVERITY", help=says("fail-on"))] = "error",
        version: version = False,
    ) -> int:
        from coach.commands.check import Request, run

        rules = (tuple(select or ()), tuple(ignore or ()))
        return run(Request(tuple(files or ()), words, input, format, language, today, policy, *rules, together, fail_on))

    @app.command(cls=command, help=says("rewrite"))
    def rewrite(
        files: files = None,
        words: words = None,
        input: input = None,
        format: format = "text",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
        fill: Annotated[list[str] | None, typer.Option("--fill", metavar="FIELD=VALUE", help=says("fill"))] = None,
        no_model: no_model = False,
        show_prompt: show_prompt = False,
    ) -> int:
        from coach.commands.rewrite import Request, run

        fills = tuple(fill or ())
        return run(Request(tuple(files or ()), words, input, format, language, today, policy, fills, not no_model, show_prompt))

    @app.command(cls=command, help=says("breakdown"))
    def breakdown(
        files: files = None,
        words: words = None,
        existing: Annotated[str | None, typer.Option("--existing", metavar="FILE", help=says("existing"))] = None,
        ratio: Annotated[list[str] | None, typer.Option("--ratio", metavar="NAME=VALUE", help=says("ratio"))] = None,
        what_if: Annotated[list[str] | None, typer.Option("--what-if", metavar="NAME=VALUE", help=says("what-if"))] = None,
        sellers: Annotated[str | None, typer.Option("--sellers", metavar="N", help=says("sellers"))] = None,
        seasonality: Annotated[str | None, typer.Option("--seasonality", metavar="A,B,C,D", help=says("seasonality"))] = None,
        split: Annotated[str, typer.Option("--split", metavar="even|workdays|history", help=says("split"))] = "even",
        history: Annotated[str | None, typer.Option("--history", metavar="FILE", help=says("history"))] = None,
        from_crm: Annotated[bool, typer.Option("--from-crm", help=says("from-crm"))] = False,
        into: Annotated[str | None, typer.Option("--into", metavar="2027-Q1", help=says("into"))] = None,
        input: input = None,
        format: format = "text",
        language: language = "auto",
        today: today = None,
        policy: policy = None,
        no_model: no_model = False,
        show_prompt: show_prompt = False,
    ) -> int:
        from coach.commands.breakdown import Request, run

        given = (existing, history, tuple(ratio or ()), tuple(what_if or ()), sellers, seasonality, split)
        return run(
            Request(tuple(files or ()), words, input, format, language, today, policy, *given, no_model, show_prompt, from_crm, into)
        )

    @app.command(cls=command, help=says("ask"))
    def ask(
        question: Annotated[list[str] | None, typer.Argument(metavar="TEXT…|FILE|-", help=says("question"))] = None,
        words: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=says("question-text"))] = None,
        section: Annotated[str | None, typer.Option("--section", metavar="ID", help=says("section"))] = None,
        input: Annotated[str | None, typer.Option("--input", metavar="FORM", help=says("input-ask"))] = None,
        format: format = "text",
        language: Annotated[str, typer.Option("--language", metavar="auto|sv|en", help=says("language-ask"))] = "auto",
        today: today = None,
        policy: policy = None,
        no_model: Annotated[bool, typer.Option("--no-model", help=says("no-model-ask"))] = False,
        show_prompt: Annotated[bool, typer.Option("--show-prompt", help=says("show-prompt-ask"))] = False,
    ) -> int:
        from coach.commands.ask import Request, run

        asked = tuple(question or ())
        return run(Request(asked, words, input, format, language, today, policy, section, not no_model, show_prompt))

    @app.command(cls=command, help=says("model"))
    def model(
        action: Annotated[str, typer.Argument(metavar="show|test", help=says("model-action"))] = "show",
        language: own = "auto",
        policy: policy = None,
    ) -> int:
        from coach.commands.model import run

        return run(action, language, policy)

    @app.command(cls=command, help=says("rule"))
    def rule(
        id: Annotated[str | None, typer.Argument(metavar="ID", help=says("rule-id"))] = None,
        language: own = "auto",
    ) -> int:
        from coach.commands.rule import run

        return run(id, language)

    @app.command(cls=command, help=says("data"))
    def data(
        action: Annotated[str, typer.Argument(metavar="where|export|restore|delete", help=says("data-action"))] = "where",
        file: Annotated[str | None, typer.Argument(metavar="FILE|-", help=says("data-target"))] = None,
        yes: Annotated[bool, typer.Option("--yes", help=says("yes"))] = False,
        language: own = "auto",
    ) -> int:
        from coach.commands.data import Request, run

        return run(Request(action, file, yes, language))

    @app.command(cls=command, help=says("chat"))
    def chat(
        words: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=says("chat-text"))] = None,
        format: Annotated[str, typer.Option("--format", metavar="FORM", help=says("format-chat"))] = "text",
        language: Annotated[str, typer.Option("--language", metavar="auto|sv|en", help=says("language-chat"))] = "auto",
        today: today = None,
        policy: policy = None,
    ) -> int:
        from coach.commands.chat import Request, run

        return run(Request(words, format, language, today, policy))

    @app.command(cls=command, help=says("serve"))
    def serve(
        port: Annotated[str, typer.Option("--port", metavar="PORT", help=says("port"))] = "7860",
        open_browser: Annotated[bool, typer.Option("--open/--no-open", help=says("open"))] = False,
        language: own = "auto",
    ) -> int:
        from coach.commands.serve import run

        return run(port, open_browser)

    followed.add(app, command, says)
    quartered.add(app, command, group, says, spoken)
    reviewed.add(app, command, says)
    return app


def _asked(app: typer.Typer, typed: Sequence[str]) -> typer.Typer:
    """Only the command that comes first, where it is one: to lay out all the others takes Typer longer than a goal takes to check."""
    name = typed[0] if typed else ""
    commands = [info for info in app.registered_commands if name == (info.name or getattr(info.callback, "__name__", ""))]
    groups = [info for info in app.registered_groups if name == info.name]
    if commands or groups:
        app.registered_commands, app.registered_groups = commands, groups
    return app


@cache
def _settle() -> None:
    """Once, for a command makes some hundred thousand small things at its start and keeps them: to look through them for rubbish is in
    vain."""
    gc.freeze()
    gc.set_threshold(_YOUNG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. No traceback reaches the user: what goes wrong is worded in their language."""
    _settle()
    typed = list(sys.argv[1:] if arguments is None else arguments)
    screen.prepare()
    language = options.spoken(typed)
    try:
        code = _asked(build(language), typed)(args=typed, prog_name="coach", standalone_mode=False)
        sys.stdout.flush()
        # Typer makes Ctrl-C an exit code, without a word.
        return _fail(text(language, "error.stopped"), code) if code == _STOPPED else code if isinstance(code, int) else 0
    except CoachError as failure:
        return _fail(error(language, failure))
    except KeyboardInterrupt:
        return _fail(text(language, "error.stopped"), _STOPPED)
    except (BrokenPipeError, SystemExit):
        # The reader (head, less) has seen enough; Typer then leaves. Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE
    except OSError as failure:
        key = "error.port-taken" if failure.errno == errno.EADDRINUSE else "error.system"
        return _fail(text(language, key, reason=failure.strerror or type(failure).__name__, file=str(failure.filename or "")))
    except Exception as failure:
        return _unforeseen(failure, language)


def _unforeseen(failure: Exception, language: Language) -> int:
    """Typer's own complaints, and faults of ours."""
    key = f"error.typer-{type(failure).__name__}"
    if type(failure).__name__ == "Abort":
        return _fail(text(language, "error.stopped"), _STOPPED)
    if hasattr(failure, "format_message"):
        option = str(getattr(failure, "option_name", "") or "")
        near = "".join((getattr(failure, "possibilities", None) or ())[:1])
        if key in catalogue(language):
            return _fail(text(language, f"{key}-near" if near else key, option=option, near=near))
        return _fail(text(language, "error.typer-UsageError", reason=str(failure.format_message())))
    if os.environ.get("COACH_DEBUG"):
        raise failure
    return _fail(text(language, "error.fault", kind=type(failure).__name__))


def _fail(message: str, code: int = 2) -> int:
    screen.tell(message)
    return code


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coach {_number()}")
        raise typer.Exit


def _number() -> str:
    """The version of what is installed; of the checkout, where nothing is."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("coach")
    except PackageNotFoundError:
        import tomllib
        from pathlib import Path

        tree = tomllib.loads(Path(__file__).resolve().parents[1].joinpath("pyproject.toml").read_text("utf-8"))
        return str(tree["project"]["version"])


if __name__ == "__main__":
    raise SystemExit(main())
