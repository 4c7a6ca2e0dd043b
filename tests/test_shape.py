"""The shape of the program: who may import whom, where things may happen, and how long they may get.

The layers are held by import-linter (see pyproject.toml), wherever in a module's text an import stands. Here: each
library in its place, the world outside reached from the doors alone, and a program that knows no interviews.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from amends import packs

SOURCE = Path(__file__).parents[1] / "src"

ONLY_IN = {
    "experta": {"engine.library"},
    "yaml": {"packs.read.yaml_text"},
    "pydantic": {"packs.shape.models", "packs.shape.faults"},
    "dateparser": {"packs.time_words"},
    "platformdirs": {"packs.cache"},
    "readability": {"authoring.checks.wording"},
}
"""A library of its own place: whoever wants to replace it finds all of it there."""

OUTSIDE = re.compile(r"sys\.(stdin|stdout|stderr)|os\.environ|datetime\.(now|today)|date\.today|time\.(time|monotonic)")
SPOKEN = {"print", "input", "open"}
"""What reaches for the terminal, the environment or the clock."""
MAY_REACH_OUT = ("packs.cache", "api")
"""Beside the doors: the cache is switched off by a variable of the environment, the Python face looks at the clock."""

SUBJECT = re.compile(r"interview|resume\b|curriculum|recruit|apolog|candidate|employer|thank", re.IGNORECASE)
NAMES_THE_SHIPPED_PACK = {"packs.find": {"interview"}}
"""The one word about interviews: which pack is meant when none is named."""


@dataclass(frozen=True)
class Module:
    """A module of the program, named as seen from `amends`."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def is_a_door(self) -> bool:
        return self.name == "__main__" or self.name.startswith("doors")

    @property
    def imports(self) -> Iterator[str]:
        """Every module that is imported here, at the top or inside a function."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names):
                    yield from (name.name for name in names)
                case ast.ImportFrom(source, names):
                    yield from (_meant(source or "", name.name) for name in names)
                case ast.Call(
                    ast.Name("import_module") | ast.Attribute(attr="import_module"), [ast.Constant(str(name))]
                ):
                    yield name

    @property
    def libraries(self) -> set[str]:
        roots = {name.partition(".")[0] for name in self.imports}
        return roots - sys.stdlib_module_names - {"amends", "__future__"}


def _meant(source: str, name: str) -> str:
    """`from a import b` means the module `a.b` if there is one, else `a`."""
    inner = SOURCE.joinpath(*source.split("."), name)
    return f"{source}.{name}" if inner.is_dir() or inner.with_suffix(".py").is_file() else source


def _modules() -> dict[str, Module]:
    found = {}
    for path in sorted((SOURCE / "amends").rglob("*.py")):
        parts = path.relative_to(SOURCE / "amends").with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = Module(name, path.read_text("utf-8"))
    return found


MODULES = _modules()
INSIDE = {name: module for name, module in MODULES.items() if name}
"""All but the package itself, whose names lead to the face when they are first used."""


# ------------------------------------------------------------------------------- layers


def test_the_layers_hold(capfd: pytest.CaptureFixture[str]) -> None:
    """The contracts stand in pyproject.toml; `lint-imports` draws what they forbid."""
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(SOURCE.parent / "pyproject.toml"), no_cache=True) == 0, (
        capfd.readouterr().out
    )


def test_nothing_is_imported_under_another_name() -> None:
    named = ((name, node) for name, module in MODULES.items() for node in ast.walk(module.tree))
    imports = (
        (name, each) for name, node in named if isinstance(node, ast.Import | ast.ImportFrom) for each in node.names
    )
    assert [(name, each.name) for name, each in imports if each.asname] == []


def test_the_values_need_the_standard_library_only() -> None:
    values = [module for module in INSIDE.values() if module.name.startswith("domain")]
    assert {module.name: module.libraries for module in values if module.libraries} == {}


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_has_its_place(library: str) -> None:
    assert {module.name for module in MODULES.values() if library in module.libraries} == ONLY_IN[library]


def test_only_doors_touch_click() -> None:
    assert {name for name, module in INSIDE.items() if "click" in module.libraries and not module.is_a_door} == set()


def test_only_doors_touch_clock_terminal_and_environment() -> None:
    inner = (module for module in INSIDE.values() if not module.is_a_door and module.name not in MAY_REACH_OUT)
    assert {(module.name, what) for module in inner for what in _reached(module.tree)} == set()


def _reached(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute() if OUTSIDE.fullmatch(said := ast.unparse(node)):
                yield said
            case ast.Call(ast.Name(said)) if said in SPOKEN:
                yield said


# ------------------------------------------------------------------------- no interviews


def test_the_program_knows_no_interviews() -> None:
    """Not in a name, not in a string; a docstring may give an example."""
    found = {(name, word) for name, module in MODULES.items() for word in _words(module.tree) if SUBJECT.search(word)}
    assert found == {(name, word) for name, words in NAMES_THE_SHIPPED_PACK.items() for word in words}


def test_the_program_uses_no_name_of_the_shipped_pack() -> None:
    shipped = packs.load()
    facts, conclusions = (fact.name for fact in shipped.facts), (conclusion.name for conclusion in shipped.conclusions)
    values = (value for fact in shipped.facts for value in fact.values)
    names = {*facts, *conclusions, *values, *(rule.id for rule in shipped.rules)}
    telling = {name for name in names if "_" in name or "-" in name}
    assert telling
    assert {(name, word) for name, module in MODULES.items() for word in _words(module.tree) & telling} == set()


def _words(tree: ast.Module) -> set[str]:
    """Every name and every string of a module, without its docstrings."""
    told = {id(doc.value) for node in ast.walk(tree) for doc in _lone_strings(node)}
    words: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if id(node) not in told:
                words.add(text)
            case ast.Name(text) | ast.Attribute(attr=text) | ast.arg(text) | ast.keyword(str(text)):
                words.add(text)
            case ast.FunctionDef(text) | ast.ClassDef(text):
                words.add(text)
    return words


def _lone_strings(node: ast.AST) -> Iterator[ast.Expr]:
    """The strings that stand alone in a body: docstrings, and the words below a constant."""
    for part in getattr(node, "body", ()) if isinstance(getattr(node, "body", ()), list) else ():
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str):
            yield part


# --------------------------------------------------------------------------------- sizes


def test_no_file_is_longer_than_400_lines() -> None:
    """But for the catalogue: one list of sentences is one idea, however many there are."""
    long = {name for name, module in MODULES.items() if len(module.text.splitlines()) > 400}
    assert long == {"render.words"}


def test_nine_functions_in_ten_are_shorter_than_30_lines() -> None:
    lengths = sorted(length for module in MODULES.values() for length in _lengths(module.tree))
    assert lengths[len(lengths) * 9 // 10] < 30


def test_no_function_fills_a_screen() -> None:
    assert {name for name, module in MODULES.items() if max(_lengths(module.tree), default=0) > 50} == set()


def _lengths(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_module_says_what_it_is() -> None:
    assert {name for name, module in MODULES.items() if not ast.get_docstring(module.tree)} == set()


# --------------------------------------------------------------------------------- prose

SENTENCE = re.compile(r"(?:[A-Za-z`'\"{},:;.-]+ ){3,}[A-Za-z`'\"{}.!?-]+")
SPEAK_FOR_THEMSELVES = {
    "render.words",  # the catalogue
    "packs.shape.models",  # what editors show of each key, in the JSON Schema
    "packs.shape.schema",  # the same
    "packs.read.yaml_text",  # what the parser says, to be known by it
    "packs.time_words",  # words that people type
    "engine.library",  # what only somebody sees whose installation is broken
    "render.forms.html",  # a page around the page
}
"""Where prose belongs; what click prints of a command and its options stands beside them, in the doors."""


def test_every_sentence_is_in_the_catalogue() -> None:
    inner = (module for module in INSIDE.values() if not module.is_a_door and module.name not in SPEAK_FOR_THEMSELVES)
    said = ((module.name, words) for module in inner for words in _strings(module.tree))
    assert [(name, words) for name, words in said if SENTENCE.search(words)] == []


def _strings(tree: ast.Module) -> set[str]:
    """Every string of a module, without its docstrings; of one with places to fill, what stands between them."""
    told = {id(doc.value) for node in ast.walk(tree) for doc in _lone_strings(node)}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {str(node.value) for node in nodes if id(node) not in told}
