"""What a login of PostgreSQL may do: its own place, and nothing that is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text

from kiosk.agenda import (
    commands,
    greetings,
    staff_accounts,
    staff_calls,
    staff_journal,
    staff_sign_in,
    terminal_orders,
)
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.agenda_changes import KeptInFile, look, put_described, rename_helper, save
from kiosk.agenda.apply_place_file import put_place
from kiosk.agenda.errors import WrongPlace
from kiosk.agenda.figures import figures
from kiosk.agenda.late_delivery import close_enquiry, deliver_enquiry, give_time
from kiosk.agenda.one_day import add_day_off, add_hours, days_off, helper_named, lift_day_off
from kiosk.agenda.place_file import DescribedPlace, read_place
from kiosk.agenda.place_file.described_place import DescribedHelper
from kiosk.agenda.rules_file import RulesFile, rules_file
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.team_tasks import settle, tasks
from kiosk.agenda.terminal_findings import tell
from kiosk.agenda.terminal_orders import Order
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.visit_counts import take_in
from kiosk.paths import ROOT
from kiosk.store.counts_file import DayCount
from kiosk.store.engine import Store
from kiosk.store.errors import StoreRefused, StoreUnreachable
from kiosk.store.schema import open_store
from kiosk.store.tables import booking, place
from kiosk.visit.bookings import kind_of
from kiosk.visit.commands import Snapshot
from kiosk.visit.findings import Finding
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import Enquiry, Progress, Tried
from tests.agenda.world import SERVICES, add_helper, add_rule, add_session, book_held, wrong_seats
from tests.support.postgres import PostgresServer

ROLES = (ROOT / "deploy" / "postgres" / "roles.sql").read_bytes()
NAMES = {"Lille": "Zoé", "Brest": "Yann"}


class Network:
    """Two places, Lille and Brest; logins as an operator makes them."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        self.url = server.database_with_tables()
        self.name = self.url.rsplit("/", 1)[1]
        self.owner = open_store(self.url)
        self.sessions: dict[str, int] = {}
        for name in NAMES:
            with self.owner.writing() as connection:
                connection.execute(
                    insert(place).values(
                        name=name, key=name.lower(), address="", time_zone="Europe/Paris"
                    )
                )
        for _ in range(2):  # twice is once
            self.as_admin(ROLES)
        for login, role, key in (
            ("borne_lille", "kiosk_terminal", "lille"),
            ("borne_brest", "kiosk_terminal", "brest"),
            ("page_lille", "kiosk_web", "lille"),
            ("equipe_lille", "kiosk_staff", "lille"),
            ("borne_perdue", "kiosk_terminal", "nulle part"),
        ):
            self.as_admin(
                f"DROP ROLE IF EXISTS {login}; CREATE ROLE {login} LOGIN IN ROLE {role};"
                "INSERT INTO kiosk_rights.place_of_login"
                f" SELECT '{login}', id FROM place WHERE key = '{key}'".encode()
            )

    def as_admin(self, statements: bytes) -> None:
        with self.server.admin(self.name) as admin:
            admin.execute(statements)

    def store(self, login: str) -> Store:
        return open_store(self.server.url(self.name, user=login))

    def agenda(self, store: Store, terminal: str) -> Agenda:
        return open_agenda(
            store, clock=lambda: datetime.now(UTC), theme_of=SERVICES.get, terminal_id=terminal
        )


@pytest.fixture(scope="module")
def network(postgres: PostgresServer) -> Iterator[Network]:
    network = Network(postgres)
    yield network
    network.owner.close()
    postgres.drop(network.url)


class At:
    """One login at work."""

    def __init__(self, network: Network, login: str) -> None:
        self.store = network.store(login)
        self.agenda = network.agenda(self.store, login)

    def books(self, name: str, booking_id: str) -> int:
        helper_id = add_helper(self.agenda, f"de {booking_id}")
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        session_id = add_session(self.agenda, helper_id, tomorrow)
        self.agenda.hold(booking_id, session_id, "other", "face", None, "fr")
        book_held(self.agenda, booking_id, name, "06 39 98 12 34")
        return session_id

    def asks(self, statement: str) -> list[tuple[Any, ...]]:
        with self.store.reading() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def does(self, statement: str) -> int:
        """How many rows were changed."""
        with self.store.writing() as connection:
            return connection.execute(text(statement)).rowcount


@pytest.fixture
def lille(network: Network) -> Iterator[At]:
    at = At(network, "borne_lille")
    yield at
    at.store.close()


