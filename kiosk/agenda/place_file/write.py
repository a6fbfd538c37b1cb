"""A `DescribedPlace` → `place.yaml`, as an operator writes it: what matters, and no more.

Every field is written from its own type, as it is read (`catalog/field_readers.py`): a new one
needs nothing here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Protocol, runtime_checkable

from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.catalog.field_readers import (
    FieldReader,
    ListField,
    OptionalField,
    Record,
    YesNoField,
    shape_of,
)

HEADER = "# Tous les champs sont expliqués dans docs/place.md.\n\n"
_PLAIN = re.compile(r"[^\W_](?:[\w '’.-]*[\w.])?")
"""Words that mean in YAML what they say, also within brackets."""


@runtime_checkable
class _Writes(Protocol):
    """A field with a way of its own to be written: `french_fields.py`."""

    def write(self, value: Any) -> str: ...


def write_place(place: DescribedPlace) -> str:
    """The whole file."""
    return HEADER + "\n".join(_blocks(place)) + "\n"


def _blocks(place: DescribedPlace) -> Iterator[str]:
    """The lines of the place itself, then each list after an empty line."""
    record: Any = shape_of(DescribedPlace)
    fields = list(_written(record, place))
    for name, shape, value in fields:
        if _records(shape) is None:
            yield f"{name}: {_words(shape, value)}"
    for name, shape, value in fields:
        inner = _records(shape)
        if inner is not None:
            yield f"\n{name}:"
            yield from _items(inner, value, "  ")


def _items(record: Record, items: tuple[Any, ...], indent: str) -> Iterator[str]:
    for item in items:
        fields = list(_written(record, item))
        if _on_one_line(record):
            inside = ", ".join(f"{name}: {_words(shape, value)}" for name, shape, value in fields)
            yield f"{indent}- {{{inside}}}"
            continue
        start = f"{indent}- "
        for name, shape, value in fields:
            inner = _records(shape)
            if inner is None:
                yield f"{start}{name}: {_words(shape, value)}"
            else:
                yield f"{start}{name}:"
                yield from _items(inner, value, f"{indent}    ")
            start = f"{indent}  "


def _written(record: Record, value: Any) -> Iterator[tuple[str, FieldReader, Any]]:
    """The fields that say something: a name, how it is read, what it says."""
    for name, shape in record.shapes.items():
        said = getattr(value, record.attributes[name])
        if name in record.required or said != record.defaults[name]:
            yield name, shape, said


def _records(shape: FieldReader) -> Record | None:
    """What a list of records is made of; None for all else."""
    inner = shape.shape if isinstance(shape, ListField) else None
    return inner if isinstance(inner, Record) else None


def _on_one_line(record: Record) -> bool:
    """An absence, a closing: two moments."""
    return len(record.shapes) <= 2


def _words(shape: FieldReader, value: Any) -> str:
    if isinstance(shape, OptionalField):
        return _words(shape.shape, value)
    if isinstance(shape, ListField):
        return f"[{', '.join(_words(shape.shape, one) for one in value)}]"
    if isinstance(shape, YesNoField):
        return "true" if value else "false"
    if isinstance(shape, _Writes):
        return shape.write(value)
    return _scalar(value) if isinstance(value, str) else str(value)


def _scalar(words: str) -> str:
    """As it is, where YAML reads just that; else between quotation marks."""
    if _PLAIN.fullmatch(words) and words != "null":
        return words
    return json.dumps(words, ensure_ascii=False)
