"""In or out of service: a mark in the data folder, so that a restart does not forget it."""

from __future__ import annotations

from pathlib import Path


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
