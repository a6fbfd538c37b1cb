"""What waits on this terminal until the store takes it: a small SQLite file of its own.

It survives restarts and power cuts (each write is on the disk before it counts). Each entry
has the id that makes its delivery happen once. What is delivered is erased from the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from kiosk.store.errors import StoreError
from kiosk.visit.values import LocalTicket, Printing

Kind = Literal["request", "steps", "cancel", "answer_call", "end_call"]

BUSY_SECONDS = 2.0
"""How long a write waits for another program that looks at the file (`kiosk outbox`)."""

_TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    code TEXT,
    token_hashes TEXT NOT NULL,
    printing TEXT NOT NULL,
    written_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    tried_at TEXT,
    why TEXT NOT NULL DEFAULT ''
)
"""


class OutboxUnusable(StoreError):  # noqa: N818
    """The outbox cannot be read or written: no such folder, disk full, not a database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to deliver. `payload` may hold a name and a telephone number."""

    id: str
    kind: Kind
    payload: dict[str, Any] = field(repr=False)
    written_at: datetime
    ticket: LocalTicket | None = None
    tries: int = 0
    tried_at: datetime | None = None
    why: str = ""
    """Why the last try did not succeed, for staff."""


class Outbox:
    """Safe to use from any thread and from several programs. Raises OutboxUnusable."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def put(self, entry: Entry) -> None:
        """Write an entry down for good; putting it twice is putting it once."""
        made = entry.ticket
        row = (
            entry.id,
            entry.kind,
            json.dumps(entry.payload, ensure_ascii=False),
            made and made.code,
            _listed(made),
            made.printing if made else "waiting",
            entry.written_at.isoformat(),
        )
        with self._changing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO entry"
                " (id, kind, payload, code, token_hashes, printing, written_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def waiting(self) -> list[Entry]:
        """Everything that waits, in the order in which it was written down."""
        return self._read("SELECT * FROM entry ORDER BY number")

    def is_empty(self) -> bool:
        return not self._file.exists() or not self._read("SELECT * FROM entry LIMIT 1")

    def with_code(self, code: str) -> Entry | None:
        """What waits under a ticket's short code."""
        found = self._read("SELECT * FROM entry WHERE code = ?", code)
        return found[0] if found else None

    def with_token(self, token_hash: str) -> Entry | None:
        """What waits under a ticket's QR."""
        return next(
            (one for one in self.waiting() if one.ticket and token_hash in one.ticket.token_hashes),
            None,
        )

    def add_token(self, entry_id: str, token_hash: str) -> bool:
        """A ticket was printed again; False when it has been delivered meanwhile."""
        with self._changing() as connection:
            changed = connection.execute(
                "UPDATE entry SET token_hashes = json_insert(token_hashes, '$[#]', ?) WHERE id = ?",
                (token_hash, entry_id),
            )
            return changed.rowcount == 1

    def record_printing(self, code: str, state: Printing) -> bool:
        """What became of a ticket's paper; False when no ticket that waits has this code."""
        if not self._file.exists():
            return False
        with self._changing() as connection:
            changed = connection.execute(
                "UPDATE entry SET printing = ? WHERE code = ?", (state, code)
            )
            return changed.rowcount > 0

    def delivered(self, entry: Entry) -> bool:
        """Erase what the store has got. False when its ticket has changed since it was read:
        it stays, and is delivered again."""
        made = entry.ticket
        with self._changing() as connection:
            erased = connection.execute(
                "DELETE FROM entry WHERE id = ? AND token_hashes = ? AND printing = ?",
                (
                    entry.id,
                    _listed(made),
                    made.printing if made else "waiting",
                ),
            )
            return erased.rowcount == 1

    def not_delivered(self, entry_id: str, why: str, tried_at: datetime) -> None:
        """Keep why, for staff."""
        with self._changing() as connection:
            connection.execute(
                "UPDATE entry SET tries = tries + 1, why = ?, tried_at = ? WHERE id = ?",
                (why, tried_at.isoformat(), entry_id),
            )

    def _read(self, query: str, *values: str) -> list[Entry]:
        if not self._file.exists() or not self._file.stat().st_size:
            return []
        with self._changing() as connection:
            return [_entry(row) for row in connection.execute(query, values)]

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction in the file, which is closed again: nothing of it stays elsewhere."""
        try:
            if not self._file.exists():
                self._file.touch(mode=0o600)
            with closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")
                with connection:
                    connection.execute(_TABLE)
                    yield connection
        except (sqlite3.Error, OSError) as error:
            raise OutboxUnusable(f"The outbox {self._file} cannot be used: {error}.") from error


def _listed(made: LocalTicket | None) -> str:
    """As SQLite itself writes lists."""
    return json.dumps(made.token_hashes if made else (), separators=(",", ":"))


def _entry(row: sqlite3.Row) -> Entry:
    made = LocalTicket(
        code=row["code"],
        token_hashes=tuple(json.loads(row["token_hashes"])),
        printing=row["printing"],
    )
    return Entry(
        id=row["id"],
        kind=cast(Kind, row["kind"]),
        payload=json.loads(row["payload"]),
        written_at=datetime.fromisoformat(row["written_at"]),
        ticket=made if row["code"] else None,
        tries=row["tries"],
        tried_at=datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        why=row["why"],
    )
