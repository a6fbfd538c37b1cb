"""Faults of a running terminal, each raised once, by the program's own thread, where it says.

It imports nothing of the program: what has to be broken is there already.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

SECRET = "Zoé, 06 12 34 56 78"


def _there(module: str) -> Any:
    return sys.modules[f"kiosk.{module}"]


def _fault(*_: object, **__: object) -> Any:
    raise ValueError(SECRET)


def _once(holder: Any, name: Any, deed: Callable[..., Any] = _fault) -> None:
    """The next call of it does this instead."""
    of_dict = isinstance(holder, dict)
    before = holder[name] if of_dict else getattr(holder, name)

    def put(function: Any) -> None:
        if of_dict:
            holder[name] = function
        else:
            setattr(holder, name, function)

    def called(*arguments: Any, **named: Any) -> Any:
        put(before)
        return deed(*arguments, **named)

    put(called)


def _event(name: str, *values: Any) -> Any:
    return getattr(_there("visit.events"), name)(*values)


def in_a_callback(app: Any) -> None:
    """Of Kivy's clock."""
    sys.modules["kivy.clock"].Clock.schedule_once(_fault)
    app.loop.wake()


def in_update(app: Any) -> None:
    go_home = _event("GoHome")
    _once(_there("visit.update.outcome").HANDLERS, type(go_home))
    app.terminal.deliver(go_home)


def in_view(app: Any) -> None:
    _once(_there("visit.view.bodies").BODIES, _there("visit.scenes").Home)
    app.terminal.deliver(_event("GoHome"))


def in_draw(app: Any) -> None:
    _once(_there("ui.screens.home"), "draw")
    app.terminal.deliver(_event("ChooseLanguage", "en"))


def frozen_draw(app: Any) -> None:
    """It never comes back."""
    _once(_there("ui.screens.home"), "draw", lambda *_: threading.Event().wait())
    app.terminal.deliver(_event("ChooseLanguage", "en"))


def in_a_worker(app: Any) -> None:
    """What a visit asks of the store."""
    _once(_there("terminal.together_effects"), "programme")
    app.terminal.deliver(_event("OpenTogether"))


BREAK: dict[str, Callable[[Any], None]] = {
    "callback": in_a_callback,
    "update": in_update,
    "view": in_view,
    "draw": in_draw,
    "worker": in_a_worker,
    "freeze": frozen_draw,
}
