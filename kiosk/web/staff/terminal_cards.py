"""A terminal and an order as the board shows them: words, and no figures to be read as code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.agenda.commands import OrderLine
from kiosk.agenda.terminal_words import ORDERS, PAPER, PRINTINGS, PROGRESS, STATES
from kiosk.agenda.terminals import KnownTerminal
from kiosk.visit.findings import Finding
from kiosk.web.staff.french import day_and_hour, hour, how_long

TROUBLED = ("silent", "help_called", "asking", "out_of_service")
"""States that somebody should see from afar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalCard:
    id: str
    location: str
    """Where in the room it stands; empty where nobody said."""
    state: str
    words: str
    since: str
    """How long it has been so."""
    troubled: bool
    version: str
    printer: str
    printer_troubled: bool
    tickets: tuple[str, ...]
    outbox: str
    message: str
    message_until: str
    findings: tuple[Finding, ...]
    """What it found not fine of itself; what must be mended first."""
    in_service: bool
    silent: bool
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrder:
    when: str
    at: datetime
    who: str
    what: str
    terminal: str
    progress: str
    became: str


def card(one: KnownTerminal, now: datetime, zone: ZoneInfo) -> TerminalCard:
    message = one.message if one.message.stands(now) else None
    return TerminalCard(
        id=one.id,
        location=one.location or "",
        state=one.state,
        words=STATES[one.state],
        since=how_long(now - one.since) if one.since else "",
        troubled=one.state in TROUBLED,
        version=one.version or "?",
        printer=_printer(one),
        printer_troubled=bool(one.printer) or one.printer_state in ("low", "out", "offline"),
        tickets=tuple(
            f"{_when(each.at, now, zone)} : {PRINTINGS.get(each.state, each.state)}"
            for each in one.tickets
        ),
        outbox=_outbox(one.outbox),
        message=message.text if message else "",
        message_until=day_and_hour(message.until, zone) if message else "",
        findings=tuple(sorted(one.findings, key=lambda found: found.state != "wrong")),
        in_service=one.state != "out_of_service",
        silent=one.state == "silent",
        seen=day_and_hour(one.last_seen_at, zone) if one.last_seen_at else "",
    )


def _when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """With its day, where that is not today."""
    today = moment.astimezone(zone).date() == now.astimezone(zone).date()
    return hour(moment, zone) if today else day_and_hour(moment, zone)


def _printer(one: KnownTerminal) -> str:
    """What is wrong with it, else how its paper is."""
    return one.printer or (PAPER[one.printer_state] if one.printer_state else "?")


def _outbox(count: int | None) -> str:
    if count is None:
        return "?"
    return "rien" if count == 0 else f"{count} à porter à la base"


def order_line(one: OrderLine, now: datetime, zone: ZoneInfo) -> ShownOrder:
    became = PROGRESS[one.progress]
    return ShownOrder(
        when=_when(one.created_at, now, zone),
        at=one.created_at,
        who=one.ordered_by,
        what=ORDERS.get(one.kind, one.kind),
        terminal=one.terminal_id,
        progress=one.progress,
        became=f"{became} : {one.said}" if one.said else became,
    )
