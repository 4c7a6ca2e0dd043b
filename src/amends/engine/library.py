"""Experta, imported so that nobody else notices; the only module that imports it, and the place to get it from.

Importing this module takes a moment: so it is done when the first engine is made.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["experta"]


@contextmanager
def _as_experta_needs() -> Iterator[None]:
    """What importing Experta needs (`collections.Mapping`, gone from Python) and what it spoils (the root logger)."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    missing = "Mapping" not in vars(collections)
    if missing:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]  # frozendict 1.2 reads it
    try:
        yield
    finally:
        if missing:
            del collections.Mapping  # type: ignore[attr-defined]  # as it was
        root.handlers[:] = handlers
        root.setLevel(level)


with _as_experta_needs():
    import experta

if not hasattr(experta, "KnowledgeEngine"):
    # Experta swallows the ImportError of a library that it needs, and goes on half made.
    message = "experta is incomplete; reinstall amends"
    raise ImportError(message)
