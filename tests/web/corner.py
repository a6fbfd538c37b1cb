"""A place whose page is open, and a visitor's telephone that reads it without JavaScript."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from sqlalchemy import insert, select
from werkzeug.test import Client, TestResponse

from kiosk.agenda import seat_offer, seats, tickets
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.store.schema import open_store
from kiosk.store.tables import booking, place
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import Booking
from kiosk.visit.values import Mode, Progress
from kiosk.web.rate_limits import RateLimit
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.external_pages import Outside
from kiosk.web.visitor.site import Site
from tests.agenda.world import MovingClock, add_helper, add_rule
from tests.support.sqlite import with_tables
from tests.visit.small_catalog import CATALOG

SECRET = b"a secret of the tests, long enough"
PUBLIC_URL = "https://rdv.example.org"
DECLARE = Progress(service="declare", trail=("papers", "worked"))
FREELY = RateLimit(1_000_000, 1_000_000)


@dataclass
class Corner:
    """Amina is there from Monday to Friday, 9 to 12, face to face and by phone; Léa by video."""

    folder: Path
    clock: MovingClock = field(default_factory=MovingClock)
    seconds: float = 0.0
    """What the limits' clock shows."""

    def __post_init__(self) -> None:
        store = open_store(with_tables(self.folder / "kiosk.db"))
        with store.writing() as connection:
            connection.execute(
                insert(place).values(
                    name="Emploi Store · Montreuil",
                    address="12 rue de l'Église, 93100 Montreuil",
                    time_zone="Europe/Paris",
                )
            )
        self.agenda: Agenda = open_agenda(
            store,
            clock=self.clock,
            theme_of={service.id: service.theme for service in CATALOG.services}.get,
            terminal_id="terminal-1-web",
        )
        amina = add_helper(self.agenda, "Amina", "Bureau 1")
        lea = add_helper(self.agenda, "Léa", "Bureau 2")
        week = range(5)
        add_rule(
            self.agenda, amina, weekdays=week, ends=time(12), minutes=30, modes=("face", "phone")
        )
        add_rule(self.agenda, lea, weekdays=week, starts=time(14), ends=time(15), modes=("video",))
        self.agenda.plan()

    def site(self, **more: Any) -> Site:
        settled: dict[str, Any] = {
            "agenda": self.agenda,
            "catalog": CATALOG,
            "public_url": lambda: PUBLIC_URL,
            "secret": SECRET,
            "per_address": FREELY,
            "per_ticket": FREELY,
        }
        return Site(**(settled | more))

    def app(self, **more: Any) -> Flask:
        return make_app(self.site(**more), monotonic=lambda: self.seconds)

    def phone(self, **more: Any) -> Phone:
        return Phone(Client(self.app(**more), TestResponse))

    def steps_ticket(self, language: str = "fr", progress: Progress | None = DECLARE) -> str:
        """The token on the paper of whoever walked a service and met nobody yet."""
        _code, token = self.agenda.issue_ticket(None, progress, language, new_code, new_token)
        return token

    def booked_ticket(
        self, mode: Mode = "face", language: str = "fr", *, nth: int = 0, phone: str = ""
    ) -> str:
        """The token on the paper of whoever booked on the terminal: next Monday, 9 o'clock."""
        free = self.agenda.free_times("declare", mode, limit=nth + 1)[nth]
        key = f"from-the-terminal-{free.session_id}"
        self.agenda.hold(key, free.session_id, "declare", mode, None, language)
        _booked, _code, token = self.agenda.book(
            key, "Sam", phone or None, DECLARE, language, new_code, new_token
        )
        return token

    def two_appointments_ticket(self) -> str:
        """The token on the paper of whoever has two: face to face, and by video, the same day."""
        token = self.booked_ticket()
        found = self.agenda.find_by_token(token)
        assert found is not None
        (free,) = self.agenda.free_times("declare", "video", limit=1)
        asked = seat_offer.Asked(topic="declare", mode="video", stuck_at=None, language="fr")
        with self.agenda.writing() as work:
            seats.hold(work, "by-video", free.session_id, asked)
            seats.confirm(work, "by-video", None, None)
            tickets.add_booking(work, found.code, "by-video")
        return token

    def asked_ticket(self) -> str:
        """The token of whoever asked to be called when somebody can."""
        phone, token = self.phone(), self.steps_ticket()
        phone.open(f"/t/{token}/rappel").write(telephone="0612345678").send()
        return token

    def booking(self, token: str) -> Booking:
        found = self.agenda.find_by_token(token)
        assert found is not None
        (booking,) = found.bookings
        return booking

    def standing(self) -> list[Booking]:
        return [one for one in self.agenda.bookings() if one.status == "confirmed"]

    def written(self, booking_id: str) -> tuple[str | None, str | None]:
        """The first name and telephone that the place knows of a booking."""
        with self.agenda.store.reading() as connection:
            row = connection.execute(
                select(booking.c.first_name, booking.c.phone).where(booking.c.id == booking_id)
            ).one()
        return row.first_name, row.phone

    def outside(self, **addresses: str) -> Outside:
        return Outside({key.replace("_", ":"): one for key, one in addresses.items()})


