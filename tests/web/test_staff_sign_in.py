"""The team's part of the web: one enters by a password, leaves, and is not followed in."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from werkzeug.test import Client, TestResponse

from kiosk.agenda import demonstration_staff, staff_accounts, staff_journal, staff_sign_in
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.staff_accounts import Account, AccountError, PasswordError, Role, new_badge
from kiosk.agenda.staff_journal import Author
from kiosk.devices.keyboard_layouts import AMERICAN, FRENCH
from kiosk.store.tables import staff_account
from kiosk.store.tables import staff_sign_in as sign_ins
from kiosk.ticket.codes import new_token
from kiosk.ticket.qr import read_qr
from kiosk.web.doors import two_doors
from kiosk.web.server import WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.door import COOKIE
from kiosk.web.staff.site import StaffSite
from tests.agenda.described import Shop
from tests.agenda.world import MovingClock, empty_place
from tests.devices.test_typed_scan import arrives
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.support.sqlite import with_tables
from tests.web.board import PASSWORD, give_password
from tests.web.browser import violations
from tests.web.corner import SECRET, Corner

OTHER = "trois poires dans le panier"


OPERATOR = Author(None, "root")


def open_account(agenda: Agenda, name: str = "Amina", role: Role = "manager") -> Account:
    account = agenda.write(staff_accounts.add, name, role, None, OPERATOR)
    give_password(agenda, [name])
    return account


class Desk:
    """Somebody of the team, with a browser without script."""

    def __init__(self, agenda: Agenda, monotonic: list[float] | None = None) -> None:
        self.agenda = agenda
        self.seconds = monotonic or [0.0]
        site = StaffSite(agenda=agenda, secret=SECRET)
        self.client = Client(make_staff_app(site, lambda: self.seconds[0]))

    def asks(self, path: str = "/staff/journal", **headers: str) -> TestResponse:
        return self.client.get(path, follow_redirects=True, headers=headers)

    def sends(self, path: str, page: TestResponse, **fields: str) -> TestResponse:
        key = re.search(r'name="cle" value="([^"]+)"', page.text)
        assert key is not None
        return self.client.post(path, data={"cle": key[1]} | fields, follow_redirects=True)

    def enters(self, password: str = PASSWORD, name: str = "Amina") -> TestResponse:
        page = self.asks("/staff/entrer")
        return self.sends("/staff/entrer", page, nom=name, **{"mot-de-passe": password})

    def shows_badge(self, badge: str) -> TestResponse:
        page = self.asks("/staff/entrer")
        return self.sends("/staff/entrer", page, badge=badge)

    @property
    def is_in(self) -> bool:
        return self.asks("/staff/journal").request.path == "/staff/journal"


@pytest.fixture
def desk(agenda: Agenda) -> Desk:
    open_account(agenda)
    return Desk(agenda)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def agenda(any_url: str, clock: MovingClock) -> Iterator[Agenda]:
    agenda = empty_place(any_url, clock)
    yield agenda
    agenda.store.close()


def test_whoever_knows_a_password_enters_and_leaves(desk: Desk) -> None:
    first = desk.asks()
    assert first.request.path == "/staff/entrer"
    assert "Votre mot de passe" in first.text
    inside = desk.enters()
    assert inside.status_code == 200
    assert "Amina" in inside.text
    assert desk.is_in
    left = desk.sends("/staff/sortir", inside)
    assert left.request.path == "/staff/entrer"
    assert not desk.is_in


def test_a_page_that_was_asked_for_comes_after_the_sign_in(desk: Desk) -> None:
    asked = desk.asks("/staff/journal?avant=7")
    sent = re.search(r'name="suite" value="([^"]*)"', asked.text)
    assert sent is not None
    for wanted, comes in (
        (sent[1], "/staff/journal?avant=7"),
        ("//elsewhere.example", "/staff"),
        ("/staff//elsewhere.example", "/staff"),
        ("https://elsewhere.example", "/staff"),
        ("/staff/\\elsewhere.example", "/staff"),
    ):
        key = re.search(r'name="cle" value="([^"]+)"', asked.text)
        assert key is not None
        fields = {"cle": key[1], "nom": "Amina", "mot-de-passe": PASSWORD, "suite": wanted}
        assert desk.client.post("/staff/entrer", data=fields).headers["Location"] == comes


def test_a_badge_enters_until_another_is_made(desk: Desk, clock: MovingClock) -> None:
    account = desk.agenda.read(staff_accounts.find, "amina")
    badge, other = new_badge(new_token), new_badge(new_token)
    desk.agenda.write(staff_accounts.make_badge, account.id, badge, OPERATOR)
    assert desk.shows_badge(badge.lower()).status_code == 200  # as some scanners send it
    assert desk.is_in
    garbled = Desk(desk.agenda)
    garbled.shows_badge(arrives(badge, AMERICAN, FRENCH))  # a scanner set to another keyboard
    assert garbled.is_in
    clock.pass_time(seconds=1)
    desk.agenda.write(staff_accounts.make_badge, account.id, other, OPERATOR)
    assert desk.asks().request.path == "/staff/entrer"  # the former one may be in other hands
    second = Desk(desk.agenda)
    assert second.shows_badge(badge).status_code == 403
    assert second.shows_badge("BADGE/").status_code == 403
    assert not second.is_in
    assert second.shows_badge(other).status_code == 200


@pytest.mark.parametrize(
    ("role", "status"), [("host", 403), ("helper", 403), ("manager", 200), ("operator", 200)]
)
def test_a_page_is_for_whoever_may_come_there(agenda: Agenda, role: Role, status: int) -> None:
    open_account(agenda, "Marc", role)
    desk = Desk(agenda)
    desk.enters(name="marc")
    page = desk.asks("/staff/journal")
    assert page.status_code == status
    assert ("pas pour votre compte" in page.text) == (status == 403)


def test_an_account_that_has_ended_is_out_at_once(desk: Desk) -> None:
    desk.enters()
    account = desk.agenda.read(staff_accounts.find, "Amina")
    desk.agenda.write(staff_accounts.end, account.id, OPERATOR)
    assert not desk.is_in
    assert desk.enters().status_code == 403
    again = open_account(desk.agenda)  # the name is free again
    assert again.id != account.id
    assert desk.enters().status_code == 200


def test_who_did_what_is_in_the_journal_and_stays_there(desk: Desk) -> None:
    desk.enters()
    account = desk.agenda.read(staff_accounts.find, "Amina")
    desk.agenda.write(staff_accounts.choose_password, account.id, OTHER, OPERATOR)
    desk.enters(OTHER)
    told = [(one.who, one.deed, one.about) for one in desk.agenda.read(staff_journal.lines)]
    assert told == [
        ("Amina", "signed_in", ""),
        ("root", "password_chosen", "Amina"),
        ("Amina", "signed_in", ""),
        ("root", "account_added", "Amina"),
    ]
    page = desk.asks("/staff/journal").text
    assert "a changé le mot de passe de <strong>Amina</strong>" in page
    if desk.agenda.store.is_sqlite:
        for statement in ("UPDATE staff_journal SET who = 'x'", "DELETE FROM staff_journal"):
            with (
                pytest.raises(IntegrityError, match="journal is not changed"),
                desk.agenda.store.writing() as connection,
            ):
                connection.execute(text(statement))


def test_what_is_live_is_sent_when_it_has_changed_and_is_nobodys_touch(
    desk: Desk, clock: MovingClock
) -> None:
    desk.enters()
    whole = desk.asks("/staff/journal")
    live = desk.asks("/staff/journal", **{"X-Live": "1"})
    assert len(live.text) < len(whole.text)
    same = desk.asks("/staff/journal", **{"X-Live": "1", "If-None-Match": live.headers["ETag"]})
    assert (same.status_code, same.text) == (304, "")
    for _ in range(4):
        clock.pass_time(minutes=10)
        last = desk.asks("/staff/journal", **{"X-Live": "1"}).status_code
    assert last == 401
    assert not desk.is_in


def test_the_cookie_is_of_this_part_alone_and_no_script_reads_it(desk: Desk) -> None:
    page = desk.asks("/staff/entrer")
    key = re.search(r'name="cle" value="([^"]+)"', page.text)
    assert key is not None
    told = desk.client.post(
        "/staff/entrer", data={"cle": key[1], "nom": "Amina", "mot-de-passe": PASSWORD}
    )
    cookie = told.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/staff", "Max-Age=43200"):
        assert part in cookie
    assert "Secure" not in cookie
    again = desk.client.post(
        "/staff/entrer",
        base_url="https://192.0.2.7:8443",
        data={"cle": key[1], "nom": "Amina", "mot-de-passe": PASSWORD},
    )
    assert again.headers["Set-Cookie"].startswith("__Secure-kiosk-staff=")
    assert "Secure;" in again.headers["Set-Cookie"]


def test_a_wrong_password_says_so_and_keeps_out(desk: Desk) -> None:
    page = desk.enters("quatre pommes sur la chaise")
    assert page.status_code == 403
    assert "pas le bon" in page.text
    assert not desk.is_in


def test_nobody_tries_for_long(desk: Desk) -> None:
    """Whoever is in already goes on."""
    other = Desk(desk.agenda)
    other.enters()
    said = [desk.enters("x" * 12, name="personne").status_code for _ in range(7)]
    assert said == [403] * 6 + [429]
    assert desk.enters().status_code == 429  # also with the right one: a guesser learns nothing
    desk.seconds[0] += 60
    assert desk.enters().status_code == 200
    assert other.is_in


def test_an_account_that_is_guessed_at_waits_wherever_the_guesser_is(
    desk: Desk, clock: MovingClock
) -> None:
    for _ in range(5):
        desk.seconds[0] += 60
        assert "pas le bon" in desk.enters("x" * 12).text
    desk.seconds[0] += 60
    assert "attend un moment" in desk.enters().text
    badge = new_badge(new_token)
    account = desk.agenda.read(staff_accounts.find, "Amina")
    desk.agenda.write(staff_accounts.make_badge, account.id, badge, OPERATOR)
    assert Desk(desk.agenda).shows_badge(badge).status_code == 200  # nobody is locked out for good
    for _ in range(6):
        desk.seconds[0] += 60
        desk.enters("x" * 12)
    clock.pass_time(minutes=16)
    desk.seconds[0] += 60
    assert desk.enters().status_code == 200


@pytest.mark.parametrize("idle", [timedelta(minutes=31), timedelta(hours=13)])
def test_a_tablet_that_was_left_somewhere_is_nobodys(
    desk: Desk, clock: MovingClock, idle: timedelta
) -> None:
    desk.enters()
    clock.pass_time(seconds=idle.total_seconds())
    assert not desk.is_in


def test_calls_go_on_being_told_where_nobody_touched_for_long(
    desk: Desk, clock: MovingClock
) -> None:
    """A board in the middle of the room; what is touched there asks who it is."""
    desk.enters()
    page = desk.asks("/staff")
    clock.pass_time(minutes=40)
    for _ in range(2):  # and being told of calls is nobody's touch
        assert desk.asks("/staff", **{"X-Live": "1"}).status_code == 200
        assert desk.asks("/staff/journal", **{"X-Live": "1"}).status_code == 401
        assert desk.sends("/staff/appels/prendre", page, appel="x").request.path == "/staff/entrer"
        assert not desk.is_in
    clock.pass_time(minutes=12 * 60)
    assert desk.asks("/staff", **{"X-Live": "1"}).status_code == 401


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
    account = desk.agenda.read(staff_accounts.find, "Amina")
    desk.agenda.write(staff_accounts.choose_password, account.id, OTHER, OPERATOR)
    assert not desk.is_in
    assert desk.enters(PASSWORD).status_code == 403
    assert desk.enters(OTHER).status_code == 200


def test_a_password_that_was_right_a_moment_ago_begins_nothing(desk: Desk) -> None:
    tried = desk.agenda.read(staff_accounts.to_try, "Amina")
    assert tried.account is not None
    desk.agenda.write(staff_accounts.choose_password, tried.account.id, OTHER, OPERATOR)
    begun = desk.agenda.write(staff_sign_in.begin, tried.account, tried.password_hash)
    assert begun is None


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


def test_without_an_account_the_page_says_what_to_run(agenda: Agenda) -> None:
    page = Desk(agenda).enters()
    assert page.status_code == 403
    assert "kiosk staff add" in page.text


def test_the_demonstration_has_a_team_until_the_place_is_real(tmp_path: Path) -> None:
    shop = Shop(tmp_path, with_tables(tmp_path / "demonstration.db"))
    make_demonstration(shop.store, now=shop.clock())
    agenda, _planned = shop.starts()
    desk = Desk(agenda)
    page = desk.asks("/staff/entrer").text
    assert "DÉMONSTRATION" in page
    assert demonstration_staff.PASSWORD in page
    assert desk.enters(demonstration_staff.PASSWORD, name="Léa").status_code == 200
    assert "DÉMONSTRATION" in desk.asks().text
    shop.starts("name: Lille\naddress: Lille\nhelpers:\n  - {name: Amina, desk: Bureau 1}\n")
    assert not desk.is_in
    assert desk.enters(demonstration_staff.PASSWORD, name="Léa").status_code == 403
    shop.store.close()


@pytest.mark.parametrize("weak", ["court", "aaaaaaaaaaaaaaaa", "x" * 201])
def test_a_password_that_is_guessed_too_soon_is_refused(agenda: Agenda, weak: str) -> None:
    with pytest.raises(PasswordError):
        agenda.write(staff_accounts.add, "Amina", "host", weak, OPERATOR)
    assert agenda.read(staff_accounts.accounts) == []


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "AMINA"])
def test_a_name_is_somebodys(agenda: Agenda, name: str) -> None:
    open_account(agenda)
    with pytest.raises(AccountError):
        agenda.write(staff_accounts.add, name, "host", PASSWORD, OPERATOR)


def test_a_letter_with_an_accent_is_one_letter_however_a_keyboard_sends_it() -> None:
    chosen = "un café crème à Orléans"
    assert staff_accounts.is_right(
        staff_accounts.hash_of(chosen), unicodedata.normalize("NFD", chosen)
    )
    with pytest.raises(staff_accounts.PasswordError, match="signe"):
        staff_accounts.hash_of(f"{chosen}\ud83d")


def test_what_is_kept_opens_nothing(desk: Desk) -> None:
    desk.enters()
    cookie = desk.client.get_cookie(COOKIE, path="/staff")
    assert cookie is not None
    with desk.agenda.store.reading() as connection:
        rows = [
            str(row)
            for table in (staff_account, sign_ins)
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
        open_account(agenda)
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
    open_account(corner.agenda)
    yield corner
    corner.agenda.store.close()


@pytest.fixture
def server(corner: Corner) -> Iterator[WebServer]:
    site = StaffSite(agenda=corner.agenda, secret=SECRET)
    server = WebServer(two_doors(corner.app(), make_staff_app(site)), "127.0.0.1", 0)
    server.start()
    yield server
    server.close()


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
    page.get_by_label("Votre nom").focus()
    page.keyboard.type("Amina")
    page.keyboard.press("Tab")
    page.keyboard.type("pas celui-ci du tout")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("pas le bon")
    assert violations(page) == []
    page.get_by_label("Votre mot de passe").focus()  # the name is still there
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation")).to_be_visible()
    page.goto(f"http://127.0.0.1:{server.port}/staff/journal")
    expect(page.get_by_role("heading", level=1)).to_have_text("Journal")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
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


# The commands


def run(tmp_path: Path, typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    url = f"sqlite:///{tmp_path / 'kiosk.db'}"
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "staff", *words, "--database", url],
        input=typed,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )


def test_accounts_are_opened_and_ended_by_commands(corner: Corner, tmp_path: Path) -> None:
    add = ("add", "--name", "Marc", "--role", "host", "--password-stdin")
    done = run(tmp_path, f"{OTHER}\n", *add)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Le compte « Marc » (accueil) est ouvert. Pour entrer : /staff\n"
    tried = corner.agenda.read(staff_accounts.to_try, "marc")
    assert staff_accounts.is_right(tried.password_hash, OTHER)
    badge = run(tmp_path, "", "badge", "--name", "Marc", "--out", "marc.png")
    assert (badge.returncode, badge.stderr) == (0, "")
    with Image.open(tmp_path / "marc.png") as drawn:
        shown = read_qr(drawn)
    assert shown is not None
    assert corner.agenda.read(staff_accounts.by_badge, shown) == tried.account
    assert (tmp_path / "marc.png").stat().st_mode & 0o077 == 0
    listed = run(tmp_path, "", "list")
    assert "Marc : accueil ; mot de passe et badge" in listed.stdout
    assert run(tmp_path, "", "end", "--name", "Marc").returncode == 0
    assert corner.agenda.read(staff_accounts.by_badge, shown) is None
    assert '"name": "Marc"' in run(tmp_path, "", "list", "--json").stdout


@pytest.mark.parametrize(
    ("typed", "words", "says"),
    [
        ("court\n", ("add", "--name", "Z", "--role", "host", "--password-stdin"), "de 12 à 200"),
        ("", ("add", "--name", "Z", "--role", "host", "--password-stdin"), "Rien n'a été donné"),
        (f"{OTHER}\n", ("add", "--name", "Z", "--role", "host"), "--password-stdin"),
        (f"{OTHER}\n", ("add", "--name", "Z", "--role", "chef", "--password-stdin"), "chef"),
        ("", ("end", "--name", "Personne"), "Ceux du lieu : Amina"),
        ("", ("list", "--place", "Ailleurs"), "Il n'y a pas de lieu « Ailleurs »"),
        ("", ("badge", "--name", "Amina", "--out", "badge.gif"), "une image .png"),
        ("", ("badge", "--name", "Amina", "--out", "nulle/part.png"), "ne s'écrit pas"),
    ],
)
def test_a_command_that_cannot_says_why_and_changes_nothing(
    corner: Corner, tmp_path: Path, typed: str, words: tuple[str, ...], says: str
) -> None:
    before = corner.agenda.read(staff_accounts.accounts)
    refused = run(tmp_path, typed, *words)
    assert refused.returncode == 2
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr
    assert corner.agenda.read(staff_accounts.accounts) == before
