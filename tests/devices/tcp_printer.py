"""A receipt printer on a real TCP port, with the moods that real ones have."""

from __future__ import annotations

import socket
import struct
import threading
from types import TracebackType
from typing import Literal

from PIL import Image

from tests.devices.receipt_printer import OFFLINE, PAPER_NEAR_END, PAPER_OUT, ReceiptPrinter

Behaviour = Literal[
    "ready",  # prints, and says that all is well
    "near_end",  # prints, and says that the roll is nearly over
    "no_paper",  # says that there is no paper
    "runs_out",  # has paper when asked first, none after
    "offline",  # says that its cover is open
    "silent",  # prints, and answers no question
    "empty",  # prints, and answers every question with nothing at all
    "nonsense",  # prints, and answers every question with bytes that are no status
    "goes_silent",  # answers once, prints, and never answers again
    "hangs",  # accepts the connection and never reads
    "hangs_midway",  # answers, reads a little of the ticket, and no more
    "trickles",  # answers, and reads so slowly that a ticket would take a minute
    "cuts_off",  # answers, reads a little of the ticket, and breaks the connection
    "refuses",  # nobody listens on the port
]

_LITTLE = 3000
_TURN = 0.02


class TcpPrinter:
    """`with TcpPrinter("ready") as printer:` listens on `127.0.0.1:printer.port`."""

    def __init__(self, behaviour: Behaviour = "ready") -> None:
        self.behaviour = behaviour
        self.machine = ReceiptPrinter()
        if behaviour == "near_end":
            self.machine.paper = PAPER_NEAR_END
        elif behaviour == "no_paper":
            self.machine.paper = PAPER_OUT
        elif behaviour == "offline":
            self.machine.printer = OFFLINE
        self._answered = False
        self._stop = threading.Event()
        self._socket = socket.socket()
        # A small window: what is not read soon blocks the sender, as on a small machine.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def received(self) -> bytes:
        return self.machine.received

    def image(self) -> Image.Image:
        return self.machine.image()

    def __enter__(self) -> TcpPrinter:
        if self.behaviour != "refuses":
            self._socket.settimeout(_TURN)
            self._socket.listen()
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(_TURN)
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        if self.behaviour == "hangs":
            self._stop.wait()
        while not self._stop.is_set():
            try:
                data = connection.recv(64 if self.behaviour == "trickles" else 1024)
            except TimeoutError:
                continue
            except ConnectionError:
                return
            if not data:
                return
            answers = self.machine.feed(data)
            if self.behaviour == "trickles":
                self._stop.wait(_TURN)
            if self.behaviour in ("hangs_midway", "cuts_off") and len(self.received) > _LITTLE:
                self._give_up(connection)
                return
            if answers:
                self._answer(connection, answers)

    def _give_up(self, connection: socket.socket) -> None:
        if self.behaviour == "hangs_midway":
            self._stop.wait()
            return
        # A reset, as when the cable or the power goes: no polite goodbye.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _answer(self, connection: socket.socket, answers: bytes) -> None:
        if self.behaviour == "silent" or (self.behaviour == "goes_silent" and self._answered):
            return
        if self.behaviour == "empty":
            if not self._answered:
                connection.shutdown(socket.SHUT_WR)
        elif self.behaviour == "nonsense":
            connection.sendall(b"\xff" * len(answers))
        else:
            connection.sendall(answers)
        # The two questions before the ticket are one look at the printer.
        if not answers or len(self.received) >= 6 or self.behaviour == "empty":
            self._answered = True
            if self.behaviour == "runs_out":
                self.machine.paper = PAPER_OUT
