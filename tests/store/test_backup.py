"""Backup and restore, as docs/operating.md says: what was booked is there again."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from kiosk.agenda.agenda import Agenda
from kiosk.store.engine import sqlite_url
from kiosk.store.schema import open_store
from tests.agenda.world import (
    MONDAY,
    MovingClock,
    add_helper,
    add_session,
    book_held,
    empty_place,
    same_place,
    wrong_seats,
)
from tests.support.postgres import PostgresServer


def booked(where: Path | str) -> Agenda:
    agenda = empty_place(where, MovingClock())
    session_id = add_session(agenda, add_helper(agenda, "Amina"), MONDAY.replace(hour=14))
    agenda.hold("b", session_id, "other", "face", None, "fr")
    book_held(agenda, "b", "Zoé")
    return agenda


def is_all_there(url: str) -> None:
    agenda = same_place(open_store(url), MovingClock())
    assert agenda.booking("b").status == "confirmed"
    assert wrong_seats(agenda.store) == []
    agenda.call("afterwards", "other", None, "fr")  # and it is written to again
    agenda.store.close()


def test_a_file_copied_while_the_terminal_works(tmp_path: Path) -> None:
    agenda = booked(tmp_path)
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(tmp_path / "kiosk.db")) as other_program:
        other_program.execute(f"VACUUM INTO '{copy}'")
    agenda.cancel("b")
    agenda.store.close()
    is_all_there(sqlite_url(copy))


def test_a_server_dumped_while_terminals_work(postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.database_with_tables()
    agenda = booked(url)
    where = ["-h", "127.0.0.1", "-p", str(postgres.port), "-U", "postgres"]

    def run(program: str, *words: str) -> None:
        subprocess.run([str(postgres.programs / program), *where, *words], check=True)

    dump = str(tmp_path / "kiosk.dump")
    run("pg_dump", "--format=custom", f"--file={dump}", url.rsplit("/", 1)[1])
    agenda.cancel("b")
    agenda.store.close()
    name = postgres.empty_database()
    run("pg_restore", "--exit-on-error", f"--dbname={name}", dump)
    is_all_there(postgres.url(name))
    postgres.drop(postgres.url(name))
    postgres.drop(url)
