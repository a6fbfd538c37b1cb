"""Staff at the terminal: the gesture, the PIN, the menu."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.scenes import Staff
from kiosk.visit.today import Today
from kiosk.visit.view.end import EndView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.staff import OutOfServiceView, StaffPinView, StaffView, StillThereView
from kiosk.visit.view.steps import ChecklistStepView, WalkDoneView
from kiosk.visit.view.tickets import TicketView
from tests.visit.story import Story, said, ticket


def at_menu(story: Story) -> Story:
    story.send(ev.StaffGesture())
    story.types("4711")
    story.touch("Valider")
    assert story.asked(fx.CheckPin).pin == "4711"
    story.send(results.PinAccepted(story.visit.id))
    story.sees(StaffView)
    story.asked(fx.LookAtPrinter)
    story.send(results.PrinterSaid(story.visit.id, "Prête.", ready=True))
    return story


def test_the_pad_shows_how_many_digits_and_never_which() -> None:
    story = Story()
    story.send(ev.StaffGesture())
    story.types("47")
    assert story.sees(StaffPinView).dots == 2
    assert "47" not in repr(story.screen)
    story.send(ev.EraseKey())
    assert story.sees(StaffPinView).dots == 1


def test_a_wrong_pin_is_said_and_a_wait_is_shown() -> None:
    story = Story()
    story.send(ev.StaffGesture())
    story.types("0000")
    story.touch("Valider")
    story.asked(fx.CheckPin)
    story.send(results.PinRefused(story.visit.id))
    assert story.reads("Ce n'est pas le bon code.")
    story.types("1")
    story.touch("Valider")
    story.asked(fx.CheckPin)
    story.send(results.PinRefused(story.visit.id, wait_seconds=30))
    assert story.reads("Trop d'essais.")
    assert not story.sees(StaffPinView).enabled
    story.wait(30)
    assert story.sees(StaffPinView).enabled


def test_a_terminal_without_pin_says_how_to_choose_one() -> None:
    story = Story()
    story.send(ev.StaffGesture())
    story.types("0000")
    story.touch("Valider")
    story.send(results.PinRefused(story.visit.id, not_set=True))
    assert story.reads("kiosk staff pin")


@pytest.mark.parametrize(
    "event",
    [
        ev.EndSession(),
        ev.ReprintLast(),
        ev.TestPrint(),
        ev.AskPrinter(),
        ev.PutOutOfService(),
        ev.PutInService(),
        ev.OpenAnyway(),
        ev.FollowOpeningHours(),
        ev.Quit(),
    ],
)
def test_no_action_of_the_menu_without_the_pin(event: ev.Touch) -> None:
    story = Story().start_walk()
    story.send(event)
    story.sees(ChecklistStepView)
    story.send(ev.StaffGesture())
    story.send(event)
    story.sees(StaffPinView)
    assert not story.effects


def test_a_pin_that_nobody_is_typing_opens_nothing() -> None:
    story = Story()
    story.send(ev.StaffGesture())
    story.types("4711")
    story.touch("Valider", "Revenir")
    story.send(ev.StaffGesture())
    story.send(results.PinAccepted(story.visit.id))
    story.sees(StaffPinView)


def test_staff_look_and_leave_the_visitor_where_they_were() -> None:
    story = at_menu(Story().start_walk())
    assert story.reads("Prête.")
    story.touch("Revenir à l'écran")
    story.sees(ChecklistStepView)
    assert story.visit.staff is None


def test_staff_end_a_visit() -> None:
    story = at_menu(Story().to_confirmation())
    story.touch("Finir cette visite")
    story.sees(AttractView)
    story.asked(fx.ReleaseSeat)
    story.asked(fx.WipeTerminal)


def test_staff_print_the_ticket_of_this_visit_again() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.is_booked()
    story.paper("no_paper")
    at_menu(story).touch("Réimprimer le ticket")
    story.paper("printed")
    story.touch("Revenir à l'écran")
    assert story.sees(TicketView).printing == "printed"


def test_without_a_ticket_there_is_none_to_print_again() -> None:
    story = at_menu(Story())
    assert not story.offers("Réimprimer le ticket")
    story.send(ev.ReprintLast())
    assert story.reads("Il n'y a pas de ticket dans cette visite.")
    assert story.asked_nothing(fx.Print)


def test_staff_ask_the_printer_and_print_a_trial() -> None:
    story = at_menu(Story())
    story.touch("Interroger l'imprimante")
    story.asked(fx.LookAtPrinter)
    assert story.reads("nous interrogeons l'imprimante")
    story.touch("Imprimer un essai")
    story.asked(fx.PrintTest)
    story.send(results.PrinterSaid(story.visit.id, "Plus de papier.", ready=False))
    assert story.reads("Plus de papier.")


def test_out_of_service_is_kept_until_staff_put_it_back() -> None:
    story = at_menu(Story().start_walk())
    story.touch("Mettre hors service")
    assert story.asked(fx.SetService).in_service is False
    story.sees(OutOfServiceView)
    story.wait(600)
    story.send(ev.Scanned("HTTPS://EXAMPLE.ORG/T/ABC"))
    story.send(ev.Wake())
    story.sees(OutOfServiceView)
    at_menu(story).touch("Finir cette visite")
    story.sees(OutOfServiceView)
    story.effects.clear()
    at_menu(story).touch("Remettre en service")
    assert story.asked(fx.SetService).in_service is True
    story.sees(AttractView)


def test_staff_stop_the_program() -> None:
    story = at_menu(Story())
    story.touch("Quitter le programme")
    story.asked(fx.StopProgram)


def test_a_forgotten_menu_gives_the_screen_back_to_the_visitor() -> None:
    story = at_menu(Story().start_walk())
    story.wait(60)
    assert not isinstance(story.visit.scene, Staff)
    assert story.visit.staff is None
    story.wait(1)
    story.sees(StillThereView)


def test_the_gesture_twice_is_the_gesture_once() -> None:
    story = at_menu(Story().start_walk())
    story.send(ev.StaffGesture())
    story.sees(StaffView)
    story.touch("Revenir à l'écran")
    story.sees(ChecklistStepView)


def test_no_way_back_leads_into_the_menu() -> None:
    """A ticket that comes while staff look at the menu waits underneath it."""
    story = Story().start_walk("Le numérique", "Une boîte aux lettres électronique")
    story.touch("C'est fait", "Garder mes étapes sur un ticket")
    at_menu(story)
    story.asked(fx.SaveSteps)
    story.send(results.StepsKept(story.visit.id, ticket()))
    story.sees(StaffView)
    story.touch("Revenir à l'écran")
    story.sees(TicketView)
    story.touch("Retour")
    story.sees(WalkDoneView)


def test_trouble_of_the_visitors_waits_underneath_the_menu() -> None:
    story = Story().start_walk()
    story.touch("Terminer", "Garder mes étapes sur un ticket")
    at_menu(story)
    story.store_fails(fx.SaveSteps)
    story.sees(StaffView)
    story.touch("Revenir à l'écran")
    assert story.reads("Nous n'arrivons pas à noter votre demande.")
    story.touch("Essayer encore", "Terminer")
    assert said(story.sees(EndView).title)
    assert story.offers("Garder mes étapes sur un ticket")
    story.touch("Accueil")
    story.sees(HomeView)


def test_staff_see_how_many_requests_need_a_time() -> None:
    story = at_menu(Story().start_walk())
    assert story.sees(StaffView).enquiries is None
    story.context = replace(story.context, today=Today(enquiries=2))
    assert story.reads("2 demandes attendent une heure.")
