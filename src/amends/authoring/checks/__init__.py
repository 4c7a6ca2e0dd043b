"""The checks of a pack: each is one file here, with a function of its name; the file's docstring is its help page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from amends.authoring.decided import decided
from amends.authoring.finding import Finding
from amends.authoring.verified import verified
from amends.domain.model import Pack

Check = Callable[[Pack], Iterator[Finding]]

_NAMES = tuple(module.name for module in iter_modules(__path__))
CHECKS: tuple[Check, ...] = tuple(getattr(import_module(f"{__name__}.{name}"), name) for name in _NAMES)
"""Every check, by the name of its file."""


def check(pack: Pack) -> tuple[Finding, ...]:
    """Everything that the checks find in a pack, by their places; notes come last.

    Raises `Disagreement` if the engine does not show what the logic has found.
    """
    findings = [verified(pack, finding) for each in CHECKS for finding in decided(each, pack)]
    return tuple(sorted(findings, key=lambda each: (each.level == "note", each.where.file, each.where.line)))


def codes() -> dict[str, Callable[..., object]]:
    """For each code of a finding, the check that finds it: a help page starts with its codes."""
    pages: tuple[Callable[..., object], ...] = (*CHECKS, decided)
    return {code.strip(): each for each in pages for code in page(each).partition(":")[0].split(",")}


def page(one: Callable[..., object]) -> str:
    """The help page of a check."""
    return inspect.getdoc(inspect.getmodule(one)) or ""
