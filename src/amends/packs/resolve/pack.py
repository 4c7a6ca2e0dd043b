"""From located values to a pack: every name resolved, every fault collected.

The parts come already shaped (see `shape`); here it is decided what their names mean, and whether they can mean it.
"""

from __future__ import annotations

from amends.domain.message import Message
from amends.domain.model import UNSURE, Answer, Case, Condition, Pack, Where
from amends.domain.problems import Problem
from amends.packs.limits import LIMITS
from amends.packs.read.node import Node
from amends.packs.resolve.bounds import read_answered, read_bounds
from amends.packs.resolve.conditions import Conditions
from amends.packs.resolve.draft import Draft, Parts
from amends.packs.resolve.facts import read_conclusion, read_constraint, read_fact
from amends.packs.resolve.laws import read_invariant
from amends.packs.resolve.other_names import check_old_facts
from amends.packs.resolve.presumptions import read_presumptions
from amends.packs.resolve.report import entries, entry, items, text, texts, told, word
from amends.packs.resolve.rules import check_overruling, read_rule, read_source
from amends.packs.resolve.steps import check_slots
from amends.packs.resolve.values import read_value

NAMED = {
    "facts": "name",
    "constraints": "id",
    "conclusions": "name",
    "rules": "id",
    "invariants": "id",
    "sources": "id",
}
"""Which key the parts of each list have their names under; none may stand twice. (Two cases may read the same.)"""


def build(parts: Parts, faulty: frozenset[Where] = frozenset()) -> tuple[Pack, list[Problem]]:
    """The pack that the parts say, and what is wrong with it; the pack is of use only if nothing is.

    `faulty` are places with faults that are known already: what only follows from those is not reported.
    """
    draft = Draft(parts, faulty)
    _check_names(draft)
    _check_acts(draft)
    _check_families(draft)
    _check_bounds(draft)
    pack = _pack(draft)
    check_overruling(draft)
    return pack, draft.report.problems


def _pack(draft: Draft) -> Pack:
    # The order matters: what is read later may name what was read before.
    sources = tuple(read_source(draft, node) for node in draft.all("sources"))
    facts = tuple(read_fact(draft, node) for node in draft.all("facts"))
    check_old_facts(draft)
    constraints = tuple(read_constraint(draft, node) for node in draft.all("constraints"))
    conclusions = tuple(read_conclusion(draft, node) for node in draft.all("conclusions"))
    return Pack(
        id=text(draft.head, "id"),
        version=text(draft.head, "version"),
        title=text(draft.head, "title"),
        language=text(draft.head, "language"),
        clock=_clock(draft),
        odds=_odds(draft),
        quiet=_quiet(draft),
        bounds=read_bounds(draft),
        answered=read_answered(draft),
        phases=draft.phases,
        acts=draft.acts,
        channels=draft.channels,
        people=draft.people,
        topics=draft.topics,
        slots=draft.slots,
        tags=draft.tags,
        presumes=read_presumptions(draft),
        facts=facts,
        constraints=constraints,
        conclusions=conclusions,
        rules=tuple(read_rule(draft, node) for node in draft.all("rules")),
        invariants=tuple(found for node in draft.all("invariants") for found in read_invariant(draft, node)),
        cases=tuple(_case(draft, node) for node in draft.all("cases")),
        sources=sources,
        hash="",
        unguarded=tuple(draft.parts.unguarded),
    )


def _check_names(draft: Draft) -> None:
    """Note every name that stands a second time, with the place of the first."""
    for extra in draft.all("pack")[1:]:
        draft.report.note(Message("duplicate-head", first=draft.head.where), extra.where)
    for kind, key in NAMED.items():
        _check_unique(draft, kind, draft.all(kind), key)
    decisions = [each for node in draft.all("conclusions") for each in items(entry(node, "decide"))]
    _check_unique(draft, "decisions", decisions, "id")


