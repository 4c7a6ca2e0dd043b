"""How an answer looks: each form is one file with the function `rendered`, and one name in the table.

Every command that answers has all of them. A form is imported when it is wanted: JSON needs no lines, text no quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from amends.render.page import Page

FORMS = ("text", "markdown", "html", "json")
"""The table of forms, the usual one first; the name of a form is the name of its file."""


def rendered(
    form: str, page: Callable[[], Page], document: Callable[[], Mapping[str, Any]], width: Callable[[], int]
) -> str:
    """An answer in one of the forms, made of its page or its document; `width` is that of a line of text."""
    made: str = import_module(f"{__name__}.{form}").rendered(page, document, width)
    return made
