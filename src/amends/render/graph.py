"""Graphs as pictures in words, for the programs that draw them: Mermaid and Graphviz."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from amends.authoring.graph import Graph


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flowchart."""
    forms = {"fact": "([{}])", "conclusion": "{{{{{}}}}}", "rule": "[{}]", "phase": "[[{}]]"}
    names = _numbered(graph)
    drawn = {name: f"  {names[name]}{forms[shape].format(name)}" for name, shape in graph.boxes}
    for outer, inner in graph.inside.items():
        drawn[outer] = "\n".join((f"  subgraph {names[outer]}[{outer}]", *(drawn.pop(name) for name in inner), "  end"))
    arrows = (f"  {names[a]} -->{f'|{word}|' if word else ''} {names[b]}" for a, b, word in graph.arrows)
    return "\n".join(("flowchart LR", *drawn.values(), *arrows, ""))


def dot(graph: Graph) -> str:
    """The graph in the language of Graphviz."""
    forms = {"fact": "ellipse", "conclusion": "hexagon", "rule": "box", "phase": "box3d"}
    drawn = {name: f'  "{name}" [shape={forms[shape]}];' for name, shape in graph.boxes}
    for outer, inner in graph.inside.items():
        lines = (f'  subgraph "cluster_{outer}" {{', drawn[outer], *(drawn.pop(name) for name in inner), "  }")
        drawn[outer] = "\n".join(lines)
    arrows = (f'  "{a}" -> "{b}"' + (f' [label="{word}"];' if word else ";") for a, b, word in graph.arrows)
    return "\n".join(("digraph pack {", "  rankdir=LR;", *drawn.values(), *arrows, "}", ""))


def _numbered(graph: Graph) -> dict[str, str]:
    """Short names: some words mean something to Mermaid, numbers do not."""
    return {name: f"n{number}" for number, (name, _) in enumerate(graph.boxes)}


DRAWINGS: Mapping[str, Callable[[Graph], str]] = MappingProxyType({"mermaid": mermaid, "dot": dot})
"""The languages for pictures, the usual one first."""
