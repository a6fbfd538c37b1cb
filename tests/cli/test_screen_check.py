"""What the doctor says of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli.check_result import CheckResult
from kiosk.cli.screen_check import check_screen
from kiosk.settings import Settings
from kiosk.ui.display import Display


def said(
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    touchscreens: int = 1,
    **settings: object,
) -> dict[str, CheckResult]:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    display = Display("x11", *size, touchscreens)
    wanted = Settings(data=Path("nowhere"), **settings)  # type: ignore[arg-type]
    return {one.what: one for one in check_screen(wanted, lambda: display)}


def test_a_screen_as_large_as_told_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, (1080, 1920))
    assert {one.state for one in found.values()} == {"ok"}
    assert found["Écran"].says == "DISPLAY=:0, 1080x1920"


def test_a_screen_that_is_another_than_told_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, (1920, 1080))
    assert found["Écran"].state == "note"
    assert "1920x1080, et le réglage screen dit 1080x1920" in found["Écran"].says
    assert "tournez-le" in found["Écran"].says
    found = said(monkeypatch, (1366, 768), screen=(1920, 1080))
    assert 'écrivez screen = "1366x768"' in found["Écran"].says
    assert found["Diagonale"].state == "note"
    assert "24 pouces supposés" in found["Diagonale"].says
    assert "Diagonale" not in said(monkeypatch, (1366, 768), screen_inches=15.6)


def test_a_screen_that_cannot_be_touched_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, (1080, 1920), touchscreens=0)
    assert found["Toucher"].state == "note"
    assert "souris" in found["Toucher"].says


def test_a_screen_that_does_not_answer_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "127.0.0.1:5993.0")
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    (found,) = check_screen(Settings(data=Path("nowhere")))
    assert found.state == "wrong"
    assert "DISPLAY=127.0.0.1:5993.0 ne répond pas" in found.says


def test_no_screen_at_all_is_only_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    (found,) = check_screen(Settings(data=Path("nowhere")))
    assert found.state == "note"
    assert "kiosk tour" in found.says


def test_a_window_larger_than_the_screen_is_made_smaller() -> None:
    assert Display("x11", 1366, 768, 0).fitting((1080, 1920)) == (432, 768)
    assert Display("x11", 1920, 1080, 0).fitting((1280, 800)) == (1280, 800)
