"""Makes the pictures of docs/staff.md: the board of the demonstration in a real browser."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from kiosk.agenda import notes, sponsors  # noqa: E402
from kiosk.agenda.agenda import Agenda  # noqa: E402
from kiosk.agenda.demonstration_figures import add_figures  # noqa: E402
from kiosk.catalog.load import load  # noqa: E402
from kiosk.paths import CATALOG  # noqa: E402
from kiosk.ticket.codes import new_code, new_token  # noqa: E402
from kiosk.visit.commands import Snapshot, TicketOutcome  # noqa: E402
from kiosk.visit.values import StuckAt, Tried  # noqa: E402
from tests.agenda.world import MovingClock, a_paper  # noqa: E402
from tests.web import board  # noqa: E402
from tests.web.browser import chromium  # noqa: E402

PAGES = {
    "board-calls": ("", 620),
    "board-today": ("/aujourdhui", 900),
    "board-terminals": ("/bornes", 760),
    "board-agenda": ("/agenda", 760),
    "board-figures": ("/chiffres", 900),
}
"""Where each is, and how much of it is shown, in pixels."""

WIDTH, SHOWN = 1200, 800


def main() -> int:
    catalog = load(CATALOG)
    board.CATALOG = catalog
    clock = MovingClock()
    with tempfile.TemporaryDirectory() as folder:
        agenda = board.demonstration(Path(folder), clock)
        agenda.write(add_figures, catalog)
        a_morning(agenda, clock)
        with board.serving(agenda) as address, chromium() as browser:
            page = board.enters(browser, address, "Inès", WIDTH)
            for name, (path, height) in PAGES.items():
                page.goto(f"{address}{path}")
                page.wait_for_load_state("networkidle")
                taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
                picture = Image.open(BytesIO(taken)).convert("RGB")
                small = picture.resize((SHOWN, round(height * SHOWN / WIDTH)))
                small.quantize(64).save(HERE / "pictures" / f"{name}.png", optimize=True)
        agenda.store.close()
    return 0


def a_morning(agenda: Agenda, clock: MovingClock) -> None:
    """Two who come, one who calls, terminals that tell how they are."""
    stuck = StuckAt(service="s-actualiser", step="ouvrir")
    for number, free in enumerate(agenda.free_times("other", "face", limit=2)):
        key = f"comes-{number}"
        agenda.hold(key, free.session_id, "s-actualiser", "face", stuck, "fr" if number else "ar")
        agenda.book(key, ("Zoé", "Sam")[number], None, None, "fr", new_code, new_token)
    agenda.call("calls", "s-actualiser", stuck, "uk", Tried(times=3, what="M'actualiser"))
    agenda.write(sponsors.offer_help, "samir", "Samir", ("cv",), (), a_paper())
    agenda.write(notes.write, "told", "difficulty", "no-answer", "depuis un mois", a_paper())
    clock.pass_time(minutes=2)
    now = clock().astimezone(UTC)
    in_use = Snapshot(state="help_called", since=now - timedelta(minutes=2), printer_state="plenty")
    printed = (TicketOutcome(at=now - timedelta(minutes=9), state="printed"),)
    agenda.beat("0.1.0", replace(in_use, tickets=printed), 0, "près de l'entrée")


if __name__ == "__main__":
    sys.exit(main())
