"""`kiosk figures`: how it goes at a place, in counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from kiosk.agenda.figure_export import as_csv, as_plain
from kiosk.agenda.figure_tables import WHY_HIDDEN, FigureTable, said, tables
from kiosk.agenda.figures import LONGEST, YEARS, By, figures
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.bookings import agenda_of_database
from kiosk.errors import KioskError
from kiosk.settings import load

USUAL = timedelta(days=27)
"""Four weeks, today with them."""


def show(
    config: Path | None,
    database: str | None,
    first: date | None,
    last: date | None,
    by: By,
    *,
    as_json: bool,
    csv: bool,
) -> int:
    """The figures of the days from `first` to `last`; without them, of the last four weeks.

    Raises KioskError.
    """
    if as_json and csv:
        raise KioskError("Choisissez l'un des deux : --json ou --csv.")
    settings = load(config)
    with agenda_of_database(settings, database) as agenda:
        last = _near(last) if last else agenda.place.day_of(agenda.counted_now())
        first = _near(first) if first else last - USUAL
        _check(first, last)
        with agenda.reading(sure=False) as work:
            found = figures(work, first, last, by)
    if as_json:
        print(json.dumps(as_plain(found), ensure_ascii=False, indent=2))
        return 0
    shown = tables(found, load_catalog(settings.catalog))
    if csv:
        sys.stdout.write(as_csv(shown).replace("\r\n", "\n"))
        return 0
    print(f"Du {first:%d/%m/%Y} au {last:%d/%m/%Y}.", *_lines(shown), "", WHY_HIDDEN, sep="\n")
    return 0


def _near(day: date) -> date:
    if day.year not in YEARS:
        raise KioskError(f"Ce jour est trop loin : {day}. Écrivez-en un plus proche.")
    return day


def _check(first: date, last: date) -> None:
    if last < first:
        raise KioskError(
            f"La période finit avant de commencer : --from {first} --to {last}. Échangez-les."
        )
    if last - first > LONGEST:
        raise KioskError(
            f"La période est trop longue : les nombres sont gardés {LONGEST.days} jours. "
            f"Écrivez par exemple --from {last - LONGEST} --to {last}."
        )


def _lines(shown: Iterable[FigureTable]) -> Iterator[str]:
    for table in shown:
        yield ""
        yield table.title
        yield f"  {table.about}"
        if table.is_empty:
            yield "  Rien n'est compté."
            continue
        yield from _aligned(table)


def _aligned(table: FigureTable) -> Iterator[str]:
    cells = [
        (table.rows_are, *table.columns),
        *((row.name, *map(said, row.counts)) for row in table.lines),
    ]
    widths = [max(len(line[place]) for line in cells) for place in range(len(cells[0]))]
    for name, *counts in cells:
        numbers = (count.rjust(width) for count, width in zip(counts, widths[1:], strict=True))
        yield "  " + "  ".join((name.ljust(widths[0]), *numbers))
