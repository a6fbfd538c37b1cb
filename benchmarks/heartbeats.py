"""What a country of terminals costs one PostgreSQL while nobody touches them:
`python -m benchmarks.heartbeats`.

Each terminal gives a sign of life a minute, with how it is, and looks for orders every two seconds.
Measured is processor time, of the server and of whoever asks, which other programs at work disturb
less than the time that passes: first by the program's own way to the database, then by all
terminals at once through a pool (PgBouncer), each with a connection of its own.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import psutil

from benchmarks.scale import Size, agenda_of, captured, literal, load_network, run_pgbench, varied
from kiosk import __version__
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.place import places
from kiosk.agenda.terminal_findings import tell
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.clocks import system_clock
from kiosk.terminal.commands import LOOK_EVERY
from kiosk.terminal.housekeeping import EVERY as BEAT_EVERY
from kiosk.visit.commands import Snapshot
from kiosk.visit.findings import Finding
from tests.support.pgbouncer import pool_in_front
from tests.support.postgres import PostgresServer, postgres_server

SETTINGS = {"shared_buffers": "512MB"}
TIMES = 4000
NO_SESSION = -(2**40)
POOLED = 20
"""Connections of the server that the pool shares among all terminals."""
FINDINGS = [
    Finding("sound", "note", "aucune carte son : la borne est muette, et montre tout."),
    Finding("disk", "note", "612 Mo libres sur 58,0 Go, pour /srv/borne : c'est peu."),
]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    for name, default in (("places", 900), ("terminals", 5), ("seconds", 30), ("times", TIMES)):
        words.add_argument(f"--{name}", type=int, default=default)
    chosen = words.parse_args()
    size = Size(
        places=chosen.places,
        terminals=chosen.terminals,
        past=0,
        few=0,
        future=chosen.places,
        seconds=chosen.seconds,
    )
    with postgres_server(SETTINGS) as server:
        measure(server, size, chosen.times)


def measure(server: PostgresServer, size: Size, times: int) -> None:
    url = server.database_with_tables()
    name = url.rsplit("/", 1)[1]
    with server.admin(name) as admin:
        load_network(admin, size)
        admin.execute("UPDATE terminal SET last_seen_at = now()")  # or the hour would be doubted
        admin.execute("VACUUM ANALYZE")
    every = size.places * size.terminals
    with all_terminals(url, size) as any_terminal:
        beat = cost(server, times, lambda: beats(any_terminal()), "a sign of life")
        look = cost(server, times, lambda: any_terminal().commands(), "a look for orders")
        cost(
            server, times, lambda: any_terminal().write(tell, FINDINGS), "what it found, once a day"
        )
    with all_terminals(url, size, vouched=lambda: None) as any_terminal:
        cost(
            server,
            times,
            lambda: beats(any_terminal()),
            "a sign of life where nothing sets the clock",
        )
    share = every / BEAT_EVERY * beat + every / LOOK_EVERY * look
    print(
        f"{every} terminals: {every / BEAT_EVERY:.0f} signs of life and {every / LOOK_EVERY:.0f}"
        f" looks a second: {share:.0%} of a core of the server"
        f" ({every / BEAT_EVERY * beat:.1%} and {every / LOOK_EVERY * look:.1%})",
        flush=True,
    )
    at_once(server, name, url, size)


# One after the other, by the program's own way


@contextmanager
def all_terminals(
    url: str, size: Size, vouched: Callable[[], datetime | None] = system_clock
) -> Iterator[Callable[[], Agenda]]:
    """Gives any of them; they share connections here. `vouched`: what a time service says."""
    base = replace(agenda_of(url, 1), clock=TrustedClock(system_clock, synchronised=vouched))
    every = {one.id: one for one in places(base.store)}
    dice = random.Random(1)

    def any_terminal() -> Agenda:
        place = dice.randint(1, size.places)
        terminal = f"t-{place}-{dice.randint(1, size.terminals)}"
        return replace(base, place=every[place], terminal=terminal)

    yield any_terminal
    base.store.close()


def beats(agenda: Agenda) -> None:
    snapshot = Snapshot(state="free", since=datetime.now(UTC), printer="Bientôt plus de papier.")
    assert agenda.beat(__version__, snapshot, 0) == ""


def cost(server: PostgresServer, times: int, deed: Callable[[], object], what: str) -> float:
    """Seconds of the server's processor for each."""
    for _ in range(100):  # connections are there, plans and pages are warm
        deed()
    theirs, ours = processor_of(server.process.pid), time.process_time()
    for _ in range(times):
        deed()
    theirs, ours = processor_of(server.process.pid) - theirs, time.process_time() - ours
    print(
        f"{what}: {theirs / times * 1e6:.0f} µs of the server,"
        f" {ours / times * 1e6:.0f} µs of the terminal",
        flush=True,
    )
    return theirs / times


