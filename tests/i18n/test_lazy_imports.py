"""A terminal that starts in French does not wait for what only other languages need."""

from __future__ import annotations

import subprocess
import sys

START = """
import sys
from datetime import datetime, UTC
from kiosk.i18n.translator import Translator
from kiosk.i18n.text import ClockTime, Day, _
now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
Translator("fr").say(_("{day} {at}", day=Day(now.date(), now.date()), at=ClockTime(now)))
print(sorted({name.split(".")[0] for name in sys.modules} & {"babel", "yaml", "kivy"}))
"""


def test_french_is_said_without_babel() -> None:
    done = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
