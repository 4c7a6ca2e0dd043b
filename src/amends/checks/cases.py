"""failing-case: a worked case does not get the steps that it expects, or gets one that it forbids.

Why it matters: the cases are what the author promises; a plan that breaks one is wrong, or the promise is.

Before: the case "woke up forty minutes later" expects `call`, and no rule advises it.
After: mend the rule, or the case, whichever is wrong; `amends why` shows what brought a step in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends import engine
from amends.checks.finding import Finding
from amends.model import Case, Pack, Unsure
from amends.plans import refuse_missing
from amends.problems import BadAnswers
from amends.situation import Situation
from amends.view import view


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worked case came to, and the rules that fired in it."""

    case: Case
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    refused: str = ""
    fired: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        return not (self.missing or self.forbidden or self.refused)


def failing_case(pack: Pack) -> Iterator[Finding]:
    for outcome in outcomes(pack):
        if not outcome.holds:
            case = outcome.case
            example = {name: value for name, value in case.given.items() if not isinstance(value, Unsure)}
            yield Finding("failing-case", case.where, f'The case "{case.title}" {_wrong(outcome)}.', example)


def outcomes(pack: Pack) -> Iterator[Outcome]:
    """What each worked case of the pack comes to."""
    return (run(pack, case) for case in pack.cases)


def run(pack: Pack, case: Case) -> Outcome:
    """What one worked case comes to."""
    try:
        seen = view(pack, Situation(case.given))
        refuse_missing(pack, seen)
    except BadAnswers as error:
        return Outcome(case, refused=" ".join(problem.message for problem in error.problems))
    record = engine.run(pack, seen.values)
    return Outcome(
        case,
        missing=case.missing(record.standing),
        forbidden=case.forbidden(record.standing),
        fired=frozenset(record.fired),
    )


def _wrong(outcome: Outcome) -> str:
    if outcome.refused:
        return f"is refused: {outcome.refused.rstrip('.')}"
    missing = f"does not get {', '.join(outcome.missing)}" if outcome.missing else ""
    forbidden = f"gets {', '.join(outcome.forbidden)}" if outcome.forbidden else ""
    return " and ".join(part for part in (missing, forbidden) if part)
