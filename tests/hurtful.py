"""Texts that are made to hurt whoever reads them; where they are refused, with the code of the refusal."""

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

WORDS = [
    "<script>alert(1)</script>",
    "</title></style></p><!-- ]]>",
    "\"'& &amp; &#60; &lt;b&gt;",
    "{title} {0} %s $x",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "\x00\r\x7f\x85\u009b31m\ufffe",
    "\u202egnp.exe\u2066\u200b\ud800",
    "one\ntwo\n\nthree\u2028four",
    "```\n<script>\n~~~",
    "    - [x](javascript:y) ![z](//q) #",
    "__0__ _a_ b_c d__e",
    "\u00e9\u20ac\U0001f600",
]
"""What a page may be asked to say."""
