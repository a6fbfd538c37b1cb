"""What a terminal does for its place without being asked: plan, forget, purge, show that it lives.

What cannot be undone is done by an hour that was looked at in the same transaction, and that is
trusted (`trusted_clock`); else ClockDoubtful is raised and nothing is changed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from kiosk.agenda import erase_names, planner
from kiosk.agenda import purge as purging
from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.planner import Planned
from kiosk.agenda.purge import Purged
from kiosk.agenda.still_offered import load_holidays
from kiosk.agenda.terminals import seen
from kiosk.agenda.tickets import KEPT
from kiosk.agenda.trusted_clock import TrustedClock, keep_the_newest
from kiosk.store.time_limit import HOUSEKEEPING

if TYPE_CHECKING:
    from kiosk.agenda.agenda import Agenda

LOOK_EVERY = 60.0
"""Seconds after which the hour is compared with the store's again, by whoever needs it: a page
that is served for weeks does not count on from its start for ever."""


def look(agenda: Agenda, connection: Connection, *, deciding: bool = True) -> str:
    """Compare the hour with the store's; a sentence for staff when it is not trusted."""
    clock, doubt = agenda.clock, None
    if isinstance(clock, TrustedClock):
        doubt = clock.look(connection, deciding=deciding)
    return doubt.says(agenda.place.zone) if doubt else ""


def judged(agenda: Agenda, connection: Connection) -> datetime:
    """The hour in UTC, for what cannot be undone; the store's own where it has one.

    Raises ClockDoubtful.
    """
    doubt = look(agenda, connection)
    if doubt:
        raise ClockDoubtful(doubt)
    return _now(agenda)


def plan(agenda: Agenda, weeks: int) -> Planned:
    load_holidays()
    with agenda.store.writing(patience=HOUSEKEEPING) as connection:
        now = judged(agenda, connection)
        return planner.plan(connection, agenda.place, now=now, weeks=weeks)


def beat(agenda: Agenda, version: str) -> str:
    """A sign of life; why the hour is not trusted, if it is not."""
    with agenda.store.writing(durable=False) as connection:
        doubt = look(agenda, connection)
        if doubt:  # what nobody believes must not be what others are compared with
            keep_the_newest(connection, agenda.terminal, _now(agenda))
        else:
            seen(connection, agenda.place, agenda.terminal, version, now=_now(agenda))
    return doubt


def forget(agenda: Agenda) -> int:
    """Erase the names of what has just ended, and empty the journal, also of names that were
    erased before; how many bookings. Raises ClockDoubtful.
    """
    agenda.store.empty_journal()
    with agenda.store.reading() as connection:
        now = judged(agenda, connection)
        kept = min(agenda.keep, KEPT)
        if not erase_names.has_just_ended(connection, agenda.place, now, now - kept):
            return 0
    with agenda.store.writing() as connection:
        now = judged(agenda, connection)
        done = erase_names.forget_what_has_ended(connection, agenda.place, now, now - kept)
    agenda.store.empty_journal()
    return done


def purge(agenda: Agenda, *, confirmed: bool) -> Purged:
    with agenda.store.writing(patience=HOUSEKEEPING) as connection:
        if confirmed and isinstance(agenda.clock, TrustedClock):
            _possible(agenda, connection)
            agenda.clock.accept(connection, agenda.terminal)
        now = _now(agenda) if confirmed else judged(agenda, connection)
        done = purging.purge(connection, agenda.place, now=now, keep=agenda.keep)
    return replace(done, erased=agenda.store.empty_journal())


def would_purge(agenda: Agenda) -> tuple[datetime, Purged, str]:
    """What a confirmed purge would do, the hour in UTC that it goes by, and why that hour is
    doubted, if it is (""). Raises ClockDoubtful for an hour that nobody could confirm.
    """
    with agenda.store.writing(patience=HOUSEKEEPING) as connection:
        doubt = _possible(agenda, connection)
        now = _accepted_now(agenda)
        trial = connection.begin_nested()
        done = purging.purge(connection, agenda.place, now=now, keep=agenda.keep)
        trial.rollback()
    return now, done, doubt


def _possible(agenda: Agenda, connection: Connection) -> str:
    """What `look` says."""
    doubt = look(agenda, connection)
    if isinstance(agenda.clock, TrustedClock) and agenda.clock.impossible:
        raise ClockDoubtful(doubt)
    return doubt


def _accepted_now(agenda: Agenda) -> datetime:
    """The server's hour; of a file, what this machine shows, right or wrong."""
    if isinstance(agenda.clock, TrustedClock) and agenda.store.is_sqlite:
        return agenda.clock.shown
    return _now(agenda)


def _now(agenda: Agenda) -> datetime:
    return agenda.clock().astimezone(UTC)
