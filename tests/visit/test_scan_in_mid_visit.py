"""A scan: whatever was begun is there until the visitor says otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.draft_seat import booking_id_of
from kiosk.visit.scenes import Confirm
from kiosk.visit.values import Progress
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.end import ThanksView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.person import HowView, SignView
from kiosk.visit.view.services import ServiceView
from kiosk.visit.view.staff import StaffView, StillThereView
from kiosk.visit.view.steps import ChecklistStepView, ChoiceStepView
from kiosk.visit.view.ticket_lookup import AppointmentView, ResumeView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import NoticeView
from tests.visit.story import TIMES, Story, appointment
from tests.visit.test_staff import at_menu

STEPS = Progress(service="declare", trail=("papers", "worked"))
GO_ON = "Continuer ce que je faisais"


def at_the_name() -> Story:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Ici, en face à face")
    story.touch("Autre chose, ou je ne sais pas")
    story.times_are(*TIMES)
    story.touch("10 h")
    story.types("zoé")
    return story


def is_foreign(story: Story) -> None:
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, scanned=True, foreign=True))


def at_confirmation() -> Story:
    story = Story().to_confirmation()
    story.seat_is_held()
    return story


def being_booked() -> Story:
    story = at_confirmation()
    story.touch("Oui, je réserve")
    return story


def at_the_sign() -> Story:
    story = Story().start_walk()
    story.touch("Je bloque", "Quelqu'un, maintenant")
    story.asked(fx.CallSomeone)
    return story


def at_the_code() -> Story:
    story = Story().wake()
    story.touch("J'ai un ticket", *"BCD")
    return story


def on_the_thanks() -> Story:
    story = Story().start_walk()
    story.touch("Terminer", "Bien")
    story.asked(fx.CountFace)
    return story


EVERYWHERE: dict[str, Callable[[], Story]] = {
    "the first screen": Story,
    "home": lambda: Story().wake(),
    "a service": lambda: Story().open_service(),
    "a step": lambda: Story().start_walk(),
    "the name": at_the_name,
    "is that right?": at_confirmation,
    "being booked": being_booked,
    "the sign": at_the_sign,
    "the code": at_the_code,
    "the thanks": on_the_thanks,
}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_barcode_of_something_else_changes_nothing_anywhere(where: str) -> None:
    story = EVERYWHERE[where]()
    before, effects = story.visit, list(story.effects)
    story.scans("3017620422003")
    is_foreign(story)
    assert story.effects == effects, "nothing is given back"
    after = story.visit
    if where == "the code":
        assert story.sees(ResumeView).typed == "BCD· ····"
        assert story.reads("Ce n'est pas un ticket d'ici.")
    else:
        assert after == before


def test_noise_at_the_reader_is_nobody() -> None:
    """A reader that sees the lamp all night would keep the last visitor's screen for ever."""
    story = Story().start_walk()
    for _second in range(60):
        story.scans("000000")
        is_foreign(story)
        story.wait(1)
    story.sees(StillThereView)


@pytest.mark.parametrize("where", ["the name", "is that right?", "a step", "the sign"])
def test_a_ticket_in_the_middle_of_something_asks_first_and_going_on_loses_nothing(
    where: str,
) -> None:
    story = EVERYWHERE[where]()
    before = story.visit
    story.scans()
    story.ticket_is_found(appointment())
    assert story.reads("toujours là") or story.reads("l'appel continue")
    story.touch(GO_ON)
    assert story.visit == before
    assert story.asked_nothing(fx.ReleaseSeat, fx.EndCall, fx.CancelBooking)


@pytest.mark.parametrize("where", ["the name", "is that right?", "a step", "the sign"])
def test_back_and_a_person_lead_where_they_did_before_the_scan(where: str) -> None:
    story = EVERYWHERE[where]()
    before = story.visit
    story.scans()
    story.ticket_is_found(appointment())
    story.touch("Retour")
    assert story.visit == before
    story.scans()
    story.ticket_is_found(appointment())
    person = "Quelqu'un va venir" if where == "the sign" else "Parler à quelqu'un"
    story.touch(person)
    story.sees(SignView if where == "the sign" else HowView)


def test_a_visitor_who_wants_the_ticket_instead_gives_the_seat_back() -> None:
    story = at_confirmation()
    assert story.visit.draft
    held = booking_id_of(story.visit.draft.seat)
    story.scans()
    story.ticket_is_found(appointment())
    assert story.reads("il faudra le demander à nouveau")
    story.touch("Ouvrir ce ticket")
    assert story.asked(fx.ReleaseSeat).booking_id == held
    story.sees(AppointmentView)


def test_a_booking_that_is_being_written_down_arrives_beneath_the_question() -> None:
    story = being_booked()
    story.scans()
    story.ticket_is_found(appointment())
    story.sees(NoticeView)
    story.is_booked()
    story.sees(NoticeView)
    story.touch(GO_ON)
    story.sees(TicketView)
    story.paper("printed")


def test_a_seat_held_too_long_is_given_back_beneath_the_question() -> None:
    story = at_confirmation()
    story.scans()
    story.ticket_is_found(appointment())
    for _time in range(3):
        story.wait(45)
        story.send(ev.NeedTime())
    story.asked(fx.ReleaseSeat)
    story.touch(GO_ON)
    story.sees(ConfirmView)
    assert isinstance(story.visit.scene, Confirm)


