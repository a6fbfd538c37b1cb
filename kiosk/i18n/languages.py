"""Everything that is of one language and is not a translation: a new one is an entry here, and its
catalogues.

What is offered is what has catalogues (`languages`). A language without an entry works too, as CLDR
knows it; the first screen then has no greeting in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.paths import LOCALE

Direction = Literal["ltr", "rtl"]
SOURCE = "fr"
"""The language that everything is written in first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """As its speakers know it."""

    name: str
    """In its own words: what whoever speaks it looks for on a screen."""
    hello: str = ""
    invitation: str = ""
    """Said together by the first screen, which has no language yet. Empty: not greeted in it."""
    direction: Direction = "ltr"
    region: str = ""
    """Whose way of writing days and hours, where several are usual; a code of CLDR."""
    hour: str = ""
    """CLDR's pattern of a time of day; empty: the region's short one."""
    day: str = ""
    """CLDR's pattern of a day without its year; empty: the region's own."""


KNOWN = {
    "fr": Language(name="Français", hello="Bonjour.", invitation="Touchez l’écran pour commencer."),
    # In France, English is said the European way: "Monday 23 November".
    "en": Language(
        name="English",
        hello="Hello.",
        invitation="Touch the screen to begin.",
        region="en_GB",
        hour="h:mm'\u00a0'a",
        day="EEEE d'\u00a0'MMMM",
    ),
    "ar": Language(
        name="العربية",
        hello="مرحبًا.",
        invitation="المسوا الشاشة للبدء.",
        direction="rtl",
    ),
    "es": Language(name="Español", hello="Hola.", invitation="Toque la pantalla para empezar."),
    "uk": Language(
        name="Українська",
        hello="Добрий день.",
        invitation="Торкніться екрана, щоб почати.",
    ),
}


def languages(locale: Path = LOCALE) -> tuple[str, ...]:
    """French, then each language that has a folder of catalogues, by its code."""
    found = {catalogues.parent.name for catalogues in locale.glob("*/LC_MESSAGES")}
    return (SOURCE, *sorted(found - {SOURCE}))


def language(code: str) -> Language:
    """What is known of a language; of one without an entry, what CLDR says."""
    if code not in KNOWN:
        from babel import Locale, UnknownLocaleError  # slow to load, and the usual ones are above

        try:
            found = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            return Language(name=code)
        name = found.get_display_name(code) or code
        rtl = found.character_order == "right-to-left"
        KNOWN[code] = Language(name=name[:1].upper() + name[1:], direction="rtl" if rtl else "ltr")
    return KNOWN[code]


def language_name(code: str) -> str:
    """In its own words."""
    return language(code).name


def direction(code: str) -> Direction:
    """The side it is written from."""
    return language(code).direction


def language_in(reader: str, code: str) -> str:
    """A language as readers of another one call it; its code where that is not known."""
    from babel import Locale

    name = Locale.parse(reader).languages.get(code) or Locale(SOURCE).languages.get(code)
    return name or code


def language_codes() -> list[str]:
    """The codes of all languages that have a name in French."""
    from babel import Locale

    return sorted(Locale(SOURCE).languages)
