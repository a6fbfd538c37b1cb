"""A badge opens the team's menu as the code does, and the journal says whose."""

from __future__ import annotations

from kiosk.agenda import staff_accounts, staff_journal
from kiosk.agenda.staff_accounts import new_badge
from kiosk.agenda.staff_journal import Author
from kiosk.terminal.pin import choose_pin
from kiosk.ticket.codes import new_token
from kiosk.visit.events import StaffGesture
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.person import HowView
from kiosk.visit.view.staff import OutOfServiceView, StaffPinView, StaffView
from tests.terminal.floor import Floor

OPERATOR = Author(None, "root")


def badge_of(floor: Floor, name: str) -> str:
    account = floor.agenda.write(staff_accounts.add, name, "host", None, OPERATOR)
    badge = new_badge(new_token)
    floor.agenda.write(staff_accounts.make_badge, account.id, badge, OPERATOR)
    return badge


def deeds(floor: Floor) -> list[tuple[str, str, str]]:
    told = floor.agenda.read(staff_journal.lines)
    return [(one.who, one.deed, one.about) for one in reversed(told) if one.who != "root"]


def test_a_badge_opens_the_menu_over_a_visit_and_says_who_did_what(floor: Floor) -> None:
    badge = badge_of(floor, "Nadia")
    floor.walks_until_stuck()
    floor.scans(f"{badge}.")
    floor.until_sees(StaffView)
    floor.touch("Revenir à l'écran")
    floor.sees(HowView)
    floor.scans(badge)
    floor.until_sees(StaffView)
    floor.touch("Mettre hors service")
    floor.sees(OutOfServiceView)
    floor.scans(badge)
    floor.until_sees(StaffView)
    floor.touch("Remettre en service")
    floor.sees(AttractView)
    floor.finish_all_work()
    terminal = floor.agenda.terminal
    opened = ("Nadia", "menu_opened", terminal)
    assert deeds(floor) == [
        *(opened, opened),
        ("Nadia", "put_out", terminal),
        opened,
        ("Nadia", "put_back", terminal),
    ]


def test_whoever_gives_the_code_of_all_is_written_down_as_that(floor: Floor) -> None:
    choose_pin(floor.data / "staff-pin", "2468")
    floor.tries_pin("2468")
    floor.touch("Finir cette visite")
    floor.finish_all_work()
    assert [one[:2] for one in deeds(floor)] == [
        ("le code de l'équipe", "menu_opened"),
        ("le code de l'équipe", "visit_ended"),
    ]


def test_a_badge_that_opens_nothing_changes_no_screen(floor: Floor) -> None:
    badge_of(floor, "Nadia")
    former = new_badge(new_token)
    floor.walks_until_stuck()
    floor.scans(former)
    floor.until(lambda: not floor.runner.is_busy, "the store answers")
    floor.sees(HowView)
    floor.terminal.send(StaffGesture())
    floor.scans(former)
    floor.until(lambda: not floor.runner.is_busy, "the store answers")
    floor.sees(StaffPinView)
    assert deeds(floor) == []
