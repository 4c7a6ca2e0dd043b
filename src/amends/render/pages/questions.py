"""How many questions it takes until the steps of a plan are settled, as a page."""

from __future__ import annotations

from collections.abc import Mapping

from amends.authoring.questions import Economy
from amends.domain.model import Pack
from amends.render.page import Entry, Heading, Page, Paragraph
from amends.render.say_values import reply_words, short, value_words
from amends.render.words import say


def questions_page(pack: Pack, whole: Economy, by_first: Mapping[str, Economy]) -> Page:
    """How many questions it takes until the steps are settled, and how many for the rest."""
    first = next((one.worst[0][0] for one in by_first.values()), "")
    return (
        Heading(say("questions.title", pack=pack.title), 1),
        Paragraph(say("questions.all", **_numbers(whole))),
        Paragraph(say("questions.worst", path=_path(pack, whole))),
        *(
            Entry(say("questions.one", label=value_words(pack, first, name), **_numbers(one)))
            for name, one in by_first.items()
        ),
    )


def _numbers(one: Economy) -> dict[str, str]:
    return {"least": str(one.least), "mean": f"{one.mean:.2f}", "most": str(one.most), "more": f"{one.mean_more:.2f}"}


def _path(pack: Pack, one: Economy) -> str:
    return "; ".join(f"{short(pack.fact[name])} {reply_words(pack, name, reply)}" for name, reply in one.worst)
