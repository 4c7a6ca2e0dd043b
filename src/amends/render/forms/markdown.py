"""Pages as Markdown; what a pack or a person wrote is escaped, so that it shows as it was written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

from amends.domain.problems import visible
from amends.render.forms import in_lines
from amends.render.page import Block, Code, Entry, Heading, Labelled, Lines, Page, Paragraph, Quote

# Signs that change how Markdown reads what follows; an underscore inside a word and a bracketed word do not.
_SIGNS = re.compile(r"[\\`*<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\](?=[\[(:])|!(?=\[)|(?<=\s)#(?=#*$)")
_START = re.compile(r"^(\s*\d*)([#+=.)-])")


def rendered(page: Callable[[], Page], _document: object, _width: object) -> str:
    """The page as Markdown."""
    return markdown(page())


def markdown(page: Page) -> str:
    """The page as Markdown."""
    return in_lines(page, _set, _apart)


def _apart(before: Block, block: Block) -> bool:
    return not all(isinstance(one, Entry) and not one.parts for one in (before, block))


def _set(block: Block) -> list[str]:
    match block:
        case Heading(words, level):
            return [f"{'#' * level} {_escaped(words)}"]
        case Paragraph(words):
            return _lines(words)
        case Labelled(label, words):
            return [f"**{_escaped(label)}** {_escaped(words)}" if label else _escaped(words)]
        case Quote(label, words):
            return [f"**{_escaped(label)}**", "", *(f"> {line}".rstrip() for line in _lines(words))]
        case Code(words):
            return _fenced("sh", shlex.join(words))
        case Lines(label, words):
            return [f"**{_escaped(label)}**", "", *_fenced("yaml", words)]
        case Entry():
            return _entry(block)


def _fenced(language: str, words: str) -> list[str]:
    """Words as they stand, between fences that are longer than any in them."""
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall("`+", words))])
    return [fence + language, *visible(words).split("\n"), fence]


def _entry(entry: Entry) -> list[str]:
    mark = "- " if entry.number is None else f"{entry.number}. "
    inside = " " * len(mark)
    lines = [mark + _escaped(entry.text)]
    bullets = all(isinstance(part, Entry) and part.number is None for part in entry.parts)
    for part in entry.parts:
        lines += [*([] if bullets else [""]), *(inside + line if line else "" for line in _set(part))]
    return lines


def _lines(words: str) -> list[str]:
    """The words line by line; a lone line end is kept as a hard break."""
    lines = [_escaped(line) for line in words.split("\n")]
    breaks = (bool(line and after) for line, after in zip(lines, [*lines[1:], ""], strict=True))
    return [f"{line}\\" if hard else line for line, hard in zip(lines, breaks, strict=True)]


def _escaped(words: str) -> str:
    escaped = _SIGNS.sub(lambda sign: "\\" + sign[0], visible(words.replace("\n", " ")).strip())
    return _START.sub(lambda start: f"{start[1]}\\{start[2]}", escaped)
