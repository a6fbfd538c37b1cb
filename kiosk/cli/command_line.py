"""The command line, built from the table of commands (`command_table.py`)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kiosk import __version__
from kiosk.cli.french_argparse import Parser

Run = Callable[[argparse.Namespace], int]
"""What a command does; its exit status."""


@dataclass(frozen=True, slots=True)
class Option:
    """A word or flag of a command; `settings` is what `add_argument` takes besides the names."""

    names: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)


def option(*names: str, **settings: Any) -> Option:
    return Option(names, settings)


# Options that several commands have: one name, one help text.

CONFIG = option(
    "--config",
    type=Path,
    metavar="FICHIER",
    help="les réglages (sinon kiosk.toml ici, s'il existe)",
)
AS_JSON = option("--json", action="store_true", help="en JSON, pour un programme")
CODES = option("--codes", action="store_true", help="avec les codes des tickets, qui les ouvrent")
DATABASE = option("--database", metavar="URL", help="la base (sinon celle des réglages)")
YES = option(
    "--yes", action="store_true", help="sans demander, pour un script dont l'heure est sûre"
)


@dataclass(frozen=True, slots=True)
class CliCommand:
    """One command: what it does, in French, with an example. All but groups take `--config`."""

    name: str
    says: str
    example: str
    run: Run
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class CliCommandGroup:
    """Commands under one word: `kiosk db upgrade`, `kiosk db status`."""

    name: str
    says: str
    example: str
    commands: tuple[CliCommand, ...]


class Subparsers(Protocol):
    """What `add_subparsers` gives. Its class in argparse has a private name, which changes."""

    def add_parser(self, name: str, **settings: Any) -> Parser: ...


def parser_of(commands: Iterable[CliCommand | CliCommandGroup]) -> Parser:
    """The parser of all commands; the one that is typed is in `run` of what it gives."""
    top = Parser(
        prog="kiosk",
        description="La borne de l'Emploi Store Store : les services numériques de l'emploi, pas "
        "à pas, avec de vraies personnes.",
        epilog="Exemple : kiosk run --windowed",
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"kiosk {__version__}",
        help="dit la version, et s'arrête",
    )
    _add(commands, top)
    return top


def _add(commands: Iterable[CliCommand | CliCommandGroup], above: Parser) -> None:
    subparsers: Subparsers = above.add_subparsers(
        title="commandes", metavar="COMMANDE", required=True
    )
    for command in commands:
        made = subparsers.add_parser(
            command.name,
            help=command.says,
            description=command.says[0].upper() + command.says[1:],
            epilog=f"Exemple : {command.example}",
        )
        if isinstance(command, CliCommandGroup):
            _add(command.commands, made)
            continue
        for one in (CONFIG, *command.options):
            made.add_argument(*one.names, **one.settings)
        made.set_defaults(run=command.run)
