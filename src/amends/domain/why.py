"""The grounds of a step, as frozen values: everything that brought it into the plan, back to the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from amends.domain.model import AnyRule, Citation, Conclusion, Fact, Pack, Source, Value
from amends.domain.plan import Firing, Overruled, Part, Plan

How = Literal["told", "forced", "assumed"]


@dataclass(frozen=True, slots=True)
class Known:
    """The value of a fact in a plan, and how it is known; `because` says why it was forced or assumed."""

    fact: Fact
    value: Value
    how: How
    because: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A conclusion on the way to a step: its value, the decision that gave it, and what that decision read."""

    conclusion: Conclusion
    value: str
    decision: str
    read: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that a rule stands on, with the passages that it cites by number; none if it cites the whole."""

    source: Source
    passages: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a part of a plan is in it: facts, conclusions, firings in order, what it overruled, and its sources."""

    plan: Plan
    part: Part
    facts: tuple[Known, ...]
    conclusions: tuple[Passed, ...]
    firings: tuple[Firing, ...]
    overruled: tuple[Overruled, ...]
    sources: tuple[Cited, ...]

    @property
    def rule(self) -> AnyRule:
        return self.part.rule


def cited(pack: Pack, citations: Iterable[Citation]) -> Iterator[Cited]:
    """Each source that is cited, with its passages that are."""
    numbers: dict[str, list[int]] = {}
    for each in citations:
        numbers.setdefault(each.source, []).extend([each.passage] if each.passage else [])
    for name, found in numbers.items():
        source = pack.source[name]
        yield Cited(source, {number: source.passages[number - 1] for number in found})
