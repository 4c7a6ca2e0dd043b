"""A pack with another name for one of its facts, so that two packs can be laid side by side."""

from __future__ import annotations

from dataclasses import replace

from amends.domain.model import (
    Advised,
    AllOf,
    Always,
    AnyOf,
    AtMost,
    Between,
    Condition,
    Includes,
    Invariant,
    Is,
    Not,
    Pack,
)


def renamed(pack: Pack, old: str, new: str) -> Pack:
    """The pack with the fact `old` called `new` everywhere but in its cases."""

    def again(condition: Condition) -> Condition:
        match condition:
            case Is(name) | Between(name) | Includes(name):
                return replace(condition, name=new) if name == old else condition
            case Not(part):
                return Not(again(part))
            case AllOf(parts) | AnyOf(parts):
                return type(condition)(tuple(again(part) for part in parts))
            case Advised():
                return condition

    def law(invariant: Invariant) -> Invariant:
        match invariant.law:
            case Always(given, then):
                return replace(invariant, law=Always(again(given), again(then)))
            case AtMost(n, steps, given):
                return replace(invariant, law=AtMost(n, steps, again(given)))
            case _:
                return invariant

    return replace(
        pack,
        clock=new if pack.clock == old else pack.clock,
        facts=tuple(replace(fact, name=new) if fact.name == old else fact for fact in pack.facts),
        constraints=tuple(replace(c, given=again(c.given), then=again(c.then)) for c in pack.constraints),
        conclusions=tuple(
            replace(c, decisions=tuple(replace(d, when=again(d.when)) for d in c.decisions)) for c in pack.conclusions
        ),
        rules=tuple(replace(rule, when=again(rule.when)) for rule in pack.rules),
        invariants=tuple(law(invariant) for invariant in pack.invariants),
        hash=f"{pack.hash}+{old}={new}",
    )
