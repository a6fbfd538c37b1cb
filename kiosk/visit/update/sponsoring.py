"""A hand from somebody, or for somebody: needs, hours, a first name; and what was offered."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import ChangeSponsorship, FindSponsorHours, OfferHelp
from kiosk.visit.events import (
    BeginHelp,
    ConfirmGiveUpHelp,
    GiveUpHelp,
    OfferMoreHours,
    OpenHelpHours,
    OpenHelpName,
    OpenNeeds,
    OpenSponsoring,
    OpenSponsorship,
    PickNeed,
    ToggleHelpHour,
    ToggleHelpNeed,
    WishHelp,
)
from kiosk.visit.joining import Joining
from kiosk.visit.results import HelpOffered, SponsorshipChanged
from kiosk.visit.scenes import (
    GiveUpHelpAsked,
    HelpHours,
    HelpName,
    HelpNeeds,
    NeedCards,
    Programme,
    Sponsoring,
    SponsorshipFound,
    TicketContents,
)
from kiosk.visit.sponsoring import MOST_HOURS, NEEDS, HelpDraft, Sponsorship
from kiosk.visit.state import BookingDraft, Context, Visit
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.update.enquiry import write
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket import hand_over_here

NAME_LENGTH = 24


@on(OpenSponsoring)
def open_sponsoring(visit: Visit, event: OpenSponsoring, context: Context) -> Outcome:
    return go(visit, Sponsoring())


# "J'ai besoin d'un coup de main"


@on(OpenNeeds)
def open_needs(visit: Visit, event: OpenNeeds, context: Context) -> Outcome:
    return go(visit, NeedCards())


@on(PickNeed)
def pick_need(visit: Visit, event: PickNeed, context: Context) -> Outcome:
    if event.need not in NEEDS:
        return stay(visit)
    looking = replace(visit, joining=Joining(need=event.need))
    return go(looking, Programme("sponsor"), FindSponsorHours(event.need))


@on(WishHelp)
def wish_help(visit: Visit, event: WishHelp, context: Context) -> Outcome:
    """Noted for the team, with a ticket: somebody finds them an hour."""
    if visit.joining is None or not visit.joining.need:
        return stay(visit)
    draft = BookingDraft(
        origin=Sponsoring(),
        topic=f"sponsor-{visit.joining.need}",
        topic_known=True,
        stuck_at=None,
        mode="face",
    )
    return write(replace(visit, draft=draft), draft, "face", context)


# "Je peux aider"


@on(BeginHelp)
def begin_help(visit: Visit, event: BeginHelp, context: Context) -> Outcome:
    """What was chosen before in this visit is still there."""
    return go(replace(visit, help=visit.help or HelpDraft()), HelpNeeds())


@on(ToggleHelpNeed)
def toggle_help_need(visit: Visit, event: ToggleHelpNeed, context: Context) -> Outcome:
    if visit.help is None or event.need not in NEEDS:
        return stay(visit)
    needs = visit.help.needs
    if event.need in needs:
        needs = tuple(one for one in needs if one != event.need)
    else:
        needs = (*needs, event.need)
    return stay(replace(visit, help=replace(visit.help, needs=needs)))


@on(OpenHelpHours)
def open_help_hours(visit: Visit, event: OpenHelpHours, context: Context) -> Outcome:
    if visit.help is None or not visit.help.needs:
        return stay(visit)
    return go(replace(visit, joining=Joining(need="")), HelpHours(), FindSponsorHours(""))


@on(ToggleHelpHour)
def toggle_help_hour(visit: Visit, event: ToggleHelpHour, context: Context) -> Outcome:
    if visit.help is None:
        return stay(visit)
    sessions = visit.help.sessions
    if event.session_id in sessions:
        sessions = tuple(one for one in sessions if one != event.session_id)
    elif len(sessions) < MOST_HOURS:
        sessions = (*sessions, event.session_id)
    return stay(replace(visit, help=replace(visit.help, sessions=sessions)))


@on(OpenHelpName)
def open_help_name(visit: Visit, event: OpenHelpName, context: Context) -> Outcome:
    if visit.help is None or not visit.help.sessions or visit.help.asked:
        return stay(visit)
    if visit.help.sponsor_id:  # who helps already has a name
        return _offer(visit, visit.help, "", context)
    return go(visit, HelpName())


@on(OfferMoreHours)
def offer_more_hours(visit: Visit, event: OfferMoreHours, context: Context) -> Outcome:
    ticket = visit.lookup.ticket if visit.lookup else None
    offered = ticket.sponsorship if ticket else None
    if offered is None:
        return stay(visit)
    more = HelpDraft(needs=offered.needs, sponsor_id=offered.id)
    visit = replace(visit, help=more, joining=Joining(need=""))
    return go(visit, HelpHours(), FindSponsorHours(""))


def type_first_name(visit: Visit, key: str) -> Outcome:
    """A letter more, or one less where `key` is empty."""
    offer = visit.help
    if offer is None or offer.asked:
        return stay(visit)
    if not key:
        name = offer.first_name[:-1]
    else:
        name = offer.first_name + (key if offer.first_name else key.upper())
    return stay(replace(visit, help=replace(offer, first_name=name[:NAME_LENGTH])))


def accept_first_name(visit: Visit, context: Context) -> Outcome:
    offer = visit.help
    name = offer.first_name.strip() if offer else ""
    if offer is None or offer.asked or not name:
        return stay(visit)
    return _offer(visit, offer, name, context)


def _offer(visit: Visit, offer: HelpDraft, name: str, context: Context) -> Outcome:
    asked = replace(offer, asked=True, sponsor_id=offer.sponsor_id or context.new_id())
    wanted = OfferHelp(asked.sponsor_id, name, offer.needs, offer.sessions, visit.carnet_code)
    return replace(visit, help=asked), (wanted,)


@on(HelpOffered)
def help_offered(visit: Visit, event: HelpOffered, context: Context) -> Outcome:
    if visit.help is None or not visit.help.asked:
        return stay(visit)
    handed, effects = hand_over_here(replace(visit, help=None), event.ticket, (HelpName, HelpHours))
    carnet = handed.carnet
    assert carnet is not None
    carnet = replace(carnet, sponsorship=event.ticket.sponsorship)
    return replace(handed, carnet=carnet), effects


# What was offered


@on(OpenSponsorship)
def open_sponsorship(visit: Visit, event: OpenSponsorship, context: Context) -> Outcome:
    ticket = visit.lookup.ticket if visit.lookup else None
    if ticket is None or ticket.sponsorship is None:
        return stay(visit)
    return go(visit, SponsorshipFound())


@on(GiveUpHelp)
def give_up_help(visit: Visit, event: GiveUpHelp, context: Context) -> Outcome:
    return go(visit, GiveUpHelpAsked(event.session_id))


@on(ConfirmGiveUpHelp)
def confirm_give_up_help(visit: Visit, event: ConfirmGiveUpHelp, context: Context) -> Outcome:
    found, scene = visit.lookup, visit.scene
    offered = found.ticket.sponsorship if found and found.ticket else None
    if found is None or offered is None or found.busy or not isinstance(scene, GiveUpHelpAsked):
        return stay(visit)
    asked = replace(visit, lookup=replace(found, busy=True))
    return asked, (ChangeSponsorship(found.code, offered.id, scene.session_id),)


@on(SponsorshipChanged)
def sponsorship_changed(visit: Visit, event: SponsorshipChanged, context: Context) -> Outcome:
    found = visit.lookup
    if found is None or found.ticket is None:
        return stay(visit)
    ticket = _with(found.ticket, event.sponsorship)
    visit = replace(visit, lookup=replace(found, busy=False, ticket=ticket))
    if visit.carnet and visit.carnet.code == ticket.code:
        visit = replace(visit, carnet=_with(visit.carnet, event.sponsorship))
    if not isinstance(visit.scene, (SponsorshipFound, GiveUpHelpAsked)):
        return stay(visit)
    return go(visit, SponsorshipFound() if event.sponsorship else TicketContents())


def _with(ticket: FoundTicket, sponsorship: Sponsorship | None) -> FoundTicket:
    return replace(ticket, sponsorship=sponsorship)
