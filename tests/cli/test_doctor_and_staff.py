"""`kiosk doctor` tells what is well and what to do; `kiosk staff pin` chooses the PIN."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.catalog.load import load as load_catalog
from kiosk.cli import main
from kiosk.cli.embedded_web import start_beside
from kiosk.cli.place_agenda import agenda_of
from kiosk.paths import CATALOG, ROOT
from kiosk.settings import Settings, load
from kiosk.terminal.lockout import PINS, Lockout
from kiosk.terminal.pin import PinKeeper
from kiosk.web.public_address import here
from tests.devices.tcp_printer import TcpPrinter
from tests.web.test_serving import wait_for


def keeper(data: Path) -> PinKeeper:
    guard = Lockout(PINS, lambda: datetime.now(UTC), data / "staff-guard.json")
    return PinKeeper(data / "staff-pin", guard)


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        port: int = chosen.getsockname()[1]
        return port


@contextmanager
def the_page_beside() -> Iterator[int]:
    """The page as a terminal serves it beside itself; its port."""
    port = a_free_port()
    page = start_beside(replace(load(), web_port=port), after=0)
    wait_for(port)
    yield port
    page.close()


def started(data: Path) -> None:
    """The terminal was on once: its place is there, and its hours are planned."""
    agenda = agenda_of(Settings(data=data), load_catalog(CATALOG))
    agenda.plan()
    agenda.store.close()


def examined(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    """The exit status, and each thing examined with what is said of it."""
    status = main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    return status, {line[8:].split(" : ")[0]: line for line in lines}


def test_a_fresh_machine_can_work_and_is_told_what_is_still_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_WEB_PORT", str(a_free_port()))
    status, found = examined(capsys)
    assert status == 0
    for thing in ("Python", "Catalogue", "Heure", "Imprimante"):
        assert found[thing].startswith("bien "), found[thing]
    for thing in ("Dossier des données", "Base", "Lieu"):
        assert found[thing].startswith("à voir"), found[thing]
    assert "démonstration" in found["Lieu"]
    assert found["Code de l'équipe"].endswith("Lancez : kiosk staff pin")
    assert found["Page du QR"].startswith("à voir")


def test_a_terminal_that_is_set_up_has_nothing_wrong(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2580\n"))
    assert main(["staff", "pin"]) == 0
    capsys.readouterr()
    with TcpPrinter("ready") as printer, the_page_beside() as port:
        monkeypatch.setenv("KIOSK_PRINTER", printer.address)
        monkeypatch.setenv("KIOSK_PUBLIC_URL", here(port))
        if "localhost" in here(port):
            pytest.skip("this machine has no network: no telephone could open its page")
        status, found = examined(capsys)
    assert status == 0
    for thing in ("Imprimante", "Page du QR", "Code de l'équipe"):
        assert found[thing].startswith("bien "), found[thing]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://[::1]/", "http://localhost"])
def test_a_page_that_only_this_machine_opens_is_told(
    url: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_PUBLIC_URL", url)
    status, found = examined(capsys)
    assert status == 0
    assert found["Page du QR"].startswith("à voir")


def test_a_page_that_does_not_answer_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_PUBLIC_URL", f"http://machine.invalid:{a_free_port()}")
    status, found = examined(capsys)
    assert status == 0
    assert found["Page du QR"].startswith("à voir")
    assert "elle ne répond pas. Lancez la borne, ou kiosk web" in found["Page du QR"]


def test_another_program_on_the_port_of_the_page_is_not_the_page(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It answers everything with bytes of its own."""
    with TcpPrinter("ready") as printer:
        address = here(int(printer.address.rpartition(":")[2]))
        monkeypatch.setenv("KIOSK_PUBLIC_URL", address.replace("localhost", "127.0.0.1"))
        _status, found = examined(capsys)
    assert found["Page du QR"].startswith("à voir")


