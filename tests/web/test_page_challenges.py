"""The challenges of a ticket on the telephone: told without script, and counted with all others."""

from __future__ import annotations

import pytest

from kiosk.agenda import challenges
from tests.agenda.world import a_paper
from tests.web.corner import Corner, Phone


@pytest.fixture
def token(corner: Corner) -> str:
    _code, token = corner.agenda.write(
        challenges.take,
        ("plan", "minute"),
        a_paper(),
    )
    return token


def states(corner: Corner, token: str) -> dict[str, str]:
    found = corner.agenda.find_by_token(token)
    assert found is not None
    return {one.id: one.status for one in found.challenges}


def test_they_are_on_the_page_with_what_the_paper_is_not(
    corner: Corner, phone: Phone, token: str
) -> None:
    phone.scan(token)
    for words in (
        "Mes défis",
        "Écrire mon plan",
        "Si ça coince, je demande.",
        "Il ne prouve rien et n'est envoyé à personne.",
    ):
        assert words in phone.words


def test_done_is_told_once_and_can_be_taken_back(corner: Corner, phone: Phone, token: str) -> None:
    phone.scan(token).press("Je l'ai fait")
    assert states(corner, token) == {"plan": "done", "minute": "taken"}
    assert corner.agenda.today().challenges_done == 1
    phone.press("Je le reprends")
    assert states(corner, token) == {"plan": "taken", "minute": "taken"}
    assert corner.agenda.today().challenges_done == 0


def test_a_form_that_is_not_ours_marks_nothing(corner: Corner, phone: Phone, token: str) -> None:
    phone.scan(token)
    phone.write(defi="plan").send()  # with the seal of another challenge
    assert phone.status == 403
    assert states(corner, token) == {"plan": "taken", "minute": "taken"}
