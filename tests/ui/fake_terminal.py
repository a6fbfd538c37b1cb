"""A terminal that shows what it is told to, and remembers what it was sent."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.visit.events import Event
from kiosk.visit.views import View


def nothing() -> None:
    return


class FakeTerminal:
    """`answers` may say what comes next for an event."""

    def __init__(self, view: View, answers: Callable[[Event], View] | None = None) -> None:
        self.first = view
        self.view = view
        self.running = True
        self.sent: list[Event] = []
        self.ticks = 0
        self.recovered = 0
        self.on_wake: Callable[[], None] = nothing
        self.on_chime: Callable[[], None] = nothing
        self.on_wipe: Callable[[], None] = nothing
        self.on_stop: Callable[[], None] = nothing
        self.answers = answers

    @property
    def is_at_rest(self) -> bool:
        return True

    def send(self, event: Event) -> None:
        self.sent.append(event)
        if self.answers is not None:
            self.view = self.answers(event)

    def tick(self) -> bool:
        self.ticks += 1
        return False

    def drain(self) -> bool:
        return False

    def recover(self) -> None:
        self.recovered += 1
        self.view = self.first
        self.on_wipe()

    def stop(self) -> None:
        self.recover()
        self.running = False
