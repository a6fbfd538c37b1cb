"""A finger that goes everywhere: of what can be touched, what was touched least so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

LEADS_AWAY = frozenset({"GoBack", "GoHome", "Finish", "AskForPerson", "ChooseLanguage"})
"""In the bar of every screen: touched a quarter as often, so that one gets further."""
LEAVES = ("EndVisit", "Finish", "NoLongerNeeded", "GoHome", "GoBack")
"""What leads to the first screen from anywhere, the surest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place to touch: what it does, and its middle in pixels from the top left."""

    event: str
    x: float
    y: float

    @property
    def kind(self) -> str:
        return self.event.split(" ")[0].split("(")[0]


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen by its name, with what can be touched on it."""

    screen: str
    places: tuple[Place, ...]


class Walker:
    """The same walk each time, on the same screens: nothing is left to chance."""

    def __init__(self) -> None:
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._events: Counter[tuple[str, str]] = Counter()

    def choose(self, shown: Shown) -> Place | None:
        """What to touch; None where any place will do."""

        def worn(place: Place) -> tuple[int, int]:
            times = self._kinds[shown.screen, place.kind]
            away = 4 if place.kind in LEADS_AWAY else 1
            return (times * away + (away > 1), self._events[shown.screen, place.event])

        if not shown.places:
            return None
        place = min(shown.places, key=worn)
        self._kinds[shown.screen, place.kind] += 1
        self._events[shown.screen, place.event] += 1
        return place


def way_out(shown: Shown) -> Place | None:
    """What to touch to end the visit; None where any place will do."""
    for kind in LEAVES:
        found = next((place for place in shown.places if place.kind == kind), None)
        if found is not None:
            return found
    return shown.places[0] if shown.places else None
