"""The words of `kiosk activities`; what they do is in `activities.py`."""

from __future__ import annotations

import argparse

from kiosk.cli.command_line import AS_JSON, CODES, DATABASE, CliCommand, option


def _activities(chosen: argparse.Namespace) -> int:
    from kiosk.cli import activities as does

    where = (chosen.config, chosen.database)
    match chosen.order:
        case "cancel":
            return does.cancel(*where, chosen.what, codes=chosen.codes)
        case "move":
            return does.move(*where, chosen.what, chosen.when, codes=chosen.codes)
        case "keep":
            return does.keep(*where, chosen.what)
        case "calls":
            return does.calls(*where)
        case "called":
            return does.called(*where, chosen.what)
        case "add":
            return does.add(*where, chosen.what, chosen.when)
        case _:
            return does.activities(*where, as_json=chosen.json)


ACTIVITIES = CliCommand(
    "activities",
    "liste les séances des huit jours à venir ; ou en annule, déplace, maintient ou ajoute une.",
    'kiosk activities move 42 "2026-12-03 14:00"',
    _activities,
    (
        option(
            "order",
            nargs="?",
            choices=("cancel", "move", "keep", "add", "calls", "called"),
            metavar="ORDRE",
            help="cancel (annuler), move (déplacer), keep (maintenir), add (ajouter), calls (qui"
            " appeler), called (c'est dit)",
        ),
        option("what", nargs="?", metavar="QUOI", help="le numéro d'une séance ; ou son titre"),
        option("when", nargs="?", metavar="QUAND", help="le jour et l'heure, 2026-12-03 14:00"),
        AS_JSON,
        CODES,
        DATABASE,
    ),
)
