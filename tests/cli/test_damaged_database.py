"""A database file that cannot be read any more: kept, said, and the terminal goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli.assembly import Parts, assemble
from kiosk.paths import ROOT
from kiosk.settings import Settings
from kiosk.store.damaged_file import aside
from kiosk.store.errors import StoreDamaged
from kiosk.visit.view.home import AttractView

GARBAGE = b"a shopping list, not a database\n" * 300


def cut_short(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)


def other_pages(file: Path) -> None:
    """The first page is well, the next ones are another file's."""
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xaa" * (file.stat().st_size - 4096))


WAYS: dict[str, Callable[[Path], object]] = {
    "garbage": lambda file: file.write_bytes(GARBAGE),
    "cut short": cut_short,
    "other pages": other_pages,
    "empty": lambda file: file.write_bytes(b""),
}


def started(settings: Settings) -> Parts:
    parts = assemble(settings)
    assert isinstance(parts.terminal.view.body, AttractView)
    return parts


@pytest.mark.parametrize("way", WAYS)
def test_a_terminal_starts_without_its_database_and_makes_no_other(
    data: Path, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(data=data)
    first = started(settings)
    place = first.terminal.context.place_name
    first.close()
    WAYS[way](data / "kiosk.db")
    was = (data / "kiosk.db").read_bytes()

    for _time in range(2):  # the second start finds none, and still makes none
        again = started(settings)
        assert again.terminal.context.place_name == place
        with pytest.raises(StoreDamaged, match="mise de côté") as told:
            again.runner._agenda.today()
        assert len(str(told.value).splitlines()) == 1
        again.close()
    (kept,) = aside(data / "kiosk.db")
    assert kept.read_bytes() == was
    assert kept.stat().st_mode & 0o077 == 0
    said = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert any(kept.name in one.getMessage() for one in said)
    assert "Traceback" not in caplog.text


def test_a_backup_in_its_place_is_used_at_once_and_the_rest_can_be_erased(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=data)
    started(settings).close()
    backup = (data / "kiosk.db").read_bytes()
    (data / "kiosk.db").write_bytes(GARBAGE)
    running = started(settings)
    (data / "kiosk.db").write_bytes(backup)
    assert running.runner._agenda.today() is not None
    running.close()
    assert main(["doctor"]) == 0
    assert "à voir  Base mise de côté : " in capsys.readouterr().out
    (kept,) = aside(data / "kiosk.db")
    kept.unlink()
    main(["doctor"])
    assert "mise de côté" not in capsys.readouterr().out


def test_who_moves_the_damaged_file_away_begins_anew(data: Path) -> None:
    settings = Settings(data=data)
    started(settings).close()
    (data / "kiosk.db").write_bytes(GARBAGE)
    started(settings).close()
    (kept,) = aside(data / "kiosk.db")
    kept.rename(data.with_name("kept-elsewhere.db"))
    again = started(settings)
    assert again.runner._agenda.bookings() == []
    again.close()


def test_a_machine_that_never_reached_a_database_has_the_place_it_is_told(data: Path) -> None:
    data.mkdir()
    settings = Settings(data=data)
    (data / "kiosk.db").write_bytes(GARBAGE)
    first = started(settings)
    assert first.terminal.context.demonstration
    first.close()
    described = started(replace(settings, place=ROOT / "place.example.yaml"))
    assert not described.terminal.context.demonstration
    described.close()
    assert len(aside(data / "kiosk.db")) == 1


@pytest.mark.parametrize("command", [["bookings"], ["purge"], ["db", "status"], ["db", "upgrade"]])
def test_commands_say_it_in_a_sentence_and_touch_nothing(
    data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    started(Settings(data=data)).close()
    (data / "kiosk.db").write_bytes(GARBAGE)
    capsys.readouterr()
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "est abîmée" in said
    assert len(said.splitlines()) == 1
    assert main(["doctor"]) == 1
    assert "NON     Base : " in capsys.readouterr().out
    assert (data / "kiosk.db").read_bytes() == GARBAGE


def test_a_database_that_is_well_is_left_alone(data: Path) -> None:
    """Also one that was never closed: its journal is a part of it."""
    settings = Settings(data=data)
    for _time in range(2):
        running = started(settings)
        elsewhere = replace(settings, data=data / "twin", database=settings.database_url)
        twin = started(elsewhere)
        twin.close()
        running.close()
    assert aside(data / "kiosk.db") == []
