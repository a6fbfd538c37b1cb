"""Files that people write by hand, on whatever system they have, read as text."""

from __future__ import annotations

import codecs
import unicodedata

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16: its mark begins with the same two bytes.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What Windows' editors put at the start of a file, and what it says of the letters after it."""

INVISIBLE = ("Cc", "Cs")
"""Unicode's general categories of controls, and of halves of letters: bytes that were no UTF-8."""

REORDERING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the reading order round without being seen."""


class NotTextError(ValueError):
    """The bytes are no text: `line`, counted from 1, holds the first that does not read."""

    def __init__(self, line: int) -> None:
        super().__init__("une lettre n'est pas enregistrée en UTF-8")
        self.line = line


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, or what a mark at its start says. Raises NotTextError."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotTextError(content.count(b"\n", 0, error.start) + 1) from error


def has_invisible(words: str) -> bool:
    """Whether one of its signs is none that a person sees or can have meant in one line."""
    return any(one in REORDERING or unicodedata.category(one) in INVISIBLE for one in words)
