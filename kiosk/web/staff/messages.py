"""What is said to the team when a page cannot be shown: in French, with what to do now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    status: int
    title: str
    lines: tuple[str, ...]
    log: str = ""
    """For the log, without names."""


WRONG = Message(
    403,
    "Ce nom ou ce mot de passe n'est pas le bon",
    ("Vérifiez les majuscules, puis recommencez.",),
    log="a wrong password",
)
WRONG_BADGE = Message(
    403,
    "Ce badge n'ouvre plus rien",
    ("Un autre a pu être fait depuis. Entrez avec votre mot de passe.",),
    log="a badge that opens nothing",
)
LOCKED = Message(
    403,
    "Ce compte attend un moment",
    (
        "Il y a eu plusieurs mots de passe faux. Recommencez dans un quart d'heure, ou entrez avec"
        " votre badge.",
    ),
    log="a password for an account that waits",
)
NO_ACCOUNT = Message(
    403,
    "L'équipe n'a pas encore de compte ici",
    (
        "Sur la machine où tourne la page, lancez par exemple :"
        " kiosk staff add --name Amina --role manager",
    ),
    log="there is no account yet",
)
NOT_YOURS = Message(
    403,
    "Cette page n'est pas pour votre compte",
    ("Demandez à la personne responsable du lieu.",),
)
FORM_REFUSED = Message(
    403,
    "Cette page est trop ancienne",
    ("Rien n'a changé. Recommencez à partir de l'entrée.",),
)
NOT_FOUND = Message(404, "Cette page n'existe pas", ("L'adresse a peut-être changé.",))
UNFIT = Message(
    400,
    "Ce qui a été envoyé ne se garde pas",
    ("C'est trop long, ou un signe n'en est pas un. Rien n'a changé : recommencez.",),
)
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
