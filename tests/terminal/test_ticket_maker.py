"""What of a ticket's things is on its paper, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.terminal.ticket_maker import make_ticket
from kiosk.visit.bookings import Booking, Call
from kiosk.visit.tickets import Ticket
from kiosk.visit.values import Progress
from tests.visit.small_catalog import CATALOG
from tests.visit.story import MONDAY, appointment, request

STEPS = Progress(service="declare", trail=("papers",))
GONE = Progress(service="gone", trail=("papers",))


def made(*bookings: Booking, walks: tuple[Progress, ...] = (STEPS,)) -> Ticket:
    return make_ticket(
        catalog=CATALOG,
        code="BCDFGHJK",
        url="",
        language="fr",
        place_name="Ici",
        place_address="",
        time_zone="Europe/Paris",
        bookings=bookings,
        walks=walks,
        now=MONDAY,
    )


def ids(ticket: Ticket) -> list[str]:
    return [printed.booking.id for printed in ticket.bookings]


def test_whoever_called_someone_leaves_with_their_steps() -> None:
    call = Call(id="call", topic="cv", status="waiting")
    assert ids(made(call)) == []
    assert [walk.service for walk in made(call).walks] == [CATALOG.service("declare").name]


def test_the_next_hour_comes_first_then_what_waits_and_nothing_past() -> None:
    sooner = replace(appointment("sooner", starts_at=MONDAY + timedelta(hours=1)))
    over = appointment("over", starts_at=MONDAY, ends_at=MONDAY)
    given_up = appointment("given-up", status="cancelled")
    assert ids(made(request(), appointment("later"), over, given_up, sooner)) == [
        "sooner",
        "later",
        "asked",
    ]


def test_a_paper_made_again_when_all_is_past_says_what_was_last() -> None:
    over = appointment("over", starts_at=MONDAY, ends_at=MONDAY)
    long_ago = MONDAY - timedelta(days=3)
    assert ids(made(appointment("older", starts_at=long_ago, ends_at=long_ago), over)) == ["over"]


def test_a_service_that_the_catalogue_has_no_more_is_left_out() -> None:
    assert len(made(walks=(GONE, STEPS)).walks) == 1
