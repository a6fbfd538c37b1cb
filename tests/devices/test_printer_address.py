"""Printers named in the settings."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.devices.printer import DeviceError
from kiosk.devices.printer_address import open_printer


@pytest.mark.parametrize(
    ("address", "description"),
    [
        ("folder:/tmp/tickets", "Pas d'imprimante : les tickets vont dans le dossier /tmp/tickets"),
        ("tcp://192.168.1.50:9100", "Imprimante réseau 192.168.1.50, port 9100"),
        ("tcp://imprimante.local", "Imprimante réseau imprimante.local, port 9100"),
        ("usb:04b8:0e15", "Imprimante USB 04b8:0e15"),
        ("usb:0416:5011?in=0x81&out=0x03", "Imprimante USB 0416:5011"),
        ("serial:/dev/ttyUSB0?baud=115200", "Imprimante série /dev/ttyUSB0, 115200 bauds"),
        ("serial:/dev/ttyS0?flow=rtscts", "Imprimante série /dev/ttyS0, 19200 bauds"),
        ("cups:TICKETS", "File d'impression TICKETS"),
        ("file:ticket.bin", "Fichier ticket.bin"),
    ],
)
def test_a_well_written_address_opens_its_printer(address: str, description: str) -> None:
    printer = open_printer(address, width=384)
    assert printer.description == description
    assert printer.width == 384


@pytest.mark.parametrize(
    "address",
    [
        "",
        "imprimante",
        "folder:",
        "tcp://",
        "tcp://192.168.1.50:port",
        "tcp://192.168.1.50:99999",
        "tcp://192.168.1.50/tickets",
        "usb:epson",
        "usb:04b8",
        "serial:?baud=9600",
        "serial:/dev/ttyUSB0?baud=fast",
        "serial:/dev/ttyUSB0?speed=9600",
        "serial:/dev/ttyUSB0?flow=water",
        "cups:",
        "cups:-o raw",
        "cups:a queue",
        "lpt:1",
    ],
)
def test_a_badly_written_address_is_explained_in_one_sentence(address: str) -> None:
    with pytest.raises(DeviceError) as problem:
        open_printer(address)
    said = str(problem.value)
    assert f"« {address} »" in said
    assert "tcp://192.168.1.50:9100" in said
    assert "\n" not in said


def test_a_width_that_no_paper_has_is_refused() -> None:
    with pytest.raises(DeviceError, match="576"):
        open_printer("folder:/tmp/tickets", width=500)


def test_naming_a_printer_loads_none_of_what_drives_it() -> None:
    """The terminal's start must not wait for libraries that only a ticket needs."""
    program = (
        "import sys\n"
        "from kiosk.devices.printer_address import open_printer\n"
        "import kiosk.devices.scanner, kiosk.ticket.codes, kiosk.ticket.draw, kiosk.paper\n"
        "for a in ('folder:t', 'tcp://h', 'usb:04b8:0e15', 'serial:/dev/x', 'cups:q', 'file:f'):\n"
        "    open_printer(a)\n"
        "heavy = {'PIL', 'escpos', 'usb', 'serial', 'zxingcpp', 'qrcode', 'kivy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
