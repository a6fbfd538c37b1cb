"""Ideas and difficulties, from the touch to the answer: nothing is public before the team read
it."""

from __future__ import annotations

import pytest

from kiosk.agenda import notes
from kiosk.terminal.pin import choose_pin
from kiosk.visit.events import AcceptNote, EraseKey, OpenNotesToRead
from kiosk.visit.notes import names_somebody
from kiosk.visit.view.notes import NoteWordsView, WallView
from kiosk.visit.view.ticket_contents import TicketContentsView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import EntryListView
from tests.terminal.floor import Floor
from tests.visit.story import said


def opens_the_wall(floor: Floor) -> WallView:
    floor.wakes()
    floor.touch("Faire avec d'autres", "Une idée, une difficulté")
    floor.until(lambda: floor.terminal.visit.wall is not None, "the wall")
    return floor.sees(WallView)


def tells(floor: Floor, words: str = "depuis un mois") -> None:
    opens_the_wall(floor)
    floor.touch("Une difficulté", "Personne ne répond")
    floor.types(words)
    floor.touch("Donner à l'équipe")


def told(floor: Floor) -> str:
    """The id of the one note that nobody has read yet."""
    (found,) = (one for one, _at in floor.agenda.read(notes.listed) if one.status == "new")
    return found.id


def on_the_wall(floor: Floor) -> list[str]:
    return [said(one.words) for one in opens_the_wall(floor).said]


def test_a_card_and_a_sentence_reach_the_team_and_nobody_else(floor: Floor) -> None:
    before = len(opens_the_wall(floor).said)
    floor.touch("Une difficulté", "Personne ne répond")
    floor.types("depuis un mois")
    floor.touch("Donner à l'équipe")
    floor.until_sees(TicketView)
    floor.finishes()
    assert len(on_the_wall(floor)) == before
    assert floor.agenda.read(notes.the_note, told(floor)).words == "Depuis un mois"


def test_a_card_alone_is_enough(floor: Floor) -> None:
    opens_the_wall(floor)
    floor.touch("Une difficulté", "Le regard des autres", "Donner à l'équipe")
    floor.until_sees(TicketView)
    note = floor.agenda.read(notes.the_note, told(floor))
    assert (note.card, note.words) == ("eyes-of-others", "")


def test_what_was_accepted_and_answered_is_on_the_wall_and_on_the_ticket(floor: Floor) -> None:
    tells(floor)
    floor.until_sees(TicketView)
    url = floor.url
    floor.finishes()
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Personne ne répond")
    assert floor.reads("L'équipe ne l'a pas encore lue.")
    floor.finishes()
    floor.agenda.write(notes.answer, told(floor), "Nous relançons avec vous.", refused=False)
    assert "Personne ne répond : « Depuis un mois »" in on_the_wall(floor)
    floor.touch("Accueil")
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Personne ne répond")
    assert floor.reads("Nous avons fait : Nous relançons avec vous.")


def test_two_that_say_the_same_have_one_answer(floor: Floor) -> None:
    tells(floor)
    floor.until_sees(TicketView)
    url = floor.url
    floor.finishes()
    note_id = told(floor)
    floor.agenda.write(notes.merge, note_id, "demonstration-3")
    floor.agenda.write(notes.answer, "demonstration-3", "c'est prévu en mai.", refused=True)
    assert not any("Depuis un mois" in one for one in on_the_wall(floor))
    floor.touch("Accueil")
    floor.scans(url)
    floor.until_sees(TicketContentsView)
    floor.touch("Personne ne répond")
    assert floor.reads("Non, parce que : c'est prévu en mai.")


def test_staff_read_it_on_the_terminal_behind_their_code(floor: Floor) -> None:
    tells(floor)
    floor.until_sees(TicketView)
    floor.finishes()
    floor.pass_time(61)
    floor.until(lambda: floor.terminal.context.today.notes_to_read == 1, "one to read")
    choose_pin(floor.data / "staff-pin", "2468")
    floor.tries_pin("2468")
    floor.touch("Lire 1 idée ou difficulté")
    floor.until(lambda: bool(floor.sees(EntryListView).entries), "the note")
    assert floor.reads("Personne ne répond : « Depuis un mois »")
    floor.touch("Afficher")
    floor.until_reads("Tout est lu.")
    floor.touch("Revenir à l'écran")
    assert "Personne ne répond : « Depuis un mois »" in on_the_wall(floor)


def test_nobody_without_the_code_puts_anything_on_the_wall(floor: Floor) -> None:
    tells(floor)
    floor.until_sees(TicketView)
    note_id = told(floor)
    floor.terminal.send(AcceptNote(note_id))
    floor.terminal.send(OpenNotesToRead())
    floor.finish_all_work()
    assert floor.agenda.read(notes.the_note, note_id).status == "new"
    floor.sees(TicketView)


def test_me_too_counts_once_a_visit(floor: Floor) -> None:
    wall = opens_the_wall(floor)
    first = wall.said[0]
    before = floor.agenda.read(notes.wall)[0]
    for _touch in range(3):
        floor.terminal.send(first.agree.event)
    floor.finish_all_work()
    assert floor.agenda.read(notes.the_note, before.id).me_too == before.me_too + 1


def test_what_is_taken_down_has_no_words_any_more(floor: Floor) -> None:
    tells(floor, "grossier")
    floor.until_sees(TicketView)
    note_id = told(floor)
    floor.agenda.write(notes.remove, note_id)
    assert floor.rows(f"SELECT words, answer FROM note WHERE id = '{note_id}'") == [(None, None)]


def test_a_name_is_noticed_before_it_is_sent(floor: Floor) -> None:
    tells(floor, "merci a madame martin")
    assert floor.reads("N'écrivez pas de nom ni de numéro")
    assert not [one for one, _at in floor.agenda.read(notes.listed) if one.status == "new"]
    for _letter in " a madame martin":
        floor.terminal.send(EraseKey())
    assert floor.sees(NoteWordsView).typed == "Merci"
    floor.touch("Donner à l'équipe")
    floor.until_sees(TicketView)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Écrivez à jean@exemple.fr", True),
        ("Appelez le 06 12 34 56 78", True),
        ("Mon numéro : 0612345678", True),
        ("Merci à Mme Durand", True),
        ("Je m\u2019appelle Samir", True),
        ("Je cherche depuis 3 mois, 20 candidatures", False),
        ("Madame, monsieur, personne ne répond", False),
        ("Un atelier le samedi de 9 h à 11 h", False),
    ],
)
def test_what_points_at_somebody_is_seen(words: str, named: bool) -> None:
    assert names_somebody(words) is named
