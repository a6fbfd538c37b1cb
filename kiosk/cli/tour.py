"""`kiosk tour`: one whole visit on the real screens, by real touches, kept as pictures."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.catalog.model import Catalog, RehearseStep, Service
from kiosk.cli.assembly import Parts, assemble, page_address
from kiosk.cli.data_lock import DataLock
from kiosk.cli.stop_signals import StopRequested, StopRequests
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.system_errors import reason
from kiosk.type.files import check_own_letters
from kiosk.ui.display import PATIENCE_SECONDS as SCREEN_SECONDS
from kiosk.ui.display import DisplayError, is_display_said, look
from kiosk.visit import events as ev
from kiosk.visit import views as vw
from kiosk.visit.state import IssuedTicket
from kiosk.visit.walk_paths import step_of, to_come

if TYPE_CHECKING:
    from kiosk.ui.driver import Driver

NICKNAME = "Camille"
SIGNALLED = 128
"""What shells add to the number of the signal that ended a program before its work was done."""
STOPPED = SIGNALLED + signal.SIGTERM
CLOSING_SECONDS = 3.0
PATIENCE_SECONDS = 20.0
"""How long the tour waits for a worker before it says that something does not come."""


class TourError(KioskError):
    """The visit could not be played to its end."""


def tour(out: Path, *, language: str, size: tuple[int, int], config: Path | None) -> int:
    """Play a visit and write its pictures, ticket and `tour.json` into `out`.

    0 if the QR read back from the printed bytes is the ticket's address, else 1; 128 and the
    signal's number when it was asked to stop before its end.
    """
    check_own_letters()
    settings = _settings(out, load(config), size)
    with StopRequests(status=STOPPED) as stop:
        try:
            return _play(settings, out, language)
        except StopRequested:
            print("La visite est arrêtée avant sa fin : il en manque des images.", file=sys.stderr)
            return SIGNALLED + (stop.requested or 0)


def draw_where_it_answers(patience: float = SCREEN_SECONDS) -> None:
    """On the screen that the environment names. Pictures need none: where it does not answer in
    so many seconds, and Kivy would wait for ever, everything is drawn offscreen.
    """
    if not is_display_said():
        return
    try:
        look(patience)
    except DisplayError as silent:
        print(f"{silent} La visite se joue sans écran.", file=sys.stderr)
        os.environ["SDL_VIDEODRIVER"] = "offscreen"


def _play(settings: Settings, out: Path, language: str) -> int:
    size = settings.screen
    parts = assemble(settings, lock=_emptied(settings.data))
    try:
        from kiosk.ui.environment import prepare

        draw_where_it_answers()
        prepare(size=size, windowed=True, cursor=False)
        from kiosk.ui.driver import Driver

        with Driver(parts.terminal, size=size, inches=settings.screen_inches) as driver:
            guide = Guide(driver, parts, out, language)
            guide.play()
        return _account(guide, settings, out)
    finally:
        parts.close(CLOSING_SECONDS)


def _emptied(out: Path) -> DataLock:
    """The folder without an earlier tour's files, and nobody else's. Raises DataFolderInUse."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = DataLock(out)
        for old in (*out.glob("[0-9][0-9]-*.png"), *out.glob("t*.*")):
            if re.fullmatch(r"\d\d-[a-z-]+\.png|tour\.(db.*|json)|ticket\.\w+", old.name):
                old.unlink()
    except OSError as error:
        raise TourError(f"Le dossier {out} ne peut pas servir : {reason(error)}.") from error
    return lock


def _settings(out: Path, base: Settings, size: tuple[int, int]) -> Settings:
    """The operator's catalogue and place; a database, a printer and a folder of its own."""
    return replace(
        base,
        data=out,
        database=f"sqlite:///{(out / 'tour.db').absolute()}",
        printer=f"file:{out / 'ticket.bin'}",
        screen=size,
        # Pictures of a machine without a network show a whole ticket too, at a name of RFC 2606.
        public_url=page_address(base)() or "https://kiosk.example",
    )


