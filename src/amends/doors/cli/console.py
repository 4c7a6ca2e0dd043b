"""Where the program speaks and listens: streams with their width and their encoding."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import NoReturn, TextIO

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import BadInput, Problem, visible
from amends.doors.cli.output import width, write
from amends.render.forms.text import text
from amends.render.page import Page
from amends.render.words import say

LONGEST = 2000
"""A reply may have this many characters."""


@dataclass(frozen=True, slots=True)
class Console:
    """Where replies come from and remarks go to."""

    replies: TextIO
    remarks: TextIO
    width: int = 80

    def tell(self, page: Page) -> None:
        """Show a page, set off by a blank line."""
        write(self.remarks, "\n" + text(page, self.width))

    def ask(self) -> str:
        """The next reply; raises `EOFError` when there is none, and `BadInput` if it is not text or has no end."""
        write(self.remarks, say("ask.prompt"))
        try:
            line = self.replies.readline(LONGEST + 1)
        except UnicodeDecodeError:
            _refuse(Message("not-text.reply"))
        if len(line) > LONGEST:
            _refuse(Message("text-too-long.reply", most=LONGEST))
        if not line:
            raise EOFError
        if not self.replies.isatty():
            write(self.remarks, f"{visible(line.strip())}\n")  # a terminal shows what is typed, a pipe does not
        return line.strip()


def standard() -> Console:
    """The console of this process: replies from standard input, remarks to standard error."""
    return Console(sys.stdin or io.StringIO(), sys.stderr or io.StringIO(), width())


def on_terminal(*streams: TextIO | None) -> bool:
    """Whether every one of these streams is a terminal; a stream that was closed before we began is none."""
    return all(stream is not None and stream.isatty() for stream in streams)


def _refuse(message: Message) -> NoReturn:
    raise BadInput((Problem(message, Where("-", 0, 0)),))
