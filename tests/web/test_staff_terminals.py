"""The board's page of terminals: ordered there, obeyed here, and what became of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest

from kiosk.agenda import staff_journal
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.terminals import make_known
from kiosk.visit.commands import PlaceMessage, Snapshot, TicketOutcome
from tests.agenda.world import MovingClock, empty_place
from tests.web.test_staff_sign_in import Desk, open_account

PATHS = ("/staff/bornes", "/staff/bornes/une?borne=terminal-1")


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def agenda(any_url: str, clock: MovingClock) -> Iterator[Agenda]:
    agenda = empty_place(any_url, clock)
    make_known(agenda.store, agenda.place, "borne-2")
    make_known(agenda.store, agenda.place, "page")  # which is no terminal
    tells(replace(agenda, terminal="borne-2"), clock)
    clock.pass_time(minutes=12)
    tells(agenda, clock, printer="Plus de papier.", printer_state="out")
    yield agenda
    agenda.store.close()


def tells(terminal: Agenda, clock: MovingClock, **how: Any) -> None:
    now = clock().astimezone(UTC)
    told = Snapshot(
        state="in_use",
        since=now - timedelta(minutes=4),
        tickets=(TicketOutcome(at=now, state="no_paper"),),
        message=PlaceMessage(text="Fermé mardi", until=now + timedelta(hours=8)),
    )
    terminal.beat("2.0", replace(told, **how), 3)


@pytest.fixture
def desk(agenda: Agenda) -> Desk:
    open_account(agenda, role="host")
    desk = Desk(agenda)
    desk.enters()
    return desk


def ordered(agenda: Agenda) -> list[tuple[str, str]]:
    return [(one.kind, one.ordered_by) for one in agenda.commands()]


def test_each_terminal_is_told_and_a_silent_one_is_not_gone(desk: Desk) -> None:
    page = desk.asks("/staff/bornes").text
    for words in ("occupée", "plus de papier", "sans papier", "3 à porter", "Fermé mardi"):
        assert words in page
    assert "Sans nouvelles de borne-2." in page
    assert "borne=page" not in page


def test_an_order_of_the_board_is_the_terminals_and_the_journals(desk: Desk) -> None:
    agenda = desk.agenda
    said = desk.sends(
        "/staff/bornes/ordre", desk.asks(PATHS[0]), borne="terminal-1", ordre="end_visit"
    )
    assert "c'est demandé à la borne terminal-1" in said.text.replace("&#39;", "'")
    assert "en route" in said.text
    (taken,) = agenda.commands()
    assert (taken.kind, taken.ordered_by) == ("end_visit", "Amina")
    agenda.acknowledge(taken.id, "refused", "La personne dit qu'elle est encore là.")
    assert "encore là" in desk.asks(PATHS[1]).text
    (line, *_before) = agenda.read(staff_journal.lines)
    assert (line.who, line.deed, line.about) == ("Amina", "terminal_end_visit", "terminal-1")


def test_what_takes_a_visit_away_is_asked_once_more(desk: Desk) -> None:
    for path, order in (
        ("/staff/bornes/ordre", "reset"),
        ("/staff/bornes/toutes", "out_of_service"),
    ):
        asked = desk.sends(path, desk.asks(PATHS[0]), borne="terminal-1", ordre=order)
        assert ordered(desk.agenda) == []
        desk.sends(path, asked, borne="terminal-1", ordre=order, sur="oui")
        assert ordered(desk.agenda) == [(order, "Amina")]


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"ordre": "message", "texte": "Fermé"}, "jusqu"),
        ({"ordre": "message", "texte": "x" * 121, "fin": "2026-11-30T18:00"}, "120 au plus"),
        ({"ordre": "print_ticket", "code": "bcdf ghjk"}, "Aucun ticket de ce lieu"),
        ({"ordre": "dance"}, "pas connu"),
        ({"ordre": "restart", "borne": "ailleurs"}, "pas connue ici"),
    ],
)
def test_what_cannot_be_ordered_is_said(desk: Desk, fields: dict[str, str], answer: str) -> None:
    page = desk.asks(PATHS[1])
    said = desk.sends("/staff/bornes/ordre", page, **({"borne": "terminal-1"} | fields))
    assert answer in said.text
    assert ordered(desk.agenda) == []


def test_a_message_ends_by_the_clocks_of_the_place(desk: Desk, clock: MovingClock) -> None:
    until = (clock() + timedelta(days=1)).astimezone(desk.agenda.place.zone)
    fields = {"texte": "Fermé  mardi", "fin": f"{until:%Y-%m-%dT%H:%M}"}
    page = desk.asks(PATHS[1])
    desk.sends("/staff/bornes/ordre", page, borne="terminal-1", ordre="message", **fields)
    (taken,) = desk.agenda.commands()
    assert taken.message.text == "Fermé mardi"
    assert taken.message.until == until.replace(second=0, microsecond=0)
