"""Texts that are made to hurt whoever reads them, and the code that each is refused with."""

from __future__ import annotations

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

YAML = [
    (LAUGHS, "alias"),
    ("a: &a [*a]\n", "alias"),
    ("[" * 100_000, "too-deep"),
    ("{a: " * 50_000, "too-deep"),
    ("- " * 100_000, "too-deep"),
    ("? " * 100_000, "too-deep"),
    ("\n".join(" " * n + "a:" for n in range(400)), "too-deep"),
    ("\n".join("[" for _ in range(2_000)), "too-deep"),
    ("a: " + "9" * 200_000, "text-too-long"),
    ("a: " + "1:" * 100_000, "text-too-long"),
    ("- a\n" * 60_000, "too-many-nodes"),
    ("[" + "a," * 100_000 + "]", "too-many-nodes"),
    ("".join(f"a{n}: b\n" for n in range(30_000)), "too-many-nodes"),
    ("a: b\n" * 30_000, "duplicate-key"),
    ("\u202e\n" * 60_000, "control-character"),
    ("\x00" * 200_000, "control-character"),
]
JSON = [
    ("[" * 200_000, "too-deep"),
    ('{"a":' * 50_000, "too-deep"),
    ("[" + "1," * 100_000 + "1]", "too-many-nodes"),
    (f'["{"x" * 250_000}"]', "text-too-long"),
    (f"[{'9' * 250_000}]", "number-too-big"),
    (f"[0.{'9' * 250_000}]", "number-too-big"),
    (" " * 250_000, "syntax"),
    ("[\n" * 20 + "\n" * 200_000, "syntax"),
]
