"""A machine whose hour is wrong takes nothing away from anybody, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select, update

from kiosk.agenda import calls
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.external_bookings import mirror
from kiosk.agenda.late_delivery import deliver_enquiry
from kiosk.agenda.maintenance import would_purge
from kiosk.agenda.self_service import Wanted, book_by_ticket, cancel_by_ticket
from kiosk.agenda.taken_elsewhere import ExternalAppointment
from kiosk.agenda.trusted_clock import LONGEST_REST, TrustedClock, server_time
from kiosk.store.schema import open_store
from kiosk.store.tables import booking, session, terminal, ticket
from kiosk.visit.bookings import Booking, Seen, kind_of
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import Enquiry
from tests.agenda.world import book_held, on_file, wrong_seats

YEAR = timedelta(days=365)
SOON = timedelta(seconds=1)

on_server = pytest.mark.parametrize("any_url", ["postgresql"], indirect=True)


class Machine:
    """A machine with a wall clock that can be set and a counter of seconds that cannot."""

    def __init__(self, wall: datetime | None = None) -> None:
        self.wrong = timedelta()
        self.since = wall or datetime.now(UTC)
        self.seconds = 0.0
        self.vouches = False
        self.server_wrong = timedelta()

    def wall(self) -> datetime:
        return self.since + timedelta(seconds=self.seconds) + self.wrong

    def clock(self) -> TrustedClock:
        return TrustedClock(
            self.wall,
            elapsed=lambda: self.seconds,
            synchronised=lambda: self.wall() if self.vouches else None,
            server=self.server,
        )

    def server(self, connection: Connection) -> datetime:
        """The real server's hour, as wrong as it is said to be."""
        return server_time(connection) + self.server_wrong


