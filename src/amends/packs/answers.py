"""Answers from files, options and people, checked against the facts of a pack."""

from __future__ import annotations

from datetime import datetime

from amends.domain.message import Message
from amends.domain.model import NOWHERE, UNSURE, Answer, Fact, Pack, Value
from amends.domain.problems import BadAnswers, BadInput, Problem, shown
from amends.packs.limits import LIMITS
from amends.packs.read.node import Node, Scalar, from_data
from amends.packs.resolve.report import Report, items
from amends.packs.resolve.values import read_value

UNSURE_WORDS = frozenset({"unsure", "not sure"})
BOOLEANS = {"true": True, "y": True, "false": False, "n": False}


def answers_from_mapping(pack: Pack, mapping: object, now: datetime) -> dict[str, Answer]:
    """The answers that a mapping of names to values gives; raises `BadAnswers` with everything that is wrong."""
    try:
        node = from_data(mapping)
    except BadInput as error:
        raise BadAnswers(error.problems) from None
    return _answers(pack, node, now)


def answers_from_text(pack: Pack, text: str, file: str, now: datetime) -> dict[str, Answer]:
    """The answers in a YAML or JSON document; raises `BadAnswers` with everything that is wrong, at its place."""
    node, problems = _read(text, file)
    if problems or node is None:
        raise BadAnswers(problems)
    return _answers(pack, node, now)


def _read(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The document by the reader of its language; only the one that is needed is imported."""
    if text.lstrip().startswith(("{", "[")):
        from amends.packs.read.json_text import read_json

        return read_json(text, file)
    from amends.packs.read.yaml_text import read_yaml

    return read_yaml(text, file)


def answer_from_words(pack: Pack, name: str, words: str, now: datetime) -> Answer:
    """The answer that somebody typed for a fact; raises `BadAnswers` if it is none.

    Values and labels count in any case of letters; several are separated by commas; minutes may be a time in words.
    """
    if name not in pack.fact:
        raise BadAnswers.of(Message("unknown-fact.see", name=shown(name), pack=pack.id), found=name, allowed=pack.fact)
    fact, words = pack.fact[name], words.strip()
    if len(words) > LIMITS.answer_text:
        message = Message("text-too-long.answer", count=len(words), most=LIMITS.answer_text)
        raise BadAnswers((Problem(message, path=name, found=shown(words)),))
    found, problem = _answer(fact, Node(_said(fact, words), NOWHERE), now)
    if problem or found is None:
        raise BadAnswers((problem,) if problem else ())
    return found


def _said(fact: Fact, words: str) -> Scalar | list[Node]:
    """What somebody said who typed these words, as a document would say it."""
    if words.casefold() in UNSURE_WORDS:
        return UNSURE.value
    value = _by_label(fact, words)
    if fact.kind == "several" and value not in fact.values:
        parts = [_by_label(fact, part.strip()) for part in words.split(",")]
        return [Node(part, NOWHERE) for part in parts if part in fact.values or part.casefold() not in {"", "none"}]
    return BOOLEANS.get(words.casefold(), value) if fact.kind == "yes_no" else value


def _answers(pack: Pack, node: Node, now: datetime) -> dict[str, Answer]:
    if not isinstance(node.value, dict):
        message = Message("wrong-type.answers", found=node.kind)
        raise BadAnswers((Problem(message, node.where, allowed=tuple(pack.fact)),))
    report, answers = Report(), {}
    if len(node.value) > LIMITS.answers:
        report.note(Message("too-many-answers", most=LIMITS.answers), node.where)
    for name, child in node.value.items():
        if name not in pack.fact:
            report.note(Message("unknown-fact", name=shown(name), pack=pack.id), child.key, name, pack.fact)
            continue
        found, problem = _answer(pack.fact[name], child, now)
        report.problems += [problem] if problem else []
        if found is not None:
            answers[name] = found
    if report.problems:
        raise BadAnswers(report.problems)
    return answers


def _answer(fact: Fact, node: Node, now: datetime) -> tuple[Answer | None, Problem | None]:
    if node.value == UNSURE.value:
        required = Problem(Message("required", name=fact.name), node.where, fact.name, UNSURE.value, fact.values)
        return (None, required) if fact.required else (UNSURE, None)
    if fact.kind == "number" and isinstance(node.value, str):
        return _said_number(fact, node, now)
    many = fact.kind == "several"
    if node.value is None or any(isinstance(each.value, dict | list) for each in (items(node) if many else [node])):
        message = Message("wrong-type.several" if many else "wrong-type.one", name=fact.name, found=node.kind)
        return None, Problem(message, node.where, fact.name, allowed=fact.values)
    return read_value(fact, node)


def _said_number(fact: Fact, node: Node, now: datetime) -> tuple[Value | None, Problem | None]:
    """A number written as text: digits, or, where it counts minutes, a length of time or a moment in words."""
    from amends.packs.time_words import read_minutes, read_number  # most answers are no numbers

    text = str(node.value)
    number = read_minutes(text, now) if fact.unit == "minutes" else read_number(text)
    if number is not None:
        return read_value(fact, Node(number, node.where))
    key = "not-a-number.time" if fact.unit == "minutes" else "not-a-number"
    return None, Problem(Message(key, found=shown(text), name=fact.name), node.where, fact.name, shown(text))


def _by_label(fact: Fact, words: str) -> str:
    """The value that somebody meant who typed it, or its label, in any case of letters; else what they typed."""
    folded = words.casefold()
    return next((o.value for o in fact.options if folded in {o.value.casefold(), o.label.casefold()}), words)
