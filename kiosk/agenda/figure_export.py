"""The figures of a place for programs: CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from kiosk.agenda.figure_tables import FigureTable, said
from kiosk.agenda.figures import Figures
from kiosk.agenda.small_counts import LEAST


def as_csv(shown: Iterable[FigureTable], *, for_spreadsheet: bool = False) -> str:
    """A line for each figure. For a spreadsheet in French, which takes « ; » and has to be told
    that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if for_spreadsheet else ",", lineterminator="\r\n")
    writer.writerow(("tableau", "id", "ligne", "mesure", "nombre"))
    writer.writerows(_cells(shown))
    return ("\ufeff" if for_spreadsheet else "") + text.getvalue()


def _cells(shown: Iterable[FigureTable]) -> Iterator[tuple[str, ...]]:
    for table in shown:
        for row in table.lines:
            for column, count in zip(table.columns, row.counts, strict=True):
                yield (*map(_as_words, (table.title, row.key, row.name, column)), said(count))


def _as_words(cell: str) -> str:
    """What begins like a formula a spreadsheet would work out, whoever named a service so."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def as_plain(figures: Figures) -> dict[str, Any]:
    """For JSON: null is hidden. Dates are the place's days."""
    return {
        "from": str(figures.first),
        "to": str(figures.last),
        "by": figures.by,
        "hidden_below": LEAST,
        "periods": [
            {"from": str(period.first), "to": str(period.last)}
            | {name: one.counts[number] for name, one in figures.series.items()}
            for number, period in enumerate(figures.periods)
        ],
        "totals": {name: one.total for name, one in figures.series.items()},
        "share_with_person_percent": figures.share_with_person,
        "wait_minutes": {
            "median": figures.wait.median,
            "nine_in_ten": figures.wait.nine_in_ten,
        },
        "services": [
            {
                "service": one.service,
                "begun": one.begun,
                "finished": one.finished,
                "finished_alone": one.alone,
                "steps": [
                    {"step": at.step, "seen": at.seen, "asked": at.asked, "stopped": at.stopped}
                    for at in one.steps
                ],
            }
            for one in figures.services
        ],
        "sessions": [
            {
                "kind": one.kind,
                "sessions": one.sessions,
                "booked": one.booked,
                "came": one.came,
                "absent": one.absent,
            }
            for one in figures.sessions
        ],
        "tickets": dict(figures.tickets),
        "languages": dict(figures.languages),
        "faces": dict(figures.faces),
    }
