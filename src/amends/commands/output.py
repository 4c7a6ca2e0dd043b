"""What leaves a command: the answer to standard output in the wanted form, problems to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TextIO

from amends.problems import AmendsError
from amends.render.document import as_json

if TYPE_CHECKING:
    from amends.render.page import Page

Form = Literal["text", "json", "markdown"]


def show(form: Form, page: Callable[[], Page], document: Callable[[], Mapping[str, Any]]) -> None:
    """Print a page as text or Markdown, or its document as JSON."""
    if form == "json":
        write(sys.stdout, as_json(document()))
    elif form == "markdown":
        from amends.render.markdown import markdown  # each form needs its own

        write(sys.stdout, markdown(page()))
    else:
        write(sys.stdout, _text(page()))


def remark(page: Page) -> None:
    """Print a page to standard error."""
    write(sys.stderr, _text(page))


def _text(page: Page) -> str:
    from amends.console import width  # JSON needs neither
    from amends.render.text import text

    return text(page, width())


def complain(error: AmendsError) -> None:
    """Print what is wrong to standard error."""
    write(sys.stderr, f"{error}\n")


def write(stream: TextIO | None, words: str) -> None:
    """Write words to a stream, as far as its encoding can carry them, and flush; a closed stream takes nothing."""
    if stream is None:
        return
    if not words.isascii():
        from amends.render.text import encodable  # most of what is written needs no care

        words = encodable(words, stream.encoding)
    stream.write(words)
    stream.flush()
