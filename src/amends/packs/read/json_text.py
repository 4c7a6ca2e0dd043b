"""JSON as located values: `json` of the standard library reads, and this adds places and refuses more than it does.

What `json` has understood needs no second parser: keys and values begin in the order in which they are written, so each
takes the place of the next word of the text.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from math import inf

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import BadInput, Problem, shown
from amends.packs.limits import LIMITS
from amends.packs.read.node import BIGGEST, Node, too_big, too_deep, too_many, twice, unfit_text

_BARE = re.compile(r'[^\s"{}\[\],:]+')
_WORD = re.compile(rf'"[^"\\]*(?:\\.[^"\\]*)*"?|[{{}}\[\]]|{_BARE.pattern}', re.DOTALL)
_LAST_COMMA = re.compile(r",\s*(?=[}\]])")
# How json begins to say what is wrong, and the key of what we say.
_HINTS = {
    "Expecting value": "json.value",
    "Expecting property name": "json.name",
    "Expecting ':'": "json.colon",
    "Expecting ','": "json.comma",
    "Extra data": "json.end",
    "Unterminated string": "json.quote",
    "Invalid control character": "json.control",
    "Invalid \\": "json.backslash",
}


def read_json(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The JSON value in `text` with places, and every fault; `None` if a fault makes the rest unreadable."""
    problems: list[Problem] = []
    try:
        words = iter(list(_words(text, file)))  # all of them, before json meets what is too deep or too much
        value = json.loads(text, object_pairs_hook=tuple, parse_int=_number, parse_float=_number)
        return _node(value, words, problems), problems
    except BadInput as error:
        return None, list(error.problems)
    except json.JSONDecodeError as error:
        return None, [_broken(error, file)]


def _words(text: str, file: str) -> Iterator[tuple[Where, str]]:
    """Where each key and each value begins, and how; raises `BadInput` if they are too many or too deep."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    count = depth = 0
    for found in _WORD.finditer(text):
        if found.group() in {"]", "}"}:
            depth -= 1
            continue
        line = bisect_right(starts, found.start())
        where = Where(file, line, found.start() - starts[line - 1] + 1)
        count, depth = count + 1, depth + (found.group() in {"[", "{"})
        if count > LIMITS.nodes or depth > LIMITS.depth:
            raise BadInput([too_many(where) if count > LIMITS.nodes else too_deep(where)])
        yield where, found.group()


def _number(written: str) -> int | float:
    """The number that is written here; one that nobody writes counts as endless before it can take any time."""
    if len(written) > 20:
        return inf
    return int(written) if written.removeprefix("-").isdigit() else float(written)


def _node(value: object, words: Iterator[tuple[Where, str]], problems: list[Problem]) -> Node:
    """What `json` read (an object is a tuple of pairs) with its places; what is wrong with it goes to `problems`."""
    where, written = next(words)
    if isinstance(value, list):
        return Node([_node(each, words, problems) for each in value], where)
    if isinstance(value, str):
        problems += unfit_text(value, where)
    if isinstance(value, int | float) and not abs(value) <= BIGGEST:  # no comparison holds for NaN
        problems.append(too_big(where, written) if written[-1].isdigit() else _syntax(where, _no_value(written)))
    if not isinstance(value, tuple):
        return Node(value, where)  # type: ignore[arg-type]  # there is nothing else in JSON
    mapping: dict[str, Node] = {}
    for name, inner in value:
        key, child = _node(name, words, problems).where, _node(inner, words, problems)
        if name in mapping:
            problems.append(twice(name, key, mapping[name].key))
        mapping.setdefault(name, Node(child.value, child.where, key))
    return Node(mapping, where)


def _broken(error: json.JSONDecodeError, file: str) -> Problem:
    """What `json` stumbled over, in our words; it points at a comma too many, or after it, as its version will."""
    text, at = error.doc, error.pos
    known = next((ours for theirs, ours in _HINTS.items() if error.msg.startswith(theirs)), "")
    hint = Message(known) if known else Message("json.other", detail=error.msg)
    comma = _LAST_COMMA.match(text, text.rfind(",", 0, at + 1))
    if comma and comma.end() >= at and not error.msg.startswith("Invalid"):
        at, hint = comma.end(), Message("json.last-comma")
    elif error.msg == "Expecting value" and (bare := _BARE.match(text, at)):
        hint = _no_value(bare.group())
    return _syntax(Where(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)), hint)


def _syntax(where: Where, hint: Message) -> Problem:
    return Problem(Message("syntax.json", hint=hint), where)


def _no_value(word: str) -> Message:
    return Message("json.no-value", found=shown(word))
