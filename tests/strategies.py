"""Random packs, as documents in the pack language: small, valid, and full of corners.

The documents are small enough that an oracle can write out all of their situations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import wraps
from itertools import combinations
from math import prod
from typing import Any

from hypothesis import strategies as st

from amends import packs as loading
from amends.domain.due import After, By, Now, Span, Window, Within
from amends.domain.model import Pack

Data = dict[str, Any]

# The most values that a random fact of each kind has; a pack has at most MOST situations.
KINDS = {"choice": 3, "several": 8, "yes_no": 2, "number": 6}
MOST = 600
PHASES = ("first", "second", "third")
TAGS = ("quiet", "loud", "slow")
TOPICS = ("rain", "tea")
PEOPLE = ("aunt", "uncle")
ACTS = ("call", "write")
SPANS = ("1 min", "30 min", "2 h", "1 day", "3 days", "1 week", "2 weeks")
LONG = (*SPANS, "1 working day", "5 working days")

PHRASES = ("it", "do IT", "a  little", "about it", "[who] about", "ask [who]", "No", "vu, [who]", "a little longer")

asked = st.sampled_from(("Must I?", "Is it  bad?", "[who] too?"))
# Strategies that never change are made once: Hypothesis looks into each new one before it draws from it.
flags = st.booleans()
sources = st.lists(st.sampled_from(("book", "book/1", "talk/2")), min_size=1, max_size=2)
bases = st.sampled_from(("sourced", "inference"))
tags = st.lists(st.sampled_from(TAGS), min_size=1, max_size=2, unique=True)
topics = st.sampled_from(TOPICS)
several_topics = st.lists(topics, min_size=1, max_size=2, unique=True)
people = st.fixed_dictionaries({}, optional={"to": st.sampled_from(PEOPLE)})
words = st.sampled_from(("Do it.", "Wait a little.", "Ask [who] about it.", 'Say "no: never".', "Déjà vu, [who]?"))
avoided = st.lists(words, min_size=1, max_size=2)

_MADE: dict[str, Any] = {}
KEPT = 5000
"""How many strategies are kept at once."""


def once(make: Any) -> Any:
    """Make each strategy once for the same data."""

    @wraps(make)
    def made(*data: Any) -> Any:
        key = json.dumps([make.__name__, *data])
        if len(_MADE) > KEPT:
            _MADE.clear()
        if key not in _MADE:
            _MADE[key] = make(*data)
        return _MADE[key]

    return made


def packs() -> st.SearchStrategy[Pack]:
    """Random packs, built by the loader from random documents."""
    return documents().map(loading.from_document)


@st.composite
def documents(draw: st.DrawFn) -> Data:
    """A random pack as it would be written."""
    facts = draw(_facts())
    scope: Data = {fact["name"]: fact for fact in facts}
    constraints = [
        {"id": f"law-{n}", "if": draw(_tests(scope)), "then": draw(_tests(scope)), "because": draw(words)}
        for n in range(draw(st.integers(0, 2)))
    ]
    conclusions = []
    for n in range(draw(st.integers(0, 3))):
        conclusions.append(draw(_conclusion(n, dict(scope))))
        scope[conclusions[-1]["name"]] = conclusions[-1]
    phases = PHASES[: draw(st.integers(1, 3))]
    rules = draw(_rules(scope, phases, facts))
    rules += draw(_said(scope, rules))
    wanted = draw(_wanted(scope, conclusions))
    odds = next((_words(each) for each in conclusions if each["name"] == wanted.get("odds")), [])
    return {
        "pack": {**_head(facts, phases), **wanted},
        "facts": facts,
        "constraints": constraints,
        "conclusions": conclusions,
        "rules": rules,
        "presumes": draw(_presumes(scope, rules)),
        "invariants": draw(_invariants(scope, rules)),
        "cases": draw(st.lists(_case(facts, rules, odds), max_size=2)),
        "sources": [_source("book"), _source("talk")],
    }


# ------------------------------------------------------------- documents


def _head(facts: list[Data], phases: tuple[str, ...]) -> Data:
    clocks = [fact["name"] for fact in facts if fact.get("unit") == "minutes"]
    return {
        "id": "random",
        "version": "1.0.0",
        "title": "A random pack",
        "language": "en",
        "phases": {phase: phase.capitalize() for phase in phases},
        "channels": {"letter": "by letter", "horn": "by horn"},
        "slots": {"who": "somebody's name"},
        "topics": {topic: topic.capitalize() for topic in TOPICS},
        "people": {person: person.capitalize() for person in PEOPLE},
        **({"clock": clocks[0]} if clocks else {}),
    }


@st.composite
def _wanted(draw: st.DrawFn, scope: Data, conclusions: list[Data]) -> Data:
    """Acts, and now and then what the head asks of every plan: an outlook, quiet plans, so many steps and answers."""
    steps, answers = sorted(draw(_pair(0, 5))), sorted(draw(_pair(1, 2)))
    wanted: Data = {
        "odds": draw(st.sampled_from([conclusion["name"] for conclusion in conclusions] or [""])),
        "quiet": draw(_tests(scope)),
        "plan": {"steps": steps},
        "answers": {"least": answers[0] - 1, "most": answers[1]},
    }
    kept = draw(st.sets(st.sampled_from([name for name in sorted(wanted) if wanted[name] != ""])))
    urgent = draw(st.sets(st.sampled_from(ACTS)))
    acts = {name: {"words": name.capitalize(), **({"urgent": True} if name in urgent else {})} for name in ACTS}
    return {"acts": acts, **{name: wanted[name] for name in sorted(kept)}}


def _pair(low: int, high: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high), min_size=2, max_size=2)


def _source(name: str) -> Data:
    return {
        "id": name,
        "title": name,
        "address": f"https://example.org/{name}",
        "strength": "opinion",
        "passages": ["One claim.", "Another."],
    }


@st.composite
def _facts(draw: st.DrawFn) -> list[Data]:
    """Two to four facts; often the first of them counts minutes, and is the clock."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=4).filter(_small))
    facts = [draw(_fact(f"{kind}_{n}", kind)) for n, kind in enumerate(kinds)]
    if kinds[0] == "number" and draw(flags):
        facts[0] |= {"name": "minutes", "unit": "minutes"}
    return facts


