"""The page of a test print: letters that cheap printers garble, and a QR to read back."""

from __future__ import annotations

from kiosk.ticket.parts import Divider, Qr, TicketPart, TicketText

TRIAL_URL = "HTTPS://EXAMPLE.ORG/T/ESSAI"


def trial_page() -> tuple[TicketPart, ...]:
    """For staff, in French."""
    return (
        TicketText("Essai d’impression", "large", bold=True),
        TicketText("é è ê à ç œ € « 10 h 30 »"),
        Divider(),
        Qr(TRIAL_URL),
        TicketText("Si ces lignes sont nettes et entières, l’imprimante va bien.", "small"),
    )
