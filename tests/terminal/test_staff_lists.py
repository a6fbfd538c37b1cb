"""The team's lists on the terminal, behind the code: who offers their help, and what was told."""

from __future__ import annotations

from kiosk.agenda import sponsors
from kiosk.terminal.pin import choose_pin
from kiosk.visit.events import AcceptSponsor, ConfirmEndSponsor, OpenSponsorsToMeet
from kiosk.visit.view.staff_lists import StaffListView
from tests.terminal.floor import Floor
from tests.terminal.test_sponsoring import offers
from tests.visit.story import said


def enters(floor: Floor) -> None:
    choose_pin(floor.data / "staff-pin", "2468")
    floor.tries_pin("2468")


def opens_sponsors(floor: Floor) -> StaffListView:
    enters(floor)
    floor.touch("Personnes qui proposent leur aide")
    floor.until(lambda: bool(floor.sees(StaffListView).entries), "the sponsors")
    return floor.sees(StaffListView)


def only_samir(floor: Floor) -> None:
    floor.agenda.write(sponsors.stop, "demonstration-paul")
    floor.agenda.write(sponsors.stop, "demonstration-nadia")
    offers(floor)
    floor.finishes()


def test_the_team_has_met_somebody_who_helps(floor: Floor) -> None:
    only_samir(floor)
    shown = opens_sponsors(floor)
    assert said(shown.entries[0].words) == "Samir"
    assert "Savoir à qui parler" in [said(line) for line in shown.entries[0].lines]
    floor.touch("Nous l'avons rencontrée : accepter")
    floor.until_reads("Vous l'avez rencontrée.")
    (one,) = floor.agenda.read(sponsors.listed)
    assert one.status == "accepted"


def test_not_this_time_is_asked_once_more_and_leaves_no_name(floor: Floor) -> None:
    only_samir(floor)
    opens_sponsors(floor)
    floor.touch("Pas cette fois", "Non, rien ne change")
    assert floor.agenda.read(sponsors.listed)
    floor.touch("Pas cette fois", "Oui, pas cette fois")
    floor.until_reads("Personne ne propose son aide pour l'instant.")
    assert floor.rows("SELECT first_name FROM sponsor") == [(None,)] * 3


def test_the_help_of_somebody_accepted_can_end(floor: Floor) -> None:
    floor.agenda.write(sponsors.stop, "demonstration-nadia")
    floor.wakes()
    opens_sponsors(floor)
    floor.touch("Mettre fin à son aide", "Oui, mettre fin à son aide")
    floor.until_reads("Personne ne propose son aide pour l'instant.")
    assert floor.agenda.read(sponsors.listed) == ()


def test_nobody_without_the_code_sees_or_judges_sponsors(floor: Floor) -> None:
    only_samir(floor)
    (one,) = floor.agenda.read(sponsors.listed)
    floor.wakes()
    for event in (OpenSponsorsToMeet(), AcceptSponsor(one.id), ConfirmEndSponsor()):
        floor.terminal.send(event)
    floor.finish_all_work()
    assert floor.agenda.read(sponsors.listed)[0].status == "new"
    assert not floor.reads("Samir")
