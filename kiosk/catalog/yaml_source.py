"""A YAML file as nodes that know their line, read once by the C parser.

Nothing is guessed of a value's type here: `oui`, `10` and `2025-11-23` are words
until the field that receives them says what they are.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.catalog.printable import code_points
from kiosk.catalog.problems import FieldPath, Mistake, Problem
from kiosk.system_errors import reason
from kiosk.text_files import NotTextError, content_of, decoded

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same, slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

_HIDDEN_LINE_END = re.compile("[\u0085\u2028\u2029]")
"""YAML begins a line there, and editors show none."""
_COLON = 'si une phrase contient « : » ou commence par un signe, écrivez-la entre guillemets "…"'
_INDENT = "alignez cette ligne avec ses voisines, avec des espaces"
_ADVICE_BY_YAML_WORDS = (
    ("mapping values are not allowed", "un « : » n'est pas attendu ici", _COLON),
    ("scanning a quoted scalar", "des guillemets ne sont pas fermés", "fermez les guillemets"),
    ("cannot start any token", "une ligne commence par un signe ou une tabulation", _COLON),
    (
        "expected ',' or",
        "un crochet ou une accolade n'est pas fermé",
        "ajoutez le « ] » ou le « } »",
    ),
    ("could not find expected ':'", "il manque un « : » après le nom du champ", "ajoutez « : »"),
    ("'-' indicator", "cette ligne n'est pas alignée avec la liste", _INDENT),
    ("expected key", "cette ligne n'est pas à sa place", f"{_INDENT} ; {_COLON}"),
    (
        "Unicode character escape",
        "un « \\u… » entre guillemets ne donne aucune lettre",
        "retirez-le, ou tapez la lettre elle-même",
    ),
    (
        "unknown escape character",
        "un « \\ » entre guillemets n'est suivi d'aucun signe connu",
        "écrivez « \\\\ », ou retirez-le",
    ),
    (
        "expected hexdecimal number",
        "un « \\ » entre guillemets n'est pas suivi d'un nombre",
        "écrivez « \\\\ », ou retirez-le",
    ),
    ("another document", "une ligne « --- » coupe le fichier en deux", "retirez cette ligne"),
    ("undefined alias", "une phrase commence par « * »", _COLON),
    ("alias", "« * » reprend ici une autre partie du fichier", f"recopiez-la ; {_COLON}"),
    (
        "nested without end",
        "trop de listes sont les unes dans les autres",
        "fermez les crochets, retirez les tirets de trop",
    ),
)


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A file's name and its nodes; turns the path of a field into a line and a name."""

    file: str
    root: Node | None

    def problem(self, finding: Mistake) -> Problem:
        line = self.line(finding.path) if finding.line is None else finding.line
        name = self.name(finding.path)
        return Problem(self.file, line, name, finding.says, finding.instead, finding.advice)

    def line(self, path: FieldPath) -> int:
        """The line of a field, or of the nearest thing around it that is in the file."""
        line, node = 1, self.root
        for part in path:
            found = _inside(node, part)
            if found is None:
                break
            mark, node = found
            line = mark.start_mark.line + 1
        return line

    def name(self, path: FieldPath) -> str:
        """The path with ids in place of numbers; what has no id is counted from 1."""
        names: list[str] = []
        node = self.root
        for part in path:
            found = _inside(node, part)
            node = found[1] if found else None
            names.append(part if isinstance(part, str) else _id_of(node) or str(part + 1))
        return ".".join(names)


def _inside(node: Node | None, part: str | int) -> tuple[Node, Node] | None:
    """The node that tells the line of `part`, and the value of `part`."""
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _id_of(node: Node | None) -> str | None:
    found = _inside(node, "id") if isinstance(node, MappingNode) else None
    return str(found[1].value) if found and isinstance(found[1], ScalarNode) else None


def read_yaml(path: Path) -> YamlSource | Problem:
    """Read the file into nodes, or say the one thing that keeps it from being read."""
    file = str(path)
    try:
        content = content_of(path)
    except FileNotFoundError:
        return Problem(file, 0, "", "ce fichier n'existe pas", "vérifiez son nom et son dossier")
    except OSError as error:
        says = f"ce fichier ne peut pas être lu ({reason(error)})"
        return Problem(file, 0, "", says, "vérifiez que c'est un fichier, et ses droits")
    except ValueError:  # a NUL in its name
        return Problem(file, 0, "", "ce nom de fichier ne va pas", "vérifiez-le")
    try:
        text = decoded(content)
    except NotTextError as error:
        return Problem(file, error.line, "", str(error), "enregistrez le fichier en UTF-8")
    try:
        _refuse_endless(text)
        return YamlSource(file, yaml.compose(text, Loader=_Loader))
    except yaml.YAMLError as error:
        return _broken(file, text, error)


DEEPEST = 40
"""Levels of lists and fields one in another; our files have nine."""


class _EndlessError(yaml.YAMLError):
    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark


def _refuse_endless(text: str) -> None:
    """Raises _EndlessError for what would take the memory or crash the parser.

    libyaml tells of nesting without a limit, and PyYAML then follows it by recursion in C,
    until the process dies. A name given to a part (`&`) can stand inside itself, or multiply.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _EndlessError("nested without end", event.start_mark)
        if isinstance(event, AliasEvent):
            raise _EndlessError("alias", event.start_mark)


def _broken(file: str, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Problem(file, line, "", "un signe invisible est interdit ici", "retirez-le")
    if hidden := _HIDDEN_LINE_END.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        says = f"un retour à la ligne que l'on ne voit pas ({code_points(hidden.group())})"
        return Problem(file, line, "", says, "effacez-le, et mettez une espace à sa place")
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    mark = getattr(error, "context_mark", None) if "quoted" in (context or "") else None
    mark = mark or getattr(error, "problem_mark", None)
    words = f"{context} {problem}"
    says, instead = next(
        ((says, instead) for known, says, instead in _ADVICE_BY_YAML_WORDS if known in words),
        ("cette ligne ne suit pas les règles de YAML", f"{_INDENT} ; {_COLON}"),
    )
    return Problem(file, mark.line + 1 if mark else 1, "", says, instead)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Reading a big file makes many small objects that all live to its end.

    Looking for garbage among them doubles the time and finds none.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
