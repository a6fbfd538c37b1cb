"""What the tour leaves beside its pictures: the ticket, and `tour.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kiosk.cli.tour_visitor import TourVisitor
from kiosk.settings import Settings


def write_report(visitor: TourVisitor, settings: Settings, out: Path) -> int:
    """`ticket.png`, `ticket.pdf`, `tour.json`; and whether the printed QR is the right one."""
    from kiosk.devices.escpos_reader import read_ticket
    from kiosk.paper import pdf_bytes, png_bytes
    from kiosk.ticket.compose import compose
    from kiosk.ticket.draw import draw
    from kiosk.ticket.qr import read_qr

    assert visitor.handed is not None
    ticket = visitor.handed.ticket
    image = draw(compose(ticket), settings.paper_dots)
    (out / "ticket.png").write_bytes(png_bytes(image))
    (out / "ticket.pdf").write_bytes(pdf_bytes(image))
    (out / "tour.json").write_text(_json(visitor), encoding="utf-8")
    read_back = read_qr(read_ticket((out / "ticket.bin").read_bytes()))
    if (read_back or "") != ticket.url:
        print(f"Le QR imprimé dit {read_back!r} et devrait dire {ticket.url!r}.", file=sys.stderr)
        return 1
    print(f"{len(visitor.pictures)} images et le ticket sont dans {out.absolute()}")
    return 0


def _json(visitor: TourVisitor) -> str:
    assert visitor.handed is not None
    ticket = visitor.handed.ticket
    booking = ticket.booking
    assert booking is not None
    told: dict[str, Any] = {
        "pictures": visitor.pictures,
        "ticket": {
            "png": "ticket.png",
            "pdf": "ticket.pdf",
            "escpos": "ticket.bin",
            "code": ticket.code,
            "url": ticket.url,
        },
        "booking": {
            "id": booking.id,
            "kind": booking.kind,
            "topic": booking.topic,
            "mode": booking.mode,
            "helper": booking.helper,
            "starts_at": booking.starts_at.isoformat() if booking.starts_at else None,
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
