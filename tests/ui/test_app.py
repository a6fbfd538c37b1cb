"""The app around the screens: time, workers, faults, and what stays after a visit: nothing."""

from __future__ import annotations

import gc
import logging
import threading
import time
import weakref
from pathlib import Path

import pytest
from kivy.core.window import Window

from kiosk.ui.app import KioskApp
from kiosk.ui.driver import Driver, DriverError, Finger
from kiosk.ui.sound import CHIME, ChimeSound
from kiosk.ui.tokens import Tokens
from kiosk.visit.events import Event, OpenThemes
from kiosk.visit.view.person import NameView
from kiosk.visit.views import View
from tests.ui.conftest import PORTRAIT, Hand, Shown
from tests.ui.fake_terminal import FakeTerminal
from tests.ui.overflow import findings


def test_the_terminal_hears_the_time_at_once_and_then_about_once_a_second(
    shown: Shown, hand: Hand
) -> None:
    driver, terminal = shown("home", clock=hand)
    assert terminal.ticks == 1
    for _ in range(50):
        hand.now += 0.1
        driver.turn()
    assert terminal.ticks == 6


def test_nothing_is_drawn_while_nothing_changes(shown: Shown) -> None:
    driver, _terminal = shown("home")
    frames = 0

    def count(*_: object) -> None:
        nonlocal frames
        frames += 1

    Window.bind(on_flip=count)
    try:
        for _ in range(30):
            driver.turn()
    finally:
        Window.unbind(on_flip=count)
    assert frames == 0


def test_a_worker_wakes_the_screen_at_once(shown: Shown) -> None:
    driver, terminal = shown("home")
    threading.Timer(0.05, terminal.on_wake).start()
    before = time.monotonic()
    driver.app.loop.wait(20)
    assert time.monotonic() - before < 10


def test_waiting_for_what_does_not_come_ends_in_a_sentence(shown: Shown) -> None:
    driver, _terminal = shown("home")
    with pytest.raises(DriverError, match="n'est pas venu"):
        driver.until(lambda: False, 0.05)


def test_a_fault_ends_the_visit_and_shows_the_first_screen(
    shown: Shown, french: dict[str, View], caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(event: Event) -> View:
        raise ValueError("a bug")

    driver, terminal = shown("home", breaks)
    terminal.first = french["attract"]
    with caplog.at_level(logging.ERROR):
        driver.tap(OpenThemes())
    assert terminal.recovered == 1
    assert driver.screen == "AttractView"
    assert "Bonjour." in {text.words for text in driver.texts()}
    assert "a bug" in caplog.text


def test_the_app_runs_until_the_terminal_stops(french: dict[str, View]) -> None:
    terminal = FakeTerminal(french["attract"])
    app = KioskApp(terminal, Tokens(*PORTRAIT))

    def stop() -> None:
        terminal.running = False
        terminal.on_wake()

    threading.Timer(0.2, stop).start()
    app.run()
    assert app.stage.parent is None
    assert app.stage.drawing is None


def test_nothing_of_a_visit_stays_when_it_is_over(shown: Shown, french: dict[str, View]) -> None:
    driver, terminal = shown("name")
    assert isinstance(terminal.view.body, NameView)
    typed = terminal.view.body.typed
    stage, letters = driver.app.stage, driver.app.letters
    scene = driver.drawing
    texture = letters.texture(typed, "bold", driver.app.tokens.size("title"))
    once: list[object] = [scene, texture, *scene.buttons]
    left = [weakref.ref(one) for one in once]
    assert letters.holds(typed)
    del scene, texture, once

    terminal.on_wipe()
    terminal.view = french["attract"]
    driver.app.show()
    driver.settle()
    gc.collect()
    assert not [one for one in left if one() is not None]
    assert not letters.holds(typed)
    assert typed not in {text.words for text in driver.texts()}
    assert len(stage.canvas.children) == 1


def test_many_visits_leave_no_more_than_one(shown: Shown, french: dict[str, View]) -> None:
    driver, terminal = shown("attract", size=(540, 960), inches=16.0)
    ways = ["home", "themes", "service-faire-un-cv", "name", "ticket-printed", "end", "attract"]

    def visit() -> None:
        for name in ways:
            terminal.view = french[name]
            driver.app.show()
            driver.settle()
        terminal.on_wipe()
        driver.settle()

    visit()
    gc.collect()
    objects = len(gc.get_objects())
    for _ in range(10):
        visit()
    gc.collect()
    assert len(gc.get_objects()) - objects < 200


def test_several_apps_follow_one_another_on_one_window(french: dict[str, View]) -> None:
    for size in ((1080, 1920), (1280, 800), (1920, 1080)):
        terminal = FakeTerminal(french["home"])
        with Driver(terminal, size=size) as driver:
            driver.tap(OpenThemes())
        assert terminal.sent == [OpenThemes()]
        assert not Window.children


def test_the_chime_is_there_and_a_machine_without_sound_is_silent(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    assert CHIME.stat().st_size < 60_000
    silent = ChimeSound(Path("/nowhere/chime.wav"))
    silent.play()
    assert not silent.heard
    assert "No sound" in caplog.text


def test_the_question_is_heard_once_each_time_it_is_asked(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Counting(ChimeSound):
        played = 0

        def play(self) -> None:
            self.played += 1

    driver, terminal = shown("home")
    chime = driver.app.chime = Counting()
    for _ in range(2):
        terminal.on_chime()
        driver.turn()
        driver.turn()
    assert chime.played == 2


# The window


@pytest.mark.parametrize("name", ["attract", "home", "name", "times", "ticket-printed", "sign"])
def test_the_layout_follows_the_window_and_nothing_is_lost(shown: Shown, name: str) -> None:
    """A screen that is turned, or is another than was told."""
    driver, terminal = shown(name, size=(1080, 1920))
    for size in ((1920, 1080), (1280, 800), (1080, 1920)):
        Window.size = size
        driver.settle()
        tokens = driver.app.stage.tokens
        assert (tokens.width, tokens.height) == size
        assert not list(findings(driver.drawing)), size
        assert terminal.sent == []
        button = next(one for one in driver.drawing.buttons if one.enabled)
        driver.press(*button.box.middle)
        assert terminal.sent == [button.event]
        terminal.sent.clear()


def test_what_was_pressed_before_the_screen_was_turned_does_not_act(shown: Shown) -> None:
    driver, terminal = shown("home", size=(1080, 1920))
    finger = Finger(*driver.find(OpenThemes()).box.middle)
    finger.touch()
    driver.settle()
    Window.size = (1920, 1080)
    driver.settle()
    finger.leave()
    driver.settle()
    assert terminal.sent == []


def test_an_app_asked_to_stop_from_a_thread_ends_the_visit_and_leaves(
    french: dict[str, View],
) -> None:
    terminal = FakeTerminal(french["home"])
    terminal.first = french["attract"]
    app = KioskApp(terminal, Tokens(*PORTRAIT))
    threading.Timer(0.2, app.stop).start()
    app.run()
    assert not terminal.running
    assert terminal.recovered == 1
