"""RDV-Service-Public tells of an appointment taken there: its hour is no longer promised here."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.visit.bookings import SeatBooking
from tests.agenda.world import wall
from tests.support.bookings import seat
from tests.web.corner import Corner, Phone

SECRET = "a secret that both sides know, and nobody else"
ADDRESS = "/webhooks/rdv-service-public"


def delivery(
    at: str = "2026-09-14 09:00:00 +0200",
    *,
    event: str = "created",
    status: str = "unknown",
    told: str = "2026-09-14T08:00:00+02:00",
    kind: str = "public_office",
    model: str = "Rdv",
) -> dict[str, Any]:
    return {
        "data": {
            "id": 10,
            "uuid": "6f0c",
            "status": status,
            "starts_at": at,
            "collectif": False,
            "motif": {"id": 1, "location_type": kind},
            "agents": [{"id": 5, "first_name": "amina", "last_name": "Z"}],
            "users": [{"first_name": "Francis", "phone_number": "+33612345678"}],
        },
        "meta": {"model": model, "event": event, "timestamp": told},
    }


class Wire:
    """What the other system sends, and what it is answered."""

    def __init__(self, corner: Corner) -> None:
        self.corner = corner
        self.again()

    def again(self) -> None:
        """The page starts anew."""
        self.phone: Phone = self.corner.phone(webhook_secret=SECRET)

    def send(self, said: Any, signature: str | None = None) -> TestResponse:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        right = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Lapin-Signature": right if signature is None else signature}
        return self.phone.client.post(ADDRESS, data=body, headers=headers)


@pytest.fixture
def wire(corner: Corner) -> Wire:
    return Wire(corner)


def hours(corner: Corner) -> list[str]:
    return [wall(one) for one in corner.agenda.free_times("declare", "face", limit=3)]


def only(corner: Corner) -> SeatBooking:
    (booking,) = corner.standing()
    return seat(booking)


def test_an_hour_taken_there_is_no_longer_free_here(corner: Corner, wire: Wire) -> None:
    assert hours(corner)[0] == "14/09 09:00"
    assert wire.send(delivery()).status_code == 200
    assert hours(corner)[0] == "14/09 09:30"
    booked = only(corner)
    assert (booked.session.helper, booked.mode, booked.code) == ("Amina", "face", None)
    assert corner.written(booked.id) == (None, None)


def test_the_same_delivery_again_changes_nothing(corner: Corner, wire: Wire) -> None:
    for _again in range(3):
        assert wire.send(delivery()).status_code == 200
    assert len(corner.standing()) == 1


def test_a_move_there_is_a_move_here_and_old_news_do_not_undo_it(
    corner: Corner, wire: Wire
) -> None:
    wire.send(delivery())
    moved = delivery("2026-09-14 10:00:00 +0200", event="updated", told="2026-09-14T08:05:00+02:00")
    wire.send(moved)
    assert f"{only(corner).session.starts_at:%H:%M}" == "10:00"
    wire.send(delivery())  # replayed
    wire.again()
    wire.send(delivery(event="updated"))  # and once more after a restart
    assert f"{only(corner).session.starts_at:%H:%M}" == "10:00"
    assert hours(corner)[0] == "14/09 09:00"


@pytest.mark.parametrize(
    "gone",
    [{"event": "destroyed"}, {"event": "updated", "status": "revoked"}, {"status": "excused"}],
)
def test_a_cancel_there_frees_the_hour_here_for_good(
    corner: Corner, wire: Wire, gone: dict[str, str]
) -> None:
    wire.send(delivery())
    wire.send(delivery(told="2026-09-14T08:05:00+02:00", **gone))
    assert corner.standing() == []
    assert hours(corner)[0] == "14/09 09:00"
    wire.send(delivery())
    assert corner.standing() == []


def test_an_appointment_there_takes_all_the_time_it_lasts(corner: Corner, wire: Wire) -> None:
    long = delivery()
    long["data"]["duration_in_min"] = 75
    assert wire.send(long).status_code == 200
    assert hours(corner)[0] == "14/09 10:30"


@pytest.mark.parametrize("name", ["a\x00mina", "Ami,na", "\ud800", "x" * 1000, ""])
def test_a_helper_of_a_strange_name_is_nobody_of_ours(
    corner: Corner, wire: Wire, name: str
) -> None:
    strange = delivery()
    strange["data"]["agents"] = [{"first_name": name}] * 30
    assert wire.send(strange).status_code == 200
    assert hours(corner)[0] == "14/09 09:30"


def test_an_hour_that_was_booked_here_first_is_not_promised_when_it_is_given_back(
    corner: Corner, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    token = corner.booked_ticket()
    assert wire.send(delivery()).text == "no seat of ours\n"
    assert "Taken elsewhere, without a seat of ours: 14/09/2026 09:00." in caplog.text
    corner.phone().scan(token).touch("Annuler le rendez-vous").send()
    assert hours(corner)[0] == "14/09 09:30"
    wire.again()
    wire.send(delivery(event="destroyed", told="2026-09-14T08:05:00+02:00"))
    assert hours(corner)[0] == "14/09 09:00"


def test_an_hour_that_is_not_ours_takes_nothing(corner: Corner, wire: Wire) -> None:
    answer = wire.send(delivery("2026-09-14 22:00:00 +0200"))
    assert (answer.status_code, answer.text) == (200, "no seat of ours\n")
    taken = corner.booked_ticket()
    assert wire.send(delivery(told="2026-09-14T08:09:00+02:00")).text == "no seat of ours\n"
    assert only(corner).id == corner.booking(taken).id


@pytest.mark.parametrize("other", [{"model": "Absence"}, {"kind": "home"}])
def test_news_of_something_else_are_taken_in_quietly(
    corner: Corner, wire: Wire, other: dict[str, str]
) -> None:
    assert wire.send(delivery(**other)).status_code == 200
    assert corner.agenda.bookings() == []


@pytest.mark.parametrize("signature", ["", "0" * 64, "é", "sha256=" + "0" * 64])
def test_what_is_not_signed_is_refused(corner: Corner, wire: Wire, signature: str) -> None:
    assert wire.send(delivery(), signature).status_code == 403
    assert corner.agenda.bookings() == []


def test_a_changed_body_is_refused(corner: Corner, wire: Wire) -> None:
    signed = hmac.new(SECRET.encode(), json.dumps(delivery()).encode(), hashlib.sha256)
    changed = delivery("2026-09-14 10:00:00 +0200")
    assert wire.send(changed, signed.hexdigest()).status_code == 403
    assert corner.agenda.bookings() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 5000,
        json.dumps(delivery("yesterday")).encode(),
        json.dumps(delivery("2026-09-14T09:00:00")).encode(),
        json.dumps(delivery("9999-12-31T23:30:00-01:00")).encode(),
        json.dumps(delivery("0001-01-01T00:00:00+01:00")).encode(),
        json.dumps(delivery("9999-12-31T23:59:59-01:00")).encode(),
        json.dumps(delivery("0001-01-01T00:00:00+14:00")).encode(),
        json.dumps(delivery("2026-09-14T09:00:00+99:00")).encode(),
        json.dumps(delivery("999999999-09-14T09:00:00+00:00")).encode(),
        json.dumps(delivery(told="9999-12-31T23:59:59+00:00")).encode(),
        json.dumps(delivery(told="0001-01-01T00:00:00+00:00")).encode(),
        json.dumps(delivery()).replace('"id": 10', f'"id": {"9" * 5000}').encode(),
        json.dumps(delivery(told="9999999999")).encode(),
        json.dumps({**delivery(), "data": {"motif": 3}}).encode(),
    ],
)
def test_what_is_signed_and_unreadable_is_told(corner: Corner, wire: Wire, body: bytes) -> None:
    assert wire.send(body).status_code == 400
    assert corner.agenda.bookings() == []


@pytest.mark.parametrize(
    "left", ["[]", "{", '{"a": 3}', '{"a": "9999-12-31T23:59:59+00:00"}', "\0"]
)
def test_news_that_do_not_read_any_more_are_forgotten(
    corner: Corner, wire: Wire, left: str
) -> None:
    (corner.folder / "web-news.json").write_text(left)
    wire.again()
    assert wire.send(delivery()).status_code == 200
    assert len(corner.standing()) == 1


def test_what_is_too_large_is_not_read(corner: Corner, wire: Wire) -> None:
    assert wire.send(delivery() | {"x": "x" * 20_000}).status_code == 200
    assert wire.send(delivery() | {"x": "x" * 70_000}).status_code == 413


def test_without_a_secret_there_is_no_such_page(corner: Corner, phone: Phone) -> None:
    assert phone._go("POST", ADDRESS, data=b"{}").status == 404


def test_what_can_never_be_kept_is_no_outage(
    corner: Corner, wire: Wire, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the other system would send it again for ever."""
    monkeypatch.setattr("kiosk.agenda.taken_elsewhere._names", lambda _told: ("Amina" * 60,))
    answer = wire.send(delivery())
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert "Amina" not in caplog.text
