"""What `kiosk doctor` says of the screen: whether it is there, as large as told, and touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.cli.check_result import CheckResult
from kiosk.settings import Settings
from kiosk.ui.display import Display, DisplayError, is_display_said, look
from kiosk.ui.tokens import INCHES, UNKNOWN_INCHES


def check_screen(settings: Settings, look: Callable[[], Display] = look) -> Iterator[CheckResult]:
    if not is_display_said():
        yield CheckResult(
            "note",
            "Écran",
            "aucun ici (ni DISPLAY ni WAYLAND_DISPLAY). La visite s'imagine avec :"
            " kiosk tour --out visite",
        )
        return
    try:
        display = look()
    except DisplayError as error:
        yield CheckResult("wrong", "Écran", str(error))
        return
    yield _size(display, settings)
    yield from _inches(display, settings)
    yield _touch(display)


def _size(display: Display, settings: Settings) -> CheckResult:
    width, height = settings.screen
    if (width, height) == (display.width, display.height):
        return CheckResult("ok", "Écran", str(display))
    turned = (height, width) == (display.width, display.height)
    advice = "s'il est de travers, tournez-le (xrandr) ; sinon, écrivez" if turned else "écrivez"
    return CheckResult(
        "note",
        "Écran",
        f"{display}, et le réglage screen dit {width}x{height}. La borne suit l'écran ;"
        f' {advice} screen = "{display.width}x{display.height}".',
    )


def _inches(display: Display, settings: Settings) -> Iterator[CheckResult]:
    """Fingers need millimetres, and pixels do not tell them."""
    known = INCHES.get((display.width, display.height))
    if not settings.screen_inches:
        yield CheckResult(
            "ok" if known else "note",
            "Diagonale",
            f"{known or UNKNOWN_INCHES:g} pouces supposés. Si ce n'est pas cela, réglez"
            " screen_inches : les boutons auront la bonne taille.",
        )


def _touch(display: Display) -> CheckResult:
    if display.touchscreens:
        return CheckResult("ok", "Toucher", "un écran tactile, doigt par doigt")
    return CheckResult(
        "note",
        "Toucher",
        "aucun écran tactile vu : une souris, ou un écran qui se dit souris, sert aussi. Le menu de"
        " l'équipe s'ouvre alors un coin après l'autre.",
    )
