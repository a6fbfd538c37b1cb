"""Where a program that stays logs: on standard error, and in files where the settings say so."""

from __future__ import annotations

import logging

from kiosk.json_log import json_log
from kiosk.redaction import set_up_logging
from kiosk.settings import Settings


def log_as_set(settings: Settings, program: str) -> None:
    set_up_logging()
    for handler in json_log(settings.log_folder, program, settings.terminal):
        logging.getLogger().addHandler(handler)
