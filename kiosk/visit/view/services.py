"""Attract, home, themes, services, one service, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog.model import Account, Service, ThemeColour
from kiosk.catalog.orientation import suggest
from kiosk.i18n.languages import language
from kiosk.i18n.text import ClockTime, Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    AnswerQuestion,
    AskForPerson,
    OpenResume,
    OpenService,
    OpenTheme,
    OpenThemes,
    ShowTicket,
    StartOrientation,
    StartWalk,
)
from kiosk.visit.scenes import ServicePage, Services
from kiosk.visit.state import Context, Visit, Walk
from kiosk.visit.values import TodayLine
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, day, hour
from kiosk.visit.views import Body, Button

PICTURES = (
    ("hand-heart", _("Ici, des personnes vous aident.")),
    ("footprints", _("Une étape après l'autre, à votre rythme.")),
    ("shield-check", _("Vous ne pouvez rien casser.")),
    ("ticket", _("Vous repartez avec un ticket.")),
)
PICTURE_SECONDS = 20
"""How long one still picture stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    language: str
    hello: str
    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttractView(Body):
    greetings: tuple[Greeting, ...]
    picture: int
    """Which still picture is on, counted from 0; it changes now and then."""
    pictures: tuple[tuple[str, Text], ...]
    """An icon and a sentence each."""
    today: tuple[Text, ...]
    next_free: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(Body):
    title: Text
    subtitle: Text
    doors: tuple[Button, ...]
    unfinished: Button | None
    """Back to the steps that were left in this visit."""
    ticket: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView(Body):
    title: Text
    themes: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesView(Body):
    title: Text
    subtitle: Text
    colour: ThemeColour
    icon: str
    services: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView(Body):
    theme: Text
    colour: ThemeColour
    icon: str
    title: Text
    purpose: tuple[Text, ...]
    at_hand_title: Text
    at_hand: tuple[Text, ...]
    facts: tuple[tuple[str, Text], ...]
    """How long, whether an account is needed: an icon and a sentence each."""
    start: Button


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


