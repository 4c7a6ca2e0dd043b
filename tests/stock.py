"""The same rules run by Experta's own matcher and strategy: what ours is held against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import pytest

from amends.domain.model import Pack
from amends.engine import experta, library


@contextmanager
def in_use() -> Iterator[None]:
    """As long as this lasts, every run of the engine is one by Experta alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(experta, "_threads", SimpleNamespace(engine=_made))
        yield


@lru_cache(maxsize=experta.KEPT)
def _made(pack: Pack, known: tuple[tuple[str, str], ...]) -> tuple[Any, Any]:
    program, base = experta.compiled(pack, known), library.experta.KnowledgeEngine
    names = ("__matcher__", "__strategy__")
    return program, type("Stock", (program.engine,), {name: getattr(base, name) for name in names})()
