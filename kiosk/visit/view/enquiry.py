"""What is asked for in writing: the offer, and the enquiry found by its ticket."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.visit.events import (
    AskToBeCalled,
    CallNow,
    CancelAppointment,
    ComeBackLater,
    ConfirmCancel,
    GoBack,
    GoHome,
    PrintAgain,
    ResumeSteps,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.values import Mode
from kiosk.visit.views import Button, NoticeView

WHAT_HAPPENS: dict[Mode, Text] = {
    "phone": _("Nous vous rappelons."),
    "face": _("Revenez nous voir avec ce ticket."),
    "video": _("Revenez nous voir avec ce ticket."),
}
"""What becomes of an enquiry, by the way of meeting that it asks for."""


def enquiry_offered(visit: Visit, context: Context) -> NoticeView:
    writing = visit.asking is not None and bool(visit.asking.enquiry_id)
    ways = (
        Button(
            label=_("On me rappelle"),
            event=AskToBeCalled(),
            icon="phone",
            detail=_("Vous laissez votre numéro de téléphone."),
            tone="go",
            enabled=not writing,
        ),
        Button(
            label=_("Je reviendrai avec un ticket"),
            event=ComeBackLater(),
            icon="ticket",
            detail=_("Une personne vous trouvera une heure."),
            enabled=not writing,
        ),
        Button(label=_("Quelqu'un, maintenant"), event=CallNow(), icon="bell-ring"),
        Button(label=_("Essayer encore"), event=GoBack(), icon="rotate-ccw", tone="quiet"),
    )
    return NoticeView(
        icon="notebook-pen",
        title=_("Nous notons votre demande"),
        text=(
            _("L'agenda ne répond pas pour l'instant. Ce n'est pas à cause de vous."),
            _("Nous la gardons ici, et l'équipe la recevra."),
        ),
        ways=ways if "phone" in context.modes else ways[1:],
    )


def enquiry_found(visit: Visit, context: Context) -> NoticeView:
    found = visit.resuming
    assert found is not None
    assert found.booking is not None
    ways = [
        Button(label=_("Imprimer le ticket"), event=PrintAgain(), icon="printer"),
        Button(label=_("Retirer cette demande"), event=CancelAppointment(), icon="x"),
        Button(label=_("Revenir à l'écran d'accueil"), event=GoHome(), icon="house"),
    ]
    if found.progress:
        again = Button(
            label=_("Reprendre mes étapes"), event=ResumeSteps(), icon="footprints", tone="go"
        )
        ways.insert(0, again)
    later = (
        _("Gardez votre téléphone près de vous.")
        if found.booking.mode == "phone"
        else _("Une personne vous trouvera une heure.")
    )
    return NoticeView(
        icon="notebook-pen",
        title=_("Votre demande est notée."),
        text=(WHAT_HAPPENS[found.booking.mode], later),
        ways=tuple(ways),
    )


def withdraw_asked(visit: Visit) -> NoticeView:
    return NoticeView(
        icon="notebook-pen",
        title=_("Retirer cette demande ?"),
        text=(_("L'équipe ne cherchera plus d'heure pour vous."),),
        ways=(
            Button(label=_("Non, je la garde"), event=GoBack(), icon="arrow-left", tone="go"),
            Button(label=_("Oui, la retirer"), event=ConfirmCancel(), icon="x"),
        ),
    )
