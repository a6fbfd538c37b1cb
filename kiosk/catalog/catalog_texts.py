"""All that a visitor reads in a catalogue, with the place where it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

from kiosk.catalog.problems import FieldPath

WORDS = frozenset(
    [
        "name",
        "title",
        "text",
        "tip",
        "items",
        "label",
        "feedback",
        "purpose",
        "at_hand",
        "account_note",
        "hint",
        "done",
        "reason",
        "teach",
        "value",
        "fills",
        "why",
        "how",
        "if_stuck",
    ]
)
"""The fields that hold words for a visitor. The others are ids, addresses, icons, figures."""


def texts(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Each sentence of a catalogue, or of a part of it, in the order of the file's fields."""
    kind: Any = type(value)
    for name, holds_words in _fields(kind):
        inside = getattr(value, name)
        if isinstance(inside, str):
            if holds_words and inside:
                yield (*path, name), inside
        elif isinstance(inside, tuple):
            for place, item in enumerate(inside):
                if not isinstance(item, str):
                    yield from texts(item, (*path, name, place))
                elif holds_words and item:
                    yield (*path, name, place), item
        elif dataclasses.is_dataclass(inside):
            yield from texts(inside, (*path, name))


@cache
def _fields(kind: Any) -> tuple[tuple[str, bool], ...]:
    return tuple((field.name, field.name in WORDS) for field in dataclasses.fields(kind))


def needs_translation(words: str) -> bool:
    """False for what is the same in every language: dots, figures, an address, an e-mail."""
    if not any(letter.isalpha() for letter in words):
        return False
    one_word = " " not in words
    return not (one_word and ("@" in words or "." in words.rstrip(".") or "/" in words))
