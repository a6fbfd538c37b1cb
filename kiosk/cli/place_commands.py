"""The words of `kiosk place`; what they do is in `place_export.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli.command_line import DATABASE, CliCommand, CliCommandGroup, option


def _export(chosen: argparse.Namespace) -> int:
    from kiosk.cli.place_export import export

    return export(chosen.config, chosen.database, chosen.out)


PLACE = CliCommandGroup(
    "place",
    "écrit le lieu, tel qu'il est dans la base, dans un fichier.",
    "kiosk place export",
    (
        CliCommand(
            "export",
            "écrit qui reçoit, quand et où, et ce que le lieu propose, comme place.yaml le dit.",
            "kiosk place export --out place.yaml",
            _export,
            (
                option(
                    "--out",
                    type=Path,
                    metavar="FICHIER",
                    help="où l'écrire (sinon à l'écran) ; rien n'y doit être encore",
                ),
                DATABASE,
            ),
        ),
    ),
)
