"""How it goes, on the board: pictures, and the tables that say the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.agenda.demonstration_figures import add_figures
from kiosk.agenda.staff_accounts import Role
from kiosk.web.doors import two_doors
from kiosk.web.server import WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.site import StaffSite
from tests.visit.small_catalog import CATALOG
from tests.web.board import PASSWORD
from tests.web.browser import violations
from tests.web.corner import SECRET, Corner
from tests.web.test_staff_sign_in import Desk, open_account

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    open_account(corner.agenda)
    with corner.agenda.writing() as work:
        as_demonstration = replace(work.place, demonstration=True)
        add_figures(replace(work, place=as_demonstration), CATALOG)
    yield corner
    corner.agenda.store.close()


@pytest.fixture
def desk(corner: Corner) -> Desk:
    desk = Desk(corner.agenda)
    desk.enters()
    return desk


def test_pictures_and_tables_say_the_same_and_a_spreadsheet_too(desk: Desk) -> None:
    page = desk.asks("/staff/chiffres")
    assert page.status_code == 200
    for words in ("Reparties avec quelqu&#39;un", "Finis sans aide", "Un nombre masqué"):
        assert words in page.text
    picture = desk.asks("/staff/chiffres/visites.svg")
    assert picture.content_type == "image/svg+xml; charset=utf-8"
    root = ElementTree.fromstring(picture.text)
    assert root.findtext(f"{SVG}title") == "Visites"
    assert "script" not in picture.text
    table = desk.asks("/staff/chiffres.csv")
    assert table.headers["Content-Disposition"].startswith('attachment; filename="chiffres-')
    rows = list(csv.DictReader(io.StringIO(table.text.lstrip("\ufeff")), delimiter=";"))
    whole = next(row for row in rows if row["id"] == "total" and row["mesure"] == "Visites")
    assert f"<td>{whole['nombre']}</td>" in page.text
    assert desk.asks("/staff/chiffres/nothing.svg").status_code == 404


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("du=hier", "Un jour s&#39;écrit avec l&#39;année"),
        ("du=2026-09-10&au=2026-09-01", "finit avant de commencer"),
        ("du=2001-01-01", "trop longue"),
        ("au=9999-12-31", "trop loin"),
        ("du=0001-01-01&au=0001-01-01", "trop loin"),
    ],
)
def test_a_slip_in_a_period_is_a_sentence(desk: Desk, period: str, why: str) -> None:
    page = desk.asks(f"/staff/chiffres?{period}")
    assert page.status_code == 400
    assert why in page.text


def test_a_year_is_told_by_the_week(desk: Desk, corner: Corner) -> None:
    last = corner.agenda.place.day_of(corner.agenda.counted_now())
    page = desk.asks(f"/staff/chiffres?du={last - timedelta(days=364)}&au={last}&par=jour")
    assert '<th scope="col">Semaine</th>' in page.text
    drawn = desk.asks(f"/staff/chiffres/visites.svg?du={last - timedelta(days=364)}&au={last}")
    assert "line-graph" in drawn.text


@pytest.mark.parametrize(("role", "status"), [("host", 403), ("manager", 200)])
def test_figures_are_for_whoever_may_see_them(corner: Corner, role: Role, status: int) -> None:
    open_account(corner.agenda, "Marc", role)
    desk = Desk(corner.agenda)
    desk.enters(name="Marc")
    for page in ("/staff/chiffres", "/staff/chiffres.csv", "/staff/chiffres/visites.svg"):
        assert desk.asks(page).status_code == status


# In a real browser


@pytest.fixture
def server(corner: Corner) -> Iterator[WebServer]:
    site = StaffSite(agenda=corner.agenda, secret=SECRET, catalog=CATALOG)
    server = WebServer(two_doors(corner.app(), make_staff_app(site)), "127.0.0.1", 0)
    server.start()
    yield server
    server.close()


@pytest.mark.parametrize(("size", "scheme"), [((360, 740), "light"), ((1440, 900), "dark")])
def test_the_figures_in_a_real_browser(
    server: WebServer, browser: Browser, size: tuple[int, int], scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page: Page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(f"http://127.0.0.1:{server.port}/staff/chiffres")
    page.get_by_label("Votre nom").fill("Amina")
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Comment ça va")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    pictures = page.get_by_role("img", name="Graphique")
    assert pictures.count() > 5
    for number in range(pictures.count()):
        picture = pictures.nth(number)
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 100
    page.get_by_role("link", name="7 jours").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="7 jours")).to_have_attribute("aria-current", "true")
    assert complaints == []
    context.close()
