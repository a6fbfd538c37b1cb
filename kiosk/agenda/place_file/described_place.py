"""What `place.yaml` says. Hours and days are the place's own wall time and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.agenda.place_file.french_fields import (
    LastMoment,
    Moment,
    Region,
    TimeField,
    WeekDays,
    Zone,
)
from kiosk.agenda.plain_names import plain
from kiosk.catalog.field_readers import OptionalField, written
from kiosk.catalog.model import ActivityKind
from kiosk.catalog.problems import FieldPath
from kiosk.visit.values import Mode

Holding = tuple[int, date | None, date | None]
"""A day of the week, from a first to a last date."""


def falls(weekday: int, first: date | None, last: date | None) -> bool:
    """Whether there is such a day of the week between two dates."""
    if first is None or last is None:
        return True
    return (weekday - first.weekday()) % 7 <= (last - first).days


def _each(weekdays: tuple[int, ...], first: date | None, last: date | None) -> list[Holding]:
    return [(weekday, first, last) for weekday in weekdays if falls(weekday, first, last)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """On these days of every week, from `starts` to `ends`, appointments one after another."""

    days: tuple[int, ...] = field(metadata=written(shape=WeekDays()))
    """0 is Monday; each once, in order."""
    starts: time = field(metadata=written("from", TimeField()))
    ends: time = field(metadata=written("to", TimeField()))
    minutes: int = 30
    modes: tuple[Mode, ...] = ("face",)
    topics: tuple[str, ...] | None = None
    """Ids of services or themes; None is all."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day they hold."""

    @property
    def holding(self) -> list[Holding]:
        return _each(self.days, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHours:
    """On these days of every week, from `starts` to `ends`, whoever wants may come in."""

    days: tuple[int, ...] = field(metadata=written(shape=WeekDays()))
    starts: time = field(metadata=written("from", TimeField()))
    ends: time = field(metadata=written("to", TimeField()))
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A time when a helper, or the place, is not there."""

    starts: datetime = field(metadata=written("from", Moment()))
    ends: datetime | None = field(default=None, metadata=written("to", OptionalField(LastMoment())))
    """Excluded: a last day reads as the midnight that ends it. None is the end of the day on
    which it starts."""

    @property
    def until(self) -> datetime:
        midnight = datetime.combine(self.starts.date(), time())
        return self.ends or midnight + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedHelper:
    name: str
    desk: str
    hours: tuple[Hours, ...] = ()
    absences: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedActivity:
    """On these days of every week, once a day, several visitors together."""

    title: str
    kind: ActivityKind = "workshop"
    about: str | None = None
    """What happens there, in a sentence or two."""
    helper: str | None = None
    """A helper's name; None where no one person receives."""
    location: str | None = None
    """Where in the place; None is at the helper's desk."""
    days: tuple[int, ...] = field(default=(), metadata=written(shape=WeekDays()))
    """Of every week; none where `dates` are written."""
    dates: tuple[date, ...] = ()
    """These days alone."""
    starts: time = field(metadata=written("from", TimeField()))
    minutes: int
    seats: int
    waiting_list: int = 0
    """How many may wait for a seat when all are taken."""
    modes: tuple[Mode, ...] = ("face",)
    topics: tuple[str, ...] | None = None
    bring: str | None = None
    """What to bring along."""
    beginners: bool = False
    """For those who begin."""
    series: bool = False
    """All its days are booked as one, by those who come to each of them."""
    minimum: int = 0
    """With fewer persons, staff are asked whether it takes place."""
    languages: tuple[str, ...] | None = None
    """Spoken there: codes, as `fr`."""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def holding(self) -> list[Holding]:
        once = [(day.weekday(), day, day) for day in sorted(set(self.dates))]
        return [*once, *_each(self.days, self.valid_from, self.valid_to)]

    @property
    def ends(self) -> time | None:
        """None when it would last past midnight."""
        first = datetime.combine(date.min, self.starts)
        last = first + timedelta(minutes=self.minutes)
        return last.time() if last.date() == first.date() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedPlace:
    name: str
    address: str
    helpers: tuple[DescribedHelper, ...]
    workshops: tuple[DescribedActivity, ...] = ()
    activities: tuple[DescribedActivity, ...] = ()
    """Workshops and all else that several come to; the two lists are read alike."""
    closed: tuple[Away, ...] = ()
    """When nobody is there, besides public holidays."""
    opening: tuple[PublicHours, ...] = ()
    """When the public may come; with none the terminals are always open."""
    booths: tuple[str, ...] = ()
    """Where somebody can talk through a screen, alone: what each is called."""
    time_zone: ZoneInfo = field(default=ZoneInfo("Europe/Paris"), metadata=written(shape=Zone()))
    region: str | None = field(default=None, metadata=written(shape=OptionalField(Region())))
    """The code that the `holidays` library gives a French region with holidays of its own."""
    id: str | None = None
    """What it is known by in a database of many places, instead of its name."""

    @property
    def with_others(self) -> Iterator[tuple[FieldPath, DescribedActivity]]:
        """All that several come to, each with where it is written."""
        for section in ("workshops", "activities"):
            for n, one in enumerate(getattr(self, section)):
                yield (section, n), one

    @property
    def key(self) -> str:
        return plain(self.id or self.name)
