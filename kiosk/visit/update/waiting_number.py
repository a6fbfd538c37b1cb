"""A number of whoever waits for a seat: asked only then, and only where they want it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.bookings import WaitingPlace
from kiosk.visit.effects import KeepNumber
from kiosk.visit.events import AskNumber
from kiosk.visit.joining import NumberDraft
from kiosk.visit.phone_numbers import LONGEST_PHONE, read_phone
from kiosk.visit.results import NumberKept
from kiosk.visit.scenes import NumberNoted, WaitingNumber
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay


def place_to_call_for(visit: Visit) -> WaitingPlace | None:
    """What whoever has the ticket in hand waits for, on the screen, without having left a number.

    What is noted here alone has no rank: nobody knows yet whether there is a list.
    """
    shown = visit.lookup.booking if visit.lookup else None
    if shown is None and visit.issued and visit.issued.ticket.bookings:
        shown = visit.issued.ticket.bookings[-1].booking
    if not isinstance(shown, WaitingPlace) or shown.rank is None or shown.status != "waiting":
        return None
    number = visit.number
    left = number is not None and number.booking_id == shown.id and number.attempt == "kept"
    return None if left else shown


@on(AskNumber)
def ask_number(visit: Visit, event: AskNumber, context: Context) -> Outcome:
    waits = place_to_call_for(visit)
    if waits is None or waits.id != event.booking_id or isinstance(visit.scene, WaitingNumber):
        return stay(visit)
    asked = replace(visit, number=NumberDraft(booking_id=event.booking_id))
    return go(asked, WaitingNumber(visit.scene))


def type_number(visit: Visit, key: str) -> Outcome:
    """A digit more; an empty key takes the last one back."""
    number = visit.number
    if number is None or number.attempt == "asked":
        return stay(visit)
    typed = (number.phone + key)[:LONGEST_PHONE] if key else number.phone[:-1]
    return stay(replace(visit, number=replace(number, phone=typed, doubtful=False)))


def accept_number(visit: Visit) -> Outcome:
    number = visit.number
    if number is None or number.attempt == "asked":
        return stay(visit)
    phone = read_phone(number.phone)
    if phone is None:
        return stay(replace(visit, number=replace(number, doubtful=True)))
    asked = replace(visit, number=replace(number, phone=phone, attempt="asked"))
    return asked, (KeepNumber(number.booking_id, phone),)


@on(NumberKept)
def number_kept(visit: Visit, event: NumberKept, context: Context) -> Outcome:
    """The number itself leaves the visit: it is where it serves."""
    number = visit.number
    if number is None or number.booking_id != event.booking_id:
        return stay(visit)
    visit = replace(visit, number=replace(number, phone="", attempt="kept"))
    if not isinstance(visit.scene, WaitingNumber):
        return stay(visit)
    return go(visit, NumberNoted(visit.scene.origin) if event.kept else visit.scene.origin)
