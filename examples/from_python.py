"""A career-advice tool in a few lines: ask what matters, give the plan, say why, and say what would change it."""

from datetime import UTC, datetime

import amends

pack = amends.load("interview")
now = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)
answers: dict[str, object] = {"mistake_type": "overslept", "elapsed_minutes": 40}

question = amends.next_question(pack, answers, now)
while question is not None and len(answers) < 6:
    # A real tool asks the person; here "not sure" stands for them, and a cautious value for that.
    print("asked:", pack.fact[question.fact].question)
    answers[question.fact] = "unsure"
    question = amends.next_question(pack, answers, now)

plan = amends.advise(pack, answers, now)
for step in plan.steps:
    print(f"{step.rule.phase:8} {step.due.at:%a %H:%M} {step.rule.step.do}")

first = plan.steps[0].rule.id
print("why:", ", ".join(known.fact.question for known in amends.why(plan, first).facts))
print("not here:", amends.why_not(plan, "thank-you-note").unmet[0].test)
print("if they were away:", [step.rule.id for step in amends.what_if(plan, {"goal": "withdraw"}).added])
print("until:", amends.timeline(plan).instants[0].at.isoformat())
