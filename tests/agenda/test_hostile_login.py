"""A login of one place that means harm: what keys, columns and locks it is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.clocks import system_clock
from kiosk.store.errors import StoreRefused
from kiosk.store.schema import migrate
from kiosk.store.tables import metadata
from kiosk.visit.bookings import kind_of
from tests.agenda.test_place_rights import At, Network, in_the_past
from tests.agenda.world import add_helper, add_rule, add_session, wrong_seats
from tests.support.postgres import PostgresServer


@pytest.fixture(scope="module")
def network(postgres: PostgresServer) -> Iterator[Network]:
    network = Network(postgres)
    for place in ("lille", "brest"):
        at = At(network, f"borne_{place}")
        at.books("Zoé", f"{place}-b")
        tokens = iter([place.upper() * 5])
        at.agenda.issue_ticket(f"{place}-b", None, "fr", lambda: "BCDFGHJK", partial(next, tokens))
        add_rule(at.agenda, add_helper(at.agenda, "R"))
        at.store.close()
    yield network
    network.owner.close()
    postgres.drop(network.url)


@pytest.fixture(scope="module")
def lille(network: Network) -> Iterator[At]:
    at = At(network, "borne_lille")
    yield at
    at.store.close()


@pytest.fixture(scope="module")
def page(network: Network) -> Iterator[At]:
    at = At(network, "page_lille")
    yield at
    at.store.close()


def of_brest(network: Network, table: str, column: str = "id") -> object:
    """A key of Brest's, which somebody in Lille has learnt."""
    with network.server.admin(network.name) as admin:
        row = admin.execute(
            f"SELECT max({column}) FROM {table} WHERE place_id ="
            " (SELECT id FROM place WHERE key = 'brest')".encode()
        ).fetchone()
    assert row is not None
    return row[0]


def error_of(at: At, statement: str) -> tuple[object, str]:
    """The code of the refusal, and which rule of the tables refused."""
    with pytest.raises(IntegrityError) as said:
        at.does(statement)
    error = said.value.orig
    assert isinstance(error, psycopg.Error)
    return error.sqlstate, error.diag.constraint_name or ""


SPEAKS_OF_OTHERS = {
    "something that their helper offers": (
        "helper",
        "INSERT INTO activity (place_id, kind, helper_id) VALUES ({me}, 'appointment', {key})",
    ),
    "something of mine that their helper offers": (
        "helper",
        "UPDATE activity SET helper_id = {key}",
    ),
    "a rule for what they offer": (
        "activity",
        "INSERT INTO opening_rule (place_id, activity_id, weekday, starts, ends, minutes, modes)"
        " VALUES ({me}, {key}, 0, '9:00', '10:00', 30, ',face,')",
    ),
    "an absence of their helper": (
        "helper",
        "INSERT INTO absence (place_id, helper_id, starts_at, ends_at)"
        " VALUES ({me}, {key}, now(), now() + interval '9 days')",
    ),
    "an hour of their helper": (
        "helper",
        "INSERT INTO session (place_id, activity_id, helper_id, kind, starts_at, ends_at, seats,"
        " modes) SELECT {me}, min(id), {key}, 'appointment', now() + interval '8 days',"
        " now() + interval '9 days', 1, ',face,' FROM activity",
    ),
    "an hour of what they offer": (
        "activity",
        "INSERT INTO session (place_id, activity_id, kind, starts_at, ends_at, seats, modes)"
        " SELECT {me}, {key}, 'appointment', now() + interval '8 days', now() + interval '9 days',"
        " 1, ',face,'",
    ),
    "an hour of mine given to their helper": ("helper", "UPDATE session SET helper_id = {key}"),
    "a booking in their hour": (
        "session",
        "INSERT INTO booking (id, place_id, terminal_id, session_id, kind, status, topic, mode,"
        " language, created_at, hold_expires_at) VALUES ('x', {me}, 'borne_lille', {key},"
        " 'appointment', 'held', 'other', 'face', 'fr', now(), now())",
    ),
    "a booking moved to their hour": (
        "session",
        "UPDATE booking SET session_id = {key} WHERE id = 'lille-b'",
    ),
    "a ticket for their booking": (
        "booking",
        "INSERT INTO ticket_booking (place_id, ticket_id, booking_id)"
        " SELECT {me}, id, '{key}' FROM ticket LIMIT 1",
    ),
    "a ticket turned to their booking": (
        "booking",
        "UPDATE ticket_booking SET booking_id = '{key}'",
    ),
    "a token for their ticket": (
        "ticket",
        "INSERT INTO ticket_token (token_hash, place_id, ticket_id) VALUES ('x', {me}, {key})",
    ),
    "a call from their terminal": (
        "terminal",
        "INSERT INTO booking (id, place_id, terminal_id, kind, status, topic, mode, language,"
        " created_at) VALUES ('x', {me}, '{key}', 'call', 'waiting', 'other', 'face', 'fr', now())",
    ),
}


