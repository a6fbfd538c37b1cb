"""What RDV-Service-Public tells us: an appointment was taken, moved or cancelled there.

A delivery is a POST of JSON, `{"data": {…}, "meta": {"model", "event", "timestamp"}}`, with
`X-Lapin-Signature`, the HMAC-SHA256 of the raw body in hexadecimal (its documentation of
webhooks). Names and addresses in it are not kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Response, request

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.mirror import Elsewhere, mirror
from kiosk.visit.values import Mode

ADDRESS = "/webhooks/rdv-service-public"
MOST_BYTES = 64 * 1024
MOST_KEPT = 5000
"""Appointments whose last news is remembered."""

MODES: Mapping[str, Mode] = {"public_office": "face", "phone": "phone", "visio": "video"}
STANDING = ("unknown", "seen")
"""To come, and come; the others are excused, revoked and noshow."""


class Unreadable(ValueError):  # noqa: N818
    """Signed, and still not what was agreed."""


class Webhook:
    """Takes in deliveries. `secret` is the one given to the other system."""

    def __init__(self, agenda: Agenda, secret: str, kept: Path) -> None:
        self._agenda = agenda
        self._secret = secret.encode()
        self._news = News(kept)

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
        elsewhere, at = read
        with self._news.lock:
            if not self._news.is_newer(elsewhere.id, at):
                return _said(200, "known already")
            try:
                booking = mirror(self._agenda, elsewhere)
            except AgendaError:  # somebody was quicker: they send it again
                return _said(503, "again, please")
            self._news.remember(elsewhere.id, at)
        return _said(200, "no seat of ours" if booking is None else booking.status)

    def _is_theirs(self, body: bytes, signature: str) -> bool:
        right = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(signature.lower().encode("utf-8", "replace"), right.encode())


class News:
    """The moment of the last news of each appointment, across restarts: older ones, and the
    same again, change nothing any more.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.lock = threading.Lock()
        self._last: dict[str, str] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
            found = json.loads(file.read_text(encoding="utf-8"))
            self._last = {str(key): _moment(at).isoformat() for key, at in found.items()}

    def is_newer(self, key: str, at: datetime) -> bool:
        return key not in self._last or at > datetime.fromisoformat(self._last[key])

    def remember(self, key: str, at: datetime) -> None:
        self._last.pop(key, None)
        self._last[key] = at.isoformat()
        while len(self._last) > MOST_KEPT:
            del self._last[next(iter(self._last))]
        draft = self._file.with_name(f"{self._file.name}.new")
        draft.write_text(json.dumps(self._last), encoding="utf-8")
        draft.replace(self._file)


def read_delivery(body: bytes) -> tuple[Elsewhere, datetime] | None:
    """The appointment told of, and when; None for news of something else. Raises Unreadable."""
    try:
        said = json.loads(body)
        meta, data = said["meta"], said["data"]
        if meta["model"] != "Rdv":
            return None
        mode = MODES.get(data["motif"]["location_type"])
        if mode is None or data.get("collectif"):
            return None
        return Elsewhere(
            id=_key(data),
            stands=meta["event"] != "destroyed" and data["status"] in STANDING,
            starts_at=_moment(data["starts_at"]),
            mode=mode,
            helpers=tuple(str(agent["first_name"]) for agent in data.get("agents") or ()),
        ), _moment(meta["timestamp"])
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
    """ISO 8601, or "2026-09-14 09:00:00 +0200"; always with its offset."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = datetime.strptime(said, "%Y-%m-%d %H:%M:%S %z")
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    if not 2000 <= moment.year < 2100:  # near the ends of the calendar, places' times have none
        raise ValueError("a time of another century")
    return moment


def _said(status: int, words: str) -> Response:
    return Response(f"{words}\n", status, content_type="text/plain")