def _small(kinds: list[str]) -> bool:
    return prod(KINDS[kind] for kind in kinds) <= MOST


@st.composite
def _fact(draw: st.DrawFn, name: str, kind: str) -> Data:
    fact: Data = {"name": name, "kind": kind, "question": f"What about {name}?"}
    if kind == "number":
        fact["minimum"] = draw(st.integers(-3, 1))
        fact["maximum"] = fact["minimum"] + draw(st.integers(1, 5))
    elif kind == "yes_no" and not draw(flags):
        pass
    else:
        values = ("yes", "no") if kind == "yes_no" else ("a", "b", "c", "d")[: draw(st.integers(2, 3))]
        fact["options"] = [{"value": value, "label": f"The {value}"} for value in values]
        draw(_called(fact["options"]))
    if draw(st.integers(0, 4)):
        fact["if_unsure"] = draw(_value(fact))
    else:
        fact["required"] = True
    if draw(flags):
        fact |= {"can_change": True, "help": "Think.", "private": "Nobody hears of it."}
        fact["renamed"] = [f"{name}_before", f"{name}_first"]
    return fact


@st.composite
def _called(draw: st.DrawFn, options: list[Data]) -> None:
    """Give some options what people say for them, and what they were called before."""
    for option in options:
        more = {
            "said": [f"It's {option['value']}!", f"really {option['value']}"],
            "renamed": [f"old_{option['value']}"],
        }
        option |= {key: more[key] for key in sorted(draw(st.sets(st.sampled_from(sorted(more)))))}


@once
def _value(fact: Data) -> st.SearchStrategy[Any]:
    """A value of a fact, as it is written."""
    if fact["kind"] == "number":
        return st.integers(fact["minimum"], fact["maximum"])
    if fact["kind"] == "several":
        return st.lists(st.sampled_from(_words(fact)), unique=True)
    return st.sampled_from(_words(fact))


def _words(named: Data) -> list[Any]:
    """The values that a fact or a conclusion has, as they are written."""
    if "decide" in named:
        return sorted({named["otherwise"], *(decision["value"] for decision in named["decide"])})
    if named["kind"] == "yes_no":
        return ["yes", "no", True, False]
    return [option["value"] for option in named["options"]]


