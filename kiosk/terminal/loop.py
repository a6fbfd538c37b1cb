"""The one loop: an event comes in, the visit changes, effects go to the workers.

    touch, scan, clock, result → Event → update → (visit, effects)
                                            ↓          ↓
                                          view      workers → Event

The same loop runs under Kivy, in the tour, in the soak and in a test without any screen.
"""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from kiosk.clocks import Clock, Elapsed, elapsed
from kiosk.visit.commands import PaperState, Snapshot, TicketOutcome
from kiosk.visit.effects import (
    Chime,
    Effect,
    KeepOpen,
    SetMessage,
    SetService,
    StopProgram,
    WipeTerminal,
)
from kiosk.visit.events import Event, Tick
from kiosk.visit.state import Context, Visit, new_visit
from kiosk.visit.terminal_state import snapshot
from kiosk.visit.today import Today
from kiosk.visit.update import update
from kiosk.visit.update.outcome import wipe
from kiosk.visit.view import view
from kiosk.visit.views import View

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextNews:
    """Something around the visit was looked up anew; nothing of a visitor. What is None is as it
    was; the rest takes its place in the `Context`, by name."""

    today: Today | None = None
    """What happens here today."""
    printer_trouble: str | None = None
    """For staff, what is wrong; empty when it prints, or says nothing."""
    printer_state: PaperState | None = None
    last_tickets: tuple[TicketOutcome, ...] | None = None
    """What became of the last papers, the latest first."""
    store_trouble: str | None = None
    """For staff, what will stay wrong until somebody comes; empty when it is well."""
    clock_trouble: str | None = None
    """For staff, why the hour is not trusted; empty when it is."""

    def applied_to(self, context: Context) -> Context:
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        changes: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
        return replace(context, **changes)


News = Event | ContextNews


class EffectDoer(Protocol):
    """Does effects away from the drawing thread, and delivers what comes of them."""

    def do(self, effect: Effect, visit: Visit) -> None: ...

    def keep_house(self, elapsed: float, snapshot: Snapshot, call: str | None = None) -> None:
        """Called at every tick, with seconds on a clock that never goes back: tells how the
        terminal is, looks for orders, at today and at what became of the `call` that stands,
        plans and purges when it is time."""

    def stop(self) -> None: ...


def nothing() -> None:
    """What is done where nobody listens."""


class Terminal:
    """One terminal: the present visit and what surrounds it. Used from the drawing thread."""

    def __init__(self, context: Context, clock: Clock, elapsed: Elapsed = elapsed) -> None:
        """`clock` says the hour, in UTC; waits are measured by `elapsed`."""
        self._clock = clock
        self._elapsed = elapsed
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self.context = self._now(context)
        self.visit = new_visit(self.context)
        self.view: View = view(self.visit, self.context)
        self.doer: EffectDoer | None = None
        self.snapshot = snapshot(self.visit, self.context, None)
        self.running = True
        self.restarts = False
        """It ends so that it begins again."""
        self.on_wake: Callable[[], None] = nothing
        """Called from workers when something waits for `drain`."""
        self.on_chime: Callable[[], None] = nothing
        self.on_wipe: Callable[[], None] = nothing
        """The visit is over: forget every text and picture of it."""
        self.on_stop: Callable[[], None] = nothing

    def deliver(self, news: News) -> None:
        """Hand in a result; from any thread."""
        self._news.put(news)
        self.on_wake()

    def send(self, event: Event) -> None:
        """One event, at once; `view` is the new screen when this returns."""
        self.context = self._now(self.context)
        self.visit, effects = update(self.visit, event, self.context)
        for effect in effects:
            self._do(effect)
        self.view = view(self.visit, self.context)

    def tick(self) -> bool:
        """About once a second. True if the screen changed."""
        before = self.view
        if self.doer:
            self.snapshot = snapshot(self.visit, self.context, self.snapshot)
            call = self.visit.call.id if self.visit.call else None
            self.doer.keep_house(self._elapsed(), self.snapshot, call)
        self.send(Tick())
        return self.view != before

    def drain(self) -> bool:
        """Take what the workers handed in. True if the screen changed."""
        before = self.view
        while True:
            try:
                news = self._news.get_nowait()
            except queue.Empty:
                break
            if isinstance(news, ContextNews):
                self.context = news.applied_to(self.context)
                self.view = view(self.visit, self.context)
            else:
                self.send(news)
        return self.view != before

    def _now(self, context: Context) -> Context:
        return replace(context, now=self._clock(), elapsed=self._elapsed())

    def recover(self) -> None:
        """After a fault: end the visit, show the first screen, which says that it was ours."""
        self.context = replace(self._now(self.context), faulted_at=self._elapsed())
        self._end_visit()

    def _end_visit(self) -> None:
        try:
            after, effects = wipe(self.visit, self.context)
        except Exception:
            log.exception("What a visit holds cannot be given back: it runs out by itself")
            after, effects = new_visit(self.context), (WipeTerminal(),)
        self.visit = after
        for effect in effects:
            self._do(effect)
        self.view = view(self.visit, self.context)

    def stop(self) -> None:
        """End the visit kindly, and the program after it: somebody outside asks for it."""
        self.context = self._now(self.context)
        self._end_visit()
        self.running = False
        self.on_stop()

    def _do(self, effect: Effect) -> None:
        match effect:
            case Chime():
                self.on_chime()
            case WipeTerminal():
                self.on_wipe()
                if self.doer:
                    self.doer.do(effect, self.visit)
            case StopProgram(restart=restart):
                self.running = False
                self.restarts = restart
                self.on_stop()
            case SetService(in_service=in_service):
                self.context = replace(self.context, in_service=in_service)
                self._hand_on(effect)
            case KeepOpen(until=until):
                self.context = replace(self.context, kept_open_until=until)
                self._hand_on(effect)
            case SetMessage(message=message):
                self.context = replace(self.context, message=message)
                self._hand_on(effect)
            case _:
                self._hand_on(effect)

    def _hand_on(self, effect: Effect) -> None:
        if self.doer is None:
            log.error("Nobody is there to do %s", type(effect).__name__)
            return
        self.doer.do(effect, self.visit)

    @property
    def is_at_rest(self) -> bool:
        """Nobody is in front of the screen."""
        return self.visit.scene.at_rest
