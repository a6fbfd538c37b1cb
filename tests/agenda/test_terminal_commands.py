"""Orders to a terminal: taken once, done in time or never; and how terminals say they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from kiosk import limits
from kiosk.agenda import commands
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import NoSuchTerminal
from kiosk.agenda.terminal_findings import MOST, tell
from kiosk.agenda.terminals import KnownTerminal, known_terminals, make_known
from kiosk.visit.commands import Snapshot
from kiosk.visit.findings import Finding
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
    assert (told.printer, told.outbox, told.version) == ("Plus de papier.", 3, "1.2")
    assert told.place == agenda.place.name
    clock.pass_time(minutes=3, seconds=1)
    (silent,) = known(agenda)
    assert (silent.state, silent.since) == ("silent", now)
    agenda.beat("1.2")  # a program that tells no more than that it lives
    (again,) = known(agenda)
    assert (again.state, again.outbox) == ("free", 3)


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
