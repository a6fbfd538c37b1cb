"""When a question has no answer: trying again, or asking in writing; and to withdraw that."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.events import (
    AskForPerson,
    AskToBeCalled,
    CallNow,
    ComeBackLater,
    ConfirmCancel,
    GoBack,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.values import Mode
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.views import Button, NoticeView

WHAT_HAPPENS: dict[Mode, Text] = {
    "phone": _("Nous vous rappelons."),
    "face": _("Revenez nous voir avec ce ticket."),
    "video": _("Revenez nous voir avec ce ticket."),
}
"""What becomes of an enquiry, by the way of meeting that it asks for."""


@shown_at(scenes.EnquiryOffered)
def enquiry_offered(visit: Visit, context: Context) -> NoticeView:
    writing = visit.draft is not None and bool(visit.draft.enquiry_id)
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


@shown_at(scenes.StoreTrouble)
def store_trouble(visit: Visit, context: Context) -> NoticeView:
    return NoticeView(
        icon="notebook-pen",
        title=_("Nous n'arrivons pas à noter votre demande."),
        text=(
            _("Ce n'est pas à cause de vous. Ce que vous avez fait ici est gardé."),
            _("Essayez encore, ou appelez une personne."),
        ),
        ways=(
            Button(label=_("Essayer encore"), event=GoBack(), icon="rotate-ccw", tone="go"),
            Button(
                label=_("Appeler une personne"),
                event=AskForPerson(),
                icon="bell-ring",
            ),
        ),
    )
