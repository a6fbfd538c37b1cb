"""A hand from somebody, and for somebody: offered, met by the team, found by what one needs; nobody
hears more of the other than a first name."""

from __future__ import annotations

from kiosk.agenda import sponsors
from kiosk.agenda.team_tasks import tasks
from kiosk.visit.bookings import Attendance, NotedEnquiry
from kiosk.visit.events import EraseKey
from kiosk.visit.view.notes import NoteWordsView
from kiosk.visit.view.session import SessionView
from kiosk.visit.view.ticket_contents import TicketContentsView
from kiosk.visit.view.ticket_lookup import AppointmentView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.together import ProgrammeView
from kiosk.visit.views import CardsView, EntryListView
from tests.agenda.world import MovingClock
from tests.terminal.floor import Floor
from tests.visit.story import buttons, said

TEN = "10 h · Un coup de main"


def looks_for(floor: Floor, need: str, language: str = "Français") -> ProgrammeView:
    floor.wakes()
    floor.touch(
        language, "Faire avec d'autres", "Un coup de main", "J'ai besoin d'un coup de main", need
    )
    floor.until(lambda: floor.terminal.visit.joining.sessions is not None)  # type: ignore[union-attr]
    return floor.sees(ProgrammeView)


def meets(floor: Floor, need: str = "Relire mon CV", language: str = "Français") -> Attendance:
    looks_for(floor, need, language)
    floor.touch(TEN)
    assert floor.sees(SessionView).persons == (), "one comes alone to one person"
    floor.touch("Je viens")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    return booked


def offers(floor: Floor, name: str = "samir") -> None:
    """From the first screen to the paper of somebody who helps with talks."""
    floor.wakes()
    floor.touch("Faire avec d'autres", "Un coup de main", "Je peux aider")
    floor.touch("Dire à qui parler", "Continuer")
    floor.until(lambda: floor.sees(CardsView).cards, "the hours")
    floor.terminal.send(floor.sees(CardsView).cards[0].event)
    floor.touch("Continuer")
    floor.types(name)
    floor.touch("Proposer mon aide")
    floor.until_sees(TicketView)


def test_an_hour_with_somebody_who_helps_with_just_that(floor: Floor) -> None:
    booked = meets(floor)
    assert booked.session.helper == "Nadia"
    assert booked.session.location == "Table ronde"
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    assert floor.reads("Nadia")


def test_nobody_is_sent_twice_to_one_table(floor: Floor) -> None:
    meets(floor)
    floor.finishes()
    hours = [said(one.label) for one in buttons(looks_for(floor, "Relire mon CV"))]
    assert hours.count(TEN) == 2 or TEN in hours  # another day, with Nadia again
    first = floor.sees(ProgrammeView).days[0]
    assert said(first[1][0].label) != TEN or "mardi 15" not in said(first[0])


def test_a_seat_given_back_frees_the_sponsors_hour(floor: Floor) -> None:
    booked = meets(floor)
    floor.agenda.cancel(booked.id)
    floor.finishes()
    assert meets_again(floor) == "Nadia"


def meets_again(floor: Floor) -> str | None:
    looks_for(floor, "Relire mon CV")
    floor.touch(TEN, "Je viens")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    return booked.session.helper


def test_a_wish_that_no_hour_answers_is_on_the_teams_list(floor: Floor) -> None:
    floor.agenda.write(sponsors.stop, "demonstration-paul")
    looks_for(floor, "Découvrir un métier")
    assert floor.reads("Personne n'est libre pour cela ces jours-ci.")
    floor.touch("Demander à l'équipe")
    floor.until_sees(TicketView)
    floor.finish_all_work()
    floor.until(lambda: floor.agenda.bookings(), "the delivery")
    (wish,) = floor.agenda.bookings()
    assert isinstance(wish, NotedEnquiry)
    assert wish.topic == "sponsor-trade"


