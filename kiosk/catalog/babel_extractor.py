"""Babel's way into `services_catalog.yaml`: its texts, for translators."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

import yaml

from kiosk.catalog.catalog_texts import needs_translation, texts
from kiosk.catalog.field_readers import shape_of
from kiosk.catalog.model import Catalog
from kiosk.catalog.problems import Mistake
from kiosk.catalog.yaml_source import YamlSource

Message = tuple[int, None, str, list[str]]


def extract(
    fileobj: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 the four that Babel gives to every method
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """Line, no function, text, and the place of the text in the file as a comment.

    What cannot be read of a file is left out: `kiosk catalog check` tells it.
    """
    root = yaml.compose(fileobj, Loader=yaml.CBaseLoader)
    if root is None:
        return
    source = YamlSource(os.fspath(getattr(fileobj, "name", "")), root)
    unread: list[Mistake] = []
    catalog: Catalog = shape_of(Catalog).read(root, (), unread)
    for path, words in texts(catalog):
        if needs_translation(words):
            yield source.line(path), None, words, [source.name(path)]
