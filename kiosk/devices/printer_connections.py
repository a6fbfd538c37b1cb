"""The ways to an ESC/POS printer: network, USB, serial, by python-escpos.

Imported only when a printer is first used: python-escpos takes a fifth of a second.
"""

from __future__ import annotations

import errno
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from escpos.exceptions import Error as EscposError
from escpos.printer import Network, Serial, Usb

from kiosk.devices.output_queue import output_queue
from kiosk.devices.printer import DeviceBusyError, DeviceError, DeviceRefusedError

TIMEOUT = 2.0
"""Seconds without any sign of life after which a printer is given up."""

ALL_SENT_WITHIN = 15.0
"""Seconds in which a whole ticket has to leave, even if it trickles."""

_POLL = 0.02

UNREACHABLE = "On ne peut pas joindre l'imprimante. Est-elle allumée ?"


class EscposConnection:
    """One open connection. Every method ends in time; what goes wrong is a DeviceError."""

    chunk = 4096
    all_sent_within = ALL_SENT_WITHIN
    shared = False
    """Other terminals may be connected to the printer, which serves one after the other."""

    def __init__(
        self,
        printer: Any,
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._printer = printer
        self._timeout = timeout
        self._clock = clock
        self.silent = False
        """The last question was not answered at all, and the connection stands."""

    def open(self) -> None:
        try:
            self._printer.open()
        except (EscposError, OSError, ValueError) as error:
            if _has(errno.EBUSY, error):
                raise DeviceBusyError("Un autre programme se sert de l'imprimante.") from error
            if _has(errno.ECONNREFUSED, error):
                raise DeviceRefusedError(UNREACHABLE) from error
            raise DeviceError(UNREACHABLE) from error

    def send(self, data: bytes) -> None:
        """Send everything and see it leave this machine."""
        deadline = self._clock() + self.all_sent_within
        for start in range(0, len(data), self.chunk):
            if self._clock() > deadline:
                raise DeviceError("L'imprimante est trop lente : le ticket n'est pas parti.")
            try:
                self._printer._raw(data[start : start + self.chunk])
            except OSError as error:
                raise DeviceError(_why(error)) from error
        self._see_it_leave(deadline)

    def ask(self, query: bytes) -> bytes:
        """The answer to a status query; empty when none comes in time."""
        return self._heard(lambda: bytes(self._printer.query_status(query)))

    def hear(self) -> bytes:
        """A late answer to the last question."""
        return self._heard(lambda: bytes(self._printer._read()))

    def _heard(self, read: Callable[[], bytes]) -> bytes:
        try:
            self.silent = False
            return read()
        except OSError as error:
            if _timed_out(error):
                self.silent = True
                return b""
            raise DeviceError(_why(error)) from error

    def close(self) -> None:
        # A line that is already broken may refuse even to be closed: nothing is lost.
        with suppress(OSError):
            self._printer.close()

    def _waiting(self) -> int:
        """The bytes that the other side has not taken yet."""
        return 0

    def _see_it_leave(self, deadline: float) -> None:
        left, moved_at = self._waiting(), self._clock()
        while left:
            time.sleep(_POLL)
            now, still = self._clock(), self._waiting()
            if still < left:
                left, moved_at = still, now
            if now - moved_at > self._timeout or now > deadline:
                raise DeviceError("L'imprimante n'avance plus : elle est bloquée.")


def _has(number: int, error: BaseException | None) -> bool:
    """Whether an error, or what led to it, is this one of the system's."""
    while error is not None:
        if isinstance(error, OSError) and error.errno == number:
            return True
        error = error.__cause__ or error.__context__
    return False


def _timed_out(error: OSError) -> bool:
    """libusb and pyserial have time-outs of their own, which are not TimeoutError."""
    return (
        isinstance(error, TimeoutError)
        or error.errno == errno.ETIMEDOUT
        or "timeout" in type(error).__name__.lower()
    )


def _why(error: OSError) -> str:
    if _timed_out(error):
        return "L'imprimante n'avance plus : elle est bloquée."
    return "L'imprimante a coupé la liaison pendant l'impression."


class _Socket(Network):  # type: ignore[misc]
    """Network, but a refused connection leaves no open socket, and IPv6 works."""

    def open(self, raise_not_found: bool = True) -> None:  # noqa: ARG002
        self._device = False
        self.device = socket.create_connection((self.host, self.port), self.timeout)
        # What we believe sent must have left: keep little of it in this machine.
        self.device.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)


class NetworkConnection(EscposConnection):
    shared = True

    def __init__(self, host: str, port: int, timeout: float = TIMEOUT) -> None:
        super().__init__(_Socket(host, port, timeout=timeout), timeout)

    def send(self, data: bytes) -> None:
        try:
            super().send(data)
        except DeviceError:
            # What waits in this machine is not to come out later, as half a ticket.
            with suppress(OSError):
                self._printer.device.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
            raise

    def _waiting(self) -> int:
        return output_queue(self._printer.device.fileno())


class UsbConnection(EscposConnection):
    def __init__(self, vendor: int, product: int, in_ep: int, out_ep: int) -> None:
        # libusb counts in milliseconds.
        limit = int(TIMEOUT * 1000)
        super().__init__(Usb(vendor, product, timeout=limit, in_ep=in_ep, out_ep=out_ep))


class SerialConnection(EscposConnection):
    chunk = 256

    def __init__(
        self, path: str, baud: int, *, rtscts: bool = False, timeout: float = TIMEOUT
    ) -> None:
        printer = Serial(path, baudrate=baud, timeout=timeout, dsrdtr=False)
        super().__init__(printer, timeout)
        self._baud = baud
        self._rtscts = rtscts

    def open(self) -> None:
        super().open()
        try:
            self._printer.device.exclusive = True
        except OSError as error:
            self.close()
            raise DeviceBusyError("Un autre programme se sert de l'imprimante.") from error
        self._printer.device.write_timeout = self._timeout
        self._printer.device.rtscts = self._rtscts

    def send(self, data: bytes) -> None:
        # A byte is ten bits on the line; half as long again for the printer's pauses.
        self.all_sent_within = ALL_SENT_WITHIN + 1.5 * 10 * len(data) / self._baud
        super().send(data)

    def ask(self, query: bytes) -> bytes:
        """One byte is enough of an answer: waiting for sixteen would take the whole time-out."""

        def read() -> bytes:
            self._printer._raw(query)
            device = self._printer.device
            return bytes(device.read(1)) + bytes(device.read(device.in_waiting))

        return self._heard(read)

    def close(self) -> None:
        # Closing waits until all is written, for ever if the printer holds the line.
        with suppress(OSError):
            self._printer.device.reset_output_buffer()
        super().close()

    def _waiting(self) -> int:
        try:
            return int(self._printer.device.out_waiting)
        except OSError as error:
            raise DeviceError(_why(error)) from error
