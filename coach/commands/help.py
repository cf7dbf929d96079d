"""Typer's help with its own headings in the user's language."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from coach.commands import options
from coach.texts import Language, catalogue


def told_in(language: Language) -> tuple[type[TyperCommand], type[TyperGroup]]:
    """The classes of a command and of a group of them, for an app in `language`."""
    own = [(key.removeprefix("typer."), line) for key, line in catalogue(language).items() if key.startswith("typer.")]

    def translated(page: str) -> str:
        for english, line in own:
            page = page.replace(english, line)
        return page

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx))

    class Group(TyperGroup):
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            return super().parse_args(ctx, options.handed_on(args))

        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx))

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args[0] not in self.commands:
                raise options.unknown("command", args[0], tuple(self.commands))
            return super().resolve_command(ctx, args)

    return Command, Group
