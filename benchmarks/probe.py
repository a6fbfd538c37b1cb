"""The outside probe: one and the same for the kiosk and for what it is set beside.

Times are those of a hand and an eye: from the start of the process, or from the moment the
finger leaves, to what the pixels of the screen show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter, sleep
from typing import Protocol

from benchmarks.processes import cpu_seconds, pss
from benchmarks.screen import VirtualScreen
from benchmarks.walker import Place, Shown, Walker, way_out

FINGER_DOWN = 0.09
"""Seconds a finger stays on the glass."""
LOOK_EVERY = 0.0005
WHOLE_AFTER = 0.05
"""A screen is whole when nothing has moved for so many seconds."""
CALM = 0.3
"""Between a screen at rest and the next touch; a hand is slower."""
STAYS_FOR = 1.5
"""A picture stays when nothing has moved for so many seconds."""
PATIENCE = 40.0
LOOK_AT_MEMORY_EVERY = 20
"""Touches."""


class Subject(Protocol):
    """A running program that is looked at."""

    pid: int
    started: float
    """perf_counter when the process was made."""

    def check(self) -> None:
        """Raises RuntimeError, with its last words, when it has ended."""

    def shown(self, screen: VirtualScreen) -> Shown: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What followed one touch; milliseconds from the moment the finger left."""

    screen: str
    kind: str
    first: float
    whole: float


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of the process."""

    first: float
    """To the first picture with something on it."""
    stays: float
    """To the picture that stays."""
    processor: float
    """Milliseconds of processor used by then, and while it was seen to stay."""


def watch_start(screen: VirtualScreen, subject: Subject) -> Start:
    """Raises RuntimeError when it ends, TimeoutError when nothing comes to rest."""
    picture, first, changed, started = screen.look(), 0.0, 0.0, subject.started
    while True:
        sleep(0.002)
        now = perf_counter()
        seen = screen.look()
        if seen != picture:
            picture, changed = seen, now
            if not first and not _is_plain(picture):
                first = now
        if first and now - changed > STAYS_FOR:
            used = cpu_seconds(subject.pid)
            return Start((first - started) * 1000, (changed - started) * 1000, used * 1000)
        subject.check()
        if now - started > PATIENCE:
            raise TimeoutError("nothing stays on the screen")


def _is_plain(picture: bytes) -> bool:
    """A window without anything in it."""
    return len(set(picture[::7])) < 12


def touch(screen: VirtualScreen, x: float, y: float) -> tuple[float, float] | None:
    """One touch: milliseconds to the first pixel and to the whole screen; None if nothing moved."""
    screen.move(x, y)
    screen.press()
    sleep(FINGER_DOWN)
    picture, first, last = screen.look(), 0.0, 0.0
    screen.release()
    left = perf_counter()
    while True:
        sleep(LOOK_EVERY)
        now = perf_counter()
        seen = screen.look()
        if seen != picture:
            picture, last = seen, now
            first = first or now
        if first and now - last > WHOLE_AFTER:
            return (first - left) * 1000, (last - left) * 1000
        if now - left > 1.0:
            return ((first - left) * 1000, (last - left) * 1000) if first else None


class Walk:
    """Touches everything in turn, whole visits one after the other."""

    def __init__(self, screen: VirtualScreen, subject: Subject) -> None:
        self.answers: list[Answer] = []
        self.without_change = 0
        self.peak = 0.0
        """Megabytes."""
        self._screen, self._subject = screen, subject
        self._walker = Walker()
        self._before = cpu_seconds(subject.pid)

    @property
    def touches(self) -> int:
        return len(self.answers) + self.without_change

    def step(self) -> None:
        """One touch."""
        shown = _at_rest(self._screen, self._subject)
        place = self._walker.choose(shown)
        answer = touch(self._screen, *_point(self._screen, place))
        if answer is None:
            self.without_change += 1
        else:
            self.answers.append(Answer(shown.screen, place.kind if place else "Wake", *answer))
        if self.touches % LOOK_AT_MEMORY_EVERY == 0:
            self.peak = max(self.peak, pss(self._subject.pid))

    def processor(self) -> float:
        """Milliseconds used for one touch so far, on average, with all that followed it."""
        used = cpu_seconds(self._subject.pid) - self._before
        return used * 1000 / max(1, self.touches)


def _point(screen: VirtualScreen, place: Place | None) -> tuple[float, float]:
    """Its middle, or that of the screen where any place will do."""
    return (place.x, place.y) if place else (screen.size[0] / 2, screen.size[1] / 2)


def _at_rest(screen: VirtualScreen, subject: Subject) -> Shown:
    screen.still(CALM, 2.0)
    return subject.shown(screen)


def leave(screen: VirtualScreen, subject: Subject) -> None:
    """End the visit: back to the first screen."""
    for _ in range(12):
        shown = _at_rest(screen, subject)
        if shown.screen.startswith("Attract"):
            return
        touch(screen, *_point(screen, way_out(shown)))
    raise TimeoutError("the first screen does not come back")


def idle(subjects: Sequence[Subject], seconds: float) -> list[float]:
    """Percent of one core that each uses meanwhile, on average."""
    before, started = [cpu_seconds(one.pid) for one in subjects], perf_counter()
    sleep(seconds)
    took = perf_counter() - started
    return [
        100 * (cpu_seconds(one.pid) - then) / took
        for one, then in zip(subjects, before, strict=True)
    ]
