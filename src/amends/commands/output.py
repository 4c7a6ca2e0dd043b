"""What leaves a command: the answer to standard output in the wanted form, problems to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal, TextIO

from amends.console import width
from amends.problems import AmendsError
from amends.render.document import as_json
from amends.render.markdown import markdown
from amends.render.page import Page
from amends.render.text import encodable, text

Form = Literal["text", "json", "markdown"]


def show(form: Form, page: Callable[[], Page], document: Callable[[], Mapping[str, Any]]) -> None:
    """Print a page as text or Markdown, or its document as JSON."""
    if form == "json":
        write(sys.stdout, as_json(document()))
    elif form == "markdown":
        write(sys.stdout, markdown(page()))
    else:
        write(sys.stdout, text(page(), width()))


def remark(page: Page) -> None:
    """Print a page to standard error."""
    write(sys.stderr, text(page, width()))


def complain(error: AmendsError) -> None:
    """Print what is wrong to standard error."""
    write(sys.stderr, f"{error}\n")


def write(stream: TextIO | None, words: str) -> None:
    """Write words to a stream, as far as its encoding can carry them, and flush; a closed stream takes nothing."""
    if stream is None:
        return
    stream.write(encodable(words, stream.encoding))
    stream.flush()
