"""argparse in French: it says what is wrong with a command in English alone."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_SAID = (
    (r"the following arguments are required: (.+)", r"il manque : {0}"),
    (r"unrecognized arguments: (.+)", r"ces mots ne sont pas attendus : {0}"),
    (r"argument ([^:]+): expected one argument", r"{0} attend une valeur"),
    (r"argument ([^:]+): expected at least one argument", r"{0} attend au moins une valeur"),
    (r"argument ([^:]+): ignored explicit argument '?(.*?)'?", r"{0} ne prend pas de valeur"),
    (r"argument ([^:]+): not allowed with argument (.+)", r"{0} ne va pas avec {1}"),
    (
        r"argument ([^:]+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        r"{0} : « {1} » n'en fait pas partie ; choisissez parmi {2}",
    ),
    (r"argument ([^:]+): invalid (\w+) value: '?(.*?)'?", r"{0} : « {2} » ne va pas"),
    (r"ambiguous option: (\S+) could match (.+)", r"« {0} » peut vouloir dire {1}"),
    (r"one of the arguments (.+) is required", r"il faut l'un de : {0}"),
    (r"argument ([^:]+): (.+)", r"{0} : {1}"),
)

_HEADINGS = (
    ("usage:", "usage :"),
    ("\npositional arguments:\n", "\nmots :\n"),
    ("\noptions:\n", "\noptions :\n"),
)

LONGEST = 80
"""Letters told of a word: enough to know it again."""


class Parser(argparse.ArgumentParser):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="montre cette aide, et s'arrête")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "usage :", 1)

    def format_help(self) -> str:
        said = super().format_help()
        for english, french in _HEADINGS:
            said = said.replace(english, french, 1)
        return said

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """argparse drops an output that does not take it, without a word."""
        out = file or sys.stdout
        if out is not None:  # closed by whoever launched it
            out.write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """One sentence, and how to learn more; exit status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog} : {in_french(message)}. Voyez : {self.prog} --help\n")


def in_french(message: str) -> str:
    """What argparse says, of all Python versions that we know."""
    for english, french in _SAID:
        found = re.fullmatch(english, message, re.DOTALL)
        if found:
            return french.format(*(_shortened(part) for part in found.groups()))
    return _shortened(message)


def _shortened(words: str) -> str:
    """What was typed is told without what would spoil a terminal."""
    words = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in words)
    return " ".join(
        word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for word in words.split(" ")
    )
