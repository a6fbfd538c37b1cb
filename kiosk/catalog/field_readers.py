"""Nodes of YAML → the dataclasses of the model, told by the model's own types.

A value that cannot be read becomes a `Mistake`, and a blank stands in its place, so
that the rest of the file is still read and everything is told in one go.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.catalog.printable import truncated
from kiosk.catalog.problems import FieldPath, Mistake, among, did_you_mean

Findings = list[Mistake]
_COLON = 'écrivez la phrase entre guillemets "…", car elle contient « : »'


class FieldReader(Protocol):
    """How one type is read."""

    def read(self, node: Node, path: FieldPath, found: Findings) -> Any: ...

    def blank(self) -> Any:
        """What stands in the place of a value that could not be read."""


def is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~", "null")


def _scalar(node: Node, path: FieldPath, found: Findings) -> str | None:
    """The words of a node; tells what is wrong when it has none."""
    if is_nothing(node):
        found.append(Mistake(path, "n'a pas de valeur", "écrivez-la, ou retirez cette ligne"))
    elif isinstance(node, ScalarNode):
        return str(node.value).strip()
    elif isinstance(node, MappingNode):
        found.append(Mistake(path, "attend des mots, pas des champs", _COLON))
    else:
        says = "attend une seule phrase, pas une liste"
        found.append(Mistake(path, says, "retirez le tiret ou les crochets"))
    return None


@dataclasses.dataclass(frozen=True)
class TextField:
    may_be_empty: bool = False

    def read(self, node: Node, path: FieldPath, found: Findings) -> str:
        words = _scalar(node, path, found)
        if words == "" and not self.may_be_empty:
            found.append(Mistake(path, "est vide", "écrivez au moins un mot"))
        return words or ""

    def blank(self) -> str:
        return ""


class NumberField:
    def read(self, node: Node, path: FieldPath, found: Findings) -> int:
        words = _scalar(node, path, found)
        if words is None:
            return self.blank()
        if not re.fullmatch(r"-?[0-9]{1,9}", words):
            first = re.search(r"[0-9]+", words)
            example = first.group()[:3] if first else "10"
            says = f"« {truncated(words)} » n'est pas un nombre entier"
            found.append(Mistake(path, says, f"écrivez seulement le nombre, comme {example}"))
            return self.blank()
        return int(words)

    def blank(self) -> int:
        return 1


class YesNoField:
    """As people write it: YAML's own reading of `oui` would be a word."""

    ANSWERS: ClassVar = {
        "true": True,
        "oui": True,
        "yes": True,
        "false": False,
        "non": False,
        "no": False,
    }

    def read(self, node: Node, path: FieldPath, found: Findings) -> bool:
        words = _scalar(node, path, found)
        if words is None:
            return self.blank()
        answer = self.ANSWERS.get(words.lower())
        if answer is None:
            says = f"« {truncated(words)} » n'est ni oui ni non"
            found.append(Mistake(path, says, "écrivez true ou false"))
            return self.blank()
        return bool(answer)

    def blank(self) -> bool:
        return False


class DayField:
    def read(self, node: Node, path: FieldPath, found: Findings) -> date:
        words = _scalar(node, path, found)
        if words is None:
            return self.blank()
        try:
            return date.fromisoformat(words)
        except ValueError:
            says = f"« {truncated(words)} » n'est pas un jour"
            found.append(Mistake(path, says, "écrivez année-mois-jour, comme 2025-11-23"))
            return self.blank()

    def blank(self) -> date:
        return date.min


@dataclasses.dataclass(frozen=True)
class ChoiceField:
    words: tuple[str, ...]

    def read(self, node: Node, path: FieldPath, found: Findings) -> str:
        word = _scalar(node, path, found)
        if word is None or word in self.words:
            return word or self.blank()
        instead = did_you_mean(word, self.words, f"choisissez parmi {among(self.words)}")
        found.append(Mistake(path, f"« {truncated(word)} » n'est pas possible ici", instead))
        return self.blank()

    def blank(self) -> str:
        return self.words[0]


@dataclasses.dataclass(frozen=True)
class OptionalField:
    shape: FieldReader

    def read(self, node: Node, path: FieldPath, found: Findings) -> Any:
        return None if is_nothing(node) else self.shape.read(node, path, found)

    def blank(self) -> None:
        return None


@dataclasses.dataclass(frozen=True)
class ListField:
    shape: FieldReader

    def read(self, node: Node, path: FieldPath, found: Findings) -> tuple[Any, ...]:
        if isinstance(node, SequenceNode):
            read = self.shape.read
            return tuple([read(item, (*path, n), found) for n, item in enumerate(node.value)])
        instead = "écrivez chaque élément sur sa ligne, après un tiret « - »"
        found.append(Mistake(path, "attend une liste", instead))
        return ()

    def blank(self) -> tuple[Any, ...]:
        return ()


@dataclasses.dataclass(frozen=True)
class Table:
    shape: FieldReader

    def read(self, node: Node, path: FieldPath, found: Findings) -> dict[str, Any]:
        if isinstance(node, MappingNode):
            pairs = _pairs(node, path, found)
            return {key: self.shape.read(item, (*path, key), found) for key, item in pairs}
        found.append(Mistake(path, "attend des lignes « nom: valeur »", "écrivez-les ainsi"))
        return {}

    def blank(self) -> dict[str, Any]:
        return {}


