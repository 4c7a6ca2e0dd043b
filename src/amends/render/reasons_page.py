"""Why not, what if, and what waiting changes, as pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from amends.model import Answer, Pack
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.phrases import condition_entries, number_words, short, value_words
from amends.render.words import say
from amends.times import say_moment
from amends.waiting import Instant, Timeline
from amends.whatif import WhatIf
from amends.whynot import Unmet, WhyNot


def why_not_page(found: WhyNot) -> Page:
    """What keeps a step out of a plan, and what would bring it in."""
    return (
        Heading(say("whynot.title", step=found.rule.id), 1),
        Paragraph(found.rule.step.do),
        *_kept_out(found),
        *_ways(found.plan.pack, "whynot.reach", found.within_reach),
        *((Paragraph(say("whynot.out")),) if found.out_of_reach else ()),
        *_ways(found.plan.pack, "whynot.past", found.past),
    )


def _kept_out(found: WhyNot) -> Iterator[Block]:
    if found.overruled_by:
        yield Paragraph(say("whynot.overruled", by=", ".join(_done(found.plan.pack, found.overruled_by))))
        return
    yield Heading(say("whynot.unmet"))
    for unmet in found.unmet:
        for entry in condition_entries(found.plan.pack, unmet.test):
            yield Entry(f"{entry.text} {_distance(unmet)}", parts=entry.parts)


def _distance(unmet: Unmet) -> str:
    if unmet.distance is None:
        return say("whynot.never")
    key = "whynot.distance_one" if unmet.distance == 1 else "whynot.distance"
    return say(key, count=str(unmet.distance))


def _ways(pack: Pack, title: str, ways: Iterable[Mapping[str, Answer]]) -> Iterator[Block]:
    ways = list(ways)
    if ways:
        yield Heading(say(title))
    for way in ways:
        changes = (
            say("whynot.change", question=short(pack.fact[name]), value=value_words(pack, name, value), name=name)
            for name, value in way.items()
        )
        yield Entry(say("whynot.way", changes="; ".join(changes)))


def what_if_page(found: WhatIf) -> Page:
    """What other answers would change."""
    pack = found.before.pack
    changes = (
        Paragraph(say("whatif.change", question=short(pack.fact[name]), value=value_words(pack, name, value)))
        for name, value in found.changes.items()
    )
    return (Heading(say("whatif.title"), 1), *changes, *_differences(found))


def _differences(found: WhatIf) -> Iterator[Block]:
    pack = found.before.pack
    if not (found.added or found.removed or found.moved):
        yield Paragraph(say("whatif.same"))
    if found.added:
        yield Heading(say("whatif.added"))
    for step in found.added:
        when = Labelled(say("step.when"), step.due.text)
        yield Entry(say("whatif.by_rule", do=step.rule.step.do, step=step.rule.id), parts=(when,))
    if found.removed:
        yield Heading(say("whatif.removed"))
    for name, above in found.removed.items():
        key = "whatif.overruled" if above else "whatif.by_rule"
        yield Entry(say(key, do=pack.rule[name].step.do, step=name, by=", ".join(above)))
    if found.moved:
        yield Heading(say("whatif.moved"))
    for move in found.moved:
        rule = move.after.rule
        before, after = move.before.due.text, move.after.due.text
        yield Entry(say("whatif.move", do=rule.step.do, step=rule.id, before=before, after=after))


def timeline_page(found: Timeline) -> Page:
    """The moments at which waiting changes the plan."""
    return (
        Heading(say("time.title"), 1),
        *(_instant(found, instant) for instant in found.instants),
        *((Paragraph(say("time.none")),) if not found.instants and not found.ends else ()),
        *((Paragraph(say("time.ends", at=say_moment(found.ends, found.plan.now))),) if found.ends else ()),
    )


def _instant(found: Timeline, instant: Instant) -> Block:
    pack = found.plan.pack
    elapsed = number_words(pack, pack.fact[pack.clock], instant.elapsed)
    return Entry(
        say("time.instant", at=say_moment(instant.at, found.plan.now), elapsed=elapsed),
        parts=tuple(
            Entry(label, parts=tuple(Entry(words) for words in _done(pack, steps)))
            for label, steps in ((say("time.adds"), instant.adds), (say("time.removes"), instant.removes))
            if steps
        ),
    )


def _done(pack: Pack, steps: Iterable[str]) -> list[str]:
    """What each step is to do, with its name."""
    return [say("whatif.by_rule", do=pack.rule[step].step.do, step=step) for step in steps]
