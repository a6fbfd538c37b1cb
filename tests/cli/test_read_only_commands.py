"""What looks changes nothing: not a byte, not a row, not an empty file."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.load import load as load_catalog
from kiosk.cli import main
from kiosk.cli.place_agenda import agenda_of
from kiosk.paths import CATALOG
from kiosk.settings import load
from kiosk.store.engine import Store
from kiosk.store.outbox import Outbox
from kiosk.terminal.outbox_entries import about_booking

LOOKING = (
    ["doctor"],
    ["bookings"],
    ["bookings", "--json"],
    ["outbox"],
    ["outbox", "--json"],
    ["figures"],
    ["db", "status"],
)

PLACE = """\
name: Lille
address: 1 rue de l'Exemple
helpers:
  - name: Léa
    desk: Bureau 1
    hours:
      - {days: lundi, from: 9:00, to: 11:00}
"""


def on_disk(folder: Path) -> dict[str, tuple[str, int]]:
    """Each file and folder, with its bytes and when it was written. SQLite's index of a journal
    (-shm) is left out: it is memory that programs share, and is made again at each opening."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mtime_ns,
        )
        for path in (folder, *folder.rglob("*"))
        if not path.name.endswith("-shm")
    }


def rows(url: str) -> dict[str, list[str]]:
    store = Store(url)
    with store.reading() as connection:
        found = {
            name: sorted(str(tuple(row)) for row in connection.execute(text(f'TABLE "{name}"')))
            for name in inspect(connection).get_table_names()
        }
    store.close()
    return found


def look(capsys: pytest.CaptureFixture[str]) -> str:
    """Every command that only looks; all that they say."""
    for words in LOOKING:
        main(words)
    said = capsys.readouterr()
    return said.out + said.err


@contextmanager
def running() -> Iterator[Agenda]:
    """A terminal at work, as the settings say."""
    agenda = agenda_of(load(), load_catalog(CATALOG))
    agenda.plan()
    agenda.beat("0")
    yield agenda
    agenda.store.close()


def test_looking_at_a_fresh_machine_makes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = on_disk(Path.cwd())
    said = look(capsys)
    assert not data.exists()
    assert on_disk(Path.cwd()) == before
    assert "Il n'y a pas encore de base" in said
    data.mkdir()
    look(capsys)
    assert list(data.iterdir()) == []


def test_looking_changes_nothing_before_during_and_after(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running():
        pass
    Outbox(data / "outbox.db").put(about_booking("cancel", "b", datetime.now(UTC)))
    ticket = data / "tickets" / "20200101-103000-HJLNNFJK.png"  # a demonstration's, long ago
    ticket.parent.mkdir()
    ticket.touch()
    os.utime(ticket, (0, 0))
    stopped = on_disk(data)
    assert "prochaine heure libre" in look(capsys)
    assert on_disk(data) == stopped
    with running():
        at_work = on_disk(data)
        look(capsys)
        assert on_disk(data) == at_work


def killed_at_work(data: Path) -> None:
    """A terminal that was killed: its journal is still there."""
    child = os.fork()
    if child == 0:
        with running():
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (data / "kiosk.db-wal").stat().st_size


def test_looking_after_a_power_cut_changes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed_at_work(data)
    before = on_disk(data)
    assert "prochaine heure libre" in look(capsys)
    assert on_disk(data) == before


def test_looking_plans_nothing_and_moves_no_place(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The operator has described another place since: the next start puts it there."""
    with running():
        pass
    Path("place.yaml").write_text(PLACE, encoding="utf-8")
    Path("kiosk.toml").write_text('place = "place.yaml"', encoding="utf-8")
    before = on_disk(data)
    look(capsys)
    assert on_disk(data) == before


def test_looking_into_a_database_of_several_changes_no_row(
    data: Path,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIOSK_DATABASE", postgres_url)
    Path("place.yaml").write_text(PLACE, encoding="utf-8")
    Path("kiosk.toml").write_text('place = "place.yaml"', encoding="utf-8")
    empty = rows(postgres_url)
    assert "n'est pas encore dans la base" in look(capsys)
    assert rows(postgres_url) == empty
    with running() as agenda:
        before = rows(postgres_url)
        monkeypatch.setenv("KIOSK_TERMINAL", "another")
        look(capsys)
        assert rows(postgres_url) == before
        assert agenda.today().next_free
    assert not data.exists() or list(data.iterdir()) == []


def test_doctor_says_the_hour_with_its_year_and_why_it_is_doubted(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ahead = agenda_of(
        load(), load_catalog(CATALOG), lambda: datetime.now(UTC) + timedelta(days=365)
    )
    ahead.beat("0")
    ahead.store.close()
    assert main(["doctor"]) == 1
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "Heure :" in one]
    assert line.startswith("NON ")
    assert f"Il serait {datetime.now(ahead.place.zone):%d/%m/%Y}" in line
    assert "confirmez-la par kiosk purge" in line


def test_tables_of_another_version_are_named_as_their_operator_does(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running():
        pass
    with closing(sqlite3.connect(data / "kiosk.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    main(["doctor"])
    said = capsys.readouterr().out
    assert f"sqlite:///{data / 'kiosk.db'} sont à la version 0001" in said
    assert "mode=ro" not in said
