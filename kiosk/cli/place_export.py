"""`kiosk place export`: the file that says what the database has of a place."""

from __future__ import annotations

from pathlib import Path

from kiosk.agenda.place_file.write import write_place
from kiosk.agenda.read_described import read_described
from kiosk.cli.bookings import agenda_of_database
from kiosk.errors import KioskError
from kiosk.settings import load
from kiosk.system_errors import reason


def export(config: Path | None, database: str | None, out: Path | None) -> int:
    """Nothing that is there is written over: an operator's own file has comments. Raises
    KioskError."""
    with agenda_of_database(load(config), database) as agenda:
        written = write_place(agenda.read(read_described))
    if out is None:
        print(written, end="")
        return 0
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(written)
    except FileExistsError:
        raise KioskError(
            f"{out} existe déjà, et n'est pas changé : donnez un autre nom, et comparez les deux."
        ) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "ce nom ne va pas"
        raise KioskError(f"{out} ne peut pas être écrit ({why}).") from error
    print(f"Le lieu est écrit dans {out}.")
    return 0
