"""What visitors told, for the team: unread, on the wall, put together, answered."""

from __future__ import annotations

from kiosk.i18n.text import Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptNote,
    AcceptTyped,
    AskRemoveNote,
    BackToNotes,
    MergeNotes,
    OpenNoteAnswer,
    OpenNoteMerge,
    OpenShownNotes,
    RemoveNote,
)
from kiosk.visit.note_words import answer_of, words_of
from kiosk.visit.notes import MOST_ANSWER_LETTERS, Note
from kiosk.visit.state import Context, StaffDesk, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.notes import NoteWordsView
from kiosk.visit.view.staff_lists import LOOKING, TROUBLE, leave
from kiosk.visit.views import Button, EntryListView, ListEntry


@shown_at(scenes.StaffNotes)
def staff_notes(visit: Visit, context: Context) -> EntryListView:
    assert isinstance(visit.scene, scenes.StaffNotes)
    if visit.scene.removing:
        return _removing(visit, visit.scene.removing)
    desk = visit.staff or StaffDesk()
    if visit.scene.shown:
        return _shown(desk, context)
    unread, shown = _split(desk)
    told = _("Tout est lu.")
    if unread:
        told = _("Rien n'est sur le mur avant que vous l'ayez lu.")
    return EntryListView(
        title=_("Ce que les visiteurs ont dit"),
        subtitle=_told(desk, told),
        entries=tuple(
            ListEntry(words=words_of(one), ways=_ways(one, bool(shown))) for one in unread
        ),
        ways=(
            Button(
                label=plural(
                    "Ce qui est sur le mur ({count})", "Ce qui est sur le mur ({count})", len(shown)
                ),
                event=OpenShownNotes(),
                icon="message-square",
                enabled=bool(shown),
            ),
        ),
        leave=leave(),
    )


def _split(desk: StaffDesk) -> tuple[list[Note], list[Note]]:
    """Unread, and on the wall."""
    found = desk.notes or ()
    return (
        [one for one in found if one.status == "new"],
        [one for one in found if one.status == "accepted"],
    )


def _told(desk: StaffDesk, told: Text) -> Text:
    if desk.trouble:
        return TROUBLE
    return LOOKING if desk.notes is None else told


def _ways(one: Note, can_merge: bool) -> tuple[Button, ...]:
    same = Button(label=_("C'est déjà dit"), event=OpenNoteMerge(one.id), icon="users")
    return (
        Button(label=_("Ne pas afficher"), event=RemoveNote(one.id), icon="x"),
        Button(label=_("Afficher"), event=AcceptNote(one.id), icon="check", tone="go"),
        *_answers(one),
        *((same,) if can_merge else ()),
    )


def _answers(one: Note) -> tuple[Button, Button]:
    return (
        Button(label=_("Nous avons fait…"), event=OpenNoteAnswer(one.id, False), icon="pencil"),
        Button(label=_("Non, parce que…"), event=OpenNoteAnswer(one.id, True), icon="pencil"),
    )


def _to_unread() -> Button:
    return Button(label=_("Revenir aux messages"), event=BackToNotes(), icon="arrow-left")


def _shown(desk: StaffDesk, context: Context) -> EntryListView:
    _unread, shown = _split(desk)
    return EntryListView(
        title=_("Ce qui est sur le mur"),
        subtitle=_told(desk, _("On peut répondre, répondre mieux, ou retirer.")),
        entries=tuple(
            ListEntry(
                words=words_of(one),
                lines=tuple(said for said in (answer_of(one, context.date),) if said),
                ways=(
                    *_answers(one),
                    Button(label=_("Retirer du mur"), event=AskRemoveNote(one.id), icon="x"),
                ),
            )
            for one in shown
        ),
        leave=_to_unread(),
    )


def _removing(visit: Visit, note_id: str) -> EntryListView:
    desk = visit.staff or StaffDesk()
    keep = Button(label=_("Non, elle reste"), event=AskRemoveNote(""), icon="arrow-left", tone="go")
    yes = Button(label=_("Oui, la retirer"), event=RemoveNote(note_id), icon="x")
    return EntryListView(
        title=_("Retirer du mur ?"),
        subtitle=_told(desk, _("Ses mots et sa réponse sont effacés.")),
        entries=tuple(
            ListEntry(words=words_of(one), ways=(yes, keep))
            for one in desk.notes or ()
            if one.id == note_id
        ),
        leave=_to_unread(),
    )


@shown_at(scenes.StaffNoteMerge)
def staff_note_merge(visit: Visit, context: Context) -> EntryListView:
    assert isinstance(visit.scene, scenes.StaffNoteMerge)
    desk = visit.staff or StaffDesk()
    note_id = visit.scene.note_id
    told = next((words_of(one) for one in desk.notes or () if one.id == note_id), None)
    return EntryListView(
        title=_("C'est la même chose que…"),
        subtitle=_told(desk, told or _("Tout est lu.")),
        entries=tuple(
            ListEntry(
                words=words_of(one),
                ways=(
                    Button(
                        label=_("C'est la même chose"),
                        event=MergeNotes(one.id),
                        icon="check",
                        tone="go",
                    ),
                ),
            )
            for one in _split(desk)[1]
            if one.id != note_id
        ),
        leave=_to_unread(),
    )


@shown_at(scenes.StaffNoteAnswer)
def staff_note_answer(visit: Visit, context: Context) -> NoteWordsView:
    assert isinstance(visit.scene, scenes.StaffNoteAnswer)
    desk = visit.staff or StaffDesk()
    left = MOST_ANSWER_LETTERS - len(desk.answer)
    told = plural(
        "Sur le mur, et sur le ticket de qui l'a dit. Encore {count} lettre.",
        "Sur le mur, et sur le ticket de qui l'a dit. Encore {count} lettres.",
        left,
    )
    if desk.trouble:
        told = _("La base ne répond pas. Votre réponse est encore là : recommencez.")
    return NoteWordsView(
        title=_("Non, parce que…") if visit.scene.refused else _("Nous avons fait…"),
        subtitle=told,
        typed=desk.answer,
        accept=Button(
            label=_("Répondre"),
            event=AcceptTyped(),
            icon="send",
            tone="go",
            enabled=bool(desk.answer.strip()) and not desk.answering,
        ),
        leave=Button(
            label=_("Revenir"), event=BackToNotes(), icon="arrow-left", enabled=not desk.answering
        ),
    )
