"""Every limit of the table: what is just under it is read, what is just over it is refused by its own code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from amends import packs
from amends.domain.problems import BadInput
from amends.packs.answers import answer_from_words, answers_from_mapping, answers_from_text
from amends.packs.limits import LIMITS
from amends.packs.read.files import read_file
from amends.packs.read.json_text import read_json
from amends.packs.read.yaml_text import read_yaml

FOLDER = Path(__file__).parent / "packs" / "good" / "umbrella"
UMBRELLA = packs.load(FOLDER)
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)

Data = dict[str, Any]


def codes(read: Callable[..., object], *args: Any) -> set[str]:
    """The codes of the faults that reading something gives."""
    try:
        read(*args)
    except BadInput as error:
        return {problem.code for problem in error.problems}
    return set()


def pack_with(change: Callable[[Data], object]) -> set[str]:
    """The codes of the toy pack with something changed in its document."""
    document = packs.document(UMBRELLA)
    change(document)
    return codes(packs.from_document, document)


def fact(name: str, values: int) -> Data:
    options = [{"value": f"v{n}", "label": "A value"} for n in range(values)]
    return {"name": name, "kind": "choice", "question": "Which?", "options": options, "if_unsure": "v0"}


def rule(name: str, when: Data) -> Data:
    step = {"do": "Do it.", "by": "now", "because": "It is due."}
    return {"id": name, "phase": "prepare", "when": when, "advise": step, "sources": ["almanac"]}


def texts(n: int) -> list[set[str]]:
    """A text of n characters in a pack's file, in its document, and in both kinds of answers file."""
    text = "x" * n
    return [
        {problem.code for problem in read_yaml(f"a: {text}", "f")[1]},
        {problem.code for problem in read_json(f'["{text}"]', "f")[1]},
        pack_with(lambda document: document["pack"].update(title=text)),
        codes(answers_from_mapping, UMBRELLA, {"weather": text}, NOW),
    ]


def nested(n: int) -> list[set[str]]:
    """Lists in lists, n deep; where it is not the reader that refuses, the shape does, by another code."""
    data: list[Any] = []
    for _ in range(n - 2):  # the document itself is the outermost
        data = [data]
    return [
        {problem.code for problem in read_yaml("[" * n + "]" * n, "f")[1]},
        {problem.code for problem in read_yaml("\n".join(" " * i + "- " for i in range(n)) + "x", "f")[1]},
        {problem.code for problem in read_json("[" * n + "]" * n, "f")[1]},
        codes(packs.from_document, {"facts": data}),
    ]


def many(n: int) -> list[set[str]]:
    """A list of n nodes, the list itself counted."""
    members = ",".join("1" * (n - 1))
    return [{problem.code for problem in read(f"[{members}]", "f")[1]} for read in (read_yaml, read_json)]


