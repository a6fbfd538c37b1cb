"""Whether this machine's hour may decide over what cannot be undone; the one place that says so.

Planning withdraws hours, a purge deletes: a machine a year ahead would take everybody's
appointments away. With a database for several terminals, the server says the hour, and a machine
that shows another one decides nothing. With a file of our own, the hour has to go with the rows
that are there, with the program's age, and with what was counted since the program started.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from sqlalchemy import Connection, func, select, update

from kiosk import RELEASED
from kiosk.clocks import Clock, Elapsed, elapsed, synchronised_time
from kiosk.store.tables import booking, terminal, ticket

NEAR = timedelta(minutes=5)
"""Two clocks that differ by less say the same hour. Kerberos asks for no more either."""

LONGEST_REST = timedelta(days=5)
"""A terminal may have been off so long without anybody being asked: the longest week-end of the
year, from Thursday evening to Tuesday morning. After more, a time service or a person says that
the hour is right."""

Why = Literal["server", "released", "behind", "ahead", "jumped"]

SAID: dict[Why, str] = {
    "server": (
        "L'heure de cette machine, {ours}, n'est pas celle de la base, {other}. "
        "Réglez celle des deux qui est fausse."
    ),
    "released": (
        "Il serait {ours} : ce programme n'existait pas encore ({other}). Réglez l'heure."
    ),
    "behind": (
        "Il serait {ours}, et la base a été écrite le {other}. Réglez l'heure, ou, si elle est "
        "juste, confirmez-la par kiosk purge."
    ),
    "ahead": (
        "Il serait {ours}, et la base n'a plus été écrite depuis le {other}. Réglez l'heure, ou, "
        "si elle est juste, confirmez-la par kiosk purge."
    ),
    "jumped": (
        "L'heure de la machine a sauté au {ours}, alors qu'il devrait être {other}. Réglez "
        "l'heure, ou, si elle est juste, confirmez-la par kiosk purge."
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the hour is not trusted."""

    why: Why
    ours: datetime
    other: datetime
    """The hour that ours disagrees with."""

    def says(self, zone: tzinfo) -> str:
        """One sentence for staff, with the hours and their years as a place's clocks show them."""
        ours, other = with_year(self.ours, zone), with_year(self.other, zone)
        return SAID[self.why].format(ours=ours, other=other)


def with_year(moment: datetime, zone: tzinfo) -> str:
    """An hour as operators read it: "14/09/2026 08:00"."""
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"


def server_time(connection: Connection) -> datetime:
    """The database server's hour, this very moment."""
    said: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return said.astimezone(UTC)


