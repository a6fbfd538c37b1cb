"""The terminals of a place: which place is theirs, and when they were last seen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk import limits
from kiosk.agenda.errors import WrongPlace
from kiosk.agenda.greetings import ungreeted_since
from kiosk.agenda.place import Place, read_place, read_places
from kiosk.agenda.terminal_findings import findings_in
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.engine import Store
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import place as places_table
from kiosk.store.tables import terminal
from kiosk.visit.commands import PaperState, PlaceMessage, Snapshot, TerminalState, TicketOutcome
from kiosk.visit.findings import Finding

SILENT_AFTER = timedelta(minutes=3)
"""Signs of life come each minute: three in a row have not."""


def find_place(store: Store, terminal_id: str) -> Place | None:
    """The place where this terminal is known, else the only one that the store shows it.

    None for a SQLite file without any place. Raises WrongPlace when there is nothing to go by.
    """
    with store.reading() as connection:
        where = _places_of(connection, terminal_id)
        if len(where) == 1:  # whatever is wrong with other places
            return read_place(connection, where[0])
        known = read_places(connection)
    if len(known) == 1 or (known and store.is_sqlite):
        return known[0]
    if store.is_sqlite:
        return None
    raise WrongPlace(
        f"La borne « {terminal_id} » n'est d'aucun lieu de la base {store.name} : décrivez le "
        "vôtre dans un fichier, et nommez-le par le réglage place."
    )


def look_up_place(store: Store, terminal_id: str, key: str | None = None) -> Place | None:
    """The place that a start would find, without making anything; None when it would make it.

    `key` is that of the described place. Raises WrongPlace.
    """
    if key is None:
        return find_place(store, terminal_id)
    with store.reading() as connection:
        if store.is_sqlite:  # a file serves one place, whatever it was called before
            return next(iter(read_places(connection)), None)
        where = _places_of(connection, terminal_id)
        keyed = select(places_table.c.id).where(places_table.c.key == key)
        with_key = connection.execute(keyed).scalar()
        found = None if with_key is None else read_place(connection, with_key)
    if found is not None and where and found.id not in where:
        raise WrongPlace(_another_place(terminal_id, found))
    return found


@again_after_conflict
def make_known(store: Store, place: Place, terminal_id: str) -> None:
    """The terminal is one of this place. Raises WrongPlace when it is another one's.

    A login that sees its own place alone learns nothing of how others call their terminals.
    """
    with store.reading() as connection:
        where = _places_of(connection, terminal_id)
    if not where:
        with suppress(IntegrityError), store.writing() as connection:  # made known meanwhile
            connection.execute(insert(terminal), {"id": terminal_id, "place_id": place.id})
        return
    if place.id not in where:
        raise WrongPlace(_another_place(terminal_id, place))


def _another_place(terminal_id: str, place: Place) -> str:
    return (
        f"Une borne « {terminal_id} » existe déjà dans un autre lieu que « {place.name} » : "
        "donnez à celle-ci un nom à elle par le réglage terminal. Si le lieu a seulement "
        "changé de nom, gardez l'ancien comme id dans sa description."
    )


def seen(
    work: UnitOfWork,
    version: str,
    snapshot: Snapshot | None = None,
    *,
    outbox: int | None = None,
    location: str | None = None,
) -> None:
    """A sign of life of this terminal. `version` is its program's; `outbox`, how many things wait
    there; `location`, where in the room it stands. What is None stays as it was told last."""
    values: dict[str, Any] = {"last_seen_at": work.now, "version": version}
    if location is not None:
        values["location"] = location[: limits.STANDS] or None
    if snapshot is not None:
        values |= {
            "state": snapshot.state,
            "state_since": snapshot.since,
            "printer": snapshot.printer[: limits.TROUBLE],
            "outbox": outbox,
            **ungreeted_since(snapshot, work.now),
            "printer_state": snapshot.printer_state,
            "message": snapshot.message.text or None,
            "message_until": snapshot.message.until if snapshot.message.text else None,
        }
        if snapshot.tickets:  # what was printed before a restart is told until there is more
            values["last_tickets"] = [[one.at.isoformat(), one.state] for one in snapshot.tickets]
    work.connection.execute(
        update(terminal)
        .where(terminal.c.place_id == work.place.id, terminal.c.id == work.terminal)
        .values(values)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTerminal:
    """A terminal as whoever is not there sees it. Times are UTC."""

    id: str
    place_id: int
    place: str
    state: TerminalState | Literal["silent"]
    """silent: no sign of life for `SILENT_AFTER`, or never one."""
    since: datetime | None
    """Of a silent one, when it was last seen."""
    version: str | None
    printer: str | None
    """What is wrong with it; empty when it is well, None when it never told."""
    printer_state: PaperState | None
    """None when it never told."""
    outbox: int | None
    location: str | None
    """Where in the room it stands; None where nobody wrote it."""
    tickets: tuple[TicketOutcome, ...]
    """What became of the last papers, the latest first."""
    message: PlaceMessage
    """What its first screen says, as it told last."""
    last_seen_at: datetime | None
    findings: tuple[Finding, ...] = ()
    """What it found not fine when it examined itself, at its start and each day."""


def known_terminals(connection: Connection, now: datetime) -> list[KnownTerminal]:
    """All that the login may see, by place and id. `now` in UTC, the store's where it has one."""
    rows = connection.execute(
        select(terminal, places_table.c.name.label("place"))
        .join(places_table, places_table.c.id == terminal.c.place_id)
        .order_by(places_table.c.name, places_table.c.id, terminal.c.id)
    )
    return [_known(row, now) for row in rows]


def terminals_of_place(work: UnitOfWork) -> list[KnownTerminal]:
    """Those of this place that were ever heard; silent ones stay."""
    known = known_terminals(work.connection, work.now)
    return [one for one in known if one.place_id == work.place.id and one.last_seen_at]


def _known(row: Row[Any], now: datetime) -> KnownTerminal:
    silent = row.last_seen_at is None or now - row.last_seen_at > SILENT_AFTER
    # A program before snapshots tells that it lives, and no more.
    unknown = silent or row.state is None
    return KnownTerminal(
        id=row.id,
        place_id=row.place_id,
        place=row.place,
        state="silent" if unknown else row.state,
        since=row.last_seen_at if unknown else row.state_since,
        version=row.version,
        printer=row.printer,
        printer_state=row.printer_state,
        outbox=row.outbox,
        location=row.location,
        tickets=_tickets(row.last_tickets),
        message=_message(row),
        last_seen_at=row.last_seen_at,
        findings=findings_in(row.findings),
    )


def _tickets(told: object) -> tuple[TicketOutcome, ...]:
    if not isinstance(told, list):
        return ()
    return tuple(TicketOutcome(at=datetime.fromisoformat(at), state=state) for at, state in told)


def _message(row: Row[Any]) -> PlaceMessage:
    if row.message is None or row.message_until is None:
        return PlaceMessage()
    return PlaceMessage(text=row.message, until=row.message_until)


def _places_of(connection: Connection, terminal_id: str) -> list[int]:
    """Of those that are shown to us."""
    query = select(terminal.c.place_id).where(terminal.c.id == terminal_id)
    return list(connection.execute(query).scalars())
