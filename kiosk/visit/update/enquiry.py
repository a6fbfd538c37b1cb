"""An enquiry in writing, when no time can be given: to be called back, or to come back later."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import Print, WriteEnquiry
from kiosk.visit.events import AskToBeCalled, ComeBackLater, EnquiryWritten
from kiosk.visit.state import (
    BookingDraft,
    Confirm,
    Context,
    EnquiryOffered,
    IssuedTicket,
    Phone,
    Sign,
    Times,
    Visit,
)
from kiosk.visit.update.booking import begin_asking, walk_to_carry
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay
from kiosk.visit.update.ticket import hand_over
from kiosk.visit.values import OTHER_TOPIC, Enquiry, Mode


def offer(asking: BookingDraft) -> EnquiryOffered:
    """The offer to write, over the screen where trying again makes sense."""
    return EnquiryOffered(Confirm() if asking.chosen else Times())


@on(AskToBeCalled)
def ask_to_be_called(visit: Visit, event: AskToBeCalled, context: Context) -> Outcome:
    """What was typed for the appointment is still there."""
    asking = visit.asking or begin_asking(visit)
    if asking.enquiry_id:
        return stay(visit)
    return go(replace(visit, asking=replace(asking, to_be_called=True)), Phone())


@on(ComeBackLater)
def come_back_later(visit: Visit, event: ComeBackLater, context: Context) -> Outcome:
    asking = visit.asking or begin_asking(visit)
    mode: Mode = "face" if asking.mode in (None, "phone") else asking.mode
    return write(visit, asking, mode, context)


def write(visit: Visit, asking: BookingDraft, mode: Mode, context: Context) -> Outcome:
    """Write the enquiry down, once. A booking in doubt goes with it, to be settled there."""
    if asking.enquiry_id:
        return stay(visit)
    walk = walk_to_carry(visit, asking.stuck_at)
    called = mode == "phone"
    enquiry = Enquiry(
        id=context.new_id(),
        topic=asking.topic or OTHER_TOPIC,
        mode=mode,
        language=visit.language,
        asked_at=context.now,
        first_name=asking.first_name.strip() if called else "",
        phone=asking.phone if called else "",
        stuck_at=asking.stuck_at,
        progress=walk.progress if walk else None,
        in_doubt=asking.booking_id if asking.in_doubt else "",
    )
    given_back = () if asking.in_doubt else let_go(visit)
    asking = replace(asking, enquiry_id=enquiry.id)
    return replace(visit, asking=asking), (*given_back, WriteEnquiry(enquiry, asking.chosen))


@on(EnquiryWritten)
def enquiry_written(visit: Visit, event: EnquiryWritten, context: Context) -> Outcome:
    """Whoever has gone on is not fetched back: the paper comes out. A booking that got
    through meanwhile is what the visitor has been told; it has the same code."""
    asking = visit.asking
    if visit.handed and visit.handed.ticket.code == event.ticket.code:
        return stay(visit)
    if asking is None or asking.enquiry_id != event.enquiry_id:
        return replace(visit, handed=IssuedTicket(ticket=event.ticket)), (Print(event.ticket),)
    walk = walk_to_carry(visit, asking.stuck_at)
    if walk:
        visit = visit.with_walk(replace(walk, kept=True))
    origin = Sign(asking.origin) if visit.call else asking.origin
    return hand_over(replace(visit, asking=None), event.ticket, origin)
