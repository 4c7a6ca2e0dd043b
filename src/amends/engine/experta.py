"""The first reader of a pack: Experta runs it, and what fired is the answer and the reason."""

from __future__ import annotations

import threading
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from amends.domain.message import Message
from amends.domain.model import Pack, Value
from amends.domain.plan import Concluded, Firing, Overruled
from amends.domain.problems import AmendsError
from amends.engine.positive_form import CONCLUDED, FIRED, HOLDS, STANDS
from amends.engine.productions import Production

if TYPE_CHECKING:
    from amends.engine.compiling import Program

KEPT = 64
"""How many engines a thread keeps ready; the one that was not used for longest goes first."""


class Restless(AmendsError):
    """The rules did not come to rest within their limit; a sound compiler makes this impossible."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one run of the engine gave: the trace, the conclusions, the rules that stand, and those overruled."""

    trace: tuple[Firing, ...]
    concluded: Mapping[str, Concluded]
    fired: tuple[str, ...]
    standing: tuple[str, ...]
    overruled: tuple[Overruled, ...]


def run(pack: Pack, values: Mapping[str, Value]) -> Record:
    """What fires for a complete situation: `values` has a value for every fact of the pack.

    Raises `KeyError` for a missing value and `TypeError` for a value of another kind than the fact's.
    """
    program, engine = _threads.engine(pack, _beforehand(pack, values))
    engine.reset()
    engine.declare(program.answers(values))
    limit = 4 * len(program.productions) + 16
    engine.run(limit)
    if engine.agenda.activations:
        raise Restless(Message("restless", pack=pack.id, most=limit))
    return _record(pack, [program.productions[place] for place in engine.fired], values)


def _beforehand(pack: Pack, values: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """The answers that an engine is specialised to: the words that answer the required facts."""
    required = (fact.name for fact in pack.facts if fact.required and fact.kind in {"choice", "yes_no"})
    return tuple((name, word) for name in required if isinstance(word := values[name], str))


def _record(pack: Pack, fired: list[Production], values: Mapping[str, Value]) -> Record:
    concluded = {p.name: Concluded(p.value, p.rule) for p in fired if p.kind == CONCLUDED}
    known: dict[str, Value] = {**values, **{name: found.value for name, found in concluded.items()}}
    unbeaten = frozenset(p.name for p in fired if p.kind == STANDS)
    rules = dict.fromkeys(p.rule for p in fired if p.kind in {FIRED, STANDS})
    beaten = [rule for rule in rules if rule not in unbeaten]
    above = {rule: tuple(r.id for r in pack.rules if rule in r.overrules and r.id in unbeaten) for rule in beaten}
    standing = unbeaten.difference([answer for answer in pack.answer if answer in unbeaten][pack.answered.most :])
    return Record(
        trace=tuple(_trace(fired, standing, known)),
        concluded=concluded,
        fired=pack.in_order(rules),
        standing=pack.in_order(standing),
        overruled=tuple(Overruled(rule, above[rule]) for rule in pack.in_order(above)),
    )


def _trace(fired: list[Production], standing: Container[str], known: Mapping[str, Value]) -> Iterator[Firing]:
    """What was given, each thing once: an answer that had to wait and is cut then has only fired, and not twice."""
    first: dict[tuple[str, str], Production] = {}
    for each in fired:
        if each.kind != HOLDS:
            first.setdefault((_gives(each, standing), each.name), each)
    for order, ((gives, name), p) in enumerate(first.items(), start=1):
        yield Firing(order, gives, name, p.rule, {fact: known[fact] for fact in p.reads})


def _gives(production: Production, standing: Container[str]) -> str:
    """What a firing gave; an answer beyond the first few has fired, and does not stand."""
    cut = production.kind == STANDS and production.name not in standing
    return FIRED if cut else production.kind


# ----------------------------------------------------------------------- what is kept ready


@lru_cache(maxsize=KEPT)
def compiled(pack: Pack, known: tuple[tuple[str, str], ...]) -> Program:
    """The Experta rules of a pack where `known` holds; made once for each, for all threads."""
    from amends.engine.compiling import program  # imports Experta, which only the first run should wait for

    return program(pack, known)


def _made(pack: Pack, known: tuple[tuple[str, str], ...]) -> tuple[Program, Any]:
    """An engine for a pack where `known` holds, with the program that it runs; it is reset for each run."""
    with _making:  # threads that start together compile once, and Experta keeps all tests in one table
        program = compiled(pack, known)
        return program, program.engine()


class _Threads(threading.local):
    """The engines of this thread, for no engine can run twice at once."""

    def __init__(self) -> None:
        self.engine = lru_cache(maxsize=KEPT)(_made)


_making = threading.Lock()
_threads = _Threads()
