"""Reads HTML and Markdown back: which words somebody sees, in which order, and that nothing else is in them."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown_it import MarkdownIt


class Reader(HTMLParser):
    """What a page of HTML says; it takes no tag, attribute or reference but those that a page of ours needs."""

    ALONE = frozenset({"meta", "br"})
    TAGS = ALONE | set(
        "html head title style body main h1 h2 h3 p strong ol ul li blockquote pre code".split()  # noqa: SIM905  # short
    )
    ATTRIBUTES = frozenset({"lang", "charset", "name", "content", "http-equiv", "value", "start", "class"})

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=False)
        self.said: list[str] = []
        self.title: list[str] = []
        self.numbers: list[int] = []
        self.open: list[str] = []
        self.feed(written)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS
        assert dict(attrs).keys() <= self.ATTRIBUTES
        self.numbers += (int(value or "") for name, value in attrs if name == "value")
        self.said.append(" ")
        if tag not in self.ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.said.append(" ")
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            (self.title if "title" in self.open else self.said).append(data)

    def handle_charref(self, name: str) -> None:
        self.handle_data(chr(int(name[1:], 16) if name.startswith("x") else int(name)))

    def handle_entityref(self, name: str) -> None:
        self.handle_data({"amp": "&", "lt": "<", "gt": ">", "quot": '"'}[name])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs) == ("br", [])
        self.said.append(" ")

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def words_in_html(written: str) -> list[str]:
    return "".join(Reader(written).said).split()


def words_in_markdown(written: str) -> list[str]:
    return words_in_html(MarkdownIt("commonmark").render(written))
