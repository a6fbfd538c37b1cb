"""The command line: its words, its errors, its exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.cli import main
from kiosk.paths import CATALOG, ROOT

COMMANDS = ["run", "tour", "catalog", "catalog check", "bookings", "doctor", "purge", "staff"]
COMMANDS += ["web", "staff pin"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_says_what_a_command_does_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"Exemple : kiosk {command}".strip() in said


def test_the_first_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out.splitlines()
    for command in {command.split()[0] for command in COMMANDS}:
        assert any(line.strip().startswith(f"{command} ") for line in said), command


@pytest.mark.parametrize(
    "words",
    [
        ["decoller"],
        [],
        ["catalog"],
        ["staff"],
        ["tour"],
        ["tour", "--out", "x", "--size", "grand"],
        ["tour", "--out", "x", "--lang", "zz"],
        ["bookings", "--jason"],
    ],
)
def test_words_that_are_no_command_leave_with_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    "command",
    [["bookings"], ["doctor"], ["purge"], ["staff", "pin"], ["catalog", "check"]],
)
def test_every_command_refuses_wrong_settings_in_one_line_with_two(
    command: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mine.toml").write_text("\nidle_seconds = 5\n")
    assert main([*command, "--config", "mine.toml"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "mine.toml:2: idle_seconds : « 5 » ne va pas ; écrivez un nombre entier de 10 à 3600.\n"
    )
    assert not data.exists()


def test_settings_that_are_not_there_are_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["purge", "--config", "absent.toml"]) == 2
    assert capsys.readouterr().err == "absent.toml : ce fichier n'existe pas.\n"


def test_a_catalogue_that_is_not_there_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_CATALOG", "absent.yaml")
    assert main(["catalog", "check"]) == 1
    assert "absent.yaml" in capsys.readouterr().out


def test_our_catalogue_is_sound(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "check", str(CATALOG)]) == 0
    assert "rien à corriger" in capsys.readouterr().out


# The program itself


def kiosk(*words: str, data: Path, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        cwd=data.parent,
        env={**os.environ, "KIOSK_DATA": str(data), "PYTHONPATH": str(ROOT)},
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_program_says_its_version(data: Path) -> None:
    done = kiosk("--version", data=data)
    assert (done.returncode, done.stdout) == (0, f"kiosk {__version__}\n")


def test_the_program_leaves_with_two_and_one_line_when_a_variable_is_wrong(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_PAPER_MM", "75")
    done = kiosk("doctor", data=data)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "KIOSK_PAPER_MM : « 75 » ne va pas ; écrivez 80 ou 58, la largeur du rouleau en"
        " millimètres.\n"
    )


def test_commands_that_show_nothing_load_no_screen(data: Path) -> None:
    """On a machine without a screen they have to work, and quickly."""
    code = (
        "import sys; from kiosk.cli import main; main(['doctor']);"
        "print(sorted(set(sys.modules) & {'kivy', 'requests', 'flask'}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=data.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == "[]\n"
