"""The first reader of a pack: Experta runs it, and what fired is the answer and the reason.

This is the only module that knows Experta. A pack is compiled into the part of Experta that was measured to be safe:
one wide fact for the answers and small derived facts; rules that are conjunctions of patterns and of negated single
patterns; alternatives on one slot inside one predicate, others in helper rules; a different salience for every rule,
from its place in the pack; nothing is ever retracted. Names are generated, so that no name in a pack can meet one of
Experta's own.
"""

from __future__ import annotations

import collections
import collections.abc
import importlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from amends.model import ALWAYS, Condition, Kind, Pack, Value
from amends.positive import (
    CONCLUDED,
    FIRED,
    HOLDS,
    IN,
    OUT,
    STANDS,
    Ask,
    Derived,
    Either,
    Form,
    Ranges,
    conjuncts,
    positive,
)
from amends.problems import AmendsError
from amends.situation import Concluded, Firing, Overruled

OTHERWISE = "otherwise"

_import_lock = threading.Lock()
_threads = threading.local()


class Restless(AmendsError):
    """The rules did not come to rest within their limit; a sound compiler makes this impossible."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one run of the engine gave: the trace, the conclusions, the steps that stand, and those overruled."""

    trace: tuple[Firing, ...]
    concluded: Mapping[str, Concluded]
    fired: tuple[str, ...]
    standing: tuple[str, ...]
    overruled: tuple[Overruled, ...]


def run(pack: Pack, values: Mapping[str, Value]) -> Record:
    """What fires for a complete situation: `values` has a value for every fact of the pack.

    Raises `KeyError` for a missing value and `TypeError` for a value of another kind than the fact's.
    """
    program = compiled(pack)
    engine = _engine(pack)
    engine.reset()
    engine.declare(
        program.case(**{slot: _filled(values[fact], item, kind) for slot, (fact, item, kind) in program.slots.items()})
    )
    limit = 4 * len(program.productions) + 16
    engine.run(limit)
    if engine.agenda.activations:
        message = f"the rules of {pack.id} did not come to rest after {limit} firings"
        raise Restless(message)
    return _record(pack, [program.productions[place] for place in engine.fired], values)


def _filled(value: Value, item: str, kind: Kind) -> str | int:
    """What a slot holds; Experta takes `True`, `1` and `1.0` for equal, so the type is checked exactly."""
    wanted = {"number": int, "several": frozenset}.get(kind, str)
    if type(value) is not wanted:
        message = f"expected {wanted.__name__}, found {value!r}"
        raise TypeError(message)
    if isinstance(value, frozenset):
        return IN if item in value else OUT
    return value


def _record(pack: Pack, fired: list[Production], values: Mapping[str, Value]) -> Record:
    concluded = {p.name: Concluded(p.value, p.rule) for p in fired if p.kind == CONCLUDED}
    known: dict[str, Value] = {**values, **{name: found.value for name, found in concluded.items()}}
    standing = frozenset(p.name for p in fired if p.kind == STANDS)
    rules = dict.fromkeys(p.rule for p in fired if p.kind in {FIRED, STANDS})
    beaten = [rule for rule in rules if rule not in standing]
    above = {rule: tuple(r.id for r in pack.rules if rule in r.overrules and r.id in standing) for rule in beaten}
    return Record(
        trace=tuple(
            Firing(order, p.kind, p.rule, {name: known[name] for name in p.reads})
            for order, p in enumerate((p for p in fired if p.kind != HOLDS), start=1)
        ),
        concluded=concluded,
        fired=tuple(rule.id for rule in pack.rules if rule.id in rules),
        standing=tuple(rule.id for rule in pack.rules if rule.id in standing),
        overruled=tuple(Overruled(rule.id, above[rule.id]) for rule in pack.rules if rule.id in above),
    )


# ------------------------------------------------------------- Experta, held at arm's length


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


@cache
def _experta() -> Any:
    with _import_lock, _as_experta_needs():
        experta = importlib.import_module("experta")
    if not hasattr(experta, "KnowledgeEngine"):
        # Experta swallows the ImportError of a library that it needs, and goes on half made.
        message = "experta is incomplete; reinstall amends"
        raise ImportError(message)
    return experta


def _engine(pack: Pack) -> Any:
    """This thread's engine for a pack; it is reset for each run."""
    engines: dict[Pack, Any] = _threads.__dict__.setdefault("engines", {})
    if pack not in engines:
        engines[pack] = compiled(pack).engine()
    return engines[pack]


def _engine_class(productions: tuple[Production, ...]) -> Any:
    """An Experta engine whose rules note that they fired and declare what they give."""
    experta = _experta()
    methods = {
        f"r_{place:04d}": experta.Rule(*production.patterns, salience=len(productions) - place)(
            _action(place, production)
        )
        for place, production in enumerate(productions)
    }
    return type("Engine", (_resettable(),), methods)


@cache
def _resettable() -> Any:
    """An Experta engine that forgets which rules fired, and does not search itself for rules at every reset."""
    base: Any = _experta().KnowledgeEngine

    class Resettable(base):  # type: ignore[misc]  # Experta has no types
        def __init__(self) -> None:
            super().__init__()
            self.fired: list[int] = []
            self._first = super().get_deffacts()

        def get_deffacts(self) -> list[Any]:
            return self._first if hasattr(self, "_first") else list(super().get_deffacts())

        def reset(self) -> None:
            self.fired = []
            super().reset()

    return Resettable


def _action(place: int, production: Production) -> Callable[[Any], None]:
    def fire(engine: Any) -> None:
        engine.fired.append(place)
        engine.declare(_derived_fact()(kind=production.kind, name=production.name, value=production.value))

    return fire


