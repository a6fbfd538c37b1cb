"""The log as JSON lines in files that are turned over: for whatever gathers logs of many terminals.

Beside the plain lines on standard error, which go to the system's journal. What stands in a line
is listed here: nothing that a caller adds to a record comes along.
"""

from __future__ import annotations

import io
import logging
import os
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from kiosk import __version__
from kiosk.redaction import PrivateHandler, redact, told
from kiosk.system_errors import reason

MOST_BYTES, KEPT = 5_000_000, 5
"""Of one file, and how many old ones: 30 MB in all, weeks of a terminal."""

log = logging.getLogger(__name__)


def json_log(folder: Path | None, program: str, terminal: str) -> list[logging.Handler]:
    """Where the log of a program goes besides; nothing without a folder, or with one that cannot
    be written: a terminal works without its log."""
    if folder is None:
        return []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = PrivateFile(folder / f"kiosk-{program}.jsonl", MOST_BYTES, KEPT)
    except OSError as error:
        log.warning("No log is kept in %s: %s", folder, reason(error))
        return []
    handler.setFormatter(PrivateJson(terminal))
    return [handler]


class PrivateFile(PrivateHandler, RotatingFileHandler):
    """For its owner alone."""

    def __init__(self, file: Path, most_bytes: int, kept: int) -> None:
        super().__init__(file, maxBytes=most_bytes, backupCount=kept, encoding="utf-8")

    def _open(self) -> io.TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")


class PrivateJson(JsonFormatter):
    """A line: time (UTC, ISO 8601), level, logger, message, terminal, version; and the exception,
    if there is one."""

    def __init__(self, terminal: str) -> None:
        super().__init__(json_ensure_ascii=False)
        self._terminal = terminal

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info:
            record.exc_text = None  # another handler may have written it in its own way
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802  # its name in `logging`
        return told(ei[1]) if ei[1] is not None else ""

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
            "terminal": self._terminal,
            "version": __version__,
        }
        exception = message_dict.get("exc_info")
        if exception:
            log_data["exception"] = redact(str(exception))
