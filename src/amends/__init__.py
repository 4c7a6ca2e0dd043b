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

__all__ = ["UNSURE", "AmendsError", "BadAnswers", "InvalidPack", "Pack", "Plan", "Situation", "__version__"]
__all__ += ["advise", "check", "diff", "load", "next_question", "timeline", "what_if", "why", "why_not"]

_HOME = {
    **dict.fromkeys(("AmendsError", "BadAnswers", "InvalidPack"), "amends.domain.problems"),
    **dict.fromkeys(("Pack", "UNSURE"), "amends.domain.model"),
    **dict.fromkeys(("Plan", "Situation"), "amends.domain.plan"),
}
"""The module of a name that is not the face's own."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        message = f"module 'amends' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "amends.api")), name)
