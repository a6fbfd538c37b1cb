"""After a visit no copy of what was typed is in the program's memory, in use or given back,
but in the database's own page, as long as the booking there has the name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.paths import ROOT

NAME = "zephyrinacoptadaire"
AS_SHOWN = NAME.capitalize()
WRITINGS = tuple(AS_SHOWN[:-1].encode(how) for how in ("latin-1", "utf-16-le", "utf-32-le"))
"""As Python keeps texts of one, two or four bytes a letter; the first is UTF-8 too here."""

ROW = b"appointmentconfirmed"
"""A booking's row begins so, in SQLite's pages; its name stands behind."""


def copies(pid: int) -> int:
    """How often the name is in the memory that another process may write."""
    found = 0
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", maps, re.MULTILINE):
            try:
                memory.seek(int(start, 16))
                held = memory.read(int(end, 16) - int(start, 16))
            except (OSError, OverflowError):  # the system's own pages
                continue
            for writing in WRITINGS:
                for one in re.finditer(re.escape(writing), held):
                    found += ROW not in held[one.start() - 150 : one.start()]
    return found


def test_after_a_visit_a_typed_name_is_nowhere_in_memory(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.terminal.memory_victim", str(tmp_path), str(len(NAME))]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as terminal:
        assert terminal.stdin
        assert terminal.stdout
        assert terminal.stdout.readline() == b"name\n"
        try:
            copies(terminal.pid)
        except PermissionError:
            terminal.kill()
            pytest.skip("this machine lets nobody read a process's memory: ptrace_scope")
        terminal.stdin.write(b"\n" + NAME.encode())
        assert terminal.stdout.readline() == b"typed\n"
        assert copies(terminal.pid) > 0
        terminal.stdin.write(b"\n")
        assert terminal.stdout.readline() == b"wiped\n"
        assert copies(terminal.pid) == 0
        terminal.stdin.write(b"\n")
