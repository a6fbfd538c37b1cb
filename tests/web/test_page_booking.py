"""Visitors without an appointment who take one on the page, or ask to be called."""

from __future__ import annotations

import pytest

from kiosk.visit.bookings import kind_of
from kiosk.visit.values import Progress
from tests.support.bookings import appointment, enquiry, seat
from tests.web.corner import Corner, Phone

# Without an appointment


def test_a_visitor_with_steps_finds_what_is_left_and_the_service(
    corner: Corner, phone: Phone
) -> None:
    phone.scan(corner.steps_ticket())
    assert phone.title == "Votre ticket"
    assert "Fait Préparez vos papiers" in phone.words
    assert "À faire Écrivez vos heures" in phone.words
    assert "L'identifiant" not in phone.words  # that step is done
    assert ("Continuer ici www.francetravail.fr", "https://www.francetravail.fr/actualisation") in (
        phone.page.links
    )
    site = ("Aller sur le site du service www.francetravail.fr", "https://www.francetravail.fr")
    assert site in phone.page.links


def test_a_visitor_with_steps_books_the_next_free_time(corner: Corner, phone: Phone) -> None:
    token = corner.steps_ticket()
    phone.scan(token)
    assert "En parler avec quelqu'un : « S'actualiser »" in phone.words
    phone.touch("9 h 30")
    assert "9 h 30 Sur place, en face à face Avec Amina, Bureau 1" in phone.words
    phone.write(prenom="  Sam \x00 \n le  Grand").send()
    assert "C'est noté. Votre rendez-vous est pris." in phone.words
    booked = appointment(corner.booking(token))
    assert (booked.topic, booked.mode, booked.status) == ("declare", "face", "confirmed")
    assert booked.stuck_at is not None
    assert booked.stuck_at.step == "worked"
    assert corner.written(booked.id) == ("Sam le Grand", None)
    assert "Fait Préparez vos papiers" in phone.words  # the steps are still there


def test_the_paper_serves_for_the_appointment_booked_with_it(corner: Corner, phone: Phone) -> None:
    """Its code is the booking's, and it serves for thirty days after the appointment."""
    token = corner.steps_ticket()
    ticket = corner.agenda.find_by_token(token)
    assert ticket is not None
    phone.scan(token).touch("Venir voir").touch("Vendredi 25 septembre").touch("11 h 30").send()
    assert corner.booking(token).code == ticket.code
    corner.clock.pass_time(days=31)
    corner.agenda.purge()
    assert phone.scan(token).title == "Ce rendez-vous est passé"


def test_one_form_sent_twice_books_once(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.steps_ticket()).touch("9 h 30")
    action, form = phone.page.action, phone.form
    for _again in range(3):
        assert "est pris" in phone._go("POST", action, data=form).words
    assert len(corner.standing()) == 1


def test_two_tabs_make_one_appointment(corner: Corner) -> None:
    token = corner.steps_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("9 h 30")
    there.scan(token).touch("10 h")
    assert "est pris" in here.send().words
    assert "Vous avez déjà un rendez-vous. Le voici." in there.send().words
    assert "9 h 30" in there.words
    assert len(corner.standing()) == 1


def test_a_ticket_of_a_service_that_is_gone_still_opens(corner: Corner, phone: Phone) -> None:
    progress = Progress(service="no-longer-there", trail=("x",))
    phone.scan(corner.steps_ticket(progress=progress))
    assert phone.title == "Votre ticket"
    assert "est pris" in phone.touch("9 h").send().words


