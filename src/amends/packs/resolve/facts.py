"""Facts and conclusions: everything that a condition can test, with the values that it can have."""

from __future__ import annotations

import re
from dataclasses import replace

from amends.domain.message import Message
from amends.domain.model import Conclusion, Constraint, Decision, Fact, Option, Value
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import WORDS, Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.other_names import check_old_values, check_said
from amends.packs.resolve.report import entry, is_true, items, number, text, texts, told, word
from amends.packs.resolve.values import read_value

UNDERSCORED = re.compile("[a-z][a-z0-9_]{0,63}")
YES_NO = (Option("yes", "Yes"), Option("no", "No"))
NUMERIC = ("unit", "minimum", "maximum")


def read_fact(draft: Draft, node: Node) -> Fact:
    """The fact that a node says; from here on, conditions can name it."""
    found, kind = len(draft.report.problems), text(node, "kind")
    options = tuple(_option(draft, option) for option in items(entry(node, "options")))
    fact = Fact(
        name=_free_name(draft, node),
        kind=kind,  # type: ignore[arg-type]  # its shape was checked
        question=text(node, "question"),
        help=text(node, "help"),
        private=text(node, "private"),
        options=YES_NO if kind == "yes_no" and not options else options,
        unit=text(node, "unit"),
        minimum=number(node, "minimum"),
        maximum=number(node, "maximum"),
        can_change=is_true(entry(node, "can_change")),
        renamed=texts(node, "renamed"),
        where=node.where,
    )
    _fits_its_kind(draft, fact, node)
    keys = ("minimum", "maximum") if kind == "number" else ("options",) if entry(node, "options") else ()
    draft.doubt(fact.name, found, [entry(node, key) for key in ("kind", *keys)])
    check_said(draft, fact, node)
    check_old_values(draft, fact, node)
    fact = replace(fact, if_unsure=_if_unsure(draft, fact, node))
    draft.facts.setdefault(fact.name, fact)
    return fact


def _free_name(draft: Draft, node: Node) -> str:
    """The name of a fact or a conclusion; noted if it means something else already."""
    name, here = text(node, "name"), entry(node, "name")
    if here and name in WORDS:
        draft.report.note(Message("reserved-name", name=name), here.where, name)
    return name


def _option(draft: Draft, node: Node) -> Option:
    value, *before = (_option_word(draft, each) for each in (entry(node, "value"), *items(entry(node, "renamed"))))
    return Option(value, text(node, "label"), text(node, "group"), texts(node, "said"), tuple(before))


def _option_word(draft: Draft, node: Node | None) -> str:
    """The word for a value that can be answered."""
    said = _value_word(draft, node)
    if node and said == "unsure":
        draft.report.note(Message("reserved-name.unsure"), node.where, said)
    return said


def _value_word(draft: Draft, node: Node | None) -> str:
    """The word for a value of a fact or a conclusion."""
    said = word(node) if node else None
    if node and not (said and UNDERSCORED.fullmatch(said)):
        draft.report.note(Message("bad-form.value", found=told(node)), node.where, str(node.value))
    return said or ""


def _fits_its_kind(draft: Draft, fact: Fact, node: Node) -> None:
    """Note what does not fit the kind of a fact."""
    kind, options = entry(node, "kind") or node, entry(node, "options") or node
    for place, value in enumerate(fact.values):
        if value and value in fact.values[:place]:
            where = items(options)[place].where
            draft.report.note(Message("duplicate-value", name=fact.name, value=value), where, value)
    if fact.kind == "number":
        _fits_a_number(draft, fact, node)
        return
    if fact.kind in {"choice", "several"} and not fact.options and options is node:
        draft.report.note(Message("missing-key.options", name=fact.name, kind=fact.kind), kind.where)
    if fact.kind == "yes_no" and set(fact.values) != {"yes", "no"}:
        draft.report.note(Message("wrong-options", name=fact.name), options.where)
    for key in NUMERIC if fact.kind != "choice" else NUMERIC[1:]:
        if (extra := entry(node, key)) is not None:
            draft.report.note(Message("wrong-kind", key=key, name=fact.name, kind=fact.kind), extra.key, key)


def _fits_a_number(draft: Draft, fact: Fact, node: Node) -> None:
    kind, options = entry(node, "kind") or node, entry(node, "options")
    lacking = [f'"{key}"' for key in ("minimum", "maximum") if entry(node, key) is None]
    if lacking:
        draft.report.note(Message("missing-key.bounds", name=fact.name, keys=" and a ".join(lacking)), kind.where)
    least, most = entry(node, "minimum"), entry(node, "maximum")
    if least and most and type(least.value) is type(most.value) is int and fact.minimum > fact.maximum:
        message = Message("out-of-range.bounds", name=fact.name, low=fact.minimum, high=fact.maximum)
        draft.report.note(message, least.where, str(fact.minimum))
    if options:
        draft.report.note(Message("wrong-kind.options", name=fact.name), options.key)


def _if_unsure(draft: Draft, fact: Fact, node: Node) -> Value | None:
    given, required = entry(node, "if_unsure"), is_true(entry(node, "required"))
    if given and not required:
        value, problem = read_value(fact, given)
        draft.report.problems += [problem] if problem and fact.name not in draft.doubtful else []
        return value
    if given:
        draft.report.note(Message("wrong-kind.if_unsure", name=fact.name), given.key)
    elif not required:
        draft.report.note(Message("missing-key.if_unsure", name=fact.name), (entry(node, "name") or node).where)
    return None


# ------------------------------------------------------ constraints, conclusions


def read_constraint(draft: Draft, node: Node) -> Constraint:
    """The constraint that a node says."""
    conditions = Conditions(draft.constraint_scope(), draft.report)
    return Constraint(
        id=text(node, "id"),
        given=conditions.read(entry(node, "if")),
        then=conditions.read(entry(node, "then")),
        because=text(node, "because"),
        where=node.where,
    )


def read_conclusion(draft: Draft, node: Node) -> Conclusion:
    """The conclusion that a node says; what is read after it can name it."""
    found = len(draft.report.problems)
    name, here = _free_name(draft, node), entry(node, "name")
    if here and name in draft.facts:
        fact = draft.facts[name].where
        place = fact if here.where.below and not fact.below else here.where
        draft.report.note(Message("duplicate-id.fact", name=name), place, name)
    conditions = Conditions(draft.decision_scope(), draft.report)
    conclusion = Conclusion(
        name=name,
        about=text(node, "about"),
        decisions=tuple(_decision(draft, each, conditions) for each in items(entry(node, "decide"))),
        otherwise=_value_word(draft, entry(node, "otherwise")),
        where=node.where,
    )
    draft.doubt(name, found, [entry(node, "decide"), entry(node, "otherwise")])
    draft.conclusions.setdefault(name, conclusion.values)
    return conclusion


def _decision(draft: Draft, node: Node, conditions: Conditions) -> Decision:
    when, name = conditions.read(entry(node, "when")), entry(node, "id")
    if name and name.value == "otherwise":
        draft.report.note(Message("reserved-name.otherwise"), name.where, "otherwise")
    return Decision(text(node, "id"), when, _value_word(draft, entry(node, "value")), node.where)
