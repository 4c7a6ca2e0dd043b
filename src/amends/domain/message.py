"""What is to be said, as a value: the key of a sentence, and what is filled in.

The words themselves are none of the domain's business: `render.words` has them, and lends its voice to whoever turns a
message into text. Without it a message shows its key and its parts, which is all that the inner layers know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Voice = Callable[["Message"], str]


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence by its key, with the values that belong in its places; a value may be a message itself."""

    key: str
    parts: tuple[tuple[str, object], ...]

    def __init__(self, key: str, /, **parts: object) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "parts", tuple(parts.items()))

    @property
    def code(self) -> str:
        """The stable name of what it is about: its key up to the first dot; that of the message that it adds to."""
        said = dict(self.parts).get("said")
        if isinstance(said, Message):
            return said.code
        return self.key.partition(".")[0]

    def __str__(self) -> str:
        return _voice[-1](self)


def _bare(message: Message) -> str:
    parts = ", ".join(f"{name}: {part}" for name, part in message.parts)
    return f"{message.key} ({parts})" if parts else message.key


_voice: list[Voice] = [_bare]


def lend(voice: Voice) -> None:
    """Have messages said by this voice from now on."""
    _voice[:] = [voice]
