"""A code or a password, typed twice without being shown, or given on the standard input: never on
the command line, which other programs can read."""

from __future__ import annotations

import getpass
import sys

from kiosk.errors import KioskError


def typed_twice(ask: str, what: str, wrong: type[KioskError]) -> str:
    """`what` is its name in sentences; `wrong` is raised with one when nothing was typed, or two
    different ones."""
    try:
        return _typed(ask, wrong)
    except EOFError:  # Ctrl+D
        raise wrong(f"Rien n'a été tapé : le {what} n'est pas changé.") from None
    except UnicodeDecodeError:
        raise wrong(f"Ce qui est donné n'est pas du texte : le {what} n'est pas changé.") from None


def _typed(ask: str, wrong: type[KioskError]) -> str:
    if sys.stdin is None:
        raise EOFError
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removeprefix("\ufeff").strip()  # as Windows marks what it sends
    first = getpass.getpass(ask)
    if getpass.getpass("Le même, encore une fois : ") != first:
        raise wrong("Les deux fois ne sont pas pareilles : rien n'est changé.")
    return first


def typed_once(wrong: type[KioskError]) -> str:
    """One line of the standard input. Raises `wrong` when there is none."""
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise wrong("Rien n'a été donné sur l'entrée standard : rien n'est changé.")
    return line.removeprefix("\ufeff").rstrip("\r\n")
