"""The one table of limits on what is read; everything over a limit is refused before it can hurt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each thing is read, in bytes, characters or pieces."""

    file_bytes: int = 256 * 1024
    pack_bytes: int = 4 * 1024 * 1024
    answers_bytes: int = 64 * 1024
    depth: int = 32
    nodes: int = 20_000
    text: int = 4_000
    answer_text: int = 2_000
    answers: int = 200
    facts: int = 200
    values: int = 128
    rules: int = 4_000
    conditions: int = 32
    number: int = 10_000_000


LIMITS = Limits()
