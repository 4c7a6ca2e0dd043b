"""Random packs of any size, shaped like a real one: most rules are about one topic and turn on a few more facts."""

from __future__ import annotations

from random import Random
from typing import Any

from amends import packs
from amends.domain.model import Pack

PHASES = ("face", "embrace", "erase")
FACTS = 20
RULES_PER_TOPIC = 16
SOURCE = {
    "id": "somebody",
    "title": "Somebody",
    "address": "https://example.org",
    "strength": "opinion",
    "passages": ["So it is."],
}


def random_pack(rules: int, seed: int = 1) -> Pack:
    """A pack with this many rules about 20 facts, the same for the same seed."""
    random = Random(seed)  # noqa: S311  # nothing here is secret
    topics = min(64, max(4, rules // RULES_PER_TOPIC))
    facts = [_topic(topics), *(_fact(number) for number in range(1, FACTS))]
    return packs.from_document(
        {
            "pack": {
                "id": "random",
                "version": "1.0.0",
                "title": f"{rules} random rules",
                "language": "en",
                "phases": dict(zip(PHASES, PHASES, strict=True)),
                "channels": {"phone": "by phone"},
            },
            "facts": facts,
            "conclusions": [_conclusion(random, number) for number in range(6)],
            "rules": [_rule(random, number, rules, topics) for number in range(rules)],
            "invariants": [{"id": "one-call", "says": "one call at most", "at_most": {"n": 3, "tagged": "call"}}],
            "sources": [SOURCE],
        }
    )


def _topic(values: int) -> dict[str, Any]:
    options = [{"value": f"topic_{number}", "label": f"Topic {number}"} for number in range(values)]
    return {"name": "topic", "kind": "choice", "question": "Which?", "options": options, "required": True}


def _fact(number: int) -> dict[str, Any]:
    fact: dict[str, Any] = {"name": f"fact_{number}", "question": f"What is {number}?"}
    if number % 4 == 0:
        return {**fact, "kind": "number", "unit": "things", "minimum": 0, "maximum": 1000, "if_unsure": 0}
    if number % 4 == 1:
        return {**fact, "kind": "yes_no", "if_unsure": "no"}
    options = [{"value": value, "label": value} for value in "abcd"]
    return {**fact, "kind": "choice", "options": options, "if_unsure": "a"}


def _conclusion(random: Random, number: int) -> dict[str, Any]:
    decisions = [
        {"id": f"decision-{number}-{place}", "when": dict(_tests(random, 2)), "value": value}
        for place, value in enumerate(("high", "middle"))
    ]
    return {"name": f"conclusion_{number}", "about": "something", "decide": decisions, "otherwise": "low"}


def _rule(random: Random, number: int, rules: int, topics: int) -> dict[str, Any]:
    topic, phase = number % topics, PHASES[number * len(PHASES) // rules]
    when = {"topic": f"topic_{topic}", **dict(_tests(random, 2))}
    if random.random() < 0.5:
        when[f"conclusion_{random.randrange(6)}"] = random.choice(("high", "middle", "low"))
    return {
        "id": f"rule-{number}",
        "phase": phase,
        "when": when,
        "advise": {"do": f"Do {number}.", "by": "now", "because": "It helps."},
        "sources": ["somebody"],
        "tags": ["call"] if number % 5 == 0 else [],
    }


def _tests(random: Random, count: int) -> list[tuple[str, Any]]:
    numbers = random.sample(range(1, FACTS), count)
    return [(f"fact_{number}", _test(random, number)) for number in numbers]


def _test(random: Random, number: int) -> Any:
    if number % 4 == 0:
        return {"at_least": random.choice((10, 50, 100, 500))}
    return random.choice(("yes", "no")) if number % 4 == 1 else random.choice("abcd")
