"""The place is closed, or soon will be: when it opens, and what helps meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.i18n.text import ClockTime, Day, Text, _, as_is
from kiosk.visit import scenes
from kiosk.visit.events import FollowOpeningHours, OpenAnyway
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.staff_deeds import next_closing
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.views import Body, Button

SOON = timedelta(minutes=5)
"""So long before closing the screen says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedView(Body):
    title: Text
    opens: Text | None
    """None when no opening is known of the weeks to come."""
    meanwhile: tuple[Text, ...]


@shown_at(scenes.Closed)
def closed(visit: Visit, context: Context) -> ClosedView:
    coming = context.opening and context.opening.next_after(context.now)
    where = as_is(", ".join(filter(None, (context.place_name, context.place_address))))
    return ClosedView(
        title=_("Nous sommes fermés en ce moment."),
        opens=_opens(coming[0], context) if coming else None,
        meanwhile=(
            *_message(context),
            _("Pour une question à France Travail : le 39 49, par téléphone, en semaine."),
            _("Nous vous recevrons ici : {place}", place=where),
        ),
    )


def _message(context: Context) -> tuple[Text, ...]:
    """What the place has to say on its first screen."""
    message = context.message
    return (as_is(message.text),) if message.stands(context.now) else ()


def _opens(moment: datetime, context: Context) -> Text:
    at, day = _hour(moment, context), moment.astimezone(context.zone).date()
    if day == context.date:
        return _("Nous ouvrons à {hour}.", hour=at)
    if day == context.date + timedelta(days=1):
        return _("Nous ouvrons demain, à {hour}.", hour=at)
    return _("Nous ouvrons {day}, à {hour}.", day=Day(day, date.min), hour=at)


def _hour(moment: datetime, context: Context) -> ClockTime:
    return ClockTime(moment.astimezone(context.zone))


def closing_notice(visit: Visit, context: Context) -> Text | None:
    """For whoever is in the middle of something nothing ends: they may finish, however late."""
    at_rest = visit.scene.at_rest
    if context.is_closed:
        finish = _("Nous fermons. Prenez le temps de finir : l'écran vous attend.")
        return None if at_rest else finish
    closes_at = context.closes_at
    if closes_at is None or closes_at - context.now > SOON:
        return None
    hour = _hour(closes_at, context)
    if at_rest:
        return _("Nous fermons à {hour}.", hour=hour)
    return _("Nous fermons à {hour}. Prenez le temps de finir : l'écran vous attend.", hour=hour)


def opening_button(context: Context) -> tuple[Button, ...]:
    """For the team: outside the opening hours."""
    if context.is_closed:
        until = next_closing(context)
        there = until.astimezone(context.zone).date()
        detail = _("{day}, {hour}", day=Day(there, date.min), hour=_hour(until, context))
        detail = _("Jusqu'à la fermeture : {when}", when=detail)
        button = Button(
            label=_("Ouvrir quand même"), event=OpenAnyway(), icon="door-open", detail=detail
        )
        return (button,)
    if context.is_kept_open and context.opening:
        label = _("Suivre de nouveau les heures d'ouverture")
        return (Button(label=label, event=FollowOpeningHours(), icon="clock"),)
    return ()
