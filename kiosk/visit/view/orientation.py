"""Where to begin: a few questions, and the services that answer them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog.orientation import suggest
from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.events import (
    AnswerQuestion,
    AskForPerson,
    OpenService,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationView(Body):
    place: Text
    position: int
    total: int
    title: Text
    text: Text | None
    answers: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsView(Body):
    title: Text
    subtitle: Text
    suggestions: tuple[Button, ...]
    """At most three; the detail is the reason."""
    person: Button


@shown_at(scenes.Orienting)
def orientation(visit: Visit, context: Context) -> OrientationView:
    questions = context.catalog.orientation.questions
    answered = {question for question, _answer in visit.answers}
    position = min(len(answered), len(questions) - 1)
    question = next((one for one in questions if one.id not in answered), questions[-1])
    return OrientationView(
        place=_("Question {number} sur {total}", number=position + 1, total=len(questions)),
        position=position + 1,
        total=len(questions),
        title=catalog_text(question.title),
        text=catalog_text(question.text) if question.text else None,
        answers=tuple(
            Button(
                label=catalog_text(answer.label),
                event=AnswerQuestion(question.id, answer.id),
                icon=answer.icon or "",
            )
            for answer in question.answers
        ),
    )


@shown_at(scenes.Suggestions)
def suggestions(visit: Visit, context: Context) -> SuggestionsView:
    found = suggest(context.catalog.orientation, dict(visit.answers))
    cards = []
    for service_id, reason in found:
        shown = context.catalog.service(service_id)
        cards.append(
            Button(
                label=catalog_text(shown.name),
                event=OpenService(service_id),
                icon=shown.icon,
                detail=catalog_text(reason),
                colour=context.catalog.theme(shown.theme).colour,
            )
        )
    return SuggestionsView(
        title=_("Voici des idées pour vous"),
        subtitle=_("Choisissez-en une. Vous pourrez revenir en arrière."),
        suggestions=tuple(cards),
        person=Button(
            label=_("En parler avec quelqu'un"),
            event=AskForPerson(),
            icon="hand-helping",
        ),
    )
