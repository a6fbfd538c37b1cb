"""`place.yaml` → a checked `DescribedPlace`, or all its problems with file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.agenda.place_file.file_lines import PlaceFile, said
from kiosk.agenda.place_file.judge import judged
from kiosk.agenda.place_file.place_texts import described_texts
from kiosk.agenda.rules_file import RulesFile
from kiosk.catalog.field_readers import is_nothing, shape_of
from kiosk.catalog.problems import Mistake, Problem
from kiosk.catalog.unwanted_characters import missing_glyphs
from kiosk.catalog.yaml_source import read_yaml
from kiosk.errors import KioskError


class PlaceFileError(KioskError):
    """The place cannot be used as described; `problems` says all that has to be corrected."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read_place(path: Path, topics: Collection[str]) -> DescribedPlace:
    """The place that a file describes: see `read_place_file`."""
    return read_place_file(path, topics).place


def read_place_file(path: Path, topics: Collection[str]) -> PlaceFile:
    """The place that a file describes, and on which lines.

    `topics` are the ids of the catalogue's themes and services; when there are none, what a
    helper knows is not checked. Raises PlaceFileError with every problem at once.
    """
    source = read_yaml(path)
    if isinstance(source, Problem):
        raise PlaceFileError([source])
    if source.root is None or is_nothing(source.root):
        instead = "écrivez « name: », « address: » et « helpers: »"
        raise PlaceFileError([Problem(source.file, 0, "", "ce fichier est vide", instead)])
    unread: list[Mistake] = []
    place: DescribedPlace = shape_of(DescribedPlace).read(source.root, (), unread)
    wrong = [*unread, *judged(place, topics, {finding.path for finding in unread})]
    if wrong:
        problems = [source.problem(finding) for finding in wrong]
        raise PlaceFileError(sorted(problems, key=lambda problem: problem.line))
    lines: dict[str, int] = {}
    for where, words in said(place):
        lines.setdefault(words, source.line(where))
    return PlaceFile(place=place, rules=RulesFile(name=path.name, lines=lines))


def undrawn(place: DescribedPlace) -> list[str]:
    """What of a place will be drawn as a mark, for no face has it; nothing stops for that."""
    found = missing_glyphs(described_texts(place))
    return [f"{'.'.join(map(_counted, one.path))} : {one.says}, {one.instead}" for one in found]


def _counted(part: str | int) -> str:
    return part if isinstance(part, str) else str(part + 1)
