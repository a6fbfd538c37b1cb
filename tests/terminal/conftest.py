from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agenda.world import MovingClock, wrong_seats
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient


@pytest.fixture
def clock() -> MovingClock:
    """Monday, 8 in the morning: the first helper comes at 9."""
    return MovingClock()


@pytest.fixture
def machine() -> Iterator[TcpPrinter]:
    """A printer on the network that works."""
    with TcpPrinter("ready") as printer:
        yield printer


@pytest.fixture
def floor(tmp_path: Path, machine: TcpPrinter, clock: MovingClock) -> Iterator[Floor]:
    """A terminal that has just opened; whatever its story, its seats agree at the end."""
    floor = Floor(tmp_path, impatient(machine), clock)
    floor.opens()
    yield floor
    floor.stop()
    assert wrong_seats(floor.agenda.store) == []
    floor.agenda.store.close()
