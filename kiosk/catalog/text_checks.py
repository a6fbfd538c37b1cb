"""Short sentences and words: what is long is counted, and a place to cut it is proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kiosk.catalog.catalog_texts import needs_translation, texts
from kiosk.catalog.model import Catalog
from kiosk.catalog.problems import FieldPath, Mistake

MOST_WORDS = 20
"""Words in a sentence, at most. The European guide of easy-to-read text (Inclusion
Europe) asks for short sentences and gives no figure; 20 is this project's own."""

_END = re.compile(r"(?<=[.!?…])[\s»\")]*\s|\n")
_TURN = frozenset(
    [
        "et",
        "ou",
        "mais",
        "puis",
        "pour",
        "car",
        "qui",
        "que",
        "quand",
        "si",
        "où",
        "afin",
        "parce",
        "avec",
        "sans",
        "ensuite",
    ]
)


def long_sentences(catalog: Catalog) -> Iterator[Mistake]:
    for path, words in texts(catalog):
        if len(words.split()) > MOST_WORDS:
            for sentence in _END.split(words):
                yield from _too_long(path, sentence)


def _too_long(path: FieldPath, sentence: str) -> Iterator[Mistake]:
    words = [word for word in sentence.split() if any(letter.isalnum() for letter in word)]
    if len(words) > MOST_WORDS:
        cut = " ".join(words[_where_to_cut(words) :][:3])
        yield Mistake(
            path,
            f"une phrase de {len(words)} mots, {MOST_WORDS} au plus",
            f"coupez-la en deux, par exemple avant « {cut} »",
        )


def _where_to_cut(words: list[str]) -> int:
    """The place nearest the middle where a thought turns: after a comma, before a link word."""
    middle = len(words) / 2
    turns = [
        place
        for place in range(3, len(words) - 2)
        if words[place - 1][-1] in ",;:" or words[place].lower() in _TURN
    ]
    return min(turns, key=lambda place: abs(place - middle), default=len(words) // 2)


CutWord = Callable[[str, str], str]
"""Of a field's name and its text: the word that no line can hold; nothing when all fit."""


def cut_words(catalog: Catalog, cut_word: CutWord | None) -> Iterator[Mistake]:
    """Words that would be cut in the middle on the narrowest screen; one a text."""
    for path, words in texts(catalog) if cut_word else ():
        field = next((part for part in reversed(path) if isinstance(part, str)), "")
        if cut_word and (word := cut_word(field, words)):
            says = f"« {word} » est plus large que l'écran : ce mot serait coupé"
            yield Mistake(path, says, "écrivez un mot plus court, ou deux mots")


def untranslated(
    catalog: Catalog, translated: Mapping[str, Callable[[str], bool]]
) -> Iterator[Mistake]:
    """An advice for each text that a language does not have yet; told once for each text."""
    seen: set[str] = set()
    for path, words in texts(catalog):
        if words in seen or not needs_translation(words):
            continue
        seen.add(words)
        missing = [language for language, has in translated.items() if not has(words)]
        if missing:
            yield _in_french_only(path, missing)


def _in_french_only(path: FieldPath, missing: Iterable[str]) -> Mistake:
    return Mistake(
        path,
        f"pas encore traduit ({', '.join(missing)}) : ce texte sera montré en français",
        "faites-le traduire quand vous pourrez",
        advice=True,
    )
