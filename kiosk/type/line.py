"""One line measured and drawn by Pillow, each run with its own face, on one baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any

from kiosk.type.bidi import visual_order
from kiosk.type.cleaning import cleaned, is_own
from kiosk.type.clusters import clusters
from kiosk.type.faces import OWN
from kiosk.type.files import font, shapes_words
from kiosk.type.runs import Run, runs

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont


_WORD = re.compile(r"\S+")

BOLDER = 0.016
"""A share of the size, added on each side of a stroke."""

OVERHANG = 0.04
"""A share of the size; what a name of `tests/type/sample_names.py` reaches over is 0.03 at most."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A size, in pixels or dots, and a weight; whatever the script."""

    size: int
    bold: bool = False
    rtl: bool = False
    """Whether the language around the words is written from right to left."""

    @property
    def own(self) -> FreeTypeFont:
        """Our own face at this size. Raises FaceError when its file is broken."""
        return font(OWN.file(self.bold), self.size)

    def width(self, words: str) -> float:
        """The advance of one line, as it will be drawn."""
        words = cleaned(words)
        if is_own(words):
            return self.own.getlength(words)
        return sum(self._length(run) for run in runs(words, rtl=self.rtl)) + 2 * self._air

    def extent(self, words: str) -> tuple[int, int]:
        """Above and below the baseline: at least our own face's; more where marks need it."""
        above, below = self.own.getmetrics()
        if is_own(words):
            return above, below
        for run in runs(words, rtl=self.rtl):
            box = self._font(run).getbbox(_shown(run), anchor="ls", **_way(run))
            above, below = max(above, -round(box[1])), max(below, round(box[3]))
        return above, below

    def draw(self, pen: ImageDraw, x: float, baseline: float, words: str, ink: int) -> None:
        """Draw one line that begins at `x`."""
        words = cleaned(words)
        if is_own(words):
            pen.text((x, baseline), words, ink, self.own, anchor="ls")
            return
        x += self._air
        parts = runs(words, rtl=self.rtl)
        for at in visual_order([run.level for run in parts]):
            run = parts[at]
            pen.text(
                (x, baseline),
                _shown(run),
                ink,
                self._font(run),
                anchor="ls",
                stroke_width=self._stroke(run),
                **_way(run),
            )
            x += self._length(run)

    def word_spans(self, words: str) -> list[tuple[str, float, float]]:
        """Each word, in the order of reading: how far from the line's left end it begins, and how
        wide it is. A word of several faces or ways has one span for each."""
        words = cleaned(words)
        parts = runs(words, rtl=self.rtl)
        found: dict[int, list[tuple[str, float, float]]] = {}
        x = 0.0 if is_own(words) else float(self._air)
        for at in visual_order([run.level for run in parts]):
            found[at] = list(self._spans_of(parts[at], x))
            x += self._length(parts[at])
        return [span for at in sorted(found) for span in found[at]]

    def _spans_of(self, run: Run, x: float) -> Iterator[tuple[str, float, float]]:
        def length(words: str) -> float:
            return self._length(replace(run, words=words)) if words else 0.0

        whole = length(run.words)
        for word in _WORD.finditer(run.words):
            before, until = length(run.words[: word.start()]), length(run.words[: word.end()])
            begins = whole - until if run.level % 2 else before
            yield word[0], x + begins, until - before

    def draw_centred(
        self, pen: ImageDraw, middle: float, baseline: float, words: str, ink: int
    ) -> None:
        words = cleaned(words)
        if is_own(words):
            pen.text((middle, baseline), words, ink, self.own, anchor="ms")
        else:
            self.draw(pen, middle - self.width(words) / 2, baseline, words, ink)

    @property
    def _air(self) -> int:
        """Letters of other scripts reach a little over their own width, at both ends."""
        return ceil(self.size * OVERHANG)

    def _font(self, run: Run) -> FreeTypeFont:
        return font(run.face.file(self.bold), max(1, round(self.size * run.face.scale)))

    def _stroke(self, run: Run) -> float:
        """What makes a face without a bold one bolder."""
        thin = self.bold and run.face.bold == run.face.regular
        return self.size * BOLDER if thin else 0.0

    def _length(self, run: Run) -> float:
        return self._font(run).getlength(_shown(run), **_way(run))


def _way(run: Run) -> dict[str, Any]:
    """Pillow is told a direction only where it can shape words."""
    if not shapes_words():
        return {}
    return {"direction": "rtl" if run.level % 2 else "ltr"}


def _shown(run: Run) -> str:
    """Without the shaper the letters are turned here, and stand unjoined."""
    if shapes_words() or run.level % 2 == 0:
        return run.words
    return "".join(reversed(clusters(run.words)))