@pytest.fixture
def brest(network: Network) -> Iterator[At]:
    at = At(network, "borne_brest")
    yield at
    at.store.close()


def in_the_past(network: Network, session_id: int) -> None:
    """Time passes: the appointment is over."""
    network.as_admin(
        "UPDATE session SET starts_at = now() - interval '2 hours', "
        f"ends_at = now() - interval '1 hour' WHERE id = {session_id}".encode()
    )


def test_a_terminal_does_all_its_work_with_its_rights(network: Network, lille: At) -> None:
    agenda = lille.agenda
    assert agenda.place.name == "Lille"
    lille.books("Zoé", "whole")
    add_rule(agenda, add_helper(agenda, "B"), weekdays=range(7))
    agenda.plan()
    session_id = agenda.free_times("other", "face", limit=99)[-1].session_id
    assert agenda.move("whole", session_id).status == "confirmed"
    progress = Progress(service="write-cv", trail=("start",), finished=False)
    code, _ = agenda.issue_ticket("whole", progress, "fr", lambda: "BCDFGHJK", lambda: "T" * 26)
    assert agenda.find_by_code(code) is not None
    agenda.record_printing(code, "printed")
    agenda.call("someone", "other", None, "fr")
    agenda.answer_call("someone")
    agenda.rate("good")
    agenda.beat("1.0")
    agenda.purge()
    assert agenda.cancel("whole").status == "cancelled"
    assert session_id in {one.session_id for one in agenda.free_times("other", "face", limit=99)}
    assert wrong_seats(network.owner) == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT first_name, phone FROM booking WHERE id = 'of-brest'",
        "SELECT first_name FROM booking WHERE first_name LIKE 'Yann%'",
        "SELECT * FROM helper WHERE name = 'de of-brest'",
        "SELECT * FROM place WHERE name = 'Brest'",
        "SELECT * FROM terminal WHERE id = 'borne_brest'",
    ],
)
def test_a_terminal_cannot_read_another_places_names_and_telephones(
    network: Network, lille: At, brest: At, statement: str
) -> None:
    if not brest.asks("SELECT 1 FROM booking WHERE id = 'of-brest'"):
        brest.books("Yann", "of-brest")
    assert len(brest.asks(statement)) == 1
    assert lille.asks(statement) == []


@pytest.mark.parametrize(
    "trick",
    [
        "SET ROLE kiosk_migrations",
        "SET SESSION AUTHORIZATION borne_brest",
        "INSERT INTO kiosk_rights.place_of_login VALUES ('x', 1)",
        "UPDATE kiosk_rights.place_of_login SET place_id = 2",
        "SELECT * FROM kiosk_rights.place_of_login",
        "ALTER TABLE booking DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_place ON booking",
        "CREATE OR REPLACE FUNCTION kiosk_rights.my_place() RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint'",  # noqa: E501
    ],
)
def test_a_terminal_cannot_pass_for_another(lille: At, trick: str) -> None:
    with pytest.raises(StoreRefused):
        lille.does(trick)


def test_a_terminal_writes_nothing_in_another_place(lille: At, brest: At) -> None:
    brest.books("Yann", "kept")
    assert lille.does("UPDATE booking SET first_name = 'X' WHERE id = 'kept'") == 0
    for statement in (
        "DELETE FROM ticket",
        f"INSERT INTO helper (place_id, name, desk) VALUES ({brest.agenda.place.id}, 'x', 'y')",
        f"UPDATE helper SET place_id = {brest.agenda.place.id}",
        "INSERT INTO place (name, address, time_zone) VALUES ('x', 'y', 'UTC')",
    ):
        with pytest.raises(StoreRefused):
            lille.does(statement)
    assert brest.asks("SELECT first_name FROM booking WHERE id = 'kept'") == [("Yann",)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE booking SET topic = 'other thing' WHERE id = 'past'",
        "UPDATE booking SET status = 'cancelled' WHERE id = 'past'",
        "UPDATE booking SET first_name = 'Someone else' WHERE id = 'past'",
        "UPDATE booking SET session_id = (SELECT max(id) FROM session) WHERE id = 'past'",
        "UPDATE session SET ends_at = now() + interval '1 day' WHERE ends_at < now()",
    ],
)
def test_a_past_booking_cannot_be_changed(network: Network, lille: At, change: str) -> None:
    if not lille.asks("SELECT 1 FROM booking WHERE id = 'past'"):
        in_the_past(network, lille.books("Zoé", "past"))
        lille.books("Zoé", "later")
    before = lille.asks("SELECT * FROM booking WHERE id = 'past'")
    with pytest.raises(StoreRefused, match="past"):
        lille.does(change)
    assert lille.asks("SELECT * FROM booking WHERE id = 'past'") == before
    with pytest.raises(StoreRefused):
        lille.does("DELETE FROM booking WHERE id = 'past'")


