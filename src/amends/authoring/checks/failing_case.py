"""failing-case: a worked case does not get the steps that it expects, or gets one that it forbids.

Why it matters: the cases are what the author promises; a plan that breaks one is wrong, or the promise is.

Before: the case "woke up forty minutes later" expects `call`, and no rule advises it.
After: mend the rule, or the case, whichever is wrong; `amends why` shows what brought a step in.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial

from amends.authoring.finding import Finding
from amends.authoring.test import Outcome, judged
from amends.domain.message import Message
from amends.domain.model import Case, Pack, Unsure, Value
from amends.logic.view import View


def failing_case(pack: Pack) -> Iterator[Finding]:
    for case in pack.cases:
        outcome = judged(pack, case, _standing)
        if not outcome.holds:
            example = {name: value for name, value in case.given.items() if not isinstance(value, Unsure)}
            message = Message("failing-case", case=case.title, wrong=_wrong(outcome))
            # Who is unsure cannot be told by an example, so such a case is left to `amends test`.
            told = not outcome.refused and len(example) == len(case.given)
            yield Finding(message, case.where, example, shows=partial(_fails, case, pack.step) if told else None)


def _fails(case: Case, steps: Container[str], _: Mapping[str, Value], standing: Sequence[str]) -> bool:
    return bool(case.missing(standing) or case.forbidden(standing, steps))


def _standing(seen: View) -> tuple[str, ...]:
    """What stands by the logic, which is quicker to ask than the engine."""
    stands, contains = seen.logic.stands, seen.logic.diagrams.contains
    return seen.logic.pack.in_order({step for step, where in stands.items() if contains(where, seen.completion)})


def _wrong(outcome: Outcome) -> Message:
    if outcome.refused:
        why = " ".join(str(problem.message) for problem in outcome.refused).rstrip(".")
        return Message("case.refused", why=why)
    parts = ("missing" if outcome.missing else "", "forbidden" if outcome.forbidden else "")
    kind = "-and-".join(filter(None, parts))
    return Message(f"case.{kind}", missing=outcome.missing, forbidden=outcome.forbidden)
