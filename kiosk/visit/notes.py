"""Ideas and difficulties that visitors tell: values, the cards that are touched, and what must not
be in their words. Nobody's name is on them, and nobody reads them before the team has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.i18n.text import Text, _

NoteKind = Literal["idea", "difficulty"]
NoteStatus = Literal["new", "accepted", "merged", "removed"]

MOST_LETTERS = 200
MOST_ANSWER_LETTERS = 400
"""Of what the team answers."""

CARDS: dict[NoteKind, dict[str, Text]] = {
    "difficulty": {
        "alone": _("Se sentir seul"),
        "eyes-of-others": _("Le regard des autres"),
        "not-able": _("Ne pas savoir faire"),
        "not-the-norm": _("Ne pas être dans la norme"),
        "no-answer": _("Personne ne répond"),
        "no-offer": _("Ne pas trouver d'offre pour soi"),
        "money": _("L'argent, le transport"),
        "tired": _("La fatigue de chercher"),
    },
    "idea": {
        "workshop": _("Un atelier qui manque"),
        "hours": _("D'autres horaires"),
        "meet": _("Se rencontrer plus souvent"),
        "place": _("Quelque chose dans ce lieu"),
        "terminal": _("Quelque chose sur cette borne"),
    },
}
"""What job seekers wrote on post-its, as cards: whoever writes badly touches one, and that is
enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note, as its teller and the wall see it."""

    id: str
    kind: NoteKind
    card: str | None = None
    words: str = field(default="", repr=False)
    status: NoteStatus = "new"
    me_too: int = 0
    answer: str = ""
    refused: bool = False
    """The answer is "non, parce que …"."""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """What is being told."""

    kind: NoteKind
    card: str | None = None
    words: str = field(default="", repr=False)
    warned: bool = False
    """A name, a number or an address seems to be in it: said, and it is not sent like that."""
    attempt: Literal["none", "asked"] = "none"
    note_id: str = ""


_MAIL = re.compile(r"\S+@\S+|\barobase\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[ .-]?){5,}")
_NAMED = re.compile(
    r"\b(?:monsieur|madame|mademoiselle|mme|mlle|mr|m\.)\s+\w{2,}"
    r"|\b(?:je m'appelle|mon nom|mon pr[ée]nom|je suis m\.)\b",
    re.IGNORECASE,
)


def names_somebody(words: str) -> bool:
    """Whether words hold what points at a person: a name after its title, a number, a mail.

    Not every name can be known by its letters: the team reads every note before anybody else.
    """
    plain = words.replace("\u2019", "'")
    return any(pattern.search(plain) for pattern in (_MAIL, _NUMBER, _NAMED))
