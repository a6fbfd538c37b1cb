"""The tables, the same on SQLite and PostgreSQL.

Moments are UTC; opening rules alone speak in the place's wall time. Every row belongs
to a place, so that a terminal can be kept to its own: keys hold the place, so that no row
can speak of another place's row, whoever writes it.
"""

from __future__ import annotations

from secrets import token_hex

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)

from kiosk import limits
from kiosk.store.columns import LongText, ShortText, Spans, UtcDateTime, WordList
from kiosk.visit.commands import MESSAGE_LETTERS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only when the type is exactly INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


def new_video_room() -> str:
    return token_hex(16)


def of_place(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A row of another table that is the same place's."""
    there = [f"{table}.place_id", f"{table}.id"]
    return ForeignKeyConstraint(["place_id", column], there, ondelete=ondelete)


place = Table(
    "place",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", LongText(limits.PLACE_NAME), nullable=False),
    Column("address", LongText(limits.PLACE_ADDRESS), nullable=False),
    Column("time_zone", ShortText(limits.TIME_ZONE), nullable=False),
    Column("region", String(8)),  # for the holidays of Alsace-Moselle and overseas only
    Column("demonstration", Boolean, nullable=False, server_default=false()),
    Column("key", ShortText(limits.PLACE_KEY), unique=True),  # what tells described places apart
)

terminal = Table(
    "terminal",
    metadata,
    # Named within its place: what other places call theirs is not to be learnt here.
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("id", ShortText(limits.TERMINAL), primary_key=True),
    Column("version", ShortText(limits.VERSION)),  # of its program
    Column("last_seen_at", UtcDateTime),  # not indexed: it changes every minute
    # As it told last, with its sign of life; NULL before it did.
    Column("state", String(16)),
    Column("state_since", UtcDateTime),
    Column("printer", LongText(limits.TROUBLE)),  # what is wrong with it, in a sentence for staff
    Column("outbox", Integer),  # how many things wait there for the store
    Column("location", LongText(limits.STANDS)),  # where in the room; NULL: nobody said
    # Since when visitors have been there without one of the team; NULL: nobody waits for that.
    Column("ungreeted_since", UtcDateTime),
    Column("printer_state", String(16)),  # of its paper, in a word
    Column("last_tickets", JSON(none_as_null=True)),  # [[when, what became of the paper], …]
    Column("message", LongText(MESSAGE_LETTERS)),  # on its first screen; NULL: none
    Column("message_until", UtcDateTime),
    Column("findings", JSON(none_as_null=True)),  # what it found not fine of itself: a list
)

command = Table(
    "command",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("id", ShortText(limits.ID), primary_key=True),
    Column("terminal_id", ShortText(limits.TERMINAL), nullable=False),
    # No list of kinds here: a terminal says of one that it does not know that it does not know it.
    Column("kind", String(16), nullable=False),
    Column("ordered_by", LongText(limits.ORDERED_BY), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("taken_at", UtcDateTime),  # once only: whoever sets it does it
    Column("done_at", UtcDateTime),
    Column("outcome", String(16)),
    Column("account_id", ShortText(limits.ID)),  # of the team; NULL: a login at a machine
    Column("payload", JSON(none_as_null=True)),  # what the kind needs besides; NULL: nothing
    Column("said", LongText(limits.ORDER_SAID)),  # why it was refused
    of_place("terminal_id", "terminal"),
    CheckConstraint("created_at < expires_at", name="times"),
    # Looked at every two seconds by each terminal, and nearly always empty.
    Index(None, "place_id", "terminal_id", "expires_at"),
)

helper = Table(
    "helper",
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    Column("name", LongText(limits.HELPER), nullable=False),
    Column("desk", LongText(limits.DESK), nullable=False),
    Column("active", Boolean, nullable=False, server_default=true()),
    UniqueConstraint("place_id", "id"),
)

activity = Table(
    "activity",  # what a place offers: a helper's appointments, a workshop
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    # No list of kinds here: they are the program's.
    Column("kind", String(16), nullable=False),
    Column("title", LongText(limits.ACTIVITY)),  # a helper's appointments have no name
    Column("about", LongText(limits.ABOUT)),
    Column("location", LongText(limits.LOCATION)),  # NULL: at its host's desk
    Column("helper_id", Number, index=True),  # its host; NULL where no one person receives
    Column("seats", Integer, nullable=False, server_default="1"),
    Column("waiting_list", Integer, nullable=False, server_default="0"),  # how many may wait
    Column("bring", LongText(limits.BRING)),
    Column("beginners", Boolean, nullable=False, server_default=false()),
    # All its days are one session, booked as one.
    Column("series", Boolean, nullable=False, server_default=false()),
    Column("minimum", Integer, nullable=False, server_default="0"),  # of persons; 0: none
    Column("languages", WordList),  # spoken there; NULL: not said
    of_place("helper_id", "helper"),
    UniqueConstraint("place_id", "id"),
    # For its sessions, which repeat the kind: it can be no other than the activity's.
    UniqueConstraint("place_id", "id", "kind"),
    CheckConstraint("kind <> 'appointment' OR helper_id IS NOT NULL", name="host"),
    CheckConstraint("kind = 'appointment' OR title IS NOT NULL", name="title"),
    CheckConstraint("seats > 0 AND waiting_list >= 0", name="seats"),
)

opening_rule = Table(
    "opening_rule",
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    Column("activity_id", Number, nullable=False, index=True),
    Column("weekday", Integer, nullable=False),  # 0 is Monday
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("modes", WordList, nullable=False),
    Column("topics", WordList),  # NULL: all
    Column("valid_from", Date),
    Column("valid_to", Date),  # the last day it holds
    of_place("activity_id", "activity"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("starts < ends", name="hours"),
    CheckConstraint("minutes > 0", name="lengths"),
)

opening_hours = Table(
    "opening_hours",  # when the public may come; none of a place: always
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    Column("weekday", Integer, nullable=False),  # 0 is Monday
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),  # the last day they hold
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("starts < ends", name="hours"),
)

absence = Table(
    "absence",
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    Column("helper_id", Number, index=True),  # NULL: the whole place is closed
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    # Of one day, said by the team: the place's file says nothing of it, and takes nothing away.
    Column("by_hand", Boolean, nullable=False, server_default=false()),
    of_place("helper_id", "helper"),
    CheckConstraint("starts_at < ends_at", name="hours"),
)

place_file = Table(
    "place_file",  # where the rules of a place are written, if not on the board
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("name", LongText(limits.FILE_NAME)),  # NULL: no terminal has one any more
    Column("lines", JSON, nullable=False),  # what it says → its line, to show them
    Column("terminal_id", ShortText(limits.TERMINAL), nullable=False),  # who read it first; no key
)

session = Table(
    "session",
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("activity_id", Number, nullable=False),
    Column("helper_id", Number),  # who receives; NULL where no one person does
    Column("kind", String(16), nullable=False),  # its activity's
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("taken", Integer, nullable=False, server_default="0"),  # in persons, as seats are
    Column("waiting_list", Integer, nullable=False, server_default="0"),  # how many may wait
    Column("modes", WordList, nullable=False),
    Column("topics", WordList),  # NULL: all
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("cancelled_at", UtcDateTime),  # by the place, of this one session; never offered again
    # Of a series, each time that its people meet; NULL: once, from its start to its end.
    Column("meetings", Spans),
    # Put there by staff, or moved by them: what the rules say of it counts no more.
    Column("by_hand", Boolean, nullable=False, server_default=false()),
    Column("moved_from", UtcDateTime),  # where the rules have it, and where it is not offered again
    Column("moved_at", UtcDateTime),  # who booked before has to hear of it
    Column("kept_at", UtcDateTime),  # staff said that it takes place with fewer than its minimum
    of_place("helper_id", "helper"),
    ForeignKeyConstraint(
        ["place_id", "activity_id", "kind"],
        ["activity.place_id", "activity.id", "activity.kind"],
    ),
    UniqueConstraint("place_id", "id"),
    # Two activities may begin together, also with one helper or none; the planner keeps whoever
    # receives from being in two places at once.
    UniqueConstraint("place_id", "activity_id", "starts_at"),
    CheckConstraint("taken BETWEEN 0 AND seats", name="taken"),
    CheckConstraint("starts_at < ends_at", name="hours"),
    Index(None, "place_id", "starts_at"),
    Index(None, "place_id", "helper_id", "starts_at"),
)

booth = Table(
    "booth",  # where somebody can talk through a screen, alone
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("name", LongText(limits.LOCATION), primary_key=True),
    Column("active", Boolean, nullable=False, server_default=true()),
)

booking = Table(
    "booking",
    metadata,
    # Made by the terminal: a retry finds its own. Its place's, as all keys that people give.
    Column("id", ShortText(limits.ID), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("terminal_id", ShortText(limits.TERMINAL), nullable=False, index=True),
    Column("session_id", Number, index=True),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("topic", ShortText(limits.ID), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("persons", Integer, nullable=False, server_default="1"),
    Column("hold_expires_at", UtcDateTime),
    Column("first_name", LongText(limits.FIRST_NAME)),
    Column("phone", LongText(limits.PHONE)),
    Column("language", ShortText(limits.LANGUAGE), nullable=False),
    Column("stuck_service", ShortText(limits.ID)),
    Column("stuck_step", ShortText(limits.ID)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("arrived_at", UtcDateTime),  # "Je suis là"; NULL: not seen here, or it was undone
    # Where it is met by video, in an address that holds a room: nobody guesses another's.
    Column("video_room", ShortText(limits.VIDEO_ROOM), default=new_video_room),
    Column("booth", LongText(limits.LOCATION)),  # of the place, for a meeting by video
    # Of who works among others and said so; said to others as a number, and gone with the session.
    Column("looks_for", ShortText(limits.ID)),
    Column("outcome", String(16)),  # 'seen' or 'absent', as the team said; NULL: nothing was said
    of_place("terminal_id", "terminal"),
    of_place("session_id", "session"),
    # Of seats, the kind of their session; kinds of sessions are the program's.
    CheckConstraint("(kind IN ('call', 'enquiry')) = (session_id IS NULL)", name="session"),
    CheckConstraint(
        "(kind NOT IN ('call', 'enquiry') AND status IN"
        " ('held', 'confirmed', 'waiting', 'cancelled', 'expired', 'over'))"
        " OR (kind = 'call' AND status IN ('waiting', 'answered', 'cancelled', 'over'))"
        " OR (kind = 'enquiry' AND status IN ('waiting', 'cancelled', 'over'))",
        name="status",
    ),
    CheckConstraint("status <> 'held' OR hold_expires_at IS NOT NULL", name="hold"),
    CheckConstraint("persons > 0", name="persons"),
    Index(None, "place_id", "created_at"),
    # Few rows are ever held at once; looking for those that ran out must cost nothing.
    Index(
        "ix_booking_held",
        "place_id",
        "hold_expires_at",
        sqlite_where=text("status = 'held'"),
        postgresql_where=text("status = 'held'"),
    ),
)

staff_call = Table(
    "staff_call",  # what a call is for the team; that it waits, or is over, is its booking's status
    metadata,
    Column("place_id", Number, primary_key=True),
    Column("booking_id", ShortText(limits.ID), primary_key=True),
    Column("tries", Integer, nullable=False, server_default="0"),  # before somebody was called
    Column("tried", LongText(limits.TRIED)),  # at what; NULL: at nothing
    # Who said "J'y vais"; no key: a colleague's account may go before the call does.
    Column("taken_by", ShortText(limits.ID)),
    Column("taken_name", LongText(limits.ORDERED_BY)),
    Column("taken_at", UtcDateTime),
    Column("came_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("outcome", String(16)),
    Column("about", ShortText(limits.ID)),  # a theme of the catalogue
    of_place("booking_id", "booking", ondelete="CASCADE"),
    CheckConstraint("(taken_name IS NULL) = (taken_at IS NULL)", name="taken"),
    CheckConstraint("outcome IN ('helped', 'alone', 'left')", name="outcome"),
    CheckConstraint("tries >= 0", name="tries"),
)

booking_change = Table(
    "booking_change",  # what the agenda did to somebody's booking, and the team has to settle
    metadata,
    Column("booking_id", ShortText(limits.ID), primary_key=True),
    Column("place_id", Number, primary_key=True),
    # Of which it was; who has another since has been moved. No key: it may be forgotten before.
    Column("session_id", Number, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
    of_place("booking_id", "booking", ondelete="CASCADE"),
    CheckConstraint("status IN ('open', 'settled', 'lifted')", name="status"),
    # Looked at each minute, and nearly always empty.
    Index(
        "ix_booking_change_open",
        "place_id",
        sqlite_where=text("status = 'open'"),
        postgresql_where=text("status = 'open'"),
    ),
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("code", String(16), nullable=False),
    Column("walks", JSON(none_as_null=True)),  # a list; NULL: none
    Column("language", ShortText(limits.LANGUAGE), nullable=False),
    Column("printing", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("delete_after", UtcDateTime, nullable=False),
    UniqueConstraint("place_id", "id"),
    UniqueConstraint("place_id", "code"),
    Index(None, "place_id", "delete_after"),
)

ticket_booking = Table(
    "ticket_booking",  # what is on a ticket
    metadata,
    # In this order: a booking is on one ticket, and looked up from there.
    Column("booking_id", ShortText(limits.ID), primary_key=True),
    Column("place_id", Number, primary_key=True),
    Column("ticket_id", Number, nullable=False),
    # Whichever goes first, ticket or booking, takes this row with it.
    of_place("booking_id", "booking", ondelete="CASCADE"),
    of_place("ticket_id", "ticket", ondelete="CASCADE"),
    Index(None, "place_id", "ticket_id"),
)

ticket_token = Table(
    "ticket_token",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # SHA-256; the token is on paper only
    Column("place_id", Number, primary_key=True),
    Column("ticket_id", Number, nullable=False, index=True),
    of_place("ticket_id", "ticket", ondelete="CASCADE"),
)

ticket_challenge = Table(
    "ticket_challenge",  # what the bearer of a ticket took on; nobody else's, and gone with it
    metadata,
    Column("place_id", Number, primary_key=True),
    Column("ticket_id", Number, primary_key=True),
    Column("challenge_id", ShortText(limits.ID), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("taken_at", UtcDateTime, nullable=False),
    of_place("ticket_id", "ticket", ondelete="CASCADE"),
    CheckConstraint("status IN ('taken', 'done', 'left')", name="status"),
)

challenges_done = Table(
    "challenges_done",  # counts of the place: no row says whose
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("day", Date, primary_key=True),  # the place's own day
    Column("count", Integer, nullable=False),
)

note = Table(
    "note",  # an idea or a difficulty that somebody told; nobody's name is on it
    metadata,
    # Made by the terminal: a retry finds its own.
    Column("id", ShortText(limits.ID), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("card", ShortText(limits.ID)),  # what was touched; NULL: only words
    Column("words", LongText(limits.NOTE)),
    Column("status", String(16), nullable=False),
    Column("merged_into", ShortText(limits.ID)),
    Column("me_too", Integer, nullable=False, server_default="0"),
    Column("answer", LongText(limits.NOTE_ANSWER)),
    Column("refused", Boolean, nullable=False, server_default=false()),  # "non, parce que"
    Column("answered_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("kind IN ('idea', 'difficulty')", name="kind"),
    CheckConstraint("status IN ('new', 'accepted', 'merged', 'removed')", name="status"),
    CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name="merged"),
    CheckConstraint(
        "card IS NOT NULL OR words IS NOT NULL OR status IN ('merged', 'removed')", name="said"
    ),
    Index(None, "place_id", "status", "created_at"),
)

ticket_note = Table(
    "ticket_note",  # where whoever told it finds what became of it
    metadata,
    Column("note_id", ShortText(limits.ID), primary_key=True),
    Column("place_id", Number, primary_key=True),
    Column("ticket_id", Number, nullable=False),
    of_place("note_id", "note", ondelete="CASCADE"),
    of_place("ticket_id", "ticket", ondelete="CASCADE"),
    Index(None, "place_id", "ticket_id"),
)

sponsor = Table(
    "sponsor",  # somebody who gives hours to others; a first name, and nothing else of them
    metadata,
    Column("id", ShortText(limits.ID), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("first_name", LongText(limits.FIRST_NAME)),  # NULL once they stopped
    Column("needs", WordList, nullable=False),  # what they help with
    Column("status", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("status IN ('new', 'accepted', 'ended')", name="status"),
)

sponsor_hour = Table(
    "sponsor_hour",  # a sponsor at a table of the place, for one person
    metadata,
    Column("place_id", Number, primary_key=True),
    Column("session_id", Number, primary_key=True),
    Column("sponsor_id", ShortText(limits.ID), primary_key=True),
    Column("booking_id", ShortText(limits.ID), index=True),  # who comes; NULL: nobody yet
    Column("given_up", Boolean, nullable=False, server_default=false()),
    # Each was asked how it went; once.
    Column("helped_asked_at", UtcDateTime),
    Column("sponsor_asked_at", UtcDateTime),
    of_place("session_id", "session", ondelete="CASCADE"),
    of_place("sponsor_id", "sponsor", ondelete="CASCADE"),
)

pair_report = Table(
    "pair_report",  # what one of two told the team after they met; the other never sees it
    metadata,
    Column("id", ShortText(limits.ID), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("sponsor_id", ShortText(limits.ID), nullable=False),  # no key: they may be gone
    Column("told_by", String(16), nullable=False),
    Column("words", LongText(limits.NOTE)),  # NULL once it was read, or is old
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("told_by IN ('helped', 'sponsor')", name="told_by"),
)

ticket_sponsor = Table(
    "ticket_sponsor",  # where a sponsor finds their hours
    metadata,
    Column("sponsor_id", ShortText(limits.ID), primary_key=True),
    Column("place_id", Number, primary_key=True),
    Column("ticket_id", Number, nullable=False),
    of_place("sponsor_id", "sponsor", ondelete="CASCADE"),
    of_place("ticket_id", "ticket", ondelete="CASCADE"),
    Index(None, "place_id", "ticket_id"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("day", Date, primary_key=True),  # the place's own day
    Column("face", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
)

visit_count = Table(
    "visit_count",  # how many on a day; no row is a visit's, but where there was only one
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("day", Date, primary_key=True),  # the place's own day
    Column("what", String(16), primary_key=True),
    Column("about", ShortText(limits.ID), primary_key=True),  # a service, a language; or empty
    Column("step", ShortText(limits.ID), primary_key=True),  # of the service; or empty
    # Which count this is a part of: the file of a terminal that keeps it, by a number it drew. The
    # terminal tells how far its own count is, so that telling it again changes nothing.
    Column("counter", ShortText(limits.COUNTER), primary_key=True),
    Column("count", Integer, nullable=False),
    CheckConstraint("count > 0", name="count"),
)

taken_elsewhere = Table(
    "taken_elsewhere",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("id", ShortText(limits.ID), primary_key=True),  # of the appointment elsewhere
    Column("told_at", UtcDateTime, nullable=False),  # what was said earlier changes nothing
    Column("stands", Boolean, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("helpers", WordList, nullable=False),  # their first names, as `plain` writes them
    # No keys, for both may go first: who was told, and our booking that takes a seat for it.
    Column("terminal_id", ShortText(limits.TERMINAL), nullable=False),
    Column("booking_id", ShortText(limits.ID)),
    CheckConstraint("starts_at < ends_at", name="hours"),
    Index(None, "place_id", "ends_at"),
)

calendar_event = Table(
    "calendar_event",  # what a booking of a ticket is in its bearer's own calendar
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("uid", ShortText(limits.ID), primary_key=True),
    Column("ticket_id", Number, nullable=False),
    # The one that it tells of now. No key: what was given up for it went before.
    Column("booking_id", ShortText(limits.ID), nullable=False),
    Column("sequence", Integer, nullable=False),  # grows with each change
    Column("starts_at", UtcDateTime, nullable=False),  # of the last appointment
    of_place("ticket_id", "ticket", ondelete="CASCADE"),
    Index(None, "place_id", "booking_id"),
)

staff_account = Table(
    "staff_account",  # who works at a place and may enter the team's part
    metadata,
    Column("id", ShortText(limits.ID), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("name", LongText(limits.STAFF_NAME), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", LongText(limits.PASSWORD_HASH)),  # argon2id; NULL: by badge alone
    Column("badge_hash", String(64)),  # SHA-256 of what the badge says; NULL: none was made
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),  # sign-ins that were begun before are over
    Column("ended_at", UtcDateTime),
    Column("wrong_tries", Integer, nullable=False, server_default="0"),  # of its password, in a row
    Column("locked_until", UtcDateTime),
    CheckConstraint("role IN ('host', 'helper', 'manager', 'operator')", name="role"),
    Index(None, "place_id", "badge_hash"),
)

staff_sign_in = Table(
    "staff_sign_in",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # SHA-256; the token is in a cookie only
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("account_id", ShortText(limits.ID), nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),  # by whoever signed out
    of_place("account_id", "staff_account"),
    Index(None, "place_id", "began_at"),
)

staff_journal = Table(
    "staff_journal",  # who did what; added to, never changed
    metadata,
    Column("id", Number, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", ShortText(limits.ID)),  # NULL: by a command, or the code of the team
    Column("who", LongText(limits.STAFF_NAME), nullable=False),  # as they were called then
    Column("deed", String(32), nullable=False),
    Column("about", LongText(limits.JOURNAL), nullable=False),
    Index(None, "place_id", "at"),
)
