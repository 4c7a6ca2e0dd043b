"""Why something is so for somebody who knows some answers: the facts that suffice for a step, and what is forced."""

from __future__ import annotations

from amends.logic.diagram import Node
from amends.logic.view import View


def sufficient(seen: View, step: str) -> tuple[str, ...]:
    """Facts whose values by `completion` make the step stand whatever the others are; none can be spared."""
    logic = seen.logic
    against = logic.diagrams.minus(logic.possible, logic.stands[step])
    support = logic.diagrams.levels(against)
    kept = [name for name, levels in logic.space.of.items() if not support.isdisjoint(levels)]
    cells = {level: seen.completion[level] for level in logic.space.levels_of(kept)}
    latest_first = kept[::-1]
    # What is only assumed is spared first, then what is asked last.
    for name in sorted(latest_first, key=seen.knows):
        rest = {level: cell for level, cell in cells.items() if level not in logic.space.of[name]}
        if not logic.diagrams.reaches(against, rest):
            cells = rest
    return tuple(name for name in kept if logic.space.of[name][0] in cells)


def forced(seen: View) -> dict[str, tuple[str, ...]]:
    """The facts that are not known but have one possible value left, with the constraints that leave only it."""
    names = (name for name in seen.logic.space.of if not seen.knows(name) and name not in seen.unknown)
    found = {name: seen.conflict(_otherwise(seen, name)) for name in names}
    return {name: constraints for name, constraints in found.items() if constraints}


def _otherwise(seen: View, name: str) -> Node:
    """The situations in which a fact has another value than it has by `completion`."""
    diagrams = seen.logic.diagrams
    here = (diagrams.literal(level, (seen.completion[level],)) for level in seen.logic.space.of[name])
    return diagrams.complement(diagrams.meet_all(here))
