"""A terminal whose store is a PostgreSQL behind a network that fails in every way.

Time is what the story says it is: a store that does not answer in time is one whose time
the story declares over. The screen answers then, while the store is still being waited for.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.agenda.demonstration import make_demonstration
from kiosk.store.engine import Store
from kiosk.store.outbox import Outbox
from kiosk.terminal.deadline import CallOff
from kiosk.terminal.outbox_entries import enquiry_entry
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import Booking, kind_of
from kiosk.visit.values import Enquiry
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.person import SignView
from kiosk.visit.view.steps import ReadStepView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import TimesView
from kiosk.visit.views import NoticeView
from tests.agenda.world import MONDAY, MovingClock, same_place, wrong_seats
from tests.devices.tcp_printer import TcpPrinter
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.terminal.floor import Floor, impatient
from tests.visit.small_catalog import CATALOG
from tests.visit.story import said

OFFER = "Nous notons votre demande"


class Patience:
    """The time that a store is given; it is over when the story says so."""

    def __init__(self) -> None:
        self._open: dict[int, Callable[[], None]] = {}
        self._number = 0

    def after(self, _seconds: float, deed: Callable[[], None]) -> CallOff:
        self._number += 1
        number = self._number
        self._open[number] = deed

        def call_off() -> None:
            self._open.pop(number, None)

        return call_off

    def is_over(self) -> None:
        for deed in list(self._open.values()):
            deed()


class Reach(Floor):
    """A floor whose store is at the other end of a network."""

    def __init__(
        self, data: Path, machine: TcpPrinter, clock: MovingClock, proxy: Proxy, name: str
    ) -> None:
        self.proxy = proxy
        self._looks = 0
        self.patience = Patience()
        database = f"postgresql+psycopg://postgres@127.0.0.1:{proxy.port}/{name}"
        super().__init__(
            data, impatient(machine), clock, database=database, after=self.patience.after
        )

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.data / "outbox.db")

    def breaks(self, way: str) -> None:
        match way:
            case "refused":
                self.proxy.refuse()
            case "black hole":
                self.proxy.swallow()
            case _:
                self.proxy.slow_down(3)

    def is_offered_to_write(self) -> NoticeView:
        """What the screen shows when the time that the store had is over."""
        self.patience.is_over()
        self.until_reads(OFFER)
        return self.sees(NoticeView)

    def is_back(self) -> None:
        """The network is well again: at the next look at today, what waits is delivered."""
        self.proxy.restore()
        self.until(self.has_delivered, f"the delivery of {self.outbox.waiting()}")

    def has_delivered(self) -> bool:
        self._looks += 1
        if self._looks % 20 == 1:  # a minute passes now and then
            self.clock.pass_time(seconds=61)
            self.terminal.tick()
        return self.outbox.is_empty()

    def bookings(self) -> list[Booking]:
        return self.agenda.bookings()

    def told(self) -> list[tuple[str, str, str | None]]:
        return [(kind_of(one), one.status, one.code) for one in self.bookings()]


@pytest.fixture
def reach(
    tmp_path: Path,
    machine: TcpPrinter,
    clock: MovingClock,
    postgres: PostgresServer,
    postgres_url: str,
) -> Iterator[Reach]:
    direct = Store(postgres_url)
    make_demonstration(direct, themes=[theme.id for theme in CATALOG.themes])
    with Proxy(postgres.port) as proxy:
        floor = Reach(tmp_path, machine, clock, proxy, postgres_url.rsplit("/", 1)[1])
        floor.opens()
        yield floor
        proxy.restore()
        floor.stop()
    assert wrong_seats(direct) == []
    direct.close()


WAYS = ["refused", "black hole", "slow"]


@pytest.mark.parametrize("way", WAYS)
def test_who_cannot_see_the_free_times_is_called_back(reach: Reach, way: str) -> None:
    reach.walks_until_stuck()
    reach.breaks(way)
    reach.touch("Par téléphone")
    assert reach.sees(TimesView).looking
    reach.is_offered_to_write()
    reach.touch("On me rappelle")
    reach.types("0612345678")
    reach.touch("Continuer")
    reach.types("zoé")
    reach.touch("Continuer")
    assert said(reach.until_sees(TicketView).title) == "Nous vous rappelons."
    reach.until(lambda: reach.reads("le ticket est sorti"), "the paper")
    code = reach.code
    reach.finishes()

    reach.resumes_with(code)  # still out of reach: it is found here
    reach.until_reads("Votre demande est notée.")
    reach.touch("Accueil")

    reach.is_back()
    assert reach.told() == [("enquiry", "waiting", code)]
    assert reach.agenda.today().enquiries == 1
    (row,) = _private(reach)
    assert row == ("Zoé", "0612345678", "printed")
    assert b"0612345678" not in (reach.data / "outbox.db").read_bytes()
    found = reach.agenda.find_by_code(code)
    assert found is not None


def _private(reach: Reach) -> list[tuple[str, str, str]]:
    with reach.agenda.store.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT first_name, phone, printing FROM booking"
            " JOIN ticket_booking ON booking.id = ticket_booking.booking_id"
            " JOIN ticket ON ticket.id = ticket_booking.ticket_id"
        )
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("way", WAYS)
def test_a_seat_that_cannot_be_held_is_asked_for_in_writing(reach: Reach, way: str) -> None:
    reach.walks_until_stuck()
    reach.finds_times()
    reach.touch("9 h")
    reach.breaks(way)
    reach.touch("Continuer sans prénom")
    assert not reach.sees(ConfirmView).confirm.enabled
    reach.is_offered_to_write()
    reach.touch("Je reviendrai avec un ticket")
    assert said(reach.until_sees(TicketView).title) == "Revenez nous voir avec ce ticket."
    code = reach.code
    reach.is_back()
    reach.finish_all_work()
    kept = [one for one in reach.told() if one[0] == "enquiry"]
    assert kept == [("enquiry", "waiting", code)]
    assert all(one[1] in ("expired", "cancelled") for one in reach.told() if one not in kept)


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_that_was_cut_off_is_settled_by_its_key(reach: Reach, arrives: bool) -> None:
    """The visitor leaves with one paper; whatever the store did, it leads to the truth."""
    reach.walks_until_stuck()
    reach.finds_times("Par téléphone")
    reach.touch("9 h")
    reach.types("0612345678")
    reach.touch("Continuer", "Continuer sans prénom")
    reach.until(lambda: reach.sees(ConfirmView).confirm.enabled, "a seat held")
    reach.proxy.drop_at_commit(arrives=arrives)
    reach.touch("Oui, je réserve")
    reach.until_reads(OFFER)
    reach.proxy.refuse()
    reach.touch("On me rappelle", "Continuer", "Continuer sans prénom")
    assert said(reach.until_sees(TicketView).title) == "Nous vous rappelons."
    code = reach.code
    reach.finishes()
    reach.is_back()
    if arrives:
        assert reach.told() == [("appointment", "confirmed", code)]
    else:
        assert sorted(reach.told()) == [
            ("appointment", "cancelled", None),
            ("enquiry", "waiting", code),
        ]


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_that_was_cut_off_is_tried_again_and_made_once(
    reach: Reach, arrives: bool
) -> None:
    reach.walks_until_stuck()
    reach.finds_times()
    reach.holds()
    reach.proxy.drop_at_commit(arrives=arrives)
    reach.touch("Oui, je réserve")
    reach.until_reads(OFFER)
    reach.touch("Essayer encore")
    reach.confirms()
    assert reach.told() == [("appointment", "confirmed", reach.code)]


def test_a_booking_that_comes_late_is_said(reach: Reach) -> None:
    reach.walks_until_stuck()
    reach.finds_times()
    reach.holds()
    reach.proxy.swallow()
    reach.touch("Oui, je réserve")
    reach.until(lambda: reach.proxy.swallowed, "the store being asked")
    reach.is_offered_to_write()
    reach.proxy.restore()
    reach.until_sees(TicketView)
    assert reach.told() == [("appointment", "confirmed", reach.code)]
    assert reach.outbox.is_empty()


def test_who_leaves_a_booking_in_doubt_has_no_appointment(reach: Reach) -> None:
    """They were told that it was not noted: nobody would come."""
    reach.walks_until_stuck()
    reach.finds_times()
    reach.holds()
    reach.proxy.drop_at_commit(arrives=True)
    reach.touch("Oui, je réserve")
    reach.until_reads(OFFER)
    reach.proxy.refuse()
    reach.touch("Accueil")
    reach.until(lambda: not reach.outbox.is_empty(), "the cancelling, written down")
    reach.is_back()
    assert [(kind_of(one), one.status) for one in reach.bookings()] == [
        ("appointment", "cancelled")
    ]


@pytest.mark.parametrize("way", WAYS)
def test_steps_are_kept_and_an_appointment_cancelled_without_the_store(
    reach: Reach, way: str
) -> None:
    reach.books()
    booked = reach.code
    reach.finishes()
    reach.resumes_with(booked)
    reach.until_reads("Voici votre rendez-vous")
    reach.touch("Annuler ce rendez-vous")
    reach.breaks(way)
    reach.touch("Oui, l'annuler")
    reach.patience.is_over()
    reach.until_reads("L'équipe le saura bientôt.")
    reach.touch("Accueil", "Je sais ce que je veux faire", "Trouver un emploi", "S'actualiser")
    reach.touch("Commencer", "C'est fait", "Terminer", "Garder mes étapes sur un ticket")
    reach.patience.is_over()
    reach.until_sees(TicketView)
    steps = reach.code
    reach.finishes()
    reach.resumes_with(steps)
    reach.until(lambda: "Je bloque" in reach.labels(), "the step")
    reach.touch("Accueil")

    reach.is_back()
    reach.finish_all_work()
    assert reach.told() == [("appointment", "cancelled", booked)]
    found = reach.agenda.find_by_code(steps)
    assert found is not None
    assert (found.bookings, [walk.service for walk in found.walks]) == ((), ["declare"])


@pytest.mark.parametrize("way", WAYS)
def test_a_call_is_told_later_only_while_it_is_true(reach: Reach, way: str) -> None:
    reach.walks_until_stuck()
    reach.breaks(way)
    reach.touch("Quelqu'un, maintenant")
    reach.sees(SignView)
    reach.patience.is_over()
    reach.touch("Ce n'est plus nécessaire")
    reach.sees(ReadStepView)
    reach.touch("Je bloque", "Quelqu'un, maintenant")
    reach.sees(SignView)
    reach.patience.is_over()
    reach.proxy.restore()

    def is_told() -> bool:
        reach.has_delivered()
        return "waiting" in [one.status for one in reach.bookings()]

    reach.until(is_told, "the call")
    reach.touch("Je suis là pour vous aider")
    reach.until(lambda: "waiting" not in [one.status for one in reach.bookings()], "the answer")
    statuses = sorted(one.status for one in reach.bookings())
    assert statuses in (["answered"], ["answered", "cancelled"])


def test_the_next_visitor_finds_a_store_that_is_back(reach: Reach) -> None:
    """Whatever still waits in vain, nothing stands in the way of who comes next."""
    reach.walks_until_stuck()
    reach.proxy.swallow()
    reach.touch("Par téléphone")
    reach.is_offered_to_write()
    reach.touch("Je reviendrai avec un ticket")
    reach.until_sees(TicketView)
    reach.finishes()
    reach.proxy.refuse()
    reach.proxy.restore()
    reach.books()
    reach.until(lambda: reach.outbox.is_empty(), "the delivery, without being asked")
    assert sorted(kind_of(one) for one in reach.bookings()) == ["appointment", "enquiry"]


_DELIVER = """
import sys, threading
from pathlib import Path
from kiosk.store.outbox import Outbox
from kiosk.store.schema import open_store
from kiosk.terminal.delivery import Delivery
from tests.agenda.world import MovingClock, same_place

