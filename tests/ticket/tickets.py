"""Tickets as the rooms above make them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kiosk.ticket.codes import url_for
from kiosk.visit.values import Booking, Mode, StepLine, Ticket

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
    starts_at: datetime | None = HALF_PAST_TEN,
) -> Booking:
    return Booking(
        id="b1",
        kind="appointment" if starts_at else "call",
        status="confirmed" if starts_at else "waiting",
        topic="s-actualiser",
        mode=mode,
        helper=helper,
        desk=desk,
        starts_at=starts_at,
        ends_at=None,
        stuck_at=None,
    )


def ticket(
    booked: Booking | None,
    language: str = "fr",
    *,
    steps: tuple[StepLine, ...] = STEPS,
    place: str = "Emploi Store · Montreuil",
    topic: str = "S'actualiser",
    public_url: str = "https://ici.example",
) -> Ticket:
    return Ticket(
        code="HJLNNFJK",
        url=url_for(public_url, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        language=language,
        place_name=place,
        place_address="12, rue de la République",
        booking=booked,
        topic=topic if booked else None,
        service="S'actualiser",
        steps=steps,
        printed_at=MORNING,
    )


def translated(folder: Path, domain: str, sentences: dict[str, str]) -> Path:
    """A folder of translations into English, as a translator would leave it."""
    messages = folder / "en" / "LC_MESSAGES"
    messages.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    body = "".join(f'\nmsgid "{fr}"\nmsgstr "{en}"\n' for fr, en in sentences.items())
    (messages / f"{domain}.po").write_text(head + body, encoding="utf-8")
    return folder