@pytest.mark.parametrize("what", SPEAKS_OF_OTHERS)
def test_no_row_speaks_of_another_places_row_and_nothing_is_learnt_by_trying(
    network: Network, lille: At, what: str
) -> None:
    table, statement = SPEAKS_OF_OTHERS[what]
    me, theirs = lille.agenda.place.id, of_brest(network, table)
    nobodys = "nobody" if isinstance(theirs, str) else 987654321
    before = wrong_seats(network.owner)
    refused = error_of(lille, statement.format(me=me, key=theirs))
    assert refused[0] == "23503"  # foreign_key_violation
    assert refused == error_of(lille, statement.format(me=me, key=nobodys))
    assert wrong_seats(network.owner) == before == []


def test_a_taken_hour_of_another_places_helper_is_not_told_from_a_free_one(
    network: Network, lille: At
) -> None:
    activity_id = of_brest(network, "session", "activity_id")
    taken = of_brest(network, "session", "starts_at")
    new = (
        "INSERT INTO session (place_id, activity_id, kind, starts_at, ends_at, seats, modes)"
        f" VALUES ({lille.agenda.place.id}, {activity_id}, 'appointment', '{{}}', '2199-01-01',"
        " 1, ',face,')"
    )
    assert error_of(lille, new.format(taken)) == error_of(lille, new.format("2198-01-01 00:00Z"))


def test_two_places_may_call_their_terminals_alike_and_learn_nothing(
    network: Network, lille: At
) -> None:
    lille.does(
        f"INSERT INTO terminal (place_id, id) VALUES ({lille.agenda.place.id}, 'borne_brest')"
    )
    brest = At(network, "borne_brest")  # it is not kept out by that
    assert brest.agenda.place.name == "Brest"
    brest.agenda.beat("1.0")
    brest.store.close()
    assert lille.asks("SELECT version FROM terminal WHERE id = 'borne_brest'") == [(None,)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE place SET key = 'brest'",
        "UPDATE place SET key = 'other'",
        "UPDATE place SET id = id",
        "UPDATE place SET demonstration = true",
        "DELETE FROM place",
        "UPDATE terminal SET id = 'other'",
        "UPDATE helper SET id = id",
        "UPDATE booking SET id = 'other' WHERE id = 'lille-b'",
        "UPDATE booking SET created_at = now()",
        "UPDATE booking SET terminal_id = terminal_id",
        "UPDATE session SET place_id = place_id",
        "UPDATE ticket SET code = 'LILLELIL'",
        "UPDATE ticket_token SET token_hash = 'x'",
        "DELETE FROM ticket_token",
        "DELETE FROM terminal",
        "DELETE FROM feedback",
        "TRUNCATE feedback",
        "UPDATE alembic_version SET version_num = '0001'",
        "SELECT 1 FROM alembic_version FOR UPDATE",
        "SELECT 1 FROM alembic_version FOR KEY SHARE",
    ],
)
def test_keys_and_what_others_go_by_are_not_changed(lille: At, page: At, change: str) -> None:
    for at in (lille, page):
        with pytest.raises(StoreRefused):
            at.does(change)


@pytest.mark.parametrize("table", [*sorted(metadata.tables), "alembic_version"])
def test_no_table_is_locked_for_all(lille: At, page: At, table: str) -> None:
    for at in (lille, page):
        for mode in ("ROW EXCLUSIVE", "SHARE", "EXCLUSIVE", "ACCESS EXCLUSIVE"):
            with pytest.raises(StoreRefused):
                at.does(f"LOCK TABLE {table} IN {mode} MODE NOWAIT")


def test_no_login_has_a_right_to_write_a_whole_table(network: Network) -> None:
    with network.server.admin(network.name) as admin:
        rows = admin.execute(
            "SELECT grantee, table_name, privilege_type FROM information_schema.table_privileges"
            " WHERE table_schema IN ('public', 'kiosk_rights') AND privilege_type <> 'SELECT'"
            " AND grantee NOT IN ('postgres', 'kiosk_migrations')"
        ).fetchall()
    assert rows == []


BOOKING = (
    "INSERT INTO booking (id, place_id, terminal_id, session_id, kind, status, topic, mode,"
    " language, created_at, hold_expires_at) VALUES ('{id}', {me}, 'borne_lille', {session},"
    " 'appointment', '{status}', 'other', 'face', 'fr', now() - interval '2 days', now())"
)


