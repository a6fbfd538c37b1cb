"""The team's lists on the terminal, behind the code: who offers their help, and what was told."""

from __future__ import annotations

from kiosk.agenda import notes, sponsors
from kiosk.terminal.pin import choose_pin
from kiosk.visit.events import AcceptSponsor, ConfirmEndSponsor, OpenSponsorsToMeet
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import EntryListView
from tests.terminal.floor import Floor
from tests.terminal.test_notes import on_the_wall, tells, told
from tests.terminal.test_sponsoring import offers
from tests.visit.story import said


def enters(floor: Floor) -> None:
    choose_pin(floor.data / "staff-pin", "2468")
    floor.tries_pin("2468")


def opens_sponsors(floor: Floor) -> EntryListView:
    enters(floor)
    floor.touch("Personnes qui proposent leur aide")
    floor.until(lambda: bool(floor.sees(EntryListView).entries), "the sponsors")
    return floor.sees(EntryListView)


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
    floor.until_reads("Rencontre faite.")
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


def reads_a_note(floor: Floor) -> str:
    tells(floor)
    floor.until_sees(TicketView)
    floor.finishes()
    note_id = told(floor)
    floor.pass_time(61)
    floor.until(lambda: floor.terminal.context.today.notes_to_read == 1, "one to read")
    enters(floor)
    floor.touch("Lire 1 idée ou difficulté")
    floor.until(lambda: bool(floor.sees(EntryListView).entries), "the note")
    return note_id


def test_a_note_is_answered_on_the_screens_keyboard(floor: Floor) -> None:
    note_id = reads_a_note(floor)
    floor.touch("Nous avons fait…")
    floor.types("nous appelons avec vous")
    floor.touch("Répondre")
    floor.until_sees(EntryListView)
    answered = floor.agenda.read(notes.the_note, note_id)
    assert (answered.answer, answered.refused) == ("Nous appelons avec vous", False)
    assert answered.status == "accepted"
    assert answered.answered_on == floor.terminal.context.date


def test_no_because_is_an_answer_too_and_coming_back_writes_nothing(floor: Floor) -> None:
    note_id = reads_a_note(floor)
    floor.touch("Non, parce que…")
    floor.types("ce lieu")
    floor.touch("Revenir")
    assert floor.agenda.read(notes.the_note, note_id).status == "new"
    floor.touch("Non, parce que…")
    floor.types("personne n'est là le soir")
    floor.touch("Répondre")
    floor.until_sees(EntryListView)
    answered = floor.agenda.read(notes.the_note, note_id)
    assert (answered.answer, answered.refused) == ("personne n'est là le soir", True)


def test_what_was_told_twice_is_put_together(floor: Floor) -> None:
    note_id = reads_a_note(floor)
    floor.touch("C'est déjà dit")
    first = floor.sees(EntryListView).entries[0].ways[0]
    floor.terminal.send(first.event)
    floor.until_reads("Tout est lu.")
    floor.finish_all_work()
    assert floor.rows(f"SELECT status FROM note WHERE id = '{note_id}'") == [("merged",)]


def test_what_is_on_the_wall_is_taken_down_after_it_was_asked(floor: Floor) -> None:
    before = on_the_wall(floor)
    floor.finishes()
    enters(floor)
    floor.touch("Voir les idées et difficultés")
    floor.until(lambda: floor.terminal.visit.staff.notes is not None)  # type: ignore[union-attr]
    floor.touch(f"Ce qui est sur le mur ({len(before)})")
    take_down = floor.sees(EntryListView).entries[0].ways[-1]
    floor.terminal.send(take_down.event)
    floor.touch("Non, elle reste")
    floor.terminal.send(take_down.event)
    floor.touch("Oui, la retirer")
    floor.until(lambda: len(floor.agenda.read(notes.wall)) < len(before), "it is gone")
    floor.touch("Revenir aux messages", "Revenir à l'écran")
    assert len(on_the_wall(floor)) == len(before) - 1
