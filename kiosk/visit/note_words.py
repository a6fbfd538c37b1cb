"""What is said of a note, on a screen and on a page: its words, its answer, what became of it."""

from __future__ import annotations

from datetime import date

from kiosk.i18n.text import Day, Text, _, as_is
from kiosk.visit.notes import CARDS, Note, NoteDraft


def words_of(note: Note | NoteDraft) -> Text:
    """What was told, as the cards and the teller's words say it."""
    card = CARDS[note.kind].get(note.card or "")
    if card and note.words:
        return _("{card} : « {words} »", card=card, words=as_is(note.words))
    if card:
        return card
    if note.words:
        return _("« {words} »", words=as_is(note.words))
    return _("Une idée") if note.kind == "idea" else _("Une difficulté")


def answer_of(note: Note, today: date) -> Text | None:
    """Dated; None while there is none."""
    if not note.answer or note.answered_on is None:
        return None
    day, words = Day(note.answered_on, today), as_is(note.answer)
    if note.refused:
        return _("Non, parce que : {answer} ({day})", answer=words, day=day)
    return _("Nous avons fait : {answer} ({day})", answer=words, day=day)


def what_became_of(note: Note, today: date) -> Text:
    answer = answer_of(note, today)
    if answer is not None:
        return answer
    match note.status:
        case "new":
            return _("L'équipe ne l'a pas encore lue. Montrez ce ticket un autre jour.")
        case "accepted" | "merged":
            return _("L'équipe l'a lue, et cherche une réponse.")
        case "removed":
            return _("L'équipe l'a lue, et ne l'affiche pas. Vous pouvez lui en parler.")
