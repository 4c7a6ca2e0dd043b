"""The checks of a pack: each is one file here, with a function of its name; the file's docstring is its help page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from amends.authoring.decided import decided
from amends.authoring.finding import Finding, verified
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


def pages() -> dict[str, str]:
    """The help page of each code of a finding: a check's page starts with its codes."""
    found = (inspect.getdoc(inspect.getmodule(each)) or "" for each in (*CHECKS, decided))
    return {code.strip(): page for page in found for code in page.partition(":")[0].split(",")}
