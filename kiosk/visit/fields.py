"""What people who work among others look for, as cards: broad, so that nobody is known by it."""

from __future__ import annotations

from kiosk.i18n.text import Text, _

FIELDS: dict[str, Text] = {
    "building": _("le bâtiment"),
    "care": _("l'aide aux personnes"),
    "shop": _("le commerce"),
    "kitchen": _("la cuisine, la salle"),
    "transport": _("le transport, l'entrepôt"),
    "cleaning": _("le nettoyage"),
    "office": _("le bureau, l'accueil"),
    "factory": _("l'usine, l'atelier"),
    "nature": _("la nature, les jardins"),
    "computing": _("l'informatique"),
}
FIELD_ICONS = {
    "building": "hammer",
    "care": "heart-handshake",
    "shop": "shopping-basket",
    "kitchen": "utensils",
    "transport": "truck",
    "cleaning": "sparkles",
    "office": "briefcase",
    "factory": "factory",
    "nature": "trees",
    "computing": "monitor",
}

FEWEST = 2
"""Of whom it is said what they look for: of one alone everybody in the room would know who."""