_NAME, _SHAPE = "kiosk.name", "kiosk.shape"


def written(name: str | None = None, shape: FieldReader | None = None) -> dict[str, Any]:
    """The metadata of a field that has another name in the file (`from` is none in Python),
    or that is read in a way which its type does not tell.
    """
    told = {_NAME: name, _SHAPE: shape}
    return {key: value for key, value in told.items() if value is not None}


class Record:
    """A dataclass: its fields, those it can do without, those it cannot."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        hints = get_type_hints(kind)
        fields = {
            field.metadata.get(_NAME, field.name): field for field in dataclasses.fields(kind)
        }
        self.attributes = {name: field.name for name, field in fields.items()}
        self.defaults = {
            name: field.default
            for name, field in fields.items()
            if field.default is not dataclasses.MISSING
        }
        self.shapes: dict[str, FieldReader] = {
            name: field.metadata.get(_SHAPE)
            or shape_of(hints[field.name], self.defaults.get(name) == "")
            for name, field in fields.items()
        }
        self.required = [name for name in fields if name not in self.defaults]

    def read(self, node: Node, path: FieldPath, found: Findings) -> Any:
        if not isinstance(node, MappingNode):
            instead = f"écrivez ses champs, un par ligne : {among(self.required)}"
            found.append(Mistake(path, "attend des champs « nom: valeur »", instead))
            return self.blank()
        values: dict[str, Any] = {}
        for name, item in _pairs(node, path, found):
            shape = self.shapes.get(name)
            if shape is None:
                self._unknown(name, path, found)
            else:
                values[self.attributes[name]] = shape.read(item, (*path, name), found)
        for name in self.required:
            if self.attributes[name] not in values:
                found.append(Mistake((*path, name), "manque", f"ajoutez une ligne « {name}: … »"))
                values[self.attributes[name]] = self.shapes[name].blank()
        return self.kind(**values)

    def _unknown(self, name: str, path: FieldPath, found: Findings) -> None:
        fields = f"retirez cette ligne ; les champs possibles sont {among(self.shapes)}"
        instead = did_you_mean(name, self.shapes, fields)
        found.append(Mistake((*path, name), f"le champ « {name} » n'existe pas", instead))

    def blank(self) -> Any:
        blanks = {self.attributes[name]: self.shapes[name].blank() for name in self.required}
        return self.kind(**blanks)


class Kinds:
    """One of several dataclasses, told apart by the field `kind`."""

    def __init__(self, kinds: tuple[type, ...]) -> None:
        self.records: dict[str, Record] = {}
        self.usual: str | None = None
        for kind in kinds:
            record = Record(kind)
            name = get_args(get_type_hints(kind)["kind"])[0]
            self.records[name] = record
            if "kind" in record.defaults:
                self.usual = name

    def read(self, node: Node, path: FieldPath, found: Findings) -> Any:
        fallback = next(iter(self.records.values()))
        if not isinstance(node, MappingNode):
            return fallback.read(node, path, found)
        name = next((item.value for key, item in node.value if key.value == "kind"), self.usual)
        record = self.records.get(name) if isinstance(name, str) else None
        if record is not None:
            return record.read(node, path, found)
        kinds = f"choisissez parmi {among(self.records)}"
        instead = did_you_mean(name, self.records, kinds) if isinstance(name, str) else kinds
        says = "manque" if name is None else "cette sorte n'existe pas"
        found.append(Mistake((*path, "kind"), says, instead))
        # Its other fields cannot be judged; its id still serves those who point at it.
        return self._only_id(fallback, node, path)

    def _only_id(self, record: Record, node: MappingNode, path: FieldPath) -> Any:
        ids = [(key, item) for key, item in node.value if key.value == "id"]
        return record.read(MappingNode(node.tag, ids), path, [])

    def blank(self) -> Any:
        return next(iter(self.records.values())).blank()


def _pairs(node: MappingNode, path: FieldPath, found: Findings) -> list[tuple[str, Node]]:
    """The fields of a node; one that is written twice is told, and its first value kept."""
    pairs: dict[str, Node] = {}
    for key, item in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            says, instead = "un nom de champ attend un seul mot", "écrivez « nom: valeur »"
            found.append(Mistake(path, says, instead, line=line))
        elif key.value in pairs:
            says = f"« {key.value} » est écrit deux fois"
            found.append(
                Mistake((*path, key.value), says, "gardez une seule des deux lignes", line=line)
            )
        else:
            pairs[key.value] = item
    return list(pairs.items())


@cache
def shape_of(hint: Any, may_be_empty: bool = False) -> FieldReader:
    """How values of this type are read."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kinds = tuple(arg for arg in args if arg is not NoneType)
        shape = shape_of(kinds[0]) if len(kinds) == 1 else Kinds(kinds)
        return OptionalField(shape) if NoneType in args else shape
    if origin is Literal:
        return ChoiceField(args)
    if origin is tuple:
        return ListField(shape_of(args[0]))
    if origin is dict:
        return Table(shape_of(args[1]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return Record(hint)
    if hint is str:
        return TextField(may_be_empty)
    if hint is bool:
        return YesNoField()
    return NumberField() if hint is int else DayField()
