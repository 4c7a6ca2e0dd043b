"""Rules for putting a mistake right: load a pack, say what happened, get a plan with its reasons.

Names are imported when they are first used, so that `amends --version` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amends.domain.version import VERSION

if TYPE_CHECKING:
    from amends.api import advise, check, diff, load, next_question, timeline, what_if, why, why_not
    from amends.domain.model import UNSURE, Pack
    from amends.domain.plan import Plan, Situation
    from amends.domain.problems import AmendsError, BadAnswers, InvalidPack

__version__ = VERSION

_HOME = {
    **dict.fromkeys(
        ("advise", "check", "diff", "load", "next_question", "timeline", "what_if", "why", "why_not"), "amends.api"
    ),
    "AmendsError": "amends.domain.problems",
    "BadAnswers": "amends.domain.problems",
    "InvalidPack": "amends.domain.problems",
    "Pack": "amends.domain.model",
    "Plan": "amends.domain.plan",
    "Situation": "amends.domain.plan",
    "UNSURE": "amends.domain.model",
}

__all__ = [
    "UNSURE",
    "AmendsError",
    "BadAnswers",
    "InvalidPack",
    "Pack",
    "Plan",
    "Situation",
    "__version__",
    "advise",
    "check",
    "diff",
    "load",
    "next_question",
    "timeline",
    "what_if",
    "why",
    "why_not",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        message = f"module 'amends' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
