"""A number of whoever waits for a seat, and what becomes of it."""

from __future__ import annotations

from kiosk.i18n.text import _
from kiosk.visit import scenes
from kiosk.visit.bookings import WaitingPlace
from kiosk.visit.events import AcceptTyped, AskNumber, GoBack
from kiosk.visit.joining import NumberDraft
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.waiting_number import place_to_call_for
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.person import DOUBTFUL_NUMBER, PhoneView
from kiosk.visit.views import Button, NoticeView


def leave_number(visit: Visit) -> tuple[Button, ...]:
    """Only whoever waits for a seat is asked for a number."""
    waits: WaitingPlace | None = place_to_call_for(visit)
    if waits is None:
        return ()
    label = _("Être appelé si une place se libère")
    return (Button(label=label, event=AskNumber(waits.id), icon="phone"),)


@shown_at(scenes.WaitingNumber)
def waiting_number(visit: Visit, context: Context) -> PhoneView:
    number = visit.number or NumberDraft(booking_id="")
    waits = number.attempt == "asked"
    note = _("Un instant, nous l'écrivons.") if waits else None
    return PhoneView(
        title=_("À quel numéro vous appeler ?"),
        subtitle=_("Il sert seulement si une place se libère. Il est effacé après."),
        typed=grouped_phone(number.phone),
        note=DOUBTFUL_NUMBER if number.doubtful else note,
        accept=Button(
            label=_("Valider"),
            event=AcceptTyped(),
            icon="check",
            tone="go",
            enabled=bool(number.phone) and not waits,
        ),
    )


@shown_at(scenes.NumberNoted)
def number_noted(visit: Visit, context: Context) -> NoticeView:
    return NoticeView(
        icon="phone",
        title=_("C'est noté."),
        text=(
            _("Si une place se libère pour vous, l'équipe vous appelle."),
            _("Votre numéro est effacé après l'appel, ou quand la séance commence."),
        ),
        ways=(Button(label=_("Continuer"), event=GoBack(), icon="arrow-right", tone="go"),),
    )
