"""How fast it is: `python tests/benchmarks/bench.py [--growth] [--mutate]`.

Times hang on the machine; so every line also gives the ratio to an empty start of Python in the same run. Each
figure is the median of several runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

import hurtful  # of the tests
import stock  # of the tests
from random_pack import random_pack  # beside this file

from amends import engine, packs
from amends.advice.next_question import next_question
from amends.advice.plan import advise
from amends.advice.timeline import timeline
from amends.advice.what_if import what_if
from amends.advice.why_not import why_not
from amends.authoring.checks import check
from amends.authoring.mutate import mutate
from amends.authoring.questions import economy
from amends.domain.model import Pack, Value
from amends.domain.plan import Situation
from amends.logic.steps import Logic
from amends.logic.view import view
from amends.packs.read.json_text import read_json
from amends.packs.read.yaml_text import read_yaml

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
SIZES = (60, 200, 500, 1000)


def main() -> None:
    empty = started("-c", "pass")
    print(f"{'empty start of Python':44} {empty * 1000:9.1f} ms  ratio    1.00")

    def line(name: str, seconds: float) -> None:
        print(f"{name:44} {seconds * 1000:9.1f} ms  ratio {seconds / empty:7.2f}", flush=True)

    starts(line)
    shipped(line)
    line("the slowest text made to hurt, refused", max(timed(act) for act in refusals()))
    if "--mutate" in sys.argv:
        line("amends mutate, 100 faults of the shipped pack", timed(lambda: mutate(packs.load(), sample=100), runs=1))
    if "--growth" in sys.argv:
        growth(line)


Line = Callable[[str, float], None]


def starts(line: Line) -> None:
    """Whole commands, each in a process of its own."""
    line("amends --version", started("-m", "amends", "--version"))
    line("amends --help", started("-m", "amends", "--help"))
    asked = ("plan", "--no-input", "--set", "mistake_type=overslept", "--format", "json")
    line("amends plan --no-input --format json", started("-m", "amends", *asked))


def shipped(line: Line) -> None:
    """Questions to the shipped pack, in one process."""
    pack = packs.load()
    first = Situation({"mistake_type": "overslept"})
    values = view(pack, first).values
    found = advise(pack, first, NOW)
    absent = next(rule.id for rule in pack.rules if rule.id not in {step.rule.id for step in found.steps})
    print(f"shipped pack: {len(pack.rules)} rules, {len(pack.facts)} facts")
    line("  read into diagrams", timed(lambda: Logic(pack)))
    line("  one run of the engine, warm", timed(lambda: engine.run(pack, values), runs=50))
    rete(pack)
    line("  next question", timed(lambda: next_question(pack, first), runs=20))
    line("  plan, warm", timed(lambda: advise(pack, first, NOW), runs=20))
    line("  why-not", timed(lambda: why_not(found, absent), runs=20))
    line("  what-if", timed(lambda: what_if(found, {"elapsed_minutes": 3000}), runs=20))
    line("  timeline", timed(lambda: timeline(found), runs=5))
    line("  amends check", timed(lambda: list(check(pack)), runs=3))
    line("  amends check --questions", timed(lambda: economy(pack), runs=1))


def rete(pack: Pack) -> None:
    """One run of the engine for each mistake: by our matcher, and by Experta's own."""
    (mistake,) = (fact for fact in pack.facts if fact.required)
    situations = [view(pack, Situation({mistake.name: value})).values for value in mistake.values]
    ours = _median_run(pack, situations)
    with stock.in_use():
        own = _median_run(pack, situations)
    print(f"{'  by mistake, the median':44} {ours:9.1f} ms, by Experta's own Rete {own:.1f} ms: {own / ours:.1f} times")


def _median_run(pack: Pack, situations: list[Mapping[str, Value]]) -> float:
    return median(timed(partial(engine.run, pack, here), runs=9) for here in situations) * 1000


def refusals() -> Iterator[Callable[[], object]]:
    """To read each of the texts that are made to hurt."""
    for read, texts in ((read_yaml, hurtful.YAML), (read_json, hurtful.JSON)):
        yield from (partial(read, text, "file") for text, _ in texts)


def growth(line: Line) -> None:
    """The same on random packs of growing size."""
    for rules in SIZES:
        pack = random_pack(rules)
        logic = Logic(pack)
        first = Situation({"topic": "topic_0"})
        print(f"random pack: {rules} rules, {len(logic.diagrams)} nodes")
        line("  read into diagrams", timed(lambda pack=pack: Logic(pack)))
        line("  one run of the engine, warm", timed(lambda pack=pack: engine.run(pack, _values(pack)), runs=20))
        line("  next question", timed(lambda pack=pack, first=first: next_question(pack, first)))
        line("  amends check", timed(lambda pack=pack: list(check(pack)), runs=1))


def _values(pack: Pack) -> dict[str, object]:
    return dict(view(pack, Situation({"topic": "topic_0"})).values)


def timed(act: Callable[[], object], runs: int = 5) -> float:
    """The median time of an act, in seconds; once is run before, to warm up, where it is run more than once."""
    if runs > 1:
        act()
    return median(_clocked(act) for _ in range(runs))


def _clocked(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def started(*arguments: str, runs: int = 9) -> float:
    """The median time of a process of Python, in seconds."""
    command = [sys.executable, *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}}
    return timed(lambda: subprocess.run(command, check=True, **quiet), runs=runs)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
