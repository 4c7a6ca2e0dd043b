"""Slots such as `[company]`: filled in one pass with the names that were given, left in brackets otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from amends.domain.model import AnswerRule, AnyRule, Named, OutlookRule, Pack, StepRule

SLOT = re.compile(r"\[([a-z][a-z0-9_]*)\]")
"""A slot in a text, and its name."""


def named(pack: Pack, names: Mapping[str, str]) -> Pack:
    """The pack with these names in the slots of its texts; a name is never searched for slots itself."""
    return replace(pack, rules=tuple(_filled(rule, names) for rule in pack.rules)) if names else pack


def _filled(rule: AnyRule, names: Mapping[str, str]) -> AnyRule:
    def fill(text: str) -> str:
        return SLOT.sub(lambda slot: names.get(slot[1], slot[0]), text)

    match rule:
        case StepRule(step=step):
            avoid = tuple(map(fill, step.avoid))
            do, say, because = fill(step.do), fill(step.say), fill(step.because)
            return replace(rule, step=replace(step, do=do, say=say, because=because, avoid=avoid))
        case OutlookRule():
            return replace(rule, text=fill(rule.text), because=fill(rule.because))
        case AnswerRule():
            return replace(rule, ask=fill(rule.ask), reply=fill(rule.reply), because=fill(rule.because))


def empty_slots(pack: Pack, rules: Iterable[AnyRule]) -> tuple[Named, ...]:
    """The slots of the pack that the texts of these rules leave in brackets."""
    found = {slot for rule in rules for _, text in rule.texts for slot in SLOT.findall(text)}
    return tuple(slot for slot in pack.slots if slot.name in found)