def _check_unique(draft: Draft, kind: str, nodes: list[Node], key: str) -> None:
    first: dict[str, Where] = {}
    for node in nodes:
        name, here = text(node, key), entry(node, key)
        if here and name in first:
            draft.report.note(
                Message("duplicate-id", name=name, key=key, kind=kind, first=first[name]), here.where, name
            )
        elif here:
            first[name] = here.where


def _check_acts(draft: Draft) -> None:
    """Note acts that have the name of a rule or a tag: `advised` could mean either. And slots that are none."""
    taken = {
        *draft.rules,
        *(tag.name for tag in draft.tags),
        *(tag for n in draft.rules.values() for tag in texts(n, "tags")),
    }
    for key in ("acts", "channels"):
        check_slots(draft, entry(draft.head, key))
    for name, node in entries(entry(draft.head, "acts")).items():
        if name in taken:
            draft.report.note(Message("act-is-rule", name=name), node.key, name)


def _check_families(draft: Draft) -> None:
    """Note families in the order of reading that no file is of; one that is not in it is read last."""
    for each in items(entry(draft.head, "families")):
        draft.report.known("family", each, [str(family.value) for family in draft.parts.families])


def _check_bounds(draft: Draft) -> None:
    for kind, most in (("facts", LIMITS.facts), ("rules", LIMITS.rules)):
        if len(draft.all(kind)) > most:
            message = Message(f"too-many-{kind}", most=most, count=len(draft.all(kind)))
            draft.report.note(message, draft.all(kind)[most].where)


def _clock(draft: Draft) -> str:
    node = entry(draft.head, "clock")
    if node is None or not draft.report.known("fact", node, draft.facts):
        return ""
    fact = draft.facts[str(node.value)]
    if (fact.kind, fact.unit) != ("number", "minutes") and fact.name not in draft.doubtful:
        draft.report.note(Message("wrong-clock", name=fact.name), node.where)
    return fact.name


def _odds(draft: Draft) -> str:
    node = entry(draft.head, "odds")
    return str(node.value) if node and draft.report.known("conclusion", node, draft.conclusions) else ""


def _quiet(draft: Draft) -> Condition | None:
    node = entry(draft.head, "quiet")
    return Conditions(draft.family_scope(), draft.report).read(node) if node else None


# ------------------------------------------------------------------ cases


def _case(draft: Draft, node: Node) -> Case:
    given: dict[str, Answer] = {}
    for name, answer in entries(entry(node, "given")).items():
        if draft.report.known("fact", Node(name, answer.key), draft.facts) and name not in draft.doubtful:
            given |= _given(draft, name, answer)
    for key in ("expect", "never", "plan"):
        for each in items(entry(node, key)):
            draft.report.known("step", each, draft.rules)
    plan = texts(node, "plan") if entry(node, "plan") else None
    odds, principle = _case_odds(draft, node), text(node, "principle")
    return Case(
        text(node, "case"), given, texts(node, "expect"), texts(node, "never"), plan, odds, principle, node.where
    )


def _case_odds(draft: Draft, node: Node) -> str:
    """How a case has to look: a value of the conclusion that the head calls the odds."""
    wanted, name = entry(node, "odds"), text(draft.head, "odds")
    if wanted is None or name in draft.doubtful:
        return ""
    if not name:
        draft.report.note(Message("missing-key.odds"), wanted.where)
    elif word(wanted) not in draft.conclusions.get(name, (word(wanted),)):  # what the head says is judged there
        message = Message("unknown-value.odds", name=name, found=told(wanted))
        draft.report.note(message, wanted.where, word(wanted) or "", draft.conclusions[name])
    return word(wanted) or ""


def _given(draft: Draft, name: str, answer: Node) -> dict[str, Answer]:
    fact = draft.facts[name]
    if answer.value == "unsure" and fact.required:
        draft.report.note(Message("required.case", name=name), answer.where, allowed=fact.values)
        return {}
    value, problem = (UNSURE, None) if answer.value == "unsure" else read_value(fact, answer)
    if problem:
        draft.report.problems.append(problem)
    return {} if value is None else {name: value}
