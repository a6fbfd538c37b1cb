"""The table has a line for every effect; another service is one line more."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, get_args

from kiosk.terminal.deadline import CallOff
from kiosk.terminal.effect_runner import EffectRunner
from kiosk.terminal.effect_table import TABLE
from kiosk.terminal.handling import Answers, Ask, Asker, EffectService, OnScreen
from kiosk.terminal.loop import News
from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.state import new_visit
from tests.terminal.floor import Floor


def test_every_effect_is_handled_and_nothing_else() -> None:
    assert set(TABLE) == set(get_args(fx.Effect))


def test_only_what_the_loop_does_itself_is_done_on_the_screen() -> None:
    on_screen = {kind for kind, handling in TABLE.items() if isinstance(handling, OnScreen)}
    assert on_screen == {fx.Chime, fx.StopProgram}


def test_an_effect_is_never_answered_twice_when_the_store_is_silent() -> None:
    """Written down here it is the answer; noted here it is told later: never both."""
    for handling in TABLE.values():
        if isinstance(handling, Ask):
            assert not (handling.noted and handling.instead)
            assert handling.awaited or handling.instead is None


@dataclass(frozen=True, slots=True)
class LookOutside:
    """An effect that no terminal has yet."""

    word: str


class Outside(EffectService):
    """A service that may be silent, and has nothing to do with the store."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.answers = threading.Event()

    def look(self, wanted: LookOutside, asker: Asker) -> Answers:
        self.begun.set()
        assert self.answers.wait(30)
        return (results.PinWaitSeen(asker.visit.id, len(wanted.word)),)


def test_another_service_is_a_line_in_the_table(floor: Floor) -> None:
    outside, told = Outside(), []
    heard = threading.Event()
    in_time: list[Any] = []

    def deliver(news: News) -> None:
        told.append(news)
        heard.set()

    def after(_seconds: float, deed: Any) -> CallOff:
        in_time.append(deed)
        return lambda: None

    table: Any = MappingProxyType({**TABLE, LookOutside: Ask(service="outside", deed=Outside.look)})
    data = floor.data / "other"
    data.mkdir()
    runner = EffectRunner(
        replace(floor.tools, data=data),
        deliver,
        after=after,
        table=table,
        services={"outside": outside},
    )
    visit, wanted = new_visit(floor.terminal.context), LookOutside("offers")
    runner.do(wanted, visit)  # type: ignore[arg-type]  # not one of ours
    assert outside.begun.wait(30)  # what was not begun in time never is
    in_time[0]()  # its time is over
    assert told == [results.StoreFailed(visit.id, wanted)]  # type: ignore[arg-type]
    heard.clear()
    outside.answers.set()
    assert heard.wait(30)  # and what comes late is still taken
    assert told[1:] == [results.PinWaitSeen(visit.id, 6)]
    runner.stop()