def test_nothing_is_added_to_the_past(network: Network, lille: At) -> None:
    helper_id = add_helper(lille.agenda, "P")
    past = add_session(lille.agenda, helper_id, datetime.now(UTC) + timedelta(days=1))
    soon = add_session(lille.agenda, helper_id, datetime.now(UTC) + timedelta(days=2))
    in_the_past(network, past)
    me = lille.agenda.place.id
    for session_id, status in ((past, "held"), (past, "over"), (past, "confirmed"), (soon, "over")):
        with pytest.raises(StoreRefused, match="past"):
            lille.does(BOOKING.format(id="late", me=me, session=session_id, status=status))
    with pytest.raises(StoreRefused, match="past"):
        lille.does(f"UPDATE booking SET session_id = {past} WHERE id = 'lille-b'")
    with pytest.raises(StoreRefused, match="past"):
        add_session(lille.agenda, helper_id, datetime.now(UTC) - timedelta(days=3))
    with pytest.raises(StoreRefused, match="past"):
        lille.does(f"UPDATE session SET ends_at = now() - interval '2 days' WHERE id = {soon}")
    with pytest.raises(StoreRefused, match="past"):
        lille.does(f"UPDATE session SET starts_at = now() WHERE id = {soon}")


@pytest.mark.parametrize("when", ["'infinity'", "'-infinity'", "now() + interval '2 years'"])
def test_no_terminal_says_that_it_was_seen_in_the_future(
    network: Network, lille: At, page: At, when: str
) -> None:
    """By that `kiosk db purge` would doubt the server's hour, for all places."""
    for at in (lille, page):
        with pytest.raises(StoreRefused, match="future"):
            at.does(f"UPDATE terminal SET last_seen_at = {when}")
    lille.agenda.beat("1.0")
    with network.owner.reading() as connection:
        clock = TrustedClock(system_clock, synchronised=lambda: None)
        assert clock.look(connection, deciding=True) is None


def test_a_server_that_was_ahead_and_is_right_again_is_told_of(network: Network, lille: At) -> None:
    """Nobody was seen yet, and a booking is of tomorrow: the hour is in doubt, and that is said."""
    network.as_admin(b"UPDATE terminal SET last_seen_at = NULL")
    network.as_admin(b"UPDATE booking SET created_at = created_at + interval '1 day'")
    try:
        unvouched = TrustedClock(system_clock, synchronised=lambda: None)
        assert "la base a été écrite le" in replace(lille.agenda, clock=unvouched).beat("1.0")
    finally:
        network.as_admin(b"UPDATE booking SET created_at = created_at - interval '1 day'")


def test_a_call_and_an_enquiry_that_are_closed_are_past_too(lille: At) -> None:
    lille.agenda.call("called", "other", None, "fr")
    lille.agenda.end_call("called")
    with pytest.raises(StoreRefused, match="past"):
        lille.does("UPDATE booking SET topic = 'x' WHERE id = 'called'")
    with pytest.raises(StoreRefused, match="past"):
        lille.does("UPDATE booking SET status = 'waiting' WHERE id = 'called'")


@pytest.mark.parametrize(
    "trick",
    [
        "SELECT pg_advisory_lock(20260914)",
        "SELECT pg_try_advisory_xact_lock(1) FROM generate_series(1, 99)",
        "CREATE TEMPORARY TABLE filling (x text)",
        "CREATE TABLE booking_2 (x text)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_creat(-1)",
        "SELECT setval('session_id_seq', 1)",
        "SELECT * FROM session_id_seq",
        "INSERT INTO session (id, place_id, activity_id, kind, starts_at, ends_at, seats, modes)"
        " SELECT currval('session_id_seq') + 1, place_id, activity_id, kind, "
        " starts_at + interval '9 h', ends_at + interval '9 h', 1, modes"
        " FROM session, nextval('session_id_seq') LIMIT 1",
        "ALTER TABLE booking DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE kiosk_web",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "COPY booking TO '/tmp/booking'",
        "SELECT kiosk_rights.delete_own('booking', ARRAY[1])",
        "SELECT kiosk_rights.delete_own('place', ARRAY[1])",
    ],
)
def test_ways_round_are_closed(lille: At, trick: str) -> None:
    with pytest.raises(StoreRefused):
        lille.does(trick)


def test_an_upgrade_waits_for_no_terminals_transaction(network: Network, lille: At) -> None:
    """Whatever a terminal reads, and however long it takes over it."""
    done = threading.Event()

    def upgrade() -> None:
        migrate(network.owner)
        done.set()

    with lille.store.reading() as connection:
        readable = {*metadata.tables, "alembic_version"} - {
            "staff_account",
            "staff_sign_in",
            "staff_journal",
        }
        for table in sorted(readable):
            connection.exec_driver_sql(f"SELECT * FROM {table}")
        thread = threading.Thread(target=upgrade)
        thread.start()
        assert done.wait(timeout=30)
    thread.join()


