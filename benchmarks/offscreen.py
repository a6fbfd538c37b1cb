"""Touches inside the process, drawn offscreen: where there is no Xvfb, or to see what one costs.

    python -m benchmarks.offscreen [--touches 300]

"Made" is the visit's update, its view and the drawing instructions; "drawn" is the frame,
finished by the (software) graphics driver. An outside probe sees more: the way of a touch
through the display server, and that of the picture back.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.kiosk_under_test import assembled, opened, shown_by, timed_press
from benchmarks.table import Row, p95, table
from benchmarks.walker import Walker

SIZE = (1080, 1920)

Pressed = tuple[str, float, float]
"""The screen, and milliseconds: made, drawn."""


def press_everything(touches: int) -> list[Pressed]:
    with TemporaryDirectory(prefix="bench-") as name:
        parts = assembled(Path(name))
        try:
            with opened(parts, SIZE) as driver:
                walker, pressed = Walker(), []
                for _ in range(touches):
                    driver.settle()
                    shown = shown_by(driver.app, SIZE[1])
                    place = walker.choose(shown)
                    x, y = (place.x, place.y) if place else (SIZE[0] / 2, SIZE[1] / 2)
                    pressed.append((shown.screen, *timed_press(driver, x, SIZE[1] - y)))
        finally:
            parts.close()
    return pressed


def rows(pressed: list[Pressed]) -> list[Row]:
    made = [one[1] for one in pressed]
    drawn = [one[2] for one in pressed]
    both = [one[1] + one[2] for one in pressed]
    figures = (("made", made), ("drawn", drawn), ("made and drawn", both))
    return [
        Row(what=f"offscreen touch, {what}, {name}", ours=how(values), unit="ms")
        for what, values in figures
        for name, how in (("p50", median), ("p95", p95))
    ]


def run(touches: int) -> list[Row]:
    return rows(press_everything(touches))


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--touches", type=int, default=300, help="300")
    pressed = press_everything(asked.parse_args().touches)
    print(table(rows(pressed)))
    screens: dict[str, list[Pressed]] = defaultdict(list)
    for one in pressed:
        screens[one[0]].append(one)
    for screen, found in sorted(screens.items()):
        made, drawn = median(one[1] for one in found), median(one[2] for one in found)
        print(f"  from {screen:22} made {made:5.1f}  drawn {drawn:5.1f} ms  ({len(found)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
