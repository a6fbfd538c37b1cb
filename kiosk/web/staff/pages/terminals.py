"""The terminals of the place: how each is, what is ordered of them, and what became of it.

Nothing here tells what a visitor does, or typed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast, get_args
from urllib.parse import urlencode

from flask import Response

from kiosk.agenda import commands
from kiosk.agenda.errors import NoSuchTerminal
from kiosk.agenda.terminal_orders import Order, OrderRefused, give, give_all
from kiosk.agenda.terminal_words import ORDERS
from kiosk.agenda.terminals import KnownTerminal, terminals_of_place
from kiosk.ticket.codes import read_typed
from kiosk.visit.commands import CommandKind, PlaceMessage
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.terminal_cards import card, order_line

LATEST, LATEST_OF_ONE = 12, 6
"""Orders told of: of all terminals, and of one."""

ASKED_ONCE_MORE = ("reset",)
"""What takes something from somebody who may still be there."""

AT_CLOSING: tuple[CommandKind, ...] = ("end_visit", "out_of_service", "in_service")

LIST = "/bornes"


def show(desk: Desk) -> Response:
    known = desk.agenda.read(terminals_of_place)
    orders = desk.agenda.read(commands.latest, LATEST)
    now, zone = _now(desk), desk.agenda.place.zone
    return desk.render(
        "terminals.html",
        cards=[card(one, now, zone) for one in known],
        silent=[card(one, now, zone) for one in known if one.state == "silent"],
        orders=[order_line(one, now, zone) for one in orders],
        words=ORDERS,
        at_closing=AT_CLOSING,
    )


def show_one(desk: Desk) -> Response:
    found = _found(desk, desk.args.get("borne", ""))
    if found is None:
        return desk.to(LIST, said="Cette borne n'est pas connue ici.")
    orders = desk.agenda.read(commands.latest, LATEST_OF_ONE, found.id)
    now, zone = _now(desk), desk.agenda.place.zone
    return desk.render(
        "terminal.html",
        one=card(found, now, zone),
        message_ends=f"{_message_ends(found, now).astimezone(zone):%Y-%m-%dT%H:%M}",
        orders=[order_line(one, now, zone) for one in orders],
        words=ORDERS,
    )


def settle(desk: Desk) -> Response:
    """One terminal's order; what cannot be ordered is said on its page."""
    kind, name = desk.form.get("ordre", ""), desk.form.get("borne", "")
    if kind not in get_args(CommandKind):
        return desk.to(LIST, said="Cet ordre n'est pas connu.")
    if kind in ASKED_ONCE_MORE and "sur" not in desk.form:
        return desk.render("terminal_sure.html", borne=name, everywhere=False, kind=kind)
    back = _back(desk, name)
    try:
        wanted = _wanted(desk, cast(CommandKind, kind))
        desk.agenda.write(give, name, wanted, desk.author)
    except NoSuchTerminal:
        return desk.to(LIST, said="Cette borne n'est pas connue ici.")
    except OrderRefused as refused:
        return desk.to(back, said=str(refused))
    return desk.to(back, said=f"{ORDERS[kind]} : c'est demandé à la borne {name}.")


def settle_all(desk: Desk) -> Response:
    kind = desk.form.get("ordre", "")
    if kind not in AT_CLOSING:
        return desk.to(LIST, said="Cet ordre se donne à une borne à la fois.")
    if "sur" not in desk.form and kind != "in_service":
        return desk.render("terminal_sure.html", borne="", everywhere=True, kind=kind, words=ORDERS)
    given = desk.agenda.write(give_all, Order(kind=kind), desk.author)
    count = f"{len(given)} bornes" if len(given) > 1 else f"{len(given)} borne"
    return desk.to(LIST, said=f"{ORDERS[kind]} : c'est demandé à {count}.")


def _wanted(desk: Desk, kind: CommandKind) -> Order:
    if kind == "message":
        return Order(kind=kind, message=_message(desk))
    if kind == "print_ticket":
        return Order(kind=kind, ticket_code=read_typed(desk.form.get("code", "")))
    return Order(kind=kind)


def _message(desk: Desk) -> PlaceMessage:
    """Raises OrderRefused where its end cannot be read."""
    text = " ".join(desk.form.get("texte", "").split())
    if not text:
        return PlaceMessage()
    try:
        until = datetime.fromisoformat(desk.form.get("fin", ""))
    except ValueError as error:
        raise OrderRefused("Dites jusqu'à quand ce message reste.") from error
    return PlaceMessage(text=text, until=until.replace(tzinfo=desk.agenda.place.zone))


def _message_ends(one: KnownTerminal, now: datetime) -> datetime:
    """What the form begins with: the end of the message that stands, else in half a day."""
    return one.message.until if one.message.stands(now) else now + timedelta(hours=12)


def _found(desk: Desk, name: str) -> KnownTerminal | None:
    known = desk.agenda.read(terminals_of_place)
    return next((one for one in known if one.id == name), None)


def _back(desk: Desk, name: str) -> str:
    if desk.form.get("retour") == "une":
        return f"{LIST}/une?{urlencode({'borne': name})}"
    return LIST


def _now(desk: Desk) -> datetime:
    return desk.agenda.latest_now()


ROUTES = (
    Route("GET", "/bornes", show, "machines", nav="Bornes"),
    Route("GET", "/bornes/une", show_one, "machines"),
    Route("POST", "/bornes/ordre", settle, "machines"),
    Route("POST", "/bornes/toutes", settle_all, "machines"),
)
