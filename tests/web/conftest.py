from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agenda.world import wrong_seats
from tests.web.corner import Corner, Phone


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    """Whatever its story, the place's seats agree at the end."""
    corner = Corner(tmp_path)
    yield corner
    assert wrong_seats(corner.agenda.store) == []
    corner.agenda.store.close()


@pytest.fixture
def phone(corner: Corner) -> Phone:
    return corner.phone()
