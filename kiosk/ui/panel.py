"""Touches as the display server tells them: every finger by itself, and a mouse's left button.

Kivy drops SDL's fingers, and what SDL makes of them for a mouse follows one finger only. So
the events are heard here before Kivy has them. A panel that presents itself as a mouse is one.

A finger whose end never came (unplugged, another program's grab) keeps nobody from touching:
the same finger that comes again, and any other, counts.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kivy.core.window import Window

from kiosk.ui import sdl
from kiosk.ui.pointer import let_pointer_go

Kind = Literal["down", "move", "up", "lost"]
Contact = tuple[str, int, int]
"""One finger of one device, or a mouse, while it is on the screen."""

MOUSE: Contact = ("mouse", 0, 0)

ECHO_SECONDS = 0.5
ECHO_SHARE = 0.03
"""Some panels speak twice, as fingers and as a mouse: what one says so soon after the other,
no farther than that share of the window away, is the same touch."""


@dataclass(frozen=True, slots=True)
class Touched:
    """`x` and `y` are pixels from the bottom left. "lost": it ended without being lifted."""

    kind: Kind
    contact: Contact
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Told:
    """A touch as it was told; shares of the window from the bottom left, 0 to 1."""

    kind: Kind
    contact: Contact
    x: float
    y: float
    at: float


class Panel:
    """Hears from `open` to `close`. `clock` is monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: deque[_Told] = deque()
        self._on: set[Contact] = set()
        """What is on the screen."""
        self._last: dict[str, _Told] = {}
        """Of fingers, and of mice; for echoes."""
        self._watch = sdl.EventWatch(self._hear)
        self._hears: dict[int, Callable[[Any], None]] = {
            sdl.FINGER_DOWN: lambda event: self._finger("down", event.finger),
            sdl.FINGER_MOTION: lambda event: self._finger("move", event.finger),
            sdl.FINGER_UP: lambda event: self._finger("up", event.finger),
            sdl.MOUSE_DOWN: lambda event: self._button("down", event.button),
            sdl.MOUSE_UP: lambda event: self._button("up", event.button),
            sdl.MOUSE_MOTION: lambda event: self._motion(event.motion),
            sdl.MOUSE_WHEEL: lambda _event: None,
        }

    def open(self) -> None:
        if sdl.library() is not None:
            sdl.library().SDL_AddEventWatch(self._watch, None)

    def close(self) -> None:
        if sdl.library() is not None:
            sdl.library().SDL_DelEventWatch(self._watch, None)
        self.forget()
        self._told.clear()

    def take(self) -> Iterator[Touched]:
        """What has come since the last time, in order; `forget` may be called in between."""
        while self._told:
            yield from self._judged(self._told.popleft())

    def forget(self) -> None:
        """Whatever is on the screen: its moves and its end mean nothing any more."""
        self._on.clear()
        self._last.clear()

    # What SDL says

    def _hear(self, _data: object, pointer: Any) -> int:
        event = pointer.contents
        kind = event.common.type
        if kind in self._hears:
            self._hears[kind](event)
            event.common.type = sdl.USER_EVENT  # for Kivy: something came, and nothing to do
        elif kind == sdl.WINDOW_EVENT:
            self._window(event.window.event)
        return 1

    def _finger(self, kind: Kind, event: Any) -> None:
        self._tell(kind, ("finger", event.device, event.finger), event.x, 1.0 - event.y)

    def _button(self, kind: Kind, event: Any) -> None:
        if kind == "down":
            let_pointer_go()
        if event.button == sdl.LEFT_BUTTON and event.which != sdl.TOUCH_MOUSE:
            self._tell(kind, MOUSE, *_share(event.x, event.y))

    def _motion(self, event: Any) -> None:
        if event.which != sdl.TOUCH_MOUSE:
            # A button let go over another program's window is only seen not to be held.
            kind: Kind = "move" if event.held & sdl.LEFT_HELD else "lost"
            self._tell(kind, MOUSE, *_share(event.x, event.y))

    def _window(self, what: int) -> None:
        if what == sdl.FOCUS_LOST:
            self._tell("lost", MOUSE, 0.0, 0.0)
        elif what in (sdl.HIDDEN, sdl.MINIMIZED):
            for contact in {*self._on, *(told.contact for told in self._told)}:
                self._tell("lost", contact, 0.0, 0.0)

    def _tell(self, kind: Kind, contact: Contact, x: float, y: float) -> None:
        x, y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        self._told.append(_Told(kind, contact, x, y, self._clock()))

    # What it means

    def _judged(self, told: _Told) -> list[Touched]:
        contact = told.contact
        if told.kind != "down":
            if contact not in self._on:
                return []
            if told.kind != "move":
                self._on.remove(contact)
            if told.kind != "lost":
                self._last[contact[0]] = told
            return [_touched(told)]
        lost = [_touched(told, "lost")] if contact in self._on else []
        self._on.discard(contact)
        if self._is_echo(told):
            return lost
        self._on.add(contact)
        self._last[contact[0]] = told
        return [*lost, _touched(told)]

    def _is_echo(self, told: _Told) -> bool:
        other = self._last.get("mouse" if told.contact[0] == "finger" else "finger")
        return (
            other is not None
            and told.at - other.at < ECHO_SECONDS
            and max(abs(told.x - other.x), abs(told.y - other.y)) < ECHO_SHARE
        )


def _share(x: int, y: int) -> tuple[float, float]:
    width, height = Window.system_size
    return x / max(1, width - 1), 1.0 - y / max(1, height - 1)


def _touched(told: _Told, kind: Kind | None = None) -> Touched:
    width, height = Window.size
    return Touched(kind or told.kind, told.contact, told.x * (width - 1), told.y * (height - 1))
