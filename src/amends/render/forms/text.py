"""Pages as plain text for a terminal of any width: nothing depends on colour, and no line is longer than the width."""

from __future__ import annotations

import shlex
import textwrap
import unicodedata
from collections.abc import Callable

from amends.domain.problems import visible
from amends.render.forms import in_lines
from amends.render.page import Block, Code, Entry, Heading, Labelled, Lines, Page, Paragraph, Quote

NARROWEST = 20
"""Below this width lines are no longer made shorter."""

_PLAIN = {
    "'": "\u2018\u2019\u201a",
    '"': "\u201c\u201d\u201e\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212\u2022",
    " ": "\u00a0\u2009\u202f",
    "->": "\u2192",
    "<=": "\u2264",
    ">=": "\u2265",
}
_TYPOGRAPHY = str.maketrans({sign: plain for plain, signs in _PLAIN.items() for sign in signs})


def rendered(page: Callable[[], Page], _document: object, width: Callable[[], int]) -> str:
    """The page as lines of text."""
    return text(page(), width())


def text(page: Page, width: int = 80) -> str:
    """The page as lines of at most `width` characters (and at least 20), with a line end after each."""
    width = max(width, NARROWEST)
    return in_lines(page, lambda block: _set(block, width, ""), _apart)


def encodable(words: str, encoding: str | None) -> str:
    """The words as far as a stream of this encoding can carry them: plain signs take the place of typographic ones."""
    encoding = encoding or "ascii"
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", words.translate(_TYPOGRAPHY))
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
        return plain.encode(encoding, "replace").decode(encoding)
    except LookupError:
        return encodable(words, "ascii")
    return words


def _apart(before: Block, block: Block) -> bool:
    """Whether a blank line stands between two blocks: short lines of one kind stay together."""
    if isinstance(before, Heading):
        return False
    short = (isinstance(one, Labelled) or (isinstance(one, Entry) and not one.parts) for one in (before, block))
    return type(before) is not type(block) or not all(short)


def _set(block: Block, width: int, indent: str) -> list[str]:
    match block:
        case Heading(words, level):
            lines = _wrap(words, width, indent)
            rule = ("=" if level == 1 else "-") * max(len(line) for line in lines)
            return [*lines, rule] if level < 3 else lines
        case Paragraph(words):
            return _wrap(words, width, indent)
        case Labelled(label, words):
            return _wrap(f"{label} {words}" if label else words, width, indent, hang="  ")
        case Quote(label, words) if "\n" in words:  # a letter stands by itself, so that its lines stay lines
            return [*_wrap(label, width, indent), *_wrap(f'"{words}"', width, indent + "  ")]
        case Quote(label, words):
            return _wrap(f'{label} "{words}"', width, indent, hang="  ")
        case Code(words):
            return _command(words, width, indent + "  ")
        case Lines(label, words):
            return [*_wrap(label, width, indent), *(f"{indent}  {visible(line)}" for line in words.split("\n"))]
        case Entry():
            return _entry(block, width, indent)


def _entry(entry: Entry, width: int, indent: str) -> list[str]:
    mark = "- " if entry.number is None else f"{entry.number}. "
    inside = indent + " " * len(mark)
    lines = _wrap(entry.text, width, indent + mark, later=inside)
    for part in entry.parts:
        lines += _set(part, width, inside)
    return lines


def _command(words: tuple[str, ...], width: int, indent: str) -> list[str]:
    """A command that can be pasted: broken only between its words, with a backslash."""
    lines = [""]
    for word in map(shlex.quote, words):
        room = width - len(indent) - (2 if len(lines) > 1 else 0)
        if lines[-1] and len(f"{lines[-1]} {word} \\") > room:
            lines[-1] += " \\"
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    first, *rest = lines
    return [*_wrap(first, width, indent), *(part for line in rest for part in _wrap(line, width, indent + "  "))]


def _wrap(words: str, width: int, indent: str, *, hang: str = "", later: str = "") -> list[str]:
    """The words in lines; their own line ends are kept, whatever could steer a terminal is shown escaped."""
    lines: list[str] = []
    rest = (later or indent) + hang
    for line in words.split("\n"):
        first = rest if lines else indent
        lines += textwrap.wrap(
            visible(line), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        ) or [""]
    return lines
