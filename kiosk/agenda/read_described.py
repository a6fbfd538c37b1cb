"""From the store's place to a described one: what its file would say (`apply_place_file`, back).

Whatever was written in several ways is given in one: hours that are alike are put together, an
activity of single days has `dates`. So what is read here, applied and read again is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, or_, select

from kiosk.agenda.place import Place
from kiosk.agenda.place_file.described_place import (
    Away,
    DescribedActivity,
    DescribedHelper,
    DescribedPlace,
    Hours,
    PublicHours,
    falls,
)
from kiosk.agenda.plain_names import plain
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store import tables
from kiosk.store.tables import absence, activity, booth, helper, opening_hours, opening_rule


def read_described(work: UnitOfWork) -> DescribedPlace:
    """With all that the file said, and the absences of the team's own that are to come."""
    place = work.connection.execute(
        select(tables.place).where(tables.place.c.id == work.place.id)
    ).one()
    helpers = _rows(work, helper, helper.c.active.is_(True), order=helper.c.id)
    names = {one.id: one.name for one in helpers}
    rules = _rules(work)
    away = _absences(work)
    offered = _rows(work, activity, order=activity.c.id)
    own = {one.helper_id: rules.get(one.id, []) for one in offered if one.kind == "appointment"}
    return DescribedPlace(
        name=place.name,
        address=place.address,
        id=None if place.key in (None, plain(place.name)) else place.key,
        time_zone=work.place.zone,
        region=place.region,
        booths=tuple(
            one.name for one in _rows(work, booth, booth.c.active.is_(True), order=booth.c.name)
        ),
        opening=tuple(_public_hours(work)),
        closed=away.get(None, ()),
        helpers=tuple(
            DescribedHelper(
                name=one.name,
                desk=one.desk,
                hours=tuple(_hours(own.get(one.id, []))),
                absences=away.get(one.id, ()),
            )
            for one in helpers
        ),
        activities=tuple(
            said
            for one in offered
            if one.kind != "appointment" and (one.helper_id is None or one.helper_id in names)
            for said in _activity(one, names.get(one.helper_id), rules.get(one.id, []))
        ),
    )


def _rows(work: UnitOfWork, table: Any, *only: Any, order: Any) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.place_id == work.place.id, *only).order_by(order)
    return work.connection.execute(query).all()


# Absences


def _absences(work: UnitOfWork) -> dict[int | None, tuple[Away, ...]]:
    """Of each helper, and under None of the place. What the team said of a day that is over
    serves nobody."""
    kept = or_(absence.c.by_hand.is_(False), absence.c.ends_at > work.now)
    found: dict[int | None, dict[Away, None]] = defaultdict(dict)
    for row in _rows(work, absence, kept, order=absence.c.starts_at):
        found[row.helper_id][_away(row, work.place)] = None
    return {whose: tuple(all_) for whose, all_ in found.items()}


def _away(row: Row[Any], place: Place) -> Away:
    starts = row.starts_at.astimezone(place.zone).replace(tzinfo=None, fold=0)
    ends = row.ends_at.astimezone(place.zone).replace(tzinfo=None, fold=0)
    one = Away(starts=starts)
    return one if one.until == ends else replace(one, ends=ends)


# Hours


@dataclass(frozen=True, slots=True)
class _Alike:
    """What the rules of several days have in common."""

    starts: time
    ends: time
    minutes: int
    modes: tuple[str, ...]
    topics: tuple[str, ...] | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class _Rule:
    weekday: int
    alike: _Alike


def _rules(work: UnitOfWork) -> dict[int, list[_Rule]]:
    """By activity; without those that no day of the calendar is within."""
    found: dict[int, list[_Rule]] = defaultdict(list)
    for row in _rows(work, opening_rule, order=opening_rule.c.id):
        if falls(row.weekday, row.valid_from, row.valid_to):
            alike = _Alike(*(getattr(row, name) for name in _Alike.__slots__))
            found[row.activity_id].append(_Rule(row.weekday, alike))
    return found


