"""Ideas and difficulties: the wall, a card, a sentence, "moi aussi"."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import FindNotes, SayMeToo, WriteNote
from kiosk.visit.events import AgreeWithNote, BeginNote, OpenNote, OpenWall, PickCard
from kiosk.visit.notes import MOST_LETTERS, NoteDraft, names_somebody
from kiosk.visit.results import NotesFound, NoteWritten
from kiosk.visit.scenes import NoteCards, NoteFound, NoteWords, Wall
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket import hand_over_here


@on(OpenWall)
def open_wall(visit: Visit, event: OpenWall, context: Context) -> Outcome:
    return go(replace(visit, wall=None), Wall(), FindNotes())


@on(NotesFound)
def notes_found(visit: Visit, event: NotesFound, context: Context) -> Outcome:
    return stay(replace(visit, wall=event.notes))


@on(AgreeWithNote)
def agree_with_note(visit: Visit, event: AgreeWithNote, context: Context) -> Outcome:
    """Once a visit: a burst of touches counts as one."""
    known = {one.id for one in visit.wall or ()}
    if event.note_id in visit.agreed or event.note_id not in known:
        return stay(visit)
    wall = tuple(
        replace(one, me_too=one.me_too + 1) if one.id == event.note_id else one
        for one in visit.wall or ()
    )
    agreed = replace(visit, agreed=visit.agreed | {event.note_id}, wall=wall)
    return agreed, (SayMeToo(event.note_id),)


@on(BeginNote)
def begin_note(visit: Visit, event: BeginNote, context: Context) -> Outcome:
    """What was typed before of the same kind is still there."""
    known = visit.note
    note = known if known and known.kind == event.kind else NoteDraft(kind=event.kind)
    return go(replace(visit, note=note), NoteCards())


@on(PickCard)
def pick_card(visit: Visit, event: PickCard, context: Context) -> Outcome:
    if visit.note is None or visit.note.attempt == "asked":
        return stay(visit)
    return go(replace(visit, note=replace(visit.note, card=event.card)), NoteWords())


def type_words(visit: Visit, key: str) -> Outcome:
    """A letter more, or one less where `key` is empty."""
    note = visit.note
    if note is None or note.attempt == "asked":
        return stay(visit)
    words = note.words[:-1] if not key else note.words + (key if note.words else key.upper())
    return stay(replace(visit, note=replace(note, words=words[:MOST_LETTERS], warned=False)))


def accept_words(visit: Visit, context: Context) -> Outcome:
    note = visit.note
    if note is None or note.attempt == "asked":
        return stay(visit)
    words = note.words.strip()
    if not words and note.card is None:
        return stay(visit)
    if names_somebody(words):
        return stay(replace(visit, note=replace(note, warned=True)))
    note_id = note.note_id or context.new_id()
    asked = replace(note, attempt="asked", note_id=note_id)
    wanted = WriteNote(note_id, note.kind, note.card, words, visit.carnet_code)
    return replace(visit, note=asked), (wanted,)


@on(NoteWritten)
def note_written(visit: Visit, event: NoteWritten, context: Context) -> Outcome:
    if visit.note is None or visit.note.note_id != event.note.id:
        return stay(visit)
    handed, effects = hand_over_here(replace(visit, note=None), event.ticket, (NoteWords,))
    carnet = handed.carnet
    assert carnet is not None
    others = tuple(one for one in carnet.notes if one.id != event.note.id)
    carnet = replace(carnet, notes=(*others, event.note))
    return replace(handed, carnet=carnet), effects


@on(OpenNote)
def open_note(visit: Visit, event: OpenNote, context: Context) -> Outcome:
    ticket = visit.lookup.ticket if visit.lookup else None
    if ticket is None or ticket.note(event.note_id) is None:
        return stay(visit)
    return go(visit, NoteFound(event.note_id))
