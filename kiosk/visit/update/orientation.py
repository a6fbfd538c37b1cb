"""Where to begin: a few kind questions, and at most three suggestions."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.events import AnswerQuestion, StartOrientation
from kiosk.visit.scenes import Orienting, Suggestions
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.outcome import Outcome, go, on


@on(StartOrientation)
def start_orientation(visit: Visit, event: StartOrientation, context: Context) -> Outcome:
    return go(replace(visit, answers=()), Orienting())


@on(AnswerQuestion)
def answer_question(visit: Visit, event: AnswerQuestion, context: Context) -> Outcome:
    before = tuple(answer for answer in visit.answers if answer[0] != event.question)
    visit = replace(visit, answers=(*before, (event.question, event.answer)))
    all_answered = len(visit.answers) >= len(context.catalog.orientation.questions)
    return go(visit, Suggestions() if all_answered else Orienting())
