"""Every screen with every sentence of the catalogue, on every size, in every language."""

from __future__ import annotations

import pytest
from kivy.graphics.opengl import glFinish

from kiosk.ui.driver import Driver
from kiosk.visit.views import Body, View
from tests.ui.fake_terminal import FakeTerminal
from tests.ui.overflow import findings
from tests.ui.samples import samples, small

SCREENS = {
    "portrait-32": ((1080, 1920), 32.0),
    "landscape-32": ((1920, 1080), 32.0),
    "tablet-15": ((1280, 800), 15.6),
    "tablet-10": ((1280, 800), 10.1),
}


def test_the_samples_show_every_kind_of_screen(french: dict[str, View]) -> None:
    shown = {type(view.body).__name__ for view in french.values()}
    kinds = {kind.__name__ for kind in Body.__subclasses__()}
    assert kinds - shown == set()
    assert "AttractView" in shown


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_and_nothing_overlaps(screen: str, language: str) -> None:
    size, inches = SCREENS[screen]
    wrong: list[str] = []
    every = samples(language)
    # Every sentence where it is tightest, in both languages; elsewhere some of each kind.
    if screen in ("landscape-32", "tablet-15") or (screen, language) == ("portrait-32", "en"):
        every = small(every)
    terminal = FakeTerminal(every["attract"])
    with Driver(terminal, size=size, inches=inches) as driver:
        stage = driver.app.stage
        for number, (name, view) in enumerate(every.items()):
            terminal.view = view
            driver.app.show()
            wrong += [f"{name}: {found}" for found in findings(driver.drawing)]
            for page in range(1, driver.pages()):
                stage.turn(page - (driver.drawing.page or 0))
                wrong += [f"{name}, page {page}: {found}" for found in findings(driver.drawing)]
            if number % 20 == 0:
                driver.turn()
                glFinish()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["session-100", "session-same-hour", "session-taken"])
def test_when_it_is_can_be_seen_without_turning_a_page(
    french: dict[str, View], screen: str, name: str
) -> None:
    """Whoever touches "Je viens" has seen when, whatever is said above it."""
    size, inches = SCREENS[screen]
    with Driver(FakeTerminal(french[name]), size=size, inches=inches) as driver:
        said = " ".join(text.words for text in driver.drawing.texts)
    assert " h " in said.replace("\u00a0", " ").replace("\u202f", " "), said
