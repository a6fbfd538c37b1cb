"""The words of `kiosk staff`; what they do is in `staff.py`."""

from __future__ import annotations

import argparse

from kiosk.cli.command_line import DATABASE, CliCommand, CliCommandGroup, option


def _staff_pin(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff import pin

    return pin(chosen.config)


def _staff_unlock(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff import unlock

    return unlock(chosen.config)


def _staff_password(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_password import password

    return password(chosen.config, chosen.database, chosen.place)


def _staff_certificate(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_tls import show_certificate

    return show_certificate(chosen.config)


STAFF = CliCommandGroup(
    "staff",
    "règle ce qui est à l'équipe.",
    "kiosk staff pin",
    (
        CliCommand(
            "pin",
            "choisit le code de l'équipe ; demandé deux fois, ou lu sur l'entrée standard.",
            "kiosk staff pin",
            _staff_pin,
        ),
        CliCommand(
            "unlock",
            "finit l'attente après des codes faux, aussi sur la borne qui tourne.",
            "kiosk staff unlock",
            _staff_unlock,
        ),
        CliCommand(
            "password",
            "choisit le mot de passe de l'équipe sur le web ; demandé deux fois, ou lu sur l'entrée"
            " standard.",
            "kiosk staff password",
            _staff_password,
            (
                DATABASE,
                option("--place", metavar="LIEU", help="le lieu, où la base en a plusieurs"),
            ),
        ),
        CliCommand(
            "certificate",
            "dit l'empreinte du certificat de l'équipe, à comparer avec celle d'une tablette.",
            "kiosk staff certificate",
            _staff_certificate,
        ),
    ),
)
