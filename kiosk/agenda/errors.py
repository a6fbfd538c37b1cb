"""What can go wrong with a booking while the store itself is well."""

from __future__ import annotations

from kiosk.errors import KioskError
from kiosk.store.errors import StoreUnreachable


class AgendaError(KioskError):
    """The agenda cannot do what was asked; nothing was changed."""


class SeatTaken(AgendaError):  # noqa: N818
    """No seat is left there, or it is no longer offered: show the nearest other times."""


class NotOffered(SeatTaken):
    """Nobody took it: it is too near by now, withdrawn, or was never offered for this."""


class NoSuchBooking(AgendaError):  # noqa: N818
    """No booking has this id at this place."""


class BookingClosed(AgendaError):  # noqa: N818
    """The booking was cancelled or is over: it takes a new one."""


class BookingChanged(AgendaError):  # noqa: N818
    """The booking has another time than whoever decided about it saw: show it again."""


class CallTaken(AgendaError):  # noqa: N818
    """One of the team goes there already: `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} y va déjà.")
        self.name = name


class CallOver(AgendaError):  # noqa: N818
    """Nobody is needed there any more."""

    def __init__(self) -> None:
        super().__init__("Cet appel est terminé : personne n'attend plus.")


class NoSuchTicket(AgendaError):  # noqa: N818
    """No ticket of the place has this code, or none any more."""


class NoSuchTerminal(AgendaError):  # noqa: N818
    """No terminal of the place has this id."""


class NoSuchAccount(AgendaError):  # noqa: N818
    """Nobody of the team has this account, or no longer."""


class WrongPlace(AgendaError):  # noqa: N818
    """Which place of the store this terminal belongs to is not known, or is another one."""


class NoFreeCode(AgendaError):  # noqa: N818
    """Every code tried for a ticket is in use."""


class ClockDoubtful(AgendaError, StoreUnreachable):  # noqa: N818
    """The hour is not to be trusted: nothing is promised, planned, closed or erased by it.

    Like a store out of reach for whoever asks: a visitor's wish is written down instead.
    """
