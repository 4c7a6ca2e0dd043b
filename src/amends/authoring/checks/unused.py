"""unused: a name that the pack declares and never uses.

Why it matters: it is either a leftover, which misleads whoever reads the pack next, or the sign of a rule, a slot or a
citation that was meant to be there. So it is a note; it does not fail a run.

Before: `sources.yaml` has the source `guide`, and no rule cites it.
After: cite it where it carries the advice, or take it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.authoring.finding import Finding
from amends.domain import conditions
from amends.domain.message import Message
from amends.domain.model import NOWHERE, Advised, Named, Pack, Where
from amends.domain.slots import empty_slots

Declared = Iterable[tuple[str, Where]]


def unused(pack: Pack) -> Iterator[Finding]:
    read = set(conditions.names(*conditions.of_pack(pack))) | {pack.clock, pack.odds}
    cited = {citation.source for rule in pack.rules for citation in rule.sources}
    steps = [rule.step for rule in pack.step.values()]
    slots = {slot.name for slot in empty_slots(pack, pack.rules)}
    yield from _notes("fact", ((fact.name, fact.where) for fact in pack.facts), read)
    yield from _notes("conclusion", ((one.name, one.where) for one in pack.conclusions), read)
    yield from _notes("source", ((source.id, source.where) for source in pack.sources), cited)
    yield from _notes("act", ((act.name, NOWHERE) for act in pack.acts), pack.steps_of)
    yield from _notes("channel", _named(pack.channels), (step.channel for step in steps))
    yield from _notes("person", _named(pack.people), (step.to for step in steps))
    yield from _notes("topic", _named(pack.topics), (topic for s in steps for topic in (*s.about, s.silent_on)))
    yield from _notes("slot", _named(pack.slots), slots)
    yield from _notes("tag", _tags(pack), _asked_for(pack))


def _notes(what: str, declared: Declared, used: Iterable[str]) -> Iterator[Finding]:
    known = frozenset(used)
    for name, where in declared:
        if name not in known:
            yield Finding(Message(f"unused.{what}", name=name), where, level="note")


def _named(named: tuple[Named, ...]) -> Declared:
    return ((one.name, NOWHERE) for one in named)


def _tags(pack: Pack) -> Declared:
    """Each tag, at the first rule that has it, if any has."""
    first = dict(_named(pack.tags))
    for rule in reversed(pack.rules):
        first |= dict.fromkeys(rule.tags, rule.where)
    return first.items()


def _asked_for(pack: Pack) -> Iterator[str]:
    """The tags that some condition or invariant asks for; a condition holds the steps by then, no longer the tag."""
    yield from (name for invariant in pack.invariants for name in invariant.named)
    groups = list(_groups(pack))
    phases = [phase.name for phase in pack.phases]
    for tag in {tag for rule in pack.rules for tag in rule.tags}:
        tagged = [rule for rule in pack.rules if tag in rule.tags]
        # A rule can ask only for the steps of earlier phases.
        earlier = (frozenset(r.id for r in tagged if r.phase in phases[:end]) for end in range(1, len(phases) + 1))
        if any(steps and steps <= group for steps in earlier for group in groups):
            yield tag


def _groups(pack: Pack) -> Iterator[frozenset[str]]:
    for condition in conditions.of_pack(pack):
        yield from (test.steps for test in conditions.leaves(condition) if isinstance(test, Advised))
