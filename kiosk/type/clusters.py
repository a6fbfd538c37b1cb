"""What a reader takes for one letter, and where a word without spaces may be broken."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kiosk.type.cleaning import is_own

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_FIRST = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥ๆฯ,.;:!?)]}»”’"
)
"""Signs that begin no line, in Japanese, Chinese, Thai and French."""
_NOT_LAST = frozenset("（［｛〔〈《「『【([{«“‘")


def clusters(words: str) -> list[str]:
    """The letters as a reader counts them: a base with its marks, an emoji with its joiners."""
    return list(words) if is_own(words) else _grapheme_clusters()(words)


def breakable(words: str) -> list[str]:
    """The smallest pieces into which a word may be broken at the end of a line.

    Without a dictionary Thai, Lao and Khmer are broken between any two letters.
    """
    pieces: list[str] = []
    for cluster in clusters(words):
        sticks = cluster[0] in _NOT_FIRST or (bool(pieces) and pieces[-1][-1] in _NOT_LAST)
        if pieces and sticks:
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


@cache
def _grapheme_clusters() -> Callable[[str], list[str]]:
    import regex  # only a name in another script pays for it

    find: Callable[[str], list[str]] = regex.compile(r"\X").findall
    return find
