"""The state of one job, asked of CUPS itself by IPP (RFC 8010, RFC 8011: Get-Job-Attributes).

`lpstat` tells which jobs are over, and not how: a job that was printed and one that was
aborted read the same there, down to their reasons.
"""

from __future__ import annotations

import os
import re
import socket
import struct
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from kiosk.devices.printer import DeviceError

JobState = Literal[
    "pending", "held", "processing", "stopped", "canceled", "aborted", "completed", "gone"
]
"""gone: the server knows no such job any more, or does not tell."""

ANSWER_WITHIN = 5.0
"""Seconds."""

SOCKET = Path("/run/cups/cups.sock")
CLIENT_SETTINGS = Path("/etc/cups/client.conf")

_STATES: dict[int, JobState] = {
    3: "pending",
    4: "held",
    5: "processing",
    6: "stopped",
    7: "canceled",
    8: "aborted",
    9: "completed",
}
_GET_JOB_ATTRIBUTES = 0x0009
_NOT_FOUND = 0x0406
_OPERATION, _END = 0x01, 0x03
_INTEGER, _ENUM, _KEYWORD, _URI, _CHARSET, _LANGUAGE = 0x21, 0x23, 0x44, 0x45, 0x47, 0x48
_LONGEST_ANSWER = 65536


def job_state(queue: str, number: int, server: str) -> JobState:
    """How a job is, or how it ended. Raises DeviceError when CUPS does not answer."""
    answer = _ask(server, f"/printers/{quote(queue)}", _request(queue, number))
    return _state(answer)


def cups_server(
    environment: Mapping[str, str] = os.environ, settings: Path = CLIENT_SETTINGS
) -> str:
    """Where `lp` sends jobs: a socket's path, or a host with or without its port."""
    chosen = environment.get("CUPS_SERVER", "") or _server_in(settings)
    if chosen:
        return chosen
    return str(SOCKET) if SOCKET.exists() else "localhost"


def _server_in(settings: Path) -> str:
    try:
        found = re.search(r"(?mi)^\s*ServerName\s+(\S+)", settings.read_text(errors="replace"))
    except OSError:
        return ""
    return found.group(1) if found else ""


class _OverSocket(HTTPConnection):
    """HTTP through the socket of the CUPS on this machine."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=ANSWER_WITHIN)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(ANSWER_WITHIN)
        self.sock.connect(self._path)


def _connection(server: str) -> HTTPConnection:
    if server.startswith("/"):
        return _OverSocket(server)
    address = re.sub(r"/version=[\d.]+$", "", server)  # an option of client.conf
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and not address.endswith("]"):
        return HTTPConnection(host.strip("[]"), int(port), timeout=ANSWER_WITHIN)
    return HTTPConnection(address.strip("[]"), 631, timeout=ANSWER_WITHIN)


def _ask(server: str, path: str, request: bytes) -> bytes:
    connection = _connection(server)
    try:
        connection.request("POST", path, request, {"Content-Type": "application/ipp"})
        answer = connection.getresponse()
        body = answer.read(_LONGEST_ANSWER)
    except (OSError, HTTPException) as error:
        raise DeviceError("CUPS ne dit pas ce que devient le ticket.") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise DeviceError(f"CUPS ne dit pas ce que devient le ticket (HTTP {answer.status}).")
    return body


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    label = name.encode()
    return struct.pack(f">BH{len(label)}sH", tag, len(label), label, len(value)) + value


def _request(queue: str, number: int) -> bytes:
    """Operation attributes in the order that RFC 8011 asks for."""
    head = struct.pack(">BBHI", 1, 1, _GET_JOB_ATTRIBUTES, 1)
    return (
        head
        + bytes([_OPERATION])
        + _attribute(_CHARSET, "attributes-charset", b"utf-8")
        + _attribute(_LANGUAGE, "attributes-natural-language", b"en")
        + _attribute(_URI, "printer-uri", f"ipp://localhost/printers/{quote(queue)}".encode())
        + _attribute(_INTEGER, "job-id", struct.pack(">i", number))
        + _attribute(_KEYWORD, "requested-attributes", b"job-state")
        + bytes([_END])
    )


def _state(answer: bytes) -> JobState:
    """The `job-state` of an answer. Raises DeviceError when it is none."""
    try:
        _, _, status, _ = struct.unpack_from(">BBHI", answer)
        if status >= 0x0100:
            return _refused(status)
        return _STATES[_job_state_in(answer)]
    except (struct.error, KeyError, IndexError) as error:
        raise DeviceError("CUPS répond autre chose que l'état du ticket.") from error


def _refused(status: int) -> JobState:
    if status == _NOT_FOUND:
        return "gone"
    raise DeviceError(f"CUPS ne dit pas ce que devient le ticket (IPP {status:#06x}).")


def _job_state_in(answer: bytes) -> int:
    at = 8
    while answer[at] != _END:
        tag = answer[at]
        at += 1
        if tag < 0x10:  # a group begins
            continue
        name, at = _piece(answer, at)
        value, at = _piece(answer, at)
        if tag == _ENUM and name == b"job-state":
            return int(struct.unpack(">i", value)[0])
    raise KeyError("job-state")


def _piece(answer: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", answer, at)
    end = at + 2 + length
    if end > len(answer):
        raise IndexError(end)
    return answer[at + 2 : end], end
