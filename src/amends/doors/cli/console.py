"""Where the program listens: one line after the other from standard input, with remarks to standard error."""

from __future__ import annotations

import sys

from amends.domain.message import Message
from amends.domain.problems import visible
from amends.doors.cli.options import refuse
from amends.doors.cli.output import width, write
from amends.render.forms.text import text
from amends.render.page import Page
from amends.render.words import say

LONGEST = 2000
"""A reply may have this many characters."""


def tell(page: Page) -> None:
    """Show a page, set off by a blank line."""
    write(sys.stderr, "\n" + text(page, width()))


def ask() -> str:
    """The next reply; raises `EOFError` when there is none, and `BadInput` if it is not text or has no end."""
    write(sys.stderr, say("ask.prompt"))
    try:
        line = sys.stdin.readline(LONGEST + 1) if sys.stdin else ""
    except UnicodeDecodeError:
        refuse(Message("not-text.reply"), "-")
    if len(line) > LONGEST:
        refuse(Message("text-too-long.reply", most=LONGEST), "-")
    if not line:
        raise EOFError
    if not on_terminal():
        write(sys.stderr, f"{visible(line.strip())}\n")  # a terminal shows what is typed, a pipe does not
    return line.strip()


def on_terminal() -> bool:
    """Whether replies come from a terminal; a stream that was closed before we began is none."""
    return sys.stdin is not None and sys.stdin.isatty()
