"""What topics, walks, ways of meeting and languages are called on the board."""

from __future__ import annotations

from kiosk.catalog.model import Catalog
from kiosk.i18n.languages import SOURCE, language_in
from kiosk.i18n.translator import Translator
from kiosk.visit.sponsoring import NEEDS
from kiosk.visit.values import OTHER_TOPIC, Mode, StuckAt

MODES: dict[Mode, str] = {
    "face": "en face à face",
    "phone": "par téléphone",
    "video": "par vidéo",
}


_french = Translator(SOURCE)


def wish_of(topic: str) -> str:
    """What somebody wishes of a sponsor; empty for any other topic."""
    said = NEEDS.get(topic.removeprefix("sponsor-")) if topic.startswith("sponsor-") else None
    return _french.say(said) if said is not None else ""


def topic_name(catalog: Catalog, topic: str) -> str:
    """Empty where nobody said what it is about; what the catalogue does not know, as it is."""
    if wish := wish_of(topic):
        return f"un coup de main : {wish}"
    return "" if topic == OTHER_TOPIC else catalog.name_of(topic) or topic


def stopped_at(catalog: Catalog, stuck: StuckAt | None) -> str:
    """In which walk somebody was and where they stopped: « S'actualiser », à « Vos heures »."""
    if stuck is None:
        return ""
    if not catalog.has_service(stuck.service):
        return stuck.service
    service = catalog.service(stuck.service)
    step = next((one.title for one in service.steps if one.id == stuck.step), "")
    return f"« {service.name} », à « {step} »" if step else f"« {service.name} »"


def spoken(language: str) -> str:
    """Empty for French, which everybody here expects."""
    return "" if language == SOURCE else language_in(SOURCE, language)
