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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from amends.domain.model import Kind, Pack, Value
from amends.domain.plan import Concluded, Firing, Overruled
from amends.domain.problems import AmendsError
from amends.engine.positive_form import CONCLUDED, FIRED, HOLDS, IN, OUT, STANDS, Ask, Derived, Ranges
from amends.engine.productions import Production, productions

KEPT = 64
"""How many engines a thread keeps ready; the one that was not used for longest goes first."""

_making = threading.RLock()
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
    known = _beforehand(pack, values)
    program, engine = _engine(pack, known)
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
            Firing(order, p.kind, p.name, p.rule, {name: known[name] for name in p.reads})
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
    with _making, _as_experta_needs():
        experta = importlib.import_module("experta")
    if not hasattr(experta, "KnowledgeEngine"):
        # Experta swallows the ImportError of a library that it needs, and goes on half made.
        message = "experta is incomplete; reinstall amends"
        raise ImportError(message)
    return experta


def _engine(pack: Pack, known: tuple[tuple[str, str], ...]) -> tuple[Program, Any]:
    """This thread's engine for a pack where `known` holds, with the program that it runs; it is reset for each run."""
    engines: dict[object, tuple[Program, Any]] = _threads.__dict__.setdefault("engines", {})
    found = engines.pop((pack, known), None)
    if found is None:
        # One thread at a time: two that start together would each make a class of derived facts, and mix them.
        with _making:
            program = compiled(pack, known)
            found = program, program.engine()
    engines[pack, known] = found
    if len(engines) > KEPT:
        del engines[next(iter(engines))]
    return found


@cache
def _resettable() -> Any:
    """An Experta engine that notes which rules fired and does not search itself for rules at every reset."""
    base: Any = _experta().KnowledgeEngine

    class Resettable(base):  # type: ignore[misc]  # Experta has no types
        __matcher__ = _matcher()
        __strategy__ = _strategy()

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


@cache
def _token() -> Any:
    base: Any = importlib.import_module("experta.matchers.rete.token").Token

    class Token(base):  # type: ignore[misc]  # Experta has no types
        """A token that was checked when it was made; no node changes its facts, so that copies can share them."""

        def copy(self) -> Any:
            return tuple.__new__(Token, (self.tag, self.data, self.context.copy()))

    return Token


@cache
def _matcher() -> Any:
    """Experta's own Rete network, entered where a fact belongs, asked where something happened, reset node by node.

    Experta tries every derived fact against the name of every other one, checks a token again at every node, asks every
    rule at every firing whether it has news, and resets a shared node once for each way to it: with a few hundred rules
    that is most of its time. (Entering by a hash of constant tests: Doorenbos, Production Matching for Large Learning
    Systems, 1995.)
    """
    rete = importlib.import_module("experta.matchers.rete")
    base: Any = rete.ReteMatcher
    token = _token()

    class Matcher(base):  # type: ignore[misc]  # Experta has no types
        def __init__(self, engine: Any) -> None:
            super().__init__(engine)
            self._nodes = _nodes_below(self.root_node)
            self._entrances = _Entrances(self.root_node)
            self._ends = [node for node in self._nodes if isinstance(node, rete.ConflictSetNode)]

        @staticmethod
        def prepare_ruleset(engine: Any) -> set[Any]:
            # Experta brings rules into disjunctive normal form first; ours are conjunctions that begin with a pattern.
            return {rule.new_conditions(*rule) for rule in engine.get_rules()}

        @staticmethod
        def build_beta_part(ruleset: set[Any], alpha_terminals: Mapping[Any, Any]) -> None:
            for rule in ruleset:
                _wire(rule, alpha_terminals)

        def reset(self) -> None:
            for node in self._nodes:
                node._reset()  # noqa: SLF001  # what Experta's own reset calls
            for end in self._ends:
                end.get_activations()

        def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
            self._entrances.send(token.invalid, deleting or ())
            self._entrances.send(token.valid, adding or ())
            ended = [end.get_activations() for end in self._ends if end.added or end.removed]
            return [one for added, _ in ended for one in added], [one for _, removed in ended for one in removed]

    return Matcher


def _wire(rule: Any, alpha_terminals: Mapping[Any, Any]) -> None:
    """Join the patterns of a conjunction one after the other; Experta would look up how to do so for every pattern."""
    nodes: Any = importlib.import_module("experta.matchers.rete.nodes")
    same = importlib.import_module("experta.matchers.rete.check").SameContextCheck()
    node = alpha_terminals[rule[0]]
    for part in rule[1:]:
        negated = isinstance(part, _experta().NOT)
        joint = nodes.NotNode(same) if negated else nodes.OrdinaryMatchNode(same)
        node.add_child(joint, joint.activate_left)
        pattern = alpha_terminals[part[0] if negated else part]
        pattern.add_child(joint, joint.activate_right)
        node = joint
    end = nodes.ConflictSetNode(rule)
    node.add_child(end, end.activate)


