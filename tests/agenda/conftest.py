from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest

from kiosk.agenda.agenda import Agenda
from tests.agenda.world import MovingClock, add_helper, add_rule, empty_place, wrong_seats


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def agenda(any_url: str, clock: MovingClock) -> Iterator[Agenda]:
    """A place where nobody works yet, on SQLite and on PostgreSQL; whatever its story, its
    seats agree at the end."""
    agenda = empty_place(any_url, clock)
    yield agenda
    assert wrong_seats(agenda.store) == []
    agenda.store.close()


@pytest.fixture
def amina(agenda: Agenda) -> int:
    """Mondays from 9 to 12, half an hour each, about anything, face to face or by phone."""
    helper_id = add_helper(agenda, "Amina", "Bureau 1")
    add_rule(agenda, helper_id, starts=time(9), ends=time(12), modes=("face", "phone"))
    agenda.plan()
    return helper_id
