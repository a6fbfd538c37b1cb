"""The words of `kiosk sponsors`; what they do is in `sponsors.py`."""

from __future__ import annotations

import argparse

from kiosk.cli.command_line import AS_JSON, DATABASE, CliCommand, CliCommandGroup, option


def _list(chosen: argparse.Namespace) -> int:
    from kiosk.cli.sponsors import listed

    return listed(chosen.config, chosen.database, as_json=chosen.json)


def _accept(chosen: argparse.Namespace) -> int:
    from kiosk.cli.sponsors import accept

    return accept(chosen.config, chosen.database, chosen.id, as_json=chosen.json)


def _end(chosen: argparse.Namespace) -> int:
    from kiosk.cli.sponsors import end

    return end(chosen.config, chosen.database, chosen.id, as_json=chosen.json)


WHO = option("id", metavar="QUI", help="comme « kiosk sponsors list » les nomme")

SPONSORS = CliCommandGroup(
    "sponsors",
    "dit qui donne des heures à d'autres, et qui est à rencontrer.",
    "kiosk sponsors list",
    (
        CliCommand(
            "list",
            "les donne tous, ceux que l'équipe n'a pas rencontrés d'abord.",
            "kiosk sponsors list --json",
            _list,
            (AS_JSON, DATABASE),
        ),
        CliCommand(
            "accept",
            "l'équipe l'a rencontré : ses heures sont montrées.",
            "kiosk sponsors accept 3f2a",
            _accept,
            (WHO, AS_JSON, DATABASE),
        ),
        CliCommand(
            "end",
            "met fin à son aide ; qui devait venir devient une demande.",
            "kiosk sponsors end 3f2a",
            _end,
            (WHO, AS_JSON, DATABASE),
        ),
    ),
)