def files(n: int, folder: Path) -> list[set[str]]:
    """A file of n bytes, most of it a comment, in a pack; two bytes make a character."""
    head = (FOLDER / "pack.yaml").read_bytes() + b"\n#"
    (folder / "pack.yaml").write_bytes(head + "é".encode() * ((n - len(head)) // 2) + b"#" * ((n - len(head)) % 2))
    assert (folder / "pack.yaml").stat().st_size == n
    return [codes(packs.load, folder)]


def whole_packs(n: int, folder: Path) -> list[set[str]]:
    """Files that have n bytes together."""
    for old in folder.iterdir():
        old.unlink()
    for place, start in enumerate(range(0, n, LIMITS.file_bytes)):
        (folder / f"file-{place}.yaml").write_bytes(b"#" * min(LIMITS.file_bytes, n - start))
    return [codes(packs.load, folder)]


def answers_files(n: int, folder: Path) -> list[set[str]]:
    file = folder / "answers.yaml"
    file.write_bytes(b"weather: rain\n#" + b"x" * (n - 15))
    return [codes(read_file, file, LIMITS.answers_bytes)]


def answers(n: int) -> list[set[str]]:
    data = {f"fact_{place}": "x" for place in range(n)}
    text = "".join(f"{name}: x\n" for name in data)
    return [codes(answers_from_mapping, UMBRELLA, data, NOW), codes(answers_from_text, UMBRELLA, text, "f", NOW)]


def facts(n: int) -> list[set[str]]:
    more = [fact(f"fact_{place}", 2) for place in range(n - len(UMBRELLA.facts))]
    return [pack_with(lambda document: document["facts"].extend(more))]


def rules(n: int) -> list[set[str]]:
    more = [rule(f"more-{place}", {}) for place in range(n - len(UMBRELLA.rules))]
    return [pack_with(lambda document: document["rules"].extend(more))]


def conditions(n: int) -> list[set[str]]:
    """n tests in one condition: alone, nested, and in an invariant."""
    tests = [{"weather": "rain"}] * n
    law = {"id": "law", "says": "So be it.", "always": {"then": {"any": tests}}}
    return [
        pack_with(lambda document: document["rules"].append(rule("more", {"any": tests}))),
        pack_with(lambda document: document["rules"].append(rule("more", {"all": [{"not": each} for each in tests]}))),
        pack_with(lambda document: document["invariants"].append(law)),
    ]


def numbers(n: int) -> list[set[str]]:
    return [
        pack_with(lambda document: document["facts"][2].update(maximum=n)),
        pack_with(lambda document: document["facts"][4].update(minimum=-n)),
    ]


TRIED: dict[str, tuple[str, Callable[[int, Path], list[set[str]]]]] = {
    "file_bytes": ("too-big", files),
    "pack_bytes": ("too-big", whole_packs),
    "answers_bytes": ("too-big", answers_files),
    "depth": ("too-deep", lambda n, _: nested(n)),
    "nodes": ("too-many-nodes", lambda n, _: many(n)),
    "text": ("text-too-long", lambda n, _: texts(n)),
    "answer_text": ("text-too-long", lambda n, _: [codes(answer_from_words, UMBRELLA, "weather", "x" * n, NOW)]),
    "answers": ("too-many-answers", lambda n, _: answers(n)),
    "facts": ("too-many-facts", lambda n, _: facts(n)),
    "values": ("list-too-long", lambda n, _: [pack_with(lambda document: document["facts"].append(fact("more", n)))]),
    "rules": ("too-many-rules", lambda n, _: rules(n)),
    "conditions": ("too-many-tests", lambda n, _: conditions(n)),
    "number": ("out-of-range", lambda n, _: numbers(n)),
}

# What a pack takes at the limit without any other fault: the limit is the only thing that stands in the way.
CLEAN = {"facts", "values", "rules", "conditions", "number"}


def test_every_limit_is_tried():
    assert set(TRIED) == {field.name for field in fields(LIMITS)}


@pytest.mark.parametrize("limit", TRIED)
def test_a_limit_is_where_the_table_says(limit: str, tmp_path: Path):
    code, ways = TRIED[limit]
    most = getattr(LIMITS, limit)
    under, over = ways(most, tmp_path), ways(most + 1, tmp_path)
    assert [code in found for found in under] == [False] * len(under)
    assert [code in found for found in over] == [True] * len(over)
    if limit in CLEAN:
        assert under == [set()] * len(under)


@pytest.mark.parametrize("key", ["id", "tag", "name", "value"])
def test_a_name_has_at_most_sixty_four_characters(key: str):
    for n, wanted in ((64, set()), (65, {"bad-form"})):
        name = "n" * n
        more = rule(name if key == "id" else "more", {}) | {"tags": [name if key == "tag" else "tag"]}
        asked = fact(name if key == "name" else "more", 2)
        asked["options"].append({"value": name if key == "value" else "v9", "label": "Last"})

        def change(document: Data, more: Data = more, asked: Data = asked) -> None:
            document["rules"].append(more)
            document["facts"].append(asked)

        assert pack_with(change) == wanted
