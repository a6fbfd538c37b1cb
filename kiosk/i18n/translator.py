"""Turns text as data into the words of one language."""

from __future__ import annotations

import re
from datetime import timedelta
from gettext import NullTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.i18n.dates import day_of_month, short_day, time_of_day
from kiosk.i18n.languages import (
    SOURCE,
    Direction,
    direction,
    language_in,
    language_name,
    languages,
)
from kiosk.i18n.text import ClockTime, Day, DayList, Languages, Text, Value, _, as_is
from kiosk.i18n.translations import translations
from kiosk.i18n.typography import apostrophes, french_typography, isolated
from kiosk.paths import LOCALE

__all__ = ["Translator", "language_name", "languages"]

_OPENING_HOLE = re.compile(r"(?:^|[.!?…]\s+)\{(\w+)\}")


class Translator:
    """Speaks one language. What it cannot say in it, it says in French.

    It remembers nothing of what it said. `zone` is where times of day are said; `locale`
    is the folder of the gettext catalogues.
    """

    def __init__(
        self, language: str = SOURCE, *, zone: str = "Europe/Paris", locale: Path = LOCALE
    ) -> None:
        self.language = language
        self.direction: Direction = direction(language)
        self._zone = ZoneInfo(zone)
        if language == SOURCE:
            self._code: NullTranslations | None = None
            self._services: NullTranslations | None = None
        else:
            self._code = translations(language, "kiosk", locale)
            self._services = translations(language, "services", locale)

    @property
    def name(self) -> str:
        """The language in its own words."""
        return language_name(self.language)

    def say(self, text: Text | str) -> str:
        """The words to draw or to read aloud. A `str` is a sentence of the catalogue."""
        return self._say(text, opens=True)

    def _say(self, text: Text | str, *, opens: bool) -> str:
        """`opens` is whether a sentence begins here: a day has a capital there only."""
        if isinstance(text, str):
            return self._written(text, self._look_up(text, self._services, self._code))
        if text.verbatim:
            return text.msgid
        words = self._translated(text)
        source = self._source(text)
        if not text.values:
            return self._written(source, words)
        try:
            return self._filled(text, self._written(source, words), opens)
        except (KeyError, IndexError, ValueError):
            if not words:
                raise  # the French itself is at fault: for those who wrote it
            return self._filled(text, self._written(source, ""), opens)

    def _filled(self, text: Text, words: str, opens: bool) -> str:
        opening = set(_OPENING_HOLE.findall(words)) if opens else set()
        return words.format_map(
            {name: self._value(value, opens=name in opening) for name, value in text.values}
        )

    def knows(self, sentence: str) -> bool:
        """Whether a sentence of the catalogue can be said without falling back on French."""
        if self.language == SOURCE:
            return True
        return bool(self._look_up(sentence, self._services, self._code))

    def _translated(self, text: Text) -> str:
        if text.plural is None:
            rooms = (self._services, self._code) if text.catalog else (self._code, self._services)
            return self._look_up(text.msgid, *rooms)
        if self._code is None:
            return ""
        return self._code.ngettext(text.msgid, text.plural, text.count)

    def _look_up(self, sentence: str, *rooms: NullTranslations | None) -> str:
        if not sentence:
            return ""  # gettext keeps its own header under the empty sentence
        return next((words for room in rooms if room and (words := room.gettext(sentence))), "")

    def _source(self, text: Text) -> str:
        """The French; in French, none and one and a half are singular."""
        return text.msgid if text.plural is None or abs(text.count) < 2 else text.plural

    def _written(self, source: str, words: str) -> str:
        """Words with the typography of their language; the French when there are none."""
        return apostrophes(words) if words else french_typography(source)

    def _value(self, value: Value, *, opens: bool) -> str:
        match value:
            case int():
                return str(value)
            case ClockTime():
                return time_of_day(self.language, value.at, self._zone)
            case Day():
                return self._day(value, opens=opens)
            case DayList():
                return " · ".join(short_day(self.language, day) for day in value.days)
            case Languages():
                return ", ".join(language_in(self.language, code) for code in value.codes)
            case _:
                return isolated(self._say(value, opens=opens))

    def _day(self, said: Day, *, opens: bool) -> str:
        """From where today stands: nobody has to count the days."""
        name = day_of_month(self.language, said.day)
        if said.day == said.today:
            words = self.say(_("aujourd'hui, {day}", day=as_is(name)))
        elif said.day == said.today + timedelta(days=1):
            words = self.say(_("demain, {day}", day=as_is(name)))
        else:
            words = name
        return words[:1].upper() + words[1:] if opens else words
