"""The options that commands share, and the request that they make together."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from amends import packs
from amends.domain.message import Message
from amends.domain.model import Answer, Pack, Where
from amends.domain.plan import Situation
from amends.domain.problems import BadAnswers, BadInput, Problem, near_miss, shown
from amends.domain.slots import named
from amends.logic.prepared import prepared
from amends.packs.answers import answer_from_words, answers_from_text
from amends.packs.limits import LIMITS
from amends.packs.read.files import decoded, read_file
from amends.render.documents.parts import values_part
from amends.render.forms import FORMS

T = TypeVar("T")

pack_option = click.option(
    "--pack", "where", metavar="NAME|FOLDER", default=packs.DEFAULT, show_default=True, help="The pack of rules."
)


def form_option(*more: str, usual: str = FORMS[0]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option `--format`, with the forms that every command has and `more` of this command's own."""
    return click.option(
        "--format", "form", type=click.Choice((*FORMS, *more)), default=usual, show_default=True,
        help="The form of the answer.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    pack: Pack
    where: str
    names: Mapping[str, str]
    situation: Situation
    now: datetime
    form: str
    may_ask: bool

    def knowing(self, situation: Situation) -> Request:
        """The same request about another situation."""
        return replace(self, situation=situation)

    def again(self, *command: str) -> tuple[str, ...]:
        """The words of a command about the same answers."""
        words = ["amends", *command]
        if self.where != packs.DEFAULT:
            words += ["--pack", self.where]
        for name, value in values_part(self.pack, self.situation.known).items():
            words += ["--set", f"{name}={','.join(value) or 'none' if isinstance(value, list) else value}"]
        for slot, text in self.names.items():
            words += ["--name", f"{slot}={text}"]
        return tuple(words)


def situation_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that looks at a situation; the command gets them as one `Request`."""

    @click.option("--answers", metavar="FILE", help="Answers from a YAML or JSON file; - is standard input.")
    @click.option("--set", "pairs", metavar="NAME=VALUE", multiple=True, help="One answer; wins over the file.")
    @click.option("--no-input", is_flag=True, help="Never ask; take the cautious value for what is missing.")
    @click.option("--now", metavar="TIME", help="The time to plan from (ISO 8601); by default the clock.")
    @click.option("--name", "names", metavar="SLOT=TEXT", multiple=True, help="Words for a [slot] in the texts.")
    @pack_option
    @form_option()
    @wraps(command)
    def run(  # noqa: PLR0913  # one for each option
        *,
        answers: str | None,
        pairs: tuple[str, ...],
        no_input: bool,
        now: str | None,
        names: tuple[str, ...],
        where: str,
        form: str,
        **own: Any,
    ) -> None:
        moment = read_moment(now)
        pack = packs.load(where, whole=False)
        filled = _names(pack, names)
        named_pack = prepared(named(pack, filled))
        situation = Situation(_from_file(pack, answers, moment) | answers_in(pack, pairs, moment, "--set"))
        may_ask = not no_input and answers != "-"
        command(Request(named_pack, where, filled, situation, moment, form, may_ask), **own)

    return run


def read_moment(words: str | None) -> datetime:
    """The moment that `--now` names, or the clock's; without a zone it is local time."""
    if words is None:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        refuse(Message("bad-time", found=shown(words)), "--now")
    if not 2000 <= moment.year < 2100:
        refuse(Message("bad-time.range", found=shown(words)), "--now")
    return moment if moment.utcoffset() is not None else moment.astimezone()


def answers_in(pack: Pack, pairs: tuple[str, ...], now: datetime, option: str) -> dict[str, Answer]:
    """The answers in `NAME=VALUE` pairs; everything that is wrong with them is said of `option`."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for pair in pairs:
        name, words = _split(pair, option, Message("pair.answer"))
        try:
            answers[name] = answer_from_words(pack, name, words, now)
        except BadAnswers as error:
            place = Where(f"{option} {shown(name)}", 0, 0)
            problems += (replace(problem, where=place) for problem in error.problems)
    if problems:
        raise BadAnswers(problems)
    return answers


def _from_file(pack: Pack, file: str | None, now: datetime) -> dict[str, Answer]:
    if file is None:
        return {}
    if file == "-":
        stream = sys.stdin.buffer if sys.stdin else io.BytesIO()
        data = stream.read(LIMITS.answers_bytes + 1)
        if len(data) > LIMITS.answers_bytes:
            refuse(Message("too-big.input", most=LIMITS.answers_bytes // 1024), file)
        text = decoded(data, file)
    else:
        text = read_file(Path(file), LIMITS.answers_bytes)
    return answers_from_text(pack, text, file, now)


def _names(pack: Pack, pairs: tuple[str, ...]) -> dict[str, str]:
    slots = {slot.name: slot for slot in pack.slots}
    names: dict[str, str] = {}
    for pair in pairs:
        slot, words = _split(pair, "--name", Message("pair.name"))
        look_up(slots, slot, "--name", "unknown-slot.pack")
        if not words.strip():
            refuse(Message("empty-slot"), "--name", pair)
        names[slot] = words
    return names


def _split(pair: str, option: str, wanted: Message) -> tuple[str, str]:
    name, sign, value = pair.partition("=")
    if not sign or not name:
        refuse(Message("not-a-pair", found=shown(pair), wanted=wanted), option, pair)
    return name, value


def look_up(known: Mapping[str, T], name: str, where: str, refusal: str) -> T:
    """What has this name; if nothing has, `refusal` is said of the option or argument `where`."""
    if name not in known:
        refuse(Message(refusal, name=shown(name)), where, name, tuple(known))
    return known[name]


def refuse(message: Message, where: str, found: str = "", allowed: tuple[str, ...] = ()) -> NoReturn:
    """Say what is wrong with an option or an argument; always raises `BadInput`."""
    near = near_miss(found, allowed) if found else ""
    raise BadInput((Problem(message, Where(where, 0, 0), "", found, allowed, near),))
