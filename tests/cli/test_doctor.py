"""`kiosk doctor`, on things that are really broken: for people, for programs, and for itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kiosk.cli import main
from kiosk.cli.doctor import examine_oneself
from kiosk.cli.doctor.devices import check_scanner, check_sound
from kiosk.cli.doctor.names import WHAT
from kiosk.paths import ROOT
from kiosk.settings import load
from kiosk.ui.display import look_closely
from kiosk.visit.findings import Finding


@pytest.fixture
def open_folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that everybody of the machine may look into."""
    with TemporaryDirectory(prefix="kiosk-open-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        monkeypatch.setenv("KIOSK_DATA", str(folder))
        yield folder


def in_json(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, str]]]:
    status = main(["doctor", "--json"])
    return status, json.loads(capsys.readouterr().out)


def of(found: list[dict[str, str]], what: str) -> dict[str, str]:
    return next(one for one in found if one["id"] == what)


def test_a_program_reads_each_thing_by_its_id(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = in_json(capsys)
    assert status == 0
    assert {"data-folder", "disk", "rights", "catalog", "database", "clock", "clock-set"} <= {
        one["id"] for one in found
    }
    for one in found:
        assert set(one) == {"id", "what", "state", "says"}
        assert one["what"] == WHAT[one["id"]]
        assert one["state"] in ("ok", "note")
    assert not data.exists()


def test_what_is_wrong_is_the_exit_status_in_json_too(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_DATA", "/proc")
    status, found = in_json(capsys)
    assert status == 1
    assert of(found, "data-folder")["state"] == "wrong"


@pytest.mark.parametrize(
    "name",
    ["staff-pin", "web-secret", "kiosk.db-wal", "outbox.db", "certificate/authority.pem"],
)
def test_a_secret_that_everybody_reads_is_wrong(
    name: str, open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = open_folder / name
    secret.parent.mkdir(exist_ok=True)
    secret.touch(mode=0o600)
    status, found = in_json(capsys)
    assert of(found, "rights")["state"] == "ok"
    secret.chmod(0o644)
    status, found = in_json(capsys)
    assert status == 1
    assert f"chmod o-rwx '{secret}'" in of(found, "rights")["says"]
    open_folder.chmod(0o700)  # nobody gets to it
    status, found = in_json(capsys)
    assert of(found, "rights")["state"] == "ok"


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ('database = "postgresql+psycopg://borne:secret@127.0.0.1:1/kiosk"', "wrong"),
        (f'metrics_token = "{"a1" * 20}"', "wrong"),
        ('staff_database = "postgresql+psycopg://equipe:secret@127.0.0.1:1/kiosk"', "wrong"),
        ('terminal = "accueil"', "ok"),
    ],
)
def test_settings_with_a_password_are_for_nobody_else(
    line: str, state: str, open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = open_folder / "kiosk.toml"
    file.write_text(line)
    file.chmod(0o644)
    main(["doctor", "--json", "--config", str(file)])
    assert of(json.loads(capsys.readouterr().out), "rights")["state"] == state


def test_a_disk_that_is_nearly_full_is_wrong(data: Path, tmp_path: Path) -> None:
    """A real one, of two megabytes, in a space of mounts of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
    ours = [sys.executable, "-m", "kiosk", "doctor", "--json"]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, str(disk), *ours],
        env={**os.environ, "KIOSK_DATA": str(disk / "data"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if not done.stdout:
        pytest.skip(f"no space of mounts may be made here: {done.stderr}")
    found = of(json.loads(done.stdout), "disk")
    assert (done.returncode, found["state"]) == (1, "wrong")
    assert "2 Mo libres sur 2 Mo" in found["says"]
    assert "Faites de la place" in found["says"]


KEYS = "H: Handlers=sysrq kbd event3 leds"


def inputs(folder: Path, *devices: tuple[str, str, str]) -> Path:
    """As Linux tells what is plugged in: a bus, a name, what handles it."""
    file = folder / "devices"
    file.write_text(
        "\n".join(
            f'I: Bus={bus} Vendor=0c2e Product=0b61 Version=0110\nN: Name="{name}"\n{handlers}\n'
            for bus, name, handlers in devices
        )
    )
    return file


def only(found: Iterator[Finding]) -> Finding:
    (one,) = found
    return one


def test_a_scanner_is_known_by_its_name_and_a_keyboard_is_asked_about(tmp_path: Path) -> None:
    power = ("0019", "Power Button", "H: Handlers=kbd event0")
    mouse = ("0003", "USB Optical Mouse", "H: Handlers=mouse0 event1")
    keyboard = ("0003", "SM SM-2D PRODUCT HID KBW", KEYS), ("0003", "Logitech USB Keyboard", KEYS)
    assert only(check_scanner(tmp_path / "no-such-file")).state == "note"
    nothing = only(check_scanner(inputs(tmp_path, power, mouse)))
    assert (nothing.state, nothing.says[:23]) == ("note", "aucun n'est branché. Le")
    maybe = only(check_scanner(inputs(tmp_path, power, keyboard[1])))
    assert (maybe.state, "« Logitech USB Keyboard »" in maybe.says) == ("note", True)
    known = only(check_scanner(inputs(tmp_path, mouse, *keyboard)))
    assert known == Finding("scanner", "ok", "SM SM-2D PRODUCT HID KBW")


def test_a_machine_without_sound_is_told(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    assert "aucune carte son" in only(check_sound(cards, tmp_path)).says
    cards.write_text("--- no soundcards ---\n")
    assert "aucune carte son" in only(check_sound(cards, tmp_path)).says
    cards.write_text(
        " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"
        "                      HDA Intel PCH at 0xf7d10000 irq 31\n"
    )
    assert "usermod -aG audio" in only(check_sound(cards, tmp_path)).says
    (tmp_path / "pcmC0D0p").touch()
    assert only(check_sound(cards, tmp_path)) == Finding("sound", "ok", "HDA Intel PCH")


def test_what_draws_on_the_screen_is_asked_of_opengl_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    display = look_closely()
    renderer, _, version = display.graphics.rpartition(", ")
    assert renderer
    assert version[0].isdigit()


def test_a_terminal_tells_of_itself_only_what_is_not_fine(open_folder: Path) -> None:
    (open_folder / "staff-pin").touch(mode=0o600)
    (open_folder / "staff-pin").chmod(0o666)
    found = {one.id: one.state for one in examine_oneself(load(), None)}
    assert found["rights"] == "wrong"
    assert "ok" not in found.values()
    assert not {"staff-pin", "data-folder", "database"} & set(found)
