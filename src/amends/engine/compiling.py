"""Productions as Experta rules, in the part of Experta that was measured to be safe.

One wide fact for the answers and small derived facts; rules that are conjunctions of patterns and of negated single
patterns; alternatives on one slot inside one predicate, others in helper rules; a different salience for every rule,
from its place in the pack; nothing is ever retracted. Names are generated, so that no name in a pack can meet one of
Experta's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from amends.domain.model import Kind, Pack, Value
from amends.engine.library import experta
from amends.engine.positive_form import IN, OUT, Atom, Ranges
from amends.engine.productions import Production, productions
from amends.engine.rete import Engine


@dataclass(frozen=True, slots=True)
class Program:
    """Productions as Experta rules: the engine class, the class of its wide fact, and what each slot of it holds."""

    engine: type[Engine]
    case: Any
    slots: Mapping[str, tuple[str, str, Kind]]
    productions: tuple[Production, ...]

    def answers(self, values: Mapping[str, Value]) -> Any:
        """The wide fact of a situation."""
        return self.case(**{slot: _filled(values[fact], item, kind) for slot, (fact, item, kind) in self.slots.items()})


def program(pack: Pack, known: tuple[tuple[str, str], ...]) -> Program:
    """The Experta rules of a pack where `known` holds, in the order in which they fire."""
    # A `several` fact has a slot for each item, so that no pattern has to look inside a collection.
    places = [(f.name, item, f.kind) for f in pack.facts for item in (f.values if f.kind == "several" else ("",))]
    slots = {f"s_{place:04d}": what for place, what in enumerate(places)}
    fields = {s: experta.Field(int if kind == "number" else str, mandatory=True) for s, (_, _, kind) in slots.items()}
    case = type("CaseFact", (experta.Fact,), fields)
    written = productions(pack, dict(known))
    slot_of = {(fact, item): slot for slot, (fact, item, _) in slots.items()}
    rules = {f"r_{place:04d}": _rule(written, place, case, slot_of) for place in range(len(written))}
    return Program(type("Engine", (Engine,), rules), case, slots, written)


def _filled(value: Value, item: str, kind: Kind) -> str | int:
    """What a slot holds; Experta takes `True`, `1` and `1.0` for equal, so the type is checked exactly."""
    wanted = {"number": int, "several": frozenset}.get(kind, str)
    if type(value) is not wanted:
        message = f"expected {wanted.__name__}, found {value!r}"
        raise TypeError(message)
    if isinstance(value, frozenset):
        return IN if item in value else OUT
    return value


class DerivedFact(experta.Fact):  # type: ignore[misc]  # Experta has no types
    """What a rule declares when it fires."""

    kind = experta.Field(str, mandatory=True)
    name = experta.Field(str, mandatory=True)
    value = experta.Field(str, mandatory=True)


def _rule(written: tuple[Production, ...], place: int, case: Any, slot_of: Mapping[tuple[str, str], str]) -> Any:
    """The Experta rule of a production: it notes that it fired and declares its derived fact."""
    production = written[place]
    answers = case(**{slot_of[ask.name, ask.item]: experta.P(_test(ask)) for ask in production.asks})
    # A rule needs one pattern that is not negated; the wide fact serves where there is no other.
    asked = production.asks or not any(part.present for part in production.derived)

    def fire(engine: Any) -> None:
        engine.fired.append(place)
        engine.declare(DerivedFact(kind=production.kind, name=production.name, value=production.value))

    # The first pattern must not be a negated one.
    derived = sorted(production.derived, key=lambda part: not part.present)
    patterns = (*((answers,) if asked else ()), *(_pattern(part) for part in derived))
    return experta.Rule(*patterns, salience=len(written) - place)(fire)


def _pattern(part: Atom) -> Any:
    literals = {"kind": experta.L(part.kind), "name": experta.L(part.name)}
    if not part.present:
        return ~DerivedFact(**literals)
    return DerivedFact(**literals, value=experta.P(_one_of(part.values, part.name)))


# Experta shares a test between rules only if it is the same object: hence the caches. It tries the tests first that are
# shared most: a test on the value that other names do not share comes after the one on the name, and is seldom tried.


def _test(ask: Atom) -> Callable[[object], bool]:
    return _in_ranges(ask.ranges) if ask.ranges or not ask.values else _one_of(ask.values)


@cache
def _one_of(words: frozenset[str], name: str = "") -> Callable[[object], bool]:  # noqa: ARG001  # one for each name
    return lambda value: type(value) is str and value in words


@cache
def _in_ranges(ranges: Ranges) -> Callable[[object], bool]:
    return lambda value: type(value) is int and any(low <= value <= high for low, high in ranges)
