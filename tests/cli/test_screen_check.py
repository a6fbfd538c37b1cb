"""What the doctor says of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli.doctor.screen import check_screen
from kiosk.settings import Settings
from kiosk.ui.display import Display
from kiosk.visit.findings import Finding


def said(
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    touchscreens: int = 1,
    plate: float = 0.0,
    graphics: str = "Mesa Intel(R) UHD Graphics 620 (KBL GT2), 4.6 Mesa 22.3.6",
    **settings: object,
) -> dict[str, Finding]:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    display = Display("x11", *size, touchscreens, plate, graphics)
    wanted = Settings(data=Path("nowhere"), **settings)  # type: ignore[arg-type]
    return {one.id: one for one in check_screen(wanted, lambda: display)}


def test_a_screen_as_large_as_told_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, (1080, 1920))
    assert {one.state for one in found.values()} == {"ok"}
    assert found["screen"].says == "DISPLAY=:0, 1080x1920"


def test_a_screen_that_is_another_than_told_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, (1920, 1080))
    assert found["screen"].state == "note"
    assert "1920x1080, et le réglage screen dit 1080x1920" in found["screen"].says
    assert "tournez-le" in found["screen"].says
    found = said(monkeypatch, (1366, 768), screen=(1920, 1080))
    assert 'écrivez screen = "1366x768"' in found["screen"].says
    assert found["screen-size"].state == "note"
    assert "24 pouces, 531 x 299 mm, supposés" in found["screen-size"].says


def test_a_screen_that_says_its_own_size_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    known = said(monkeypatch, (1920, 1080), screen_inches=15.6)["screen-size"]
    assert known == Finding("screen-size", "ok", "15.6 pouces, 345 x 194 mm")
    agrees = said(monkeypatch, (1920, 1080), plate=15.5, screen_inches=15.6)["screen-size"]
    assert agrees == known
    other = said(monkeypatch, (1920, 1080), plate=21.5, screen_inches=15.6)["screen-size"]
    assert other.state == "note"
    assert "se dit de 21.5 pouces" in other.says


def test_what_draws_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, (1080, 1920))["graphics"].says.startswith("Mesa Intel")
    slow = said(monkeypatch, (1080, 1920), graphics="llvmpipe (LLVM 15.0.6), 4.5 Mesa 22.3.6")
    assert "c'est le processeur qui dessine" in slow["graphics"].says
    none = said(monkeypatch, (1080, 1920), graphics="")
    assert (none["graphics"].state, "OpenGL" in none["graphics"].says) == ("note", True)


def test_a_screen_that_cannot_be_touched_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, (1080, 1920), touchscreens=0)
    assert found["touch"].state == "note"
    assert "souris" in found["touch"].says


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
