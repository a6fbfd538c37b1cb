"""What commands print is readable wherever it goes, and its failing is said in a sentence."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from contextlib import suppress

PLAIN = "kiosk.plain"

SIGNS = {"«": '"', "»": '"', "’": "'", "…": "...", "→": "->", "œ": "oe", "Œ": "OE", "·": "-"}
"""What our sentences are made of besides letters, as an output that has none of it shows them."""


def prepare_output() -> None:
    """Where an output has no accents (a `C` locale, a Latin-1 terminal), print without them.

    A sentence that lacks its accents helps; an UnicodeEncodeError does not.
    """
    codecs.register_error(PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(_plain_letter(one) for one in letters), error.end


def _plain_letter(letter: str) -> str:
    if letter in SIGNS:
        return SIGNS[letter]
    if letter.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return bare or "?"


def without_controls(sentences: str) -> str:
    """Without what a terminal would obey: what was given by mistake is told in them."""
    return "".join(
        one if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs") else "\ufffd"
        for one in sentences
    )


def flushed() -> OSError | None:
    """Bring what was printed to where it goes; the error when it does not take it."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough
        _let_go()
    except OSError as error:
        _let_go()
        return error
    return None


def _let_go() -> None:
    """Python would try once more at its end, and say so with a traceback."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
