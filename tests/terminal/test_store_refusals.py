"""A PostgreSQL that answers, and refuses: it is out of reach, and nothing written is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.agenda.demonstration import make_demonstration
from kiosk.store.engine import Store
from kiosk.store.errors import StoreRefused
from kiosk.terminal.workers import Worker
from kiosk.visit.results import TicketPrinted
from kiosk.visit.view.person import SignView
from kiosk.visit.view.steps import ReadStepView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import TimesView
from tests.agenda.world import MovingClock, wrong_seats
from tests.devices.tcp_printer import TcpPrinter
from tests.support.postgres import PostgresServer, set_read_only
from tests.support.proxy import Proxy
from tests.terminal.test_store_out_of_reach import OFFER, Reach
from tests.visit.small_catalog import CATALOG
from tests.visit.story import said


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
        floor.stop()
    assert wrong_seats(direct) == []
    direct.close()


def test_on_a_server_that_only_reads_a_seat_is_asked_for_in_writing(
    reach: Reach, postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    reach.walks_until_stuck()
    with set_read_only(postgres):
        assert reach.finds_times().nearest  # looking is no writing
        assert isinstance(reach.terminal.view.body, TimesView)
        reach.touch("9 h", "Continuer sans prénom")
        reach.until_reads(OFFER)
        reach.touch("Je reviendrai avec un ticket")
        assert said(reach.until_sees(TicketView).title) == "Revenez nous voir avec ce ticket."
        code = reach.code
        assert reach.told() == []
        assert not reach.outbox.is_empty()
    reach.until(reach.has_delivered, "the delivery")
    assert reach.told() == [("enquiry", "waiting", code)]
    assert "Traceback" not in caplog.text


def test_a_call_answered_while_the_server_only_reads_is_answered_once_it_writes(
    reach: Reach, postgres: PostgresServer
) -> None:
    reach.walks_until_stuck()
    reach.touch("Quelqu'un, maintenant")
    reach.sees(SignView)
    reach.until(lambda: [one[1] for one in reach.told()] == ["waiting"], "the call")
    with set_read_only(postgres):
        reach.touch("Je suis là pour vous aider")
        reach.sees(ReadStepView)
        reach.until(lambda: not reach.outbox.is_empty(), "the answer, written down")
        assert [one[1] for one in reach.told()] == ["waiting"]
    reach.until(reach.has_delivered, "the delivery")
    assert [one[1] for one in reach.told()] == ["answered"]


def test_a_right_that_was_taken_away_loses_no_answer(
    reach: Reach, postgres: PostgresServer
) -> None:
    """Whatever the store says in place of doing it, it is written down here."""
    reach.walks_until_stuck()
    reach.touch("Quelqu'un, maintenant")
    reach.until(lambda: [one[1] for one in reach.told()] == ["waiting"], "the call")
    forbid = """
        CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no longer' USING ERRCODE = '42501'; END $$;
        CREATE TRIGGER forbid BEFORE UPDATE ON booking EXECUTE FUNCTION forbid();
    """
    with postgres.admin(reach.database.rsplit("/", 1)[1]) as admin:
        admin.execute(forbid.encode())
        try:
            reach.touch("Je suis là pour vous aider")
            reach.until(lambda: not reach.outbox.is_empty(), "the answer, written down")
        finally:
            admin.execute("DROP FUNCTION forbid CASCADE")
    reach.until(reach.has_delivered, "the delivery")
    assert [one[1] for one in reach.told()] == ["answered"]


def printing(reach: Reach) -> str:
    with reach.agenda.store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT printing FROM ticket").scalar_one())


def test_what_became_of_a_paper_is_told_once_the_server_writes(
    reach: Reach, postgres: PostgresServer
) -> None:
    reach.books()
    reach.until(lambda: reach.reads("le ticket est sorti"), "the paper")
    code = reach.code
    reach.until(lambda: printing(reach) == "printed", "the record")
    outcome = TicketPrinted(reach.terminal.visit.id, code, "failed")
    with set_read_only(postgres):
        reach.runner._printed(code, outcome)
        reach.until(lambda: not reach.outbox.is_empty(), "the outcome, written down")
    reach.until(reach.has_delivered, "the delivery")
    assert printing(reach) == "failed"


def test_a_failure_of_a_failure_stops_no_worker() -> None:
    heard: list[str] = []
    worker: Worker[str] = Worker("clumsy", heard.append)

    def fail(*_why: object) -> tuple[str, ...]:
        raise StoreRefused("no")

    worker.do(fail, fail)
    worker.do(lambda: ("well",))
    assert worker.stop()
    assert heard == ["well"]
