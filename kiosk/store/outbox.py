"""What waits on this terminal until the store takes it: a small SQLite file of its own.

It survives restarts and power cuts (each write is on the disk before it counts). Each entry
has the id that makes its delivery happen once. What is delivered is erased from the file.

A file that cannot be read any more is set aside when something has to be written: what a visitor
asks now is not refused for it, and what was in it is left to whoever can read it.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

from kiosk.store.damaged_file import is_readable, set_aside
from kiosk.store.errors import StoreError
from kiosk.store.sqlite_codes import explained, is_damaged
from kiosk.store.write_lock import begin_writing
from kiosk.visit.tickets import LocalTicket, Printing

log = logging.getLogger(__name__)

EARLIER_KINDS = {"request": "enquiry"}
"""Names of kinds in files of earlier programs, and what they are called now."""

OUTBOX_FILE = "outbox.db"
"""In the data folder."""

Kind = Literal["enquiry", "attend", "steps", "cancel", "answer_call", "end_call", "printing"]

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


_COLUMNS = ("id", "kind", "payload", "code", "token_hashes", "printing", "written_at")


class OutboxUnusable(StoreError):  # noqa: N818
    """The outbox cannot be read or written: no such folder, disk full, locked."""


class _Damaged(OutboxUnusable):
    """The file cannot be read any more, and will not be."""


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

    def __init__(
        self, file: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._file = file
        self._clock = clock

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
        try:
            self._insert([row])
        except _Damaged:
            self.mend()
            self._insert([row])

    def _insert(self, rows: Sequence[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(_COLUMNS))
        with self._changing() as connection:
            connection.executemany(
                f"INSERT OR IGNORE INTO entry ({', '.join(_COLUMNS)}) VALUES ({marks})", rows
            )

    def mend(self) -> None:
        """Set a file that cannot be read aside, and go on with what could be read of it.

        Nothing happens to a file that can be read. Raises OutboxUnusable.
        """
        if is_readable(self._file):
            return
        saved = self._what_can_be_read()
        try:
            kept = set_aside(self._file, self._clock())
        except OSError as error:
            raise self._unusable(error) from error
        self._insert(saved)
        log.error(
            "Le fichier %s était abîmé : il est mis de côté, sous le nom %s. %d entrées en ont "
            "été sauvées, d'autres peuvent manquer : voyez docs/operating.md.",
            self._file,
            kept.name,
            len(saved),
        )

    def _what_can_be_read(self) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        with suppress(OutboxUnusable), self._open() as connection:
            for row in connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM entry"):
                found.append(tuple(row))
        return found

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
        with self._open() as connection:
            if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
                return []  # its table is about to be made
            rows = connection.execute(query, values).fetchall()
        return [entry for row in rows if (entry := _entry(row))]

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction in the file, which is closed again: nothing of it stays elsewhere."""
        with self._open() as connection:
            until = time.monotonic() + BUSY_SECONDS
            begin_writing(connection, lambda: until - time.monotonic())
            with connection:
                connection.execute(_TABLE)
                yield connection

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._file.exists():
                self._file.touch(mode=0o600)
            with closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS)) as connection:
                connection.isolation_level = None
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: sqlite3.Error | OSError) -> OutboxUnusable:
        kind, why = OutboxUnusable, str(error)
        if isinstance(error, sqlite3.Error):
            kind, why = _Damaged if is_damaged(error) else OutboxUnusable, explained(error)
        return kind(f"Le fichier {self._file}, où attend ce qui va à la base, ne sert pas : {why}.")


def _listed(made: LocalTicket | None) -> str:
    """As SQLite itself writes lists."""
    return json.dumps(made.token_hashes if made else (), separators=(",", ":"))


def _entry(row: sqlite3.Row) -> Entry | None:
    """None for one that does not read: it stays, and does not keep the others from going."""
    try:
        return _entry_of(row)
    except (ValueError, TypeError, KeyError) as error:
        log.error("Entry %s of the outbox does not read: %s", row["number"], type(error).__name__)
        return None


def _entry_of(row: sqlite3.Row) -> Entry:
    made = LocalTicket(
        code=row["code"],
        token_hashes=tuple(json.loads(row["token_hashes"])),
        printing=row["printing"],
    )
    # What an earlier program wrote down is still delivered, whatever its words were called then.
    kind = EARLIER_KINDS.get(row["kind"], row["kind"])
    payload = json.loads(row["payload"])
    seen = payload.get("seen")
    if seen and "slot_id" in seen:
        seen["session_id"] = seen.pop("slot_id")
    return Entry(
        id=row["id"],
        kind=cast(Kind, kind),
        payload=payload,
        written_at=datetime.fromisoformat(row["written_at"]),
        ticket=made if row["code"] else None,
        tries=row["tries"],
        tried_at=datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        why=row["why"],
    )
