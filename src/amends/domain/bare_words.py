"""What is left of a phrase where case, punctuation and spaces do not matter: two with the same words are the same."""

from __future__ import annotations

import re


def bare_words(text: str) -> tuple[str, ...]:
    """The words of a phrase in small letters, without anything that stands around or between them."""
    return tuple(re.findall(r"[^\W_]+", text.casefold().replace("'", "")))
