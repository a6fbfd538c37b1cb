"""The screen of one terminal: shows its view, brings it touches, scans and the time."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kivy.core.window import Window

from kiosk.i18n.translator import Translator
from kiosk.terminal.scrub import scrub
from kiosk.ui.kivy_loop import Loop
from kiosk.ui.panel import Panel
from kiosk.ui.root_widget import DOUBLE_TAP_SECONDS, RootWidget
from kiosk.ui.sound import ChimeSound
from kiosk.ui.text_layout import Letters
from kiosk.ui.tokens import Tokens
from kiosk.visit.events import Event, Scanned
from kiosk.visit.values import Reading
from kiosk.visit.views import View

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
CORNER_SECONDS = 0.1
"""How often held corners are looked at."""
SCAN_SECONDS = 0.1
"""How often keys are looked at that may be a scan without an end."""


class TerminalBehind(Protocol):
    """What the screen needs to know of the terminal behind it; `kiosk.terminal.loop` is one."""

    view: View
    running: bool

    @property
    def is_at_rest(self) -> bool: ...

    on_wake: Callable[[], None]
    on_chime: Callable[[], None]
    on_wipe: Callable[[], None]
    on_stop: Callable[[], None]

    def send(self, event: Event) -> None: ...

    def tick(self) -> bool: ...

    def drain(self) -> bool: ...

    def recover(self) -> None: ...

    def stop(self) -> None: ...


class Faults(Protocol):
    """Counts faults; `kiosk.terminal.fault_record` has one."""

    @property
    def too_many(self) -> bool:
        """The program has to begin anew, as soon as nobody is in the middle of something."""

    def happened(self) -> None: ...


class Scanner(Protocol):
    """Reads scans out of key presses; `kiosk.devices.scanner` has one."""

    @property
    def pending(self) -> bool: ...

    def feed(
        self, scancode: int, shift: bool, at: float, *, alt: bool = False, ctrl: bool = False
    ) -> tuple[Reading, ...] | None: ...

    def release(self, scancode: int) -> tuple[Reading, ...] | None: ...

    def rest(self, at: float) -> tuple[Reading, ...] | None: ...

    def forget(self) -> None: ...


class Screen(Protocol):
    """Keeps the window on the screen; `kiosk.ui.monitors` has one."""

    def follow(self) -> None: ...


class KioskApp:
    """Runs a terminal on the window. Several may come after one another in a process.

    The layout is for the window as it is: of `tokens`, the size holds until it is known.
    """

    def __init__(
        self,
        terminal: TerminalBehind,
        tokens: Tokens,
        *,
        scanner: Scanner | None = None,
        chime: ChimeSound | None = None,
        zone: str = "Europe/Paris",
        clock: Callable[[], float] = time.monotonic,
        double_tap_seconds: float = DOUBLE_TAP_SECONDS,
    ) -> None:
        self.terminal = terminal
        self.tokens = tokens
        self.loop = Loop()
        self.letters = Letters()
        self.panel = Panel(clock)
        self.stage = RootWidget(tokens, self.letters, self._send, clock, double_tap_seconds)
        self.screen: Screen | None = None
        self.faults: Faults | None = None
        self.on_turn: Callable[[], None] = _nothing
        """Called after each turn of the loop that draws: it is not frozen."""
        self._scanner = scanner
        self.chime = chime
        self._chimes = False
        self._wiped = False
        self._asked_to_stop = threading.Event()
        self._zone = zone
        self._clock = clock
        self._next_tick = clock()  # the day's news come with the first picture
        self._translators: dict[str, Translator] = {}

    # From the first screen to the last

    def open(self) -> None:
        """Take the window and show the first screen."""
        Window.add_widget(self.stage)
        Window.bind(
            on_key_down=self._on_key_down,
            on_key_up=self._on_key_up,
            on_keyboard=self._swallow,
            on_request_close=self._swallow,
        )
        self.panel.open()
        self.terminal.on_wake = self.loop.wake
        self.terminal.on_chime = self._ask_chime
        self.terminal.on_wipe = self._wipe
        # What is there now stays: the collector need not look through it again and again.
        gc.freeze()
        self._fit()
        self.show()

    def part_from_screen(self) -> None:
        """What the terminal does from now on changes nothing here: the screen is gone."""
        self.terminal.on_wake = self.terminal.on_chime = self.terminal.on_wipe = _nothing

    def close(self) -> None:
        """Give the window back; nothing of this app stays on it."""
        self.part_from_screen()
        Window.unbind(
            on_key_down=self._on_key_down,
            on_key_up=self._on_key_up,
            on_keyboard=self._swallow,
            on_request_close=self._swallow,
        )
        self.panel.close()
        self.stage.clear()
        self.letters.forget()
        Window.remove_widget(self.stage)
        gc.unfreeze()

    def run(self) -> None:
        """Until the terminal is told to stop, or has to begin anew. A fault ends the visit, not the
        program."""
        self.open()
        try:
            while self.terminal.running:
                self.turn()
                self.on_turn()
                if self._must_begin_anew():
                    return
                self.loop.wait(self._until_next())
        finally:
            self.close()

    def _must_begin_anew(self) -> bool:
        return self.faults is not None and self.faults.too_many and self.terminal.is_at_rest

    def stop(self) -> None:
        """End the visit and leave `run`; from any thread."""
        self._asked_to_stop.set()
        self.loop.wake()

    def turn(self) -> None:
        """Take what has come, act, draw."""
        try:
            self._act()
        except Exception:
            log.exception("A fault: the visit is ended, the first screen is shown")
            if self.faults is not None:
                self.faults.happened()
            self._recover()

    def show(self) -> None:
        """The terminal's view, if it is not on already."""
        view = self.terminal.view
        speaks = self._translator(view.language)
        self.stage.show(view, speaks.say, speaks.direction)

    # One turn

    def _act(self) -> None:
        if self._asked_to_stop.is_set() and self.terminal.running:
            self.terminal.stop()
            return
        self.loop.listen()
        self._fit()
        for touched in self.panel.take():
            self.stage.touch(touched)
        if self._scanner is not None and self._scanner.pending:
            self._heard(self._scanner.rest(self._clock()))
        if self.terminal.drain():
            self.show()
        if self._clock() >= self._next_tick:
            self._next_tick = self._clock() + TICK_SECONDS
            if self.screen is not None:
                self.screen.follow()
            if self.terminal.tick():
                self.show()
        if self.stage.corners.watching:
            self.stage.watch_corners()
        self.loop.draw()
        if self._wiped:
            self._wiped = False
            gc.collect()
            scrub()
        if self._chimes:
            self._chimes = False
            if self.chime is not None:
                self.chime.play()

    def _fit(self) -> None:
        """Lay out for the window as it is: its size is the screen's, and a screen may be turned."""
        size = (round(Window.width), round(Window.height))
        if size != (self.tokens.width, self.tokens.height):
            self.tokens = replace(self.tokens, width=size[0], height=size[1])
            self.stage.fit(self.tokens)

    def _until_next(self) -> float:
        left = self._next_tick - self._clock()
        if self._scanner is not None and self._scanner.pending:
            left = min(left, SCAN_SECONDS)
        return min(left, CORNER_SECONDS) if self.stage.corners.watching else left

    def _send(self, event: Event) -> None:
        self.terminal.send(event)
        self.show()

    def _recover(self) -> None:
        self.panel.forget()
        self.stage.clear()
        self.letters.forget()
        self.terminal.recover()
        self.show()

    # What the terminal and the window ask for

    def _ask_chime(self) -> None:
        self._chimes = True

    def _wipe(self) -> None:
        """The visit is over: forget its words, its touches, what the scanner may have begun."""
        self.letters.forget()
        self.panel.forget()
        self.stage.forget_touches()
        self._wiped = True
        if self._scanner is not None:
            self._scanner.forget()

    def _on_key_down(
        self, _window: object, _key: int, scancode: int, _text: str | None, held: list[str]
    ) -> bool:
        if self._scanner is not None:
            alt, ctrl = "alt" in held, "ctrl" in held
            at = self._clock()
            self._heard(self._scanner.feed(scancode, "shift" in held, at, alt=alt, ctrl=ctrl))
        return True

    def _on_key_up(self, _window: object, _key: int, scancode: int) -> bool:
        if self._scanner is not None:
            self._heard(self._scanner.release(scancode))
        return True

    def _heard(self, readings: tuple[Reading, ...] | None) -> None:
        if readings:
            self._send(Scanned(readings[0].text, readings))

    def _swallow(self, *_: object, **__: object) -> bool:
        """Escape, F1, Alt+F4 and the like do nothing here."""
        return True

    def _translator(self, language: str) -> Translator:
        if language not in self._translators:
            self._translators[language] = Translator(language, zone=self._zone)
        return self._translators[language]


def _nothing() -> None:
    return
