"""The first screen, and home."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.languages import language
from kiosk.i18n.text import ClockTime, Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    AskForPerson,
    OpenResume,
    OpenThemes,
    OpenTogether,
    ShowTicket,
    StartOrientation,
    StartWalk,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.today import TodayLine
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, day, hour
from kiosk.visit.views import Body, Button

PICTURES = (
    ("hand-heart", _("Ici, des personnes vous aident.")),
    ("footprints", _("Une étape après l'autre, à votre rythme.")),
    ("shield-check", _("Vous ne pouvez rien casser.")),
    ("ticket", _("Vous repartez avec un ticket.")),
)


TODAY = 3
"""How many things of the day the first screen tells: the next ones."""

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
    message: Text | None = None
    """What the place says, in its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(Body):
    title: Text
    subtitle: Text
    doors: tuple[Button, ...]
    unfinished: Button | None
    """Back to the steps that were left in this visit."""
    ticket: Button


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
        today=(
            *(_today_line(line, context) for line in today.lines[:TODAY]),
            *_challenges_done(context),
        ),
        next_free=_next_free(context),
        message=_message(context),
    )


def _message(context: Context) -> Text | None:
    message = context.message
    return as_is(message.text) if message.stands(context.now) else None


def _challenges_done(context: Context) -> tuple[Text, ...]:
    """Everybody's together; nobody's own is shown anywhere."""
    count = context.today.challenges_done
    if not count:
        return ()
    return (
        plural(
            "{count} défi relevé ici cette semaine",
            "{count} défis relevés ici cette semaine",
            count,
        ),
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
        Button(
            label=_("Faire avec d'autres"),
            event=OpenTogether(),
            icon="users",
            detail=_("Ateliers, groupes, une table pour travailler"),
            colour="violet",
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
