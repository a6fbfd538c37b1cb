"""Thousands of connections that ask for nothing, and one telephone that wants a page.

`make races` opens 2,000 of each kind against a real `kiosk web`; here, fewer.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from kiosk.paths import ROOT
from tests.races.test_nginx import free_port

FULL = "RACES" in os.environ
CLIENTS = 2000 if FULL else 120

KINDS = {
    "silent": b"",
    "slow headers": b"GET / HTTP/1.1\r\nHost: x\r\nX-",
    "slow body": b"POST /t/X/annuler HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\ncle=",
    "slow readers": b"GET /style.css HTTP/1.1\r\nHost: x\r\n\r\n" * 30,
}


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    program = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "web", "--host", "127.0.0.1", "--port", str(port)],
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), "KIOSK_DATA": str(tmp_path / "data")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline().startswith("La page du QR")
        yield port
        program.send_signal(signal.SIGINT)
        _out, err = program.communicate(timeout=60)
        assert "Traceback" not in err
    finally:
        program.kill()
        program.communicate()


def answer(port: int, address: str) -> tuple[int, float]:
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, 60, (address, 0))
    connection.request("GET", "/robots.txt")
    status = connection.getresponse().status
    connection.close()
    return status, time.monotonic() - begun


@pytest.mark.parametrize("kind", KINDS if FULL else ["slow headers"])
def test_a_telephone_gets_its_page_whoever_else_holds_connections(port: int, kind: str) -> None:
    with ExitStack() as held:
        for _ in range(CLIENTS):
            wire = socket.create_connection(("127.0.0.1", port), 60, ("127.0.0.9", 0))
            held.enter_context(wire)
            with suppress(ConnectionError):
                wire.sendall(KINDS[kind])
        found = [answer(port, address) for address in ("127.0.0.1", "127.0.0.9")]
    print(f"{CLIENTS} {kind}: a page in {max(seconds for _status, seconds in found):.2f} s")
    (theirs, _), (same_address, _) = found
    assert theirs == 200
    assert same_address in (200, 429)  # whoever asks thirty times each is asked to wait
