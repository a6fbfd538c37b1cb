"""What a power cut or a slip leaves of a terminal's own small files keeps nobody out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from kiosk.cli.data_folder import make_data_folder
from kiosk.settings import Settings
from kiosk.store.damaged_file import set_aside
from kiosk.terminal.last_place import recall
from kiosk.terminal.lockout import PINS, Lockout
from kiosk.terminal.pin import PinKeeper
from kiosk.web.csrf import SecretError, secret_of

TORN = [
    *(b"", b"\0" * 200, b"\xff\xfe", b"[]", b"null", b"7", b'{"wrong": ', b"[" * 100_000),
    b'{"wrong": 1e999, "left": 5, "boot": "", "until": 1}',
    b'{"wrong": 9, "left": %s, "boot": "", "until": 1}' % (b"9" * 400),
]
LEFT = pytest.mark.parametrize("left", TORN, ids=range(len(TORN)))


@LEFT
def test_the_count_of_wrong_pins_begins_again(left: bytes, tmp_path: Path) -> None:
    file = tmp_path / "staff-guard.json"
    file.write_bytes(left)
    guard = Lockout(PINS, lambda: datetime(2026, 9, 14, 9, tzinfo=UTC), file)
    assert guard.waits_until() is None
    guard.was_wrong()


@LEFT
def test_the_place_known_last_is_none(left: bytes, tmp_path: Path) -> None:
    (tmp_path / "last-place.json").write_bytes(left)
    assert recall(tmp_path) is None


@LEFT
def test_a_pin_that_does_not_read_opens_nothing(left: bytes, tmp_path: Path) -> None:
    (tmp_path / "staff-pin").write_bytes(left)
    guard = Lockout(PINS, lambda: datetime(2026, 9, 14, 9, tzinfo=UTC))
    assert not PinKeeper(tmp_path / "staff-pin", guard).is_right("4826")


def in_place_of(file: Path) -> Iterator[None]:
    """What may stand where a file is expected, one after the other."""
    for make in (file.mkdir, partial(os.mkfifo, file), partial(file.symlink_to, "/dev/zero")):
        make()
        yield
        if file.is_dir():
            file.rmdir()
        else:
            file.unlink()


def test_what_is_no_file_is_neither_waited_for_nor_read_for_ever(tmp_path: Path) -> None:
    now = datetime(2026, 9, 14, 9, tzinfo=UTC)
    for _ in in_place_of(tmp_path / "staff-guard.json"):
        guard = Lockout(PINS, lambda: now, tmp_path / "staff-guard.json")
        assert guard.waits_until() is None
    for _ in in_place_of(tmp_path / "staff-pin"):
        assert not PinKeeper(tmp_path / "staff-pin", guard).is_right("4826")
    for _ in in_place_of(tmp_path / "last-place.json"):
        assert recall(tmp_path) is None
    for _ in in_place_of(tmp_path / "web-secret"):
        with pytest.raises(SecretError, match="ne peut pas être gardé : c"):
            secret_of("", tmp_path)


def test_a_name_that_leads_to_a_device_changes_nothing_for_others(tmp_path: Path) -> None:
    """As root, `chmod` of a link to /dev/null would take it away from every program."""
    device = tmp_path / "device"
    os.mkfifo(device)
    device.chmod(0o666)
    data = tmp_path / "data"
    data.mkdir()
    (data / "kiosk.db").symlink_to(device)
    make_data_folder(Settings(data=data))
    set_aside(data / "kiosk.db", datetime(2026, 9, 14, 9, tzinfo=UTC))
    assert device.stat().st_mode & 0o777 == 0o666


def test_a_secret_that_is_cut_is_made_anew(tmp_path: Path) -> None:
    """An empty one would let anybody seal a form."""
    whole = secret_of("", tmp_path)
    assert secret_of("", tmp_path) == whole
    for left in (b"", whole[:10]):
        (tmp_path / "web-secret").write_bytes(left)
        made = secret_of("", tmp_path)
        assert len(made) >= 32
        assert made != whole
        assert (tmp_path / "web-secret").stat().st_mode & 0o777 == 0o600
