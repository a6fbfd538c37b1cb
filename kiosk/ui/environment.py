"""What must be said to Kivy before its first import, and is too late afterwards."""

from __future__ import annotations

import logging
import os
import sys

CONFIG: tuple[tuple[str, str, str], ...] = (
    ("graphics", "multisamples", "0"),
    # The loop of `kiosk.ui.kivy_loop` waits by itself; Kivy's own waiting would come on top of it.
    ("graphics", "maxfps", "0"),
    ("graphics", "vsync", "0"),
    ("graphics", "resizable", "0"),
    ("graphics", "allow_screensaver", "0"),
    ("kivy", "exit_on_escape", "0"),
    ("kivy", "pause_on_minimize", "0"),
    ("kivy", "log_level", "warning"),
)


def prepare(*, size: tuple[int, int], windowed: bool = False, cursor: bool = False) -> None:
    """Set Kivy up for one screen of `size` pixels; call it before anything imports kivy.

    Without a display (DISPLAY, WAYLAND_DISPLAY or an SDL_VIDEODRIVER of the operator's
    own) everything is drawn offscreen.
    """
    os.environ.setdefault("KIVY_NO_ARGS", "1")
    os.environ.setdefault("KIVY_NO_CONFIG", "1")
    os.environ.setdefault("KIVY_NO_CONSOLELOG", "1")
    os.environ.setdefault("KIVY_NO_FILELOG", "1")
    os.environ.setdefault("KIVY_LOG_MODE", "PYTHON")
    os.environ.setdefault("SDL_TOUCH_MOUSE_EVENTS", "0")  # a finger is a finger, no mouse as well
    os.environ.setdefault("SDL_MOUSE_TOUCH_EVENTS", "0")
    os.environ.setdefault("SDL_MOUSE_AUTO_CAPTURE", "0")  # see kiosk.ui.pointer
    os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")  # SIGTERM is no wish to close a window
    if sys.platform == "linux" and not has_display():
        os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    logging.getLogger("kivy").setLevel(logging.WARNING)
    logging.getLogger("kivy").addFilter(_without_mtdev)
    _configure(size, windowed, cursor)


def _without_mtdev(record: logging.LogRecord) -> bool:
    """Kivy tells with a traceback that a library for touches is missing; it is not used here."""
    return "MTDev" not in record.getMessage()


def has_display() -> bool:
    """Whether a display server is there to draw on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _configure(size: tuple[int, int], windowed: bool, cursor: bool) -> None:
    from kivy.config import Config

    for section, key, value in CONFIG:
        Config.set(section, key, value)
    Config.set("graphics", "width", str(size[0]))
    Config.set("graphics", "height", str(size[1]))
    Config.set("graphics", "fullscreen", "0" if windowed else "auto")
    Config.set("graphics", "borderless", "0" if windowed else "1")
    Config.set("graphics", "show_cursor", "1" if cursor else "0")
    # Touches come by `kiosk.ui.panel` alone: where several listen, one touch arrives twice.
    for name, _ in Config.items("input"):
        Config.remove_option("input", name)
