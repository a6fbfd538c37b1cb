"""With others, from the touch to the store and the paper: a seat, a rank, the ticket in hand, and
« Je suis là »."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from kiosk.agenda import attendance
from kiosk.agenda.late_delivery import deliver_attendance
from kiosk.agenda.session_changes import cancel_session, move_session
from kiosk.agenda.team_tasks import tasks
from kiosk.store.tables import booth, session
from kiosk.ticket.codes import new_code
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    NotedEnquiry,
    WaitingPlace,
    session_of,
)
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.view.person import PhoneView
from kiosk.visit.view.session import SessionView
from kiosk.visit.view.ticket_contents import TicketContentsView
from kiosk.visit.view.ticket_lookup import AppointmentView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.together import ProgrammeView, TogetherView
from kiosk.visit.views import CardsView, NoticeView
from tests.agenda.world import MONDAY, MovingClock, a_paper
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, locked_by_another_process
from tests.terminal.test_store_failure import out_of_reach
from tests.visit.story import buttons, said

CV = "10 h · Atelier : je fais mon CV"
TABLE = "9 h · Une table pour travailler"


def looks_at(floor: Floor, label: str) -> SessionView:
    """From the first screen to one session."""
    floor.wakes()
    floor.touch("Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch(label)
    return floor.sees(SessionView)


def joins(floor: Floor, label: str, *persons: str, way: str = "Je viens") -> TicketView:
    looks_at(floor, label)
    floor.touch(*persons, way)
    return floor.until_sees(TicketView)


def fills(floor: Floor, label: str) -> int:
    """Somebody else takes all the seats of a session that is being looked at; its id."""
    looks_at(floor, label)
    joining = floor.terminal.visit.joining
    scene = floor.terminal.visit.scene
    assert joining is not None
    offer = joining.session(scene.session_id)  # type: ignore[attr-defined]
    assert offer is not None
    wanted = attendance.WantedSeats(
        booking_id="others", session_id=offer.session.id, persons=offer.left
    )
    floor.agenda.write(
        attendance.attend,
        wanted,
        a_paper(),
    )
    return offer.session.id


def test_somebody_who_came_alone_leaves_with_a_seat_among_others(
    floor: Floor, machine: TcpPrinter
) -> None:
    joins(floor, CV, "2", way="Nous venons")
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert (booked.persons, booked.session.title) == (2, "Atelier : je fais mon CV")
    assert booked.code == floor.code
    floor.until(lambda: floor.paper_was("printed"), "the paper")


def test_the_programme_has_each_day_and_what_is_left(floor: Floor) -> None:
    floor.wakes()
    floor.touch("Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Toute la semaine")
    days = floor.sees(ProgrammeView).days
    assert [said(day) for day, _sessions in days][:2] == [
        "Aujourd'hui, lundi 14 septembre",
        "Demain, mardi 15 septembre",
    ]
    assert [said(one.label) for one in days[0][1]] == [
        TABLE,
        CV,
        "14 h · Une table pour travailler",
    ]
    floor.touch("Retour", "Un groupe")
    thursday, series = floor.sees(ProgrammeView).days
    assert [said(one.label) for one in thursday[1]] == ["9 h 30 · Groupe du jeudi matin"]
    (promo,) = series[1]
    assert (
        said(promo.detail or promo.label)
        == "Du lundi 28 septembre au vendredi 9 octobre · 12 places"
    )


def test_more_in_one_visit_goes_onto_the_same_paper(floor: Floor) -> None:
    joins(floor, CV)
    first = floor.code
    floor.touch("Accueil", "Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Toute la semaine", "14 h · Une table pour travailler", "Je viens")
    floor.until(lambda: len(floor.confirmed()) == 2, "the second seat")
    floor.until_sees(TicketView)
    assert floor.code == first
    ticket = floor.terminal.visit.issued
    assert ticket is not None
    assert len(ticket.ticket.bookings) == 2, "one paper for all of it"


def test_a_ticket_that_was_scanned_gets_what_is_added(floor: Floor) -> None:
    joins(floor, CV)
    url, code = floor.url, floor.code
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Accueil", "Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Toute la semaine", "14 h · Une table pour travailler", "Je viens")
    floor.until_sees(TicketView)
    assert floor.code == code
    floor.finishes()
    floor.scans(url)
    assert len(floor.until_sees(TicketContentsView).things) == 2


def test_an_appointment_goes_onto_the_ticket_in_hand_too(floor: Floor) -> None:
    joins(floor, CV)
    code = floor.code
    floor.touch("Accueil", "Je veux parler à quelqu'un")
    floor.touch("Ici, en face à face", "Autre chose, ou je ne sais pas")
    floor.until(lambda: "9 h" in floor.labels(), "times")
    floor.holds("9 h")
    floor.confirms()
    assert floor.code == code
    found = floor.agenda.find_by_code(code)
    assert found is not None
    assert len(found.bookings) == 2


def test_two_things_at_one_hour_are_said_before(floor: Floor) -> None:
    joins(floor, CV)
    floor.touch("Accueil", "Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch(TABLE)
    floor.until_reads("a déjà quelque chose à cette heure-là")
    floor.touch("Venir ici à la place")
    floor.until(lambda: [one.status for one in floor.agenda.bookings()].count("cancelled") == 1)
    (standing,) = floor.confirmed()
    assert isinstance(standing, Attendance)
    assert standing.session.kind == "coworking"


def test_what_one_has_is_not_given_back_for_a_place_on_a_list(floor: Floor) -> None:
    fills(floor, CV)
    floor.finishes()
    joins(floor, TABLE)
    floor.touch("Accueil", "Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch(CV)
    floor.until_reads("C'est complet, et votre ticket a déjà quelque chose à cette heure-là.")
    assert "M'inscrire sur la liste d'attente" not in floor.labels()
    floor.touch("Revoir mon ticket")
    assert "Je ne peux pas venir" in floor.labels(), "it can be given back there"


def test_the_last_seat_goes_while_it_is_read(floor: Floor) -> None:
    session_id = fills(floor, CV)
    floor.touch("Je viens")
    floor.until_reads("Quelqu'un vient de prendre les dernières places")
    floor.touch("M'inscrire sur la liste d'attente")
    floor.until_sees(TicketView)
    (waiting,) = (one for one in floor.agenda.bookings() if isinstance(one, WaitingPlace))
    assert (waiting.session.id, waiting.rank) == (session_id, 1)


def test_the_rank_is_on_the_screen_and_the_list_can_be_left(floor: Floor) -> None:
    fills(floor, CV)
    floor.touch("Accueil", "Faire avec d'autres")
    floor.until(lambda: "Complet : liste d'attente" in details(floor), "full")
    floor.touch(CV, "M'inscrire sur la liste d'attente")
    floor.until_sees(TicketView)
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(NoticeView)
    floor.until_reads("Vous êtes le premier ou la première de la liste.")
    floor.touch("Quitter la liste", "Oui, l'annuler")
    floor.until_reads("Vous n'êtes plus sur la liste.")
    assert not [one for one in floor.agenda.bookings() if one.status == "waiting"]


def details(floor: Floor) -> str:
    shown = buttons(floor.terminal.view.body)
    return " ".join(said(one.detail) for one in shown if one.detail)


def test_who_waits_has_the_seat_that_is_given_back(floor: Floor, clock: MovingClock) -> None:
    clock.now = MONDAY - timedelta(hours=1)  # two hours before the start it would be too late
    fills(floor, CV)
    floor.touch("Accueil", "Faire avec d'autres")
    floor.until(lambda: "Complet : liste d'attente" in details(floor), "full")
    floor.touch(CV, "M'inscrire sur la liste d'attente")
    floor.until_sees(TicketView)
    url = floor.url
    floor.finishes()
    floor.agenda.cancel("others")
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.until_reads("Voici votre place")


def test_here_i_am_is_once_and_can_be_undone(floor: Floor, clock: MovingClock) -> None:
    joins(floor, CV, "3", way="Nous venons")
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    assert "Je suis là" not in floor.labels(), "two hours before"
    floor.finishes()
    clock.now = MONDAY.replace(hour=9, minute=45)
    floor.terminal.tick()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Je suis là")
    floor.until_reads("C'est noté, bienvenue. 3 personnes sont là.")
    floor.touch("Je ne suis pas encore là")
    floor.until(lambda: "Je suis là" in floor.labels(), "undone")


def test_without_the_store_it_is_noted_and_the_paper_says_how_sure_it_is(floor: Floor) -> None:
    looks_at(floor, CV)
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Je viens")
        shown = floor.until_sees(TicketView)
        assert said(shown.title) == "C'est noté. La place n'est pas encore sûre."
        code = floor.code
    floor.until(lambda: len(floor.confirmed()) == 1, "the delivery")
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert booked.code == code, "the paper that was handed over leads to it"
    assert len(floor.agenda.bookings()) == 1


def test_what_was_noted_and_finds_no_seat_is_a_rank_or_somebodys_word(floor: Floor) -> None:
    session_id = fills(floor, CV)
    noted = attendance.WantedSeats(booking_id="noted", session_id=session_id, wait=True)
    for number in range(5):  # the list has four places
        wanted = replace(noted, booking_id=f"noted-{number}")
        made = LocalTicket(code=new_code(), token_hashes=(f"{number}" * 64,))
        for _time in range(2):  # delivered twice is once
            floor.agenda.write(
                deliver_attendance, wanted, "fr", None, made, floor.clock(), new_code
            )
    found = [floor.agenda.booking(f"noted-{number}") for number in range(5)]
    assert [type(one) for one in found] == [WaitingPlace] * 4 + [NotedEnquiry]
    assert all(one.code for one in found)


def test_the_programme_is_looked_up_again_when_the_store_is_back(floor: Floor) -> None:
    floor.wakes()
    with out_of_reach(floor):
        floor.touch("Faire avec d'autres")
        floor.until(lambda: "Essayer encore" in floor.labels(), "said")
    floor.touch("Essayer encore")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")


def test_a_session_that_is_withdrawn_meanwhile_is_said(floor: Floor) -> None:
    looks_at(floor, CV)
    with floor.agenda.store.writing() as connection:
        connection.execute(update(session).values(withdrawn=True))
    floor.touch("Je viens")
    floor.until_reads("Cette séance n'a plus lieu")
    floor.touch("Voir autre chose")
    floor.until_reads("Rien n'est prévu ces jours-ci.")
    assert floor.confirmed() == []


def test_whoever_is_stuck_is_shown_what_goes_with_the_service(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.touch("Avec d'autres : Atelier : je fais mon CV")
    assert floor.sees(SessionView).join
    floor.touch("Je viens")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)


def test_a_table_that_is_open_does_not_say_that_somebody_is_there(floor: Floor) -> None:
    """The table is open from nine, as the first helper; on Saturday evening only the table is."""
    today = floor.agenda.today()
    assert today.opens_at == MONDAY.replace(hour=9)
    assert {one.session.kind for one in today.with_others} >= {"workshop", "coworking", "group"}
    floor.clock.now = MONDAY.replace(hour=17, minute=30)
    assert not floor.agenda.today().someone_is_here(floor.clock())


def test_what_the_place_cancels_is_said_on_the_ticket_and_never_offered_again(
    floor: Floor,
) -> None:
    joins(floor, CV)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    url = floor.url
    floor.finishes()
    (told,) = floor.agenda.write(cancel_session, booked.session.id)
    assert told.id == booked.id
    floor.agenda.plan()
    floor.scans(url)
    floor.until_reads("Le lieu a annulé cette séance. Cela ne vient pas de vous.")
    floor.touch("Voir les séances")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    assert CV not in floor.labels()


def test_a_series_is_booked_as_one_and_said_day_by_day(
    floor: Floor, machine: TcpPrinter, clock: MovingClock
) -> None:
    floor.wakes()
    floor.touch("Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Un groupe", "9 h 30 · Deux semaines ensemble")
    page = floor.sees(SessionView)
    lines = [said(words) for _icon, words in page.lines]
    assert "10 fois. On s'inscrit pour toutes, d'un coup." in lines
    assert "On y parle : français, anglais." in lines
    assert "Il faut encore 4 personnes. Sinon, l'équipe dira si cela a lieu." in lines
    floor.touch("Je viens")
    floor.until_sees(TicketView)
    floor.until(lambda: floor.paper_was("printed"), "the paper")
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert len(booked.session.meetings) == 10
    url = floor.url
    floor.finishes()
    second = booked.session.meetings[1][0]
    clock.now = second - timedelta(minutes=10)
    floor.scans(url)
    floor.until_sees(AppointmentView)
    assert said(floor.sees(AppointmentView).day).startswith("Aujourd'hui")
    floor.touch("Je suis là")
    floor.until(lambda: floor.reads("C'est noté, bienvenue"), "that it is noted")


def test_an_hour_with_somebody_is_followed_from_a_booth_of_the_place(
    floor: Floor, machine: TcpPrinter
) -> None:
    floor.wakes()
    floor.touch("Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Un entraînement avec quelqu'un", "14 h · Préparer un entretien")
    assert [said(one.label) for one in floor.sees(SessionView).ways] == [
        "Ici",
        "Vidéo, chez moi",
        "Vidéo, en cabine ici",
    ]
    floor.touch("Vidéo, en cabine ici", "Je viens")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert (booked.mode, booked.booth) == ("video", "Cabine 1")


def test_the_booth_that_somebody_else_took_is_said_and_nothing_is_lost(floor: Floor) -> None:
    floor.wakes()
    floor.touch("Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Un entraînement avec quelqu'un", "14 h · Préparer un entretien")
    floor.touch("Vidéo, en cabine ici")
    with floor.agenda.store.writing() as connection:
        connection.execute(update(booth).values(active=False))
    floor.touch("Je viens")
    floor.until_reads("La cabine vient d'être prise.")
    floor.touch("Vidéo, chez moi", "Je viens")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert (booked.mode, booked.booth) == ("video", None)


def test_a_way_of_following_goes_with_what_is_written_down(
    floor: Floor, clock: MovingClock
) -> None:
    """Without the store, and delivered when it is back."""
    floor.wakes()
    floor.touch("Faire avec d'autres")
    floor.until(lambda: floor.sees(TogetherView).note is None, "the programme")
    floor.touch("Un entraînement avec quelqu'un", "14 h · Préparer un entretien")
    floor.touch("Vidéo, en cabine ici")
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Je viens")
        floor.until_sees(TicketView)
    floor.until(lambda: len(floor.confirmed()) == 1, "the delivery")
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert (booked.mode, booked.booth) == ("video", "Cabine 1")


def test_a_moved_session_says_so_where_the_ticket_is_shown(floor: Floor) -> None:
    joins(floor, CV)
    url = floor.url
    floor.finishes()
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    later = MONDAY.replace(hour=19)
    floor.agenda.write(move_session, booked.session.id, later)
    floor.scans(url)
    found = floor.until_sees(AppointmentView)
    assert said(found.title) == "Nouvelle heure"
    assert said(found.hour) == "19 h"
    floor.touch("Changer de séance")
    floor.until_sees(ProgrammeView)


def test_an_appointment_gets_another_hour_where_the_ticket_is_shown(floor: Floor) -> None:
    floor.books()
    url, code = floor.url, floor.code
    floor.finishes()
    (before,) = floor.confirmed()
    found = floor.agenda.find_by_code(code)
    assert found is not None
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Changer l'heure")
    floor.until(lambda: "9 h 30" in floor.labels(), "times")
    floor.holds("9 h 30")
    floor.until_reads("Votre ancienne heure sera rendue.")
    floor.confirms()
    assert floor.code == code
    (after,) = floor.confirmed()
    assert isinstance(after, Appointment)
    assert (after.session.starts_at.hour, after.session.starts_at.minute) == (9, 30)
    now = floor.agenda.find_by_code(code)
    assert now is not None
    assert [one.id for one in now.bookings] == [after.id]
    assert [one.uid for one in now.events] == [one.uid for one in found.events]
    assert now.events[0].sequence > found.events[0].sequence
    assert before.id != after.id


def test_who_changes_nothing_after_all_keeps_what_they_had(floor: Floor) -> None:
    floor.books()
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Changer l'heure")
    floor.until(lambda: "9 h 30" in floor.labels(), "times")
    floor.touch("Retour")
    floor.sees(AppointmentView)
    floor.touch("Changer l'heure")
    floor.until(lambda: "9 h 30" in floor.labels(), "times")
    floor.touch("Parler à quelqu'un", "Ici, en face à face")
    floor.until(lambda: "10 h" in floor.labels(), "times")
    floor.holds("10 h")
    floor.confirms()
    assert len(floor.confirmed()) == 2, "who asked for somebody else keeps the first"


def changes_the_table(floor: Floor) -> None:
    """From the paper of one table to another, up to the last touch."""
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Changer de séance")
    floor.until(lambda: floor.sees(ProgrammeView).days, "the programme")
    floor.touch("14 h · Une table pour travailler")
    assert floor.reads("Votre autre place sera rendue.")


def test_changed_without_the_store_the_other_seat_is_given_back_once_this_one_is_sure(
    floor: Floor,
) -> None:
    joins(floor, TABLE)
    changes_the_table(floor)
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Venir ici à la place")
        shown = floor.until_sees(TicketView)
        assert said(shown.title) == "C'est noté. La place n'est pas encore sûre."
    floor.until(lambda: [hour(one) for one in floor.confirmed()] == [14], "the delivery")


def test_changed_without_the_store_for_what_is_offered_no_more_the_seat_stays(
    floor: Floor,
) -> None:
    joins(floor, TABLE)
    changes_the_table(floor)
    with floor.agenda.store.writing() as connection:
        free = session.c.taken == 0
        connection.execute(update(session).where(free).values(withdrawn=True))
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Venir ici à la place")
        shown = floor.until_sees(TicketView)
        assert said(shown.title) == "C'est noté. La place n'est pas encore sûre."
    floor.until(lambda: len(floor.agenda.bookings()) == 2, "the delivery")
    assert [hour(one) for one in floor.confirmed()] == [9]


def hour(booking: Booking) -> int:
    there = session_of(booking)
    assert there is not None
    return there.starts_at.hour


def test_a_seat_is_changed_for_one_of_another_session(floor: Floor) -> None:
    joins(floor, TABLE, "2", way="Nous venons")
    url, code = floor.url, floor.code
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Changer de séance")
    floor.until(lambda: floor.sees(ProgrammeView).days, "the programme")
    floor.touch("Retour")
    floor.sees(AppointmentView)
    floor.touch("Changer de séance")
    floor.until(lambda: floor.sees(ProgrammeView).days, "the programme")
    floor.touch("14 h · Une table pour travailler")
    assert floor.reads("Votre autre place sera rendue.")
    floor.touch("Venir ici à la place")
    floor.until_sees(TicketView)
    assert floor.code == code
    (booked,) = floor.confirmed()
    assert isinstance(booked, Attendance)
    assert (booked.session.starts_at.hour, booked.persons) == (14, 2)


def test_who_waits_leaves_a_number_and_the_team_reads_it_when_a_seat_is_theirs(
    floor: Floor, clock: MovingClock
) -> None:
    clock.now = MONDAY.replace(hour=7)  # two hours before it begins nobody is moved up any more
    fills(floor, CV)
    floor.finishes()
    joins(floor, CV, way="M'inscrire sur la liste d'attente")
    assert "Être appelé si une place se libère" in floor.labels()
    floor.touch("Être appelé si une place se libère")
    floor.sees(PhoneView)
    floor.types("061")
    floor.touch("Valider")
    assert floor.reads("Regardez le numéro")
    floor.types("2345678")
    floor.touch("Valider")
    floor.until_reads("l'équipe vous appelle")
    floor.touch("Continuer")
    floor.sees(TicketView)
    assert "Être appelé si une place se libère" not in floor.labels()
    floor.agenda.cancel("others")
    (task,) = floor.agenda.read(tasks)
    assert (task.kind, task.phone) == ("call", "0612345678")


def test_who_has_a_seat_is_asked_for_no_number(floor: Floor) -> None:
    joins(floor, CV)
    assert "Être appelé si une place se libère" not in floor.labels()


def test_who_works_among_others_may_say_what_for(floor: Floor, clock: MovingClock) -> None:
    clock.now = MONDAY.replace(hour=8, minute=40)
    for persons in (1, 2):
        joins(floor, TABLE)
        url = floor.url
        floor.finishes()
        floor.scans(url)
        floor.until_sees(AppointmentView)
        floor.touch("Je suis là")
        floor.until_sees(CardsView)
        floor.touch("le bâtiment")
        floor.until_sees(AppointmentView)
        until_said(floor, persons)
        floor.finishes()
    page = looks_at(floor, TABLE)
    lines = [said(words) for _icon, words in page.lines]
    assert "2 personnes cherchent dans le bâtiment." in lines


def until_said(floor: Floor, persons: int) -> None:
    query = "SELECT count(*) FROM booking WHERE looks_for = 'building'"
    floor.until(lambda: floor.rows(query) == [(persons,)], "that it is kept")


def test_nobody_has_to_say_what_they_look_for(floor: Floor, clock: MovingClock) -> None:
    clock.now = MONDAY.replace(hour=8, minute=40)
    joins(floor, TABLE)
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Je suis là")
    floor.until_sees(CardsView)
    floor.touch("Je préfère ne pas le dire")
    floor.until_reads("C'est noté, bienvenue")


def test_an_appointment_at_the_hour_of_a_seat_says_so_before_and_one_is_given_back(
    floor: Floor,
) -> None:
    joins(floor, "9 h · Une table pour travailler")
    floor.touch("Accueil", "Je veux parler à quelqu'un")
    floor.touch("Ici, en face à face", "Autre chose, ou je ne sais pas")
    floor.until(lambda: "9 h" in floor.labels(), "times")
    floor.holds("9 h")
    floor.until(lambda: "Oui, à la place de l'autre" in floor.labels(), "what is then")
    assert floor.reads("Votre ticket a déjà quelque chose à cette heure-là")
    floor.touch("Oui, à la place de l'autre")
    floor.until_sees(TicketView)
    (booked,) = floor.confirmed()
    assert isinstance(booked, Appointment)
