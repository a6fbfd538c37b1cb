"""The languages on offer, their own names, and the side they are written from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kiosk.paths import LOCALE

Direction = Literal["ltr", "rtl"]
SOURCE = "fr"
"""The language that everything is written in first."""

_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_NAMES = {"fr": "Français", "en": "English", "ar": "العربية", "es": "Español", "uk": "Українська"}


def languages(locale: Path = LOCALE) -> tuple[str, ...]:
    """French, then each language that has a folder of catalogues, by its code."""
    found = {catalogues.parent.name for catalogues in locale.glob("*/LC_MESSAGES")}
    return (SOURCE, *sorted(found - {SOURCE}))


def language_name(language: str) -> str:
    """A language in its own words: what its translator looks for on a screen."""
    if language not in _NAMES:
        from babel import Locale  # slow to load, and the usual names are above

        name = Locale.parse(language).get_display_name(language)
        _NAMES[language] = name[:1].upper() + name[1:] if name else language
    return _NAMES[language]


def direction(language: str) -> Direction:
    return "rtl" if language.split("_")[0] in _RIGHT_TO_LEFT else "ltr"
