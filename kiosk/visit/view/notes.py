"""Ideas and difficulties: the wall, the cards, a sentence, and what became of a note."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.text import Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptTyped,
    AgreeWithNote,
    BeginNote,
    GoHome,
    OpenCarnet,
    OpenWall,
    PickCard,
)
from kiosk.visit.note_words import answer_of, what_became_of, words_of
from kiosk.visit.notes import CARDS, MOST_LETTERS, Note, NoteDraft
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.views import Body, Button, CardsView, NoticeView


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidNote:
    """One on the wall."""

    words: Text
    answer: Text | None
    """"Nous avons fait", or "non, parce que", with its day."""
    agree: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class WallView(Body):
    title: Text
    subtitle: Text
    note: Text | None
    said: tuple[SaidNote, ...]
    tell: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWordsView(Body):
    title: Text
    subtitle: Text
    typed: str
    accept: Button
    leave: Button | None = None
    """Where there is no bar."""


@shown_at(scenes.Wall)
def wall(visit: Visit, context: Context) -> WallView:
    return WallView(
        title=_("Vous avez dit, nous avons fait"),
        subtitle=_("Une difficulté, une idée : dites-la, sans donner votre nom."),
        note=_nothing_yet(visit),
        said=tuple(_said(one, visit, context) for one in visit.wall or ()),
        tell=(
            Button(label=_("Une difficulté"), event=BeginNote("difficulty"), icon="cloud-rain"),
            Button(label=_("Une idée"), event=BeginNote("idea"), icon="lightbulb", tone="go"),
        ),
    )


def _nothing_yet(visit: Visit) -> Text | None:
    if visit.wall is None:
        return _("Un instant, nous regardons ce qui a été dit.")
    if not visit.wall:
        return _("Rien n'est affiché pour l'instant. Vous pouvez être la première personne.")
    return None


def _said(note: Note, visit: Visit, context: Context) -> SaidNote:
    agreed = note.id in visit.agreed
    count = _("Moi aussi")
    if note.me_too:
        count = plural("Moi aussi ({count} personne)", "Moi aussi ({count} personnes)", note.me_too)
    return SaidNote(
        words=words_of(note),
        answer=answer_of(note, context.date),
        agree=Button(
            label=count,
            event=AgreeWithNote(note.id),
            icon="hand",
            picked=agreed,
            enabled=not agreed,
            tone="quiet",
        ),
    )


@shown_at(scenes.NoteCards)
def cards(visit: Visit, context: Context) -> CardsView:
    note = visit.note or NoteDraft(kind="difficulty")
    idea = note.kind == "idea"
    return CardsView(
        title=_("Une idée, à propos de quoi ?") if idea else _("Qu'est-ce qui est difficile ?"),
        subtitle=_("Touchez une carte. Écrire n'est pas obligé."),
        cards=(
            *(
                Button(label=said, event=PickCard(card), picked=note.card == card)
                for card, said in CARDS[note.kind].items()
            ),
            Button(label=_("Autre chose"), event=PickCard(None), icon="pencil"),
        ),
    )


@shown_at(scenes.NoteWords)
def words(visit: Visit, context: Context) -> NoteWordsView:
    note = visit.note or NoteDraft(kind="difficulty")
    left = MOST_LETTERS - len(note.words)
    subtitle = plural(
        "Une phrase, si vous voulez. Encore {count} lettre.",
        "Une phrase, si vous voulez. Encore {count} lettres.",
        left,
    )
    heading = words_of(NoteDraft(kind=note.kind, card=note.card))
    if note.warned:  # as the title: where room is short, nothing else is read while one types
        heading = _("N'écrivez pas de nom ni de numéro.")
        subtitle = _("D'autres pourraient le lire. Effacez-le, puis recommencez.")
    can_send = note.attempt != "asked" and bool(note.words.strip() or note.card)
    return NoteWordsView(
        title=heading,
        subtitle=subtitle,
        typed=note.words,
        accept=Button(
            label=_("Donner à l'équipe"),
            event=AcceptTyped(),
            icon="send",
            tone="go",
            enabled=can_send,
        ),
    )


@shown_at(scenes.NoteFound)
def found(visit: Visit, context: Context) -> NoticeView:
    assert isinstance(visit.scene, scenes.NoteFound)
    ticket = visit.lookup.ticket if visit.lookup else None
    note = ticket.note(visit.scene.note_id) if ticket else None
    assert note is not None
    return NoticeView(
        icon="message-square",
        title=words_of(note),
        text=(what_became_of(note, context.date),),
        ways=(
            Button(label=_("Revenir à mon ticket"), event=OpenCarnet(), icon="ticket", tone="go"),
            Button(label=_("Voir ce qui a été dit ici"), event=OpenWall(), icon="users"),
            Button(label=_("Revenir à l'écran d'accueil"), event=GoHome(), icon="house"),
        ),
    )
