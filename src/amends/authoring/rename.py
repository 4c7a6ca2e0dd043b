"""A pack with another name for one of its facts, so that two packs can be laid side by side."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from amends.domain.model import Between, Fact, Includes, Is, Pack


def renamed(pack: Pack, old: str, new: str) -> Pack:
    """The pack with the fact `old` called `new` everywhere but in its cases."""

    def again(part: Any) -> Any:
        """A part of the pack as it is then; what is no value of the pack's own holds no name of a fact."""
        match part:
            case Fact(name) | Is(name) | Between(name) | Includes(name):
                return replace(part, name=new) if name == old else part
            case tuple():
                return tuple(again(each) for each in part)
            case _ if is_dataclass(part) and not isinstance(part, type):
                return replace(part, **{field.name: again(getattr(part, field.name)) for field in fields(part)})
        return part

    found: Pack = again(pack)
    return replace(found, clock=new if pack.clock == old else pack.clock, hash=f"{pack.hash}+{old}={new}")
