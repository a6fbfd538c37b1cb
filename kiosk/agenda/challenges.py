"""Challenges that somebody took on: on their ticket, and a count that is everybody's.

Nothing is lost by not coming back, nobody is compared, and nothing is a proof of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from kiosk.agenda import tickets
from kiosk.agenda.amend import add_to_count, insert_once
from kiosk.agenda.errors import NoSuchTicket
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import challenges_done, ticket_challenge
from kiosk.visit.tickets import ChallengeStatus

WEEK = timedelta(days=6)
"""Today and the six days before."""


def take(
    work: UnitOfWork,
    challenge_ids: Sequence[str],
    paper: NewPaper,
) -> tuple[str, str]:
    """Put them on the ticket in hand, or on a new one: its code, and a token for its paper.
    Idempotent; one that was left is taken again. Raises NoFreeCode.
    """
    code, token = tickets.issue(work, paper)
    ticket_id = tickets.id_of(work, code)
    assert ticket_id is not None
    for number, challenge_id in enumerate(challenge_ids):
        row = {
            "place_id": work.place.id,
            "ticket_id": ticket_id,
            "challenge_id": challenge_id,
            "status": "taken",
            # One moment each: they are told in the order in which they were picked.
            "taken_at": work.now + timedelta(microseconds=number),
        }
        if not insert_once(work.connection, ticket_challenge, row):  # it is on the paper already
            _set(work, ticket_id, challenge_id, "taken", only="left")
    return code, token


def mark(work: UnitOfWork, code: str, challenge_id: str, status: ChallengeStatus) -> None:
    """ "Fait", "pas cette fois", or neither again. Twice is once. Raises NoSuchTicket."""
    ticket_id = tickets.id_of(work, code)
    if ticket_id is None:
        raise NoSuchTicket(code)
    was_done = _set(work, ticket_id, challenge_id, status, only="done")
    if was_done:
        if status != "done":
            _count(work, -1)
        return
    for before in ("taken", "left"):
        if _set(work, ticket_id, challenge_id, status, only=before):
            if status == "done":
                _count(work, 1)
            return


def done_this_week(work: UnitOfWork) -> int:
    """By everybody here together, today and the six days before."""
    today = work.place.day_of(work.now)
    found: int | None = work.connection.execute(
        select(func.sum(challenges_done.c["count"])).where(
            challenges_done.c.place_id == work.place.id, challenges_done.c.day >= today - WEEK
        )
    ).scalar_one()
    return max(0, found or 0)


def _set(
    work: UnitOfWork, ticket_id: int, challenge_id: str, status: ChallengeStatus, *, only: str
) -> bool:
    """False when it is not on the ticket, or was not `only`."""
    changed = work.connection.execute(
        update(ticket_challenge)
        .where(
            ticket_challenge.c.place_id == work.place.id,
            ticket_challenge.c.ticket_id == ticket_id,
            ticket_challenge.c.challenge_id == challenge_id,
            ticket_challenge.c.status == only,
        )
        .values(status=status)
    )
    return changed.rowcount == 1


def _count(work: UnitOfWork, more: int) -> None:
    day = work.place.day_of(work.now)
    add_to_count(work.connection, challenges_done, {"place_id": work.place.id, "day": day}, more)
