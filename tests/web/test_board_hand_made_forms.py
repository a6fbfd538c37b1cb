"""Forms and addresses that no page of the board makes: a sentence, and never a broken page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.board import Colleague, open_accounts
from tests.web.corner import Corner

BROKEN = "Quelque chose n'a pas marché"


@pytest.fixture(scope="module")
def ines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Colleague]:
    corner = Corner(tmp_path_factory.mktemp("corner"))
    open_accounts(corner.agenda)
    yield Colleague(corner.agenda, "Inès")
    corner.agenda.store.close()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/appels/prendre", "appel"),
        ("/aujourdhui/la", "rendez_vous"),
        ("/aujourdhui/la", "retour"),
        ("/aujourdhui/annuler", "seance"),
        ("/aujourdhui/imprimer", "ticket"),
        ("/aujourdhui/nouveau", "prenom"),
        ("/seances/places", "places"),
        ("/bornes/ordre", "borne"),
        ("/personnes/mot/repondre", "quoi"),
        ("/agenda/jours/retirer", "id"),
    ],
)
def test_what_no_page_sends_is_refused_in_a_sentence(
    ines: Colleague, address: str, name: str
) -> None:
    for said in ("\0", "é" * 2000, "9" * 5000, "😀", "/a\r\nX-Of-Ours: no"):
        ines.looks()
        page = ines.touches(address, **{"ordre": "reset", "sur": "oui", name: said})
        assert page.startswith("<!doctype html>")
        assert BROKEN not in page
    assert "Inès" in ines.looks()  # and the next page is as ever


def test_without_script_what_is_live_reloads_and_what_is_typed_stays(ines: Colleague) -> None:
    for address in ("", "/aujourdhui", "/seances", "/bornes", "/personnes"):
        assert 'http-equiv="refresh"' in ines.looks(address)
    for address in ("/aujourdhui/nouveau", "/agenda/personne", "/agenda/activite", "/agenda/jours"):
        assert 'http-equiv="refresh"' not in ines.looks(address)
    answer = ines.touches("/aujourdhui/ticket", ticket="BCDFGHJK")
    assert "n'est pas connu ici" in answer
    assert 'http-equiv="refresh"' not in answer


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2027-03-28", "2027-02-29"])
def test_a_day_that_is_none_or_too_far_is_said(ines: Colleague, day: str) -> None:
    ines.looks("/seances")
    page = ines.touches("/seances/ajouter", titre="Atelier", jour=day, heure="02:30")
    assert "ne se lit pas, ou n'existe pas" in page


@pytest.mark.parametrize("address", ["/agenda/activite", "/agenda/personne"])
def test_what_was_never_there_cannot_be_ended(ines: Colleague, address: str) -> None:
    ines.looks(address)
    assert "Rien n'est enregistré" in ines.touches(address, fin="1")


def test_a_way_back_that_ends_the_line_of_a_header_leads_nowhere_else(ines: Colleague) -> None:
    ines.looks()
    key = ines._key(ines.page)
    form = {"cle": key, "rendez-vous": "no such", "retour": "/aujourdhui\r\nX-Of-Ours: no"}
    answer = ines.client.post("/staff/aujourdhui/la", data=form)
    assert answer.status_code == 303
    assert "X-Of-Ours" not in answer.headers
    assert answer.headers["Location"].startswith("/staff/aujourdhui%0D%0A")
