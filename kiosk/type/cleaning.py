"""Words without what is not for the eye: control characters, marks of direction, tabs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_OWN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u00b4\u00b6-ćĊ-ēĖ-ěĞ-ģĦħĪīĮ-ĳĶķĹ-ľŁ-ňŐ-ŕŘ-śŞ-ťŪūŮ-ž"
    "Ș-țẞ‘-‚“-„†-•…‰‹›€™−\u202f]*"
)
"""Letters that our own face has in both weights, and that never need a second look. The narrow
no-break space is drawn as a space that is narrow."""

_AS_A_SPACE = re.compile("[\t\n\v\f\r\u0085\u2028\u2029]+")
_AS_A_HYPHEN = re.compile("[\u2010\u2011]")

JOINERS = frozenset("\u200c\u200d")
"""They shape Indic, Persian and emoji, so they stay; alone, they draw nothing."""

_DROPPED = frozenset(("Cc", "Cf", "Cs"))
_BLANKS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f\u180b\u180c\u180d\u180e")
"""Letters by their kind, that show nothing."""
MOST_MARKS = 5
"""On one letter. Vietnamese and Hebrew have up to two or three, Tibetan four."""
_TAGS = range(0xE0020, 0xE0080)
"""They end the flags of regions."""


def is_own(words: str) -> bool:
    """Whether our own face draws these words as they are."""
    return _OWN.fullmatch(words) is not None


def is_invisible(letter: str) -> bool:
    """A sign that no reader can see, and that is no space and no line's end either.

    Halves of a surrogate pair are among them: they are no letters.
    """
    if letter in JOINERS or ord(letter) in _TAGS:
        return False
    return letter in _BLANKS or unicodedata.category(letter) in _DROPPED


def cleaned(words: str) -> str:
    """One line of words as they can be drawn: composed, and without what cannot be seen.

    A text is drawn in the order in which it is written, whatever marks of direction a name
    brings along: a right-to-left override would turn the words after it.
    """
    if is_own(words):
        return words
    words = _AS_A_HYPHEN.sub("-", _AS_A_SPACE.sub(" ", words))
    words = "".join(letter for letter in words if not is_invisible(letter))
    return "".join(_few_marks(unicodedata.normalize("NFC", words)))


def _few_marks(words: str) -> Iterator[str]:
    """No letter stands under a tower of marks: a name as high as a page would be a joke."""
    marks = 0
    for letter in words:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            yield letter
