"""Text as data: marked where it is written, translated where it is drawn.

A `Text` is a French sentence and the values that fill its `{holes}`. It knows
no language: `kiosk.i18n.translator.Translator.say` turns it into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day, said as people say it: "10 h 30", "10:30 am". `at` has a time zone."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A day, said from where `today` stands: "Aujourd'hui, lundi 23 novembre"."""

    day: date
    today: date


@dataclass(frozen=True, slots=True)
class DayList:
    """Several days, said short, one after the other: "lun. 11 janv. · mar. 12 janv."."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Languages:
    """Languages by their codes, named in the reader's own: "français, anglais"."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A French sentence with `{holes}`, its plural if it counts, and what fills it."""

    msgid: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None
    count: int = 0
    verbatim: bool = False
    """True for names, addresses and what a visitor typed: never translated."""
    catalog: bool = False
    """True for a sentence of `services_catalog.yaml`: the catalogue's own translation comes
    first. "Continuer" is one thing on our screen, another on a drawn page."""


Value = str | int | Text | ClockTime | Day | DayList | Languages
"""What fills a hole."""


def _(msgid: str, **values: Value) -> Text:
    """Mark a French sentence for translation."""
    return Text(msgid, tuple(sorted(values.items())))


def plural(one: str, many: str, count: int, **values: Value) -> Text:
    """Mark a sentence that counts; `{count}` is filled in."""
    return Text(one, tuple(sorted({"count": count, **values}.items())), many, count)


def as_is(words: str) -> Text:
    """Words that are the same in every language: a name, an address, a code."""
    return Text(words, verbatim=True)
