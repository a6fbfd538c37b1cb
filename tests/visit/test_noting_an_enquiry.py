"""The store is silent: what the visitor wants is noted, and nothing is promised that is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.values import StuckAt
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import HomeView
from kiosk.visit.view.person import NameView, PhoneView, SignView
from kiosk.visit.view.steps import ChoiceStepView
from kiosk.visit.view.ticket_lookup import AppointmentView, ResumeView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import TimesView
from kiosk.visit.views import NoticeView
from tests.visit.story import TIMES, Story, appointment, request, said, ticket

OFFER = "Nous notons votre demande"


def is_offered(story: Story) -> bool:
    return said(story.sees(NoticeView).title) == OFFER


def without_times() -> Story:
    """A visitor who is stuck and wants to be called, while the agenda is silent."""
    story = Story().start_walk()
    story.touch("C'est fait", "Je bloque", "Par téléphone")
    story.store_fails(fx.FindTimes)
    assert is_offered(story)
    return story


def in_doubt(mode: str = "face") -> tuple[Story, fx.Book]:
    """A visitor who said yes, and the store went silent at that very moment."""
    story = Story().to_confirmation("phone" if mode == "phone" else "face")
    story.seat_is_held()
    story.touch("Oui, je réserve")
    book = story.store_fails(fx.Book)
    assert is_offered(story)
    return story, book


def test_a_visitor_who_wants_to_be_called_leaves_a_number_and_a_ticket_says_so() -> None:
    story = without_times()
    story.touch("On me rappelle")
    story.sees(PhoneView)
    story.types("0612345678")
    story.touch("Continuer")
    assert story.reads("Il sera effacé après l'appel.")
    story.types("zoé")
    story.touch("Continuer")
    assert not story.offers("Continuer")
    written = story.enquiry_is_written()
    assert written.enquiry.phone == "0612345678"
    assert written.enquiry.first_name == "Zoé"
    assert (written.enquiry.topic, written.enquiry.mode) == ("declare", "phone")
    assert isinstance(written.enquiry.stuck_at, StuckAt)
    assert written.enquiry.progress is not None
    assert (written.enquiry.in_doubt, written.wanted) == ("", None)
    assert said(story.sees(TicketView).title) == "Nous vous rappelons."
    story.paper("printed")
    story.touch("Continuer mes étapes")
    story.sees(ChoiceStepView)


def test_a_visitor_without_a_telephone_comes_back_with_a_ticket() -> None:
    story = without_times()
    story.touch("Je reviendrai avec un ticket")
    assert not story.offers("Je reviendrai avec un ticket")
    written = story.enquiry_is_written()
    assert (written.enquiry.mode, written.enquiry.phone, written.enquiry.first_name) == (
        "face",
        "",
        "",
    )
    assert said(story.sees(TicketView).title) == "Revenez nous voir avec ce ticket."


def test_trying_again_is_always_possible() -> None:
    story = without_times()
    story.touch("Essayer encore")
    assert story.sees(TimesView).looking
    story.times_are(*TIMES)
    assert story.sees(TimesView).nearest


def test_someone_now_is_always_possible() -> None:
    story = without_times()
    story.touch("Quelqu'un, maintenant")
    story.sees(SignView)
    assert story.asked(fx.CallSomeone).topic == "declare"


def test_back_from_the_number_leads_to_the_offer_and_on_to_the_times() -> None:
    story = without_times()
    story.touch("On me rappelle", "Retour")
    assert is_offered(story)
    story.touch("On me rappelle")
    story.types("0612345678")
    story.touch("Continuer", "Retour")
    story.sees(PhoneView)
    story.touch("Retour", "Essayer encore")
    story.sees(TimesView)


def test_a_place_that_calls_nobody_offers_no_call() -> None:
    story = Story()
    story.context = replace(story.context, modes=("face",))
    story.wake()
    story.touch(
        "Je veux parler à quelqu'un", "Ici, en face à face", "Autre chose, ou je ne sais pas"
    )
    story.store_fails(fx.FindTimes)
    assert "On me rappelle" not in story.labels()
    assert story.offers("Je reviendrai avec un ticket")


def test_a_seat_that_was_held_after_all_is_the_visitors_own() -> None:
    """The answer comes late: nobody is told that somebody else took it."""
    story = Story().to_confirmation()
    wanted = story.store_fails(fx.HoldSeat)
    assert is_offered(story)
    story.send(results.SeatHeld(story.visit.id, story.hold(wanted)))
    story.touch("Essayer encore")
    assert story.sees(ConfirmView).confirm.enabled
    story.touch("Oui, je réserve")
    assert story.is_booked().booking_id == wanted.booking_id


def test_a_seat_that_could_not_be_held_is_asked_for_again_under_the_same_key() -> None:
    story = Story().to_confirmation()
    wanted = story.store_fails(fx.HoldSeat)
    story.touch("Essayer encore")
    assert story.asked(fx.HoldSeat) == wanted


def test_an_enquiry_gives_back_a_seat_that_may_be_held() -> None:
    story = Story().to_confirmation()
    wanted = story.store_fails(fx.HoldSeat)
    story.touch("Je reviendrai avec un ticket")
    assert story.asked(fx.ReleaseSeat).booking_id == wanted.booking_id
    assert story.enquiry_is_written().wanted == TIMES[0]


def test_a_booking_in_doubt_goes_with_the_enquiry_and_is_not_given_up() -> None:
    story, book = in_doubt("phone")
    story.touch("On me rappelle")
    assert said(story.sees(PhoneView).accept.label) == "Continuer"
    story.touch("Continuer", "Continuer")
    written = story.enquiry_is_written()
    assert written.enquiry.in_doubt == book.booking_id
    assert (written.enquiry.phone, written.enquiry.first_name) == ("0612345678", "Zoé")
    assert written.wanted == TIMES[0]
    story.touch("Terminer", "Bien", "Fermer")
    assert story.asked_nothing(fx.ReleaseSeat, fx.CancelBooking)


def test_a_booking_in_doubt_is_asked_for_again_under_the_same_key_however_late() -> None:
    story, book = in_doubt()
    story.touch("Essayer encore")
    story.send(ev.NeedTime())
    story.wait(200)
    assert story.reads("Touchez « Oui, je réserve » pour essayer encore.")
    story.touch("Oui, je réserve")
    assert story.is_booked().booking_id == book.booking_id
    story.sees(TicketView)


def test_a_booking_that_got_through_after_all_is_said_wherever_the_offer_led() -> None:
    story, book = in_doubt("phone")
    story.touch("On me rappelle")
    made = appointment(book.booking_id)
    story.send(results.Booked(story.visit.id, made, ticket("HJLNNFJK", made)))
    assert said(story.sees(TicketView).title) == "C'est noté. Le ticket arrive."
    assert story.asked_nothing(fx.WriteEnquiry, fx.ReleaseSeat, fx.CancelBooking)


def test_a_booking_that_got_through_while_the_enquiry_was_written_is_the_last_word() -> None:
    story, book = in_doubt()
    story.touch("Je reviendrai avec un ticket")
    made = appointment(book.booking_id)
    story.send(results.Booked(story.visit.id, made, ticket("TTTTTTTT", made)))
    story.enquiry_is_written()
    assert said(story.sees(TicketView).title) == "C'est noté. Le ticket arrive."
    story.asked(fx.Print)  # one paper


@pytest.mark.parametrize("leaving", ["Accueil", "Terminer", "Parler à quelqu'un"])
def test_a_booking_in_doubt_that_is_left_is_given_up_and_never_said(leaving: str) -> None:
    """Told that it could not be written down, nobody would come to it."""
    story, book = in_doubt()
    story.touch(leaving)
    assert story.asked(fx.CancelBooking).booking_id == book.booking_id
    before = story.visit.scene
    made = appointment(book.booking_id)
    story.send(results.Booked(story.visit.id, made, ticket("HJLNNFJK", made)))
    assert story.visit.scene == before
    assert story.visit.issued is None
    assert story.asked_nothing(fx.Print)


def test_whoever_left_before_the_store_fell_silent_is_told_and_the_booking_given_up() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve", "Accueil")
    book = story.store_fails(fx.Book)
    assert story.reads("Nous n'arrivons pas à noter votre demande.")
    assert story.asked(fx.CancelBooking).booking_id == book.booking_id
    story.touch("Essayer encore")
    story.sees(HomeView)


def test_whoever_goes_home_while_it_is_written_gets_the_paper_all_the_same() -> None:
    story = without_times()
    story.touch("Je reviendrai avec un ticket", "Accueil")
    story.enquiry_is_written()
    story.sees(HomeView)
    story.asked(fx.Print)
    assert story.offers("Revoir mon ticket")


def test_an_enquiry_that_cannot_be_written_either_leads_to_a_person() -> None:
    story = without_times()
    story.touch("Je reviendrai avec un ticket")
    story.store_fails(fx.WriteEnquiry)
    assert story.reads("Nous n'arrivons pas à noter votre demande.")
    assert story.offers("Appeler une personne")
    story.touch("Essayer encore")
    story.sees(TimesView)


def test_times_that_come_late_are_there_when_the_visitor_tries_again() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Je bloque", "Par téléphone")
    wanted = story.store_fails(fx.FindTimes)
    story.send(results.TimesFound(story.visit.id, wanted.topic, wanted.mode, TIMES))
    assert is_offered(story)
    story.touch("Essayer encore")
    assert story.sees(TimesView).nearest


def test_times_are_not_missed_by_whoever_went_back_before() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Je bloque", "Par téléphone", "Retour")
    story.store_fails(fx.FindTimes)
    assert story.offers("Par téléphone")


# Found again by its ticket


def found() -> Story:
    story = Story().wake()
    story.touch("J'ai un ticket")
    story.types("BCDFGHJK")
    story.ticket_is_found(request())
    assert story.reads("Votre demande est notée.")
    assert story.reads("Nous vous rappelons.")
    return story


def test_an_enquiry_found_again_can_be_printed_again() -> None:
    story = found()
    story.touch("Imprimer le ticket")
    story.asked(fx.MakeTicketAgain)
    story.send(results.TicketReady(story.visit.id, ticket("TTTTTTTT", request())))
    assert said(story.sees(TicketView).title) == "Nous vous rappelons."


@pytest.mark.parametrize("later", [False, True])
def test_an_enquiry_found_again_can_be_withdrawn(later: bool) -> None:
    story = found()
    story.touch("Retirer cette demande", "Non, je la garde")
    assert story.reads("Votre demande est notée.")
    story.touch("Retirer cette demande", "Oui, la retirer")
    wanted = story.asked(fx.CancelBooking)
    story.send(results.Cancelled(story.visit.id, wanted.booking_id, later))
    assert story.reads("Votre demande est retirée.")
    assert story.reads("L'équipe le saura bientôt.") == later
    story.touch("Retour")
    story.sees(ResumeView)


def test_an_enquiry_that_was_given_a_time_is_an_appointment() -> None:
    story = Story().wake()
    story.touch("J'ai un ticket")
    story.types("BCDFGHJK")
    story.ticket_is_found(appointment("asked"))
    story.sees(AppointmentView)


@pytest.mark.parametrize(
    ("status", "says"),
    [("over", "Cette demande est terminée."), ("cancelled", "Cette demande a été retirée.")],
)
def test_an_enquiry_that_is_closed_says_so(status: str, says: str) -> None:
    story = Story().wake()
    story.touch("J'ai un ticket")
    story.types("BCDFGHJK")
    story.ticket_is_found(replace(request(), status=status))  # type: ignore[arg-type]
    assert story.reads(says)
    assert story.offers("Prendre un rendez-vous")


def test_a_cancelled_appointment_that_the_place_hears_of_later_says_so() -> None:
    story = Story().wake()
    story.touch("J'ai un ticket")
    story.types("BCDFGHJK")
    story.ticket_is_found(appointment())
    story.touch("Annuler ce rendez-vous", "Oui, l'annuler")
    wanted = story.asked(fx.CancelBooking)
    story.send(results.Cancelled(story.visit.id, wanted.booking_id, later=True))
    assert story.reads("Votre rendez-vous est annulé.")
    assert story.reads("C'est noté ici. L'équipe le saura bientôt.")


def test_a_name_is_asked_for_the_call_and_not_for_an_appointment() -> None:
    story = without_times()
    story.touch("On me rappelle")
    story.types("0612345678")
    story.touch("Continuer")
    assert said(story.sees(NameView).accept.label) == "Continuer sans prénom"
