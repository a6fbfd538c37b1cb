"""The day at the desk, on the board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from kiosk.agenda import day as days
from kiosk.agenda import staff_journal
from kiosk.agenda.day import DayLine
from kiosk.devices.keyboard_layouts import AMERICAN, FRENCH
from kiosk.store.tables import session
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.commands import Snapshot
from kiosk.visit.values import StuckAt
from tests.agenda.world import add_helper, add_rule
from tests.devices.test_typed_scan import arrives
from tests.web.board import Colleague, enters, is_well_everywhere, open_accounts, serving
from tests.web.corner import Corner


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    open_accounts(corner.agenda)
    yield corner
    corner.agenda.store.close()


def on_monday(corner: Corner, *, nth: int = 0) -> tuple[str, DayLine]:
    """Sam has an appointment at nine on Monday; it is Monday morning."""
    token = corner.booked_ticket(nth=nth, phone="0639981234")
    line = corner.agenda.read(days.line_of, corner.booking(token).id)
    assert line is not None
    assert line.starts_at is not None
    wait = line.starts_at - timedelta(minutes=15) - corner.clock()
    if wait > timedelta():
        corner.clock.pass_time(seconds=wait.total_seconds())
    return token, line


def test_who_comes_is_there_with_what_for_and_where_they_stopped(corner: Corner) -> None:
    free = corner.agenda.free_times("declare", "face", limit=1)[0]
    stuck = StuckAt(service="declare", step="confirm")
    corner.agenda.hold("stuck", free.session_id, "declare", "face", stuck, "en")
    corner.agenda.book("stuck", "Zoé", None, None, "en", lambda: "BCDFGHJK", lambda: "T" * 26)
    wait = free.starts_at - corner.clock()
    corner.clock.pass_time(seconds=wait.total_seconds())
    page = Colleague(corner.agenda, "Yann").looks("/aujourdhui")
    for words in (
        "9 h, Zoé",
        "Amina, Bureau 1",
        "S'actualiser · en face à face",
        "S'est arrêté dans « S'actualiser », à « Touchez le bouton qui valide »",
        "Langue : anglais",
    ):
        assert words in page.replace("\u00a0", " "), words


def test_there_then_received_or_not_come_and_each_can_be_taken_back(corner: Corner) -> None:
    _token, line = on_monday(corner)
    yann, key = Colleague(corner.agenda, "Yann"), line.booking_id
    yann.looks("/aujourdhui")
    assert "là depuis 8\u00a0h\u00a045" in yann.touches("/aujourdhui/la", rendez_vous=key)
    assert "Reçu" in yann.page
    assert ">reçu<" in yann.touches("/aujourdhui/recu", rendez_vous=key)
    assert "là depuis" in yann.touches("/aujourdhui/reprendre", rendez_vous=key)
    assert "là depuis" not in yann.touches("/aujourdhui/pas-la", rendez_vous=key)
    assert "n'est pas venu<" in yann.touches("/aujourdhui/absent", rendez_vous=key)
    for _ in range(2):  # also once its hour is over
        corner.clock.pass_time(minutes=25)
        yann.looks("/aujourdhui")
    corner.agenda.forget()
    assert "Sam" not in yann.looks("/aujourdhui")
    assert ">reçu<" in yann.touches("/aujourdhui/recu", rendez_vous=key)
    assert "plus connu" in yann.touches("/aujourdhui/la", rendez_vous="another place's")
    told = corner.agenda.read(staff_journal.lines)
    deeds = [one.deed for one in reversed(told) if one.who == "Yann"]
    assert deeds == [
        *("signed_in", "arrived", "seen", "outcome_undone", "arrival_undone", "absent", "seen"),
    ]
    assert not any("Sam" in one.about for one in told)


def test_a_ticket_is_found_by_its_qr_or_its_letters_and_an_unknown_one_adds_nobody(
    corner: Corner,
) -> None:
    token, line = on_monday(corner)
    yann = Colleague(corner.agenda, "Yann")
    yann.looks("/aujourdhui")
    code = corner.booking(token).code
    assert code is not None
    address = f"HTTPS://RDV.EXAMPLE.ORG/T/{token}"
    by_scanner = arrives(address, AMERICAN, FRENCH)  # one set to another keyboard
    for typed in (address, by_scanner, token.lower(), f"{code[:4]}-{code[4:]}"):
        page = yann.touches("/aujourdhui/ticket", ticket=typed)
        assert "Ce que porte ce ticket" in page
        assert "9\u00a0h, Sam" in page
        assert code not in page
        assert token not in page
    assert "là depuis" in yann.touches(
        "/aujourdhui/la", rendez_vous=line.booking_id, retour=f"/aujourdhui/ticket/{line.ticket_id}"
    )
    assert "Ce que porte ce ticket" in yann.page
    before = corner.agenda.bookings()
    for typed in ("BCDFGHJK", "un mot", "", "https://example.org/T/" + "A" * 26):
        page = yann.touches("/aujourdhui/ticket", ticket=typed)
        assert "pas connu ici" in page
        assert "Rien n'a été ajouté" in page
    assert corner.agenda.bookings() == before


def test_a_ticket_is_printed_at_a_terminal(corner: Corner) -> None:
    _token, line = on_monday(corner)
    corner.agenda.beat("1.0", Snapshot(state="free", since=corner.clock()))
    yann = Colleague(corner.agenda, "Yann")
    assert "Imprimer ce ticket" in yann.looks(f"/aujourdhui/ticket/{line.ticket_id}")
    fields = {"ticket": str(line.ticket_id)}
    said = yann.touches("/aujourdhui/imprimer", borne="terminal-1-web", **fields)
    assert "C'est demandé" in said
    (order,) = corner.agenda.commands()
    assert (order.kind, order.ticket_id) == ("print_ticket", line.ticket_id)
    assert "pas connue" in yann.touches("/aujourdhui/imprimer", borne="ailleurs", **fields)
    assert "Aucun ticket" in yann.touches(
        "/aujourdhui/imprimer", borne="terminal-1-web", ticket="0"
    )


def test_another_hour_is_given_and_what_changed_meanwhile_is_not_touched(corner: Corner) -> None:
    _token, line = on_monday(corner)
    yann, key = Colleague(corner.agenda, "Yann"), line.booking_id
    page = yann.looks(f"/aujourdhui/heure?rdv={key}&retour=/aujourdhui")
    hours = re.findall(r'name="seance" value="(\d+)"', page)
    assert str(line.session_id) not in hours
    fields = {"rendez_vous": key, "seance_avant": str(line.session_id), "retour": "/aujourdhui"}
    assert "C'est changé" in yann.touches("/aujourdhui/deplacer", seance=hours[-1], **fields)
    assert "a changé entre-temps" in yann.touches("/aujourdhui/deplacer", seance=hours[0], **fields)
    moved = corner.agenda.read(days.line_of, key)
    assert moved is not None
    assert moved.session_id == int(hours[-1])
    stale = {"rendez_vous": key, "seance": str(line.session_id)}
    assert "a changé entre-temps" in yann.touches("/aujourdhui/annuler", **stale)
    assert "Oui, annuler" in yann.looks(f"/aujourdhui/annuler/{key}")
    yann.touches("/aujourdhui/annuler", rendez_vous=key, seance=hours[-1])
    assert corner.agenda.booking(key).status == "cancelled"


def test_whoever_moves_is_not_there_yet_and_did_not_fail_to_come(corner: Corner) -> None:
    """Noted absent at nine, they come at ten past and get another day."""
    _token, line = on_monday(corner)
    yann, key = Colleague(corner.agenda, "Yann"), line.booking_id
    free = corner.agenda.free_times("declare", "face", limit=20)
    fields = {"rendez_vous": key, "retour": "/aujourdhui"}
    for deed, before, after in (
        ("la", line.session_id, free[-1].session_id),
        ("absent", free[-1].session_id, free[-2].session_id),
    ):
        yann.touches(f"/aujourdhui/{deed}", **fields)
        moved = {"seance": str(after), "seance_avant": str(before)}
        assert "C'est changé" in yann.touches("/aujourdhui/deplacer", **moved, **fields)
        found = corner.agenda.read(days.line_of, key)
        assert found is not None
        assert (found.arrived_at, found.outcome) == (None, None)


def test_nobody_is_moved_to_an_hour_their_ticket_has_something_at(corner: Corner) -> None:
    zoe = add_helper(corner.agenda, "Zoé", "Bureau 3")
    add_rule(corner.agenda, zoe, weekdays=range(5), ends=time(12), minutes=30)
    corner.agenda.plan()
    nine, ten = corner.agenda.free_times("declare", "face", limit=2)
    mine = (session.c.helper_id == zoe, session.c.starts_at == ten.starts_at)
    with corner.agenda.reading() as work:
        with_zoe = work.connection.scalars(select(session.c.id).where(*mine)).one()
    code = ""
    for key, session_id in (("at-nine", nine.session_id), ("with-zoe", with_zoe)):
        corner.agenda.hold(key, session_id, "declare", "face", None, "fr")
        booked = corner.agenda.book(key, "Sam", None, None, "fr", new_code, new_token, code)
        code = booked[1]
    yann = Colleague(corner.agenda, "Yann")
    yann.looks("/aujourdhui")
    hours = {"seance": str(ten.session_id), "seance_avant": str(nine.session_id)}
    moved = {"rendez_vous": "at-nine"} | hours
    assert "déjà autre chose à cette heure-là" in yann.touches("/aujourdhui/deplacer", **moved)


def test_what_two_do_at_once_is_done_and_written_once(corner: Corner) -> None:
    _token, line = on_monday(corner)
    yann, key = Colleague(corner.agenda, "Yann"), line.booking_id
    yann.looks("/aujourdhui")
    for _ in range(2):
        yann.touches("/aujourdhui/absent", rendez_vous=key)
    fields = {"rendez_vous": key, "seance": str(line.session_id)}
    assert "C'est annulé. Leur" in yann.touches("/aujourdhui/annuler", **fields)
    assert "rien n'a changé" in yann.touches("/aujourdhui/annuler", **fields)
    deeds = [one.deed for one in corner.agenda.read(staff_journal.lines)]
    assert deeds[:3] == ["booking_cancelled", "absent", "signed_in"]


def test_a_request_is_given_a_time_or_was_answered_and_its_number_goes(corner: Corner) -> None:
    for _ in range(2):
        corner.asked_ticket()
    yann = Colleague(corner.agenda, "Yann")
    page = yann.looks("/aujourdhui")
    assert "Demandes sans heure (2)" in page
    assert "06 12 34 56 78" in page
    first, second = re.findall(r"heure\?rdv=([\w-]+)", page)
    hours = re.findall(r'name="seance" value="(\d+)"', yann.looks(f"/aujourdhui/heure?rdv={first}"))
    given = yann.touches("/aujourdhui/donner", rendez_vous=first, seance=hours[0])
    assert "L'heure est donnée" in given
    assert corner.agenda.booking(first).status == "confirmed"
    yann.touches("/aujourdhui/demande-finie", rendez_vous=second)
    assert corner.written(second) == (None, None)


def test_somebody_at_the_desk_is_booked_once(corner: Corner) -> None:
    yann = Colleague(corner.agenda, "Yann")
    page = yann.looks("/aujourdhui/nouveau?mode=phone")
    hours = re.findall(r'name="seance" value="(\d+)"', page)
    attempt = re.search(r'name="essai" value="([^"]+)"', page)
    assert attempt is not None
    fields = {"essai": attempt[1], "seance": hours[0], "mode": "phone", "sujet": "other"}
    wrong = yann.touches("/aujourdhui/nouveau", telephone="3949", **fields)
    assert "ne s'appelle pas" in wrong
    assert corner.standing() == []
    for _ in range(2):
        made = yann.touches(
            "/aujourdhui/nouveau", telephone="06 39 98 12 34", prenom=" Ali  ", **fields
        )
        assert "Ce que porte ce ticket" in made
    (one,) = corner.standing()
    assert corner.written(one.id) == ("Ali", "0639981234")
    taken = yann.touches(
        "/aujourdhui/nouveau", telephone="0639981234", **(fields | {"essai": "another"})
    )
    assert "vient d'être prise" in taken


def test_in_a_real_browser_by_keyboard(corner: Corner, browser: Browser) -> None:
    token, line = on_monday(corner)
    corner.asked_ticket()
    with serving(corner.agenda) as address:
        page = enters(browser, address, "Yann", 1440)
        page.goto(f"{address}/aujourdhui")
        is_well_everywhere(page)
        page.get_by_label("Ticket", exact=True).focus()
        page.keyboard.type(f"HTTPS://RDV.EXAMPLE.ORG/T/{token}\n")  # as a scanner does
        expect(page.get_by_role("heading", level=1)).to_have_text("Ce que porte ce ticket")
        is_well_everywhere(page)
        page.get_by_role("button", name="Est là").press("Enter")
        expect(page.get_by_text("là depuis")).to_be_visible()
        for path in (f"heure?rdv={line.booking_id}", "nouveau", f"annuler/{line.booking_id}"):
            page.goto(f"{address}/aujourdhui/{path}")
            is_well_everywhere(page)
        page.context.close()
