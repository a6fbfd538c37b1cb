"""`kiosk tour`: one whole visit on the real screens, by real touches, kept as pictures."""

from __future__ import annotations

import os
import re
import signal
import sys
from dataclasses import replace
from pathlib import Path

from kiosk.cli.assembly import assemble
from kiosk.cli.data_lock import DataLock
from kiosk.cli.page_address import page_address
from kiosk.cli.stop_signals import StopRequested, StopRequests
from kiosk.cli.tour_report import write_report
from kiosk.cli.tour_stories import STORIES
from kiosk.cli.tour_visitor import TourError, TourVisitor
from kiosk.settings import Settings, load
from kiosk.system_errors import reason
from kiosk.type.files import check_own_letters
from kiosk.ui.display import PATIENCE_SECONDS as SCREEN_SECONDS
from kiosk.ui.display import DisplayError, is_display_said, look

ALL = "all"
"""Every story."""

SIGNALLED = 128
"""What shells add to the number of the signal that ended a program before its work was done."""
STOPPED = SIGNALLED + signal.SIGTERM
CLOSING_SECONDS = 3.0


def tour(
    out: Path, *, story: str, language: str, size: tuple[int, int], config: Path | None
) -> int:
    """Play a visit and write its pictures, ticket and `tour.json` into `out`; of all stories, each
    into a folder of its own.

    0 if the QR read back from the printed bytes is the ticket's address, else 1; 128 and the
    signal's number when it was asked to stop before its end.
    """
    check_own_letters()
    base = load(config)
    folders = {one: out / one for one in STORIES} if story == ALL else {story: out}
    with StopRequests(status=STOPPED) as stop:
        try:
            played = [
                _play(_settings(folder, base, size), folder, one, language)
                for one, folder in folders.items()
            ]
            return max(played)
        except StopRequested:
            print("La visite est arrêtée avant sa fin : il en manque des images.", file=sys.stderr)
            return SIGNALLED + (stop.requested or 0)


def draw_where_it_answers(patience: float = SCREEN_SECONDS) -> None:
    """On the screen that the environment names. Pictures need none: where it does not answer in
    so many seconds, and Kivy would wait for ever, everything is drawn offscreen.
    """
    if not is_display_said():
        return
    try:
        look(patience)
    except DisplayError as silent:
        print(f"{silent} La visite se joue sans écran.", file=sys.stderr)
        os.environ["SDL_VIDEODRIVER"] = "offscreen"


def _play(settings: Settings, out: Path, story: str, language: str) -> int:
    size = settings.screen
    parts = assemble(settings, lock=_emptied(settings.data))
    try:
        from kiosk.ui.environment import prepare

        draw_where_it_answers()
        prepare(size=size, windowed=True, cursor=False)
        from kiosk.ui.driver import Driver

        with Driver(parts.terminal, size=size, inches=settings.screen_inches) as driver:
            visitor = TourVisitor(driver, parts, out, language)
            visitor.wait_for_the_day()
            STORIES[story](visitor)
        return write_report(visitor, story, settings, out)
    finally:
        parts.close(CLOSING_SECONDS)


def _emptied(out: Path) -> DataLock:
    """The folder without an earlier tour's files, and nobody else's. Raises DataFolderInUse."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = DataLock(out)
        for old in (*out.glob("[0-9][0-9]-*.png"), *out.glob("t*.*")):
            if re.fullmatch(r"\d\d-[a-z-]+\.png|tour\.(db.*|json)|ticket\.\w+", old.name):
                old.unlink()
    except OSError as error:
        raise TourError(f"Le dossier {out} ne peut pas servir : {reason(error)}.") from error
    return lock


def _settings(out: Path, base: Settings, size: tuple[int, int]) -> Settings:
    """The operator's catalogue and place; a database, a printer and a folder of its own."""
    return replace(
        base,
        data=out,
        database=f"sqlite:///{(out / 'tour.db').absolute()}",
        printer=f"file:{out / 'ticket.bin'}",
        screen=size,
        # Pictures of a machine without a network show a whole ticket too, at a name of RFC 2606.
        public_url=page_address(base)() or "https://kiosk.example",
    )
