"""Sentences and buttons that more than one screen says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kiosk.i18n.text import ClockTime, Day, Text, _, as_is, plural
from kiosk.visit.bookings import Session
from kiosk.visit.events import (
    AskForPerson,
    CallNow,
    Finish,
    GoBack,
    GoHome,
    KeepSteps,
    ShowSign,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.values import FreeTime, Mode
from kiosk.visit.views import Button

MODE_NAMES: dict[Mode, Text] = {
    "face": _("Ici, en face à face"),
    "phone": _("Par téléphone"),
    "video": _("Par vidéo"),
}
MODE_DETAILS: dict[Mode, Text] = {
    "face": _("Vous vous asseyez ensemble, dans ce lieu."),
    "phone": _("Nous vous appelons à l'heure choisie."),
    "video": _("Vous vous voyez sur un écran, chez vous ou ici."),
}
MODE_ICONS: dict[Mode, str] = {"face": "users", "phone": "phone", "video": "video"}


def catalog_text(sentence: str) -> Text:
    """A sentence of the catalogue: French, translated where it is drawn."""
    return Text(sentence, catalog=True)


def topic_name(topic: str | None, context: Context) -> Text | None:
    """The topic as the catalogue says it; None for "something else"."""
    name = context.catalog.name_of(topic) if topic else None
    return catalog_text(name) if name else None


def hour(time: FreeTime | Session, context: Context) -> Text:
    return _("{hour}", hour=ClockTime(time.starts_at.astimezone(context.zone)))


def day(time: FreeTime | Session, context: Context) -> Text:
    there = time.starts_at.astimezone(context.zone).date()
    return _("{day}", day=Day(there, context.date))


def session_days(session: Session, context: Context) -> Text:
    """Its day; of a series, the first and the last."""
    if not session.meetings:
        return day(session, context)
    edges = (session.spans[0], session.spans[-1])
    first, last = (start.astimezone(context.zone).date() for start, _end in edges)
    return _("Du {first} au {last}", first=Day(first, date.min), last=Day(last, date.min))


def next_meeting(session: Session, context: Context) -> Session:
    """The same, at the hour at which its people come next."""
    starts_at, ends_at = session.next_span(context.now)
    return replace(session, starts_at=starts_at, ends_at=ends_at)


def day_and_hour(time: FreeTime | Session, context: Context) -> Text:
    return _("{day}, {hour}", day=day(time, context), hour=hour(time, context))


def soon(time: FreeTime, context: Context) -> Text:
    """The day, and in how many minutes when that is soon."""
    wait = time.starts_at - context.now
    if timedelta() <= wait < timedelta(hours=1):
        minutes = max(1, round(wait.total_seconds() / 60))
        return plural(
            "{day}, dans {count} minute",
            "{day}, dans {count} minutes",
            minutes,
            day=Day(time.starts_at.astimezone(context.zone).date(), context.date),
        )
    return day(time, context)


def length(time: FreeTime) -> Text:
    minutes = round((time.ends_at - time.starts_at).total_seconds() / 60)
    return plural("{count} minute", "{count} minutes", minutes)


def helper_at(helper: str | None, desk: str | None) -> Text:
    if helper and desk:
        return _("Avec {helper}, {desk}", helper=as_is(helper), desk=catalog_text(desk))
    if desk:
        return catalog_text(desk)
    return _("Avec une personne de l'équipe")


# Buttons


def back_button() -> Button:
    return Button(label=_("Retour"), event=GoBack(), icon="arrow-left", tone="quiet")


def home_button() -> Button:
    return Button(label=_("Accueil"), event=GoHome(), icon="house", tone="quiet")


def finish_button() -> Button:
    return Button(label=_("Terminer"), event=Finish(), icon="log-out", tone="quiet")


def person_button(visit: Visit) -> Button:
    """Brick, bottom right, on every screen, and nothing else on it is; while a call waits it
    leads back to the sign.
    """
    if visit.call:
        return Button(
            label=_("Quelqu'un va venir"), event=ShowSign(), icon="bell-ring", tone="person"
        )
    return Button(
        label=_("Parler à quelqu'un"), event=AskForPerson(), icon="hand-helping", tone="person"
    )


def now_button() -> Button:
    return Button(
        label=_("Je préfère quelqu'un maintenant"),
        event=CallNow(),
        icon="bell-ring",
    )


def keep_button() -> Button:
    return Button(
        label=_("Garder mes étapes sur un ticket"),
        event=KeepSteps(),
        icon="ticket",
        detail=_("Vous reprendrez où vous en êtes, un autre jour."),
    )
