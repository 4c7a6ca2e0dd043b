"""Files as text: what cannot be read safely is refused with a reason, before it is opened where that is possible."""

from __future__ import annotations

import stat
from pathlib import Path

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import BadInput, Problem


def read_file(path: Path, limit: int, inside: Path | None = None) -> str:
    """The text of a UTF-8 file of at most `limit` bytes, with LF line ends and without a byte order mark.

    With `inside`, a link that leads out of that folder is refused. Raises `BadInput` with the reason.
    """
    name = path.name if inside else str(path)
    _refuse_odd(path, name, inside)
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise _refusal("unreadable", name, reason=error.strerror) from None
    if len(data) > limit:
        raise _refusal("too-big", name, most=limit // 1024)
    return decoded(data, name)


def decoded(data: bytes, name: str) -> str:
    """The text of UTF-8 bytes; raises `BadInput` if they are something else, or nothing."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message, found = Message("not-text", name=name), f"0x{data[error.start]:02x}"
        raise BadInput((Problem(message, Where(name, line, column), found=found),)) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _refusal("empty-file", name)
    return text


def _refuse_odd(path: Path, name: str, inside: Path | None) -> None:
    """Refuse whatever is not a regular file: a folder, a device or a pipe may never end."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        raise _refusal("not-found", name) from None
    if stat.S_ISDIR(mode):
        raise _refusal("is-folder", name)
    if not stat.S_ISREG(mode):
        raise _refusal("not-a-file", name)
    if inside and not path.resolve().is_relative_to(inside.resolve()):
        raise _refusal("leads-out", name)


def _refusal(key: str, name: str, **parts: object) -> BadInput:
    """The error for a file that cannot be used at all."""
    return BadInput((Problem(Message(key, name=name, **parts), Where(name, 0, 0), found=name),))
