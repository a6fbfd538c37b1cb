"""The words of `kiosk staff`; what they do is in `staff.py` and `staff_accounts.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli.command_line import AS_JSON, DATABASE, CliCommand, CliCommandGroup, option


def _staff_pin(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff import pin

    return pin(chosen.config)


def _staff_unlock(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff import unlock

    return unlock(chosen.config)


def _staff_add(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_accounts import add

    return add(
        chosen.config,
        chosen.database,
        chosen.place,
        name=chosen.name,
        role=chosen.role,
        password_stdin=chosen.password_stdin,
        badge_only=chosen.badge_only,
    )


def _staff_list(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_accounts import list_accounts

    return list_accounts(chosen.config, chosen.database, chosen.place, as_json=chosen.json)


def _staff_end(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_accounts import end

    return end(chosen.config, chosen.database, chosen.place, name=chosen.name)


def _staff_badge(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_accounts import badge

    return badge(chosen.config, chosen.database, chosen.place, name=chosen.name, out=chosen.out)


def _staff_password(chosen: argparse.Namespace) -> int:
    from kiosk.cli.staff_accounts import password

    return password(
        chosen.config,
        chosen.database,
        chosen.place,
        name=chosen.name,
        from_stdin=chosen.password_stdin,
    )


ROLES = ("host", "helper", "manager", "operator")
"""Those of `staff_accounts.ROLES`, which a test compares: it loads too much for a help page."""

PLACE = option("--place", metavar="LIEU", help="le lieu, où la base en a plusieurs")
NAME = option(
    "--name", metavar="NOM", required=True, help="le nom que l'équipe et les visiteurs voient"
)
PASSWORD_STDIN = option(
    "--password-stdin", action="store_true", help="lit le mot de passe sur l'entrée standard"
)


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
            "add",
            "ouvre un compte de l'équipe, pour la page /staff ; le mot de passe est demandé deux"
            " fois.",
            "kiosk staff add --name Amina --role manager",
            _staff_add,
            (
                NAME,
                option(
                    "--role",
                    choices=ROLES,
                    required=True,
                    help="host (accueil), helper (conseil), manager (responsable),"
                    " operator (technique)",
                ),
                PASSWORD_STDIN,
                option(
                    "--badge-only",
                    action="store_true",
                    help="sans mot de passe : le compte n'entre que par son badge",
                ),
                DATABASE,
                PLACE,
            ),
        ),
        CliCommand(
            "list",
            "dit qui a un compte, et par quoi il entre.",
            "kiosk staff list",
            _staff_list,
            (AS_JSON, DATABASE, PLACE),
        ),
        CliCommand(
            "end",
            "ferme un compte : son mot de passe et son badge n'ouvrent plus rien.",
            "kiosk staff end --name Amina",
            _staff_end,
            (NAME, DATABASE, PLACE),
        ),
        CliCommand(
            "badge",
            "fait un badge à imprimer ; celui d'avant n'ouvre plus rien.",
            "kiosk staff badge --name Amina --out badge.pdf",
            _staff_badge,
            (
                NAME,
                option("--out", type=Path, metavar="FICHIER", help="un .pdf ou un .png"),
                DATABASE,
                PLACE,
            ),
        ),
        CliCommand(
            "password",
            "choisit un autre mot de passe pour un compte ; demandé deux fois.",
            "kiosk staff password --name Amina",
            _staff_password,
            (NAME, PASSWORD_STDIN, DATABASE, PLACE),
        ),
        CliCommand(
            "certificate",
            "dit l'empreinte du certificat de l'équipe, à comparer avec celle d'une tablette.",
            "kiosk staff certificate",
            _staff_certificate,
        ),
    ),
)
