"""`kiosk terminals`: how they are, from any machine; what is ordered is in `terminal_orders`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.agenda.place import read_place
from kiosk.agenda.terminal_words import PAPER, STATES
from kiosk.agenda.terminals import KnownTerminal, known_terminals
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.cli.existing_store import existing_store
from kiosk.clocks import system_clock
from kiosk.store.engine import Store

HEADS = ("Borne", "Lieu", "Où", "État", "Depuis", "Version", "Imprimante", "À porter")


def terminals(config: Path | None, database: str | None, *, as_json: bool) -> int:
    """All that the database shows this login. Raises KioskError."""
    with existing_store(config, database) as store:
        found = known(store)
    if as_json:
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    for line in _table([HEADS, *(_line(one) for one in found)]):
        print(line)
    if not found:
        print("Aucune borne n'est encore connue de la base.")
    return 0


def known(store: Store) -> list[KnownTerminal]:
    clock = TrustedClock(system_clock)
    with store.reading() as connection:
        clock.look(connection)  # on a server it is the server's hour that tells who is silent
        return known_terminals(connection, clock().astimezone(UTC))


def transactions(store: Store, wanted: KnownTerminal) -> Transactions:
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
        "location": one.location,
        "state": one.state,
        "since": one.since and one.since.isoformat(),
        "version": one.version,
        "printer": one.printer,
        "printer_state": one.printer_state,
        "tickets": [{"at": each.at.isoformat(), "state": each.state} for each in one.tickets],
        "message": one.message.text,
        "message_until": one.message.until.isoformat() if one.message.text else None,
        "outbox": one.outbox,
        "last_seen_at": one.last_seen_at and one.last_seen_at.isoformat(),
    }


def _line(one: KnownTerminal) -> tuple[str, ...]:
    waiting = "?" if one.outbox is None else str(one.outbox)
    since = _hour(one.since) if one.since else "jamais vue"
    where, version = one.location or "", one.version or "?"
    return one.id, one.place, where, STATES[one.state], since, version, _printer(one), waiting


def _printer(one: KnownTerminal) -> str:
    """What is wrong with it, else how its paper is."""
    if one.printer:
        return one.printer
    told = one.printer_state if one.printer is not None else None
    return PAPER[told] if told else "?"


def _hour(moment: datetime) -> str:
    """As this machine's clock shows it."""
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"


def since_when(one: KnownTerminal) -> str:
    return f"depuis le {_hour(one.last_seen_at)}" if one.last_seen_at else "depuis toujours"


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
