"""failing-case: a worked case does not get the steps or the odds that it expects, or gets a step that it forbids.

Why it matters: the cases are what the author promises; a plan that breaks one is wrong, or the promise is.

Before: the case "woke up forty minutes later" expects `call`, and no rule advises it.
After: mend the rule, or the case, whichever is wrong; `amends why` shows what brought a step in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from amends.authoring.finding import Finding
from amends.authoring.test import Outcome, Seen, judged
from amends.domain.message import Message
from amends.domain.model import Case, Pack, Unsure, Value
from amends.logic.view import View


def failing_case(pack: Pack) -> Iterator[Finding]:
    for case in pack.cases:
        outcome = judged(pack, case, _reading)
        if not outcome.holds:
            example = {name: value for name, value in case.given.items() if not isinstance(value, Unsure)}
            message = Message("failing-case", case=case.title, wrong=_wrong(pack, outcome))
            # Who is unsure cannot be told by an example, so such a case is left to `amends test`.
            told = not outcome.refused and len(example) == len(case.given)
            yield Finding(message, case.where, example, shows=partial(_fails, case, pack) if told else None)


def _fails(case: Case, pack: Pack, known: Mapping[str, Value], standing: Sequence[str]) -> bool:
    odds = case.other_odds(str(known[pack.odds])) if pack.odds else ""
    return bool(case.missing(standing) or case.forbidden(standing, pack.step) or odds)


def _reading(seen: View) -> Seen:
    """What the logic says, which is quicker to ask than the engine."""
    logic, cells = seen.logic, seen.completion
    contains = logic.diagrams.contains
    odds = logic.concluded[logic.pack.odds] if logic.pack.odds else {}
    steps = logic.pack.in_order({step for step, where in logic.stands.items() if contains(where, cells)})
    return steps, next((value for value, where in odds.items() if contains(where, cells)), "")


def _wrong(pack: Pack, outcome: Outcome) -> Message:
    if outcome.refused:
        why = " ".join(str(problem.message) for problem in outcome.refused).rstrip(".")
        return Message("case.refused", why=why)
    if outcome.odds:
        steps = _wrong(pack, replace(outcome, odds="")) if outcome.missing or outcome.forbidden else None
        parts = {"name": pack.odds, "found": outcome.odds, "wanted": outcome.case.odds}
        return Message("case.odds-too" if steps else "case.odds", **parts, steps=steps)
    kinds = ("missing" if outcome.missing else "", "forbidden" if outcome.forbidden else "")
    kind = "-and-".join(filter(None, kinds))
    return Message(f"case.{kind}", missing=outcome.missing, forbidden=outcome.forbidden)
