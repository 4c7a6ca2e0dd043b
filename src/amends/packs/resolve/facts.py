"""Facts and conclusions: everything that a condition can test, with the values that it can have."""

from __future__ import annotations

import re
from dataclasses import replace

from amends.domain.model import Conclusion, Constraint, Decision, Fact, Option, Value
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import WORDS, Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entry, items, number, text, texts, told, word
from amends.packs.resolve.values import read_value

UNDERSCORED = re.compile("[a-z][a-z0-9_]{0,63}")
YES_NO = (Option("yes", "Yes"), Option("no", "No"))
NUMERIC = ("unit", "minimum", "maximum")


def read_fact(draft: Draft, node: Node) -> Fact:
    """The fact that a node says; from here on, conditions can name it."""
    found = len(draft.report.problems)
    kind, changing = text(node, "kind"), entry(node, "can_change")
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
        can_change=changing is not None and changing.value is True,
        where=node.where,
    )
    _fits_its_kind(draft, fact, node)
    keys = ("minimum", "maximum") if kind == "number" else ("options",) if entry(node, "options") else ()
    draft.doubt(fact.name, found, [entry(node, key) for key in ("kind", *keys)])
    fact = replace(fact, if_unsure=_if_unsure(draft, fact, node))
    draft.facts.setdefault(fact.name, fact)
    return fact


def _free_name(draft: Draft, node: Node) -> str:
    """The name of a fact or a conclusion; noted if it means something else already."""
    name, here = text(node, "name"), entry(node, "name")
    if here and name in WORDS:
        draft.report.say("reserved-name", here.where, f'"{name}" is a word of conditions. Choose another name.', name)
    return name


def _option(draft: Draft, node: Node) -> Option:
    value = entry(node, "value")
    said = _value_word(draft, value)
    if value and said == "unsure":
        message = '"unsure" stands for "not sure" in every answer, so it cannot be a value. Choose another word.'
        draft.report.say("reserved-name", value.where, message, said)
    return Option(said, text(node, "label"), text(node, "group"), texts(node, "words"))


def _value_word(draft: Draft, node: Node | None) -> str:
    """The word for a value of a fact or a conclusion."""
    said = word(node) if node else None
    if node and not (said and UNDERSCORED.fullmatch(said)):
        message = f"A value is a word of small letters, digits and underscores, and this is {told(node)}."
        draft.report.say("bad-form", node.where, message, str(node.value))
    return said or ""


def _fits_its_kind(draft: Draft, fact: Fact, node: Node) -> None:
    """Note what does not fit the kind of a fact."""
    kind, options = entry(node, "kind") or node, entry(node, "options") or node
    for place, value in enumerate(fact.values):
        if value and value in fact.values[:place]:
            where = items(options)[place].where
            draft.report.say("duplicate-value", where, f'"{fact.name}" has the value "{value}" already.', value)
    if fact.kind == "number":
        _fits_a_number(draft, fact, node)
        return
    if fact.kind in {"choice", "several"} and not fact.options and options is node:
        draft.report.say("missing-key", kind.where, f'"{fact.name}" is a {fact.kind} fact and needs "options".')
    if fact.kind == "yes_no" and set(fact.values) != {"yes", "no"}:
        message = f'"{fact.name}" is a yes_no fact: its options, if it has any, are "yes" and "no".'
        draft.report.say("wrong-options", options.where, message)
    for key in NUMERIC:
        if (extra := entry(node, key)) is not None:
            message = f'"{key}" belongs to number facts, and "{fact.name}" is a {fact.kind} fact.'
            draft.report.say("wrong-kind", extra.key, message, key)


def _fits_a_number(draft: Draft, fact: Fact, node: Node) -> None:
    kind, options = entry(node, "kind") or node, entry(node, "options")
    lacking = [f'"{key}"' for key in ("minimum", "maximum") if entry(node, key) is None]
    if lacking:
        message = f'"{fact.name}" is a number fact and needs a {" and a ".join(lacking)}.'
        draft.report.say("missing-key", kind.where, message)
    least, most = entry(node, "minimum"), entry(node, "maximum")
    if least and most and type(least.value) is type(most.value) is int and fact.minimum > fact.maximum:
        message = f'The minimum of "{fact.name}" is {fact.minimum}, above its maximum, {fact.maximum}.'
        draft.report.say("out-of-range", least.where, message, str(fact.minimum))
    if options:
        message = f'"{fact.name}" is a number fact and has no options. Say what it may be by minimum and maximum.'
        draft.report.say("wrong-kind", options.key, message)


def _if_unsure(draft: Draft, fact: Fact, node: Node) -> Value | None:
    given, required = entry(node, "if_unsure"), entry(node, "required")
    needed = required is not None and required.value is True
    if given is None and not needed:
        message = f'"{fact.name}" needs an "if_unsure": the value to count on when somebody does not know. Without such'
        place = entry(node, "name") or node
        draft.report.say("missing-key", place.where, f"{message} a value, write `required: true`.")
    if given and needed:
        message = f'"{fact.name}" is required, so nothing stands in for it. Take out "if_unsure" or "required".'
        draft.report.say("wrong-kind", given.key, message)
    if given is None or needed:
        return None
    value, problem = read_value(fact, given)
    if problem and fact.name not in draft.doubtful:
        draft.report.problems.append(problem)
    return value


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
        draft.report.say("duplicate-id", here.where, f'"{name}" is the name of a fact already.', name)
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
        message = '"otherwise" is said when no decision holds, so no decision bears that name. Choose another id.'
        draft.report.say("reserved-name", name.where, message, "otherwise")
    return Decision(text(node, "id"), when, _value_word(draft, entry(node, "value")), node.where)
