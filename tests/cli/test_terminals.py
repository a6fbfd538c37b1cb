"""`kiosk terminals`: what they say, and a reset from another process, on both databases."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.terminals import make_known
from kiosk.cli import main
from kiosk.cli.command_table import TERMINAL_ORDERS
from kiosk.cli.run import RESTART
from kiosk.cli.terminal_orders import ORDERS
from kiosk.clocks import system_clock
from kiosk.store.schema import open_store
from kiosk.visit.commands import Command, Snapshot
from tests.support.terminal_process import OFFSCREEN, TerminalProcess

FIELDS = [
    *("id", "place", "location", "state", "since", "version"),
    *("printer", "printer_state", "tickets", "message", "message_until"),
    *("outbox", "last_seen_at"),
]


@pytest.fixture(autouse=True)
def settings(any_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "desk"))
    monkeypatch.setenv("KIOSK_DATABASE", any_url)


@pytest.fixture
def terminal(any_url: str) -> Iterator[Agenda]:
    """A terminal of the place that has just told that a visit goes on there."""
    store = open_store(any_url)
    make_demonstration(store, themes=[])
    agenda = open_agenda(
        store, clock=system_clock, theme_of=lambda _topic: None, terminal_id="borne-1"
    )
    agenda.beat(
        "1.0", Snapshot(state="in_use", since=datetime.now(UTC), printer="Capot ouvert."), 2
    )
    yield agenda
    store.close()


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out + err


def test_terminals_are_told_as_data_with_exactly_these_fields(
    terminal: Agenda, capsys: pytest.CaptureFixture[str]
) -> None:
    make_known(terminal.store, terminal.place, "borne-2")
    assert main(["terminals", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert list(first) == list(second) == FIELDS
    assert (first["id"], first["state"], first["version"]) == ("borne-1", "in_use", "1.0")
    assert (first["printer"], first["outbox"]) == ("Capot ouvert.", 2)
    assert datetime.fromisoformat(first["since"]).utcoffset() == timedelta(0)
    assert (second["id"], second["state"], second["last_seen_at"]) == ("borne-2", "silent", None)


def test_terminals_are_told_in_words(terminal: Agenda, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terminals"]) == 0
    _heads, line = said(capsys).splitlines()
    assert "occupée" in line
    assert "Capot ouvert." in line


def obeys(terminal: Agenda, outcome: str = "done", said: str = "") -> Command | None:
    """What a terminal does, as its worker does it."""
    for _time in range(100):
        for ordered in terminal.commands():
            terminal.acknowledge(ordered.id, outcome, said)  # type: ignore[arg-type]
            return ordered
        time.sleep(0.05)
    return None


def test_a_reset_that_is_done_is_said(terminal: Agenda, capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(obeys, terminal)
        assert main(["terminals", "reset", "borne-1"]) == 0
        done.result()
    assert "est remise à zéro" in said(capsys)


def test_a_terminal_of_another_version_says_that_it_does_not_know_the_order(
    terminal: Agenda, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(1) as beside:
        beside.submit(obeys, terminal, "unknown")
        assert main(["terminals", "reset", "borne-1"]) == 1
    assert "mettez son programme à jour" in said(capsys)


def test_each_order_has_its_word(terminal: Agenda, capsys: pytest.CaptureFixture[str]) -> None:
    assert tuple(ORDERS) == TERMINAL_ORDERS
    words = {
        ("end", "borne-1"): ("end_visit", "montre son premier écran"),
        ("out", "--all"): ("out_of_service", "est hors service"),
        ("restart", "borne-1"): ("restart", "redémarre"),
        ("test-print", "borne-1"): ("test_print", "a imprimé un essai"),
    }
    with ThreadPoolExecutor(1) as beside:
        for asked, (kind, answer) in words.items():
            done = beside.submit(obeys, terminal)
            assert main(["terminals", *asked]) == 0
            obeyed = done.result()
            assert obeyed is not None
            assert obeyed.kind == kind
            assert answer in said(capsys)


def test_what_a_terminal_refuses_is_said_with_its_reason(
    terminal: Agenda, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(1) as beside:
        beside.submit(obeys, terminal, "refused", "La personne dit qu'elle est encore là.")
        assert main(["terminals", "end", "borne-1"]) == 1
    assert "ne l'a pas fait : La personne dit qu'elle est encore là." in said(capsys)


def test_a_message_is_given_with_its_end_and_withdrawn(
    terminal: Agenda, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(obeys, terminal)
        assert main(["terminals", "message", "borne-1", "Fermé  mardi"]) == 0
        obeyed = done.result()
        assert obeyed is not None
        assert obeyed.message.text == "Fermé mardi"
        assert obeyed.message.until > datetime.now(UTC) + timedelta(hours=11)
        done = beside.submit(obeys, terminal)
        assert main(["terminals", "message", "borne-1", ""]) == 0
        obeyed = done.result()
        assert obeyed is not None
        assert obeyed.message.text == ""
    said(capsys)


def test_an_order_that_nobody_takes_is_withdrawn_and_never_done(
    terminal: Agenda, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["terminals", "reset", "borne-1"]) == 1
    assert "L'ordre est retiré" in said(capsys)
    assert terminal.commands() == []


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (["reset"], "Quelle borne ?"),
        (["reset", "borne-9"], "Il n'y a pas de borne « borne-9 ». Celles que la base connaît"),
        (["reset", "borne-1", "--place", "Ailleurs"], "au lieu « Ailleurs »"),
        (["reset", "borne-2"], "est muette depuis toujours : rien n'est ordonné"),
        (["reset", "--all"], "se dit d'une borne à la fois"),
        (["message", "borne-1"], "Quel message ?"),
        (["message", "borne-1", "Fermé", "--until", "demain"], "écrivez une heure"),
        (["message", "borne-1", "x" * 121], "121 lettres, 120 au plus"),
    ],
)
def test_what_cannot_be_ordered_is_said_in_a_sentence(
    terminal: Agenda, capsys: pytest.CaptureFixture[str], asked: list[str], answer: str
) -> None:
    make_known(terminal.store, terminal.place, "borne-2")
    assert main(["terminals", *asked]) == 1
    assert answer in said(capsys)


def test_without_a_database_it_is_said_and_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_DATABASE", f"sqlite:///{tmp_path / 'none.db'}")
    for asked, status in ((["terminals"], 2), (["terminals", "reset", "borne-1"], 1)):
        assert main(asked) == status
        assert "Il n'y a pas encore de base" in said(capsys)
    assert not (tmp_path / "none.db").exists()


# A whole terminal for each: on both databases in `make races`.
BOTH = ["sqlite", "postgresql"] if "RACES" in os.environ else ["postgresql"]


@pytest.mark.parametrize("any_url", BOTH, indirect=True)
def test_a_terminal_that_runs_is_reset_and_restarted_from_afar(
    any_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A real `kiosk run`; nothing is shared with it but the database."""
    store = open_store(any_url)
    make_demonstration(store, themes=[])
    store.close()
    environ = OFFSCREEN | {"KIOSK_DATABASE": any_url, "KIOSK_TERMINAL": "borne-1"}
    with TerminalProcess(tmp_path, environ) as running:
        running.wait_for("AttractView")
        state_is("free", capsys)
        running.wake()
        running.wait_for("HomeView")
        state_is("in_use", capsys)
        begun = time.monotonic()
        assert main(["terminals", "reset", "borne-1"]) == 0
        assert "est remise à zéro" in said(capsys)
        running.wait_for("AttractView", seconds=max(0.1, 4 - (time.monotonic() - begun)))
        state_is("free", capsys)
        assert main(["terminals", "restart", "borne-1"]) == 0
        assert running.process.wait(30) == RESTART  # and systemd starts it again
        assert "lancez : kiosk run" in running.errors
        assert "Traceback" not in running.errors


def state_is(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells within two seconds; a shared machine may be slow."""
    deadline = time.monotonic() + 30
    state = ""
    while state != wanted:
        assert time.monotonic() < deadline, state
        assert main(["terminals", "--json"]) == 0
        state = next(
            (one["state"] for one in json.loads(capsys.readouterr().out) if one["id"] == "borne-1"),
            "",
        )
        time.sleep(0.05)