def test_a_call_goes_on_when_the_ticket_is_opened() -> None:
    story = at_the_sign()
    story.scans()
    story.ticket_is_found(appointment())
    story.touch("Ouvrir ce ticket")
    story.sees(AppointmentView)
    assert story.visit.call
    story.touch("Quelqu'un va venir")
    story.sees(SignView)


def test_a_ticket_with_other_steps_of_the_same_service_asks_first() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Accueil")
    walk = story.visit.unfinished
    assert walk
    story.scans()
    story.ticket_is_found(progress=Progress(service=walk.service, trail=("elsewhere",)))
    story.touch(GO_ON)
    assert story.visit.unfinished == walk


def test_a_ticket_of_the_steps_just_walked_takes_none_of_them_away() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Accueil")
    walk = story.visit.unfinished
    assert walk
    story.scans()
    story.ticket_is_found(progress=Progress(service=walk.service, trail=walk.trail[:1]))
    assert story.visit.unfinished == walk


def test_a_ticket_of_steps_that_is_read_twice_opens_them_once() -> None:
    story = Story()
    for _reading in range(2):
        story.scans()
        story.ticket_is_found(progress=STEPS)
        story.sees(ChoiceStepView)
    story.touch("Retour", "Retour")
    story.sees(ServiceView)


def test_a_second_ticket_scanned_while_asked_is_the_one_that_is_asked_about() -> None:
    story = Story().start_walk()
    story.scans()
    story.ticket_is_found(appointment("first"))
    story.scans()
    story.ticket_is_found(appointment("second"))
    story.touch("Ouvrir ce ticket")
    assert story.visit.lookup
    assert story.visit.lookup.booking == appointment("second")


def test_a_ticket_that_nobody_knows_leaves_what_was_begun_alone() -> None:
    story = at_confirmation()
    before = story.visit
    story.scans()
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, scanned=True))
    assert story.reads("Ce n'est pas à cause de vous.")
    story.touch(GO_ON)
    assert story.visit == before


def test_a_store_that_is_silent_leaves_what_was_begun_alone() -> None:
    story = at_confirmation()
    before = story.visit
    story.scans()
    story.store_fails(fx.FindTicket)
    assert story.reads("Ce que vous avez commencé est toujours là.")
    story.touch(GO_ON)
    assert story.visit == before


def test_a_store_that_is_silent_is_said_where_nothing_was_begun() -> None:
    story = Story()
    story.scans()
    story.store_fails(fx.FindTicket)
    story.touch("Essayer encore")
    story.sees(ResumeView)


def test_a_ticket_scanned_at_the_first_screen_leads_to_the_step() -> None:
    story = Story()
    story.scans()
    story.send(results.ScanLookedUp(story.visit.id))
    assert story.reads("Un instant, nous cherchons.")
    story.scans()
    assert story.ticket_is_found(progress=STEPS).scanned == "HTTPS://EXAMPLE.ORG/T/ABC"
    story.sees(ChoiceStepView)
    story.touch("Retour", "Retour")
    story.sees(ServiceView)


def test_a_ticket_that_nobody_knows_is_said_at_the_first_screen() -> None:
    story = Story()
    story.scans()
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, scanned=True))
    assert story.reads("Nous ne trouvons pas ce ticket.")


def test_a_ticket_scanned_on_the_thanks_is_the_next_visitor() -> None:
    story = on_the_thanks()
    earlier = story.visit.id
    story.sees(ThanksView)
    story.scans()
    story.ticket_is_found(appointment())
    assert story.visit.id != earlier
    story.asked(fx.WipeTerminal)
    story.sees(AppointmentView)
    story.touch("Accueil")
    assert story.sees(HomeView).unfinished is None


def test_a_scan_that_answers_whether_somebody_is_there() -> None:
    story = Story().open_service()
    story.wait(60)
    story.sees(StillThereView)
    story.scans()
    story.ticket_is_found(appointment())
    story.sees(AppointmentView)


def test_wrong_codes_before_do_not_keep_a_ticket_out() -> None:
    story = at_the_code()
    story.touch(*"FGHJK")
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, wait_seconds=10))
    assert not story.offers("B")
    story.scans()
    story.ticket_is_found(appointment())
    story.sees(AppointmentView)


def test_staff_try_the_reader_on_their_menu() -> None:
    story = at_menu(Story().start_walk())
    assert story.reads("montrez-lui un ticket")
    story.scans("3017620422003")
    assert story.asked(fx.TestScan).readings[0].text == "3017620422003"
    story.send(results.ScanTested(story.visit.id, "3017620422003", "français (AZERTY)", False))
    assert story.reads("Ce n'est pas un ticket. Clavier : français (AZERTY).")
    story.send(results.ScanTested(story.visit.id, "…/T/ABCD…", "suisse (QWERTZ)", True))
    assert story.reads("Le lecteur a lu un ticket")
    story.sees(StaffView)
    story.touch("Revenir à l'écran")
    story.sees(ChecklistStepView)


def test_out_of_service_no_ticket_is_looked_up() -> None:
    story = at_menu(Story())
    story.touch("Mettre hors service")
    story.scans()
    assert story.asked_nothing(fx.FindTicket)
    story = Story()
    story.send(ev.StaffGesture())
    story.scans()
    assert story.asked_nothing(fx.FindTicket)


def test_a_ticket_found_for_whoever_has_gone_home_is_opened_there() -> None:
    story = Story().open_service()
    story.scans()
    story.touch("Accueil")
    story.ticket_is_found(appointment())
    story.sees(AppointmentView)
    assert not isinstance(story.screen.body, AttractView)
