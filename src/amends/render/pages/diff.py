"""The difference between two packs, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amends.authoring.diff import Change, Difference
from amends.domain.model import Answer
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.say_values import value_words
from amends.render.words import say


def diff_page(found: Difference, old: str, new: str) -> Page:
    """Which situations get another plan, by the rule responsible."""
    key = "diff.changed" if found.changed else "diff.same_steps" if found.resaid else "diff.same"
    resaid = say("diff.resaid", count=f"{found.resaid:,}")
    return (
        Heading(say("diff.title", old=old, new=new), 1),
        Paragraph(say(key, changed=f"{found.changed:,}", situations=f"{found.situations:,}")),
        *((Paragraph(resaid),) if found.resaid else ()),
        *_only(found),
        *(_change(found, change) for change in found.changes),
    )


def _only(found: Difference) -> Iterator[Block]:
    for key, count in (("diff.only_old", found.only_old), ("diff.only_new", found.only_new)):
        if count:
            yield Paragraph(say(key, count=f"{count:,}"))
    for key, names in (("diff.facts_old", found.facts_only_old), ("diff.facts_new", found.facts_only_new)):
        if names:
            yield Paragraph(say(key, names=", ".join(names)))


def _change(found: Difference, change: Change) -> Block:
    key = "diff.change_order" if change.besides else "diff.change"
    what, count = say(f"diff.{change.what}"), f"{change.situations:,}"
    line = say(key, what=what, rule=change.rule, besides=change.besides, count=count)
    return Entry(line, parts=(Labelled(say("check.example"), _example(found, change.example)),))


def _example(found: Difference, example: Mapping[str, Answer]) -> str:
    words = (f"{name}: {value_words(found.asking(name), name, value)}" for name, value in example.items())
    return "; ".join(words) or say("when.always")
