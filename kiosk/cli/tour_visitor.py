"""The tour's visitor: touches what a visitor would touch, and keeps a picture of each screen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalog.model import Catalog, RehearseStep, Service
from kiosk.cli.assembly import Parts
from kiosk.errors import KioskError
from kiosk.visit import events as ev
from kiosk.visit.state import IssuedTicket
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.person import PhoneView
from kiosk.visit.view.steps import ChecklistStepView, ChoiceStepView, RehearseStepView
from kiosk.visit.view.times import TimesView
from kiosk.visit.walk_paths import step_of, to_come

if TYPE_CHECKING:
    from kiosk.ui.driver import Driver

NICKNAME = "Camille"
PATIENCE_SECONDS = 20.0
"""How long the tour waits for a worker before it says that something does not come."""


class TourError(KioskError):
    """The visit could not be played to its end."""


def chosen_service(catalog: Catalog) -> Service:
    """The first service with a page to rehearse on; the first one when none has."""
    with_page = (
        service
        for service in catalog.services
        if any(isinstance(step, RehearseStep) for step in service.steps)
    )
    return next(with_page, catalog.services[0])


class TourVisitor:
    """Goes from the first screen to the last one by the driver's touches, as people do: no event is
    sent to the terminal but through a button that is on the screen."""

    def __init__(self, driver: Driver, parts: Parts, out: Path, language: str) -> None:
        self.driver = driver
        self.terminal = parts.terminal
        self.catalog = parts.catalog
        self.out = out
        self.language = language
        self.pictures: list[dict[str, str]] = []
        self.issued: IssuedTicket | None = None
        self.quiet = False

    def wait_for_the_day(self) -> None:
        """Until the place knows its hours."""
        self.driver.until(
            lambda: self.terminal.context.today.next_free is not None, PATIENCE_SECONDS
        )

    def wake(self) -> None:
        self.picture()
        self.driver.tap_at(0.5, 0.5)
        self.speak()
        self.picture()

    def picture(self) -> None:
        """The screen as it is now; none while `quiet`, for what only prepares a story."""
        if self.quiet:
            return
        body = type(self.terminal.view.body).__name__.removesuffix("View")
        screen = re.sub(r"(?<!^)(?=[A-Z])", "-", body).lower()
        name = f"{len(self.pictures) + 1:02d}-{screen}.png"
        self.driver.settle()
        self.driver.screenshot(self.out / name)
        self.pictures.append({"file": name, "screen": screen})

    def touch(self, event: ev.Touch) -> None:
        self.driver.tap(event)

    def speak(self) -> None:
        """In the language asked for, by its button."""
        if self.terminal.view.language != self.language:
            self.touch(ev.ChooseLanguage(self.language))

    def to_the_steps(self) -> None:
        service = chosen_service(self.catalog)
        for event in (
            ev.OpenThemes(),
            ev.OpenTheme(service.theme),
            ev.OpenService(service.id),
        ):
            self.touch(event)
            self.picture()
        self.touch(ev.StartWalk(service.id))

    # Steps

    def walk(self) -> None:
        """Every step; at the last one the visitor is stuck, and goes on after the ticket."""
        while True:
            self.picture()
            self.do_step()
            walk = self.terminal.visit.unfinished
            assert walk is not None
            if not to_come(self.catalog.service(walk.service), walk):
                return
            self.touch(ev.StepDone())

    def do_step(self) -> None:
        match self.terminal.view.body:
            case ChecklistStepView(items=items):
                for number in range(len(items)):
                    self.touch(ev.TickItem(number))
                self.picture()
            case ChoiceStepView():
                self.touch(ev.PickAnswer(self.longest_way()))
                self.picture()
            case RehearseStepView():
                self.rehearse()
            case _:
                pass

    def longest_way(self) -> int:
        """The answer that leads through most steps."""
        walk = self.terminal.visit.unfinished
        assert walk is not None
        service = self.catalog.service(walk.service)
        step = step_of(service, walk.step)
        answers = getattr(step, "answers", ())

        def left(answer: int) -> int:
            return len(to_come(service, replace(walk, picks=((step.id, answer),))))

        return max(range(len(answers)), key=left)

    def rehearse(self) -> None:
        """Two wrong places the first time, so that the lesson and the hint are seen."""
        walk = self.terminal.visit.unfinished
        assert walk is not None
        step = step_of(self.catalog.service(walk.service), walk.step)
        assert isinstance(step, RehearseStep)
        wrong = [event for event in self.places() if event.block != step.target]
        if not walk.misses and wrong:
            for event in (wrong[0], wrong[-1]):
                self.touch(event)
                self.picture()
        self.touch(ev.TouchBlock(step.target))
        self.picture()

    def places(self) -> list[ev.TouchBlock]:
        """Every place of the page that can be touched."""
        body = self.terminal.view.body
        assert isinstance(body, RehearseStepView)
        found = [block.touch for block in body.page]
        found += [touch for block in body.page for _line, touch, _glows in block.items]
        return [event for event in found if isinstance(event, ev.TouchBlock)]

    # A person, the ticket, the end

    def meet_someone(self) -> None:
        self.touch(ev.Stuck())
        self.picture()
        self.touch(ev.ChooseMode(self.terminal.context.modes[0]))
        self.driver.until(self.sees_times, PATIENCE_SECONDS)
        self.picture()
        times = self.terminal.view.body
        assert isinstance(times, TimesView)
        if not times.nearest:
            raise TourError(
                "Aucune heure n'est libre : voyez les horaires du lieu (docs/place.md)."
            )
        self.touch(times.nearest[0].event)
        if isinstance(self.terminal.view.body, PhoneView):
            for digit in "0612345678":
                self.touch(ev.TypeKey(digit))
            self.picture()
            self.touch(ev.AcceptTyped())
        for letter in NICKNAME.lower():
            self.touch(ev.TypeKey(letter))
        self.picture()
        self.touch(ev.AcceptTyped())
        self.driver.until(self.may_confirm, PATIENCE_SECONDS)
        self.picture()
        self.touch(ev.ConfirmBooking())

    def sees_times(self) -> bool:
        body = self.terminal.view.body
        return isinstance(body, TimesView) and not body.looking

    def may_confirm(self) -> bool:
        body = self.terminal.view.body
        return isinstance(body, ConfirmView) and body.confirm.enabled

    def has_ticket(self) -> bool:
        """Another one than the last: a carnet is printed again with what was added."""
        issued = self.terminal.visit.issued
        if issued is None or (self.issued and issued.ticket == self.issued.ticket):
            return False
        return issued.printing != "waiting" and issued.picture is not None

    def take_the_ticket(self) -> None:
        self.driver.until(self.has_ticket, PATIENCE_SECONDS)
        self.issued = self.terminal.visit.issued
        self.picture()

    def leave(self) -> None:
        walk = self.terminal.visit.unfinished
        if walk is not None:
            self.touch(ev.StartWalk(walk.service))
            self.touch(ev.StepDone())
            self.picture()
        self.touch(ev.Finish())
        self.picture()
        self.touch(ev.Rate("good"))
        self.picture()
        self.touch(ev.Finish())
        self.picture()
