"""Where packs are: a folder, a shipped pack, or one that another installed package announces.

A package announces packs by entry points of the group `amends.rulepacks`: the name is the pack's, the value is the
package that holds its folder, or `package:folder`. Only data is read; no code of such a package is ever run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

from amends.domain.message import Message
from amends.domain.problems import BadInput, shown

DEFAULT = "interview"
"""The pack that is used when none is named."""

GROUP = "amends.rulepacks"
NAME = re.compile(r"[a-z][a-z0-9-]{0,63}")
EXTENDS = rf"^({NAME.pattern}|\.\.?/.*)$"
"""What an `extends` looks like: the name of a pack that is installed, or a folder as seen from the pack's own."""


def locate(where: str | Path) -> Path:
    """The folder of a pack; raises `BadInput` if there is none, or nothing in it."""
    folder = Path(where)
    try:
        mode = folder.stat().st_mode
    except (OSError, ValueError):  # there is none, it is out of bounds, or no path could look like that
        mode = 0
    if isinstance(where, str) and NAME.fullmatch(where) and not S_ISDIR(mode):
        return named(where)
    if not mode:
        raise _refusal("unknown-pack.folder", where, known())
    if not S_ISDIR(mode):
        raise _refusal("not-a-folder", where)
    return folder


def named(name: str) -> Path:
    """The folder of the pack that was installed by this name; raises `BadInput` if there is none."""
    packs = _own()
    if name not in packs and name not in (packs := known()):
        raise _refusal("unknown-pack", name, packs)
    return packs[name]


def known() -> dict[str, Path]:
    """Every pack that can be named, with its folder; a shipped pack cannot be hidden by another."""
    return {**dict(_announced()), **_own()}


def _own() -> dict[str, Path]:
    return {folder.name: folder for folder in sorted(_shipped().glob("*/")) if (folder / "pack.yaml").is_file()}


def _shipped() -> Path:
    """The folder of the shipped packs: inside the installed package, or in the checkout that it was installed from."""
    inside = Path(__file__).resolve().parents[1] / "rules"
    checkout = Path(__file__).resolve().parents[3]
    return inside if inside.is_dir() or not (checkout / "pyproject.toml").is_file() else checkout / "rules"


def _announced() -> Iterator[tuple[str, Path]]:
    from importlib.metadata import entry_points  # slow to import, and a shipped pack does not need it

    for point in entry_points(group=GROUP):
        package, _, folder = point.value.partition(":")
        # Looked up as files, not imported: importing would run the package's code.
        places = (Path(root) / Path(*package.split(".")) / folder for root in sys.path)
        found = next((place for place in places if (place / "pack.yaml").is_file()), None)
        if found and NAME.fullmatch(point.name):
            yield point.name, found


def _refusal(key: str, where: str | Path, allowed: Iterable[str] = ()) -> BadInput:
    return BadInput.of(Message(key, found=shown(where)), found=str(where), allowed=allowed)
