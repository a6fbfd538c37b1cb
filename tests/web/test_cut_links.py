"""A ticket's address that was cut out of a message with something around it."""

from __future__ import annotations

import pytest

from kiosk.ticket.codes import new_token
from kiosk.web.visitor.ticket_links import read_path
from tests.web.corner import Corner, Phone

AROUND = [
    *(
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        ">",
        '"',
        "'",
        "*",
        "…",
        "»",
        "”",
        "’",
        "/",
        "/.",
    ),
    *("%2E", "%29.", "%3E", "%22", "%C2%BB", "%C2%A0%C2%BB", "%E2%80%9D", "%e2%80%a6", "%0D%0A"),
    *("%20", "%E2%80%8B", "%EF%BB%BF", "%C2%AD", "%00", ".Merci", ")%20ou", "&amp;", "%3Flang=fr"),
]


def test_what_stands_around_an_address_is_no_part_of_it(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    for tail in AROUND:
        for start in ("/T/", "/t/", "//t//"):
            phone.open(f"http://localhost{start}{token}{tail}")
            assert phone.title == "Votre rendez-vous", tail
        assert phone.open(f"/T/{token.lower()}{tail}").status == 200


def test_nor_around_that_of_a_page(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    for page in ("reserver", "deplacer", "annuler", "rappel", "rendez-vous.ics"):
        title = phone.open(f"/t/{token}/{page}").title
        for tail in (".", ")", "/", "%C2%BB", "%2E", ".%20", "/)"):
            for said in (page, page.upper()):
                assert phone.open(f"/T/{token}/{said}{tail}").status == 200, said + tail
                assert phone.title == title


def test_nor_around_what_was_chosen(corner: Corner, phone: Phone) -> None:
    token = corner.steps_ticket()
    days = phone.open(f"/t/{token}/reserver").title
    day = phone.open(f"/t/{token}/reserver?jour=2026-09-15").title
    assert day != days
    for tail in (".", ")", "%C2%BB.", "%29", "%20", "%0D%0A", "*"):
        phone.open(f"/t/{token}/reserver?mode=face&lang=en{tail}")
        assert phone.page.language == "en"
        assert phone.open(f"/t/{token}/reserver?jour=2026-09-15{tail}").title == day


def test_a_long_line_that_was_broken_is_one_address() -> None:
    token = new_token()
    for between in ("\r\n", " ", "\u00ad", "\u200b", "\u2028"):
        assert read_path(f"/T/{token[:11]}{between}{token[11:]}") == f"/t/{token}"


@pytest.mark.parametrize(
    "path",
    ["/", "/t", "/t/X", "/T/" + "A" * 27, "/t/" + "A" * 25, "/style.css", "/x/t/" + "A" * 26],
)
def test_another_address_stays_as_it_is(path: str) -> None:
    assert read_path(path) == path


def test_what_is_no_page_of_a_ticket_is_not_found(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    for tail in ("x", "7", "/x/y", "/annulerx/1", "/nowhere", "/reserver/2"):
        assert phone.open(f"/t/{token}{tail}").status == 404, tail


def test_a_day_that_no_calendar_of_ours_has_is_read(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    days = ("9999-12-31", "0001-01-01", "9999-12-31T23:59", "+9999-01-01", "2026-02-30")
    for day in (*days, "٢٠٢٦-٠٩-١٥", "99999-01-01", "9" * 500):
        for page in ("reserver", "deplacer"):
            for hour in ("0", "9" * 15, "9" * 1000, "-1"):
                phone.open(f"/t/{token}/{page}?jour={day}&heure={hour}")
                assert phone.status == 200, (day, hour)
