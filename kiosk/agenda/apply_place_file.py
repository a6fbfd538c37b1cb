"""From a described place to the store's: written again only where it differs.

A SQLite file serves one place; a shared database many, each known by its key. Nothing that a
visitor booked is touched here: sessions are the planner's, which never changes a booked one and
tells of those the rules give no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import demonstration_staff
from kiosk.agenda.activities import Activity, put_activities
from kiosk.agenda.amend import amend
from kiosk.agenda.opening import span
from kiosk.agenda.place import Place, read_place
from kiosk.agenda.plain_names import plain
from kiosk.agenda.rules_file import RulesFile, remember_file
from kiosk.store.deletion import delete_rows
from kiosk.store.engine import Store
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import absence, booth, helper, opening_hours, opening_rule, place

if TYPE_CHECKING:  # it reads YAML, which a store without a described place never needs
    from kiosk.agenda.place_file.described_place import (
        DescribedActivity,
        DescribedHelper,
        DescribedPlace,
        Hours,
    )

    Weekly = Hours | DescribedActivity

Values = dict[str, Any]

RULE = (
    "activity_id",
    "weekday",
    "starts",
    "ends",
    "minutes",
    "modes",
    "topics",
    "valid_from",
    "valid_to",
)
ABSENCE = ("helper_id", "starts_at", "ends_at")
PUBLIC_HOURS = ("weekday", "starts", "ends", "valid_from", "valid_to")


@again_after_conflict
def put_place(
    store: Store,
    described: DescribedPlace,
    rules: RulesFile | None = None,
    terminal_id: str = "",
) -> Place:
    """Make the store's place what its operator describes, all of it or nothing; the place.

    In a shared database it is the one with the described key, made when there is none.

    A demonstration place becomes the real one: its helpers leave, and what was booked with
    them stays until its time. A helper is known by name, whatever its capitals and accents;
    one who is described no more is no longer active. Putting the same again writes nothing.
    `rules`: the file that keeps them, as this terminal reads it; None leaves that as it was.

    Sessions follow when the planner runs next. Raises StoreUnreachable.
    """
    with store.writing() as connection:
        place_id = _put_place(connection, described, alone=store.is_sqlite)
        put_rules(connection, place_id, described)
        if rules is not None:
            remember_file(connection, place_id, rules, terminal_id)
        return read_place(connection, place_id)


def put_rules(connection: Connection, place_id: int, described: DescribedPlace) -> None:
    """Who receives, when, where, and what is offered; the place's own name and address stay.

    What the team said of one day stays too, whatever is described.
    """
    helper_ids = _put_helpers(connection, place_id, described.helpers)
    _put_booths(connection, place_id, described.booths)
    wanted = _activities(described, helper_ids)
    activity_ids = put_activities(connection, place_id, [one for one, _hours in wanted])
    _replace(connection, opening_rule, RULE, place_id, _rules(wanted, activity_ids))
    of_one_day = absence.c.by_hand.is_(True)
    said = _there(connection, absence, ABSENCE, place_id, of_one_day)
    # Written twice, or said by the team as well, it is one absence.
    away = {_key(row, ABSENCE): row for row in _absences(described, helper_ids)}
    missing = [row for key, row in away.items() if key not in said]
    _replace(connection, absence, ABSENCE, place_id, missing, ~of_one_day)
    # Of a day that is written twice alike, one is enough.
    public = {_key(row, PUBLIC_HOURS): row for row in _public_hours(described)}
    _replace(connection, opening_hours, PUBLIC_HOURS, place_id, public.values())


def _put_place(connection: Connection, described: DescribedPlace, *, alone: bool) -> int:
    values: Values = {
        "key": described.key,
        "name": described.name,
        "address": described.address,
        "time_zone": described.time_zone.key,
        "region": described.region,
        "demonstration": False,
    }
    # Two terminals that start together wait for each other here.
    query = select(place).order_by(place.c.id).limit(1).with_for_update()
    if not alone:
        query = query.where(place.c.key == described.key)
    row = connection.execute(query).one_or_none()
    if row is None:
        try:
            with connection.begin_nested():
                new = insert(place).values(**values).returning(place.c.id)
                return int(connection.execute(new).scalar_one())
        except IntegrityError:  # another terminal made it meanwhile
            row = connection.execute(query).one()
    if row.demonstration:
        demonstration_staff.end_accounts(connection, row.id, datetime.now(UTC))
    amend(connection, place, row, values)
    return int(row.id)


def _put_helpers(
    connection: Connection, place_id: int, described: Sequence[DescribedHelper]
) -> dict[str, int]:
    """The ids of the described helpers, by name."""
    query = select(helper).where(helper.c.place_id == place_id)
    rows = connection.execute(query.order_by(helper.c.active.desc(), helper.c.id)).all()
    known: dict[str, Any] = {}
    for row in rows:
        known.setdefault(plain(row.name), row)
    ids: dict[str, int] = {}
    for one in described:
        values: Values = {"name": one.name, "desk": one.desk, "active": True}
        before = known.get(plain(one.name))
        if before is None:
            new = insert(helper).values(place_id=place_id, **values).returning(helper.c.id)
            ids[one.name] = connection.execute(new).scalar_one()
        else:
            amend(connection, helper, before, values)
            ids[one.name] = before.id
    for row in rows:
        if row.id not in ids.values():
            amend(connection, helper, row, {"active": False})
    return ids


def _put_booths(connection: Connection, place_id: int, names: Iterable[str]) -> None:
    """Those that are gone stay known: somebody may have one until their session is over."""
    wanted = list(names)
    query = select(booth).where(booth.c.place_id == place_id)
    known = {row.name: row for row in connection.execute(query)}
    for name in wanted:
        if name not in known:
            connection.execute(insert(booth).values(place_id=place_id, name=name))
    for name, row in known.items():
        if row.active != (name in wanted):
            mine = (booth.c.place_id == place_id, booth.c.name == name)
            connection.execute(update(booth).where(*mine).values(active=name in wanted))


def _replace(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    place_id: int,
    wanted: Iterable[Values],
    *only: ColumnElement[bool],
) -> None:
    """Delete the rows of the place that are not wanted, and add those that are missing; of `only`
    some of its rows."""
    missing = Counter(_key(row, columns) for row in wanted)
    gone: list[int] = []
    for key, ids in _there(connection, table, columns, place_id, *only).items():
        kept = min(len(ids), missing[key])
        missing[key] -= kept
        gone += ids[kept:]
    if gone:
        delete_rows(connection, table, table.c.id.in_(gone))
    new = [dict(zip(columns, key, strict=True)) for key in missing.elements()]
    if new:
        connection.execute(insert(table), [row | {"place_id": place_id} for row in new])


def _there(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    place_id: int,
    *only: ColumnElement[bool],
) -> dict[tuple[Any, ...], list[int]]:
    """What is there already, each with its ids."""
    query = select(table.c.id, *(table.c[name] for name in columns)).order_by(table.c.id)
    found: dict[tuple[Any, ...], list[int]] = {}
    rows = connection.execute(query.where(table.c.place_id == place_id, *only))
    for row_id, *content in rows:
        found.setdefault(tuple(content), []).append(row_id)
    return found


def _key(row: Values, columns: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in columns)


def _activities(
    described: DescribedPlace, helper_ids: dict[str, int]
) -> list[tuple[Activity, Sequence[Weekly]]]:
    """What the place offers, each with its hours."""
    found: list[tuple[Activity, Sequence[Weekly]]] = [
        (Activity(kind="appointment", helper_id=helper_ids[one.name]), one.hours)
        for one in described.helpers
        if one.hours
    ]
    for _path, workshop in described.with_others:
        host = None if workshop.helper is None else helper_ids[workshop.helper]
        what = Activity(
            kind=workshop.kind,
            title=workshop.title,
            about=workshop.about,
            location=workshop.location,
            helper_id=host,
            seats=workshop.seats,
            waiting_list=workshop.waiting_list,
            bring=workshop.bring,
            beginners=workshop.beginners,
            series=workshop.series,
            minimum=workshop.minimum,
            languages=None if workshop.languages is None else tuple(workshop.languages),
        )
        found.append((what, [workshop]))
    return found


def _rules(
    wanted: Iterable[tuple[Activity, Sequence[Weekly]]], activity_ids: Mapping[Activity, int]
) -> Iterator[Values]:
    """One rule for each day of the week."""
    for what, all_hours in wanted:
        for hours in all_hours:
            for weekday, first, last in hours.holding:
                yield {
                    "activity_id": activity_ids[what],
                    "weekday": weekday,
                    "starts": hours.starts,
                    "ends": hours.ends,
                    "minutes": hours.minutes,
                    "modes": tuple(hours.modes),
                    "topics": None if hours.topics is None else tuple(hours.topics),
                    "valid_from": first,
                    "valid_to": last,
                }


def _public_hours(described: DescribedPlace) -> Iterator[Values]:
    """One row for each day of the week."""
    for hours in dict.fromkeys(described.opening):
        for weekday in hours.days:
            yield {
                "weekday": weekday,
                "starts": hours.starts,
                "ends": hours.ends,
                "valid_from": hours.valid_from,
                "valid_to": hours.valid_to,
            }


def _absences(described: DescribedPlace, helper_ids: dict[str, int]) -> Iterator[Values]:
    """Each helper's own, and the days on which the whole place is closed."""
    own = [(helper_ids[one.name], away) for one in described.helpers for away in one.absences]
    of_all = [(None, away) for away in described.closed]
    for helper_id, away in (*own, *of_all):
        starts_at, ends_at = span(away.starts, away.until, described.time_zone)
        if starts_at < ends_at:  # an absence within the hour that is skipped in March is none
            yield {"helper_id": helper_id, "starts_at": starts_at, "ends_at": ends_at}
