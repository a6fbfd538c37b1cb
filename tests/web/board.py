"""The team's board: a colleague without script, and one with a real browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update
from werkzeug.test import Client

from kiosk.agenda import staff_accounts
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.staff_accounts import Role
from kiosk.agenda.staff_journal import Author
from kiosk.store.schema import open_store
from kiosk.store.tables import staff_account
from kiosk.web.server import WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.site import StaffSite
from tests.agenda.world import MovingClock
from tests.support.sqlite import with_tables
from tests.visit.small_catalog import CATALOG
from tests.web.browser import violations
from tests.web.corner import SECRET

PASSWORD = "quatre pommes sur la table"
OPERATOR = Author(None, "root")


def site_of(agenda: Agenda) -> StaffSite:
    return StaffSite(agenda=agenda, secret=SECRET, catalog=CATALOG)


def open_accounts(agenda: Agenda) -> None:
    roles: dict[str, Role] = {
        "Amina": "helper",
        "Yann": "host",
        "Paul": "operator",
        "Inès": "manager",
    }
    known = {one.name for one in agenda.read(staff_accounts.accounts)}  # the demonstration's team
    for name, role in roles.items():
        if name not in known:
            agenda.write(staff_accounts.add, name, role, None, OPERATOR)
    give_password(agenda, roles)


def give_password(agenda: Agenda, names: Iterable[str]) -> None:
    """Ours, by one hash for all tests of a process: each would take a tenth of a second."""
    theirs = staff_account.c.place_id == agenda.place.id, staff_account.c.name.in_(list(names))
    with agenda.store.writing() as connection:
        connection.execute(
            update(staff_account).where(*theirs), {"password_hash": _password_hash()}
        )


@cache
def _password_hash() -> str:
    return staff_accounts.hash_of(PASSWORD)


def demonstration(folder: Path, clock: MovingClock) -> Agenda:
    """A place to try everything with, planned; the team's passwords are ours."""
    store = open_store(with_tables(folder / "demonstration.db"))
    make_demonstration(store, now=clock())
    themes = {service.id: service.theme for service in CATALOG.services}
    agenda = open_agenda(store, clock=clock, theme_of=themes.get, terminal_id="borne-1")
    agenda.plan()
    open_accounts(agenda)
    return agenda


@contextmanager
def serving(agenda: Agenda) -> Iterator[str]:
    """The address of a board that a real browser opens."""
    server = WebServer(make_staff_app(site_of(agenda)), "127.0.0.1", 0)
    server.start()
    yield f"http://127.0.0.1:{server.port}/staff"
    server.close()


class Colleague:
    """One of the team, with a browser without script."""

    def __init__(self, agenda: Agenda, name: str) -> None:
        self.client = Client(make_staff_app(site_of(agenda), lambda: 0.0))
        page = self.client.get("/staff/entrer").text
        fields = {"nom": name, "mot-de-passe": PASSWORD, "cle": self._key(page)}
        self.page = self.client.post("/staff/entrer", data=fields, follow_redirects=True).text

    @staticmethod
    def _key(page: str) -> str:
        found = re.search(r'name="cle" value="([^"]+)"', page)
        assert found
        return found[1]

    def looks(self, address: str = "") -> str:
        """The page, as it is read."""
        self.page = self.client.get(f"/staff{address}", follow_redirects=True).text
        return html.unescape(self.page)

    def touches(self, address: str, **fields: str) -> str:
        data = {name.replace("_", "-"): said for name, said in fields.items()}
        data["cle"] = self._key(self.page)
        answer = self.client.post(f"/staff{address}", data=data, follow_redirects=True)
        self.page = answer.text
        return html.unescape(self.page)


def enters(browser: Browser, board: str, name: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR")
    page = context.new_page()
    page.goto(board)
    page.get_by_label("Votre nom").fill(name)
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui a besoin de quelqu'un")
    return page


def is_well_everywhere(page: Page) -> None:
    """On a telephone and at a desk."""
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        is_well(page)


def is_well(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main button")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML)"""
    )
    assert low == []
