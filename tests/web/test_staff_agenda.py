"""The agenda on the board: a manager changes who receives, and sees before what that does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from kiosk.agenda import staff_journal
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.one_day import days_off
from kiosk.agenda.place_file import read_place_file
from kiosk.agenda.read_described import read_described
from kiosk.agenda.team_tasks import tasks
from kiosk.web.server import WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.site import StaffSite
from tests.agenda.described import Shop
from tests.agenda.world import book_held, times, wall, wrong_seats
from tests.support.sqlite import with_tables
from tests.visit.small_catalog import CATALOG
from tests.web.board import PASSWORD
from tests.web.browser import chromium, violations
from tests.web.corner import SECRET
from tests.web.test_staff_sign_in import Desk, open_account

PLACE = """\
name: Emploi Store de Fives
address: 12 rue de l'Exemple, 59000 Lille
helpers:
  - name: Léa
    desk: Bureau 1
    hours:
      - {days: lundi, from: 9:00, to: 11:00, modes: [face, phone]}
  - name: Adam
    desk: Bureau 2
    hours:
      - {days: mardi, from: 9:00, to: 10:00}
activities:
  - title: "Atelier : je fais mon CV"
    helper: Léa
    location: Salle 2
    days: mercredi
    from: 14:00
    minutes: 90
    seats: 8
    waiting_list: 4
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path, with_tables(tmp_path / "kiosk.db"))
    yield shop
    assert wrong_seats(shop.store) == []
    shop.store.close()


@pytest.fixture
def here(shop: Shop) -> Agenda:
    agenda, _ = shop.starts(PLACE)
    open_account(agenda)
    return agenda


