"""How far one PostgreSQL carries a country of terminals: `python -m benchmarks.scale`.

A server of its own, with fsync, holding a network of places. Measured: looking for free times
with few and with many past bookings; bookings made by 64 workers beside pgbench, which runs the
same statements on the same server. What terminals cost that nobody touches: `heartbeats.py`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import SeatTaken
from kiosk.agenda.place import places
from kiosk.store.schema import open_store
from tests.agenda.world import book_held
from tests.support.postgres import PostgresServer, postgres_server

SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "4GB"}
PROCESSES, THREADS = 8, 8
SLOT_MINUTES = 30
NOW = datetime(2026, 9, 14, 6, tzinfo=UTC)
LOOKS = 400


@dataclass(frozen=True, kw_only=True)
class Size:
    places: int
    terminals: int
    past: int
    few: int
    """Past bookings at the first measure."""
    future: int
    """Bookings to come; as many sessions again are free."""
    seconds: int


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    for name, default in (
        ("places", 900),
        ("terminals", 5),
        ("past", 1_000_000),
        ("few", 10_000),
        ("future", 200_000),
        ("seconds", 10),
    ):
        words.add_argument(f"--{name}", type=int, default=default)
    size = Size(**vars(words.parse_args()))
    with postgres_server(SETTINGS) as server:
        measure(server, size)


def measure(server: PostgresServer, size: Size) -> None:
    url = server.database_with_tables()
    name = url.rsplit("/", 1)[1]
    with server.admin(name) as admin:
        load_network(admin, size)
        load_bookings(admin, size, 0, size.few)
        print(
            f"{size.few:,} past bookings: {looks(url, size)}; {on_the_server(url, size)}",
            flush=True,
        )
        begun = time.monotonic()
        load_bookings(admin, size, size.few, size.past)
        print(f"the rest loaded in {time.monotonic() - begun:.0f} s", flush=True)
        print(f"{size.past:,} past bookings: {looks(url, size)}; {on_the_server(url, size)}")
        print(plan(url), flush=True)
        ours = bookings_a_second(url, size)
        theirs = pgbench(server, name, script(url, size), size)
    print(
        f"bookings a second, 64 workers: {ours:.0f}; pgbench, 64 clients: {theirs:.0f};"
        f" ratio {ours / theirs:.2f}"
    )


# Loading


def load_network(admin: psycopg.Connection[Any], size: Size) -> None:
    every = range(1, size.places + 1)
    _copy(
        admin,
        "place (id, name, address, time_zone, key)",
        (f"{n}\tLieu {n}\t1 rue\tEurope/Paris\tlieu {n}" for n in every),
    )
    _copy(admin, "helper (id, place_id, name, desk)", (f"{n}\t{n}\tAmina\tBureau 1" for n in every))
    _copy(
        admin,
        "activity (id, place_id, kind, helper_id)",
        (f"{n}\t{n}\tappointment\t{n}" for n in every),
    )
    _copy(
        admin,
        "terminal (id, place_id)",
        (f"t-{n}-{m}\t{n}" for n in every for m in range(1, size.terminals + 1)),
    )
    rows = size.future * 2 // size.places * size.places
    _copy(
        admin,
        SESSION,
        (_session(n, size, n // size.places + 1, _taken(n, size)) for n in range(rows)),
    )
    booked = (n for n in range(rows) if _taken(n, size))
    _copy(admin, BOOKING, (_booking(n, size, "confirmed") for n in booked))
    admin.execute("ANALYZE")


SESSION = (
    "session (id, place_id, activity_id, helper_id, kind, starts_at, ends_at, seats, taken, modes)"
)
BOOKING = (
    "booking (id, place_id, terminal_id, session_id, kind, status, topic, mode, language,"
    " created_at)"
)


def load_bookings(admin: psycopg.Connection[Any], size: Size, first: int, last: int) -> None:
    """Past ones, each with its session; numbered after those to come."""
    base = size.future * 2
    _copy(
        admin,
        SESSION,
        (_session(base + n, size, -(n // size.places) - 1, 1) for n in range(first, last)),
    )
    _copy(admin, BOOKING, (_booking(base + n, size, "over") for n in range(first, last)))
    admin.execute("SELECT setval('session_id_seq', (SELECT max(id) FROM session))")
    admin.execute("VACUUM ANALYZE")


def _taken(number: int, size: Size) -> int:
    """Every second half hour of each place is booked."""
    return number // size.places % 2


def _place(number: int, size: Size) -> int:
    return number % size.places + 1


def _session(number: int, size: Size, halves: int, taken: int) -> str:
    place = _place(number, size)
    starts = NOW + timedelta(minutes=SLOT_MINUTES * halves)
    ends = starts + timedelta(minutes=SLOT_MINUTES)
    of_place = f"{place}\t{place}\t{place}"  # each place has one helper, who offers one thing
    return f"{number + 1}\t{of_place}\tappointment\t{starts}\t{ends}\t1\t{taken}\t,face,"


def _booking(number: int, size: Size, status: str) -> str:
    place = _place(number, size)
    return (
        f"b-{number}\t{place}\tt-{place}-1\t{number + 1}\tappointment\t{status}\tother\tface"
        f"\tfr\t{NOW}"
    )


def _copy(admin: psycopg.Connection[Any], where: str, rows: Iterator[str]) -> None:
    with admin.cursor() as cursor, cursor.copy(f"COPY {where} FROM STDIN".encode()) as copy:
        batch: list[str] = []
        for row in rows:
            batch.append(row)
            if len(batch) == 5000:
                copy.write("\n".join(batch) + "\n")
                batch = []
        if batch:
            copy.write("\n".join(batch) + "\n")


# Measuring


def agenda_of(url: str, place_id: int) -> Agenda:
    store = open_store(url, patience=60)
    return Agenda(
        store=store,
        place=next(one for one in places(store) if one.id == place_id),
        terminal=f"t-{place_id}-1",
        clock=lambda: NOW,
        theme_of=lambda _topic: None,
    )


def looks(url: str, size: Size) -> str:
    """Free times of a place chosen by lot, all of four weeks and more, as a terminal asks."""
    agenda = agenda_of(url, 1)
    every = {one.id: one for one in places(agenda.store)}
    dice = random.Random(1)
    took: list[float] = []
    found = 0
    for _ in range(LOOKS):
        there = Agenda(**{**vars(agenda), "place": every[dice.randint(1, size.places)]})
        begun = time.perf_counter()
        found += len(there.free_times("other", "face", limit=1000))
        took.append((time.perf_counter() - begun) * 1000)
    agenda.store.close()
    took.sort()
    return (
        f"{found / LOOKS:.0f} free times, p50 {took[LOOKS // 2]:.1f} ms,"
        f" p95 {took[int(LOOKS * 0.95)]:.1f} ms"
    )


def captured(url: str) -> tuple[Agenda, list[tuple[str, Any]]]:
    """An agenda, and every statement it makes from now on."""
    agenda = agenda_of(url, 1)
    made: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _x: Any, _m: Any) -> None:
        made.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)  # of all: one alone is at work
    return agenda, made


def literal(url: str, statement: str, parameters: Any) -> str:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return psycopg.ClientCursor(connection).mogrify(statement.encode(), parameters)


def _statement(url: str) -> str:
    """The one that looks for free times at place 1."""
    agenda, made = captured(url)
    agenda.free_times("other", "face", limit=1000)
    agenda.store.close()
    return literal(url, *made[-1])


def plan(url: str, place_id: int = 1) -> str:
    statement = re.sub(r"(place_id = )1\b", rf"\g<1>{place_id}", _statement(url))
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        rows = connection.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {statement}".encode()).fetchall()
    return "\n".join(row[0] for row in rows)


def on_the_server(url: str, size: Size) -> str:
    """The same looks, as long as the server itself takes for them."""
    statement = _statement(url)
    took = []
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for n in range(LOOKS):
            here = re.sub(r"(place_id = )1\b", rf"\g<1>{n * 7 % size.places + 1}", statement)
            explained = connection.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {here}".encode())
            took.append(float(explained.fetchall()[-1][0].split()[-2]))
    took.sort()
    return f"server alone p50 {took[LOOKS // 2]:.1f} ms, p95 {took[int(LOOKS * 0.95)]:.1f} ms"


# Bookings


def bookings_a_second(url: str, size: Size) -> float:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, context, initializer=_wait_at, initargs=(ready,)) as pool:
        runs = [pool.submit(book, url, size, n) for n in range(PROCESSES)]
        made = sum(run.result() for run in runs)
    return made / size.seconds


_ready: Any = None


def _wait_at(barrier: Any) -> None:
    global _ready
    _ready = barrier


def book(url: str, size: Size, process: int) -> int:
    """Hold and confirm a free session, again and again; how many appointments were made."""
    base = agenda_of(url, 1)
    every = {one.id: one for one in places(base.store)}
    made: list[int] = []

    def work(number: int) -> None:
        dice = random.Random(f"{process}-{number}")
        count = 0
        while time.time() < starts + size.seconds:
            half = dice.randrange(size.future // size.places)
            session_number = 2 * half * size.places + dice.randrange(size.places)
            place = every[_place(session_number, size)]
            agenda = Agenda(**{**vars(base), "place": place, "terminal": f"t-{place.id}-1"})
            booking_id = f"w-{process}-{number}-{dice.getrandbits(60)}"
            try:
                agenda.hold(booking_id, session_number + 1, "other", "face", None, "fr")
                book_held(agenda, booking_id, "Zoé")
            except SeatTaken:
                continue
            count += 1
        made.append(count)

    _ready.wait(300)
    starts = time.time()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    base.store.close()
    return sum(made)


def script(url: str, size: Size) -> str:
    """What pgbench runs: the statements of one booking, captured, on sessions chosen by lot."""
    agenda, made = captured(url)
    session_id = _free_session(url)
    agenda.hold("captured", session_id, "other", "face", None, "fr")
    middle = len(made)
    book_held(agenda, "captured", "Zoé")
    agenda.store.close()
    lines = [
        f"\\set half random(0, {size.future // size.places - 1})",
        f"\\set place random(1, {size.places})",
        f"\\set session 2 * :half * {size.places} + :place",
        "\\set n random(1, 1000000000)",
    ]
    for part in (made[:middle], made[middle:]):
        texts = [literal(url, *one) for one in part]
        lines += ["BEGIN;", *(f"{varied(text, session_id)};" for text in texts), "COMMIT;"]
    return "\n".join(lines)


def _free_session(url: str) -> int:
    """A free session of place 1, by whose numbers its statements are told apart."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(
            "SELECT max(id) FROM session WHERE place_id = 1 AND taken = 0 AND starts_at > %s",
            (NOW,),
        ).fetchone()
    assert row is not None
    return int(row[0])


