"""From located values to a pack: every name resolved, every fault collected.

The parts come already shaped (see `shape`); here it is decided what their names mean, and whether they can mean it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from amends.model import (
    NOWHERE,
    UNSURE,
    Always,
    Answer,
    AtMost,
    By,
    Case,
    Citation,
    Conclusion,
    Constraint,
    Decision,
    Fact,
    Invariant,
    Named,
    Never,
    Option,
    Pack,
    Rule,
    Source,
    Span,
    Step,
    Value,
    Where,
)
from amends.packs.limits import LIMITS
from amends.packs.node import Node
from amends.packs.report import Report, entries, entry, items, text, texts, word
from amends.packs.spans import read_span
from amends.packs.values import read_value
from amends.packs.when import Conditions, Scope
from amends.problems import Problem, shown

Parts = Mapping[str, list[Node]]
"""The members of each top-level list of a pack, whichever file they stand in; `pack` holds the head."""

SLOT = re.compile(r"\[([a-z][a-z0-9_]*)\]")


def build(parts: Parts) -> tuple[Pack, list[Problem]]:
    """The pack that the parts say, and what is wrong with it; the pack is of use only if nothing is."""
    builder = _Builder(parts)
    pack = builder.pack()
    return pack, builder.report.problems


class _Builder:
    """Builds one pack, part by part; what is faulty is noted and left out."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.report = Report()
        head = parts.get("pack") or [Node({}, NOWHERE)]
        self.head = head[0]
        for extra in head[1:]:
            self.report.say("duplicate-head", extra.where, "A pack has one `pack:` entry; this is another.")
        self.phases = self._named("phases")
        self.channels = self._named("channels")
        self.slots = self._named("slots")
        self.facts: dict[str, Fact] = {}
        self.conclusions: dict[str, tuple[str, ...]] = {}
        self.sources: dict[str, Source] = {}

    def pack(self) -> Pack:
        self._unique("facts", "name")
        for kind in ("constraints", "rules", "invariants", "sources"):
            self._unique(kind, "id")
        self._bounded()
        self.sources = {source.id: source for source in map(self._source, self._all("sources"))}
        self.facts = {fact.name: fact for fact in map(self._fact, self._all("facts"))}
        constraints = tuple(self._constraint(node) for node in self._all("constraints"))
        conclusions = tuple(self._conclusion(node) for node in self._all("conclusions"))
        rules = tuple(self._rule(node) for node in self._all("rules"))
        self._overruling(rules)
        invariants = tuple(found for node in self._all("invariants") for found in self._invariant(node))
        return Pack(
            id=text(self.head, "id"),
            version=text(self.head, "version"),
            title=text(self.head, "title"),
            language=text(self.head, "language"),
            clock=self._clock(),
            phases=self.phases,
            channels=self.channels,
            slots=self.slots,
            facts=tuple(self.facts.values()),
            constraints=constraints,
            conclusions=conclusions,
            rules=rules,
            invariants=invariants,
            cases=tuple(self._case(node) for node in self._all("cases")),
            sources=tuple(self.sources.values()),
            hash="",
        )

    # ------------------------------------------------------------ the whole

    def _all(self, kind: str) -> list[Node]:
        return self.parts.get(kind, [])

    def _named(self, key: str) -> tuple[Named, ...]:
        return tuple(Named(name, str(node.value).strip()) for name, node in entries(entry(self.head, key)).items())

    def _unique(self, kind: str, key: str) -> None:
        """Note every name that stands a second time, with the place of the first."""
        first: dict[str, Where] = {}
        for node in self._all(kind):
            name, here = text(node, key), entry(node, key)
            if name in first and here:
                message = f'"{name}" is the {key} of two {kind}; the first stands at {first[name]}.'
                self.report.say("duplicate-id", here.where, message, name)
            elif here:
                first[name] = here.where

    def _bounded(self) -> None:
        for kind, most in (("facts", LIMITS.facts), ("rules", LIMITS.rules)):
            if len(self._all(kind)) > most:
                message = f"A pack may have at most {most} {kind}; this one has {len(self._all(kind))}."
                self.report.say(f"too-many-{kind}", self._all(kind)[most].where, message)

    def _clock(self) -> str:
        node = entry(self.head, "clock")
        if node is None or not self.report.known("fact", node, self.facts):
            return ""
        fact = self.facts[str(node.value)]
        if fact.kind != "number" or fact.unit != "minutes":
            message = f'The clock "{fact.name}" has to be a number fact with `unit: minutes`.'
            self.report.say("wrong-clock", node.where, message)
        return fact.name

    # ---------------------------------------------------------------- facts

    def _fact(self, node: Node) -> Fact:
        kind = text(node, "kind")
        options = tuple(self._option(option) for option in items(entry(node, "options")))
        if kind == "yes_no" and not options:
            options = (Option("yes", "Yes"), Option("no", "No"))
        fact = Fact(
            name=text(node, "name"),
            kind=kind,  # type: ignore[arg-type]  # its shape was checked
            question=text(node, "question"),
            help=text(node, "help"),
            private=text(node, "private"),
            options=options,
            unit=text(node, "unit"),
            minimum=self._int(node, "minimum"),
            maximum=self._int(node, "maximum"),
            can_change=bool(entry(node, "can_change") and entry(node, "can_change").value),  # type: ignore[union-attr]
            where=node.where,
        )
        self._sound(fact, node)
        return replace(fact, if_unsure=self._if_unsure(fact, node))

    def _option(self, node: Node) -> Option:
        value = entry(node, "value")
        said = word(value) if value else None
        if value and (said is None or not re.fullmatch("[a-z][a-z0-9_]{0,63}", said)):
            message = f"A value needs small letters, digits and underscores; {shown(value.value)} does not do."
            self.report.say("bad-form", value.where, message, str(value.value))
        return Option(said or "", text(node, "label"), text(node, "group"), texts(node, "words"))

    @staticmethod
    def _int(node: Node, key: str) -> int:
        found = entry(node, key)
        return found.value if found and type(found.value) is int else 0

    def _sound(self, fact: Fact, node: Node) -> None:
        """Note what does not fit the kind of a fact."""
        double = sorted({value for value in fact.values if fact.values.count(value) > 1})
        if double:
            self.report.say("duplicate-value", node.where, f'"{fact.name}" has the value {double[0]} twice.')
        if fact.kind in {"choice", "several"} and not fact.options:
            self.report.say("missing-key", node.where, f'"{fact.name}" is a {fact.kind} and needs options.')
        if fact.kind == "yes_no" and set(fact.values) != {"yes", "no"}:
            self.report.say("wrong-type", node.where, f'"{fact.name}" is yes_no: its values are yes and no.')
        if fact.kind == "number":
            ends = [key for key in ("minimum", "maximum") if entry(node, key) is None]
            if ends:
                self.report.say("missing-key", node.where, f'The number "{fact.name}" needs a {" and a ".join(ends)}.')
            elif fact.minimum > fact.maximum:
                self.report.say("out-of-range", node.where, f'The minimum of "{fact.name}" is above its maximum.')
            if fact.options:
                self.report.say("wrong-type", node.where, f'"{fact.name}" is a number and has no options.')

    def _if_unsure(self, fact: Fact, node: Node) -> Value | None:
        given, required = entry(node, "if_unsure"), entry(node, "required")
        if (given is None) == (required is None or required.value is not True):
            message = f'"{fact.name}" needs either an if_unsure value or `required: true`, and not both.'
            self.report.say("if-unsure", node.where, message)
            return None
        if given is None:
            return None
        value, problem = read_value(fact, given)
        if problem:
            self.report.problems.append(problem)
        return value

    # ------------------------------------------------------- what conditions see

    def _scope(self, phase: str | None = None, *, steps: bool = False) -> Scope:
        """What a condition may name: of steps those of earlier phases, all of them without a `phase`, or none."""
        order = [each.name for each in self.phases]
        reach = order if phase is None else order[: order.index(phase)] if phase in order else []
        near: dict[str, frozenset[str]] = {}
        far: dict[str, str] = {}
        for node in self._all("rules") if steps else ():
            names = (text(node, "id"), *texts(node, "tags"))
            if text(node, "phase") in reach:
                near |= {name: near.get(name, frozenset()) | {names[0]} for name in names}
            else:
                far |= {
                    name: f'"{name}" stands in this phase or a later one; only earlier steps count.' for name in names
                }
        barred = {name: why for name, why in far.items() if name not in near}
        return Scope(self.facts, self.conclusions, near, barred)

    def _constraint(self, node: Node) -> Constraint:
        later = {
            text(each, "name"): "Constraints speak of facts, not of conclusions." for each in self._all("conclusions")
        }
        conditions = Conditions(Scope(self.facts, {}, {}, later), self.report)
        return Constraint(
            id=text(node, "id"),
            given=conditions.read(entry(node, "if")),
            then=conditions.read(entry(node, "then")),
            because=text(node, "because"),
            where=node.where,
        )

    def _conclusion(self, node: Node) -> Conclusion:
        name = text(node, "name")
        here = entry(node, "name")
        if name in self.facts and here:
            self.report.say("duplicate-id", here.where, f'"{name}" is the name of a fact already.', name)
        if name in self.conclusions and here:
            self.report.say("duplicate-id", here.where, f'"{name}" is the name of a conclusion already.', name)
        unread = [text(each, "name") for each in self._all("conclusions")]
        why = "A conclusion may use the conclusions above it, not itself or those below."
        barred = dict.fromkeys((each for each in unread if each not in self.conclusions), why)
        conditions = Conditions(Scope(self.facts, self.conclusions, {}, barred), self.report)
        conclusion = Conclusion(
            name=name,
            about=text(node, "about"),
            decisions=tuple(self._decision(each, conditions) for each in items(entry(node, "decide"))),
            otherwise=self._conclusion_value(entry(node, "otherwise")),
            where=node.where,
        )
        self.conclusions[name] = conclusion.values
        return conclusion

    def _decision(self, node: Node, conditions: Conditions) -> Decision:
        when = conditions.read(entry(node, "when"))
        return Decision(text(node, "id"), when, self._conclusion_value(entry(node, "value")), node.where)

    def _conclusion_value(self, node: Node | None) -> str:
        said = word(node) if node else None
        if node and (said is None or not re.fullmatch("[a-z][a-z0-9_]{0,63}", said)):
            message = f"A value needs small letters, digits and underscores; {shown(node.value)} does not do."
            self.report.say("bad-form", node.where, message, str(node.value))
        return said or ""

    # ---------------------------------------------------------------- rules

    def _rule(self, node: Node) -> Rule:
        phase = entry(node, "phase")
        if phase:
            self.report.known("phase", phase, (each.name for each in self.phases))
        scope = self._scope(text(node, "phase"), steps=True)
        ids = {text(each, "id") for each in self._all("rules")}
        for tag in items(entry(node, "tags")):
            if tag.value in ids:
                self.report.say("tag-is-rule", tag.where, f'"{tag.value}" is the id of a rule, so it cannot be a tag.')
        overrules = [each for each in items(entry(node, "overrules")) if self.report.known("rule", each, ids)]
        basis = text(node, "basis") or "sourced"
        return Rule(
            id=text(node, "id"),
            phase=text(node, "phase"),
            when=Conditions(scope, self.report).read(entry(node, "when")),
            step=self._step(entry(node, "advise") or node),
            sources=tuple(found for each in items(entry(node, "sources")) for found in self._citation(each)),
            basis="inference" if basis == "inference" else "sourced",
            overrules=frozenset(str(each.value) for each in overrules),
            tags=texts(node, "tags"),
            where=node.where,
        )

    def _step(self, node: Node) -> Step:
        for key in ("do", "say", "because", "avoid"):
            for each in items(entry(node, key)):
                self._slotted(each)
        channel = entry(node, "channel")
        if channel:
            self.report.known("channel", channel, (each.name for each in self.channels))
        return Step(
            do=text(node, "do"),
            because=text(node, "because"),
            by=self._by(entry(node, "by")),
            say=text(node, "say"),
            avoid=texts(node, "avoid"),
            channel=text(node, "channel"),
        )

    def _slotted(self, node: Node) -> None:
        names = [each.name for each in self.slots]
        for found in SLOT.finditer(str(node.value)):
            if found.group(1) not in names:
                message = f"The slot {found.group()} is not declared under `slots` in the pack's head."
                self.report.say("unknown-slot", node.where, message, found.group(1), names)

    def _citation(self, node: Node) -> Iterator[Citation]:
        key, _, number = str(node.value).partition("/")
        if not self.report.known("source", Node(key, node.where), self.sources):
            return
        passage = int(number or 0)
        most = len(self.sources[key].passages)
        if passage > most:
            message = f'"{key}" has {most} passages; there is no passage {passage}.'
            self.report.say("unknown-passage", node.where, message, str(node.value))
            return
        yield Citation(key, passage)

    def _by(self, node: Node | None) -> By:
        if node is None or node.value == "now":
            return By("now")
        given = entries(node)
        keys = set(given)
        if keys == {"within"}:
            return By("within", end=self._span(given["within"], working=True))
        if "until" in keys and keys <= {"from", "until"}:
            start = self._span(given["from"]) if "from" in keys else None
            return By("window", start, self._span(given["until"]))
        if keys == {"after"}:
            return By("after", start=self._span(given["after"], working=True))
        message = "`by` is now, {within: ...}, {from: ..., until: ...} or {after: ...}."
        self.report.say("bad-form", node.where, message, str(node.value) if isinstance(node.value, str) else "")
        return By("now")

    def _span(self, node: Node, *, working: bool = False) -> Span:
        span = read_span(str(node.value))
        if span is None or (span.unit == "working days" and not working):
            units = "min, h, days, weeks" + (", working days" if working else "")
            message = f"A length of time is a number and a unit ({units}), such as 30 min; {shown(node.value)} is not."
            self.report.say("bad-form", node.where, message, str(node.value))
        return span or Span(1, "min")

    def _overruling(self, rules: tuple[Rule, ...]) -> None:
        """Note overruled rules of earlier phases, and circles of overruling, spelt out."""
        order = [phase.name for phase in self.phases]
        by_id = {rule.id: rule for rule in rules}
        for rule in rules:
            for other in sorted(rule.overrules & by_id.keys()):
                phases = (rule.phase, by_id[other].phase)
                if set(phases) <= set(order) and order.index(phases[1]) < order.index(phases[0]):
                    message = (
                        f'"{rule.id}" overrules "{other}" of an earlier phase, whose step has been advised by then.'
                    )
                    self.report.say("overrules-earlier", rule.where, message)
        circle = _circle({rule.id: sorted(rule.overrules) for rule in rules})
        if circle:
            message = "These rules overrule one another in a circle: " + " -> ".join(circle) + "."
            self.report.say("overrule-cycle", by_id[circle[0]].where, message)

    # ------------------------------------------------- invariants, cases, sources

    def _invariant(self, node: Node) -> Iterator[Invariant]:
        laws: dict[str, Callable[[Node], Never | Always | AtMost]] = {
            "never": self._never,
            "always": self._always,
            "at_most": self._at_most,
        }
        given = [key for key in laws if entry(node, key)]
        if len(given) != 1:
            self.report.say("bad-form", node.where, "An invariant has exactly one of never, always, at_most.")
            return
        law = laws[given[0]](entry(node, given[0]) or node)
        yield Invariant(text(node, "id"), text(node, "says"), law, node.where)

    def _steps(self, node: Node | None) -> list[frozenset[str]]:
        """For each step or tag in a list, the steps that it stands for."""
        steps = self._scope(steps=True).steps
        return [steps[str(each.value)] for each in items(node) if self.report.known("step or tag", each, steps)]

    def _never(self, node: Node) -> Never:
        return Never(tuple(self._steps(node)))

    def _always(self, node: Node) -> Always:
        conditions = Conditions(self._scope(steps=True), self.report)
        return Always(conditions.read(entry(node, "if")), conditions.read(entry(node, "then")))

    def _at_most(self, node: Node) -> AtMost:
        steps = frozenset[str]().union(*self._steps(entry(node, "tagged")))
        given = Conditions(self._scope(steps=True), self.report).read(entry(node, "if"))
        return AtMost(self._int(node, "n"), steps, given)

    def _case(self, node: Node) -> Case:
        given: dict[str, Answer] = {}
        for name, answer in entries(entry(node, "given")).items():
            if not self.report.known("fact", Node(name, answer.key), self.facts):
                continue
            value, problem = (UNSURE, None) if answer.value == "unsure" else read_value(self.facts[name], answer)
            if problem:
                self.report.problems.append(problem)
            elif value is not None:
                given[name] = value
        ids = [text(each, "id") for each in self._all("rules")]
        for key in ("expect", "never"):
            for each in items(entry(node, key)):
                self.report.known("step", each, ids)
        return Case(text(node, "case"), given, texts(node, "expect"), texts(node, "never"), node.where)

    def _source(self, node: Node) -> Source:
        year = self._int(node, "year")
        strength = text(node, "strength")
        return Source(
            id=text(node, "id"),
            title=text(node, "title"),
            publisher=text(node, "publisher"),
            year=year or None,
            address=text(node, "address"),
            strength=strength,  # type: ignore[arg-type]  # its shape was checked
            passages=texts(node, "passages"),
            note=text(node, "note"),
            where=node.where,
        )


def _circle(above: Mapping[str, list[str]]) -> list[str]:
    """A circle in a graph, its first member again at the end; empty if there is none."""
    done: set[str] = set()
    for start in above:
        path: list[tuple[str, Iterator[str]]] = [(start, iter(above[start]))]
        while path and start not in done:
            following = next((each for each in path[-1][1] if each not in done), None)
            names = [name for name, _ in path]
            if following in names:
                return [*names[names.index(following) :], following]
            if following is None:
                done.add(path.pop()[0])
            else:
                path.append((following, iter(above.get(following, []))))
    return []
