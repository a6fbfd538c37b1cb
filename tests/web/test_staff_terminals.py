"""The board's page of terminals: ordered there, obeyed here, and what became of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from kiosk.agenda import staff_journal, terminal_findings
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.terminals import make_known
from kiosk.store.schema import open_store
from kiosk.terminal.commands import LOOK_EVERY
from kiosk.visit.commands import PlaceMessage, Snapshot, TicketOutcome
from kiosk.visit.findings import Finding
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.staff import StillThereView
from tests.agenda.world import MovingClock, empty_place
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient
from tests.web.board import enters, is_well_everywhere, serving
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
    tells(agenda, clock, printer="Il n'y a plus de papier.", printer_state="out")
    agenda.write(terminal_findings.tell, (Finding("disk", "wrong", "Le disque est plein."),))
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
    page = page.replace("&#39;", "'")
    for words in (
        "occupée",
        "plus de papier",
        "sans papier",
        "3 à porter",
        "Fermé mardi",
        "Le disque est plein.",
    ):
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


# A real browser and a real terminal


@pytest.fixture
def floor(tmp_path: Path, clock: MovingClock) -> Iterator[Floor]:
    with TcpPrinter("ready") as printer:
        floor = Floor(tmp_path, impatient(printer), clock)
        floor.opens()
        yield floor
        floor.stop()


@pytest.fixture
def board(floor: Floor) -> Iterator[str]:
    """The address of the board of the terminal's place."""
    agenda = open_agenda(
        open_store(floor.database),
        clock=floor.clock,
        theme_of=lambda _topic: None,
        terminal_id="board",
    )
    open_account(agenda, "Nadia", "host")
    with serving(agenda) as address:
        yield address
    agenda.store.close()


def test_what_the_board_orders_is_seen_on_the_screen_and_the_answer_on_the_board(
    floor: Floor, board: str, browser: Browser
) -> None:
    page = enters(browser, board, "Nadia", 1440)
    page.get_by_role("link", name="Bornes").press("Enter")
    floor.walks_until_stuck()
    floor.pass_time(int(LOOK_EVERY))
    card = page.locator(".terminal-card")
    expect(card.get_by_text("occupée")).to_be_visible(timeout=15_000)
    is_well_everywhere(page)

    card.get_by_role("button", name="Finir la visite").press("Enter")
    floor.pass_time(int(LOOK_EVERY))
    floor.until_sees(StillThereView)
    floor.pass_time(int(LOOK_EVERY))
    expect(card.get_by_text("demande s'il y a encore quelqu'un")).to_be_visible(timeout=15_000)
    floor.touch("J'y suis encore")
    expect(page.get_by_text("refusé : La personne dit qu'elle est encore là.")).to_be_visible(
        timeout=15_000
    )
    is_well_everywhere(page)

    card.get_by_role("link", name="terminal-1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Borne terminal-1")
    is_well_everywhere(page)
    page.get_by_role("button", name="Finir tout de suite").click()
    is_well_everywhere(page)
    floor.pass_time(int(LOOK_EVERY))
    assert not floor.reads("Un conseiller")  # asked once more
    page.get_by_role("button", name="Oui, finir tout de suite").press("Enter")
    floor.pass_time(int(LOOK_EVERY))
    floor.until_sees(AttractView)
    floor.pass_time(int(LOOK_EVERY))
    expect(page.locator(".terminal-state")).to_contain_text("libre", timeout=15_000)
    page.context.close()
