"""Values as an author can paste them into a pack."""

from __future__ import annotations

from amends.domain.model import Value

_SLY = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Names that some readers of YAML take for something that is no text."""


def written(value: Value) -> str:
    """A value of a fact in YAML on one line, in quotes where it needs them."""
    if isinstance(value, frozenset):
        return f"[{', '.join(written(each) for each in sorted(value))}]"
    return f'"{value}"' if value in _SLY else str(value)
