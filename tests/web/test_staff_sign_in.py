"""The team's part of the web: one enters by a password, leaves, and is not followed in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from werkzeug.test import Client, TestResponse

from kiosk.agenda import staff_sign_in
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.staff_sign_in import PasswordError, choose_password
from kiosk.store.tables import staff_password
from kiosk.store.tables import staff_sign_in as sign_ins
from kiosk.web.doors import two_doors
from kiosk.web.server import WebServer
from kiosk.web.staff.app import COOKIE, StaffSite, make_staff_app
from tests.agenda.world import MovingClock, empty_place
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.web.browser import chromium, violations
from tests.web.corner import SECRET, Corner

PASSWORD = "quatre pommes sur la table"
OTHER = "trois poires dans le panier"


class Desk:
    """Somebody of the team, with a browser without script."""

    def __init__(self, agenda: Agenda, monotonic: list[float] | None = None) -> None:
        self.agenda = agenda
        self.seconds = monotonic or [0.0]
        site = StaffSite(agenda=agenda, secret=SECRET)
        self.client = Client(make_staff_app(site, lambda: self.seconds[0]))

    def asks(self, path: str = "/staff") -> TestResponse:
        return self.client.get(path, follow_redirects=True)

    def sends(self, path: str, page: TestResponse, **fields: str) -> TestResponse:
        key = re.search(r'name="cle" value="([^"]+)"', page.text)
        assert key is not None
        return self.client.post(path, data={"cle": key[1]} | fields, follow_redirects=True)

    def enters(self, password: str = PASSWORD) -> TestResponse:
        page = self.asks("/staff/entrer")
        return self.sends("/staff/entrer", page, **{"mot-de-passe": password})

    @property
    def is_in(self) -> bool:
        return (
            "espace de l&#39;équipe" in self.asks().text or "espace de l'équipe" in self.asks().text
        )


@pytest.fixture
def desk(agenda: Agenda) -> Desk:
    agenda.write(choose_password, PASSWORD)
    return Desk(agenda)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def agenda(any_url: str, clock: MovingClock) -> Iterator[Agenda]:
    agenda = empty_place(any_url, clock)
    yield agenda
    agenda.store.close()


def test_whoever_knows_the_password_enters_and_leaves(desk: Desk) -> None:
    first = desk.asks()
    assert first.request.path == "/staff/entrer"
    assert "Mot de passe de l'équipe" in first.text
    inside = desk.enters()
    assert (inside.request.path, inside.status_code) == ("/staff", 200)
    assert desk.is_in
    left = desk.sends("/staff/sortir", inside)
    assert left.request.path == "/staff/entrer"
    assert not desk.is_in


def test_the_cookie_is_of_this_part_alone_and_no_script_reads_it(desk: Desk) -> None:
    page = desk.asks("/staff/entrer")
    key = re.search(r'name="cle" value="([^"]+)"', page.text)
    assert key is not None
    told = desk.client.post("/staff/entrer", data={"cle": key[1], "mot-de-passe": PASSWORD})
    cookie = told.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/staff", "Max-Age=43200"):
        assert part in cookie
    assert "Secure" not in cookie
    again = desk.client.post(
        "/staff/entrer",
        base_url="https://192.0.2.7:8443",
        data={"cle": key[1], "mot-de-passe": PASSWORD},
    )
    assert again.headers["Set-Cookie"].startswith("__Secure-kiosk-staff=")
    assert "Secure;" in again.headers["Set-Cookie"]


def test_a_wrong_password_says_so_and_keeps_out(desk: Desk) -> None:
    page = desk.enters("quatre pommes sur la chaise")
    assert page.status_code == 403
    assert "pas le bon" in page.text
    assert not desk.is_in


def test_nobody_tries_for_long(desk: Desk) -> None:
    """Whoever is in already goes on; another address too."""
    other = Desk(desk.agenda)
    other.enters()
    said = [desk.enters("x" * 12).status_code for _ in range(7)]
    assert said == [403] * 6 + [429]
    assert desk.enters().status_code == 429  # also with the right one: a guesser learns nothing
    desk.seconds[0] += 60
    assert desk.enters().status_code == 200
    assert other.is_in


@pytest.mark.parametrize("idle", [timedelta(minutes=31), timedelta(hours=13)])
def test_a_tablet_that_was_left_somewhere_is_nobodys(
    desk: Desk, clock: MovingClock, idle: timedelta
) -> None:
    desk.enters()
    clock.pass_time(seconds=idle.total_seconds())
    assert not desk.is_in


def test_a_day_of_work_ends(desk: Desk, clock: MovingClock) -> None:
    desk.enters()
    for _ in range(12 * 3 - 1):
        clock.pass_time(minutes=20)
        assert desk.is_in
    clock.pass_time(minutes=20)
    assert not desk.is_in


def test_another_password_ends_what_the_first_one_began(desk: Desk, clock: MovingClock) -> None:
    desk.enters()
    clock.pass_time(seconds=1)
    desk.agenda.write(choose_password, OTHER)
    assert not desk.is_in
    assert desk.enters(PASSWORD).status_code == 403
    assert desk.enters(OTHER).status_code == 200


def test_a_password_that_was_right_a_moment_ago_begins_nothing(desk: Desk) -> None:
    kept = desk.agenda.read(staff_sign_in.password_hash)
    assert kept is not None
    desk.agenda.write(choose_password, OTHER)
    assert desk.agenda.write(staff_sign_in.begin, kept) is None


@pytest.mark.parametrize("way", ["no key", "another's key", "another site"])
def test_a_form_that_is_not_ours_does_nothing(desk: Desk, way: str) -> None:
    inside = desk.enters()
    key = re.search(r'name="cle" value="([^"]+)"', inside.text)
    assert key is not None
    sent = {"no key": "", "another's key": key[1][::-1], "another site": key[1]}[way]
    headers = {"Sec-Fetch-Site": "cross-site"} if way == "another site" else {}
    page = desk.client.post("/staff/sortir", data={"cle": sent}, headers=headers)
    assert page.status_code == 403
    assert desk.is_in


def test_without_a_password_the_page_says_what_to_run(agenda: Agenda) -> None:
    page = Desk(agenda).enters()
    assert page.status_code == 403
    assert "kiosk staff password" in page.text


@pytest.mark.parametrize("weak", ["court", "aaaaaaaaaaaaaaaa", "x" * 201])
def test_a_password_that_is_guessed_too_soon_is_refused(agenda: Agenda, weak: str) -> None:
    with pytest.raises(PasswordError):
        agenda.write(choose_password, weak)
    assert agenda.read(staff_sign_in.password_hash) is None


def test_what_is_kept_opens_nothing(desk: Desk) -> None:
    desk.enters()
    cookie = desk.client.get_cookie(COOKIE, path="/staff")
    assert cookie is not None
    with desk.agenda.store.reading() as connection:
        rows = [
            str(row)
            for table in (staff_password, sign_ins)
            for row in connection.execute(select(table))
        ]
    assert len(rows) == 2
    assert not any(PASSWORD in row or cookie.value in row for row in rows)


def test_what_is_over_is_forgotten(desk: Desk, clock: MovingClock) -> None:
    desk.enters()
    clock.pass_time(hours=13)
    desk.agenda.purge()
    with desk.agenda.store.reading() as connection:
        assert connection.execute(select(sign_ins)).all() == []


def test_every_answer_is_shut_and_kept_nowhere(desk: Desk) -> None:
    for path in ("/staff", "/staff/entrer", "/staff/nowhere"):
        answer = desk.client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Robots-Tag"].startswith("noindex")


def test_a_database_that_is_away_is_said_to_the_team(
    tmp_path: Path, postgres: PostgresServer, postgres_url: str
) -> None:
    with Proxy(postgres.port) as proxy:
        url = postgres_url.replace(str(postgres.port), str(proxy.port))
        agenda = empty_place(url, MovingClock())
        agenda.write(choose_password, PASSWORD)
        desk = Desk(agenda)
        desk.enters()
        proxy.refuse()
        page = desk.asks()
        assert page.status_code == 503
        assert "La base ne répond pas" in page.text
        assert page.headers["Retry-After"] == "60"
        proxy.restore()
        assert desk.is_in
        agenda.store.close()


# Both doors, one server


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    corner.agenda.write(choose_password, PASSWORD)
    yield corner
    corner.agenda.store.close()


@pytest.fixture
def server(corner: Corner) -> Iterator[WebServer]:
    site = StaffSite(agenda=corner.agenda, secret=SECRET)
    server = WebServer(two_doors(corner.app(), make_staff_app(site)), "127.0.0.1", 0)
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(("size", "scheme"), [((360, 740), "light"), ((1440, 900), "dark")])
def test_in_a_real_browser_by_keyboard_alone(
    corner: Corner, server: WebServer, browser: Browser, size: tuple[int, int], scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=True,
    )
    page: Page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/staff")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Mot de passe").focus()
    page.keyboard.type("pas celui-ci du tout")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("pas le bon")
    assert violations(page) == []
    page.get_by_label("Mot de passe").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("espace de l'équipe")
    assert violations(page) == []
    faces = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(f => f.status))")
    assert "loaded" in faces
    # The visitors' part is not told who it is.
    sent: list[str | None] = []
    page.on("request", lambda request: sent.append(request.all_headers().get("cookie")))
    page.goto(f"http://127.0.0.1:{server.port}/t/{corner.booked_ticket()}")
    assert sent
    assert set(sent) == {None}
    page.goto(f"http://127.0.0.1:{server.port}/staff")
    page.get_by_role("button", name="Sortir").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Entrer")
    assert context.cookies() == []
    context.close()


def test_a_fault_of_one_part_is_not_told_in_the_words_of_the_other(
    corner: Corner, server: WebServer, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    for path, words in (("/staff/x", "Cette page n'existe pas"), ("/stafford", "ticket")):
        page.goto(f"http://127.0.0.1:{server.port}{path}")
        assert words in page.content()
    context.close()


# The command


def run(tmp_path: Path, typed: str, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "staff", "password", *more],
        input=typed,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )


def test_the_password_is_chosen_by_a_command_that_shows_it_to_nobody(
    corner: Corner, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'kiosk.db'}"
    done = run(tmp_path, f"{OTHER}\n", "--database", url)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout == "Le mot de passe de l'équipe est choisi pour « Emploi Store · Montreuil ».\n"
    )
    kept = corner.agenda.read(staff_sign_in.password_hash)
    assert kept is not None
    assert staff_sign_in.is_right(kept, OTHER)
    for typed, more, says in (
        ("court\n", (), "Choisissez de 12 à 200 lettres"),
        ("", (), "Rien n'a été tapé : le mot de passe n'est pas changé."),
        (f"{PASSWORD}\n", ("--place", "Ailleurs"), "Il n'y a pas de lieu « Ailleurs »"),
    ):
        refused = run(tmp_path, typed, "--database", url, *more)
        assert refused.returncode == 2
        assert says in refused.stderr
        assert "Traceback" not in refused.stderr
