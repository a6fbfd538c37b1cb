"""A terminal in a process of its own, whose memory somebody else reads: see test_memory.py.

Says a line at each stage on its standard output, and goes on when it reads one. The name is
read, letter by letter as on the screen's keyboard, and held whole by nobody but the visit.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from pathlib import Path

from kiosk.terminal.scrub import scrub
from kiosk.visit.view.booking_confirmation import ConfirmView
from tests.agenda.world import MovingClock
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient


def stage(said: str) -> None:
    os.write(1, f"{said}\n".encode())
    os.read(0, 1)


def letters() -> list[str]:
    """From the standard input, which keeps no copy of them together."""
    return [os.read(0, 1).decode() for _letter in range(int(sys.argv[2]))]


def until_at_rest(floor: Floor) -> None:
    """The workers have done all that the end of a visit asks of them."""
    runner, desk = floor.runner, floor.runner._desk
    for worker in (*runner._workers.values(), runner._house, desk._drawer, desk._worker):
        done = threading.Event()

        def say(done: threading.Event = done) -> tuple[()]:
            done.set()
            return ()

        worker.do(say)
        done.wait(30)
    floor.until(lambda: not runner._delivery._forgetting, "the delivery at rest")
    floor.terminal.drain()


def main() -> None:
    with TcpPrinter("ready") as machine:
        floor = Floor(Path(sys.argv[1]), impatient(machine), MovingClock())
        floor.opens()
        floor.walks_until_stuck()
        floor.finds_times()
        floor.touch("9 h")
        stage("name")
        for letter in letters():
            floor.types(letter)
        floor.touch("Continuer")
        floor.until(lambda: floor.sees(ConfirmView).confirm.enabled)
        floor.confirms()
        stage("typed")
        floor.finishes()
        until_at_rest(floor)
        gc.collect()  # as the window does after a visit
        scrub()
        stage("wiped")
        os._exit(0)


if __name__ == "__main__":
    main()
