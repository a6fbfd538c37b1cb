"""The marks that a French reader expects and that no keyboard gives.

People who write the catalogue type a plain ' and plain spaces; so does the code. What
is drawn has the apostrophe ’, and spaces that never end a line alone: before « : » and
inside « » a full one, before ; ! ? a narrow one (the use of the Imprimerie nationale).
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«“])")
_NARROW_BEFORE = re.compile(r"(?<=\S)[ \u00a0\u202f]*([;!?]+)(?=[\s»\")]|$)")
_FULL_BEFORE = re.compile(r"(?<=\S) ([:»])")
_FULL_AFTER = re.compile(r"« ")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(name: str) -> str:
    """A name written from right to left, so that a browser does not draw the hour that follows
    it on its other side. Our own drawing needs no such marks, and leaves them out."""
    return f"\u2068{name}\u2069" if _RIGHT_TO_LEFT.search(name) else name


def apostrophes(words: str) -> str:
    """The ' inside a word as ’, in any language."""
    return _APOSTROPHE.sub("’", words)


def french_typography(words: str) -> str:
    """Typed French as printed French. An address (`https://…?a=b`) is left whole."""
    words = apostrophes(words)
    words = _NARROW_BEFORE.sub(NARROW + r"\1", words)
    words = _FULL_BEFORE.sub(NO_BREAK + r"\1", words)
    return _FULL_AFTER.sub("«" + NO_BREAK, words)
