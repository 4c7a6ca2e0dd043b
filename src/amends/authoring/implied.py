"""Laws that follow from what the words of the language mean, whoever has written the pack.

Nobody can forget to state them: they are proved like the invariants of the pack itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amends.domain.bare_words import bare_words
from amends.domain.groups import groups
from amends.domain.message import Message
from amends.domain.model import AnyRule, AtMost, Invariant, Never, Pack


def implied(pack: Pack) -> tuple[Invariant, ...]:
    """The laws that every pack has to keep; a colon in an id tells them from those that an author has named.

    They have no place: nobody has written them.
    """
    return (*_one_step_of_an_act(pack), *_no_words_beside_silence(pack), *_one_outlook(pack), *_no_question_twice(pack))


def _one_step_of_an_act(pack: Pack) -> Iterator[Invariant]:
    for act in pack.acts:
        yield from _at_most_one(f"act:{act.name}", Message("implied.act", act=act.label), pack.steps_of.get(act.name))


def _no_words_beside_silence(pack: Pack) -> Iterator[Invariant]:
    found = groups(pack.rules)
    for topic in pack.topics:
        about, silent = (found.get(f"{kind}:{topic.name}") for kind in ("about", "silent_on"))
        if about and silent:
            says = str(Message("implied.silence", topic=topic.label))
            yield Invariant(f"about:{topic.name}", says, Never((about, silent)))


def _one_outlook(pack: Pack) -> Iterator[Invariant]:
    yield from _at_most_one("one:outlook", Message("implied.outlook"), tuple(pack.outlook.values()))


def _no_question_twice(pack: Pack) -> Iterator[Invariant]:
    asking: dict[tuple[str, ...], list[AnyRule]] = {}
    for rule in pack.answer.values():
        asking.setdefault(bare_words(rule.ask) or (rule.ask,), []).append(rule)
    for rules in asking.values():
        yield from _at_most_one(f"ask:{rules[0].id}", Message("implied.ask", ask=pack.answer[rules[0].id].ask), rules)


def _at_most_one(name: str, says: Message, rules: Sequence[AnyRule] | None) -> Iterator[Invariant]:
    if rules and len(rules) > 1:
        yield Invariant(name, str(says), AtMost(1, frozenset(rule.id for rule in rules)))
