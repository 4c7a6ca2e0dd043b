"""The conversation of `amends plan`: asks what still matters, and shows what is certain and urgent on the way.

Questions and remarks go to one stream and replies come from another, line by line, so that it works in a terminal, in
a pipe and with a screen reader. Nothing is lost: however it ends, the answers so far are handed back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from amends.advice.next_question import next_question
from amends.advice.plan import advise
from amends.domain.due import Now, Within
from amends.domain.model import UNSURE, Answer, Fact, Pack
from amends.domain.plan import Advice, Plan, Question, Situation
from amends.domain.problems import BadAnswers
from amends.doors.cli import replies
from amends.doors.cli.console import Console
from amends.logic.view import view
from amends.packs.answers import answer_from_words
from amends.render.page import Page, Paragraph
from amends.render.pages.plan import steps_page
from amends.render.pages.question import help_page, menu_page, stakes_page
from amends.render.say_values import number_words, value_words
from amends.render.words import say

URGENT = timedelta(hours=1)
"""What is due within this time is shown before the next question."""


class Ending(Enum):
    """How a conversation ended."""

    SETTLED = "no question is left that matters"
    QUIT = "the person stopped it"
    CLOSED = "no more replies can come"
    INTERRUPTED = "it was interrupted"


@dataclass
class Posed:
    """The question on the screen, with the lines that numbers mean now."""

    question: Question
    fact: Fact
    possible: tuple[str, ...]
    shown: tuple[replies.Line, ...]

    @property
    def top(self) -> tuple[replies.Line, ...]:
        """The lines under the question itself."""
        return replies.lines(self.fact, self.possible)


class Dialogue:
    """One conversation about one situation."""

    def __init__(self, pack: Pack, situation: Situation, now: datetime, console: Console) -> None:
        self.pack = pack
        self.situation = situation
        self.now = now
        self.console = console
        self._before: list[Situation] = []
        self._shown: set[str] = set()

    def run(self, *, required_only: bool = False) -> Ending:
        """Ask until nothing more matters (or, if so wished, until there can be a plan); says how it ended."""
        try:
            while question := self._next():
                if required_only and not self.pack.fact[question.fact].required:
                    break
                if not self._asked(question):
                    return Ending.QUIT
        except EOFError:
            return Ending.CLOSED
        except KeyboardInterrupt:
            return Ending.INTERRUPTED
        return Ending.SETTLED

    # ----------------------------------------------------- what to ask

    def _next(self) -> Question | None:
        """The next question; before it, the steps that are certain and urgent, each of them once."""
        plan = self._plan()
        if plan is None:
            return next_question(self.pack, self.situation)
        if not plan.open:
            return None
        news = [step for step in plan.steps if step.rule.id not in self._shown and is_urgent(plan, step)]
        if news:
            self._shown.update(step.rule.id for step in news)
            self.console.tell(steps_page(say("plan.urgent"), news, plan))
        return plan.open[0]

    def _plan(self) -> Plan | None:
        """The plan so far; none while a required answer is missing."""
        try:
            return advise(self.pack, self.situation, self.now)
        except BadAnswers:
            return None

    # ------------------------------------------------------- one question

    def _asked(self, question: Question) -> bool:
        """Ask until there is an answer or another question is wanted; false if the person stops."""
        fact = self.pack.fact[question.fact]
        possible = tuple(question.stakes) if question.stakes and fact.kind in {"choice", "yes_no"} else fact.values
        posed = Posed(question, fact, possible, replies.lines(fact, possible))
        self._pose(posed)
        while True:
            reply = self.console.ask()
            if reply.casefold() == "quit":
                return False
            if reply and self._settled(posed, reply):
                return True

    def _pose(self, posed: Posed) -> None:
        hint = say("ask.hint") if not self._before else ""
        self.console.tell(menu_page(self.pack, posed.fact.name, [line.words for line in posed.shown], hint))

    def _settled(self, posed: Posed, reply: str) -> bool:
        """Whether the reply leads on to another question."""
        if reply.casefold() == "back":
            return self._back(posed)
        if self._remark(posed.question, reply):
            return False
        reading = self._read(posed, reply)
        if isinstance(reading, replies.Chosen):
            return self._take(posed.fact, reading)
        self._show(posed, reading)
        return False

    def _back(self, posed: Posed) -> bool:
        """Leave an opened group, or return to the question before, if there was one."""
        if posed.shown != posed.top:
            posed.shown = posed.top
            self._pose(posed)
            return False
        if not self._before:
            self.console.tell((Paragraph(say("ask.first")),))
            return False
        self.situation = self._before.pop()
        return True

    def _remark(self, question: Question, reply: str) -> bool:
        """Answer a question that was asked in return."""
        match reply.casefold():
            case "?" | "help":
                self.console.tell(help_page(self.pack, question.fact))
            case "why":
                self.console.tell(stakes_page(self.pack, question))
            case "plan":
                self.console.tell(certain_page(self._plan()))
            case _:
                return False
        return True

    def _read(self, posed: Posed, reply: str) -> replies.Reading:
        if reply.casefold() == "unsure":
            return replies.Chosen(UNSURE)
        if posed.fact.kind != "number":
            return replies.read(posed.fact, posed.shown, reply)
        try:
            return replies.Chosen(answer_from_words(self.pack, posed.fact.name, reply, self.now))
        except BadAnswers as error:
            return replies.Unclear(_spoken(error))

    def _show(self, posed: Posed, reading: replies.Group | replies.Hits | replies.Unclear) -> None:
        """What follows a reply that is no answer yet: a group opens, or it is said what the words may mean."""
        match reading:
            case replies.Group(name):
                posed.shown = replies.opened(posed.fact, name, posed.possible)
                self._pose(posed)
            case replies.Hits():
                posed.shown = replies.hit_lines(reading)
                words = [line.words for line in posed.shown]
                self.console.tell(menu_page(self.pack, posed.fact.name, words, title=say("ask.several_hits")))
            case replies.Unclear(message):
                self.console.tell((Paragraph(message),))

    # ------------------------------------------------------- one answer

    def _take(self, fact: Fact, chosen: replies.Chosen) -> bool:
        """Keep an answer, unless it cannot be; then the reason is said."""
        if chosen.answer is UNSURE and fact.required:
            self.console.tell((Paragraph(say("ask.unsure_refused")),))
            return False
        after = self.situation.told(fact.name, chosen.answer)
        try:
            values = view(self.pack, after).values
        except BadAnswers as error:
            self.console.tell((Paragraph(_spoken(error)),))
            return False
        self._before.append(self.situation)
        self.situation = after
        self._echo(fact, chosen, values[fact.name])
        return True

    def _echo(self, fact: Fact, chosen: replies.Chosen, value: Answer) -> None:
        words = ""
        if chosen.answer is UNSURE:
            words = say("ask.unsure", value=value_words(self.pack, fact.name, value))
        elif isinstance(chosen.answer, int):
            words = say("ask.understood", words=number_words(self.pack, fact, chosen.answer))
        elif chosen.words:
            words = say("ask.taken", words=chosen.words)
        if words:
            self.console.tell((Paragraph(words),))


def is_urgent(plan: Plan, step: Advice) -> bool:
    """Whether a step is certain and due within the hour, by a time that no open answer can move."""
    if step.status != "certain" or step.due.at - plan.now > URGENT:
        return False
    return isinstance(step.rule.step.by, Now | Within) or plan.pack.clock in plan.situation.known


def certain_page(plan: Plan | None) -> Page:
    """The steps that stand whatever is still answered."""
    certain = [step for step in plan.steps if step.status == "certain"] if plan else []
    if plan is None or not certain:
        return (Paragraph(say("plan.nothing_certain")),)
    return steps_page(say("plan.certain"), certain, plan)


def _spoken(error: BadAnswers) -> str:
    """What is wrong with a reply, without the place and the code that a file would need."""
    return " ".join(str(problem.message) for problem in error.problems)
