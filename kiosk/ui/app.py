"""The screen of one terminal: shows its view, brings it touches, scans and the time."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from typing import Protocol

from kivy.core.window import Window

from kiosk.i18n.speaker import Speaker
from kiosk.terminal.scrub import scrub
from kiosk.ui.letters import Letters
from kiosk.ui.loop import Loop
from kiosk.ui.sound import Chime
from kiosk.ui.stage import DOUBLE_TAP_SECONDS, Stage
from kiosk.ui.tokens import Tokens
from kiosk.visit.events import Event, Scanned, Touch
from kiosk.visit.views import View

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
CORNER_SECONDS = 0.1
"""How often held corners are looked at."""


class Terminal(Protocol):
    """What the screen needs to know of the terminal behind it; `kiosk.terminal.loop` is one."""

    view: View
    running: bool
    on_wake: Callable[[], None]
    on_chime: Callable[[], None]
    on_wipe: Callable[[], None]
    on_stop: Callable[[], None]

    def send(self, event: Event) -> None: ...

    def tick(self) -> bool: ...

    def drain(self) -> bool: ...

    def recover(self) -> None: ...


class Scanner(Protocol):
    """Reads scans out of key presses; `kiosk.devices.scanner` has one."""

    def feed(self, scancode: int, shift: bool, at: float) -> str | None: ...

    def forget(self) -> None: ...


class KioskApp:
    """Runs a terminal on the window. Several may come after one another in a process."""

    def __init__(
        self,
        terminal: Terminal,
        tokens: Tokens,
        *,
        scanner: Scanner | None = None,
        chime: Chime | None = None,
        zone: str = "Europe/Paris",
        clock: Callable[[], float] = time.monotonic,
        double_tap_seconds: float = DOUBLE_TAP_SECONDS,
    ) -> None:
        self.terminal = terminal
        self.tokens = tokens
        self.loop = Loop()
        self.letters = Letters()
        self.stage = Stage(tokens, self.letters, self._send, clock, double_tap_seconds)
        self._scanner = scanner
        self.chime = chime
        self._chimes = False
        self._wiped = False
        self._zone = zone
        self._clock = clock
        self._next_tick = clock()  # the day's news come with the first picture
        self._speakers: dict[str, Speaker] = {}

    # From the first screen to the last

    def open(self) -> None:
        """Take the window and show the first screen."""
        Window.add_widget(self.stage)
        Window.bind(
            on_key_down=self._on_key_down,
            on_keyboard=self._swallow,
            on_request_close=self._swallow,
        )
        self.terminal.on_wake = self.loop.wake
        self.terminal.on_chime = self._ask_chime
        self.terminal.on_wipe = self._wipe
        # What is there now stays: the collector need not look through it again and again.
        gc.freeze()
        self.show()

    def close(self) -> None:
        """Give the window back; nothing of this app stays on it."""
        self.terminal.on_wake = self.terminal.on_chime = self.terminal.on_wipe = _nothing
        Window.unbind(
            on_key_down=self._on_key_down,
            on_keyboard=self._swallow,
            on_request_close=self._swallow,
        )
        self.stage.clear()
        self.letters.forget()
        Window.remove_widget(self.stage)
        gc.unfreeze()

    def run(self) -> None:
        """Until the terminal is told to stop. A fault ends the visit, not the program."""
        self.open()
        try:
            while self.terminal.running:
                self.turn()
                self.loop.wait(self._until_next())
        finally:
            self.close()

    def turn(self) -> None:
        """Take what has come, act, draw."""
        try:
            self._act()
        except Exception:
            log.exception("A fault: the visit is ended, the first screen is shown")
            self._recover()

    def show(self) -> None:
        """The terminal's view, if it is not on already."""
        view = self.terminal.view
        self.stage.show(view, self._speaker(view.language).say)

    # One turn

    def _act(self) -> None:
        self.loop.turn()
        if self.terminal.drain():
            self.show()
        if self._clock() >= self._next_tick:
            self._next_tick = self._clock() + TICK_SECONDS
            if self.terminal.tick():
                self.show()
        if self.stage.corners.watching:
            self.stage.watch_corners()
        if Window.canvas.needs_redraw:
            self.loop.turn()
        if self._wiped:
            self._wiped = False
            gc.collect()
            scrub()
        if self._chimes:
            self._chimes = False
            if self.chime is not None:
                self.chime.play()

    def _until_next(self) -> float:
        left = self._next_tick - self._clock()
        return min(left, CORNER_SECONDS) if self.stage.corners.watching else left

    def _send(self, event: Touch) -> None:
        self.terminal.send(event)
        self.show()

    def _recover(self) -> None:
        self.stage.clear()
        self.letters.forget()
        self.terminal.recover()
        self.show()

    # What the terminal and the window ask for

    def _ask_chime(self) -> None:
        self._chimes = True

    def _wipe(self) -> None:
        """The visit is over: forget its words, and what the scanner may have begun."""
        self.letters.forget()
        self._wiped = True
        if self._scanner is not None:
            self._scanner.forget()

    def _on_key_down(
        self, _window: object, _key: int, scancode: int, _text: str | None, held: list[str]
    ) -> bool:
        if self._scanner is not None:
            text = self._scanner.feed(scancode, "shift" in held, self._clock())
            if text is not None:
                self._send(Scanned(text))
        return True

    def _swallow(self, *_: object, **__: object) -> bool:
        """Escape, F1, Alt+F4 and the like do nothing here."""
        return True

    def _speaker(self, language: str) -> Speaker:
        if language not in self._speakers:
            self._speakers[language] = Speaker(language, zone=self._zone)
        return self._speakers[language]


def _nothing() -> None:
    return