class Told(Outbox):
    def delivered(self, entry):
        done = super().delivered(entry)
        print(entry.id, flush=True)
        return done

clock = MovingClock()
agenda = same_place(open_store(sys.argv[1]), clock)
outbox = Told(Path(sys.argv[2]))
delivery = Delivery(outbox, agenda, clock)
while not outbox.is_empty():
    threading.Event().wait(0.01)
"""


def test_a_program_killed_again_and_again_delivers_each_enquiry_once(
    tmp_path: Path, postgres_url: str, clock: MovingClock
) -> None:
    luck = random.Random(20)
    direct = Store(postgres_url)
    with direct.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO place (name, address, time_zone) VALUES ('Ici', '', 'Europe/Paris')"
        )
    agenda = same_place(direct, clock)
    outbox = Outbox(tmp_path / "outbox.db")
    codes = {f"r{number}": new_code() for number in range(16)}
    for key, code in codes.items():
        asked = Enquiry(id=key, topic="other", mode="phone", language="fr", asked_at=MONDAY)
        outbox.put(enquiry_entry(asked, None, code, new_token()))
    command = [sys.executable, "-c", _DELIVER, postgres_url, str(tmp_path / "outbox.db")]
    killed = 0
    while not outbox.is_empty():
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            for _line in range(luck.randint(1, 4)):
                program.stdout.readline()
            if program.poll() is None:
                program.send_signal(signal.SIGKILL)
                killed += 1
            program.stdout.read()
    assert killed >= 4
    assert {one.id: one.code for one in agenda.bookings()} == codes
    with direct.reading() as connection:
        for table, rows in (("booking", 16), ("ticket", 16), ("ticket_token", 16)):
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            assert (table, count) == (table, rows)
    direct.close()
