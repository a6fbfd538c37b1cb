"""What the place says on the first screen: a file in the data folder, so that a restart does not
forget it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from kiosk.terminal.lockout import write_whole
from kiosk.text_files import content_of
from kiosk.visit.commands import MESSAGE_LETTERS, PlaceMessage


def _file(data: Path) -> Path:
    return data / "message.json"


def kept_message(data: Path) -> PlaceMessage:
    """Nothing when there is none, or when the file says nothing that can be read."""
    try:
        told = json.loads(content_of(_file(data)))
        until = datetime.fromisoformat(told["until"])
        text = str(told["text"])[:MESSAGE_LETTERS]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return PlaceMessage()
    return PlaceMessage(text=text, until=until) if until.tzinfo else PlaceMessage()


def keep_message(data: Path, message: PlaceMessage) -> tuple[()]:
    """Raises OSError when the data folder cannot be written."""
    if message.text:
        told = {"text": message.text, "until": message.until.isoformat()}
        write_whole(_file(data), json.dumps(told))
    else:
        _file(data).unlink(missing_ok=True)
    return ()
