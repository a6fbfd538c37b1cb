"""Pages that only say something: in plain words, blaming nobody, with what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.text import Text, _


@dataclass(frozen=True, slots=True)
class Kind:
    status: int
    title: Text
    lines: tuple[Text, ...]


NOT_FOUND = Kind(
    404,
    _("Nous ne trouvons pas ce ticket"),
    (
        _("Visez encore une fois le carré du ticket, avec l'appareil photo."),
        _("Un vieux ticket ne sert plus. Venez, ou prenez-en un autre sur une borne."),
    ),
)
TOO_MANY = Kind(
    429,
    _("Un instant, s'il vous plaît"),
    (_("Beaucoup de demandes arrivent en même temps. Attendez une minute, puis recommencez."),),
)
STORE_AWAY = Kind(
    503,
    _("La page ne répond pas pour l'instant"),
    (
        _("Votre ticket reste bon. Recommencez dans quelques minutes."),
        _("C'est pressé ? Venez avec votre ticket."),
    ),
)
BROKEN = Kind(
    500,
    _("Quelque chose n'a pas marché"),
    (
        _("Ce n'est pas vous. Votre ticket reste bon."),
        _("Recommencez dans quelques minutes, ou venez avec votre ticket."),
    ),
)
NOT_READ = Kind(
    400,
    _("Nous n'avons pas compris cette demande"),
    (_("Visez encore une fois le carré du ticket, avec l'appareil photo."),),
)
FORM_REFUSED = Kind(
    403,
    _("Cette page est trop ancienne"),
    (_("Rien n'a changé. Revenez à votre ticket, et recommencez."),),
)
NO_CALENDAR = Kind(
    404,
    _("Il n'y a pas de rendez-vous à ajouter"),
    (_("Prenez d'abord un rendez-vous, sur la page de votre ticket."),),
)
