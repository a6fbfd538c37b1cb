"""What staff said of this terminal: out of service, or open outside the opening hours.

Marks in the data folder, so that a restart does not forget them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.terminal.lockout import write_whole
from kiosk.text_files import content_of


def _mark(data: Path) -> Path:
    return data / "out-of-service"


def is_in_service(data: Path) -> bool:
    return not _mark(data).exists()


def set_in_service(data: Path, in_service: bool) -> tuple[()]:
    """Raises OSError when the data folder cannot be written."""
    if in_service:
        _mark(data).unlink(missing_ok=True)
    else:
        _mark(data).touch()
    return ()


def _kept_open(data: Path) -> Path:
    return data / "open-until"


def kept_open_until(data: Path) -> datetime | None:
    """None when nobody opened it outside the hours, or when the mark cannot be read."""
    try:
        until = datetime.fromisoformat(content_of(_kept_open(data)).decode().strip())
    except (OSError, ValueError):
        return None
    return until if until.tzinfo else None


def keep_open(data: Path, until: datetime | None) -> tuple[()]:
    """Raises OSError when the data folder cannot be written."""
    if until is None:
        _kept_open(data).unlink(missing_ok=True)
    else:
        write_whole(_kept_open(data), until.isoformat())
    return ()