def test_a_past_booking_is_forgotten_all_the_same(network: Network, lille: At) -> None:
    in_the_past(network, lille.books("Zoé", "forgotten"))
    assert lille.agenda.purge().names >= 1
    assert lille.asks("SELECT status, first_name, phone FROM booking WHERE id = 'forgotten'") == [
        ("over", None, None)
    ]


def test_the_page_moves_and_cancels_and_changes_no_hours(network: Network, lille: At) -> None:
    lille.books("Zoé", "by-phone")
    other = add_session(
        lille.agenda, add_helper(lille.agenda, "P"), datetime.now(UTC) + timedelta(3)
    )
    page = At(network, "page_lille")
    assert page.agenda.move("by-phone", other).status == "confirmed"
    assert page.agenda.cancel("by-phone").status == "cancelled"
    for statement in (
        "UPDATE opening_rule SET minutes = 5",
        "UPDATE helper SET name = 'x'",
        "UPDATE session SET seats = 99",
        "DELETE FROM booking",
    ):
        with pytest.raises(StoreRefused):
            page.does(statement)
    page.store.close()


def test_a_login_of_no_place_sees_none(network: Network) -> None:
    store = network.store("borne_perdue")
    with pytest.raises(WrongPlace, match="n'est d'aucun lieu"):
        network.agenda(store, "borne_perdue")
    store.close()


def test_a_terminal_tells_its_counts_and_the_page_sees_none(network: Network, lille: At) -> None:
    told = [
        DayCount(day=date(2026, 9, 14), what="visit", about="", step="", count=count)
        for count in (3, 5)
    ]
    for one in told:
        lille.agenda.write(take_in, "a" * 32, [one])
    assert lille.asks("SELECT count FROM visit_count") == [(5,)]
    for statement in ("DELETE FROM visit_count", "UPDATE visit_count SET day = now()"):
        with pytest.raises(StoreRefused):
            lille.does(statement)
    board, page = At(network, "equipe_lille"), At(network, "page_lille")
    seen = board.agenda.read(figures, date(2026, 9, 14), date(2026, 9, 15))
    assert seen.series["visits"].counts == (5, 0)
    with pytest.raises(StoreRefused):
        page.asks("SELECT * FROM visit_count")
    for login in (board, page):
        login.store.close()


def test_a_stranger_does_not_even_learn_the_version(network: Network) -> None:
    network.as_admin(b"DROP ROLE IF EXISTS passant; CREATE ROLE passant LOGIN")
    with pytest.raises((StoreRefused, StoreUnreachable)):
        network.store("passant")


def test_every_table_with_people_in_it_is_guarded(network: Network) -> None:
    with network.server.admin(network.name) as admin:
        rows = admin.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND NOT relrowsecurity"
        ).fetchall()
    assert rows == [("alembic_version",)]
    assert "first_name" in booking.c


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("doubt", ["none", "held", "confirmed"])
def test_a_terminal_delivers_enquiries_with_its_rights_whatever_is_past_by_then(
    network: Network, lille: At, doubt: str, past: bool
) -> None:
    agenda, key = lille.agenda, f"{doubt}-{past}"
    # One code for both papers: the terminal writes an enquiry down in the place of a booking.
    code = {"none": "B", "held": "C", "confirmed": "D"}[doubt] * 7 + ("F" if past else "G")
    if doubt != "none":
        session_id = add_session(
            agenda, add_helper(agenda, key), datetime.now(UTC) + timedelta(days=3)
        )
        agenda.hold(f"x-{key}", session_id, "other", "face", None, "fr")
        if doubt == "confirmed":
            book_held(agenda, f"x-{key}", "Zoé", code=code)
        if past:
            in_the_past(network, session_id)
    request = Enquiry(
        id=f"r-{key}",
        topic="other",
        mode="phone",
        language="fr",
        asked_at=datetime.now(UTC),
        phone="0639981234",
        in_doubt="" if doubt == "none" else f"x-{key}",
    )
    made = LocalTicket(code=code, token_hashes=(code * 8,), printing="printed")
    for _time in range(2):
        delivered = agenda.write(deliver_enquiry, request, made, lambda: "HJLNNFJK")
    got_through = doubt == "confirmed" and not past
    assert kind_of(delivered) == ("appointment" if got_through else "enquiry")
    assert delivered.code == code
    if not got_through and not past:
        later = add_session(agenda, add_helper(agenda, "L"), datetime.now(UTC) + timedelta(days=4))
        with lille.store.writing() as connection:
            connection.execute(text(f"UPDATE session SET modes = ',phone,' WHERE id = {later}"))
        assert agenda.write(give_time, request.id, later).status == "confirmed"
    elif not got_through:
        assert agenda.write(close_enquiry, request.id).status == "over"
    assert wrong_seats(network.owner) == []


