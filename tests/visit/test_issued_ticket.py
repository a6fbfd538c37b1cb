"""The ticket, and the truth about its paper."""

from __future__ import annotations

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.tickets import Printing
from kiosk.visit.view.home import HomeView
from kiosk.visit.view.tickets import TicketView
from tests.visit.story import Story


def booked() -> Story:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.is_booked()
    return story


@pytest.mark.parametrize(
    ("printing", "truth"),
    [
        ("printed", "le ticket est sorti"),
        ("shown", "Photographiez-le, ou recopiez le code."),
        ("no_paper", "n'a plus de papier, l'équipe le sait"),
        ("failed", "ne répond pas"),
        ("unknown", "Si le ticket ne sort pas"),
    ],
)
def test_the_screen_says_what_became_of_the_paper(printing: Printing, truth: str) -> None:
    story = booked()
    assert story.reads("L'imprimante travaille.")
    story.paper(printing)
    shown = story.sees(TicketView)
    assert story.reads(truth)
    assert shown.printing == printing
    assert shown.code == "HJLN NFJK"
    assert shown.picture == b"png"


def test_a_visitor_prints_again_once() -> None:
    story = booked()
    assert story.sees(TicketView).reprint is None
    story.paper("no_paper")
    again = story.button("Essayer encore d'imprimer").event
    story.send(again)
    story.send(again)
    story.paper("printed")
    assert story.sees(TicketView).reprint is None
    story.send(again)
    assert story.asked_nothing(fx.Print)


def test_without_a_printer_there_is_nothing_to_print_again() -> None:
    story = booked()
    story.paper("shown")
    assert story.sees(TicketView).reprint is None


def test_the_ticket_is_found_again_from_the_first_screen_of_the_visit() -> None:
    story = booked()
    story.touch("Accueil", "Revoir mon ticket")
    story.sees(TicketView)
    story.touch("Retour")
    story.sees(HomeView)


def test_news_of_another_ticket_changes_nothing() -> None:
    story = booked()
    story.send(results.TicketPrinted(story.visit.id, "BBBBBBBB", "failed"))
    assert story.sees(TicketView).printing == "waiting"
