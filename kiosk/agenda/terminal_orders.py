"""Who orders what of the terminals of a place, and how it is written down.

The door is the command line's or the board's; what is ordered and by whom is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from kiosk import limits
from kiosk.agenda import commands, staff_journal
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.tickets import id_of
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import terminal
from kiosk.text_files import has_invisible
from kiosk.visit.commands import MESSAGE_LETTERS, CommandKind, PlaceMessage

WITHIN = timedelta(seconds=10)
"""A terminal looks every two seconds; what it has not taken by then it never does."""

LONGEST_MESSAGE = timedelta(days=31)
"""What the place says for longer is written elsewhere."""


class OrderRefused(AgendaError):  # noqa: N818
    """It is not ordered; the sentence says why, for staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    kind: CommandKind
    message: PlaceMessage = field(default_factory=PlaceMessage)
    """Empty: it is withdrawn."""
    ticket_code: str = field(default="", repr=False)


def give(
    work: UnitOfWork, terminal_id: str, wanted: Order, author: Author, *, within: timedelta = WITHIN
) -> str:
    """The order's id. Raises NoSuchTerminal, OrderRefused."""
    command_id = commands.order(
        work,
        terminal_id,
        wanted.kind,
        author.name,
        within=within,
        account_id=author.account_id,
        payload=_payload(work, wanted),
    )
    staff_journal.record(work, author, f"terminal_{wanted.kind}", _about(terminal_id, wanted))
    return command_id


def give_all(
    work: UnitOfWork, wanted: Order, author: Author, *, within: timedelta = WITHIN
) -> dict[str, str]:
    """To each terminal of the place that was ever heard: the orders' ids, by terminal. Raises
    OrderRefused."""
    # A page that is served from a machine of its own is known, and never tells of itself.
    query = select(terminal.c.id).where(
        terminal.c.place_id == work.place.id, terminal.c.last_seen_at.is_not(None)
    )
    everywhere = work.connection.execute(query.order_by(terminal.c.id)).scalars().all()
    return {one: give(work, one, wanted, author, within=within) for one in everywhere}


def _about(terminal_id: str, wanted: Order) -> str:
    if wanted.kind != "message":
        return terminal_id
    return f"{terminal_id} : {wanted.message.text or 'aucun'}"


def _payload(work: UnitOfWork, wanted: Order) -> dict[str, Any] | None:
    if wanted.kind == "message":
        return commands.message_payload(_checked(work, wanted.message))
    if wanted.kind == "print_ticket":
        ticket_id = id_of(work, wanted.ticket_code)
        if ticket_id is None:
            raise OrderRefused("Aucun ticket de ce lieu n'a ce code, ou il ne sert plus.")
        return commands.ticket_payload(ticket_id)
    return None


def _checked(work: UnitOfWork, message: PlaceMessage) -> PlaceMessage:
    if not message.text:
        return message
    if why := limits.unfit(message.text, MESSAGE_LETTERS):
        raise OrderRefused(f"Ce message ne tient pas sur l'accueil : {why}.")
    if has_invisible(message.text):
        raise OrderRefused("Ce message a un signe qui ne se voit pas : écrivez-le sur une ligne.")
    if message.until <= work.now:
        raise OrderRefused("La fin de ce message est déjà passée : donnez-en une à venir.")
    if message.until > work.now + LONGEST_MESSAGE:
        raise OrderRefused("Un message reste un mois au plus : donnez une fin plus proche.")
    return message
