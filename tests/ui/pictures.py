"""`python -m tests.ui.pictures OUT [WIDTHxHEIGHT ...]`: a PNG of every screen, for eyes."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.ui.environment import prepare

SIZES = ((1080, 1920), (1920, 1080), (1280, 800))


def main(out: Path, sizes: tuple[tuple[int, int], ...]) -> None:
    # The picture of a window that grew would be cut at its first size.
    prepare(size=(max(w for w, _ in sizes), max(h for _, h in sizes)), windowed=True)
    from kiosk.ui.driver import Driver
    from tests.ui.fake_terminal import FakeTerminal
    from tests.ui.samples import samples, small

    out.mkdir(parents=True, exist_ok=True)
    for size in sizes:
        for language in ("fr", "en"):
            views = small(samples(language))
            terminal = FakeTerminal(next(iter(views.values())))
            with Driver(terminal, size=size) as driver:
                for name, view in views.items():
                    terminal.view = view
                    driver.app.show()
                    driver.settle()
                    path = out / f"{size[0]}x{size[1]}-{language}-{name}"
                    driver.screenshot(path.with_suffix(".png"))


if __name__ == "__main__":
    asked = tuple(tuple(map(int, one.split("x"))) for one in sys.argv[2:])
    main(Path(sys.argv[1]), asked or SIZES)  # type: ignore[arg-type]
