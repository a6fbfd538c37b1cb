"""Visitors who scan the QR: what they find, and what they can do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.store.errors import StoreUnreachable
from kiosk.visit.values import Progress
from tests.web.corner import Corner, Phone

# Finding the appointment


def test_a_visitor_scans_the_ticket_and_reads_the_appointment(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.booked_ticket())
    assert phone.status == 200
    assert phone.title == "Votre rendez-vous"
    for told in (
        "Aujourd'hui, lundi 14 septembre",
        "9 h",
        "Sur place, en face à face",
        "Avec Amina, Bureau 1",
        "Sujet : « S'actualiser »",
        "12 rue de l'Église, 93100 Montreuil",
        "Venez avec votre ticket",
    ):
        assert told in phone.words, told


@pytest.mark.parametrize("start", ["/T/", "/t/"])
def test_the_address_is_read_in_any_case(corner: Corner, phone: Phone, start: str) -> None:
    token = corner.booked_ticket()
    for written in (token, token.lower(), token.title()):
        assert phone.open(start + written).title == "Votre rendez-vous"


def test_the_page_speaks_the_language_of_the_ticket_and_another_when_asked(
    corner: Corner, phone: Phone
) -> None:
    phone.headers = {"Accept-Language": "fr"}
    phone.scan(corner.booked_ticket(language="en"))
    assert (phone.page.language, phone.title) == ("en", "Your appointment")
    assert phone.touch("Français").title == "Votre rendez-vous"
    assert phone.page.language == "fr"
    phone.touch("Changer l'heure")
    assert (phone.page.language, phone.query) == ("fr", "lang=fr")
    assert phone.touch("English").title == "Choose another time"


def test_a_word_the_catalogue_has_only_in_french_says_that_it_is_french(
    corner: Corner, phone: Phone
) -> None:
    """So that a screen reader does not read it as English."""
    phone.scan(corner.steps_ticket(language="en"))
    assert '<span lang="fr">Préparez vos papiers</span>' in phone.source
    assert "<span>Make my monthly update</span>" in phone.source


def test_an_appointment_by_phone_shows_no_way_to_come(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.booked_ticket("phone", phone="0612345678"))
    assert "Nous vous appelons à cette heure" in phone.words
    assert "Comment venir" not in phone.words
    assert "0612345678" not in phone.source
    assert "06 12 34 56 78" not in phone.words
    assert "Sam" not in phone.source


def test_an_appointment_by_video_leads_into_the_video(corner: Corner) -> None:
    token = corner.booked_ticket("video")
    assert "L'équipe vous dit comment entrer" in corner.phone().scan(token).words
    phone = corner.phone(video_url="https://visio.example.org/lieu").scan(token)
    assert ("Entrer dans la vidéo", "https://visio.example.org/lieu") in phone.page.links


def test_the_map_opens_only_when_it_is_touched(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.booked_ticket())
    (way,) = [href for words, href in phone.page.links if words.startswith("Voir le chemin")]
    assert way.startswith("https://www.openstreetmap.org/search?query=12+rue+de+l%27%C3%89glise")


# Moving


def test_a_visitor_moves_the_appointment_to_another_day(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Changer l'heure")
    assert "Tant que vous n'avez pas choisi, rien ne change." in phone.words
    phone.touch("Demain, mardi 15 septembre")
    assert phone.title == "Demain, mardi 15 septembre"
    phone.touch("10 h 30")
    assert phone.title == "C'est bien cela ?"
    assert "Il remplace votre rendez-vous : aujourd'hui, lundi 14 septembre, à 9 h." in phone.words
    assert corner.booking(token).starts_at == corner.clock() + timedelta(hours=1)
    phone.send()
    assert "C'est noté. Votre rendez-vous a changé d'heure." in phone.words
    assert "Demain, mardi 15 septembre 10 h 30" in phone.words
    assert [f"{one.starts_at:%d %H:%M}" for one in corner.standing()] == ["15 10:30"]


def test_a_time_taken_meanwhile_is_told_and_the_appointment_stays(
    corner: Corner, phone: Phone
) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Changer l'heure").touch("9 h 30")
    other = corner.booked_ticket()  # someone else takes 9:30
    phone.send()
    assert phone.title == "Choisissez une autre heure"
    assert "Cette heure vient d'être prise par quelqu'un d'autre." in phone.words
    assert "9 h 30" not in phone.words
    first, second = corner.booking(token).starts_at, corner.booking(other).starts_at
    assert first is not None
    assert second is not None
    assert (first.minute, second.minute) == (0, 30)


def test_moving_twice_with_one_form_is_moving_once(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.booked_ticket()).touch("Changer l'heure").touch("10 h")
    action, form = phone.page.action, phone.form
    for _again in range(2):
        assert "a changé d'heure" in phone._go("POST", action, data=form).words
    assert len(corner.standing()) == 1


# Cancelling


def test_a_visitor_cancels_after_being_asked_once(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Annuler le rendez-vous")
    assert phone.title == "Annuler ce rendez-vous ?"
    assert corner.booking(token).status == "confirmed"
    phone.send()
    assert phone.title == "Ce rendez-vous est annulé"
    assert "C'est noté. Votre rendez-vous est annulé." in phone.words
    assert corner.standing() == []
    assert corner.written(corner.booking(token).id) == (None, None)


def test_a_visitor_who_thinks_again_keeps_the_appointment(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Annuler le rendez-vous").touch("Non, je garde mon rendez-vous")
    assert phone.title == "Votre rendez-vous"
    assert corner.booking(token).status == "confirmed"


def test_looking_at_pages_changes_nothing(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    before = corner.agenda.bookings()
    for page in ("annuler", "deplacer", "reserver", "reserver?mode=phone", "rendez-vous.ics"):
        assert phone.open(f"/t/{token}/{page}").status == 200
    assert corner.agenda.bookings() == before


def test_what_was_announced_is_no_longer_said_when_it_was_undone(
    corner: Corner, phone: Phone
) -> None:
    token = corner.booked_ticket()
    corner.agenda.cancel(corner.booking(token).id)
    phone.open(f"/t/{token}?fait=reserve")
    assert "C'est noté" not in phone.words


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
    booked = corner.booking(token)
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
    booked = corner.booking(token)
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
    assert [one.mode for one in corner.standing()] == ["phone"]
    assert corner.booking(token).mode == "phone"


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
    (asked,) = corner.agenda.bookings()
    assert (asked.kind, asked.status, asked.mode) == ("request", "waiting", "phone")
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
    asked = corner.booking(token)
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
    assert corner.booking(token).kind == "request"


# When things go wrong


def test_with_the_store_out_of_reach_the_page_says_what_to_do(
    corner: Corner, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = corner.booked_ticket()
    file = corner.folder / "kiosk.db"
    corner.agenda.store.close()
    for part in corner.folder.glob("kiosk.db*"):
        part.rename(part.with_name("away-" + part.name))
    file.mkdir()
    phone.scan(token)
    assert phone.status == 503
    assert "Votre ticket reste bon. Recommencez dans quelques minutes." in phone.words
    assert phone.open("/healthz").status == 503
    with pytest.raises(StoreUnreachable), corner.agenda.store.reading():
        pass
    file.rmdir()
    for part in corner.folder.glob("away-*"):
        part.rename(part.with_name(part.name.removeprefix("away-")))
    assert phone.scan(token).title == "Votre rendez-vous"
    assert (phone.open("/healthz").status, phone.source) == (200, "ok\n")


def test_a_place_with_another_booking_system_leads_there(corner: Corner) -> None:
    outside = corner.outside(face_declare="https://rdv.example.net/org/1?x=2")
    phone = corner.phone(outside=outside)
    phone.scan(corner.steps_ticket())
    assert "Prendre rendez-vous sur un autre site" in phone.words
    assert "On vous demande votre nom et une adresse e-mail." in phone.words
    assert ("Aller sur rdv.example.net", "https://rdv.example.net/org/1?x=2") in phone.page.links
    assert "Venir voir quelqu'un" not in phone.labels
    phone.touch("Rappelez-moi").touch("9 h")  # that is ours
    assert "telephone" in phone.form


def test_another_way_of_meeting_that_is_taken_elsewhere_says_so_first(corner: Corner) -> None:
    phone = corner.phone(outside=corner.outside(video="https://rdv.example.net/org/1"))
    phone.scan(corner.steps_ticket())
    assert "e-mail" not in phone.words
    phone.touch("Parler par vidéo")
    assert phone.title == "Prendre rendez-vous sur un autre site"
    assert "On vous demande votre nom et une adresse e-mail." in phone.words
    assert phone.touch("Revenir à mon ticket").title == "Votre ticket"


def test_the_nearest_outside_address_counts(corner: Corner) -> None:
    outside = corner.outside(face="https://a.fr", face_work="https://b.fr", face_cv="https://c.fr")
    assert outside.address("face", "cv", "work") == "https://c.fr"
    assert outside.address("face", "declare", "work") == "https://b.fr"
    assert outside.address("face", "other") == "https://a.fr"
    assert outside.address("phone", "declare", "work") is None
