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
from amends.engine import positive_form
from amends.engine.positive_form import ANSWER, CONCLUDED, FALSE, FIRED, HOLDS, STANDS, TRUE, Atom, Either, Every, Form


@dataclass(frozen=True, slots=True)
class Production:
    """When all of `asks` and `derived` are met: declare the derived fact `kind`, `name`, `value`.

    `rule` is the pack's rule or decision behind it (empty for a helper); `reads` names the facts and conclusions that
    its condition speaks of.
    """

    asks: tuple[Atom, ...]
    derived: tuple[Atom, ...]
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
    for phase in pack.stages:
        writer.advise([rule.id for rule in pack.rules if rule.phase == phase])
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
        undecided = Atom(CONCLUDED, conclusion.name, present=False)
        for decision, form in left:
            gives = (CONCLUDED, conclusion.name, decision.value, decision.id)
            self._write((form, undecided), gives, conditions.names(decision.when))
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
            self._write((forms[rule],), (FIRED if others else STANDS, rule, "", rule), reads)
        for rule in _overruling_first({rule: others for rule, others in above.items() if others}):
            beaten = (Atom(STANDS, other, present=False) for other in above[rule])
            self._write((Atom(FIRED, rule), *beaten), (STANDS, rule, "", rule), ())

    def _write(self, forms: Iterable[Form], gives: tuple[str, str, str, str], reads: tuple[str, ...]) -> None:
        """A production for the conjunction of `forms`, after the helpers that it needs."""
        parts = [part for form in forms for part in (form.parts if isinstance(form, Every) else (form,))]
        met = [self._helper(part) if isinstance(part, Either) else part for part in parts]
        tests = [part for part in met if isinstance(part, Atom)]
        asks, derived = ([test for test in tests if (test.kind == ANSWER) == asked] for asked in (True, False))
        self.written.append(Production(tuple(asks), tuple(derived), *gives, reads))

    def _helper(self, alternatives: Either) -> Atom:
        """A derived fact that holds if one of the alternatives does, declared by one production for each of them."""
        name = f"h_{self.helpers:04d}"
        self.helpers += 1
        unless = Atom(HOLDS, name, present=False)
        for branch in alternatives.parts:
            self._write((branch, unless), (HOLDS, name, "", ""), ())
        return Atom(HOLDS, name)

    # ------------------------------------------------------ partial evaluation

    def _form(self, condition: Condition) -> Form:
        if not isinstance(condition, AllOf):
            return self._folded(positive_form.positive(self.pack, condition))
        forms = []
        for part in condition.parts:
            form = self._form(part)
            if form == FALSE:
                return FALSE  # most rules are about something else: see no more of them than that
            forms.append(form)
        return positive_form.every(forms)

    def _folded(self, form: Form) -> Form:
        """The form with everything decided that can be decided beforehand."""
        match form:
            case Atom(kind, name, _, values) if kind == ANSWER and name in self.known:
                return TRUE if self.known[name] in values else FALSE
            case Atom(kind, name, _, values) if kind == CONCLUDED:
                left = self.values[name]
                return FALSE if values.isdisjoint(left) else TRUE if left <= values else form
            case Atom(kind, name, present=present) if kind == STANDS and name in self.dead:
                return FALSE if present else TRUE
            case Every(parts):
                return positive_form.every(map(self._folded, parts))
            case Either(parts):
                return positive_form.either(map(self._folded, parts))
        return form


def _overruling_first(above: Mapping[str, list[str]]) -> Iterator[str]:
    """The rules in an order in which whatever overrules a rule comes before it."""
    waiting = dict(above)
    while waiting:
        rule = next(r for r, others in waiting.items() if not any(other in waiting for other in others))
        del waiting[rule]
        yield rule
