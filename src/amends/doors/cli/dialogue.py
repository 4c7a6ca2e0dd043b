"""The conversation of `amends plan`: asks what still matters, and shows what is certain and urgent on the way.

Questions and remarks go to one stream and replies come from another, line by line, so that it works in a terminal, in
a pipe and with a screen reader. Nothing is lost: however it ends, the answers so far are there.
"""

from __future__ import annotations

from datetime import datetime

from amends.advice.next_question import next_question
from amends.advice.plan import advise
from amends.domain.model import UNSURE, Answer, Fact, Pack
from amends.domain.plan import Plan, Question, Situation
from amends.domain.problems import BadAnswers
from amends.doors.cli import replies
from amends.doors.cli.console import ask, tell
from amends.logic.view import view
from amends.packs.answers import answer_from_words
from amends.render.page import Page, Paragraph
from amends.render.pages.plan import do_now_page, steps_page
from amends.render.pages.question import help_page, menu_page, stakes_page
from amends.render.say_values import number_words, value_words
from amends.render.words import say


class Quit(Exception):
    """The person stopped the conversation."""


class Dialogue:
    """One conversation about one situation."""

    def __init__(self, pack: Pack, situation: Situation, now: datetime) -> None:
        self.pack = pack
        self.situation = situation
        self.now = now
        self._before: list[Situation] = []
        self._shown: Page = ()

    def run(self, *, required_only: bool = False) -> None:
        """Ask until nothing more matters (or, if so wished, until there can be a plan).

        Raises `Quit` if the person stops it, `EOFError` if no more replies can come, `KeyboardInterrupt`.
        """
        while question := self._next():
            if required_only and not self.pack.fact[question.fact].required:
                break
            self._ask(question)

    # ----------------------------------------------------- what to ask

    def _next(self) -> Question | None:
        """The next question; before it, what to do at once, whenever that has changed."""
        plan = plan_so_far(self.pack, self.situation, self.now)
        if plan is None:
            return next_question(self.pack, self.situation)
        page = do_now_page(plan)
        if page and page != self._shown:
            tell(page)
            self._shown = page
        return next(iter(plan.open), None)

    # ------------------------------------------------------- one question

    def _ask(self, question: Question) -> None:
        """Ask until there is an answer or another question is wanted."""
        fact = self.pack.fact[question.fact]
        possible = question.stakes if question.stakes and fact.kind in {"choice", "yes_no"} else fact.values
        whole = replies.menu(fact, possible)
        menu: replies.Menu | None = self._pose(fact, whole)
        while menu:
            reply = ask()
            if reply.casefold() != "back":
                menu = self._read(question, fact, menu, reply)
            elif menu != whole:
                menu = self._pose(fact, whole)
            elif self._back():
                return

    def _pose(self, fact: Fact, menu: replies.Menu) -> replies.Menu:
        """Show a menu, which is then the one that numbers mean."""
        hint = "" if menu.title or self._before else say("ask.hint")
        tell(menu_page(self.pack, fact.name, [line.words for line in menu.lines], hint, menu.title))
        return menu

    def _back(self) -> bool:
        """Return to the question before, if there was one."""
        if not self._before:
            tell((Paragraph(say("ask.first")),))
            return False
        self.situation = self._before.pop()
        return True

    def _read(self, question: Question, fact: Fact, menu: replies.Menu, reply: str) -> replies.Menu | None:
        """The menu that is on the screen after a reply; none if it was an answer, which is then kept."""
        try:
            if not reply or self._remark(question, reply):
                return menu
            reading = self._meaning(fact, menu, reply)
            if isinstance(reading, replies.Menu):
                return self._pose(fact, reading)
            self._keep(fact, reading)
        except BadAnswers as error:
            # Not the place and the code, which a file would need.
            tell((Paragraph(" ".join(str(problem.message) for problem in error.problems)),))
            return menu
        return None

    def _remark(self, question: Question, reply: str) -> bool:
        """Answer a question that was asked in return."""
        match reply.casefold():
            case "?" | "help":
                tell(help_page(self.pack, question.fact))
            case "why":
                tell(stakes_page(self.pack, question))
            case "plan":
                tell(certain_page(plan_so_far(self.pack, self.situation, self.now)))
            case "quit":
                raise Quit
            case _:
                return False
        return True

    def _meaning(self, fact: Fact, menu: replies.Menu, reply: str) -> replies.Chosen | replies.Menu:
        if reply.casefold() == "unsure":
            return replies.Chosen(UNSURE)
        if fact.kind != "number":
            return replies.read(fact, menu.lines, reply)
        return replies.Chosen(answer_from_words(self.pack, fact.name, reply, self.now))

    # ------------------------------------------------------- one answer

    def _keep(self, fact: Fact, chosen: replies.Chosen) -> None:
        """Keep an answer; raises `BadAnswers` if it cannot be."""
        if chosen.answer is UNSURE and fact.required:
            raise replies.unclear("ask.unsure_refused")
        after = self.situation.told(fact.name, chosen.answer)
        value = view(self.pack, after).values[fact.name]
        self._before.append(self.situation)
        self.situation = after
        words = self._echo(fact, chosen, value)
        if words:
            tell((Paragraph(words),))

    def _echo(self, fact: Fact, chosen: replies.Chosen, value: Answer) -> str:
        if chosen.answer is UNSURE:
            return say("ask.unsure", value=value_words(self.pack, fact.name, value))
        if isinstance(chosen.answer, int):
            return say("ask.understood", words=number_words(self.pack, fact, chosen.answer))
        return say("ask.taken", words=chosen.words) if chosen.words else ""


def plan_so_far(pack: Pack, situation: Situation, now: datetime) -> Plan | None:
    """The plan; none while a required answer is missing."""
    try:
        return advise(pack, situation, now)
    except BadAnswers:
        return None


def certain_page(plan: Plan | None) -> Page:
    """What to do at once, and the acts that stand whatever is still answered, in full where their words do too."""
    nothing = (Paragraph(say("plan.nothing_certain")),)
    if plan is None:
        return nothing
    certain = [step for step in plan.steps if step.status == "certain"]
    return (*do_now_page(plan), *(steps_page(say("plan.certain"), certain, plan) if certain else nothing))