def varied(statement: str, session_id: int) -> str:
    text = " ".join(statement.split())
    text = re.sub(r"'captured'(::\w+)?", "concat('p-', :client_id, '-', :n)", text)
    text = re.sub(rf"\b{session_id}\b", ":session", text)
    text = re.sub(r"'t-1-1'(::\w+)?", "concat('t-', :place, '-1')", text)
    text = re.sub(r"(place_id = |place\.id = )1\b", r"\1:place", text)
    return re.sub(r"(VALUES \(concat\([^)]*\), )1\b", r"\1:place", text)


def pgbench(server: PostgresServer, name: str, text: str, size: Size) -> float:
    file = server.folder / "booking.sql"
    file.write_text(text)
    said = run_pgbench(
        server, name, ["-f", str(file), "-c", "64", "-j", "2", "-T", str(size.seconds)]
    )
    found = re.search(r"tps = ([\d.]+)", said)
    assert found, said
    return float(found[1])


def run_pgbench(
    server: PostgresServer, name: str, words: list[str], port: int | None = None
) -> str:
    """What it says. `port`: of whatever stands before the server."""
    command = [str(server.programs / "pgbench"), "-n", *words]
    command += ["-h", "127.0.0.1", "-p", str(port or server.port), "-U", "postgres", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


if __name__ == "__main__":
    main()
