"""How an operator writes days, hours, moments, time zones and regions: in French, by hand.

Each reads what was written, and writes it (`write`) as an operator would.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from yaml.nodes import Node, SequenceNode

from kiosk.agenda.opening import DAYS
from kiosk.catalog.field_readers import Findings, TextField
from kiosk.catalog.printable import truncated
from kiosk.catalog.problems import FieldPath, Mistake, among, did_you_mean

_RANGE = re.compile(r"(\w+)(?: ?[-–] ?| (?:à|au) )(\w+)")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})| ?[hH] ?(\d{2})?)")
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)")
_YEARS = range(2000, 2200)


def clock(at: time) -> str:
    """« 9:00 »"""
    return f"{at.hour}:{at.minute:02}"


class WeekDays:
    """Days of the week: a list, words with commas, `lundi-vendredi`."""

    def read(self, node: Node, path: FieldPath, found: Findings) -> tuple[int, ...]:
        if not isinstance(node, SequenceNode):
            return self._days(TextField().read(node, path, found), path, found)
        items = [((*path, n), item) for n, item in enumerate(node.value)]
        days: set[int] = set()
        for here, item in items:
            days.update(self._days(TextField().read(item, here, found), here, found))
        return tuple(sorted(days))

    def _days(self, words: str, path: FieldPath, found: Findings) -> tuple[int, ...]:
        days: set[int] = set()
        for part in filter(None, (part.strip().lower() for part in words.split(","))):
            span = _RANGE.fullmatch(part)
            ends = [self._day(day, path, found) for day in (span.groups() if span else (part,))]
            if None not in ends:
                first, last = ends[0] or 0, ends[-1] or 0
                days.update((first + n) % 7 for n in range((last - first) % 7 + 1))
        return tuple(sorted(days))

    def _day(self, word: str, path: FieldPath, found: Findings) -> int | None:
        if word in DAYS:
            return DAYS.index(word)
        instead = did_you_mean(word, DAYS, f"choisissez parmi {among(DAYS)}")
        found.append(
            Mistake(path, f"« {truncated(word)} » n'est pas un jour de la semaine", instead)
        )
        return None

    def blank(self) -> tuple[int, ...]:
        return ()

    def write(self, days: tuple[int, ...]) -> str:
        """« lundi-vendredi », « [mardi, jeudi] »"""
        spans: list[list[int]] = []
        for day in days:
            if spans and spans[-1][-1] == day - 1:
                spans[-1].append(day)
            else:
                spans.append([day])
        parts = [part for one in spans for part in _span_of_days(one)]
        return parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]"


def _span_of_days(days: list[int]) -> list[str]:
    names = [DAYS[day] for day in days]
    return [f"{names[0]}-{names[-1]}"] if len(names) > 2 else names


class TimeField:
    """A time of day: `9:00`, `9h`, `9h30`."""

    def read(self, node: Node, path: FieldPath, found: Findings) -> time:
        words = TextField().read(node, path, found)
        at = _time(words)
        if at is None and words:
            says = f"« {truncated(words)} » n'est pas une heure"
            found.append(Mistake(path, says, "écrivez-la comme 9:30, de 0:00 à 23:59"))
        return at or self.blank()

    def blank(self) -> time:
        return time()

    def write(self, at: time) -> str:
        return clock(at)


def _time(words: str) -> time | None:
    written = _CLOCK.fullmatch(words)
    if written is None:
        return None
    hour, minute = int(written[1]), int(written[2] or written[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class Moment:
    """A day, `2026-12-24`, or a time of a day, `2026-12-24 14:00`. A day is its beginning."""

    whole_day = timedelta()

    def read(self, node: Node, path: FieldPath, found: Findings) -> datetime:
        words = TextField().read(node, path, found)
        day_words, _, clock_words = words.partition(" ")
        day, at = _day(day_words), _time(clock_words.strip())
        if day is not None and not clock_words:
            return datetime.combine(day, time()) + self.whole_day
        if day is not None and at is not None:
            return datetime.combine(day, at)
        if words:
            says = f"« {truncated(words)} » n'est pas un jour, ni un jour et une heure"
            found.append(Mistake(path, says, _moment_instead(words)))
        return self.blank()

    def blank(self) -> datetime:
        return datetime.combine(date.min, time())

    def write(self, at: datetime) -> str:
        if at.time() == time():
            return (at - self.whole_day).date().isoformat()
        return f"{at.date()} {clock(at.time())}"


class LastMoment(Moment):
    """The same, at the end of something: a day is its end."""

    whole_day = timedelta(days=1)


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _moment_instead(words: str) -> str:
    french = _FRENCH_DAY.fullmatch(words)
    iso = french and f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    if french and iso and _day(iso):
        return f"écrivez {iso}{french[4]}"
    return "écrivez année-mois-jour, comme 2026-12-24, ou avec l'heure, comme 2026-12-24 14:00"


class Zone:
    """A time zone by its name: `Europe/Paris`, `Indian/Reunion`."""

    def read(self, node: Node, path: FieldPath, found: Findings) -> ZoneInfo:
        name = TextField().read(node, path, found)
        try:
            return ZoneInfo(name) if name else self.blank()
        except (ZoneInfoNotFoundError, ValueError, OSError):
            usual = "écrivez « Europe/Paris », ou retirez cette ligne"
            instead = did_you_mean(name, sorted(available_timezones()), usual)
            found.append(
                Mistake(path, f"« {truncated(name)} » n'est pas un fuseau horaire", instead)
            )
            return self.blank()

    def blank(self) -> ZoneInfo:
        return ZoneInfo("Europe/Paris")

    def write(self, zone: ZoneInfo) -> str:
        return zone.key


class Region:
    """A region with public holidays of its own: `Alsace`, `Moselle`, `La Réunion`, `974`."""

    def read(self, node: Node, path: FieldPath, found: Findings) -> str:
        words = TextField().read(node, path, found)
        codes, names = _regions()
        known = {name.casefold(): code for name, code in (codes | names).items()}
        code = known.get(words.casefold())
        if code is None and words:
            says = f"aucune région de jours fériés ne s'appelle « {truncated(words)} »"
            choice = f"choisissez parmi {among(names, most=12)}, ou retirez cette ligne"
            found.append(Mistake(path, says, did_you_mean(words, names, choice)))
        return code or self.blank()

    def blank(self) -> str:
        return ""

    def write(self, code: str) -> str:
        """As people call it, where it has a name."""
        _codes, names = _regions()
        return next((name for name, its in names.items() if its == code), code)


def _regions() -> tuple[dict[str, str], dict[str, str]]:
    """Codes, and names that people use, → codes. Zones of school holidays are no regions."""
    from holidays.countries.france import France  # slow to load, and few places need it

    codes = [code for code in France.subdivisions if not code.startswith("Zone")]
    aliases = {name: code for name, code in France.subdivisions_aliases.items() if code in codes}
    names = {name: code for name, code in aliases.items() if not name.isupper()}
    departments = {"67": "6AE", "68": "6AE"}  # the law of Alsace is that of both
    return {code: code for code in codes} | aliases | departments, names
