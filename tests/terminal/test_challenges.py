"""Challenges, from the touch to the paper and back: taken, done, left, and counted together."""

from __future__ import annotations

from kiosk.visit.events import TakeChallenges
from kiosk.visit.view.challenges import ChallengesView, ChallengeView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.ticket_contents import TicketContentsView
from kiosk.visit.view.tickets import TicketView
from tests.terminal.floor import Floor
from tests.visit.story import said


def takes(floor: Floor, *titles: str) -> TicketView:
    floor.wakes()
    floor.touch("Faire avec d'autres", "Un défi")
    for title in titles:
        floor.touch(title, "Je le prends")
    count = len(titles)
    floor.touch("Imprimer mon défi" if count == 1 else f"Imprimer mes {count} défis")
    return floor.until_sees(TicketView)


def test_two_are_on_the_paper_with_what_to_do_where_it_is_hard(floor: Floor) -> None:
    takes(floor, "Écrire mon plan", "Me présenter")
    issued = floor.terminal.visit.issued
    assert issued is not None
    printed = issued.ticket.challenges
    assert [one.title for one in printed] == ["Écrire mon plan", "Me présenter"]
    assert all(one.if_stuck for one in printed)
    floor.until(lambda: floor.paper_was("printed"), "the paper")


def test_three_are_enough_and_one_can_be_put_back(floor: Floor) -> None:
    floor.wakes()
    floor.touch("Faire avec d'autres", "Un défi")
    for title in ("Écrire mon plan", "Écrire dix noms", "Me présenter"):
        floor.touch(title, "Je le prends")
    floor.touch("Relire mon CV")
    assert floor.reads("Vous en avez déjà trois.")
    assert "Je le prends" not in floor.labels()
    floor.touch("Voir les autres défis", "Me présenter", "Ne plus le prendre")
    floor.touch("Relire mon CV", "Je le prends")
    picked = [said(one.label) for one in floor.sees(ChallengesView).challenges if one.picked]
    assert picked == ["Écrire mon plan", "Écrire dix noms", "Relire mon CV"]


def test_on_another_day_it_is_done_and_counted_for_all(floor: Floor) -> None:
    takes(floor, "Écrire mon plan", "Me présenter")
    url = floor.url
    floor.finishes()
    assert floor.agenda.today().challenges_done == 0
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Écrire mon plan", "Je l'ai fait")
    floor.until_reads("C'est fait. Il reste sur votre carnet.")
    floor.touch("Revenir à mon ticket", "Me présenter", "Pas cette fois")
    floor.until_reads("Ce n'est compté nulle part.")
    assert floor.agenda.today().challenges_done == 1
    floor.finishes()
    floor.pass_time(61)
    floor.until(lambda: floor.terminal.context.today.challenges_done == 1, "the count")
    (line,) = (one for one in floor.sees(AttractView).today if "défi" in said(one))
    assert said(line) == "1 défi relevé ici cette semaine"


def test_what_was_marked_by_mistake_is_taken_back(floor: Floor) -> None:
    takes(floor, "Écrire mon plan")
    floor.touch("Accueil", "Faire avec d'autres", "Un défi", "Écrire mon plan", "Je l'ai fait")
    floor.until_reads("C'est fait.")
    floor.touch("Pas encore fait")
    floor.until(lambda: "Je l'ai fait" in floor.labels(), "undone")
    assert floor.agenda.today().challenges_done == 0


def test_a_seat_and_a_challenge_are_on_one_paper(floor: Floor) -> None:
    takes(floor, "Écrire dix noms")
    code = floor.code
    floor.touch("Accueil", "Faire avec d'autres", "Un défi", "Écrire dix noms")
    floor.sees(ChallengeView)
    floor.touch("Voir ici : Un groupe")
    floor.until(lambda: "9 h 30 · Groupe du jeudi matin" in floor.labels(), "the group")
    floor.touch("9 h 30 · Groupe du jeudi matin", "Je viens")
    floor.until(lambda: len(floor.confirmed()) == 1, "the seat")
    floor.until_sees(TicketView)
    assert floor.code == code
    issued = floor.terminal.visit.issued
    assert issued is not None
    assert len(issued.ticket.bookings) == len(issued.ticket.challenges) == 1


def test_touched_twice_it_is_one_paper(floor: Floor) -> None:
    floor.wakes()
    floor.touch("Faire avec d'autres", "Un défi", "Écrire mon plan", "Je le prends")
    floor.touch("Imprimer mon défi")
    # Both touches of one finger were under way when the first was taken.
    floor.terminal.send(TakeChallenges())
    floor.until_sees(TicketView)
    floor.finish_all_work()
    assert floor.rows("SELECT count(*) FROM ticket") == [(1,)]
