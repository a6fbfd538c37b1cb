"""`kiosk run`, plus a thread that says what is on the screen when it is asked on standard input.

Anything else is the program as it is installed. The thread imports nothing: Kivy belongs to
the thread that imports it first.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from tests.support import faults


def _app() -> Any:
    """The app that the main thread runs; None while there is none."""
    module = sys.modules.get("kiosk.ui.app")
    frame = sys._current_frames().get(threading.main_thread().ident or 0)
    while frame is not None and module is not None:
        found: Any = frame.f_locals.get("self")
        if type(found).__name__ == "KioskApp" and found.stage.drawing is not None:
            return found
        frame = frame.f_back
    return None


def _name(event: Any) -> str:
    """With its key, which no log may hold: tests type."""
    key = getattr(event, "key", None)
    return repr(event) if key is None else f"{type(event).__name__}({key=})"


def _told(app: Any) -> dict[str, Any]:
    scene = app.stage.drawing
    tokens = scene.tokens
    middles = [(_name(one.event), one.box.middle) for one in scene.buttons if one.enabled]
    return {
        "screen": type(app.terminal.view.body).__name__,
        "size": (tokens.width, tokens.height),
        "buttons": [(event, x, tokens.height - 1 - y) for event, (x, y) in middles],
        "typed": getattr(app.terminal.visit.lookup, "typed", ""),
    }


def _answer() -> None:
    app = None
    for line in sys.stdin:
        try:
            app = app or _app()
            if app and line.strip() == "wake":
                app.terminal.deliver(sys.modules["kiosk.visit.events"].Wake())
            if app and line.startswith("break "):
                faults.BREAK[line.split()[1]](app)
            print(json.dumps(_told(app)) if app else "not yet", flush=True)
        except Exception as error:  # the screen changed while it was looked at
            print(f"not now: {error!r}", flush=True)


def main() -> int:
    from kiosk.cli import main as kiosk

    threading.Thread(target=_answer, daemon=True).start()
    return kiosk(["run", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
