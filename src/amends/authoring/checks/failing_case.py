"""failing-case: a worked case does not get the steps that it expects, or gets one that it forbids.

Why it matters: the cases are what the author promises; a plan that breaks one is wrong, or the promise is.

Before: the case "woke up forty minutes later" expects `call`, and no rule advises it.
After: mend the rule, or the case, whichever is wrong; `amends why` shows what brought a step in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.authoring.checks.finding import Finding, Shows
from amends.authoring.outcome import Outcome, judged
from amends.domain.model import Case, Pack, Unsure
from amends.logic.view import View


def failing_case(pack: Pack) -> Iterator[Finding]:
    for case in pack.cases:
        outcome = judged(pack, case, _by_logic)
        if not outcome.holds:
            example = {name: value for name, value in case.given.items() if not isinstance(value, Unsure)}
            message = f'The case "{case.title}" {_wrong(outcome)}.'
            # Who is unsure cannot be told by an example, so such a case is left to `amends test`.
            told = not outcome.refused and len(example) == len(case.given)
            yield Finding("failing-case", case.where, message, example, shows=_fails(case) if told else None)


def _fails(case: Case) -> Shows:
    return lambda _, record: bool(case.missing(record.standing) or case.forbidden(record.standing))


@dataclass(frozen=True, slots=True)
class _Stands:
    """The steps that stand; what fired is nothing that this check looks at."""

    standing: tuple[str, ...]
    fired: tuple[str, ...] = ()


def _by_logic(seen: View) -> _Stands:
    """What stands by the logic, which is quicker to ask than the engine."""
    logic = seen.logic
    cells = [seen.completion[level] for level in range(len(logic.space.levels))]
    return _Stands(tuple(rule.id for rule in logic.pack.rules if logic.diagrams.contains(logic.stands[rule.id], cells)))


def _wrong(outcome: Outcome) -> str:
    if outcome.refused:
        return f"is refused: {' '.join(problem.message for problem in outcome.refused).rstrip('.')}"
    missing = f"does not get {', '.join(outcome.missing)}" if outcome.missing else ""
    forbidden = f"gets {', '.join(outcome.forbidden)}" if outcome.forbidden else ""
    return " and ".join(part for part in (missing, forbidden) if part)
