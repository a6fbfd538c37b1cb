"""A line cut into runs: each has one face and one direction, in the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.type.bidi import levels
from kiosk.type.cleaning import JOINERS, cleaned, is_own
from kiosk.type.clusters import clusters
from kiosk.type.faces import BY_SCRIPT, COMMON, EMOJI, JAPANESE, KOREAN, OWN, Face
from kiosk.type.files import letters_of

MARK = "…"
"""Stands for one or more letters that no face has."""

_WORDS = re.compile(r"\s+|\S+")
_AS_EMOJI = "\ufe0f"
"""Asks for the drawing of the sign before it."""
_ALWAYS_DRAWN = frozenset("\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u202f\u205f\u3000")
"""Spaces that are made by the shaper where a face has none of that width."""


@dataclass(frozen=True, slots=True)
class Run:
    words: str
    face: Face
    level: int = 0
    """Odd when it is written from right to left."""


def runs(words: str, *, rtl: bool = False) -> list[Run]:
    """What is drawn for `words`, in the order of reading. Never empty of a face: what no face
    has is a mark. `rtl`: see `kiosk.type.bidi.levels`."""
    words = cleaned(words)
    if is_own(words):
        return [Run(words, OWN)] if words else []
    parts: list[tuple[str, Face]] = []
    for word in _WORDS.findall(words):
        parts += _word(word, _preferred(words))
    return _joined(parts, levels([cluster for cluster, _ in parts], rtl=rtl))


def lacking(words: str) -> list[str]:
    """The letters of `words` that no face has, each once."""
    if is_own(words):
        return []
    words = cleaned(words)
    return [one for one in dict.fromkeys(clusters(words)) if _drawn(one, ()) is None]


def _word(word: str, preferred: tuple[Face, ...]) -> Iterator[tuple[str, Face]]:
    """A word has one face when one has all its letters; else each letter has the first."""
    whole = _face_of(word, _candidates(word, preferred))
    for cluster in clusters(word):
        yield (cluster, whole) if whole else _drawn(cluster, preferred) or (MARK, OWN)


def _drawn(cluster: str, preferred: tuple[Face, ...]) -> tuple[str, Face] | None:
    """The letter, or the plain one that it is a fancy form of, such as 𝓜; and its face."""
    for letter in dict.fromkeys((cluster, unicodedata.normalize("NFKC", cluster))):
        face = _face_of(letter, _candidates(letter, preferred))
        if face is not None:
            return letter, face
    return None


def _face_of(words: str, faces: Iterable[Face]) -> Face | None:
    return next((face for face in faces if _has(face, words)), None)


def _has(face: Face, words: str) -> bool:
    if face is OWN and is_own(words):
        return True
    known = letters_of(face.regular)
    return all(
        ord(letter) in known or letter in _ALWAYS_DRAWN or _only_shapes(letter) for letter in words
    )


def _only_shapes(letter: str) -> bool:
    """Joiners, and the signs that choose between two drawings of the letter before."""
    code = ord(letter)
    return letter in JOINERS or 0xFE00 <= code <= 0xFE0F or 0xE0020 <= code <= 0xE01EF


def _candidates(words: str, preferred: tuple[Face, ...]) -> list[Face]:
    found = [EMOJI] if _AS_EMOJI in words else [OWN]
    for letter in words:
        for script in _scripts(letter):
            usual = BY_SCRIPT.get(script, ())
            found += [face for face in preferred if script == "Hani"]
            found += usual
    return list(dict.fromkeys([*found, OWN, *COMMON]))


def _preferred(words: str) -> tuple[Face, ...]:
    """Chinese characters beside Japanese or Korean letters are drawn as these readers do."""
    scripts = {script for letter in words for script in _scripts(letter)}
    if scripts & {"Hira", "Kana"}:
        return (JAPANESE,)
    return (KOREAN,) if "Hang" in scripts else ()


@cache
def _scripts(letter: str) -> Sequence[str]:
    from fontTools import unicodedata

    own = unicodedata.script(letter)
    return (own,) if own in BY_SCRIPT else sorted(unicodedata.script_extension(letter))


def _joined(parts: list[tuple[str, Face]], found: list[int]) -> list[Run]:
    """Neighbours of one face and one direction as one run; one mark for many letters."""
    made: list[Run] = []
    for (cluster, face), level in zip(parts, found, strict=True):
        last = made[-1] if made else None
        if last is None or (last.face, last.level) != (face, level):
            made.append(Run(cluster, face, level))
        elif not (cluster == MARK and last.words.endswith(MARK)):
            made[-1] = Run(last.words + cluster, face, level)
    return made