def test_a_dead_printer_is_told_and_the_rest_is_examined(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started(data)
    with TcpPrinter("refuses") as printer:
        monkeypatch.setenv("KIOSK_PRINTER", printer.address)
        status, found = examined(capsys)
    assert status == 1
    assert found["Imprimante"].startswith("NON ")
    assert "Est-elle allumée ?" in found["Imprimante"]
    assert found["Base"].startswith("bien ")
    assert "Lettres" in found


def test_a_folder_that_cannot_be_written_is_told_and_the_rest_is_examined(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_DATA", "/proc")  # where nobody can write, whoever they are
    status, found = examined(capsys)
    assert status == 1
    assert found["Dossier des données"].startswith("NON ")
    assert "/proc ne s'écrit pas" in found["Dossier des données"]
    assert found["Base"].startswith("à voir")
    assert found["Catalogue"].startswith("bien ")


def test_a_folder_that_cannot_be_made_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a-file").touch()
    monkeypatch.setenv("KIOSK_DATA", "a-file/data")
    status, found = examined(capsys)
    assert status == 1
    assert "ne peut pas être créé" in found["Dossier des données"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("sqlite:////nowhere/kiosk.db", "/nowhere n'existe pas ou ne s'écrit pas"),
        ("sqlite:////proc", "/proc n'est pas un fichier"),
        ("sqlite:///", "n'est pas l'adresse d'une base"),
        ("sqlite:///:memory:", "n'est pas l'adresse d'une base"),
        ("sqlite:///kiosk.db?mode=ro", "n'est pas l'adresse d'une base"),
    ],
)
def test_a_database_that_no_start_could_make_is_told(
    data: Path,
    address: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIOSK_DATABASE", address)
    status, found = examined(capsys)
    assert status == 1
    assert found["Base"].startswith("NON ")
    assert says in found["Base"]


# The staff's PIN


def chosen(data: Path, pin: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{pin}\n"))
    return main(["staff", "pin"])


def test_a_pin_is_read_from_the_standard_input(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chosen(data, "2580", monkeypatch) == 0
    assert capsys.readouterr().out == "Le code de l'équipe est choisi.\n"
    assert keeper(data).is_right("2580")
    assert not keeper(data).is_right("2581")


def test_choosing_a_pin_opens_the_pad_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever can launch a command on the machine need not wait an hour."""
    chosen(data, "2580", monkeypatch)
    for _time in range(4):
        keeper(data).is_right("1111")
    assert not keeper(data).is_right("2580")
    chosen(data, "8520", monkeypatch)
    assert keeper(data).is_right("8520")


@pytest.mark.parametrize("command", [["staff", "pin"], ["staff", "unlock"]])
def test_a_command_ends_the_wait_in_a_program_that_runs(
    command: list[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(data, "2580", monkeypatch)
    running = keeper(data)
    for _time in range(4):
        running.is_right("1111")
    assert not running.is_right("2580")
    monkeypatch.setattr(sys, "stdin", io.StringIO("2580\n"))
    assert main(command) == 0
    assert running.is_right("2580")


def test_where_no_wrong_pin_was_noted_another_folder_may_be_meant(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["staff", "unlock"]) == 0
    assert f"Aucun code faux n'est noté dans {data}." in capsys.readouterr().out


def test_a_wait_that_cannot_be_lifted_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "staff-guard.json").mkdir(parents=True)
    assert main(["staff", "unlock"]) == 2
    assert capsys.readouterr().err.startswith("L'attente n'est pas levée")


@pytest.mark.parametrize("pin", ["", "12", "1234", "abcd"])
def test_a_pin_that_does_not_serve_is_refused_and_the_old_one_stays(
    pin: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen(data, "2580", monkeypatch)
    assert chosen(data, pin, monkeypatch) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert keeper(data).is_right("2580")


def test_a_pin_that_cannot_be_kept_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_DATA", "/proc")
    assert chosen(data, "2580", monkeypatch) == 2
    assert capsys.readouterr().err.startswith("Le code ne peut pas être gardé")


def at_a_keyboard(data: Path, *typed: str) -> tuple[int, str]:
    """The program in a real terminal, where each question is answered in turn."""
    keyboard, theirs = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "staff", "pin"],
        cwd=ROOT,
        env={**os.environ, "KIOSK_DATA": str(data)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    for answer in typed:
        while not shown.endswith(b" : "):
            shown += os.read(keyboard, 1024)
        os.write(keyboard, answer.encode() + b"\n")
        shown += b"\n"
    while True:
        try:
            shown += os.read(keyboard, 1024)
        except OSError:  # the program has left its terminal
            break
    os.close(keyboard)
    return program.wait(timeout=30), shown.decode()


def test_at_a_keyboard_a_pin_is_asked_twice_and_never_shown(data: Path) -> None:
    status, shown = at_a_keyboard(data, "2580", "2580")
    assert status == 0
    assert "Le code de l'équipe est choisi." in shown
    assert "2580" not in shown
    assert keeper(data).is_right("2580")


def test_two_different_pins_change_nothing(data: Path) -> None:
    status, shown = at_a_keyboard(data, "2580", "2581")
    assert status == 2
    assert "rien n'est changé" in shown
    assert not keeper(data).is_set


def test_a_script_chooses_a_pin(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "staff", "pin"],
        cwd=ROOT,
        env={**os.environ, "KIOSK_DATA": str(data)},
        input="2580\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert keeper(data).is_right("2580")
