"""From tables of an earlier program to today's: every row is there, or nothing is changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text

from kiosk.store import schema
from kiosk.store.engine import Store
from kiosk.store.errors import SchemaMismatch, StoreError
from kiosk.store.schema import HEAD, MIGRATIONS, migrate, open_store, schema_version
from kiosk.store.tables import metadata
from tests.agenda.world import MovingClock, same_place, wrong_seats
from tests.support.postgres import PostgresServer

ROWS = (Path(__file__).parent / "first_version.sql").read_text(encoding="utf-8")

NUMBERED_ON = "; ".join(
    f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"
    for table in ("place", "helper", "opening_rule", "absence", "slot", "ticket")
)
"""New rows get the numbers after those of ours."""

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def earlier(bare_url: str) -> Iterator[Store]:
    """At the first version, with rows of all kinds."""
    store = Store(bare_url, patience=60)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in ROWS.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
        if not store.is_sqlite:
            connection.exec_driver_sql(NUMBERED_ON)
    yield store
    store.close()


def all_rows(connection: Connection) -> Rows:
    there = MetaData()
    there.reflect(connection)
    tables = sorted(there.tables.values(), key=lambda table: table.name)
    return {
        table.name: sorted(
            (dict(row) for row in connection.execute(table.select()).mappings()), key=str
        )
        for table in tables
        if table.name != "alembic_version"
    }


def rows_in(store: Store) -> Rows:
    with store.reading() as connection:
        return all_rows(connection)


def as_named_now(before: Rows) -> Rows:
    """What was called a slot is a session, a written request an enquiry; what is on a ticket has a
    table of its own, and its steps are a list."""
    before["ticket_booking"] = [
        {"booking_id": row["booking_id"], "place_id": row["place_id"], "ticket_id": row["id"]}
        for row in before["ticket"]
        if row["booking_id"] is not None
    ]
    for row in before["ticket"]:
        row.pop("booking_id")
        progress = row.pop("progress")
        row["walks"] = None if progress is None else [progress]
    before["session"] = before.pop("slot")
    for row in before["booking"]:
        row["session_id"] = row.pop("slot_id")
        row["kind"] = "enquiry" if row["kind"] == "request" else row["kind"]
    return {table: sorted(rows, key=str) for table, rows in before.items()}


NEW = (
    "taken_elsewhere",
    "command",
    "staff_account",
    "staff_sign_in",
    "staff_journal",
    "ticket_challenge",
    "challenges_done",
    "note",
    "ticket_note",
    "sponsor",
    "sponsor_hour",
    "ticket_sponsor",
    "booth",
    "pair_report",
    "staff_call",
    "opening_hours",
    "place_file",
    "booking_change",
    "visit_count",
)
"""Tables that the first version did not have, and nothing fills."""


TOLD_BY_TERMINALS = (
    *("state", "state_since", "printer", "outbox", "findings"),
    *("location", "ungreeted_since"),
    *("printer_state", "last_tickets", "message", "message_until"),
)

NEW_OF_SESSIONS = ("cancelled_at", "meetings", "moved_from", "moved_at", "kept_at")


def test_every_row_is_there_afterwards(earlier: Store) -> None:
    before = as_named_now(rows_in(earlier))
    assert min(len(rows) for rows in before.values()) > 0
    assert "enquiry" in {row["kind"] for row in before["booking"]}
    migrate(earlier)
    after = rows_in(earlier)
    assert {token["token_hash"]: token.pop("place_id") for token in after["ticket_token"]} == {
        "aa": 1,
        "bb": 1,
        "cc": 1,
    }
    appointments = {row["id"] for row in before["booking"] if row["session_id"] is not None}
    on_paper = {row["booking_id"] for row in before["ticket_booking"]} & appointments
    events = after.pop("calendar_event")
    assert {event["uid"] for event in events} == on_paper != set()
    assert all(event["booking_id"] == event["uid"] for event in events)
    for table in NEW:
        assert after.pop(table) == []
    for row in after["terminal"]:
        assert {row.pop(name) for name in TOLD_BY_TERMINALS} == {None}
    assert {row.pop("persons") for row in after["booking"]} == {1}
    assert {row.pop("arrived_at") for row in after["booking"]} == {None}
    assert {row.pop("waiting_list") for row in after["session"]} == {0}
    for name in ("booth", "looks_for", "outcome"):
        assert {row.pop(name) for row in after["booking"]} == {None}
    rooms = {row["id"]: row.pop("video_room") for row in after["booking"]}
    by_video = {row["id"] for row in before["booking"] if row["mode"] == "video"}
    assert {name for name, room in rooms.items() if room} == by_video
    for row in after["session"]:
        assert row.pop("by_hand") in (False, 0)
    for row in after["absence"]:
        assert row.pop("by_hand") in (False, 0)
    for row in after["session"]:
        assert {row.pop(name) for name in NEW_OF_SESSIONS} == {None}
    point_to_what_they_were(after)
    assert after == before


def point_to_what_they_were(after: Rows) -> None:
    """Give each rule and session the columns back that are its activity's now."""
    activities = {row["id"]: row for row in after.pop("activity")}
    assert len({tuple(one.values())[1:] for one in activities.values()}) == len(activities)
    for table in ("opening_rule", "session"):
        for row in after[table]:
            its = activities[row.pop("activity_id")]
            assert its["place_id"] == row["place_id"]
            assert row.get("kind", its["kind"]) == its["kind"]
            row |= {name: its[name] for name in ("helper_id", "kind", "title")}
            row.setdefault("seats", its["seats"])
        after[table].sort(key=str)