def chosen_service(catalog: Catalog) -> Service:
    """The first service with a page to rehearse on; the first one when none has."""
    with_page = (
        service
        for service in catalog.services
        if any(isinstance(step, RehearseStep) for step in service.steps)
    )
    return next(with_page, catalog.services[0])


class Guide:
    """Plays the visitor: touches what a visitor would touch, and takes a picture of each screen."""

    def __init__(self, driver: Driver, parts: Parts, out: Path, language: str) -> None:
        self.driver = driver
        self.terminal = parts.terminal
        self.catalog = parts.catalog
        self.out = out
        self.language = language
        self.pictures: list[dict[str, str]] = []
        self.handed: IssuedTicket | None = None

    def play(self) -> None:
        self.driver.until(
            lambda: self.terminal.context.today.next_free is not None, PATIENCE_SECONDS
        )
        self.picture()
        self.driver.tap_at(0.5, 0.5)
        self.speak()
        self.picture()
        self.to_the_steps()
        self.walk()
        self.meet_someone()
        self.take_the_ticket()
        self.leave()

    def picture(self) -> None:
        """The screen as it is now."""
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
            case vw.ChecklistStepView(items=items):
                for number in range(len(items)):
                    self.touch(ev.TickItem(number))
                self.picture()
            case vw.ChoiceStepView():
                self.touch(ev.PickAnswer(self.longest_way()))
                self.picture()
            case vw.RehearseStepView():
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
        assert isinstance(body, vw.RehearseStepView)
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
        assert isinstance(times, vw.TimesView)
        if not times.nearest:
            raise TourError(
                "Aucune heure n'est libre : voyez les horaires du lieu (docs/place.md)."
            )
        self.touch(times.nearest[0].event)
        if isinstance(self.terminal.view.body, vw.PhoneView):
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
        return isinstance(body, vw.TimesView) and not body.looking

    def may_confirm(self) -> bool:
        body = self.terminal.view.body
        return isinstance(body, vw.ConfirmView) and body.confirm.enabled

    def has_ticket(self) -> bool:
        handed = self.terminal.visit.handed
        return handed is not None and handed.printing != "waiting" and handed.picture is not None

    def take_the_ticket(self) -> None:
        self.driver.until(self.has_ticket, PATIENCE_SECONDS)
        self.handed = self.terminal.visit.handed
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


def _account(guide: Guide, settings: Settings, out: Path) -> int:
    """`ticket.png`, `ticket.pdf`, `tour.json`; and whether the printed QR is the right one."""
    from kiosk.devices.escpos_reader import read_ticket
    from kiosk.paper import pdf_bytes, png_bytes
    from kiosk.ticket.compose import compose
    from kiosk.ticket.draw import draw
    from kiosk.ticket.qr import read_qr

    assert guide.handed is not None
    ticket = guide.handed.ticket
    image = draw(compose(ticket), settings.paper_dots)
    (out / "ticket.png").write_bytes(png_bytes(image))
    (out / "ticket.pdf").write_bytes(pdf_bytes(image))
    (out / "tour.json").write_text(_json(guide), encoding="utf-8")
    read_back = read_qr(read_ticket((out / "ticket.bin").read_bytes()))
    if (read_back or "") != ticket.url:
        print(f"Le QR imprimé dit {read_back!r} et devrait dire {ticket.url!r}.", file=sys.stderr)
        return 1
    print(f"{len(guide.pictures)} images et le ticket sont dans {out.absolute()}")
    return 0


def _json(guide: Guide) -> str:
    assert guide.handed is not None
    ticket = guide.handed.ticket
    booking = ticket.booking
    assert booking is not None
    told: dict[str, Any] = {
        "pictures": guide.pictures,
        "ticket": {
            "png": "ticket.png",
            "pdf": "ticket.pdf",
            "escpos": "ticket.bin",
            "code": ticket.code,
            "url": ticket.url,
        },
        "booking": {
            "id": booking.id,
            "kind": booking.kind,
            "topic": booking.topic,
            "mode": booking.mode,
            "helper": booking.helper,
            "starts_at": booking.starts_at.isoformat() if booking.starts_at else None,
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
