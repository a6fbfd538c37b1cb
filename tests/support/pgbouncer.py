"""A real PgBouncer in front of a server of the tests, which keeps no session for anybody."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.postgres import PostgresServer, free_port

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MISSING = "PgBouncer is not here: apt-get install pgbouncer"

CONFIGURATION = """
[databases]
* = host=127.0.0.1 port={server}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {size}
max_client_conn = {clients}
server_check_delay = 0
server_login_retry = 1
"""


class Pool:
    """Between two transactions a client may find itself in another session of the server."""

    def __init__(self, server: PostgresServer, folder: Path, size: int, clients: int) -> None:
        self.port = free_port()
        self._folder = folder
        text = CONFIGURATION.format(
            server=server.port, port=self.port, folder=folder, size=size, clients=clients
        )
        (folder / "pgbouncer.ini").write_text(text)
        (folder / "users").write_text('"postgres" ""\n')
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
        self._process = self._started()

    def url(self, database: str) -> str:
        """What the setting `database` takes."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    @property
    def process_id(self) -> int:
        return self._process.pid

    def restart(self) -> None:
        self.stop()
        self._process = self._started()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=30)

    def _started(self) -> subprocess.Popen[bytes]:
        assert PROGRAM is not None
        who = ["-u", "nobody"] if os.geteuid() == 0 else []
        process = subprocess.Popen(
            [PROGRAM, "-q", *who, str(self._folder / "pgbouncer.ini")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            process_group=0,
        )
        end = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url("postgres").replace("+psycopg", "")).close()
                return process
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("PgBouncer does not start") from None
                time.sleep(0.02)


@contextmanager
def pool_in_front(server: PostgresServer, *, size: int = 4, clients: int = 300) -> Iterator[Pool]:
    """`size` connections of the server, shared by so many clients at most."""
    with tempfile.TemporaryDirectory(prefix="kiosk-pgbouncer-") as folder:
        pool = Pool(server, Path(folder), size, clients)
        try:
            yield pool
        finally:
            pool.stop()
