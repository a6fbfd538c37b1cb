"""All that is measured, in one run and one table: `python -m benchmarks`, or `make bench`.

The 2,000 visits take half an hour and have a command of their own (`make soak`); here are as
many as `--visits` says.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import catalog, screens, soak, ticket
from benchmarks.table import Row, table
from kiosk.catalog.load import load
from kiosk.paper import ROLL_80_MM

SERVICES = 200
ROUNDS = 5
VISITS = 60
WARM = 20


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def catalog_rows() -> list[Row]:
    import yaml

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "services_catalog.yaml"
        path.write_text(catalog.big_catalog(SERVICES), encoding="utf-8")
        bare = catalog.median(lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader), ROUNDS)
        loaded = catalog.median(lambda: load(path), ROUNDS)
    return [
        Row(
            what=f"catalogue of {SERVICES} services, loaded and checked",
            ours=loaded * 1000,
            unit="ms",
            beside=bare * 1000,
            named="bare YAML",
            most=1000,
        )
    ]


def ticket_rows() -> list[Row]:
    ours = ticket.milliseconds(lambda: ticket.whole(ROLL_80_MM), ticket.ROUNDS)
    letters = ticket.milliseconds(ticket.in_the_printers_letters, ticket.ROUNDS)
    return [
        Row(
            what="ticket: composed, drawn, ESC/POS bytes",
            ours=ours,
            unit="ms",
            beside=letters,
            named="printer's letters",
        )
    ]


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    screens.options(asked)
    asked.add_argument("--visits", type=int, default=VISITS, help=f"whole visits ({VISITS})")
    chosen = asked.parse_args()
    rows, notes = screens.run(chosen.touches, chosen.starts, chosen.idle)
    _say("ticket and catalogue")
    rows += ticket_rows() + catalog_rows()
    if chosen.visits:
        _say(f"{chosen.visits} visits")
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            found = soak.soak(Path(folder), visits=chosen.visits, warm=WARM, say=_say)
        rows += soak.rows(found)
    print(table(rows))
    print("\n".join(notes))
    return int(any(row.met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
