"""An enquiry in writing, when no time can be given: to be called back, or to come back later."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.draft_seat import DoubtfulSeat
from kiosk.visit.effects import Print, WriteEnquiry
from kiosk.visit.events import AskToBeCalled, ComeBackLater
from kiosk.visit.results import EnquiryWritten
from kiosk.visit.scenes import Confirm, EnquiryOffered, Phone, Sign, Times
from kiosk.visit.state import BookingDraft, Context, Visit
from kiosk.visit.update.booking import begin_draft, walk_to_carry
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay
from kiosk.visit.update.ticket import hand_over, with_ticket
from kiosk.visit.values import OTHER_TOPIC, Enquiry, Mode


def offer(draft: BookingDraft) -> EnquiryOffered:
    """The offer to write, over the screen where trying again makes sense."""
    return EnquiryOffered(Confirm() if draft.chosen else Times())


@on(AskToBeCalled)
def ask_to_be_called(visit: Visit, event: AskToBeCalled, context: Context) -> Outcome:
    """What was typed for the appointment is still there."""
    draft = visit.draft or begin_draft(visit)
    if draft.enquiry_id:
        return stay(visit)
    return go(replace(visit, draft=replace(draft, to_be_called=True)), Phone())


@on(ComeBackLater)
def come_back_later(visit: Visit, event: ComeBackLater, context: Context) -> Outcome:
    draft = visit.draft or begin_draft(visit)
    mode: Mode = "face" if draft.mode in (None, "phone") else draft.mode
    return write(visit, draft, mode, context)


def write(visit: Visit, draft: BookingDraft, mode: Mode, context: Context) -> Outcome:
    """Write the enquiry down, once. A booking in doubt goes with it, to be settled there."""
    if draft.enquiry_id:
        return stay(visit)
    walk = walk_to_carry(visit, draft.stuck_at)
    called = mode == "phone"
    enquiry = Enquiry(
        id=context.new_id(),
        topic=draft.topic or OTHER_TOPIC,
        mode=mode,
        language=visit.language,
        asked_at=context.now,
        first_name=draft.first_name.strip() if called else "",
        phone=draft.phone if called else "",
        stuck_at=draft.stuck_at,
        progress=walk.progress if walk else None,
        in_doubt=draft.seat.booking_id if isinstance(draft.seat, DoubtfulSeat) else "",
    )
    given_back = () if enquiry.in_doubt else let_go(visit)
    draft = replace(draft, enquiry_id=enquiry.id)
    return replace(visit, draft=draft), (*given_back, WriteEnquiry(enquiry, draft.chosen))


@on(EnquiryWritten)
def enquiry_written(visit: Visit, event: EnquiryWritten, context: Context) -> Outcome:
    """Whoever has gone on is not fetched back: the paper comes out. A booking that got
    through meanwhile is what the visitor has been told; it has the same code."""
    draft = visit.draft
    if visit.issued and visit.issued.ticket.code == event.ticket.code:
        return stay(visit)
    if draft is None or draft.enquiry_id != event.enquiry_id:
        return with_ticket(visit, event.ticket), (Print(event.ticket),)
    walk = walk_to_carry(visit, draft.stuck_at)
    if walk:
        visit = visit.with_walk(replace(walk, kept=True))
    origin = Sign(draft.origin) if visit.call else draft.origin
    return hand_over(replace(visit, draft=None), event.ticket, origin)