def deleted(at: At, table: str, key: object) -> int:
    with at.store.writing() as connection:
        asked = f"SELECT kiosk_rights.delete_own('{table}', ARRAY[{key}])"
        return int(connection.exec_driver_sql(asked).scalar_one())


def test_a_terminal_deletes_its_own_rules_and_what_is_out_of_time_alone(
    network: Network, lille: At
) -> None:
    assert deleted(lille, "opening_rule", of_brest(network, "opening_rule")) == 0
    assert deleted(lille, "ticket", of_brest(network, "ticket")) == 0
    ((mine,),) = lille.asks("SELECT max(id) FROM ticket")
    assert deleted(lille, "ticket", mine) == 0
    assert lille.agenda.purge().tickets == 0
    network.as_admin(f"UPDATE ticket SET delete_after = now() WHERE id = {mine}".encode())
    assert lille.agenda.purge().tickets == 1
    assert lille.asks(f"SELECT 1 FROM ticket_token WHERE ticket_id = {mine}") == []


@pytest.mark.parametrize("column", ["first_name", "phone", "*"])
def test_a_page_reads_no_names(page: At, column: str) -> None:
    assert page.agenda.bookings()
    for statement in (
        f"SELECT {column} FROM booking",
        "UPDATE booking SET topic = first_name",
        "UPDATE booking SET status = status WHERE phone LIKE '06%'",
    ):
        with pytest.raises(StoreRefused):
            page.does(statement)


def test_a_page_deletes_nothing(page: At) -> None:
    with pytest.raises(StoreRefused):
        page.does("SELECT kiosk_rights.delete_own('opening_rule', ARRAY[1])")


def test_the_query_planner_keeps_no_names(network: Network, lille: At) -> None:
    lille.books("Zoé", "sampled")
    network.as_admin(b"ANALYZE booking")
    with network.server.admin(network.name) as admin:
        rows = admin.execute(
            "SELECT attname FROM pg_stats WHERE tablename = 'booking' AND schemaname = 'public'"
        ).fetchall()
    sampled = {row[0] for row in rows}
    assert "status" in sampled
    assert not sampled & {"first_name", "phone"}


def test_what_another_place_has_is_not_learnt_from_keys_that_are_taken(
    network: Network, lille: At
) -> None:
    """An id or a code may be there twice: once in each place."""
    theirs = At(network, "borne_brest")
    assert kind_of(theirs.agenda.booking("brest-b")) == "appointment"
    assert lille.agenda.call("brest-b", "other", None, "fr").status == "waiting"
    lille.agenda.end_call("brest-b")
    assert theirs.agenda.booking("brest-b").status == "confirmed"
    ((token_hash,),) = theirs.asks("SELECT max(token_hash) FROM ticket_token")
    lille.does(
        "INSERT INTO ticket (place_id, code, language, printing, created_at, delete_after)"
        f" VALUES ({lille.agenda.place.id}, 'XX', 'fr', 'shown', now(), now())"
    )
    lille.does(
        "INSERT INTO ticket_token (token_hash, place_id, ticket_id)"
        f" SELECT '{token_hash}', place_id, id FROM ticket WHERE code = 'XX'"
    )
    found = theirs.agenda.find_by_token("BREST" * 5)
    assert found is not None
    assert found.booking is not None
    assert [one.id for one in found.bookings] == ["brest-b"]
    theirs.store.close()
    # And so for every key, but the numbers of rows, which nobody chooses.
    with network.server.admin(network.name) as admin:
        rows = admin.execute(
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
            " AND indexdef LIKE 'CREATE UNIQUE%' AND indexdef NOT LIKE '%place_id%'"
        ).fetchall()
    assert {row[0] for row in rows} == {
        *("pk_place", "uq_place_key", "alembic_version_pkc"),
        *("pk_helper", "pk_activity", "pk_opening_rule", "pk_absence", "pk_session", "pk_ticket"),
        *("pk_staff_journal", "pk_opening_hours"),
    }


def test_the_page_makes_no_seats(lille: At, page: At) -> None:
    helper_id = add_helper(lille.agenda, "Q")
    soon = add_session(lille.agenda, helper_id, datetime.now(UTC) + timedelta(days=2))
    with pytest.raises(StoreRefused, match="seats"):
        page.does(f"UPDATE session SET seats = seats + 1 WHERE id = {soon}")
    lille.does(f"UPDATE session SET seats = seats + 1 WHERE id = {soon}")
    page.does(f"UPDATE session SET seats = 1 WHERE id = {soon}")
