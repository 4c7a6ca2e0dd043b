"""A checked pack as JSON and back, quickly: nothing is checked again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from amends.domain import due, model
from amends.domain.conditions import leaves
from amends.domain.model import Pack

_CLASSES = tuple(
    kind for home in (model, due) for kind in vars(home).values() if isinstance(kind, type) and is_dataclass(kind)
)
"""All that a pack consists of; the numbers are this program's own, as whatever is kept of a pack is."""
_NUMBER = {kind: number for number, kind in enumerate(_CLASSES)}
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _CLASSES}


def frozen(pack: Pack) -> Any:
    """The pack as plain lists, texts and numbers; what no plan needs in a text of its own."""
    return [
        _written(replace(pack, cases=(), presumes=_cutting(pack))),
        json.dumps(_written((pack.cases, pack.presumes))),
    ]


def _cutting(pack: Pack) -> tuple[model.Presumption, ...]:
    """What is presumed by thresholds: with those every number is cut as for the whole pack."""
    return tuple(each for each in pack.presumes if any(isinstance(test, model.Between) for test in leaves(each.when)))


def thawed(data: Any, *, whole: bool = True) -> Pack | None:
    """The pack that was frozen into this, or `None` if it was not one; not `whole` without what no plan needs."""
    try:
        found = _read(data[0])
        cases, presumes = _read(json.loads(data[1])) if whole else ((), ())
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    if not isinstance(found, Pack):
        return None
    return replace(found, cases=cases, presumes=presumes) if whole else found


# A value is a text, a number or nothing as it stands; [-1, ...] a tuple, [-2, ...] a set, [-3, ...] a mapping of tuples
# of two, [-4] "unsure", and [n, ...] a value of class n with its fields in order.

_TUPLE, _SET, _PAIRS, _UNSURE = -1, -2, -3, -4


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_TUPLE, *map(_written, value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted(value)]
    if isinstance(value, Mapping):
        return [_PAIRS, *map(_written, value.items())]
    if value is model.UNSURE:
        return [_UNSURE]
    if (kind := type(value)) not in _NUMBER:
        return value
    return [_NUMBER[kind], *(_written(getattr(value, name)) for name in _NAMES[kind])]


def _read(data: Any) -> Any:
    parts = [_read(each) if type(each) is list else each for each in data[1:]]
    return _CLASSES[data[0]](*parts) if data[0] >= 0 else _MADE[data[0]](parts)


_MADE: Mapping[int, Callable[[list[Any]], Any]] = {
    _TUPLE: tuple,
    _SET: frozenset,
    _PAIRS: dict,
    _UNSURE: lambda _: model.UNSURE,
}
