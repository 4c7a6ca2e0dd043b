"""How a pack hangs together, as a page: each box with what lies inside it and where its arrows lead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from amends.authoring.graph import Graph
from amends.domain.message import Message
from amends.domain.model import Pack
from amends.render.page import Block, Entry, Heading, Page
from amends.render.say_values import named_words
from amends.render.words import say


def graph_page(pack: Pack, graph: Graph) -> Page:
    """The boxes by shape, in the order in which a picture has them."""
    return (Heading(say("graph.title", pack=pack.title), 1), *_shapes(graph))


def _shapes(graph: Graph) -> Iterator[Block]:
    for shape, boxes in groupby(graph.boxes, lambda box: box[1]):
        yield Heading(say(f"graph.{shape}"))
        yield from (_box(graph, name) for name, _ in boxes)


def _box(graph: Graph, name: str) -> Entry:
    inside = named_words(say("graph.inside"), graph.inside.get(name, ()))
    leads = named_words(say("graph.leads"), (_end(end, word) for start, end, word in graph.arrows if start == name))
    return Entry(name, parts=(*inside, *leads))


def _end(name: str, word: Message | None) -> str:
    return say("graph.end", name=name, word=str(word)) if word else name
