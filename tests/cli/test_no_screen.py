"""A screen that is not there: the terminal says so and ends, so that it is started again."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.cli.tour import draw_where_it_answers
from kiosk.ui.display import DisplayError, look
from tests.support.terminal_process import TerminalProcess

NOBODY = "127.0.0.1:5993.0"
"""A display that nobody serves."""


def test_a_terminal_without_its_screen_ends_with_a_sentence(tmp_path: Path) -> None:
    screens = {
        "x11": {"DISPLAY": NOBODY},
        "wayland": {"WAYLAND_DISPLAY": "wayland-93", "XDG_RUNTIME_DIR": str(tmp_path)},
    }
    with ExitStack() as opened:
        terminals = {}
        for name, environ in screens.items():
            (tmp_path / name).mkdir()
            one = TerminalProcess(tmp_path / name, environ)
            terminals[name] = opened.enter_context(one)
        for name, terminal in terminals.items():
            assert terminal.process.wait(60) == 2, name
            said = terminal.errors.strip().splitlines()[-1]
            assert "écran" in said, name
            assert "Traceback" not in terminal.errors


def test_a_screen_that_never_answers_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An X server that hangs: it takes the connection, and that is all."""
    with socket.create_server(("127.0.0.1", 6000 + 94)):
        monkeypatch.setenv("DISPLAY", "127.0.0.1:94.0")
        monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
        with pytest.raises(DisplayError, match=r"DISPLAY=127.0.0.1:94.0 ne répond pas"):
            look(patience=1.0)


def test_a_tour_needs_no_screen_that_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    with socket.create_server(("127.0.0.1", 6000 + 95)):
        monkeypatch.setenv("DISPLAY", "127.0.0.1:95.0")
        draw_where_it_answers(patience=1.0)
    assert os.environ["SDL_VIDEODRIVER"] == "offscreen"
    assert "La visite se joue sans écran" in capsys.readouterr().err
