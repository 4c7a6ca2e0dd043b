"""How a pack hangs together, as a JSON document."""

from __future__ import annotations

from amends.authoring.graph import Graph
from amends.domain.model import Pack
from amends.render.documents.parts import Document, head


def graph_document(pack: Pack, graph: Graph) -> Document:
    """Boxes and arrows by the names of `amends.graph/1`; what lies inside a box is drawn as boxes too."""
    return {
        **head("graph", pack),
        "boxes": [{"name": name, "shape": shape} for name, shape in graph.boxes],
        "arrows": [{"from": start, "to": end, "word": str(word or "")} for start, end, word in graph.arrows],
        "inside": {outer: list(names) for outer, names in graph.inside.items()},
    }
