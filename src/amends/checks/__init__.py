"""The checks of a pack: each is one file whose docstring is its help page, and one line in the list below."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from amends.checks.cases import failing_case
from amends.checks.finding import Finding
from amends.checks.unused import unused
from amends.model import Pack

__all__ = ["CHECKS", "Check", "Finding", "check", "codes", "page"]

Check = Callable[[Pack], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    failing_case,
    unused,
)
"""Every check, in the order in which its findings are shown."""


def check(pack: Pack) -> tuple[Finding, ...]:
    """Everything that the checks find in a pack; notes come last."""
    findings = [finding for each in CHECKS for finding in each(pack)]
    return tuple(sorted(findings, key=lambda finding: finding.level == "note"))


def codes() -> dict[str, Check]:
    """For each code of a finding, the check that finds it: a help page starts with its codes."""
    return {code.strip(): each for each in CHECKS for code in page(each).partition(":")[0].split(",")}


def page(one: Check) -> str:
    """The help page of a check."""
    return inspect.getdoc(inspect.getmodule(one)) or ""
