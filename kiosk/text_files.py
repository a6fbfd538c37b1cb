"""Files that people write by hand, on whatever system they have, read as text."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import unicodedata
from pathlib import Path

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


MOST_BYTES = 16 * 1024 * 1024
"""What nobody writes by hand: a file that has more is another one, or has no end."""


def content_of(file: Path) -> bytes:
    """The bytes of a file, at once. Raises OSError, also for what is no file or has no end (a
    device, a pipe that nobody writes into, `/dev/full`); ValueError for a NUL in its name.
    """
    # A pipe is else opened when somebody writes into it, which may be never.
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
        if stat.S_ISDIR(mode := os.fstat(stream.fileno()).st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
        if not stat.S_ISREG(mode):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(file))
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return content


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


def shortened(words: str, most: int = 60) -> str:
    """What is told of a value: enough to know it again, and nothing that spoils a terminal."""
    plain = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in words)
    return plain if len(plain) <= most else f"{plain[:most]}…"
