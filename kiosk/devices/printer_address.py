"""A printer from its setting: `folder:…`, `tcp://…`, `usb:…`, `serial:…`, `cups:…`, `file:…`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from kiosk.devices.folder_printer import FolderPrinter
from kiosk.devices.printer import DeviceError, Printer
from kiosk.devices.printer_timeout import PRINTED_WITHIN, PrinterWithTimeout
from kiosk.paper import ROLL_58_MM, ROLL_80_MM

EXAMPLES = (
    "folder:tickets, tcp://192.168.1.50:9100, usb:04b8:0e15, "
    "serial:/dev/ttyUSB0?baud=19200, cups:TICKETS, file:ticket.bin"
)

_USB = re.compile(
    r"([0-9a-f]{4}):([0-9a-f]{4})(?:\?in=0x([0-9a-f]{2})&out=0x([0-9a-f]{2}))?", re.IGNORECASE
)
_QUEUE = re.compile(r"[^\s/#-][^\s/#]*")


def open_printer(address: str, *, width: int = ROLL_80_MM, only_looking: bool = False) -> Printer:
    """The printer that an address names. Touches no device, file or network yet.

    Whatever it is, each call of it ends in time. For whoever is `only_looking`, its status takes
    nothing away that is old. Raises DeviceError, in one sentence for
    the operator, for an address or a width that cannot be.
    """
    if width not in (ROLL_80_MM, ROLL_58_MM):
        raise DeviceError(
            f"La largeur {width} n'existe pas : 576 points (rouleau de 80 mm) ou 384 (58 mm)."
        )
    kind, _, rest = address.partition(":")
    maker = _MAKERS.get(kind)
    if maker is None or not rest.strip("/"):
        raise _wrong(address)
    printer = maker(address, rest, width)
    if only_looking and isinstance(printer, FolderPrinter):
        printer.tidies = False
    return PrinterWithTimeout(printer, printed_within=_within(kind))


def _within(kind: str) -> float:
    """Seconds: a serial line of 9600 bauds takes some minutes for the longest ticket, and a
    folder that takes longer than some seconds is on a disk that is gone."""
    return {"serial": 6 * PRINTED_WITHIN, "folder": 20.0}.get(kind, PRINTED_WITHIN)


def _wrong(address: str) -> DeviceError:
    return DeviceError(f"« {address} » n'est pas une imprimante. Exemples : {EXAMPLES}.")


def _folder(address: str, rest: str, width: int) -> Printer:
    return FolderPrinter(_path(address, rest), width=width)


def _file(address: str, rest: str, width: int) -> Printer:
    from kiosk.devices.file_printer import FilePrinter

    return FilePrinter(_path(address, rest), width=width)


def _path(address: str, rest: str) -> Path:
    try:
        return Path(rest).expanduser()
    except RuntimeError:  # the user after the ~ does not exist here
        raise _wrong(address) from None


def _cups(address: str, rest: str, width: int) -> Printer:
    from kiosk.devices.cups_printer import CupsPrinter

    if not _QUEUE.fullmatch(rest):
        raise _wrong(address)
    return CupsPrinter(rest, width=width)


def _network(address: str, rest: str, width: int) -> Printer:  # noqa: ARG001
    from kiosk.devices.escpos_printer import EscposPrinter, PrinterConnection

    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or 9100
    except ValueError:
        raise _wrong(address) from None
    if not host or parts.path.strip("/") or parts.query:
        raise _wrong(address)

    def wire() -> PrinterConnection:
        from kiosk.devices.printer_connections import NetworkConnection

        return NetworkConnection(host, port)

    return EscposPrinter(f"Imprimante réseau {host}, port {port}", wire, width=width)


def _usb(address: str, rest: str, width: int) -> Printer:
    from kiosk.devices.escpos_printer import EscposPrinter, PrinterConnection

    found = _USB.fullmatch(rest)
    if not found:
        raise _wrong(address)
    vendor, product = int(found[1], 16), int(found[2], 16)
    in_ep, out_ep = int(found[3] or "82", 16), int(found[4] or "01", 16)

    def wire() -> PrinterConnection:
        from kiosk.devices.printer_connections import UsbConnection

        return UsbConnection(vendor, product, in_ep, out_ep)

    return EscposPrinter(f"Imprimante USB {found[1]}:{found[2]}", wire, width=width)


def _serial(address: str, rest: str, width: int) -> Printer:
    from kiosk.devices.escpos_printer import EscposPrinter, PrinterConnection

    path, _, query = rest.partition("?")
    options = parse_qs(query, keep_blank_values=True)
    speed = options.pop("baud", ["19200"])[-1]
    flow = options.pop("flow", ["none"])[-1]
    if options or flow not in ("none", "rtscts") or not path:
        raise _wrong(address)
    if not re.fullmatch(r"[1-9][0-9]{2,6}", speed):
        raise _wrong(address)
    baud = int(speed)

    def wire() -> PrinterConnection:
        from kiosk.devices.printer_connections import SerialConnection

        return SerialConnection(path, baud, rtscts=flow == "rtscts")

    return EscposPrinter(f"Imprimante série {path}, {baud} bauds", wire, width=width)


_MAKERS: dict[str, Callable[[str, str, int], Printer]] = {
    "folder": _folder,
    "tcp": _network,
    "usb": _usb,
    "serial": _serial,
    "cups": _cups,
    "file": _file,
}
