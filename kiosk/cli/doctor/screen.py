"""The screen: whether it is there, as large as told, touched, and what draws on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot

from kiosk.settings import Settings
from kiosk.ui.display import Display, DisplayError, is_display_said, look_closely
from kiosk.ui.tokens import INCHES, UNKNOWN_INCHES
from kiosk.visit.findings import Finding

MM = 25.4
OTHERWISE = 0.1
"""What a screen says of its own size may differ by so much from what is told."""
SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "software rasterizer")
"""Names of Mesa's, and of others', ways to draw with the processor alone."""


def check_screen(
    settings: Settings, look: Callable[[], Display] = look_closely
) -> Iterator[Finding]:
    if not is_display_said():
        yield Finding(
            "screen",
            "note",
            "aucun ici (ni DISPLAY ni WAYLAND_DISPLAY). La visite s'imagine avec :"
            " kiosk tour --out visite",
        )
        return
    try:
        display = look()
    except DisplayError as error:
        yield Finding("screen", "wrong", str(error))
        return
    yield _pixels(display, settings)
    yield _size(display, settings)
    yield _touch(display)
    yield _graphics(display)


def _pixels(display: Display, settings: Settings) -> Finding:
    width, height = settings.screen
    if (width, height) == (display.width, display.height):
        return Finding("screen", "ok", str(display))
    turned = (height, width) == (display.width, display.height)
    advice = "s'il est de travers, tournez-le (xrandr) ; sinon, écrivez" if turned else "écrivez"
    return Finding(
        "screen",
        "note",
        f"{display}, et le réglage screen dit {width}x{height}. La borne suit l'écran ;"
        f' {advice} screen = "{display.width}x{display.height}".',
    )


def _size(display: Display, settings: Settings) -> Finding:
    """Fingers need millimetres, and pixels do not tell them."""
    known = INCHES.get((display.width, display.height))
    inches = settings.screen_inches or known or UNKNOWN_INCHES
    told = f"{inches:g} pouces, {_millimetres(display, inches)}"
    plate = display.inches
    if plate and abs(plate / inches - 1) > OTHERWISE:
        says = f"{told} ; l'écran, lui, se dit de {plate:.1f} pouces. Mesurez-le : {_SET_IT}"
        return Finding("screen-size", "note", says)
    if settings.screen_inches:
        return Finding("screen-size", "ok", told)
    says = f"{told}, supposés. Si ce n'est pas cela : {_SET_IT}"
    return Finding("screen-size", "ok" if known or plate else "note", says)


_SET_IT = "réglez screen_inches, et les boutons auront la bonne taille."


def _millimetres(display: Display, inches: float) -> str:
    each = inches * MM / hypot(display.width, display.height)
    return f"{display.width * each:.0f} x {display.height * each:.0f} mm"


def _touch(display: Display) -> Finding:
    if display.touchscreens:
        return Finding("touch", "ok", "un écran tactile, doigt par doigt")
    return Finding(
        "touch",
        "note",
        "aucun écran tactile vu : une souris, ou un écran qui se dit souris, sert aussi. Le menu de"
        " l'équipe s'ouvre alors un coin après l'autre.",
    )


def _graphics(display: Display) -> Finding:
    """Kivy needs OpenGL (ES) 2; drawn by the processor it works, and warms a small machine."""
    if not display.graphics:
        says = (
            "rien n'a pu être dessiné par OpenGL. Si la borne n'est pas déjà lancée, installez le"
            " pilote de la carte : sudo apt-get install libgl1-mesa-dri"
        )
        return Finding("graphics", "note", says)
    if any(name in display.graphics.lower() for name in SOFTWARE):
        says = (
            f"{display.graphics} : c'est le processeur qui dessine. Si la machine chauffe ou"
            " traîne, installez le pilote de la carte : sudo apt-get install libgl1-mesa-dri"
        )
        return Finding("graphics", "note", says)
    return Finding("graphics", "ok", display.graphics)
