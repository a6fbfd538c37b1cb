"""Before another booking system: what it will ask, and who helps without it."""

from __future__ import annotations

from urllib.parse import urlsplit

from kiosk.i18n.text import _, as_is
from kiosk.visit.values import Mode
from kiosk.web.visitor.pages import ExternalBookingPage, Link
from kiosk.web.visitor.site import Turn


def elsewhere(turn: Turn, mode: Mode) -> str | None:
    """The other system's page for this topic, if the place has one."""
    theme = turn.site.agenda.theme_of(turn.topic)
    return turn.site.outside.address(mode, turn.topic, theme)


def leave_for(turn: Turn, mode: Mode) -> ExternalBookingPage | None:
    """The page before another booking system; None when the place has none for this."""
    address = elsewhere(turn, mode)
    if address is None:
        return None
    host = urlsplit(address).hostname or ""
    return ExternalBookingPage(
        title=_("Prendre rendez-vous sur un autre site"),
        needs=(
            _("On vous demande votre nom et une adresse e-mail."),
            _("Vous recevez un code dans votre boîte e-mail. Gardez-la ouverte à côté."),
            _("Recopiez ce code sur le site. Puis choisissez l'heure."),
        ),
        leave=Link(
            label=_("Aller sur {site}", site=as_is(host)), href=address, tone="go", out=True
        ),
        without=_(
            "Pas d'adresse e-mail ? Montrez votre ticket sur place : nous le faisons ensemble."
        ),
        back=Link(label=_("Revenir à mon ticket"), href=turn.link()),
    )


def first_elsewhere(turn: Turn) -> Mode | None:
    """The first way of meeting when it is taken elsewhere: then the QR leads there."""
    first = turn.site.modes[0]
    return first if elsewhere(turn, first) else None
