"""The sources of a pack with the rules that stand on them, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from amends.domain.model import Pack, Source
from amends.domain.why import Cited
from amends.render.page import Entry, Heading, Labelled, Page, Paragraph, labelled
from amends.render.say_values import named_words
from amends.render.words import say

Users = Mapping[tuple[str, int], tuple[str, ...]]


def sources_page(pack: Pack, sources: Iterable[Source]) -> Page:
    """Sources with their passages, the rules that cite each, and what nobody uses."""
    users = pack.citing
    chosen = tuple(sources)
    unused = [
        f"{source.id}/{number}"
        for source in chosen
        for number in range(1, len(source.passages) + 1)
        if (source.id, number) not in users
    ]
    return (
        Heading(say("sources.title", pack=pack.title), 1),
        *(_source(source, users) for source in chosen),
        Heading(say("sources.unused")),
        Paragraph(", ".join(unused) or say("sources.all_used")),
    )


def _source(source: Source, users: Users) -> Entry:
    parts = (
        *labelled("", source.note),
        *named_words(say("sources.cited_whole"), users.get((source.id, 0), ())),
        *(_passage(source.id, number, text, users) for number, text in enumerate(source.passages, start=1)),
    )
    return Entry(source_line(source), parts=parts)


def _passage(source: str, number: int, text: str, users: Users) -> Entry:
    rules = ", ".join(users.get((source, number), ())) or say("sources.no_rule")
    return Entry(f"{source}/{number}: {text}", parts=(Labelled(say("sources.used_by"), rules),))


def source_entry(cited: Cited) -> Entry:
    """A source with the passages that are cited."""
    passages = (Entry(f"{cited.source.id}/{number}: {text}") for number, text in cited.passages.items())
    return Entry(source_line(cited.source), parts=tuple(passages))


def source_line(source: Source) -> str:
    """A source in one line: key, title, who published it when, how strong it is, and where to find it."""
    published = ", ".join(word for word in (source.publisher, str(source.year or "")) if word)
    strength = say(f"strength.{source.strength}")
    key = "source.line" if published else "source.line_bare"
    return say(key, id=source.id, title=source.title, published=published, strength=strength, address=source.address)
