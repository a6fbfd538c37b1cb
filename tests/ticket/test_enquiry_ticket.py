"""The ticket of a written request: it says what happens next, and promises no hour."""

from __future__ import annotations

import pytest

from kiosk.ticket.compose import compose
from kiosk.ticket.parts import Code, Qr, Steps, TicketText
from kiosk.visit.tickets import Ticket
from kiosk.visit.values import Mode
from tests.ticket.test_compose import huge, plain, words
from tests.ticket.tickets import HALF_PAST_TEN, enquiry, ticket


def asked(mode: Mode, language: str = "fr") -> Ticket:
    return ticket(enquiry(mode), language)


@pytest.mark.parametrize(
    ("mode", "says", "then"),
    [
        ("phone", "Nous vous rappelons", "Gardez votre téléphone près de vous."),
        ("face", "Revenez nous voir avec ce ticket", "Une personne vous trouvera une heure."),
        ("video", "Revenez nous voir avec ce ticket", "Une personne vous trouvera une heure."),
    ],
)
def test_it_says_what_happens_next_and_no_hour(mode: Mode, says: str, then: str) -> None:
    lines = compose(asked(mode))
    assert {says, then, "S'actualiser"} <= set(words(lines))
    assert huge(lines) == []
    assert "En face à face" not in words(lines)
    assert any(isinstance(line, Code) for line in lines)
    assert any(isinstance(line, Qr) for line in lines)
    assert any(isinstance(line, Steps) for line in lines)


def test_a_time_that_could_not_be_written_down_is_a_wish() -> None:
    lines = compose(ticket(enquiry("face"), wanted_at=HALF_PAST_TEN))
    (wish,) = [line for line in words(lines) if "souhaitée" in line]
    assert wish.startswith("Heure souhaitée, pas encore réservée :")
    assert "10 h 30" in wish


def test_a_helper_reads_it_in_french_under_the_visitors_language() -> None:
    lines = compose(asked("phone", "en"))
    (says,) = [line for line in lines if isinstance(line, TicketText) and line.size == "large"]
    assert plain(says.text) == "We will call you back"
    assert says.beneath is not None
    assert plain(says.beneath) == "Nous vous rappelons"