def test_a_terminal_brings_its_place_in_line_with_its_description(
    network: Network, lille: At, tmp_path: Path
) -> None:
    def described(hours: str, absences: str) -> DescribedPlace:
        file = tmp_path / "place.yaml"
        file.write_text(
            "name: Lille\naddress: 1 rue Ici\nhelpers:\n  - name: Léa\n    desk: Bureau 1\n"
            f"    hours: [{{days: {hours}, from: 9:00, to: 11:00}}]\n    absences: [{absences}]\n"
            f"opening: [{{days: {hours}, from: 8:00, to: 12:00}}]\n",
            encoding="utf-8",
        )
        return read_place(file, SERVICES)

    def counts() -> list[tuple[Any, ...]]:
        return lille.asks(
            "SELECT (SELECT count(*) FROM opening_rule), (SELECT count(*) FROM absence),"
            " (SELECT count(*) FROM opening_hours)"
        )

    read = RulesFile(name="place.yaml", lines={"helper lea": 4})
    put_place(lille.store, described("lundi-vendredi", "{from: 2199-01-01}"), read, "borne_lille")
    assert lille.agenda.read(rules_file) == read
    assert counts() == [(5, 1, 5)]
    assert lille.agenda.today().opening is not None
    lille.agenda.plan()
    put_place(lille.store, described("mardi", ""))
    assert counts() == [(1, 0, 1)]
    assert lille.agenda.plan().withdrawn > 0
    assert lille.asks("SELECT key FROM place") == [("lille",)]


def test_a_terminal_obeys_its_own_orders_and_gives_none(
    network: Network, lille: At, brest: At
) -> None:
    """And the page hears of none: the board orders, and whoever owns the tables."""
    owner = network.agenda(network.owner, "borne_lille")
    ordered = owner.write(
        commands.order, "borne_lille", "reset", "amina", within=timedelta(minutes=1)
    )
    assert brest.agenda.commands() == []
    told = Snapshot(state="in_use", since=datetime.now(UTC))
    assert lille.agenda.beat("1.0", told, 0) == ""
    lille.agenda.write(tell, [Finding("sound", "note", "aucune carte son")])
    assert [one.id for one in lille.agenda.commands()] == [ordered]
    lille.agenda.acknowledge(ordered, "done")
    assert owner.read(commands.how_far, ordered).outcome == "done"
    with pytest.raises(StoreRefused):
        lille.agenda.write(commands.order, "borne_lille", "reset", "x", within=timedelta(minutes=1))
    with pytest.raises(StoreRefused):
        lille.does("UPDATE command SET terminal_id = 'borne_brest', taken_at = NULL")
    board = At(network, "equipe_lille")
    given = board.agenda.write(
        terminal_orders.give, "borne_lille", Order(kind="end_visit"), Author("a1", "Amina")
    )
    (taken,) = lille.agenda.commands()
    assert taken.id == given
    lille.agenda.acknowledge(given, "refused", "La personne dit qu'elle est encore là.")
    (line, *_others) = board.agenda.read(commands.latest, 5)
    assert (line.progress, line.ordered_by) == ("refused", "Amina")
    for statement in ("DELETE FROM command", "UPDATE command SET ordered_by = 'x'"):
        with pytest.raises(StoreRefused):
            board.does(statement)
    board.store.close()
    page = At(network, "page_lille")
    with pytest.raises(StoreRefused):
        page.asks("SELECT * FROM command")
    with pytest.raises(StoreRefused):
        page.does("UPDATE terminal SET state = 'free'")
    page.store.close()


