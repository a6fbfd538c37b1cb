"""A soft sound, with the question whether somebody is still there."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from kiosk.paths import ASSETS

log = logging.getLogger(__name__)

CHIME = ASSETS / "sounds" / "chime.wav"


class ChimeSound:
    """Silent, and says so once in the log, where there is nothing to play on."""

    def __init__(self, file: Path = CHIME) -> None:
        self._file = file
        self._sound: Any = None
        self._loaded = False

    @property
    def heard(self) -> bool:
        """Whether it can be heard, as far as the machine knows."""
        self._load()
        return self._sound is not None

    def play(self) -> None:
        self._load()
        if self._sound is not None:
            self._sound.stop()
            self._sound.play()

    def _load(self) -> None:
        """At first use, so that the first screen does not wait for it."""
        if self._loaded:
            return
        self._loaded = True
        from kivy.core.audio import SoundLoader

        sound = SoundLoader.load(str(self._file)) if SoundLoader is not None else None
        # Without an audio device Kivy gives a sound of no length.
        if sound is None or not sound.length:
            log.warning("No sound: there is no audio device, or %s cannot be played", self._file)
            return
        self._sound = sound
