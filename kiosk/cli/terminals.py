"""`kiosk terminals`: how they are, and an order to one of them, from any machine of the place."""

from __future__ import annotations

import getpass
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk import limits
from kiosk.agenda import commands
from kiosk.agenda.place import read_place
from kiosk.agenda.terminals import KnownTerminal, known_terminals
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.cli.existing_store import existing_store
from kiosk.clocks import system_clock
from kiosk.errors import KioskError
from kiosk.store.engine import Store

WITHIN = timedelta(seconds=4)
"""A terminal looks every two seconds; what it has not taken by then it never does."""

LOOK_AGAIN = 0.1
"""Seconds between two looks at what became of an order."""

STATES = {
    "free": "libre",
    "in_use": "occupée",
    "help_called": "appelle quelqu'un",
    "asking": "demande s'il y a encore quelqu'un",
    "closed": "fermée",
    "out_of_service": "hors service",
    "silent": "muette",
}

HEADS = ("Borne", "Lieu", "État", "Depuis", "Version", "Imprimante", "À porter")


def terminals(config: Path | None, database: str | None, *, as_json: bool) -> int:
    """All that the database shows this login. Raises KioskError."""
    with existing_store(config, database) as store:
        known = _known(store)
    if as_json:
        print(json.dumps([_plain(one) for one in known], ensure_ascii=False, indent=2))
        return 0
    for line in _table([HEADS, *(_line(one) for one in known)]):
        print(line)
    if not known:
        print("Aucune borne n'est encore connue de la base.")
    return 0


def reset(
    config: Path | None, database: str | None, terminal_id: str | None, place: str | None = None
) -> int:
    """End the visit of a terminal, which shows its first screen. 1, with a sentence, when it was
    not done or is not known to be."""
    try:
        done = _reset(config, database, terminal_id, place)
    except KioskError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"La borne « {done.id} » est remise à zéro : elle montre son premier écran.")
    return 0


def _reset(
    config: Path | None, database: str | None, terminal_id: str | None, place: str | None
) -> KnownTerminal:
    if terminal_id is None:
        raise KioskError("Quelle borne ? Par exemple : kiosk terminals reset borne-2")
    with existing_store(config, database) as store:
        wanted = _wanted(_known(store), terminal_id, place)
        if wanted.state == "silent":
            raise KioskError(
                f"La borne « {wanted.id} » est muette {_since_when(wanted)} : rien n'est ordonné. "
                "Est-elle allumée, et joint-elle la base ?"
            )
        _order_reset(_transactions(store, wanted), wanted)
    return wanted


def _order_reset(here: Transactions, wanted: KnownTerminal) -> None:
    who = getpass.getuser()[: limits.ORDERED_BY]
    command_id = here.write(commands.order, wanted.id, "reset", who, within=WITHIN)
    until = time.monotonic() + WITHIN.total_seconds()
    while time.monotonic() < until:
        outcome = here.read(commands.how_far, command_id).outcome
        if outcome == "done":
            return
        if outcome is not None:
            raise KioskError(
                f"La borne « {wanted.id} » ne connaît pas cet ordre : mettez son programme à jour."
            )
        time.sleep(LOOK_AGAIN)
    if here.write(commands.withdraw, command_id):
        raise KioskError(
            f"La borne « {wanted.id} » n'a pas répondu en {WITHIN.seconds} secondes. L'ordre est "
            "retiré : elle ne le fera plus. Allez voir, ou recommencez."
        )
    raise KioskError(
        f"La borne « {wanted.id} » a pris l'ordre, mais n'a pas dit qu'il est fait. Allez voir."
    )


def _wanted(known: list[KnownTerminal], terminal_id: str, place: str | None) -> KnownTerminal:
    found = [one for one in known if one.id == terminal_id and place in (None, one.place)]
    if len(found) == 1:
        return found[0]
    if not found:
        where = f" au lieu « {place} »" if place else ""
        names = ", ".join(sorted({one.id for one in known})) or "aucune"
        raise KioskError(
            f"Il n'y a pas de borne « {terminal_id} »{where}. Celles que la base connaît : {names}."
        )
    places = ", ".join(one.place for one in found)
    raise KioskError(
        f"Il y a une borne « {terminal_id} » en plusieurs lieux ({places}) : ajoutez --place."
    )


def _known(store: Store) -> list[KnownTerminal]:
    clock = TrustedClock(system_clock)
    with store.reading() as connection:
        clock.look(connection)  # on a server it is the server's hour that tells who is silent
        return known_terminals(connection, clock().astimezone(UTC))


def _transactions(store: Store, wanted: KnownTerminal) -> Transactions:
    with store.reading() as connection:
        place = read_place(connection, wanted.place_id)
    return Transactions(
        store=store,
        place=place,
        terminal=wanted.id,
        clock=TrustedClock(system_clock),
        theme_of=lambda _topic: None,
    )


def _plain(one: KnownTerminal) -> dict[str, Any]:
    """Times in ISO 8601, UTC."""
    return {
        "id": one.id,
        "place": one.place,
        "state": one.state,
        "since": one.since and one.since.isoformat(),
        "version": one.version,
        "printer": one.printer,
        "outbox": one.outbox,
        "last_seen_at": one.last_seen_at and one.last_seen_at.isoformat(),
    }


def _line(one: KnownTerminal) -> tuple[str, ...]:
    printer = {None: "?", "": "en ordre"}.get(one.printer, one.printer or "")
    waiting = "?" if one.outbox is None else str(one.outbox)
    since = _hour(one.since) if one.since else "jamais vue"
    return one.id, one.place, STATES[one.state], since, one.version or "?", printer, waiting


def _hour(moment: datetime) -> str:
    """As this machine's clock shows it."""
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"


def _since_when(one: KnownTerminal) -> str:
    return f"depuis le {_hour(one.last_seen_at)}" if one.last_seen_at else "depuis toujours"


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
