"""What to do at once: an urgent act, shown as soon as it is certain but for a few exceptions that can all be named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from amends.domain.model import Act, Between, Condition, Includes, Is
from amends.domain.plan import DoNow
from amends.logic.diagram import Cell, Level, Node
from amends.logic.space import IN
from amends.logic.standing import Standing

MOST = 3
"""So many exceptions are named at most."""


def do_now(standing: Standing) -> DoNow | None:
    """The first urgent act that is certain, or is in the plan for now and everywhere but for a few exceptions."""
    for act in urgent(standing):
        if standing.of_act(act.name) == "certain":
            return DoNow(act, ())
        if _advised(standing, act) and (unless := exceptions(standing, act)):
            return DoNow(act, unless)
    return None


def _advised(standing: Standing, act: Act) -> bool:
    """Whether the plan that holds for now has a step of it: what is done in exceptions only is none to do at once."""
    return any(rule.id in standing.cautious for rule in standing.seen.logic.pack.steps_of[act.name])


def urgent(standing: Standing) -> Iterator[Act]:
    """The urgent acts that can stand, in the order of the pack."""
    pack = standing.seen.logic.pack
    can_stand = (act for act in pack.acts if act.urgent and act.name in pack.steps_of)
    return (act for act in can_stand if standing.of_act(act.name))


def exceptions(standing: Standing, act: Act) -> tuple[Condition, ...]:
    """The fewest conditions, each on one fact, without which an act stands in all that is possible; empty if too many.

    The act stands in exactly the possible situations in which none of them holds.
    """
    diagrams = standing.seen.logic.diagrams
    stands = standing.where_act(act.name)
    outside = diagrams.minus(standing.seen.possible, stands)
    found = list(_never(standing, stands, outside))
    for size in range(1, MOST + 1):
        for chosen in combinations(found, size):
            if diagrams.join_all(node for _, node in chosen) == outside:
                return tuple(condition for condition, _ in chosen)
    return ()


def _never(standing: Standing, stands: Node, outside: Node) -> Iterator[tuple[Condition, Node]]:
    """The conditions on one unknown fact under which nothing of `stands` is left, with the situations `outside`."""
    seen, diagrams = standing.seen, standing.seen.logic.diagrams
    linked = diagrams.levels(stands, outside)
    for name in seen.unknown:
        found = []
        for level in seen.logic.space.of[name]:
            gone = diagrams.cells(outside, level) - diagrams.cells(stands, level) if level in linked else ()
            for condition, cells in _conditions(standing, level, sorted(gone)):
                found.append((condition, diagrams.meet(outside, diagrams.literal(level, cells))))
        yield from found
        items = frozenset[str]().union(*(each.values for each, _ in found if isinstance(each, Includes)))
        if len(items) > 1:
            yield Includes(name, items), diagrams.join_all(node for _, node in found)


def _conditions(standing: Standing, level: Level, cells: list[Cell]) -> Iterator[tuple[Condition, list[Cell]]]:
    """These cells of a level in the words of the pack: some values, an item, or one range of numbers after another."""
    variable = standing.seen.logic.space.variables[level]
    fact = variable.fact
    if fact.kind == "number":
        for run in _runs(cells):
            yield Between(fact.name, variable.bounds(run[0])[0], variable.bounds(run[-1])[1]), run
    elif variable.item:
        if IN in cells:
            yield Includes(fact.name, frozenset({variable.item})), [IN]
    elif cells:
        yield Is(fact.name, frozenset(fact.values[cell] for cell in cells)), cells


def _runs(cells: list[Cell]) -> Iterator[list[Cell]]:
    """The cells that lie side by side, together."""
    run: list[Cell] = []
    for cell in cells:
        if run and cell != run[-1] + 1:
            yield run
            run = []
        run.append(cell)
    if run:
        yield run
