"""Experta's own Rete network, entered where a fact belongs, asked where something happened, reset node by node.

Experta tries every derived fact against the name of every other one, checks a token again at every node, asks every
rule at every firing whether it has news, and resets a shared node once for each way to it: with a few hundred rules
that is most of its time. (Entering by a hash of constant tests: Doorenbos, Production Matching for Large Learning
Systems, 1995.) A run takes 2.5 ms of processor time against 9.5 ms by Experta alone, 3.8 times as long (the median over
the 47 mistakes of the shipped pack, nine warm runs each; `tests/benchmarks/bench.py` measures both); what fires, and in
which order, is identical, which `tests/test_engine.py` holds it to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from amends.engine.library import experta

network: Any = experta.matchers.rete
_SAME = network.check.SameContextCheck()


class Token(network.token.Token):  # type: ignore[misc]  # Experta has no types
    """A token that was checked when it was made; no node changes its facts, so that copies can share them."""

    def copy(self) -> Any:
        return tuple.__new__(Token, (self.tag, self.data, self.context.copy()))


class Matcher(network.ReteMatcher):  # type: ignore[misc]  # Experta has no types
    """The network of an engine's rules."""

    def build_network(self) -> None:
        # Experta brings rules into disjunctive normal form and ranks all their tests first; ours are conjunctions that
        # begin with a pattern, and their patterns begin with what is shared most.
        self._tests: dict[tuple[Any, Any], Any] = {}
        self._joints: list[Any] = []
        self._ends = [self._end(rule) for rule in self.engine.get_rules()]
        self._entrances: dict[object, list[Callable[[Any], None]]] = {}

    def _end(self, rule: Any) -> Any:
        """The node behind a rule, whose patterns are joined one after the other."""
        node = self._tested(rule[0])
        for part in rule[1:]:
            negated = isinstance(part, experta.NOT)
            joint = (network.nodes.NotNode if negated else network.nodes.OrdinaryMatchNode)(_SAME)
            node.add_child(joint, joint.activate_left)
            self._tested(part[0] if negated else part).add_child(joint, joint.activate_right)
            self._joints.append(joint)
            node = joint
        end = network.nodes.ConflictSetNode(rule)
        node.add_child(end, end.activate)
        return end

    def _tested(self, pattern: Any) -> Any:
        """The node behind the tests of a pattern, each of which is made once."""
        node = self.root_node
        for check in network.generate_checks(pattern):
            if isinstance(check, network.check.FactCapture):
                continue  # no rule of ours wants to know which fact it was
            if (node, check) not in self._tests:
                self._tests[node, check] = new = network.nodes.FeatureTesterNode(check)
                node.add_child(new, new.activate)
            node = self._tests[node, check]
        return node

    def reset(self) -> None:
        for node in (*self._joints, *self._ends):
            node._reset()  # noqa: SLF001  # what Experta's own reset calls
        for end in self._ends:
            end.get_activations()

    def changes(self, adding: Any = (), deleting: Any = ()) -> tuple[list[Any], list[Any]]:
        for fact in deleting:
            self._send(Token.invalid(fact), fact)
        for fact in adding:
            self._send(Token.valid(fact), fact)
        ended = [end.get_activations() for end in self._ends if end.added or end.removed]
        return [one for added, _ in ended for one in added], [one for _, removed in ended for one in removed]

    def _send(self, token: Any, fact: Any) -> None:
        """Send a token behind the tests on its fact's class, kind and name, which are made once for each."""
        about = type(fact), fact.get("kind"), fact.get("name")
        if about not in self._entrances:
            self._entrances[about] = list(_entrances(self.root_node, fact))
        for enter in self._entrances[about]:
            enter(token)


class BySalience(experta.abstract.Strategy):  # type: ignore[misc]  # Experta has no types
    """The highest salience first, and nothing else: every rule has its own, and matches in one way at most."""

    def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        gone = {activation.rule.salience for activation in removed}
        kept = [activation for activation in agenda.activations if activation.rule.salience not in gone]
        agenda.activations = sorted((*kept, *added), key=lambda activation: activation.rule.salience)


class Engine(experta.KnowledgeEngine):  # type: ignore[misc]  # Experta has no types
    """An Experta engine that notes which rules fired and does not search itself for what it is made of."""

    __matcher__ = Matcher
    __strategy__ = BySalience

    def get_rules(self) -> list[Any]:
        # Looking a rule up by its name would tie it to this engine, and all engines of a class share its rules.
        return [rule for kind in type(self).__mro__ for rule in vars(kind).values() if isinstance(rule, experta.Rule)]

    def get_deffacts(self) -> list[Any]:
        return [lambda: [experta.InitialFact()]]

    def reset(self) -> None:
        self.fired: list[int] = []
        super().reset()


def _entrances(node: Any, fact: Any) -> Iterator[Callable[[Any], None]]:
    """Where a fact goes on below a node, once the tests on its class, kind and name are passed."""
    for child in node.children:
        test: Any = getattr(child.node, "matcher", None)
        if not isinstance(test, network.check.TypeCheck) and getattr(test, "what", "") not in {"kind", "name"}:
            yield child.callback
        elif test(fact):
            yield from _entrances(child.node, fact)