class TrustedClock:
    """The hour as it can best be known, and whether it may be acted upon. In UTC.

    Once looked at, it goes on by itself: setting the machine's clock while the program runs
    moves no hold and ends no appointment. `look` compares it again, once a minute. Safe to
    share between threads.
    """

    def __init__(
        self,
        wall: Clock,
        *,
        elapsed: Elapsed = elapsed,
        synchronised: Callable[[], datetime | None] = synchronised_time,
        server: Callable[[Connection], datetime] = server_time,
    ) -> None:
        """`synchronised` is the hour that a time service vouches for, None without one."""
        self._wall = wall
        self._elapsed = elapsed
        self._synchronised = synchronised
        self._server = server
        self._known: tuple[datetime, float] | None = None
        self._beside_server = False
        self._sure = False
        """The hour was once looked at and found right: what is counted on from it counts."""
        self.doubt: Doubt | None = None
        """What the last look found wrong."""

    def __call__(self) -> datetime:
        """The hour, counted on from the last look."""
        if self._known is None:
            return self.shown
        hour, at = self._known
        return hour + timedelta(seconds=self._elapsed() - at)

    @property
    def shown(self) -> datetime:
        """What this machine's clock shows, right or wrong."""
        return self._wall().astimezone(UTC)

    @property
    def lost(self) -> bool:
        """No hour can be promised to anybody: it is not known what hour it is. A server that
        nobody wrote to for long is believed so far."""
        lost = ("released", "behind") if self._beside_server else ("released", "behind", "ahead")
        return self.doubt is not None and self.doubt.why in lost

    @property
    def impossible(self) -> bool:
        """Nobody can say that the hour is right: the program did not exist."""
        return self.doubt is not None and self.doubt.why == "released"

    @property
    def age(self) -> float:
        """Seconds since the last look that told the hour; endless before the first one."""
        return float("inf") if self._known is None else self._elapsed() - self._known[1]

    def look(self, connection: Connection, *, deciding: bool = False) -> Doubt | None:
        """Compare the hour with the server's, or with what the file knows; what is wrong.

        Before `deciding` over what cannot be undone a server's hour, too, has to go with its
        rows: the server may be a terminal's own machine.
        """
        self._beside_server = connection.dialect.name != "sqlite"
        if self._beside_server:
            self.doubt = self._looked_at_server(connection, deciding)
        else:
            self.doubt = self._judged(self.shown, connection)
        return self.doubt

    def accept(self, connection: Connection, terminal_id: str) -> datetime:
        """Somebody who sees the hour with its year says that it is right; the hour.

        On a server's database the server's counts all the same. See `impossible`.
        """
        sqlite = connection.dialect.name == "sqlite"
        self._set(self.shown if sqlite else self._server(connection))
        confirm_rows(connection, self(), None if sqlite else terminal_id)
        self.doubt, self._sure = None, True
        return self()

    def _set(self, hour: datetime) -> None:
        self._known = hour, self._elapsed()

    def _looked_at_server(self, connection: Connection, deciding: bool) -> Doubt | None:
        ours, server = self.shown, self._server(connection)
        if near(ours, server) and deciding:
            return self._judged(server, connection)
        if not self._sure or near(server, self()):
            self._set(server)
        if server < RELEASED:
            return Doubt("released", server, RELEASED)
        return None if near(ours, server) else Doubt("server", ours, server)

    def _judged(self, hour: datetime, connection: Connection) -> Doubt | None:
        vouched = self._synchronised()
        doubt = None
        if vouched is None or not near(hour, vouched):
            counted = self() if self._sure else None
            doubt = _plausible(hour, counted, newest_row(connection))
        # An hour that was right is counted on, whatever is shown since.
        if doubt is None or not self._sure:
            self._set(hour)
        self._sure = self._sure or doubt is None
        return doubt


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= NEAR


def _plausible(ours: datetime, counted: datetime | None, written: datetime | None) -> Doubt | None:
    """Whether an hour for which nobody vouches goes with what is known."""
    if ours < RELEASED:  # whoever says that it is right
        return Doubt("released", ours, RELEASED)
    if written is not None and near(ours, written):
        return None  # also after it jumped: another program of this machine confirmed it
    if counted is not None and not near(ours, counted):
        return Doubt("jumped", ours, counted)
    if written is None:
        return None
    if ours < written:
        return Doubt("behind", ours, written)
    return Doubt("ahead", ours, written) if ours - written > LONGEST_REST else None


def newest_row(connection: Connection) -> datetime | None:
    """When a file was written last, as far as its rows tell; None for an empty one.

    The terminals' signs of life, which only a trusted hour writes; without any, the newest
    booking or ticket.
    """
    seen: datetime | None = connection.execute(
        select(func.max(terminal.c.last_seen_at, type_=terminal.c.last_seen_at.type))
    ).scalar()
    return seen or _newest_made(connection)


def _newest_made(connection: Connection) -> datetime | None:
    made = [
        connection.execute(select(func.max(one, type_=one.type))).scalar()
        for one in (booking.c.created_at, ticket.c.created_at)
    ]
    return max((one for one in made if one is not None), default=None)


def keep_the_newest(connection: Connection, terminal_id: str, now: datetime) -> None:
    """While the hour is too far ahead, remember what it was doubted by: what is written
    meanwhile must not make it seem right. An hour that is behind stays behind by itself."""
    newest = newest_row(connection)
    if newest is not None and newest <= now:
        connection.execute(
            update(terminal)
            .where(terminal.c.id == terminal_id, terminal.c.last_seen_at.is_(None))
            .values(last_seen_at=newest)
        )


def confirm_rows(connection: Connection, now: datetime, terminal_id: str | None) -> None:
    """This terminal, or all of a file (None), were seen now: signs of life of a wrong hour
    count no more."""
    seen = update(terminal).values(last_seen_at=now)
    if terminal_id is not None:
        seen = seen.where(terminal.c.id == terminal_id)
    connection.execute(seen)