class Manager(Desk):
    """In front of the agenda, with a browser without script that sends what a form has."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(agenda)
        site = StaffSite(agenda=agenda, secret=SECRET, catalog=CATALOG)
        self.client.application = make_staff_app(site)
        self.enters()

    def follows(self, page: TestResponse, words: str) -> TestResponse:
        links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page.text, re.DOTALL)
        href = next(href for href, said in links if words in re.sub("<[^>]+>", "", said))
        return self.asks(unescape(href))

    def fills(self, page: TestResponse, action: str, **typed: str | list[str]) -> TestResponse:
        """The first form of the page to this address, with what is typed into it."""
        form = re.search(rf'<form method="post" action="{action}">(.*?)</form>', page.text, re.S)
        assert form is not None
        sends: MultiDict[str, str] = MultiDict()
        for tag in re.findall(r"<input [^>]+>", form[1]):
            at = {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
            if at["type"] != "checkbox" or "checked" in tag:
                sends.add(at["name"], at.get("value", ""))
        for name, options in re.findall(
            r'<select [^>]*name="(\w+)".*?>(.*?)</select>', form[1], re.S
        ):
            chosen = re.search(r'value="([^"]*)" selected', options)
            sends[name] = unescape(chosen[1]) if chosen else ""
        for name, value in typed.items():
            sends.setlist(
                name.replace("_from", "-from"), [value] if isinstance(value, str) else value
            )
        return self.client.post(action, data=sends, follow_redirects=True)


@pytest.fixture
def manager(here: Agenda) -> Manager:
    return Manager(here)


def book(here: Agenda, at: str, booking_id: str = "b") -> None:
    found = next(one for one in times(here) if wall(one) == at)
    here.hold(booking_id, found.session_id, "other", "face", None, "fr")
    book_held(here, booking_id, "Zoé", "0639981234")


PERSON, ACTIVITY = "/staff/agenda/personne", "/staff/agenda/activite"


def test_a_manager_sees_what_new_hours_do_before_they_are_saved(
    here: Agenda, manager: Manager
) -> None:
    book(here, "14/09 09:00")
    agenda = manager.asks("/staff/agenda")
    assert "lundi de 9:00 à 11:00" in agenda.text
    asked = manager.follows(agenda, "Changer Léa")
    shown = manager.fills(asked, PERSON, **{"hours-0-from": "10:00", "hours-0-to": "12:00"})
    assert "1 réservation touchée" in shown.text
    assert "Rendez-vous avec Léa" in shown.text
    assert "A laissé un numéro." in shown.text
    assert "Zoé" not in shown.text
    assert here.read(read_described).helpers[0].hours[0].starts.hour == 9
    done = manager.fills(shown, PERSON)
    assert done.request.path == "/staff/agenda"
    assert "1 réservation attend l'équipe" in unescape(done.text)
    assert here.read(read_described).helpers[0].hours[0].starts.hour == 10
    assert [one.id for one in here.read(tasks)] == ["b"]
    last = here.read(staff_journal.lines)[0]
    assert (last.who, last.deed, last.about) == ("Amina", "agenda_changed", "Léa")
    told = manager.fills(manager.asks("/staff/agenda"), "/staff/agenda/prevenu")
    assert "C'est noté." in unescape(told.text)
    assert here.read(tasks) == ()
    assert here.booking("b").status == "confirmed"
    assert here.read(staff_journal.lines)[0].deed == "change_told"


def test_a_slip_is_told_at_its_field_and_what_was_typed_stays(manager: Manager) -> None:
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer Léa")
    shown = manager.fills(asked, PERSON, desk="", **{"hours-0-to": "08:00"})
    assert shown.status_code == 422
    assert 'id="faux-desk">Est vide' in shown.text
    assert 'id="faux-hours-0-to">La fin, 8:00, n\'est pas après' in unescape(shown.text)
    assert 'value="08:00"' in shown.text
    shown = manager.fills(asked, PERSON, name="adam")
    assert "deux personnes s'appellent" in unescape(shown.text).lower()
    shown = manager.fills(asked, PERSON, **{"hours-0-days": [], "hours-0-modes": []})
    assert "cochez au moins un jour" in shown.text
    assert "cochez au moins une façon" in shown.text
    shown = manager.fills(asked, PERSON, **{"hours-0-topics": ["nonsense"]})
    assert "aucun thème ni service" in shown.text.lower()


def test_somebody_comes_gets_a_name_and_leaves(here: Agenda, manager: Manager) -> None:
    new = manager.follows(manager.asks("/staff/agenda"), "Ajouter une personne")
    row: dict[str, str | list[str]] = {
        "hours-0-days": ["2"],
        "hours-0-from": "09:00",
        "hours-0-to": "10:00",
    }
    shown = manager.fills(new, PERSON, name="Inès", desk="Bureau 3", **row)
    assert "8 heures de plus sont proposées" in shown.text
    manager.fills(shown, PERSON)
    assert "16/09 09:00" in {wall(one) for one in times(here)}
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer Inès")
    manager.fills(manager.fills(asked, PERSON, name="Inès B."), PERSON)
    assert [one.name for one in here.read(read_described).helpers] == ["Léa", "Adam", "Inès B."]
    old = manager.fills(asked, PERSON, desk="Bureau 9")
    assert "Quelqu'un a changé cela entre-temps" in unescape(old.text)
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer Inès B.")
    shown = manager.client.post(
        PERSON,
        data={"cle": key_of(asked), "qui": field(asked, "qui"), "fin": "1"},
        follow_redirects=True,
    )
    assert "heures libres ne le sont plus" in shown.text
    manager.fills(shown, PERSON)
    assert [one.name for one in here.read(read_described).helpers] == ["Léa", "Adam"]


def test_who_receives_a_workshop_is_not_ended_without_a_word(manager: Manager) -> None:
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer Léa")
    shown = manager.client.post(
        PERSON, data={"cle": key_of(asked), "qui": field(asked, "qui"), "fin": "1"}
    )
    assert shown.status_code == 422
    assert "Donnez d'abord" in unescape(shown.text)


def test_an_activity_is_changed_added_and_ended(here: Agenda, manager: Manager) -> None:
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer Atelier")
    shown = manager.fills(asked, ACTIVITY, seats="0")
    assert 'id="faux-seats"' in shown.text
    manager.fills(manager.fills(asked, ACTIVITY, title="Mon CV", seats="6"), ACTIVITY)
    (one,) = here.read(read_described).activities
    assert (one.title, one.seats, one.waiting_list, one.location) == ("Mon CV", 6, 4, "Salle 2")
    new = manager.follows(manager.asks("/staff/agenda"), "Ajouter une activité")
    typed = {"title": "Café", "kind": "group", "from": "10:00", "dates": "2026-09-18, 2026-09-25"}
    shown = manager.fills(new, ACTIVITY, **typed)
    assert "choisissez qui reçoit, ou écrivez où" in shown.text
    manager.fills(manager.fills(new, ACTIVITY, location="Accueil", **typed), ACTIVITY)
    assert [one.title for one in here.read(read_described).activities] == ["Mon CV", "Café"]
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer Café")
    end = {"cle": key_of(asked), "quoi": field(asked, "quoi"), "fin": "1"}
    manager.fills(manager.client.post(ACTIVITY, data=end), ACTIVITY)
    assert [one.title for one in here.read(read_described).activities] == ["Mon CV"]


def test_when_the_place_is_open_is_the_boards_too(here: Agenda, manager: Manager) -> None:
    path = "/staff/agenda/ouverture"
    asked = manager.follows(manager.asks("/staff/agenda"), "Changer l'ouverture")
    row: dict[str, str | list[str]] = {"hours-0-days": ["0", "1"], "hours-0-from": "09:00"}
    shown = manager.fills(asked, path, **row, **{"hours-0-to": "08:00"})
    assert 'id="faux-hours-0-to"' in shown.text
    manager.fills(manager.fills(asked, path, **row, **{"hours-0-to": "17:30"}), path)
    (hours,) = here.read(read_described).opening
    assert (hours.days, hours.ends.hour) == ((0, 1), 17)
    assert "lundi, mardi de 9:00 à 17:30" in manager.asks("/staff/agenda").text
    old = manager.fills(asked, path, **row, **{"hours-0-to": "12:00"})
    assert old.status_code == 409


def test_one_day_is_said_and_taken_back(here: Agenda, manager: Manager) -> None:
    days = manager.asks("/staff/agenda/jours")
    path = "/staff/agenda/jours/absence"
    assert manager.fills(days, path, qui="Léa").status_code == 422
    shown = manager.fills(days, path, qui="Léa", du="2026-09-14")
    assert "4 heures libres ne le sont plus" in shown.text
    manager.fills(shown, path)
    assert [one.helper for one in here.read(days_off)] == ["Léa"]
    more = "/staff/agenda/jours/heure"
    shown = manager.fills(days, more, qui="Adam", le="2026-09-14", de="15:00", a="16:00")
    assert "2 heures de plus sont proposées" in shown.text or "Aucune" in shown.text
    manager.fills(shown, more)
    assert "14/09 15:00" in {wall(one) for one in times(here)}
    refused = manager.fills(days, more, qui="Adam", le="2026-09-14", de="15:00", a="16:00")
    assert "existe déjà" in refused.text
    session = "/staff/agenda/jours/seance"
    shown = manager.fills(
        days, session, quoi="Atelier : je fais mon CV", le="2026-09-17", de="10:00"
    )
    manager.fills(shown, session)
    lift = "/staff/agenda/jours/retirer"
    manager.fills(manager.fills(manager.asks("/staff/agenda/jours"), lift), lift)
    assert here.read(days_off) == ()
    assert "14/09 09:00" in {wall(one) for one in times(here)}


def test_rules_of_a_file_are_shown_with_their_line(shop: Shop, here: Agenda) -> None:
    shop.file.write_text(PLACE, encoding="utf-8")
    kept = shop.kept_by(read_place_file(shop.file, []))
    manager = Manager(kept)
    agenda = manager.asks("/staff/agenda")
    assert "place.yaml, ligne 4" in agenda.text
    assert "place.yaml, ligne 13" in agenda.text
    assert "Changer" not in agenda.text
    sent = manager.client.post(
        PERSON, data={"cle": key_of(agenda), "name": "Inès", "desk": "Bureau 3"}
    )
    assert sent.status_code == 409
    assert "dans le fichier du lieu" in sent.text


def key_of(page: TestResponse) -> str:
    return field(page, "cle")


def field(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None
    return found[1]


def test_in_a_real_browser_from_a_telephone_to_a_desk(here: Agenda) -> None:
    book(here, "14/09 09:00")
    site = StaffSite(agenda=here, secret=SECRET, catalog=CATALOG)
    server = WebServer(make_staff_app(site), "127.0.0.1", 0)
    server.start()
    with closing(server), chromium() as browser:
        address = f"http://127.0.0.1:{server.port}"
        page: Page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{address}/staff/agenda")
        page.get_by_label("Votre nom").fill("Amina")
        page.get_by_label("Votre mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Entrer", exact=True).click()
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
        seen = [narrow_and_right(page)]
        page.get_by_role("link", name="Changer Léa").click()
        expect(page.get_by_role("group", name="Heures 1")).to_be_visible()
        seen.append(narrow_and_right(page))
        first = page.get_by_role("group", name="Heures 1")
        first.get_by_label("De", exact=True).fill("10:00")
        first.get_by_label("À", exact=True).fill("12:00")
        page.get_by_role("button", name="Voir ce que cela change").click()
        expect(page.get_by_text("1 réservation touchée")).to_be_visible()
        seen.append(narrow_and_right(page))
        page.set_viewport_size({"width": 1440, "height": 900})
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("status")).to_contain_text("attend l'équipe")
        seen.append(narrow_and_right(page))
        page.goto(f"{address}/staff/agenda/jours")
        seen.append(narrow_and_right(page))
        page.goto(f"{address}/staff/agenda/activite")
        seen.append(narrow_and_right(page))
    assert seen == [[]] * 6
    assert here.read(read_described).helpers[0].hours[0].starts.hour == 10


def narrow_and_right(page: Page) -> list[str]:
    """What is wrong with the page as it stands: axe-core's, and what sticks out."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*violations(page), *(["wider than the screen"] if wide else [])]