class Terminals:
    """Programs on one database, each with a machine of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.open: list[Agenda] = []
        store = open_store(url)
        make_demonstration(store)
        store.close()

    def start(self, machine: Machine, name: str = "terminal-1") -> Agenda:
        agenda = open_agenda(
            open_store(self.url),
            clock=machine.clock(),
            theme_of=lambda _topic: None,
            terminal_id=name,
        )
        self.open.append(agenda)
        return agenda

    def close(self) -> None:
        for agenda in self.open:
            agenda.store.close()


@pytest.fixture
def terminals(any_url: str) -> Iterator[Terminals]:
    opened = Terminals(any_url)
    yield opened
    assert wrong_seats(opened.open[0].store) == []
    opened.close()


def keeps_house(agenda: Agenda) -> str:
    """What a terminal does at its start and each minute; why it does not."""
    doubt = agenda.beat("0")
    for deed in (agenda.plan, agenda.purge, agenda.forget):
        if doubt:
            with pytest.raises(ClockDoubtful):
                deed()
        else:
            deed()
    return doubt


def books(agenda: Agenda, key: str = "zoé") -> Booking:
    free = agenda.free_times("other", "face", limit=50)[-1]
    agenda.hold(key, free.session_id, "other", "face", None, "fr")
    return book_held(agenda, key, "Zoé", code="BCDFGHJK")


def is_called_by_an_earlier_program(agenda: Agenda, machine: Machine, key: str) -> None:
    """One that wrote with whatever hour there was."""
    with agenda.store.writing() as connection:
        calls.call(agenda.unit_of_work(connection, machine.wall()), key, "other", None, "fr")


def everything(agenda: Agenda) -> tuple[object, ...]:
    """What housekeeping could take away, row by row."""
    with agenda.store.reading() as connection:
        return tuple(
            tuple(tuple(row) for row in connection.execute(select(table).order_by(table.c.id)))
            for table in (session, booking, ticket)
        )


IN_2013 = datetime(2013, 1, 1, tzinfo=UTC) - datetime.now(UTC)
WRONG = (
    YEAR,
    timedelta(days=31),
    timedelta(days=6),
    IN_2013,
    datetime(1970, 1, 2, tzinfo=UTC) - datetime.now(UTC),
    -timedelta(days=1),
    -timedelta(hours=1),
)


def test_a_machine_that_starts_with_a_wrong_hour_takes_nothing_away(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    assert keeps_house(good) == ""
    books(good)
    before = everything(good)
    for wrong in WRONG:
        machine = Machine()
        machine.wrong = wrong
        bad = terminals.start(machine)
        doubt = keeps_house(bad)
        assert f"{machine.wall().astimezone(bad.place.zone):%d/%m/%Y %H:%M}" in doubt
        assert everything(bad) == before
    assert good.booking("zoé").status == "confirmed"


def test_a_clock_that_jumps_while_the_program_runs_takes_nothing_away(
    terminals: Terminals,
) -> None:
    machine = Machine()
    agenda = terminals.start(machine)
    assert keeps_house(agenda) == ""
    books(agenda)
    before = everything(agenda)
    for wrong in WRONG:
        machine.wrong = wrong
        assert keeps_house(agenda)
        assert everything(agenda) == before
    # What was counted on is still right: visitors notice nothing.
    assert abs(agenda.clock() - machine.since) < timedelta(minutes=1)
    assert agenda.free_times("other", "face", limit=1)


@on_server
def test_a_server_also_sees_small_errors(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    books(good)
    before = everything(good)
    for wrong in (timedelta(minutes=10), timedelta(hours=3), timedelta(days=2)):
        machine = Machine()
        machine.wrong = wrong
        assert "n'est pas celle de la base" in keeps_house(terminals.start(machine, "terminal-2"))
        assert everything(good) == before
    assert keeps_house(good) == ""  # the others go on


@on_server
def test_beside_a_server_a_wrong_machine_goes_by_the_servers_hour(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    machine = Machine()
    machine.wrong = YEAR
    bad = terminals.start(machine, "terminal-2")
    free = bad.free_times("other", "face", limit=1)
    assert free == good.free_times("other", "face", limit=1)
    held = bad.hold("ours", free[0].session_id, "other", "face", None, "fr", seconds=120)
    assert held.expires_at - datetime.now(UTC) < timedelta(minutes=3)


@on_server
def test_a_wrong_machine_gives_nobodys_hold_back(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    free = good.free_times("other", "face", limit=1)[0]
    good.hold("held", free.session_id, "other", "face", None, "fr", seconds=900)
    machine = Machine()
    machine.wrong = timedelta(hours=1)
    bad = terminals.start(machine, "terminal-2")
    assert free.session_id not in [
        one.session_id for one in bad.free_times("other", "face", limit=50)
    ]
    assert good.booking("held").status == "held"


@on_server
def test_a_wrong_machine_whose_store_was_away_at_the_start_asks_the_hour_first(
    terminals: Terminals,
) -> None:
    """Whatever it does first when the store is back: nothing is given back by its own hour."""
    good = terminals.start(Machine())
    keeps_house(good)
    free = good.free_times("other", "face", limit=2)
    good.hold("held", free[0].session_id, "other", "face", None, "fr", seconds=900)
    booked = books(good)
    news = ExternalAppointment(
        id="rdv",
        stands=True,
        starts_at=free[1].starts_at,
        ends_at=free[1].ends_at,
        mode="face",
        told_at=datetime.now(UTC),
    )
    cancels = Seen.of(booked)
    deeds: tuple[Callable[[Agenda], object], ...] = (
        lambda bad: bad.free_times("other", "face", limit=1),
        lambda bad: bad.hold("ours", free[1].session_id, "other", "face", None, "fr"),
        lambda bad: bad.release("ours"),
        lambda bad: bad.write(mirror, news),
        lambda bad: bad.call("call", "other", None, "fr"),
        lambda bad: bad.find_by_code("BCDFGHJK"),
        lambda bad: bad.write(cancel_by_ticket, "BCDFGHJK", cancels),
    )
    for deed in deeds:
        machine = Machine()
        machine.wrong = YEAR
        bad = replace(good, clock=machine.clock())  # nobody has looked at its hour yet
        deed(bad)
        assert abs(bad.clock() - datetime.now(UTC)) < timedelta(minutes=1)
        assert good.booking("held").status == "held"
    assert good.booking(booked.id).status == "cancelled"
    assert kind_of(good.booking("call")) == "call"


@on_server
def test_a_server_a_year_ahead_with_its_own_terminal_takes_nothing_away(
    terminals: Terminals,
) -> None:
    """The database is on one of the terminals, whose hour is wrong: the two agree."""
    good = terminals.start(Machine())
    keeps_house(good)
    books(good)
    before = everything(good)
    for wrong in (YEAR, IN_2013, -timedelta(days=1)):
        host = Machine()
        host.wrong = host.server_wrong = wrong
        for name, machine in (("terminal-2", host), ("terminal-3", Machine())):
            machine.server_wrong = wrong
            assert keeps_house(terminals.start(machine, name))
        assert keeps_house(terminals.start(host, "terminal-2"))
        assert everything(good) == before


@on_server
def test_a_server_whose_hour_jumps_moves_nobodys_hold(terminals: Terminals) -> None:
    machine = Machine()
    agenda = terminals.start(machine)
    keeps_house(agenda)
    machine.server_wrong = YEAR
    assert keeps_house(agenda)
    assert abs(agenda.clock() - machine.since) < timedelta(minutes=1)
    machine.server_wrong = timedelta()
    assert keeps_house(agenda) == ""


@on_server
def test_a_place_that_was_closed_for_the_summer_is_asked_about_once(terminals: Terminals) -> None:
    agenda = terminals.start(Machine())
    keeps_house(agenda)
    with agenda.store.writing() as connection:
        connection.execute(update(terminal).values(last_seen_at=datetime.now(UTC) - YEAR / 6))
    back = terminals.start(Machine())
    assert "confirmez-la par kiosk purge" in keeps_house(back)
    assert back.free_times("other", "face", limit=1)  # visitors are served
    back.purge(confirmed=True)
    assert keeps_house(back) == ""
    assert keeps_house(terminals.start(Machine(), "terminal-2")) == ""


def test_a_clock_that_is_right_again_keeps_house_again(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    books(good)
    machine = Machine()
    machine.wrong = YEAR
    agenda = terminals.start(machine)
    assert keeps_house(agenda)
    is_called_by_an_earlier_program(agenda, machine, "a-call-meanwhile")
    assert keeps_house(agenda)
    machine.wrong = timedelta()
    assert keeps_house(agenda) == ""
    assert agenda.booking("zoé").status == "confirmed"


def test_a_jump_that_was_mended_keeps_house_again(terminals: Terminals) -> None:
    machine = Machine()
    agenda = terminals.start(machine)
    keeps_house(agenda)
    machine.wrong = timedelta(days=2)
    assert keeps_house(agenda)
    machine.wrong, machine.seconds = timedelta(), machine.seconds + 60
    assert keeps_house(agenda) == ""


@on_file
def test_what_is_written_with_a_wrong_hour_does_not_make_it_right(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    good.plan()  # no sign of life was ever written: the rows alone tell the hour
    books(good)
    machine = Machine()
    machine.wrong = YEAR
    for number in range(2):
        bad = terminals.start(machine)
        assert keeps_house(bad)
        is_called_by_an_earlier_program(bad, machine, f"call-{number}")
    assert good.booking("zoé").status == "confirmed"


@on_file
def test_while_the_hour_is_not_known_nobody_is_promised_one(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    free = good.free_times("other", "face", limit=1)[0]
    machine = Machine()
    machine.wrong = IN_2013
    bad = terminals.start(machine)
    with pytest.raises(ClockDoubtful):
        bad.free_times("other", "face", limit=1)
    with pytest.raises(ClockDoubtful):
        bad.hold("b", free.session_id, "other", "face", None, "fr")
    code, _token = good.issue_ticket(None, None, "fr", lambda: "BCDFGHJK", lambda: "T")
    wanted = Wanted(
        booking_id="w", session_id=free.session_id, topic="other", mode="face", language="fr"
    )
    with pytest.raises(ClockDoubtful):
        bad.write(book_by_ticket, code, wanted)
    with pytest.raises(ClockDoubtful):
        bad.call("call", "other", None, "fr")
    with pytest.raises(ClockDoubtful):
        bad.rate("good")
    with pytest.raises(ClockDoubtful):
        bad.write(cancel_by_ticket, code, Seen(booking_id="zoé", session_id=free.session_id))


@on_file
def test_a_week_end_off_is_nothing_and_months_are_asked_about(terminals: Terminals) -> None:
    off_since = datetime.now(UTC) - LONGEST_REST + timedelta(minutes=10)
    keeps_house(terminals.start(Machine(off_since)))
    assert keeps_house(terminals.start(Machine())) == ""
    with terminals.open[0].store.writing() as connection:
        connection.execute(update(terminal).values(last_seen_at=datetime.now(UTC) - YEAR / 4))
    back = terminals.start(Machine())
    assert "confirmez-la par kiosk purge" in keeps_house(back)
    back.purge(confirmed=True)
    assert keeps_house(back) == ""
    assert keeps_house(terminals.start(Machine())) == ""  # also after the next start


@on_file
def test_a_time_service_that_vouches_is_believed_at_once(terminals: Terminals) -> None:
    keeps_house(terminals.start(Machine(datetime.now(UTC) - timedelta(days=60))))
    machine = Machine()
    assert keeps_house(terminals.start(machine))
    machine.vouches = True
    assert keeps_house(terminals.start(machine)) == ""


@on_file
def test_a_machine_without_a_battery_that_a_time_service_sets_right(terminals: Terminals) -> None:
    """It starts with the hour at which it was switched off, then learns the real one."""
    friday = datetime.now(UTC) - timedelta(days=3)
    keeps_house(terminals.start(Machine(friday)))
    machine = Machine(friday + SOON)
    agenda = terminals.start(machine)
    assert keeps_house(agenda) == ""
    machine.wrong, machine.vouches = timedelta(days=3), True
    assert keeps_house(agenda) == ""
    assert abs(agenda.clock() - datetime.now(UTC)) < timedelta(minutes=1)


@on_file
def test_an_hour_that_was_too_far_ahead_for_a_day_can_be_confirmed_back(
    terminals: Terminals,
) -> None:
    """Nothing is known at a first start: the wrong hour was believed."""
    keeps_house(terminals.start(Machine(datetime.now(UTC) + YEAR)))
    right = terminals.start(Machine())
    assert "la base a été écrite le" in keeps_house(right)
    right.purge(confirmed=True)
    assert keeps_house(right) == ""


def test_an_hour_before_the_program_existed_is_confirmed_by_nobody(terminals: Terminals) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    books(good)
    before = everything(good)
    machine = Machine()
    machine.wrong = machine.server_wrong = IN_2013
    bad = terminals.start(machine)
    for deed in (lambda: would_purge(bad), lambda: bad.purge(confirmed=True)):
        with pytest.raises(ClockDoubtful, match="n'existait pas encore"):
            deed()
    assert keeps_house(terminals.start(machine))
    assert everything(good) == before


@on_file
def test_a_confirmation_from_another_program_is_heard_while_this_one_runs(
    terminals: Terminals,
) -> None:
    machine = Machine()
    running = terminals.start(machine)
    keeps_house(running)
    machine.wrong = timedelta(hours=2)  # it was set right by hand, say
    assert keeps_house(running)
    beside = Machine()
    beside.wrong = machine.wrong
    terminals.start(beside, "terminal-1").purge(confirmed=True)
    assert keeps_house(running) == ""
    assert running.clock() == machine.wall()


def test_a_new_database_is_planned(terminals: Terminals) -> None:
    agenda = terminals.start(Machine())
    assert keeps_house(agenda) == ""
    with agenda.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(session)).scalar_one() > 100


def test_winter_time_and_another_time_zone_are_no_jump(
    terminals: Terminals, monkeypatch: pytest.MonkeyPatch
) -> None:
    agenda = terminals.start(Machine())
    keeps_house(agenda)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert keeps_house(agenda) == ""


def test_what_would_go_is_told_and_nothing_goes(terminals: Terminals) -> None:
    agenda = terminals.start(Machine())
    keeps_house(agenda)
    books(agenda)
    with agenda.store.writing() as connection:
        long_ago = datetime.now(UTC) - timedelta(days=3)
        connection.execute(
            update(session)
            .where(session.c.taken > 0)
            .values(starts_at=long_ago, ends_at=long_ago + timedelta(minutes=30))
        )
    before = everything(agenda)
    _now, would, doubt = would_purge(agenda)
    assert (would.names, doubt) == (1, "")
    assert everything(agenda) == before
    assert agenda.purge().names == 1


@on_file
def test_what_was_written_down_with_a_wrong_hour_is_not_over_when_it_comes(
    terminals: Terminals,
) -> None:
    """On this terminal, while it believed itself in 2013; delivered once the hour is right."""
    good = terminals.start(Machine())
    keeps_house(good)
    for number, asked in enumerate((datetime.now(UTC) + IN_2013, datetime.now(UTC) + YEAR)):
        key, code = f"r{number}", f"BCDFGHJ{'KLMN'[number]}"
        request = Enquiry(id=key, topic="other", mode="phone", language="fr", asked_at=asked)
        made = LocalTicket(code=code, token_hashes=(key,))
        good.write(deliver_enquiry, request, made, lambda: "unused")
        good.purge()
        assert good.booking(key).status == "waiting"
        assert good.find_by_code(code)


def test_what_waited_longer_than_enquiries_are_kept_is_not_over_when_it_comes(
    terminals: Terminals,
) -> None:
    """A place that keeps things for two days, and whose store was away for three."""
    good = replace(terminals.start(Machine()), keep=timedelta(days=2))
    keeps_house(good)
    asked = datetime.now(UTC) - timedelta(days=3)
    request = Enquiry(id="r", topic="other", mode="phone", language="fr", asked_at=asked)
    good.write(
        deliver_enquiry, request, LocalTicket(code="BCDFGHJK", token_hashes=("r",)), lambda: ""
    )
    good.forget()
    good.purge()
    assert good.booking("r").status == "waiting"


@on_file
def test_with_a_wrong_hour_no_ticket_is_called_unknown_and_no_appointment_over(
    terminals: Terminals,
) -> None:
    good = terminals.start(Machine())
    keeps_house(good)
    books(good)
    machine = Machine()
    machine.wrong = YEAR
    bad = terminals.start(machine)
    for deed in (
        lambda: bad.find_by_code("BCDFGHJK"),
        lambda: bad.find_by_token("TOKEN"),
        lambda: bad.cancel("zoé"),
        lambda: bad.issue_ticket(None, None, "fr", lambda: "BCDFGHJL", lambda: "T"),
    ):
        with pytest.raises(ClockDoubtful):
            deed()
    assert good.find_by_code("BCDFGHJK")
