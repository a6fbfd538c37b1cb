"""The ticket of this visit, and the truth about its paper."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.bookings import NotedEnquiry, WaitingPlace
from kiosk.visit.events import (
    Finish,
    Reprint,
    ShowSign,
    StartWalk,
)
from kiosk.visit.state import Context, IssuedTicket, Visit
from kiosk.visit.tickets import PrintedBooking, Printing, grouped_code
from kiosk.visit.update.ticket import may_reprint
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.enquiry import WHAT_HAPPENS
from kiosk.visit.view.waiting_number import leave_number
from kiosk.visit.views import Body, Button

PAPER_TITLES: dict[Printing, Text] = {
    "waiting": _("C'est noté. Le ticket arrive."),
    "printed": _("C'est noté. Prenez votre ticket."),
    "shown": _("C'est noté. Voici votre ticket."),
    "no_paper": _("C'est noté. Voici votre ticket."),
    "busy": _("C'est noté. Voici votre ticket."),
    "failed": _("C'est noté. Voici votre ticket."),
    "unknown": _("C'est noté. Voici votre ticket."),
}
PAPER_TRUTHS: dict[Printing, Text] = {
    "waiting": _("L'imprimante travaille."),
    "printed": _("L'imprimante a fini : le ticket est sorti."),
    "shown": _("Photographiez-le, ou recopiez le code."),
    "no_paper": _(
        "L'imprimante n'a plus de papier, l'équipe le sait. Photographiez l'écran, ou recopiez"
        " le code."
    ),
    "busy": _("L'imprimante est occupée. Essayez encore, ou photographiez l'écran."),
    "failed": _("L'imprimante ne répond pas. Photographiez l'écran, ou recopiez le code."),
    "unknown": _("Si le ticket ne sort pas, photographiez l'écran, ou recopiez le code."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView(Body):
    title: Text
    text: Text
    """The truth about the paper."""
    printing: Printing
    picture: bytes | None
    """PNG of the ticket as on paper; None while it is being drawn."""
    code: str
    """In groups of four."""
    reprint: Button | None
    ways: tuple[Button, ...]


@shown_at(scenes.TicketShown)
def ticket(visit: Visit, context: Context) -> TicketView:
    issued = visit.issued
    assert issued is not None
    return TicketView(
        title=_ticket_title(issued),
        text=PAPER_TRUTHS[issued.printing],
        printing=issued.printing,
        picture=issued.picture,
        code=grouped_code(issued.ticket.code),
        reprint=_reprint(issued),
        ways=_ways_on(visit),
    )


def _ticket_title(issued: IssuedTicket) -> Text:
    match issued.ticket.bookings:
        case (PrintedBooking(booking=NotedEnquiry(mode=mode)),):
            return WHAT_HAPPENS[mode]
        case (PrintedBooking(booking=WaitingPlace(rank=None)),):
            return _("C'est noté. La place n'est pas encore sûre.")
        case (PrintedBooking(booking=WaitingPlace(rank=int(rank))),):
            return _("C'est noté. Vous êtes numéro {rank} sur la liste d'attente.", rank=rank)
    return PAPER_TITLES[issued.printing]


def _reprint(issued: IssuedTicket) -> Button | None:
    if not may_reprint(issued):
        return None
    printed = issued.printing == "printed"
    label = _("Imprimer encore une fois") if printed else _("Essayer encore d'imprimer")
    return Button(label=label, event=Reprint(), icon="printer")


def _ways_on(visit: Visit) -> tuple[Button, ...]:
    ways = [Button(label=_("Terminer"), event=Finish(), icon="check", tone="go")]
    if visit.call:
        back = Button(label=_("J'attends quelqu'un"), event=ShowSign(), icon="bell-ring")
        ways.insert(0, back)
    elif visit.unfinished:
        again = StartWalk(visit.unfinished.service)
        ways.insert(0, Button(label=_("Continuer mes étapes"), event=again, icon="footprints"))
    return (*leave_number(visit), *ways)
