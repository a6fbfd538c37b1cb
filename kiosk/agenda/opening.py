"""Opening rules: what a place offers on which days, worked out without a database.

Rules speak in the place's wall time. A wall time that does not exist, when the clocks go
forward, is skipped; one that exists twice, when they go back, happens once, the first time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""By their numbers, as operators write and read them."""


Spans = tuple[tuple[datetime, datetime], ...]
"""From when to when, excluded, the earliest first; UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRule:
    """Every week on one day, from `starts` to `ends`, sessions of so many minutes, one after the
    other, of one activity."""

    activity_id: int
    kind: str = "appointment"
    helper_id: int | None
    """The activity's host; None where no one person receives."""
    seats: int = 1
    waiting_list: int = 0
    """How many may wait for a seat."""
    series: bool = False
    """All its days are one session."""
    weekday: int
    """0 is Monday."""
    starts: time
    ends: time
    minutes: int
    modes: tuple[str, ...]
    topics: tuple[str, ...] | None = None
    """Ids of services or themes; None is all."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    helper_id: int | None
    """None: the whole place is closed."""
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One session that the rules give. Times are UTC."""

    activity_id: int
    kind: str
    helper_id: int | None
    starts_at: datetime
    ends_at: datetime
    seats: int
    waiting_list: int
    modes: tuple[str, ...]
    topics: tuple[str, ...] | None
    meetings: Spans | None = None
    """Each time that the people of a series meet; None: once, from its start to its end."""

    @property
    def spans(self) -> Spans:
        return spans_of(self)

    @property
    def key(self) -> tuple[int, datetime]:
        """What is the same session, whatever else of it changes."""
        return self.activity_id, self.starts_at

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether it shares a moment with this span."""
        return any(start < ends_at and starts_at < end for start, end in self.spans)


def spans_of(session: Any) -> Spans:
    """When people are there, of an offer or of a session's row: between two meetings of a series
    they are not."""
    return session.meetings or ((session.starts_at, session.ends_at),)


def share_a_moment(one: Any, other: Any) -> bool:
    """Of two offers or rows."""
    theirs = spans_of(other)
    return any(a < end and start < b for start, end in spans_of(one) for a, b in theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What the rules give, each list earliest first."""

    offers: tuple[Offer, ...]
    overlapping: tuple[Offer, ...]
    """Not offered: whoever would receive is busy with an earlier one, or it is the same twice.
    It is for people to say which of the two is right."""


def timetable(
    rules: Iterable[OpeningRule],
    absences: Iterable[Absence],
    closed: Collection[date],
    days: Iterable[date],
    zone: ZoneInfo,
) -> Timetable:
    """Every session of these days, and the whole of each series that meets on one of them. A
    helper is never in two places at once; what nobody in particular receives may go on beside
    anything else."""
    rules, absences = tuple(rules), tuple(absences)
    weekly = [rule for rule in rules if not rule.series]
    open_days = [day for day in days if day not in closed]
    given = [offer for day in open_days for rule in weekly for offer in _on_day(rule, day, zone)]
    given = [one for one in given if not any(_is_away(absence, one) for absence in absences)]
    series = list(_series(rules, absences, closed, open_days, zone))
    kept: dict[tuple[int, datetime], Offer] = {}
    overlapping: list[Offer] = []
    busy_until: dict[int, datetime] = {}
    # A series first: people arranged weeks for it, and of a half hour there are others.
    for offer in [*sorted(series, key=_earliest_first), *sorted(given, key=_earliest_first)]:
        host = offer.helper_id
        busy = host is not None and (
            offer.starts_at < busy_until.get(host, offer.starts_at)
            or any(_meet(offer, one) for one in series if one.key in kept and one is not offer)
        )
        if busy or offer.key in kept:
            overlapping.append(offer)
            continue
        kept[offer.key] = offer
        if host is not None and offer.meetings is None:
            busy_until[host] = offer.ends_at
    return Timetable(offers=tuple(kept.values()), overlapping=tuple(overlapping))


def _meet(one: Offer, other: Offer) -> bool:
    """Whether one host would be at both at a time."""
    return one.helper_id == other.helper_id and share_a_moment(one, other)


def _series(
    rules: Iterable[OpeningRule],
    absences: Collection[Absence],
    closed: Collection[date],
    days: Collection[date],
    zone: ZoneInfo,
) -> Iterator[Offer]:
    """One offer of all the days between the first and the last of a series, whatever falls out."""
    together: dict[tuple[int, date, date], list[OpeningRule]] = {}
    for rule in rules:
        if rule.series and rule.valid_from and rule.valid_to:
            key = (rule.activity_id, rule.valid_from, rule.valid_to)
            together.setdefault(key, []).append(rule)
    for (_activity, first, last), its_rules in together.items():
        if not any(first <= day <= last for day in days):
            continue
        span = (first + timedelta(days=number) for number in range((last - first).days + 1))
        given = [
            offer
            for day in span
            if day not in closed
            for rule in its_rules
            for offer in _on_day(rule, day, zone)
            if not any(_is_away(absence, offer) for absence in absences)
        ]
        if given:
            given.sort(key=_earliest_first)
            meetings = tuple((one.starts_at, one.ends_at) for one in given)
            yield replace(given[0], ends_at=meetings[-1][1], meetings=meetings)


def _earliest_first(offer: Offer) -> tuple[datetime, int, int]:
    return offer.starts_at, offer.helper_id or 0, offer.activity_id


def _is_away(absence: Absence, offer: Offer) -> bool:
    concerned = absence.helper_id in (None, offer.helper_id)
    return concerned and offer.meets(absence.starts_at, absence.ends_at)


def _on_day(rule: OpeningRule, day: date, zone: ZoneInfo) -> Iterator[Offer]:
    if day.weekday() != rule.weekday:
        return
    if (rule.valid_from and day < rule.valid_from) or (rule.valid_to and day > rule.valid_to):
        return
    length = timedelta(minutes=rule.minutes)
    wall = datetime.combine(day, rule.starts)
    while wall + length <= datetime.combine(day, rule.ends):
        starts_at = moment(wall, zone)
        if starts_at is not None:
            yield Offer(
                activity_id=rule.activity_id,
                kind=rule.kind,
                helper_id=rule.helper_id,
                starts_at=starts_at,
                ends_at=starts_at + length,
                seats=rule.seats,
                waiting_list=rule.waiting_list,
                modes=rule.modes,
                topics=rule.topics,
            )
        wall += length


def moment(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The UTC moment of a wall time: the first of two, None where there is none."""
    at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return at if at.astimezone(zone).replace(tzinfo=None) == wall else None


def span(starts: datetime, ends: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The UTC moments of a span of wall time, the widest that it can mean.

    Of an hour that exists twice, when clocks go back, both are within. An hour that does not
    exist, when they go forward, is nobody's: what starts or ends in it does so at its end, the
    moment when the clocks have moved, and what lies within it is empty.
    """
    return _edge(starts, zone, fold=0), _edge(ends, zone, fold=1)


def _edge(wall: datetime, zone: ZoneInfo, *, fold: int) -> datetime:
    at = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    skipped = at.astimezone(zone).replace(tzinfo=None) != wall
    return _next_change(wall, zone) if skipped else at


def _next_change(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment when the clocks skip this wall time: the two ways to read it lie around it."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
