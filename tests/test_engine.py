"""The engine keeps to the part of Experta that was measured to be safe, and keeps Experta out of everybody's way."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import oracle
import pytest
import stock
import strategies
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amends import packs
from amends.advice.plan import advise
from amends.domain import conditions
from amends.domain.model import Pack, Value
from amends.domain.plan import Firing, Situation
from amends.engine import compiling, experta, library
from amends.engine.positive_form import Atom
from amends.engine.productions import Production, productions
from amends.logic.view import view
from amends.render.documents.plan import plan_document

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
SHIPPED = packs.load()
TOY = str(Path(__file__).parent / "packs" / "good" / "umbrella")
ODD: tuple[object, ...] = (None, True, 1.0, float("nan"), "", "a", -(10**9), frozenset({"a"}), b"a", [], object())
"""Values that no slot ever holds; a test on a slot must answer even to them."""


@st.composite
def complete(draw: st.DrawFn) -> tuple[Pack, dict[str, Value]]:
    """A random pack and one of its possible situations."""
    pack = draw(strategies.packs())
    every = list(oracle.situations(pack))
    assume(every)
    return pack, draw(st.sampled_from(every))


def specialised(pack: Pack, here: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """The answers that the engine for this situation is specialised to."""
    required = (fact for fact in pack.facts if fact.required and fact.kind in {"choice", "yes_no"})
    return tuple((fact.name, str(here[fact.name])) for fact in required)


def shipped_situations() -> Iterator[dict[str, Value]]:
    """A situation for every mistake that the shipped pack knows."""
    (required,) = (fact for fact in SHIPPED.facts if fact.required)
    for value in required.values:
        yield view(SHIPPED, Situation({required.name: value})).values


# ------------------------------------------------------------------------- the safe subset


def unsafe(rules: Mapping[str, Any]) -> list[str]:
    """What in an engine's rules lies outside of the part of Experta that is safe; nothing, if all is well."""
    found = [f"{name}: {fault}" for name, rule in rules.items() for fault in _unsafe_rule(name, rule)]
    saliences = [getattr(rule, "salience", None) for rule in rules.values()]
    return found + (["two rules of one salience"] if len(set(saliences)) < len(saliences) else [])


def _unsafe_rule(name: str, rule: Any) -> Iterator[str]:
    experta = library.experta
    if not re.fullmatch(r"r_\d{4,}", name):
        yield "the name was not generated"
    if type(rule) is not experta.Rule:
        yield "not a plain rule"
        return
    positive = [part for part in rule if isinstance(part, experta.Fact)]
    negated = [part for part in rule if type(part) is experta.NOT]
    if len(positive) + len(negated) < len(rule):
        yield "a part that is neither a pattern nor a negated one"
    if not rule or not isinstance(rule[0], experta.Fact):
        yield "not a pattern first"
    if any(len(part) != 1 or not isinstance(part[0], experta.Fact) for part in negated):
        yield "a negation of something else than one pattern"
        return
    patterns = [*positive, *(part[0] for part in negated)]
    if len(patterns) > len(set(patterns)):
        yield "a pattern twice"
    yield from (fault for pattern in patterns for fault in _unsafe_pattern(pattern))


def _unsafe_pattern(pattern: Any) -> Iterator[str]:
    experta = library.experta
    if pattern.__bind__ is not None:
        yield "a bound pattern"
    for slot, test in pattern.items():
        if slot not in pattern.__fields__ or not re.fullmatch(r"s_\d{4,}|kind|name|value", slot):
            yield f"the slot {slot}"
        if type(test) not in {experta.L, experta.P} or test.__bind__ is not None:
            yield f"the test {test!r}"
        elif type(test) is experta.P and any(type(test.match(value)) is not bool for value in (*ODD, 3, "yes")):
            yield f"a test on {slot} that does not say yes or no"
        elif type(test) is experta.L and type(test.value) is not str:
            yield f"the literal {test.value!r}"


def rules_of(program: compiling.Program) -> dict[str, Any]:
    """All that a compiled class adds to Experta's engine."""
    return {name: what for name, what in vars(program.engine).items() if name not in {"__module__", "__doc__"}}


