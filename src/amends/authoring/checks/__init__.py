"""The checks of a pack: each is one file whose docstring is its help page, and one line in the list below."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from amends.authoring.checks.contradiction import contradiction
from amends.authoring.checks.dead_rule import dead_rule
from amends.authoring.checks.decided import decided
from amends.authoring.checks.failing_case import failing_case
from amends.authoring.checks.finding import Finding, verified
from amends.authoring.checks.gap import gap
from amends.authoring.checks.idle_condition import idle_condition
from amends.authoring.checks.idle_fact import idle_fact
from amends.authoring.checks.impossible_constraints import impossible_constraints
from amends.authoring.checks.never_stands import never_stands
from amends.authoring.checks.past_deadline import past_deadline
from amends.authoring.checks.same_advice import same_advice
from amends.authoring.checks.unreachable_value import unreachable_value
from amends.authoring.checks.unused import unused
from amends.authoring.checks.wording import wording
from amends.domain.model import Pack

CHECKS: tuple[Callable[[Pack], Iterator[Finding]], ...] = (
    impossible_constraints,
    gap,
    contradiction,
    past_deadline,
    dead_rule,
    never_stands,
    same_advice,
    unreachable_value,
    idle_condition,
    idle_fact,
    failing_case,
    wording,
    unused,
)
"""Every check, in the order in which its findings are shown."""


def check(pack: Pack) -> tuple[Finding, ...]:
    """Everything that the checks find in a pack; notes come last.

    Raises `Disagreement` if the engine does not show what the logic has found.
    """
    findings = [verified(pack, finding) for each in CHECKS for finding in decided(each, pack)]
    return tuple(sorted(findings, key=lambda finding: finding.level == "note"))


def pages() -> dict[str, str]:
    """The help page of each code of a finding: a check's page starts with its codes."""
    found = (inspect.getdoc(inspect.getmodule(each)) or "" for each in (*CHECKS, decided))
    return {code.strip(): page for page in found for code in page.partition(":")[0].split(",")}
