"""How long a ticket takes, from its values to the bytes that a printer gets.

Beside it, in the same run and for the same ticket: the same lines sent by python-escpos
in the printer's own letters with the printer's own QR (faster, but no Arabic, and accents
that depend on the printer), and the QR alone drawn by qrcode's own image maker.

    .venv/bin/python -m benchmarks.ticket [ROUNDS]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import qrcode
from escpos.printer import Dummy

from kiosk.devices.escpos_bytes import ticket_bytes
from kiosk.paper import ROLL_58_MM, ROLL_80_MM, pdf_bytes, png_bytes
from kiosk.ticket.codes import new_code, new_token, url_for
from kiosk.ticket.compose import compose
from kiosk.ticket.draw import draw
from kiosk.ticket.parts import Code, Label, Qr, Steps, TicketText
from kiosk.visit.bookings import Appointment, Session
from kiosk.visit.tickets import PrintedBooking, PrintedWalk, StepLine, Ticket

ROUNDS = 60
HALF_PAST_TEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

TICKET = Ticket(
    code=new_code(),
    url=url_for("https://emploi-store.example", new_token()),
    language="fr",
    place_name="Emploi Store · Montreuil",
    place_address="12, rue de la République, 93100 Montreuil",
    bookings=(
        PrintedBooking(
            booking=Appointment(
                id="b1",
                status="confirmed",
                topic="s-actualiser",
                mode="face",
                session=Session(
                    id=1,
                    helper="Samira",
                    location="Bureau 2",
                    starts_at=HALF_PAST_TEN,
                    ends_at=HALF_PAST_TEN,
                ),
            ),
            topic="S'actualiser",
        ),
    ),
    walks=(
        PrintedWalk(
            service="S'actualiser",
            steps=tuple(
                StepLine(title=f"Une étape de ce service, {n}", done=n < 3) for n in range(6)
            ),
        ),
    ),
)


def whole(width: int) -> bytes:
    return ticket_bytes(draw(compose(TICKET), width))


def in_the_printers_letters() -> bytes:
    """The same lines as text, with the QR left to the printer."""
    paper = Dummy()
    for line in compose(TICKET):
        match line:
            case TicketText(text=text) | Label(text=text) | Code(text=text):
                paper.textln(text)
            case Steps(steps=steps):
                for step in steps:
                    paper.textln(step.text)
            case Qr(url=url):
                paper.qr(url, ec=2, size=8, native=True)
    paper.cut()
    return bytes(paper.output)


def qr_alone() -> object:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, box_size=8)
    code.add_data(TICKET.url)
    return code.make_image()


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of one call, after one that is not counted."""
    work()
    times = []
    for _ in range(rounds):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return median(times) * 1000


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    image = draw(compose(TICKET))
    rows: list[tuple[str, Callable[[], object]]] = [
        ("qrcode alone, its own image", qr_alone),
        ("python-escpos, text and native QR", in_the_printers_letters),
        ("ticket, 80 mm: compose, draw, ESC/POS", lambda: whole(ROLL_80_MM)),
        ("ticket, 58 mm: compose, draw, ESC/POS", lambda: whole(ROLL_58_MM)),
        ("  of which: compose", lambda: compose(TICKET)),
        ("  of which: draw, 80 mm", lambda: draw(compose(TICKET))),
        ("  of which: ESC/POS bytes", lambda: ticket_bytes(image)),
        ("PNG of it", lambda: png_bytes(image)),
        ("PDF of it", lambda: pdf_bytes(image)),
    ]
    reference = milliseconds(rows[0][1], rounds)
    print(f"{'median of ' + str(rounds):42}{'ms':>8}{'× qrcode alone':>18}")
    for name, work in rows:
        took = milliseconds(work, rounds)
        print(f"{name:42}{took:8.1f}{took / reference:18.2f}")
    sizes = len(whole(ROLL_80_MM)), len(in_the_printers_letters())
    print(f"bytes: {sizes[0]} as a picture, {sizes[1]} as text")


if __name__ == "__main__":
    main()
