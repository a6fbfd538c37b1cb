"""The place of a database that is there, for commands of its team."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.agenda.place import places
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.cli.existing_store import existing_store
from kiosk.clocks import system_clock
from kiosk.errors import KioskError
from kiosk.settings import load


@contextmanager
def one_place(config: Path | None, database: str | None) -> Iterator[Transactions]:
    """Raises KioskError where there is no place yet, or more than one."""
    settings = load(config)
    with existing_store(config, database) as store:
        found = places(store)
        if not found:
            raise KioskError("Il n'y a pas encore de lieu dans la base : lancez d'abord la borne.")
        if len(found) > 1:
            raise KioskError(
                "La base a plusieurs lieux : donnez les réglages d'une borne du lieu (--config)."
            )
        yield Transactions(
            store=store,
            place=found[0],
            terminal=settings.terminal,
            clock=TrustedClock(system_clock),
            theme_of=lambda _topic: None,
        )
