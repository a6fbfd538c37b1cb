"""An order of the team reaches the terminal within two seconds, is done once, and what became of it
is written down."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from datetime import UTC, timedelta

from kiosk.agenda import commands
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.terminal_orders import Order, give
from kiosk.agenda.terminals import KnownTerminal, terminals_of_place
from kiosk.devices.memory_printer import MemoryPrinter
from kiosk.devices.printer import PrinterStatus
from kiosk.terminal.commands import LOOK_EVERY
from kiosk.ticket.qr import read_qr
from kiosk.visit.commands import CommandKind, PlaceMessage
from kiosk.visit.state import Visit
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.staff import OutOfServiceView, StillThereView
from tests.agenda.world import MovingClock
from tests.terminal.floor import Floor

AMINA = Author("a1", "Amina")


def ordered(floor: Floor, wanted: Order | CommandKind) -> str:
    order = wanted if isinstance(wanted, Order) else Order(kind=wanted)
    return floor.agenda.write(give, floor.agenda.terminal, order, AMINA)


def arrives(floor: Floor) -> None:
    """The next look for orders has been."""
    floor.pass_time(int(LOOK_EVERY))


def became(floor: Floor, command_id: str) -> tuple[str, str]:
    found: list[commands.Ordered] = []

    def answered() -> bool:
        found[:] = [floor.agenda.read(commands.how_far, command_id)]
        return found[0].outcome is not None

    floor.until(answered, "an answer")
    return found[0].outcome or "", found[0].said


def told(floor: Floor) -> KnownTerminal:
    (one,) = floor.agenda.read(terminals_of_place)
    return one


def test_a_reset_from_afar_leaves_nothing_of_the_visit_alive(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    before = floor.terminal.visit.id
    reset = ordered(floor, "reset")
    arrives(floor)
    floor.until_sees(AttractView)
    assert became(floor, reset) == ("done", "")
    floor.finish_all_work()
    gc.collect()
    alive = [one for one in gc.get_objects() if isinstance(one, Visit) and one.id == before]
    assert alive == []
    assert floor.wipes > 0
    assert floor.rows("SELECT count(*) FROM booking WHERE status = 'held'") == [(0,)]


def test_whoever_is_still_there_is_heard_by_the_team(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    end = ordered(floor, "end_visit")
    arrives(floor)
    floor.until_sees(StillThereView)
    assert floor.chimes == 1
    floor.touch("J'y suis encore")
    floor.sees(ConfirmView)
    assert became(floor, end) == ("refused", "La personne dit qu'elle est encore là.")
    again = ordered(floor, "end_visit")
    arrives(floor)
    floor.until_sees(StillThereView)
    floor.pass_time(10)
    floor.sees(AttractView)
    assert became(floor, again) == ("done", "")


def test_an_order_to_a_terminal_that_was_off_expires(floor: Floor, clock: MovingClock) -> None:
    floor.stop()
    floor.agenda = floor._agenda()
    late = ordered(floor, "out_of_service")
    floor.agenda.store.close()
    clock.pass_time(seconds=11)
    floor._open()
    floor.wakes()
    arrives(floor)
    floor.finish_all_work()
    floor.sees(HomeView)
    (line,) = floor.agenda.read(commands.latest, 1)
    assert (line.id, line.progress) == (late, "expired")


def test_out_of_service_and_a_message_stand_over_a_restart(
    floor: Floor, clock: MovingClock
) -> None:
    until = clock().astimezone(UTC) + timedelta(hours=2)
    said = ordered(
        floor, Order(kind="message", message=PlaceMessage(text="Fermé mardi", until=until))
    )
    arrives(floor)
    floor.until_reads("Fermé mardi")
    assert became(floor, said) == ("done", "")
    out = ordered(floor, "out_of_service")
    arrives(floor)
    floor.until_sees(OutOfServiceView)
    assert became(floor, out) == ("done", "")
    floor.restart()
    floor.sees(OutOfServiceView)
    back = ordered(floor, "in_service")
    arrives(floor)
    floor.until_sees(AttractView)
    assert became(floor, back) == ("done", "")
    assert floor.reads("Fermé mardi")
    arrives(floor)
    floor.until(lambda: told(floor).message.text == "Fermé mardi", "the board knows of it")
    clock.pass_time(hours=2)
    floor.terminal.tick()
    assert not floor.reads("Fermé mardi")


def test_a_restart_ends_the_program_so_that_it_begins_again(floor: Floor) -> None:
    restart = ordered(floor, "restart")
    arrives(floor)
    floor.until(lambda: not floor.terminal.running, "its end")
    assert floor.terminal.restarts
    assert became(floor, restart) == ("done", "")


def with_printer(floor: Floor, printer: MemoryPrinter) -> MemoryPrinter:
    """The terminal begins again with another printer."""
    floor.printer = printer
    floor.restart()
    floor.opens()
    return printer


def code_of_a_ticket(agenda: Agenda) -> str:
    code, _token = agenda.issue_ticket(
        None, None, "fr", lambda: "BCDFGHJK", lambda: "ABCDEFGHJKMNPQRSTVWXYZ2345"
    )
    return code


def is_printed(floor: Floor) -> bool:
    issued = floor.terminal.visit.issued
    return issued is not None and issued.printing == "printed" and issued.picture is not None


def test_a_ticket_for_the_desk_comes_out_and_is_seen_by_nobody_here(floor: Floor) -> None:
    printer = with_printer(floor, MemoryPrinter())
    floor.books()
    floor.until(lambda: printer.tickets, "the visitor's paper")
    floor.until(lambda: is_printed(floor), "the visitor's ticket")
    before = floor.terminal.visit.issued
    mine, code = floor.code, code_of_a_ticket(floor.agenda)
    wanted = ordered(floor, Order(kind="print_ticket", ticket_code=code))
    arrives(floor)
    outcome, _said = became(floor, wanted)
    assert outcome == "done"
    assert [one for one, _image in printer.tickets] == [mine, code]
    token = read_qr(printer.tickets[-1][1])
    assert token is not None
    found = floor.agenda.find_by_token(re.sub(r".*/", "", token))
    assert found is not None
    assert found.code == code
    assert floor.code == mine
    assert floor.terminal.visit.issued == before
    again = ordered(floor, "print_again")
    arrives(floor)
    assert became(floor, again)[0] == "done"
    assert printer.tickets[-1][0] == mine


def test_a_printer_that_prints_nothing_says_why_and_tells_of_its_paper(floor: Floor) -> None:
    printer = with_printer(floor, MemoryPrinter(ends="no_paper"))
    printer.says = PrinterStatus("near_end", "Le rouleau est bientôt fini.")
    tried = ordered(floor, "test_print")
    arrives(floor)
    assert became(floor, tried) == ("refused", "Le rouleau est bientôt fini.")
    none = ordered(floor, "print_again")
    arrives(floor)
    assert became(floor, none) == ("refused", "Aucun ticket dans la visite en cours.")

    def tells(wanted: Callable[[KnownTerminal], bool]) -> None:
        def is_told() -> bool:
            arrives(floor)
            return wanted(told(floor))

        floor.until(is_told, "what the printer is like")

    tells(lambda one: one.printer_state == "out")
    # It is looked at again each minute.
    tells(lambda one: one.printer_state == "low")
    printer.ends = "printed"
    floor.books()
    code = floor.code
    tells(lambda one: [each.state for each in one.tickets] == ["printed"])
    assert code not in str(floor.rows("SELECT * FROM terminal"))