class _Reader(HTMLParser):
    """The words, links and fields of a page, as a person finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.fields: dict[str, str] = {}
        self.action = ""
        self.buttons: list[tuple[str, str, dict[str, str]]] = []
        """Each button of a form: its words, where it leads, what goes with it."""
        self._of_form: dict[str, str] = {}
        self.title = ""
        self.language = ""
        self._link: tuple[str, list[str]] | None = None
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._inside.append(tag)
        match tag:
            case "a":
                self._link = (said["href"], [])
            case "form":
                self.action, self._of_form = said["action"], {}
            case "input":
                self.fields[said["name"]] = self._of_form[said["name"]] = said["value"]
            case "button":
                self.buttons.append(("", self.action, dict(self._of_form)))
            case "html":
                self.language = said["lang"]

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass
        if tag == "a" and self._link is not None:
            self.links.append((_tidy(" ".join(self._link[1])), self._link[0]))
            self._link = None

    def handle_data(self, data: str) -> None:
        if "head" in self._inside:
            return
        self.words.append(data)
        if self._link is not None:
            self._link[1].append(data)
        if "button" in self._inside:
            words, action, fields = self.buttons[-1]
            self.buttons[-1] = (f"{words} {data}", action, fields)
        if "h1" in self._inside:
            self.title += data


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).replace("’", "'").strip()


class Phone:
    """What a visitor does with a page: open, touch a link, write, send."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.headers: dict[str, str] = {}
        self.answer: TestResponse | None = None
        self.at = "/"
        self.written: dict[str, str] = {}

    def open(self, address: str) -> Phone:
        return self._go("GET", address)

    def scan(self, token: str) -> Phone:
        return self.open(f"/T/{token}")

    def touch(self, label: str) -> Phone:
        """The first link whose words begin so."""
        for words, href in self.page.links:
            if words.startswith(label):
                return self.open(href)
        raise AssertionError(f"no link « {label} » in {self.page.links}")

    def write(self, **fields: str) -> Phone:
        assert set(fields) <= set(self.page.fields), self.page.fields
        self.written |= fields
        return self

    def send(self, **instead: str) -> Phone:
        """The form, and where it leads."""
        return self._go("POST", self.page.action, data=self.form | self.written | instead)

    def press(self, label: str) -> Phone:
        """The first button of that name, with what its own form holds."""
        for words, action, fields in self.page.buttons:
            if _tidy(words) == label:
                return self._go("POST", action, data=fields)
        raise AssertionError(f"no button « {label} » in {self.page.buttons}")

    @property
    def form(self) -> dict[str, str]:
        return self.page.fields

    def _go(self, method: str, address: str, **more: Any) -> Phone:
        self.at = urljoin(self.at, address)
        self.written = {}
        answer = self.client.open(self.at, method=method, headers=self.headers, **more)
        answer.get_data()
        answer.close()
        if answer.status_code == 303:
            return self._go("GET", answer.headers["Location"])
        self.answer = answer
        self._page: _Reader | None = None
        return self

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    @property
    def source(self) -> str:
        assert self.answer is not None
        return self.answer.get_data(as_text=True)

    @property
    def page(self) -> _Reader:
        if self._page is None:
            self._page = _Reader(self.source)
        return self._page

    @property
    def title(self) -> str:
        return _tidy(self.page.title)

    @property
    def words(self) -> str:
        return _tidy(html.unescape(" ".join(self.page.words)))

    @property
    def labels(self) -> list[str]:
        return [words for words, _href in self.page.links]

    @property
    def query(self) -> str:
        return urlsplit(self.at).query
