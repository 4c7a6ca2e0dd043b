"""A pack written back in its own language, as plain data: reading it again gives the same pack."""

from __future__ import annotations

from typing import Any

from amends.domain import model
from amends.domain.due import After, By, Now, Window, Within
from amends.domain.model import ALWAYS, FEW, Condition, Pack
from amends.domain.slots import SLOT
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
        "presumes": [_presumption(presumed) for presumed in pack.presumes],
        "invariants": [_invariant(invariant) for invariant in pack.invariants],
        "cases": [_case(case) for case in pack.cases],
        "sources": [_source(source) for source in pack.sources],
    }


def condition(said: Condition) -> Data:
    """A condition as a mapping of tests."""
    if isinstance(said, model.AllOf) and len(said.parts) != 1:
        tests = [_test(part) for part in said.parts]
        merged = {key: value for test in tests for key, value in test.items()}
        if len(merged) == len(tests):
            return merged
    return _test(said)


def _test(said: Condition) -> Data:
    """A condition as a mapping with one key."""
    match said:
        case model.Is(name, values):
            return {name: sorted(values)}
        case model.Between(name, low, high):
            edges = {"at_least": low, "at_most": high}
            return {name: {edge: number for edge, number in edges.items() if number is not None}}
        case model.Includes(name, values):
            return {name: {"includes": sorted(values)}}
        case model.Advised(steps):
            return {"advised": sorted(steps)}
        case model.Not(part):
            return {"not": condition(part)}
        case model.AllOf(parts):
            return {"all": [condition(part) for part in parts]}
        case model.AnyOf(parts):
            return {"any": [condition(part) for part in parts]}


# ------------------------------------------------------------------- parts of a pack

_HEAD = ("id", "version", "title", "language", "clock", "odds")
_NAMED = ("phases", "channels", "people", "topics", "slots", "tags")
_FACT = ("name", "renamed", "kind", "question", "help", "private")
_STEP = ("do", "say", "avoid", "channel", "about", "to", "silent_on")
_SOURCE = ("id", "title", "publisher", "year", "address", "strength", "note", "passages")


def _fields(value: object, *names: str, **more: Any) -> Data:
    """These fields of a value and more entries, as far as they say something."""
    return _said(**{name: _plain(getattr(value, name)) for name in names}, **more)


def _said(**entries: Any) -> Data:
    """Entries as far as they say something."""
    return {key: said for key, said in entries.items() if said not in ("", None, [], {})}


def _plain(value: object) -> object:
    """A value as data has it: sets sorted, and "not sure" by its word."""
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case model.Unsure():
            return value.value
    return value


def _head(pack: Pack) -> Data:
    named = {key: {one.name: one.label for one in getattr(pack, key)} for key in _NAMED}
    acts = {act.name: {"words": act.label} | ({"urgent": True} if act.urgent else {}) for act in pack.acts}
    more: Data = {
        "quiet": condition(pack.quiet) if pack.quiet is not None else "",
        "plan": {"steps": [pack.bounds.least, pack.bounds.most]} if pack.bounds else {},
        "answers": {"least": pack.answered.least, "most": pack.answered.most} if pack.answered != FEW else {},
    }
    # An empty condition says something: it always holds.
    return _fields(pack, *_HEAD, **named, acts=acts, **more) | ({"quiet": {}} if pack.quiet == ALWAYS else {})


def _fact(fact: model.Fact) -> Data:
    options = [_fields(option, "value", "label", "group", "said", "renamed") for option in fact.options]
    data = _fields(fact, *_FACT, options=options, unit=fact.unit)
    if fact.kind == "number":
        data |= {"minimum": fact.minimum, "maximum": fact.maximum}
    data |= {"required": True} if fact.required else {"if_unsure": _plain(fact.if_unsure)}
    return data | ({"can_change": True} if fact.can_change else {})


def _conclusion(conclusion: model.Conclusion) -> Data:
    decisions = [{"id": d.id, "when": condition(d.when), "value": d.value} for d in conclusion.decisions]
    return _fields(conclusion, "name", "about") | {"decide": decisions, "otherwise": conclusion.otherwise}


def _rule(rule: model.AnyRule) -> Data:
    return {
        "id": rule.id,
        "when": condition(rule.when),
        **_gives(rule),
        "sources": [str(citation) for citation in rule.sources],
        "basis": rule.basis,
        **_fields(rule, "overrules", "tags"),
    }


def _gives(rule: model.AnyRule) -> Data:
    """What a rule gives, and what only such a rule has."""
    match rule:
        case model.StepRule(act=act, step=step):
            done = {name: _plain(value) for name, value in step.done.items()}
            advise = _fields(step, *_STEP) | {"by": _by(step.by), "because": step.because}
            return {"phase": rule.phase, "advise": advise | ({"done": done} if done else {})} | (
                {} if act == rule.id else {"act": act}
            )
        case model.OutlookRule():
            return {"outlook": dict(rule.texts)}
        case model.AnswerRule():
            return {"answer": dict(rule.texts)}


def _source(source: model.Source) -> Data:
    return _fields(source, *_SOURCE, all_used=source.all_used or None)


def _presumption(presumed: model.Presumption) -> Data:
    slot = SLOT.fullmatch(presumed.phrase)
    return ({"slot": slot[1]} if slot else {"phrase": presumed.phrase}) | {"when": condition(presumed.when)}


def _by(by: By) -> str | dict[str, str]:
    match by:
        case Now():
            return "now"
        case Within(end):
            return {"within": write_span(end)}
        case Window(end, start):
            return ({"from": write_span(start)} if start else {}) | {"until": write_span(end)}
        case After(start):
            return {"after": write_span(start)}


def _invariant(invariant: model.Invariant) -> Data:
    return {"id": invariant.id, "says": invariant.says} | _law(invariant.law)


def _law(law: model.Law) -> Data:
    match law:
        case model.Never(groups):
            return {"never": [sorted(group) for group in groups]}
        case model.Always(given, then):
            return {"always": _unless_always(given) | {"then": condition(then)}}
        case model.AtMost(n, steps, given):
            more = {"per": "to" if law.per_person else "", "within": write_span(law.within) if law.within else ""}
            said = _said(n=n, tagged=sorted(steps), saying=list(law.phrases), **more)
            return {"at_most": said | _unless_always(given)}
        case model.Every(steps, phrases, _, given):
            return {"every": {"tagged": sorted(steps), "saying": list(phrases)} | _unless_always(given)}
        case model.Along(steps, fact, rises):
            ends = dict(zip(("from", "to"), law.ends, strict=False))
            never = "rises" if rises else "falls"
            return {"along": _said(fact=fact, **ends, tagged=sorted(steps), never=never, up_to=law.up_to)}
        case model.InOrder():
            return {"in_order": "deadlines"}


def _unless_always(given: Condition) -> Data:
    """The `if` of an invariant; none if it always holds."""
    return {} if given == ALWAYS else {"if": condition(given)}


def _case(case: model.Case) -> Data:
    given = {name: _plain(value) for name, value in case.given.items()}
    written: Data = {"case": case.title, "given": given, "expect": list(case.expect), "never": list(case.never)}
    if case.plan is not None:
        written["plan"] = list(case.plan)
    return written | {key: said for key in ("odds", "principle") if (said := getattr(case, key))}
