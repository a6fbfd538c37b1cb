"""In which order the parts of a line stand when some are written from right to left.

The Unicode bidirectional algorithm (UAX #9) for one line, without its explicit marks: these
are dropped before (`kiosk.type.cleaning`). A line with both directions reads from left to
right, as the French around a name does; or from right to left where the language is (`rtl`).

It goes one way of its own: a number after a name belongs to the French that follows it, unless
more of the name comes after it. "avec محمد, 10 h 30" has no marks that would keep the hour
from being drawn on the other side of the name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_NEUTRAL = ("B", "S", "WS", "ON", "BN")


def levels(clusters: Sequence[str], *, rtl: bool = False) -> list[int]:
    """The embedding level of each cluster: even from left to right, odd from right to left.

    `rtl`: what is around the line is read from right to left, and so it is, unless all of it is of
    letters of the other way, such as a French sentence that nobody translated.
    """
    kinds = [unicodedata.bidirectional(cluster[0]) or "L" for cluster in clusters]
    if not {"R", "AL", "AN"}.intersection(kinds):
        return [0] * len(kinds)
    base = 0 if "L" in kinds and not rtl else 1
    _weak(kinds, "R" if base else "L")
    if not base:
        _free_numbers(kinds)
    _brackets(clusters, kinds, "R" if base else "L")
    _neutral(kinds, "R" if base else "L")
    found = [_level(kind, base) for kind in kinds]
    for at in range(len(kinds) - 1, -1, -1):  # L1: the spaces that end a line
        if not clusters[at].isspace():
            break
        found[at] = base
    return found


def visual_order(found: Sequence[int]) -> list[int]:
    """The places of the parts from left to right (L2), from their levels in reading order."""
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order


def _level(kind: str, base: int) -> int:
    if base:
        return 2 if kind in ("L", "EN", "AN") else 1
    return {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def _weak(kinds: list[str], base: str) -> None:
    """W1 to W7: marks and numbers take after the letters before them."""
    strong, before = base, base
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kind = before
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        before = kinds[at]
    for at in range(1, len(kinds) - 1):
        sides = kinds[at - 1], kinds[at + 1]
        if (kinds[at] == "ES" and sides == ("EN", "EN")) or (
            kinds[at] == "CS" and sides in (("EN", "EN"), ("AN", "AN"))
        ):
            kinds[at] = sides[0]
    _terminators(kinds)
    strong = base
    for at, kind in enumerate(kinds):
        if kind == "AL":
            kinds[at] = kind = "R"
        if kind in ("ES", "ET", "CS"):
            kinds[at] = "ON"
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _terminators(kinds: list[str]) -> None:
    """W5: signs such as % and € beside a number belong to it."""
    for places in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        step = 1 if places.step < 0 else -1
        for at in places:
            if kinds[at] == "ET" and kinds[at + step] == "EN":
                kinds[at] = "EN"


def _free_numbers(kinds: list[str]) -> None:
    """In a line from left to right: numbers that no letter from right to left comes after."""
    following = "L"
    for at in range(len(kinds) - 1, -1, -1):
        if kinds[at] in ("L", "R"):
            following = kinds[at]
        elif kinds[at] in ("EN", "AN") and following == "L":
            kinds[at] = "L"


def _strong(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _brackets(clusters: Sequence[str], kinds: list[str], base: str) -> None:
    """N0: both brackets of a pair go the same way."""
    opened: list[int] = []
    for at, cluster in enumerate(clusters):
        if kinds[at] == "ON" and cluster in _PAIRS:
            opened.append(at)
        elif opened and kinds[at] == "ON" and cluster == _PAIRS[clusters[opened[-1]]]:
            start = opened.pop()
            inside = {_strong(kind) for kind in kinds[start + 1 : at]} - {""}
            if not inside:
                continue
            before = next(filter(None, map(_strong, reversed(kinds[:start]))), base)
            way = base if base in inside or before == base else before
            kinds[start] = kinds[at] = way


def _neutral(kinds: list[str], base: str) -> None:
    """N1 and N2: what stands between two letters of one way goes that way, else the line's."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _strong(kinds[at - 1]) if at else base
            after = _strong(kinds[end]) if end < len(kinds) else base
            kinds[at:end] = [before if before == after else base] * (end - at)
        at = max(end, at + 1)
