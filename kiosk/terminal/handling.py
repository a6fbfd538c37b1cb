"""How an effect is handled: by whom, and what is so when nobody answers in time.

A service is whatever does effects on a worker thread of its own. Those that may be silent are
asked with a deadline; the store is one, and nothing here knows of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.terminal.loop import News
from kiosk.visit.state import Visit

Answers = tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for an effect."""

    visit: Visit
    paper: str
    """The key of the ticket that may come of it: asked again, it is the same ticket."""


class EffectService:
    """Base of what does effects. A deed takes the effect and who asks, and returns answers."""

    def heard(self, _effect: Any, _asker: Asker, _in_time: bool, answers: Answers) -> Answers:
        """Looked through before they are delivered; an answer that comes late is one, too."""
        return answers

    def is_silence(self, _error: Exception) -> bool:
        """Whether an error says that it could not be reached; else it is a fault of ours."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Asked of a service that may be silent: whoever waits is told in time that it is."""

    service: str
    deed: Callable[[Any, Any, Asker], Answers]
    awaited: bool = True
    """False: nobody waits for an answer, and nothing is said when there is none."""
    at_once: Callable[[Any, Any, Asker], Answers] | None = None
    """Done before it is asked, on the thread that asks: as short as a look at memory. It, and what
    follows, are deeds of `Offline`."""
    first: Callable[[Any, Any, Asker], News | None] | None = None
    """Looked up on this terminal; the service is asked when there is nothing."""
    noted: Callable[[Any, Any, Asker], None] | None = None
    """Without an answer it is noted here, to be told later; the visit hears that there is none."""
    instead: Callable[[Any, Any, Asker], News] | None = None
    """Without an answer it is written down here, and that is the answer, for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """Done on this machine, on the worker of its service; nobody else is asked."""

    service: str
    deed: Callable[[Any, Any, Asker], Answers]
    failed: Callable[[Any, Asker], Answers] = lambda _effect, _asker: ()
    """What the visit hears when it could not be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Given to a part that has threads of its own, and returns at once."""

    service: str
    deed: Callable[[Any, Any, Asker], None]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Done on every worker, each after what it still does."""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """Done by the loop itself, on the thread that draws: no worker ever has it."""


Handling = Ask | Do | HandOver | Everywhere | OnScreen
