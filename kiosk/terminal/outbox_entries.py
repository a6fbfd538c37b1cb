"""What waits in the outbox, as its entries say it, and back."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Literal

from kiosk.agenda.tickets import token_hash
from kiosk.store.outbox import Entry
from kiosk.ticket.codes import new_token
from kiosk.visit.bookings import NotedEnquiry, Seen
from kiosk.visit.effects import CancelBooking
from kiosk.visit.tickets import LocalTicket, Printing
from kiosk.visit.values import Enquiry, Progress, StuckAt


def enquiry_entry(enquiry: Enquiry, wanted_at: datetime | None, code: str, token: str) -> Entry:
    payload = asdict(enquiry)
    payload["asked_at"] = enquiry.asked_at.isoformat()
    payload["wanted_at"] = wanted_at and wanted_at.isoformat()
    return Entry(
        id=enquiry.id,
        kind="enquiry",
        payload=payload,
        written_at=enquiry.asked_at,
        ticket=LocalTicket(code=code, token_hashes=(token_hash(token),)),
    )


def enquiry_in(entry: Entry) -> Enquiry:
    payload = dict(entry.payload)
    payload.pop("wanted_at")
    stuck = payload.pop("stuck_at")
    return Enquiry(
        **(payload | {"asked_at": datetime.fromisoformat(payload["asked_at"])})
        | {
            "stuck_at": StuckAt(**stuck) if stuck else None,
            "progress": _progress(payload["progress"]),
        }
    )


def wanted_in(entry: Entry) -> datetime | None:
    """The time that was chosen and could not be written down."""
    kept = entry.payload.get("wanted_at")
    return datetime.fromisoformat(kept) if kept else None


def bookings_in(entry: Entry) -> tuple[NotedEnquiry, ...]:
    """What the entry's ticket holds: the enquiry as a booking, or nothing."""
    if entry.kind != "enquiry" or entry.ticket is None:
        return ()
    return (booking_of(enquiry_in(entry), entry.ticket.code),)


def booking_of(enquiry: Enquiry, code: str) -> NotedEnquiry:
    return NotedEnquiry(
        id=enquiry.id,
        status="waiting",
        topic=enquiry.topic,
        mode=enquiry.mode,
        stuck_at=enquiry.stuck_at,
        code=code,
    )


def steps_entry(progress: Progress, language: str, code: str, token: str, now: datetime) -> Entry:
    return Entry(
        id=f"steps-{token_hash(token)[:16]}",  # the log shows it: no code
        kind="steps",
        payload={"progress": asdict(progress), "language": language},
        written_at=now,
        ticket=LocalTicket(code=code, token_hashes=(token_hash(token),)),
    )


def walks_in(entry: Entry) -> tuple[Progress, ...]:
    """The steps that the entry's ticket brings back."""
    progress = progress_in(entry)
    return () if progress is None else (progress,)


def progress_in(entry: Entry) -> Progress | None:
    return _progress(entry.payload.get("progress"))


def _progress(kept: dict[str, Any] | None) -> Progress | None:
    if kept is None:
        return None
    return Progress(service=kept["service"], trail=tuple(kept["trail"]), finished=kept["finished"])


def printing_entry(code: str, state: Printing, now: datetime) -> Entry:
    """What became of the paper of a ticket that the store has."""
    payload = {"code": code, "state": state}
    return Entry(id=f"printing-{new_token()[:8]}", kind="printing", payload=payload, written_at=now)


def about_booking(
    kind: Literal["cancel", "answer_call", "end_call"], booking_id: str, now: datetime
) -> Entry:
    return Entry(
        id=f"{kind}-{booking_id}", kind=kind, payload={"booking_id": booking_id}, written_at=now
    )


def cancel_entry(wanted: CancelBooking, now: datetime) -> Entry:
    """What is cancelled is what was seen: it may be moved before this is delivered."""
    entry = about_booking("cancel", wanted.booking_id, now)
    if wanted.seen is None:
        return entry
    return replace(
        entry,
        id=f"{entry.id} {wanted.seen.session_id}",
        payload=entry.payload | {"seen": asdict(wanted.seen)},
    )


def seen_in(entry: Entry) -> Seen | None:
    kept = entry.payload.get("seen")
    return None if kept is None else Seen(**kept)
