"""What draws letters and screens, and what else could.

    .venv/bin/python -m benchmarks.letters [ROUNDS]

Lines of letters: by Kivy's own provider (SDL2), which draws our face, and by Pillow, which joins
Arabic letters and draws every other script. Screens: ours, and as many of Kivy's own widgets with
the same words at the same places.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.table import Row, table
from kiosk.ui.environment import prepare

ROUNDS = 15
LINES = 200
SIZE = (1080, 1920)
LATIN = "Une ligne de lettres, la numéro"
ARABIC = "سطر من الحروف رقم"
SCREEN = "services-emploi"
"""The one with most to touch."""


def milliseconds(deed: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        began = perf_counter()
        deed()
        took.append(perf_counter() - began)
    return median(took) * 1000


def rows(rounds: int) -> list[Row]:
    from kiosk.ui.driver import Driver
    from tests.ui.fake_terminal import FakeTerminal
    from tests.ui.samples import samples

    view = samples("fr")[SCREEN]
    with Driver(FakeTerminal(view), size=SIZE) as driver:
        return [*_lines(rounds), *_screens(driver, rounds)]


def _lines(rounds: int) -> list[Row]:
    from kiosk.ui.text_layout import Letters

    def draws(words: str) -> Callable[[], None]:
        def drawn() -> None:
            letters = Letters()  # which keeps what it drew
            for number in range(LINES):
                letters.texture(f"{words} {number}", "regular", 34)

        return drawn

    own, joined = (milliseconds(draws(words), rounds) for words in (LATIN, ARABIC))
    return [
        Row(
            what=f"{LINES} lines in our face, by SDL2",
            ours=own,
            unit="ms",
            beside=joined,
            named="Arabic, by Pillow",
        )
    ]


def _screens(driver: Any, rounds: int) -> list[Row]:
    from kivy.uix.button import Button
    from kivy.uix.floatlayout import FloatLayout
    from kivy.uix.label import Label

    stage = driver.app.stage
    scene = stage.drawing
    texts = [(one.words, one.box) for one in scene.texts]
    buttons = [one.box for one in scene.buttons]

    def of_widgets() -> None:
        screen = FloatLayout(size=SIZE)
        for box in buttons:
            place = {"pos": (box.x, box.y), "size": (box.width, box.height)}
            screen.add_widget(Button(size_hint=(None, None), **place))
        for words, box in texts:
            place = {"pos": (box.x, box.y), "size": (box.width, box.height)}
            label = Label(text=words, font_size=34, size_hint=(None, None), **place)
            label.texture_update()
            screen.add_widget(label)
        screen.do_layout()

    def ours(*, cold: bool) -> Callable[[], None]:
        def drawn() -> None:
            if cold:
                stage.letters.forget()
            stage._drawn(None)

        return drawn

    widgets = milliseconds(of_widgets, rounds)
    named = f"{len(texts) + len(buttons)} Kivy widgets"
    return [
        Row(what=what, ours=milliseconds(deed, rounds), unit="ms", beside=widgets, named=named)
        for what, deed in (
            ("a screen, its words for the first time", ours(cold=True)),
            ("the same screen again", ours(cold=False)),
        )
    ]


def main() -> int:
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    prepare(size=SIZE, windowed=True)
    print(table(rows(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
