"""What is counted of visits: how many of each, never whose.

A count knows its day, and no hour; no visit's id; and no language beside a step. Which visit did
what cannot be put together again from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal[
    "visit",
    "with_person",
    "language",
    "walk",
    "walk_finished",
    "walk_alone",
    "step",
    "stopped",
    "asked",
    "came_within",
    "nobody_came",
    "ticket",
    "challenge",
]
"""What a count is of.

visit: somebody began; with_person: they left with a person; language: in which they left;
walk: a service's steps were begun or taken up again; walk_finished: to the end; walk_alone: to
the end, and nobody was asked for on the way; step: it was seen; stopped: the visit ended there,
with the walk unfinished; asked: somebody was called or booked there; came_within: somebody came to
whoever called, in so many minutes; nobody_came: they called, and left or gave up before;
ticket: what became of a paper; challenge: one was taken on.
"""

LONGEST_WAIT = 60
"""Minutes: whoever waited longer is counted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    what: What
    about: str = ""
    """The service, the language, the minutes, what became of the paper."""
    step: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the present visit will add to the counts. It goes with the visit: nothing of a walk is
    counted before the end, so that no count tells when."""

    begun: bool = False
    goes_on: bool = False
    """A visit that was counted already, and whose call alone was left."""
    walks: frozenset[str] = frozenset()
    steps: frozenset[tuple[str, str]] = frozenset()
    """Service and step, once a visit however often it was seen."""
    finished: frozenset[str] = frozenset()
    asked: frozenset[tuple[str, str]] = frozenset()
    people: frozenset[str] = frozenset()
    """The meetings with which they leave, by booking."""
    happened: tuple[Count, ...] = ()
    """What is counted each time it happens."""
