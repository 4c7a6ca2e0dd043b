"""`amends schema`: the JSON Schema of a document."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import click

from amends import packs
from amends.doors.cli.options import pack_option
from amends.doors.cli.output import write
from amends.packs.shape.schema import json_schema
from amends.render.documents.schemas import answers_schema, plan_schema


@click.command("schema")
@click.argument("document", type=click.Choice(["plan", "answers", "pack"]))
@pack_option
def command(document: str, where: str) -> None:
    """The JSON Schema of a plan, of answers (for the pack's facts), or of a pack file."""
    schemas: dict[str, Callable[[], dict[str, Any]]] = {
        "plan": plan_schema,
        "pack": json_schema,
        "answers": lambda: answers_schema(packs.load(where)),
    }
    write(sys.stdout, json.dumps(schemas[document](), indent=2) + "\n")
