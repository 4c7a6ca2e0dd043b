"""The shape of a pack's files: which keys there are, and what kind of value each takes.

From these models come both the faults of a file (see `faults`) and the JSON Schema that editors use (see `schema`).
What the names mean is none of this module's business: `resolve` finds out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from amends.domain.model import FEW
from amends.packs.find import EXTENDS
from amends.packs.limits import LIMITS

Data = dict[str, Any]

HYPHENED = r"^[a-z][a-z0-9-]{0,63}$"
UNDERSCORED = r"^[a-z][a-z0-9_]{0,63}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
ADDRESS = r"^https?://\S+$"
SEEN = r"\S"
CITED = r"^[a-z][a-z0-9-]{0,63}(/[1-9][0-9]{0,2})?$"

GROUP = r"[a-z][a-z0-9_-]{0,63}(:[a-z][a-z0-9_-]{0,63})?"
SELECTING = rf"^{GROUP}(\+{GROUP}){{0,4}}$"

Id = Annotated[str, StringConstraints(strict=True, pattern=HYPHENED)]
Name = Annotated[str, StringConstraints(strict=True, pattern=UNDERSCORED)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LIMITS.text, pattern=SEEN)]
Extends = Annotated[str, StringConstraints(strict=True, pattern=EXTENDS)]
Cited = Annotated[str, StringConstraints(strict=True, pattern=CITED)]
Whole = Annotated[StrictInt, Field(ge=-LIMITS.number, le=LIMITS.number)]
Number = Annotated[StrictInt, Field(ge=0, le=LIMITS.rules)]
"""How many of something."""

# Where a key takes values of several kinds, `build` reads them, with better words than a union has; editors get the
# definition of that name from `schema`.


def _defined(name: str) -> WithJsonSchema:
    # pydantic follows a "$ref" itself and does not know ours, so it is put in afterwards.
    return WithJsonSchema({"refers to": name})


def _something(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("nothing", "nothing is written")  # `faults` has the words
    return value


_SOMETHING = AfterValidator(_something)
Word = Annotated[Any, _SOMETHING, _defined("word")]
Condition = Annotated[Any, _SOMETHING, _defined("condition")]
Due = Annotated[Any, _SOMETHING, _defined("due")]
Names = Annotated[Any, _SOMETHING, _defined("names")]
Answer = Annotated[Any, _defined("answer")]
Topics = Annotated[Any, _SOMETHING, _defined("topics")]
Length = Annotated[Any, _SOMETHING, _defined("span")]


class Part(BaseModel):
    """What all parts of a pack share: no other keys than those named."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Advise(Part):
    do: Text = Field(description="one plain sentence: what to do")
    say: Text | None = Field(None, description="what to say or write, word for word; [slots] are filled in")
    avoid: list[Text] | None = Field(None, description="short phrases: what not to do")
    channel: Name | None = Field(None, description="one of the pack's channels")
    by: Due = Field(description="when it is due")
    because: Text = Field(description="the reason, in one sentence")
    about: Topics = Field(None, description="what the words are about: topics of the pack")
    to: Name | None = Field(None, description="whom the words reach: one of the pack's people")
    silent_on: Name | None = Field(None, description="the topic that this step says nothing of")
    done: dict[Name, Answer] | None = Field(
        None, min_length=1, description="the answers that change when the step is done; a list of several gains these"
    )


class Outlook(Part):
    text: Text = Field(description="how bad it is and what the odds are, in one sentence or two")
    because: Text = Field(description="the reason, in one sentence")


class Reply(Part):
    ask: Text = Field(description="a question that people in this situation ask themselves")
    reply: Text = Field(description="the straight reply")
    because: Text = Field(description="the reason, in one sentence")


class Rule(Part):
    id: Id
    phase: Name | None = Field(None, description="of a step: one of the pack's phases")
    act: Id | None = Field(None, description="of a step: the act that it gives the words for, one of the pack's acts")
    when: Condition = Field(description="when the rule fires; {} is always")
    advise: Advise | None = Field(None, description="a step of the plan")
    outlook: Outlook | None = Field(None, description="how bad it is")
    answer: Reply | None = Field(None, description="a question that people ask themselves, and the reply")
    sources: list[Cited] = Field(min_length=1, description="a source's id, or id/number of one passage")
    basis: Literal["sourced", "inference"] | None = Field(None, description="inference: more than the sources say")
    overrules: list[Id] | None = Field(None, description="rules of this or a later phase whose steps this one replaces")
    tags: list[Id] | None = None


