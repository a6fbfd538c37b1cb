"""The page of a test print: letters that cheap printers garble, and a QR to read back."""

from __future__ import annotations

from kiosk.ticket.compose import Line, Qr, Rule, Words

TRIAL_URL = "HTTPS://EXAMPLE.ORG/T/ESSAI"


def trial_page() -> tuple[Line, ...]:
    """For staff, in French."""
    return (
        Words("Essai d’impression", "large", bold=True),
        Words("é è ê à ç œ € « 10 h 30 »"),
        Rule(),
        Qr(TRIAL_URL),
        Words("Si ces lignes sont nettes et entières, l’imprimante va bien.", "small"),
    )