@shown_at(scenes.Attract)
def attract(visit: Visit, context: Context) -> AttractView:
    today = context.today
    return AttractView(
        greetings=tuple(
            Greeting(language=code, hello=spoken.hello, invitation=spoken.invitation)
            for code in context.languages
            if (spoken := language(code)).hello
        ),
        picture=int(context.elapsed // PICTURE_SECONDS) % len(PICTURES),
        pictures=PICTURES,
        today=tuple(_today_line(line, context) for line in today.lines),
        next_free=_next_free(context),
    )


def _next_free(context: Context) -> Text | None:
    free = context.today.next_free
    if free is None:
        return None
    return _(
        "Prochaine heure libre avec quelqu'un : {day}, {hour}",
        day=day(free, context),
        hour=hour(free, context),
    )


def _today_line(line: TodayLine, context: Context) -> Text:
    at = ClockTime(line.starts_at.astimezone(context.zone))
    title = catalog_text(line.title)
    if line.seats_left is None:
        return _("{hour} · {title}", hour=at, title=title)
    return plural(
        "{hour} · {title}, il reste {count} place",
        "{hour} · {title}, il reste {count} places",
        line.seats_left,
        hour=at,
        title=title,
    )


@shown_at(scenes.Home)
def home(visit: Visit, context: Context) -> HomeView:
    doors = (
        Button(
            label=_("Je sais ce que je veux faire"),
            event=OpenThemes(),
            icon="compass",
            detail=_("Voir les services, par thème"),
            colour="mint",
        ),
        Button(
            label=_("Je ne sais pas par où commencer"),
            event=StartOrientation(),
            icon="sparkles",
            detail=_("Quelques questions simples, puis des idées pour vous"),
            colour="yellow",
        ),
        Button(
            label=_("Je veux parler à quelqu'un"),
            event=AskForPerson(),
            icon="messages-square",
            detail=_("Maintenant, ou sur rendez-vous"),
            colour="peach",
        ),
    )
    return HomeView(
        title=_("Que voulez-vous faire ?"),
        subtitle=_("Prenez votre temps. Vous ne pouvez rien casser."),
        doors=doors,
        unfinished=_unfinished(visit, context),
        ticket=_ticket_door(visit),
    )


def _unfinished(visit: Visit, context: Context) -> Button | None:
    walk = visit.unfinished
    if walk is None:
        return None
    service = context.catalog.service(walk.service)
    return Button(
        label=_("Reprendre : {service}", service=catalog_text(service.name)),
        event=StartWalk(service.id),
        icon="play",
        detail=_("Vous en êtes à l'étape {number}.", number=len(walk.trail)),
        tone="go",
    )


def _ticket_door(visit: Visit) -> Button:
    if visit.issued:
        return Button(label=_("Revoir mon ticket"), event=ShowTicket(), icon="ticket")
    return Button(label=_("J'ai un ticket"), event=OpenResume(), icon="ticket")


@shown_at(scenes.Themes)
def themes(visit: Visit, context: Context) -> ThemesView:
    return ThemesView(
        title=_("Choisissez un thème"),
        themes=tuple(
            Button(
                label=catalog_text(theme.name),
                event=OpenTheme(theme.id),
                icon=theme.icon,
                colour=theme.colour,
            )
            for theme in context.catalog.themes
            if context.catalog.of_theme(theme.id)
        ),
    )


@shown_at(scenes.Services)
def services(visit: Visit, context: Context) -> ServicesView:
    assert isinstance(visit.scene, Services)
    theme = context.catalog.theme(visit.scene.theme)
    return ServicesView(
        title=catalog_text(theme.name),
        subtitle=_("Touchez ce que vous voulez faire."),
        colour=theme.colour,
        icon=theme.icon,
        services=tuple(
            Button(
                label=catalog_text(service.name),
                event=OpenService(service.id),
                icon=service.icon,
                detail=catalog_text(service.purpose[0]),
                colour=theme.colour,
            )
            for service in context.catalog.of_theme(theme.id)
        ),
    )


@shown_at(scenes.ServicePage)
def service(visit: Visit, context: Context) -> ServiceView:
    assert isinstance(visit.scene, ServicePage)
    shown = context.catalog.service(visit.scene.service)
    theme = context.catalog.theme(shown.theme)
    return ServiceView(
        theme=catalog_text(theme.name),
        colour=theme.colour,
        icon=shown.icon,
        title=catalog_text(shown.name),
        purpose=tuple(catalog_text(line) for line in shown.purpose),
        at_hand_title=_("À avoir près de vous"),
        at_hand=tuple(catalog_text(thing) for thing in shown.at_hand),
        facts=_facts(shown),
        start=_start(shown, visit.walk(shown.id)),
    )


def _start(shown: Service, walk: Walk | None) -> Button:
    label = _("Commencer")
    if walk and not walk.finished and len(walk.trail) > 1:
        label = _("Reprendre à l'étape {number}", number=len(walk.trail))
    return Button(label=label, event=StartWalk(shown.id), icon="arrow-right", tone="go")


ACCOUNTS: dict[Account, Text] = {
    "none": _("Pas besoin de compte"),
    "optional": _("Un compte est possible, pas obligatoire"),
    "needed": _("Il faut un compte sur ce service"),
}


def _facts(shown: Service) -> tuple[tuple[str, Text], ...]:
    minutes = plural(
        "Environ {count} minute ici, sans se presser",
        "Environ {count} minutes ici, sans se presser",
        shown.minutes,
    )
    facts = [("clock", minutes), ("user-round", ACCOUNTS[shown.account])]
    if shown.account_note:
        facts.append(("info", catalog_text(shown.account_note)))
    return tuple(facts)


# Where to begin


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