class _Entrances:
    """Where the network begins for a fact: behind the tests on its class, kind and name, found once for each."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._known: dict[object, list[Any]] = {}
        self._class_test = importlib.import_module("experta.matchers.rete.check").TypeCheck

    def send(self, made: Callable[[Any], Any], facts: Iterable[Any]) -> None:
        """Send a token of each fact into the network."""
        for fact in facts:
            token = made(fact)
            about = type(fact), fact.get("kind"), fact.get("name")
            if about not in self._known:
                self._known[about] = list(self._below(self._root, fact))
            for enter in self._known[about]:
                enter(token)

    def _below(self, node: Any, fact: Any) -> Iterator[Any]:
        for child in node.children:
            test: Any = getattr(child.node, "matcher", None)
            if not isinstance(test, self._class_test) and getattr(test, "what", "") not in {"kind", "name"}:
                yield child.callback
            elif test(fact):
                yield from self._below(child.node, fact)


def _nodes_below(root: Any) -> list[Any]:
    """A node of the network and all nodes below it, each once."""
    nodes, waiting = {}, [root]
    while waiting:
        node = waiting.pop()
        if id(node) not in nodes:
            nodes[id(node)] = node
            waiting.extend(child.node for child in node.children)
    return list(nodes.values())


@cache
def _strategy() -> Any:
    """The highest salience first, and nothing else: every rule has its own, and matches in one way at most."""
    base: Any = importlib.import_module("experta.abstract").Strategy

    class BySalience(base):  # type: ignore[misc]  # Experta has no types
        def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
            gone = {activation.rule.salience for activation in removed}
            kept = [activation for activation in agenda.activations if activation.rule.salience not in gone]
            agenda.activations = sorted((*kept, *added), key=lambda activation: activation.rule.salience)

    return BySalience


# ------------------------------------------------------------------------------- compiling


@dataclass(frozen=True, slots=True)
class Program:
    """Productions as Experta rules: the engine class, the class of its wide fact, and what each slot of it holds."""

    engine: Any
    case: Any
    slots: Mapping[str, tuple[str, str, Kind]]
    productions: tuple[Production, ...]


@lru_cache(maxsize=KEPT)
def compiled(pack: Pack, known: tuple[tuple[str, str], ...]) -> Program:
    """The Experta rules of a pack where `known` holds, in the order in which they fire; made once for each."""
    # A `several` fact has a slot for each item, so that no pattern has to look inside a collection.
    places = [(f.name, item, f.kind) for f in pack.facts for item in (f.values if f.kind == "several" else ("",))]
    slots = {f"s_{place:04d}": what for place, what in enumerate(places)}
    case = _case_fact(slots)
    written = productions(pack, dict(known))
    slot_of = {(fact, item): slot for slot, (fact, item, _) in slots.items()}
    rules = {f"r_{place:04d}": _rule(written, place, case, slot_of) for place in range(len(written))}
    return Program(type("Engine", (_resettable(),), rules), case, slots, written)


def _beforehand(pack: Pack, values: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """The answers that an engine is specialised to: the words that answer the required facts."""
    required = (fact.name for fact in pack.facts if fact.required and fact.kind in {"choice", "yes_no"})
    return tuple((name, word) for name in required if isinstance(word := values[name], str))


def _case_fact(slots: Mapping[str, tuple[str, str, Kind]]) -> Any:
    experta = _experta()
    fields = {
        slot: experta.Field(int if kind == "number" else str, mandatory=True) for slot, (_, _, kind) in slots.items()
    }
    return type("CaseFact", (experta.Fact,), fields)


@cache
def _derived_fact() -> Any:
    experta = _experta()
    fields = {slot: experta.Field(str, mandatory=True) for slot in ("kind", "name", "value")}
    return type("DerivedFact", (experta.Fact,), fields)


def _rule(written: tuple[Production, ...], place: int, case: Any, slot_of: Mapping[tuple[str, str], str]) -> Any:
    """The Experta rule of a production: it notes that it fired and declares its derived fact."""
    experta, production = _experta(), written[place]
    answers = case(**{slot_of[ask.fact, ask.item]: experta.P(_test(ask)) for ask in production.asks})
    # A rule needs one pattern that is not negated; the wide fact serves where there is no other.
    asked = production.asks or not any(part.present for part in production.derived)

    def fire(engine: Any) -> None:
        engine.fired.append(place)
        engine.declare(_derived_fact()(kind=production.kind, name=production.name, value=production.value))

    # The first pattern must not be a negated one.
    derived = sorted(production.derived, key=lambda part: not part.present)
    patterns = (*((answers,) if asked else ()), *(_pattern(part) for part in derived))
    return experta.Rule(*patterns, salience=len(written) - place)(fire)


def _pattern(part: Derived) -> Any:
    experta = _experta()
    literals = {"kind": experta.L(part.kind), "name": experta.L(part.name)}
    if not part.present:
        return ~_derived_fact()(**literals)
    return _derived_fact()(**literals, value=experta.P(_one_of(part.values, part.name)))


# Experta shares a test between rules only if it is the same object: hence the caches. It tries the tests first that are
# shared most: a test on the value that other names do not share comes after the one on the name, and is seldom tried.


def _test(ask: Ask) -> Callable[[object], bool]:
    return _in_ranges(ask.ranges) if ask.ranges or not ask.words else _one_of(ask.words)


@cache
def _one_of(words: frozenset[str], name: str = "") -> Callable[[object], bool]:  # noqa: ARG001  # one for each name
    return lambda value: type(value) is str and value in words


@cache
def _in_ranges(ranges: Ranges) -> Callable[[object], bool]:
    return lambda value: type(value) is int and any(low <= value <= high for low, high in ranges)
