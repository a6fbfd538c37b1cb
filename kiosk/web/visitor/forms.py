"""Forms that carry what they are about: sealed when they are shown, read when they are sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import request

from kiosk.visit.bookings import Seen
from kiosk.visit.values import Mode
from kiosk.web.csrf import is_sealed, new_key, seal
from kiosk.web.visitor.site import Turn

SEALED = ("remplace", "creneau", "heure", "mode")
"""What the ticket had, its session, the session that is wanted and how the person is met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """A form that is ours: sealed for this ticket and this page, with all that it says."""

    key: str
    seen: Seen
    session_id: int | None
    mode: Mode
    hidden: dict[str, str]
    """Its hidden fields, to be asked once more."""


def sealed(
    turn: Turn, page: str, session_id: int | None = None, mode: Mode | None = None
) -> dict[str, str]:
    """The hidden fields of a form about what the ticket has now, and the hour that is wanted."""
    had = turn.to_come or turn.enquiry or turn.waiting
    seen = Seen.of(had) if had else Seen()
    said = {
        "remplace": seen.booking_id,
        "creneau": _said(seen.session_id),
        "heure": _said(session_id),
        "mode": mode or "",
    }
    key = new_key()
    return said | {"cle": key, "sceau": _seal(turn, page, key, said)}


def read_form(turn: Turn, page: str) -> SentForm | None:
    """The form that was sent; None when it is not ours as it is, or sent by another site."""
    form = request.form
    said = {name: form.get(name, "") for name in SEALED}
    key, given = form.get("cle", ""), form.get("sceau", "")
    from_elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site"
    if from_elsewhere or not is_sealed(given, turn.site.secret, *_parts(turn, page, key, said)):
        return None
    if said["mode"] not in ("", *turn.site.modes):  # sealed before the place's settings changed
        return None
    return SentForm(
        key=key,
        seen=Seen(booking_id=said["remplace"], session_id=number(said["creneau"])),
        session_id=number(said["heure"]),
        mode=mode_of(turn, said["mode"]),
        hidden=said | {"cle": key, "sceau": given},
    )


def mode_of(turn: Turn, said: str) -> Mode:
    return next((mode for mode in turn.site.modes if mode == said), turn.site.modes[0])


def number(said: str) -> int | None:
    """A row's number; nothing for what no table can hold."""
    return int(said) if re.fullmatch(r"[0-9]{1,15}", said) else None


def _seal(turn: Turn, page: str, key: str, said: dict[str, str]) -> str:
    return seal(turn.site.secret, *_parts(turn, page, key, said))


def _parts(turn: Turn, page: str, key: str, said: dict[str, str]) -> tuple[str, ...]:
    return (turn.token, page, key, *(said[name] for name in SEALED))


def _said(session_id: int | None) -> str:
    return "" if session_id is None else str(session_id)