class Option(Part):
    value: Word
    label: Text
    group: Text | None = Field(None, description="a heading under which options are shown together")
    said: list[Text] | None = Field(None, description="what people say who mean this: real phrasings")
    renamed: list[Word] | None = Field(None, description="what this value was called before; saved answers may say so")


class Fact(Part):
    name: Name
    kind: Literal["choice", "several", "yes_no", "number"]
    question: Text
    help: Text | None = None
    private: Text | None = Field(None, description="why it is asked, when the answer is private")
    options: list[Option] | None = Field(None, min_length=2, max_length=LIMITS.values)
    unit: Text | None = Field(
        None, description="of a number (answers in `minutes` may be times in words); of a choice, what it counts"
    )
    minimum: Whole | None = None
    maximum: Whole | None = None
    if_unsure: Answer = Field(None, description='what stands in for "not sure"')
    required: StrictBool | None = Field(None, description="true: no cautious value, and no plan without an answer")
    can_change: StrictBool | None = Field(None, description="true: the person can still change or learn it")
    renamed: list[Name] | None = Field(None, description="what this fact was called before; saved answers may say so")


class Constraint(Part):
    id: Id
    if_: Condition = Field(alias="if")
    then: Condition
    because: Text = Field(description="said when an answer is refused, or follows")


class Decision(Part):
    id: Id
    when: Condition
    value: Word


class Conclusion(Part):
    name: Name
    about: Text | None = None
    decide: list[Decision] = Field(description="the first that holds decides")
    otherwise: Word


class Implication(Part):
    if_: Condition | None = Field(None, alias="if")
    then: Condition


GROUPS = (
    "steps: by id, tag, act, about:topic, silent_on:topic, channel:name, to:person, saying:word or by:now; "
    "with + between them, those that are in each"
)


class Bound(Part):
    n: Number
    tagged: Names = Field(None, description=GROUPS)
    saying: list[Text] | None = Field(None, min_length=1, description="steps whose words hold one of these")
    per: Literal["to"] | None = Field(None, description="counted apart for each person whom the words reach")
    within: Length | None = Field(None, description="only those that are due so near to each other; then n is 1")
    if_: Condition | None = Field(None, alias="if")


class Every(Part):
    tagged: Names = Field(description=GROUPS)
    saying: list[Text] = Field(min_length=1, description="each of these steps says one of these, or has one [slot]")
    if_: Condition | None = Field(None, alias="if")


class Along(Part):
    fact: Name = Field(description="goes up if it is a number; all other answers stay the same")
    from_: Word = Field(None, alias="from", description="of any other fact: the value that it has first")
    to: Word = Field(None, description="and the value that it has then")
    tagged: Names = Field(description=GROUPS)
    never: Literal["rises", "falls"] = Field(description="what the number of these steps never does")
    up_to: Annotated[StrictInt, Field(ge=1, le=LIMITS.rules)] | None = Field(
        None, description="more than so many count as so many; where it never falls, 1 if nothing is said"
    )


class Invariant(Part):
    id: Id
    says: Text
    never: list[Names] | None = Field(None, min_length=2, description="steps or groups, never all in one plan")
    always: Implication | None = None
    at_most: Bound | None = None
    every: Every | None = None
    along: Along | None = None
    in_order: Literal["deadlines"] | None = Field(None, description="none is due before one of an earlier phase")


class Case(Part):
    case: Text = Field(description="the situation in a sentence")
    given: dict[Name, Answer]
    expect: list[Id] | None = Field(None, description="steps that must be in the plan")
    never: list[Id] | None = Field(None, description="steps that must not be in the plan")
    plan: list[Id] | None = Field(None, description="the whole plan: these steps and no others")
    odds: Word = Field(None, description="how it has to look: a value of the pack's odds")
    principle: Text | None = Field(None, description="what the example stands for, in a sentence")


class Source(Part):
    id: Id
    title: Text
    publisher: Text | None = None
    year: Annotated[StrictInt, Field(ge=1000, le=3000)] | None = None
    address: Annotated[str, StringConstraints(strict=True, pattern=ADDRESS, max_length=2000)]
    strength: Literal["strong", "moderate", "opinion"]
    note: Text | None = None
    passages: list[Text] = Field(min_length=1, description="its claims in our words, numbered from 1")
    all_used: StrictBool | None = Field(None, description="true: every passage has to carry a rule")


class Act(Part):
    words: Text = Field(description="a few words for it, such as: Reach them")
    urgent: StrictBool | None = Field(None, description="true: it reaches somebody, joins, or stops a harm")


