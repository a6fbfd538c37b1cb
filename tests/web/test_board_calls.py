"""Who needs someone, on the board: a real browser and a real terminal at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kiosk.agenda import staff_calls
from kiosk.agenda.agenda import open_agenda
from kiosk.store.schema import open_store
from kiosk.terminal.commands import LOOK_EVERY
from kiosk.visit.commands import Snapshot
from kiosk.visit.values import StuckAt, Tried
from kiosk.visit.view.person import SignView
from tests.agenda.world import MovingClock
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient
from tests.visit.small_catalog import CATALOG
from tests.web.board import Colleague, enters, is_well, open_accounts, serving
from tests.web.corner import Corner


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    open_accounts(corner.agenda)
    yield corner
    corner.agenda.store.close()


def test_a_call_says_where_what_and_since_when_and_never_who(corner: Corner) -> None:
    agenda, amina = corner.agenda, Colleague(corner.agenda, "Amina")
    assert "Personne n'attend." in amina.looks()
    agenda.beat("1.0", location="près de l'entrée")
    stuck = StuckAt(service="declare", step="confirm")
    agenda.call("c", "declare", stuck, "en", Tried(times=3, what="Rechercher"))
    corner.clock.pass_time(minutes=2)
    page = amina.looks()
    for words in (
        "Borne terminal-1-web, près de l'entrée",
        "Appelle depuis <strong>2\u00a0min</strong>",
        "S'actualiser",
        "Étape : Touchez le bouton qui valide",
        "3 essais sur « Rechercher »",
        "Langue : anglais",
        'data-ring="1" data-count="1"',
    ):
        assert words in page.replace("&#39;", "'"), words
    assert "C'était à propos" not in page


def test_the_second_of_two_is_told_who_goes_and_what_is_put_back_rings_for_both(
    corner: Corner,
) -> None:
    amina, yann = Colleague(corner.agenda, "Amina"), Colleague(corner.agenda, "Yann")
    corner.agenda.call("c", "other", None, "fr")
    assert "la borne dit que vous arrivez" in amina.touches("/appels/prendre", appel="c")
    assert "Vous y allez" in amina.page
    assert "Amina y va déjà." in yann.touches("/appels/prendre", appel="c")
    assert "Amina y va, depuis" in yann.page
    assert 'data-ring="0" data-count="1"' in yann.page
    assert "il sonne pour tous" in amina.touches("/appels/remettre", appel="c")
    assert 'data-ring="1"' in yann.looks()
    yann.touches("/appels/prendre", appel="c")
    corner.clock.pass_time(minutes=3)
    assert "Yann y allait il y a 3\u00a0min" in amina.looks()
    assert 'data-ring="1"' in amina.page
    amina.touches("/appels/prendre", appel="c")
    amina.touches("/appels/arrivee", appel="c")
    assert "Personne n'attend." in amina.page.replace("&#39;", "'")
    assert "L'appel est fini." in amina.touches("/appels/fini", appel="c", sujet="work").replace(
        "&#39;", "'"
    )
    assert "À propos de : Trouver un emploi" in amina.page
    assert "cet appel est terminé" in yann.touches("/appels/prendre", appel="c").lower()
    assert "n'attend plus" in yann.touches("/appels/arrivee", appel="another place's")


def test_the_host_is_prompted_and_what_was_done_is_kept(corner: Corner) -> None:
    corner.clock.pass_time(hours=1)
    begun = Snapshot(state="in_use", since=corner.clock().astimezone(UTC))
    corner.agenda.beat("1.0", begun, 0, "au fond")
    corner.clock.pass_time(minutes=40)
    corner.agenda.beat("1.0", replace(begun, state="asking"), 0)
    yann = Colleague(corner.agenda, "Yann")
    words = "Personne n'a été accueilli depuis 40\u00a0min à la borne terminal-1-web, au fond."
    assert words in yann.looks()
    assert 'data-ring="0" data-count="0"' in yann.page
    assert "Merci, c'est noté." in yann.touches("/appels/accueil", borne="terminal-1-web")
    assert "accueilli depuis" not in yann.page
    assert "plus connue" in yann.touches("/appels/accueil", borne="of another place")


def test_an_operator_begins_at_a_page_of_theirs_and_takes_nothing(corner: Corner) -> None:
    corner.agenda.call("c", "other", None, "fr")
    paul = Colleague(corner.agenda, "Paul")
    assert "<h1>Bornes</h1>" in paul.looks()
    paul.touches("/appels/prendre", appel="c")
    assert corner.agenda.read(staff_calls.waiting_calls)[0].taken_at is None


# A real browser, and a real terminal


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    with TcpPrinter("ready") as printer:
        floor = Floor(tmp_path, impatient(printer), MovingClock())
        floor.opens()
        yield floor
        floor.stop()


@pytest.fixture
def board(floor: Floor) -> Iterator[str]:
    """The address of the board of the terminal's place."""
    agenda = open_agenda(
        open_store(floor.database),
        clock=floor.clock,
        theme_of={service.id: service.theme for service in CATALOG.services}.get,
        terminal_id="board",
    )
    open_accounts(agenda)
    with serving(agenda) as address:
        yield address
    agenda.store.close()


def test_a_call_is_taken_in_a_browser_and_arrives_on_the_screen(
    floor: Floor, board: str, browser: Browser
) -> None:
    amina, yann = enters(browser, board, "Amina", 360), enters(browser, board, "Yann", 1440)
    expect(amina.get_by_text("Personne n'attend.")).to_be_visible()
    floor.walks_until_stuck()
    floor.touch("Quelqu'un, maintenant")
    for page in (amina, yann):  # by itself, with one sound
        expect(page.get_by_role("button", name="J'y vais")).to_be_visible(timeout=15_000)
        expect(page).to_have_title(re.compile(r"^\(1\) "))
        assert page.evaluate("document.documentElement.dataset.chimes") == "1"
        is_well(page)

    amina.get_by_role("button", name="J'y vais").press("Enter")
    expect(amina.get_by_text("Vous y allez", exact=False)).to_be_visible()
    expect(yann.get_by_text("Amina y va, depuis")).to_be_visible(timeout=15_000)
    floor.pass_time(int(LOOK_EVERY))
    floor.until_reads("Amina arrive")
    is_well(amina)

    amina.get_by_role("button", name="Remettre").press("Enter")
    floor.pass_time(int(LOOK_EVERY))
    floor.until_reads("Ici, quelqu'un a besoin d'aide")
    expect(yann.get_by_role("button", name="J'y vais")).to_be_visible(timeout=15_000)
    yann.get_by_role("button", name="J'y vais").click()
    expect(yann.get_by_role("button", name="J'y suis")).to_be_visible()
    yann.get_by_role("button", name="Trouver un emploi").click()
    floor.pass_time(int(LOOK_EVERY))
    floor.until(lambda: not isinstance(floor.terminal.view.body, SignView), "the step")
    expect(amina.get_by_text("À propos de : Trouver un emploi")).to_be_visible(timeout=15_000)
    expect(amina).not_to_have_title(re.compile(r"^\("))
    is_well(yann)
    for page in (amina, yann):
        page.context.close()
