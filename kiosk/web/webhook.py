"""What RDV-Service-Public tells us: an appointment was taken, moved or cancelled there.

A delivery is a POST of JSON, `{"data": {…}, "meta": {"model", "event", "timestamp"}}`, with
`X-Lapin-Signature`, the HMAC-SHA256 of the raw body in hexadecimal (its documentation of
webhooks). Names and addresses in it are not kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, request

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.external_bookings import mirror
from kiosk.agenda.taken_elsewhere import ExternalAppointment
from kiosk.visit.values import Mode

log = logging.getLogger(__name__)

ADDRESS = "/webhooks/rdv-service-public"
MOST_BYTES = 64 * 1024
LONGEST = timedelta(days=1)
"""Of an appointment; without a length it is at its hour alone."""

MODES: Mapping[str, Mode] = {"public_office": "face", "phone": "phone", "visio": "video"}
STANDING = ("unknown", "seen")
"""To come, and come; the others are excused, revoked and noshow."""


class Unreadable(ValueError):  # noqa: N818
    """Signed, and still not what was confirmed_by_operator."""


class Webhook:
    """Takes in deliveries. `secret` is the one given to the other system."""

    def __init__(self, agenda: Agenda, secret: str) -> None:
        self._agenda = agenda
        self._secret = secret.encode()

    def receive(self) -> Response:
        request.max_content_length = MOST_BYTES
        body = request.get_data()
        if not self._is_theirs(body, request.headers.get("X-Lapin-Signature", "")):
            return _said(403, "wrong signature")
        try:
            read = read_delivery(body)
        except Unreadable as wrong:
            return _said(400, str(wrong))
        if read is None:
            return _said(200, "not about an appointment of ours")
        booking = self._agenda.write(mirror, read)
        if booking is None and read.stands and read.ends_at > self._agenda.clock():
            here = read.starts_at.astimezone(self._agenda.place.zone)
            log.warning("Taken elsewhere, without a seat of ours: %s.", f"{here:%d/%m/%Y %H:%M}")
        return _said(200, "no seat of ours" if booking is None else booking.status)

    def _is_theirs(self, body: bytes, signature: str) -> bool:
        right = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(signature.lower().encode("utf-8", "replace"), right.encode())


def read_delivery(body: bytes) -> ExternalAppointment | None:
    """The appointment told of; None for news of something else. Raises Unreadable."""
    try:
        said = json.loads(body)
        meta, data = said["meta"], said["data"]
        if meta["model"] != "Rdv":
            return None
        mode = MODES.get(data["motif"]["location_type"])
        if mode is None or data.get("collectif"):
            return None
        starts_at = _moment(data["starts_at"])
        return ExternalAppointment(
            id=_key(data),
            stands=meta["event"] != "destroyed" and data["status"] in STANDING,
            starts_at=starts_at,
            ends_at=starts_at + _length(data.get("duration_in_min")),
            mode=mode,
            told_at=_moment(meta["timestamp"]),
            helpers=tuple(str(agent["first_name"]) for agent in data.get("agents") or ()),
        )
    except (
        KeyError,
        TypeError,
        AttributeError,
        ArithmeticError,
        ValueError,
        RecursionError,
    ) as wrong:
        raise Unreadable(f"not a delivery: {type(wrong).__name__}") from wrong


def _key(data: Mapping[str, Any]) -> str:
    """Ours for it: a number or a text of the other system, in no more than our 64 letters."""
    theirs = str(data.get("uuid") or data["id"])
    return f"rdvsp-{hashlib.sha256(theirs.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _moment(said: str) -> datetime:
    """In UTC. ISO 8601, or "2026-09-14 09:00:00 +0200"; always with its offset."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = datetime.strptime(said, "%Y-%m-%d %H:%M:%S %z")
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    if not 2000 < moment.year < 2100:
        raise ValueError("a year of nobody's calendar")
    return moment.astimezone(UTC)


def _length(minutes: object) -> timedelta:
    if not isinstance(minutes, int) or minutes < 1:
        return timedelta(minutes=1)
    return min(timedelta(minutes=minutes), LONGEST)


def _said(status: int, words: str) -> Response:
    return Response(f"{words}\n", status, content_type="text/plain")
