from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.agenda.world import wrong_seats
from tests.web.browser import chromium
from tests.web.corner import Corner, Phone


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one for all tests: each opens a context of its own."""
    with chromium() as browser:
        yield browser


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