@given(complete())
def test_random_packs_are_compiled_into_the_safe_part_of_experta(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    for known in ((), specialised(pack, here)):
        program = experta.compiled(pack, known)
        assert unsafe(rules_of(program)) == []
        assert len(rules_of(program)) == len(program.productions)
        assert all(re.fullmatch(r"s_\d{4}", slot) for slot in program.slots)


def test_the_shipped_pack_is_compiled_into_the_safe_part_of_experta() -> None:
    for here in shipped_situations():
        assert unsafe(rules_of(experta.compiled(SHIPPED, specialised(SHIPPED, here)))) == []


def _violations() -> dict[str, Callable[[Any], Any]]:
    """Rules that Experta gets wrong, or that nobody has measured."""
    return {
        "TEST first": lambda x: x.Rule(x.TEST(lambda: True), x.Fact(kind=x.L("a"))),
        "TEST": lambda x: x.Rule(_plain(x), x.TEST(lambda: True)),
        "OR": lambda x: x.Rule(x.OR(_plain(x), _plain(x, "b"))),
        "AND": lambda x: x.Rule(x.AND(_plain(x), _plain(x, "b"))),
        "EXISTS": lambda x: x.Rule(x.EXISTS(_plain(x))),
        "FORALL": lambda x: x.Rule(x.FORALL(_plain(x), _plain(x, "b"))),
        "only a negation": lambda x: x.Rule(~_plain(x)),
        "a negation first": lambda x: x.Rule(~_plain(x), _plain(x, "b")),
        "nothing": lambda x: x.Rule(),
        "NOT of two": lambda x: x.Rule(_plain(x), x.NOT(_plain(x, "b"), _plain(x, "c"))),
        "NOT of AND": lambda x: x.Rule(_plain(x), ~x.AND(_plain(x, "b"), _plain(x, "c"))),
        "NOT of NOT": lambda x: x.Rule(_plain(x), ~~_plain(x, "b")),
        "twice": lambda x: x.Rule(_plain(x), _plain(x)),
        "once more, negated": lambda x: x.Rule(_plain(x), ~_plain(x)),
        "bound": lambda x: x.Rule("f" << _plain(x)),
        "bound slot": lambda x: x.Rule(_fact(kind="v" << x.L("a"))),
        "wildcard": lambda x: x.Rule(_fact(kind=x.W())),
        "negated literal": lambda x: x.Rule(_fact(kind=~x.L("a"))),
        "either literal": lambda x: x.Rule(_fact(kind=x.L("a") | x.L("b"))),
        "both predicates": lambda x: x.Rule(_fact(kind=x.P(bool) & x.P(bool))),
        "bare value": lambda x: x.Rule(_fact(kind="a")),
        "literal of a number": lambda x: x.Rule(_fact(kind=x.L(1))),
        "predicate without an answer": lambda x: x.Rule(_fact(kind=x.P(lambda _: None))),
        "unknown slot": lambda x: x.Rule(_fact(elsewhere=x.L("a"))),
    }


def _fact(**tests: Any) -> Any:
    return compiling.DerivedFact(**tests)


def _plain(experta: Any, name: str = "a") -> Any:
    return _fact(kind=experta.L(name))


@pytest.mark.parametrize("violation", _violations())
def test_the_walker_refuses_what_is_not_safe(violation: str) -> None:
    experta = library.experta
    assert unsafe({"r_0000": experta.Rule(_plain(experta), ~_plain(experta, "b"))}) == []
    assert unsafe({"r_0000": _violations()[violation](experta)})


def test_the_walker_refuses_names_and_saliences_of_a_pack() -> None:
    experta = library.experta
    rules = [experta.Rule(_plain(experta), salience=place) for place in (1, 2, 2)]
    assert unsafe({"r_0000": rules[0], "r_0001": rules[1]}) == []
    assert unsafe({"r_0001": rules[1], "r_0002": rules[2]}) == ["two rules of one salience"]
    assert unsafe({"reset": rules[0]})
    assert unsafe({"r_0000": lambda _: None})


def test_a_predicate_that_raises_is_refused() -> None:
    experta = library.experta
    rule = experta.Rule(_fact(kind=experta.P(lambda value: value > 3)))
    with pytest.raises(TypeError):
        unsafe({"r_0000": rule})


# -------------------------------------------------------------------------------- layers


def unlayered(written: tuple[Production, ...]) -> list[int]:
    """The productions that read something which a later one may still declare: then the order would decide."""
    makers: dict[tuple[str, str], list[int]] = {}
    for place, production in enumerate(written):
        makers.setdefault((production.kind, production.name), []).append(place)
    return [
        place
        for place, production in enumerate(written)
        for part in production.derived
        if not _settled(part, production, makers.get((part.kind, part.name), []), place)
    ]


def _settled(part: Atom, production: Production, makers: list[int], place: int) -> bool:
    """A list of decisions waits for the ones before it; everything else waits for all that could declare."""
    own = (part.kind, part.name) == (production.kind, production.name)
    return (own and not part.present) or all(maker < place for maker in makers)


@given(complete())
def test_what_a_rule_reads_is_decided_before_it(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    assert unlayered(productions(pack, {})) == []
    assert unlayered(productions(pack, dict(specialised(pack, here)))) == []


def test_what_a_rule_reads_is_decided_before_it_in_the_shipped_pack() -> None:
    written = productions(SHIPPED, {})
    assert unlayered(written) == []
    assert unlayered(written[::-1]) != []


@given(complete())
def test_the_rules_come_to_rest_and_none_fires_twice(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    experta.run(pack, here)  # raises Restless if they do not
    fired = _fired(pack, here)
    assert fired == sorted(set(fired))


def _fired(pack: Pack, here: Mapping[str, Value]) -> list[int]:
    """Everything that fired in the last run of a pack, with the helpers, which are in no record."""
    _, machine = experta._threads.engine(pack, specialised(pack, here))  # noqa: SLF001  # it keeps no other trace
    return list(machine.fired)


def test_rules_that_do_not_rest_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    here = next(shipped_situations())
    program = experta.compiled(SHIPPED, specialised(SHIPPED, here))
    monkeypatch.setattr(program.engine, "run", lambda _self, _steps: None, raising=False)
    with pytest.raises(experta.Restless):
        experta.run(SHIPPED, here)


# ------------------------------------------------------------------------- specialisation


def unspecialised(pack: Pack, here: Mapping[str, Value]) -> experta.Record:
    """What the engine gives that knows no answer beforehand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(experta, "_beforehand", lambda _pack, _values: ())
        return experta.run(pack, here)


@given(complete())
def test_knowing_an_answer_beforehand_changes_no_outcome(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    assert _outcome(experta.run(pack, here)) == _outcome(unspecialised(pack, here))


def test_knowing_the_mistake_beforehand_changes_no_outcome() -> None:
    for here in shipped_situations():
        assert _outcome(experta.run(SHIPPED, here)) == _outcome(unspecialised(SHIPPED, here))


def _outcome(record: experta.Record) -> tuple[object, ...]:
    """A record without the firings of rules: one that nothing can overrule any more stands as soon as it fires."""
    trace = [(f.name, f.rule, f.matched) for f in record.trace if f.gives == "concluded"]
    return record.concluded, record.fired, record.standing, record.overruled, trace


# ------------------------------------------------------------------------ Experta's own


@given(complete())
def test_experta_by_itself_fires_the_same_in_the_same_order(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    ours = experta.run(pack, here), _fired(pack, here)
    with stock.in_use():
        assert (experta.run(pack, here), _fired(pack, here)) == ours


def test_experta_by_itself_fires_the_same_for_the_shipped_pack() -> None:
    situations = list(shipped_situations())[::2]
    ours = [(experta.run(SHIPPED, here), _fired(SHIPPED, here)) for here in situations]
    with stock.in_use():
        assert [(experta.run(SHIPPED, here), _fired(SHIPPED, here)) for here in situations] == ours


# -------------------------------------------------------------------------------- traces


@given(complete())
def test_the_trace_tells_what_happened(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    record = experta.run(pack, here)
    assert [firing.order for firing in record.trace] == list(range(1, len(record.trace) + 1))
    concluded, advised = record.trace[: len(pack.conclusions)], record.trace[len(pack.conclusions) :]
    assert [(f.gives, f.name) for f in concluded] == [("concluded", each.name) for each in pack.conclusions]
    assert [firing.rule for firing in concluded] == [record.concluded[each.name].rule for each in pack.conclusions]
    assert all(firing.gives in {"fired", "stands"} and firing.name == firing.rule for firing in advised)
    _comes_in_order(pack, advised)
    _agrees(pack, record, advised, oracle.outcome(pack, here).cut)
    known = {**here, **{name: found.value for name, found in record.concluded.items()}}
    for firing in advised:
        reads = () if _waited(advised, firing) else conditions.names(pack.rule[firing.rule].when)
        assert firing.matched == {name: known[name] for name in reads}


def _comes_in_order(pack: Pack, advised: tuple[Firing, ...]) -> None:
    """Phase by phase; in a phase first all rules that fire, then the steps that had to wait for them."""
    places = [(pack.stages.index(pack.rule[firing.rule].phase), _waited(advised, firing)) for firing in advised]
    assert places == sorted(places)


def _agrees(pack: Pack, record: experta.Record, advised: tuple[Firing, ...], cut: frozenset[str]) -> None:
    """The trace says each thing once, and the same as the rest of the record; an answer that is cut still overrules."""
    keys = [(firing.gives, firing.rule) for firing in advised]
    assert len(keys) == len(set(keys))
    assert {rule for _, rule in keys} == set(record.fired)
    assert {rule for gives, rule in keys if gives == "stands"} == set(record.standing)
    assert {beaten.id for beaten in record.overruled} == set(record.fired) - set(record.standing) - cut
    for beaten in record.overruled:
        above = [rule.id for rule in pack.rules if beaten.id in rule.overrules and rule.id in {*record.standing, *cut}]
        assert list(beaten.by) == above != []


def _waited(advised: tuple[Firing, ...], firing: Firing) -> bool:
    """Whether a step had to wait, after its rule fired, for what may overrule it."""
    return firing.gives == "stands" and any(f.rule == firing.rule and f.gives == "fired" for f in advised)


# --------------------------------------------------------------------------------- types


def _wrong(pack: Pack, here: Mapping[str, Value]) -> Iterator[tuple[str, object]]:
    for fact in pack.facts:
        kinds: dict[str, tuple[object, ...]] = {
            "number": (True, 1.0, "1", None),
            "several": (set(), (), "a", None, ["a"]),
            "choice": (1, True, None, frozenset({"a"})),
            "yes_no": (True, 1, None),
        }
        yield from ((fact.name, value) for value in kinds[fact.kind])
    assert here


@given(complete())
@settings(max_examples=20)
def test_a_value_of_another_type_is_refused(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    for name, value in _wrong(pack, here):
        wrong: dict[str, Any] = {**here, name: value}
        with pytest.raises(TypeError):
            experta.run(pack, wrong)
    assert experta.run(pack, here) == experta.run(pack, here)


@given(complete())
@settings(max_examples=20)
def test_a_missing_value_is_refused(drawn: tuple[Pack, dict[str, Value]]) -> None:
    pack, here = drawn
    for name in here:
        with pytest.raises(KeyError):
            experta.run(pack, {other: value for other, value in here.items() if other != name})


# --------------------------------------------------------------------------------- names

TAKEN = (
    *("reset", "run", "facts", "self", "agenda", "declare", "retract", "strategy", "matcher", "running", "halt"),
    *("kind", "name", "value", "fired", "rule", "fact", "class", "def", "none", "true", "concluded", "stands", "holds"),
    *("h_0000", "r_0000", "s_0000", "otherwise", "initialfact", "get_rules", "unsure", "in", "out", "items", "keys"),
)
"""Names that mean something to Experta, to Python, or to the engine's own code."""


@st.composite
def renamed(draw: st.DrawFn) -> tuple[Pack, Pack, dict[str, str], dict[str, Value]]:
    """A random pack, the same pack with other names for facts, conclusions and rules, and a situation of the first."""
    data = draw(strategies.documents())
    named = [each["name"] for key in ("facts", "conclusions") for each in data[key]]
    ruled = [each["id"] for each in data["rules"]]
    new = draw(st.permutations(TAKEN))
    names = dict(zip(named, new, strict=False))
    names |= {old: other.replace("_", "-") for old, other in zip(ruled, new[::-1], strict=False)}
    pack = packs.from_document(data)
    every = list(oracle.situations(pack))
    assume(every)
    return pack, packs.from_document(_renamed(data, names)), names, draw(st.sampled_from(every))


def _renamed(data: Any, names: Mapping[str, str]) -> Any:
    if isinstance(data, dict):
        return {names.get(key, key): value if key == "unit" else _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_renamed(each, names) for each in data]
    # Groups of steps may be joined.
    return "+".join(names.get(part, part) for part in data.split("+")) if isinstance(data, str) else data


@given(renamed())
def test_other_names_make_no_other_plan(drawn: tuple[Pack, Pack, dict[str, str], dict[str, Value]]) -> None:
    pack, other, names, here = drawn
    there = {names[name]: value for name, value in here.items()}
    plain, told = _plan(pack, here), _plan(other, there)
    assert _without_head(_renamed(plain, names)) == _without_head(told)


def _plan(pack: Pack, here: Mapping[str, Value]) -> Any:
    return json.loads(json.dumps(plan_document(advise(pack, Situation(here), NOW))))


def _without_head(plan: Any) -> Any:
    return {key: value for key, value in plan.items() if key != "pack"}


# ------------------------------------------------------------------------------- threads


def test_threads_do_not_meet() -> None:
    situations = list(shipped_situations())[:4]
    alone = [experta.run(SHIPPED, here) for here in situations]
    start = Barrier(8)

    def work(first: int) -> list[experta.Record]:
        start.wait()
        return [experta.run(SHIPPED, situations[(first + step) % 4]) for step in range(16)]

    with ThreadPoolExecutor(8) as pool:
        for first, records in enumerate(pool.map(work, range(8))):
            assert records == [alone[(first + step) % 4] for step in range(16)]


COLD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from amends import packs
from amends.engine import experta
pack = packs.load(sys.argv[1])
here = {fact.name: fact.values[0] if fact.required else fact.if_unsure for fact in pack.facts}
sys.setswitchinterval(1e-6)  # so that the threads take turns
with ThreadPoolExecutor(8) as pool:
    records = list(pool.map(lambda _: experta.run(pack, here), range(8)))
assert records == [experta.run(pack, here)] * 8
assert all(record.standing for record in records)
"""


def test_threads_that_start_together_do_not_meet() -> None:
    done = python(COLD, TOY)
    assert (done.code, done.err) == (0, "")


def test_an_engine_that_was_let_go_comes_back_the_same() -> None:
    toy = packs.load(TOY)
    here = view(toy, Situation()).values
    first = experta.run(toy, here)
    for number in range(experta.KEPT + 2):
        assert experta.run(replace(toy, hash=str(number)), here) == first
    assert experta.run(toy, here) == first


def test_an_engine_remembers_nothing() -> None:
    situations = list(shipped_situations())
    first = [experta.run(SHIPPED, here) for here in situations]
    assert [experta.run(SHIPPED, here) for here in reversed(situations)] == first[::-1]


# ------------------------------------------------------------------------ leaving no trace

CLEAN = """
import collections, logging, sys
from amends import engine, packs
root = logging.getLogger()
before = root.handlers[:], root.level
assert "experta" not in sys.modules
pack = packs.load(sys.argv[1])
engine.run(pack, {fact.name: fact.values[0] if fact.required else fact.if_unsure for fact in pack.facts})
assert "experta" in sys.modules
assert not hasattr(collections, "Mapping")
assert (root.handlers[:], root.level) == before
"""

HALF_MADE = """
from amends import packs
from amends.engine import experta
pack = packs.load()
try:
    experta.compiled(pack, ())
except ImportError as error:
    print(error)
"""


def python(code: str, *arguments: str, path: str = "") -> SimpleNamespace:
    """What a new interpreter says that takes every warning for an error."""
    source = str(Path(__file__).parents[1] / "src")
    code = f"import sys; sys.path[:0] = [{path!r}, {source!r}]\n{code}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    return SimpleNamespace(out=done.stdout, err=done.stderr, code=done.returncode)


def test_importing_experta_leaves_no_trace() -> None:
    done = python(CLEAN, "interview")
    assert (done.code, done.err) == (0, "")


def test_a_half_made_experta_is_said_so(tmp_path: Path) -> None:
    # Experta swallows the ImportError of a library that it needs: what is left has no engine in it.
    (tmp_path / "experta.py").write_text("")
    done = python(HALF_MADE, path=str(tmp_path))
    assert (done.out, done.err) == ("experta is incomplete; reinstall amends\n", "")