@st.composite
def _conclusion(draw: st.DrawFn, number: int, scope: Data) -> Data:
    value, when = st.sampled_from(("low", "mid", "high")), _conditions(scope, [])
    decisions = [
        {"id": f"decision-{number}-{n}", "when": draw(when), "value": draw(value)}
        for n in range(draw(st.integers(1, 3)))
    ]
    return {"name": f"conclusion_{number}", "about": "something", "decide": decisions, "otherwise": draw(value)}


@st.composite
def _rules(draw: st.DrawFn, scope: Data, phases: tuple[str, ...], facts: list[Data]) -> list[Data]:
    """One to ten rules; each may look at steps of earlier phases, and overrule rules that come after it."""
    places = sorted(draw(st.lists(st.sampled_from(range(len(phases))), min_size=1, max_size=10)))
    rules: list[Data] = []
    when = _conditions(scope, [])
    for n, place in enumerate(places):
        if rules and rules[-1]["phase"] != phases[place]:
            when = _conditions(scope, _names(rules))
        after = [f"rule-{later}" for later in range(n + 1, len(places))]
        rule = {"id": f"rule-{n}", "phase": phases[place], **draw(_rule(when, after)), "advise": draw(_advise(facts))}
        if draw(flags):
            rule["act"] = draw(st.sampled_from(ACTS))
        rules.append(rule)
    return rules


@st.composite
def _said(draw: st.DrawFn, scope: Data, rules: list[Data]) -> list[Data]:
    """Up to two outlooks and four answers after these rules; they may look at all steps, and overrule one another."""
    kinds = [*["outlook"] * draw(st.integers(0, 2)), *["answer"] * draw(st.sampled_from((0, 1, 3, 4)))]
    # Many hold always, so that now and then more answers stand than there is room for.
    when = st.just({}) | _conditions(scope, _names(rules))
    ids = [f"rule-{len(rules) + n}" for n in range(len(kinds))]
    parts = {"outlook": {"text": words}, "answer": {"ask": asked | asked.map(_loudly), "reply": words}}
    said = {kind: st.fixed_dictionaries({**texts, "because": words}) for kind, texts in parts.items()}
    return [
        {"id": ids[n], **draw(_rule(when, ids[n + 1 :])), kind: draw(said[kind])}
        for n, kind in enumerate(draw(st.permutations(kinds)))
    ]


def _loudly(text: str) -> str:
    return text.upper().replace(" ", "  ")


@st.composite
def _rule(draw: st.DrawFn, when: st.SearchStrategy[Data], after: list[str]) -> Data:
    """What every rule has, whatever it gives; it may overrule those `after` it."""
    rule: Data = {
        "when": draw(when),
        "sources": draw(sources),
    }
    if after and draw(flags):
        rule["overrules"] = draw(st.lists(st.sampled_from(after), min_size=1, max_size=3, unique=True))
    if draw(flags):
        rule["tags"] = draw(tags)
    if draw(flags):
        rule["basis"] = draw(bases)
    return rule


def _names(rules: list[Data]) -> list[str]:
    """The rules by their ids, and by the names of the groups that they belong to."""
    steps = [rule["advise"] for rule in rules if "advise" in rule]
    about = [f"about:{topic}" for step in steps for topic in step.get("about", ())]
    silent = [f"silent_on:{step['silent_on']}" for step in steps if "silent_on" in step]
    acts = [rule["act"] for rule in rules if "act" in rule]
    return sorted({*(name for r in rules for name in (r["id"], *_tags(r))), *about, *silent, *acts})


def _tags(rule: Data) -> list[str]:
    """The tags by which a rule is asked for: those of outlooks and answers only sort them."""
    return rule.get("tags", []) if "advise" in rule else []


@st.composite
def _advise(draw: st.DrawFn, facts: list[Data]) -> Data:
    advise: Data = {"do": draw(words), "because": draw(words), "by": draw(BY)}
    if draw(flags):
        advise |= {"say": draw(words), "avoid": draw(avoided), "channel": "horn"}
        advise["about"] = draw(several_topics)
        advise |= draw(people)
    elif draw(flags):
        advise["silent_on"] = draw(topics)
    if draw(flags):
        changed = draw(st.lists(st.sampled_from(facts), min_size=1, max_size=2, unique_by=lambda fact: fact["name"]))
        advise["done"] = {fact["name"]: draw(_value(fact)) for fact in changed}
    return advise


