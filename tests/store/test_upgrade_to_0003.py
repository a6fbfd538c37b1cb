"""What an earlier program had written is still known after the upgrade."""

from __future__ import annotations

from datetime import UTC, datetime

from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from kiosk.store.engine import Store
from kiosk.store.schema import MIGRATIONS, migrate
from kiosk.store.tables import calendar_event, taken_elsewhere

NINE = datetime(2026, 9, 14, 7, tzinfo=UTC)

BEFORE = (
    "INSERT INTO place (id, name, address, time_zone) VALUES (1, 'Ici', '', 'Europe/Paris')",
    "INSERT INTO terminal (id, place_id) VALUES ('t', 1)",
    "INSERT INTO helper (id, place_id, name, desk) VALUES (1, 1, 'Amina', '')",
    "INSERT INTO slot (id, place_id, helper_id, kind, starts_at, ends_at, seats, taken, modes)"
    " VALUES (1, 1, 1, 'appointment', '2026-09-14 07:00:00', '2026-09-14 07:30:00', 2, 2,"
    " ',face,')",
    *(
        "INSERT INTO booking (id, place_id, terminal_id, slot_id, kind, status, topic, mode,"
        f" language, created_at) VALUES ('{one}', 1, 't', 1, 'appointment', 'confirmed', 'other',"
        " 'face', 'fr', '2026-09-01 07:00:00')"
        for one in ("ours", "rdvsp-theirs")
    ),
    "INSERT INTO ticket (id, place_id, code, booking_id, language, printing, created_at,"
    " delete_after) VALUES (1, 1, 'BCDFGHJK', 'ours', 'fr', 'printed', '2026-09-01 07:00:00',"
    " '2026-10-14 07:30:00')",
)


def test_events_keep_their_uid_and_seats_taken_elsewhere_are_remembered(bare_url: str) -> None:
    store = Store(bare_url)
    with store.writing() as connection:
        if not store.is_sqlite:  # where a database of the tests has its tables already
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in BEFORE:
            connection.execute(text(statement))
    migrate(store)
    with store.reading() as connection:
        event = connection.execute(select(calendar_event)).one()
        assert (event.uid, event.ticket_id, event.starts_at) == ("ours", 1, NINE)
        assert event.sequence > 20_000_000  # outranks what went out: seconds since 2026 began
        known = connection.execute(select(taken_elsewhere)).one()
        assert (known.id, known.booking_id, known.stands) == ("rdvsp-theirs", "rdvsp-theirs", True)
        assert (known.starts_at, known.helpers) == (NINE, ())
    with store.writing() as connection:
        connection.execute(text("DELETE FROM ticket"))
        assert connection.execute(select(calendar_event)).all() == []  # it goes with its ticket
    store.close()