def test_whoever_offers_is_met_first_and_then_found(floor: Floor) -> None:
    floor.agenda.write(sponsors.stop, "demonstration-paul")
    offers(floor)
    floor.finishes()
    assert looks_for(floor, "Savoir à qui parler").days == ()
    (new,) = (one for one in floor.agenda.read(sponsors.listed) if one.status == "new")
    floor.agenda.write(sponsors.accept, new.id)
    floor.touch("Retour", "Savoir à qui parler")
    floor.until(lambda: floor.sees(ProgrammeView).days, "the hours")
    floor.touch(TEN, "Je viens")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert booked.session.helper == "Samir"


def test_a_sponsor_who_cannot_come_leaves_nobody_without_a_word(floor: Floor) -> None:
    floor.agenda.write(sponsors.stop, "demonstration-paul")
    offers(floor)
    url = floor.url
    floor.finishes()
    (new,) = (one for one in floor.agenda.read(sponsors.listed) if one.status == "new")
    floor.agenda.write(sponsors.accept, new.id)
    meets(floor, "Savoir à qui parler", "English")
    theirs = floor.code
    floor.finishes()
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Vous aidez")
    (hour,) = floor.sees(EntryListView).entries
    assert said(hour.lines[0]) == "Une personne vient"
    floor.touch("Je ne peux pas venir")
    assert floor.reads("l'équipe lui cherche une autre heure")
    floor.touch("Je viens toujours")
    assert floor.sees(EntryListView).entries, "one touch by mistake gives nothing up"
    floor.touch("Je ne peux pas venir", "Je ne peux pas venir")
    floor.until_reads("Plus aucune heure n'est prévue.")
    assert floor.rows("SELECT language FROM booking WHERE kind = 'enquiry'") == [("en",)]
    found = floor.agenda.find_by_code(theirs)
    assert found is not None
    assert {type(one).__name__: one.status for one in found.bookings} == {
        "Attendance": "cancelled",
        "NotedEnquiry": "waiting",
    }


def test_stopping_needs_no_reason_and_leaves_no_name(floor: Floor) -> None:
    offers(floor)
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Vous aidez", "Je préfère arrêter", "J'arrête")
    floor.until_sees(TicketContentsView)
    assert "Vous aidez" not in floor.labels()
    names = floor.rows("SELECT first_name FROM sponsor WHERE status = 'ended'")
    assert names == [(None,)]


def test_after_the_first_meeting_each_is_asked_and_what_is_told_is_the_teams(
    floor: Floor, clock: MovingClock
) -> None:
    booked = meets(floor)
    url = floor.url
    floor.finishes()
    clock.now = booked.session.ends_at
    floor.scans(url)
    asked = floor.until_sees(CardsView)
    assert said(asked.title) == "Comment ça s'est passé ?"
    assert floor.reads("Avec Nadia.")
    faces = counted(floor)
    floor.touch("Bien", "Dire quelque chose à l'équipe")
    floor.types("appelez le 06 39 98 12 34")
    floor.touch("Donner à l'équipe")
    assert floor.reads("N'écrivez pas de nom ni de numéro")
    for _letter in range(25):
        floor.terminal.send(EraseKey())
    floor.types("il faisait froid")
    floor.touch("Donner à l'équipe")
    floor.until(lambda: not isinstance(floor.terminal.view.body, NoteWordsView), "that it is told")
    floor.until(lambda: counted(floor) == faces + 1, "that it is counted")
    floor.finishes()
    (task,) = floor.agenda.read(tasks)
    assert task.words == "Il faisait froid"
    floor.scans(url)
    floor.until(lambda: floor.labels() and not isinstance(floor.terminal.view.body, CardsView))


def counted(floor: Floor) -> int:
    return sum(count for (count,) in floor.rows("SELECT count FROM feedback"))


def test_who_helps_gives_more_hours_on_the_same_ticket(floor: Floor) -> None:
    offers(floor)
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Vous aidez", "Donner d'autres heures")
    floor.until(lambda: floor.sees(CardsView).cards, "the hours of the place")
    floor.terminal.send(floor.sees(CardsView).cards[1].event)
    floor.touch("Continuer")
    floor.until_sees(TicketView)
    given = floor.rows(
        "SELECT sponsor_id, count(*) FROM sponsor_hour WHERE sponsor_id NOT LIKE 'demonstration%'"
        " GROUP BY sponsor_id"
    )
    assert [hours for _id, hours in given] == [2]
