"""The outside probe: one and the same for the kiosk and for what it is set beside.

Times are those of a hand and an eye: from the start of the process, or from the moment the
finger leaves, to what the pixels of the screen show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter, sleep
from typing import Protocol

from benchmarks.processes import cpu_seconds, pss
from benchmarks.screen import VirtualScreen
from benchmarks.walker import Shown, Walker, way_out

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


@dataclass(slots=True)
class Walked:
    answers: list[Answer] = field(default_factory=list)
    without_change: int = 0
    peak: float = 0.0
    """Megabytes."""
    processor: float = 0.0
    """Milliseconds used for one touch, on average, with what follows it until the next."""


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


def walk(
    screen: VirtualScreen, subject: Subject, touches: int, say: Callable[[str], None]
) -> Walked:
    """Touch everything in turn, whole visits one after the other."""
    walker, walked, done = Walker(), Walked(), 0
    before = cpu_seconds(subject.pid)
    while len(walked.answers) < touches and done < 2 * touches:
        shown = _at_rest(screen, subject)
        place = walker.choose(shown)
        x, y = (place.x, place.y) if place else (screen.size[0] / 2, screen.size[1] / 2)
        answer = touch(screen, x, y)
        done += 1
        if answer is None:
            walked.without_change += 1
        else:
            walked.answers.append(Answer(shown.screen, place.kind if place else "Wake", *answer))
        if done % 20 == 0:
            walked.peak = max(walked.peak, pss(subject.pid))
        if done % 100 == 0:
            say(f"{done} touches")
    walked.processor = (cpu_seconds(subject.pid) - before) * 1000 / max(1, done)
    return walked


def _at_rest(screen: VirtualScreen, subject: Subject) -> Shown:
    screen.still(CALM, 2.0)
    return subject.shown(screen)


def leave(screen: VirtualScreen, subject: Subject) -> None:
    """End the visit: back to the first screen."""
    for _ in range(12):
        shown = _at_rest(screen, subject)
        if shown.screen.startswith("Attract"):
            return
        place = way_out(shown)
        x, y = (place.x, place.y) if place else (screen.size[0] / 2, screen.size[1] / 2)
        touch(screen, x, y)
    raise TimeoutError("the first screen does not come back")


def idle(subject: Subject, seconds: float) -> float:
    """Percent of one core, on average."""
    before, started = cpu_seconds(subject.pid), perf_counter()
    sleep(seconds)
    used = cpu_seconds(subject.pid) - before
    return 100 * used / (perf_counter() - started)
