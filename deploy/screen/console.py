"""Where there is no X server: silences the console's keyboard, and says what `notice.py` says on X.

Run as root before each start of the terminal (`kmsdrm.conf`). The keys are heard by SDL, beside the
console; without this the console would obey them too, Alt+F2 and Ctrl+Alt+Del among them.
"""

from __future__ import annotations

import fcntl
from pathlib import Path

from notice import LINES

CONSOLE = Path("/dev/tty1")
KDSKBMODE, K_OFF = 0x4B45, 0x04
"""Of linux/kd.h."""
CLEAR, NO_CURSOR, DOWN = "\x1b[2J\x1b[H", "\x1b[?25l", "\n" * 6

with CONSOLE.open("w", encoding="utf-8") as console:
    fcntl.ioctl(console, KDSKBMODE, K_OFF)
    sentences = "\n\n".join(f"    {text}" for text, _ in LINES).replace("’", "'")
    console.write(CLEAR + NO_CURSOR + DOWN + sentences + "\n")
