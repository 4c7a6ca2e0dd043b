"""Packs that were read and found sound before, kept so that the next start need not read them again.

What is kept is the checked pack as JSON, together with the files that it came from: when one of them has changed by
a letter, it is read again. Nothing about a person is ever kept here. A cache that cannot be written or read is no
cache, and no error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any
from zlib import crc32

import amends
from amends import model
from amends.model import Pack

OFF = "AMENDS_NO_CACHE"
"""Set this environment variable, to anything, and nothing is kept or looked up."""

_CLASSES = (
    *(model.Where, model.Option, model.Fact, model.Is, model.Between, model.Includes, model.Advised, model.AllOf),
    *(model.AnyOf, model.Not, model.Constraint, model.Decision, model.Conclusion, model.Span, model.By, model.Step),
    *(model.Citation, model.Rule, model.Never, model.Always, model.AtMost, model.Invariant, model.Case, model.Source),
    *(model.Named, Pack),
)
_NUMBER = {kind: number for number, kind in enumerate(_CLASSES)}
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _CLASSES}


def fetch(texts: Mapping[str, str]) -> Pack | None:
    """The pack that was kept for these files, by name, if there is one that can be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        origin = _origin(texts)
        kept_for, kept = json.loads(_file(origin).read_text("utf-8"))
        found = _read(kept) if kept_for == origin else None
        return found if isinstance(found, Pack) else None
    return None


def keep(texts: Mapping[str, str], pack: Pack) -> None:
    """Keep a sound pack for the files that it came from; the file appears whole or not at all."""
    from tempfile import NamedTemporaryFile  # slow to import, and seldom needed

    with suppress(OSError):
        origin = _origin(texts)
        file = _file(origin)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as stream:
            json.dump([origin, _written(pack)], stream, separators=(",", ":"), ensure_ascii=False)
        Path(stream.name).replace(file)


def _origin(texts: Mapping[str, str]) -> str:
    return json.dumps([amends.__version__, sorted(texts.items())])


def _file(origin: str) -> Path:
    if os.environ.get(OFF):
        raise FileNotFoundError
    from platformdirs import user_cache_path

    return user_cache_path("amends", appauthor=False) / f"{crc32(origin.encode()):08x}.json"


# A value is a text, a number or nothing as it stands; [-1, ...] a tuple, [-2, ...] a set, [-3, ...] a mapping in pairs,
# [-4] "unsure", and [n, ...] a value of class n with its fields in order.

_TUPLE, _SET, _PAIRS, _UNSURE = -1, -2, -3, -4


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_TUPLE, *map(_written, value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted(value)]
    if isinstance(value, Mapping):
        return [_PAIRS, *([name, _written(each)] for name, each in value.items())]
    if value is model.UNSURE:
        return [_UNSURE]
    kind = type(value)
    if kind in _NUMBER:
        return [_NUMBER[kind], *(_written(getattr(value, name)) for name in _NAMES[kind])]
    return value


def _read(data: Any) -> Any:
    if type(data) is not list:
        return data
    if data[0] >= 0:
        return _CLASSES[data[0]](*[_read(each) if type(each) is list else each for each in data[1:]])
    return _MADE[data[0]](data[1:])


_MADE: Mapping[int, Callable[[list[Any]], Any]] = {
    _TUPLE: lambda parts: tuple([_read(each) for each in parts]),
    _SET: frozenset,
    _PAIRS: lambda pairs: {name: _read(each) for name, each in pairs},
    _UNSURE: lambda _: model.UNSURE,
}
