"""What a log may hold when a statement fails that had somebody's name in its hands."""

from __future__ import annotations

import logging

import pytest

from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import NoticeView
from tests.terminal.floor import Floor

REFUSE_NAMES = (
    "CREATE TRIGGER refuse BEFORE UPDATE OF first_name ON booking "
    "BEGIN SELECT RAISE(ABORT, 'refused'); END"
)


def test_a_name_and_a_number_that_could_not_be_written_are_not_in_the_log(
    floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    floor.walks_until_stuck()
    floor.finds_times("Par téléphone")
    floor.touch("9 h")
    floor.types("0612345678")
    floor.touch("Continuer")
    floor.types("zoé")
    floor.touch("Continuer")
    floor.until(lambda: floor.sees(ConfirmView).confirm.enabled, "a seat held")
    with floor.agenda.store.writing() as connection:
        connection.exec_driver_sql(REFUSE_NAMES)
    floor.touch("Oui, je réserve")
    floor.until_sees(NoticeView)
    assert "refused" in caplog.text  # the failure is told, with its statement
    assert "UPDATE booking" in caplog.text
    assert "zoé" not in caplog.text.lower()
    assert "0612345678" not in caplog.text

    with floor.agenda.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER refuse")
    floor.touch("Essayer encore", "Oui, je réserve")
    floor.until_sees(TicketView)
    assert floor.rows("SELECT first_name, phone FROM booking") == [("Zoé", "0612345678")]
