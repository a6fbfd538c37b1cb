"""The screen of a real Xorg: another than told, changed while somebody is there, gone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kiosk.agenda.demonstration import make_demonstration
from kiosk.store.engine import Store
from tests.panel.conftest import Hands
from tests.panel.test_fingers import held
from tests.panel.xorg import Xorg
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.support.terminal_process import Shown, TerminalProcess

LANDSCAPE, PORTRAIT, TABLET = (1920, 1080), (1080, 1920), (1280, 800)


def corners(size: tuple[int, int]) -> list[tuple[float, float]]:
    return [(20, 20), (size[0] - 20, size[1] - 20)]


def has_size(size: tuple[int, int], shown: Shown) -> bool:
    return shown.size == size


def fills(xorg: Xorg, size: tuple[int, int], _shown: Shown) -> bool:
    """Whether the X server's own window is as large as its screen."""
    told = xorg.run("xdotool", "search", "--name", ".*", "getwindowgeometry", "%@")
    return told.count(f"Geometry: {size[0]}x{size[1]}") == 2  # the root window is one


def has_typed(letters: str, shown: Shown) -> bool:
    return shown.typed == letters


def test_a_landscape_screen_with_the_usual_settings_is_filled(folder: Path) -> None:
    with Xorg(folder, LANDSCAPE) as xorg, TerminalProcess(folder, {"DISPLAY": xorg.display}) as one:
        shown = one.wait_for("AttractView")
        assert shown.size == LANDSCAPE
        hands = Hands(xorg, one)
        hands.wakes()
        shown = hands.sees("AskForPerson")
        assert all(0 < x < 1920 and 0 < y < 1080 for x, y in shown.places.values())
        with held(hands, *corners(LANDSCAPE)):
            one.wait_for("StaffPinView", 10)
        doctor = subprocess.run(
            [sys.executable, "-m", "kiosk", "doctor"],
            env=os.environ | {"DISPLAY": xorg.display, "KIOSK_DATA": str(folder / "data")},
            capture_output=True,
            text=True,
            timeout=90,
        )
        assert "1920x1080, et le réglage screen dit 1080x1920" in doctor.stdout
        assert "un écran tactile" in doctor.stdout


def test_a_screen_that_is_turned_loses_nothing_and_is_touched_where_it_shows(folder: Path) -> None:
    with Xorg(folder) as xorg, TerminalProcess(folder, {"DISPLAY": xorg.display}) as terminal:
        hands = Hands(xorg, terminal)
        hands.wakes()
        hands.touches("OpenResume")
        hands.touches("TypeKey")
        letter = terminal.wait_until(lambda one: bool(one.typed)).typed
        for number, size in enumerate((LANDSCAPE, TABLET, PORTRAIT), start=1):
            xorg.set_mode(*size)
            terminal.wait_until(partial(fills, xorg, size), 15)
            shown = terminal.wait_until(partial(has_size, size), 15)
            assert shown.screen == "ResumeView"
            assert shown.typed == letter * number
            hands.touches("TypeKey")
            terminal.wait_until(partial(has_typed, letter * (number + 1)), 15)
        with held(hands, *corners(PORTRAIT)):
            terminal.wait_for("StaffPinView", 10)


def test_a_screen_that_goes_away_ends_the_terminal_with_a_sentence(folder: Path) -> None:
    with Xorg(folder) as xorg, TerminalProcess(folder, {"DISPLAY": xorg.display}) as terminal:
        hands = Hands(xorg, terminal)
        holds_a_seat(hands)
        xorg.process.kill()
        assert terminal.process.wait(30) == 1
        assert f"L'écran DISPLAY={xorg.display} a disparu" in terminal.errors
        assert "Traceback" not in terminal.errors
        assert statuses(folder) == {"expired"}


def holds_a_seat(hands: Hands) -> None:
    hands.wakes()
    for event in ("AskForPerson", "ChooseMode(mode='face')", "ChooseTopic(topic='other')"):
        hands.touches(event)
    hands.touches("ChooseTime")
    hands.touches("TypeKey(key='a')")
    hands.touches("AcceptTyped")
    hands.sees("ConfirmBooking")


def statuses(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "data" / "kiosk.db") as connection:
        return {row[0] for row in connection.execute("SELECT status FROM booking")}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_in_the_middle_of_a_booking_gives_the_seat_back(
    folder: Path, number: signal.Signals
) -> None:
    with Xorg(folder) as xorg, TerminalProcess(folder, {"DISPLAY": xorg.display}) as terminal:
        holds_a_seat(Hands(xorg, terminal))
        assert terminal.stop(number, number) < 5
        assert terminal.process.returncode == 0, terminal.errors
        assert "Traceback" not in terminal.errors
        assert statuses(folder) == {"expired"}


def test_a_stop_while_the_store_is_a_black_hole(
    folder: Path, postgres: PostgresServer, postgres_url: str
) -> None:
    direct = Store(postgres_url)
    make_demonstration(direct, themes=["apply"])
    direct.close()
    with Proxy(postgres.port) as proxy, Xorg(folder) as xorg:
        name = postgres_url.rsplit("/", 1)[1]
        url = f"postgresql+psycopg://postgres@127.0.0.1:{proxy.port}/{name}"
        environ = {"DISPLAY": xorg.display, "KIOSK_DATABASE": url}
        with TerminalProcess(folder, environ) as terminal:
            holds_a_seat(Hands(xorg, terminal))
            proxy.swallow()
            assert terminal.stop() < 5.5
            assert terminal.process.returncode == 0, terminal.errors


def test_a_stop_while_the_display_server_hangs(folder: Path) -> None:
    with Xorg(folder) as xorg, TerminalProcess(folder, {"DISPLAY": xorg.display}) as terminal:
        Hands(xorg, terminal).wakes()
        xorg.process.send_signal(signal.SIGSTOP)
        try:
            assert terminal.stop() < 5.5
            assert terminal.process.returncode == 0, terminal.errors
        finally:
            xorg.process.send_signal(signal.SIGCONT)


def test_a_window_that_is_asked_to_close_stays(folder: Path) -> None:
    """By Alt+F4 or a window manager: that is no visitor's to do."""
    with Xorg(folder) as xorg, TerminalProcess(folder, {"DISPLAY": xorg.display}) as terminal:
        hands = Hands(xorg, terminal)
        hands.wakes()
        ask_to_close(xorg.display)
        hands.touches("OpenThemes")
        terminal.wait_for("ThemesView", 15)
        assert terminal.stop() < 5


def ask_to_close(display: str) -> None:
    from Xlib import X
    from Xlib.display import Display
    from Xlib.protocol.event import ClientMessage

    connection = Display(display)
    atoms = [connection.intern_atom(name) for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW")]
    for window in connection.screen().root.query_tree().children:
        message = (32, [atoms[1], X.CurrentTime, 0, 0, 0])
        window.send_event(ClientMessage(window=window, client_type=atoms[0], data=message))
    connection.sync()
    connection.close()
