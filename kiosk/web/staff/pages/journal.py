"""Who did what: to be read, and changed by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response

from kiosk.agenda import staff_journal
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day_and_hour
from kiosk.web.staff.typed import number_in

DEEDS = {
    "signed_in": "est entré",
    "signed_out": "est sorti",
    "account_added": "a ouvert le compte",
    "account_ended": "a fermé le compte",
    "password_chosen": "a changé le mot de passe de",
    "badge_made": "a fait un badge pour",
    "call_taken": "est allé à un appel de la borne",
    "call_put_back": "a remis un appel de la borne",
    "call_reached": "est arrivé à un appel de la borne",
    "call_finished": "a fini un appel de la borne",
    "visitor_greeted": "a accueilli à la borne",
    "session_cancelled": "a annulé la séance",
    "session_kept": "a maintenu la séance",
    "session_moved": "a déplacé la séance",
    "session_added": "a ajouté la séance",
    "seats_changed": "a changé le nombre de places de",
    "enrolled": "a inscrit quelqu'un à",
    "called": "a appelé une personne qui attendait",
    "arrived": "a noté une arrivée :",
    "arrival_undone": "a repris une arrivée :",
    "seen": "a noté « reçu » :",
    "absent": "a noté « n'est pas venu » :",
    "outcome_undone": "a repris ce qui était noté :",
    "booking_moved": "a changé une heure, maintenant",
    "booking_cancelled": "a annulé un rendez-vous :",
    "booked": "a pris un rendez-vous pour quelqu'un :",
    "time_given": "a donné une heure à une demande :",
    "enquiry_closed": "a fini une demande",
    "agenda_changed": "a changé l'agenda :",
    "change_told": "a prévenu quelqu'un d'un changement de l'agenda",
    "change_cancelled": "a annulé une réservation que l'agenda ne donnait plus",
    "terminal_reset": "a fini tout de suite la visite de la borne",
    "terminal_end_visit": "a voulu finir la visite de la borne",
    "terminal_out_of_service": "a mis hors service la borne",
    "terminal_in_service": "a remis en service la borne",
    "terminal_test_print": "a fait imprimer un essai par la borne",
    "terminal_print_again": "a fait réimprimer le ticket de la visite par la borne",
    "terminal_print_ticket": "a fait imprimer un ticket par la borne",
    "terminal_restart": "a fait redémarrer la borne",
    "terminal_message": "a mis un message sur la borne",
    "menu_opened": "a ouvert le menu de la borne",
    "visit_ended": "a mis fin à la visite de la borne",
    "printed_again": "a réimprimé un ticket à la borne",
    "test_printed": "a essayé l'imprimante de la borne",
    "put_out": "a mis hors service la borne",
    "put_back": "a remis en service la borne",
    "opened_anyway": "a ouvert, hors des heures du lieu, la borne",
    "hours_followed": "a remis aux heures du lieu la borne",
    "program_quit": "a arrêté le programme de la borne",
    "note_accepted": "a affiché une idée",
    "note_removed": "a retiré une idée",
    "notes_merged": "a réuni deux idées",
    "note_answered": "a répondu à une idée",
    "sponsor_accepted": "a accepté un parrain",
    "sponsor_ended": "a mis fin à un parrainage",
    "report_read": "a lu ce que l'un de deux disait",
    "task_settled": "a réglé une demande",
}
"""What the words of the journal are in French, with what they were done to after them; a word of
another version is shown as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    at: datetime
    when: str
    who: str
    did: str
    about: str


def show(desk: Desk) -> Response:
    before = number_in(desk.args.get("avant"))
    found = desk.agenda.read(staff_journal.lines, before=before)
    zone = desk.agenda.place.zone
    return desk.render(
        "journal.html",
        lines=[
            Line(
                at=one.at,
                when=day_and_hour(one.at, zone),
                who=one.who,
                did=DEEDS.get(one.deed, one.deed),
                about=one.about,
            )
            for one in found
        ],
        older=found[-1].id if len(found) == staff_journal.MOST else None,
    )


ROUTES = (Route("GET", "/journal", show, "journal", nav="Journal"),)
