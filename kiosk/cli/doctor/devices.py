"""What is plugged in: the printer, the scanner, something to play a sound on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.devices.printer_address import open_printer
from kiosk.settings import Settings
from kiosk.visit.findings import Finding, FindingState

INPUTS = Path("/proc/bus/input/devices")
CARDS = Path("/proc/asound/cards")
SOUND_DEVICES = Path("/dev/snd")

PLUGGED = ("0003", "0005")
"""USB and Bluetooth, as Linux numbers them (`BUS_USB`, `BUS_BLUETOOTH` of linux/input.h)."""
SCANNERS = re.compile(
    r"scan|bar ?code|\bHID KBW\b|honeywell|metrologic|symbol tech|zebra|datalogic|newland|netum"
    r"|opticon|eyoyo|tera\b|inateck|unitech|cino\b|argox",
    re.IGNORECASE,
)
"""Names that scanners give themselves. One that calls itself a keyboard is asked about."""


def check_printer(settings: Settings) -> Iterator[Finding]:
    printer = open_printer(settings.printer_address, width=settings.paper_dots, only_looking=True)
    status = printer.status()
    states: dict[str, FindingState] = {
        "ready": "ok",
        "shown": "ok",
        "offline": "wrong",
        "no_paper": "wrong",
    }
    state = states.get(status.state, "note")
    yield Finding("printer", state, f"{printer.description}. {status.says}")


def check_scanner(inputs: Path = INPUTS) -> Iterator[Finding]:
    """A scanner is a keyboard to the system; only its name says more."""
    keyboards = list(_keyboards(inputs))
    named = [name for name in keyboards if SCANNERS.search(name)]
    if named:
        yield Finding("scanner", "ok", ", ".join(named))
    elif keyboards:
        says = (
            f"peut-être « {' », « '.join(keyboards)} » : un lecteur se dit clavier. Présentez un"
            " ticket à la borne pour le savoir."
        )
        yield Finding("scanner", "note", says)
    else:
        says = (
            "aucun n'est branché. Les codes des tickets se tapent à l'écran ; sinon, branchez un"
            " lecteur USB en mode clavier (docs/terminal.md)."
        )
        yield Finding("scanner", "note", says)


def _keyboards(inputs: Path) -> Iterator[str]:
    """The names of those that are plugged in, each once."""
    try:
        blocks = inputs.read_text(encoding="utf-8", errors="replace").split("\n\n")
    except FileNotFoundError:  # a system without input devices
        blocks = []
    seen = set()
    for block in blocks:
        name = re.search(r'^N: Name="(.*)"$', block, re.MULTILINE)
        bus = re.search(r"^I: Bus=(\w{4})", block, re.MULTILINE)
        keys = re.search(r"^H: Handlers=.*\bkbd\b", block, re.MULTILINE)
        if name and bus and keys and bus[1] in PLUGGED and name[1] not in seen:
            seen.add(name[1])
            yield name[1]


def check_sound(cards: Path = CARDS, devices: Path = SOUND_DEVICES) -> Iterator[Finding]:
    """The question whether somebody is still there is heard, too, where it can be."""
    found = _cards(cards)
    if not found:
        says = (
            "aucune carte son : la borne est muette, et montre tout. Pour qu'on l'entende,"
            " branchez un haut-parleur USB."
        )
        yield Finding("sound", "note", says)
    elif not any(os.access(one, os.W_OK) for one in devices.glob("pcm*p")):
        says = (
            f"{', '.join(found)} : rien ne s'y joue, ou cet utilisateur n'y a pas droit. Lancez :"
            " sudo usermod -aG audio UTILISATEUR ; puis redémarrez."
        )
        yield Finding("sound", "note", says)
    else:
        yield Finding("sound", "ok", ", ".join(found))


def _cards(cards: Path) -> list[str]:
    """As `/proc/asound/cards` tells them: ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH`."""
    try:
        told = cards.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:  # no sound at all in this system
        return []
    return re.findall(r"^ *\d+ \[[^\]]*\]: .*? - (.+)$", told, re.MULTILINE)
