"""A command line that gives the same answers again."""

from __future__ import annotations

from amends import packs
from amends.domain.model import UNSURE, Answer
from amends.doors.cli.options import Request


def again(request: Request, *command: str) -> tuple[str, ...]:
    """A command about the same answers."""
    words = ["amends", *command]
    if request.where != packs.DEFAULT:
        words += ["--pack", request.where]
    for name in (fact.name for fact in request.pack.facts if fact.name in request.situation.known):
        words += ["--set", f"{name}={_given(request, name, request.situation.known[name])}"]
    for slot, text in request.names.items():
        words += ["--name", f"{slot}={text}"]
    return tuple(words)


def _given(request: Request, name: str, answer: Answer) -> str:
    if answer is UNSURE:
        return "unsure"
    if isinstance(answer, frozenset):
        return ",".join(value for value in request.pack.fact[name].values if value in answer) or "none"
    return str(answer)
