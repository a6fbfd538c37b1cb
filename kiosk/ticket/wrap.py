"""Words broken into lines that fit the paper: nothing is ever cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kiosk.type.clusters import breakable, clusters

Measure = Callable[[str], float]
"""The width of a string, in dots."""

_BREAKS_INSIDE = re.compile("(?<=[-‐–—/@·\u00a0\u202f])(?=.)")
"""Where a word too long for a line may be broken before its letters are."""


_STAYS_WITH_THE_WORD_BEFORE = re.compile(r" (?=[:;?!»·%–—])")
_STAYS_WITH_THE_WORD_AFTER = re.compile(r"(?<=[«]) |(?<=n°) ")


def unbreakable(text: str) -> list[str]:
    """The parts of `text` that should not be broken over two lines."""
    return [
        piece
        for word in text.split(" ")
        for part in _BREAKS_INSIDE.split(word)
        for piece in breakable(part)
    ]


def wrapped(text: str, width: float, measure: Measure) -> list[str]:
    """The lines of `text`, none wider than `width`, as even in length as they can be."""
    text = _STAYS_WITH_THE_WORD_BEFORE.sub("\u00a0", text)
    text = _STAYS_WITH_THE_WORD_AFTER.sub("\u00a0", text)
    measure = cache(measure)
    lines = _filled(text, width, measure)
    if len(lines) < 2:
        return lines
    narrow, wide = width / 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if _fits_in(len(lines), text, middle, measure):
            wide = middle
        else:
            narrow = middle
    return _filled(text, wide, measure)


def _fits_in(count: int, text: str, width: float, measure: Measure) -> bool:
    """Whether `text` takes no more than `count` lines, without breaking a word for it."""
    if any(measure(word) > width for word in text.split(" ")):
        return False
    return len(_filled(text, width, measure)) <= count


def _filled(text: str, width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, measure)
        lines += full
    return [*lines, line] if line else lines


_WAYS: tuple[Callable[[str], list[str]], ...] = (_BREAKS_INSIDE.split, breakable, clusters)
"""How a word is taken apart: at signs, where its script allows it, at last anywhere."""


def _pieces(word: str, width: float, measure: Measure, way: int = 0) -> list[str]:
    """A word that may be wider than the line, in pieces that are not."""
    if measure(word) <= width or way == len(_WAYS):
        return [word]
    pieces: list[str] = []
    piece = ""
    for part in _WAYS[way](word):
        if measure(piece + part) <= width:
            piece += part
            continue
        if piece:
            pieces.append(piece)
        *full, piece = _pieces(part, width, measure, way + 1)
        pieces += full
    return [*pieces, piece]
