"""How a pack hangs together: facts, the conclusions that read them, and the rules of each phase.

The whole pack is drawn by its conclusions and phases alone; rules are drawn where the picture is of one rule, or of
what some answers leave. An arrow that only repeats a longer way is left out (transitive reduction: Aho, Garey and
Ullman, 1972): what reads a conclusion is not drawn as reading all that the conclusion reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Literal

from amends.domain import conditions
from amends.domain.message import Message
from amends.domain.model import Pack, Rule
from amends.logic.standing import Standing
from amends.logic.view import View

Shape = Literal["fact", "conclusion", "rule", "phase"]
Arrow = tuple[str, str, Message | None]
ADVISED, OVERRULES = Message("graph.advised"), Message("graph.overrules")


@dataclass(frozen=True, slots=True)
class Graph:
    """Named boxes by shape, arrows between them with a word on each (often none), and boxes that lie inside others."""

    boxes: tuple[tuple[str, Shape], ...]
    arrows: tuple[Arrow, ...]
    inside: Mapping[str, tuple[str, ...]]


def of_pack(pack: Pack) -> Graph:
    """The pack without its rules: what each conclusion reads, and what the rules of each phase read."""
    read = _reduced([*_conclusions(pack, pack.conclusion), *_phases(pack, pack.rules)])
    order = zip(pack.phases, pack.phases[1:], strict=False)
    return _graph(pack, [*read, *((one.name, other.name, None) for one, other in order)])


def of_rule(pack: Pack, rule: Rule) -> Graph:
    """One rule with everything that it reads, what that rests on, and whom it overrules."""
    names = conditions.names(rule.when)
    reads = {name: conditions.read_by(conclusion) for name, conclusion in pack.conclusion.items()}
    reached = _reached(reads, names)
    below = _reduced(list(_conclusions(pack, (name for name in pack.conclusion if name in reached))))
    own = ((name, rule.id, None) for name in names)
    phase = ((rule.id, rule.phase, None),) if rule.phase else ()
    return _graph(pack, [*below, *own, *_beside(rule, pack.rule.keys()), *phase], alone=(rule.id,))


def of_answers(pack: Pack, seen: View) -> Graph:
    """What some answers leave: what can still turn out one way or another, and the steps that can stand, by phase."""
    standing = Standing(seen)
    rules = {rule.id: rule for rule in pack.rules if standing.status(rule.id)}
    open_ = {*seen.unknown, *(name for name in pack.conclusion if len(seen.conclusive(name)) > 1)}
    read = [*_conclusions(pack, pack.conclusion), *_phases(pack, rules.values())]
    inside = {phase.name: tuple(id_ for id_, r in rules.items() if r.phase == phase.name) for phase in pack.phases}
    kept = _reduced([arrow for arrow in read if arrow[0] in open_ and arrow[1] in open_ | inside.keys()])
    among = (arrow for rule in rules.values() for arrow in _beside(rule, rules.keys()))
    return _graph(pack, [*kept, *among], {phase: steps for phase, steps in inside.items() if steps})


def _conclusions(pack: Pack, names: Iterable[str]) -> Iterator[Arrow]:
    """What the decisions of these conclusions read."""
    for name in names:
        yield from ((read, name, None) for read in conditions.read_by(pack.conclusion[name]))


def _phases(pack: Pack, rules: Collection[Rule]) -> Iterator[Arrow]:
    """What the rules of each phase read, with how many of them do."""
    for phase in pack.phases:
        read = Counter(name for rule in rules if rule.phase == phase.name for name in conditions.names(rule.when))
        for name, count in read.items():
            yield name, phase.name, Message("graph.rules" if count > 1 else "graph.one-rule", count=count)


def _beside(rule: Rule, others: KeysView[str]) -> Iterator[Arrow]:
    """For the steps of which others a rule waits, and which of them it overrules."""
    yield from ((step, rule.id, ADVISED) for step in sorted(conditions.steps(rule.when) & others))
    yield from ((rule.id, other, OVERRULES) for other in sorted(rule.overrules & others))


def _reduced(arrows: Sequence[Arrow]) -> list[Arrow]:
    """The arrows without those that only repeat a longer way; there must be no rings."""
    after: dict[str, set[str]] = {}
    for start, end, _ in arrows:
        after.setdefault(start, set()).add(end)
    below = {name: _reached(after, after[name]) for name in after}
    return [(a, b, word) for a, b, word in arrows if not any(b in below.get(c, ()) for c in after[a] - {b})]


def _reached(after: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """These names, and all that can be reached from them."""
    reached, new = set[str](), set(starts)
    while new:
        reached |= new
        new = {name for here in new for name in after.get(here, ())} - reached
    return reached


def _graph(
    pack: Pack,
    arrows: Iterable[Arrow],
    inside: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    alone: Iterable[str] = (),
) -> Graph:
    """The boxes that the arrows touch, those inside others and those that may stand alone, facts first, each in the
    order of the pack.
    """
    arrows = tuple(dict.fromkeys(arrows))
    drawn = {*alone, *inside, *(end for a, b, _ in arrows for end in (a, b)), *chain.from_iterable(inside.values())}
    kinds: dict[Shape, Iterable[str]] = {"fact": pack.fact, "conclusion": pack.conclusion, "rule": pack.rule}
    kinds["phase"] = [phase.name for phase in pack.phases]
    boxes = tuple((name, shape) for shape, names in kinds.items() for name in names if name in drawn)
    return Graph(boxes, arrows, inside)
