"""Tickets as the rooms above make them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.ticket.codes import url_for
from kiosk.visit.bookings import Appointment, NotedEnquiry, Session
from kiosk.visit.tickets import OnPaper, PrintedBooking, PrintedWalk, StepLine, Ticket
from kiosk.visit.values import Mode

MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
HALF_PAST_TEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""10:30 in Paris, where winter is one hour ahead."""

STEPS = (
    StepLine(title="Ayez ceci près de vous", done=True),
    StepLine(title="Déclarez vos heures de travail du mois", done=False),
)


def booking(
    mode: Mode = "face",
    *,
    helper: str | None = "Samira",
    desk: str | None = "Bureau 2",
    starts_at: datetime = HALF_PAST_TEN,
) -> Appointment:
    return Appointment(
        id="b1",
        status="confirmed",
        topic="s-actualiser",
        mode=mode,
        session=Session(
            id=1,
            helper=helper,
            location=desk,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
        ),
    )


def enquiry(mode: Mode) -> NotedEnquiry:
    return NotedEnquiry(id="b1", status="waiting", topic="s-actualiser", mode=mode)


def ticket(
    booked: OnPaper | None,
    language: str = "fr",
    *,
    steps: tuple[StepLine, ...] = STEPS,
    place: str = "Emploi Store · Montreuil",
    topic: str = "S'actualiser",
    public_url: str = "https://ici.example",
    wanted_at: datetime | None = None,
) -> Ticket:
    printed = (PrintedBooking(booking=booked, topic=topic, wanted_at=wanted_at),) if booked else ()
    return Ticket(
        code="HJLNNFJK",
        url=url_for(public_url, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        language=language,
        place_name=place,
        place_address="12, rue de la République",
        bookings=printed,
        walks=(PrintedWalk(service="S'actualiser", steps=steps),),
    )


def translated(folder: Path, domain: str, sentences: dict[str, str]) -> Path:
    """A folder of translations into English, as a translator would leave it."""
    messages = folder / "en" / "LC_MESSAGES"
    messages.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    body = "".join(f'\nmsgid "{fr}"\nmsgstr "{en}"\n' for fr, en in sentences.items())
    (messages / f"{domain}.po").write_text(head + body, encoding="utf-8")
    return folder
