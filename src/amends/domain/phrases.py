"""Phrases that take something for granted, found in the texts of rules: whole words, in any case, however they are
spaced, and with either kind of apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from amends.domain.model import Presumption

_WORD = re.compile(r"\w+|[^\w\s]")

Words = tuple[str, ...]


class Lexicon:
    """Every phrase of a pack, ready to be looked for."""

    def __init__(self, presumes: Iterable[Presumption]) -> None:
        self._entries = {words_of(each.phrase): each for each in presumes}
        self._lengths: dict[str, list[int]] = {}
        for words in sorted(self._entries, key=len, reverse=True):
            self._lengths.setdefault(words[0], []).append(len(words))

    def held(self, text: str) -> Iterator[Presumption]:
        """The phrases that stand in a text, in order; one that stands only as a part of a longer one is left out."""
        words = words_of(text)
        furthest = 0
        for start in range(len(words)):
            end = self._end(words, start)
            if start < end and furthest < end:
                furthest = end
                yield self._entries[words[start:end]]

    def in_texts(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Presumption]]:
        """The phrases that stand in the texts of a rule, each once for a field, with the name of the field."""
        found: Mapping[tuple[str, Presumption], None]
        found = dict.fromkeys((field, each) for field, text in texts for each in self.held(text))
        yield from found

    def _end(self, words: Words, start: int) -> int:
        """Where the longest phrase ends that begins here; the beginning itself if none does."""
        ends = (start + length for length in self._lengths.get(words[start], ()))
        return next((end for end in ends if end <= len(words) and words[start:end] in self._entries), start)


def says(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text."""
    words, wanted = words_of(text), words_of(phrase)
    return any(words[start : start + len(wanted)] == wanted for start in range(len(words) - len(wanted) + 1))


def words_of(text: str) -> Words:
    """The words of a text, and its signs, as they are compared."""
    return tuple(_WORD.findall(text.casefold().replace("\u2019", "'")))