def _by() -> st.SearchStrategy[Any]:
    span, long = st.sampled_from(SPANS), st.sampled_from(LONG)
    return (
        st.just("now")
        | st.fixed_dictionaries({"within": long})
        | st.fixed_dictionaries({"until": span})
        # Windows end after they begin.
        | st.sampled_from([{"from": a, "until": b} for n, a in enumerate(SPANS) for b in SPANS[n + 1 :]])
        | st.fixed_dictionaries({"after": long})
    )


BY = _by()


def deadlines(*, most: int = 8) -> st.SearchStrategy[By]:
    """Deadlines of a few minutes, so that a clock of a few minutes passes them; and some that hang on the weekday."""
    spans = st.builds(Span, st.integers(1, most), st.just("min"))
    days = st.builds(Span, st.integers(1, 6), st.sampled_from(("days", "working days")))
    return (
        st.just(Now())
        | st.builds(Within, spans | days)
        | st.builds(Window, spans)
        | st.builds(lambda start, end: Window(end, start), spans, spans)
        | st.builds(After, spans | days)
    )


@once
def _conditions(scope: Data, steps: list[str]) -> st.SearchStrategy[Data]:
    """Conditions, nested now and then, on what a place may name."""
    leaves = _tests(scope)
    if steps:
        named = st.sampled_from(steps)
        leaves |= st.fixed_dictionaries({"advised": named | st.lists(named, min_size=1, max_size=2, unique=True)})
    return leaves | st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.fixed_dictionaries({"not": inner}),
            st.fixed_dictionaries({"any": st.lists(inner, max_size=3)}),
            st.fixed_dictionaries({"all": st.lists(inner, max_size=3)}),
            st.builds(lambda one, other: {**one, **other}, inner, inner),
        ),
        max_leaves=4,
    )


@once
def _tests(scope: Data) -> st.SearchStrategy[Data]:
    """Mappings of zero to three tests."""
    tests = {name: test_of(named) for name, named in scope.items()}
    return st.sets(st.sampled_from(sorted(tests)), max_size=3).flatmap(
        lambda names: st.fixed_dictionaries({name: tests[name] for name in sorted(names)})
    )


@once
def test_of(named: Data) -> st.SearchStrategy[Any]:
    """What a condition may ask of this fact or conclusion."""
    if named.get("kind") == "number":
        return _number_test(st.integers(named["minimum"], named["maximum"]))
    value = st.sampled_from(_words(named))
    either = value | st.lists(value, min_size=1, max_size=3)
    return either.map(lambda wanted: {"includes": wanted}) if named.get("kind") == "several" else either


