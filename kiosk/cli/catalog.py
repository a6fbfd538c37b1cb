"""`kiosk catalog check`."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.catalog.command import run
from kiosk.i18n.speaker import Speaker
from kiosk.settings import load
from kiosk.ui.narrowest import Narrowest
from kiosk.ui.tokens import Tokens


def check(file: Path | None, config: Path | None) -> int:
    """Every problem of a catalogue; texts without a translation are advice."""
    settings = load(config)
    translated = {
        language: Speaker(language).knows for language in settings.languages if language != "fr"
    }
    screen = Narrowest(Tokens(*settings.screen, settings.screen_inches))
    return run(
        file or settings.catalog, sys.stdout, translated=translated, cut_word=screen.cut_word
    )
