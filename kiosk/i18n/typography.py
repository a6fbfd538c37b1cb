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


def apostrophes(words: str) -> str:
    """The ' inside a word as ’, in any language."""
    return _APOSTROPHE.sub("’", words)


def french_typography(words: str) -> str:
    """Typed French as printed French. An address (`https://…?a=b`) is left whole."""
    words = apostrophes(words)
    words = _NARROW_BEFORE.sub(NARROW + r"\1", words)
    words = _FULL_BEFORE.sub(NO_BREAK + r"\1", words)
    return _FULL_AFTER.sub("«" + NO_BREAK, words)
