"""Pages as one complete HTML page: it fetches nothing, runs nothing, and reads well without its style and on paper."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import chain, groupby

from amends.domain.problems import shown, visible
from amends.render.page import Block, Code, Entry, Heading, Labelled, Lines, Page, Paragraph, Quote

_STYLE = """\
:root { color-scheme: light dark; overflow-wrap: anywhere }
body { max-width: 38rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.6 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.25; margin: 1.75em 0 .5em }
h1 { font-size: 1.75rem; margin-top: .5em }
p, li { margin: .5em 0 }
ul, ol { padding-left: 1.75em }
li li, li p { margin: .25em 0 }
li:has(> p) { margin: .75em 0 }
ol > li:has(> p) { margin: 1.25em 0 }
blockquote { margin: .25em 0 .5em; border-left: .25em solid; padding: .25em 1em }
pre { border: 1px solid; border-radius: .25em; padding: .75em 1em; font-size: .9375rem; white-space: pre-wrap }
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.4 }
  h1, h2, h3 { break-after: avoid }
  li, blockquote, pre { break-inside: avoid }
}
"""

_WHOLE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def rendered(page: Callable[[], Page], _document: object, _width: object) -> str:
    """The page as HTML."""
    return html(page())


def html(page: Page) -> str:
    """The page as HTML, from its doctype to its last line."""
    return _WHOLE.format(title=_words(_title(page)), style=_STYLE, body="\n".join(_blocks(page)))


def _title(page: Page) -> str:
    """The heading of the page, or else its first words, or else the name of the program."""
    headings = (block for block in page if isinstance(block, Heading) and block.level == 1)
    said = (shlex.join(block.words) if isinstance(block, Code) else block.text for block in chain(headings, page))
    return shown(next((" ".join(words.split()) for words in said if words.strip()), "amends"))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks one by one; entries beside one another are one list."""
    for kind, run in groupby(blocks, _list):
        made = "\n".join(map(_set, run))
        yield f"<{kind}>\n{made}\n</{kind}>" if kind else made


def _list(block: Block) -> str:
    """The kind of list that a block stands in; none if it is no entry."""
    return "" if not isinstance(block, Entry) else "ul" if block.number is None else "ol"


def _set(block: Block) -> str:
    match block:
        case Heading(words, level):
            return f"<h{level}>{_lines(words)}</h{level}>"
        case Paragraph(words):
            return f"<p>{_lines(words)}</p>"
        case Labelled(label, words):
            return f"<p><strong>{_lines(label)}</strong> {_lines(words)}</p>" if label else _set(Paragraph(words))
        case Quote(label, words):
            return f"<p><strong>{_lines(label)}</strong></p>\n<blockquote>{_lines(words)}</blockquote>"
        case Code(words):
            return f"<pre><code>{_words(shlex.join(words))}</code></pre>"
        case Lines(label, words):
            return f"<p><strong>{_lines(label)}</strong></p>\n<pre><code>{_words(words)}</code></pre>"
        case Entry(words, number, parts):
            # The number itself, as a list is cut by headings and goes on behind them.
            value = "" if number is None else f' value="{number}"'
            return "\n".join((f"<li{value}>{_lines(words)}", *_blocks(parts))) + "</li>"


def _lines(words: str) -> str:
    return _words(words).replace("\n", "<br>")


def _words(words: str) -> str:
    """Words as they may stand in a page; only ASCII, so that no stream can change what its charset says."""
    return escape(visible(words)).encode("ascii", "xmlcharrefreplace").decode()
