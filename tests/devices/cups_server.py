"""A CUPS of one's own: the real cupsd of Debian, with queues that end as they are told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
INSTALL = "sudo apt-get install -y --no-install-recommends cups cups-client"

FILES = """
ServerRoot {here}/etc
ServerBin {here}/bin
DataDir /usr/share/cups
RequestRoot {here}/spool
TempDir {here}/tmp
CacheDir {here}/cache
StateDir {here}/state
AccessLog {here}/access
ErrorLog {here}/error
PageLog {here}/page
"""
SETTINGS = """
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""
BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
case "$DEVICE_URI" in
    *prints) cat "${{6:--}}" > "{here}/paper"; exit 0 ;;
    *fails) exit 1 ;;
    *) touch "{here}/begun"; exec sleep 600 ;;
esac
"""


class Cups:
    """Its commands are those of the terminal, told where this server is."""

    def __init__(self, here: Path, port: int) -> None:
        self.here = here
        self.address = f"127.0.0.1:{port}"

    def run(self, *command: str) -> str:
        environment = {**os.environ, "CUPS_SERVER": self.address, "LC_ALL": "C"}
        found = shutil.which(command[0], path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        assert found, INSTALL
        done = subprocess.run(
            [found, *command[1:]], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def queue(self, name: str, ends: str, *, policy: str = "abort-job") -> None:
        """`ends`: prints, fails, or holds."""
        uri = f"trial:/{ends}"
        option = f"printer-error-policy={policy}"
        self.run("lpadmin", "-p", name, "-E", "-v", uri, "-m", "raw", "-o", option)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def cups_server(here: Path) -> Iterator[Cups]:
    assert CUPSD, INSTALL
    port = _free_port()
    for name in ("etc", "bin/backend", "spool", "tmp", "cache", "state"):
        (here / name).mkdir(parents=True)
    for place in (here, *here.parents):
        if place.stat().st_uid == os.getuid() and place != Path("/"):
            place.chmod(place.stat().st_mode | 0o011)  # jobs run as somebody else when we are root
    (here / "bin" / "daemon").symlink_to("/usr/lib/cups/daemon")
    backend = here / "bin" / "backend" / "trial"
    backend.write_text(BACKEND.format(here=here))
    backend.chmod(0o700)  # not for others: then cupsd runs it as itself
    (here / "etc" / "files.conf").write_text(FILES.format(here=here))
    (here / "etc" / "cupsd.conf").write_text(SETTINGS.format(port=port))
    program = subprocess.Popen(
        [CUPSD, "-f", "-c", here / "etc" / "cupsd.conf", "-s", here / "etc" / "files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(program, port)
        yield Cups(here, port)
    finally:
        program.terminate()
        program.wait(20)


def _wait_for(program: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert program.poll() is None, "cupsd did not start"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("cupsd does not listen")
