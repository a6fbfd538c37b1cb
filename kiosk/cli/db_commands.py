"""The words of `kiosk db`; what they do is in `db.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli.command_line import DATABASE, YES, CliCommand, CliCommandGroup, option


def _db_upgrade(chosen: argparse.Namespace) -> int:
    from kiosk.cli.db import upgrade

    return upgrade(chosen.config, chosen.database)


def _db_status(chosen: argparse.Namespace) -> int:
    from kiosk.cli.db import status

    return status(chosen.config, chosen.database)


def _db_place(chosen: argparse.Namespace) -> int:
    from kiosk.cli.db import place

    return place(chosen.config, chosen.database, chosen.file)


def _db_purge(chosen: argparse.Namespace) -> int:
    from kiosk.cli.db import purge

    return purge(chosen.config, chosen.database, yes=chosen.yes)


DB = CliCommandGroup(
    "db",
    "met à jour la base, dit où elle en est, et s'occupe de ses lieux.",
    "kiosk db status",
    (
        CliCommand(
            "upgrade",
            "met les tables à la version de ce programme ; les fait s'il n'y en a pas.",
            "kiosk db upgrade --config kiosk.toml",
            _db_upgrade,
            (DATABASE,),
        ),
        CliCommand(
            "status",
            "dit la version des tables et celle de ce programme.",
            "kiosk db status --config kiosk.toml",
            _db_status,
            (DATABASE,),
        ),
        CliCommand(
            "place",
            "fait un lieu dans une base de plusieurs lieux, ou le met à jour.",
            "kiosk db place lille.yaml",
            _db_place,
            (
                option("file", type=Path, metavar="FICHIER", help="la description du lieu"),
                DATABASE,
            ),
        ),
        CliCommand(
            "purge",
            "efface ce qui a servi, dans tous les lieux.",
            "kiosk db purge",
            _db_purge,
            (YES, DATABASE),
        ),
    ),
)
