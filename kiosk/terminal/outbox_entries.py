"""What waits in the outbox, as its entries say it, and back."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Literal

from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.tickets import token_hash
from kiosk.store.outbox import Entry
from kiosk.ticket.codes import new_token
from kiosk.visit.bookings import NotedEnquiry, Seen, Session, WaitingPlace
from kiosk.visit.effects import AttendSession, CancelBooking
from kiosk.visit.tickets import LocalTicket, Printing
from kiosk.visit.values import OTHER_TOPIC, Enquiry, Progress, StuckAt


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


def attend_entry(
    wanted: AttendSession, language: str, code: str, token: str, now: datetime
) -> Entry:
    return Entry(
        id=f"attend-{wanted.booking_id}",
        kind="attend",
        payload={
            "booking_id": wanted.booking_id,
            "session": _session_written(wanted.session),
            "persons": wanted.persons,
            "need": wanted.need,
            "mode": wanted.mode,
            "booth": wanted.booth,
            "instead_of": wanted.instead_of,
            "moves": wanted.moves,
            "language": language,
            "progress": asdict(wanted.progress) if wanted.progress else None,
        },
        written_at=now,
        ticket=LocalTicket(code=code, token_hashes=(token_hash(token),)),
    )


def wanted_seats_in(entry: Entry) -> WantedSeats:
    """A place on the list will do, where there are no seats any more."""
    return WantedSeats(
        booking_id=entry.payload["booking_id"],
        session_id=entry.payload["session"]["id"],
        persons=entry.payload["persons"],
        need=entry.payload["need"],
        # An entry of an earlier program has none of these.
        mode=entry.payload.get("mode"),
        booth=entry.payload.get("booth", False),
        instead_of=entry.payload.get("instead_of", ""),
        moves=entry.payload.get("moves", ""),
        wait=True,
    )


def bookings_in(entry: Entry) -> tuple[NotedEnquiry | WaitingPlace, ...]:
    """What the entry's ticket holds, as a booking; or nothing."""
    if entry.ticket is None:
        return ()
    match entry.kind:
        case "enquiry":
            return (booking_of(enquiry_in(entry), entry.ticket.code),)
        case "attend":
            return (_noted_place(entry, entry.ticket.code),)
        case _:
            return ()


def _noted_place(entry: Entry, code: str) -> WaitingPlace:
    """Without a rank: nobody knows yet whether there is a seat."""
    return WaitingPlace(
        id=entry.payload["booking_id"],
        topic=OTHER_TOPIC,
        code=code,
        status="waiting",
        session=_session_read(entry.payload["session"]),
        persons=entry.payload["persons"],
    )


def _session_written(session: Session) -> dict[str, Any]:
    written = asdict(session)
    for name in ("starts_at", "ends_at"):
        written[name] = written[name].isoformat()
    written["meetings"] = [[edge.isoformat() for edge in span] for span in session.meetings]
    return written


def _session_read(written: dict[str, Any]) -> Session:
    read = dict(written)
    for name in ("starts_at", "ends_at"):
        read[name] = datetime.fromisoformat(read[name])
    read["meetings"] = tuple(
        (datetime.fromisoformat(start), datetime.fromisoformat(end))
        for start, end in read.get("meetings", ())
    )
    return Session(**read)


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
