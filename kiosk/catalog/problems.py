"""What is wrong in a catalogue file, told to the people who write it.

They do not program: a problem says where, what, and what to write instead, in
plain French.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.catalog.printable import printable
from kiosk.errors import KioskError

FieldPath = tuple[str | int, ...]
"""Where a value stands, keys and places in lists counted from 0: ("services", 3, "name")."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A problem before its file and line are known."""

    path: FieldPath
    says: str
    instead: str
    advice: bool = False
    line: int | None = None
    """Counted from 1; None is the line where `path` stands."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct in the file, or to think about when it is an advice."""

    file: str
    line: int
    """Counted from 1; 0 when the problem is the whole file."""
    field: str
    """The field as people name it: `services.s-actualiser.steps.login.next`."""
    says: str
    instead: str
    """What to write instead."""
    advice: bool = False

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        kind = "conseil, " if self.advice else ""
        return printable(f"{where}:{field} {kind}{self.says} → {self.instead}")


class CatalogError(KioskError):
    """The catalogue cannot be used; `problems` says all that has to be corrected."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """What to write in place of `word`: the nearest known word, or else `otherwise`."""
    from difflib import get_close_matches  # only a broken catalogue pays for it

    near = get_close_matches(word, list(known), n=1)
    return f"écrivez « {near[0]} »" if near else otherwise


def among(words: Iterable[str], most: int = 8) -> str:
    """« a », « b », « c »; after `most` words, a list helps nobody."""
    shown = [f"« {word} »" for word in words]
    return ", ".join([*shown[:most], "…"] if len(shown) > most else shown)
