"""Counts that are too small to be shown, and what would let one work them out.

Of a line of counts and its sum, one hidden count is the sum less the others; several that come to
less than five are a small count together. So a line hides at least two, which come to five or more.
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5
"""Of fewer than so many somebody might be known."""

Shown = int | None
"""None: hidden."""


def shown(count: int) -> Shown:
    """A count that is part of no sum that is shown."""
    return None if 0 < count < LEAST else count


def beneath(count: int, above: Shown) -> Shown:
    """A part of a count that is shown, or hidden itself."""
    return shown(count) if above is not None else line([count], None)[0]


def line(counts: Sequence[int], total: Shown) -> list[Shown]:
    """Counts as they may be shown under their sum, which is shown or hidden itself: then nothing
    beneath it is shown that would tell it."""
    if total is None:
        return [None if count else 0 for count in counts]
    hidden = {place for place, count in enumerate(counts) if shown(count) is None}
    others = [place for place, count in enumerate(counts) if count >= LEAST]
    others.sort(key=lambda place: counts[place])
    while hidden and others and not _is_safe([counts[place] for place in hidden]):
        hidden.add(others.pop(0))
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _is_safe(hidden: Sequence[int]) -> bool:
    return len(hidden) > 1 and sum(hidden) >= LEAST


def tree(leaves: Sequence[Sequence[int]], total: Shown) -> tuple[list[Shown], list[list[Shown]]]:
    """Groups of counts under one sum, such as days in weeks: the sums of the groups, and the counts
    in each. Whoever sees the groups alone, the counts alone, or both, can work out no small one."""
    groups = line([sum(group) for group in leaves], total)
    return groups, [line(group, above) for group, above in zip(leaves, groups, strict=True)]
