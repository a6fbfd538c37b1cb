"""The words of `kiosk ideas`; what they do is in `ideas.py`."""

from __future__ import annotations

import argparse

from kiosk.cli.command_line import AS_JSON, DATABASE, CliCommand, CliCommandGroup, option


def _list(chosen: argparse.Namespace) -> int:
    from kiosk.cli.ideas import listed

    return listed(chosen.config, chosen.database, as_json=chosen.json)


def _accept(chosen: argparse.Namespace) -> int:
    from kiosk.cli.ideas import accept

    return accept(chosen.config, chosen.database, chosen.id, as_json=chosen.json)


def _answer(chosen: argparse.Namespace) -> int:
    from kiosk.cli.ideas import answer

    return answer(
        chosen.config,
        chosen.database,
        chosen.id,
        chosen.words,
        refused=chosen.no,
        as_json=chosen.json,
    )


def _merge(chosen: argparse.Namespace) -> int:
    from kiosk.cli.ideas import merge

    return merge(chosen.config, chosen.database, chosen.id, chosen.into, as_json=chosen.json)


def _remove(chosen: argparse.Namespace) -> int:
    from kiosk.cli.ideas import remove

    return remove(chosen.config, chosen.database, chosen.id, as_json=chosen.json)


NOTE = option("id", metavar="NOTE", help="laquelle, comme « kiosk ideas list » la nomme")

IDEAS = CliCommandGroup(
    "ideas",
    "lit et répond aux idées et aux difficultés que les visiteurs ont dites.",
    "kiosk ideas list",
    (
        CliCommand(
            "list",
            "les donne toutes, avec leur âge.",
            "kiosk ideas list --json",
            _list,
            (AS_JSON, DATABASE),
        ),
        CliCommand(
            "accept",
            "affiche une note au mur de la borne.",
            "kiosk ideas accept 3f2a",
            _accept,
            (NOTE, AS_JSON, DATABASE),
        ),
        CliCommand(
            "answer",
            "répond à une note ; avec --no, dit pourquoi ce n'est pas possible.",
            'kiosk ideas answer 3f2a "Un atelier le samedi, dès janvier."',
            _answer,
            (
                NOTE,
                option("words", metavar="RÉPONSE", help="ce qui a été fait, ou pourquoi non"),
                option("--no", action="store_true", help="la réponse est « non, parce que »"),
                AS_JSON,
                DATABASE,
            ),
        ),
        CliCommand(
            "merge",
            "réunit une note à une autre, qui dit la même chose.",
            "kiosk ideas merge 3f2a 9c1b",
            _merge,
            (NOTE, option("into", metavar="AUTRE", help="celle qui reste"), AS_JSON, DATABASE),
        ),
        CliCommand(
            "remove",
            "retire une note, et efface ses mots.",
            "kiosk ideas remove 3f2a",
            _remove,
            (NOTE, AS_JSON, DATABASE),
        ),
    ),
)
