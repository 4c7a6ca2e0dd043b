"""How a pack hangs together, as Mermaid or DOT: facts, the conclusions that read them, and the rules of each phase.

The whole pack is drawn by its conclusions and phases alone; rules are drawn where the picture is of one rule, or of
the rules that can still stand after some answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from amends import conditions
from amends.model import Pack, Rule

Shape = Literal["fact", "conclusion", "rule", "phase"]


@dataclass(frozen=True, slots=True)
class Graph:
    """Named boxes by shape, and arrows between them with a word on each (often none)."""

    boxes: tuple[tuple[str, Shape], ...]
    arrows: tuple[tuple[str, str, str], ...]


def whole(pack: Pack) -> Graph:
    """The pack without its rules: what each conclusion reads, and what the rules of each phase read."""
    arrows = [*_conclusions(pack, pack.conclusion)]
    for phase in pack.phases:
        rules = [rule for rule in pack.rules if rule.phase == phase.name]
        read = dict.fromkeys(name for rule in rules for name in conditions.names(rule.when))
        arrows += [(name, phase.name, _count(rules, name)) for name in read]
    arrows += [(one.name, next_one.name, "") for one, next_one in zip(pack.phases, pack.phases[1:], strict=False)]
    return _graph(pack, arrows)


def of_rules(pack: Pack, rules: Iterable[Rule]) -> Graph:
    """Some rules with everything that they read, and whom they overrule among themselves."""
    rules = list(rules)
    ids = {rule.id for rule in rules}
    arrows: list[tuple[str, str, str]] = []
    for rule in rules:
        arrows += [(name, rule.id, "") for name in conditions.names(rule.when)]
        arrows += [(step, rule.id, "advised") for step in sorted(conditions.steps(rule.when))]
        arrows += [(rule.id, other, "overrules") for other in sorted(rule.overrules & ids)]
        arrows.append((rule.id, rule.phase, ""))
    read = {name for rule in rules for name in conditions.names(rule.when)}
    return _graph(pack, [*_conclusions(pack, _below(pack, read)), *arrows])


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flowchart."""
    forms = {"fact": "([{}])", "conclusion": "{{{{{}}}}}", "rule": "[{}]", "phase": "[[{}]]"}
    names = _numbered(graph)
    boxes = (f"  {names[name]}{forms[shape].format(name)}" for name, shape in graph.boxes)
    arrows = (f"  {names[a]} -->{f'|{word}|' if word else ''} {names[b]}" for a, b, word in graph.arrows)
    return "\n".join(("flowchart LR", *boxes, *arrows, ""))


def dot(graph: Graph) -> str:
    """The graph in the language of Graphviz."""
    forms = {"fact": "ellipse", "conclusion": "hexagon", "rule": "box", "phase": "box3d"}
    boxes = (f'  "{name}" [shape={forms[shape]}];' for name, shape in graph.boxes)
    arrows = (f'  "{a}" -> "{b}"{_label(word)};' for a, b, word in graph.arrows)
    return "\n".join(("digraph pack {", "  rankdir=LR;", *boxes, *arrows, "}", ""))


def _label(word: str) -> str:
    return f' [label="{word}"]' if word else ""


def _conclusions(pack: Pack, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """What the decisions of these conclusions read."""
    for name in names:
        read = conditions.names(*(decision.when for decision in pack.conclusion[name].decisions))
        yield from ((each, name, "") for each in read)


def _below(pack: Pack, names: Iterable[str]) -> tuple[str, ...]:
    """The conclusions among some names, and all that they rest on, in the order of the pack."""
    waiting, seen = [name for name in names if name in pack.conclusion], set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        read = conditions.names(*(decision.when for decision in pack.conclusion[name].decisions))
        waiting += [each for each in read if each in pack.conclusion and each not in seen]
    return tuple(name for name in pack.conclusion if name in seen)


def _count(rules: list[Rule], name: str) -> str:
    count = sum(name in conditions.names(rule.when) for rule in rules)
    return f"{count} rule{'' if count == 1 else 's'}"


def _graph(pack: Pack, arrows: list[tuple[str, str, str]]) -> Graph:
    """The boxes that the arrows touch, facts first, each in the order of the pack."""
    touched = {end for a, b, _ in arrows for end in (a, b)}
    kinds: tuple[tuple[Iterable[str], Shape], ...] = (
        (pack.fact, "fact"),
        (pack.conclusion, "conclusion"),
        (pack.rule, "rule"),
        ((phase.name for phase in pack.phases), "phase"),
    )
    boxes = tuple((name, shape) for names, shape in kinds for name in names if name in touched)
    return Graph(boxes, tuple(dict.fromkeys(arrows)))


def _numbered(graph: Graph) -> dict[str, str]:
    """Short names: some words mean something to Mermaid, numbers do not."""
    return {name: f"n{number}" for number, (name, _) in enumerate(graph.boxes)}
