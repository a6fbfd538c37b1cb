"""Nothing that can happen to a visit is left without an answer."""

from __future__ import annotations

from dataclasses import is_dataclass
from inspect import getmembers, isclass

import pytest

from kiosk.visit import events as ev
from kiosk.visit import results, scenes
from kiosk.visit.commands import Command
from kiosk.visit.standing_call import CallNews
from kiosk.visit.update.outcome import HANDLERS
from kiosk.visit.view.bodies import BODIES

EVENTS = [
    kind
    for _name, kind in getmembers(ev, isclass)
    if issubclass(
        kind,
        (ev.Touch, results.Result, ev.Tick, Command, CallNews, results.OrderedTicketMade),
    )
    and kind not in (ev.Touch, results.Result)
]
BASES = (
    scenes.Scene,
    scenes.BookingScene,
    scenes.UponAnother,
    scenes.Overlay,
    scenes.AboutAScan,
    scenes.StaffScene,
    scenes.OfTicket,
)
SCENES = [
    kind
    for _name, kind in getmembers(scenes, isclass)
    if issubclass(kind, scenes.Scene) and kind not in BASES
]


def test_there_are_events_and_scenes_to_look_at() -> None:
    assert len(EVENTS) > 50
    assert len(SCENES) > 25


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: str(kind.__name__))
def test_every_event_is_handled_and_is_a_value(kind: type) -> None:
    assert kind in HANDLERS
    assert is_dataclass(kind)


@pytest.mark.parametrize("kind", SCENES, ids=lambda kind: str(kind.__name__))
def test_every_scene_has_a_screen(kind: type[scenes.Scene]) -> None:
    assert kind in BODIES


def test_two_places_of_the_same_kind_are_the_same_and_others_differ() -> None:
    home, again, themes = scenes.Home(), scenes.Home(), scenes.Themes()
    assert len({home, again}) == 1
    assert len({home, themes}) == 2
