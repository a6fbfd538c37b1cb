"""The confirmation of an appointment, and what is said of its seat meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.i18n.text import Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.bookings import Booking
from kiosk.visit.draft_seat import (
    AskedSeat,
    BookingSeat,
    DoubtfulSeat,
    HeldSeat,
    LostSeat,
    NoSeat,
)
from kiosk.visit.events import (
    ConfirmBooking,
    GoBack,
    HoldAgain,
)
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.state import BookingDraft, Context, Visit
from kiosk.visit.update.booking import MAY_BE_BOOKED, at_this_hour, begin_draft, time_left
from kiosk.visit.values import FreeTime
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import (
    MODE_ICONS,
    MODE_NAMES,
    day,
    helper_at,
    hour,
    topic_name,
)
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView(Body):
    title: Text
    hour: Text
    day: Text
    lines: tuple[tuple[str, Text], ...]
    """An icon and a sentence each: who, where, how, about what."""
    held: Text
    """ "La place vous est gardée encore 1 min 40"."""
    share_left: float
    """Of the hold's time, from 1 to 0."""
    confirm: Button
    change: Button


@shown_at(scenes.Confirm)
def confirm(visit: Visit, context: Context) -> ConfirmView:
    draft = visit.draft or begin_draft(visit)
    time = draft.chosen
    assert time is not None
    seconds = round(time_left(visit, context))
    other = at_this_hour(visit, time, context)
    return ConfirmView(
        title=_confirm_title(draft),
        hour=hour(time, context),
        day=day(time, context),
        lines=(*_in_the_way(other), *_moved(draft), *_confirm_lines(draft, time, context)),
        held=_held(draft, seconds),
        share_left=min(1.0, seconds / context.hold_seconds),
        confirm=_confirm_button(draft, other),
        change=Button(
            label=_("Changer"),
            event=GoBack(),
            icon="arrow-left",
            enabled=not isinstance(draft.seat, BookingSeat),
        ),
    )


def _confirm_title(draft: BookingDraft) -> Text:
    if isinstance(draft.seat, LostSeat):
        return _("Voulez-vous toujours cette heure ?")
    return _("C'est bien cela ?")


def _held(draft: BookingDraft, seconds: int) -> Text:
    match draft.seat:
        case BookingSeat():
            return _("Un instant, nous notons votre rendez-vous.")
        case LostSeat():
            return _("Nous avons rendu la place. Elle est peut-être encore libre.")
        case DoubtfulSeat():
            return _("Touchez « Oui, je réserve » pour essayer encore.")
        case NoSeat() | AskedSeat():
            return _("Un instant, nous gardons la place pour vous.")
        case HeldSeat():
            return _held_for(seconds)
    assert_never(draft.seat)


def _held_for(seconds: int) -> Text:
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return _(
            "La place est gardée pour vous encore {minutes} min {seconds} s.",
            minutes=minutes,
            seconds=f"{rest:02d}",
        )
    return plural(
        "La place est gardée pour vous encore {count} seconde.",
        "La place est gardée pour vous encore {count} secondes.",
        rest,
    )


def _in_the_way(other: Booking | None) -> tuple[tuple[str, Text], ...]:
    if other is None:
        return ()
    says = _("Votre ticket a déjà quelque chose à cette heure-là. L'un des deux sera rendu.")
    return (("info", says),)


def _moved(draft: BookingDraft) -> tuple[tuple[str, Text], ...]:
    return (("undo-2", _("Votre ancienne heure sera rendue.")),) if draft.moves else ()


def _confirm_button(draft: BookingDraft, other: Booking | None) -> Button:
    if isinstance(draft.seat, LostSeat):
        return Button(label=_("Oui, la garder"), event=HoldAgain(), icon="check", tone="go")
    return Button(
        label=_("Oui, à la place de l'autre") if other else _("Oui, je réserve"),
        event=ConfirmBooking(other.id if other else ""),
        icon="check",
        tone="go",
        enabled=isinstance(draft.seat, MAY_BE_BOOKED),
    )


def _confirm_lines(
    draft: BookingDraft, time: FreeTime, context: Context
) -> tuple[tuple[str, Text], ...]:
    mode = draft.mode or "face"
    lines = [
        (MODE_ICONS[mode], MODE_NAMES[mode]),
        ("user-round", helper_at(time.helper, time.location)),
    ]
    named = topic_name(draft.topic, context)
    if named:
        lines.append(("message-circle", _("Sujet : « {topic} ».", topic=named)))
    if draft.first_name.strip():
        lines.append(("id-card", _("Pour {name}", name=as_is(draft.first_name.strip()))))
    if mode == "phone":
        lines.append(("phone", _("Au {phone}", phone=as_is(grouped_phone(draft.phone)))))
    return tuple(lines)
