"""The names by which conditions and laws speak of several rules at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from amends.domain.rules import AnyRule, StepRule


def groups(rules: Iterable[AnyRule]) -> Mapping[str, frozenset[str]]:
    """The rules of each group: of a tag, of an act, `about:topic`, `silent_on:topic`, `channel:name`, `to:person`."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        for name in groups_of(rule):
            found.setdefault(name, set()).add(rule.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def groups_of(rule: AnyRule) -> tuple[str, ...]:
    """The groups that a rule belongs to; an outlook or an answer, which is no step, to none."""
    if not isinstance(rule, StepRule):
        return ()
    step = rule.step
    said = (("silent_on", step.silent_on), ("channel", step.channel), ("to", step.to))
    about = (f"about:{topic}" for topic in step.about)
    return (*rule.tags, *((rule.act,) if rule.act != rule.id else ()), *about, *(f"{k}:{n}" for k, n in said if n))
