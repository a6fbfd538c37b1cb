"""services_catalog.yaml → a checked `Catalog`, or all its problems with file and line."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalog.catalog_checks import findings
from kiosk.catalog.catalog_texts import texts
from kiosk.catalog.field_readers import is_nothing, shape_of
from kiosk.catalog.model import Catalog
from kiosk.catalog.problems import CatalogError, FieldPath, Mistake, Problem
from kiosk.catalog.text_checks import CutWord, cut_words, long_sentences, untranslated
from kiosk.catalog.unwanted_characters import missing_glyphs, unwanted_characters
from kiosk.catalog.yaml_source import YamlSource, read_yaml, without_garbage_collection


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file holds, and what is wrong with it, in the order of its lines."""

    catalog: Catalog | None
    problems: tuple[Problem, ...]


def load(path: Path, *, icons: Collection[str] | None = None) -> Catalog:
    """The catalogue of a terminal.

    A sentence that is too long, a word that is too wide or a sign that is not drawn do not keep
    a terminal from serving: they are told by `check` alone. `icons` are the names of the known
    icons; None skips that check.

    Raises CatalogError with every problem, when there is one.
    """
    with without_garbage_collection():
        content = _read(path)
        if isinstance(content, Problem):
            raise CatalogError([content])
        problems = content.told(findings(content.catalog, icons))
    if wrong := [problem for problem in problems if not problem.advice]:
        raise CatalogError(wrong)
    return content.catalog


def examine(
    path: Path,
    *,
    icons: Collection[str] | None = None,
    translated: Mapping[str, Callable[[str], bool]] | None = None,
    cut_word: CutWord | None = None,
) -> Examined:
    """Everything there is to say about a file, with what could be read of it.

    `translated` tells for each language whether it has a text; what is missing is advice.
    `cut_word` tells of a text the word that no line of the screen can hold.
    """
    with without_garbage_collection():
        content = _read(path)
        if isinstance(content, Problem):
            return Examined(None, (content,))
        catalog = content.catalog
        judged = itertools.chain(
            findings(catalog, icons),
            unwanted_characters(texts(catalog)),
            missing_glyphs(texts(catalog)),
            cut_words(catalog, cut_word),
            long_sentences(catalog),
            untranslated(catalog, translated or {}),
        )
        return Examined(catalog, content.told(judged))


def check(
    path: Path,
    *,
    icons: Collection[str] | None = None,
    translated: Mapping[str, Callable[[str], bool]] | None = None,
) -> list[Problem]:
    """The problems and advices of a file; an empty list when there is nothing to say."""
    return list(examine(path, icons=icons, translated=translated).problems)


@dataclass(frozen=True, slots=True)
class _Content:
    """What could be read of a file, and what could not."""

    source: YamlSource
    catalog: Catalog
    unread: list[Mistake]

    def told(self, judged: Iterable[Mistake]) -> tuple[Problem, ...]:
        """All problems in the order of the file; what could not be read is not judged."""
        places = {finding.path for finding in self.unread}
        # Of a step or a block whose kind is not known, no field can be judged.
        places |= {path[:-1] for path in places if path[-1:] == ("kind",)}
        sound = [finding for finding in judged if not _within(finding.path, places)]
        problems = [self.source.problem(finding) for finding in (*self.unread, *sound)]
        return tuple(sorted(problems, key=lambda problem: problem.line))


def _read(path: Path) -> _Content | Problem:
    source = read_yaml(path)
    if isinstance(source, Problem):
        return source
    if source.root is None or is_nothing(source.root):
        instead = "écrivez « themes: », « services: » et « orientation: »"
        return Problem(source.file, 0, "", "ce fichier est vide", instead)
    unread: list[Mistake] = []
    catalog: Catalog = shape_of(Catalog).read(source.root, (), unread)
    return _Content(source, catalog, unread)


def _within(path: FieldPath, places: set[FieldPath]) -> bool:
    return any(path[:length] in places for length in range(len(path) + 1))
