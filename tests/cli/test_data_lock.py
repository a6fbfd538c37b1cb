"""Two programs on one data folder: the second says so; what only looks works beside."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli.assembly import assemble
from kiosk.cli.data_lock import DataFolderInUse
from kiosk.cli.web import Page
from kiosk.settings import Settings
from kiosk.store.engine import Store, sqlite_url

TERMINAL = """
import sys
from kiosk.cli.assembly import assemble
from kiosk.settings import load
parts = assemble(load(None))
print("ready", flush=True)
sys.stdin.read()
parts.close()
"""


@pytest.fixture
def running(data: Path) -> Iterator[subprocess.Popen[str]]:
    """A terminal at its first screen, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def test_a_second_terminal_says_so_and_leaves_and_touches_nothing(
    running: subprocess.Popen[str],
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (data / "tour.db").write_text("the first one's")
    assert main(["tour", "--out", str(data)]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert f"sert déjà du dossier {data} (processus {running.pid})" in said
    assert (data / "tour.db").read_text() == "the first one's"
    (tmp_path / "link").symlink_to(data)  # another name of the same folder
    for name in (data, tmp_path / "link"):
        with pytest.raises(DataFolderInUse):
            assemble(Settings(data=name))


def test_a_terminal_that_was_killed_is_followed_at_once(
    running: subprocess.Popen[str], data: Path
) -> None:
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=30)
    assemble(Settings(data=data)).close()
    assemble(Settings(data=data)).close()


def test_a_start_that_fails_keeps_nothing_locked(data: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(Exception, match="catalogue"):
            assemble(Settings(data=data, catalog=tmp_path / "catalogue.yaml"))
    assemble(Settings(data=data)).close()


def test_what_looks_at_a_running_terminal_works_beside_it(
    running: subprocess.Popen[str],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in (["outbox"], ["bookings"], ["db", "status"], ["doctor"]):
        assert main(command) == 0, capsys.readouterr()
    monkeypatch.setattr("sys.stdin", StringIO("271828\n"))
    assert main(["staff", "pin"]) == 0
    page = Page.open(Settings(data=data, web_host="127.0.0.1", web_port=0))
    page.close()


def test_a_database_is_its_owners_alone_wherever_it_is_made(tmp_path: Path) -> None:
    store = Store(sqlite_url(tmp_path / "elsewhere.db"))
    with store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE x (y TEXT)")
        made = [file for file in tmp_path.iterdir() if file.name.startswith("elsewhere")]
        assert len(made) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
    store.close()
