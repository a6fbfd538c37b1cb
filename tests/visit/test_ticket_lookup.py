""" "J'ai un ticket": scanned or typed, back to the step or to the appointment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.bookings import Seen
from kiosk.visit.values import Progress
from kiosk.visit.view.home import HomeView
from kiosk.visit.view.person import HowView, SignView
from kiosk.visit.view.steps import ChoiceStepView
from kiosk.visit.view.ticket_lookup import AppointmentView, ResumeView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import NoticeView
from tests.visit.story import MONDAY, TIMES, Story, appointment, found, said, ticket

STEPS = Progress(service="declare", trail=("papers", "worked"))


def with_code(code: str = "BCDFGHJK") -> Story:
    story = Story().wake()
    story.touch("J'ai un ticket", *code)
    return story


def at_appointment() -> Story:
    story = with_code()
    story.ticket_is_found(appointment(), STEPS)
    story.sees(AppointmentView)
    return story


def test_a_code_is_typed_letter_by_letter_and_looked_up_at_the_eighth() -> None:
    story = with_code("BCDFGHJ")
    assert story.sees(ResumeView).typed == "BCDF GHJ·"
    story.touch("Effacer", "J")
    assert story.asked_nothing(fx.FindTicket)
    story.touch("K")
    assert story.ticket_is_found(progress=STEPS).code == "BCDFGHJK"
    story.sees(ChoiceStepView)


def test_a_mistyped_letter_is_said_and_the_next_letter_starts_anew() -> None:
    story = with_code()
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, typo=True))
    assert story.reads("Une lettre ne va pas.")
    story.touch("L")
    assert story.sees(ResumeView).typed == "L··· ····"
    assert story.sees(ResumeView).note is None


def test_an_unknown_code_leads_to_a_person() -> None:
    story = with_code()
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id))
    assert story.reads("Nous ne trouvons pas ce ticket.")
    story.touch("Je n'ai plus mon code")
    story.sees(HowView)
    story.touch("Retour")
    story.sees(ResumeView)


def test_after_several_wrong_codes_one_waits_and_is_told_how_long() -> None:
    story = with_code()
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, wait_seconds=10))
    assert story.reads("On réessaie dans 10 s")
    assert not story.offers("B")
    story.types("BCDFGHJK")
    assert story.asked_nothing(fx.FindTicket)
    story.wait(10)
    story.touch(*"BCDFGHJK")
    story.ticket_is_found(progress=STEPS)


def test_who_leaves_while_it_is_looked_up_is_not_fetched_back() -> None:
    story = with_code()
    story.touch("Retour")
    story.ticket_is_found(appointment())
    story.sees(HomeView)
    story = with_code()
    story.touch("Je n'ai plus mon code", "Quelqu'un, maintenant")
    story.ticket_is_found(appointment())
    story.sees(SignView)
    story.touch("Ce n'est plus nécessaire")
    assert story.sees(ResumeView).note is None
    assert story.offers("B")


def test_an_appointment_is_seen_with_its_steps() -> None:
    story = at_appointment()
    assert story.reads("15 h")
    assert story.reads("Demain, mardi 24 novembre")
    story.touch("Reprendre mes étapes")
    story.sees(ChoiceStepView)


def test_an_appointment_is_cancelled_only_when_asked_twice() -> None:
    story = at_appointment()
    story.touch("Annuler ce rendez-vous")
    story.sees(NoticeView)
    story.touch("Non, je le garde")
    story.sees(AppointmentView)
    story.touch("Annuler ce rendez-vous")
    yes = story.button("Oui, l'annuler").event
    story.send(yes)
    story.send(yes)
    assert story.asked(fx.CancelBooking).booking_id == "old"
    story.send(results.Cancelled(story.visit.id, "old"))
    assert story.reads("Votre rendez-vous est annulé.")
    story.touch("Prendre un rendez-vous", "Retour")
    story.sees(HomeView)


@pytest.mark.parametrize("late", [False, True], ids=["at-the-question", "gone-on-before"])
def test_another_hour_that_is_in_doubt_is_not_cancelled_for_the_first_may_be_given_back(
    late: bool,
) -> None:
    story = at_appointment()
    story.touch("Changer l'heure")
    story.times_are(*TIMES)
    story.touch("10 h")
    story.types("zoé")
    story.touch("Continuer")
    story.seat_is_held()
    story.touch("Oui, je réserve", *(["Accueil"] if late else []))
    book = story.store_fails(fx.Book)
    assert book.moves == "old"
    story.touch("Essayer encore" if late else "Accueil")
    assert story.asked_nothing(fx.CancelBooking)
    made = appointment(book.booking_id)
    story.send(results.Booked(story.visit.id, made, ticket("BCDFGHJK", made)))
    assert said(story.sees(TicketView).title) == "C'est noté. Le ticket arrive."


@pytest.mark.parametrize("kind", [fx.CancelBooking, fx.MakeTicketAgain])
def test_what_the_store_could_not_do_can_be_tried_again(kind: type[fx.Effect]) -> None:
    story = at_appointment()
    ways = {
        fx.CancelBooking: ("Annuler ce rendez-vous", "Oui, l'annuler"),
        fx.MakeTicketAgain: ("Imprimer le ticket",),
    }
    story.touch(*ways[kind])
    story.store_fails(kind)
    assert story.reads("Ce n'est pas à cause de vous.")
    story.touch("Essayer encore", ways[kind][-1])
    story.asked(kind)


def test_the_ticket_of_an_appointment_is_printed_again() -> None:
    story = at_appointment()
    again = story.button("Imprimer le ticket").event
    story.send(again)
    story.send(again)
    assert story.asked(fx.MakeTicketAgain).seen.code == "BCDFGHJK"
    story.send(results.TicketReady(story.visit.id, ticket()))
    story.paper("printed")
    story.sees(TicketView)
    story.touch("Retour")
    story.sees(AppointmentView)


def test_a_ticket_that_can_no_longer_be_printed_says_so() -> None:
    story = at_appointment()
    story.touch("Imprimer le ticket")
    story.asked(fx.MakeTicketAgain)
    story.send(results.TicketNotFound(story.visit.id))
    assert story.reads("Nous ne trouvons pas ce ticket.")


def test_a_past_or_cancelled_appointment_is_said_and_another_offered() -> None:
    story = with_code()
    story.ticket_is_found(appointment(status="cancelled"))
    assert story.reads("Ce rendez-vous a été annulé.")
    assert story.offers("Prendre un rendez-vous")
    story = with_code()
    story.ticket_is_found(appointment(ends_at=MONDAY - timedelta(days=1)), STEPS)
    assert story.reads("Ce rendez-vous est passé.")
    story.touch("Reprendre mes étapes")
    story.sees(ChoiceStepView)


def test_steps_of_a_service_that_is_gone_lead_home() -> None:
    story = with_code()
    story.ticket_is_found(progress=Progress(service="gone", trail=("one",)))
    story.sees(HomeView)


def test_a_search_that_fails_lets_the_code_be_typed_again() -> None:
    story = with_code()
    story.store_fails(fx.FindTicket)
    story.touch("Essayer encore", *"BCDFGHJK")
    story.ticket_is_found(progress=STEPS)


def test_what_was_changed_elsewhere_is_shown_and_nothing_is_done() -> None:
    story = at_appointment()
    story.touch("Annuler ce rendez-vous", "Oui, l'annuler")
    asked = story.asked(fx.CancelBooking)
    assert asked.code == "BCDFGHJK"
    assert asked.seen == Seen(booking_id=asked.booking_id, session_id=TIMES[3].session_id)
    story.send(results.TicketChanged(story.visit.id, found(appointment("new"), walks=(STEPS,))))
    assert story.reads("Votre rendez-vous a changé")
    story.touch("Annuler ce rendez-vous", "Oui, l'annuler")
    assert story.asked(fx.CancelBooking).booking_id == "new"


def test_what_was_changed_elsewhere_fetches_nobody_back() -> None:
    story = at_appointment()
    story.touch("Imprimer le ticket")
    story.asked(fx.MakeTicketAgain)
    story.touch("Accueil")
    story.send(results.TicketChanged(story.visit.id, found(appointment("new"), walks=(STEPS,))))
    story.sees(HomeView)
    other = results.TicketChanged(story.visit.id, found(appointment("other"), code="HJLNNFJK"))
    story.send(other)
    story.sees(HomeView)
