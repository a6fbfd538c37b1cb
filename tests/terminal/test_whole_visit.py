"""Whole visits on a real store, with real workers, and paper that really comes out."""

from __future__ import annotations

import io

from PIL import Image

from kiosk.ticket.codes import is_wellformed, token_of
from kiosk.ticket.qr import read_qr
from kiosk.visit.values import StuckAt
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.end import ThanksView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.person import SignView
from kiosk.visit.view.steps import ReadStepView
from kiosk.visit.view.ticket_lookup import AppointmentView, ResumeView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import TimesView
from tests.devices.tcp_printer import TcpPrinter
from tests.support.bookings import appointment, call
from tests.terminal.floor import PUBLIC_URL, Floor
from tests.visit.story import said


def test_the_first_screen_says_when_the_next_helper_is_free(floor: Floor) -> None:
    shown = floor.sees(AttractView)
    assert shown.next_free
    today = "aujourd'hui, lundi 14 septembre"
    assert said(shown.next_free) == f"Prochaine heure libre avec quelqu'un : {today}, 9 h"


def test_a_visitor_who_is_stuck_leaves_with_a_ticket_that_books_a_helper(
    floor: Floor, machine: TcpPrinter
) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds("9 h 30", "zoé")
    assert said(floor.sees(ConfirmView).hour) == "9 h 30"
    floor.confirms()
    floor.until(lambda: floor.sees(TicketView).printing == "printed")
    floor.until(lambda: floor.sees(TicketView).picture)

    booking = appointment(*floor.confirmed())
    assert (booking.topic, booking.mode) == ("declare", "face")
    assert booking.stuck_at == StuckAt(service="declare", step="hours")
    assert booking.code == floor.code
    assert f"{booking.session.starts_at:%H:%M}" == "09:30"
    assert floor.rows("SELECT first_name, phone FROM booking") == [("Zoé", None)]

    paper = machine.image()
    assert read_qr(paper) == floor.url
    assert floor.url.startswith(f"{PUBLIC_URL.upper()}/T/")
    shown = floor.sees(TicketView).picture
    assert shown
    assert Image.open(io.BytesIO(shown)).convert("1").tobytes() == paper.tobytes()
    floor.until(lambda: floor.paper_was("printed"))


def test_a_network_that_comes_up_later_is_on_the_next_ticket(
    floor: Floor, machine: TcpPrinter
) -> None:
    """Without one, the paper has no address that leads nowhere; its code serves."""
    floor.public_url = ""
    floor.books()
    floor.until(lambda: floor.sees(TicketView).printing == "printed")
    assert floor.url == ""
    assert read_qr(machine.image()) is None
    code, papers = floor.code, []
    floor.finishes()
    for address in ("http://192.168.1.20:8080", "http://10.0.0.7:8080"):
        floor.public_url = address
        floor.resumes_with(code)
        floor.until_sees(AppointmentView)
        floor.touch("Imprimer le ticket")
        floor.until_sees(TicketView)
        floor.until(lambda: floor.sees(TicketView).printing == "printed")
        assert floor.code == code
        assert floor.url.startswith(f"{address.upper()}/T/")
        papers.append(floor.url)
        floor.finishes()
    assert read_qr(machine.image()) == papers[0]  # the first of all that came out


def test_when_a_visit_is_over_nothing_of_it_is_left_on_the_terminal(floor: Floor) -> None:
    floor.books()
    code = floor.code
    floor.touch("Terminer", "Bien")
    floor.sees(ThanksView)
    floor.touch("Fermer")
    floor.sees(AttractView)
    assert floor.wipes == 1
    assert floor.terminal.visit.issued is None
    floor.until(lambda: floor.paper_was("printed"))
    assert code not in repr(floor.terminal.visit) + repr(floor.terminal.view)
    floor.until(lambda: floor.rows("SELECT face, count FROM feedback") == [("good", 1)])


def test_the_code_on_the_ticket_brings_back_the_appointment_and_the_step(floor: Floor) -> None:
    floor.books()
    code = floor.code
    assert is_wellformed(code)
    floor.finishes()
    floor.resumes_with(code)
    found = floor.until_sees(AppointmentView)
    assert said(found.hour) == "9 h"
    floor.touch("Reprendre mes étapes")
    assert said(floor.sees(ReadStepView).head.place) == "Étape 3 sur 5"


def test_the_qr_of_the_ticket_brings_it_back_from_the_first_screen(floor: Floor) -> None:
    floor.books()
    url = floor.url
    floor.finishes()
    floor.scans(url.lower())  # as some scanners give it
    assert said(floor.until_sees(AppointmentView).hour) == "9 h"