def test_what_was_booked_before_goes_on_afterwards(earlier: Store, bare_url: str) -> None:
    migrate(earlier)
    agenda = same_place(open_store(bare_url), MovingClock())
    found = agenda.find_by_code("BCDFGHJK")
    assert found is not None
    assert found.booking is not None
    assert [one.status for one in found.bookings] == ["confirmed"]
    assert wrong_seats(agenda.store) == []
    assert agenda.cancel("b").status == "cancelled"
    agenda.call("afterwards", "other", None, "fr")
    agenda.issue_ticket("asked", None, "fr", lambda: "DDDDDDDD", lambda: "T" * 26)
    agenda.plan()
    assert wrong_seats(agenda.store) == []
    agenda.store.close()


def constraints(connection: Connection) -> list[tuple[Any, ...]]:
    """As PostgreSQL itself writes them, and the indexes."""
    found = connection.execute(
        text(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace AND contype <> 'n'"
            " UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes"
            " WHERE schemaname = 'public'"
        )
    )
    return sorted(tuple(row) for row in found if row[0] != "alembic_version")


def test_a_server_that_was_migrated_has_the_tables_that_the_code_speaks_of(
    postgres: PostgresServer,
) -> None:
    direct = Store(postgres.url(postgres.empty_database()))
    with direct.writing() as connection:
        metadata.create_all(connection)
        expected = constraints(connection)
    migrated = open_store(postgres.database_with_tables())
    with migrated.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert constraints(connection) == expected
    direct.close()
    migrated.close()


def test_programs_that_migrate_at_once_do_it_once(earlier: Store, bare_url: str) -> None:
    before = len(rows_in(earlier)["booking"])
    program = (
        "from kiosk.store.engine import Store; from kiosk.store.schema import migrate\n"
        f"store = Store({bare_url!r}, patience=60); migrate(store); store.close()"
    )
    starts = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [start.wait(timeout=60) for start in starts] == [0, 0, 0]
    with earlier.reading() as connection:
        assert schema_version(connection) == HEAD
    assert len(rows_in(earlier)["booking"]) == before


def test_a_row_that_speaks_of_another_places_row_is_told_and_nothing_is_changed(
    earlier: Store,
) -> None:
    with earlier.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO place VALUES (2, 'Là', '', 'Europe/Paris', NULL, false, 'la')"
        )
        connection.exec_driver_sql("UPDATE opening_rule SET place_id = 2")
    before = rows_in(earlier)
    with pytest.raises(StoreError, match=r"table opening_rule a 1 ligne.*Rien n'est changé"):
        migrate(earlier)
    assert rows_in(earlier) == before
    with earlier.reading() as connection:
        assert schema_version(connection) == "0001"


@pytest.mark.parametrize("bare_url", ["postgresql"], indirect=True)
def test_an_upgrade_does_not_wait_for_ever_for_a_table_in_use(
    earlier: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "LOCK_SECONDS", 0.2)
    with earlier.writing() as terminal:
        terminal.exec_driver_sql("UPDATE booking SET status = status WHERE id = 'b'")
        with pytest.raises(StoreError, match="arrêtez les bornes") as said:
            migrate(earlier)
    assert "Rien n'est changé" in str(said.value)
    migrate(earlier)


FOREIGN = {
    "tables named alike": ["CREATE TABLE booking (id INTEGER PRIMARY KEY, guest TEXT)"],
    "other tables": ["CREATE TABLE users (id INTEGER PRIMARY KEY)"],
    "a version of another program": [
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
        "INSERT INTO alembic_version VALUES ('ae1027a6acf')",
    ],
    "a version of another program, named like ours": [
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
        "INSERT INTO alembic_version VALUES ('0001')",
        "CREATE TABLE booking (id INTEGER PRIMARY KEY, guest TEXT)",
    ],
    "several versions": [
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
        "INSERT INTO alembic_version VALUES ('0001'), ('0002')",
    ],
    "another tool's table of versions": [
        "CREATE TABLE alembic_version (number INTEGER)",
        "INSERT INTO alembic_version VALUES (3)",
    ],
    "no version, and tables": [
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
        "CREATE TABLE place (id INTEGER PRIMARY KEY)",
    ],
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_the_tables_of_another_program_are_left_alone(bare_url: str, kind: str) -> None:
    store = Store(bare_url)
    with store.writing() as connection:
        for statement in FOREIGN[kind]:
            connection.exec_driver_sql(statement)
    before = rows_in(store)
    with pytest.raises(SchemaMismatch, match="n'est pas celle de la borne") as said:
        migrate(store)
    assert "\n" not in str(said.value)
    with pytest.raises(SchemaMismatch, match="n'est pas celle de la borne"):
        open_store(bare_url)
    assert rows_in(store) == before
    store.close()
