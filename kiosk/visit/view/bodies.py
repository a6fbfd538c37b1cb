"""Which function says what a visitor sees where: each is marked with the scenes that it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kiosk.visit.scenes import Scene
from kiosk.visit.state import Context, Visit
from kiosk.visit.views import Body

BodyOf = Callable[[Visit, Context], Body]

F = TypeVar("F", bound=BodyOf)

BODIES: dict[type[Scene], BodyOf] = {}


def shown_at(*kinds: type[Scene]) -> Callable[[F], F]:
    """Mark a function as what is shown where a visitor stands."""

    def kept(body: F) -> F:
        for kind in kinds:
            BODIES[kind] = body
        return body

    return kept
