"""Visitors who scan the QR: what they find, and what they can do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.store.errors import StoreUnreachable
from tests.support.bookings import seat
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
    assert seat(corner.booking(token)).session.starts_at == corner.clock() + timedelta(hours=1)
    phone.send()
    assert "C'est noté. Votre rendez-vous a changé d'heure." in phone.words
    assert "Demain, mardi 15 septembre 10 h 30" in phone.words
    assert [f"{seat(one).session.starts_at:%d %H:%M}" for one in corner.standing()] == ["15 10:30"]


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
    first, second = (
        seat(corner.booking(token)).session.starts_at,
        seat(corner.booking(other)).session.starts_at,
    )
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
