"""A pack written back in its own language, as plain data: reading it again gives the same pack."""

from __future__ import annotations

from typing import Any

from amends.domain.due import After, By, Now, Window, Within
from amends.domain.model import (
    ALWAYS,
    Advised,
    AllOf,
    Always,
    AnyOf,
    AtMost,
    Between,
    Case,
    Conclusion,
    Condition,
    Fact,
    Includes,
    Invariant,
    Is,
    Named,
    Never,
    Not,
    Pack,
    Rule,
    Source,
    Unsure,
)
from amends.packs.spans import write_span

Data = dict[str, Any]


def document(pack: Pack) -> Data:
    """The pack as one mapping with all the keys of its files; sets are sorted, so equal packs give equal documents."""
    return {
        "pack": _head(pack),
        "facts": [_fact(fact) for fact in pack.facts],
        "constraints": [
            {"id": c.id, "if": condition(c.given), "then": condition(c.then), "because": c.because}
            for c in pack.constraints
        ],
        "conclusions": [_conclusion(conclusion) for conclusion in pack.conclusions],
        "rules": [_rule(rule) for rule in pack.rules],
        "invariants": [_invariant(pack, invariant) for invariant in pack.invariants],
        "cases": [_case(case) for case in pack.cases],
        "sources": [_source(source) for source in pack.sources],
    }


def condition(said: Condition) -> Data:
    """A condition as a mapping of tests."""
    if isinstance(said, AllOf) and len(said.parts) != 1:
        tests = [_test(part) for part in said.parts]
        merged = {key: value for test in tests for key, value in test.items()}
        if len(merged) == len(tests):
            return merged
    return _test(said)


def _test(said: Condition) -> Data:
    """A condition as a mapping with one key."""
    match said:
        case Is(name, values):
            return {name: sorted(values)}
        case Between(name, low, high):
            edges = {"at_least": low, "at_most": high}
            return {name: {edge: number for edge, number in edges.items() if number is not None}}
        case Includes(name, values):
            return {name: {"includes": sorted(values)}}
        case Advised(steps):
            return {"advised": sorted(steps)}
        case Not(part):
            return {"not": condition(part)}
        case AllOf(parts):
            return {"all": [condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition(part) for part in parts]}


def _filled(**entries: Any) -> Data:
    """The entries that say something."""
    return {key.rstrip("_"): value for key, value in entries.items() if value not in ("", None, (), [], {})}


def _named(names: tuple[Named, ...]) -> dict[str, str]:
    return {each.name: each.label for each in names}


def _head(pack: Pack) -> Data:
    return _filled(
        id=pack.id,
        version=pack.version,
        title=pack.title,
        language=pack.language,
        clock=pack.clock,
        phases=_named(pack.phases),
        channels=_named(pack.channels),
        slots=_named(pack.slots),
        tags=_named(pack.tags),
    )


def _fact(fact: Fact) -> Data:
    options = [
        _filled(value=option.value, label=option.label, group=option.group, words=list(option.words))
        for option in fact.options
    ]
    data = _filled(
        name=fact.name,
        kind=fact.kind,
        question=fact.question,
        help=fact.help,
        private=fact.private,
        options=options,
        unit=fact.unit,
    )
    if fact.kind == "number":
        data |= {"minimum": fact.minimum, "maximum": fact.maximum}
    if fact.if_unsure is None:
        data["required"] = True
    else:
        data["if_unsure"] = sorted(fact.if_unsure) if isinstance(fact.if_unsure, frozenset) else fact.if_unsure
    return data | ({"can_change": True} if fact.can_change else {})


def _conclusion(conclusion: Conclusion) -> Data:
    decisions = [{"id": d.id, "when": condition(d.when), "value": d.value} for d in conclusion.decisions]
    return _filled(name=conclusion.name, about=conclusion.about) | {
        "decide": decisions,
        "otherwise": conclusion.otherwise,
    }


def _rule(rule: Rule) -> Data:
    step = rule.step
    advise = _filled(do=step.do, say=step.say, avoid=list(step.avoid), channel=step.channel)
    return {
        "id": rule.id,
        "phase": rule.phase,
        "when": condition(rule.when),
        "advise": advise | {"by": _by(step.by), "because": step.because},
        "sources": [str(citation) for citation in rule.sources],
        "basis": rule.basis,
        **_filled(overrules=sorted(rule.overrules), tags=list(rule.tags)),
    }


def _by(by: By) -> str | dict[str, str]:
    match by:
        case Now():
            return "now"
        case Within(end):
            return {"within": write_span(end)}
        case Window(end, start):
            return _filled(from_=write_span(start) if start else "", until=write_span(end))
        case After(start):
            return {"after": write_span(start)}


def _invariant(pack: Pack, invariant: Invariant) -> Data:
    data: Data = {"id": invariant.id, "says": invariant.says}
    match invariant.law:
        case Never(groups):
            return data | {"never": [_name(pack, group) for group in groups]}
        case Always(given, then):
            return data | {"always": _unless_always(given) | {"then": condition(then)}}
        case AtMost(n, steps, given):
            return data | {"at_most": {"n": n, "tagged": sorted(steps)} | _unless_always(given)}


def _unless_always(given: Condition) -> Data:
    """The `if` of an invariant; none if it always holds."""
    return {} if given == ALWAYS else {"if": condition(given)}


def _name(pack: Pack, group: frozenset[str]) -> str:
    """The step, or the tag, that stands for a group of steps."""
    if len(group) == 1:
        return next(iter(group))
    tags = sorted({tag for rule in pack.rules for tag in rule.tags})
    return next(tag for tag in tags if group == {rule.id for rule in pack.rules if tag in rule.tags})


def _case(case: Case) -> Data:
    given = {
        name: "unsure" if isinstance(value, Unsure) else sorted(value) if isinstance(value, frozenset) else value
        for name, value in case.given.items()
    }
    written = {"case": case.title, "given": given, "expect": list(case.expect), "never": list(case.never)}
    return written if case.plan is None else {**written, "plan": list(case.plan)}


def _source(source: Source) -> Data:
    return _filled(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        address=source.address,
        strength=source.strength,
        note=source.note,
        passages=list(source.passages),
    )