def processor_of(process_id: int) -> float:
    """Seconds that a process and all that it started took, also those that have ended."""
    top = psutil.Process(process_id)
    taken = 0.0
    for one in (top, *top.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:  # counted with its parent's children
            continue
        taken += times.user + times.system + times.children_user + times.children_system
    return taken


# All at once, through a pool


@dataclass(frozen=True, slots=True)
class Used:
    server: float
    pool: float


def at_once(server: PostgresServer, name: str, url: str, size: Size) -> None:
    every = size.places * size.terminals
    rate = every / BEAT_EVERY + every / LOOK_EVERY
    beat, look = server.folder / "beat.sql", server.folder / "look.sql"
    beat.write_text(script(url, size, beats))
    look.write_text(script(url, size, lambda agenda: agenda.commands()))
    weights = round(BEAT_EVERY / LOOK_EVERY)
    with pool_in_front(server, size=POOLED, clients=every + 100) as pool:
        words = ["-f", f"{look}@{weights}", "-f", f"{beat}@1", "-c", str(every), "-j", "2"]
        words += ["-R", f"{rate:.0f}", "-T", str(size.seconds)]
        before = Used(processor_of(server.process.pid), processor_of(pool.process_id))
        begun = time.monotonic()
        said = run_pgbench(server, name, words, port=pool.port)
        lasted = time.monotonic() - begun
        used = Used(
            processor_of(server.process.pid) - before.server,
            processor_of(pool.process_id) - before.pool,
        )
        with server.admin(name) as admin:
            row = admin.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND pid <> pg_backend_pid() AND datname = current_database()"
            ).fetchone()
    done = re.search(r"actually processed: (\d+)", said)
    latency = re.search(r"latency average = ([\d.]+)", said)
    failed = re.search(r"failed transactions: (\d+)", said)
    assert done, said
    assert latency, said
    assert failed, said
    assert row, said
    number = int(done[1])
    print(
        f"at once, {every} connections to the pool, {row[0]} of the server: asked"
        f" {rate * size.seconds:.0f} in {size.seconds} s, done {number} in {lasted:.0f} s,"
        f" {failed[1]} failed; {used.server / number * 1e6:.0f} µs of the server and"
        f" {used.pool / number * 1e6:.0f} µs of the pool each;"
        f" {rate * used.server / number:.0%} and {rate * used.pool / number:.0%} of a core;"
        f" answered in {latency[1]} ms on average",
        flush=True,
    )


def script(url: str, size: Size, deed: Callable[[Agenda], object]) -> str:
    """What pgbench runs: the statements of a deed, captured, of a terminal chosen by lot."""
    base, made = captured(url)
    agenda = replace(base, clock=TrustedClock(system_clock, synchronised=system_clock))
    deed(agenda)  # what the first one asks besides
    made.clear()
    deed(agenda)
    agenda.store.close()
    lines = [f"\\set place random(1, {size.places})", f"\\set n random(1, {size.terminals})"]
    for statement, parameters in made:
        text = varied(literal(url, statement, parameters), NO_SESSION)
        text = text.replace("concat('t-', :place, '-1')", "concat('t-', :place, '-', :n)")
        # What the program sends in one message goes in one message here.
        lines.append(f"{text.replace('; ', chr(92) + '; ')};")
    return "\n".join([*lines, "COMMIT;"])


if __name__ == "__main__":
    main()