def test_an_appointment_printed_again_has_a_qr_of_its_own_and_the_same_code(
    floor: Floor, machine: TcpPrinter
) -> None:
    floor.books()
    code, first = floor.code, floor.url
    floor.until(lambda: floor.sees(TicketView).printing == "printed")
    floor.finishes()
    floor.resumes_with(code)
    floor.until_sees(AppointmentView)
    floor.touch("Imprimer le ticket")
    floor.until_sees(TicketView)
    assert floor.code == code
    assert token_of(floor.url) != token_of(first)
    floor.finishes()
    floor.scans(first)  # the first paper still serves
    floor.until_sees(AppointmentView)


def test_a_cancelled_appointment_gives_its_time_to_somebody_else_and_forgets_the_name(
    floor: Floor,
) -> None:
    floor.books()
    code = floor.code
    floor.finishes()
    floor.resumes_with(code)
    floor.until_sees(AppointmentView)
    floor.touch("Annuler ce rendez-vous", "Oui, l'annuler")
    floor.until_reads("Votre rendez-vous est annulé.")
    assert floor.confirmed() == []
    assert floor.rows("SELECT first_name FROM booking") == [(None,)]
    floor.touch("Terminer", "Bien", "Fermer")
    floor.walks_until_stuck()
    assert "9 h" in [said(one.label) for one in floor.finds_times().nearest]


def test_a_taken_time_is_offered_to_nobody_else(floor: Floor) -> None:
    floor.books()
    floor.finishes()
    floor.walks_until_stuck()
    assert [said(one.label) for one in floor.finds_times().nearest] == ["9 h 30", "10 h", "10 h 30"]


def test_a_visitor_keeps_the_steps_on_a_ticket_without_any_appointment(
    floor: Floor, machine: TcpPrinter
) -> None:
    floor.wakes()
    floor.touch("Je sais ce que je veux faire", "Trouver un emploi", "S'actualiser", "Commencer")
    floor.touch("C'est fait", "Oui", "Continuer", "Terminer", "Garder mes étapes sur un ticket")
    floor.until_sees(TicketView)
    code = floor.code
    floor.until(lambda: floor.sees(TicketView).printing == "printed")
    assert read_qr(machine.image()) == floor.url
    assert floor.agenda.bookings() == []
    floor.finishes()
    floor.resumes_with(code)
    back = floor.until_sees(ReadStepView)
    assert said(back.head.title) == "Écrivez vos heures"


def test_a_visitor_who_wants_someone_now_is_a_call_that_a_helper_answers(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.touch("Quelqu'un, maintenant")
    floor.sees(SignView)
    floor.until(lambda: floor.agenda.bookings(), "the call")
    wanted = call(*floor.agenda.bookings())
    assert (wanted.status, wanted.topic) == ("waiting", "declare")
    assert wanted.stuck_at == StuckAt(service="declare", step="hours")
    floor.touch("Je suis là pour vous aider")
    floor.until(lambda: floor.agenda.bookings()[0].status == "answered")
    floor.sees(ReadStepView)  # the helper finds the visitor's own step


def test_a_call_that_is_no_longer_needed_calls_nobody(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.touch("Quelqu'un, maintenant", "Ce n'est plus nécessaire")
    floor.until(lambda: [one.status for one in floor.agenda.bookings()] == ["cancelled"])


def test_a_telephone_number_is_kept_only_where_the_helper_is_to_call(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times("Par téléphone")
    floor.touch("9 h")
    floor.types("0612345678")
    floor.touch("Continuer", "Continuer sans prénom")
    floor.until(lambda: floor.sees(ConfirmView).confirm.enabled)
    floor.confirms()
    assert floor.rows("SELECT first_name, phone FROM booking") == [(None, "0612345678")]


def test_a_visitor_who_says_nothing_is_asked_then_forgotten_and_the_seat_given_back(
    floor: Floor,
) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    floor.pass_time(60)
    assert floor.chimes == 1
    floor.pass_time(30)
    floor.sees(AttractView)
    floor.until(lambda: [one.status for one in floor.agenda.bookings()] == ["expired"])


def test_a_seat_that_somebody_else_took_is_said_and_others_are_shown(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.touch("9 h")
    wanted = floor.terminal.visit.draft
    assert wanted
    assert wanted.chosen
    floor.agenda.hold("someone", wanted.chosen.session_id, "other", "face", None, "fr", seconds=120)
    floor.touch("Continuer sans prénom")
    floor.until_reads("Cette heure vient d'être prise par quelqu'un d'autre.")
    assert [said(one.label) for one in floor.sees(TimesView).nearest] == [
        "9 h 30",
        "10 h",
        "10 h 30",
    ]


def test_an_unknown_code_is_answered_kindly(floor: Floor) -> None:
    floor.resumes_with("BBBBBBBB")
    floor.until_reads("Nous ne trouvons pas ce ticket.")
    floor.sees(ResumeView)
    floor.touch("Accueil")
    floor.sees(HomeView)
