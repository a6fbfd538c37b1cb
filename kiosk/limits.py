"""How long the words may be that are kept, the same in every database.

PostgreSQL refuses what is longer than its column, SQLite keeps it: so what people write is
checked against these numbers where it is read (catalogue, settings, the place's file), and
once more by the columns themselves (`kiosk.store.columns.ShortText`). Lengths are in letters,
as `len` counts them.
"""

from __future__ import annotations

ID = 64
"""An id: of a theme, a service, a step, a booking."""
TERMINAL = 64
"""The name of a terminal."""
STANDS = 60
"""Where in the room a terminal stands."""
TRIED = 120
"""What of the catalogue somebody tried before they called, in a few words."""
TROUBLE = 300
"""What is wrong with a terminal's printer, in a sentence."""
ORDERED_BY = 100
"""Who ordered something of a terminal."""
ORDER_SAID = 300
"""Why an order was refused, in a sentence."""
PLACE_NAME = 120
PLACE_ADDRESS = 240
PLACE_KEY = 128
"""What a place is known by: its id or its name, without capitals and accents."""
FILE_NAME = 255
"""What a file is called, without its folder."""
TIME_ZONE = 64
HELPER = 60
"""A helper's name."""
DESK = 60
"""Where a helper receives."""
ACTIVITY = 120
"""What an activity is called."""
ABOUT = 400
"""What happens there, in a sentence or two."""
LOCATION = 60
"""Where in the place."""
BRING = 200
"""What to bring along."""
SEATS = 999
"""Seats of one session, and places on its waiting list: more is a slip of the hand."""
NOTE = 200
"""What a visitor writes of an idea or a difficulty."""
NOTE_ANSWER = 400
"""What the team answers."""
FIRST_NAME = 60
"""What a visitor is called; screens take fewer letters (`kiosk.visit.update.text_entry`)."""
PHONE = 32
VIDEO_ROOM = 32
"""The part of an address that nobody guesses."""
STAFF_NAME = 60
"""What a member of the team is called, on the board and on a visitor's screen."""
JOURNAL = 200
"""What somebody of the team did it to."""
PASSWORD_HASH = 200
"""As argon2 writes it, with its settings."""
COUNTER = 32
"""What the counts of one terminal are known by."""
LANGUAGE = 16
VERSION = 32
"""Of a program."""


def unfit(words: str, most: int) -> str | None:
    """Why a text cannot be kept, in a few words for staff; None when it can.

    PostgreSQL has no place for NUL nor for half of a pair of surrogates.
    """
    if len(words) > most:
        return f"{len(words)} lettres, {most} au plus"
    if "\0" in words or any("\ud800" <= letter <= "\udfff" for letter in words):
        return "un caractère qui n'en est pas un (NUL ou moitié de caractère)"
    return None
