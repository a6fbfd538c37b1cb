"""The words of `kiosk figures`; what it does is in `figures.py`."""

from __future__ import annotations

import argparse
from datetime import date

from kiosk.cli.command_line import AS_JSON, DATABASE, CliCommand, option
from kiosk.text_files import shortened


def _figures(chosen: argparse.Namespace) -> int:
    from kiosk.cli.figures import show

    return show(
        chosen.config,
        chosen.database,
        chosen.first,
        chosen.last,
        chosen.by,
        as_json=chosen.json,
        csv=chosen.csv,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"« {shortened(text)} » n'est pas un jour ; écrivez l'année, le mois et le jour, "
            "comme 2026-11-30"
        ) from None


FIGURES = CliCommand(
    "figures",
    "dit comment ça va : visites, parcours, attente, tickets, séances, en nombres.",
    "kiosk figures --from 2026-11-01 --to 2026-11-30 --by week --csv",
    _figures,
    (
        option(
            "--from",
            dest="first",
            type=_day,
            metavar="JOUR",
            help="le premier jour (il y a quatre semaines)",
        ),
        option("--to", dest="last", type=_day, metavar="JOUR", help="le dernier (aujourd'hui)"),
        option(
            "--by", choices=("day", "week"), default="day", help="par jour (day) ou semaine (week)"
        ),
        AS_JSON,
        option("--csv", action="store_true", help="en CSV, pour un tableur"),
        DATABASE,
    ),
)
