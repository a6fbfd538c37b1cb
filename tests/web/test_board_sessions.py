"""Sessions and people, on the board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import update

from kiosk.agenda import attendance, notes, sponsors, waiting_list
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.programme import the_session
from kiosk.store.tables import session
from kiosk.visit.programme import SessionOffer
from tests.agenda.world import MovingClock, a_paper
from tests.web.board import Colleague, demonstration, enters, is_well_everywhere, serving


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def agenda(tmp_path: Path, clock: MovingClock) -> Iterator[Agenda]:
    agenda = demonstration(tmp_path, clock)
    yield agenda
    agenda.store.close()


def fill(agenda: Agenda, clock: MovingClock) -> int:
    """The next workshop: eight persons in two bookings, and one who waits with a number."""
    page = Colleague(agenda, "Yann").looks("/seances")
    for number in dict.fromkeys(re.findall(r'/staff/seances/(\d+)"', page)):
        offer = agenda.read(the_session, int(number))
        assert offer is not None
        if offer.session.kind == "workshop" and offer.session.starts_at > clock() + timedelta(
            hours=3
        ):
            break
    else:
        raise AssertionError("no workshop")
    for key, many in (("a", 4), ("b", 4), ("c", 1)):
        wanted = WantedSeats(
            booking_id=key, session_id=offer.session.id, persons=many, wait=key == "c"
        )
        agenda.write(attendance.attend, wanted, a_paper())
    agenda.write(waiting_list.leave_number, "c", "0639981234")
    return offer.session.id


def the(agenda: Agenda, session_id: int) -> SessionOffer:
    found = agenda.read(the_session, session_id)
    assert found is not None
    return found


def test_more_seats_move_up_who_waits_and_fewer_than_are_taken_are_refused(
    agenda: Agenda, clock: MovingClock
) -> None:
    number = fill(agenda, clock)
    yann = Colleague(agenda, "Yann")
    page = yann.looks(f"/seances/{number}")
    assert "8 sur 8 places" in page
    assert "06 39 98 12 34" in page
    seat = {"seance": str(number)}
    assert "8 places sont déjà prises" in yann.touches("/seances/places", places="7", **seat)
    assert "de 1 à 999" in yann.touches("/seances/places", places="beaucoup", **seat)
    assert "1 en attente ont une place" in yann.touches("/seances/places", places="9", **seat)
    assert (the(agenda, number).taken, the(agenda, number).seats) == (9, 9)
    agenda.plan()  # the rules say eight, and the team nine
    assert the(agenda, number).seats == 9
    assert "une place s'est libérée" in yann.looks("/seances")
    assert "Son numéro est effacé" in yann.touches("/seances/appele", rendez_vous="c")
    assert agenda.read(waiting_list.to_call) == ()


def test_a_session_is_cancelled_once_it_was_seen_who_must_be_told(
    agenda: Agenda, clock: MovingClock
) -> None:
    number = fill(agenda, clock)
    yann = Colleague(agenda, "Yann")
    asked = yann.looks(f"/seances/{number}/annuler")
    assert "06 39 98 12 34" in asked
    assert asked.count("son ticket et sa page le diront") == 2
    said = yann.touches("/seances/annuler", seance=str(number))
    assert "9 personnes à prévenir" in said
    assert the(agenda, number).session.cancelled
    assert "la séance est annulée" in yann.looks("/seances")
    assert "annulée" in yann.looks(f"/seances/{number}")
    late = yann.touches("/seances/inscrire", seance=str(number))  # from a page open since before
    assert "On n'entre plus" in late
    assert "Personnes" not in yann.looks("/seances")  # a host's account leads to no people


def test_the_seats_of_a_sponsors_hour_are_those_of_who_gives_it(agenda: Agenda) -> None:
    (hour, *_), yann = agenda.read(sponsors.hours_to_offer), Colleague(agenda, "Yann")
    assert "Nombre de places" not in yann.looks(f"/seances/{hour.session.id}")
    said = yann.touches("/seances/places", seance=str(hour.session.id), places="9")
    assert "elle s'annule" in said
    assert the(agenda, hour.session.id).seats == hour.seats


def test_another_hour_and_one_more_and_what_cannot_be_is_said(
    agenda: Agenda, clock: MovingClock
) -> None:
    number = fill(agenda, clock)
    yann, before = Colleague(agenda, "Yann"), the(agenda, number).session.starts_at
    yann.looks("/seances")
    later = before + timedelta(days=1)
    fields = {"seance": str(number), "jour": f"{later:%Y-%m-%d}"}
    assert "ne se lit pas" in yann.touches("/seances/deplacer", heure="25:00", **fields)
    assert "a changé d'heure" in yann.touches("/seances/deplacer", heure="18:00", **fields)
    assert the(agenda, number).session.starts_at.hour == 18
    title = the(agenda, number).session.title or ""
    more = {"titre": title, "jour": f"{later:%Y-%m-%d}"}
    assert "déjà prise" in yann.touches("/seances/ajouter", heure="18:00", **more)
    assert "est ajoutée" in yann.touches("/seances/ajouter", heure="20:00", **more)
    assert "n'est plus proposée" in yann.touches(
        "/seances/ajouter", heure="20:00", titre="Autre chose", jour=more["jour"]
    )


def test_somebody_who_stands_there_is_enrolled_once(agenda: Agenda, clock: MovingClock) -> None:
    number = fill(agenda, clock)
    yann = Colleague(agenda, "Yann")
    attempt = re.search(r'name="essai" value="([^"]+)"', yann.looks(f"/seances/{number}"))
    assert attempt is not None
    for _ in range(2):
        page = yann.touches(
            "/seances/inscrire", seance=str(number), personnes="2", essai=attempt[1]
        )
        assert "en attente" in page
    assert the(agenda, number).waiting == 2


def test_sponsors_are_met_and_what_was_told_is_read_and_answered(agenda: Agenda) -> None:
    amina = Colleague(agenda, "Amina")
    agenda.write(sponsors.offer_help, "samir", "Samir", ("cv",), (), a_paper())
    agenda.write(notes.write, "n1", "difficulty", "no-answer", "depuis un mois", a_paper())
    agenda.write(notes.write, "n2", "difficulty", "no-answer", "moi aussi", a_paper())
    page = amina.looks("/personnes")
    assert "Samir, depuis" in page
    assert "À lire (2)" in page
    assert "peut recevoir" in amina.touches("/personnes/accepter", quoi="samir")
    assert "à rencontrer (" not in amina.page
    assert "affichée, datée" in amina.touches(
        "/personnes/mot/repondre", quoi="n1", reponse=" Nous appelons avec vous. "
    )
    assert agenda.read(notes.the_note, "n1").answer == "Nous appelons avec vous."
    assert "elle est vide" in amina.touches("/personnes/mot/repondre", quoi="n2", reponse=" ")
    assert "qu'une" in amina.touches("/personnes/mot/reunir", quoi="n2", avec="n1")
    assert agenda.read(notes.the_note, "n1").me_too == 1
    amina.touches("/personnes/mot/retirer", quoi="n1")
    assert "vient de s'en occuper" in amina.touches("/personnes/mot/afficher", quoi="another")
    amina.touches("/personnes/finir", quoi="samir")
    assert not any(one.id == "samir" for one in agenda.read(sponsors.listed))


def test_in_a_real_browser(agenda: Agenda, clock: MovingClock, browser: Browser) -> None:
    number = fill(agenda, clock)
    agenda.write(notes.write, "n1", "idea", "hours", "ouvrir le soir", a_paper())
    with serving(agenda) as address:
        page = enters(browser, address, "Amina", 1440)
        for path in (
            *("seances", f"seances/{number}", f"seances/{number}/annuler"),
            *("personnes", "personnes/mot/n1", "journal"),
        ):
            page.goto(f"{address}/{path}")
            is_well_everywhere(page)
        page.goto(f"{address}/seances/{number}")
        page.get_by_label("Nombre de places").fill("10")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("ont une place")
        page.context.close()


def test_what_waits_behind_an_open_part_is_said(
    agenda: Agenda, clock: MovingClock, browser: Browser
) -> None:
    """A page that somebody reads is not changed under their eyes, and does not look up to date."""
    session_id = fill(agenda, clock)
    agenda.write(sponsors.offer_help, "samir", "Samir", ("cv",), (), a_paper())
    agenda.write(sponsors.accept, "samir")
    with serving(agenda) as address:
        page = enters(browser, address, "Amina", 1440)
        page.goto(f"{address}/personnes")
        fresh, part = page.locator("#fraicheur"), page.get_by_text("Mettre fin à son aide")
        part.first.click()
        agenda.write(notes.write, "n1", "idea", "hours", "Une plante", a_paper())
        expect(fresh).to_contain_text("Du nouveau attend")
        part.first.click()
        expect(page.get_by_text("Une plante").first).to_be_visible()
        expect(fresh).to_have_text("À jour")
        page.goto(f"{address}/seances/{session_id}")
        page.get_by_label("Nombre de places").fill("12")
        agenda.cancel("a")
        expect(page.get_by_text("5 sur 8 places")).to_be_visible()
        expect(page.get_by_label("Nombre de places")).to_have_value("12")
        with agenda.writing() as work:  # as a change of the agenda does
            its = session.c.id == session_id
            work.connection.execute(update(session).where(its).values(withdrawn=True))
        expect(page.get_by_role("status")).to_contain_text("n'est plus à venir")
        expect(page).to_have_url(f"{address}/seances")
        page.context.close()
