"""What leaves a command: the answer to standard output in the wanted form, problems to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from amends.domain.problems import AmendsError
from amends.render.forms import rendered
from amends.render.page import Page

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""


def show(form: str, page: Callable[[], Page], document: Callable[[], Mapping[str, Any]]) -> None:
    """Print an answer, made of its page or of its document, in one of the forms."""
    write(sys.stdout, rendered(form, page, document, width))


def complain(error: AmendsError) -> None:
    """Print what is wrong to standard error."""
    write(sys.stderr, f"{error}\n")


def write(stream: TextIO | None, words: str) -> None:
    """Write words to a stream, as far as its encoding can carry them, and flush; a closed stream takes nothing."""
    if stream is None:
        return
    if not words.isascii():
        from amends.render.forms.text import encodable  # most of what is written needs no care

        words = encodable(words, stream.encoding)
    stream.write(words)
    stream.flush()


def width() -> int:
    """The width of the terminal, or 80."""
    from shutil import get_terminal_size  # JSON has no width

    return min(get_terminal_size().columns, WIDEST)
