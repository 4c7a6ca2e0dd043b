"""One pack laid over another: what it adds, what it puts in the place of something below, what it takes out.

Only the parts are merged here, before anybody asks what their names mean: whatever then rests on something that is gone
is found as in any other pack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from amends.domain.message import Message
from amends.domain.model import NOWHERE, Unguarded, Where
from amends.domain.problems import Problem
from amends.packs.read.node import Node
from amends.packs.resolve.draft import Parts
from amends.packs.resolve.report import Report, entries, entry, items, plain, text, told

ADDED = ("acts", "channels", "people", "topics", "slots", "tags", "families")
"""The entries of a head that an overlay adds to; what else it says there stands instead of what is said below."""
OWN = ("extends", "without", "replaces")
"""The entries of a head that are about the pack below."""
NAMES = ("id", "name", "case", "phrase")
"""The keys that parts of a pack have their names under, but for what a slot presumes."""
AGAINST = {"rules": "overrules", "cases": "never"}
"""The key under which each kind of part names rules that should not stand beside it."""
RESTS_ON = {
    "unknown-fact": ("facts", "conclusions"),
    "unknown-rule": ("rules",),
    "unknown-step": ("rules",),
    "unknown-step-or-tag": ("rules",),
    "unknown-source": ("sources",),
    "unknown-conclusion": ("conclusions",),
}
"""Which kinds of parts a fault misses, for those faults that taking out a part can bring about."""
ANOTHER = {
    "unknown-value": (("facts", "name"), ("conclusions", "name")),
    "wrong-test": (("facts", "name"),),
    "out-of-range": (("facts", "name"),),
    "wrong-clock": (("facts", "name"),),
    "unknown-passage": (("sources", "source"),),
    "step-out-of-reach": (("rules", "name"),),
    "overrules-earlier": (("rules", "other"), ("rules", "rule")),
}
"""Which kinds of parts a fault is about, and where its message has their names, for those faults in a pack below that
putting another part in the place of one can bring about."""


def overlaid(layers: list[Parts], report: Report) -> Parts:
    """The parts of the whole that packs are together, the uppermost first."""
    *above, whole = layers
    for parts in reversed(above):
        _judge_names(whole, parts, report)
        whole = _laid_over(whole, parts)
    return whole


def _laid_over(below: Parts, above: Parts) -> Parts:
    out, guarded = _named_by(above, "without"), _named_by(above, "replaces")
    families, given = [*below.families, *above.families], below.given | above.given
    whole = Parts({}, families, given, dict(below.taken), dict(below.replaced), list(below.unguarded))
    for kind in dict.fromkeys((*below.lists, *above.lists)):
        under, over = below.lists.get(kind, []), above.lists.get(kind, [])
        if kind == "pack":
            whole.lists[kind] = [_merged(_head(below), _head(above)), *under[1:], *over[1:]]
            continue
        kept = [_forgetting(kind, node, out) for node in under if named(node) not in out]
        whole.taken |= {(kind, named(node)): out[named(node)] for node in under if named(node) in out}
        known = {named(node) for node in kept}
        whole.replaced |= {(kind, named(node)): node.where for node in over if named(node) in known}
        whole.unguarded += [Unguarded(named(n), n.where) for n in over if named(n) in known and named(n) not in guarded]
        whole.lists[kind] = _in_place(kept, over)
    return whole


def _named_by(parts: Parts, key: str) -> dict[str, Where]:
    """The names that a head lists under a key, each with its place."""
    return {name: each.where for each in items(entry(_head(parts), key)) if (name := plain(each))}


def _forgetting(kind: str, part: Node, out: Collection[str]) -> Node:
    """A part of a pack below without what it says against those taken out: nobody need overrule or forbid them now."""
    key = AGAINST.get(kind, "")
    against = items(entry(part, key))
    left = [each for each in against if plain(each) not in out]
    if len(left) == len(against):
        return part
    rest = {other: node for other, node in entries(part).items() if other != key}
    return replace(part, value=rest | ({key: replace(entries(part)[key], value=left)} if left else {}))


def _in_place(below: list[Node], above: list[Node]) -> list[Node]:
    """The parts below, those above in the places of their namesakes, then the others that are above."""
    known = {named(node) for node in below} - {""}
    instead: dict[str, Node] = {}
    new = []
    for node in above:
        if named(node) in known and named(node) not in instead:
            instead[named(node)] = node
        else:
            new.append(node)
    # A name that stands twice below is a fault there, so only the first of them is replaced.
    return [*(instead.pop(named(node), node) for node in below), *new]


def named(part: Node) -> str:
    """What a part of a pack is called: a case by its sentence, what is presumed by the phrase, or by the `[slot]`."""
    slot = text(part, "slot")
    return f"[{slot}]" if slot else next((name for key in NAMES if (name := text(part, key))), "")


# ------------------------------------------------------------------------------- heads


def _head(parts: Parts) -> Node:
    return next(iter(parts.lists.get("pack", ())), Node({}, NOWHERE))


def _merged(below: Node, above: Node) -> Node:
    under, over = entries(below), {key: node for key, node in entries(above).items() if node.value is not None}
    whole = under | {key: node for key, node in over.items() if key != "phases"}
    whole |= {key: _added(under[key], over[key]) for key in ADDED if key in under and key in over}
    return Node({key: node for key, node in whole.items() if key not in OWN}, above.where)


def _added(below: Node, above: Node) -> Node:
    """Words by name, those above instead of those below; or names, those above after those below."""
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        return replace(above, value=below.value | above.value)
    known = [each.value for each in items(below)]
    return replace(above, value=[*items(below), *(each for each in items(above) if each.value not in known)])


# ------------------------------------------------------------------------------ faults


def stands(layers: list[Parts]) -> bool:
    """Whether the lowest of some packs stands by itself, as it must."""
    return entry(_head(layers[-1]), "extends") is None


def faults_of_heads(layers: list[Parts], *, whole: bool) -> Iterator[Problem]:
    """What a head says that only an overlay may say, or that an overlay may not.

    Where the packs are not `whole`, it is known already why the lowest does not stand by itself.
    """
    for head in (head for parts in layers for head in parts.lists["pack"]):
        said = entries(head)
        if entry(head, "extends") is None:
            lost = (key for key in OWN[1:] if key in said)
            yield from (Problem(Message("missing-key.extends", key=key), said[key].key) for key in lost)
        elif "phases" in said:
            yield Problem(Message("fixed-phases"), said["phases"].key)
    if whole and not stands(layers):
        yield Problem(Message("bad-form.extends"), entries(_head(layers[-1]))["extends"].where)


def _judge_names(below: Parts, above: Parts, report: Report) -> None:
    """Note what is taken out or replaced by name and is not below, or has nothing to stand in its place."""
    known, ours = (
        {named(node): None for kind, nodes in parts.lists.items() if kind != "pack" for node in nodes}
        for parts in (below, above)
    )
    for each in items(entry(_head(above), "without")):
        if report.known("part", each, known) and plain(each) in ours:
            report.note(Message("bad-form.without", found=told(each)), each.where)
    for each in items(entry(_head(above), "replaces")):
        if report.known("part", each, known):
            report.known("replacement", each, ours)


def explained(problem: Problem, whole: Parts) -> Problem:
    """The problem; where it is about what an overlay takes out or replaces, that is said, and where."""
    for kind in RESTS_ON.get(problem.code, ()):
        if (where := whole.taken.get((kind, problem.found))) is not None:
            return _because(problem, Message("overlay.taken-out", said=problem.message, where=where))
    said = dict(problem.message.parts)
    for kind, key in ANOTHER.get(problem.code, ()) if problem.where.below else ():
        name = str(said.get(key, ""))
        if (where := whole.replaced.get((kind, name))) is not None:
            return _because(problem, Message("overlay.replaced", said=problem.message, name=name, where=where))
    return problem


def _because(problem: Problem, message: Message) -> Problem:
    return Problem(message, problem.where, problem.path, problem.found)
