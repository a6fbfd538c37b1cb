"""A ticket held before the scanner, from its keys to what the store knows."""

from __future__ import annotations

import logging

import pytest

from kiosk.devices.keyboard_layouts import FRENCH, GERMAN, SWISS, KeyboardLayout
from kiosk.devices.scanner import ScanReader
from kiosk.visit.events import Scanned
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.staff import StaffView
from kiosk.visit.view.ticket_lookup import AppointmentView
from tests.devices.test_scanner import Device
from tests.terminal.floor import Floor


def shows(floor: Floor, text: str, layout: KeyboardLayout) -> None:
    """A scanner set to this keyboard reads it."""
    (scan,) = Device(ScanReader(), layout).types(text).scans
    floor.terminal.send(Scanned(scan[0].text, scan))


@pytest.mark.parametrize("layout", [GERMAN, FRENCH], ids=lambda one: one.name)
def test_a_ticket_of_this_place_is_found_whatever_keyboard_the_scanner_is_set_to(
    layout: KeyboardLayout, floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """German and Spanish keys read alike, but for Y and Z: both readings are looked for."""
    monkeypatch.setattr(
        "kiosk.terminal.ticket_maker.new_token", lambda: "ZYXWVUTSRQPONMLKJIHGFEDCBA"
    )
    floor.books()
    url = floor.url
    assert "ZYX" in url
    floor.finishes()
    shows(floor, url, layout)
    floor.until_sees(AppointmentView)


def test_the_barcode_of_a_bottle_leaves_the_confirmation_alone(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds("9 h 30", "zoé")
    before = floor.terminal.visit
    for _time in range(6):
        shows(floor, "3017620422003", FRENCH)
        floor.until(lambda: not floor.terminal.visit.scanning, "the answer")
    assert floor.terminal.visit == before
    floor.confirms()
    assert [one.status for one in floor.agenda.bookings()] == ["confirmed"]


def test_a_ticket_shown_on_the_confirmation_waits_for_the_visitor(floor: Floor) -> None:
    floor.books()
    url = floor.url
    floor.finishes()
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds("10 h", "ali")
    floor.scans(url)
    floor.until_reads("Ouvrir ce ticket ?")
    assert sorted(one.status for one in floor.agenda.bookings()) == ["confirmed", "held"]
    floor.touch("Continuer ce que je faisais")
    assert floor.sees(ConfirmView).confirm.enabled
    floor.confirms()
    assert [one.status for one in floor.agenda.bookings()] == ["confirmed", "confirmed"]


def test_staff_see_on_their_menu_how_the_scanner_is_set(floor: Floor) -> None:
    from kiosk.terminal.pin import choose_pin

    choose_pin(floor.data / "staff-pin", "2580")
    floor.books()
    url = floor.url
    floor.finishes()
    floor.tries_pin("2580")
    floor.sees(StaffView)
    shows(floor, url, SWISS)
    floor.until_reads("Le lecteur a lu un ticket : …/T/")
    assert floor.reads("Clavier : suisse (QWERTZ).") or floor.reads("Clavier : allemand (QWERTZ).")
    assert not floor.reads(url[-20:]), "it cannot be copied from the screen"


def test_nothing_that_was_scanned_comes_into_the_log(
    floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    floor.books()
    url = floor.url
    floor.finishes()
    floor.sees(AttractView)
    for text in (url, "3017620422003", "HTTPS://AILLEURS.EXAMPLE/T/" + "A" * 26):
        floor.scans(text)
        floor.until(lambda: not floor.terminal.visit.scanning, "the answer")
        assert text[-13:] not in caplog.text
