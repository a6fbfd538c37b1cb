"""`deploy/install.sh` on a folder that stands for a machine. A whole one: make try-install."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALL = ROOT / "deploy" / "install.sh"
SCRIPTS = sorted(
    path
    for path in (ROOT / "deploy").rglob("*")
    if path.suffix == ".sh" or (path.is_file() and path.read_bytes().startswith(b"#!/bin/sh"))
)
CURRENT = Path("/opt/kiosk/current/deploy")


def installed(root: Path, *words: str, status: int = 0) -> str:
    done = subprocess.run(
        ["sh", INSTALL, "--root", root, *words], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def files(root: Path) -> dict[str, str]:
    """Each with what is in it, or where it leads."""
    return {
        str(path.relative_to(root)): str(path.readlink()) if path.is_symlink() else path.read_text()
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "os-release").write_text('ID=debian\nVERSION_ID="12"\n')
    return tmp_path


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_read_by_a_plain_shell(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)


def test_saying_what_would_be_done_changes_nothing(machine: Path) -> None:
    before = files(machine)
    said = installed(machine, "--dry-run")
    assert files(machine) == before
    assert "à faire : service de la borne (/etc/systemd/system/kiosk.service)" in said
    assert "en cours" not in said


def test_the_second_time_finds_everything_done(machine: Path) -> None:
    installed(machine, "--rotate", "left", "--touch", "ILITEK Multi-Touch")
    before = files(machine)
    said = installed(machine)
    assert files(machine) == before
    assert all(line.startswith("déjà fait : ") for line in said.splitlines())


def test_settings_of_the_place_are_never_overwritten(machine: Path) -> None:
    (machine / "etc" / "kiosk").mkdir()
    settings = machine / "etc" / "kiosk" / "kiosk.toml"
    settings.write_text('printer = "tcp://192.168.1.50:9100"\n')
    installed(machine)
    assert settings.read_text() == 'printer = "tcp://192.168.1.50:9100"\n'
    assert (settings.parent / "place.yaml").exists()


def test_every_link_leads_to_a_file_of_the_program(machine: Path) -> None:
    """So that going back to a version takes its services and its rules too."""
    for words in ((), ("--kmsdrm",), ("--web",)):
        installed(machine, *words)
        targets = [Path(one) for one in files(machine).values() if one.startswith(str(CURRENT))]
        assert targets
        for target in targets:
            assert (ROOT / "deploy" / target.relative_to(CURRENT)).is_file(), target


def test_no_prompt_and_no_key_leads_away_from_the_screen(machine: Path) -> None:
    installed(machine)
    units = {Path(path).name: text for path, text in files(machine).items()}
    for closed in ("getty@tty1.service", "autovt@.service", "ctrl-alt-del.target", "sleep.target"):
        assert units[closed] == "/dev/null"
    assert units["display-manager.service"].endswith("kiosk-x.service")


def test_the_touch_turns_with_the_image_and_the_choice_stays(machine: Path) -> None:
    touch = machine / "etc" / "X11" / "xorg.conf.d" / "99-kiosk-touch.conf"
    corners = {"normal": (0, 0), "left": (1, 0), "right": (0, 1), "inverted": (1, 1)}
    for rotate, corner in corners.items():
        installed(machine, "--rotate", rotate)
        installed(machine)
        matrix = re.search(r'TransformationMatrix" "(.*)"', touch.read_text())
        assert matrix
        numbers = [int(number) for number in matrix[1].split()]
        assert (numbers[2], numbers[5]) == corner  # where the panel's own top left corner goes


def test_without_x_nothing_of_x_is_left(machine: Path) -> None:
    installed(machine)
    installed(machine, "--kmsdrm")
    there = files(machine)
    assert there["etc/systemd/system/display-manager.service"] == "/dev/null"
    assert "etc/systemd/system/kiosk-x.service" not in there
    installed(machine, "--x")
    assert "etc/systemd/system/kiosk.service.d/10-kmsdrm.conf" not in files(machine)


def test_the_page_alone_starts_without_a_terminal_and_leaves_the_consoles(machine: Path) -> None:
    installed(machine, "--web")
    there = files(machine)
    assert "etc/systemd/system/multi-user.target.wants/kiosk-web.service" in there
    assert not [
        path for path in there if path.endswith(("wants/kiosk.service", "getty@tty1.service"))
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--rotate", "gauche"], "ce peut être normal, left, right ou inverted"),
        (["--rotate"], "--rotate attend une valeur"),
        (["--kmsdrm", "--rotate", "left"], "l'image ne peut pas être tournée"),
        (["--touch", 'a"b'], "ne peut contenir"),
        (["--vite"], "« --vite » n'est pas une option"),
    ],
)
def test_a_mistake_is_said_before_anything_changes(
    machine: Path, words: list[str], says: str
) -> None:
    before = files(machine)
    assert says in installed(machine, *words, status=1)
    assert files(machine) == before


def test_another_system_is_refused(machine: Path) -> None:
    (machine / "etc" / "os-release").write_text("ID=fedora\nVERSION_ID=42\n")
    assert "il faut Debian 12 ou 13" in installed(machine, status=1)
    assert list(files(machine)) == ["etc/os-release"]


# Versions beside each other


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """Four versions, the third in service; `kiosk-version` looks for them here."""
    for number in range(1, 5):
        folder = tmp_path / "versions" / f"0.{number}.0"
        (folder / "kiosk" / "store").mkdir(parents=True)
        (folder / "kiosk" / "store" / "schema.py").write_text(f'HEAD = "000{number}"\n')
        (folder / ".ready").touch()
        os.utime(folder / ".ready", (number, number))
    (tmp_path / "versions" / "0.5.0").mkdir()  # never finished
    (tmp_path / "current").symlink_to(tmp_path / "versions" / "0.3.0")
    script = (ROOT / "deploy" / "bin" / "kiosk-version").read_text()
    # Its own folder, and no more asking of root, of a database and of systemd.
    for there, here in (
        ("base=/opt/kiosk", f"base={tmp_path}"),
        ('"$(id -u)" = 0', "0 = 0"),
        ("/etc/kiosk/kiosk.toml", "/nowhere"),
        ("/run/systemd/system", "/nowhere"),
    ):
        assert there in script
        script = script.replace(there, here)
    (tmp_path / "kiosk-version").write_text(script)
    return tmp_path


def version(folder: Path, *words: str, status: int = 0) -> str:
    done = subprocess.run(
        ["sh", folder / "kiosk-version", *words], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_back_is_the_version_installed_before_and_then_the_one_before_that(versions: Path) -> None:
    assert "* 0.3.0  tables 0003" in version(versions, "list")
    assert "La version 0.2.0 est en service." in version(versions, "back")
    assert (versions / "current").readlink() == versions / "versions" / "0.2.0"
    assert "Aucune version" in version(versions, "back", status=1)


def test_three_versions_are_kept_and_never_less_than_the_one_in_service(versions: Path) -> None:
    said = version(versions, "use", "0.4.0")
    assert "La version 0.1.0, trop ancienne, est effacée." in said
    assert [line[2:7] for line in version(versions, "list").splitlines()] == [
        "0.2.0",
        "0.3.0",
        "0.4.0",
    ]


@pytest.mark.parametrize("name", ["0.5.0", "0.9.0"])
def test_a_version_that_is_not_whole_is_not_served(versions: Path, name: str) -> None:
    assert f"La version {name} n'est pas là" in version(versions, "use", name, status=1)
    assert (versions / "current").readlink().name == "0.3.0"
