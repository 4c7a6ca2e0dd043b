"""Answers from files, options and people, checked against the facts of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from amends.model import NOWHERE, UNSURE, Answer, Fact, Pack, Value
from amends.packs.limits import LIMITS
from amends.packs.node import Node, from_data
from amends.packs.report import Report, items
from amends.packs.values import read_value
from amends.phrases import read_minutes, read_number
from amends.problems import BadAnswers, BadInput, Problem, near_miss, shown

UNSURE_WORDS = ("unsure", "not sure")


def answers_from_mapping(pack: Pack, mapping: Mapping[str, object], now: datetime) -> dict[str, Answer]:
    """The answers that a mapping of names to values gives; raises `BadAnswers` with everything that is wrong."""
    try:
        node = from_data(mapping)
    except BadInput as error:
        raise BadAnswers(error.problems) from None
    return _answers(pack, node, now)


def answers_from_text(pack: Pack, text: str, file: str, now: datetime) -> dict[str, Answer]:
    """The answers in a YAML or JSON document; raises `BadAnswers` with everything that is wrong, at its place."""
    if text.lstrip().startswith(("{", "[")):
        from amends.packs.json_text import read_json as read  # only what is needed is imported
    else:
        from amends.packs.yaml_text import read_yaml as read  # as above
    node, problems = read(text, file)
    if problems or node is None:
        raise BadAnswers(problems)
    return _answers(pack, node, now)


def answer_from_words(pack: Pack, name: str, words: str, now: datetime) -> Answer:
    """The answer that somebody typed for a fact; raises `BadAnswers` if it is none.

    Values and labels count in any case of letters; several are separated by commas; minutes may be a time in words.
    """
    _known(pack, name)
    fact = pack.fact[name]
    if words.strip().lower() in UNSURE_WORDS and "unsure" not in fact.values:
        return _unsure(fact)
    if len(words) > LIMITS.answer_text:
        raise BadAnswers((Problem("text-too-long", NOWHERE, name, "That is too long for an answer."),))
    said = [part.strip() for part in words.split(",")] if fact.kind == "several" else [words.strip()]
    if fact.kind == "several":
        none = [part for part in said if part.lower() in {"", "none"} and "none" not in fact.values]
        value: object = [_by_label(fact, part) for part in said if part not in none]
    else:
        value = read_number(words) if fact.kind == "number" and read_number(words) is not None else said[0]
        value = _by_label(fact, value) if isinstance(value, str) else value
    found, problem = _answer(fact, from_data(value), now)
    if problem or found is None:
        raise BadAnswers((problem,) if problem else ())
    return found


def _answers(pack: Pack, node: Node, now: datetime) -> dict[str, Answer]:
    if not isinstance(node.value, dict):
        message = f"Answers are a mapping of names to values, and this is {node.kind}."
        raise BadAnswers((Problem("wrong-type", node.where, "", message, allowed=tuple(pack.fact)),))
    report, answers = Report(), {}
    if len(node.value) > LIMITS.answers:
        report.say("too-many-answers", node.where, f"At most {LIMITS.answers} answers are read.")
    for name, child in node.value.items():
        if name not in pack.fact:
            message = f'There is no fact "{shown(name)}" in the pack "{pack.id}".'
            report.say("unknown-fact", child.key, message, name, pack.fact)
            continue
        found, problem = _answer(pack.fact[name], child, now)
        if problem:
            report.problems.append(problem)
        elif found is not None:
            answers[name] = found
    if report.problems:
        raise BadAnswers(report.problems)
    return answers


def _answer(fact: Fact, node: Node, now: datetime) -> tuple[Answer | None, Problem | None]:
    if node.value == "unsure" and "unsure" not in fact.values:
        try:
            return _unsure(fact), None
        except BadAnswers as error:
            return None, error.problems[0]
    if fact.kind == "number" and isinstance(node.value, str):
        return _said_number(fact, node, now)
    if node.value is None or (fact.kind != "several" and isinstance(node.value, dict | list)):
        message = f'"{fact.name}" needs a value, and has {node.kind}.'
        return None, Problem("wrong-type", node.where, fact.name, message, allowed=fact.values)
    if any(isinstance(item.value, dict | list) for item in items(node)):
        message = f'"{fact.name}" needs a list of its values.'
        return None, Problem("wrong-type", node.where, fact.name, message, allowed=fact.values)
    return read_value(fact, node)


def _said_number(fact: Fact, node: Node, now: datetime) -> tuple[Value | None, Problem | None]:
    """A number written as text: digits, or, where it counts minutes, a length of time or a moment in words."""
    text = str(node.value)
    number = read_minutes(text, now) if fact.unit == "minutes" else read_number(text)
    if number is not None:
        return read_value(fact, Node(number, node.where))
    example = ' or a time such as "20 minutes ago", "2h" or "yesterday at 3pm"' if fact.unit == "minutes" else ""
    message = f'"{shown(text)}" is not understood for "{fact.name}". Give a whole number{example}.'
    return None, Problem("not-a-number", node.where, fact.name, message, shown(text))


def _unsure(fact: Fact) -> Answer:
    if fact.required:
        message = f'"{fact.name}" has no cautious value, so "unsure" will not do. Pick the closest.'
        raise BadAnswers((Problem("required", NOWHERE, fact.name, message, "unsure", fact.values),))
    return UNSURE


def _by_label(fact: Fact, words: str) -> str:
    """The value that somebody meant who typed it, or its label, in any case of letters; else what they typed."""
    folded = words.casefold()
    meant = (o.value for o in fact.options if folded in {o.value.casefold(), o.label.casefold()})
    return next(meant, words)


def _known(pack: Pack, name: str) -> None:
    if name not in pack.fact:
        message = f'There is no fact "{shown(name)}" in the pack "{pack.id}". To see them all: amends facts'
        near = near_miss(name, pack.fact)
        raise BadAnswers((Problem("unknown-fact", NOWHERE, "", message, shown(name), tuple(pack.fact), near),))
