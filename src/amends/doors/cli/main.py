"""The command line: a table of commands, each in its own module that is imported when it is called.

So `amends --version` and `amends --help` load nothing but click.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

import amends

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "plan": "Ask what still matters, then print the plan.",
        "why": "Why a step is in the plan, back to its sources.",
        "why-not": "Why a step is not in the plan, and what would bring it in.",
        "what-if": "What other answers would change.",
        "timeline": "When waiting changes the plan.",
        "facts": "What can be asked, with all values.",
        "rules": "The rules, or one rule whole.",
        "sources": "The sources, their passages, and who uses them.",
        "check": "Look for faults in a pack.",
        "test": "Run the worked cases of a pack.",
        "diff": "Which situations get another plan from another version.",
        "mutate": "Would the pack's own cases notice a fault in a rule?",
        "graph": "How the pack hangs together, as a picture or a list.",
        "schema": "The JSON Schema of a document.",
    }
)
"""What each command does in one line; the module of a command has its name."""

INTERRUPTED = 130
BROKEN_PIPE = 141


class Commands(click.Group):
    """The commands of the table, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # same
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"amends.doors.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # same
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # most commands are spelt right

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else f" There are: {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {args[0]!a}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a person did wrong becomes one message and exit 2, an interruption exit 130."""
        from amends.domain.problems import AmendsError  # not needed for --help

        try:
            return super().invoke(ctx)
        except AmendsError as error:
            from amends.doors.cli.output import complain  # same

            complain(error)
            ctx.exit(2)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read the output has gone; nothing can be told to anybody, not even when Python closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(amends.__version__, prog_name="amends")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Put a mistake right: say what happened, get a plan with a reason for each step.

    On a terminal, `amends` alone is `amends plan`.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False  # click itself does not look at it
    if ctx.invoked_subcommand is not None:
        return
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        from amends.doors.cli.commands.plan import command  # as in the table

        ctx.invoke(command)
    else:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the program."""
    atexit.register(gc.freeze)  # Python need not look through all that is there at the end
    cli(prog_name="amends")
