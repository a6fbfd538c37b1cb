"""Days and times of day as people say them.

French is written here, so that a terminal starts without Babel; the other languages
are told by Babel's CLDR data, loaded at the first day or time that is said.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from kiosk.i18n import languages
from kiosk.i18n.languages import SOURCE
from kiosk.i18n.typography import NO_BREAK

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def time_of_day(language: str, at: datetime, zone: tzinfo) -> str:
    """ "10 h 30", "10:30 am", in `zone`. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    at = at.astimezone(zone)
    if language == SOURCE:
        minutes = f"{NO_BREAK}{at:%M}" if at.minute else ""
        return f"{at.hour}{NO_BREAK}h{minutes}"
    from babel.dates import format_datetime, format_time

    wall, spoken = at.replace(tzinfo=None), languages.language(language)
    locale = spoken.region or language
    if spoken.hour:
        return str(format_datetime(wall, spoken.hour, locale=locale))
    return str(format_time(wall, "short", locale=locale))


def day_of_month(language: str, day: date) -> str:
    """ "lundi 23 novembre", "Monday 23 November"."""
    if language == SOURCE:
        number = "1er" if day.day == 1 else str(day.day)
        return f"{_DAYS[day.weekday()]} {number}{NO_BREAK}{_MONTHS[day.month - 1]}"
    from babel.dates import format_date, format_skeleton

    spoken = languages.language(language)
    locale = spoken.region or language
    if spoken.day:
        return str(format_date(day, spoken.day, locale=locale))
    name = format_date(day, "EEEE", locale=locale)
    comma = "،" if spoken.direction == "rtl" else ","
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 a day, nowhere
    return f"{name}{comma} {format_skeleton('MMMMd', midnight, locale=locale)}"


def short_day(language: str, day: date) -> str:
    """ "lun. 11 janv.", "Mon 11 Jan": where many stand together."""
    from babel.dates import format_skeleton

    locale = languages.language(language).region or language
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 a day, nowhere
    return str(format_skeleton("MMMEd", midnight, locale=locale)).replace(" ", NO_BREAK)
