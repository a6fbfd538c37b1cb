"""What the tour leaves beside its pictures: the ticket, and `tour.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kiosk.cli.tour_visitor import TourVisitor
from kiosk.i18n.languages import direction
from kiosk.settings import Settings
from kiosk.visit.bookings import WaitingPlace, kind_of, mode_of, persons, session_of
from kiosk.visit.tickets import OnPaper


def write_report(visitor: TourVisitor, story: str, settings: Settings, out: Path) -> int:
    """`ticket.png`, `ticket.pdf`, `tour.json`; and whether the printed QR is the right one."""
    from kiosk.devices.escpos_reader import read_ticket
    from kiosk.paper import pdf_bytes, png_bytes
    from kiosk.ticket.compose import compose
    from kiosk.ticket.draw import draw
    from kiosk.ticket.qr import read_qr

    assert visitor.issued is not None
    ticket = visitor.issued.ticket
    image = draw(compose(ticket), settings.paper_dots, direction(ticket.language))
    (out / "ticket.png").write_bytes(png_bytes(image))
    (out / "ticket.pdf").write_bytes(pdf_bytes(image))
    (out / "tour.json").write_text(_json(visitor, story), encoding="utf-8")
    read_back = read_qr(read_ticket((out / "ticket.bin").read_bytes()))
    if (read_back or "") != ticket.url:
        print(f"Le QR imprimé dit {read_back!r} et devrait dire {ticket.url!r}.", file=sys.stderr)
        return 1
    print(f"{len(visitor.pictures)} images et le ticket sont dans {out.absolute()}")
    return 0


def _json(visitor: TourVisitor, story: str) -> str:
    assert visitor.issued is not None
    ticket = visitor.issued.ticket
    told: dict[str, Any] = {
        "story": story,
        "pictures": visitor.pictures,
        "ticket": {
            "png": "ticket.png",
            "pdf": "ticket.pdf",
            "escpos": "ticket.bin",
            "code": ticket.code,
            "url": ticket.url,
        },
    }
    if ticket.bookings:
        told["booking"] = _first(ticket.bookings[0].booking)
    told["booked"] = [_booked(one.booking) for one in ticket.bookings]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _booked(booking: OnPaper) -> dict[str, Any]:
    session = session_of(booking)
    return {
        "kind": kind_of(booking),
        "title": session.title if session else None,
        "starts_at": session.starts_at.isoformat() if session else None,
        "persons": persons(booking),
        "rank": booking.rank if isinstance(booking, WaitingPlace) else None,
    }


def _first(booking: OnPaper) -> dict[str, Any]:
    session = session_of(booking)
    return {
        "id": booking.id,
        "kind": kind_of(booking),
        "topic": booking.topic,
        "mode": mode_of(booking),
        "helper": session.helper if session else None,
        "starts_at": session.starts_at.isoformat() if session else None,
    }
