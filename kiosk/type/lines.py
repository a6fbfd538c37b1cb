"""Where the lines of a text break, on the screen and on paper: one function for both.

Nothing is ever cut off. Whoever draws says how wide words are, so neither the face nor the unit
matters here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate

from kiosk.type.cleaning import cleaned
from kiosk.type.clusters import breakable, clusters

Measure = Callable[[str], float]
"""The width of a string, in the unit in which the room for it is given: pixels, or dots."""

MOST_ON_A_LINE = 300
"""Letters that are measured to fill a line: more than the narrowest ones that fit. Somebody's text
of a hundred thousand letters would else be measured whole, for each of its pieces."""

# In a French text the sign that ends a sentence stands after a space, and a reader must not find
# it alone at the start of a line. Whoever wrote the text may have typed an ordinary space.
_STAYS_WITH_THE_WORD_BEFORE = re.compile(r" (?=[:;?!»·%–—])")
_STAYS_WITH_THE_WORD_AFTER = re.compile(r"(?<=[«]) |(?<=n°) ")

_AT_SLASHES = re.compile("(?<=/)(?=[^/])")
_AT_SIGNS = re.compile("(?<=[-‐–—/@·.?&=_])(?=.)|(?<=[^«][\u00a0\u202f])(?=[^:;?!»·%–—])")
"""Where a word too long for its line is broken before its letters are: an address first between its
parts, then at any sign; at last two words that should stay together."""


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """The lines of `text`, each filled as far as it goes and none wider than `width`.

    A line's end in the text ends a line; a no-break space does so only in a word that is wider
    than a line.
    """
    measure = cache(measure)
    return [
        line
        for paragraph in text.split("\n")
        for line in _filled(_bound(cleaned(paragraph)), width, measure)
    ]


def balanced(text: str, width: float, measure: Measure) -> list[str]:
    """As few lines as `broken` makes, as even in length as they can be without cutting a word."""
    measure = cache(measure)
    lines = broken(text, width, measure)
    if len(lines) < 2:
        return lines
    narrow, wide = width / 2, width  # no two neighbours would fit on one line: all are over a half
    while wide - narrow > width / 128:  # closer than the eye sees
        middle = (narrow + wide) / 2
        if _fits_in(len(lines), text, middle, measure):
            wide = middle
        else:
            narrow = middle
    return broken(text, wide, measure)


def unbreakable(text: str) -> list[str]:
    """The parts of `text` that should not be broken over two lines."""
    return [
        piece
        for word in cleaned(text).split(" ")
        for part in _AT_SIGNS.split(word)
        for piece in breakable(part)
    ]


def _bound(text: str) -> str:
    text = _STAYS_WITH_THE_WORD_BEFORE.sub("\u00a0", text)
    return _STAYS_WITH_THE_WORD_AFTER.sub("\u00a0", text)


def _fits_in(count: int, text: str, width: float, measure: Measure) -> bool:
    """Whether `text` takes no more than `count` lines, without breaking a word for it."""
    if any(not _fits(word, width, measure) for word in _bound(cleaned(text)).split(" ")):
        return False
    return len(broken(text, width, measure)) <= count


def _fits(word: str, width: float, measure: Measure) -> bool:
    return len(word) <= MOST_ON_A_LINE and measure(word) <= width


def _filled(text: str, width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _fits(longer, width, measure):
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, measure)
        lines += full
    return [*lines, line]


_WAYS: tuple[Callable[[str], list[str]], ...] = (
    _AT_SLASHES.split,
    _AT_SIGNS.split,
    breakable,
    clusters,
)
"""How a word is taken apart: at signs, where its script allows it, at last anywhere."""


def _pieces(word: str, width: float, measure: Measure, way: int = 0) -> list[str]:
    """A word that may be wider than the line, in pieces that are not."""
    if _fits(word, width, measure) or way == len(_WAYS):
        return [word]
    pieces: list[str] = []
    piece = ""
    parts = _WAYS[way](word)
    while parts:
        fitting = _most(piece, parts, width, measure)
        piece += "".join(parts[:fitting])
        parts = parts[fitting:]
        if not parts:
            break
        if piece:
            pieces.append(piece)
            piece = ""
        elif not fitting:
            *full, piece = _pieces(parts[0], width, measure, way + 1)
            pieces += full
            parts = parts[1:]
    return [*pieces, piece]


def _most(before: str, parts: list[str], width: float, measure: Measure) -> int:
    """How many of `parts` fit on the line that begins with `before`."""
    looked_at = parts[:MOST_ON_A_LINE]
    ends = list(accumulate(len(part) for part in looked_at))
    text = "".join(looked_at)
    return bisect_right(ends, width, key=lambda end: _width(before + text[:end], width, measure))


def _width(words: str, width: float, measure: Measure) -> float:
    return measure(words) if len(words) <= MOST_ON_A_LINE else width + 1
