"""The kiosk's screens and a page of the same content in Chromium, by one outside probe.

    python -m benchmarks.screens [--touches 500] [--starts 5] [--idle 30]

Each on an Xvfb of its own, 1080 × 1920, software drawing. Without Xvfb, what can be
measured inside the process (`benchmarks.offscreen`); without Chromium, the kiosk alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import sleep

from benchmarks.probe import Answer, Start, Walk, idle, leave, watch_start
from benchmarks.processes import pss
from benchmarks.screen import XVFB_HINT, VirtualScreen, has_xvfb
from benchmarks.subjects import CHROMIUM_HINT, Kiosk, Page, chromium
from benchmarks.table import Row, p95, table

SIZE = (1080, 1920)
SETTLING = 10.0
"""Seconds between the last touch and the settled memory."""


@dataclass(slots=True)
class Measured:
    """One program's figures: milliseconds, megabytes, percent of a core."""

    starts: list[Start] = field(default_factory=list)
    """The very first one first."""
    answers: list[Answer] = field(default_factory=list)
    without_change: int = 0
    processor: float = 0.0
    peak: float = 0.0
    settled: float = 0.0
    idle: float = 0.0


@dataclass(slots=True)
class _Bench:
    """One kind of program with a screen and a folder of its own."""

    make: type[Kiosk] | type[Page]
    screen: VirtualScreen
    folder: Path
    measured: Measured = field(default_factory=Measured)

    def start_once(self) -> None:
        subject = self.make(self.screen, self.folder, tells=False)
        try:
            self.measured.starts.append(watch_start(self.screen, subject))
        finally:
            subject.close()
            self.screen.still(0.3, 3.0)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def measure(
    makes: Sequence[type[Kiosk] | type[Page]], touches: int, starts: int, seconds: float
) -> list[Measured]:
    """Turn by turn, so that whatever else the machine does falls on all of them."""
    with ExitStack() as stack:
        benches = [
            _Bench(
                make,
                stack.enter_context(VirtualScreen(SIZE)),
                Path(stack.enter_context(TemporaryDirectory(prefix="bench-"))),
            )
            for make in makes
        ]
        for _ in range(starts + 1):
            for bench in benches:
                bench.start_once()
        _say(f"started {starts + 1} times")
        _walk(benches, touches, seconds, stack)
    return [bench.measured for bench in benches]


def _walk(benches: list[_Bench], touches: int, seconds: float, stack: ExitStack) -> None:
    subjects, walks = [], []
    for bench in benches:
        subject = bench.make(bench.screen, bench.folder, tells=True)
        stack.callback(subject.close)
        watch_start(bench.screen, subject)
        subjects.append(subject)
        walks.append(Walk(bench.screen, subject))
    for number in range(touches):
        for walk in walks:
            walk.step()
        if (number + 1) % 100 == 0:
            _say(f"{number + 1} touches")
    for bench, subject, walk in zip(benches, subjects, walks, strict=True):
        bench.measured.processor = walk.processor()
        bench.measured.answers, bench.measured.peak = walk.answers, walk.peak
        bench.measured.without_change = walk.without_change
        leave(bench.screen, subject)
    sleep(SETTLING)
    for bench, subject in zip(benches, subjects, strict=True):
        bench.measured.settled = pss(subject.pid)
    for bench, used in zip(benches, idle(subjects, seconds), strict=True):
        bench.measured.idle = used


@dataclass(frozen=True, slots=True)
class _Figure:
    what: str
    unit: str
    read: Callable[[Measured], float]
    most: float | None = None
    most_ratio: float | None = None


FIGURES = (
    _Figure(
        "process → picture that stays",
        "ms",
        lambda one: median(s.stays for s in one.starts[1:]),
        1500,
    ),
    _Figure("process → first picture", "ms", lambda one: median(s.first for s in one.starts[1:])),
    _Figure("the same, its very first start", "ms", lambda one: one.starts[0].stays),
    _Figure(
        "processor used to start", "ms", lambda one: median(s.processor for s in one.starts[1:])
    ),
    _Figure("touch → first pixel, p50", "ms", lambda one: median(_firsts(one))),
    _Figure("touch → first pixel, p95", "ms", lambda one: p95(_firsts(one))),
    _Figure("touch → painted whole, p50", "ms", lambda one: median(_wholes(one))),
    _Figure("touch → painted whole, p95", "ms", lambda one: p95(_wholes(one)), 60),
    _Figure("processor used for a touch", "ms", lambda one: one.processor),
    _Figure("memory, peak", "MB", lambda one: max(one.peak, one.settled)),
    _Figure("memory, settled", "MB", lambda one: one.settled, None, 0.6),
    _Figure("idle on the first screen", "% of a core", lambda one: one.idle, 1),
)


def _firsts(one: Measured) -> list[float]:
    return [answer.first for answer in one.answers]


def _wholes(one: Measured) -> list[float]:
    return [answer.whole for answer in one.answers]


def rows(kiosk: Measured, page: Measured | None) -> list[Row]:
    return [
        Row(
            what=figure.what,
            ours=figure.read(kiosk),
            unit=figure.unit,
            beside=figure.read(page) if page else None,
            named=Page.name,
            most=figure.most,
            most_ratio=figure.most_ratio,
        )
        for figure in FIGURES
    ]


def told(name: str, walked: Measured) -> str:
    """How much was touched, and the slowest screens."""
    screens = {answer.screen for answer in walked.answers}
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in walked.answers:
        kinds[f"{answer.screen} · {answer.kind}"].append(answer)
    middle = {kind: median(one.whole for one in found) for kind, found in kinds.items()}
    slowest = sorted(middle, key=lambda kind: middle[kind], reverse=True)[:6]
    said = ", ".join(f"{kind} {middle[kind]:.0f} ms ({len(kinds[kind])})" for kind in slowest)
    return (
        f"{name}: {len(walked.answers)} touches on {len(screens)} kinds of screen"
        f" ({walked.without_change} more changed nothing). Slowest: {said}."
    )


def run(touches: int, starts: int, seconds: float) -> tuple[list[Row], list[str]]:
    """The rows of the table, and what has to be said beside it."""
    busy = f"{os.cpu_count()} cores, of which {os.getloadavg()[0]:.1f} were busy when it began."
    if not has_xvfb():
        from benchmarks.offscreen import run as run_offscreen

        return run_offscreen(touches), [XVFB_HINT, busy]
    makes = (Kiosk, Page) if chromium() else (Kiosk,)
    kiosk, *others = measure(makes, touches, starts, seconds)
    page = others[0] if others else None
    notes = [told("kiosk", kiosk), told("Chromium", page) if page else CHROMIUM_HINT]
    notes.append(busy)
    return rows(kiosk, page), notes


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--touches", type=int, default=500, help="500")
    asked.add_argument("--starts", type=int, default=5, help="how often each is started (5)")
    asked.add_argument("--idle", type=float, default=30.0, help="seconds of idling (30)")


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options(asked)
    chosen = asked.parse_args()
    found, notes = run(chosen.touches, chosen.starts, chosen.idle)
    print(table(found))
    print("\n".join(notes))
    return int(any(row.met is False for row in found))


if __name__ == "__main__":
    sys.exit(main())
