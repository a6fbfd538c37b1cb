"""People who help people: sponsors to meet, wishes, what was told and its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response

from kiosk import limits
from kiosk.agenda import day as days
from kiosk.agenda import notes, pair_reports, sponsors, staff_journal, team_tasks
from kiosk.agenda.day import DayLine
from kiosk.agenda.notes import NoSuchNote
from kiosk.agenda.sponsors import NoSuchSponsor
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.i18n.languages import SOURCE
from kiosk.i18n.translator import Translator
from kiosk.limits import unfit
from kiosk.visit.notes import CARDS, Note
from kiosk.visit.sponsoring import NEEDS, ListedSponsor
from kiosk.web.staff.desk import Action, Desk, Route
from kiosk.web.staff.french import day_and_hour, how_long
from kiosk.web.staff.names import wish_of
from kiosk.web.staff.pages.today import shown

KINDS = {"idea": "Idée", "difficulty": "Difficulté"}
GONE = "Quelqu'un de l'équipe vient de s'en occuper."


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSponsor:
    one: ListedSponsor
    needs: str
    since: str
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    note: Note
    kind: str
    card: str
    age: str


def show(desk: Desk) -> Response:
    agenda, now = desk.agenda, desk.agenda.counted_now()
    offered = agenda.read(sponsors.listed)
    told = [
        ShownNote(note=note, kind=KINDS[note.kind], card=_card(note), age=how_long(now - told_at))
        for note, told_at in agenda.read(notes.listed)
        if note.status in ("new", "accepted")
    ]
    to_read = [one for one in told if one.note.status == "new"]
    return desk.render(
        "people.html",
        to_meet=[_sponsor(desk, one) for one in offered if one.status == "new"],
        accepted=[_sponsor(desk, one) for one in offered if one.status == "accepted"],
        wishes=[shown(desk, one) for one in agenda.read(_wishes)],
        reports=[one for one in agenda.read(team_tasks.tasks) if one.kind == "report"],
        to_read=to_read,
        oldest=to_read[0].age if to_read else "",
        to_answer=[one for one in told if one.note.status == "accepted" and not one.note.answer],
        answered=[one for one in told if one.note.answer],
        most=limits.NOTE_ANSWER,
    )


def ask_answer(desk: Desk, note: str) -> Response:
    try:
        found = desk.agenda.read(notes.the_note, note)
    except NoSuchNote:
        return desk.to("/personnes", said=GONE)
    others = [
        (one.id, one.words or _card(one))
        for one, _told in desk.agenda.read(notes.listed)
        if one.id != note and one.status in ("new", "accepted")
    ]
    return desk.render(
        "note.html",
        note=found,
        kind=KINDS[found.kind],
        card=_card(found),
        others=others,
        most=limits.NOTE_ANSWER,
    )


def _sponsor(desk: Desk, one: ListedSponsor) -> ShownSponsor:
    zone = desk.agenda.place.zone
    return ShownSponsor(
        one=one,
        needs=", ".join(_french.say(NEEDS[need]) for need in one.needs if need in NEEDS),
        since=how_long(desk.agenda.counted_now() - one.since),
        hours=tuple(
            f"{day_and_hour(there.session.starts_at, zone)}"
            f"{' : une personne vient' if there.somebody else ''}"
            for there in one.hours
        ),
    )


def _wishes(work: UnitOfWork) -> tuple[DayLine, ...]:
    """Who asked in writing for somebody who gives an hour, and waits for one."""
    found = days.the_day(work, work.place.day_of(work.now)).enquiries
    return tuple(one for one in found if wish_of(one.topic))


_french = Translator(SOURCE)


def _card(note: Note) -> str:
    said = CARDS[note.kind].get(note.card or "")
    return _french.say(said) if said is not None else ""


# What is touched


def settles(deed: Callable[[UnitOfWork, str], object], word: str, said: str) -> Action:
    """A touch on one thing here: what it does, its word in the journal, what is said then."""

    def settle(desk: Desk) -> Response:
        def done(work: UnitOfWork) -> str:
            deed(work, desk.form.get("quoi", ""))
            staff_journal.record(work, desk.author, word)
            return said

        return _done(desk, done)

    return settle


def merge_note(desk: Desk) -> Response:
    def deed(work: UnitOfWork) -> str:
        notes.merge(work, desk.form.get("quoi", ""), desk.form.get("avec", ""))
        staff_journal.record(work, desk.author, "notes_merged")
        return "Les deux n'en font plus qu'une."

    return _done(desk, deed)


def answer_note(desk: Desk) -> Response:
    words = " ".join(desk.form.get("reponse", "").split())
    wrong = unfit(words, limits.NOTE_ANSWER) if words else "elle est vide"
    note_id = desk.form.get("quoi", "")
    if wrong:
        said = f"Cette réponse ne peut pas être gardée : {wrong}."
        return desk.to(f"/personnes/mot/{note_id}", said=said)

    def deed(work: UnitOfWork) -> str:
        notes.answer(work, note_id, words, refused=desk.form.get("non") == "oui")
        staff_journal.record(work, desk.author, "note_answered")
        return "La réponse est affichée, datée d'aujourd'hui."

    return _done(desk, deed)


def _done(desk: Desk, deed: Callable[[UnitOfWork], str]) -> Response:
    try:
        said = desk.agenda.write(deed)
    except (NoSuchNote, NoSuchSponsor):
        said = GONE
    return desk.to("/personnes", said=said)


accept_sponsor = settles(
    sponsors.accept, "sponsor_accepted", "C'est noté : cette personne peut recevoir quelqu'un."
)
end_sponsor = settles(sponsors.stop, "sponsor_ended", "C'est noté. Son prénom est effacé.")
read_report = settles(pair_reports.is_read, "report_read", "C'est lu, et effacé.")
accept_note = settles(notes.accept, "note_accepted", "C'est affiché, au mur des bornes.")
remove_note = settles(notes.remove, "note_removed", "C'est retiré, et les mots sont effacés.")

ROUTES = (
    Route("GET", "/personnes", show, "people", nav="Personnes"),
    Route("GET", "/personnes/mot/<note>", ask_answer, "people"),
    Route("POST", "/personnes/accepter", accept_sponsor, "people"),
    Route("POST", "/personnes/finir", end_sponsor, "people"),
    Route("POST", "/personnes/lu", read_report, "people"),
    Route("POST", "/personnes/mot/afficher", accept_note, "people"),
    Route("POST", "/personnes/mot/retirer", remove_note, "people"),
    Route("POST", "/personnes/mot/reunir", merge_note, "people"),
    Route("POST", "/personnes/mot/repondre", answer_note, "people"),
)
