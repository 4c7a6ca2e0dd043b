"""What can be said of a pack's soundness: findings, what was proven, and how hard the steps are to read."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from amends.authoring import checks
from amends.authoring.checks.wording import grades
from amends.authoring.finding import Finding
from amends.domain.model import Pack
from amends.logic.steps import read


@dataclass(frozen=True, slots=True)
class Proven:
    """Over how much it was proven that nothing is wrong."""

    rules: int
    invariants: int
    situations: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard the steps are to read: the grade on average and at most, and the rule whose step is hardest."""

    mean: float
    most: float
    rule: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of all checks of a pack; `proven` is `None` if something is wrong, `reading` if nobody can tell."""

    pack: Pack
    findings: tuple[Finding, ...]
    proven: Proven | None
    reading: Reading | None

    @property
    def sound(self) -> bool:
        """True if nothing is worse than a note."""
        return self.proven is not None


def check(pack: Pack) -> Checked:
    """Everything that the checks say of a pack; raises `Disagreement` if the two readers do not agree."""
    findings = checks.check(pack)
    sound = all(finding.level == "note" for finding in findings)
    return Checked(pack, findings, _proven(pack) if sound else None, _reading(pack))


def _proven(pack: Pack) -> Proven:
    logic = read(pack)
    return Proven(len(pack.rules), len(pack.invariants), logic.diagrams.count(logic.possible))


def _reading(pack: Pack) -> Reading | None:
    found = grades(pack)
    if not found:
        return None
    hardest = max(found, key=lambda rule: found[rule])
    return Reading(round(fmean(found.values()), 1), round(found[hardest], 1), hardest)
