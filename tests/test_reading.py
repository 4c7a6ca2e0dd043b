"""The strict parts of YAML and JSON: what is refused and where, and that the rest reads as everybody reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import hurtful
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from amends.domain.model import Where
from amends.domain.problems import Problem
from amends.packs.read.json_text import read_json
from amends.packs.read.node import BIGGEST, Node, plain
from amends.packs.read.yaml_text import read_yaml

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
CONTROL = "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x80\x85\x9b"
UNSEEN = "\u200b\u2028\u2029\u2060\ufeff\ufff9\ufffe\uffff\U000e0041"

_SURPRISES = """
    no No NO yes Yes on off y_is_fine n_is_fine True FALSE Null ~ 1:30 12:30:45 010 0o10 0x1f 0b11 1_000 +5 -07
    1e3 1.0e3 .5 5. -.inf .nan 2026-11-23 2026-1-2 =
"""
SURPRISES = _SURPRISES.split()

# A text, and the codes with their places (line:column).
YAML = {
    "anchor": ("a: &x b\n", ["1:4 anchor"]),
    "alias": ("a: &x b\nc: *x\n", ["1:4 anchor", "2:4 alias"]),
    "anchored mapping": ("a: &x\n  b: c\n", ["1:4 anchor"]),
    "alias as a key": ("&x a: b\n*x : c\n", ["1:1 anchor", "2:1 alias", "2:1 key-not-text"]),
    "tag": ("a: !!str b\n", ["1:4 tag"]),
    "tag of our own": ("a: !thing b\n", ["1:4 tag"]),
    "tag that would run": ("a: !!python/object/apply:os.system [x]\n", ["1:4 tag"]),
    "bare tag": ("a: ! b\n", ["1:4 tag"]),
    "tagged list": ("a: !!set [b]\n", ["1:4 tag"]),
    "merge": ("a: b\n<<: {c: d}\n", ["2:1 merge-key"]),
    "quoted merge": ('"<<": {c: d}\n', ["1:1 merge-key"]),
    "duplicate key": ("a: b\nc: d\na: e\n", ["3:1 duplicate-key"]),
    "inner duplicate key": ("x: {a: b, 'a': c}\n", ["1:11 duplicate-key"]),
    "key of a number": ("1: b\n", ["1:1 key-not-text"]),
    "key of a list": ("? [a]\n: b\n", ["1:3 key-not-text"]),
    "no key": ("?\n: b\n", ["1:2 key-not-text"]),
    "second document": ("a: b\n---\nc: d\n", ["2:1 second-document"]),
    "second empty document": ("a: b\n...\n---\n", ["3:1 second-document"]),
    "directive": ("%TAG ! tag:example.org,2000:\n---\na: !x b\n", ["3:4 tag"]),
    "nothing": ("# only a comment\n", [" empty-file"]),
    "open bracket": ("a: [b\n", ["2:1 syntax"]),
    "tabs": ("a:\n\tb: c\n", ["2:1 syntax"]),
    "unknown escape": ('a: "\\q"\n', ["1:5 syntax"]),
    "escaped escape": ('a: "\\e[31m"\n', ["1:4 control-character"]),
    "escaped half of a character": ('a: "\\ud83d"\n', ["1:7 syntax"]),
}

JSON = {
    "comma at the end": ('{"a": 1,}', ["1:9 syntax"]),
    "single quotes": ("{'a': 1}", ["1:2 syntax"]),
    "comment": ('{"a": 1} // b', ["1:10 syntax"]),
    "second value": ('{"a": 1}\n{"b": 2}', ["2:1 syntax"]),
    "not a number": ('{"a": NaN}', ["1:7 syntax"]),
    "endless": ('{"a": -Infinity}', ["1:7 syntax"]),
    "leading nought": ('{"a": 010}', ["1:8 syntax"]),
    "plus": ('{"a": +1}', ["1:7 syntax"]),
    "underscore": ('{"a": 1_0}', ["1:8 syntax"]),
    "hexadecimal": ('{"a": 0x1f}', ["1:8 syntax"]),
    "duplicate name": ('{"a": 1,\n "a": 2}', ["2:2 duplicate-key"]),
    "line end in a text": ('{"a": "b\nc"}', ["1:9 syntax"]),
    "unclosed text": ('{"a": "b', ["1:7 syntax"]),
    "bad escape": ('{"a": "\\q"}', ["1:8 syntax"]),
    "half of a character": ('{"a": "\\ud83d"}', ["1:7 control-character"]),
    "escaped control": ('{"a": "\\u001b[31m"}', ["1:7 control-character"]),
    "escaped bidi in a name": ('{"\\u202ea": 1}', ["1:2 control-character"]),
    "python's word": ('{"a": True}', ["1:7 syntax"]),
    "nothing after the colon": ('{"a": }', ["1:7 syntax"]),
    "open": ('{"a": [1, 2', ["1:12 syntax"]),
    "huge number": ('{"a": 99999999999999999999999}', ["1:7 number-too-big"]),
    "huge exponent": ('{"a": 1e999999}', ["1:7 number-too-big"]),
    "comma at the end of a list": ("[1 ,\n]", ["2:1 syntax"]),
    "comma before a line end in a text": ('["a,\n]', ["1:5 syntax"]),
    "digit of another script": ('{"a": 1\u0661}', ["1:8 syntax"]),
    "three times the same": (
        '{"a": 1,\n"a": [2],\n"a": {"b": NaN}}',
        ["2:1 duplicate-key", "3:12 syntax", "3:1 duplicate-key"],
    ),
}


@pytest.mark.parametrize("kind", YAML)
def test_what_is_refused_in_yaml(kind: str):
    text, places = YAML[kind]
    assert _places(read_yaml(text, "f")[1]) == places


@pytest.mark.parametrize("kind", JSON)
def test_what_is_refused_in_json(kind: str):
    text, places = JSON[kind]
    assert _places(read_json(text, "f")[1]) == places


@pytest.mark.parametrize("word", SURPRISES)
@pytest.mark.parametrize("around", ["a: {}\n", "a: [{}]\n", "- {}\n"])
def test_words_that_yaml_turns_into_something_else_need_quotes(word: str, around: str):
    wanted = [] if word.endswith("_is_fine") else ["needs-quotes"]
    assert [problem.code for problem in read_yaml(around.replace("{}", word), "f")[1]] == wanted
    quoted, problems = read_yaml(around.replace("{}", f"'{word}'"), "f")
    assert (problems, word in str(plain(quoted)) if quoted else None) == ([], True)


@pytest.mark.parametrize("char", CONTROL + BIDI + UNSEEN, ids=lambda char: f"U+{ord(char):04X}")
def test_characters_that_nobody_sees_are_refused_where_they_stand(char: str):
    for reader, text, place in (
        (read_yaml, f"a: b\nc: d{char}e\n", "2:5"),
        (read_yaml, f"a: b\n# c{char}\n", "2:4"),
        (read_json, f'{{"a":\n "d{char}e"}}', "2:2" if ord(char) >= 32 else "2:4"),
    ):
        [problem] = reader(text, "f")[1]
        assert str(problem.where) == f"f:{place}"
        assert problem.code == ("syntax" if reader is read_json and ord(char) < 32 else "control-character")
        assert char not in str(problem)


@pytest.mark.parametrize(("text", "code"), hurtful.YAML, ids=range(len(hurtful.YAML)))
def test_a_text_made_to_hurt_is_refused(text: str, code: str):
    _, problems = read_yaml(text, "f")
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize(("text", "code"), hurtful.JSON, ids=range(len(hurtful.JSON)))
def test_json_made_to_hurt_is_refused(text: str, code: str):
    _, problems = read_json(text, "f")
    assert code in {problem.code for problem in problems}


# ------------------------------------------------------------------ laws

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=8)
data = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | st.sampled_from([0.5, -1.25, 100.125]) | texts,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(texts.filter(lambda name: name != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(data, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_good_json_reads_as_the_standard_library_reads_it(value: Any, indent: int | str | None, ascii_: bool):  # noqa: FBT001  # drawn
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    node, problems = read_json(text, "f")
    assert (problems, node is not None) == ([], True)
    assert json.dumps(plain(node)) == json.dumps(json.loads(text))  # type: ignore[arg-type]  # it is there


@given(data, st.sampled_from([None, 1, "\t"]), st.booleans())
@example({"a": {"a": '"a": 1'}, '\\"': [], "": ["a", {"a": 1}]}, 1, True)  # noqa: FBT003  # in ASCII
@example([[{}]] * 40, None, True)  # noqa: FBT003  # side by side, which is not deep
def test_every_place_in_json_is_where_that_key_or_value_begins(value: Any, indent: int | str | None, ascii_: bool):  # noqa: FBT001  # drawn
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    node, problems = read_json(text, "f")
    assert node is not None
    assert (problems, plain(node)) == ([], value)
    found = [(_offset(text, where), inside, is_key) for where, inside, is_key in _written(node)]
    assert all(before < after for (before, *_), (after, *_) in pairwise(found))
    for at, inside, is_key in found:
        read, end = json.JSONDecoder().raw_decode(text, at)
        assert (read, text[end : end + 1] == ":") == (inside, is_key)


def _written(node: Node) -> Iterator[tuple[Where, object, bool]]:
    """All places in the order in which they are written, each with what begins there, and whether it is a key."""
    yield node.where, plain(node), False
    for name, child in node.value.items() if isinstance(node.value, dict) else ():
        yield child.key, name, True
        yield from _written(child)
    for child in node.value if isinstance(node.value, list) else ():
        yield from _written(child)


def _offset(text: str, where: Where) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[: where.line - 1]) + where.column - 1


@given(st.text(st.sampled_from('{}[],:"\\ \n0123eE.-+atrufalsn/'), max_size=14))
@example("\ufeff{}")
@example("[1.5e+3, -0, 0.0]")
def test_json_is_taken_only_where_the_standard_library_takes_it(text: str):
    node, problems = read_json(text, "f")
    if not problems:
        assert node is not None
        assert repr(plain(node)) == repr(json.loads(text))


@given(data)
def test_yaml_that_was_written_by_rule_reads_back(value: Any):
    """Texts in double quotes, as JSON writes them: every YAML reader has to see the same."""
    text = json.dumps(value, ensure_ascii=False)
    node, problems = read_yaml(text, "f")
    if value is None:
        return
    assert problems == []
    assert plain(node) == value  # type: ignore[arg-type]  # it is there


@given(
    st.lists(
        st.sampled_from(
            [
                *SURPRISES,
                "a",
                "b c",
                ": ",
                ":",
                "\n",
                "\n  ",
                "- ",
                "# ",
                "'",
                '"',
                "[",
                "]",
                "{",
                "}",
                ",",
                "1",
                "2.5",
                "true",
                "| ",
                "> ",
                "\n\n",
                "%",
                "@",
            ]
        ),
        max_size=10,
    ).map("".join)
)
@settings(max_examples=300)
def test_what_yaml_takes_reads_the_same_in_yaml_1_1(text: str):
    node, problems = read_yaml(text, "f")
    if not problems:
        assert node is not None
        assert repr(plain(node)) == repr(yaml.safe_load(text))


@given(st.text(max_size=40) | st.text(st.sampled_from("ab:-?&*!|>'\"%@`[]{},#\n \t\\0<"), max_size=30))
def test_any_text_is_read_or_refused(text: str):
    for reader in (read_yaml, read_json):
        node, problems = reader(text, "f")
        assert isinstance(node, Node) or problems
        assert all(str(problem) for problem in problems)


def _places(problems: list[Problem]) -> list[str]:
    return [f"{str(problem.where).removeprefix('f').removeprefix(':')} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a:\n\tb: c\n", "2:1", "begins with a tab"),
        ("a:\n  b: Go: now\n", "2:8", "put quotes around the whole text"),
        ('a:\n  b: "Go\n', "3:1", "opened and not closed"),
        ("a:\n  b: @home\n", "2:6", "cannot begin with this character"),
        ("a: {b: c\nd: [e\n", "2:2", "A bracket was opened and not closed"),
        ("a:\n    b: c\n  d: e\n", "3:3", "further left or right"),
    ],
)
def test_the_slips_that_people_make_are_told_with_what_to_do(text: str, place: str, hint: str):
    root, [problem] = read_yaml(text, "f")
    assert root is None
    assert (problem.code, str(problem.where)) == ("syntax", f"f:{place}")
    assert hint in str(problem.message)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ('{"a": 1,}', "1:9", "No comma may stand before this; take it out."),
        ("[1, 2,\n]", "2:1", "No comma may stand before this; take it out."),
        ('{"a": yes}', "1:7", "yes is no value. Put text in double quotes."),
        ('{"a": NaN}', "1:7", "NaN is no value. Put text in double quotes."),
        ("{'a': 1}", "1:2", "A name in double quotes is expected here."),
        ('{"a" 1}', "1:6", '":" is expected here'),
        ('{"a": 1 "b": 2}', "1:9", '"," or a closing bracket is expected here.'),
        ('{"a": }', "1:7", "A value is expected here."),
        ('{"a": 1}}', "1:9", "nothing may follow it"),
        ('{"a": "b}', "1:7", "opened here and not closed"),
        ('["a,\n]"]', "1:5", "write \\n for a line end"),
        ('["C:\\dir"]', "1:5", "to mean a backslash, write two"),
        ('["\\u12"]', "1:4", "to mean a backslash, write two"),
    ],
)
def test_what_is_no_json_is_told_alike_by_every_version_of_the_standard_library(text: str, place: str, hint: str):
    _, [problem] = read_json(text, "f")
    assert (problem.code, str(problem.where)) == ("syntax", f"f:{place}")
    assert hint in str(problem.message)


def test_both_lines_of_a_name_that_stands_twice_are_told():
    _, problems = read_json('{"a": 1,\n\n"a": 2,\n"a": 3}', "f")
    assert [str(problem.where) for problem in problems] == ["f:3:1", "f:4:1"]
    assert all("the first is in line 1." in str(problem.message) for problem in problems)
