"""A pack as a list of productions, in the order in which they are to fire: what the engine is made of.

A production is a conjunction of tests that declares one derived fact; alternatives that span several facts are helper
productions of their own. Nothing here knows the engine that runs them.

Where the answer to one fact is known beforehand, the list is specialised to it (partial evaluation, after Futamura,
1971): tests on that fact are decided now, and with them tests on conclusions that have lost some of their values, and
rules that cannot fire. A pack about fifty mistakes then becomes fifty short lists, one for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from amends.domain import conditions
from amends.domain.model import ALWAYS, AllOf, Conclusion, Condition, Decision, Pack
from amends.domain.plan import OTHERWISE
from amends.engine.positive_form import (
    CONCLUDED,
    FIRED,
    HOLDS,
    STANDS,
    Ask,
    Derived,
    Either,
    Every,
    Form,
    conjuncts,
    either,
    every,
    positive,
)

TRUE, FALSE = Every(()), Either(())


@dataclass(frozen=True, slots=True)
class Production:
    """When all of `asks` and `derived` are met: declare the derived fact `kind`, `name`, `value`.

    `rule` is the pack's rule or decision behind it (empty for a helper); `reads` names the facts and conclusions that
    its condition speaks of.
    """

    asks: tuple[Ask, ...]
    derived: tuple[Derived, ...]
    kind: str
    name: str
    value: str
    rule: str
    reads: tuple[str, ...]


def productions(pack: Pack, known: Mapping[str, str]) -> tuple[Production, ...]:
    """The productions of a pack for every situation in which the words in `known` answer those facts."""
    writer = _Writer(pack, known)
    for conclusion in pack.conclusions:
        writer.conclude(conclusion)
    for phase in pack.phases:
        writer.advise([rule.id for rule in pack.rules if rule.phase == phase.name])
    return tuple(writer.written)


class _Writer:
    """Writes productions one after the other, and remembers what they have settled."""

    def __init__(self, pack: Pack, known: Mapping[str, str]) -> None:
        self.pack = pack
        self.known = known
        self.values: dict[str, frozenset[str]] = {}
        self.dead: set[str] = set()
        self.written: list[Production] = []
        self.helpers = 0

    def conclude(self, conclusion: Conclusion) -> None:
        """A production for each decision that can still decide; each waits until those before it have not."""
        decisions = (*conclusion.decisions, Decision(OTHERWISE, ALWAYS, conclusion.otherwise))
        left = list(self._undecided(decisions))
        undecided = Derived(CONCLUDED, conclusion.name, frozenset(), present=False)
        for decision, form in left:
            gives = (CONCLUDED, conclusion.name, decision.value, decision.id)
            self._write((*conjuncts(form), undecided), gives, conditions.names(decision.when))
        self.values[conclusion.name] = frozenset(decision.value for decision, _ in left)

    def _undecided(self, decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Form]]:
        for decision in decisions:
            form = self._form(decision.when)
            if form != FALSE:
                yield decision, form
            if form == TRUE:
                return

    def advise(self, rules: list[str]) -> None:
        """First every rule of a phase that fires; then, of those that can be overruled, every step that stands."""
        forms = {rule: self._form(self.pack.rule[rule].when) for rule in rules}
        self.dead |= {rule for rule, form in forms.items() if form == FALSE}
        above: dict[str, list[str]] = {rule: [] for rule in rules if rule not in self.dead}
        for other in self.pack.rules:
            for rule in other.overrules & above.keys() if other.id not in self.dead else ():
                above[rule].append(other.id)
        for rule, others in above.items():
            reads = conditions.names(self.pack.rule[rule].when)
            self._write(conjuncts(forms[rule]), (FIRED if others else STANDS, rule, "", rule), reads)
        for rule in _overruling_first({rule: others for rule, others in above.items() if others}):
            beaten = (Derived(STANDS, other, present=False) for other in above[rule])
            self._write((Derived(FIRED, rule), *beaten), (STANDS, rule, "", rule), ())

    def _write(self, parts: Iterable[Form], gives: tuple[str, str, str, str], reads: tuple[str, ...]) -> None:
        """A production for the conjunction of `parts`, after the helpers that it needs."""
        met = [self._helper(part) if isinstance(part, Either) else part for part in parts]
        asks = tuple(part for part in met if isinstance(part, Ask))
        derived = tuple(part for part in met if isinstance(part, Derived))
        self.written.append(Production(asks, derived, *gives, reads))

    def _helper(self, alternatives: Either) -> Derived:
        """A derived fact that holds if one of the alternatives does, declared by one production for each of them."""
        name = f"h_{self.helpers:04d}"
        self.helpers += 1
        unless = Derived(HOLDS, name, frozenset(), present=False)
        for branch in alternatives.parts:
            self._write((*conjuncts(branch), unless), (HOLDS, name, "", ""), ())
        return Derived(HOLDS, name)

    # ------------------------------------------------------ partial evaluation

    def _form(self, condition: Condition) -> Form:
        if not isinstance(condition, AllOf):
            return self._folded(positive(self.pack, condition))
        forms = []
        for part in condition.parts:
            form = self._form(part)
            if form == FALSE:
                return FALSE  # most rules are about something else: see no more of them than that
            forms.append(form)
        return every(forms)

    def _folded(self, form: Form) -> Form:
        """The form with everything decided that can be decided beforehand."""
        match form:
            case Ask(fact, _, words) if fact in self.known:
                return TRUE if self.known[fact] in words else FALSE
            case Derived(kind, name, values) if kind == CONCLUDED:
                left = self.values[name]
                return FALSE if values.isdisjoint(left) else TRUE if left <= values else form
            case Derived(kind, name, present=present) if kind == STANDS and name in self.dead:
                return FALSE if present else TRUE
            case Every(parts):
                forms = [self._folded(part) for part in parts]
                return FALSE if FALSE in forms else every(forms)
            case Either(parts):
                forms = [self._folded(part) for part in parts]
                return TRUE if TRUE in forms else either(forms)
            case _:
                return form


def _overruling_first(above: Mapping[str, list[str]]) -> Iterator[str]:
    """The rules in an order in which whatever overrules a rule comes before it."""
    waiting = dict(above)
    while waiting:
        rule = next(r for r, others in waiting.items() if not any(other in waiting for other in others))
        del waiting[rule]
        yield rule
