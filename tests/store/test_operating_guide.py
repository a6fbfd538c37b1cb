"""docs/operating.md followed word for word: a first server, backups, and another server."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which

import pytest

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.paths import ROOT
from kiosk.store.engine import Store, sqlite_url
from kiosk.store.errors import StoreRefused
from kiosk.store.schema import open_store
from tests.agenda.world import SERVICES, add_helper, add_session, book_held
from tests.store.test_backup import booked, is_all_there
from tests.support.document import blocks, section
from tests.support.postgres import PostgresServer, postgres_server

OPERATING = ROOT / "docs" / "operating.md"

LILLE = """\
name: Lille
address: 1 rue de l'Exemple
helpers:
  - {name: Léa, desk: Bureau 1, hours: [{days: lundi, from: 9:00, to: 11:00}]}
"""


class Administrator:
    """Runs what the document says, in the kiosk's folder on the server of the database."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        (folder / "deploy").symlink_to(ROOT / "deploy")
        (folder / "lille.yaml").write_text(LILLE, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
        path = [str(server.programs), str(Path(sys.executable).parent), kept["PATH"]]
        self.environment = kept | {
            "PATH": os.pathsep.join(path),
            "PGHOST": "127.0.0.1",
            "PGPORT": str(server.port),
            "PGUSER": "postgres",
            "PGDATABASE": "postgres",
        }

    def does(self, language: str, words: str, database: str = "kiosk") -> str:
        """A block of the document, as it stands there; what is said."""
        programs = {
            "sh": ["bash", "-eu"],
            "sql": ["psql", "-v", "ON_ERROR_STOP=1", database],
        }
        done = subprocess.run(
            programs[language],
            input=words,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self.environment,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def store(self, login: str, database: str = "kiosk") -> Store:
        return open_store(self.server.url(database, user=login))

    def forgets_all(self) -> None:
        """As empty as a new server."""
        self.does("sh", "dropdb kiosk; dropdb kiosk2")
        self.does(
            "sql",
            "DROP ROLE borne_lille, page_lille, kiosk_terminal, kiosk_web, kiosk_migrations;",
            database="postgres",
        )


@pytest.fixture(scope="module")
def administrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Administrator]:
    """At a server that nothing was ever done on."""
    with postgres_server() as server:
        yield Administrator(server, tmp_path_factory.mktemp("opt-kiosk"))


def at_work(store: Store) -> Agenda:
    return open_agenda(
        store, clock=lambda: datetime.now(UTC), theme_of=SERVICES.get, terminal_id="borne-1"
    )


def private(*files: Path) -> bool:
    return {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_from_an_empty_server_to_a_backup_restored_on_another(
    administrator: Administrator,
) -> None:
    steps = blocks(section(OPERATING, "Several terminals"))
    assert [language for language, _ in steps].count("sh") == 4
    said = [administrator.does(*step) for step in steps]
    assert "celle du programme" in said[1]
    assert "connu comme « lille »" in said[2]

    terminal = at_work(administrator.store("borne_lille"))
    assert terminal.place.name == "Lille"
    terminal.plan()
    session_id = add_session(
        terminal, add_helper(terminal, "A"), datetime.now(UTC) + timedelta(days=1)
    )
    terminal.hold("b", session_id, "other", "face", None, "fr")
    book_held(terminal, "b", "Zoé")
    terminal.store.close()
    page = at_work(administrator.store("page_lille"))
    assert page.booking("b").status == "confirmed"
    page.store.close()

    _, (save, restore) = halves(blocks(section(OPERATING, "Backup")))
    (administrator.folder / "kiosk.dump").touch(0o644)  # last night's
    administrator.does(*save)
    assert private(administrator.folder / "kiosk.dump")
    administrator.does(*restore)
    is_restored(administrator)

    administrator.forgets_all()
    create, *rest = restore[1].splitlines(keepends=True)
    (logins,) = [words for language, words in steps if language == "sql"]
    administrator.does("sh", create + rest[-1])  # the roles, first of all
    administrator.does("sql", logins.partition("INSERT")[0], database="kiosk2")
    administrator.does("sh", "".join(rest))
    is_restored(administrator)


def halves(found: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Of one terminal, and of a server: to save, and to restore."""
    assert [language for language, _ in found] == ["sh"] * 4
    return [found[:2], found[2:]]


def is_restored(administrator: Administrator) -> None:
    """With its rights: the page books on, and changes no hours."""
    page = at_work(administrator.store("page_lille", "kiosk2"))
    assert page.booking("b").status == "confirmed"
    with pytest.raises(StoreRefused), page.store.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET seats = 9")
    page.store.close()
    terminal = at_work(administrator.store("borne_lille", "kiosk2"))
    terminal.call("afterwards", "other", None, "fr")
    terminal.store.close()


@pytest.mark.skipif(not which("sqlite3"), reason="sudo apt-get install -y sqlite3")
def test_one_terminals_backup(administrator: Administrator, tmp_path: Path) -> None:
    (save, restore), _ = halves(blocks(section(OPERATING, "Backup")))
    agenda = booked(tmp_path)
    administrator.folder, before = tmp_path, administrator.folder
    (tmp_path / "copy.db").touch(0o644)  # last night's
    administrator.does(*save)
    assert private(tmp_path / "copy.db")
    agenda.cancel("b")  # after the backup, and before the terminal stops
    agenda.store.close()
    (tmp_path / "copy.db").chmod(0o644)  # as from somebody's stick
    administrator.does(*restore)
    administrator.folder = before
    assert private(tmp_path / "kiosk.db")
    is_all_there(sqlite_url(tmp_path / "kiosk.db"))
