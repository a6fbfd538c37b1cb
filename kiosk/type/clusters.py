"""What a reader takes for one letter, and where a word without spaces may be broken."""

from __future__ import annotations

import re
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

_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese put no spaces between words."""


def clusters(words: str) -> list[str]:
    """The letters as a reader counts them: a base with its marks, an emoji with its joiners."""
    return list(words) if is_own(words) else _grapheme_clusters()(words)


def breakable(words: str) -> list[str]:
    """The smallest pieces into which a reader would let words be broken.

    Whole, where words have spaces between them. Without a dictionary Thai, Lao and Khmer
    are broken between any two letters.
    """
    if _WITHOUT_SPACES.search(words) is None:
        return [words]
    pieces: list[str] = []
    for cluster in clusters(words):
        if pieces and _stays(pieces[-1], cluster):
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


def _stays(before: str, cluster: str) -> bool:
    """Whether a cluster has to stand on the line of what is before it."""
    if cluster[0] in _NOT_FIRST or before[-1] in _NOT_LAST:
        return True
    return not (_WITHOUT_SPACES.match(cluster) or _WITHOUT_SPACES.search(before[-1]))


@cache
def _grapheme_clusters() -> Callable[[str], list[str]]:
    import regex  # only a name in another script pays for it

    find: Callable[[str], list[str]] = regex.compile(r"\X").findall
    return find
