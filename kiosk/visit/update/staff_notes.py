"""Staff on the terminal: what visitors told, shown, taken down, put together, answered."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import AnswerNote, Effect, JudgeNote, MergeNote
from kiosk.visit.events import (
    AcceptNote,
    AskRemoveNote,
    BackToNotes,
    MergeNotes,
    OpenNoteAnswer,
    OpenNoteMerge,
    OpenShownNotes,
    RemoveNote,
)
from kiosk.visit.notes import MOST_ANSWER_LETTERS, Note
from kiosk.visit.results import NotesToRead
from kiosk.visit.scenes import StaffNoteAnswer, StaffNoteMerge, StaffNotes
from kiosk.visit.state import Context, StaffDesk, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay


@on(NotesToRead)
def notes_to_read(visit: Visit, event: NotesToRead, context: Context) -> Outcome:
    desk, scene = visit.staff, visit.scene
    if desk is None:
        return stay(visit)
    desk = replace(desk, notes=event.notes, trouble=False)
    if isinstance(scene, StaffNoteAnswer) and event.answered == scene.note_id:
        visit = replace(visit, staff=replace(desk, answer="", answering=False))
        return go(visit, StaffNotes(scene.origin))
    return stay(replace(visit, staff=desk))


@on(AcceptNote)
def accept_note(visit: Visit, event: AcceptNote, context: Context) -> Outcome:
    return _judge(visit, event.note_id, JudgeNote(event.note_id, True))


@on(AskRemoveNote)
def ask_remove_note(visit: Visit, event: AskRemoveNote, context: Context) -> Outcome:
    scene = visit.scene
    if not isinstance(scene, StaffNotes) or visit.staff is None:
        return stay(visit)
    return go(visit, replace(scene, removing=event.note_id))


@on(RemoveNote)
def remove_note(visit: Visit, event: RemoveNote, context: Context) -> Outcome:
    return _judge(visit, event.note_id, JudgeNote(event.note_id, False))


@on(OpenShownNotes)
def open_shown_notes(visit: Visit, event: OpenShownNotes, context: Context) -> Outcome:
    if not isinstance(visit.scene, StaffNotes) or visit.staff is None:
        return stay(visit)
    return go(visit, StaffNotes(visit.scene.origin, shown=True))


@on(BackToNotes)
def back_to_notes(visit: Visit, event: BackToNotes, context: Context) -> Outcome:
    scene, desk = visit.scene, visit.staff
    if not isinstance(scene, (StaffNotes, StaffNoteMerge, StaffNoteAnswer)) or desk is None:
        return stay(visit)
    if desk.answering:
        return stay(visit)
    return go(replace(visit, staff=replace(desk, answer="")), StaffNotes(scene.origin))


@on(OpenNoteMerge)
def open_note_merge(visit: Visit, event: OpenNoteMerge, context: Context) -> Outcome:
    if not isinstance(visit.scene, StaffNotes) or _note(visit, event.note_id) is None:
        return stay(visit)
    return go(visit, StaffNoteMerge(visit.scene.origin, event.note_id))


@on(MergeNotes)
def merge_notes(visit: Visit, event: MergeNotes, context: Context) -> Outcome:
    scene = visit.scene
    if not isinstance(scene, StaffNoteMerge) or _note(visit, event.into) is None:
        return stay(visit)
    visit = replace(visit, scene=StaffNotes(scene.origin))
    return _judge(visit, scene.note_id, MergeNote(scene.note_id, event.into))


@on(OpenNoteAnswer)
def open_note_answer(visit: Visit, event: OpenNoteAnswer, context: Context) -> Outcome:
    desk, scene = visit.staff, visit.scene
    known = _note(visit, event.note_id)
    if not isinstance(scene, StaffNotes) or desk is None or known is None:
        return stay(visit)
    visit = replace(visit, staff=replace(desk, answer="", answering=False, trouble=False))
    return go(visit, StaffNoteAnswer(scene.origin, event.note_id, event.refused))


def type_answer(visit: Visit, key: str) -> Outcome:
    """A letter more, or one less where `key` is empty. "Non, parce que" goes on small."""
    desk, scene = visit.staff, visit.scene
    if desk is None or desk.answering or not isinstance(scene, StaffNoteAnswer):
        return stay(visit)
    first = not desk.answer and not scene.refused
    words = desk.answer[:-1] if not key else desk.answer + (key.upper() if first else key)
    return stay(replace(visit, staff=replace(desk, answer=words[:MOST_ANSWER_LETTERS])))


def accept_answer(visit: Visit) -> Outcome:
    """It stays on the screen until it is written down: what was typed is never lost."""
    desk, scene = visit.staff, visit.scene
    if desk is None or desk.answering or not isinstance(scene, StaffNoteAnswer):
        return stay(visit)
    words = desk.answer.strip()
    if not words:
        return stay(visit)
    asked = replace(visit, staff=replace(desk, answering=True, trouble=False))
    return asked, (AnswerNote(scene.note_id, words, scene.refused),)


def could_not(visit: Visit) -> Visit:
    """The store did not answer the team."""
    if visit.staff is None:
        return visit
    return replace(visit, staff=replace(visit.staff, answering=False, trouble=True))


def _note(visit: Visit, note_id: str) -> Note | None:
    desk = visit.staff or StaffDesk()
    return next((one for one in desk.notes or () if one.id == note_id), None)


def _judge(visit: Visit, note_id: str, effect: Effect) -> Outcome:
    """Only for whoever gave the PIN, and of what is on the screen."""
    desk, scene = visit.staff, visit.scene
    if not isinstance(scene, StaffNotes) or desk is None or _note(visit, note_id) is None:
        return stay(visit)
    left = tuple(one for one in desk.notes or () if one.id != note_id)
    judged = replace(visit, staff=replace(desk, notes=left, trouble=False))
    return go(judged, replace(scene, removing=""), effect)
