"""The place this terminal was at when it last reached its store.

A machine that starts while the store is silent shows its first screen all the same.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.agenda.place import Place
from kiosk.terminal.lockout import write_whole
from kiosk.text_files import content_of

log = logging.getLogger(__name__)


def _file(data: Path) -> Path:
    return data / "last-place.json"


def remember(data: Path, place: Place) -> None:
    kept = asdict(place) | {"zone": place.zone.key}
    if recall(data) == place:
        return
    try:
        write_whole(_file(data), json.dumps(kept, ensure_ascii=False))
    except OSError as error:
        log.error("The place cannot be written down: %s", error)


def recall(data: Path) -> Place | None:
    """None when there is none, or when a program of another version wrote it."""
    try:
        kept = json.loads(content_of(_file(data)))
        return Place(**(kept | {"zone": ZoneInfo(kept["zone"])}))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None
