"""Orders to a terminal: taken once, done in time or never; and how terminals say they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy import update

from kiosk import limits
from kiosk.agenda import commands, terminal_orders, tickets
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import NoSuchTerminal
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.terminal_findings import MOST, tell
from kiosk.agenda.terminal_orders import Order, OrderRefused
from kiosk.agenda.terminals import KnownTerminal, known_terminals, make_known
from kiosk.store.tables import command
from kiosk.visit.commands import CommandKind, PlaceMessage, Snapshot, TicketOutcome
from kiosk.visit.findings import Finding
from kiosk.visit.values import Progress
from tests.agenda.world import MovingClock

SOON = timedelta(seconds=4)


def order(agenda: Agenda, kind: str = "reset", terminal: str = "terminal-1") -> str:
    return agenda.write(commands.order, terminal, kind, "amina", within=SOON)  # type: ignore[arg-type]


def known(agenda: Agenda) -> list[KnownTerminal]:
    with agenda.store.reading() as connection:
        return known_terminals(connection, agenda.clock().astimezone(UTC))


def test_an_order_is_taken_once_done_and_acknowledged(agenda: Agenda) -> None:
    first, second = order(agenda), order(agenda)
    taken = agenda.commands()
    assert {one.id for one in taken} == {first, second}
    assert (taken[0].kind, taken[0].ordered_by) == ("reset", "amina")
    assert agenda.commands() == []
    assert agenda.read(commands.how_far, first) == commands.Ordered(True, None)
    agenda.acknowledge(first, "done")
    agenda.acknowledge(first, "unknown")  # what came of it is said once
    assert agenda.read(commands.how_far, first) == commands.Ordered(True, "done")


def test_two_looks_at_once_take_an_order_once(agenda: Agenda) -> None:
    order(agenda)
    with ThreadPoolExecutor(6) as workers:
        taken = [
            one for found in workers.map(lambda _n: agenda.commands(), range(12)) for one in found
        ]
    assert len(taken) == 1


def test_what_comes_too_late_is_never_done(agenda: Agenda, clock: MovingClock) -> None:
    command_id = order(agenda)
    clock.pass_time(seconds=4)
    assert agenda.commands() == []
    assert agenda.write(commands.withdraw, command_id)


def test_what_nobody_waits_for_is_withdrawn_unless_it_is_taken(agenda: Agenda) -> None:
    withdrawn, taken = order(agenda), order(agenda)
    assert agenda.write(commands.withdraw, withdrawn)
    assert [one.id for one in agenda.commands()] == [taken]
    assert not agenda.write(commands.withdraw, taken)


def test_a_terminal_takes_no_order_of_another(agenda: Agenda) -> None:
    make_known(agenda.store, agenda.place, "terminal-2")
    order(agenda, terminal="terminal-2")
    assert agenda.commands() == []
    assert len(replace(agenda, terminal="terminal-2").commands()) == 1
    with pytest.raises(NoSuchTerminal):
        order(agenda, terminal="terminal-3")


def test_old_orders_go_with_the_next_one(agenda: Agenda, clock: MovingClock) -> None:
    old = order(agenda)
    clock.pass_time(days=2)
    order(agenda)
    assert not agenda.write(commands.withdraw, old)


def test_terminals_say_how_they_are_and_are_silent_after_three_minutes(
    agenda: Agenda, clock: MovingClock
) -> None:
    (before,) = known(agenda)
    assert (before.state, before.since, before.printer) == ("silent", None, None)
    now = clock().astimezone(UTC)
    asleep = Snapshot(state="free", since=now - timedelta(hours=1), printer="Plus de papier.")
    assert agenda.beat("1.2", asleep, 3) == ""
    (told,) = known(agenda)
    assert (told.state, told.since) == ("free", now - timedelta(hours=1))
    assert (told.printer_state, told.tickets, told.message.text) == ("unknown", (), "")
    assert (told.printer, told.outbox, told.version) == ("Plus de papier.", 3, "1.2")
    assert told.place == agenda.place.name
    clock.pass_time(minutes=3, seconds=1)
    (silent,) = known(agenda)
    assert (silent.state, silent.since) == ("silent", now)
    agenda.beat("1.2")  # a program that tells no more than that it lives
    (again,) = known(agenda)
    assert (again.state, again.outbox) == ("free", 3)


AMINA = Author("a1", "Amina")


def give(agenda: Agenda, wanted: Order | CommandKind, terminal: str = "terminal-1") -> str:
    order = wanted if isinstance(wanted, Order) else Order(kind=wanted)
    return agenda.write(terminal_orders.give, terminal, order, AMINA)


def lines(agenda: Agenda) -> dict[str, tuple[str, str]]:
    """How far each order is, and what was said of it, by its id."""
    found = agenda.read(commands.latest, 50)
    return {one.id: (one.progress, one.said) for one in found}


def test_what_became_of_an_order_is_found_again(agenda: Agenda, clock: MovingClock) -> None:
    make_known(agenda.store, agenda.place, "terminal-2")
    agenda.beat("1.2")
    waits, off = give(agenda, "end_visit"), give(agenda, "end_visit", "terminal-2")
    assert lines(agenda) == {waits: ("on_its_way", ""), off: ("on_its_way", "")}
    agenda.commands()
    assert lines(agenda)[waits] == ("under_way", "")
    agenda.acknowledge(waits, "refused", "La personne dit qu'elle est encore là.")
    clock.pass_time(seconds=1)
    late = give(agenda, "restart")
    clock.pass_time(seconds=11)
    assert agenda.commands() == []
    assert lines(agenda) == {
        waits: ("refused", "La personne dit qu'elle est encore là."),
        off: ("not_arrived", ""),  # it was never heard from
        late: ("expired", ""),
    }
    (newest, *_others) = agenda.read(commands.latest, 1, "terminal-1")
    assert (newest.id, newest.kind, newest.ordered_by) == (late, "restart", "Amina")


def test_what_is_taken_and_never_answered_is_said_so(agenda: Agenda, clock: MovingClock) -> None:
    taken = give(agenda, "test_print")
    agenda.commands()
    clock.pass_time(minutes=2)
    assert lines(agenda)[taken] == ("unanswered", "")


def test_all_terminals_of_a_place_at_closing(agenda: Agenda) -> None:
    make_known(agenda.store, agenda.place, "terminal-2")
    make_known(agenda.store, agenda.place, "page")  # served elsewhere; never heard of
    for name in ("terminal-1", "terminal-2"):
        replace(agenda, terminal=name).beat("1.2")
    given = agenda.write(terminal_orders.give_all, Order(kind="out_of_service"), AMINA)
    assert sorted(given) == ["terminal-1", "terminal-2"]
    for name, command_id in given.items():
        (taken,) = replace(agenda, terminal=name).commands()
        assert (taken.id, taken.kind) == (command_id, "out_of_service")


def test_a_message_has_an_end_and_fits_the_first_screen(agenda: Agenda, clock: MovingClock) -> None:
    now = clock().astimezone(UTC)
    tomorrow = now + timedelta(days=1)
    give(agenda, Order(kind="message", message=PlaceMessage(text="Fermé mardi", until=tomorrow)))
    (taken,) = agenda.commands()
    assert taken.message == PlaceMessage(text="Fermé mardi", until=tomorrow)
    give(agenda, Order(kind="message"))
    assert agenda.commands()[0].message.text == ""
    for text, until, why in (
        ("x" * 121, tomorrow, "121 lettres, 120 au plus"),
        ("Fermé\nmardi", tomorrow, "sur une ligne"),
        ("Fermé", now, "déjà passée"),
        ("Fermé", now + timedelta(days=40), "un mois au plus"),
    ):
        with pytest.raises(OrderRefused, match=why):
            give(agenda, Order(kind="message", message=PlaceMessage(text=text, until=until)))
    assert agenda.commands() == []


def test_a_ticket_is_ordered_by_its_code_which_no_order_keeps(agenda: Agenda) -> None:
    code, _token = agenda.issue_ticket(
        None, Progress(service="cv", trail=("a",)), "fr", lambda: "BCDFGHJK", lambda: "T" * 26
    )
    give(agenda, Order(kind="print_ticket", ticket_code=code))
    (taken,) = agenda.commands()
    assert taken.ticket_id is not None
    found = agenda.read(tickets.find_by_id, taken.ticket_id)
    assert found is not None
    assert found.code == code
    assert code not in repr(taken)
    with pytest.raises(OrderRefused, match="Aucun ticket"):
        give(agenda, Order(kind="print_ticket", ticket_code="XXXXXXXX"))


def test_an_order_of_another_version_is_read_as_far_as_it_can_be(agenda: Agenda) -> None:
    give(agenda, Order(kind="message"))
    with agenda.store.writing() as connection:
        connection.execute(update(command).values(payload=["of", "a", "newer", "one"]))
    (taken,) = agenda.commands()
    assert (taken.kind, taken.message.text, taken.ticket_id) == ("message", "", None)
    order(agenda)  # as one before payloads wrote it
    assert agenda.commands()[0].kind == "reset"


def test_a_terminal_tells_of_its_paper_and_what_its_first_screen_says(
    agenda: Agenda, clock: MovingClock
) -> None:
    now = clock().astimezone(UTC)
    papers = (TicketOutcome(at=now, state="printed"), TicketOutcome(at=now, state="unknown"))
    message = PlaceMessage(text="Fermé mardi", until=now + timedelta(days=1))
    how = Snapshot(state="free", since=now, printer_state="low", tickets=papers, message=message)
    agenda.beat("1.2", how, 0)
    (told,) = known(agenda)
    assert (told.printer_state, told.tickets, told.message) == ("low", papers, message)
    agenda.beat("1.2", Snapshot(state="free", since=now), 0)  # after a restart
    (told,) = known(agenda)
    assert (told.tickets, told.message.text) == (papers, "")


def test_what_a_terminal_found_of_itself_stays_until_it_looks_again(agenda: Agenda) -> None:
    (before,) = known(agenda)
    assert before.findings == ()
    found = Finding("disk", "wrong", "612 Mo libres. « Faites » de la place.\0")
    agenda.write(tell, [found, Finding("sound", "note", "x" * 1000)])
    agenda.beat("1.2")  # a sign of life leaves them
    (told,) = known(agenda)
    assert told.findings[0] == replace(found, says=found.says[:-1])
    assert told.findings[1] == Finding("sound", "note", "x" * limits.TROUBLE)
    agenda.write(tell, [found] * 100)
    assert len(known(agenda)[0].findings) == MOST
    agenda.write(tell, [])
    assert known(agenda)[0].findings == ()
