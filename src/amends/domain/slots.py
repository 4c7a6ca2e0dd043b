"""Slots such as `[company]`: filled in one pass with the names that were given, left in brackets otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from amends.domain.model import Named, Pack, Step

SLOT = re.compile(r"\[([a-z][a-z0-9_]*)\]")
"""A slot in a text, and its name."""


def named(pack: Pack, names: Mapping[str, str]) -> Pack:
    """The pack with these names in the slots of its steps; a name is never searched for slots itself."""
    if not names:
        return pack

    def fill(text: str) -> str:
        return SLOT.sub(lambda slot: names.get(slot[1], slot[0]), text)

    def filled(step: Step) -> Step:
        avoid = tuple(map(fill, step.avoid))
        return replace(step, do=fill(step.do), say=fill(step.say), because=fill(step.because), avoid=avoid)

    return replace(pack, rules=tuple(replace(rule, step=filled(rule.step)) for rule in pack.rules))


def empty_slots(pack: Pack, steps: tuple[Step, ...]) -> tuple[Named, ...]:
    """The slots of the pack that these steps leave in brackets."""
    texts = (text for step in steps for text in (step.do, step.say, step.because, *step.avoid))
    found = {slot for text in texts for slot in SLOT.findall(text)}
    return tuple(slot for slot in pack.slots if slot.name in found)