def _number_test(number: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    low, high = st.sampled_from(("at_least", "above")), st.sampled_from(("at_most", "below"))
    return (
        number
        | st.lists(number, min_size=1, max_size=3)
        | st.dictionaries(low | high, number, min_size=1, max_size=1)
        | st.builds(lambda a, x, b, y: {a: x, b: y}, low, number, high, number)
    )


@st.composite
def _invariants(draw: st.DrawFn, scope: Data, rules: list[Data]) -> list[Data]:
    """Invariants that need not hold: they are only read."""
    laws = st.one_of(_steady(scope, rules), *(st.fixed_dictionaries(law) for law in _laws(scope, rules)))
    return [{"id": f"invariant-{n}", "says": "So be it.", **draw(laws)} for n in range(draw(st.integers(0, 3)))]


def _laws(scope: Data, rules: list[Data]) -> Iterator[dict[str, st.SearchStrategy[Any]]]:
    """Each kind of law but the one along a fact, with as many steps as can be counted."""
    groups = _selected(rules)
    conditions, name = _conditions(scope, sorted(groups)), st.sampled_from(sorted(groups))
    names = name | st.lists(name, min_size=1, max_size=2)
    optional = {"if": conditions}
    yield {"always": st.fixed_dictionaries({"if": conditions, "then": conditions})}
    yield {"never": st.lists(names, min_size=2, max_size=3)}
    yield {"in_order": st.just("deadlines")}
    many = {"n": st.integers(0, 2), "tagged": names}
    yield {"at_most": st.fixed_dictionaries(many, optional=optional)}
    near = {"n": st.just(1), "within": st.sampled_from(SPANS)}
    steps = {rule["id"] for rule in rules if "advise" in rule}
    dated = st.sampled_from(sorted(group for group, ids in groups.items() if ids & steps))
    yield {"at_most": st.fixed_dictionaries({**near, "tagged": dated}, optional=optional)}
    said = [*(name.removeprefix("saying:") for name in sorted(groups) if name.startswith("saying:")), "[who]"]
    yield {"every": st.fixed_dictionaries({"tagged": names, "saying": _some(said)}, optional=optional)}
    yield {
        "at_most": st.fixed_dictionaries({"n": st.just(0), "saying": _some([*said, "never said"])}, optional=optional)
    }
    if len(said) > 1:
        # One word is said, so that there is something to be counted.
        saying = _some(said).map(lambda words: [*words, said[0]])
        yield {"at_most": st.fixed_dictionaries({"n": st.integers(0, 1), "saying": saying}, optional=optional)}
    if reaching := {name: steps for name, steps in groups.items() if steps & _reaching(rules)}:
        to = {"per": st.just("to"), "tagged": st.sampled_from(sorted(reaching))}
        yield {"at_most": st.fixed_dictionaries({"n": st.integers(0, 1), **to}, optional=optional)}
        yield {"at_most": st.fixed_dictionaries({**near, "per": st.just("to")}, optional=optional)}


@st.composite
def _steady(draw: st.DrawFn, scope: Data, rules: list[Data]) -> Data:
    """A law along a fact; there is none along the values of a `several` fact, and in a pack of these alone another."""
    facts = [fact for fact in scope.values() if fact.get("kind") in {"choice", "yes_no", "number"}]
    if not facts:
        return {"in_order": "deadlines"}
    fact = draw(st.sampled_from(facts))
    ends = {} if fact["kind"] == "number" else {"from": draw(_value(fact)), "to": draw(_value(fact))}
    law = {"fact": fact["name"], **ends, "tagged": draw(_some(sorted(_selected(rules))))}
    law["never"] = draw(st.sampled_from(("rises", "falls")))
    return {"along": law | draw(st.fixed_dictionaries({}, optional={"up_to": st.integers(1, 3)}))}


@once
def _some(of: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), min_size=1, max_size=3, unique=True)


def _selected(rules: list[Data]) -> dict[str, set[str]]:
    """Everything by which a law may speak of steps; of joined groups a few that have a step in common."""
    found = {name: {rule["id"] for rule in rules if name in _names([rule])} for name in _names(rules)}
    for rule in rules:
        step = rule.get("advise", {})
        at_once = ["by:now"] if step.get("by") == "now" else []
        for name in (*at_once, *(f"saying:{word}" for word in re.findall(r"\b[a-z]+\b", step.get("say", "").lower()))):
            found.setdefault(name, set()).add(rule["id"])
    joined = {f"{one}+{other}": found[one] & found[other] for one, other in combinations(sorted(found), 2)}
    return found | {name: steps for name, steps in sorted(joined.items())[:20] if steps}


def _reaching(rules: list[Data]) -> set[str]:
    return {rule["id"] for rule in rules if "to" in rule.get("advise", {})}


@st.composite
def _presumes(draw: st.DrawFn, scope: Data, rules: list[Data]) -> list[Data]:
    """What the slot and some phrases take for granted, right or wrong."""
    phrases = draw(st.lists(st.sampled_from(PHRASES), max_size=4, unique=True))
    conditions = _conditions(scope, sorted({name for rule in rules for name in (rule["id"], *_tags(rule))}))
    return [
        {"slot": "who", "when": draw(_tests(scope))},
        *({"phrase": phrase, "when": draw(conditions)} for phrase in phrases),
    ]


def _case(facts: list[Data], rules: list[Data], odds: list[str]) -> st.SearchStrategy[Data]:
    given = {fact["name"]: _value(fact) if fact.get("required") else _value(fact) | st.just("unsure") for fact in facts}
    steps = st.lists(st.sampled_from([rule["id"] for rule in rules]), max_size=2, unique=True)
    wanted: Data = {"expect": steps, "never": steps, "principle": words}
    return st.fixed_dictionaries(
        {"case": words, "given": st.fixed_dictionaries({}, optional=given)},
        optional=wanted | ({"odds": st.sampled_from(odds)} if odds else {}),
    )
