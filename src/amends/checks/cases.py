"""failing-case: a worked case does not get the steps that it expects, or gets one that it forbids.

Why it matters: the cases are what the author promises; a plan that breaks one is wrong, or the promise is.

Before: the case "woke up forty minutes later" expects `call`, and no rule advises it.
After: mend the rule, or the case, whichever is wrong; `amends why` shows what brought a step in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends import engine
from amends.checks.finding import Finding, Shows
from amends.model import Case, Pack, Unsure
from amends.plans import refuse_missing
from amends.problems import BadAnswers
from amends.situation import Situation
from amends.view import view_of_facts


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
    for case in pack.cases:
        outcome = _read(pack, case)
        if not outcome.holds:
            example = {name: value for name, value in case.given.items() if not isinstance(value, Unsure)}
            message = f'The case "{case.title}" {_wrong(outcome)}.'
            # Who is unsure cannot be told by an example, so such a case is left to `amends test`.
            told = not outcome.refused and len(example) == len(case.given)
            yield Finding("failing-case", case.where, message, example, shows=_fails(case) if told else None)


def _fails(case: Case) -> Shows:
    return lambda _, record: bool(case.missing(record.standing) or case.forbidden(record.standing))


def _read(pack: Pack, case: Case) -> Outcome:
    """What a worked case comes to by the logic, which is quicker to ask than the engine; fired rules are left out."""
    try:
        seen = view_of_facts(pack, Situation(case.given))
        refuse_missing(pack, seen)
    except BadAnswers as error:
        return _refused(case, error)
    stands, diagrams = seen.logic.stands, seen.logic.diagrams
    cells = [seen.completion[level] for level in range(len(seen.logic.space.levels))]
    standing = [rule.id for rule in pack.rules if diagrams.contains(stands[rule.id], cells)]
    return Outcome(case, missing=case.missing(standing), forbidden=case.forbidden(standing))


def _refused(case: Case, error: BadAnswers) -> Outcome:
    return Outcome(case, refused=" ".join(problem.message for problem in error.problems))


def outcomes(pack: Pack) -> Iterator[Outcome]:
    """What each worked case of the pack comes to in the engine."""
    return (run(pack, case) for case in pack.cases)


def run(pack: Pack, case: Case) -> Outcome:
    """What one worked case comes to in the engine."""
    try:
        seen = view_of_facts(pack, Situation(case.given))
        refuse_missing(pack, seen)
    except BadAnswers as error:
        return _refused(case, error)
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
