"""All that the benchmarks know of the kiosk's own screens.

Run as a program it is `kiosk run`, plus one thread that says, when it is asked on standard
input, what is on the screen and where it can be touched. It sleeps while a touch is timed.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.walker import Place, Shown
from kiosk.agenda.agenda import Agenda
from kiosk.cli.assembly import Parts, assemble
from kiosk.cli.place_agenda import agenda_of
from kiosk.settings import Settings, load
from kiosk.visit.view.home import AttractView

AN_HOUR = 3600


def settings_in(folder: Path, *, printer: str = "") -> Settings:
    """A terminal's usual settings, with its data and printer in a folder.

    A visitor here is as slow as the machine is busy: nobody asks whether they are still there.
    """
    return replace(load(None, {}), data=folder, printer=printer, idle_seconds=AN_HOUR)


def environment_for(folder: Path) -> dict[str, str]:
    """For a kiosk in a process of its own, with its data in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return kept | {
        "KIOSK_DATA": str(folder),
        "KIOSK_PRINTER": f"file:{folder / 'ticket.bin'}",
        "PYTHONUNBUFFERED": "1",
    }


def opened(parts: Parts, size: tuple[int, int]) -> Any:
    """The driver of a kiosk in this process; a context manager. Draws offscreen by itself."""
    from kiosk.ui.environment import prepare

    prepare(size=size, windowed=True, cursor=False)
    from kiosk.devices.scanner import ScanReader
    from kiosk.ui.driver import Driver

    return Driver(parts.terminal, size=size, scanner=ScanReader())


def assembled(folder: Path) -> Parts:
    return assemble(settings_in(folder, printer=f"file:{folder / 'ticket.bin'}"))


def second_agenda(folder: Path, parts: Parts) -> Agenda:
    """The same agenda, by a connection of its own."""
    return agenda_of(settings_in(folder), parts.catalog)


def scene_of(screen: Any) -> Any:
    """What the present screen is made of; another one each time."""
    return screen.stage.drawing


def shown_by(screen: Any, height: int) -> Shown:
    """Its name and what can be touched, from the top left; anywhere will do on the first one."""
    body = screen.terminal.view.body
    places = () if isinstance(body, AttractView) else tuple(_places(screen, height))
    return Shown(type(body).__name__, places)


def _places(screen: Any, height: int) -> Iterator[Place]:
    for button in scene_of(screen).buttons:
        if button.enabled:
            x, y = button.box.middle
            yield Place(repr(button.event), x, height - y)


def timed_press(driver: Any, x: float, y: float) -> tuple[float, float]:
    """One touch, from the bottom left: milliseconds to make what follows it, and to draw it."""
    from kiosk.ui.driver import Finger

    finger = Finger(x, y)
    finger.touch()
    driver.settle()
    left = perf_counter()
    finger.leave()
    made = perf_counter()
    driver.turn()
    return (made - left) * 1000, (perf_counter() - made) * 1000


def widgets(screen: Any, text: str) -> list[str]:
    """What of the screen's own holds this text: its words, its buttons, its letters."""
    scene = scene_of(screen)
    held = [written.words for written in scene.texts] + [one.words for one in scene.buttons]
    found = ["on the screen" for words in held if text in words]
    return found + (["letters"] if screen.letters.holds(text) else [])


# In a process of its own


def _screen() -> Any:
    """The one that the main thread is running."""
    from kiosk.ui.app import KioskApp

    frame = sys._current_frames().get(threading.main_thread().ident or 0)
    while frame is not None:
        if isinstance(frame.f_locals.get("self"), KioskApp):
            return frame.f_locals["self"]
        frame = frame.f_back
    raise LookupError("the kiosk does not run yet")


def _told(screen: Any) -> str:
    from kivy.core.window import Window

    shown = shown_by(screen, Window.height)
    places = [(one.event, one.x, one.y) for one in shown.places]
    return json.dumps({"screen": shown.screen, "buttons": places})


def _answer() -> None:
    screen = None
    for _line in sys.stdin:
        try:
            screen = screen or _screen()
            print(_told(screen), flush=True)
        except Exception as error:
            print(f"no answer: {error!r}", flush=True)


def main() -> int:
    from kiosk.cli import main as kiosk

    threading.Thread(target=_answer, daemon=True).start()
    return kiosk(["run"])


if __name__ == "__main__":
    sys.exit(main())