def test_a_visitor_whose_appointment_is_over_can_take_another(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    corner.clock.pass_time(hours=2)
    phone.scan(token)
    assert phone.title == "Ce rendez-vous est passé"
    assert "Annuler le rendez-vous" not in phone.labels
    phone.touch("11 h").send()
    assert "C'est noté. Votre rendez-vous est pris." in phone.words


# "Rappelez-moi"


def test_a_visitor_who_prefers_a_call_is_asked_for_a_number_only_then(
    corner: Corner, phone: Phone
) -> None:
    token = corner.steps_ticket()
    assert "telephone" not in phone.scan(token).touch("9 h").form
    phone.scan(token).touch("Rappelez-moi").touch("9 h")
    phone.write(telephone="06.12.34.56.78").send()
    assert "Nous vous appelons à cette heure" in phone.words
    booked = appointment(corner.booking(token))
    assert (booked.mode, corner.written(booked.id)) == ("phone", (None, "0612345678"))


@pytest.mark.parametrize("wrong", ["", "12", "06 12 34 56", "0012", "²²²²²²²²²²", "six", "١٢٣"])
def test_a_doubtful_number_is_asked_again_with_what_was_written(
    corner: Corner, phone: Phone, wrong: str
) -> None:
    phone.scan(corner.steps_ticket()).touch("Rappelez-moi").touch("9 h")
    phone.write(telephone=wrong, prenom="Sam").send()
    assert phone.status == 422
    assert "il a 10 chiffres et commence par 0" in phone.words
    assert (phone.form["telephone"], phone.form["prenom"]) == (wrong, "Sam")
    assert corner.standing() == []
    phone.write(telephone="+33 6 12 34 56 78").send()
    assert "C'est noté. Votre rendez-vous est pris." in phone.words


def test_a_call_can_take_the_place_of_a_meeting(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Je préfère un appel").touch("10 h")
    assert "Il remplace votre rendez-vous : aujourd'hui, lundi 14 septembre, à 9 h." in phone.words
    phone.write(telephone="0612345678").send()
    assert [seat(one).mode for one in corner.standing()] == ["phone"]
    assert seat(corner.booking(token)).mode == "phone"


def test_a_visitor_is_called_when_somebody_can(corner: Corner, phone: Phone) -> None:
    token = corner.steps_ticket()
    phone.scan(token).touch("Rappelez-moi").touch("Appelez-moi quand vous pouvez")
    phone.write(telephone="06").send()
    assert phone.status == 422
    action, form = phone.page.action, phone.form | {"telephone": "06 12 34 56 78"}
    for _again in range(2):
        phone._go("POST", action, data=form)
    assert "C'est noté. Nous vous appelons dès que possible." in phone.words
    assert phone.title == "Votre demande"
    asked = enquiry(*corner.agenda.bookings())
    assert (asked.status, asked.mode) == ("waiting", "phone")
    assert corner.written(asked.id) == (None, "0612345678")
    assert asked.stuck_at is not None


def test_a_visitor_withdraws_the_request(corner: Corner, phone: Phone) -> None:
    token = corner.asked_ticket()
    phone.scan(token).touch("Retirer cette demande").send()
    assert "Votre demande est retirée." in phone.words
    request = corner.booking(token)
    assert (request.status, corner.written(request.id)) == ("cancelled", (None, None))
    assert phone.scan(token).title == "Votre ticket"


def test_a_visitor_who_asked_to_be_called_chooses_a_time_after_all(
    corner: Corner, phone: Phone
) -> None:
    token = corner.asked_ticket()
    asked = enquiry(corner.booking(token))
    assert "Choisir une heure vous-même" in phone.scan(token).words
    phone.touch("9 h 30").send()
    assert "C'est noté. Votre rendez-vous est pris." in phone.words
    assert corner.agenda.booking(asked.id).status == "over"
    assert corner.written(asked.id) == (None, None)


def test_a_call_without_a_time_can_take_the_place_of_a_meeting(
    corner: Corner, phone: Phone
) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Je préfère un appel").touch("Appelez-moi quand vous pouvez")
    assert "L'appel remplace votre rendez-vous" in phone.words
    phone.write(telephone="0612345678").send()
    assert corner.standing() == []
    assert kind_of(corner.booking(token)) == "enquiry"
