"""After a first or a last meeting of two: how it went, once more, something for the team."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CloseFollowUp, CountFace, FindSponsorHours
from kiosk.visit.events import LeaveFollowUp, MeetAgain, RateMeeting, TellAboutMeeting
from kiosk.visit.joining import Joining
from kiosk.visit.notes import MOST_LETTERS, names_somebody
from kiosk.visit.results import FollowUpClosed
from kiosk.visit.scenes import FollowUpAsked, FollowUpWords, Home, Programme
from kiosk.visit.sponsoring import NEEDS, FollowUp, FollowUpDraft
from kiosk.visit.state import Context, Visit
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket_lookup import open_ticket


def asked_about(visit: Visit) -> FollowUp | None:
    ticket = visit.lookup.ticket if visit.lookup else None
    return ticket.follow_up if ticket else None


@on(RateMeeting)
def rate(visit: Visit, event: RateMeeting, context: Context) -> Outcome:
    """Once; what it was about is not kept with it."""
    if not isinstance(visit.scene, FollowUpAsked) or visit.follow_up.rated:
        return stay(visit)
    rated = replace(visit.follow_up, rated=True)
    return replace(visit, follow_up=rated), (CountFace(event.rating),)


@on(MeetAgain)
def meet_again(visit: Visit, event: MeetAgain, context: Context) -> Outcome:
    about = asked_about(visit)
    if about is None or about.side != "helped" or about.need not in NEEDS:
        return stay(visit)
    visit = replace(_asked(visit), joining=Joining(need=about.need))
    return go(visit, Programme("sponsor"), CloseFollowUp(about), FindSponsorHours(about.need))


@on(TellAboutMeeting)
def tell(visit: Visit, event: TellAboutMeeting, context: Context) -> Outcome:
    if asked_about(visit) is None or not isinstance(visit.scene, FollowUpAsked):
        return stay(visit)
    return go(visit, FollowUpWords())


@on(LeaveFollowUp)
def leave(visit: Visit, event: LeaveFollowUp, context: Context) -> Outcome:
    about = asked_about(visit)
    if about is None:
        return stay(visit)
    opened, effects = _to_the_ticket(visit, context)
    return opened, (*effects, CloseFollowUp(about))


def type_report(visit: Visit, key: str) -> Outcome:
    """A letter more, or one less where `key` is empty."""
    draft = visit.follow_up
    if draft.asked:
        return stay(visit)
    words = draft.words[:-1] if not key else draft.words + (key if draft.words else key.upper())
    typed = replace(draft, words=words[:MOST_LETTERS], warned=False)
    return stay(replace(visit, follow_up=typed))


def accept_report(visit: Visit, context: Context) -> Outcome:
    draft, about = visit.follow_up, asked_about(visit)
    words = draft.words.strip()
    if about is None or draft.asked or not words:
        return stay(visit)
    if names_somebody(words):
        return stay(replace(visit, follow_up=replace(draft, warned=True)))
    report_id = draft.report_id or context.new_id()
    asked = replace(visit, follow_up=replace(draft, asked=True, report_id=report_id))
    return asked, (CloseFollowUp(about, report_id, words),)


@on(FollowUpClosed)
def closed(visit: Visit, event: FollowUpClosed, context: Context) -> Outcome:
    """Whoever told something is led on to the ticket; all others went on already."""
    if not event.told or not isinstance(visit.scene, FollowUpWords):
        return stay(visit)
    return _to_the_ticket(visit, context)


def _asked(visit: Visit) -> Visit:
    """It is not asked again in this visit either."""
    found = visit.lookup
    if found and found.ticket:
        ticket = replace(found.ticket, follow_up=None)
        visit = replace(visit, lookup=replace(found, ticket=ticket), carnet=ticket)
    return replace(visit, follow_up=FollowUpDraft())


def _to_the_ticket(visit: Visit, context: Context) -> Outcome:
    visit = _asked(visit)
    if visit.carnet is None:
        return go(visit, Home())
    return open_ticket(visit, TicketLookup(ticket=visit.carnet), context)
