"""What a scan says in the middle of something, and to staff."""

from __future__ import annotations

from kiosk.i18n.text import Text, _, as_is
from kiosk.visit import scenes
from kiosk.visit.draft_seat import BookingSeat
from kiosk.visit.events import GoBack, OpenScanned
from kiosk.visit.scenes import ScanInVain
from kiosk.visit.state import Context, StaffDesk, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.views import Button, NoticeView


@shown_at(scenes.ScanAsked)
def scan_asked(visit: Visit, context: Context) -> NoticeView:
    return NoticeView(
        icon="ticket",
        title=_("Ouvrir ce ticket ?"),
        text=_what_is_begun(visit),
        ways=(_go_on(), Button(label=_("Ouvrir ce ticket"), event=OpenScanned(), icon="ticket")),
    )


def _what_is_begun(visit: Visit) -> tuple[Text, ...]:
    if visit.draft is not None and not isinstance(visit.draft.seat, BookingSeat):
        return (
            _("Vous étiez en train de demander à voir quelqu'un. C'est toujours là."),
            _("Si vous ouvrez ce ticket, il faudra le demander à nouveau."),
        )
    if visit.call is not None:
        return (_("Vous avez appelé quelqu'un : l'appel continue."),)
    return (_("Ce que vous avez commencé est toujours là."),)


@shown_at(scenes.ScanInVain)
def scan_in_vain(visit: Visit, context: Context) -> NoticeView:
    silent = isinstance(visit.scene, ScanInVain) and visit.scene.silent
    title = (
        _("Nous n'arrivons pas à chercher ce ticket.")
        if silent
        else _("Nous ne trouvons pas ce ticket.")
    )
    return NoticeView(
        icon="ticket",
        title=title,
        text=(
            _("Ce n'est pas à cause de vous."),
            _("Ce que vous avez commencé est toujours là."),
        ),
        ways=(_go_on(),),
    )


def _go_on() -> Button:
    return Button(
        label=_("Continuer ce que je faisais"), event=GoBack(), icon="arrow-left", tone="go"
    )


def scan_test(desk: StaffDesk) -> Text:
    """Any code shows how the scanner is set; a ticket shows that tickets are understood."""
    scan = desk.scan
    if scan is None:
        return _("Pour essayer le lecteur, montrez-lui un ticket maintenant.")
    said = {"shown": as_is(scan.shown), "keyboard": as_is(scan.keyboard)}
    if scan.understood:
        return _("Le lecteur a lu un ticket : {shown}. Clavier : {keyboard}.", **said)
    return _("Le lecteur a lu « {shown} ». Ce n'est pas un ticket. Clavier : {keyboard}.", **said)
