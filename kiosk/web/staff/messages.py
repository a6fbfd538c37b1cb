"""What is said to the team when a page cannot be shown: in French, with what to do now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    status: int
    title: str
    lines: tuple[str, ...]


WRONG = Message(
    403,
    "Ce mot de passe n'est pas le bon",
    ("Vérifiez les majuscules, puis recommencez.",),
)
NO_PASSWORD = Message(
    403,
    "L'accès de l'équipe n'est pas encore ouvert",
    (
        "Il n'a pas de mot de passe.",
        "Sur la machine où tourne la page, lancez : kiosk staff password",
    ),
)
FORM_REFUSED = Message(
    403,
    "Cette page est trop ancienne",
    ("Rien n'a changé. Recommencez à partir de l'entrée.",),
)
NOT_FOUND = Message(404, "Cette page n'existe pas", ("L'adresse a peut-être changé.",))
NOT_READ = Message(400, "Cette demande n'est pas lisible", ("Recommencez à partir de l'entrée.",))
TOO_MANY = Message(
    429,
    "Un instant",
    ("Il y a eu beaucoup d'essais. Attendez une minute, puis recommencez.",),
)
STORE_AWAY = Message(
    503,
    "La base ne répond pas pour l'instant",
    (
        "Les bornes notent ce qu'on leur demande, et le transmettent quand elle revient.",
        "Recommencez dans quelques minutes.",
    ),
)
BROKEN = Message(
    500,
    "Quelque chose n'a pas marché",
    ("Recommencez. Si cela revient, le journal du programme dit pourquoi.",),
)