def test_the_board_keeps_the_agenda_of_its_place_with_its_rights(
    network: Network, lille: At
) -> None:
    board = At(network, "equipe_lille").agenda
    lille.books("Zoé", "touched")
    lea = DescribedHelper(name="Inès", desk="Bureau 9")

    def edit(work: UnitOfWork) -> None:
        put_described(work, lambda place: replace(place, helpers=(lea,)))

    kept = board.read(rules_file)
    if kept is not None:  # as another story of this place left it
        with pytest.raises(KeptInFile):
            look(board, edit)
        network.as_admin(b"UPDATE place_file SET name = NULL")
    save(board, edit, look(board, edit).seen)
    assert "touched" in {one.id for one in board.read(tasks)}
    board.write(settle, "to_move", "touched", yes=False)
    day = datetime.now() + timedelta(days=2)  # noqa: DTZ005 - on the place's wall
    assert board.write(add_hours, board.read(helper_named, "Inès"), day, day + timedelta(hours=1))
    board.write(add_day_off, board.read(helper_named, "Inès"), day, day + timedelta(hours=1))
    (off,) = [one for one in board.read(days_off) if one.by_hand]
    board.write(lift_day_off, off.id)
    board.write(rename_helper, "Inès", "Inès B.")
    board.store.close()


def test_the_team_signs_in_by_the_board_and_no_terminal_learns_of_it(
    network: Network, lille: At
) -> None:
    owner = replace(lille.agenda, store=network.owner)
    operator = Author(None, "root")
    password = "quatre pommes sur la table"
    owner.write(staff_accounts.add, "Zoé", "host", password, operator)
    board = At(network, "equipe_lille")
    tried = board.agenda.read(staff_accounts.to_try, "zoe")
    assert tried.account is not None
    board.agenda.write(staff_accounts.was_wrong, tried.account.id)
    token = board.agenda.write(staff_sign_in.begin, tried.account, tried.password_hash)
    assert token is not None
    assert board.agenda.read(staff_sign_in.who, token) == tried.account
    board.agenda.write(staff_sign_in.was_used, token)
    board.agenda.write(staff_sign_in.end, token)
    assert board.agenda.read(staff_sign_in.who, token) is None
    assert [one.deed for one in board.agenda.read(staff_journal.lines)[:3]] == [
        "signed_out",
        "signed_in",
        "account_added",
    ]
    page = At(network, "page_lille")
    for at, statement in (
        (lille, "SELECT password_hash FROM staff_account"),
        (lille, "SELECT * FROM staff_sign_in"),
        (lille, "SELECT * FROM staff_journal"),
        (page, "SELECT name FROM staff_account"),
        (page, "SELECT * FROM staff_sign_in"),
        (page, "SELECT * FROM staff_journal"),
        (board, "UPDATE staff_account SET password_hash = 'x'"),
        (board, "UPDATE staff_account SET role = 'manager'"),
        (board, "UPDATE staff_sign_in SET began_at = now()"),
        (board, "DELETE FROM staff_sign_in"),
        (board, "UPDATE staff_journal SET who = 'Léa'"),
        (board, "DELETE FROM staff_journal"),
    ):
        with pytest.raises(StoreRefused, match="permission denied"):
            at.does(statement)
    for at in (page, board):
        at.store.close()
    with network.owner.writing() as connection:
        for table in ("staff_sign_in", "staff_account", "staff_journal"):
            connection.execute(text(f"DELETE FROM {table}"))


def test_the_team_takes_calls_by_the_board_and_no_terminal_does(
    network: Network, lille: At
) -> None:
    lille.agenda.beat("1.0", location="près de l'entrée")
    lille.agenda.call("wanted", "other", None, "fr", Tried(times=2, what="Valider"))
    board, page = At(network, "equipe_lille"), At(network, "page_lille")
    amina = Author("a-1", "Amina")
    board.agenda.write(staff_calls.take, "wanted", amina)
    board.agenda.write(staff_calls.put_back, "wanted", amina)
    board.agenda.write(staff_calls.take, "wanted", amina)
    news = lille.agenda.call_news("wanted")
    assert (news and news.helper) == "Amina"
    board.agenda.write(staff_calls.came, "wanted", amina)
    board.agenda.write(staff_calls.finish, "wanted", amina, "other")
    board.agenda.write(greetings.greet, "borne_lille", amina)
    (line,) = (one for one in board.agenda.read(staff_calls.last_calls) if one.id == "wanted")
    assert (line.location, line.about) == ("près de l'entrée", "other")
    for at, statement in (
        (lille, "UPDATE staff_call SET taken_name = 'X', taken_at = now()"),
        (lille, "UPDATE staff_call SET about = 'x'"),
        (lille, "DELETE FROM staff_call"),
        (board, "DELETE FROM staff_call"),
        (page, "SELECT * FROM staff_call"),
    ):
        with pytest.raises(StoreRefused):
            at.does(statement)
    for at in (board, page):
        at.store.close()
    with network.owner.writing() as connection:
        connection.execute(text("DELETE FROM staff_journal"))
