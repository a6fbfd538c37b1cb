"""A terminal outside its place's opening hours, with its store and a restart."""

from __future__ import annotations

from datetime import time

from sqlalchemy import insert

from kiosk.store.tables import opening_hours
from kiosk.terminal.pin import choose_pin
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.opening_times import ClosedView
from tests.agenda.world import MONDAY
from tests.terminal.floor import Floor


def test_staff_open_a_closed_terminal_and_a_restart_does_not_forget_it(floor: Floor) -> None:
    hours = {"weekday": 0, "starts": time(9), "ends": time(17)}
    with floor.agenda.store.writing() as connection:
        connection.execute(insert(opening_hours).values(place_id=floor.agenda.place.id, **hours))
    floor.clock.pass_time(minutes=1)
    choose_pin(floor.data / "staff-pin", "2580")

    def closes() -> bool:
        floor.terminal.tick()
        return isinstance(floor.terminal.view.body, ClosedView)

    floor.until(closes, "the place is closed")
    floor.wakes()
    floor.sees(ClosedView)
    floor.terminal.tick()
    assert floor.terminal.snapshot.state == "closed"
    floor.tries_pin("2580")
    floor.touch("Ouvrir quand même")
    floor.sees(AttractView)
    floor.until(lambda: (floor.data / "open-until").is_file(), "it is written down")
    floor.restart()
    floor.opens()
    floor.terminal.tick()
    floor.sees(AttractView)
    floor.clock.now = MONDAY.replace(hour=17)
    floor.until(closes, "the next closing")