@cache
def _derived_fact() -> Any:
    experta = _experta()
    return type(
        "DerivedFact", (experta.Fact,), {slot: experta.Field(str, mandatory=True) for slot in ("kind", "name", "value")}
    )


# ------------------------------------------------------------------------------- compiling


@dataclass(frozen=True, slots=True)
class Production:
    """One Experta rule: its patterns, the derived fact that it declares, and the pack's rule behind it."""

    patterns: tuple[Any, ...]
    kind: str
    name: str
    value: str
    rule: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A pack as Experta rules: the engine class, the class of its wide fact, and what each slot of it holds."""

    engine: Any
    case: Any
    slots: Mapping[str, tuple[str, str, Kind]]
    productions: tuple[Production, ...]


@lru_cache(maxsize=64)
def compiled(pack: Pack) -> Program:
    """The Experta rules of a pack, in the order in which they fire; made once for each pack."""
    return _Compiler(pack).program()


class _Compiler:
    """Writes the Experta rules of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.productions: list[Production] = []
        self.helpers = 0
        # A `several` fact has a slot for each item, so that no pattern has to look inside a collection.
        places = [(f.name, item, f.kind) for f in pack.facts for item in (f.values if f.kind == "several" else ("",))]
        self.slots = {f"s_{place:04d}": what for place, what in enumerate(places)}
        self.slot_of = {(fact, item): slot for slot, (fact, item, _) in self.slots.items()}
        experta = _experta()
        fields = {
            slot: experta.Field(int if kind == "number" else str, mandatory=True)
            for slot, (_, _, kind) in self.slots.items()
        }
        self.case = type("CaseFact", (experta.Fact,), fields)

    def program(self) -> Program:
        for conclusion in self.pack.conclusions:
            undecided = Derived(CONCLUDED, conclusion.name, frozenset(), present=False)
            for decision in conclusion.decisions:
                self._add(decision.when, (CONCLUDED, conclusion.name, decision.value, decision.id), (undecided,))
            self._add(ALWAYS, (CONCLUDED, conclusion.name, conclusion.otherwise, OTHERWISE), (undecided,))
        for phase in self.pack.phases:
            self._phase([rule.id for rule in self.pack.rules if rule.phase == phase.name])
        productions = tuple(self.productions)
        return Program(_engine_class(productions), self.case, self.slots, productions)

    def _phase(self, rules: list[str]) -> None:
        """First every rule that fires; then, of those that can be overruled, every step that stands."""
        above = {rule: [r.id for r in self.pack.rules if rule in r.overrules] for rule in rules}
        for rule in rules:
            self._add(self.pack.rule[rule].when, (FIRED if above[rule] else STANDS, rule, "", rule))
        for rule in _overruling_first({rule: beaten for rule, beaten in above.items() if beaten}):
            beaten = tuple(Derived(STANDS, other, present=False) for other in above[rule])
            self._add(ALWAYS, (STANDS, rule, "", rule), (Derived(FIRED, rule), *beaten))

    def _add(self, when: Condition, gives: tuple[str, str, str, str], also: tuple[Derived, ...] = ()) -> None:
        self._write((*conjuncts(positive(self.pack, when)), *also), gives)

    def _write(self, parts: tuple[Form, ...], gives: tuple[str, str, str, str]) -> None:
        """A production for the conjunction of `parts`, after the helpers that it needs."""
        asks = [part for part in parts if isinstance(part, Ask)]
        derived = [
            self._helper(part) if isinstance(part, Either) else part for part in parts if not isinstance(part, Ask)
        ]
        facts = [self._pattern(part) for part in derived if isinstance(part, Derived)]
        case = self.case(**{self.slot_of[ask.fact, ask.item]: _experta().P(_test(ask)) for ask in asks})
        reads = [
            *(ask.fact for ask in asks),
            *(d.name for d in derived if isinstance(d, Derived) and d.kind == CONCLUDED and d.present),
        ]
        self.productions.append(Production((case, *facts), *gives, reads=tuple(dict.fromkeys(reads))))

    def _helper(self, either: Either) -> Derived:
        """A derived fact that holds if one of the alternatives does, declared by one production for each of them."""
        holds = Derived(HOLDS, f"h_{self.helpers:04d}")
        self.helpers += 1
        for branch in either.parts:
            unless = Derived(HOLDS, holds.name, frozenset(), present=False)
            self._write((*conjuncts(branch), unless), (HOLDS, holds.name, "", ""))
        return holds

    def _pattern(self, part: Derived) -> Any:
        experta = _experta()
        literals = {"kind": experta.L(part.kind), "name": experta.L(part.name)}
        if not part.present:
            return ~_derived_fact()(**literals)
        return _derived_fact()(**literals, value=experta.P(_one_of(part.values)))


def _overruling_first(above: Mapping[str, list[str]]) -> Iterator[str]:
    """The rules in an order in which whatever overrules a rule comes before it."""
    waiting = dict(above)
    while waiting:
        rule = next(r for r, others in waiting.items() if not any(other in waiting for other in others))
        del waiting[rule]
        yield rule


# Experta shares a test between rules only if it is the same object: hence the caches.


def _test(ask: Ask) -> Callable[[object], bool]:
    return _in_ranges(ask.ranges) if ask.ranges or not ask.words else _one_of(ask.words)


@cache
def _one_of(words: frozenset[str]) -> Callable[[object], bool]:
    return lambda value: type(value) is str and value in words


@cache
def _in_ranges(ranges: Ranges) -> Callable[[object], bool]:
    return lambda value: type(value) is int and any(low <= value <= high for low, high in ranges)