class PlanBounds(Part):
    steps: Annotated[list[Number], Field(min_length=2, max_length=2)] = Field(description="at least, at most")


class AnswerBounds(Part):
    least: Number | None = None
    most: Annotated[StrictInt, Field(ge=1, le=FEW.most)] | None = Field(None, description=f"by default {FEW.most}")


class Presumption(Part):
    slot: Name | None = Field(None, description="one of the pack's slots")
    phrase: Text | None = Field(None, description="or words that take something for granted; whole words, any case")
    when: Condition = Field(description="when that is true; {} is always")


FROM_BELOW: Data = {"title": "-", "language": "en", "phases": {"one": "-"}}
"""What only a pack that extends none has to say itself; anything of the right kind."""


def _overlay_or_whole(schema: Data) -> None:
    """Have JSON Schema say the same, and that an overlay leaves the phases to the pack below."""
    schema["required"] = [key for key in schema["required"] if key not in FROM_BELOW]
    schema["if"] = {"properties": {"extends": {"type": "string"}}, "required": ["extends"]}
    schema["then"] = {"properties": {"phases": False}}
    schema["else"] = {"required": [*FROM_BELOW]}
    schema["dependentRequired"] = {"without": ["extends"], "replaces": ["extends"]}


class Head(Part):
    model_config = ConfigDict(extra="forbid", populate_by_name=False, json_schema_extra=_overlay_or_whole)

    id: Id
    version: Text
    title: Text
    language: Annotated[str, StringConstraints(strict=True, pattern=LANGUAGE)]
    clock: Name | None = Field(None, description="the number of minutes since the event that `by` counts from")
    phases: dict[Name, Text] = Field(min_length=1, description="in their order")
    acts: dict[Id, Act] | None = Field(None, description="what somebody does, whatever the wording; urgent ones first")
    odds: Name | None = Field(None, description="the conclusion that says how it looks; every situation has an outlook")
    quiet: Condition | None = Field(None, description="where hardly anything is to be done: at most two steps")
    plan: PlanBounds | None = Field(None, description="how many steps a plan has that is not quiet")
    answers: AnswerBounds | None = Field(None, description="how many answers stand at once")
    channels: dict[Name, Text] | None = None
    people: dict[Name, Text] | None = Field(None, description="whom words can reach")
    topics: dict[Name, Text] | None = Field(None, description="what words can be about")
    slots: dict[Name, Text] | None = Field(None, description="every [slot] used in texts, with words for it")
    tags: dict[Id, Text] | None = Field(None, description="every tag of a rule, with what it says of a step")
    families: list[Id] | None = Field(None, description="the families of files, in their order of reading")
    extends: Extends | None = Field(
        None, description="the pack that this one is laid over: a name, or a folder that begins with ./ or ../"
    )
    without: list[Text] | None = Field(None, description="what is taken out of the pack below, by id, name or sentence")
    replaces: list[Text] | None = Field(None, description="what this pack means to replace in the pack below")

    @model_validator(mode="before")
    @classmethod
    def _from_below(cls, data: Any) -> Any:
        """An overlay may leave out what the pack below says."""
        return FROM_BELOW | data if isinstance(data, dict) and data.get("extends") is not None else data


class PackFile(Part):
    """A file of a pack: any of these keys. The lists of several files are joined."""

    model_config = ConfigDict(extra="forbid", title="amends pack file")

    family: Id | None = Field(None, description="which situations the rules and cases of this file are about")
    for_: Condition | None = Field(None, alias="for", description="holds for every rule of this file, beside `when`")

    pack: Head | None = None
    facts: list[Fact] | None = None
    constraints: list[Constraint] | None = None
    conclusions: list[Conclusion] | None = None
    rules: list[Rule] | None = None
    invariants: list[Invariant] | None = None
    presumes: list[Presumption] | None = None
    cases: list[Case] | None = None
    sources: list[Source] | None = None


def keys(path: Sequence[str | int]) -> dict[str, FieldInfo]:
    """The keys that a mapping at this place of a file may have, with what is said about them."""
    model: type[BaseModel] = PackFile
    for step in path:
        if isinstance(step, str):
            model = _inner(_named(model)[step].annotation) if step in _named(model) else Part
    return _named(model)


def _named(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner(annotation: Any) -> type[BaseModel]:
    """The model inside an annotation such as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    models = [_inner(part) for part in get_args(annotation) if part is not type(None)]
    return models[0] if models else Part
