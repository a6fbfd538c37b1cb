"""A place whose appointments are taken in another system: where its own pages are.

An address is the one that the other system shows to be copied, for a way of meeting or
for a way and a topic; it is never put together from numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outside:
    addresses: Mapping[str, str] = field(default_factory=dict)
    """By "face", or "face:write-cv" for one topic; a theme's id stands for its services."""

    def address(self, mode: str, *topics: str | None) -> str | None:
        """The nearest: that of the service, of its theme, of the way of meeting."""
        keys = (*(f"{mode}:{topic}" for topic in topics), mode)
        return next((self.addresses[key] for key in keys if key in self.addresses), None)

    def has(self, modes: Iterable[str], *topics: str | None) -> bool:
        """Whether one of these ways of meeting is taken elsewhere."""
        return any(self.address(mode, *topics) for mode in modes)
