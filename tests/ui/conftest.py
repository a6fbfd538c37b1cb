"""One window for all tests, offscreen, as large as the screens that are looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from kiosk.ui.environment import prepare

os.environ["SDL_VIDEODRIVER"] = "offscreen"
prepare(size=(1280, 1920), windowed=True)

from kiosk.ui.driver import Driver  # noqa: E402  (Kivy must be prepared before its import)
from kiosk.visit.events import Event  # noqa: E402
from kiosk.visit.views import View  # noqa: E402
from tests.ui.fake_terminal import FakeTerminal  # noqa: E402
from tests.ui.samples import samples  # noqa: E402

PORTRAIT = (1080, 1920)


class Hand:
    """A clock moved by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


Shown = Callable[..., tuple[Driver, FakeTerminal]]


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture(scope="session")
def french() -> dict[str, View]:
    return samples("fr")


@pytest.fixture
def shown(french: dict[str, View]) -> Iterator[Shown]:
    """`shown("home")`: that screen on a terminal that remembers what it was sent."""
    with ExitStack() as opened:

        def show(
            name: str, answers: Callable[[Event], View] | None = None, **options: object
        ) -> tuple[Driver, FakeTerminal]:
            terminal = FakeTerminal(french[name], answers)
            size = options.pop("size", PORTRAIT)
            driver = Driver(terminal, size=size, **options)  # type: ignore[arg-type]
            return opened.enter_context(driver), terminal

        yield show