def _together(rules: Iterable[_Rule]) -> Iterator[tuple[_Alike, tuple[int, ...]]]:
    """Each with its days of the week, each day once: what is there twice is given twice."""
    counted: dict[_Alike, Counter[int]] = defaultdict(Counter)
    for rule in rules:
        counted[rule.alike][rule.weekday] += 1
    found = [(alike, days) for alike, many in counted.items() for days in _layers(many)]
    yield from sorted(found, key=lambda one: (one[0].valid_from or date.min, *_order(one)))


def _order(one: tuple[_Alike, Any]) -> tuple[Any, ...]:
    alike, days = one
    return days, alike.starts, alike.ends, repr(alike)


def _layers(many: Counter[Any]) -> Iterator[tuple[Any, ...]]:
    for number in range(max(many.values())):
        yield tuple(sorted(day for day, count in many.items() if count > number))


def _hours(rules: Iterable[_Rule]) -> Iterator[Hours]:
    for alike, days in _together(rules):
        yield Hours(
            days=days,
            starts=alike.starts,
            ends=alike.ends,
            minutes=alike.minutes,
            modes=alike.modes,  # type: ignore[arg-type]
            topics=alike.topics,
            valid_from=alike.valid_from,
            valid_to=alike.valid_to,
        )


def _public_hours(work: UnitOfWork) -> Iterator[PublicHours]:
    days: dict[PublicHours, list[int]] = defaultdict(list)
    for row in _rows(work, opening_hours, order=opening_hours.c.id):
        one = PublicHours(
            days=(),
            starts=row.starts,
            ends=row.ends,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        days[one].append(row.weekday)
    found = [replace(one, days=tuple(sorted(set(on)))) for one, on in days.items()]
    yield from sorted(found, key=lambda one: (one.days, one.starts, one.ends, repr(one)))


def _activity(
    row: Row[Any], host: str | None, rules: Iterable[_Rule]
) -> Iterator[DescribedActivity]:
    """One for each hour at which it begins; first of every week, then of single days."""
    once = [rule for rule in _one_session_each(rules) if _is_dated(rule) and not row.series]
    weekly = [rule for rule in _one_session_each(rules) if rule not in once]
    said = _described(row, host)
    for alike, days in _together(weekly):
        yield said(alike, days=days, valid_from=alike.valid_from, valid_to=alike.valid_to)
    dates: dict[_Alike, Counter[date]] = defaultdict(Counter)
    for rule in once:
        day = rule.alike.valid_from or date.min
        dates[replace(rule.alike, valid_from=None, valid_to=None)][day] += 1
    found = [(alike, all_) for alike, many in dates.items() for all_ in _layers(many)]
    for alike, all_ in sorted(found, key=_order):
        yield said(alike, dates=all_)


def _is_dated(rule: _Rule) -> bool:
    first = rule.alike.valid_from
    return first is not None and first == rule.alike.valid_to


def _one_session_each(rules: Iterable[_Rule]) -> Iterator[_Rule]:
    """The file gives an activity one session a day; the demonstration has several in a row."""
    for rule in rules:
        length = timedelta(minutes=rule.alike.minutes)
        at = datetime.combine(date.min, rule.alike.starts)
        while at + length <= datetime.combine(date.min, rule.alike.ends):
            ends = (at + length).time()
            yield _Rule(rule.weekday, replace(rule.alike, starts=at.time(), ends=ends))
            at += length


def _described(row: Row[Any], host: str | None) -> Callable[..., DescribedActivity]:
    def said(alike: _Alike, **when: Any) -> DescribedActivity:
        return DescribedActivity(
            title=row.title,
            kind=row.kind,
            about=row.about,
            helper=host,
            location=row.location,
            starts=alike.starts,
            minutes=alike.minutes,
            seats=row.seats,
            waiting_list=row.waiting_list,
            modes=alike.modes,  # type: ignore[arg-type]
            topics=alike.topics,
            bring=row.bring,
            beginners=row.beginners,
            series=row.series,
            minimum=row.minimum,
            languages=row.languages,
            **when,
        )

    return said
