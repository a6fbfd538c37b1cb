"""`kiosk catalog check`."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.catalog.check_command import run
from kiosk.i18n.languages import SOURCE
from kiosk.i18n.translator import Translator
from kiosk.settings import load
from kiosk.ui.tokens import Tokens
from kiosk.ui.word_widths import Narrowest


def check(file: Path | None, config: Path | None) -> int:
    """Every problem of a catalogue; texts without a translation are advice."""
    settings = load(config)
    translated = {
        language: Translator(language).knows
        for language in settings.languages
        if language != SOURCE
    }
    screen = Narrowest(Tokens(*settings.screen, settings.screen_inches))
    return run(
        file or settings.catalog, sys.stdout, translated=translated, cut_word=screen.cut_word
    )
