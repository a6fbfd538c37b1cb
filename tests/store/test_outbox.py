"""What waits on a terminal: kept through a crash, and gone without a trace once delivered."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.store.outbox import Entry, Outbox, OutboxUnusable
from kiosk.visit.tickets import LocalTicket

NOW = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
MADE = LocalTicket(code="BCDFGHJK", token_hashes=("a" * 64,))
ENTRY = Entry(
    id="r1",
    kind="enquiry",
    payload={"first_name": "Zoé-Cunégonde", "phone": "0639981234"},
    written_at=NOW,
    ticket=MADE,
)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox.db")


def test_an_outbox_that_was_never_used_is_empty_and_makes_no_file(
    outbox: Outbox, tmp_path: Path
) -> None:
    assert outbox.is_empty()
    assert outbox.waiting() == []
    assert outbox.with_code("BCDFGHJK") is None
    assert not outbox.record_printing("BCDFGHJK", "printed")
    assert list(tmp_path.iterdir()) == []


def test_what_is_put_twice_waits_once_and_in_order(outbox: Outbox) -> None:
    cancel = Entry(id="c1", kind="cancel", payload={"booking_id": "b"}, written_at=NOW)
    outbox.put(ENTRY)
    outbox.put(cancel)
    outbox.put(ENTRY)
    assert outbox.waiting() == [ENTRY, cancel]
    assert not outbox.is_empty()
    assert outbox.with_code("BCDFGHJK") == ENTRY
    assert outbox.with_token("a" * 64) == ENTRY
    assert outbox.with_token("b" * 64) is None


def test_why_it_still_waits_is_kept(outbox: Outbox) -> None:
    outbox.put(ENTRY)
    outbox.not_delivered("r1", "refused", NOW)
    outbox.not_delivered("r1", "no answer", NOW)
    (found,) = outbox.waiting()
    assert (found.tries, found.why, found.tried_at) == (2, "no answer", NOW)


def test_a_ticket_that_changes_while_it_is_delivered_is_delivered_again(outbox: Outbox) -> None:
    outbox.put(ENTRY)
    (read,) = outbox.waiting()
    assert outbox.record_printing("BCDFGHJK", "printed")
    assert outbox.add_token("r1", "b" * 64)
    assert not outbox.delivered(read)
    (changed,) = outbox.waiting()
    assert changed.ticket == replace(MADE, token_hashes=("a" * 64, "b" * 64), printing="printed")
    assert outbox.delivered(changed)
    assert outbox.is_empty()
    assert not outbox.add_token("r1", "c" * 64)


def test_nothing_private_is_left_in_the_folder_once_it_is_delivered(
    outbox: Outbox, tmp_path: Path
) -> None:
    outbox.put(ENTRY)
    assert b"0639981234" in (tmp_path / "outbox.db").read_bytes()
    (entry,) = outbox.waiting()
    assert outbox.delivered(entry)
    (file,) = tmp_path.iterdir()
    left = file.read_bytes()
    for private in (b"0639981234", "Cunégonde".encode(), b"BCDFGHJK"):
        assert private not in left
    assert file.stat().st_mode & 0o077 == 0
    assert "0639981234" not in repr(ENTRY)


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.store.outbox import Entry, Outbox
outbox = Outbox(Path(sys.argv[1]))
for number in range(10_000):
    outbox.put(Entry(id=f"r{number}", kind="cancel", payload={}, written_at=datetime.now(UTC)))
    print(number, flush=True)
"""


def test_what_was_written_down_is_there_after_the_program_was_killed(
    outbox: Outbox, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path / "outbox.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _line in range(5):
            said = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = [int(line) for line in writer.stdout.read().split()]
    said = max([said, *rest])
    kept = [entry.id for entry in outbox.waiting()]
    assert len(kept) in (said + 1, said + 2)
    assert kept == [f"r{number}" for number in range(len(kept))]


def test_an_outbox_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutboxUnusable, match="ne sert pas"):
        Outbox(tmp_path / "gone" / "outbox.db").put(ENTRY)
    (tmp_path / "outbox.db").write_text("this is no database, whatever its name may say")
    with pytest.raises(OutboxUnusable):
        Outbox(tmp_path / "outbox.db").waiting()


def test_an_outbox_that_another_program_holds_says_so_in_the_end(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.put(ENTRY)
    monkeypatch.setattr("kiosk.store.outbox.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "outbox.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutboxUnusable, match="locked"):
        outbox.waiting()
    other.close()
    assert outbox.waiting() == [ENTRY]


# A file that is damaged


def damage(file: Path, *, after: int) -> None:
    """As a failing disk does it: everything from there on is something else."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(after)
        opened.write(b"\xaa" * (size - after))


def aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("outbox.db.abimee-*"))


@pytest.mark.parametrize("what", ["garbage", "cut short", "another page"])
def test_a_damaged_outbox_is_set_aside_and_takes_what_is_asked_now(
    outbox: Outbox, tmp_path: Path, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "outbox.db"
    outbox.put(ENTRY)
    match what:
        case "garbage":
            file.write_bytes(b"a shopping list, not a database\n" * 100)
        case "cut short":
            with file.open("r+b") as opened:
                opened.truncate(5000)
        case _:
            damage(file, after=4096)
    outbox.put(replace(ENTRY, id="r2"))
    assert [one.id for one in outbox.waiting()] == ["r2"]
    (kept,) = aside(tmp_path)
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.name in caplog.text


def test_what_can_still_be_read_of_a_damaged_outbox_goes_on_waiting(
    outbox: Outbox, tmp_path: Path
) -> None:
    for number in range(30):
        outbox.put(replace(ENTRY, id=f"r{number}", payload={"topic": "x" * 1500}))
    file = tmp_path / "outbox.db"
    damage(file, after=file.stat().st_size - 6 * 4096)
    outbox.mend()
    saved = [one.id for one in outbox.waiting()]
    assert saved[0] == "r0"
    assert 0 < len(saved) < 30
    assert len(aside(tmp_path)) == 1
    outbox.mend()  # it can be read: nothing happens
    assert len(aside(tmp_path)) == 1


def test_one_entry_that_does_not_read_keeps_no_other_from_going(
    outbox: Outbox, tmp_path: Path
) -> None:
    outbox.put(ENTRY)
    outbox.put(replace(ENTRY, id="r2"))
    other = sqlite3.connect(tmp_path / "outbox.db")
    with other:
        other.execute("UPDATE entry SET payload = '{' WHERE id = ?", (ENTRY.id,))
    other.close()
    assert [one.id for one in outbox.waiting()] == ["r2"]


_HURRIED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.store.outbox import Entry, Outbox
outbox = Outbox(Path(sys.argv[1]))
for number in range(15):
    outbox.put(Entry(id=f"{sys.argv[2]}-{number}", kind="cancel", payload={"booking_id": "b"},
                     written_at=datetime.now(UTC)))
    outbox.waiting()
"""


def test_several_programs_write_down_at_once(outbox: Outbox, tmp_path: Path) -> None:
    words = [sys.executable, "-c", _HURRIED, str(tmp_path / "outbox.db")]
    programs = [subprocess.Popen([*words, str(number)]) for number in range(3)]
    assert [one.wait(timeout=60) for one in programs] == [0, 0, 0]
    assert len(outbox.waiting()) == 45
