"""What a log may not hold: tickets' addresses and codes, telephone numbers, a database's
quotations of its rows.

Nothing of the kind is meant to be logged. This stands behind it, for what a library or an
exception says on its own: it is taken out by its shape. A name has no shape: of exceptions
that quote the value they choked on, only the kind is told.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from contextlib import suppress
from types import TracebackType
from typing import Any

GONE = "…"

_TICKET_ADDRESS = re.compile(r"(?i)(/|%2f)(t|%74|%54)(/|%2f)[^\s\"'»)>]+")
_TOKEN = re.compile(r"(?i)[a-z2-7]{26,}")
"""Or more: what is written as %2f, or as %252f, before a token ends in letters of its own."""
_BETWEEN = r"(?:[\s.+/()_\u2010-\u2015-]|%[2-9a-f][0-9a-f]){0,3}"
"""Groups of letters or digits are written apart in many ways, in addresses too."""
_CODE = re.compile(
    r"(?i)(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}))"
    rf"[bcdfghjklnprstvx]{{4}}{_BETWEEN}[bcdfghjklnprstvx]{{4}}(?![a-z0-9])"
)
_IPV4 = r"\d{1,3}(?:\.\d{1,3}){3}(?![.\d])"
_NUMBER = re.compile(
    rf"(?i)(?:(?<![\w.:-])|(?<=[a-z][:_])|(?<=%[0-9a-f]{{2}}))(?!{_IPV4})"
    rf"(?:\+|0|33(?=[1-9]))(?:{_BETWEEN}\d){{8,14}}(?!\w|:\d)"
)
_ROW = re.compile(r"^(DETAIL|CONTEXT|DÉTAIL|CONTEXTE)\s*:.*$", re.MULTILINE)
_SERVING = re.compile(r"(while serving ).*")

QUOTING = (ValueError, LookupError, AssertionError)
"""Exceptions of Python whose words may quote what somebody typed."""


def redact(words: str) -> str:
    """Without what has the shape of something personal."""
    words = _ROW.sub(GONE, words)
    words = _SERVING.sub(rf"\1{GONE}", words)  # of waitress, before an address
    words = _TICKET_ADDRESS.sub(rf"\1\2\3{GONE}", words)
    for shape in (_TOKEN, _CODE, _NUMBER):
        words = shape.sub(GONE, words)
    return words


def told(error: BaseException) -> str:
    """The traceback of an exception and of those before it, without the values they quote."""
    return redact("\n".join(_chain(error, set())))


def _chain(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = _chain(before, seen) if before is not None and id(before) not in seen else []
    lines += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    return [*lines, _said(error)]


def _said(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return name if isinstance(error, QUOTING) else f"{name}: {error}"


class PrivateFormatter(logging.Formatter):
    """Formats like the one of the standard library, and tells nothing of a visitor."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info:
            record.exc_text = None  # another handler may have written it in its own way
        return redact(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  # its name in `logging`
        return told(ei[1]) if ei[1] is not None else ""


class Redacted(logging.Filter):
    """On the logger of a library that logs on its own: no handler gets more than this."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text, record.exc_info = told(record.exc_info[1]), None
        return True


class PrivateHandler(logging.Handler):
    """A line that cannot be written is told without what it was to say: the library's own way
    quotes the values."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # as in `logging`
        kind, where = sys.exc_info()[0], f"{record.filename}:{record.lineno}"
        if sys.stderr is not None:  # closed by whoever launched it
            with suppress(OSError, ValueError):
                why = kind.__name__ if kind else "?"
                print(f"ERROR {record.name}: a line of {where} is lost ({why})", file=sys.stderr)


class PrivateStream(PrivateHandler, logging.StreamHandler[Any]):
    """On standard error."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(PrivateFormatter("%(levelname)s %(name)s: %(message)s"))


def set_up_logging(level: int = logging.INFO) -> None:
    """The log of a program: ours from `level` on, others' warnings; on standard error.

    What ends a thread or the program goes the same way.
    """
    logging.basicConfig(handlers=[PrivateStream()])
    logging.getLogger("kiosk").setLevel(level)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended


def _ended(kind: type[BaseException], error: BaseException, _frames: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, None)
    else:
        logging.getLogger("kiosk").critical("The program ended by a fault.", exc_info=error)


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        name = ended.thread.name if ended.thread else "?"
        logging.getLogger("kiosk").error("Thread %s ended.", name, exc_info=ended.exc_value)
