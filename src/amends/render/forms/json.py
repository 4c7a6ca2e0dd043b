"""Documents as JSON, for other programs; the same document gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any


def rendered(_page: object, document: Callable[[], Mapping[str, Any]], _width: object) -> str:
    """The document as JSON."""
    return as_json(document())


def as_json(document: Mapping[str, Any]) -> str:
    """The document as text; only ASCII, so that it survives every stream and no sign in it can steer a terminal."""
    return json.dumps(document, indent=2) + "\n"
