"""`kiosk catalog check`."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.catalog.command import run
from kiosk.i18n.speaker import Speaker
from kiosk.settings import load


def check(file: Path | None, config: Path | None) -> int:
    """Every problem of a catalogue; texts without a translation are advice."""
    settings = load(config)
    translated = {
        language: Speaker(language).knows for language in settings.languages if language != "fr"
    }
    return run(file or settings.catalog, sys.stdout, translated=translated)
